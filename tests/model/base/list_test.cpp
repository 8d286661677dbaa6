#include <QtTest>
#include <map>
#include <random>
#include <thread>

#include "model/base/arena.h"
#include "model/base/box.h"
#include "model/base/list_pool.h"

using namespace claimscope;

namespace {

List<Text> texts(std::initializer_list<const char*> words) {
  List<Text> out;
  for (const char* word : words) {
    out.push_back(Text(word));
  }
  return out;
}

struct Pair {
  Text name;
  List<Text> values;
  [[nodiscard]] auto fields() const {
    const auto& [a, b] = *this;
    return std::tie(a, b);
  }
};

}  // namespace

class ListTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void blocksComeBackWithTheirBytes() {
    const arena::Usage before = arena::usage();
    std::vector<std::pair<arena::Handle, std::size_t>> blocks;
    for (std::size_t bytes = 0; bytes < 5000; bytes += 7) {
      const arena::Handle handle = arena::allocate(bytes);
      QVERIFY(arena::blockSize(bytes) >= std::max<std::size_t>(bytes, 8));
      QVERIFY(arena::blockSize(bytes) <= bytes + bytes / 7 + 8);
      QCOMPARE(arena::handleOf(arena::at(handle)), handle);
      std::memset(arena::at(handle), static_cast<int>(bytes & 0xffU), bytes);
      blocks.emplace_back(handle, bytes);
    }
    for (const std::size_t large : {std::size_t{100'000}, std::size_t{5'000'000}}) {
      blocks.emplace_back(arena::allocate(large), large);
      std::memset(arena::at(blocks.back().first), static_cast<int>(large & 0xffU), large);
    }
    for (const auto& [handle, bytes] : blocks) {
      for (std::size_t i = 0; i < bytes; ++i) {
        QVERIFY(arena::at(handle)[i] == std::byte(bytes & 0xffU));  // nobody wrote into a neighbour
      }
      arena::release(handle, bytes);
    }
    QCOMPARE(arena::usage().blocks, before.blocks);
    QCOMPARE(arena::usage().bytes, before.bytes);
    const std::size_t touched = arena::usage().touched;
    arena::release(arena::allocate(5'000'000), 5'000'000);
    QCOMPARE(arena::usage().touched, touched);  // what was freed is used again
  }

  void readsAndWritesLikeAVector() {
    std::mt19937 random(7);
    List<Text> list;
    std::vector<Text> vector;
    std::vector<std::pair<List<Text>, std::vector<Text>>> kept;
    for (int step = 0; step < 4000; ++step) {
      const Text word("w" + std::to_string(random() % 50));
      const auto at = static_cast<std::ptrdiff_t>(vector.empty() ? 0 : random() % vector.size());
      switch (random() % 9) {
        case 0:
        case 1:
          list.push_back(word);
          vector.push_back(word);
          break;
        case 2:
          list.insert(list.begin() + at, word);
          vector.insert(vector.begin() + at, word);
          break;
        case 3:
          if (!vector.empty()) {
            list.erase(list.begin() + at);
            vector.erase(vector.begin() + at);
          }
          break;
        case 4:
          if (!vector.empty()) {
            list[static_cast<std::size_t>(at)] = word;
            vector[static_cast<std::size_t>(at)] = word;
          }
          break;
        case 5:
          QCOMPARE(erase(list, word), std::erase(vector, word));
          break;
        case 6:
          kept.emplace_back(list, vector);  // a copy that later writes must not reach
          if (kept.size() > 20) {
            kept.erase(kept.begin());
          }
          break;
        case 7:
          random() % 2 == 0 ? intern(list) : list.shrink_to_fit();
          break;
        default:
          if (!vector.empty() && random() % 8 == 0) {
            list.pop_back();
            vector.pop_back();
          }
      }
      QVERIFY(list == vector);
    }
    for (const auto& [copy, wanted] : kept) {
      QVERIFY(copy == wanted);
    }
  }

  void itemsOfItselfMayBeAdded() {
    List<Text> list = texts({"a", "b"});
    for (int i = 0; i < 20; ++i) {
      list.push_back(list.front());
    }
    list.insert(list.begin() + 1, list.begin(), list.end());
    QCOMPARE(list.size(), std::size_t{44});
    QVERIFY(list[1] == "a" && list[2] == "b" && list.back() == "a");
    QVERIFY_THROWS_EXCEPTION(std::out_of_range, static_cast<void>(list.at(44)));
  }

  void identicalListsAreOne() {
    const std::size_t before = ListPool<Text>::instance().usage().blocks;
    {
      List<Text> a = texts({"x", "y"});
      List<Text> b = texts({"x", "y"});
      List<Text> c = texts({"x", "z"});
      QVERIFY(a == b && a.block() != b.block());
      intern(a);
      intern(b);
      intern(c);
      QVERIFY(a.block() == b.block() && a.block() != c.block());
      QCOMPARE(ListPool<Text>::instance().usage().blocks, before + 2);
      List<Text> changed = a;
      changed.push_back(Text("more"));
      QVERIFY(a == b && a.size() == 2 && changed.size() == 3);
      List<Text> empty;
      intern(empty);
      QVERIFY(empty.isInterned() && empty.empty());
    }
    QCOMPARE(ListPool<Text>::instance().usage().blocks, before);
  }

  void identicalMeansWrittenTheSame() {
    using Amounts = List<std::pair<Text, Quantity>>;
    Amounts a = {{Text("memory"), *Quantity::parse("1Gi")}};
    Amounts b = {{Text("memory"), *Quantity::parse("1024Mi")}};
    QVERIFY(a == b);  // equal as amounts
    intern(a);
    intern(b);
    QVERIFY(a.block() != b.block());
    QVERIFY(a[0].second.text() == "1Gi" && b[0].second.text() == "1024Mi");
  }

  void listsWithinItemsCount() {
    const auto make = [](std::initializer_list<const char*> values) {
      List<Pair> out;
      out.push_back({Text("key"), texts(values)});
      for (Pair& pair : out) {
        intern(pair.values);
      }
      intern(out);
      return out;
    };
    const List<Pair> a = make({"1", "2"});
    QVERIFY(a.block() == make({"1", "2"}).block());
    QVERIFY(a.block() != make({"1", "3"}).block());
    QVERIFY(a.block() != make({}).block());
  }

  void boxesHoldOneOrNone() {
    Box<Pair> none;
    QVERIFY(none == nullptr && !none && none.get() == nullptr);
    Box<Pair> one = Pair{Text("n"), texts({"v"})};
    const Box<Pair> copy = one;
    QVERIFY(one && one->name == "n" && copy.get() == one.get());
    one = Pair{Text("m"), {}};
    QVERIFY(one->name == "m" && copy->name == "n");
    one = nullptr;
    QVERIFY(one == nullptr && copy != nullptr);
    QVERIFY(copy == Box<Pair>(copy) && !(copy == Box<Pair>(*copy)));  // like pointers
  }

  void partsReadAsIfThereAlwaysWereOne() {
    Part<Pair> none;
    QVERIFY(!none.isWritten() && none->name.empty() && none->values.empty());
    intern(none);
    QVERIFY(!none.isWritten());

    Part<Pair> one(Pair{Text("n"), texts({"v"})});
    Part<Pair> other;
    other.edit().name = Text("n");
    other.edit().values = texts({"v"});
    for (Part<Pair>* part : {&one, &other}) {
      intern(part->edit().values);
      intern(*part);
    }
    QVERIFY(one.list().block() == other.list().block());
    other.edit().name = Text("m");  // a copy of its own: the one that is shared stays
    QVERIFY(one->name == "n" && other->name == "m" && other->values == one->values);

    Part<Pair> cleared = one;
    cleared.edit() = {};
    intern(cleared);
    QVERIFY(!cleared.isWritten() && one->name == "n");
  }

  void threadsShareAndDropTheSameLists() {
    const std::size_t before = ListPool<Text>::instance().usage().blocks;
    const Text::Usage strings = Text::usage();
    {
      const List<Text> common = texts({"common", "to", "all"});
      std::vector<std::jthread> threads;
      for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&common] {
          for (int i = 0; i < 5000; ++i) {
            List<Text> list = texts({"a", "b"});
            list.push_back(Text("n" + std::to_string(i % 17)));
            intern(list);
            List<Text> copy = list;
            list = common;
            list.push_back(Text("own"));
            if (copy.size() != 3 || list.size() != 4 || common.size() != 3) {
              qFatal("a list was changed by another thread");
            }
          }
        });
      }
    }
    QCOMPARE(ListPool<Text>::instance().usage().blocks, before);
    QCOMPARE(Text::usage().strings, strings.strings);
  }
};

QTEST_APPLESS_MAIN(ListTest)
#include "list_test.moc"
