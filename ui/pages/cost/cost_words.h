// Costs in words: parts, reasons, money with its mark, and the sentence of the page. Pure; any thread.
#pragma once

#include <QString>

#include "model/cost/cost.h"
#include "ui/base/shapes.h"

namespace claimscope::ui {

/// "Busy", "Allocated, idle" …
[[nodiscard]] QString partName(cost::Part part);
/// "A10G on nodes without free CPU or memory".
[[nodiscard]] QString strandWords(const cost::StrandGroup& group);
/// "all fit elsewhere", "all fit elsewhere, not with the others", or what keeps it.
[[nodiscard]] QString offerWords(const cost::DrainOffer& offer);
/// "EKS node group", "Karpenter NodePool"; "–" where no label says who makes such nodes.
[[nodiscard]] QString growerName(cost::Grower grower);
/// "$58,200", "12 EUR"; the bound apart.
[[nodiscard]] QString moneyWords(const cost::Sum& money, const std::string& currency);
[[nodiscard]] QString hoursWords(const cost::Sum& hours);
/// "≥", "≤" or nothing.
[[nodiscard]] QString boundWords(Bound bound);
/// "24 h", "7 days".
[[nodiscard]] QString costWindowWords(std::int64_t windowMs);
/// "p5.48xlarge $55.04, g5.48xlarge $16.29 a node hour".
[[nodiscard]] QString priceLine(const cost::Report& report);

struct CostVerdict {
  Mark mark = Mark::unknown;
  QString sentence;
  QString evidence;
};
[[nodiscard]] CostVerdict costVerdict(const cost::Report& report);

}  // namespace claimscope::ui
