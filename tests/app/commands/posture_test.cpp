// claimscope posture, control-plane and runbook: on demos and files, exit status, shapes, and that every command of a runbook is
// one.
#include <QtTest>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "app/commands/command.h"
#include "model/base/json_tree.h"
#include "model/runbooks/runbook.h"
#include "tests/app/commands/cli.h"
#include "tests/model/diagnosis/scene.h"

using namespace claimscope;
using kit::Cli;
using kit::CliResult;
using Json = nlohmann::json;

namespace {

CliResult run(const QStringList& arguments) {
  return Cli().run(arguments);
}

QStringList demo(const QString& command, const QStringList& more = {}) {
  return QStringList{command, QStringLiteral("--demo"), QStringLiteral("--speed"), QStringLiteral("0")} + more;
}

bool hasRule(const Json& list, const std::string& rule) {
  return std::any_of(list.begin(), list.end(), [&](const Json& one) { return one["rule"] == rule; });
}

/// Words as a POSIX shell splits them: quotes of both sorts, no expansion.
std::vector<std::string> shellWords(const std::string& line) {
  std::vector<std::string> out;
  std::string word;
  bool open = false;
  char quote = 0;
  for (const char c : line) {
    if (quote != 0) {
      if (c == quote) {
        quote = 0;
      } else {
        word += c;
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
      open = true;
    } else if (c == ' ') {
      if (open || !word.empty()) {
        out.push_back(word);
      }
      word.clear();
      open = false;
    } else {
      word += c;
    }
  }
  if (open || !word.empty()) {
    out.push_back(word);
  }
  return quote == 0 ? out : std::vector<std::string>();
}

/// What kubectl's verbs take, as its help lists them: flags with a value, and those without.
struct Verb {
  std::set<std::string> valued;
  std::set<std::string> plain;
};

const std::map<std::string, Verb>& verbs() {
  static const std::set<std::string> kCommon = {"-n", "--namespace", "--context"};
  static const std::map<std::string, Verb> kVerbs = {
      {"get", {{"-o", "-L", "-l", "--field-selector", "--raw"}, {"-A", "--show-labels"}}},
      {"describe", {{}, {}}},
      {"logs", {{"--tail", "-c", "--since"}, {"--previous"}}},
      {"patch", {{"--type", "-p", "--patch-file", "--dry-run"}, {}}},
      {"set", {{}, {}}},
      {"rollout", {{"--timeout"}, {}}},
      {"label", {{"-l"}, {"--overwrite"}}},
      {"apply", {{"-f", "-k", "--dry-run"}, {}}},
      {"delete", {{"-f", "-k"}, {}}},
      {"taint", {{"-l"}, {}}},
      {"auth", {{"--as", "--as-group", "--subresource"}, {"--list"}}},
  };
  static_cast<void>(kCommon);
  return kVerbs;
}

/// Empty when kubectl would take it.
std::string kubectlProblem(const std::vector<std::string>& words) {
  std::size_t i = 1;
  while (i + 1 < words.size() && words[i] == "-n") {
    i += 2;
  }
  if (i >= words.size()) {
    return "no verb";
  }
  const auto verb = verbs().find(words[i]);
  if (verb == verbs().end()) {
    return "verb " + words[i];
  }
  for (++i; i < words.size(); ++i) {
    if (!words[i].starts_with("-") || words[i].ends_with("-")) {
      continue;
    }
    const std::string flag = words[i].substr(0, words[i].find('='));
    const bool valued = verb->second.valued.count(flag) > 0 || flag == "-n" || flag == "--namespace" || flag == "--context";
    if (!valued && verb->second.plain.count(flag) == 0) {
      return "flag " + flag + " of " + verb->first;
    }
    if (valued && words[i].find('=') == std::string::npos && ++i >= words.size()) {
      return "flag " + flag + " without a value";
    }
  }
  return {};
}

std::string problemOf(const std::string& line) {
  std::vector<std::string> words = shellWords(line);
  if (words.empty()) {
    return "no shell would read it";
  }
  if (words.front() == "kubectl") {
    return kubectlProblem(words);
  }
  if (words.front() != "claimscope") {
    return "neither kubectl nor claimscope";
  }
  words.erase(words.begin());
  return app::commandLineProblem(words);
}

void checkCommands(const cluster::Snapshot& snapshot) {
  for (const runbooks::RunbookInfo& info : runbooks::allRunbooks()) {
    const runbooks::Runbook runbook = runbooks::runbookFor(info.id, snapshot);
    QVERIFY(!runbook.steps.empty() && !runbook.needs.empty());
    for (const runbooks::Step& step : runbook.steps) {
      QVERIFY(!step.title.empty() && !step.text.empty() && !step.expected.empty() && !step.commands.empty());
      for (const std::string& command : step.commands) {
        const std::string problem = problemOf(command);
        QVERIFY2(problem.empty(), (runbook.id + ": " + command + ": " + problem).c_str());
      }
      QVERIFY2(step.rollback.empty() || problemOf(step.rollback).empty(), step.rollback.c_str());
    }
  }
}

}  // namespace

class PostureCommandTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theDemoTellsTheGuidesMistakes() {
    const CliResult result = run(demo(QStringLiteral("posture"), {QStringLiteral("-o"), QStringLiteral("json")}));
    QVERIFY2(result.status == 1, result.err.c_str());
    const Json document = Json::parse(result.out);
    for (const char* rule : {"network-selects-nothing", "network-no-dns", "network-peer-nowhere", "network-open", "admin-claims",
                             "writers", "driver-privileged", "driver-owns-node", "driver-account-wide", "driver-priority"}) {
      QVERIFY2(hasRule(document["items"], rule), rule);
    }
    QCOMPARE(document["counts"]["unknown"].get<int>(), 0);
    QVERIFY(document["asOf"].is_string());
    for (const Json& item : document["items"]) {
      QVERIFY(!item["fix"].get<std::string>().empty() && !item["command"].get<std::string>().empty());
      const std::string problem = problemOf(item["command"].get<std::string>());
      QVERIFY2(problem.empty(), (item["command"].get<std::string>() + ": " + problem).c_str());
    }
  }

