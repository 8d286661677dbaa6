// One kind in virtual time: what a reflector asks for, and when, whatever the server does. The behaviours are those that
// client-go tests (tools/cache reflector_test.go, reflector_watchlist_test.go; rest; tools/pager), and where we do better.
#include <QtTest>

#include "model/kube/reflector.h"
#include "tests/model/kube/scripted_server.h"

using namespace claimscope;
using kit::ScriptedServer;
using CallPtr = ScriptedServer::CallPtr;

namespace {

const ApiResource kPods{"", "v1", "pods", "Pod", true};

struct Rig {
  explicit Rig(kube::ReflectorOptions given = {}) : options(std::move(given)) {
    server->served = {kPods};
    for (const char* name : {"a", "b", "c"}) {
      server->add("pods", name);
    }
    learned->setStreamsLists(true);
  }
  void start() {
    kube::ReflectorEvents events;
    events.gone = [this] { ++gone; };
    events.wentBack = [this](const Error&) { ++wentBack; };
    events.pollsOnly = [this](const Error& error) { polls.push_back(error.message); };
    reflector = std::make_shared<kube::Reflector>(
        kPods, options,
        kube::ReflectorParts{server, server, credentials, learned, std::make_shared<Strand>(executor), time.clock, picture},
        std::move(events));
    reflector->start([this] { ++settled; });
  }
  /// Started, listed and watched.
  void live() {
    start();
    time.run(100);
    QCOMPARE(picture.status("pods").state, SourceState::live);
    QCOMPARE(server->openWatches("pods"), std::size_t(1));
  }
  [[nodiscard]] bool inStep() { return picture.text("pods") == server->picture("pods"); }
  [[nodiscard]] SourceState state() { return picture.status("pods").state; }
  [[nodiscard]] std::size_t lists() const { return server->count("list", "pods"); }
  [[nodiscard]] std::size_t watches() const { return server->count("watch", "pods"); }

  kube::ReflectorOptions options;
  kit::VirtualTime time;
  InlineExecutor executor;
  std::shared_ptr<ScriptedServer> server = std::make_shared<ScriptedServer>(time);
  std::shared_ptr<kube::Credentials> credentials = std::make_shared<kube::Credentials>(kube::Connection{}, time.clock);
  std::shared_ptr<kube::Learned> learned = std::make_shared<kube::Learned>();
  kit::Picture picture;
  std::shared_ptr<kube::Reflector> reflector;
  int gone = 0;
  int wentBack = 0;
  int settled = 0;
  std::vector<std::string> polls;
};

kube::ReflectorOptions pagesOf(std::size_t size) {
  kube::ReflectorOptions options;
  options.pageSize = size;
  return options;
}

}  // namespace

class ReflectorTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aListIsFollowedByAWatchFromItsVersion() {
    Rig rig;
    rig.live();
    QCOMPARE(rig.settled, 1);
    QVERIFY(rig.inStep());
    const CallPtr watch = rig.server->calls("watch", "pods").front();
    QCOMPARE(watch->query.at("resourceVersion"), std::string("103"));
    QCOMPARE(watch->query.at("allowWatchBookmarks"), std::string("true"));
    const int seconds = std::stoi(watch->query.at("timeoutSeconds"));
    QVERIFY(seconds >= 300 && seconds < 600);
    rig.server->modify("pods", "a");
    rig.server->remove("pods", "b");
    rig.server->add("pods", "d");
    QVERIFY(rig.inStep());
    rig.time.run(1000);
    QCOMPARE(rig.picture.status("pods").events, std::uint64_t(3));
    QCOMPARE(rig.picture.status("pods").resourceVersion, std::string("106"));
  }

  /// Nothing of these costs a list: the watch goes on from the last version.
  void aFailedWatchIsResumedWithoutAList_data() {
    QTest::addColumn<int>("status");  // 0: the connection; 1: a clean end; 2: an ERROR event; 3: a torn line, then the connection
    QTest::addColumn<qint64>("atLeast");
    QTest::addColumn<qint64>("within");
    QTest::newRow("connection") << 0 << qint64(800) << qint64(1700);
    QTest::newRow("clean end") << 1 << qint64(0) << qint64(20);
    QTest::newRow("error event") << 2 << qint64(800) << qint64(1700);
    QTest::newRow("torn line") << 3 << qint64(800) << qint64(1700);
    for (const int status : {400, 429, 500, 502, 503, 504}) {
      QTest::addRow("%d", status) << status << qint64(800) << qint64(1700);
    }
    QTest::newRow("401") << 401 << qint64(0) << qint64(20);  // with a new credential, at once
    QTest::newRow("403") << 403 << qint64(800) << qint64(1700);
  }
  void aFailedWatchIsResumedWithoutAList() {
    QFETCH(int, status);
    QFETCH(qint64, atLeast);
    QFETCH(qint64, within);
    Rig rig;
    rig.live();
    rig.time.run(10'000);
    rig.server->modify("pods", "b");
    const CallPtr watch = rig.server->calls("watch", "pods").back();
    std::size_t before = rig.watches();
    if (status >= 400) {
      rig.server->next("watch", "pods", [&](const CallPtr& call) { call->refuse(status); });
    } else if (status == 2) {
      watch->line(R"({"type":"ERROR","object":{"kind":"Status","code":500,"message":"etcdserver: leader changed"}})");
    } else if (status == 3) {
      watch->data(R"({"type":"MODIFIED","object":{"metadata":{"name":"a")");
    }
    if (status == 0 || status == 3) {
      watch->breakOff();
    } else if (status != 2) {
      watch->finish();
    }
    rig.server->add("pods", "while-away");
    if (status >= 400) {
      rig.time.run(10);
      before = rig.watches();
    }
    const std::int64_t since = rig.time.nowMs();
    while (rig.watches() == before && rig.time.nowMs() - since < 60'000) {
      rig.time.run(1);
    }
    if (status != 401) {
      QVERIFY2(rig.time.nowMs() - since >= atLeast - 20, qPrintable(QString::number(rig.time.nowMs() - since)));
      QVERIFY2(rig.time.nowMs() - since <= within, qPrintable(QString::number(rig.time.nowMs() - since)));
    }
    rig.time.run(2000);
    QCOMPARE(rig.state(), SourceState::live);
    QVERIFY(rig.inStep());
    QCOMPARE(rig.lists(), std::size_t(1));
    QCOMPARE(rig.server->count("stream", "pods"), std::size_t(0));
    QCOMPARE(rig.server->calls("watch", "pods").back()->query.at("resourceVersion"), std::string("104"));
    QCOMPARE(rig.picture.status("pods").relists, 0U);
  }

  /// client-go: TestReflectorExpiredExactResourceVersion, TestReflectorFullListIfExpired.
  void anExpiredVersionCostsOneList_data() {
    QTest::addColumn<bool>("asEvent");
    QTest::newRow("as a status") << false;
    QTest::newRow("as an event") << true;
  }
  void anExpiredVersionCostsOneList() {
    QFETCH(bool, asEvent);
    Rig rig;
    rig.live();
    rig.time.run(70'000);
    if (asEvent) {
      rig.server->next("watch", "pods", [](const CallPtr& call) {
        call->open();
        call->line(R"({"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old"}})");
        call->finish();
      });
    }
    rig.server->deaf = true;
    rig.server->remove("pods", "a");
    rig.server->add("pods", "d");
    rig.server->deaf = false;
    if (!asEvent) {
      rig.server->compact();
    }
    rig.server->breakWatches();
    rig.time.run(3000);
    QCOMPARE(rig.state(), SourceState::live);
    QVERIFY(rig.inStep());
    QCOMPARE(rig.lists(), std::size_t(2));
    QCOMPARE(rig.picture.status("pods").relists, 1U);
    QCOMPARE(rig.wentBack, 0);
  }

  void aServerThatAlwaysForgetsIsNotHammered() {
    Rig rig;
    rig.server->always("watch", "pods", [](const CallPtr& call) { call->refuse(410, "too old"); });
    rig.start();
    rig.time.run(300'000);
    QVERIFY2(rig.lists() <= 20, qPrintable(QString::number(rig.lists())));
    QCOMPARE(rig.state(), SourceState::stale);
    QCOMPARE(rig.picture.status("pods").error->code, ErrorCode::expired);
    rig.server->clearReactions();
    rig.time.run(60'000);
    QCOMPARE(rig.state(), SourceState::live);
  }

  /// client-go asks 0.22 times a second at most; a minute of a dead server is worth fewer than fifteen requests of a kind.
  void aDeadServerIsAskedRarely() {
    Rig rig;
    rig.live();
    rig.server->down = true;
    rig.server->breakWatches();
    const std::size_t before = rig.server->calls().size();
    rig.time.run(60'000);
    const std::size_t first = rig.server->calls().size() - before;
    QVERIFY2(first >= 4 && first <= 7, qPrintable(QString::number(first)));
    QCOMPARE(rig.state(), SourceState::stale);
    QVERIFY(rig.picture.status("pods").error.has_value());
    rig.time.run(3'600'000);
    const std::size_t hour = rig.server->calls().size() - before - first;
    QVERIFY2(hour >= 60 && hour <= 125, qPrintable(QString::number(hour)));
    rig.server->down = false;
    rig.server->add("pods", "d");
    rig.reflector->wake();
    rig.time.run(600);
    QVERIFY(rig.inStep());
    QCOMPARE(rig.state(), SourceState::live);
    QCOMPARE(rig.lists(), std::size_t(1));
  }

  void twoQuietMinutesForgiveTheBackOff() {
    Rig rig;
    rig.live();
    for (int i = 0; i < 6; ++i) {
      rig.server->next("watch", "pods", [](const CallPtr& call) { call->refuse(503); });
    }
    rig.server->breakWatches();
    rig.time.run(180'000);
    QCOMPARE(rig.state(), SourceState::live);
    rig.time.run(121'000);
    const std::size_t before = rig.watches();
    rig.server->breakWatches();
    rig.time.run(1'700);
    QCOMPARE(rig.watches(), before + 1);
  }

  /// client-go: TestNoRelistOnTooManyRequests, TestCheckRetryHandles429And5xx.
  void retryAfterIsHonouredAndNoMore_data() {
    QTest::addColumn<int>("status");
    QTest::newRow("429") << 429;
    QTest::newRow("503") << 503;
  }
  void retryAfterIsHonouredAndNoMore() {
    QFETCH(int, status);
    Rig rig;
    rig.server->next("list", "pods", [&](const CallPtr& call) { call->refuse(status, "busy", 7'000); });
    rig.start();
    rig.time.run(6'900);
    QCOMPARE(rig.lists(), std::size_t(1));
    QCOMPARE(rig.state(), SourceState::loading);
    rig.reflector->wake();  // does not shorten what the server asked for
    rig.time.run(50);
    QCOMPARE(rig.lists(), std::size_t(1));
    rig.time.run(1'100);
    QCOMPARE(rig.lists(), std::size_t(2));
    QCOMPARE(rig.state(), SourceState::live);
    rig.server->next(
        "watch", "pods", [&](const CallPtr& call) { call->refuse(status, "busy", 3'000); }, 3);
    rig.server->breakWatches();
    rig.time.run(1'700 + 3 * 4'000 + 100);
    QCOMPARE(rig.state(), SourceState::live);
    QCOMPARE(rig.lists(), std::size_t(2));
  }

  /// client-go: TestReflectorWatchListPageSize; and each page is asked for while the one before is decoded.
  void listsComeInPagesOfGrowingSize() {
    Rig rig(pagesOf(2));
    for (int i = 0; i < 20; ++i) {
      rig.server->add("pods", "p" + std::to_string(100 + i));
    }
    rig.live();
    QVERIFY(rig.inStep());
    std::vector<std::string> limits;
    for (const CallPtr& call : rig.server->calls("list", "pods")) {
      limits.push_back(call->query.at("limit"));
    }
    QCOMPARE(limits, (std::vector<std::string>{"2", "4", "8", "16"}));
  }

  /// A page that does not come is asked for again; the pages before it are still good.
  void aPageThatBreaksIsAskedForAgain_data() {
    QTest::addColumn<int>("status");
    for (const int status : {0, 429, 500, 503, 504}) {
      QTest::addRow("%d", status) << status;
    }
  }
  void aPageThatBreaksIsAskedForAgain() {
    QFETCH(int, status);
    Rig rig(pagesOf(2));
    rig.server->next("list", "pods", [&](const CallPtr& call) { rig.server->answer(call); });
    rig.server->next("list", "pods", [&](const CallPtr& call) {
      if (status == 0) {
        call->breakOff();
      } else {
        call->refuse(status);
      }
    });
    rig.start();
    rig.time.run(2'000);
    QCOMPARE(rig.state(), SourceState::live);
    QVERIFY(rig.inStep());
    QCOMPARE(rig.lists(), std::size_t(3));
    QCOMPARE(rig.server->calls("list", "pods").back()->query.at("continue"), std::string("b"));
    QCOMPARE(rig.picture.log().front(), std::string("started v1/pods"));
    QCOMPARE(rig.picture.log().size(), std::size_t(2));
  }

  /// client-go: TestListPager_List, 410 in the middle of paging.
  void anExpiredContinueTokenLeadsToOneListInOneGo_data() {
    QTest::addColumn<bool>("streams");
    QTest::newRow("streamed") << true;
    QTest::newRow("whole") << false;
  }
  void anExpiredContinueTokenLeadsToOneListInOneGo() {
    QFETCH(bool, streams);
    Rig rig(pagesOf(2));
    if (!streams) {
      rig.learned->streamRefused();
    }
    rig.server->next("list", "pods", [&](const CallPtr& call) { rig.server->answer(call); });
    rig.server->next("list", "pods", [](const CallPtr& call) { call->refuse(410, "continue token expired"); });
    rig.start();
    rig.time.run(100);
    QCOMPARE(rig.state(), SourceState::live);
    QVERIFY(rig.inStep());
    QCOMPARE(rig.lists(), std::size_t(streams ? 2 : 3));
    QCOMPARE(rig.server->count("stream", "pods"), std::size_t(streams ? 1 : 0));
    if (!streams) {
      QCOMPARE(rig.server->calls("list", "pods").back()->query.count("limit"), std::size_t(0));
    }
  }

  /// client-go: TestWatchList. A large kind is listed again as a stream, and swapped in at its end.
  void aLargeKindIsListedAgainAsAStream() {
    Rig rig(pagesOf(2));
    rig.live();
    rig.server->next("stream", "pods", [&](const CallPtr& call) {
      call->open();
      call->line(R"({"type":"ADDED","object":{"metadata":{"name":"z","resourceVersion":"900"}}})");
      // Not the versions of initial events, which are in no order.
    });
    rig.server->remove("pods", "a");
    rig.server->compact();
    rig.server->add("pods", "d");
    rig.server->compact();
    const std::string before = rig.picture.text("pods");
    // The watch has seen all that; so break it and let the version be forgotten.
    rig.server->deaf = true;
    rig.server->remove("pods", "b");
    rig.server->compact();
    rig.server->deaf = false;
    rig.server->breakWatches();
    rig.time.run(3'000);
    QCOMPARE(rig.server->count("stream", "pods"), std::size_t(1));
    const CallPtr stream = rig.server->calls("stream", "pods").front();
    QCOMPARE(stream->query.at("resourceVersionMatch"), std::string("NotOlderThan"));
    QCOMPARE(stream->query.at("sendInitialEvents"), std::string("true"));
    QCOMPARE(stream->query.at("allowWatchBookmarks"), std::string("true"));
    QCOMPARE(stream->query.at("resourceVersion"), std::string("105"));
    QCOMPARE(rig.picture.text("pods"), before);  // the old picture until the end
    QCOMPARE(rig.state(), SourceState::stale);
    stream->line(R"({"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"901"}}})");  // not the last one
    QCOMPARE(rig.picture.text("pods"), before);
    stream->line(
        R"({"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"950","annotations":{"k8s.io/initial-events-end":"true"}}}})");
    QCOMPARE(rig.picture.text("pods"), std::string("z@900 "));
    QCOMPARE(rig.state(), SourceState::live);
    rig.time.run(10);
    QCOMPARE(rig.server->calls("watch", "pods").back()->query.at("resourceVersion"), std::string("950"));
    QCOMPARE(rig.lists(), std::size_t(2));  // the two pages of the first list
  }

  /// Whatever a stream cannot do, pages can; a refusal is remembered for the session.
  void aStreamThatFailsGivesWayToPages_data() {
    QTest::addColumn<int>("status");  // 1: ends early; 2: no bookmark; 3: silence; 4: 410 event; 5: too large event; 0: breaks
    QTest::addColumn<bool>("remembered");
    for (const int status : {400, 405, 406, 415, 422}) {
      QTest::addRow("%d", status) << status << true;
    }
    QTest::newRow("403") << 403 << false;
    QTest::newRow("ends before the bookmark") << 1 << true;
    QTest::newRow("items and no bookmark") << 2 << true;
    QTest::newRow("silence") << 3 << true;
    QTest::newRow("410") << 4 << false;
    QTest::newRow("too large") << 5 << false;
    QTest::newRow("breaks in the middle") << 0 << false;
    QTest::newRow("500") << 500 << false;
  }
  void aStreamThatFailsGivesWayToPages() {
    QFETCH(int, status);
    QFETCH(bool, remembered);
    Rig rig(pagesOf(2));
    rig.live();
    const auto react = [status](const CallPtr& call) {
      if (status >= 400) {
        call->refuse(status);
        return;
      }
      call->open();
      if (status != 3) {
        call->line(R"({"type":"ADDED","object":{"metadata":{"name":"phantom","resourceVersion":"5"}}})");
      }
      if (status == 4) {
        call->line(R"({"type":"ERROR","object":{"kind":"Status","code":410,"message":"gone"}})");
      } else if (status == 5) {
        call->line(
            R"({"type":"ERROR","object":{"kind":"Status","code":504,"message":"Timeout: Too large resource version: 9"}})");
      } else if (status == 1) {
        call->finish();
      } else if (status == 0) {
        call->breakOff();
      }
    };
    rig.server->next("stream", "pods", react, 2);
    rig.server->deaf = true;
    rig.server->remove("pods", "b");
    rig.server->compact();
    rig.server->deaf = false;
    rig.server->breakWatches();
    rig.time.run(45'000);
    QCOMPARE(rig.state(), SourceState::live);
    QVERIFY2(rig.inStep(), rig.picture.text("pods").c_str());
    QVERIFY(rig.server->count("stream", "pods") >= 1 && rig.server->count("stream", "pods") <= 2);
    QVERIFY(rig.lists() >= 3);
    QCOMPARE(rig.learned->streamsLists(), !remembered);
    rig.learned->setStreamsLists(true);  // what a discovery says later does not count then
    QCOMPARE(rig.learned->streamsLists(), !remembered);
  }

  void aHugeFirstListMayBeStreamed() {
    kube::ReflectorOptions options = pagesOf(2);
    options.streamFrom = 3;
    Rig rig(options);
    rig.live();
    QVERIFY(rig.inStep());
    QCOMPARE(rig.server->count("stream", "pods"), std::size_t(1));
    QVERIFY(rig.picture.states("pods") == (std::vector<SourceState>{SourceState::loading, SourceState::live}));
  }

  void eventsOutOfOrderDoNotTurnBackTheVersion() {
    Rig rig;
    rig.live();
    const CallPtr watch = rig.server->calls("watch", "pods").back();
    watch->line(R"({"type":"MODIFIED","object":{"metadata":{"name":"a","resourceVersion":"200"}}})");
    watch->line(R"({"type":"MODIFIED","object":{"metadata":{"name":"b","resourceVersion":"150"}}})");
    watch->line(R"({"type":"SOMETHING","object":{"metadata":{"name":"b","resourceVersion":"900"}}})");
    watch->line("no JSON at all");
    watch->breakOff();
    rig.time.run(2'000);
    QCOMPARE(rig.server->calls("watch", "pods").back()->query.at("resourceVersion"), std::string("200"));
    QCOMPARE(rig.lists(), std::size_t(1));
  }

  /// client-go: a watch from "" begins with events of no order.
  void versionsOfSyntheticEventsDoNotCount() {
    Rig rig;
    rig.server->next("list", "pods", [](const CallPtr& call) { call->finish(R"({"kind":"PodList","metadata":{},"items":[]})"); });
    std::vector<CallPtr> watches;
    rig.server->always("watch", "pods", [&](const CallPtr& call) {
      call->open();
      watches.push_back(call);
    });
    rig.start();
    rig.time.run(100);
    QCOMPARE(watches.size(), std::size_t(1));
    watches[0]->line(R"({"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"70"}}})");
    watches[0]->breakOff();
    rig.time.run(5'000);
    QCOMPARE(watches[1]->query.at("resourceVersion"), std::string());
    watches[1]->line(R"({"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"70"}}})");
    watches[1]->line(R"({"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"80"}}})");
    watches[1]->breakOff();
    rig.time.run(5'000);
    QCOMPARE(watches[2]->query.at("resourceVersion"), std::string("80"));
  }

  /// A half-open connection: found within two minutes, without a list.
  void silenceIsNoticed() {
    Rig rig;
    rig.live();
    rig.time.run(70'000);  // a bookmark has come
    rig.server->deaf = true;
    rig.server->add("pods", "d");
    const std::int64_t since = rig.time.nowMs();
    rig.server->next("watch", "pods", [&](const CallPtr& call) {
      rig.server->deaf = false;
      rig.server->answer(call);
    });
    while (!rig.inStep() && rig.time.nowMs() - since < 300'000) {
      rig.time.run(1'000);
    }
    QVERIFY(rig.time.nowMs() - since <= 120'000);
    QCOMPARE(rig.lists(), std::size_t(1));
  }

  void headersThatNeverComeAreNoticed() {
    Rig rig;
    rig.server->next("watch", "pods", [](const CallPtr&) {});
    rig.start();
    rig.time.run(60'000);
    QCOMPARE(rig.watches(), std::size_t(2));
    QCOMPARE(rig.state(), SourceState::live);
    QCOMPARE(rig.lists(), std::size_t(1));
  }

  /// Watches that cannot be had: lists are polled, and that is said; later the watch is tried again.
  void whereWatchesDoNotGetThroughListsArePolled_data() {
    QTest::addColumn<int>("status");  // 0: ends at once; 1: no headers; 2: silence
    QTest::addColumn<qint64>("within");
    for (const int status : {405, 426, 501, 403}) {
      QTest::addRow("%d", status) << status << qint64(1'000);
    }
    QTest::newRow("ends at once") << 0 << qint64(10'000);
    QTest::newRow("no headers") << 1 << qint64(95'000);
    QTest::newRow("silence while objects change") << 2 << qint64(120'000);
  }
  void whereWatchesDoNotGetThroughListsArePolled() {
    QFETCH(int, status);
    QFETCH(qint64, within);
    Rig rig;
    rig.server->always("watch", "pods", [status](const CallPtr& call) {
      if (status >= 400) {
        call->refuse(status);
      } else if (status == 0) {
        call->open();
        call->finish();
      } else if (status == 2) {
        call->open();
      }
    });
    rig.start();
    rig.time.run(50);
    rig.server->add("pods", "d");
    for (std::int64_t passed = 0; passed < within; passed += 500) {
      rig.time.run(500);
      rig.reflector->touch();  // the server answers other requests
    }
    QCOMPARE(rig.state(), SourceState::polling);
    QCOMPARE(rig.polls.size(), std::size_t(1));
    QVERIFY(rig.picture.status("pods").error.has_value());
    rig.server->add("pods", "e");
    const std::size_t lists = rig.lists();
    rig.time.run(65'000);
    QVERIFY(rig.inStep());
    QVERIFY(rig.lists() - lists >= 2 && rig.lists() - lists <= 3);
    QCOMPARE(rig.state(), SourceState::polling);
    // The proxy is gone: within five minutes or so the watch is found to work.
    rig.server->clearReactions();
    rig.time.run(400'000);
    QCOMPARE(rig.state(), SourceState::live);
    const std::size_t polled = rig.lists();
    rig.server->add("pods", "f");
    QVERIFY(rig.inStep());
    rig.time.run(120'000);
    QCOMPARE(rig.lists(), polled);
  }

  void aServerWithoutBookmarksIsNotTakenForAProxy() {
    Rig rig;
    rig.server->bookmarkMs = 0;
    rig.live();
    for (int i = 0; i < 3'600; ++i) {
      rig.time.run(1'000);
      rig.reflector->touch();
    }
    QCOMPARE(rig.state(), SourceState::live);
    QVERIFY(rig.polls.empty());
    QVERIFY2(rig.lists() <= 7, qPrintable(QString::number(rig.lists())));
    rig.server->add("pods", "d");
    QVERIFY(rig.inStep());
  }

  void aVersionThatTheServerHasNotReachedIsNoticed() {
    Rig rig;
    rig.live();
    for (int i = 0; i < 50; ++i) {
      rig.server->modify("pods", "a");
    }
    rig.time.run(10);
    rig.reflector->probe();
    rig.time.run(10);
    QCOMPARE(rig.wentBack, 0);
    rig.server->version = 120;  // restored from a backup
    rig.reflector->probe();
    rig.time.run(10);
    QCOMPARE(rig.wentBack, 1);
    QCOMPARE(rig.server->count("probe", "pods"), std::size_t(3));  // asked twice before it is believed
    rig.reflector->outdate({ErrorCode::serverError, "restored", {}, {}, 0});
    QCOMPARE(rig.state(), SourceState::stale);
    rig.reflector->touch();
    QCOMPARE(rig.state(), SourceState::stale);
    rig.reflector->reload([&] { ++rig.settled; });
    rig.time.run(10);
    QCOMPARE(rig.settled, 2);
    QCOMPARE(rig.state(), SourceState::live);
    QCOMPARE(rig.server->calls("watch", "pods").back()->query.at("resourceVersion"), std::string("120"));
    QCOMPARE(rig.wentBack, 1);
  }

  void aKindThatIsGoneIsReported_data() {
    QTest::addColumn<QString>("verb");
    QTest::newRow("list") << "list";
    QTest::newRow("watch") << "watch";
  }
  void aKindThatIsGoneIsReported() {
    QFETCH(QString, verb);
    Rig rig;
    rig.server->next(verb.toStdString(), "pods", [](const CallPtr& call) { call->refuse(404); });
    rig.start();
    rig.time.run(100);
    QCOMPARE(rig.gone, 1);
    QCOMPARE(rig.state(), SourceState::notServed);
    rig.time.run(61'000);
    QCOMPARE(rig.state(), SourceState::live);
  }

  void aRefusalIsBelievedAfterAWhile() {
    Rig rig;
    rig.live();
    rig.server->always("", "pods", [](const CallPtr& call) { call->refuse(403, "pods is forbidden"); });
    rig.server->breakWatches();
    rig.time.run(5'000);
    QCOMPARE(rig.state(), SourceState::stale);  // a server that starts says no before it knows its roles
    QCOMPARE(rig.picture.status("pods").error->code, ErrorCode::forbidden);
    rig.time.run(400'000);
    QCOMPARE(rig.state(), SourceState::forbidden);
    QCOMPARE(rig.picture.text("pods"), rig.server->picture("pods"));
    rig.server->clearReactions();
    rig.time.run(300'000);
    QCOMPARE(rig.state(), SourceState::live);
  }

  void theNamespaceIsTriedWhereTheClusterIsForbidden() {
    kube::ReflectorOptions options;
    options.fallbackNamespace = "team";
    Rig rig(options);
    rig.server->next("list", "pods", [](const CallPtr& call) { call->refuse(403, "pods is forbidden"); });
    rig.server->next("stream", "pods", [](const CallPtr& call) { call->refuse(403, "nor watched"); });
    rig.server->always("", "pods", [](const CallPtr& call) {
      if (call->verb == "list") {
        call->finish(R"({"kind":"PodList","metadata":{"resourceVersion":"9"},"items":[]})");
      } else {
        call->open();
      }
    });
    rig.start();
    rig.time.run(100);
    QCOMPARE(rig.state(), SourceState::live);
    QCOMPARE(rig.server->calls("list", "pods").back()->path, std::string("/api/v1/namespaces/team/pods"));
    QVERIFY(rig.picture.status("pods").error->message.find("only namespace team is shown") != std::string::npos);
  }

  void protobufIsAskedForAndJsonIsTakenToo_data() {
    QTest::addColumn<int>("answer");  // 0: JSON; 406; 1: protobuf that cannot be read
    QTest::newRow("JSON") << 0;
    QTest::newRow("406") << 406;
    QTest::newRow("unreadable") << 1;
  }
  void protobufIsAskedForAndJsonIsTakenToo() {
    QFETCH(int, answer);
    kube::ReflectorOptions options;
    options.protobuf = true;
    Rig rig(options);
    if (answer == 406) {
      rig.server->next("list", "pods", [](const CallPtr& call) { call->refuse(406); });
    } else if (answer == 1) {
      rig.server->next("list", "pods", [](const CallPtr& call) { call->finish(std::string("k8s\0\x12\x00", 6)); });
    }
    rig.start();
    rig.time.run(100);
    QCOMPARE(rig.state(), SourceState::live);
    QVERIFY(rig.inStep());
    QCOMPARE(rig.server->calls("list", "pods").front()->accept,
             std::string("application/vnd.kubernetes.protobuf, application/json"));
    QCOMPARE(rig.server->calls("watch", "pods").front()->accept,
             std::string(answer == 0 ? "application/vnd.kubernetes.protobuf, application/json" : "application/json"));
    QCOMPARE(rig.lists(), std::size_t(answer == 0 ? 1 : 2));
  }

  void gzipIsForSlowWays() {
    kube::ReflectorOptions options = pagesOf(2);
    options.mayCompress = true;
    Rig rig(options);
    rig.live();
    QVERIFY(!rig.server->calls("list", "pods").front()->compressed);
    Rig far(options);
    far.learned->measure({.connectUs = 40'000});
    far.live();
    QVERIFY(far.server->calls("list", "pods").front()->compressed);
    QVERIFY(!far.server->calls("watch", "pods").front()->compressed);
    kube::Learned narrow;
    narrow.measure({.transferUs = 1'000'000, .wireBytes = 2'000'000});
    QVERIFY(narrow.isSlow());
    narrow.measure({.transferUs = 1'000, .wireBytes = 2'000'000});
    QVERIFY(!narrow.isSlow());
  }

  void afterASleepTheWatchIsOpenedAnew() {
    Rig rig;
    rig.live();
    const std::string at = rig.server->calls("watch", "pods").back()->query.at("resourceVersion");
    rig.reflector->resume();
    rig.time.run(10);
    QCOMPARE(rig.server->openWatches("pods"), std::size_t(1));
    QCOMPARE(rig.watches(), std::size_t(2));
    QCOMPARE(rig.lists(), std::size_t(1));
    QVERIFY(rig.inStep());
  }

  void nothingGrowsOverFiveHundredReconnects() {
    Rig rig;
    rig.live();
    rig.time.run(200'000);
    const std::size_t before = rig.time.pending();
    for (int i = 0; i < 500; ++i) {
      rig.server->modify("pods", "a");
      const CallPtr watch = rig.server->calls("watch", "pods").back();
      if (i % 2 == 0) {
        watch->breakOff();
      } else {
        watch->finish();
      }
      rig.time.run(3'000);
    }
    rig.time.run(200'000);
    QVERIFY(rig.inStep());
    QCOMPARE(rig.lists(), std::size_t(1));
    QVERIFY2(rig.time.pending() <= before + 3, qPrintable(QString::number(rig.time.pending())));
  }

  void nothingIsSaidAfterStop() {
    Rig rig;
    rig.live();
    rig.reflector->stop();
    const std::size_t said = rig.picture.log().size();
    const std::string text = rig.picture.text("pods");
    rig.server->add("pods", "d");
    rig.server->breakWatches();
    rig.time.run(600'000);
    QCOMPARE(rig.picture.log().size(), said);
    QCOMPARE(rig.picture.text("pods"), text);
    QCOMPARE(rig.watches(), std::size_t(1));
  }
};

QTEST_APPLESS_MAIN(ReflectorTest)
#include "reflector_test.moc"
