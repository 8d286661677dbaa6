// LineList: short lines of a mark, a text, a second text and a word at the right: permissions, changes, the journal. GUI thread.
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "ui/base/plain_label.h"
#include "ui/base/shapes.h"

namespace claimscope::ui {

struct TextLine {
  QString time;  ///< mono and muted, before all
  std::optional<Mark> mark;
  QString text;
  QString detail;  ///< muted, after the text
  QString end;     ///< at the right
  FontRole role = FontRole::small;
  Ink ink = Ink::primary;
  Ink endInk = Ink::muted;
  Ink detailInk = Ink::muted;
  enum class Ground { none, added, removed } ground = Ground::none;
  QString tooltip;
  friend bool operator==(const TextLine&, const TextLine&) = default;
};

/// As high as its lines. What does not fit is elided and stands in the tool tip. One tab stop: Up and Down choose, Ctrl+C copies.
class LineList final : public QWidget {
  Q_OBJECT
 public:
  /// `columns`: details stand below one another, after the first `columns` pixels of text; 0: right after it.
  LineList(Look& look, int lineHeight, int columns = 0, QWidget* parent = nullptr);
  void setLines(std::vector<TextLine> lines);
  [[nodiscard]] const std::vector<TextLine>& lines() const { return m_lines; }
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void paintLine(QPainter& painter, const TextLine& line, const QRect& rect) const;
  [[nodiscard]] int timeWidth() const;
  Look& m_look;
  int m_lineHeight;
  int m_columns;
  int m_current = 0;
  bool m_timed = false;
  std::vector<TextLine> m_lines;
};

}  // namespace claimscope::ui
