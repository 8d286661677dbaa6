// StateTabs: a segmented filter whose choices carry a shape and a count. GUI thread.
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "ui/base/shapes.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

struct StateTab {
  QString text;
  QString count;  ///< mono, with its bound
  std::optional<cluster::DeviceState> state;
  std::optional<Mark> mark;
  friend bool operator==(const StateTab&, const StateTab&) = default;
};

/// One tab stop; Left and Right move.
class StateTabs final : public QWidget {
  Q_OBJECT
 public:
  explicit StateTabs(Look& look, QWidget* parent = nullptr);
  void setTabs(std::vector<StateTab> tabs);
  [[nodiscard]] const std::vector<StateTab>& tabs() const { return m_tabs; }
  [[nodiscard]] int current() const { return m_current; }
  void setCurrent(int index);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 Q_SIGNALS:
  void currentChanged(int index);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] int widthOf(const StateTab& tab, bool current) const;
  [[nodiscard]] QFont textFont(bool current) const;
  void choose(int index);
  Look& m_look;
  std::vector<StateTab> m_tabs;
  int m_current = 0;
};

}  // namespace claimscope::ui
