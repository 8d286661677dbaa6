// Manifests: a proposal as objects, patches and lines of a diff. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/base/json_tree.h"
#include "model/migration/proposal.h"

namespace claimscope::migration {

using OrderedJson = nlohmann::ordered_json;

/// The newest version of a kind of resource.k8s.io that this server serves; v1 where it does not say.
[[nodiscard]] ApiResource devicesApi(const cluster::Snapshot& snapshot, Kind kind);

[[nodiscard]] OrderedJson classManifest(const ApiResource& api, const ProposedClass& proposed);
[[nodiscard]] OrderedJson templateManifest(const ApiResource& api, const Workload& workload, const WorkloadProposal& proposal);

/// Strategic merge of the workload: extended resources out, claims in, container by container, and what it asked before kept in
/// an annotation. With `nodes`, new pods stay on nodes with migration-phase=dra.
[[nodiscard]] OrderedJson workloadPatch(const Pod& form, const Workload& workload, const WorkloadProposal& proposal, bool nodes);
/// The way back: exactly the limits, requests, claims and selector that were there. `before` is the template as it was before the
/// patch where it is known, else null: then what the annotation says.
[[nodiscard]] OrderedJson workloadUndo(const Pod& now, const Workload& workload, const std::vector<std::string>& entries,
                                       bool nodes);

/// One line of a manifest: '+' comes, '-' goes, ' ' stays.
struct DiffLine {
  char sign = ' ';
  std::string text;
  friend bool operator==(const DiffLine&, const DiffLine&) = default;
};
/// The workload before and after, as far as it is read, and the template that comes with it.
[[nodiscard]] std::vector<DiffLine> manifestDiff(const cluster::Snapshot& snapshot, const Workload& workload,
                                                 const WorkloadProposal& proposal, bool nodes);

/// "kubectl -n ml patch deployment x --type=strategic -p '…'".
[[nodiscard]] std::string patchCommand(const Workload& workload, const OrderedJson& patch);

}  // namespace claimscope::migration
