// Hands nodes over from the device plugin to the DRA driver: cordon, evict who holds its devices, label, wait, uncordon. With
// --back, the way back.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "model/actions/action.h"
#include "model/actions/calls.h"
#include "model/actions/cordon_node/cordon_step.h"
#include "model/actions/drain_node/budgets.h"
#include "model/actions/kept_ready.h"
#include "model/actions/registry.h"
#include "model/allocation/node_fit.h"
#include "model/base/words.h"
#include "model/explanation/placements.h"
#include "model/migration/bench.h"
#include "model/migration/device_resource.h"

namespace claimscope::actions {
namespace {

using migration::NodeUse;
using migration::Serves;

class NodePlanner {
 public:
  NodePlanner(const cluster::Snapshot& snapshot, const ActionRequest& request)
      : m_snapshot(snapshot),
        m_request(request),
        m_options(m_action, request),
        m_bench(migration::benchOf(snapshot)),
        m_budgets(snapshot),
        m_plan(newPlan(snapshot, request)) {}

  Result<ActionPlan> plan() {
    const Result<NamedNodes> found = nodesOf(m_snapshot, m_request);
    if (!found) {
      return fail(found.error());
    }
    blockHidden(*found, m_plan);
    m_back = m_options.flag("back");
    m_waitMs = m_options.durationMs("wait");
    m_plan.timeoutMs = m_options.durationMs("timeout");
    m_plan.parallel = 8;
    m_nodes = found->nodes;
    readPods();
    std::set<Text> namespaces;
    for (const auto& [node, pods] : m_onNode) {
      for (const Pod* pod : pods) {
        namespaces.insert(pod->meta.namespaceName);
      }
    }
    m_ready.emplace(m_snapshot, namespaces);
    for (const Node* node : m_nodes) {
      addNode(*node);
    }
    if (!m_back) {
      forecast();
    }
    sayWhat();
    seal(m_plan);
    return std::move(m_plan);
  }

 private:
  static std::string shown(const Node& node) { return words::oneLine(node.meta.name.view()); }
  static std::string podName(const Pod& pod) { return words::oneLine(pod.meta.namespaceName.str() + "/" + pod.meta.name.str()); }

  void readPods() {
    for (const Node* node : m_nodes) {
      m_onNode[node->meta.name];
    }
    m_snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
      const auto found = pod.finished() ? m_onNode.end() : m_onNode.find(pod.nodeName);
      if (found != m_onNode.end() && (m_back ? holdsClaimOf(pod) : holdsPlugin(pod))) {
        found->second.push_back(&pod);
      }
    });
    for (auto& [node, pods] : m_onNode) {
      std::sort(pods.begin(), pods.end(), [](const Pod* a, const Pod* b) {
        return std::pair(a->meta.namespaceName.view(), a->meta.name.view()) <
               std::pair(b->meta.namespaceName.view(), b->meta.name.view());
      });
    }
  }

  static bool holdsPlugin(const Pod& pod) { return pod.rare->extendedResourceClaim.empty() && !migration::asksOf(pod).empty(); }
  /// On the way back, pods whose claims have devices of a driver that the node's hardware belongs to.
  bool holdsClaimOf(const Pod& pod) const {
    const cluster::Slot slot = m_snapshot.of<Pod>().slotOf(pod.meta.namespaceName, pod.meta.name);
    for (const cluster::ClaimIndex claim : m_snapshot.inventory->claimsOfPod(slot)) {
      for (const cluster::DeviceIndex device : m_snapshot.inventory->claims[claim].devices) {
        if (m_snapshot.inventory->devices[device].node == pod.nodeName) {
          return true;
        }
      }
    }
    return false;
  }

