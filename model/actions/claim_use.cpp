#include "model/actions/claim_use.h"

#include <algorithm>

#include "model/base/words.h"

namespace claimscope::actions {
namespace {

ConsumerState stateOf(const cluster::Snapshot& snapshot, const ResourceClaim& claim, const ClaimConsumer& entry,
                      const Pod*& pod) {
  if (!entry.apiGroup.empty() || !(entry.resource == "pods")) {
    return entry.apiGroup == "scheduling.k8s.io" && entry.resource == "podgroups" ? ConsumerState::group : ConsumerState::foreign;
  }
  pod = snapshot.of<Pod>().find(claim.meta.namespaceName, entry.name);
  if (pod == nullptr) {
    // Absence means something only while every pod is seen.
    return snapshot.boundOf(Kind::Pod) == Bound::exact ? ConsumerState::absent : ConsumerState::hidden;
  }
  if (!(pod->meta.uid == entry.uid)) {
    return ConsumerState::replaced;
  }
  return pod->finished() ? ConsumerState::finished : pod->meta.deleted().isSet() ? ConsumerState::ending : ConsumerState::live;
}

}  // namespace

std::string_view consumerWord(ConsumerState state) {
  switch (state) {
    case ConsumerState::live:
      return "in use";
    case ConsumerState::ending:
      return "ending";
    case ConsumerState::finished:
      return "finished";
    case ConsumerState::replaced:
      return "replaced";
    case ConsumerState::absent:
      return "gone";
    case ConsumerState::hidden:
      return "hidden";
    case ConsumerState::group:
      return "group";
    case ConsumerState::foreign:
      return "not a pod";
  }
  return "in use";
}

std::string Consumer::name(const ResourceClaim& claim) const {
  const std::string its = words::cut(words::oneLine(entry->name.view()), 120);
  if (entry->apiGroup.empty() && entry->resource == "pods") {
    return "pod " + claim.meta.namespaceName.str() + "/" + its;
  }
  return words::oneLine(entry->resource.str() + (entry->apiGroup.empty() ? "" : "." + entry->apiGroup.str())) + " " + its;
}

std::size_t ClaimUse::count(ConsumerState state) const {
  return static_cast<std::size_t>(
      std::count_if(consumers.begin(), consumers.end(), [&](const Consumer& consumer) { return consumer.state == state; }));
}

std::size_t ClaimUse::dead() const {
  return static_cast<std::size_t>(
      std::count_if(consumers.begin(), consumers.end(), [](const Consumer& consumer) { return isDead(consumer.state); }));
}

std::string ClaimUse::name() const {
  return claim->meta.namespaceName.str() + "/" + claim->meta.name.str();
}

std::vector<cluster::DeviceIndex> ClaimUse::devices() const {
  return {view->devices.begin(), view->devices.end()};
}

ClaimUse useOf(const cluster::Snapshot& snapshot, cluster::ClaimIndex index) {
  ClaimUse out;
  out.view = &snapshot.inventory->claims[index];
  out.claim = snapshot.of<ResourceClaim>().at(out.view->slot);
  for (const ClaimConsumer& entry : out.claim->reservedFor) {
    Consumer consumer;
    consumer.entry = &entry;
    consumer.state = stateOf(snapshot, *out.claim, entry, consumer.pod);
    out.consumers.push_back(consumer);
  }
  for (const cluster::Slot slot : out.view->pods) {
    const Pod* pod = snapshot.of<Pod>().at(slot);
    const bool reserved =
        pod == nullptr || std::any_of(out.consumers.begin(), out.consumers.end(),
                                      [&](const Consumer& consumer) { return consumer.entry->uid == pod->meta.uid; });
    if (!reserved && !pod->finished() && !pod->meta.deleted().isSet()) {
      out.waiting.push_back(pod);
    }
  }
  const OwnerReference* owner = out.claim->meta.controller();
  if (owner != nullptr && owner->kind == "Pod") {
    out.generated = true;
    const Pod* pod = snapshot.of<Pod>().find(out.claim->meta.namespaceName, owner->name);
    out.owner = pod != nullptr && pod->meta.uid == owner->uid ? pod : nullptr;
  }
  return out;
}

cluster::ClaimIndex claimOf(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  const cluster::Slot slot = snapshot.of<ResourceClaim>().slotOf(Text(object.namespaceName), Text(object.name));
  return slot == cluster::kNoSlot ? cluster::kNone : snapshot.inventory->findClaim(slot);
}

Error noClaim(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  const std::string name = words::cut(words::oneLine(object.namespaceName + "/" + object.name), 200);
  const bool hidden = snapshot.boundOf(Kind::ResourceClaim) != Bound::exact;
  return {ErrorCode::notFound,
          "there is no claim " + name,
          hidden ? "Not every claim can be seen here: it may be hidden or not loaded yet" : "See claimscope get claims -A",
          {},
          0};
}

std::vector<std::string> deviceNames(const cluster::Snapshot& snapshot, const cluster::ClaimView& claim) {
  std::vector<std::string> out;
  for (const cluster::DeviceIndex index : claim.devices) {
    const cluster::DeviceView& device = snapshot.inventory->devices[index];
    out.push_back(device.driver.str() + "/" + device.pool.str() + "/" + device.name.str());
  }
  return out;
}

void addStatusNeeds(const cluster::Snapshot& snapshot, const ResourceClaim& claim, const std::string& purpose,
                    std::vector<Need>& out) {
  out.push_back(
      {"patch", "resource.k8s.io", "resourceclaims", "status", claim.meta.namespaceName.str(), claim.meta.name.str(), purpose});
  if (snapshot.server.minor == 0 || snapshot.server.minor >= 36) {
    out.push_back(
        {"patch", "resource.k8s.io", "resourceclaims", "binding", "", "", purpose + " (asked cluster-wide since 1.36)"});
  }
}

}  // namespace claimscope::actions
