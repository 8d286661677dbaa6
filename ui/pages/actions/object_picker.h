// ObjectPicker: the Select step of a guided action: a table of what it can be done to, with a find field. GUI thread.
#pragma once

#include <QLineEdit>
#include <memory>

#include "ui/base/panels.h"
#include "ui/pages/actions/pick_rows.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

class ObjectPicker final : public QWidget {
  Q_OBJECT
 public:
  explicit ObjectPicker(Look& look, QWidget* parent = nullptr);
  /// Rows are made anew only when the inventory or the kind is another one.
  void setView(const View& view, const std::string& kind, bool several);
  void setChosen(const std::vector<ObjectRef>& objects);
  [[nodiscard]] std::vector<ObjectRef> chosen() const;
  void focusFind();
  [[nodiscard]] QLineEdit& find() { return *m_find; }
  [[nodiscard]] TableModel& model() { return m_model; }
  [[nodiscard]] TableView& view() { return m_table->view(); }
  [[nodiscard]] TablePanel& table() { return *m_table; }

 Q_SIGNALS:
  void chosenChanged();
  /// Enter or a double click: go on with it.
  void accepted();

 private:
  [[nodiscard]] TableModel::Accepts accepts() const;
  void showCount();
  Look& m_look;
  TableModel m_model;
  Panel* m_panel;
  TablePanel* m_table;
  QLineEdit* m_find;
  std::shared_ptr<const PickRows> m_rows;
  std::shared_ptr<const cluster::Inventory> m_of;
  std::string m_kind;
  std::string m_namespace;
};

}  // namespace claimscope::ui
