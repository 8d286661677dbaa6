// ObjectsPage: every object of one kind in a table, with the kinds as tabs above it. GUI thread.
#pragma once

#include <QSet>
#include <QStringList>
#include <memory>

#include "ui/pages/objects/object_kind.h"
#include "ui/pages/objects/object_severity.h"
#include "ui/pages/page.h"
#include "ui/tables/choice_buttons.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/state_tabs.h"
#include "ui/tables/tab_line.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

class ObjectsPage final : public Page {
  Q_OBJECT
 public:
  /// `id` is that of the page, one of objectPages().
  ObjectsPage(Look& look, const QString& id, QWidget* parent = nullptr);
  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>& object) override;
  /// "node=gpu-1 phase=Pending", words; "tab=2" chooses a tab.
  void setFilter(const QString& filter) override;
  [[nodiscard]] QString subtitle() const override { return m_subtitle; }
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  void focusFind() override { m_filter->focusEdit(); }
  [[nodiscard]] QString title() const { return m_kind->words().title; }
  /// The filters, to be given back when the person returns to a source; an empty list: as for a source never seen.
  [[nodiscard]] QStringList keep() const override;
  void restore(const QStringList& kept) override;
  /// What a kind leaves out by default is shown too: pods without claims.
  void setEverything(bool everything);
  [[nodiscard]] TableModel& model() { return m_model; }
  [[nodiscard]] TablePanel& panel() { return *m_panel; }
  [[nodiscard]] const ObjectRows* rows() const { return m_rows.get(); }
  [[nodiscard]] TabLine& kinds() { return *m_kinds; }

 private:
  void makeTools();
  void rebuild(bool columns);
  void applyFilter();
  void showCounts();
  void showStory();
  [[nodiscard]] TableModel::Accepts accepts() const;
  [[nodiscard]] QString unknownKey() const;

  QString m_id;
  std::unique_ptr<ObjectKind> m_kind;
  View m_view;
  TableModel m_model;
  ObjectOptions m_options;
  std::shared_ptr<const ObjectSeverity> m_severity;
  std::shared_ptr<const std::vector<Column>> m_columns;
  std::shared_ptr<const ObjectRows> m_rows;
  QSet<QString> m_toggled;  ///< columns whose visibility the person turned round
  TabLine* m_kinds;
  FilterBar* m_filter;
  StateTabs* m_tabs;
  Segmented* m_scope = nullptr;
  TablePanel* m_panel;
  QWidget* m_tools;
  ColumnsButton* m_columnsButton;
  std::optional<ObjectRef> m_selection;
  QString m_subtitle;
};

}  // namespace claimscope::ui
