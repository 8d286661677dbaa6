// Moves workloads from extended resources to claims, by a patch of their pod templates; with --back, the exact way back.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/actions/action.h"
#include "model/actions/calls.h"
#include "model/actions/migrate_workloads/migration_steps.h"
#include "model/actions/registry.h"
#include "model/base/words.h"
#include "model/migration/device_resource.h"

namespace claimscope::actions {
namespace {

using migration::Bench;
using migration::Entry;
using migration::Phase;
using migration::Placement;

constexpr std::int64_t kMostAtATime = 64;

class Planner {
 public:
  Planner(const cluster::Snapshot& snapshot, const ActionRequest& request)
      : m_snapshot(snapshot),
        m_request(request),
        m_options(m_action, request),
        m_bench(migration::benchOf(snapshot)),
        m_plan(newPlan(snapshot, request)) {}

  Result<ActionPlan> plan() {
    std::vector<const Entry*> entries;
    for (const ObjectRef& object : m_request.objects) {
      const Entry* entry = migration::findEntry(m_bench, object.kind, object.namespaceName, object.name);
      if (entry == nullptr) {
        return fail(ErrorCode::notFound,
                    fmt::format("{} {}/{} asks for no device of a device plugin", object.kind,
                                words::oneLine(object.namespaceName), words::oneLine(object.name)),
                    "See claimscope migration board");
      }
      if (std::find(entries.begin(), entries.end(), entry) == entries.end()) {
        entries.push_back(entry);
      }
    }
    const std::int64_t atATime = m_options.number("at-a-time");
    if (atATime < 1 || atATime > kMostAtATime) {
      return fail(ErrorCode::usage, fmt::format("--at-a-time has to be between 1 and {}", kMostAtATime));
    }
    m_plan.parallel = static_cast<std::size_t>(atATime);
    m_plan.timeoutMs = m_options.durationMs("timeout");
    m_plan.verifyMs = 5 * 60'000;
    m_back = m_options.flag("back");
    if (!m_back) {
      guard();
    }
    migration::Replay replay(m_snapshot, m_bench.fleet, m_bench.classes);
    for (const Entry* entry : entries) {
      m_back ? putBack(*entry) : move(*entry, replay);
    }
    addClassNeeds(m_plan);
    sayWhat();
    seal(m_plan);
    return std::move(m_plan);
  }

 private:
  void block(const Entry& entry, std::string title, std::string detail, std::string option = {}) {
    m_plan.blockers.push_back(
        {Mark::blocked, std::move(title), std::move(detail), refOf(entry), std::nullopt, std::move(option)});
  }
  static ObjectRef refOf(const Entry& entry) {
    return {std::string(workloadWord(entry.workload.kind)), entry.workload.namespaceName.str(), entry.workload.name.str()};
  }
  static std::string shown(const Entry& entry) { return words::oneLine(entry.workload.qualifiedName()); }

  /// While a labelled node serves both, a claim may get the device that a pod of the device plugin has.
  void guard() {
    std::vector<std::string> labelled;
    for (const migration::NodeUse& use : m_bench.fleet.nodes) {
      if (use.labelled && use.serves == migration::Serves::both && use.schedulable) {
        labelled.push_back(words::oneLine(use.node.view()));
      }
    }
    if (!labelled.empty()) {
      m_plan.blockers.push_back(
          {Mark::blocked,
           words::listed(labelled) + (labelled.size() == 1 ? " serves" : " serve") + " the device plugin and claims",
           "A device there may be handed out twice. Take the device plugin off labelled nodes, or cordon them.",
           std::nullopt,
           std::nullopt,
           {}});
    }
    if (m_bench.pinNodes) {
      m_plan.warnings.push_back(
          {Mark::warning,
           words::counted(static_cast<std::int64_t>(m_bench.doubled.size()), "node serves", "nodes serve") +
               " the device plugin and claims",
           fmt::format("New pods are kept off them by the node selector {}={}.", migration::kPhaseLabel, migration::kPhaseDra),
           std::nullopt,
           std::nullopt,
           {}});
    }
  }

