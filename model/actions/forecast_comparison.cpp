#include "model/actions/forecast_comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/actions/action.h"
#include "model/actions/device_names.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

constexpr std::int64_t kSilentMs = 60'000;  // a controller that runs has written its status long before
constexpr std::size_t kMostDevices = 6;

struct Part {
  RuleScope scope;
  const DeviceTaintRule* rule = nullptr;
  std::optional<ControllerForecast> said;
  DeviceForecast ours;
};

std::string podName(const Pod& pod) {
  return pod.meta.namespaceName.str() + "/" + pod.meta.name.str();
}

/// What the counts of a kind are worth: what cannot be seen, or is not loaded yet, may be missing.
Bound worth(const cluster::Snapshot& snapshot, std::initializer_list<Kind> kinds) {
  Bound out = Bound::exact;
  for (const Kind kind : kinds) {
    const Bound bound = snapshot.boundOf(kind);
    out = bound == Bound::unknown || out == Bound::unknown ? Bound::unknown : combine(out, bound);
  }
  return out;
}

Agreement agreementOf(std::int64_t theirs, const Count& ours) {
  switch (ours.bound) {
    case Bound::exact:
      return theirs == ours.value ? Agreement::same : Agreement::differs;
    case Bound::atLeast:
      return theirs < ours.value ? Agreement::differs : Agreement::cannotTell;
    case Bound::atMost:
      return theirs > ours.value ? Agreement::differs : Agreement::cannotTell;
    case Bound::unknown:
      break;
  }
  return Agreement::cannotTell;
}

class Comparer {
 public:
  Comparer(const cluster::Snapshot& snapshot, const ActionRequest& request)
      : m_snapshot(snapshot), m_options(*findAction("drain_device"), request) {}

  Result<ForecastComparison> compare(const std::vector<cluster::DeviceIndex>& devices) {
    findParts(devices);
    m_out.state = stateOf();
    m_out.target =
        m_parts.size() == 1
            ? m_parts.front().scope.pool + (m_parts.front().scope.device.empty() ? "" : "/" + m_parts.front().scope.device)
            : words::counted(static_cast<std::int64_t>(m_parts.size()), m_options.flag("pool") ? "pool" : "device");
    m_out.taint = m_key + (m_value.empty() ? "" : "=" + m_value);
    count();
    list();
    explain();
    say();
    return std::move(m_out);
  }

 private:
  void findParts(const std::vector<cluster::DeviceIndex>& devices) {
    m_key = m_options.text("key");
    m_value = m_options.text("value");
    std::set<std::string> seen;
    for (const cluster::DeviceIndex index : devices) {
      RuleScope scope = scopeOf(m_snapshot.inventory->devices[index], m_options.flag("pool"));
      if (!seen.insert(scope.str()).second) {
        continue;
      }
      Part part;
      part.rule = drainRule(m_snapshot, scope, m_key);
      if (part.rule != nullptr) {
        m_value = part.rule->taint.value.str();
        m_out.rules.push_back({part.rule->meta.name.str(), {}, {}});
        part.said = controllerForecast(*part.rule);
        if (part.said) {
          m_out.rules.back().message = part.said->message;
          m_out.rules.back().at = part.said->at;
        }
      }
      part.ours = forecastOf(m_snapshot, {scope}, {m_key, m_value, "NoExecute"});
      m_scopes.push_back(scope);
      part.scope = std::move(scope);
      m_parts.push_back(std::move(part));
    }
    m_whole = forecastOf(m_snapshot, m_scopes, {m_key, m_value, "NoExecute"});
  }

  [[nodiscard]] ForecastState stateOf() const {
    if (rulesMissing(m_snapshot)) {
      return ForecastState::notServed;
    }
    if (!knowsEffectNone(m_snapshot)) {
      return ForecastState::tooOld;
    }
    if (rulesHidden(m_snapshot)) {
      return ForecastState::forbidden;
    }
    const auto any = [&](auto&& test) { return std::any_of(m_parts.begin(), m_parts.end(), test); };
    if (any([](const Part& part) { return part.rule != nullptr && part.rule->taint.effect == "NoExecute"; })) {
      return ForecastState::evicting;
    }
    if (m_parts.empty() || any([](const Part& part) { return part.rule == nullptr || !(part.rule->taint.effect == "None"); })) {
      return ForecastState::notAsked;
    }
    if (any([](const Part& part) { return !part.said; })) {
      const bool silent = any([&](const Part& part) {
        return !part.said && part.rule->meta.created.isSet() && m_snapshot.time - part.rule->meta.created > kSilentMs;
      });
      return silent ? ForecastState::silent : ForecastState::waiting;
    }
    return ForecastState::answered;
  }