  void addNode(const Node& node) {
    const std::vector<const NodeUse*> uses = m_bench.fleet.of(node.meta.name);
    const bool labelled = labelValue(node.meta.labels, migration::kPhaseLabel) == migration::kPhaseDra;
    Affected row;
    row.object = {"node", "", node.meta.name.str()};
    row.uid = node.meta.uid.str();
    if (labelled != m_back) {
      row.mark = Mark::neutral;
      row.verdict = "stays";
      row.why = m_back ? "has no such label" : "is labelled already";
      m_plan.affected.push_back(std::move(row));
      return;
    }
    if (uses.empty() && !m_back) {
      m_plan.blockers.push_back({Mark::blocked,
                                 shown(node) + " offers no device of a device plugin",
                                 "There is nothing to hand over.",
                                 row.object,
                                 std::nullopt,
                                 {}});
      return;
    }
    std::vector<std::string> before;
    if (!node.unschedulable) {
      Step step = cordonStep(m_snapshot, node, true);
      before = {step.id};
      m_plan.needs.push_back(cordonNeed(node, true));
      m_plan.steps.push_back(std::move(step));
    }
    std::vector<std::string> gone;
    for (const Pod* pod : m_onNode[node.meta.name]) {
      addPod(*pod, node, before, gone);
    }
    before.insert(before.end(), gone.begin(), gone.end());
    addLabel(node, uses, before, row);
    m_plan.affected.push_back(std::move(row));
    ++m_changed;
  }

  void addPod(const Pod& pod, const Node& node, const std::vector<std::string>& cordon, std::vector<std::string>& gone) {
    Affected row;
    row.object = {"pod", pod.meta.namespaceName.str(), pod.meta.name.str()};
    row.uid = pod.meta.uid.str();
    row.verdict = "evict";
    row.why = "holds devices of " + shown(node);
    const OwnerReference* owner = pod.meta.controller();
    const auto blocked = [&](std::string title, std::string detail, std::string reason) {
      row.mark = Mark::blocked;
      row.verdict = "blocked";
      row.reason = std::move(reason);
      m_plan.blockers.push_back({Mark::blocked, std::move(title), std::move(detail), row.object, std::nullopt, "force"});
    };
    const bool force = m_options.flag("force");
    if (owner != nullptr && owner->kind == "DaemonSet") {
      blocked(podName(pod) + " comes back by its DaemonSet",
              "It takes the device again at once. Patch the DaemonSet or keep it off the node.", "DaemonSet");
    } else if (owner == nullptr && !force) {
      blocked(podName(pod) + " has no controller", "It would not come back. Delete it yourself, or force it.", "NoController");
    } else {
      const drain::BudgetForecast budget = m_budgets.take(pod);
      if (budget.blocks()) {
        blocked(podName(pod) + " is held by a budget", budget.why + (budget.advice.empty() ? "." : ". " + budget.advice), "PDB");
      } else {
        Step step;
        step.id = "evict:" + pod.meta.namespaceName.str() + "/" + pod.meta.name.str();
        step.title = "Evict " + podName(pod);
        const std::string path =
            fmt::format("/api/v1/namespaces/{}/pods/{}/eviction", pod.meta.namespaceName.view(), pod.meta.name.view());
        step.call = {Verb::evict,
                     targetOf(m_snapshot, pod),
                     {},
                     "{}",
                     fmt::format("kubectl create --raw {} -f - <<< "
                                 "'{{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{{\"name\":\"{}\","
                                 "\"namespace\":\"{}\"}},\"deleteOptions\":{{\"preconditions\":{{\"uid\":\"{}\"}}}}}}'",
                                 words::shellWord(path), words::oneLine(pod.meta.name.view()),
                                 words::oneLine(pod.meta.namespaceName.view()), words::oneLine(pod.meta.uid.str())),
                     {}};
        step.effect = "Its devices are free, and its controller makes another.";
        // Who has a budget has said what it can spare. Of others no more go at a time than a rollout would take: nodes are handed
        // over side by side, and without this all pods of a workload may go at once.
        using Budget = drain::BudgetForecast::State;
        if ((budget.state == Budget::none || budget.state == Budget::unknown) && !force) {
          step.keeps = m_ready->keeps(pod);
        }
        if (step.keeps && step.keeps->atLeast > 0) {
          step.effect += fmt::format(" Not before {} other pods of {} are Ready.", step.keeps->atLeast,
                                     words::oneLine(step.keeps->workload.name));
        }
        step.after = cordon;
        step.waitsForBudget = true;
        step.until = Expectation{Expectation::Kind::podGone, row.object, row.uid, {}, podName(pod) + " is gone", 0};
        gone.push_back(step.id);
        row.step = step.id;
        row.mark = Mark::good;
        m_plan.needs.push_back({"create", "", "pods", "eviction", pod.meta.namespaceName.str(), "", "to evict pods"});
        m_plan.steps.push_back(std::move(step));
        m_evicted.push_back(&pod);
      }
    }
    m_plan.affected.push_back(std::move(row));
  }

