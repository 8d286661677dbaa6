#include <QtTest>
#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "model/base/bound.h"
#include "model/base/byte_hash.h"
#include "model/base/executor.h"
#include "model/base/identity.h"
#include "model/base/result.h"
#include "model/base/text.h"
#include "model/base/text_batch.h"
#include "tests/kit/wait.h"

using namespace claimscope;

class TextTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  /// Every length that the hash treats in its own way, each bit of each byte, and wherever in memory the bytes lie.
  void hashesTellBytesApart() {
    std::set<std::uint64_t> seen;
    std::size_t asked = 0;
    const auto hash = [&](const std::string& bytes) {
      ++asked;
      seen.insert(byteHash(bytes));
    };
    for (const std::size_t length : {0U, 1U, 3U, 4U, 7U, 8U, 15U, 16U, 17U, 31U, 63U, 64U, 65U, 128U, 200U}) {
      std::string bytes(length, '\0');
      hash(bytes);
      for (std::size_t bit = 0; bit < length * 8; ++bit) {
        bytes[bit / 8] = static_cast<char>(1U << (bit % 8));
        hash(bytes);
        QCOMPARE(byteHash(std::string_view(" " + bytes).substr(1)), byteHash(bytes));
        bytes[bit / 8] = '\0';
      }
    }
    for (int i = 0; i < 100'000; ++i) {
      hash("pod-" + std::to_string(i));
    }
    QCOMPARE(seen.size(), asked);
    QVERIFY(byteHash("a", 1) != byteHash("a", 2));
    // The lower bits choose the place in a table: names that differ by a number must not crowd.
    std::vector<int> places(1024);
    for (int i = 0; i < 102'400; ++i) {
      ++places[byteHash("gpu-node-" + std::to_string(i)) % places.size()];
    }
    const auto [least, most] = std::minmax_element(places.begin(), places.end());
    QVERIFY2(*least > 50 && *most < 150, qPrintable(QStringLiteral("%1 to %2 of 100").arg(*least).arg(*most)));
  }

  void equalTextsAreOne() {
    const Text::Usage before = Text::usage();
    {
      const Text a("gpu.example.com/one-of-a-kind");
      const Text b(std::string("gpu.example.com/one-of-a-kind"));
      QVERIFY(a == b);
      QVERIFY(a.view().data() == b.view().data());  // the same bytes, not equal ones
      QCOMPARE(a.hash(), b.hash());
      QCOMPARE(Text::usage().strings, before.strings + 1);
      QVERIFY(Text("a") < Text("b"));
      QVERIFY(Text("B") < Text("a"));
      QVERIFY(Text() < Text("a"));
      QVERIFY(Text("").empty());
    }
    QCOMPARE(Text::usage().strings, before.strings);
    QCOMPARE(Text::usage().bytes, before.bytes);
  }

  void threadsMayInternAndFreeTheSameWords() {
    const Text::Usage before = Text::usage();
    {
      std::vector<std::jthread> threads;
      for (int t = 0; t < 4; ++t) {
        threads.emplace_back([] {
          for (int i = 0; i < 20'000; ++i) {
            Text text("shared-" + std::to_string(i % 97));
            Text copy = text;
            text = Text("other-" + std::to_string(i % 13));
            copy = std::move(text);
          }
        });
      }
    }
    QCOMPARE(Text::usage().strings, before.strings);
    QCOMPARE(Text::usage().bytes, before.bytes);
  }

  void aBatchGivesTheSameTextsAndKeepsNothing() {
    const Text::Usage before = Text::usage();
    {
      const Text outside("word-0");
      std::vector<Text> kept;
      {
        TextCache cache;
        const TextBatch batch(cache);
        for (int i = 0; i < 5'000; ++i) {
          kept.emplace_back("word-" + std::to_string(i % 7));
          kept.emplace_back("name-" + std::to_string(i));  // pushes others out of their places
        }
        TextCache innerCache;
        const TextBatch inner(innerCache);
        QVERIFY(Text("word-0") == outside);
      }
      QVERIFY(kept[0] == outside);
      QCOMPARE(kept[0].view().data(), outside.view().data());
      QCOMPARE(Text::usage().strings, before.strings + 7 + 5'000);
      kept.resize(14);
      QCOMPARE(Text::usage().strings, before.strings + 14);
    }
    QCOMPARE(Text::usage().strings, before.strings);
    QCOMPARE(Text::usage().bytes, before.bytes);
  }

  void batchesOfThreadsShareTheirWords() {
    const Text::Usage before = Text::usage();
    {
      std::vector<std::jthread> threads;
      for (int t = 0; t < 4; ++t) {
        threads.emplace_back([] {
          for (int page = 0; page < 50; ++page) {
            TextCache cache;
            const TextBatch batch(cache);
            for (int i = 0; i < 1'000; ++i) {
              const Text text("shared-" + std::to_string(i % 97));
              Text other("page-" + std::to_string(page));
              other = text;
            }
          }
        });
      }
    }
    QCOMPARE(Text::usage().strings, before.strings);
    QCOMPARE(Text::usage().bytes, before.bytes);
  }

  void uidsArePackedOnlyWhenTheyComeBackTheSame() {
    for (const char* text : {"00000000-0000-0000-0000-000000000000", "6f1c9d2e-0b7a-4b57-9d5e-2f1f3a9c1e10",
                             "6F1C9D2E-0B7A-4B57-9D5E-2F1F3A9C1E10", "", "uidValue", "6f1c9d2e00b7a-4b57-9d5e-2f1f3a9c1e10"}) {
      QCOMPARE(Uid(text).str(), std::string(text));
    }
    QVERIFY(Uid("").empty());
    QVERIFY(!(Uid("6f1c9d2e-0b7a-4b57-9d5e-2f1f3a9c1e10") == Uid("6f1c9d2e-0b7a-4b57-9d5e-2f1f3a9c1e11")));
    for (const char* text : {"", "0", "007", "42", "18446744073709551615", "18446744073709551616", "abc", "-1"}) {
      QCOMPARE(ResourceVersion(text).str(), std::string(text));
    }
    QCOMPARE(ResourceVersion("42").number(), std::uint64_t{42});
  }

  void sumsSayHowSureTheyAre() {
    QCOMPARE(combine(Bound::exact, Bound::atLeast), Bound::atLeast);
    QCOMPARE(combine(Bound::atLeast, Bound::atMost), Bound::unknown);
    QCOMPARE((Count{2, Bound::exact} + Count{3, Bound::atMost}), (Count{5, Bound::atMost}));
    QCOMPARE(exitStatus(ErrorCode::forbidden), 4);
    QCOMPARE((Error{ErrorCode::notFound, "no pod", "Look", std::nullopt, 0}).within("prod").text(),
             std::string("prod: no pod. Look"));
  }

  void aStrandKeepsOrderOnAPool() {
    ThreadPool pool("test", 3);
    const auto strand = std::make_shared<Strand>(pool);
    std::vector<int> seen;
    std::atomic<int> done = 0;
    for (int i = 0; i < 500; ++i) {
      strand->post([&, i] {
        seen.push_back(i);
        ++done;
      });
    }
    QVERIFY(kit::waitUntil([&] { return done == 500 && strand->pending() == 0; }));
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    QCOMPARE(seen.size(), std::size_t{500});
  }
};

QTEST_APPLESS_MAIN(TextTest)
#include "text_test.moc"
