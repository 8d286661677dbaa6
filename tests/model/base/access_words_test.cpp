// Permissions in words: what is hidden without each, and roles that a parser of YAML reads back as they were meant.
#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "model/base/access_words.h"

using namespace claimscope;

namespace {

AccessRule rule(const std::string& group, const std::string& resource, const std::string& verb, Permission cluster,
                Permission inNamespace, const std::string& subresource = {}) {
  return {group, resource, subresource, verb, cluster, inNamespace, {}};
}

constexpr Permission kYes = Permission::allowed;
constexpr Permission kNo = Permission::denied;

/// pods readable in one namespace, taint rules not at all, slices everywhere but for watch, eviction refused.
AccessReport sample() {
  AccessReport report;
  report.namespaceName = "ml";
  report.user = "sre-kim";
  for (const char* verb : {"list", "watch", "get"}) {
    report.rules.push_back(rule("", "pods", verb, kNo, kYes));
    report.rules.push_back(rule("resource.k8s.io", "devicetaintrules", verb, kNo, kNo));
    report.rules.push_back(rule("resource.k8s.io", "resourceslices", verb, std::string(verb) == "watch" ? kNo : kYes, kNo));
  }
  report.rules.push_back(rule("", "pods", "create", kNo, kNo, "eviction"));
  return report;
}

const AccessLine& lineOf(const std::vector<AccessLine>& lines, const std::string& resource) {
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const AccessLine& line) { return line.resource == resource; });
  if (found == lines.end()) {
    throw std::runtime_error("no line for " + resource);
  }
  return *found;
}

}  // namespace

class AccessWordsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theMatrixSaysWhatIsHidden() {
    const AccessReport report = sample();
    const std::vector<AccessLine> lines = accessMatrix(report);
    QCOMPARE(lines.size(), std::size_t{4});
    const AccessLine& pods = lineOf(lines, "pods");
    QVERIFY(pods.limited);
    QVERIFY2(pods.hidden.find("only namespace ml") != std::string::npos, pods.hidden.c_str());
    QVERIFY2(lineOf(lines, "devicetaintrules").hidden.find("free is ≤") != std::string::npos, "taints");
    QVERIFY2(lineOf(lines, "resourceslices").hidden.find("listed again") != std::string::npos, "watch");
    const AccessLine& eviction = lineOf(lines, "pods/eviction");
    QVERIFY(eviction.write != nullptr && eviction.list == nullptr);
    QCOMPARE(QString::fromStdString(eviction.hidden), QStringLiteral("needed to drain a node"));
    QCOMPARE(eviction.rules().size(), std::size_t{1});
  }

  void whatIsAllowedHidesNothing() {
    AccessReport report;
    report.rules = {rule("", "events", "list", kYes, kYes), rule("", "events", "watch", kYes, kYes),
                    rule("", "events", "get", kYes, kYes)};
    const AccessLine line = accessMatrix(report).front();
    QCOMPARE(QString::fromStdString(line.hidden), QStringLiteral("nothing"));
    QVERIFY(!line.limited);
    report.rules.back().cluster = kNo;
    QCOMPARE(QString::fromStdString(accessMatrix(report).front().hidden), QStringLiteral("its YAML in the inspector"));
    report.rules.front().cluster = Permission::unknown;
    QVERIFY(QString::fromStdString(accessMatrix(report).front().hidden).startsWith(QLatin1String("not known")));
  }

  void missingReadsKnowTheNamespace() {
    const AccessReport report = sample();
    QCOMPARE(missingReads(report, false).size(), std::size_t{7});  // pods and rules altogether, watch of slices; no write
    QCOMPARE(missingReads(report, true).size(), std::size_t{4});   // pods may be read there
    QCOMPARE(allReads(report).size(), std::size_t{9});
  }

  void aClusterRoleReadsBack() {
    const std::vector<YAML::Node> documents = YAML::LoadAll(roleYaml(allReads(sample()), {"claimscope-reader", {}, "sre-kim"}));
    QCOMPARE(documents.size(), std::size_t{2});
    const YAML::Node& role = documents[0];
    QCOMPARE(QString::fromStdString(role["kind"].as<std::string>()), QStringLiteral("ClusterRole"));
    QCOMPARE(role["rules"].size(), std::size_t{2});  // one a group: the verbs are the same
    QCOMPARE(QString::fromStdString(role["rules"][0]["apiGroups"][0].as<std::string>()), QString());
    QCOMPARE(role["rules"][1]["resources"].size(), std::size_t{2});
    QCOMPARE(role["rules"][1]["verbs"].size(), std::size_t{3});
    QVERIFY(!role["metadata"]["namespace"].IsDefined());
    const YAML::Node& binding = documents[1];
    QCOMPARE(QString::fromStdString(binding["kind"].as<std::string>()), QStringLiteral("ClusterRoleBinding"));
    QCOMPARE(QString::fromStdString(binding["subjects"][0]["name"].as<std::string>()), QStringLiteral("sre-kim"));
  }

  /// What lives outside namespaces cannot be had by a Role.
  void aNamespaceNeedsBothRoles() {
    const std::vector<YAML::Node> documents = YAML::LoadAll(roleYaml(allReads(sample()), {"reader", "ml", "u"}));
    QCOMPARE(documents.size(), std::size_t{4});
    QCOMPARE(QString::fromStdString(documents[0]["kind"].as<std::string>()), QStringLiteral("Role"));
    QCOMPARE(QString::fromStdString(documents[0]["metadata"]["namespace"].as<std::string>()), QStringLiteral("ml"));
    QCOMPARE(QString::fromStdString(documents[0]["rules"][0]["resources"][0].as<std::string>()), QStringLiteral("pods"));
    QCOMPARE(QString::fromStdString(documents[2]["kind"].as<std::string>()), QStringLiteral("ClusterRole"));
    QVERIFY(!documents[2]["metadata"]["namespace"].IsDefined());
  }

  void aServiceAccountIsBoundAsOne() {
    const std::vector<YAML::Node> documents =
        YAML::LoadAll(roleYaml(allReads(sample()), {"reader", {}, "system:serviceaccount:ops:claimscope"}));
    const YAML::Node subject = documents[1]["subjects"][0];
    QCOMPARE(QString::fromStdString(subject["kind"].as<std::string>()), QStringLiteral("ServiceAccount"));
    QCOMPARE(QString::fromStdString(subject["name"].as<std::string>()), QStringLiteral("claimscope"));
    QCOMPARE(QString::fromStdString(subject["namespace"].as<std::string>()), QStringLiteral("ops"));
  }

  /// A user name is whatever an identity provider says; it stays one string in the YAML.
  void hostileUsersStayStrings_data() {
    QTest::addColumn<QByteArray>("user");
    QTest::newRow("colon and quotes") << QByteArray(R"(oidc:"kim": [x]\n)");
    QTest::newRow("line ends") << QByteArray("kim\n- kind: Group\n  name: system:masters");
    QTest::newRow("comment") << QByteArray("kim # &anchor *alias !!binary");
    QTest::newRow("beyond 16 bits") << QByteArray("kim \xf0\x9f\x98\x80 \xe2\x80\xae \\ud83d");
    QTest::newRow("boolean") << QByteArray("yes");
    QTest::newRow("controls") << QByteArray("a\x1b[31mb\x7f");
  }
  void hostileUsersStayStrings() {
    QFETCH(QByteArray, user);
    const std::string yaml = roleYaml(allReads(sample()), {"reader", {}, user.toStdString()});
    const std::vector<YAML::Node> documents = YAML::LoadAll(yaml);
    QCOMPARE(documents.size(), std::size_t{2});
    QCOMPARE(documents[1]["subjects"].size(), std::size_t{1});
    QCOMPARE(QByteArray::fromStdString(documents[1]["subjects"][0]["name"].as<std::string>()), user);
    QVERIFY(yaml.find('\x1b') == std::string::npos);
  }

  void withoutAUserTheBindingIsLeftToTheReader() {
    const std::string yaml = roleYaml(allReads(sample()), {});
    QVERIFY(yaml.rfind("# ", 0) == 0);
    QCOMPARE(YAML::LoadAll(yaml).size(), std::size_t{1});
    QVERIFY(roleYaml({}, {}).empty());
  }
};

QTEST_APPLESS_MAIN(AccessWordsTest)
#include "access_words_test.moc"
