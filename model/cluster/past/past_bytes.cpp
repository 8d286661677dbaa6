#include "model/cluster/past/past_bytes.h"

namespace claimscope::cluster {
namespace {

constexpr std::size_t kString = 48;  ///< a name nobody else has, with its entry in the table of strings

template <class T, class Member>
std::size_t part(const T& object, const T* next, Member member) {
  return listBytes(object.*member, next == nullptr ? nullptr : &(next->*member));
}

}  // namespace

std::size_t bytesOf(const Metadata& meta, const Metadata* next) {
  return (next == nullptr ? 2 * kString : 0) + part(meta, next, &Metadata::labels) + part(meta, next, &Metadata::finalizers) +
         part(meta, next, &Metadata::owners) + listBytes(meta.rare.list(), next == nullptr ? nullptr : &next->rare.list());
}

std::size_t partBytes(const Pod& pod, const Pod* next) {
  std::size_t bytes = part(pod, next, &Pod::claimStatuses) + part(pod, next, &Pod::conditions) +
                      part(pod, next, &Pod::containerStatuses) +
                      listBytes(pod.spec.list(), next == nullptr ? nullptr : &next->spec.list()) +
                      listBytes(pod.rare.list(), next == nullptr ? nullptr : &next->rare.list());
  const PodSpec* spec = next == nullptr ? nullptr : &*next->spec;
  bytes += part(*pod.spec, spec, &PodSpec::containers) + part(*pod.spec, spec, &PodSpec::tolerations) +
           part(*pod.spec, spec, &PodSpec::claims);
  const RarePodStatus* rare = next == nullptr ? nullptr : &*next->rare;
  return bytes + part(*pod.rare, rare, &RarePodStatus::deviceHealth) +
         part(*pod.rare, rare, &RarePodStatus::initContainerStatuses);
}

std::size_t partBytes(const ResourceClaim& claim, const ResourceClaim* next) {
  std::size_t bytes = listBytes(claim.spec.requests, next == nullptr ? nullptr : &next->spec.requests) +
                      part(claim, next, &ResourceClaim::reservedFor) + part(claim, next, &ResourceClaim::devices);
  bytes += listBytes(claim.allocation.list(), next == nullptr ? nullptr : &next->allocation.list());
  if (claim.allocation != nullptr) {
    const Allocation* other = next == nullptr ? nullptr : next->allocation.get();
    bytes += listBytes(claim.allocation->results, other == nullptr ? nullptr : &other->results);
  }
  return bytes;
}

std::size_t partBytes(const ResourceSlice& slice, const ResourceSlice* next) {
  std::size_t bytes = part(slice, next, &ResourceSlice::devices) + part(slice, next, &ResourceSlice::sharedCounters);
  if (next != nullptr && next->devices.data() == slice.devices.data()) {
    return bytes;
  }
  for (std::size_t i = 0; i < slice.devices.size(); ++i) {
    const Device* other = next != nullptr && i < next->devices.size() ? &next->devices[i] : nullptr;
    const Device& device = slice.devices[i];
    bytes +=
        part(device, other, &Device::attributes) + part(device, other, &Device::capacity) + part(device, other, &Device::taints);
  }
  return bytes;
}

std::size_t partBytes(const Node& node, const Node* next) {
  return part(node, next, &Node::taints) + part(node, next, &Node::capacity) + part(node, next, &Node::allocatable) +
         part(node, next, &Node::conditions);
}

std::size_t partBytes(const Event& /*event*/, const Event* next) {
  return next == nullptr ? 3 * kString : 0;  // its message
}

}  // namespace claimscope::cluster
