// NavRail: the pages of the window at its left, 152 px or 48 when collapsed. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/base/theme.h"

namespace claimscope::ui {

/// One tab stop; Up and Down move, Enter or Space opens.
class NavRail final : public QWidget {
  Q_OBJECT
 public:
  struct Item {
    QString id;  ///< of the page
    QString title;
    QString icon;
    QString key;           ///< "Ctrl+1"
    bool divided = false;  ///< a line stands above it
    QString count;
    bool critical = false;  ///< the count is painted as trouble
  };
  NavRail(Look& look, std::vector<Item> items, QWidget* parent = nullptr);

  void setCurrent(const QString& id);
  /// Empty `count`: none.
  void setCount(const QString& id, const QString& count, bool critical);
  /// The key that opens it now; empty: none.
  void setKey(const QString& id, const QString& key);
  void setCollapsed(bool collapsed);
  [[nodiscard]] bool collapsed() const { return m_collapsed; }
  [[nodiscard]] const std::vector<Item>& items() const { return m_items; }
  [[nodiscard]] QRect itemRect(int index) const;

 Q_SIGNALS:
  void chosen(const QString& id);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] int indexAt(const QPoint& point) const;
  void paintItem(QPainter& painter, int index) const;
  void describe();
  Look& m_look;
  std::vector<Item> m_items;
  int m_current = 0;
  int m_focused = 0;
  int m_hovered = -1;
  bool m_collapsed = false;
  bool m_keyboard = false;
};

}  // namespace claimscope::ui
