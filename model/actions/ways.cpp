// The ways to hold devices in advance: what this cluster can do, and what each gives and costs.
#include "model/actions/action.h"
#include "model/actions/device_rules.h"
#include "model/actions/reservations.h"

namespace claimscope::actions {

std::vector<WayOffer> waysOffered(const cluster::Snapshot& snapshot) {
  const int minor = snapshot.server.minor;
  const SourceState claims = snapshot.source(Kind::ResourceClaim).status.state;
  const std::string version = servedClaimVersion(snapshot);
  const bool classic = version == "v1alpha1" || version == "v1alpha2";
  WayOffer pod;
  pod.way = Way::placeholder;
  pod.title = "Placeholder pod that shares a named claim";
  pod.possible = claims != SourceState::notServed && !classic;
  pod.because = pod.possible ? ""
                : classic    ? "This server has classic DRA only: a driver need not let pods share a claim."
                             : "DRA is not served here.";
  pod.gives = {"Works wherever DRA is on. The devices are really allocated and prepared."};
  pod.costs = {
      "Pins the claim to one node, and uses a pod's place and a little CPU and memory there.",
      "Only pods that name the claim get it: all replicas share it, and templates cannot use it. Some drivers forbid sharing.",
      "When the placeholder ends before a consumer is there, the devices are given back."};
  WayOffer taint;
  taint.way = Way::taint;
  taint.title = "Reservation by DeviceTaintRule, NoSchedule";
  const auto missing = rulesMissing(snapshot);
  taint.possible = !missing;
  taint.because = missing ? missing->title + ". " + missing->detail : std::string();
  taint.gives = {
      "No pod. Running pods stay. Undone by deleting a rule. Templates can use it: their claims tolerate the private key."};
  taint.costs = {"Keeps others out and allocates nothing: a device in use stays in use.", "Devices by name only."};
  if (!missing && minor != 0 && minor < 37) {
    taint.costs.emplace_back("In 1." + std::to_string(minor) + " it acts only where the scheduler has the feature switched on.");
  }
  WayOffer immediate;
  immediate.way = Way::immediate;
  immediate.title = "Immediate allocation, classic DRA";
  immediate.possible = classic && (minor == 0 || minor <= 30);
  immediate.because = immediate.possible
                          ? ""
                          : "allocationMode: Immediate went away with 1.31" +
                                (version.empty() ? std::string(".") : "; this server has " + version + " and no such field.");
  immediate.gives = {"The driver allocates the claim right after it was made, before any pod."};
  immediate.costs = {"The driver chooses without knowing the pod: it may not fit where the devices are."};
  return {pod, taint, immediate};
}

std::vector<std::string> waysNotOffered() {
  return {"A low-priority placeholder that gives way by itself: a shortage of devices never triggers preemption.",
          "Writing status.allocation: nobody checks it for double booking, and the scheduler may clear it.",
          "An own entry in status.reservedFor: only its maker can remove it, and it may keep dead pods in the list."};
}

std::string servedClaimVersion(const cluster::Snapshot& snapshot) {
  const SourceStatus& status = snapshot.source(Kind::ResourceClaim).status;
  return status.state == SourceState::notServed ? std::string() : servedAs(snapshot, Kind::ResourceClaim).version;
}

}  // namespace claimscope::actions