  void move(const Entry& entry, migration::Replay& replay) {
    Affected row = rowOf(entry);
    if (entry.workload.asks.empty()) {
      row.mark = Mark::neutral;
      row.verdict = "stays";
      row.why = "asks for claims already";
      m_plan.affected.push_back(std::move(row));
      return;
    }
    const bool managed = !entry.workload.managedBy.empty();
    std::string problem;
    if (!entry.patchable() || !workloadTarget(m_snapshot, entry.workload)) {
      problem = entry.why;
    } else if (entry.fit == migration::Fit::noFit ||
               (entry.fit == migration::Fit::change && entry.placement.placed >= entry.placement.wanted &&
                !entry.workload.onDelete)) {
      problem = entry.why;
    }
    if (!problem.empty()) {
      block(entry, shown(entry) + " cannot be patched", problem + ".");
    } else if (managed && !m_options.flag("managed")) {
      block(entry, shown(entry) + " belongs to " + words::oneLine(entry.workload.managedBy),
            "A patch comes back with the next release: put the claims there, or allow it.", "managed");
    } else {
      const Placement placed = replay.next(entry.workload, entry.proposal, migration::Nodes::handedOver);
      if (placed.placed < placed.wanted) {
        problem = placed.reason;
        block(entry, fmt::format("{} has no room on nodes that are handed over", shown(entry)),
              placed.reason + ". Hand over more nodes: claimscope migrate nodes.");
      }
      row.landing = {true, problem.empty(), "", placed.nodes, placed.reason};
    }
    if (managed && m_options.flag("managed")) {
      m_plan.warnings.push_back({Mark::warning,
                                 shown(entry) + " belongs to " + words::oneLine(entry.workload.managedBy),
                                 "Its next release writes the old template again.",
                                 refOf(entry),
                                 std::nullopt,
                                 {}});
    }
    if (problem.empty() && entry.patchable() && workloadTarget(m_snapshot, entry.workload)) {
      addPatch(entry, row);
    } else {
      row.mark = Mark::blocked;
      row.verdict = "blocked";
      row.why = problem;
    }
    m_plan.affected.push_back(std::move(row));
  }

  void addPatch(const Entry& entry, Affected& row) {
    std::vector<std::string> after;
    for (const migration::ProposedRequest& request : entry.proposal.requests) {
      const migration::ProposedClass* found = classFor(m_bench.classes, request.resource);
      if (found != nullptr && !found->exists) {
        Step step = classStep(m_snapshot, *found);
        if (m_plan.findStep(step.id) == nullptr) {
          m_plan.steps.push_back(step);
        }
        after.push_back(step.id);
      }
    }
    if (!entry.proposal.templateExists) {
      Step step = templateStep(m_snapshot, entry);
      step.after = after;
      after = {step.id};
      m_plan.steps.push_back(std::move(step));
      m_spaces.insert(entry.workload.namespaceName.str());
    }
    Step step = patchStep(m_snapshot, entry, m_bench.pinNodes);
    step.after = after;
    row.step = step.id;
    row.mark = Mark::good;
    row.verdict = "patch";
    row.why = entry.why;
    m_plan.verify.push_back({Expectation::Kind::workloadClaimed,
                             refOf(entry),
                             entry.workload.uid.str(),
                             {},
                             "the pods of " + shown(entry) + " hold their claims",
                             0});
    patchNeed(entry);
    m_plan.steps.push_back(std::move(step));
    ++m_changed;
    m_pods += entry.workload.desired;
  }

  void patchNeed(const Entry& entry) {
    const Target target = *workloadTarget(m_snapshot, entry.workload);
    m_plan.needs.push_back({"patch", target.resource.group, target.resource.resource, "", target.namespaceName, target.name,
                            "to patch its template"});
    m_plan.needs.push_back({"get", target.resource.group, target.resource.resource, "", target.namespaceName, target.name,
                            "to see that it is as it was"});
  }

  void putBack(const Entry& entry) {
    Affected row = rowOf(entry);
    if (!entry.workload.asks.empty() || entry.workload.before.empty()) {
      row.mark = Mark::neutral;
      row.verdict = "stays";
      row.why = "asks for extended resources";
      m_plan.affected.push_back(std::move(row));
      return;
    }
    if (!workloadTarget(m_snapshot, entry.workload)) {
      block(entry, shown(entry) + " is not to be seen", "Its template can not be put back.");
      return;
    }
    const std::int64_t needed = entry.workload.desired * entry.workload.perPod();
    std::int64_t free = 0;
    for (const migration::ResourceUse& use : m_bench.fleet.resources) {
      free += use.resource == entry.workload.resource() ? use.free.value : 0;
    }
    const migration::ProposedClass* stands = classFor(m_bench.classes, entry.workload.resource());
    const bool served = stands != nullptr && stands->exists && !stands->extendedResourceName.empty();
    m_needed += needed;
    if (free < m_needed && !served && !m_options.flag("force")) {
      block(entry, shown(entry) + " would have no room",
            fmt::format(
                "Device plugins have at most {} free, {} are needed. Hand nodes back first: claimscope migrate nodes --back.",
                words::number(free), words::number(m_needed)),
            "force");
    }
    Step step = backStep(m_snapshot, entry);
    row.step = step.id;
    row.mark = Mark::good;
    row.verdict = "put back";
    row.why = "asks for " + words::oneLine(entry.workload.resource().view()) + " again";
    m_plan.verify.push_back(*step.until);
    patchNeed(entry);
    const std::string patched = step.id;
    m_plan.steps.push_back(std::move(step));
    removeTemplate(entry, patched);
    m_plan.affected.push_back(std::move(row));
    ++m_changed;
    m_pods += entry.workload.desired;
  }

