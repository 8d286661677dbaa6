#include "model/actions/drain_node/budgets.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "model/actions/kept_ready.h"
#include "model/base/words.h"

namespace claimscope::actions::drain {

namespace {

using State = BudgetForecast::State;

/// "2" of 5 is 2, "40%" of 5 is 2: rounded up, as the disruption controller does. -1 when it is neither.
std::int64_t scaled(const Text& text, std::int64_t of) {
  std::string_view number = text.view();
  const bool percent = number.ends_with('%');
  number.remove_suffix(percent ? 1 : 0);
  std::int64_t value = 0;
  const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc() || stop != number.data() + number.size() || value < 0) {
    return -1;
  }
  return percent ? (std::min<std::int64_t>(value, 1'000'000) * of + 99) / 100 : value;
}

/// maxUnavailable 0, or all of them: more replicas do not help.
bool neverMet(const PodDisruptionBudget& budget) {
  const Text& all = budget.minAvailable;
  return (!budget.maxUnavailable.empty() && scaled(budget.maxUnavailable, 100) == 0) ||
         (all.view().ends_with('%') && scaled(all, 100) >= 100);
}

}  // namespace

Budgets::Budgets(const cluster::Snapshot& snapshot) : m_snapshot(snapshot) {
  m_known = snapshot.boundOf(Kind::PodDisruptionBudget) == Bound::exact;
  snapshot.of<PodDisruptionBudget>().forEach(
      [&](cluster::Slot, const PodDisruptionBudget& budget) { m_byNamespace[budget.meta.namespaceName].push_back({&budget}); });
}

/// The status decides, as for the server. A budget of a file that nobody has looked at yet is counted as its controller would.
void Budgets::count(Entry& entry) const {
  const PodDisruptionBudget& budget = *entry.budget;
  entry.read = true;
  entry.healthy = budget.currentHealthy;
  entry.desired = budget.desiredHealthy;
  entry.expected = budget.expectedPods;
  entry.allowed = budget.disruptionsAllowed;
  if (budget.expectedPods == 0) {
    std::int64_t healthy = 0;
    m_snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
      if (pod.meta.namespaceName == budget.meta.namespaceName && !pod.finished() && matches(*budget.selector, pod.meta.labels)) {
        ++entry.expected;
        healthy += isReady(pod) && !pod.meta.deleted().isSet() ? 1 : 0;
      }
    });
    const std::int64_t atLeast = budget.minAvailable.empty() ? -1 : scaled(budget.minAvailable, entry.expected);
    const std::int64_t atMost = budget.maxUnavailable.empty() ? -1 : scaled(budget.maxUnavailable, entry.expected);
    entry.desired = atLeast >= 0 ? atLeast : atMost >= 0 ? std::max<std::int64_t>(0, entry.expected - atMost) : entry.desired;
    if (m_snapshot.server.origin == Origin::files && budget.observedGeneration == 0 && budget.currentHealthy == 0 &&
        budget.disruptionsAllowed == 0) {
      entry.healthy = healthy;
      entry.allowed = std::max<std::int64_t>(0, healthy - entry.desired);
    }
  }
  entry.before = entry.allowed;
}

BudgetForecast Budgets::ask(Entry& entry, bool ready) const {
  const PodDisruptionBudget& budget = *entry.budget;
  const std::string name = words::oneLine(budget.meta.name.view());
  BudgetForecast out;
  out.budget = name;
  if (!ready && (budget.unhealthyPodEvictionPolicy == "AlwaysAllow" || (entry.healthy >= entry.desired && entry.desired > 0))) {
    out.state = State::exempt;
    out.why = fmt::format("PDB {} lets it go: not Ready", name);
    return out;
  }
  if (budget.observedGeneration < budget.meta.generation()) {
    out.state = State::waits;
    out.why = fmt::format("PDB {} is being counted anew", name);
    return out;
  }
  if (entry.before < 0) {
    out.state = State::refused;
    out.why = fmt::format("PDB {}: the count of allowed disruptions is negative", name);
    out.advice = "Look why its status is wrong: the server refuses every eviction";
    return out;
  }
  if (entry.allowed > 0) {
    out.state = State::allowed;
    out.why = fmt::format("PDB {}: {} of {} left", name, entry.allowed, entry.before);
    --entry.allowed;
    return out;
  }
  // Even with every pod healthy nothing may go: waiting does not help.
  if (entry.desired >= entry.expected && entry.expected > 0) {
    out.state = State::never;
    out.why = fmt::format("PDB {}: wants {} healthy of {}, so none may ever go", name, entry.desired, entry.expected);
    out.advice = neverMet(budget) ? "Relax the budget: as it stands no number of replicas helps"
                                  : fmt::format("Scale its workload to {} or more, or relax the budget", entry.desired + 1);
    return out;
  }
  out.state = State::waits;
  const std::int64_t most = std::max<std::int64_t>(entry.before, entry.expected - entry.desired);
  out.why = entry.before > 0
                ? fmt::format("PDB {}: 0 of {} left, waits for the pods before it to be replaced", name, entry.before)
            : most > 0 ? fmt::format("PDB {}: 0 of {} left", name, most)
                       : fmt::format("PDB {}: 0 left", name);
  if (entry.before == 0) {
    out.advice =
        entry.healthy <= entry.desired
            ? fmt::format("It needs {} healthy and has {}: the drain waits until one more is Ready", entry.desired, entry.healthy)
            : "The drain waits until it allows one";
  }
  return out;
}

BudgetForecast Budgets::take(const Pod& pod) {
  BudgetForecast out;
  const bool ignores = pod.finished() || pod.phase == "Pending" || pod.meta.deleted().isSet();
  std::vector<Entry*> found;
  if (const auto entries = m_byNamespace.find(pod.meta.namespaceName); entries != m_byNamespace.end()) {
    for (Entry& entry : entries->second) {
      if (entry.budget->selector && matches(*entry.budget->selector, pod.meta.labels)) {
        found.push_back(&entry);
      }
    }
  }
  if (found.empty()) {
    out.state = m_known || ignores ? State::none : State::unknown;
    out.why = m_known || ignores ? "" : "PodDisruptionBudgets are not seen";
    return out;
  }
  out.budget = words::oneLine(found.front()->budget->meta.name.view());
  if (ignores) {
    out.state = State::exempt;
    out.why = fmt::format("PDB {} does not count a pod that is {}", out.budget,
                          pod.finished()               ? "finished"
                          : pod.meta.deleted().isSet() ? "terminating"
                                                       : "Pending");
    return out;
  }
  if (found.size() > 1) {
    std::vector<std::string> names;
    names.reserve(found.size());
    for (const Entry* entry : found) {
      names.push_back(words::oneLine(entry->budget->meta.name.view()));
    }
    out.state = State::refused;
    out.why = fmt::format("PDBs {}: the server evicts no pod that has several", words::listed(names));
    out.advice = "Leave one budget that selects it";
    return out;
  }
  if (!found.front()->read) {
    count(*found.front());
  }
  return ask(*found.front(), isReady(pod));
}

}  // namespace claimscope::actions::drain
