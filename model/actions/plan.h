// ActionPlan: what would be done to a cluster, in full: targets, calls in order, what they change and how it is undone. An
// immutable value; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/actions/expectation.h"
#include "model/base/feed.h"
#include "model/diagnosis/action_request.h"

namespace claimscope::actions {

using diagnosis::ActionRequest;
using diagnosis::ObjectRef;

/// The object that a step writes, as it was when the plan was made.
struct Target {
  ApiResource resource;
  std::string namespaceName;
  std::string name;
  std::string uid;              ///< empty for what the step creates
  std::string resourceVersion;  ///< as rehearsed; for showing, and for steps that ask for exactly this version
  friend bool operator==(const Target&, const Target&) = default;
};

enum class Verb : std::uint8_t { create, patch, remove, evict };
/// "create", "patch", "delete", "evict".
[[nodiscard]] std::string_view verbWord(Verb verb);

/// A field that must still have the value it had, or the target has moved. `pointer` is a JSON pointer, `value` JSON; empty:
/// absent.
struct FieldGuard {
  std::string pointer;
  std::string value;
  friend bool operator==(const FieldGuard&, const FieldGuard&) = default;
};

/// One request as it goes over the wire, without what dry run and preconditions add.
struct Call {
  Verb verb = Verb::patch;
  Target target;
  std::string contentType;       ///< of a patch: "application/merge-patch+json", "application/strategic-merge-patch+json"
  std::string body;              ///< JSON; for evict and delete: DeleteOptions without preconditions
  std::string kubectl;           ///< the same for a terminal; lines joined with " \\\n  "
  std::string subresource = {};  ///< of a patch: "status"
  friend bool operator==(const Call&, const Call&) = default;
};

/// What must be left of a workload before an eviction of one of its pods is asked for. Nobody's budget says so: it is ours.
struct KeptReady {
  ObjectRef workload;        ///< the topmost controller that is known: {"deployment", "ml", "web"}
  std::string uid;           ///< its
  std::int64_t atLeast = 0;  ///< pods that are Ready besides the one that goes
  friend bool operator==(const KeptReady&, const KeptReady&) = default;
};

/// How long a step whose call was taken goes on: until an expectation about the cluster is met.
struct Step {
  std::string id;     ///< unique in the plan: "evict:ml/x"
  std::string title;  ///< "Evict ml/x"
  Call call;
  std::string effect;                   ///< what a person should expect: "Frees 2 devices of gpu-a10g-0417."
  std::vector<FieldGuard> guards = {};  ///< looked at right before the call, besides the uid
  bool exactVersion = false;            ///< the target must not have changed at all since the rehearsal (deletes of claims)
  std::vector<std::string> after = {};  ///< ids of steps that must be done first
  std::optional<Expectation> until = std::nullopt;  ///< done only when this is so; none: when the call has been answered
  std::optional<Call> inverse = std::nullopt;
  std::optional<KeptReady> keeps = std::nullopt;  ///< not called before this is so
  bool waitsForBudget = false;                    ///< 429 means: wait and try again until the plan's timeout
  bool essential = true;                          ///< its failure ends the plan; others go on without it
  bool canDryRun = true;                          ///< false: it depends on an earlier step, so that a server can not try it now
  friend bool operator==(const Step&, const Step&) = default;
};

/// A permission the plan needs, asked with SelfSubjectAccessReview.
struct Need {
  std::string verb;
  std::string group;
  std::string resource;
  std::string subresource = {};
  std::string namespaceName = {};  ///< empty: cluster-wide
  std::string name = {};           ///< empty: any
  std::string purpose = {};        ///< "to evict 4 pods"
  friend bool operator==(const Need&, const Need&) = default;
};

/// How something stands in a rehearsal.
enum class Mark : std::uint8_t { good, warning, blocked, stays, neutral };
/// "good", "warning", "blocked", "stays", "neutral".
[[nodiscard]] std::string_view markWord(Mark mark);

/// A sentence that a person has to know before confirming. `request`, where set, is what would remove it.
struct Notice {
  Mark mark = Mark::warning;
  std::string title;   ///< "PDB inference-pdb allows 0 disruptions"
  std::string detail;  ///< cause, and what to do
  std::optional<ObjectRef> object = std::nullopt;
  std::optional<ActionRequest> request = std::nullopt;
  std::string option = {};  ///< flag that would clear it: "delete-emptydir-data"
  friend bool operator==(const Notice&, const Notice&) = default;
};

/// Where a pod or claim would go, by our allocator and node fit on the snapshot.
struct Landing {
  bool known = false;  ///< false: nothing to say ("-"), or not to be told: `reason`
  bool fits = false;
  std::string node;        ///< first node that takes it
  std::int64_t nodes = 0;  ///< how many would; 0: not counted
  std::string reason;      ///< why nowhere, few words; where it fits: what else has to allow it ("pod anti-affinity")
  friend bool operator==(const Landing&, const Landing&) = default;
};

/// A pod, consumer or device that the plan touches or leaves alone.
struct Affected {
  Mark mark = Mark::neutral;
  std::string verdict;  ///< "evict", "skip", "blocked", "stays", "gone"
  ObjectRef object;
  std::string uid;
  std::string reason;                    ///< id: "DaemonSet", "PDB", "EmptyDir", "NoController"
  std::string why;                       ///< words: "PDB inference-pdb: 0 of 1 left"
  std::vector<std::string> claims = {};  ///< "ns/name"
  Landing landing = {};
  std::string step = {};  ///< id of the step that acts on it
  friend bool operator==(const Affected&, const Affected&) = default;
};

/// What becomes of a claim.
struct AffectedClaim {
  std::string name;                       ///< "ns/name"
  std::vector<std::string> devices = {};  ///< "driver/pool/device"
  std::string after;                      ///< "released", "staysPinned", "moves", "deleted"
  Landing landing = {};
  std::string note = {};
  friend bool operator==(const AffectedClaim&, const AffectedClaim&) = default;
};

struct ActionPlan {
  std::string id;  ///< 12 hexadecimal digits over everything below
  ActionRequest request;
  std::string title;       ///< "Drain gpu-a10g-0417"
  std::string headline;    ///< "gpu-a10g-0417 cannot be drained yet: 3 pods block it and 1 claim has nowhere to go."
  std::string subline;     ///< "9 pods: 4 can be evicted, 2 stay, 3 blocked · 5 claims move"
  std::string context;     ///< of the kubeconfig; what a person arms and confirms
  std::string server;      ///< URL without credentials: a plan is carried out on this server only
  std::string clusterUid;  ///< of the namespace kube-system, when seen: the same address may be another cluster tomorrow
  Time madeAt;             ///< of the snapshot
  std::vector<Step> steps;
  std::vector<Need> needs;
  std::vector<Notice> blockers;  ///< any: the plan can not be carried out
  std::vector<Notice> warnings;
  std::vector<Affected> affected;  ///< blocked first
  std::vector<AffectedClaim> claims;
  std::vector<Expectation> verify;  ///< looked at when all steps are done
  std::int64_t timeoutMs = 0;       ///< of carrying out, without verification; 0: none
  std::int64_t verifyMs = 60'000;
  std::int64_t retryMs = 5'000;            ///< between tries that a budget refused (kubectl: 5 s)
  std::size_t parallel = 0;                ///< steps under way at a time; 0: as many as may
  std::string undo = {};                   ///< what can be undone and what not, one sentence
  std::vector<std::string> commands = {};  ///< what a terminal would be told for all steps together; empty: each step's line

  [[nodiscard]] bool blocked() const { return !blockers.empty(); }
  [[nodiscard]] const Step* findStep(std::string_view wanted) const;
  friend bool operator==(const ActionPlan&, const ActionPlan&) = default;
};

/// Fills `id`. Equal plans have equal ids.
void seal(ActionPlan& plan);
/// The plan that undoes the steps that were carried out, newest first; nullopt where none of them has an inverse.
[[nodiscard]] std::optional<ActionPlan> undoPlan(const ActionPlan& plan, const std::vector<std::string>& doneSteps, Time now);
/// All commands for a terminal, one a line, undo in comments at the end.
[[nodiscard]] std::vector<std::string> kubectlLines(const ActionPlan& plan);

}  // namespace claimscope::actions
