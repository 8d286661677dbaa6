// Journal and plan documents: what is written can be read, and what was changed or cut is seen. One thread.
#include <sys/stat.h>

#include <QtTest>

#include "model/actions/action.h"
#include "model/actions/arming.h"
#include "model/actions/execution.h"
#include "model/actions/journal.h"
#include "model/actions/plan_json.h"
#include "model/base/json_tree.h"
#include "tests/kit/temporary_folder.h"
#include "tests/model/actions/fake_server.h"

using namespace claimscope;
using namespace claimscope::actions;

namespace claimscope::actions {
Action actionTemplate();
}

namespace {

ActionPlan samplePlan() {
  FakeServer server;
  server.pods = {{"p0", "uid-p0"}, {"p1", "uid-p1"}};
  ActionPlan plan = drainLike(server);
  plan.headline = "n1 \"can\" be drained\nnow";
  plan.blockers.push_back({Mark::blocked, "t", "d", ObjectRef{"pod", "ml", "p0"},
                           ActionRequest{"preallocate", {}, {{"way", "taint"}}, {"x"}}, "force"});
  plan.affected.push_back(
      {Mark::good, "evict", {"pod", "ml", "p0"}, "uid-p0", "", "no PDB", {"ml/c"}, {true, true, "n2", 3, ""}, "evict:ml/p0"});
  plan.claims.push_back({"ml/c", {"gpu.example.com/n1/gpu-0"}, "moves", {true, false, "", 0, "none free"}, "named"});
  seal(plan);
  return plan;
}

const Time kNow = *parseTime("2026-11-24T10:00:00Z");

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

class JournalTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aPlanIsItsDocument() {
    const ActionPlan plan = samplePlan();
    QCOMPARE(plan.id.size(), std::size_t{12});
    const auto back = planFromJson(planJson(plan).dump());
    QVERIFY2(back.has_value(), back ? "" : back.error().message.c_str());
    QVERIFY(*back == plan);
  }

  void hostileBytesAreNoCrash() {
    ActionPlan plan = samplePlan();
    plan.headline = "\xa0\xff broken \xc3";
    plan.affected.front().why = "\x80";
    plan.steps.front().call.body = "{\"spec\":{\"x\":\"\xff\"}}";
    seal(plan);
    const kit::TemporaryFolder folder;
    auto writer = JournalWriter::begin(folder.path().string(), plan, kNow);
    QVERIFY2(writer.has_value(), writer ? "" : writer.error().message.c_str());
    QVERIFY((*writer)->write({0, kNow, "answered", "cordon:n1", 500, "\xff\xfe", "\xff"}));
    const auto back = readJournal((*writer)->path());
    QVERIFY2(back.has_value(), back ? "" : back.error().message.c_str());
    QCOMPARE(back->plan.id, plan.id);
    QVERIFY(!requestOf(plan.steps.front().call, {}).path.empty());
  }

  void aChangedPlanIsRefused() {
    nlohmann::ordered_json json = planJson(samplePlan());
    json["steps"][1]["call"]["target"]["uid"] = "uid-of-another";
    const auto back = planFromJson(json.dump());
    QVERIFY(!back);
    QVERIFY2(back.error().message.find("has been changed") != std::string::npos, back.error().message.c_str());
  }

  void brokenPlansNameTheField_data() {
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("words");
    QTest::newRow("missing") << QStringLiteral("/title") << QString() << QStringLiteral("plan.title is missing");
    QTest::newRow("type") << QStringLiteral("/steps/0/essential") << QStringLiteral("3")
                          << QStringLiteral("plan.steps[0].essential is neither");
    QTest::newRow("word") << QStringLiteral("/steps/0/call/verb") << QStringLiteral("\"explode\"")
                          << QStringLiteral("plan.steps[0].call.verb is");
    QTest::newRow("list") << QStringLiteral("/needs") << QStringLiteral("{}") << QStringLiteral("plan.needs is not a list");
    QTest::newRow("kind") << QStringLiteral("/verify/0/kind") << QStringLiteral("\"x\"") << QStringLiteral("plan.verify[0].kind");
  }
  void brokenPlansNameTheField() {
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    QFETCH(QString, words);
    nlohmann::ordered_json json = planJson(samplePlan());
    if (value.isEmpty()) {
      json.erase(pointer.mid(1).toStdString());
    } else {
      json[nlohmann::ordered_json::json_pointer(pointer.toStdString())] = nlohmann::ordered_json::parse(value.toStdString());
    }
    const auto back = planFromJson(json.dump());
    QVERIFY(!back);
    QVERIFY2(back.error().message.find(words.toStdString()) != std::string::npos, back.error().message.c_str());
  }

