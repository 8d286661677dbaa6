// Legend: counts of what is in view by state or category; a click dims a state, never removes it. GUI thread.
#pragma once

#include <QString>
#include <QWidget>
#include <array>
#include <vector>

#include "model/cluster/inventory.h"
#include "ui/base/theme.h"
#include "ui/canvas/scene.h"

namespace claimscope::ui {

/// What is in view, counted.
struct LegendCounts {
  std::array<Count, cluster::kDeviceStates> states{};
  std::vector<std::int64_t> categories;  ///< parallel to those of the colouring; empty: by state
  std::int64_t none = 0;                 ///< devices without a category
  QString account;                       ///< the line that accounts for everything
};

/// Of the nodes that the scene's viewport reaches, with bounds, and the sentence that accounts for all of them.
[[nodiscard]] LegendCounts legendCounts(const Scene& scene);

class Legend final : public QWidget {
  Q_OBJECT
 public:
  explicit Legend(Look& look, QWidget* parent = nullptr);

  /// Devices in view by state, or by the categories of another colouring. What was dimmed stays so until the colouring is
  /// another.
  void setCounts(const LegendCounts& counts, const Colouring& colouring);
  [[nodiscard]] const Dimmed& dimmed() const { return m_dimmed; }
  void setDimmed(const Dimmed& dimmed);
  [[nodiscard]] QString account() const { return m_counts.account; }
  [[nodiscard]] Count countOf(cluster::DeviceState state) const { return m_counts.states[static_cast<std::size_t>(state)]; }
  [[nodiscard]] const LegendCounts& counts() const { return m_counts; }
  [[nodiscard]] QSize sizeHint() const override;
  /// For a width that is given; entries go on in further rows rather than being left out.
  [[nodiscard]] int heightForWidth(int width) const override;
  /// What it shows, painted elsewhere: pictures that are exported.
  void paint(QPainter& painter, const QRectF& rect) const;

 Q_SIGNALS:
  void toggled();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Entry {
    int index = 0;  ///< a state, a category, or kNoneEntry
    QRectF rect;
    QString text;  ///< may be cut
    QString whole;
    QString count;
  };
  [[nodiscard]] std::vector<Entry> entries(double width) const;
  [[nodiscard]] bool& flagOf(int index);
  [[nodiscard]] bool isDimmed(int index) const;
  void toggle(int index);
  void paintEntry(QPainter& painter, const Entry& entry, const QPointF& offset) const;
  static constexpr int kNoneEntry = 100;

  Look& m_look;
  LegendCounts m_counts;
  Colouring m_colouring;  ///< without its devices
  Dimmed m_dimmed;
  int m_current = -1;  ///< entry the keyboard is on
};

}  // namespace claimscope::ui
