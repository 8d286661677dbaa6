// Finding: one thing that is wrong, with evidence and the next step. Values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/base/identity.h"
#include "model/cluster/snapshot.h"

namespace claimscope::diagnosis {

enum class Severity : std::uint8_t { critical, warning, notice };

/// "critical", "warning", "notice".
[[nodiscard]] std::string_view severityWord(Severity severity);

/// Names an object so that any view can find it again: kind as in cli.md ("claim", "device", "node", "pool", "pod", "class").
struct ObjectRef {
  std::string kind;
  std::string namespaceName;  ///< for devices and pools: the driver
  std::string name;           ///< for devices "pool/device"
  friend bool operator==(const ObjectRef&, const ObjectRef&) = default;
  /// "claim/ns/name", "device/driver/pool/device": the form of `shot --select`.
  [[nodiscard]] std::string str() const;
};

struct Evidence {
  std::string object;
  std::string field;
  std::string value;
};

struct Finding {
  std::string id;     ///< stable while the fault lasts: "PoolIncomplete:gpu.nvidia.com/gpu-l4-c"
  std::string check;  ///< id of the check that found it
  Severity severity = Severity::notice;
  std::string title;   ///< at most 90 characters, present tense, names the object
  std::string detail;  ///< cause and scope, one line
  Time since;          ///< when the evidence says it began; not set when nothing says
  std::vector<ObjectRef> objects;
  std::vector<Evidence> evidence;
  std::string command;  ///< kubectl reproducer
};

/// Why claims wait, in few words: by uid of the claim, or of the pod whose claim does not exist (wait_reason.h).
using WaitReasons = std::unordered_map<Uid, std::string>;

/// The result of every check on one snapshot.
struct Diagnosis {
  std::vector<Finding> findings;  ///< worst first, then oldest
  std::size_t checksRun = 0;
  std::size_t checksPassed = 0;
  std::vector<std::string> notChecked;  ///< what could not be checked and why: "DeviceTaintRules are forbidden"
  std::string verdict;                  ///< one sentence for the Overview
  std::string verdictDetail;            ///< one line of evidence
  Severity worst = Severity::notice;
  bool anythingWrong = false;
  WaitReasons waitReasons;
};

/// Runs every check of model/diagnosis/<check>/; pure.
[[nodiscard]] Diagnosis diagnose(const cluster::Snapshot& snapshot);

}  // namespace claimscope::diagnosis
