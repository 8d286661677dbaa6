// What a forecast puts into a plan: rows of pods and claims, and what a person has to know before devices are taken away.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/actions/device_forecast.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

class Writer {
 public:
  Writer(const cluster::Snapshot& snapshot, const DeviceForecast& forecast, bool leaves, ActionPlan& plan)
      : m_snapshot(snapshot), m_forecast(forecast), m_leaves(leaves), m_plan(plan) {}

  void write() {
    for (const ForecastPod& pod : m_forecast.pods) {
      m_plan.affected.push_back(rowOf(pod));
    }
    for (const cluster::ClaimIndex claim : m_forecast.claims) {
      m_plan.claims.push_back(claimRow(claim));
    }
    otherConsumers();
    if (m_leaves) {
      budgets();
      controllers();
      tolerations();
    }
    if (m_snapshot.boundOf(Kind::Pod) != Bound::exact || m_snapshot.boundOf(Kind::ResourceClaim) != Bound::exact) {
      m_plan.warnings.push_back({Mark::warning,
                                 "Not every pod or claim can be seen",
                                 "What is hidden here, or not loaded yet, is missing from this list.",
                                 {},
                                 {},
                                 {}});
    }
  }

 private:
  [[nodiscard]] static std::string nameOf(const Metadata& meta) { return meta.namespaceName.str() + "/" + meta.name.str(); }
  [[nodiscard]] static bool goes(const ForecastPod& pod) { return !pod.stays && !pod.ending; }

  [[nodiscard]] Affected rowOf(const ForecastPod& pod) const {
    Affected row;
    row.object = {"pod", pod.pod->meta.namespaceName.str(), pod.pod->meta.name.str()};
    row.uid = pod.pod->meta.uid.str();
    for (const cluster::ClaimIndex claim : pod.claims) {
      row.claims.push_back(useOf(m_snapshot, claim).name());
    }
    if (pod.ending) {
      row.mark = Mark::neutral;
      row.verdict = "ending";
      row.reason = "Terminating";
      row.why = "is being deleted already";
    } else if (!m_leaves) {
      row.mark = Mark::stays;
      row.verdict = "stays";
      row.reason = "NoSchedule";
      row.why = "keeps running: NoSchedule keeps new claims away and evicts nobody";
    } else if (pod.stays) {
      row.mark = Mark::stays;
      row.verdict = "stays";
      row.reason = "Tolerates";
      row.why = "its claim tolerates the taint";
    } else {
      row.mark = pod.landing.known && !pod.landing.fits ? Mark::warning : Mark::good;
      row.landing = pod.landing;
      row.verdict = "evict";
      row.reason = "DeviceTaint";
      row.why = pod.afterSeconds ? fmt::format("leaves after {} s: toleration copied at allocation", *pod.afterSeconds)
                                 : std::string("leaves at once");
    }
    return row;
  }

  [[nodiscard]] AffectedClaim claimRow(cluster::ClaimIndex index) const {
    const ClaimUse use = useOf(m_snapshot, index);
    AffectedClaim row;
    row.name = use.name();
    row.devices = deviceNames(m_snapshot, *use.view);
    const std::set<cluster::DeviceIndex> tainted(m_forecast.devices.begin(), m_forecast.devices.end());
    const auto others = std::count_if(use.view->devices.begin(), use.view->devices.end(),
                                      [&](cluster::DeviceIndex device) { return tainted.count(device) == 0; });
    if (others > 0) {
      row.note = "also holds " + words::counted(others, "device") + " that " + (others == 1 ? "is" : "are") + " not tainted";
    }
    std::size_t leaving = 0;
    for (const ForecastPod& pod : m_forecast.pods) {
      leaving += !pod.stays && std::find(pod.claims.begin(), pod.claims.end(), index) != pod.claims.end() ? 1U : 0U;
    }
    const bool stays = !m_leaves || leaving < use.consumers.size() - use.dead() || use.consumers.empty();
    row.after = stays ? "staysPinned" : use.generated ? "deleted" : "released";
    if (m_leaves && use.consumers.empty()) {
      row.note += std::string(row.note.empty() ? "" : "; ") + "no pod uses it: eviction does not release it, release it yourself";
    }
    return row;
  }