  void whatIsWrittenIsReadBack() {
    const kit::TemporaryFolder folder;
    const ActionPlan plan = samplePlan();
    {
      auto writer = JournalWriter::begin(folder.path().string() + "/a/b", plan, kNow);
      QVERIFY(writer.has_value());
      QVERIFY((*writer)->write({0, kNow, "confirmed", "", 0, "", "kim"}));
      QVERIFY((*writer)->write({0, kNow, "calling", "cordon:n1", 0, "try 1", ""}));
      const auto running = readJournal((*writer)->path());
      QVERIFY(running->locked);
      QCOMPARE(std::string(planStateWord(running->progress.state)), std::string("executing"));
      const auto second = JournalWriter::reopen((*writer)->path(), kNow);
      QVERIFY(!second);
      QVERIFY(second.error().message.find("another Claimscope") != std::string::npos);
    }
    const auto found = findJournal(folder.path().string() + "/a/b", plan.id.substr(0, 5));
    QVERIFY2(found.has_value(), found ? "" : found.error().message.c_str());
    QVERIFY(found->plan == plan);
    QCOMPARE(found->entries.size(), std::size_t{2});
    QCOMPARE(std::string(planStateWord(found->progress.state)), std::string("interrupted"));
    QCOMPARE(std::string(stepStateWord(found->progress.steps[0].state)), std::string("calling"));
    struct stat info = {};
    QCOMPARE(::stat((folder.path().string() + "/a/b").c_str(), &info), 0);
    QCOMPARE(info.st_mode & 0777U, 0700U);
    QCOMPARE(::stat(found->path.c_str(), &info), 0);
    QCOMPARE(info.st_mode & 0777U, 0600U);
  }

  /// A process may die at any byte.
  void everyCutIsReadOrRefused() {
    const kit::TemporaryFolder folder;
    std::string whole;
    {
      auto writer = JournalWriter::begin(folder.path().string(), samplePlan(), kNow);
      QVERIFY((*writer)->write({0, kNow, "confirmed", "", 0, "", "kim"}));
      QVERIFY((*writer)->write({0, kNow, "calling", "cordon:n1", 0, "", ""}));
      whole = read((*writer)->path());
    }
    const std::size_t planEnd = whole.find('\n') + 1;
    for (std::size_t cut = planEnd - 3; cut < whole.size(); ++cut) {
      const std::string path = folder.write("cut.journal", whole.substr(0, cut));
      const auto file = readJournal(path);
      QCOMPARE(file.has_value(), cut >= planEnd);
      if (!file) {
        QVERIFY(!file.error().message.empty());
        continue;
      }
      QCOMPARE(file->torn, whole[cut - 1] != '\n');
      auto writer = JournalWriter::reopen(path, kNow);
      QVERIFY2(writer.has_value(), writer ? "" : writer.error().message.c_str());
      QVERIFY((*writer)->write({0, kNow, "resumed", "", 0, "", "kim"}));
      writer->reset();
      const auto mended = readJournal(path);
      QVERIFY2(mended.has_value(), mended ? "" : mended.error().message.c_str());
      QVERIFY(!mended->torn);
      QCOMPARE(mended->entries.back().event, std::string("resumed"));
    }
  }

  void hostileFilesAreNamed() {
    const kit::TemporaryFolder folder;
    folder.write("x.journal", "not json\n");
    folder.write("y.journal", "");
    folder.write("z.journal", planJson(samplePlan()).dump() + "\n{\"n\":7}\n");
    folder.write("ignored.txt", "");
    const JournalList list = readJournals(folder.path().string());
    QVERIFY(list.files.empty());
    QCOMPARE(list.unreadable.size(), std::size_t{3});
    for (const Error& error : list.unreadable) {
      QVERIFY2(error.message.find(".journal") != std::string::npos, error.message.c_str());
    }
    QVERIFY(readJournals(folder.path().string() + "/none").files.empty());
  }

  void secretsDoNotReachIt() {
    const kit::TemporaryFolder folder;
    auto writer = JournalWriter::begin(folder.path().string(), samplePlan(), kNow);
    QVERIFY((*writer)->write({0, kNow, "answered", "cordon:n1", 401, "Authorization: Bearer abcdefghijklmnopqrstuvwx", ""}));
    QVERIFY(read((*writer)->path()).find("abcdefghijklmnopqrstuvwx") == std::string::npos);
  }

  void armingTakesTheWholeName() {
    QVERIFY(!arm("prod", "pro", kNow));
    QVERIFY(!arm("prod", "Prod", kNow));
    QVERIFY(!arm("", "", kNow));
    const auto armed = arm("prod", "prod", kNow);
    QVERIFY(armed.has_value());
    QVERIFY(armed->isArmed("prod", kNow));
    QVERIFY(!armed->isArmed("dev", kNow));
    QVERIFY(!armed->isArmed("prod", kNow + kArmedMs));
  }

  void theTemplatePlans() {
    const Action action = actionTemplate();
    FakeServer server;
    const auto snapshot = server.snapshot();
    const auto plan = action.plan(*snapshot, {"_template", {{"node", "", "n1"}}, {{"value", "a b"}}, {}});
    QVERIFY(plan.has_value());
    QCOMPARE(plan->steps.size(), std::size_t{1});
    QCOMPARE(plan->steps[0].call.kubectl, std::string("kubectl label node n1 claimscope.io/template='a b'"));
    QVERIFY(!action.plan(*snapshot, {"_template", {{"node", "", "n9"}}, {}, {}}));
  }

  void requestsAreChecked() {
    FakeServer server;
    const auto snapshot = server.snapshot();
    const auto unknown = planAction(*snapshot, {"fly", {}, {}, {}});
    QVERIFY(!unknown);
    QVERIFY2(unknown.error().message.find("no action \"fly\"") != std::string::npos, unknown.error().message.c_str());
  }
};

QTEST_MAIN(JournalTest)
#include "journal_test.moc"