  void add(std::string id, std::string title, std::int64_t ControllerForecast::*theirs, std::int64_t ours, Bound bound) {
    ForecastCount row{std::move(id), std::move(title), std::nullopt, {ours, bound}, Agreement::notAsked};
    if (m_out.state == ForecastState::answered) {
      row.theirs = 0;
      for (const Part& part : m_parts) {
        *row.theirs += (*part.said).*theirs;
      }
      row.agreement = agreementOf(*row.theirs, row.ours);
      m_out.differences += row.agreement == Agreement::differs ? 1 : 0;
    }
    m_out.counts.push_back(std::move(row));
  }

  /// Rule by rule, as the controller counts: of a pod that uses devices under two rules both sides speak twice.
  void count() {
    std::int64_t published = 0;
    std::int64_t allocated = 0;
    std::int64_t pods = 0;
    std::int64_t namespaces = 0;
    for (const Part& part : m_parts) {
      published += part.ours.published;
      allocated += part.ours.allocated;
      pods += part.ours.leaving();
      namespaces += part.ours.namespaces();
    }
    const bool several = m_parts.size() > 1;
    const Bound uses = worth(m_snapshot, {Kind::Pod, Kind::ResourceClaim});
    add("published", "Devices published", &ControllerForecast::published, published, worth(m_snapshot, {Kind::ResourceSlice}));
    add("allocated", "Devices allocated", &ControllerForecast::allocated, allocated, worth(m_snapshot, {Kind::ResourceClaim}));
    add("pods", several ? "Pods evicted, rule by rule" : "Pods evicted", &ControllerForecast::pods, pods, uses);
    add("namespaces", several ? "Namespaces, rule by rule" : "Namespaces", &ControllerForecast::namespaces, namespaces, uses);
  }

  /// Whether the pod came to a device after the controller had counted, and how that is known.
  [[nodiscard]] std::string latecomer(const ForecastPod& pod, Time at) const {
    if (!at.isSet()) {
      return {};
    }
    if (at < pod.pod->meta.created) {
      return "made " + words::duration(pod.pod->meta.created - at) + " after the controller counted";
    }
    for (const cluster::ClaimIndex index : pod.claims) {
      const ResourceClaim* claim = useOf(m_snapshot, index).claim;
      if (claim->allocation != nullptr && at < claim->allocation->allocationTimestamp) {
        return claim->meta.name.str() + " was allocated after the controller counted";
      }
    }
    const PodCondition* scheduled = pod.pod->condition("PodScheduled");
    if (scheduled != nullptr && scheduled->status == "True" && at < pod.pod->at(scheduled->lastTransition)) {
      return "bound to its node after the controller counted";
    }
    return {};
  }

  [[nodiscard]] ForecastRow rowOf(const ForecastPod& pod) const {
    ForecastRow row;
    row.pod = {"pod", pod.pod->meta.namespaceName.str(), pod.pod->meta.name.str()};
    row.node = pod.pod->nodeName.str();
    const std::set<cluster::DeviceIndex> tainted(m_whole.devices.begin(), m_whole.devices.end());
    std::set<cluster::DeviceIndex> seen;
    for (const cluster::ClaimIndex index : pod.claims) {
      const ClaimUse use = useOf(m_snapshot, index);
      row.claims.push_back(use.name());
      for (const cluster::DeviceIndex device : use.view->devices) {
        if (tainted.count(device) != 0 && seen.insert(device).second && row.devices.size() < kMostDevices) {
          row.devices.push_back(shortDeviceName(m_snapshot.inventory->devices[device]));
        }
      }
    }
    row.leaves = pod.ending         ? "ending"
                 : pod.stays        ? "stays"
                 : pod.afterSeconds ? fmt::format("after {} s", *pod.afterSeconds)
                                    : "at once";
    row.note = pod.ending         ? "is being deleted already: not counted"
               : pod.stays        ? "its claim tolerates the taint"
               : pod.afterSeconds ? "toleration copied at allocation"
                                  : "";
    return row;
  }