  void otherConsumers() {
    for (const cluster::ClaimIndex index : m_forecast.claims) {
      const ClaimUse use = useOf(m_snapshot, index);
      for (const Consumer& consumer : use.consumers) {
        if (consumer.state == ConsumerState::group || consumer.state == ConsumerState::foreign) {
          m_plan.warnings.push_back({Mark::warning,
                                     use.name() + " is reserved for " + consumer.name(*use.claim),
                                     "Only pods can be evicted and counted: whoever made this entry may still use the device.",
                                     ObjectRef{"claim", use.claim->meta.namespaceName.str(), use.claim->meta.name.str()},
                                     {},
                                     {}});
        }
      }
      if (m_leaves && use.consumers.empty()) {
        Notice notice;
        notice.title = use.name() + " holds a device and no pod uses it";
        notice.detail = "Nobody can be evicted from it: it keeps the device until it is released.";
        notice.object = ObjectRef{"claim", use.claim->meta.namespaceName.str(), use.claim->meta.name.str()};
        notice.request = ActionRequest{"release_claim", {*notice.object}, {}, {}};
        m_plan.warnings.push_back(std::move(notice));
      }
    }
  }

  /// The controller deletes pods and asks no budget (dra.md 6.2): what an eviction would have been told.
  void budgets() {
    std::size_t broken = 0;
    m_snapshot.of<PodDisruptionBudget>().forEach([&](cluster::Slot, const PodDisruptionBudget& budget) {
      std::int64_t pods = 0;
      for (const ForecastPod& pod : m_forecast.pods) {
        pods += goes(pod) && pod.pod->meta.namespaceName == budget.meta.namespaceName && budget.selector &&
                        matches(*budget.selector, pod.pod->meta.labels)
                    ? 1
                    : 0;
      }
      if (pods > budget.disruptionsAllowed) {
        ++broken;
        m_plan.warnings.push_back(
            {Mark::warning,
             fmt::format("PDB {} allows {}, {} leave", nameOf(budget.meta),
                         words::counted(budget.disruptionsAllowed, "disruption"), words::counted(pods, "pod")),
             "Eviction by a device taint deletes pods and asks no PodDisruptionBudget: they all go at the same time.",
             ObjectRef{"pdb", budget.meta.namespaceName.str(), budget.meta.name.str()},
             {},
             {}});
      }
    });
    if (broken == 0 && m_forecast.leaving() > 0) {
      m_plan.warnings.push_back({Mark::warning,
                                 "No PodDisruptionBudget is asked",
                                 fmt::format("The controller deletes {}, each with its own grace period. No budget would have "
                                             "refused that now.",
                                             words::counted(m_forecast.leaving(), "pod")),
                                 {},
                                 {},
                                 {}});
    }
  }

  void controllers() {
    std::vector<std::string> bare;
    std::vector<std::string> daemons;
    for (const ForecastPod& pod : m_forecast.pods) {
      const OwnerReference* owner = pod.pod->meta.controller();
      if (goes(pod) && owner == nullptr) {
        bare.push_back(nameOf(pod.pod->meta));
      } else if (goes(pod) && owner->kind == "DaemonSet") {
        daemons.push_back(nameOf(pod.pod->meta));
      }
    }
    if (!bare.empty()) {
      m_plan.warnings.push_back({Mark::warning,
                                 words::listed(bare) + (bare.size() == 1 ? " has" : " have") + " no controller",
                                 "Nothing makes such a pod again after it has left.",
                                 {},
                                 {},
                                 {}});
    }
    if (!daemons.empty()) {
      m_plan.warnings.push_back({Mark::warning,
                                 words::listed(daemons) + (daemons.size() == 1 ? " belongs" : " belong") + " to a DaemonSet",
                                 "It is made again on the same node and waits there, unless its claim tolerates the taint.",
                                 {},
                                 {},
                                 {}});
    }
  }

  void tolerations() {
    std::vector<std::string> staying;
    for (const ForecastPod& pod : m_forecast.pods) {
      if (pod.stays && !pod.ending) {
        staying.push_back(nameOf(pod.pod->meta));
      }
    }
    if (!staying.empty()) {
      m_plan.warnings.push_back(
          {Mark::stays,
           words::listed(staying, 5) + (staying.size() == 1 ? " stays" : " stay") + ": the claim tolerates the taint",
           "Tolerations were copied into the claim when it was allocated. Whoever must leave too has to be stopped by other "
           "means.",
           {},
           {},
           {}});
    }
  }

  const cluster::Snapshot& m_snapshot;
  const DeviceForecast& m_forecast;
  bool m_leaves;
  ActionPlan& m_plan;
};

}  // namespace

void addForecast(const cluster::Snapshot& snapshot, const DeviceForecast& forecast, bool leaves, ActionPlan& plan) {
  Writer(snapshot, forecast, leaves, plan).write();
}

}  // namespace claimscope::actions
