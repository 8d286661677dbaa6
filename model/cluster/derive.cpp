#include "model/base/access_words.h"
#include "model/cluster/joins.h"

#include <algorithm>

namespace claimscope::cluster {
namespace {

/// Kinds an inventory is made of.
template <class Fn>
bool everyInput(Fn&& same) {
  return same(std::type_identity<ResourceSlice>{}) && same(std::type_identity<Node>{}) &&
         same(std::type_identity<DeviceTaintRule>{}) && same(std::type_identity<ResourceClaim>{}) &&
         same(std::type_identity<Pod>{}) && same(std::type_identity<Event>{}) && same(std::type_identity<ReplicaSet>{}) &&
         same(std::type_identity<Job>{}) && same(std::type_identity<ResourceClaimTemplate>{}) &&
         same(std::type_identity<ResourceClaimParameters>{});
}

/// The one namespace of which everything has been read, when only it may be; empty otherwise.
std::string_view wholeNamespace(const SourceStatus& status) {
  const bool open = status.state == SourceState::live || status.state == SourceState::polling;
  return open && status.error ? onlyNamespaceIn(*status.error) : std::string_view();
}

template <class T>
bool sameBound(const Snapshot& a, const Snapshot& b) {
  const SourceStatus& left = a.source(kKindOf<T>).status;
  const SourceStatus& right = b.source(kKindOf<T>).status;
  return a.boundOf(kKindOf<T>) == b.boundOf(kKindOf<T>) &&
         (left.state == SourceState::notServed) == (right.state == SourceState::notServed) &&
         wholeNamespace(left) == wholeNamespace(right);
}

/// No object changed and every number is as sure as it was.
bool sameInputs(const Snapshot& a, const Snapshot& b) {
  return a.inventory->publishedDevices != nullptr && a.server.minor == b.server.minor &&
         everyInput(
             [&]<class T>(std::type_identity<T>) { return a.of<T>().changed() == b.of<T>().changed() && sameBound<T>(a, b); });
}

/// Nodes report their health every few minutes, which is 17 changes a second with 5,000 of them; what an inventory takes of a
/// node are its name and labels.
bool sameNodes(const Snapshot& a, const Snapshot& b) {
  if (a.of<Node>().size() != b.of<Node>().size()) {
    return false;
  }
  bool same = true;
  b.of<Node>().forEachChangedSince(a.revision, [&](Slot slot, const Node* node) {
    const Node* before = a.of<Node>().at(slot);
    same = same && (node == before || (node != nullptr && before != nullptr && node->meta.name == before->meta.name &&
                                       node->meta.labels == before->meta.labels));
  });
  return same;
}

/// Nodes, slices and rules rarely change while claims and pods do all the time.
bool sameHardware(const Snapshot& a, const Snapshot& b) {
  return a.inventory->publishedDevices != nullptr && a.of<ResourceSlice>().changed() == b.of<ResourceSlice>().changed() &&
         a.of<DeviceTaintRule>().changed() == b.of<DeviceTaintRule>().changed() && a.server.minor == b.server.minor &&
         sameNodes(a, b);
}

/// Numbers are as sure as they were, and nothing changed that a patch does not follow.
bool canPatch(const Snapshot& a, const Snapshot& b) {
  return sameHardware(a, b) && a.of<ResourceClaimParameters>().changed() == b.of<ResourceClaimParameters>().changed() &&
         everyInput([&]<class T>(std::type_identity<T>) { return sameBound<T>(a, b); });
}

}  // namespace

std::shared_ptr<const Inventory> derive(const Snapshot& snapshot, const Snapshot* previous) {
  if (previous != nullptr && sameInputs(*previous, snapshot)) {
    return previous->inventory;
  }
  if (previous != nullptr && canPatch(*previous, snapshot)) {
    auto out = std::make_shared<Inventory>(*previous->inventory);
    if (patch(*previous, snapshot, *out)) {
      return out;
    }
  }
  auto out = std::make_shared<Inventory>();
  derivePools(snapshot, *out);
  deriveClaims(snapshot, *out);
  deriveWaiting(snapshot, *out);
  deriveStates(snapshot, *out);
  out->claimTouched.resize(out->claimBySlot.size());
  out->podTouched.resize(out->claimsByPod.size());
  out->deviceTouched.resize(out->devices.size());
  return out;
}

bool naturalLess(std::string_view a, std::string_view b) {
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (digit(a[i]) && digit(b[j])) {
      const std::size_t startA = i;
      const std::size_t startB = j;
      while (i < a.size() && digit(a[i])) {
        ++i;
      }
      while (j < b.size() && digit(b[j])) {
        ++j;
      }
      std::string_view numberA = a.substr(startA, i - startA);
      std::string_view numberB = b.substr(startB, j - startB);
      numberA.remove_prefix(std::min(numberA.find_first_not_of('0'), numberA.size()));
      numberB.remove_prefix(std::min(numberB.find_first_not_of('0'), numberB.size()));
      if (numberA.size() != numberB.size()) {
        return numberA.size() < numberB.size();
      }
      if (numberA != numberB) {
        return numberA < numberB;
      }
    } else {
      if (a[i] != b[j]) {
        return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
      }
      ++i;
      ++j;
    }
  }
  // Equal so far ("a1" and "a01" too): the plain order decides, so that the order is total.
  return a.size() - i != b.size() - j ? a.size() - i < b.size() - j : a < b;
}

}  // namespace claimscope::cluster
