// Explanation: why a claim or pod waits, with evidence, counts and the smallest changes that would help. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/bound.h"
#include "model/base/clock.h"
#include "model/cluster/snapshot.h"

namespace claimscope::explanation {

enum class Verdict : std::uint8_t { allocated, canFit, waitsForDevices, canNeverFit, blockedBefore, unknown };
/// cli.md's word: "allocated", "canFit", …
[[nodiscard]] std::string_view verdictWord(Verdict verdict);

/// How a rung of the ladder stands.
enum class RungState : std::uint8_t { done, holds, notReached, notUsed, unknown };

struct Rung {
  std::string id;     ///< created, quota, queue, gates, scheduler, allocation, binding, prepare, running
  std::string title;  ///< "Quota", "Scheduler gates", "Allocation", …
  RungState state = RungState::notReached;
  std::string detail;  ///< "7 of 10 claims used", "none set", "held: no match is free"
  Time since;          ///< of the rung that holds; not set elsewhere
};

/// One bar of the funnel "where the devices go".
struct FunnelStep {
  std::string id;     ///< seen, passClass, passSelectors, inUse, tainted, …, free
  std::string title;  ///< "Devices seen", "Pass class"
  Count count;
  std::string caption;  ///< "all drivers", "gpu-compute-class", "3 CEL terms", "by 4 claims", "2 wanted"
};

/// What one term says of one group of devices.
enum class Truth : std::uint8_t { yes, no, error };
struct Cell {
  Truth truth = Truth::no;
  bool firstFalse = false;  ///< the term that refuses this group
  bool needed = true;       ///< false after the first false term: evaluated, but it no longer matters
  std::string error;        ///< runtime error text
};

struct TermRow {
  std::string from;  ///< "class", or the number of the term among those of the request: "1", "2", …
  std::string expression;
  std::vector<Cell> cells;  ///< one a device group
  Count yes;                ///< devices over all groups
  Count no;
  Count error;
  std::string hint;  ///< "no device publishes 'modle'; did you mean 'model'?"
};

/// Devices with the same answers to every term.
struct DeviceGroup {
  std::string label;  ///< product or model they share, else driver or "group 2"
  Count count;
  Count passing;                              ///< pass every term
  std::vector<cluster::DeviceIndex> devices;  ///< up to kMaxListed
};
inline constexpr std::size_t kMaxListed = 64;

struct RequestExplanation {
  std::string name;  ///< "gpu", or "gpu/large" for a subrequest
  std::string deviceClass;
  std::int64_t wanted = 1;
  bool all = false;  ///< allocationMode All
  bool adminAccess = false;
  std::string constraints;  ///< "Same pcieRoot", empty when none
  std::vector<FunnelStep> funnel;
  std::vector<TermRow> terms;
  std::vector<DeviceGroup> groups;
  bool fits = false;  ///< enough free devices on some usable node, constraints aside
};

/// Who holds what it needs, easiest to yield first.
struct Holder {
  cluster::ClaimIndex claim = cluster::kNone;
  std::string name;   ///< "ns/name"
  Count devices;      ///< matching devices it holds
  std::string state;  ///< "not used", "ending", "idle", "in use"
  Time heldSince;
  std::optional<std::int64_t> priority;  ///< none without a pod
  std::string idleEvidence;              ///< "no consumer", "GPU 0 %, ≥11 h", empty when unknown
  std::string yield;                     ///< "release", "ask", "" (no)
};

struct Fix {
  std::string id;          ///< "release:research/h200-hold"
  std::string text;        ///< "Release research/h200-hold"
  std::string effect;      ///< "Frees 2 devices on gpu-h200-0002. This claim allocates now."
  std::string sideEffect;  ///< "No pod uses it. No owner."
  std::string command;     ///< kubectl; lines joined with " \\\n  "
  std::string node;        ///< where it would then run, empty when not computed
  bool verified = false;   ///< the allocator was run again with the change and it fits
};

struct Evidence {
  std::string object;  ///< "claim/ns/name", "ResourceSlice x", "PodScheduled"
  std::string field;
  std::string value;
  std::string rule;     ///< the upstream rule that makes it matter
  std::string mark;     ///< "agrees", "differs", "complete", "stale", …; may be empty
  Time time;            ///< of the fact, when it has one
  std::string command;  ///< kubectl that shows it; may be empty
};

struct Unknown {
  std::string what;
  std::string because;
  std::string effect;  ///< what it would change: "Free H100 is at most 41, never more. The verdict stays the same."
};

struct NodeReason {
  std::string id;  ///< ReasonId
  std::int64_t count = 1;
  std::string detail;
};

struct NodeExplanation {
  std::string name;
  bool fits = false;
  bool relevant = true;  ///< false: the pod's own selector or affinity excludes it
  std::vector<NodeReason> reasons;
};

/// The scheduler's own words beside ours.
struct SchedulerSays {
  enum class Agreement : std::uint8_t { nothingSaid, agrees, differs, stale } agreement = Agreement::nothingSaid;
  std::string message;  ///< PodScheduled's message, verbatim
  Time time;
  std::string note;  ///< what differs and why that may be
};

struct Explanation {
  std::string kind;    ///< "claim" or "pod"
  std::string object;  ///< "ns/name"
  std::string state;   ///< kubectl's words for a claim; the status word for a pod
  Verdict verdict = Verdict::unknown;
  std::string reason;   ///< ReasonId of cli.md
  std::string summary;  ///< one sentence: cause, then fix
  std::string detail;   ///< one line below it: what is asked and what else is known
  Time since;           ///< waiting since
  cluster::Revision revision = 0;
  Time computedFrom;  ///< the snapshot's time
  std::string pod;    ///< "ns/name" of the pod that waits; empty when none
  std::string owner;
  std::vector<Rung> ladder;
  std::vector<RequestExplanation> requests;
  std::vector<NodeExplanation> nodes;  ///< relevant ones first; equal ones are not folded
  std::vector<Holder> holders;
  std::vector<Fix> fixes;  ///< smallest first, verified first
  std::vector<Evidence> evidence;
  std::vector<Unknown> unknowns;
  SchedulerSays scheduler;
};

/// Why the claim is as it is. Pure: equal snapshots give equal explanations.
[[nodiscard]] Explanation explainClaim(const cluster::Snapshot& snapshot, cluster::ClaimIndex claim);
/// The same for a pod: all its claims at once, then the node. `pod` is a slot of the Pod table.
[[nodiscard]] Explanation explainPod(const cluster::Snapshot& snapshot, cluster::Slot pod);
/// A claim that does not exist yet (from a file), as if it and a pod without other needs were created now.
[[nodiscard]] Explanation explainHypothetical(const cluster::Snapshot& snapshot, const ResourceClaim& claim);
/// The same for a pod that does not exist yet, with its claims in the order of its entries (those of the cluster among them).
[[nodiscard]] Explanation explainHypotheticalPod(const cluster::Snapshot& snapshot, const Pod& pod,
                                                 const std::vector<const ResourceClaim*>& claims);

}  // namespace claimscope::explanation
