#include "ui/pages/explanation/pending_order.h"

#include <algorithm>
#include <tuple>

#include "ui/tables/object_texts.h"

namespace claimscope::ui {

std::vector<ObjectRef> pendingOrder(const cluster::Snapshot& snapshot, const std::string& namespaceFilter) {
  struct Waiting {
    Time since;
    ObjectRef object;
  };
  std::vector<Waiting> found;
  const auto add = [&](const char* kind, const Metadata& meta) {
    if (namespaceFilter.empty() || meta.namespaceName == namespaceFilter) {
      found.push_back({meta.created, refOf(kind, meta)});
    }
  };
  for (const cluster::ClaimView& claim : snapshot.inventory->claims) {
    const ResourceClaim* object = waits(claim) ? snapshot.of<ResourceClaim>().at(claim.slot) : nullptr;
    if (object != nullptr) {
      add("claim", object->meta);
    }
  }
  for (const cluster::MissingClaim& missing : snapshot.inventory->missing) {
    const Pod* pod = snapshot.of<Pod>().at(missing.pod);
    if (pod != nullptr) {
      add("pod", pod->meta);
    }
  }
  // Unknown creation times sort first as times; here they are the least urgent.
  std::sort(found.begin(), found.end(), [](const Waiting& a, const Waiting& b) {
    return std::tuple(!a.since.isSet(), a.since, a.object.namespaceName, a.object.name, a.object.kind) <
           std::tuple(!b.since.isSet(), b.since, b.object.namespaceName, b.object.name, b.object.kind);
  });
  std::vector<ObjectRef> out;
  for (Waiting& waiting : found) {
    if (out.empty() || !(out.back() == waiting.object)) {  // a pod may miss several claims
      out.push_back(std::move(waiting.object));
    }
  }
  return out;
}

bool exists(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  const Text space(object.namespaceName);
  const Text name(object.name);
  return object.kind == "pod" ? snapshot.of<Pod>().find(space, name) != nullptr
                              : object.kind == "claim" && snapshot.of<ResourceClaim>().find(space, name) != nullptr;
}

bool isWaiting(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  if (object.kind == "claim") {
    const cluster::ClaimIndex claim = findClaim(snapshot, object);
    return claim != cluster::kNone && waits(snapshot.inventory->claims[claim]);
  }
  const Pod* pod = object.kind == "pod" ? snapshot.of<Pod>().find(Text(object.namespaceName), Text(object.name)) : nullptr;
  return pod != nullptr && pod->nodeName.empty() && !pod->spec->claims.empty();
}

bool isAllocated(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  if (object.kind == "claim") {
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().find(Text(object.namespaceName), Text(object.name));
    return claim != nullptr && claim->allocation != nullptr;
  }
  const cluster::Slot slot = snapshot.of<Pod>().slotOf(Text(object.namespaceName), Text(object.name));
  if (slot == cluster::kNoSlot) {
    return false;
  }
  for (const cluster::MissingClaim& missing : snapshot.inventory->missing) {
    if (missing.pod == slot) {
      return false;
    }
  }
  const List<cluster::ClaimIndex>& claims = snapshot.inventory->claimsOfPod(slot);
  return !claims.empty() && std::all_of(claims.begin(), claims.end(), [&](cluster::ClaimIndex index) {
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[index].slot);
    return claim != nullptr && claim->allocation != nullptr;
  });
}

}  // namespace claimscope::ui
