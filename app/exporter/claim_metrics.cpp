// Claims by state, those that wait, and those that could not even be made.
#include <unordered_map>

#include "app/exporter/cluster_metrics.h"

namespace claimscope::exporter {
namespace {

using cluster::ClaimView;
using cluster::Snapshot;
using ::prometheus::MetricType;

/// kubectl's word for a claim that is not allocated and not being deleted.
constexpr std::string_view kPending = "pending";

/// A kind that may be read in one namespace alone is live and keeps the refusal as its error.
bool readableWhole(const Snapshot& snapshot, Kind kind) {
  const SourceStatus& status = snapshot.source(kind).status;
  const bool open =
      status.state == SourceState::live || status.state == SourceState::polling || status.state == SourceState::complete;
  const Bound bound = snapshot.boundOf(kind);
  return bound == Bound::exact || (bound == Bound::atLeast && open && !status.error);
}

}  // namespace

bool readable(const Snapshot& snapshot, std::initializer_list<Kind> kinds) {
  bool all = true;
  for (const Kind kind : kinds) {
    all = all && readableWhole(snapshot, kind);
  }
  return all;
}

void addClaims(const Snapshot& snapshot, std::size_t cap, Page& page) {
  if (!readable(snapshot, {Kind::ResourceClaim})) {
    return;
  }
  Series claims("claimscope_claims", "ResourceClaims by the state that kubectl prints.", MetricType::Gauge, {{"state", true}},
                cap);
  Series oldest(
      "claimscope_oldest_pending_claim_seconds",
      "Age of the oldest ResourceClaim that a pod waits for and that is not allocated, by the class of its first request.",
      MetricType::Gauge, {{"device_class"}}, cap);
  std::unordered_map<Text, std::int64_t> states;
  std::unordered_map<Text, Time> oldestOf;
  const Text pending(kPending);
  states[pending] = 0;  // known to be none
  for (const ClaimView& view : snapshot.inventory->claims) {
    ++states[view.state];
    if (view.state.view() == kPending && view.heldAt.view() == "allocation") {
      const Text name = view.classes.empty() ? Text() : view.classes[0];
      const Time created = snapshot.of<ResourceClaim>().at(view.slot)->meta.created;
      if (const auto [place, fresh] = oldestOf.emplace(name, created); !fresh && created < place->second) {
        place->second = created;
      }
    }
  }
  for (const auto& [state, count] : states) {
    claims.add({state.view()}, static_cast<double>(count));
  }
  page.add(claims);
  page.families.push_back(
      single("dra_pending_claims_total",
             "ResourceClaims that are not allocated now, those that no pod asks for included. A gauge: the name, "
             "which dashboards expect, ends like that of a counter.",
             MetricType::Gauge, static_cast<double>(states[pending])));
  if (!readable(snapshot, {Kind::Pod})) {
    return;  // without pods nobody knows which claims somebody waits for
  }
  for (const auto& [name, created] : oldestOf) {
    if (created.isSet()) {
      oldest.raise({name.view()}, static_cast<double>(std::max<std::int64_t>(0, snapshot.time - created)) / 1000);
    }
  }
  page.add(oldest);
  Series missing(
      "claimscope_missing_claims",
      "Claims that pods ask for and that do not exist: quota (refused by a ResourceQuota), creation (the controller could not "
      "make them) or unknown.",
      MetricType::Gauge, {{"cause", true}}, cap);
  for (const std::string_view cause : {"quota", "creation", "unknown"}) {
    missing.add({cause}, 0);
  }
  for (const cluster::MissingClaim& one : snapshot.inventory->missing) {
    missing.add({one.heldAt == "quota" || one.heldAt == "creation" ? std::string_view(one.heldAt) : "unknown"}, 1);
  }
  page.add(missing);
}

}  // namespace claimscope::exporter
