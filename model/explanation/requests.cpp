#include "model/explanation/requests.h"

#include <algorithm>

#include "model/base/words.h"
#include "model/explanation/truth_table.h"

namespace claimscope::explanation {
namespace {

/// The short name of an attribute: what stands behind the last '/'.
std::string shortName(const Text& name) {
  const std::string_view view = name.view();
  const std::size_t slash = view.rfind('/');
  return std::string(slash == std::string_view::npos ? view : view.substr(slash + 1));
}

std::string constraintsOf(const Census& census) {
  std::vector<std::string> out;
  for (const DeviceConstraint& constraint : census.claim->spec.constraints) {
    const auto names = [&](const Text& request) { return request == census.request->name || request == census.name; };
    if (!constraint.requests.empty() && std::none_of(constraint.requests.begin(), constraint.requests.end(), names)) {
      continue;
    }
    out.push_back(constraint.matchAttribute.empty() ? "Different " + shortName(constraint.distinctAttribute)
                                                    : "Same " + shortName(constraint.matchAttribute));
  }
  return words::listed(out, 4);
}

std::size_t holdersOf(const ExplanationContext& context, const Census& census) {
  std::vector<bool> claims(context.inventory().claims.size(), false);
  for (const cluster::DeviceIndex i : census.matching) {
    if (census.fate[i] == Fate::inUse) {
      for (const cluster::ClaimIndex claim : context.inventory().devices[i].claims) {
        claims[claim] = true;
      }
    }
  }
  return static_cast<std::size_t>(std::count(claims.begin(), claims.end(), true));
}

void fillFunnel(const ExplanationContext& context, const Census& census, const NodeAnswers& nodes, RequestExplanation& out) {
  const cluster::Inventory& inventory = context.inventory();
  const Tally& total = census.total;
  const auto add = [&](std::string id, std::string title, std::int64_t value, Bound bound, std::string caption) {
    out.funnel.push_back({std::move(id), std::move(title), {value, bound}, std::move(caption)});
  };
  const auto addIf = [&](std::string id, std::string title, Fate fate, std::string caption) {
    if (total.of(fate) > 0) {
      add(std::move(id), std::move(title), total.of(fate), inventory.taintedBound, std::move(caption));
    }
  };
  const auto terms = static_cast<std::int64_t>(
      std::count_if(census.terms.begin(), census.terms.end(), [](const TermSource& term) { return !term.fromClass; }));
  add("seen", "Devices seen", total.seen(), inventory.deviceBound, "all drivers");
  add("passClass", "Pass class", total.passClass(), inventory.deviceBound, census.body->deviceClassName.str());
  add("passSelectors", "Pass selectors", total.matching(), inventory.deviceBound,
      terms == 0 ? "no selectors" : words::counted(terms, "CEL term"));
  const auto holders = static_cast<std::int64_t>(holdersOf(context, census));
  add("inUse", "In use", total.of(Fate::inUse), inventory.inUseBound,
      holders == 0 ? "by no claim" : "by " + words::counted(holders, "claim"));
  addIf("tainted", "Tainted", Fate::tainted, "not tolerated");
  addIf("poolUnusable", "Pool not usable", Fate::poolUnusable, "incomplete or invalid");
  addIf("counters", "Counters used up", Fate::counters, "by sibling partitions");
  addIf("capacity", "Capacity used up", Fate::capacity, "by other shares");
  addIf("capacityNameUnknown", "No such capacity", Fate::capacityName, "not published");
  addIf("capacityNotAllowed", "Capacity not allowed", Fate::capacityNotAllowed, "by its policy");
  addIf("notSelectable", "Not selectable", Fate::notSelectable, "a feature is off");
  add("free", "Free", total.of(Fate::free), inventory.freeBound,
      census.body->mode == CountMode::all ? "all wanted" : words::counted(census.body->count, "wanted", "wanted"));
  // Free, but on nodes that cannot run the pod: the difference people stumble over.
  std::int64_t elsewhere = 0;
  for (const NodeAnswer& node : nodes.all) {
    if (node.entry->index != cluster::kNone && (!node.relevant || !node.podFits || node.pinnedAway)) {
      elsewhere += census.byNode[node.entry->index].of(Fate::free);
    }
  }
  if (elsewhere > 0) {
    add("freeElsewhere", "Free elsewhere", elsewhere, inventory.freeBound, "on nodes that cannot run the pod");
  }
}

bool servedSomewhere(const Census& census, const NodeAnswers& nodes) {
  return std::any_of(nodes.all.begin(), nodes.all.end(), [&](const NodeAnswer& node) {
    if (!node.relevant || !node.podFits || node.pinnedAway) {
      return false;
    }
    const Tally tally = census.at(*node.entry);
    return census.body->mode == CountMode::all ? tally.matching() > 0 && tally.of(Fate::free) == tally.matching()
                                               : tally.of(Fate::free) >= census.wanted();
  });
}

}  // namespace

std::vector<RequestExplanation> explainRequests(const ExplanationContext& context, const std::vector<Census>& census,
                                                const NodeAnswers& nodes) {
  std::vector<RequestExplanation> out;
  const bool several =
      std::any_of(census.begin(), census.end(), [&](const Census& c) { return c.claim != census.front().claim; });
  for (const Census& one : census) {
    RequestExplanation request;
    request.name = several ? one.claim->meta.name.str() + ": " + one.name : one.name;
    request.deviceClass = one.body->deviceClassName.str();
    request.wanted = one.body->mode == CountMode::all ? static_cast<std::int64_t>(one.total.matching()) : one.body->count;
    request.all = one.body->mode == CountMode::all;
    request.adminAccess = one.body->adminAccess;
    request.constraints = constraintsOf(one);
    request.fits = servedSomewhere(one, nodes);
    fillFunnel(context, one, nodes, request);
    fillTruthTable(context, one, request);
    out.push_back(std::move(request));
  }
  return out;
}

}  // namespace claimscope::explanation
