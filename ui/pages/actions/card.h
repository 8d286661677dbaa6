// Card: the ground of a panel without its header; an accent bar at the left where wished. GUI thread.
#pragma once

#include <QFrame>
#include <optional>

#include "ui/base/shapes.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

class Card : public QFrame {
  Q_OBJECT
 public:
  explicit Card(Look& look, QWidget* parent = nullptr);
  /// A bar of 4 px in the colour of a mark.
  void setBar(std::optional<Mark> mark);

 protected:
  void paintEvent(QPaintEvent* event) override;
  Look& m_look;

 private:
  std::optional<Mark> m_bar;
};

/// A mark as a widget of fixed size.
class MarkBox final : public QWidget {
  Q_OBJECT
 public:
  MarkBox(Look& look, int side, QWidget* parent = nullptr);
  /// Hidden while there is none.
  void setMark(std::optional<Mark> mark);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  std::optional<Mark> m_mark;
};

}  // namespace claimscope::ui
