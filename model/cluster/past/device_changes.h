// Changes of devices, pools and node groups, which are no objects of the API but follow from them. Pure; any thread.
#pragma once

#include "model/cluster/past/changes.h"

namespace claimscope::cluster {

/// Devices that were tainted, became unhealthy or were lost, and those that recovered. That they are taken and released is told
/// by claims, that they come and go by slices.
void visitDeviceChanges(const Snapshot& a, const Snapshot& b, const std::function<void(ChangeKey, ObjectChange&&)>& visit);

/// Several devices of one pool with the same facts become one line about the pool.
void foldDevices(std::vector<ObjectChange> devices, std::vector<ObjectChange>& out);

/// Node groups that ran out of free devices, or have some again.
void addGroupChanges(const Snapshot& a, const Snapshot& b, std::vector<ObjectChange>& out);

}  // namespace claimscope::cluster
