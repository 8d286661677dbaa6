// FilterBar: filter chips, a find field and "n of m" in one frame of 28 px. GUI thread.
#pragma once

#include <QFrame>
#include <QHBoxLayout>
#include <QLineEdit>
#include <vector>

#include "ui/base/controls.h"
#include "ui/base/plain_label.h"
#include "ui/tables/filter.h"

namespace claimscope::ui {

/// Typing searches at once; Enter makes chips of words like "state=free"; Backspace in the empty field removes the last
/// chip; Down goes to the table, Esc empties the field, then leaves it.
class FilterBar final : public QFrame {
  Q_OBJECT
 public:
  FilterBar(Look& look, const QString& placeholder, QWidget* parent = nullptr);
  [[nodiscard]] const Filter& filter() const { return m_filter; }
  void setFilter(const Filter& filter);
  /// "8,000 of 40,000"; a sentence in critical ink when the filter names something that is not there.
  void setCount(const QString& text, bool wrong = false);
  void focusEdit();
  [[nodiscard]] QSize sizeHint() const override { return {320, 28}; }

 Q_SIGNALS:
  void filterChanged();
  /// Down, Enter or Esc: the keyboard goes to the rows.
  void left();

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void showChips();
  void removeTerm(std::size_t index);
  void takeTerms();
  void restyle();

  Look& m_look;
  Filter m_filter;
  QHBoxLayout* m_chipsLayout;
  QLineEdit* m_edit;
  PlainLabel* m_count;
  std::vector<Chip*> m_chips;
};

}  // namespace claimscope::ui
