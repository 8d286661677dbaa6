// GanttPainter: rows thinner than a few pixels, straight into an image: 100,000 claims in a few milliseconds. GUI thread.
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/base/format.h"
#include "ui/charts/gantt/gantt_fill.h"
#include "ui/charts/gantt/gantt_painter.h"
#include "ui/charts/stage_words.h"

namespace claimscope::ui {
namespace {

/// Half the colour and half the ground: what is still open, where a hatch has no room.
QRgb half(const QColor& color, const QColor& ground) {
  return qRgb((color.red() + ground.red()) / 2, (color.green() + ground.green()) / 2, (color.blue() + ground.blue()) / 2);
}

}  // namespace

void GanttPainter::paintThin(QPainter& painter, QImage& image, qreal ratio) const {
  const Theme& theme = m_look.theme();
  const GanttScale& scale = *m_scene.scale;
  const QRect& plot = m_scene.plot;
  const QSize size(std::max(1, static_cast<int>(std::ceil(plot.width() * ratio))),
                   std::max(1, static_cast<int>(std::ceil(plot.height() * ratio))));
  if (image.size() != size || image.format() != QImage::Format_RGB32) {
    image = QImage(size, QImage::Format_RGB32);
  }
  image.setDevicePixelRatio(ratio);
  image.fill(theme.bg.panel);
  std::array<QRgb, latency::kStages> closed{};
  std::array<QRgb, latency::kStages> open{};
  for (std::size_t i = 0; i < latency::kStages; ++i) {
    closed[i] = stageColor(theme, stageAt(i)).rgb();
    open[i] = half(stageColor(theme, stageAt(i)), theme.bg.panel);
  }
  GanttFill fill(image);
  const auto [first, last] = visibleRows();
  const double row = scale.rowHeight() * ratio;
  const double perMs = ratio / scale.msPerPixel();
  const auto x = [&](std::int32_t ms) { return static_cast<int>((static_cast<double>(ms) - scale.from()) * perMs); };
  for (std::size_t i = first; i < last; ++i) {
    const GanttBar& bar = m_scene.bars->bars[(*m_scene.shown)[i]];
    const double at = (static_cast<double>(i) - scale.top()) * row;
    const int top = static_cast<int>(at);
    // A pixel between rows while there is room for one.
    const int bottom = std::max(top + 1, static_cast<int>(at + row) - (row >= 3 ? 1 : 0));
    const int left = x(bar.begun);
    const int right = x(bar.last());
    if (right < 0 || left >= size.width()) {
      continue;
    }
    if (right - left <= 1) {
      // All of it within a pixel: the stage that took longest stands for it.
      std::size_t longest = latency::kStages - 1;
      std::int32_t most = -1;
      for (std::size_t stage = 0; stage < latency::kStages; ++stage) {
        if (bar.has(stage) && bar.end[stage] - bar.from(stage) > most) {
          most = bar.end[stage] - bar.from(stage);
          longest = stage;
        }
      }
      fill.box(left, left + 1, top, bottom, bar.open == longest ? open[longest] : closed[longest]);
      continue;
    }
    int from = left;
    for (std::size_t stage = 0; stage < latency::kStages; ++stage) {
      const int to = x(bar.end[stage]);
      if (bar.has(stage) && to > from) {
        fill.box(from, to, top, bottom, bar.open == stage ? open[stage] : closed[stage]);
      }
      from = std::max(from, to);
    }
  }
  painter.drawImage(plot.topLeft(), image);
  for (const auto& [chosen, color] :
       {std::pair{m_scene.hovered, theme.border.strong}, std::pair{m_scene.selected, theme.accent.text}}) {
    if (chosen && *chosen >= first && *chosen < last) {
      const double y = plot.top() + scale.yOf(static_cast<double>(*chosen));
      painter.fillRect(QRectF(kLabels - 12, y - 1, 8, std::max(3.0, scale.rowHeight())), color);
    }
  }
  painter.setFont(m_look.font(FontRole::small));
  painter.setPen(theme.text.muted);
  const QRect words(12, plot.top() + 4, kLabels - 40, 60);
  painter.drawText(words, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                   QCoreApplication::translate("GanttPainter", "%1 claims, a row each; + shows their names")
                       .arg(number(static_cast<std::int64_t>(m_scene.shown->size()))));
}

}  // namespace claimscope::ui
