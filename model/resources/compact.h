// compact: makes a decoded object share what it has in common with others. Any thread.
#pragma once

#include "model/resources/kinds.h"

namespace claimscope {

/// Labels, owners, containers, tolerations, a claim's requests and the like are the same in many objects: each is kept once
/// (ListPool). What an object says does not change by it. Called for every decoded object, whatever it was decoded from.
void compact(Metadata& meta);
void compact(DeviceClaimSpec& spec);
void compact(Pod& pod);
void compact(ResourceClaim& claim);
void compact(ResourceClaimTemplate& claimTemplate);
void compact(ResourceSlice& slice);
void compact(Node& node);

/// Every other kind: there are few of them.
template <class T>
void compact(T& object) {
  compact(object.meta);
}

}  // namespace claimscope
