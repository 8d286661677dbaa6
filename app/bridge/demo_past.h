// DemoPast: a demo cluster that was watched from its beginning, in virtual time: for pictures of earlier moments. One thread.
#pragma once

#include <memory>

#include "app/source/source.h"
#include "model/cluster/past/past.h"
#include "model/diagnosis/finding_spans.h"

namespace claimscope::app {

struct DemoPast {
  cluster::Past past;
  diagnosis::FindingSpans findings;
  cluster::SnapshotPtr newest;  ///< some minutes after the demo's incident is complete
};

/// The same demo gives the same past. An error for sources that are no demo, since those were not watched.
[[nodiscard]] Result<std::unique_ptr<DemoPast>> watchDemo(const SourceOptions& source);

}  // namespace claimscope::app
