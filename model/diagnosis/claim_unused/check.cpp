// Claims that hold devices while no pod is in status.reservedFor, grouped by device class.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// Waiting claims that the devices of these claims could serve, were they released.
std::int64_t couldStart(const Examination& examination, const std::vector<cluster::ClaimIndex>& claims) {
  std::int64_t starts = 0;
  for (const Demand& demand : examination.demands) {
    if (!demand.nothingFree()) {
      continue;
    }
    std::map<Text, std::int64_t> freed;  // by node: a claim takes its devices on one
    for (const cluster::DeviceIndex i : demand.heldDevices) {
      const cluster::DeviceView& device = examination.inventory.devices[i];
      const bool ours = std::any_of(device.claims.begin(), device.claims.end(),
                                    [&](auto c) { return std::find(claims.begin(), claims.end(), c) != claims.end(); });
      freed[device.node] += ours ? 1 : 0;
    }
    std::vector<std::int64_t> wanted;
    for (const cluster::ClaimIndex i : demand.claims) {
      wanted.push_back(examination.inventory.claims[i].wanted);
    }
    std::sort(wanted.begin(), wanted.end());
    for (auto& [node, devices] : freed) {
      for (std::int64_t& want : wanted) {
        if (want > 0 && want <= devices) {
          devices -= want;
          want = 0;
          ++starts;
        }
      }
    }
  }
  return starts;
}

Finding findingOf(const Examination& examination, const Text& className, const std::vector<cluster::ClaimIndex>& claims) {
  std::vector<cluster::DeviceIndex> devices;
  bool owned = false;
  Finding finding;
  for (const cluster::ClaimIndex i : claims) {
    const cluster::ClaimView& view = examination.inventory.claims[i];
    devices.insert(devices.end(), view.devices.begin(), view.devices.end());
    owned = owned || !view.owner.empty();
    const Time since = examination.allocatedAt(i);
    finding.since = finding.since.isSet() ? std::min(finding.since, since) : since;
    addObject(finding, examination.refOfClaim(i));
    addEvidence(
        finding, "ResourceClaim " + examination.claimName(i), "status.reservedFor",
        "empty, " + counted(static_cast<std::int64_t>(view.devices.size()), "device") + " allocated since " + formatTime(since));
  }
  const auto held = static_cast<std::int64_t>(devices.size());
  const auto count = static_cast<std::int64_t>(claims.size());
  finding.id = "ClaimUnused:" + className.str();
  finding.severity = Severity::notice;
  finding.title = count == 1 ? middleCut(examination.claimName(claims.front()), 44) + ": " +
                                   (held == 0 ? "allocated" : counted(held, "device") + " allocated") + ", reserved by no pod"
                             : counted(count, "claim") + " of class " + className.str() + " hold " + counted(held, "device") +
                                   ", reserved by no pod";
  const std::int64_t starts = couldStart(examination, claims);
  finding.detail = owned        ? "owned by an object that is not running a pod"
                   : count == 1 ? "named claim without owner"
                                : "named claims without owner";
  if (starts > 0) {
    finding.detail += " · release " + std::string(count == 1 ? "it" : "them") + " to start " + counted(starts, "waiting claim");
  }
  const Metadata& meta = examination.claim(claims.front()).meta;
  finding.command =
      "kubectl get resourceclaim -n " + shellWord(meta.namespaceName.view()) + " " + shellWord(meta.name.view()) + " -o yaml";
  return finding;
}

void findClaimUnused(const Examination& examination, std::vector<Finding>& out) {
  std::map<Text, std::vector<cluster::ClaimIndex>> byClass;
  for (const cluster::ClaimIndex i : examination.unused) {
    // Allocation and first reservation are one write: an unused claim is at the end of its life, and the controller needs a
    // moment.
    if (examination.ageMs(examination.allocatedAt(i)) >= kSettleMs) {
      const auto& classes = examination.inventory.claims[i].classes;
      byClass[classes.empty() ? Text("(none)") : classes.front()].push_back(i);
    }
  }
  for (const auto& [className, claims] : byClass) {
    out.push_back(findingOf(examination, className, claims));
  }
}

}  // namespace

Check claimUnused() {
  return {"claim_unused", "claims that hold devices without a pod", {Kind::ResourceClaim}, findClaimUnused};
}

}  // namespace claimscope::diagnosis