  void failOnDecidesTheExit() {
    QCOMPARE(run(demo(QStringLiteral("posture"), {QStringLiteral("--fail-on"), QStringLiteral("critical")})).status, 0);
    QCOMPARE(run(demo(QStringLiteral("posture"), {QStringLiteral("--fail-on"), QStringLiteral("warning")})).status, 1);
    QCOMPARE(run(demo(QStringLiteral("posture"), {QStringLiteral("--fail-on"), QStringLiteral("never")})).status, 0);
    QCOMPARE(run(demo(QStringLiteral("posture"), {QStringLiteral("--fail-on"), QStringLiteral("bad")})).status, 2);
  }

  void aNamespaceNarrowsIt() {
    const CliResult result = run(demo(QStringLiteral("posture"), {QStringLiteral("-n"), QStringLiteral("team-nlp"),
                                                                  QStringLiteral("-o"), QStringLiteral("json")}));
    const Json document = Json::parse(result.out);
    QVERIFY(!hasRule(document["items"], "network-selects-nothing"));
    QCOMPARE(document["namespaces"].size(), std::size_t{1});
    QCOMPARE(document["namespaces"][0]["ingress"], document["namespaces"][0]["pods"]);
  }

  void filesAreAskedForWhatTheyHold() {
    Cli cli;
    const std::string policy =
        cli.home().write("policy.yaml",
                         "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: ml}\n"
                         "spec: {podSelector: {matchLabels: {workload: ml}}}\n---\n"
                         "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: ml, uid: u, labels: {app: x}}\n"
                         "spec: {containers: [{name: c}], resourceClaims: [{name: g, resourceClaimName: c}]}\n");
    const CliResult result = cli.run({QStringLiteral("posture"), QStringLiteral("--file"), QString::fromStdString(policy),
                                      QStringLiteral("-o"), QStringLiteral("json")});
    const Json document = Json::parse(result.out);
    QVERIFY2(hasRule(document["items"], "network-selects-nothing"), result.out.c_str());
    // Roles are not in the file: that is not known, never "nobody may".
    const auto& items = document["items"];
    const auto writers = std::find_if(items.begin(), items.end(), [](const Json& one) { return one["rule"] == "writers"; });
    QVERIFY(writers != items.end() && !(*writers)["proven"].get<bool>());
  }

  void textMarkdownAndRoleArePrinted() {
    const CliResult text = run(demo(QStringLiteral("posture")));
    QVERIFY(text.out.find("gpu-node-isolation selects no pod") != std::string::npos);
    const CliResult markdown = run(demo(QStringLiteral("posture"), {QStringLiteral("-o"), QStringLiteral("md")}));
    QVERIFY(markdown.out.find("# Posture") == 0);
    QVERIFY(markdown.out.find("```yaml") != std::string::npos);
    const CliResult role = run({QStringLiteral("posture"), QStringLiteral("--role")});
    QCOMPARE(role.status, 0);
    QVERIFY(role.out.find("networkpolicies") != std::string::npos);
  }

