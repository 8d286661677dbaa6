// Asked: what a person wants held, read from the request and checked. Values; any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/actions/action.h"
#include "model/actions/calls.h"
#include "model/actions/reservations.h"

namespace claimscope::actions {

struct Asked {
  Way way = Way::placeholder;
  std::string name;  ///< of the reservation, its claim and its pod
  std::string namespaceName;
  std::string className;  ///< DeviceClass, or ResourceClass of classic DRA; empty with an existing claim or devices
  cluster::ClaimIndex existing = cluster::kNone;   ///< the claim to hold, when it is there already
  std::vector<cluster::DeviceIndex> devices = {};  ///< by name, for the way taint
  std::int64_t count = 1;
  std::string selector;
  std::string node;
  OrderedJson tolerations = OrderedJson::array();  ///< of the placeholder, as in a pod
  const Pod* like = nullptr;                       ///< whose node selector, affinity and tolerations are taken
  std::string image;
  std::string parameters;  ///< classic: GROUP/KIND/NAME
  std::string owner;
  std::string purpose;
  Time expires;
  bool wait = false;

  [[nodiscard]] std::vector<std::pair<std::string, std::string>> lease(bool adopted = false) const;
};

/// An error says what is wrong with the request.
[[nodiscard]] Result<Asked> readAsked(const cluster::Snapshot& snapshot, const ActionRequest& request, const Options& options);

/// "key[=value][:Effect]", with commas between; "all" is every taint, "none" or nothing is none.
[[nodiscard]] Result<OrderedJson> readTolerations(const std::string& text);

// By way; each fills steps, needs, forecast and words. `plan` has its notices about the ways already.
void planPlaceholder(const cluster::Snapshot& snapshot, const Asked& asked, ActionPlan& plan);
void planTaint(const cluster::Snapshot& snapshot, const Asked& asked, ActionPlan& plan);
void planImmediate(const cluster::Snapshot& snapshot, const Asked& asked, ActionPlan& plan);

/// The claim as it would be created, for the version that is served.
[[nodiscard]] OrderedJson claimObject(const cluster::Snapshot& snapshot, const Asked& asked);
/// The same, decoded; null where it cannot be read.
[[nodiscard]] Box<ResourceClaim> claimOf(const cluster::Snapshot& snapshot, const Asked& asked);

/// The placeholder as it would be created, decoded; null where it cannot be read.
[[nodiscard]] Box<Pod> placeholderPod(const cluster::Snapshot& snapshot, const Asked& asked);

/// Where the pod with the claim would be placed now, by our allocator and node fit.
struct Forecast {
  std::string node;                       ///< first that takes it; empty: none
  std::int64_t nodes = 0;                 ///< how many would, counted up to kMostNodes
  std::vector<std::string> devices = {};  ///< "driver/pool/device" there
  std::vector<cluster::DeviceIndex> indexes = {};
  std::string reason;  ///< why nowhere
};
inline constexpr std::int64_t kMostForecastNodes = 64;
/// `pod` may be null: then nodes are judged by their devices alone. `only`: a node's name; empty: all.
[[nodiscard]] Forecast forecastPlacement(const cluster::Snapshot& snapshot, const Pod* pod, const ResourceClaim& claim,
                                         const std::string& only);

/// "until 11:42 UTC (2 h)" for people.
[[nodiscard]] std::string leaseWords(const cluster::Snapshot& snapshot, const Asked& asked);
void blockPlan(ActionPlan& plan, std::string title, std::string detail, std::string option = {});
void warnPlan(ActionPlan& plan, Mark mark, std::string title, std::string detail);

}  // namespace claimscope::actions