  Call labelCall(const Node& node, bool set) const {
    OrderedJson patch;
    patch["metadata"]["labels"][std::string(migration::kPhaseLabel)] =
        set ? OrderedJson(std::string(migration::kPhaseDra)) : OrderedJson(nullptr);
    Call call = mergePatch(targetOf(m_snapshot, node), patch);
    call.kubectl = fmt::format("kubectl label node {} {}{}", words::shellWord(node.meta.name.view()), migration::kPhaseLabel,
                               set ? "=" + std::string(migration::kPhaseDra) : "-");
    return call;
  }

  void addLabel(const Node& node, const std::vector<const NodeUse*>& uses, const std::vector<std::string>& before,
                Affected& row) {
    Step step;
    step.id = (m_back ? "unlabel:" : "label:") + node.meta.name.str();
    step.title = (m_back ? "Take the label off " : "Label ") + shown(node);
    step.call = labelCall(node, !m_back);
    step.inverse = labelCall(node, m_back);
    step.effect =
        m_back ? "The DRA driver leaves it, the device plugin comes." : "The device plugin leaves it, the DRA driver comes.";
    step.guards.push_back({fmt::format("/metadata/labels/{}", migration::kPhaseLabel),
                           m_back ? "\"" + std::string(migration::kPhaseDra) + "\"" : ""});
    step.after = before;
    const std::string resource = uses.empty() ? std::string() : uses.front()->resource.str();
    const std::string label = std::string(migration::kPhaseLabel) + (m_back ? "" : "=" + std::string(migration::kPhaseDra));
    if (m_waitMs > 0 && !resource.empty()) {
      step.until = Expectation{m_back ? Expectation::Kind::nodeHandedBack : Expectation::Kind::nodeHandedOver,
                               {"node", "", node.meta.name.str()},
                               node.meta.uid.str(),
                               resource,
                               shown(node) + (m_back ? " serves the device plugin" : " serves claims alone"),
                               m_waitMs};
    } else {
      step.until = Expectation{Expectation::Kind::nodeLabelled,
                               {"node", "", node.meta.name.str()},
                               node.meta.uid.str(),
                               label,
                               shown(node) + (m_back ? " has no label" : " is labelled"),
                               60'000};
    }
    row.step = step.id;
    row.mark = Mark::good;
    row.verdict = m_back ? "hand back" : "hand over";
    row.why = uses.empty()
                  ? std::string()
                  : fmt::format("{} {}, {} by pods", words::number(std::max(uses.front()->allocatable, uses.front()->devices)),
                                words::oneLine(resource), words::number(m_back ? uses.front()->held : uses.front()->requested));
    m_plan.needs.push_back({"patch", "", "nodes", "", "", node.meta.name.str(), "to label the node"});
    m_plan.verify.push_back(*step.until);
    Step uncordon = cordonStep(m_snapshot, node, false);
    uncordon.after = {step.id};
    m_plan.steps.push_back(std::move(step));
    if (!node.unschedulable) {  // one that somebody cordoned before stays so
      m_plan.verify.push_back(*uncordon.until);
      m_plan.steps.push_back(std::move(uncordon));
    }
  }

  /// Whether the next pods of those that are evicted have a place on nodes that the device plugin keeps.
  void forecast() {
    if (m_evicted.empty()) {
      return;
    }
    std::map<Text, std::vector<const Pod*>> podsOn;
    m_snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
      if (!pod.nodeName.empty() && !pod.finished()) {
        podsOn[pod.nodeName].push_back(&pod);
      }
    });
    std::vector<std::unique_ptr<const Pod>> next;
    std::vector<std::string> homeless;
    const explanation::SnapshotPlaces places(m_snapshot);
    allocation::Placement placement(places.topology());
    for (const Pod* pod : m_evicted) {
      placement.remove(*pod);
    }
    for (const Pod* pod : m_evicted) {
      auto successor = std::make_unique<Pod>(*pod);
      successor->nodeName = {};
      successor->meta.uid = {};
      bool placed = false;
      for (const NodeUse& use : m_bench.fleet.nodes) {
        const Node* node = m_snapshot.of<Node>().find({}, use.node);
        if (placed || node == nullptr || !use.schedulable || use.labelled || use.serves != Serves::plugin ||
            use.requested >= use.allocatable || m_onNode.count(use.node) != 0) {
          continue;
        }
        std::vector<const Pod*>& others = podsOn[use.node];
        if (allocation::nodeFit(*successor, *node, others, {}, &placement.rulesOf(*successor)).empty()) {
          others.push_back(successor.get());
          placement.add(*successor, *node);
          placed = true;
        }
      }
      if (!placed) {
        homeless.push_back(podName(*pod));
      }
      next.push_back(std::move(successor));
    }
    if (homeless.empty()) {
      return;
    }
    const Notice notice{
        Mark::blocked,
        words::counted(static_cast<std::int64_t>(homeless.size()), "pod") + " would have nowhere to go",
        words::listed(homeless) + ": no other node of the device plugin has room. Hand over fewer nodes, or emptier ones first.",
        std::nullopt,
        std::nullopt,
        "force"};
    const bool served = std::any_of(m_bench.classes.begin(), m_bench.classes.end(), [](const migration::ProposedClass& one) {
      return one.exists && !one.extendedResourceName.empty();
    });
    if (served || m_options.flag("force")) {
      Notice warning = notice;
      warning.mark = Mark::warning;
      warning.option.clear();
      m_plan.warnings.push_back(std::move(warning));
    } else {
      m_plan.blockers.push_back(notice);
    }
  }

  void sayWhat() {
    const std::string what = words::counted(m_changed, "node");
    m_plan.title = (m_back ? "Hand back " : "Hand over ") + what;
    if (m_plan.blocked()) {
      m_plan.headline = m_plan.blockers.size() == 1 ? m_plan.blockers.front().title + "."
                                                    : fmt::format("{} things stand in the way: {}.", m_plan.blockers.size(),
                                                                  m_plan.blockers.front().title);
    } else if (m_changed == 0) {
      m_plan.headline = "All are where they should be: nothing is to be done.";
    } else {
      m_plan.headline =
          m_back ? fmt::format("{} goes back to the device plugin.", what) : fmt::format("{} serves claims alone then.", what);
      if (m_changed > 1) {
        m_plan.headline =
            m_back ? fmt::format("{} go back to the device plugin.", what) : fmt::format("{} serve claims alone then.", what);
      }
    }
    m_plan.subline = fmt::format("{} evicted · label {}={}", words::counted(static_cast<std::int64_t>(m_evicted.size()), "pod"),
                                 migration::kPhaseLabel, migration::kPhaseDra);
    m_plan.undo = m_changed == 0 ? "" : "Undo takes the label and the cordon back; pods that were evicted stay where they are.";
    const std::vector<Notice> notices =
        unseen(m_snapshot, {{Kind::Node, "Which nodes serve what can not be told."},
                            {Kind::Pod, "Who holds devices can not be told."},
                            {Kind::ResourceSlice, "Whether the driver publishes can not be told."}});
    m_plan.warnings.insert(m_plan.warnings.end(), notices.begin(), notices.end());
  }

  const Action m_action = migrateNodes();
  const cluster::Snapshot& m_snapshot;
  const ActionRequest& m_request;
  Options m_options;
  migration::Bench m_bench;
  drain::Budgets m_budgets;
  std::optional<ReadyPods> m_ready;
  ActionPlan m_plan;
  bool m_back = false;
  std::int64_t m_waitMs = 0;
  std::int64_t m_changed = 0;
  std::vector<const Node*> m_nodes;
  std::map<Text, std::vector<const Pod*>> m_onNode;
  std::vector<const Pod*> m_evicted;
};

}  // namespace

Action migrateNodes() {
  return {"migrate_nodes",
          "Hand nodes over to DRA",
          "cordon, evict, label, wait",
          "node",
          true,
          {{OptionSpec::Type::duration,
            "wait",
            "Wait for the driver",
            "How long the device plugin may take to leave and the driver to come; 0: only label",
            "10m",
            {}},
           {OptionSpec::Type::flag, "back", "Hand back", "From the driver to the device plugin", "false", {}},
           {OptionSpec::Type::flag,
            "force",
            "Without room",
            "Also pods without a controller, and pods that have nowhere to go",
            "false",
            {}},
           {OptionSpec::Type::duration, "timeout", "Give up after", "0: never", "1h", {}}},
          [](const cluster::Snapshot& snapshot, const ActionRequest& request) { return NodePlanner(snapshot, request).plan(); }};
}

}  // namespace claimscope::actions
