// OpenList: a short list of things to open: a mark or icon, a title, a line, a word at the right. GUI thread.
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "ui/base/plain_label.h"
#include "ui/base/shapes.h"

namespace claimscope::ui {

struct OpenItem {
  QString id;
  QString icon;  ///< of icons.svg; or the mark
  std::optional<Mark> mark;
  QString title;
  QString detail;  ///< a second line; empty: one line
  QString end;
  Ink endInk = Ink::muted;
  friend bool operator==(const OpenItem&, const OpenItem&) = default;
};

/// One tab stop: Up and Down move, Enter and Space open, as a click does.
class OpenList final : public QWidget {
  Q_OBJECT
 public:
  OpenList(Look& look, int rowHeight, bool lined, QWidget* parent = nullptr);
  void setItems(std::vector<OpenItem> items);
  [[nodiscard]] const std::vector<OpenItem>& items() const { return m_items; }
  /// Shown as the open one; nothing is told.
  void setCurrent(const QString& id);
  [[nodiscard]] QString current() const { return m_current; }
  [[nodiscard]] QRect rowRect(int row) const { return {0, row * m_rowHeight, width(), m_rowHeight}; }
  [[nodiscard]] QSize sizeHint() const override { return {200, m_rowHeight * static_cast<int>(m_items.size())}; }

 Q_SIGNALS:
  void picked(const QString& id);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] int rowAt(const QPoint& point) const;
  void setFocused(int row);
  void paintItem(QPainter& painter, const OpenItem& item, const QRect& rect) const;
  Look& m_look;
  int m_rowHeight;
  bool m_lined;
  std::vector<OpenItem> m_items;
  QString m_current;
  int m_focused = 0;
  int m_hovered = -1;
  bool m_keyboard = false;
};

}  // namespace claimscope::ui
