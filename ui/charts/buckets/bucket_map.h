// BucketMap: buckets of a histogram over time as fields of colour. GUI thread.
#pragma once

#include <QWidget>

#include "model/prometheus/dashboard/values.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

class BucketMap final : public QWidget {
  Q_OBJECT
 public:
  explicit BucketMap(Look& look, QWidget* parent = nullptr);
  void setHeat(dashboard::BucketHeat heat, std::string unit);
  /// "09:12, 0.5 s to 1 s: 12"; empty outside.
  [[nodiscard]] QString wordsAt(QPoint point) const;
  [[nodiscard]] QSize minimumSizeHint() const override { return {120, 80}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] QRectF plot() const;
  [[nodiscard]] QString edgeText(std::size_t row) const;
  Look& m_look;
  dashboard::BucketHeat m_heat;
  std::string m_unit;
};

}  // namespace claimscope::ui
