#include "ui/canvas/minimap.h"

#include <QMouseEvent>
#include <QPainter>

#include "ui/canvas/raster.h"

namespace claimscope::ui {
namespace {
constexpr double kMargin = 5;
}

Minimap::Minimap(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setAccessibleName(tr("Minimap"));
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void Minimap::setScene(std::shared_ptr<const topology::Layout> layout, const Viewport& viewport) {
  m_layout = std::move(layout);
  m_viewport = viewport;
  update();
}

double Minimap::scale() const {
  if (m_layout == nullptr || m_layout->bounds.w <= 0 || m_layout->bounds.h <= 0) {
    return 1;
  }
  return std::min((width() - 2 * kMargin) / m_layout->bounds.w, (height() - 2 * kMargin) / m_layout->bounds.h);
}

QPointF Minimap::toWorld(const QPointF& point) const {
  return (point - QPointF(kMargin, kMargin)) / scale();
}

void Minimap::paintEvent(QPaintEvent*) {
  const Theme& theme = m_look.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.fillRect(rect(), theme.bg.canvas);
  painter.setPen(QPen(theme.border.normal, theme.lineWidth));
  painter.setBrush(theme.bg.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  if (m_layout == nullptr) {
    return;
  }
  const double s = scale();
  painter.setPen(Qt::NoPen);
  for (const topology::GroupBox& group : m_layout->groups) {
    const auto total = static_cast<double>(std::max<std::int64_t>(1, group.counts.total()));
    const double used = static_cast<double>(group.counts.of(cluster::DeviceState::inUse)) / total;
    painter.setBrush(Raster::mix(theme.state.inUse.fill, theme.bg.raised, 0.25 + 0.6 * used));
    painter.drawRect(QRectF(kMargin + group.rect.x * s, kMargin + group.rect.y * s, std::max(1.0, group.rect.w * s - 1),
                            std::max(1.0, group.rect.h * s - 1)));
  }
  const QRectF world = m_viewport.visible().intersected(QRectF(0, 0, m_layout->bounds.w, m_layout->bounds.h));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.text.primary, 1.5));
  painter.drawRect(QRectF(kMargin + world.x() * s, kMargin + world.y() * s, world.width() * s, world.height() * s));
}

void Minimap::mousePressEvent(QMouseEvent* event) {
  Q_EMIT centred(toWorld(event->position()));
}

void Minimap::mouseMoveEvent(QMouseEvent* event) {
  if ((event->buttons() & Qt::LeftButton) != 0) {
    Q_EMIT centred(toWorld(event->position()));
  }
}

}  // namespace claimscope::ui
