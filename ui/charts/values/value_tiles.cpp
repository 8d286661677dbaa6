#include "ui/charts/values/value_tiles.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/base/plain_label.h"
#include "ui/base/shapes.h"

namespace claimscope::ui {

ValueTiles::ValueTiles(Look& look, Style style, QWidget* parent) : QWidget(parent), m_look(look), m_style(style) {
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void ValueTiles::setTiles(std::vector<ValueTile> tiles, int worst) {
  m_tiles = std::move(tiles);
  m_worst = worst;
  QStringList words;
  for (const ValueTile& tile : m_tiles) {
    words += tile.name.isEmpty() ? tile.value : tr("%1 %2").arg(tile.name, tile.value);
  }
  setAccessibleName(words.join(QStringLiteral(", ")));
  update();
}

QColor ValueTiles::colourOf(const ValueTile& tile) const {
  const Theme& theme = m_look.theme();
  if (m_worst == 0 || tile.rank == 0) {
    return theme.chart[0];
  }
  return tile.rank >= m_worst ? theme.severity.warning : theme.chart[0];
}

void ValueTiles::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF room = QRectF(rect()).adjusted(12, 8, -12, -8);
  if (m_tiles.empty() || room.height() < 10) {
    return;
  }
  const auto count = static_cast<int>(m_tiles.size());
  if (m_style == Style::bars) {
    const int fits = std::max(1, static_cast<int>(room.height() / 26));
    const int shown = count > fits ? std::max(1, fits - 1) : count;
    const double height = std::min(34.0, room.height() / (count > fits ? fits : std::max(count, 1)));
    for (int i = 0; i < shown; ++i) {
      paintBar(painter, QRectF(room.left(), room.top() + i * height, room.width(), height), m_tiles[static_cast<std::size_t>(i)]);
    }
    if (shown < count) {
      painter.setFont(m_look.font(FontRole::caption));
      painter.setPen(m_look.theme().text.muted);
      painter.drawText(QRectF(room.left(), room.top() + shown * height, room.width(), 18), Qt::AlignVCenter,
                       tr("and %1 more").arg(count - shown));
    }
    return;
  }
  // As near to squares as the room allows.
  int columns = 1;
  while (columns < count && columns < 6 && room.width() / (columns + 1) >= 110) {
    ++columns;
  }
  const int rows = std::clamp((count + columns - 1) / columns, 1, std::max(1, static_cast<int>(room.height() / 52)));
  const double width = room.width() / columns;
  const double height = room.height() / rows;
  for (int i = 0; i < std::min(count, rows * columns); ++i) {
    const bool last = i == rows * columns - 1 && count > rows * columns;
    const QRectF cell(room.left() + (i % columns) * width, room.top() + (i / columns) * height, width, height);
    if (last) {
      painter.setFont(m_look.font(FontRole::caption));
      painter.setPen(m_look.theme().text.muted);
      painter.drawText(cell, Qt::AlignCenter, tr("and %1 more").arg(count - i));
    } else {
      paintNumber(painter, cell, m_tiles[static_cast<std::size_t>(i)]);
    }
  }
}

void ValueTiles::paintNumber(QPainter& painter, const QRectF& cell, const ValueTile& tile) const {
  const Theme& theme = m_look.theme();
  const bool gauge = m_style == Style::gauge && tile.part;
  const bool warned = m_worst > 0 && tile.rank >= m_worst;
  const double height = 30 + (tile.name.isEmpty() ? 0 : 18) + (gauge ? 16 : 0);
  QRectF line(cell.left() + 4, cell.center().y() - height / 2, cell.width() - 8, 30);
  painter.setFont(m_look.font(tile.known ? FontRole::display : FontRole::body));
  QRectF text = line;
  if (warned) {
    const int width = painter.fontMetrics().horizontalAdvance(tile.value);
    paintMark(painter, QRectF(line.center().x() - width / 2.0 - 20, line.center().y() - 7, 14, 14), Mark::warning, theme,
              theme.bg.panel);
  }
  painter.setPen(tile.known ? theme.text.primary : theme.text.muted);
  painter.drawText(text, Qt::AlignCenter,
                   painter.fontMetrics().elidedText(tile.value, Qt::ElideRight, static_cast<int>(text.width())));
  line.moveTop(line.bottom());
  if (gauge) {
    const double width = std::min(line.width(), 220.0);
    const QRectF track(line.center().x() - width / 2, line.top() + 4, width, 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.bg.active);
    painter.drawRoundedRect(track, 2, 2);
    painter.setBrush(colourOf(tile));
    painter.drawRoundedRect(QRectF(track.left(), track.top(), std::max(2.0, track.width() * std::clamp(*tile.part, 0.0, 1.0)), 8),
                            2, 2);
    line.moveTop(line.top() + 16);
  }
  if (!tile.name.isEmpty()) {
    line.setHeight(18);
    painter.setFont(m_look.font(FontRole::caption));
    painter.setPen(theme.text.muted);
    painter.drawText(line, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(tile.name, Qt::ElideMiddle, static_cast<int>(line.width())));
  }
}

void ValueTiles::paintBar(QPainter& painter, const QRectF& row, const ValueTile& tile) const {
  const Theme& theme = m_look.theme();
  painter.setFont(m_look.font(FontRole::mono));
  const int value = std::max(64, painter.fontMetrics().horizontalAdvance(tile.value));
  painter.setPen(tile.known ? theme.text.primary : theme.text.muted);
  painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, tile.value);
  const double name = std::clamp(row.width() * 0.35, 60.0, 260.0);
  painter.setFont(m_look.font(FontRole::small));
  painter.setPen(theme.text.secondary);
  painter.drawText(QRectF(row.left(), row.top(), name, row.height()), Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(tile.name, Qt::ElideMiddle, static_cast<int>(name)));
  const QRectF track(row.left() + name + 8, row.center().y() - 5, std::max(10.0, row.width() - name - value - 24), 10);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.bg.active);
  painter.drawRoundedRect(track, 2, 2);
  if (tile.part) {
    painter.setBrush(colourOf(tile));
    painter.drawRoundedRect(QRectF(track.left(), track.top(), track.width() * std::clamp(*tile.part, 0.0, 1.0), 10), 2, 2);
  }
}

}  // namespace claimscope::ui
