#include "model/actions/migration_outlook.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/words.h"
#include "model/migration/device_resource.h"
#include "model/migration/workloads.h"

namespace claimscope::actions {
namespace {

using State = Outlook::State;

/// Why a kind cannot be trusted now; empty when it can.
std::string blindTo(const cluster::Snapshot& snapshot, Kind kind) {
  const SourceStatus& status = snapshot.source(kind).status;
  const bool sees =
      status.state == SourceState::live || status.state == SourceState::polling || status.state == SourceState::complete;
  return sees ? std::string() : kindRequest(kind).resource + " are " + std::string(sourceStateWord(status.state));
}

/// Devices that slices of a resource's driver have on a node.
std::int64_t publishedOn(const cluster::Snapshot& snapshot, const Text& node, std::string_view driver) {
  std::int64_t out = 0;
  snapshot.of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) {
    if (slice.nodeName == node && slice.driver.view() == driver) {
      out += static_cast<std::int64_t>(slice.devices.size());
    }
  });
  return out;
}

/// What the three kinds that are patched have in common.
struct Rollout {
  const LabelSelector* selector = nullptr;
  const Pod* form = nullptr;  ///< null: the template asks for no extended resource and was not moved
  std::int64_t desired = 0;
  std::int64_t updated = 0;
  std::int64_t available = 0;
  std::int64_t ready = 0;
  bool observed = false;
};

template <class T>
bool readRollout(const cluster::Snapshot& snapshot, const Text& space, const Text& name, Rollout& out) {
  const T* object = snapshot.of<T>().find(space, name);
  if (object == nullptr) {
    return false;
  }
  out = {&object->selector,
         object->extendedTemplate.get(),
         object->desired,
         object->updated,
         object->available,
         object->ready,
         object->observedGeneration >= object->meta.generation()};
  return true;
}

bool rolloutOf(const cluster::Snapshot& snapshot, const diagnosis::ObjectRef& object, Rollout& out, Kind& kind) {
  const Text space(object.namespaceName);
  const Text name(object.name);
  if (object.kind == "statefulset") {
    kind = Kind::StatefulSet;
    return readRollout<StatefulSet>(snapshot, space, name, out);
  }
  if (object.kind == "daemonset") {
    kind = Kind::DaemonSet;
    return readRollout<DaemonSet>(snapshot, space, name, out);
  }
  kind = Kind::Deployment;
  return readRollout<Deployment>(snapshot, space, name, out);
}

Outlook moved(const Expectation& what, const Rollout& rollout) {
  const bool asks = rollout.form != nullptr && !migration::asksOf(*rollout.form).empty();
  const bool wanted = what.value == "claims" ? rollout.form != nullptr && !asks : asks;
  if (!wanted) {
    return {State::notYet, "its template is not changed yet"};
  }
  const std::string seen = fmt::format("{} of {} pods are new, {} available", std::min(rollout.updated, rollout.desired),
                                       rollout.desired, rollout.available);
  const bool done = rollout.observed && rollout.updated >= rollout.desired && rollout.available >= rollout.desired;
  return {done ? State::met : State::notYet, rollout.observed ? seen : "its controller has not seen the change yet"};
}

/// All claims of a pod are allocated and reserved for it.
bool holdsClaims(const cluster::Snapshot& snapshot, const Pod& pod) {
  for (const PodClaimEntry& entry : pod.spec->claims) {
    Text name = entry.claimName;
    bool needed = true;
    for (const PodClaimStatus& status : pod.claimStatuses) {
      if (status.name == entry.name) {
        name = status.claimName;
        needed = !status.claimName.empty();
      }
    }
    const ResourceClaim* claim = name.empty() ? nullptr : snapshot.of<ResourceClaim>().find(pod.meta.namespaceName, name);
    const bool holds = claim != nullptr && claim->allocation != nullptr &&
                       std::any_of(claim->reservedFor.begin(), claim->reservedFor.end(),
                                   [&](const ClaimConsumer& consumer) { return consumer.uid == pod.meta.uid; });
    if (needed && !holds) {
      return false;
    }
  }
  return !pod.spec->claims.empty();
}

Outlook claimed(const cluster::Snapshot& snapshot, const Expectation& what, const Rollout& rollout) {
  std::int64_t pods = 0;
  std::int64_t holding = 0;
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    if (pod.meta.namespaceName.view() != what.object.namespaceName || pod.finished() || pod.meta.deleted().isSet() ||
        !matches(*rollout.selector, pod.meta.labels)) {
      return;
    }
    ++pods;
    holding += holdsClaims(snapshot, pod) ? 1 : 0;
  });
  const bool met = pods == holding && pods >= rollout.desired && rollout.ready >= rollout.desired;
  return {met ? State::met : State::notYet,
          fmt::format("{} of {} pods hold their claims, {} Ready", holding, rollout.desired, rollout.ready)};
}

}  // namespace

Outlook lookAtNode(const cluster::Snapshot& snapshot, const Expectation& what) {
  for (const Kind kind : {Kind::Node, Kind::ResourceSlice}) {
    if (std::string why = blindTo(snapshot, kind); !why.empty()) {
      return {State::notYet, why};
    }
  }
  const Node* node = snapshot.of<Node>().find({}, Text(what.object.name));
  if (node == nullptr) {
    return {State::notYet, "the node is gone"};
  }
  if (what.kind == Expectation::Kind::nodeLabelled) {
    const std::size_t equals = what.value.find('=');
    const std::string key = what.value.substr(0, equals);
    const std::string is = labelValue(node->meta.labels, key).str();
    const bool met = equals == std::string::npos ? !hasLabel(node->meta.labels, key) : is == what.value.substr(equals + 1);
    return {met ? State::met : State::notYet, hasLabel(node->meta.labels, key) ? key + "=" + is : "no label " + key};
  }
  const std::int64_t plugin = migration::amountOf(node->allocatable, what.value);
  const std::int64_t devices = publishedOn(snapshot, node->meta.name, migration::deviceResource(what.value).driver);
  const std::string seen = fmt::format("the device plugin offers {}, slices have {}", plugin, words::counted(devices, "device"));
  const bool over = what.kind == Expectation::Kind::nodeHandedOver;
  return {(over ? plugin == 0 && devices > 0 : plugin > 0 && devices == 0) ? State::met : State::notYet, seen};
}

Outlook lookAtWorkload(const cluster::Snapshot& snapshot, const Expectation& what) {
  if (what.kind == Expectation::Kind::objectExists) {
    const bool isClass = what.object.kind == "class";
    if (std::string why = blindTo(snapshot, isClass ? Kind::DeviceClass : Kind::ResourceClaimTemplate); !why.empty()) {
      return {State::notYet, why};
    }
    const Text name(what.object.name);
    const bool there = isClass ? snapshot.of<DeviceClass>().find({}, name) != nullptr
                               : snapshot.of<ResourceClaimTemplate>().find(Text(what.object.namespaceName), name) != nullptr;
    return {there ? State::met : State::notYet, there ? "it is there" : "not there yet"};
  }
  Rollout rollout;
  Kind kind = Kind::Deployment;
  const bool found = rolloutOf(snapshot, what.object, rollout, kind);
  for (const Kind needed : {kind, Kind::Pod, Kind::ResourceClaim}) {
    if (std::string why = blindTo(snapshot, needed); !why.empty()) {
      return {State::notYet, why};
    }
  }
  if (!found) {
    return {State::never, "the " + what.object.kind + " is gone"};
  }
  return what.kind == Expectation::Kind::workloadMoved ? moved(what, rollout) : claimed(snapshot, what, rollout);
}

}  // namespace claimscope::actions
