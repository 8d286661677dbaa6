#include "model/explanation/unknowns.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/words.h"

namespace claimscope::explanation {

using cluster::Snapshot;

namespace {

constexpr std::int64_t kStaleMs = 120'000;  // design README 5: lost beyond two minutes

/// Why a kind cannot be trusted; empty when it can.
std::string doubt(const Snapshot& snapshot, Kind kind) {
  const SourceStatus& status = snapshot.source(kind).status;
  switch (status.state) {
    case SourceState::forbidden:
      return status.error && status.error->httpStatus != 0
                 ? std::to_string(status.error->httpStatus) + ", reading it is forbidden"
                 : "reading it is forbidden";
    case SourceState::waiting:
    case SourceState::loading:
      return "it is still loading";
    case SourceState::failed:
      return "it could not be read";
    case SourceState::stale: {
      const auto age = snapshot.ageMs(kind);
      return age ? "last heard of " + words::duration(*age) + " ago" : "contact is lost";
    }
    default:
      break;
  }
  const auto age = snapshot.ageMs(kind);
  return status.state == SourceState::live && age && *age > kStaleMs ? "last heard of " + words::duration(*age) + " ago"
                                                                     : std::string();
}

bool hasDevicesAnswer(const Cause& cause) {
  return cause.verdict == Verdict::canFit || cause.verdict == Verdict::waitsForDevices || cause.verdict == Verdict::canNeverFit;
}

}  // namespace

std::vector<Unknown> unknownsOf(const Snapshot& snapshot, const Subject& subject, const std::vector<Census>& census,
                                const Cause& cause) {
  std::vector<Unknown> out;
  const bool fits = cause.verdict == Verdict::canFit;
  const bool byDevices = hasDevicesAnswer(cause);
  std::int64_t free = 0;
  for (const Census& one : census) {
    free = std::max<std::int64_t>(free, one.total.of(Fate::free));
  }
  const std::string same = "The verdict stays the same.";
  if (const std::string why = doubt(snapshot, Kind::DeviceTaintRule); !why.empty() && byDevices && !census.empty()) {
    out.push_back({"Taints by DeviceTaintRules", why,
                   fits ? fmt::format("Free is at most {}; a rule may forbid the place that was found.", words::number(free))
                        : fmt::format("Free is at most {}, never more. {}", words::number(free), same)});
  }
  if (const std::string why = doubt(snapshot, Kind::ResourceSlice); !why.empty() && !census.empty()) {
    out.push_back({"ResourceSlices", why, "Devices may exist that are not seen, or be gone: every count may be off."});
  }
  if (const std::string why = doubt(snapshot, Kind::ResourceClaim); !why.empty()) {
    out.push_back({"ResourceClaims", why, "Devices may be in use that look free: free is at most what is shown."});
  }
  if (const std::string why = doubt(snapshot, Kind::DeviceClass); !why.empty() && !census.empty()) {
    out.push_back({"DeviceClasses", why, "Which devices a class takes cannot be told."});
  }
  if (const std::string why = doubt(snapshot, Kind::Node); !why.empty() && byDevices) {
    out.push_back({"Nodes", why, "Taints, labels and free memory of nodes are not looked at."});
  }
  if (const std::string why = doubt(snapshot, Kind::Pod); !why.empty()) {
    out.push_back({"Pods", why, "Who uses a claim, and what room nodes have, is not known."});
  }
  if (const std::string why = doubt(snapshot, Kind::Event); !why.empty() && !byDevices) {
    out.push_back({"Events", why, "What controllers and kubelets say of the pod is not seen."});
  }
  if (const std::string why = doubt(snapshot, Kind::ResourceQuota);
      !why.empty() && cause.reason == reason::kClaimCreationFailed) {
    out.push_back({"ResourceQuotas", why, "A quota may be what refuses the claim."});
  }
  const Pod* pod = subject.pod;
  if (pod != nullptr && !pod->spec->schedulerName.empty() && !(pod->spec->schedulerName == "default-scheduler") &&
      pod->nodeName.empty()) {
    out.push_back({"Scheduler " + pod->spec->schedulerName.str(), "it is not the one Kubernetes brings",
                   "It may not know claims, or decide by rules that are not known here."});
  }
  if (pod != nullptr && pod->nodeName.empty() && !subject.hypothetical &&
      (hasLabel(pod->meta.labels, "kueue.x-k8s.io/queue-name") || hasLabel(pod->meta.labels, "kai.scheduler/queue"))) {
    out.push_back({"The pod's queue", "queue objects are not read", "The queue may hold the pod even when devices are free."});
  }
  for (const DeviceTaintRule* rule : [&] {
         std::vector<const DeviceTaintRule*> rules;
         snapshot.of<DeviceTaintRule>().forEach([&](cluster::Slot, const DeviceTaintRule& one) { rules.push_back(&one); });
         return rules;
       }()) {
    if (byDevices && (!rule->deviceClassName.empty() || !rule->selectors.empty())) {
      out.push_back({"DeviceTaintRule " + rule->meta.name.str(), "it selects by class or CEL, which servers since 1.35 ignore",
                     "It may taint more devices than are counted."});
      break;
    }
  }
  const std::uint64_t skipped = snapshot.source(Kind::ResourceSlice).skipped + snapshot.source(Kind::ResourceClaim).skipped;
  if (skipped > 0) {
    out.push_back({words::counted(static_cast<std::int64_t>(skipped), "slice or claim", "slices and claims"),
                   "they could not be read", "Their devices are not in the counts."});
  }
  return out;
}

}  // namespace claimscope::explanation
