// ValueTiles: one number a series: large, as a gauge with its track, or as a row of bars. GUI thread.
#pragma once

#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/base/theme.h"

namespace claimscope::ui {

struct ValueTile {
  QString name;
  QString value;               ///< with its unit; "no samples" where there is none
  std::optional<double> part;  ///< of the track, 0 to 1; none: not a number
  int rank = 0;                ///< thresholds passed: 0 none; the last is warned about
  bool known = true;
};

class ValueTiles final : public QWidget {
  Q_OBJECT
 public:
  enum class Style { number, gauge, bars };

  ValueTiles(Look& look, Style style, QWidget* parent = nullptr);
  /// `worst` is the rank of the last threshold; 0: there are none.
  void setTiles(std::vector<ValueTile> tiles, int worst);
  [[nodiscard]] const std::vector<ValueTile>& tiles() const { return m_tiles; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {80, 40}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paintNumber(QPainter& painter, const QRectF& cell, const ValueTile& tile) const;
  void paintBar(QPainter& painter, const QRectF& row, const ValueTile& tile) const;
  [[nodiscard]] QColor colourOf(const ValueTile& tile) const;

  Look& m_look;
  Style m_style;
  std::vector<ValueTile> m_tiles;
  int m_worst = 0;
};

}  // namespace claimscope::ui
