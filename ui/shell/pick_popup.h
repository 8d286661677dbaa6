// PickPopup: a field and the list of what it finds, for search and for choosing a namespace. GUI thread.
#pragma once

#include <QAbstractListModel>
#include <QFrame>
#include <QLineEdit>
#include <QListView>
#include <functional>
#include <vector>

#include "ui/base/plain_label.h"

namespace claimscope::ui {

struct PickRow {
  QString name;    ///< mono when it comes from the cluster
  QString kind;    ///< caption at the left, may be empty
  QString detail;  ///< muted, at the right
  bool mono = true;
};

struct PickList {
  std::vector<PickRow> rows;
  QString foot;  ///< "40 of 1,204 matches"
};

/// Typing asks `find`; Up and Down move, Enter picks, Esc closes. Opened under a widget.
class PickPopup final : public QFrame {
  Q_OBJECT
 public:
  using Find = std::function<PickList(const QString& text)>;
  PickPopup(Look& look, const QString& placeholder, Find find, QWidget* parent);

  /// Shows it over the window, its left top at a point of the parent.
  void open(const QRect& geometry);
  [[nodiscard]] QLineEdit& field() { return *m_field; }
  [[nodiscard]] int rowCount() const;
  /// Asks again with the same text: the cluster has moved.
  void refresh();

 Q_SIGNALS:
  /// Row of the newest answer of `find`; `beside` with Ctrl.
  void picked(int row, bool beside);
  void closed();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  class Model;
  Look& m_look;
  Find m_find;
  Model* m_model;
  QLineEdit* m_field;
  QListView* m_list;
  PlainLabel* m_foot;
};

}  // namespace claimscope::ui
