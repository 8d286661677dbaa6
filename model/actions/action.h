// Action: one guided action: what it is called, what it takes, and how it becomes a plan. Values; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/actions/plan.h"
#include "model/base/result.h"

namespace claimscope::actions {

/// An option as a form or a flag shows it.
struct OptionSpec {
  enum class Type : std::uint8_t { flag, text, number, duration, choice } type = Type::flag;
  std::string name;   ///< "ignore-daemonsets": also the flag of the command
  std::string title;  ///< "Skip DaemonSet pods"
  std::string help;
  std::string standard;                   ///< value when nothing is said: "true", "15m"
  std::vector<std::string> choices = {};  ///< of `choice`
};

/// What a folder's function gives to the registry. `plan` is pure: equal snapshots and requests give equal plans. Its error says
/// what is wrong with the request ("there is no node x"); what stands in the way in the cluster is a blocker of the plan.
struct Action {
  std::string_view id;          ///< the folder's name
  std::string_view title;       ///< "Drain a node"
  std::string_view summary;     ///< "cordon, evict by budget"
  std::string_view objectKind;  ///< "node", "device", "claim", "pod", "class": what it is done to
  bool several = false;         ///< may take more than one object
  std::vector<OptionSpec> options = {};
  Result<ActionPlan> (*plan)(const cluster::Snapshot& snapshot, const ActionRequest& request) = nullptr;
};

/// Every action, in the order of the folders.
[[nodiscard]] const std::vector<Action>& allActions();
[[nodiscard]] const Action* findAction(std::string_view id);
/// Plans a request by the action it names. Unknown actions, options and values are errors that name them.
[[nodiscard]] Result<ActionPlan> planAction(const cluster::Snapshot& snapshot, const ActionRequest& request);

/// The value of an option: what was asked, else the standard. Names that the action has not are checked by planAction().
class Options {
 public:
  Options(const Action& action, const ActionRequest& request) : m_action(action), m_request(request) {}
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;
  [[nodiscard]] std::int64_t number(std::string_view name) const;
  /// "15m", "90s", "1h30m"; 0 is 0.
  [[nodiscard]] std::int64_t durationMs(std::string_view name) const;

 private:
  const Action& m_action;
  const ActionRequest& m_request;
};

// What most plans begin with.
/// id, context, server, cluster and time of a plan on this snapshot.
[[nodiscard]] ActionPlan newPlan(const cluster::Snapshot& snapshot, const ActionRequest& request);
/// The kind as this server serves it; the newest version that we know where it does not say.
[[nodiscard]] ApiResource servedAs(const cluster::Snapshot& snapshot, Kind kind);
/// A target of an object of the snapshot.
template <class T>
[[nodiscard]] Target targetOf(const cluster::Snapshot& snapshot, const T& object) {
  return {servedAs(snapshot, kKindOf<T>), object.meta.namespaceName.str(), object.meta.name.str(), object.meta.uid.str(),
          object.meta.resourceVersion.str()};
}

}  // namespace claimscope::actions
