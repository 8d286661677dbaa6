// Deletes a DRA driver's pod on one node, so that its DaemonSet makes another, and waits until that publishes again.
#include <fmt/format.h>

#include <algorithm>

#include "model/actions/action.h"
#include "model/actions/calls.h"
#include "model/actions/registry.h"
#include "model/base/words.h"
#include "model/cluster/driver_pods.h"

namespace claimscope::actions {
namespace {

std::string nameOf(const Pod& pod) {
  return pod.meta.namespaceName.str() + "/" + pod.meta.name.str();
}

class RestartDriverPlanner {
 public:
  RestartDriverPlanner(const cluster::Snapshot& snapshot, const ActionRequest& request, Text node)
      : m_snapshot(snapshot), m_options(m_action, request), m_node(std::move(node)), m_plan(newPlan(snapshot, request)) {}

  Result<ActionPlan> make() {
    if (const Status status = findDriver(); !status) {
      return fail(status.error());
    }
    m_plan.title = "Restart driver on " + m_node.str();
    findPod();
    if (m_pod != nullptr) {
      addStep();
    }
    users();
    nodeState();
    m_plan.headline =
        m_plan.blocked()
            ? m_driver.str() + " on " + m_node.str() + " cannot be restarted: " + m_plan.blockers.front().title + "."
            : fmt::format("{} would be restarted on {}; running pods are not touched.", m_driver.view(), m_node.view());
    m_plan.subline =
        (m_pod == nullptr ? std::string("no pod") : "pod " + nameOf(*m_pod)) + " · " + words::counted(m_using, "pod") +
        " on the node use its devices" +
        (m_waiting > 0 ? " · " + words::counted(m_waiting, "pod") + (m_waiting == 1 ? " waits for it" : " wait for it") : "");
    m_plan.undo = "Nothing to undo: the DaemonSet makes the pod again.";
    seal(m_plan);
    return m_plan;
  }

 private:
  void block(std::string title, std::string detail, std::string option = {}) {
    m_plan.blockers.push_back({Mark::blocked, std::move(title), std::move(detail), {}, {}, std::move(option)});
  }

  Status findDriver() {
    const std::vector<Text> drivers = cluster::driversOn(m_snapshot, m_node);
    std::vector<std::string> names;
    names.reserve(drivers.size());
    for (const Text& driver : drivers) {
      names.push_back(driver.str());
    }
    const std::string asked = m_options.text("driver");
    if (!asked.empty()) {
      m_driver = Text(asked);  // may have no slices left: that can be why it is restarted
      return {};
    }
    if (drivers.size() == 1) {
      m_driver = drivers.front();
      return {};
    }
    if (drivers.empty()) {
      return fail(ErrorCode::usage, "no DRA driver is known on node " + m_node.str(),
                  "Name it with --driver, and its pod with --pod");
    }
    return fail(ErrorCode::usage,
                "node " + m_node.str() + " has " + words::counted(static_cast<std::int64_t>(drivers.size()), "driver"),
                "Name one with --driver: " + words::listed(names, names.size()));
  }

