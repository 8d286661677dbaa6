// describe: what two versions of one object say about what happened. Pure; any thread.
#pragma once

#include "model/cluster/past/changes.h"

namespace claimscope::cluster {

/// Puts sort, weight and facts into `out`; its names, noun and lane are set already. One of the two may be null: created,
/// deleted.
void describe(const ResourceClaim* before, const ResourceClaim* now, ObjectChange& out);
void describe(const ResourceSlice* before, const ResourceSlice* now, ObjectChange& out);
void describe(const DeviceTaintRule* before, const DeviceTaintRule* now, ObjectChange& out);
void describe(const Node* before, const Node* now, ObjectChange& out);
void describe(const Pod* before, const Pod* now, ObjectChange& out);
void describe(const ResourceQuota* before, const ResourceQuota* now, ObjectChange& out);
void describe(const Job* before, const Job* now, ObjectChange& out);

/// "key=value:effect", as kubectl writes a taint.
[[nodiscard]] Text taintText(const Taint& taint);

/// Adds a fact; the change is at least as heavy as it.
void add(ObjectChange& out, ChangeWeight weight, Fact fact);

}  // namespace claimscope::cluster
