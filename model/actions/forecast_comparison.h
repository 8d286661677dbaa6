// ForecastComparison: the controller's forecast of a device drain beside ours, count by count and pod by pod. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/actions/device_forecast.h"
#include "model/base/bound.h"

namespace claimscope::actions {

/// How far the controller's own count has come.
enum class ForecastState : std::uint8_t {
  notAsked,   ///< no rule with effect None is there: nobody has had it count
  waiting,    ///< the rule is there, its status is not written yet
  silent,     ///< for longer than a controller takes
  answered,   ///< both counts are there
  evicting,   ///< the effect is NoExecute already: what is left to go is counted, not what would go
  tooOld,     ///< no effect None on this server
  notServed,  ///< no DeviceTaintRules at all
  forbidden,  ///< rules cannot be read here
};
/// "notAsked", "waiting", …
[[nodiscard]] std::string_view forecastStateWord(ForecastState state);

/// How one of our numbers stands to the controller's.
enum class Agreement : std::uint8_t {
  notAsked,    ///< there is no other number
  same,        ///<
  differs,     ///<
  cannotTell,  ///< ours is a bound that allows theirs
};
/// "notAsked", "same", "differs", "cannotTell".
[[nodiscard]] std::string_view agreementWord(Agreement agreement);

struct ForecastCount {
  std::string id;     ///< "published", "allocated", "pods", "namespaces"
  std::string title;  ///< "Devices published"
  std::optional<std::int64_t> theirs;
  Count ours;
  Agreement agreement = Agreement::notAsked;
};

/// Which of the two lists a pod is on. The controller names none: what it counted is told from when it counted.
enum class ForecastSide : std::uint8_t {
  both,       ///< counted by both
  onlyOurs,   ///< it came after the controller counted
  oneOfThem,  ///< the controller counted fewer, and nothing tells which of these it left out
  onlyTheirs,
  neither,  ///< it stays, or ends already
  ours,     ///< the controller has not counted
};
/// "both", "onlyOurs", "oneOfThem", "onlyTheirs", "neither", "ours".
[[nodiscard]] std::string_view forecastSideWord(ForecastSide side);

struct ForecastRow {
  ForecastSide side = ForecastSide::ours;
  ObjectRef pod = {};        ///< no name: pods that only the controller has counted
  std::int64_t unnamed = 0;  ///< how many those are
  std::string node = {};
  std::vector<std::string> claims = {};   ///< "ns/name"
  std::vector<std::string> devices = {};  ///< of what is tainted: "pool/device"
  std::string leaves = {};                ///< "at once", "after 300 s", "stays", "ending"
  std::string note = {};                  ///< why it is on one side only, or what it meets next
};

/// What the condition of one rule says.
struct RuleWords {
  std::string rule;
  std::string message;  ///< word for word; empty while there is none
  Time at;              ///< when it was counted
};

struct ForecastComparison {
  ForecastState state = ForecastState::notAsked;
  std::string target;            ///< "gpu-node-6", "3 devices"
  std::string taint;             ///< "example.com/reset=INC-2291"
  std::vector<RuleWords> rules;  ///< those that count, by name
  std::vector<ForecastCount> counts;
  std::vector<ForecastRow> rows;     ///< those that differ first, then who leaves, then who stays
  std::int64_t differences = 0;      ///< counts that differ, or pods on one side only where no count tells it
  std::vector<std::string> reasons;  ///< why they may differ, likeliest first; or what the state means
  std::string headline;              ///< "The controller counted 4 pods, Claimscope counts 5. One pod joined after the forecast."
  std::optional<ObjectRef> cause;    ///< the object that explains a difference best
  [[nodiscard]] bool agrees() const { return state == ForecastState::answered && differences == 0; }
  /// Of the oldest answer; not set while there is none.
  [[nodiscard]] Time countedAt() const;
};

/// Of a request of drain_device, as the snapshot stands now: live, unlike the plan. An error is that of the request.
[[nodiscard]] Result<ForecastComparison> compareDrain(const cluster::Snapshot& snapshot, const ActionRequest& request);

}  // namespace claimscope::actions
