// What stops a drain before anything is sent, and what would clear the way.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/actions/drain_node/notice_parts.h"

namespace claimscope::actions::drain {

namespace {

using State = BudgetForecast::State;

struct BlockWords {
  std::string_view reason;
  std::string_view one;   ///< after the pod's name
  std::string_view many;  ///< after "3 pods"
  std::string_view fix;
};
constexpr BlockWords kBlocks[] = {
    {reason::kDaemonSet, "belongs to a DaemonSet", "belong to DaemonSets",
     "They would come back at once. Skip them: --ignore-daemonsets"},
    {reason::kDaemonSetGone, "belongs to a DaemonSet that does not exist", "belong to DaemonSets that do not exist",
     "Nothing makes them again. --force evicts them"},
    {reason::kDaemonSetUnknown, "may belong to a DaemonSet", "may belong to DaemonSets",
     "DaemonSets can not be read, and kubectl stops here too. Ask for the permission to get daemonsets.apps"},
    {reason::kEmptyDir, "keeps data in an emptyDir", "keep data in emptyDirs",
     "It is lost with the pod. --delete-emptydir-data accepts that"},
    {reason::kNoController, "has no controller", "have no controller", "Nothing makes it again. --force evicts it"},
};

void addFilterBlockers(const Rehearsal& rehearsal, ActionPlan& plan) {
  for (const BlockWords& block : kBlocks) {
    std::vector<const RehearsedPod*> pods;
    for (const RehearsedPod& pod : rehearsal.pods) {
      if (pod.choice() == Choice::blocked && pod.base.filtered.reason == block.reason) {
        pods.push_back(&pod);
      }
    }
    if (pods.empty()) {
      continue;
    }
    const bool one = pods.size() == 1;
    plan.blockers.push_back(
        {Mark::blocked,
         one ? fmt::format("{} {}", nameOf(pods.front()->pod().meta), block.one)
             : fmt::format("{} {}", words::counted(static_cast<std::int64_t>(pods.size()), "pod"), block.many),
         std::string(block.fix) + (one ? "." : ". " + namesOf(pods) + "."), podRef(*pods.front()), std::nullopt,
         pods.front()->base.filtered.option});
  }
}

void addBudgetBlockers(const Rehearsal& rehearsal, ActionPlan& plan) {
  std::map<std::string, std::vector<const RehearsedPod*>> byBudget;
  for (const RehearsedPod& pod : rehearsal.pods) {
    if (pod.choice() == Choice::blocked && pod.budget.blocks()) {
      byBudget[pod.pod().meta.namespaceName.str() + "/" + pod.budget.why].push_back(&pod);
    }
  }
  for (const auto& [key, pods] : byBudget) {
    const BudgetForecast& budget = pods.front()->budget;
    const std::string title = budget.state == State::never
                                  ? fmt::format("PDB {} allows 0 disruptions", budget.budget)
                                  : fmt::format("{} can not be evicted", nameOf(pods.front()->pod().meta));
    plan.blockers.push_back({Mark::blocked,
                             title,
                             budget.why + ". " + budget.advice + ". Holds " + namesOf(pods) + ".",
                             podRef(*pods.front()),
                             std::nullopt,
                             {}});
  }
}

void addDriverBlockers(const Rehearsal& rehearsal, ActionPlan& plan) {
  for (const LostDriver& lost : rehearsal.lost) {
    const std::string node = words::oneLine(lost.node.view());
    Notice notice{Mark::blocked,
                  fmt::format("Driver {} is not registered on {}", lost.driver, node),
                  fmt::format("Pods can not finish without it: {} would stay Terminating. {}.",
                              words::counted(static_cast<std::int64_t>(lost.pods.size()), "pod"), lost.evidence),
                  ObjectRef{"node", "", lost.node.str()},
                  std::nullopt,
                  {}};
    notice.detail += lost.pod.empty() ? " No pod of it is seen on the node." : " Restart " + lost.pod + " first.";
    notice.request = ActionRequest{"restart_driver",
                                   {{"node", "", lost.node.str()}},
                                   {{"driver", lost.driver}},
                                   {"the drain of " + node + " needs " + lost.driver}};
    plan.blockers.push_back(std::move(notice));
  }
}

}  // namespace

void addBlockers(const Rehearsal& rehearsal, ActionPlan& plan) {
  addDriverBlockers(rehearsal, plan);
  addBudgetBlockers(rehearsal, plan);
  addFilterBlockers(rehearsal, plan);
}

}  // namespace claimscope::actions::drain
