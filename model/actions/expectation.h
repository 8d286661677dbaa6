// Expectation: a fact about a cluster that a plan waits for or verifies, looked up in snapshots. Values and pure functions; any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/cluster/snapshot.h"
#include "model/diagnosis/finding.h"

namespace claimscope::actions {

struct Expectation {
  enum class Kind : std::uint8_t {
    podGone,            ///< no pod of this name with this uid (a recreated StatefulSet pod has another)
    podRunning,         ///< a pod of this name is Running
    podReady,           ///< its condition Ready is True
    nodeUnschedulable,  ///< spec.unschedulable is set
    nodeSchedulable,
    claimReleased,  ///< its allocation is gone, or the claim is
    claimAllocated,
    claimReservedForOther,  ///< some consumer other than the pod with the uid in `value`
    claimGone,              ///< no claim of this name with this uid
    ruleGone,
    ruleExists,       ///< a DeviceTaintRule of this name
    ruleReports,      ///< its condition EvictionInProgress has a message (the controller's own forecast)
    ruleSettled,      ///< EvictionInProgress is False after it was looked at
    devicesReleased,  ///< no claim holds the device `name` ("pool/device", driver in namespaceName) but with admin access; of an
                      ///< object of kind "pool": none of its devices
    driverPublishes,  ///< the driver `namespaceName` has slices for the node `name`
    nodeDrained,      ///< only pods of DaemonSets, mirror pods, ended pods and the uids in `value` (commas) are left on it
    nodeLabelled,     ///< has the label `value` ("key=word"); "key" alone: has no such label
    nodeHandedOver,   ///< labelled, its device plugin offers no `value` any more, and slices are there
    nodeHandedBack,   ///< its device plugin offers `value` again, and no slice of its driver is there
    objectExists,     ///< a class, or a claim template
    workloadMoved,    ///< its template asks for claims ("claims" in `value`) or for extended resources ("static"), rolled out
    workloadClaimed,  ///< all its pods are Ready and hold allocated claims
    daemonPodReady,   ///< another pod than `uid` of the DaemonSet `value` is Ready on the node `name`
  } kind = Kind::podGone;
  diagnosis::ObjectRef object;
  std::string uid = {};
  std::string value = {};
  std::string text = {};        ///< for people: "ml/x is gone"
  std::int64_t deadlineMs = 0;  ///< from the moment it is waited for; 0: the plan's
  friend bool operator==(const Expectation&, const Expectation&) = default;
};

/// "podGone", "nodeUnschedulable": the word in plan files.
[[nodiscard]] std::string_view expectationWord(Expectation::Kind kind);
/// The kind of a word; false when there is none such.
[[nodiscard]] bool readExpectationWord(std::string_view word, Expectation::Kind& out);

struct Outlook {
  enum class State : std::uint8_t { met, notYet, never } state = State::notYet;
  std::string detail;  ///< what is seen now: "Terminating for 12 s", "still holds 2 devices"
};

/// What a snapshot says of it. A kind that is hidden or stale is never met: the detail says so.
[[nodiscard]] Outlook look(const cluster::Snapshot& snapshot, const Expectation& expectation);

}  // namespace claimscope::actions
