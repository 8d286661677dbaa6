// MetricsPanel: where the second source is, and what answers each metric people ask for. GUI thread.
#pragma once

#include "ui/base/panels.h"
#include "ui/base/view.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

class MetricsPanel final : public QWidget {
  Q_OBJECT
 public:
  explicit MetricsPanel(Look& look, QWidget* parent = nullptr);
  void setView(const View& view);
  [[nodiscard]] TablePanel& table() { return *m_table; }
  /// What is said about the server, for tests.
  [[nodiscard]] const QStringList& lines() const { return m_texts; }

 private:
  void showLines(const QStringList& texts, Mark mark);

  Look& m_look;
  TableModel m_model;
  Panel* m_panel;
  TablePanel* m_table;
  PlainLabel* m_words;
  QStringList m_texts;
  std::vector<prometheus::Mapping> m_shown;
};

/// Id of a row is that of the mapping; groups as the catalogue has them.
[[nodiscard]] std::shared_ptr<const RowSource> mappingRows(const std::vector<prometheus::Mapping>& mappings);

}  // namespace claimscope::ui
