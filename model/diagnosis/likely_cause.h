// Likely causes: which changes came before a finding on which it depends, and which followed from it. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/cluster/past/changes.h"
#include "model/diagnosis/finding.h"

namespace claimscope::diagnosis {

struct CauseTag {
  enum class Kind { none, likelyCause, effect } kind = Kind::none;
  std::string findingId;
  std::string findingTitle;
  friend bool operator==(const CauseTag&, const CauseTag&) = default;
};

/// One tag a change of `changes.told`. `snapshot` is the later of the two moments, `diagnosis` its findings. A change is a likely
/// cause only where it was told before the finding began and the finding, or the explanation of its first claim, names the object
/// or something that hangs on it. Explains at most a few claims: tens of milliseconds in a large cluster.
[[nodiscard]] std::vector<CauseTag> likelyCauses(const cluster::Snapshot& snapshot, const Diagnosis& diagnosis,
                                                 const cluster::Changes& changes);

}  // namespace claimscope::diagnosis