  void list() {
    const bool answered = m_out.state == ForecastState::answered;
    const Time at = m_out.countedAt();
    const std::int64_t theirs = answered ? *m_out.counts[2].theirs : 0;
    std::int64_t older = 0;
    for (const ForecastPod& pod : m_whole.pods) {
      ForecastRow row = rowOf(pod);
      const bool leaves = !pod.stays && !pod.ending;
      if (!leaves) {
        row.side = answered ? ForecastSide::neither : ForecastSide::ours;
        // It went after the count, and was one of those counted then.
        if (answered && pod.ending && !pod.stays && at < pod.pod->meta.deleted()) {
          m_went.push_back(m_out.rows.size());
        }
      } else if (answered) {
        const std::string late = latecomer(pod, at);
        row.side = late.empty() ? ForecastSide::both : ForecastSide::onlyOurs;
        if (!late.empty()) {
          row.note = late;
          m_late.push_back(podName(*pod.pod));
          m_out.cause = m_out.cause ? m_out.cause : std::optional(row.pod);
        } else {
          ++older;
        }
      }
      m_out.rows.push_back(std::move(row));
    }
    if (!answered) {
      return;
    }
    // Several rules may count one pod each: what their sum leaves out says nothing of single pods then.
    const bool summed = m_parts.size() > 1 && m_out.counts[2].ours.value != m_whole.leaving();
    if (theirs > older && !summed) {
      addTheirs(theirs - older);
    } else if (theirs < older && !summed) {
      m_leftOut = older - theirs;
      for (ForecastRow& row : m_out.rows) {
        if (row.side == ForecastSide::both) {
          row.side = ForecastSide::oneOfThem;
          row.note = words::counted(m_leftOut, "of these is", "of these are") + " not in the controller's count";
        }
      }
    }
    if (m_out.differences == 0 && (!m_late.empty() || m_theirs > 0)) {
      m_out.differences = 1;  // as many, but not the same
    }
    std::stable_sort(m_out.rows.begin(), m_out.rows.end(),
                     [](const ForecastRow& a, const ForecastRow& b) { return rank(a.side) < rank(b.side); });
  }

  /// Pods that the controller counted and we do not: those that have begun to leave since, then ones that nobody names.
  void addTheirs(std::int64_t missing) {
    m_theirs = missing;
    for (const std::size_t index : m_went) {
      if (missing == 0) {
        break;
      }
      m_out.rows[index].side = ForecastSide::onlyTheirs;
      m_out.rows[index].note = "was counted, and is being deleted since";
      m_out.cause = m_out.cause ? m_out.cause : std::optional(m_out.rows[index].pod);
      ++m_leaving;
      --missing;
    }
    if (missing > 0) {
      ForecastRow row;
      row.side = ForecastSide::onlyTheirs;
      row.unnamed = missing;
      row.note = m_out.counts[2].ours.bound == Bound::exact ? "gone since, or held by another reading of its tolerations"
                                                            : "may be one that cannot be seen from here";
      m_out.rows.push_back(std::move(row));
    }
    m_unnamed = missing;
  }

  [[nodiscard]] static int rank(ForecastSide side) {
    switch (side) {
      case ForecastSide::onlyOurs:
      case ForecastSide::onlyTheirs:
        return 0;
      case ForecastSide::oneOfThem:
        return 1;
      case ForecastSide::both:
      case ForecastSide::ours:
        return 2;
      case ForecastSide::neither:
        break;
    }
    return 3;
  }

