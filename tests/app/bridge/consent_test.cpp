// ConsentDesk and ExecGate together: one question a command, others go on, nobody waits for ever. Test threads.
#include <QtTest>
#include <future>

#include "app/bridge/consent_desk.h"
#include "tests/kit/temporary_folder.h"
#include "tests/kit/wait.h"

using namespace claimscope;
using app::ConsentDesk;
using kube::ExecAnswer;
using kube::ExecGate;

namespace {

kube::ExecRequest request(const std::string& context, const std::string& program) {
  return {context, "user", program, {"get-token"}, {"PROFILE"}};
}

std::future<bool> asked(ExecGate& gate, const kube::ExecRequest& of) {
  return std::async(std::launch::async, [&gate, of] { return gate.mayRun(of).has_value(); });
}

}  // namespace

class ConsentTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void oneQuestionForTheSameCommand() {
    ConsentDesk desk([] {});
    ExecGate gate({}, {}, [&](const kube::ExecRequest& of) { return desk.ask(of); });
    std::future<bool> first = asked(gate, request("a", "/bin/x"));
    QVERIFY(kit::waitUntil([&] { return desk.waiting().size() == 1; }));
    std::future<bool> second = asked(gate, request("a", "/bin/x"));
    desk.answer(desk.waiting().front().id, ExecAnswer::once);
    QVERIFY(first.get());
    QVERIFY(second.get());
    QVERIFY(desk.waiting().empty());
    QVERIFY(gate.mayRun(request("b", "/bin/x")).has_value());  // the same command of another context
  }

  /// A question that nobody answers holds up nobody else.
  void anotherCommandDoesNotWait() {
    ConsentDesk desk([] {});
    ExecGate gate({}, {}, [&](const kube::ExecRequest& of) { return desk.ask(of); });
    std::future<bool> background = asked(gate, request("background", "/bin/x"));
    QVERIFY(kit::waitUntil([&] { return desk.waiting().size() == 1; }));
    std::future<bool> shown = asked(gate, request("shown", "/bin/y"));
    QVERIFY(kit::waitUntil([&] { return desk.waiting().size() == 2; }));
    desk.answer(desk.waiting().back().id, ExecAnswer::once);
    QVERIFY(shown.get());
    QCOMPARE(desk.waiting().size(), std::size_t{1});
    desk.refuse("background");
    QVERIFY(!background.get());
  }

  void refusalsAreRememberedUntilForgotten() {
    ConsentDesk desk([] {});
    ExecGate gate({}, {}, [&](const kube::ExecRequest& of) { return desk.ask(of); });
    std::future<bool> denied = asked(gate, request("a", "/bin/x"));
    QVERIFY(kit::waitUntil([&] { return desk.waiting().size() == 1; }));
    desk.answer(desk.waiting().front().id, ExecAnswer::refuse);
    QVERIFY(!denied.get());
    QVERIFY(!gate.mayRun(request("a", "/bin/x")).has_value());  // without asking
    gate.forgetRefusals();
    std::future<bool> again = asked(gate, request("a", "/bin/x"));
    QVERIFY(kit::waitUntil([&] { return desk.waiting().size() == 1; }));
    desk.close();
    QVERIFY(!again.get());
    QCOMPARE(desk.ask(request("a", "/bin/z")), ExecAnswer::refuse);  // the program ends
  }

  void alwaysIsKeptInAFileAndCanBeTakenBack() {
    const kit::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "claimscope" / "exec-consent.json";
    {
      ExecGate gate({}, file, [](const kube::ExecRequest&) { return ExecAnswer::always; });
      QVERIFY(gate.mayRun(request("a", "/bin/x")).has_value());
    }
    int questions = 0;
    ExecGate gate({}, file, [&](const kube::ExecRequest&) {
      ++questions;
      return ExecAnswer::refuse;
    });
    QVERIFY(gate.mayRun(request("a", "/bin/x")).has_value());
    QCOMPARE(questions, 0);
    QCOMPARE(gate.remembered().size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(gate.remembered().front().program), QStringLiteral("/bin/x"));
    gate.forget(gate.remembered().front().digest);
    QVERIFY(gate.remembered().empty());
    QVERIFY(!gate.mayRun(request("a", "/bin/x")).has_value());
    QCOMPARE(questions, 1);
  }
};

QTEST_APPLESS_MAIN(ConsentTest)
#include "consent_test.moc"