  /// A template that was made for this workload goes with the patch.
  void removeTemplate(const Entry& entry, const std::string& after) {
    const ResourceClaimTemplate* form =
        m_snapshot.of<ResourceClaimTemplate>().find(entry.workload.namespaceName, Text(entry.proposal.templateName));
    const std::string owner = std::string(workloadWord(entry.workload.kind)) + "/" + entry.workload.name.str();
    if (form == nullptr || labelValue(form->meta.annotations(), "claimscope.io/made-for").view() != owner) {
      return;
    }
    Step step;
    step.id = "remove:" + entry.workload.namespaceName.str() + "/" + entry.proposal.templateName;
    step.title =
        "Delete ResourceClaimTemplate " + words::oneLine(entry.workload.namespaceName.view()) + "/" + entry.proposal.templateName;
    step.call = removeCall(targetOf(m_snapshot, *form));
    step.effect = "It was made for this workload. Claims that pods still hold stay until the pods end.";
    step.after = {after};
    step.essential = false;
    const ApiResource api = servedAs(m_snapshot, Kind::ResourceClaimTemplate);
    step.inverse = createCall(api, migration::templateManifest(api, entry.workload, entry.proposal));
    m_plan.needs.push_back({"delete", "resource.k8s.io", "resourceclaimtemplates", "", entry.workload.namespaceName.str(), "",
                            "to delete the template"});
    m_plan.steps.push_back(std::move(step));
  }

  static Affected rowOf(const Entry& entry) {
    Affected row;
    row.object = refOf(entry);
    row.uid = entry.workload.uid.str();
    return row;
  }

  void sayWhat() {
    for (const std::string& space : m_spaces) {
      m_plan.needs.push_back({"create", "resource.k8s.io", "resourceclaimtemplates", "", space, "", "to create the template"});
    }
    const std::string what = words::counted(m_changed, "workload");
    m_plan.title = m_back ? "Put " + what + " back" : "Move " + what + " to claims";
    if (m_plan.blocked()) {
      m_plan.headline =
          fmt::format("{} stand in the way: {}.", words::counted(static_cast<std::int64_t>(m_plan.blockers.size()), "thing"),
                      m_plan.blockers.front().title);
      if (m_plan.blockers.size() == 1) {
        m_plan.headline = m_plan.blockers.front().title + ".";
      }
    } else if (m_changed == 0) {
      m_plan.headline =
          m_back ? "None has been moved: nothing is to be done." : "All ask for claims already: nothing is to be done.";
    } else if (m_back) {
      m_plan.headline = fmt::format("The pods of {} ask for extended resources again.", what);
    } else {
      m_plan.headline = fmt::format("The pods of {} get claims, by their own rollouts.", what);
    }
    m_plan.subline = fmt::format("{} replaced · {} at a time", words::counted(m_pods, "pod"), m_plan.parallel);
    m_plan.undo = m_changed == 0 ? ""
                  : m_back       ? "Undo patches them to claims again."
                                 : "Undo puts exactly the earlier template back; pods are replaced again.";
  }

  const Action m_action = migrateWorkloads();
  const cluster::Snapshot& m_snapshot;
  const ActionRequest& m_request;
  Options m_options;
  Bench m_bench;
  ActionPlan m_plan;
  bool m_back = false;
  std::int64_t m_changed = 0;
  std::int64_t m_pods = 0;
  std::int64_t m_needed = 0;
  std::set<std::string> m_spaces;
};

}  // namespace

Action migrateWorkloads() {
  return {
      "migrate_workloads",
      "Move workloads to claims",
      "patch, roll out, verify",
      "workload",
      true,
      {{OptionSpec::Type::number, "at-a-time", "At a time", "Workloads that roll out at the same time", "4", {}},
       {OptionSpec::Type::flag,
        "managed",
        "Also those of Helm and Argo CD",
        "Patches what their next release writes again",
        "false",
        {}},
       {OptionSpec::Type::flag, "back", "Put back", "Exactly the template that was there before", "false", {}},
       {OptionSpec::Type::flag, "force", "Without room", "Put back although device plugins have too little free", "false", {}},
       {OptionSpec::Type::duration, "timeout", "Give up after", "0: never", "1h", {}}},
      [](const cluster::Snapshot& snapshot, const ActionRequest& request) { return Planner(snapshot, request).plan(); }};
}

}  // namespace claimscope::actions