  /// The likely reasons, or what the state means for a person.
  void explain() {
    switch (m_out.state) {
      case ForecastState::notAsked:
        m_out.reasons.emplace_back(
            "Nobody has had the controller count. Execute makes a rule with effect None: nothing happens to any pod, and the "
            "controller writes its count into the rule's status within seconds.");
        return;
      case ForecastState::waiting:
        m_out.reasons.emplace_back("The rule is there and its status is not. The controller writes it once, within seconds.");
        return;
      case ForecastState::silent:
        m_out.reasons.emplace_back(
            "Its status stays empty: the device taint eviction controller does not run, or the feature gate DRADeviceTaintRules "
            "is off in the controller manager. NoExecute on this rule would then evict nobody.");
        return;
      case ForecastState::evicting:
        m_out.reasons.emplace_back("The effect is NoExecute: pods leave now, and the rule counts who is left.");
        return;
      case ForecastState::tooOld:
        m_out.reasons.push_back(fmt::format(
            "Kubernetes 1.{} has no effect None: its controller counts for nobody. Claimscope's own list is all there is.",
            m_snapshot.server.minor));
        return;
      case ForecastState::notServed: {
        const auto missing = rulesMissing(m_snapshot);
        m_out.reasons.push_back(missing->title + ". " + missing->detail);
        return;
      }
      case ForecastState::forbidden: {
        const auto hidden = rulesHidden(m_snapshot);
        m_out.reasons.push_back(hidden->title + ". " + hidden->detail);
        return;
      }
      case ForecastState::answered:
        break;
    }
    if (m_out.differences != 0 || blind()) {
      explainDifferences();
    }
  }

  [[nodiscard]] bool blind() const {
    return std::any_of(m_out.counts.begin(), m_out.counts.end(),
                       [](const ForecastCount& row) { return row.agreement == Agreement::cannotTell; });
  }

  void explainDifferences() {
    std::vector<std::string>& out = m_out.reasons;
    for (const Part& part : m_parts) {
      if (part.said->at.isSet() && part.said->at < part.rule->taint.timeAdded) {
        out.push_back(part.rule->meta.name.str() + " was changed after it was counted: the count is that of an older rule.");
      }
    }
    if (!m_late.empty()) {
      out.push_back(words::listed(m_late) + " came after the controller counted, which it does once.");
    }
    if (m_leaving > 0) {
      out.push_back(words::counted(m_leaving, "pod") + (m_leaving == 1 ? " that was" : " that were") + " counted then " +
                    (m_leaving == 1 ? "is" : "are") + " being deleted now.");
    }
    const auto stays =
        std::count_if(m_whole.pods.begin(), m_whole.pods.end(), [](const ForecastPod& pod) { return pod.stays && !pod.ending; });
    if (m_unnamed > 0 && stays > 0) {
      out.push_back(
          fmt::format("{} by a toleration in Claimscope's list: only one that names the effect NoExecute keeps a pod, "
                      "and a controller of another release may read that otherwise.",
                      words::counted(stays, "pod stays", "pods stay")));
    }
    if (m_leftOut > 0) {
      out.emplace_back(
          "Pods that began to use a claim after the count are in Claimscope's list only, and reservedFor has no "
          "times: which of them came later cannot be told.");
    }
    if (m_out.counts[2].ours.bound != Bound::exact || m_out.counts[1].ours.bound != Bound::exact) {
      out.emplace_back("Not every pod or claim can be seen from here: the controller sees all of them.");
    }
    if (m_unnamed > 0 && out.empty()) {
      out.push_back(words::counted(m_unnamed, "pod") + (m_unnamed == 1 ? " has" : " have") +
                    " probably ended since: the controller counts once and never corrects it.");
    }
    otherCounts(out);
  }

  /// Devices that came or went since.
  void otherCounts(std::vector<std::string>& out) const {
    if (m_out.counts[0].agreement == Agreement::differs) {
      out.emplace_back("Its driver has published other slices since, or some are of a generation that is not complete.");
    }
    if (m_out.counts[1].agreement == Agreement::differs) {
      const std::int64_t more = m_out.counts[1].ours.value - *m_out.counts[1].theirs;
      out.push_back(more > 0 ? words::counted(more, "device was", "devices were") + " allocated since."
                             : words::counted(-more, "device was", "devices were") + " released since.");
    }
    if (out.empty()) {
      out.emplace_back("The controller counts once; the cluster has changed since.");
    }
  }

