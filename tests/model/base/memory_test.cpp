// Memory that one thread has taken and another freed goes back to the system. Test thread and one more.
#include <QtTest>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "model/base/memory.h"
#include "tests/kit/process_memory.h"

using namespace claimscope;

namespace {

constexpr std::size_t kBuffers = 8'000;
constexpr std::size_t kBytes = 3'000;

bool usesGlibc() {
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  return true;
#else
  return false;
#endif
}

}  // namespace

class MemoryTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void whatOthersFreedIsReturned() {
    if (!usesGlibc()) {
      QSKIP("another library allocates here");
    }
    for (int round = 0; round < 2; ++round) {  // a part can be returned again
      std::vector<std::string> received;
      std::mutex mutex;
      std::condition_variable changed;
      bool filled = false;
      bool over = false;
      std::jthread receiver([&] {
        HeapPart part;
        for (std::size_t i = 0; i < kBuffers; ++i) {
          received.emplace_back(kBytes, 'x');
        }
        std::unique_lock lock(mutex);
        filled = true;
        changed.notify_all();
        changed.wait(lock, [&] { return over; });
        part.renew();
      });
      {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return filled; });
      }
      const std::int64_t full = kit::processKiB("VmRSS:");
      received.clear();
      returnFreeMemory();
      const std::int64_t after = kit::processKiB("VmRSS:");
      const auto expected = static_cast<std::int64_t>(kBuffers * kBytes / 1024 * 8 / 10);
      QVERIFY2(full - after >= expected, qPrintable(QString("%1 KiB, then %2 KiB").arg(full).arg(after)));
      {
        const std::lock_guard lock(mutex);
        over = true;
      }
      changed.notify_all();
    }
  }

  /// With no part, with one that was not renewed, and over and over: what is kept for the next time does not pile up.
  void returningAgainKeepsNothing() {
    if (!usesGlibc()) {
      QSKIP("another library allocates here");
    }
    returnFreeMemory();
    HeapPart part;
    returnFreeMemory();
    returnFreeMemory();
    const std::int64_t before = kit::processKiB("VmRSS:");
    for (int i = 0; i < 3'000; ++i) {
      part.renew();
      part.renew();
      returnFreeMemory();
    }
    const std::int64_t grown = kit::processKiB("VmRSS:") - before;  // a page for each would be 12,000
    QVERIFY2(grown < 4'000, qPrintable(QString("%1 KiB").arg(grown)));
  }
};

QTEST_APPLESS_MAIN(MemoryTest)
#include "memory_test.moc"
