// Cost: where GPU hours and money went in a window, who had them, what is idle, stranded or could be drained. Pure; any thread,
// but not the GUI's.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/cost/drains.h"
#include "model/cost/headroom.h"
#include "model/cost/money.h"
#include "model/cost/off_peak.h"
#include "model/cost/prices.h"
#include "model/cost/question.h"
#include "model/cost/strands.h"
#include "model/utilisation/utilisation.h"

namespace claimscope::cost {

/// What becomes of an accelerator's hour.
enum class Part : std::uint8_t {
  busy,
  idle,        ///< allocated, and nothing computed for half an hour or longer
  unmeasured,  ///< allocated, and no metrics say whether it is busy
  noPod,       ///< allocated, and no pod uses the claim
  usable,      ///< free, and some known claim can take it
  stranded,    ///< free, and none can
  out,         ///< unhealthy, tainted for all, or no slice names it any more
};
inline constexpr std::size_t kParts = 7;
/// "busy", "idle", "unmeasured", "noPod", "usable", "stranded", "out": the words of JSON.
[[nodiscard]] std::string_view partId(Part part);
/// "Busy", "Allocated, idle" …: for people.
[[nodiscard]] std::string_view partTitle(Part part);

struct Amount {
  double gpus = 0;  ///< now
  Sum hours;        ///< in the window
  Sum money;        ///< of these hours
};

/// Who had accelerators.
struct Group {
  std::string key;     ///< stable
  std::string name;    ///< namespace, class, pool, "Job/train", node; empty: none is known
  std::string detail;  ///< the class beside a namespace, the namespace beside an owner
  Sum hours;
  Sum money;
  Sum idleHours;
  Sum idleMoney;
  double busyHours = 0;
  double measuredHours = 0;           ///< of `hours`, those that metrics say something about
  std::optional<double> beforeHours;  ///< in the window before; none: the history does not go back so far
  double gpus = 0;                    ///< held now
};

/// A claim that holds accelerators for nothing.
struct IdleClaim {
  cluster::ClaimIndex claim = cluster::kNone;
  std::string namespaceName;
  std::string name;
  std::string owner;
  std::string holds;  ///< "4 H200"
  std::int64_t forMs = 0;
  Bound forBound = Bound::exact;
  Sum money;           ///< since it is idle
  bool noPod = false;  ///< no pod uses it: it can be released
};

/// Stranded devices that share a reason and a model.
struct StrandGroup {
  Why why = Why::noClaim;
  std::string model;
  double gpus = 0;
  Sum money;  ///< in the window, as they stand now
  std::vector<cluster::DeviceIndex> devices;
  std::vector<std::string> nodes;  ///< first three
  std::string driver;              ///< of the first device, to be opened
  std::string example;             ///< "pool/device" of it
};

/// A type of node in the price line.
struct TypePrice {
  std::string instanceType;  ///< empty: nodes without the label
  Market market = Market::onDemand;
  Rate rate;
  std::int64_t nodes = 0;
};

struct Report {
  Question question;
  PriceTablePtr prices;
  Time from;
  Time to;
  double gpus = 0;
  Sum hours;
  Sum money;
  bool everyDevice = false;  ///< no device says it is a GPU: hours are those of all devices
  std::array<Amount, kParts> parts;
  bool measured = false;      ///< metrics tell busy from idle
  std::string whyUnmeasured;  ///< "no Prometheus is known"
  double measuredGpus = 0;    ///< of those in use, how many have samples
  double inUseGpus = 0;
  Time knownSince;                    ///< claims that ended are known from here on; not set: only what stands now is known
  bool wholeWindow = false;           ///< the history covers the window
  std::vector<Group> groups;          ///< most money first
  std::vector<IdleClaim> idle;        ///< dearest first
  std::vector<StrandGroup> stranded;  ///< dearest first
  std::int64_t shapes = 0;            ///< kinds of claim that were tried on stranded devices
  std::int64_t shapesLeftOut = 0;
  std::vector<TypePrice> types;  ///< of nodes with accelerators, dearest first
  std::int64_t nodesWithoutPrice = 0;
  Drains drains;
  std::vector<GroupRoom> headroom;
  std::vector<std::string> growthNotes;  ///< what has to be said of who makes the nodes
  std::vector<OffPeak> offPeak;
  std::string freeBoundWhy;    ///< "DeviceTaintRules are hidden"
  Bound bound = Bound::exact;  ///< of what is known of the cluster: nodes, slices, claims

  [[nodiscard]] const Amount& of(Part part) const { return parts[static_cast<std::size_t>(part)]; }
};

/// `use` and `growth` may be null. 10,000 accelerators take some hundred milliseconds, most of it in rehearsals.
[[nodiscard]] Report costOf(const cluster::Snapshot& snapshot, const utilisation::Utilisation* use, const Question& question = {},
                            const survey::Growth* growth = nullptr);

/// One sentence for people: where the waste is, or that nothing is known.
struct VerdictWords {
  std::string sentence;
  std::string evidence;
};
[[nodiscard]] VerdictWords verdictOf(const Report& report);

}  // namespace claimscope::cost
