#include <QHBoxLayout>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/base/panels.h"

namespace claimscope::ui {

namespace {

constexpr int kTrack = 160;
// Shares of the width where columns begin, and how much of a column a bar fills, row by row: like text, never moving.
constexpr std::array<double, 3> kColumns = {0.0, 0.42, 0.84};
constexpr std::array<std::array<double, 3>, 4> kFilled = {
    {{0.78, 0.5, 0.8}, {0.62, 0.5, 0.66}, {0.88, 0.38, 0.8}, {0.7, 0.5, 0.58}}};

}  // namespace

Skeleton::Skeleton(Look& look, int rows, int rowHeight, QWidget* parent)
    : QWidget(parent), m_look(look), m_rows(std::max(rows, 0)), m_rowHeight(std::max(rowHeight, 12)) {
  setMinimumHeight(m_rows * m_rowHeight);
  setAccessibleName(tr("Loading"));
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void Skeleton::paintEvent(QPaintEvent*) {
  const Theme& theme = m_look.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  for (int row = 0; row < m_rows; ++row) {
    const qreal top = row * m_rowHeight;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.bg.active);
    for (std::size_t column = 0; column < kColumns.size(); ++column) {
      const qreal left = 8 + kColumns[column] * (width() - 16);
      const qreal right = column + 1 < kColumns.size() ? 8 + kColumns[column + 1] * (width() - 16) - 12 : width() - 8;
      const qreal bar = std::max<qreal>(0, (right - left) * kFilled[static_cast<std::size_t>(row) % kFilled.size()][column]);
      const bool number = column + 1 == kColumns.size();
      painter.drawRoundedRect(QRectF(number ? right - bar : left, top + (m_rowHeight - 10) / 2.0, bar, 10), 3, 3);
    }
    if (row + 1 < m_rows) {
      painter.fillRect(QRectF(0, top + m_rowHeight - 1, width(), 1), theme.border.subtle);
    }
  }
}

Progress::Progress(Look& look, QWidget* parent)
    : QWidget(parent), m_look(look), m_words(new PlainLabel(look, FontRole::small, Ink::secondary, this)) {
  setFixedHeight(32);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12 + kTrack + 10, 0, 12, 0);
  row->addWidget(m_words, 1);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void Progress::setProgress(double part, const QString& words) {
  m_part = std::isfinite(part) ? std::min(part, 1.0) : -1;
  m_words->setText(words);
  setAccessibleName(m_words->text());
  update();
}

void Progress::paintEvent(QPaintEvent*) {
  const Theme& theme = m_look.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF track(12, (height() - 6) / 2.0, kTrack, 6);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.bg.active);
  painter.drawRoundedRect(track, 2, 2);
  if (m_part >= 0) {
    painter.setBrush(theme.accent.fill);
    painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(kTrack * m_part, 6)), 2, 2);
  } else {
    // The end is not known: a hatch that stands still, not a bar at some made-up place.
    paintHatch(painter, track, theme.border.strong, 6, 1.5);
  }
}

}  // namespace claimscope::ui
