// Why a pod has nowhere to go, in few words.
#include <fmt/format.h>

#include "model/actions/drain_node/landing_parts.h"
#include "model/base/words.h"
#include "model/explanation/explain.h"
#include "model/explanation/reasons.h"
#include "model/explanation/subject.h"

namespace claimscope::actions::drain {

namespace {

constexpr std::size_t kMostExplained = 6;  ///< shapes whose refusal is looked into; each costs a look at every node

}  // namespace

std::string Landings::why(const Pod& pod, const std::vector<Wanted>& wanted, const Tally& tally) {
  if (!tally.error.empty()) {
    return words::cut(words::oneLine(tally.error), 120);
  }
  if (tally.devices > 0) {
    return whyDevices(pod, wanted);
  }
  if (tally.pinned > 0) {
    return "claim " + words::oneLine(tally.pinnedBy) + " holds it where its devices are";
  }
  if (tally.others > 0 && tally.others >= tally.room) {
    return words::oneLine(tally.otherWord) + (tally.others > 1 ? fmt::format(" (and {} more nodes)", tally.others - 1) : "");
  }
  if (tally.room > 0) {
    return words::oneLine(tally.roomWord) + (tally.room > 1 ? fmt::format(" (and {} more nodes)", tally.room - 1) : "");
  }
  if (tally.taint > 0) {
    return words::oneLine(tally.taintWord) + (tally.taint > 1 ? fmt::format(" (and {} more nodes)", tally.taint - 1) : "");
  }
  if (tally.selector > 0) {
    return "its node selector takes no other node";
  }
  return tally.notReady > 0 ? "no other node is Ready" : "no other node takes it";
}

/// The explanation of a pod that must not run on the drained nodes, in its few words for the rung that holds.
std::string Landings::whyDevices(const Pod& pod, const std::vector<Wanted>& wanted) {
  if (m_explained++ >= kMostExplained) {
    return "no other node has the devices free";
  }
  Pod elsewhere = pod;
  NodeSelector affinity = elsewhere.spec->requiredNodeAffinity.value_or(NodeSelector{});
  if (affinity.terms.empty()) {
    affinity.terms.emplace_back();
  }
  for (NodeSelectorTerm& term : affinity.terms) {
    for (const Text& node : m_nodes) {
      SelectorRequirement other;
      other.key = Text("metadata.name");
      other.op = SelectorOperator::notIn;
      other.values.push_back(node);
      term.matchFields.push_back(std::move(other));
    }
  }
  elsewhere.spec.edit().requiredNodeAffinity = affinity;
  std::vector<const ResourceClaim*> claims;
  for (const Wanted& claim : wanted) {
    claims.push_back(claim.next != nullptr ? claim.next.get() : claim.bound);
  }
  const explanation::Explanation told =
      explanation::explain(*m_context, explanation::hypotheticalSubject(m_snapshot, &elsewhere, std::move(claims)));
  if (told.verdict == explanation::Verdict::canFit || told.verdict == explanation::Verdict::allocated) {
    return "other pods of this drain take the last devices";
  }
  if (told.reason == explanation::reason::kDevicesOnOtherNodes) {
    return "no other node has such devices";
  }
  constexpr std::string_view kHeld = "held: ";
  for (const explanation::Rung& rung : told.ladder) {
    if (rung.state == explanation::RungState::holds && rung.detail.starts_with(kHeld)) {
      return words::cut(rung.detail.substr(kHeld.size()), 120);
    }
  }
  return words::cut(words::oneLine(told.summary), 120);
}

}  // namespace claimscope::actions::drain
