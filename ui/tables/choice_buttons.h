// ChoiceButton and ColumnsButton: "Group by Pool" and "Columns 9 of 41" with their menus. GUI thread.
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

#include "ui/base/controls.h"
#include "ui/tables/row_source.h"

namespace claimscope::ui {

class ChoiceButton final : public QWidget {
  Q_OBJECT
 public:
  ChoiceButton(Look& look, const QString& label, const QStringList& choices, QWidget* parent = nullptr);
  [[nodiscard]] int current() const { return m_current; }
  void setCurrent(int index);
  /// "Group by" and its choices, for who offers them elsewhere too.
  [[nodiscard]] const QString& label() const { return m_label; }
  [[nodiscard]] const QStringList& choices() const { return m_choices; }
  /// As if it were chosen in the menu.
  void choose(int index);

 Q_SIGNALS:
  void chosen(int index);

 private:
  void popUp();
  void retitle();
  QString m_label;
  QStringList m_choices;
  int m_current = 0;
  Button* m_button;
};

class ColumnsButton final : public QWidget {
  Q_OBJECT
 public:
  explicit ColumnsButton(Look& look, QWidget* parent = nullptr);
  void setColumns(const std::vector<Column>& columns);

 Q_SIGNALS:
  void toggled(const QString& id, bool shown);

 private:
  void popUp();
  std::vector<Column> m_columns;
  Button* m_button;
};

}  // namespace claimscope::ui
