// ClaimsPage: every claim with kubectl's state, what holds it and why; held ones first. GUI thread.
#pragma once

#include <QSet>
#include <QStringList>
#include <memory>

#include "ui/pages/claims/claim_rows.h"
#include "ui/pages/page.h"
#include "ui/tables/choice_buttons.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/state_tabs.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

class ClaimsPage final : public Page {
  Q_OBJECT
 public:
  explicit ClaimsPage(Look& look, QWidget* parent = nullptr);
  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>& object) override;
  /// "state=pending", "class=x namespace=y", words; and "waits" for all that wait.
  void setFilter(const QString& filter) override;
  [[nodiscard]] QString subtitle() const override { return m_subtitle; }
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  /// The filters, to be given back when the person returns to a source; an empty list: as for a source never seen.
  [[nodiscard]] QStringList keep() const override;
  void restore(const QStringList& kept) override;
  [[nodiscard]] QString filterText() const override { return m_filter->filter().str(); }
  void focusFind() override { m_filter->focusEdit(); }
  [[nodiscard]] TableModel& model() { return m_model; }
  [[nodiscard]] TablePanel& panel() { return *m_panel; }

 private:
  void rebuild();
  void showStory();
  void showCounts();
  [[nodiscard]] TableModel::Accepts accepts(const std::shared_ptr<const ClaimRows>& rows) const;
  [[nodiscard]] QString unknownKey() const;
  void setGrouping(ClaimGrouping grouping);

  View m_view;
  TableModel m_model;
  ClaimGrouping m_grouping = ClaimGrouping::deviceClass;
  std::shared_ptr<const ClaimFacts> m_facts;
  std::shared_ptr<const SeverityByObject> m_severity;
  std::shared_ptr<const std::vector<Column>> m_columns;
  std::shared_ptr<const ClaimRows> m_rows;
  QSet<QString> m_toggled;  ///< columns whose visibility the person turned round
  FilterBar* m_filter;
  StateTabs* m_tabs;
  TablePanel* m_panel;
  QWidget* m_tools;
  ColumnsButton* m_columnsButton;
  std::optional<ObjectRef> m_selection;
  QString m_subtitle;
};

}  // namespace claimscope::ui