  void findPod() {
    const std::string asked = m_options.text("pod");
    if (!asked.empty()) {
      const std::size_t slash = asked.find('/');
      m_pod = slash == std::string::npos ? nullptr
                                         : m_snapshot.of<Pod>().find(Text(asked.substr(0, slash)), Text(asked.substr(slash + 1)));
      const OwnerReference* owner = m_pod == nullptr ? nullptr : m_pod->meta.controller();
      if (m_pod == nullptr || !(m_pod->nodeName == m_node)) {
        m_pod = nullptr;
        block("There is no pod " + words::cut(words::oneLine(asked), 100) + " on " + m_node.str(), "Write --pod NAMESPACE/NAME.",
              "pod");
      } else if (owner == nullptr || !(owner->kind == "DaemonSet")) {
        m_pod = nullptr;
        block(asked + " belongs to no DaemonSet", "Nothing would make it again on this node.", "pod");
      }
      return;
    }
    const std::vector<cluster::DriverPod> found = cluster::driverPodsOn(m_snapshot, m_driver, m_node);
    if (found.empty()) {
      block("No pod on " + m_node.str() + " looks like " + m_driver.str(),
            m_snapshot.boundOf(Kind::Pod) == Bound::exact
                ? "It may run outside Kubernetes, or its DaemonSet has no pod here. Name one with --pod."
                : "Not every pod can be seen here. Name it with --pod.",
            "pod");
    } else if (!cluster::isClear(found)) {
      std::vector<std::string> names;
      names.reserve(found.size());
      for (const cluster::DriverPod& candidate : found) {
        names.push_back(nameOf(*candidate.pod));
      }
      block("More than one pod may be " + m_driver.str(), "Name one with --pod: " + words::listed(names, 5) + ".", "pod");
    } else {
      m_pod = found.front().pod;
      m_plan.warnings.push_back({Mark::neutral,
                                 "Pod " + nameOf(*m_pod) + " is taken for " + m_driver.str(),
                                 "No object names a driver's pod. By " + found.front().because + ".",
                                 {},
                                 {},
                                 "pod"});
    }
  }

