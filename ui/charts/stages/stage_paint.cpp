// StageBars: painting. GUI thread.
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/charts/duration_scale.h"
#include "ui/charts/stage_words.h"
#include "ui/charts/stages/stage_bars.h"
#include "ui/charts/stages/stage_metrics.h"

namespace claimscope::ui {

void paintStages(QPainter& painter, const QRectF& rect, double length,
                 const std::array<latency::Distribution, latency::kStages>& stages, std::size_t percentile, const Theme& theme) {
  std::array<double, latency::kStages> parts{};
  double sum = 0;
  int known = 0;
  for (std::size_t i = 0; i < latency::kStages; ++i) {
    const latency::Quantile& quantile = stages[i].at[percentile];
    if (quantile.bound != Bound::unknown) {
      parts[i] = std::max(1.0, static_cast<double>(quantile.ms));
      sum += parts[i];
      ++known;
    }
  }
  if (known == 0 || length <= 0) {
    return;
  }
  // What is there is seen, however short: two pixels each before the rest is shared out.
  constexpr double kLeast = 2;
  constexpr double kGap = 1.5;
  const double room = std::max(0.0, length - known * kLeast - (known - 1) * kGap);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  double x = rect.left();
  for (std::size_t i = 0; i < latency::kStages; ++i) {
    if (parts[i] <= 0) {
      continue;
    }
    const double width = kLeast + room * parts[i] / sum;
    painter.setBrush(stageColor(theme, stageAt(i)));
    painter.drawRoundedRect(QRectF(x, rect.top(), width, rect.height()), 1.5, 1.5);
    x += width + kGap;
  }
  painter.restore();
}

void StageBars::paintEvent(QPaintEvent*) {
  using namespace stage_metrics;
  QPainter painter(viewport());
  const Columns at = columns();
  painter.save();
  painter.setClipRect(0, kHeader, viewport()->width(), viewport()->height() - kHeader);
  const int scroll = verticalScrollBar()->value();
  const int first = scroll / kRow;
  const int last = std::min(rows() - 1, (scroll + viewport()->height() - kHeader) / kRow);
  for (int row = first; row <= last; ++row) {
    paintRow(painter, at, row, kHeader + row * kRow - scroll);
  }
  painter.restore();
  paintHeader(painter, at);
}

void StageBars::paintHeader(QPainter& painter, const Columns& at) const {
  using namespace stage_metrics;
  const Theme& theme = m_look.theme();
  painter.setFont(m_look.font(FontRole::captionStrong));
  painter.setPen(theme.text.muted);
  const auto draw = [&](int left, int right, const QString& text, bool end) {
    painter.drawText(QRect(left + kPad, 0, right - left - 2 * kPad, kHeader),
                     Qt::AlignVCenter | Qt::TextSingleLine | (end ? Qt::AlignRight : Qt::AlignLeft), text);
  };
  const bool detail = at.detail < at.claims;
  draw(at.name, at.detail, m_report == nullptr ? QString() : titleOf(m_report->question.by), false);
  if (detail) {
    draw(at.detail, at.claims, tr("Driver"), false);
  }
  draw(at.claims - kPad, at.bar, tr("Claims"), true);
  draw(at.bar, at.before, tr("p%1, stage by stage").arg(latency::kPercentiles[m_percentile]), false);
  if (at.before < at.p50) {
    draw(at.before - kPad, at.p50, tr("before"), true);
  }
  draw(at.p50, at.p99, tr("p50"), true);
  draw(at.p99, at.end, tr("p99"), true);
  painter.fillRect(0, kHeader - 1, at.end, 1, theme.border.normal);
}

void StageBars::paintRow(QPainter& painter, const Columns& at, int row, int y) const {
  using namespace stage_metrics;
  const Theme& theme = m_look.theme();
  const latency::Group& group = m_report->groups[static_cast<std::size_t>(row)];
  const QRect whole(0, y, at.end, kRow);
  const bool chosen = !m_chosen.isEmpty() && QString::fromStdString(group.key) == m_chosen;
  if (chosen) {
    painter.fillRect(whole, theme.bg.selected);
    painter.fillRect(0, y, 3, kRow, theme.accent.fill);
  } else if (row == m_hovered) {
    painter.fillRect(whole, theme.bg.hover);
  }
  painter.fillRect(0, y + kRow - 1, at.end, 1, theme.border.subtle);
  const auto draw = [&](int left, int right, const QString& text, FontRole role, const QColor& color, bool end,
                        Qt::TextElideMode elide = Qt::ElideRight) {
    painter.setFont(m_look.font(role));
    painter.setPen(color);
    const QRect room(left + kPad, y, right - left - 2 * kPad, kRow - 1);
    painter.drawText(room, Qt::AlignVCenter | Qt::TextSingleLine | (end ? Qt::AlignRight : Qt::AlignLeft),
                     painter.fontMetrics().elidedText(text, elide, room.width()));
  };
  const QString name = group.name.empty() ? tr("none") : plain(group.name);
  draw(at.name, at.detail, name, FontRole::mono, group.name.empty() ? theme.text.muted : theme.text.primary, false,
       Qt::ElideMiddle);
  if (at.detail < at.claims) {
    draw(at.detail, at.claims, plain(group.detail), FontRole::mono, theme.text.secondary, false, Qt::ElideMiddle);
  }
  draw(at.claims - kPad, at.bar, number(group.claims), FontRole::mono, theme.text.secondary, true);
  paintBar(painter, QRect(at.bar + kPad, y, at.before - at.bar - 2 * kPad, kRow - 1), group);
  if (at.before < at.p50 && group.before) {
    const Change change = changeOf(group.whole.at[m_percentile], group.before->at[m_percentile]);
    draw(at.before - kPad, at.p50, change.text, FontRole::monoSmall, change.worse ? theme.severity.warning : theme.text.muted,
         true);
  }
  draw(at.p50, at.p99, quantileText(group.whole.at[0]), FontRole::mono, theme.text.primary, true);
  draw(at.p99, at.end, quantileText(group.whole.at[2]), FontRole::mono,
       group.overObjective ? theme.severity.critical : theme.text.primary, true);
  if (hasFocus() && m_keyboard && row == m_row) {
    paintFocusRing(painter, whole, 0, theme);
  }
}

void StageBars::paintBar(QPainter& painter, const QRect& room, const latency::Group& group) const {
  using namespace stage_metrics;
  const Theme& theme = m_look.theme();
  const latency::Quantile& whole = group.whole.at[m_percentile];
  if (whole.bound == Bound::unknown) {
    painter.setFont(m_look.font(FontRole::small));
    painter.setPen(theme.text.muted);
    painter.drawText(room, Qt::AlignVCenter, tr("no samples"));
    return;
  }
  const double most = std::max(24, room.width() - kLabel);
  const double length = std::max(14.0, most * static_cast<double>(whole.ms) / static_cast<double>(m_longest));
  const QRectF bar(room.left(), room.top() + (room.height() - kBar) / 2.0, length, kBar);
  paintStages(painter, bar, length, group.stages, m_percentile, theme);
  painter.setFont(m_look.font(FontRole::captionStrong));
  painter.setPen(theme.text.primary);
  painter.drawText(QRect(room.left() + static_cast<int>(length) + 8, room.top(), kLabel + 40, room.height()),
                   Qt::AlignVCenter | Qt::TextSingleLine, quantileText(whole));
}

StageLegend::StageLegend(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

QSize StageLegend::sizeHint() const {
  const QFontMetrics metrics(m_look.font(FontRole::caption));
  int width = 0;
  for (std::size_t i = 0; i < latency::kStages; ++i) {
    width += 14 + metrics.horizontalAdvance(stageName(stageAt(i))) + (i + 1 < latency::kStages ? 12 : 0);
  }
  return {width, 16};
}

void StageLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(m_look.font(FontRole::caption));
  int x = std::min(0, width() - sizeHint().width());
  for (std::size_t i = 0; i < latency::kStages; ++i) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(stageColor(m_look.theme(), stageAt(i)));
    painter.drawRoundedRect(QRectF(x, height() / 2.0 - 4.5, 9, 9), 1.5, 1.5);
    const QString name = stageName(stageAt(i));
    const int width = painter.fontMetrics().horizontalAdvance(name);
    painter.setPen(m_look.theme().text.secondary);
    painter.drawText(QRect(x + 14, 0, width + 2, height()), Qt::AlignVCenter, name);
    x += 14 + width + 12;
  }
}

}  // namespace claimscope::ui
