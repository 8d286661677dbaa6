// Monitoring: objects of the Prometheus operator by their right group, queries that Prometheus refuses or that nobody answers.
#include <fmt/format.h>

#include "model/migration/modernise/bench.h"
#include "model/prometheus/promql/verdict.h"

namespace claimscope::modernise {
namespace {

constexpr int kDeepest = 40;

struct Queries {
  Bench& bench;
  const Object& object;
  promql::Knowledge knowledge;
  bool changed = false;

  void judge(Node& expression, const std::string& path) {
    const promql::Verdict verdict = promql::judge(expression.text, {}, knowledge);
    const bool better = !verdict.corrected.empty() && verdict.corrected != expression.text;
    for (const promql::Remark& remark : verdict.remarks) {
      if (remark.gravity == promql::Gravity::note && remark.edits.empty()) {
        bench.change(object, Weight::note, path, remark.what, remark.why);
      } else if (remark.edits.empty()) {
        bench.change(object, remark.gravity == promql::Gravity::error ? Weight::lost : Weight::warning, path, remark.what,
                     remark.why);
      } else {
        bench.change(object, Weight::changed, path, remark.what, remark.why);
      }
    }
    if (better) {
      bench.change(object, Weight::changed, path, fmt::format("{} becomes {}", expression.text, verdict.corrected),
                   "What the remarks on this query say, put right");
      expression.assign(verdict.corrected);
      changed = true;
    }
  }

  void walk(Node& node, const std::string& path, int depth) {
    if (depth > kDeepest) {
      return;
    }
    for (Entry& entry : node.entries) {
      const std::string at = path + (path.empty() ? "" : ".") + entry.key;
      if (entry.key == "expr" && entry.value.isScalar() && !entry.value.text.empty()) {
        judge(entry.value, at);
      } else {
        walk(entry.value, at, depth + 1);
      }
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      walk(node.items[i], path + "[" + std::to_string(i) + "]", depth + 1);
    }
  }
};

bool isOperatorKind(std::string_view kind) {
  return kind == "ServiceMonitor" || kind == "PodMonitor" || kind == "PrometheusRule" || kind == "Probe";
}

/// A dashboard of Grafana or a file of rules.
bool asksPrometheus(const Node& root) {
  return root.find("dashboard") != nullptr || root.find("panels") != nullptr ||
         (root.find("groups") != nullptr && root.find("groups")->isList());
}

}  // namespace

void convertMonitoring(Bench& bench) {
  promql::Knowledge knowledge;
  knowledge.serverMinor = bench.request.target.minor;
  for (std::size_t i = 0; i < bench.objects.size(); ++i) {
    Object& object = bench.objects[i];
    if (isOperatorKind(object.kind) && object.group().empty()) {
      object.node->child("apiVersion").assign("monitoring.coreos.com/v1");
      bench.change(
          object, Weight::changed, "apiVersion", fmt::format("{} becomes monitoring.coreos.com/v1", object.apiVersion),
          fmt::format(
              "{} is a kind of the Prometheus operator, not of Kubernetes itself; its CustomResourceDefinition must be installed",
              object.kind));
    }
    if (object.kind == "PrometheusRule" || (object.kind.empty() && asksPrometheus(*object.node))) {
      Queries queries{bench, object, knowledge};
      queries.walk(*object.node, {}, 0);
      continue;
    }
    Node* data = object.kind == "ConfigMap" ? object.node->find("data") : nullptr;
    for (std::size_t d = 0; data != nullptr && d < data->entries.size(); ++d) {
      Node& value = data->entries[d].value;
      if (!value.isScalar() || value.text.find("expr") == std::string::npos) {
        continue;
      }
      Result<Tree> tree = readTree(value.text);
      if (!tree || !asksPrometheus(tree->root)) {
        continue;
      }
      Queries queries{bench, object, knowledge};
      queries.walk(tree->root, "data." + data->entries[d].key, 0);
      if (queries.changed) {
        value.assign(writeTree(*tree));
      }
    }
  }
}

}  // namespace claimscope::modernise