  void addStep() {
    const OwnerReference& owner = *m_pod->meta.controller();
    Step step;
    step.id = "restart";
    step.title = "Delete pod " + nameOf(*m_pod);
    step.call = removeCall(targetOf(m_snapshot, *m_pod));
    step.effect = "DaemonSet " + owner.name.str() + " makes another one on the node.";
    step.until = Expectation{Expectation::Kind::daemonPodReady,
                             {"node", m_pod->meta.namespaceName.str(), m_node.str()},
                             m_pod->meta.uid.str(),
                             owner.name.str(),
                             "another pod of " + owner.name.str() + " is Ready on " + m_node.str(),
                             300'000};
    m_plan.needs.push_back(
        {"delete", "", "pods", "", m_pod->meta.namespaceName.str(), m_pod->meta.name.str(), "to restart the driver"});
    m_plan.verify.push_back(*step.until);
    m_plan.verify.push_back({Expectation::Kind::driverPublishes,
                             {"driver", m_driver.str(), m_node.str()},
                             {},
                             {},
                             m_driver.str() + " publishes devices of " + m_node.str(),
                             120'000});
    Affected row;
    row.mark = Mark::good;
    row.verdict = "restart";
    row.object = {"pod", m_pod->meta.namespaceName.str(), m_pod->meta.name.str()};
    row.uid = m_pod->meta.uid.str();
    row.reason = "Driver";
    row.why = m_pod->statusWord() + ", made again by DaemonSet " + owner.name.str();
    row.step = step.id;
    m_plan.affected.push_back(std::move(row));
    m_plan.steps.push_back(std::move(step));
    if (m_pod->meta.deleted().isSet()) {
      block("It is being deleted already", "Waiting is right; look at its node when it stays.");
    }
  }

  [[nodiscard]] bool usesDriver(cluster::Slot slot) const {
    const auto& claims = m_snapshot.inventory->claimsOfPod(slot);
    return std::any_of(claims.begin(), claims.end(), [&](cluster::ClaimIndex index) {
      const auto& devices = m_snapshot.inventory->claims[index].devices;
      return std::any_of(devices.begin(), devices.end(),
                         [&](cluster::DeviceIndex device) { return m_snapshot.inventory->devices[device].driver == m_driver; });
    });
  }

  /// Running pods keep their devices without the driver; those that start or end need it.
  void users() {
    std::vector<std::string> ending;
    std::vector<std::string> starting;
    const cluster::NodeIndex index = m_snapshot.inventory->findNode(m_node);
    for (const cluster::Slot slot :
         index == cluster::kNone ? List<cluster::Slot>{} : m_snapshot.inventory->nodes[index].podsWithClaims) {
      const Pod* pod = m_snapshot.of<Pod>().at(slot);
      if (pod == nullptr || pod->finished() || pod == m_pod || !usesDriver(slot)) {
        continue;
      }
      Affected row;
      row.object = {"pod", pod->meta.namespaceName.str(), pod->meta.name.str()};
      row.uid = pod->meta.uid.str();
      ++m_using;
      if (pod->meta.deleted().isSet()) {
        ending.push_back(nameOf(*pod));
        row.mark = Mark::warning;
        row.verdict = "waits";
        row.reason = "Unprepare";
        row.why = "is ending and needs the driver to give its devices back";
      } else if (!(pod->phase == "Running")) {
        starting.push_back(nameOf(*pod));
        row.mark = Mark::warning;
        row.verdict = "waits";
        row.reason = "Prepare";
        row.why = "is starting and needs the driver to prepare its devices";
      } else {
        row.mark = Mark::stays;
        row.verdict = "stays";
        row.reason = "Running";
        row.why = "keeps running";
      }
      m_plan.affected.push_back(std::move(row));
    }
    m_waiting = static_cast<std::int64_t>(ending.size() + starting.size());
    if (!ending.empty()) {
      m_plan.warnings.push_back(
          {Mark::warning,
           words::listed(ending) + (ending.size() == 1 ? " waits to end" : " wait to end"),
           "The kubelet cannot unprepare their claims while the driver is away; it tries again when it is back.",
           {},
           {},
           {}});
    }
    if (!starting.empty()) {
      m_plan.warnings.push_back({Mark::warning,
                                 words::listed(starting) + (starting.size() == 1 ? " waits to start" : " wait to start"),
                                 "The kubelet prepares their claims when the driver is back.",
                                 {},
                                 {},
                                 {}});
    }
    m_plan.warnings.push_back(
        {Mark::neutral,
         "Its devices may disappear for a moment",
         "When the driver stays away for more than 30 s the kubelet deletes its slices of this node; allocated claims keep "
         "their devices, new ones get none.",
         {},
         {},
         {}});
  }

  void nodeState() {
    const Node* node = m_snapshot.of<Node>().find({}, m_node);
    if (node != nullptr && !(node->ready() == "True")) {
      m_plan.warnings.push_back({Mark::warning,
                                 "Node " + m_node.str() + " is not Ready",
                                 "No kubelet may be there to start the new pod.",
                                 ObjectRef{"node", "", m_node.str()},
                                 {},
                                 {}});
    }
  }

  const Action m_action = restartDriver();
  const cluster::Snapshot& m_snapshot;
  const Options m_options;
  Text m_node;
  Text m_driver;
  const Pod* m_pod = nullptr;
  std::int64_t m_using = 0;
  std::int64_t m_waiting = 0;
  ActionPlan m_plan;
};

Result<ActionPlan> planRestartDriver(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  const ObjectRef& object = request.objects.front();
  if (object.kind != "node") {
    return fail(ErrorCode::usage, "a driver is restarted on a node, not on a " + words::cut(words::oneLine(object.kind), 40));
  }
  const cluster::NodeIndex index = snapshot.inventory->findNode(Text(object.name));
  if (index == cluster::kNone) {
    return fail(ErrorCode::notFound, "there is no node " + words::cut(words::oneLine(object.name), 100),
                "See claimscope get nodes");
  }
  return RestartDriverPlanner(snapshot, request, Text(object.name)).make();
}

}  // namespace

Action restartDriver() {
  return {"restart_driver",
          "Restart a driver",
          "one DaemonSet pod",
          "node",
          false,
          {{OptionSpec::Type::text, "driver", "Driver", "Which, where the node has several", "", {}},
           {OptionSpec::Type::text, "pod", "Pod", "NAMESPACE/NAME of its pod, where it cannot be told", "", {}}},
          planRestartDriver};
}

}  // namespace claimscope::actions
