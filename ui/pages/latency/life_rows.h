// LifeRows: claims with where their time went, as table rows: the outliers, and the table of the Gantt chart. GUI thread.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "model/latency/report.h"
#include "ui/tables/row_source.h"

namespace claimscope::ui {

/// What to say of one life of a list.
struct LifeRow {
  std::uint32_t life = 0;
  latency::Span whole;
  latency::Stage stage = latency::Stage::allocated;  ///< where most of the time went
};

/// Why by life: few words, and the whole text for the tooltip.
struct WhyWords {
  QString words;
  QString tooltip;
};
using WhyByLife = std::unordered_map<std::uint32_t, WhyWords>;

class LifeRows final : public RowSource {
 public:
  enum Field {
    kName,
    kTook,
    kStage,
    kWhy,
    kNamespace,
    kClass,
    kNode,
    kBegun,
    kCreated,
    kAllocated,
    kScheduled,
    kPrepared,
    kStarted
  };
  enum class Table { outliers, all };

  LifeRows(latency::LivesPtr lives, std::vector<LifeRow> rows, Table table, WhyByLife why = {});

  [[nodiscard]] Row size() const override { return static_cast<Row>(m_rows.size()); }
  [[nodiscard]] const std::vector<Column>& columns() const override;
  [[nodiscard]] Cell cell(Row row, int column) const override;
  [[nodiscard]] SortKey sortKey(Row row, int column) const override;
  /// Rows stand as they were given while nobody sorts.
  [[nodiscard]] int band(Row row) const override { return static_cast<int>(row); }
  [[nodiscard]] std::uint64_t identity(Row row) const override;
  [[nodiscard]] ObjectRef object(Row row) const override;
  [[nodiscard]] Row find(const ObjectRef& object) const override;

 private:
  [[nodiscard]] const latency::Life& lifeOf(Row row) const { return m_lives->lives[m_rows[row].life]; }
  [[nodiscard]] Field fieldOf(int column) const;

  latency::LivesPtr m_lives;
  std::vector<LifeRow> m_rows;
  Table m_table;
  WhyByLife m_why;
  std::unordered_map<std::uint32_t, std::string> m_whyText;  ///< what sort keys point to
};

/// The claim, or the pod that waits for one without a name.
[[nodiscard]] ObjectRef refOf(const latency::Life& life);

}  // namespace claimscope::ui
