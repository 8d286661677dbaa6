// Ledger: how namespaces stand towards their quotas of claims and devices: one row a quota and key. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/base/bound.h"
#include "model/quota/usage.h"

namespace claimscope::quota {

/// One object's part of a row.
struct Part {
  std::string object;  ///< "ml/train-0-gpu", "Deployment ml/inference"
  Quantity::Nano counts = 0;
  std::int64_t holds = 0;  ///< devices of the class it really has
  bool pending = false;    ///< not allocated
  std::string why;         ///< the arithmetic: "gpu 2 + all 32 (All counts as 32)"
};

/// A limit with all that is known of it. Amounts in nano-units.
struct Row {
  cluster::Slot slot = cluster::kNoSlot;  ///< of the ResourceQuota
  Text namespaceName;
  Text quota;
  Text key;
  std::string scopes;  ///< "BestEffort": only pods in them count; empty: everything does
  Sort sort = Sort::other;
  Text deviceClass;  ///< that the key is about; empty for others
  Quantity::Nano hard = 0;
  std::optional<Quantity::Nano> used;  ///< status.used; none: not reported
  Quantity::Nano recounted = 0;        ///< from the objects that we see
  Bound recountedBound = Bound::unknown;
  Quantity::Nano pending = 0;  ///< of `recounted`: claims without devices
  Quantity::Nano asked = 0;    ///< not made yet: pods that wait for their claim, replicas that are still to come
  Bound askedBound = Bound::unknown;
  std::int64_t holds = 0;       ///< devices of the class that claims of the namespace really have
  std::vector<Part> parts;      ///< who counts, most first, at most kMostParts
  std::int64_t partsInAll = 0;  ///< how many there are
  std::vector<Part> asking;     ///< who makes up `asked`
  std::vector<Text> blocked;    ///< pods whose claim a quota has refused, when this is the quota that was named
  bool differs = false;         ///< used and recounted do not agree although both are exact
  bool counted = true;          ///< false: no evaluator counts this key here: an unknown resource, claims of a quota with scopes

  /// What the controller goes by: used where it is reported, else the recount.
  [[nodiscard]] Quantity::Nano inUse() const { return used ? *used : recounted; }
  [[nodiscard]] Bound inUseBound() const { return used ? Bound::exact : recountedBound; }
  [[nodiscard]] Quantity::Nano left() const { return hard > inUse() ? hard - inUse() : 0; }
  /// Of what is asked, what would not be admitted.
  [[nodiscard]] Quantity::Nano excess() const { return inUse() + asked > hard ? inUse() + asked - hard : 0; }
};

inline constexpr std::size_t kMostParts = 50;

struct LedgerOptions {
  std::string namespaceName;  ///< empty: all
  bool everyKey = false;      ///< keys that are not about claims or devices too
};

struct Ledger {
  std::vector<Row> rows;            ///< by namespace, quota, key
  Bound quotaBound = Bound::exact;  ///< of the list of quotas
};

/// Costs what the claims, pods and workloads of namespaces with such quotas cost.
[[nodiscard]] Ledger ledgerOf(const cluster::Snapshot& snapshot, const LedgerOptions& options = {});

/// "gpu 2 + all 32 (All counts as 32) = 34": how a claim's count of one key comes about; empty for keys that count the object.
[[nodiscard]] std::string arithmetic(const DeviceClaimSpec& spec, const Text& key, const ExtendedResources& extended);

}  // namespace claimscope::quota
