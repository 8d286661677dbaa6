// Whether a command of a kubeconfig may run: policies, a person's answer, and what is remembered of it.
#include <sys/stat.h>

#include <QtTest>
#include <filesystem>
#include <fstream>

#include "model/kube/credentials.h"
#include "model/kube/exec_policy.h"
#include "tests/kit/temporary_folder.h"

using namespace claimscope;
using kube::ExecAnswer;
using kube::ExecGate;
using kube::ExecRequest;

namespace {

ExecRequest request() {
  return {"prod", "dev", "/usr/bin/aws", {"eks", "get-token", "--secret=planted-argument-1"}, {"AWS_PROFILE"}};
}

std::string contentOf(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

kube::ExecPolicy policy(const char* text) {
  return *kube::parseExecPolicy(text);
}

}  // namespace

class ExecPolicyTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aPersonIsAskedOnceAndTheAnswerIsKept() {
    const kit::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "config" / "exec-consent.json";
    int asked = 0;
    const auto ask = [&asked](const ExecRequest&) {
      ++asked;
      return ExecAnswer::always;
    };
    ExecGate gate(policy("ask"), file, ask);
    QVERIFY(gate.mayRun(request()).has_value());
    QVERIFY(gate.mayRun(request()).has_value());
    QCOMPARE(asked, 1);
    ExecGate later(policy("ask"), file, ask);
    QVERIFY(later.mayRun(request()).has_value());
    QCOMPARE(asked, 1);
    struct stat info {};
    QCOMPARE(::stat(file.c_str(), &info), 0);
    QCOMPARE(info.st_mode & 0777U, 0600U);
    QVERIFY(contentOf(file).find("planted") == std::string::npos);
    // Any change is another command.
    for (ExecRequest other : {ExecRequest{"", "", "/tmp/aws", request().arguments, request().variables},
                              ExecRequest{"", "", "/usr/bin/aws", {"eks"}, request().variables},
                              ExecRequest{"", "", "/usr/bin/aws", request().arguments, {"LD_PRELOAD"}}}) {
      const int before = asked;
      QVERIFY(later.mayRun(other).has_value());
      QCOMPARE(asked, before + 1);
    }
  }

  void argumentsCannotBeMovedToLookTheSame() {
    const ExecRequest one{"", "", "/p", {"a b", "c"}, {}};
    const ExecRequest two{"", "", "/p", {"a", "b c"}, {}};
    const ExecRequest three{"", "", "/p", {"a b"}, {"c"}};
    QVERIFY(kube::consentDigest(one) != kube::consentDigest(two));
    QVERIFY(kube::consentDigest(one) != kube::consentDigest(three));
    QCOMPARE(kube::consentDigest(one).size(), std::size_t(64));
  }

  void aRefusalHoldsUntilItIsForgotten() {
    int asked = 0;
    ExecGate gate(policy("ask"), {},
                  [&asked](const ExecRequest&) { return ++asked == 1 ? ExecAnswer::refuse : ExecAnswer::once; });
    const Status refused = gate.mayRun(request());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::forbidden);
    QVERIFY(!gate.mayRun(request()));
    QCOMPARE(asked, 1);
    gate.forgetRefusals();
    QVERIFY(gate.mayRun(request()).has_value());
  }

  void policies() {
    QVERIFY(ExecGate(policy("allow"), {}, {}).mayRun(request()).has_value());
    QVERIFY(!ExecGate(policy("deny"), {}, [](const ExecRequest&) { return ExecAnswer::once; }).mayRun(request()));
    QVERIFY(ExecGate(policy("allowlist:/bin/x,/usr/bin/aws"), {}, {}).mayRun(request()).has_value());
    QVERIFY(!ExecGate(policy("allowlist:/usr/bin/awss"), {}, {}).mayRun(request()));
    QVERIFY(!ExecGate(policy("ask"), {}, {}).mayRun(request()));
    const std::string shell = kube::findProgram("sh", "/usr/bin:/bin");
    QVERIFY(ExecGate(policy("allowlist:sh"), {}, {})
                .mayRun({"", "", kube::findProgram("sh", qgetenv("PATH").toStdString()), {}, {}}));
    QVERIFY(!shell.empty());
    for (const char* text : {"", "Ask", "allowlist", "allowlist:", "allow,deny"}) {
      QVERIFY2(!kube::parseExecPolicy(text), text);
    }
  }

  void nothingIsFoundInTheWorkingFolder() {
    const kit::TemporaryFolder folder;
    const std::string program = folder.write("plugin", "#!/bin/sh\n");
    QCOMPARE(kube::findProgram("plugin", folder.path().string()), std::string());  // not executable
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    QCOMPARE(kube::findProgram("plugin", "/does/not/exist:" + folder.path().string()), program);
    std::filesystem::current_path(folder.path());
    QCOMPARE(kube::findProgram("plugin", ".::relative"), std::string());
    QCOMPARE(kube::findProgram(folder.path().string(), ""), std::string());
    std::filesystem::current_path("/");
  }

  void aDamagedFileOfConsentsAsksAgain() {
    const kit::TemporaryFolder folder;
    const std::string file = folder.write("consent.json", "[[[[");
    int asked = 0;
    ExecGate gate(policy("ask"), file, [&asked](const ExecRequest&) {
      ++asked;
      return ExecAnswer::always;
    });
    QVERIFY(gate.mayRun(request()).has_value());
    QCOMPARE(asked, 1);
    QVERIFY(contentOf(file).find(kube::consentDigest(request())) != std::string::npos);
  }

  void whatIsShownHoldsNoEscapes() {
    const std::string line = kube::commandLine({"", "", "/bin/a b", {"\x1b[2J", "x\ny", "--token=planted-token-9"}, {}});
    QVERIFY(line.find('\x1b') == std::string::npos && line.find('\n') == std::string::npos);
    QVERIFY(line.find("planted") == std::string::npos);
    QVERIFY(line.starts_with("'/bin/a b'"));
  }

  void nothingRunsWithoutConsent() {
    const kit::TemporaryFolder folder;
    const std::string mark = (folder.path() / "ran").string();
    const std::string program = folder.write("plugin", "#!/bin/sh\ntouch " + mark + "\n");
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    kube::Connection connection;
    connection.server = "https://api.example.com";
    connection.user = "dev";
    connection.exec = kube::ExecPlugin{"client.authentication.k8s.io/v1", program, {}, {}, "Never", "", false, ""};
    const ManualClock clock(Time{0});
    kube::Credentials credentials(connection, clock, std::make_shared<ExecGate>(policy("deny"), "", nullptr));
    const auto identity = credentials.current();
    QVERIFY(!identity);
    QCOMPARE(exitStatus(identity.error().code), 4);
    QVERIFY(!std::filesystem::exists(mark));
  }
};

QTEST_APPLESS_MAIN(ExecPolicyTest)
#include "exec_policy_test.moc"
