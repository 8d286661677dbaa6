// The manifests, alerts, dashboard and document of the exporter say what the code does.
#include <yaml-cpp/yaml.h>

#include <QRegularExpression>
#include <QtTest>
#include <fstream>
#include <set>
#include <sstream>

#include "app/exporter/exporter.h"
#include "model/base/json_tree.h"
#include "tests/app/exporter/client.h"
#include "tests/app/exporter/parsed_page.h"
#include "tests/app/exporter/running_exporter.h"
#include "tests/kit/places.h"
#include "tests/kit/wait.h"

using namespace claimscope;

namespace {

const std::string kRoot = kit::sourceFile("");
const std::string kManifests = kRoot + "installer/kubernetes/";

std::string read(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Names of metrics in a text: claimscope_…, dra_… and process_… words.
std::set<std::string> metricsIn(const std::string& text) {
  static const QRegularExpression kName(QStringLiteral("\\b(?:claimscope|dra|process)_[a-z_]+[a-z]\\b"));
  std::set<std::string> out;
  auto matches = kName.globalMatch(QString::fromStdString(text));
  while (matches.hasNext()) {
    std::string name = matches.next().captured().toStdString();
    for (const std::string_view suffix : {"_bucket", "_count", "_sum"}) {
      if (name.ends_with(suffix)) {
        name.resize(name.size() - suffix.size());
      }
    }
    out.insert(name);
  }
  return out;
}

/// Every metric that docs/metrics.md has a table row for.
std::set<std::string> documented() {
  std::set<std::string> out;
  std::istringstream lines(read(kRoot + "docs/metrics.md"));
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("| `", 0) == 0) {
      out.insert(line.substr(3, line.find('`', 3) - 3));
    }
  }
  return out;
}

QString joined(const std::set<std::string>& names) {
  QStringList out;
  for (const std::string& name : names) {
    out += QString::fromStdString(name);
  }
  return out.join(QLatin1Char(' '));
}

}  // namespace

class InstallerTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theRoleIsWhatIsRead() {
    std::set<std::pair<std::string, std::string>> allowed;
    const YAML::Node role = YAML::LoadFile(kManifests + "clusterrole.yaml");
    for (const YAML::Node& rule : role["rules"]) {
      std::set<std::string> verbs;
      for (const YAML::Node& verb : rule["verbs"]) {
        verbs.insert(verb.as<std::string>());
      }
      QCOMPARE(verbs, (std::set<std::string>{"list", "watch"}));
      for (const YAML::Node& group : rule["apiGroups"]) {
        for (const YAML::Node& resource : rule["resources"]) {
          allowed.emplace(group.as<std::string>(), resource.as<std::string>());
        }
      }
    }
    std::set<std::pair<std::string, std::string>> asked;
    for (const Kind kind : exporter::exporterKinds()) {
      asked.emplace(kindRequest(kind).group, kindRequest(kind).resource);
    }
    QCOMPARE(allowed, asked);
  }

  void theManifestsFitTogether() {
    const YAML::Node kustomization = YAML::LoadFile(kManifests + "kustomization.yaml");
    for (const YAML::Node& resource : kustomization["resources"]) {
      QVERIFY(!YAML::LoadFile(kManifests + resource.as<std::string>())["kind"].as<std::string>().empty());
    }
    const YAML::Node deployment = YAML::LoadFile(kManifests + "deployment.yaml");
    const YAML::Node pod = deployment["spec"]["template"];
    const YAML::Node service = YAML::LoadFile(kManifests + "service.yaml");
    for (const auto& label : service["spec"]["selector"]) {
      QCOMPARE(pod["metadata"]["labels"][label.first.as<std::string>()].as<std::string>(), label.second.as<std::string>());
    }
    const YAML::Node monitor = YAML::LoadFile(kManifests + "monitoring/servicemonitor.yaml");
    for (const auto& label : monitor["spec"]["selector"]["matchLabels"]) {
      QCOMPARE(service["metadata"]["labels"][label.first.as<std::string>()].as<std::string>(), label.second.as<std::string>());
    }
    QCOMPARE(monitor["spec"]["endpoints"][0]["port"].as<std::string>(), service["spec"]["ports"][0]["name"].as<std::string>());
    // The guide's ServiceMonitor.
    QCOMPARE(service["metadata"]["labels"]["app"].as<std::string>(), std::string("dra-driver"));
    const YAML::Node container = pod["spec"]["containers"][0];
    QCOMPARE(container["securityContext"]["readOnlyRootFilesystem"].as<bool>(), true);
    QCOMPARE(container["securityContext"]["allowPrivilegeEscalation"].as<bool>(), false);
    QCOMPARE(pod["spec"]["securityContext"]["runAsNonRoot"].as<bool>(), true);
    QVERIFY(container["readinessProbe"] && container["livenessProbe"] && container["resources"]["limits"]["memory"]);
    QCOMPARE(pod["spec"]["serviceAccountName"].as<std::string>(),
             YAML::LoadFile(kManifests + "clusterrolebinding.yaml")["subjects"][0]["name"].as<std::string>());
  }

  void bothFilesOfAlertsAreEqual() {
    const YAML::Node plain = YAML::LoadFile(kManifests + "monitoring/claimscope-dra.rules.yaml");
    const YAML::Node forOperator = YAML::LoadFile(kManifests + "monitoring/prometheusrule.yaml");
    QCOMPARE(YAML::Dump(forOperator["spec"]["groups"]), YAML::Dump(plain["groups"]));
    std::size_t alerts = 0;
    for (const YAML::Node& group : plain["groups"]) {
      for (const YAML::Node& rule : group["rules"]) {
        ++alerts;
        for (const char* text : {"summary", "description", "runbook"}) {
          QVERIFY2(rule["annotations"][text].as<std::string>().size() > 10, rule["alert"].as<std::string>().c_str());
        }
        QVERIFY(rule["labels"]["severity"]);
      }
    }
    QVERIFY(alerts >= 10);
  }

  void everyMetricIsDocumentedAndExists() {
    exporter::RunningExporter running({QStringLiteral("--demo"), QStringLiteral("eks-hybrid")});
    QVERIFY(kit::waitUntil(
        [&] {
          const exporter::ParsedPage page(exporter::bodyOf(exporter::get(running.port(), "/metrics")), false);
          return page.has("claimscope_findings") && page.has("dra_allocation_duration_seconds_count");
        },
        std::chrono::seconds(60)));
    const exporter::ParsedPage page(exporter::bodyOf(exporter::get(running.port(), "/metrics")), false);
    std::set<std::string> served;
    for (const exporter::Family& family : page.families()) {
      served.insert(family.name);
    }
    const std::set<std::string> documents = documented();
    std::set<std::string> missing;
    std::set_difference(served.begin(), served.end(), documents.begin(), documents.end(), std::inserter(missing, missing.end()));
    QVERIFY2(missing.empty(), qPrintable(QStringLiteral("not in docs/metrics.md: ") + joined(missing)));
    std::set_difference(documents.begin(), documents.end(), served.begin(), served.end(), std::inserter(missing, missing.end()));
    QVERIFY2(missing.empty(), qPrintable(QStringLiteral("documented, but the demo has none: ") + joined(missing)));
    // Alerts and panels ask for nothing that is not there.
    for (const char* file : {"monitoring/claimscope-dra.rules.yaml", "monitoring/claimscope-dra.json"}) {
      std::set<std::string> unknown;
      for (const std::string& name : metricsIn(read(kManifests + file))) {
        if (!documents.contains(name)) {
          unknown.insert(name);
        }
      }
      QVERIFY2(unknown.empty(), qPrintable(QLatin1String(file) + QStringLiteral(": ") + joined(unknown)));
    }
  }

  void theDashboardHasTheGuidesPanels() {
    const nlohmann::json board = nlohmann::json::parse(read(kManifests + "monitoring/claimscope-dra.json"));
    std::map<std::string, std::string> firstQuery;
    std::set<int> ids;
    for (const nlohmann::json& panel : board["panels"]) {
      firstQuery[panel["title"]] = panel["targets"][0]["expr"];
      QVERIFY(ids.insert(panel["id"].get<int>()).second);
      QVERIFY(!panel["description"].get<std::string>().empty());
    }
    QCOMPARE(firstQuery.at("GPU Utilization"), std::string("avg(dra_resource_utilization_ratio{resource_type=\"gpu\"})"));
    const std::string& latency = firstQuery.at("Resource Allocation Latency");
    QVERIFY2(latency.find("rate(dra_allocation_duration_seconds_bucket") != std::string::npos, latency.c_str());
    QVERIFY(latency.find("sum by (le)") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(InstallerTest)
#include "installer_test.moc"
