// Cost: what an evaluation costs as Kubernetes counts it (cel-go runtimecost.go, apiserver library/cost.go). One thread an
// evaluation.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "model/cel/value.h"

namespace claimscope::cel {

/// Of one evaluation (resourceapi.CELSelectorExpressionMaxCost).
inline constexpr std::uint64_t kCostLimit = 1'000'000;
inline constexpr const char* kCostLimitExceeded = "operation cancelled: actual cost limit exceeded";
/// A scan is charged a tenth of the text\'s size, a regular expression a quarter (common.StringTraversalCostFactor and so on).
inline constexpr double kScanFactor = 0.1;
inline constexpr double kRegexFactor = 0.25;

/// How one call is charged.
enum class CostRule : std::uint8_t {
  one,
  traverse,  ///< of the first argument as a tree
  scan,      ///< a tenth of the first argument's size
  scanTwice,
  scanResultTwice,
  regex,      ///< first argument searched for the second
  affixScan,  ///< a tenth of the second argument's size
  containsText,
  smaller,  ///< a tenth of the smaller of two
  equals,   ///< the same, but one for the types of Kubernetes
  concatenate,
  listSearch,  ///< the size of the second argument
  cidrContainsIpText,
  cidrContainsIp,
  cidrContainsText,
  cidrContains,
  formatValidate,
  outputList,
  flatten,
  flattenDepth,
  selfCompare,  ///< the square of the first argument's size
  selfCompareKeys,
  sets,
  setsTwice,
};
[[nodiscard]] CostRule costRuleOf(std::string_view function, std::string_view overload, bool listLibrary);
[[nodiscard]] std::uint64_t costOf(CostRule rule, std::span<const Value> args, const Value& result);

/// Follows an evaluation step by step. Values wait on a stack until the call that uses them is charged; which are found there
/// after an error decides what that call costs, so the stack is upstream's, node by node.
class CostTracker {
 public:
  void push(const Value& value, int id) {
    m_stack.emplace_back(value, id);
    if (m_cost > kCostLimit) {
      throw Abort{kCostLimitExceeded};
    }
  }
  void charge(std::uint64_t cost) { m_cost += cost; }
  void refund(std::uint64_t cost) { m_cost -= cost; }
  /// Forgets the value of a node and all above it.
  void drop(int id);
  /// The values of a call's arguments, forgotten; false when one is not there.
  bool take(std::span<const int> ids, std::vector<Value>& out);
  [[nodiscard]] std::uint64_t cost() const { return m_cost; }

 private:
  std::uint64_t m_cost = 0;
  std::vector<std::pair<Value, int>> m_stack;
};

}  // namespace claimscope::cel
