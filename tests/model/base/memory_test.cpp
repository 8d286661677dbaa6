// Memory that one thread has taken and another freed goes back to the system. Test thread and one more.
#include <QtTest>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "model/base/memory.h"

using namespace claimscope;

namespace {

constexpr std::size_t kBuffers = 8'000;
constexpr std::size_t kBytes = 3'000;

/// KiB that the process holds now.
std::int64_t held() {
  std::ifstream status("/proc/self/status");
  std::string line;
  while (std::getline(status, line)) {
    if (line.starts_with("VmRSS:")) {
      return std::atoll(line.c_str() + 6);
    }
  }
  return 0;
}

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
      const std::int64_t full = held();
      received.clear();
      returnFreeMemory();
      const std::int64_t after = held();
      const auto expected = static_cast<std::int64_t>(kBuffers * kBytes / 1024 * 8 / 10);
      QVERIFY2(full - after >= expected, qPrintable(QString("%1 KiB, then %2 KiB").arg(full).arg(after)));
      {
        const std::lock_guard lock(mutex);
        over = true;
      }
      changed.notify_all();
    }
  }

  void withoutAnyPartNothingBreaks() {
    returnFreeMemory();
    HeapPart part;
    returnFreeMemory();
    part.renew();
    returnFreeMemory();
    returnFreeMemory();
  }
};

QTEST_APPLESS_MAIN(MemoryTest)
#include "memory_test.moc"