  void say() {
    const ForecastCount& pods = m_out.counts[2];
    const std::string ours = words::bounded(pods.ours.value, pods.ours.bound) + (pods.ours.value == 1 ? " pod" : " pods");
    switch (m_out.state) {
      case ForecastState::answered:
        sayAnswered(pods, ours);
        return;
      case ForecastState::waiting:
        m_out.headline = "The controller is counting; Claimscope counts " + ours + ".";
        return;
      case ForecastState::silent:
        m_out.headline = "The controller does not answer; Claimscope counts " + ours + ".";
        return;
      case ForecastState::evicting:
        m_out.headline = m_out.target + " is being drained: " + ours + " still to go.";
        return;
      case ForecastState::notAsked:
        m_out.headline = "Claimscope counts " + ours + "; the controller has not been asked.";
        return;
      case ForecastState::tooOld:
      case ForecastState::notServed:
      case ForecastState::forbidden:
        break;
    }
    m_out.headline = "Claimscope counts " + ours + "; the controller cannot be asked here.";
  }

  void sayAnswered(const ForecastCount& pods, const std::string& ours) {
    if (m_out.differences == 0) {
      m_out.headline =
          blind() ? "The controller counts " + words::counted(*pods.theirs, "pod") + "; from here " + ours + " can be seen."
                  : "The controller and Claimscope count the same: " + ours + ".";
      return;
    }
    m_out.headline = pods.agreement == Agreement::differs
                         ? "The controller counted " + words::counted(*pods.theirs, "pod") + ", Claimscope counts " +
                               words::bounded(pods.ours.value, pods.ours.bound) + "."
                     : m_late.empty() && m_theirs == 0 ? "Both count " + ours + ", and other numbers differ."
                                                       : "Both count " + ours + ", but not the same ones.";
    const auto late = static_cast<std::int64_t>(m_late.size());
    if (late > 0) {
      m_out.headline += late == 1 ? " One pod joined after the forecast." : " " + words::number(late) + " pods joined after it.";
    }
  }

  const cluster::Snapshot& m_snapshot;
  const Options m_options;
  std::string m_key;
  std::string m_value;
  std::vector<RuleScope> m_scopes;
  std::vector<Part> m_parts;
  DeviceForecast m_whole;
  std::vector<std::string> m_late;  ///< pods that came after the count
  std::vector<std::size_t> m_went;  ///< rows of pods that may have been counted and are ending
  std::int64_t m_theirs = 0;        ///< pods that only the controller counted
  std::int64_t m_leaving = 0;       ///< of these: ending now
  std::int64_t m_unnamed = 0;       ///< of these: nobody knows which
  std::int64_t m_leftOut = 0;       ///< pods of ours that it did not count, and nothing tells why
  ForecastComparison m_out;
};

}  // namespace

std::string_view forecastStateWord(ForecastState state) {
  constexpr std::string_view kWords[] = {"notAsked", "waiting", "silent",    "answered",
                                         "evicting", "tooOld",  "notServed", "forbidden"};
  return kWords[static_cast<std::size_t>(state)];
}

std::string_view agreementWord(Agreement agreement) {
  constexpr std::string_view kWords[] = {"notAsked", "same", "differs", "cannotTell"};
  return kWords[static_cast<std::size_t>(agreement)];
}

std::string_view forecastSideWord(ForecastSide side) {
  constexpr std::string_view kWords[] = {"both", "onlyOurs", "oneOfThem", "onlyTheirs", "neither", "ours"};
  return kWords[static_cast<std::size_t>(side)];
}

Time ForecastComparison::countedAt() const {
  Time out;
  for (const RuleWords& rule : rules) {
    if (rule.at.isSet() && (!out.isSet() || rule.at < out)) {
      out = rule.at;
    }
  }
  return out;
}

Result<ForecastComparison> compareDrain(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  const Result<std::vector<cluster::DeviceIndex>> devices = devicesOf(snapshot, request.objects);
  if (!devices) {
    return fail(devices.error());
  }
  return Comparer(snapshot, request).compare(*devices);
}

}  // namespace claimscope::actions
