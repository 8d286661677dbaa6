// Prices: what an hour of a node costs, by its instance type and market. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/bound.h"
#include "model/base/result.h"
#include "model/resources/metadata.h"

namespace claimscope::cost {

/// How a node is bought: eks.amazonaws.com/capacityType, karpenter.sh/capacity-type, cloud.google.com/gke-spot (and
/// gke-preemptible), kubernetes.azure.com/scalesetpriority. No label is on demand, which is what clouds give without one.
enum class Market : std::uint8_t { onDemand, spot, reserved };
[[nodiscard]] Market marketOf(const Metadata& node);
/// "on demand", "spot", "reserved".
[[nodiscard]] std::string_view marketWord(Market market);
/// node.kubernetes.io/instance-type, else the older beta.kubernetes.io/instance-type; empty when neither is set.
[[nodiscard]] Text instanceTypeOf(const Metadata& node);

/// Of one node for one hour, in PriceTable::currency.
struct Price {
  std::string instanceType;
  std::optional<double> onDemand;
  std::optional<double> spot;
  friend bool operator==(const Price&, const Price&) = default;
};

struct PriceTable {
  std::string currency = "USD";
  std::string source;         ///< "Amazon EC2 list, Linux, us-east-1"; "prices.yaml"
  std::string taken;          ///< "2025-06-05": the day the prices were true
  std::vector<Price> prices;  ///< by instance type
  std::size_t own = 0;        ///< of them, how many a person has set
  [[nodiscard]] const Price* find(std::string_view instanceType) const;
  friend bool operator==(const PriceTable&, const PriceTable&) = default;
};

/// A node's hour. Unknown: no price is known, never zero. A spot node without a spot price costs at most what it costs on demand;
/// a reserved one too.
struct Rate {
  double perHour = 0;
  Bound bound = Bound::unknown;
  Market market = Market::onDemand;
};
[[nodiscard]] Rate rateOf(const PriceTable& table, const Metadata& node);
[[nodiscard]] Rate rateOf(const PriceTable& table, std::string_view instanceType, Market market);

/// Amazon's list prices of GPU instance types and of common others, with the day and the region they are of.
[[nodiscard]] const PriceTable& listPrices();

/// Prices of a person, YAML or JSON, laid over `base`:
///     currency: USD
///     source: our contract
///     taken: 2026-10-01
///     prices: {p5.48xlarge: {onDemand: 40, spot: 21.5}, g5.xlarge: 0.9}
/// `replace: true` leaves `base` out; another currency does too, since sums of two mean nothing. Errors name the type and the
/// field.
[[nodiscard]] Result<PriceTable> readPrices(std::string_view text, const PriceTable& base = listPrices());
/// The prices in which a table differs from the built-in ones, in the form that readPrices() takes.
[[nodiscard]] std::string writePrices(const PriceTable& table);

}  // namespace claimscope::cost
