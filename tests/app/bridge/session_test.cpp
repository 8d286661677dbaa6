// Session, ViewsFile, wishes: what is kept between runs, and files that cannot be read. GUI thread.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "app/bridge/session.h"
#include "app/bridge/views_file.h"
#include "app/bridge/windows.h"

using namespace claimscope;
using namespace claimscope::app;

namespace {

constexpr std::int64_t kNow = 1'795'513'338'000;

KeptWindow sample(const QString& page) {
  KeptWindow window;
  window.state.source = QStringLiteral("context:prod");
  window.state.page = page;
  window.state.selection = ui::ObjectRef{"claim", "ml", "x"};
  window.state.filters.insert(QStringLiteral("claims"), {QStringLiteral("state=pending"), QStringLiteral("1")});
  window.geometry = QByteArray("\x01\x02", 2);
  return window;
}

/// What a program leaves that was killed: the file as it is while it runs.
void killed(const QString& folder, std::int64_t at, const KeptWindow& window) {
  QByteArray running;
  {
    Session session(folder, at, false);
    session.keep({window});
    QFile file(folder + QStringLiteral("/window.json"));
    if (file.open(QIODevice::ReadOnly)) {
      running = file.readAll();
    }
  }
  QFile file(folder + QStringLiteral("/window.json"));
  if (file.open(QIODevice::WriteOnly)) {
    file.write(running);
  }
}

}  // namespace

class SessionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aWindowIsGivenBack() {
    const QTemporaryDir folder;
    { Session(folder.path(), kNow, false).keep({sample(QStringLiteral("claims")), sample(QStringLiteral("devices"))}); }
    const Session next(folder.path(), kNow + 1'000, false);
    QVERIFY(!next.crashed());
    QVERIFY(next.notice().isEmpty());
    QCOMPARE(next.windows().size(), std::size_t{2});
    QVERIFY(next.windows()[0] == sample(QStringLiteral("claims")));
  }

  void freshBeginsAnew() {
    const QTemporaryDir folder;
    { Session(folder.path(), kNow, false).keep({sample(QStringLiteral("claims"))}); }
    QVERIFY(Session(folder.path(), kNow, true).windows().empty());
    QVERIFY(Session(folder.path(), kNow, false).windows().empty());
  }

  void aCrashGivesItBackAndTwoWithinAMinuteDoNot() {
    const QTemporaryDir folder;
    killed(folder.path(), kNow, sample(QStringLiteral("claims")));
    killed(folder.path(), kNow + 600'000, sample(QStringLiteral("claims")));
    {
      const Session slow(folder.path(), kNow + 1'200'000, false);
      QVERIFY(slow.crashed());
      QVERIFY(!slow.looping());
      QCOMPARE(slow.windows().size(), std::size_t{1});
      QVERIFY(!slow.notice().isEmpty());
    }
    killed(folder.path(), kNow + 2'000'000, sample(QStringLiteral("claims")));
    killed(folder.path(), kNow + 2'010'000, sample(QStringLiteral("claims")));
    const Session loop(folder.path(), kNow + 2'020'000, false);
    QVERIFY(loop.looping());
    QVERIFY(loop.windows().empty());
    QVERIFY(loop.notice().contains(QStringLiteral("fresh")));
    QVERIFY(QFile::exists(folder.path() + QStringLiteral("/window.json.before")));
  }

  void aSecondProgramKeepsNothing() {
    const QTemporaryDir folder;
    Session first(folder.path(), kNow, false);
    first.keep({sample(QStringLiteral("claims"))});
    {
      Session second(folder.path(), kNow, false);
      QVERIFY(second.windows().empty());
      second.keep({sample(QStringLiteral("devices"))});
    }
    QFile file(folder.path() + QStringLiteral("/window.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("\"claims\""));
    QVERIFY(text.contains("\"running\": true"));
  }

  void brokenFilesArePutAsideAndSaid_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("half") << QByteArray("{\"windows\":[{\"page\":");
    QTest::newRow("list") << QByteArray("[1,2]");
    QTest::newRow("binary") << QByteArray("\x00\xff\x01", 3);
  }
  void brokenFilesArePutAsideAndSaid() {
    QFETCH(QByteArray, bytes);
    const QTemporaryDir folder;
    for (const char* name : {"/window.json", "/views.json"}) {
      QFile file(folder.path() + QLatin1String(name));
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write(bytes);
    }
    const Session session(folder.path(), kNow, false);
    QVERIFY(session.windows().empty());
    QVERIFY(session.notice().contains(QStringLiteral("broken-1")));
    QString problem;
    QVERIFY(ViewsFile(folder.path() + QStringLiteral("/views.json")).load(problem).empty());
    QVERIFY(problem.contains(QStringLiteral("broken-1")));
    QFile aside(folder.path() + QStringLiteral("/views.json.broken-1"));
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), bytes);
  }

  void viewsAreKept() {
    const QTemporaryDir folder;
    const ViewsFile file(folder.path() + QStringLiteral("/deep/views.json"));
    QString problem;
    QVERIFY(file.load(problem).empty());
    QVERIFY(problem.isEmpty());
    const std::vector<ui::SavedView> views = {{QStringLiteral("mine"), QStringLiteral("claimscope://prod/claims?namespace=ml")},
                                              {QStringLiteral("evil"), QStringLiteral("https://evil/")}};
    QVERIFY(file.save(views).isEmpty());
    const std::vector<ui::SavedView> read = file.load(problem);
    QCOMPARE(read.size(), std::size_t{1});  // only what is an address
    QVERIFY(read[0] == views[0]);
  }

  void wishesAreTakenOutOfTheArguments() {
    char program[] = "claimscope";
    char fresh[] = "--fresh";
    char address[] = "claimscope://prod/claims";
    char demo[] = "--demo";
    char* arguments[] = {program, fresh, address, demo, nullptr};
    int count = 4;
    const WindowWishes wishes = takeWishes(count, arguments);
    QCOMPARE(count, 2);
    QVERIFY(wishes.fresh);
    QCOMPARE(wishes.address, QString::fromLatin1(address));
    QCOMPARE(QByteArray(arguments[1]), QByteArray("--demo"));
    QVERIFY(arguments[2] == nullptr);
  }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "session_test.moc"
