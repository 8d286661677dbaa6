// TabLine: words with a count each and a line of accent under the current one. GUI thread.
#pragma once

#include <QStringList>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/base/shapes.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

/// One tab stop; Left and Right move, and what is moved to is chosen at once.
class TabLine final : public QWidget {
  Q_OBJECT
 public:
  struct Tab {
    QString id;
    QString text;
    QString count;
    friend bool operator==(const Tab&, const Tab&) = default;
  };
  /// `margin`: before the first word.
  explicit TabLine(Look& look, QWidget* parent = nullptr, int margin = 0);
  void setTabs(std::vector<Tab> tabs);
  [[nodiscard]] const std::vector<Tab>& tabs() const { return m_tabs; }
  [[nodiscard]] const QString& current() const { return m_current; }
  /// Tells nobody.
  void setCurrent(const QString& id);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return {40, sizeHint().height()}; }

 Q_SIGNALS:
  void chosen(const QString& id);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] QRect rectOf(int index) const;
  [[nodiscard]] int at(const QPoint& point) const;
  [[nodiscard]] int indexOf(const QString& id) const;
  [[nodiscard]] QFont textFont(bool current) const;
  void choose(int index);
  Look& m_look;
  int m_margin;
  std::vector<Tab> m_tabs;
  QString m_current;
  int m_hovered = -1;
};

}  // namespace claimscope::ui
