#include "model/diagnosis/source_words.h"

namespace claimscope::diagnosis {

std::string pluralOf(Kind kind) {
  const std::string& name = kindRequest(kind).kind;
  const bool es = !name.empty() && (name.back() == 's' || name.back() == 'x');
  if (kind == Kind::ResourceClaimParameters || kind == Kind::ResourceClassParameters) {
    return name;
  }
  return name + (es ? "es" : "s");
}

std::string consequenceOf(Kind kind) {
  switch (kind) {
    case Kind::DeviceTaintRule:
      return "free counts are at most";
    case Kind::ResourceClaim:
      return "use of devices is unknown";
    case Kind::ResourceSlice:
      return "devices are unknown";
    case Kind::Node:
      return "node groups and readiness are unknown";
    case Kind::Pod:
      return "users of claims are unknown";
    case Kind::DeviceClass:
    case Kind::ResourceClass:
      return "what claims ask for is unknown";
    case Kind::Event:
      return "causes that only events tell are unknown";
    case Kind::ResourceClaimTemplate:
      return "missing templates go unseen";
    case Kind::ResourceQuota:
      return "room in quotas is unknown";
    case Kind::PodDisruptionBudget:
      return "what blocks a drain is unknown";
    case Kind::ReplicaSet:
    case Kind::Deployment:
    case Kind::StatefulSet:
    case Kind::DaemonSet:
    case Kind::Job:
    case Kind::CronJob:
      return "owners of pods are shown one step short";
    default:
      break;
  }
  return "what depends on them is unknown";
}

std::string unreadable(const cluster::Snapshot& snapshot, const std::vector<Kind>& kinds) {
  for (const Kind kind : kinds) {
    const SourceState state = snapshot.source(kind).status.state;
    if (state == SourceState::forbidden) {
      return pluralOf(kind) + " are forbidden";
    }
    if (state == SourceState::failed) {
      return pluralOf(kind) + " cannot be read";
    }
    if (state == SourceState::waiting || state == SourceState::loading) {
      return pluralOf(kind) + " are still loading";
    }
    if (state == SourceState::stale && snapshot.boundOf(kind) == Bound::unknown) {
      return pluralOf(kind) + " are not current";
    }
  }
  return {};
}

std::string qualifiedResource(Kind kind) {
  const KindRequest& request = kindRequest(kind);
  return request.resource + (request.group.empty() ? "" : "." + request.group);
}

bool isEssential(Kind kind) {
  return kind == Kind::ResourceClaim || kind == Kind::ResourceSlice || kind == Kind::Node || kind == Kind::Pod;
}

}  // namespace claimscope::diagnosis
