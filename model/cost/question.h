// Question: what is asked of costs. Values; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace claimscope::cost {

struct PriceTable;  // prices.h
using PriceTablePtr = std::shared_ptr<const PriceTable>;
struct Report;  // cost.h
using ReportPtr = std::shared_ptr<const Report>;

enum class GroupBy : std::uint8_t { namespaceAndClass, deviceClass, pool, owner, node, namespaceName };

struct Question {
  GroupBy by = GroupBy::namespaceAndClass;
  std::int64_t windowMs = 24 * 60 * 60'000;  ///< ends with the snapshot's time
  std::string namespaceFilter = {};          ///< of the groups and idle claims; the split is of the whole cluster
  PriceTablePtr prices = nullptr;            ///< null: the list
  bool drains = true;                        ///< rehearse drains: the dearest part
  friend bool operator==(const Question&, const Question&) = default;
};

}  // namespace claimscope::cost
