// Allocated devices that compute nothing, by the second source, grouped by device class.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"
#include "model/utilisation/utilisation.h"

namespace claimscope::diagnosis {
namespace {

constexpr std::int64_t kIdleMs = 60 * kMinuteMs;  ///< shorter pauses belong to training and serving

/// Waiting claims of the same class: who would take them.
std::int64_t waitingFor(const Examination& examination, const Text& className) {
  std::int64_t waiting = 0;
  for (const cluster::ClaimIndex i : examination.waiting) {
    const auto& classes = examination.inventory.claims[i].classes;
    waiting += std::find(classes.begin(), classes.end(), className) != classes.end() ? 1 : 0;
  }
  return waiting;
}

Finding idleFinding(const Examination& examination, const Text& className,
                    const std::vector<const utilisation::IdleAllocation*>& idle) {
  Finding finding;
  std::int64_t devices = 0;
  for (const utilisation::IdleAllocation* one : idle) {
    devices += static_cast<std::int64_t>(one->devices.size());
    finding.since = finding.since.isSet() ? std::min(finding.since, one->since) : one->since;
    addObject(finding, examination.refOfClaim(one->claim));
    addEvidence(finding, "ResourceClaim " + examination.claimName(one->claim), "DCGM_FI_DEV_GPU_UTIL",
                "0 % on " + counted(static_cast<std::int64_t>(one->devices.size()), "device") +
                    (one->bound == Bound::exact ? " since " : " at least since ") + formatTime(one->since));
  }
  const utilisation::IdleAllocation& longest = *idle.front();
  const std::string span = (longest.bound == Bound::exact ? "" : "at least ") + duration(longest.idleMs);
  finding.id = "IdleAllocation:" + className.str();
  finding.severity = Severity::notice;
  const auto count = static_cast<std::int64_t>(idle.size());
  finding.title = count == 1 ? middleCut(examination.claimName(longest.claim), 40) + ": " + counted(devices, "device") +
                                   " allocated, busy 0 % for " + span
                             : counted(count, "claim") + " of class " + className.str() + ": " + counted(devices, "device") +
                                   " allocated, busy 0 %";
  finding.detail = count == 1 ? "by dcgm-exporter" : "the longest for " + span + ", by dcgm-exporter";
  if (const std::int64_t waiting = waitingFor(examination, className); waiting > 0) {
    finding.detail += " · " + counted(waiting, "claim") + " of this class " + (waiting == 1 ? "waits" : "wait");
  }
  const Metadata& meta = examination.claim(longest.claim).meta;
  finding.command =
      "kubectl get resourceclaim -n " + shellWord(meta.namespaceName.view()) + " " + shellWord(meta.name.view()) + " -o yaml";
  return finding;
}

void findIdleAllocation(const Examination& examination, std::vector<Finding>& out) {
  std::map<Text, std::vector<const utilisation::IdleAllocation*>> byClass;
  for (const utilisation::IdleAllocation& idle : examination.use->idle) {
    // A claim that no pod uses has a finding of its own.
    const bool unused = std::find(examination.unused.begin(), examination.unused.end(), idle.claim) != examination.unused.end();
    if (idle.idleMs >= kIdleMs && !unused) {
      const auto& classes = examination.inventory.claims[idle.claim].classes;
      byClass[classes.empty() ? Text("(none)") : classes.front()].push_back(&idle);
    }
  }
  for (const auto& [className, idle] : byClass) {
    out.push_back(idleFinding(examination, className, idle));
  }
}

}  // namespace

Check idleAllocation() {
  return {"idle_allocation",
          "allocated devices that compute nothing",
          {Kind::ResourceClaim, Kind::ResourceSlice},
          findIdleAllocation,
          true};
}

}  // namespace claimscope::diagnosis