  void theControlPlaneOfTheDemo() {
    const CliResult result = run(demo(QStringLiteral("control-plane"), {QStringLiteral("-o"), QStringLiteral("json")}));
    QCOMPARE(result.status, 0);  // warnings do not fail it
    const Json document = Json::parse(result.out);
    QCOMPARE(document["server"]["provider"], Json("Amazon EKS"));
    QVERIFY(hasRule(document["problems"], "scheduler-config"));
    QCOMPARE(document["served"].size(), std::size_t{5});
    const auto& gates = document["gates"];
    const auto admin = std::find_if(gates.begin(), gates.end(), [](const Json& one) { return one["name"] == "DRAAdminAccess"; });
    QVERIFY(admin != gates.end() && (*admin)["state"] == "on");
    const auto& components = document["components"];
    const auto scheduler =
        std::find_if(components.begin(), components.end(), [](const Json& one) { return one["name"] == "kube-scheduler"; });
    QVERIFY(scheduler != components.end() && (*scheduler)["answers"] == "yes");
    QCOMPARE(run(demo(QStringLiteral("control-plane"), {QStringLiteral("--fail-on"), QStringLiteral("warning")})).status, 1);
    QVERIFY(
        run(demo(QStringLiteral("control-plane"), {QStringLiteral("-o"), QStringLiteral("md")})).out.find("## Feature gates") !=
        std::string::npos);
  }

  void classicClustersHaveOneToo() {
    const CliResult result = run({QStringLiteral("control-plane"), QStringLiteral("--demo"), QStringLiteral("eks-classic"),
                                  QStringLiteral("-o"), QStringLiteral("json")});
    QVERIFY2(result.status == 0 || result.status == 1, result.err.c_str());
    const Json document = Json::parse(result.out);
    QCOMPARE(document["served"][4]["served"], Json(true));
    QCOMPARE(document["served"][0]["served"], Json(false));
  }

  void runbooksAreListedAndWritten() {
    const CliResult list =
        run({QStringLiteral("runbook"), QStringLiteral("--list"), QStringLiteral("-o"), QStringLiteral("json")});
    QCOMPARE(Json::parse(list.out)["runbooks"].size(), std::size_t{7});
    const CliResult one = run(demo(QStringLiteral("runbook"), {QStringLiteral("gpu-node-failover")}));
    QCOMPARE(one.status, 0);
    QVERIFY2(one.out.find("claimscope drain gpu-node-") != std::string::npos, one.out.c_str());
    QVERIFY(one.out.find("NODE ") == std::string::npos);
    const CliResult wrong = run(demo(QStringLiteral("runbook"), {QStringLiteral("gpu-node-failovr")}));
    QCOMPARE(wrong.status, 2);
    QVERIFY(wrong.says("Did you mean gpu-node-failover?"));
    Cli cli;
    const QString folder = QString::fromStdString((cli.home().path() / "books").string());
    const CliResult all = cli.run(demo(QStringLiteral("runbook"), {QStringLiteral("--write"), folder}));
    QCOMPARE(all.status, 0);
    for (const runbooks::RunbookInfo& info : runbooks::allRunbooks()) {
      std::ifstream in((cli.home().path() / "books" / (std::string(info.id) + ".md")).string());
      std::stringstream text;
      text << in.rdbuf();
      QVERIFY2(text.str().find("# ") == 0, std::string(info.id).c_str());
    }
  }

  void everyCommandOfEveryRunbookIsOne() {
    diagnosis::Scene empty;
    checkCommands(*empty.snapshot());
    diagnosis::Scene scene;
    scene.node("n 1").slice("n1", 2).claim("c1").pod("p1", "c1");
    checkCommands(*scene.snapshot());
  }

  void theParserOfTheTestRefusesWhatIsWrong() {
    QVERIFY(!problemOf("kubectl frobnicate x").empty());
    QVERIFY(!problemOf("kubectl get pods --no-such-flag").empty());
    QVERIFY(!problemOf("kubectl get pods -n").empty());
    QVERIFY(!problemOf("claimscope nothing").empty());
    QVERIFY(!problemOf("claimscope drain --no-such-flag x").empty());
    QVERIFY(!problemOf("rm -rf /").empty());
    QVERIFY(!problemOf("kubectl get 'pods").empty());
  }

  void hostileNamesStayWordsOfAShell() {
    diagnosis::Scene scene;
    scene.add(Kind::ResourceClaim,
              "{'metadata':{'name':'x; rm -rf / #','namespace':'`id`','uid':'u'}," + diagnosis::Scene::request() + "}");
    const runbooks::Runbook runbook = runbooks::runbookFor("claims-pending", *scene.snapshot());
    for (const runbooks::Step& step : runbook.steps) {
      for (const std::string& command : step.commands) {
        for (const std::string& word : shellWords(command)) {
          QVERIFY(word != "rm");
        }
        QVERIFY2(problemOf(command).empty(), command.c_str());
      }
    }
    const std::string markdown = runbooks::runbookMarkdown(runbook);
    QVERIFY(markdown.find("\n# ") == std::string::npos);
  }
};

QTEST_GUILESS_MAIN(PostureCommandTest)
#include "posture_test.moc"
