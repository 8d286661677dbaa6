// PendingRows: the claims that wait and are worst, as few table rows over all ClaimRows. GUI thread.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "ui/pages/claims/claim_rows.h"

namespace claimscope::ui {

/// Which claims wait and which of them are worst; computed once for an inventory and a diagnosis.
struct PendingChoice {
  static constexpr std::size_t kMost = 10;
  std::vector<Row> worst;          ///< rows of ClaimRows: worst severity first, then oldest; at most kMost
  std::vector<Time> waitingSince;  ///< of every waiting claim whose creation is known, in no order
};
[[nodiscard]] PendingChoice choosePending(const View& view, const ClaimFacts& facts);

class PendingRows final : public RowSource {
 public:
  enum Field { kName, kNamespace, kClass, kWants, kAge, kHeldAt, kWhy };

  /// `usualMs`: claims younger than this and without a known reason are said to wait as long as is normal.
  PendingRows(std::shared_ptr<const ClaimRows> claims, std::shared_ptr<const PendingChoice> choice, Time now,
              std::optional<std::int64_t> usualMs);

  [[nodiscard]] Row size() const override { return static_cast<Row>(m_choice->worst.size()); }
  [[nodiscard]] const std::vector<Column>& columns() const override;
  [[nodiscard]] Cell cell(Row row, int column) const override;
  [[nodiscard]] SortKey sortKey(Row row, int column) const override;
  /// The order of the choice stands while nobody has chosen a column.
  [[nodiscard]] int band(Row row) const override { return static_cast<int>(row); }
  [[nodiscard]] std::uint64_t identity(Row row) const override { return m_claims->identity(claimRow(row)); }
  [[nodiscard]] ObjectRef object(Row row) const override { return m_claims->object(claimRow(row)); }
  [[nodiscard]] Row find(const ObjectRef& object) const override;

 private:
  [[nodiscard]] Row claimRow(Row row) const { return m_choice->worst[row]; }

  std::shared_ptr<const ClaimRows> m_claims;
  std::shared_ptr<const PendingChoice> m_choice;
  Time m_now;
  std::optional<std::int64_t> m_usualMs;
};

}  // namespace claimscope::ui
