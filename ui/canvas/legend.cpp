#include "ui/canvas/legend.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QToolTip>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/shapes.h"
#include "ui/canvas/text_fit.h"

namespace claimscope::ui {

using cluster::DeviceState;

namespace {

constexpr double kPadding = 12;
constexpr double kRow = 20;
constexpr double kMark = 18;
constexpr double kBetween = 16;
constexpr double kLongestName = 180;
constexpr double kShortestName = 112;
constexpr DeviceState kOrder[] = {DeviceState::inUse,          DeviceState::reservedNotUsed, DeviceState::free,
                                  DeviceState::tainted,        DeviceState::unhealthy,       DeviceState::unknown,
                                  DeviceState::staleGeneration};

}  // namespace

Legend::Legend(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setAccessibleName(tr("Legend"));
  setFocusPolicy(Qt::TabFocus);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void Legend::setCounts(const LegendCounts& counts, const Colouring& colouring) {
  const auto same = [](const Category& a, const Category& b) { return a.name == b.name; };
  const auto& old = m_colouring.categories;
  if (m_colouring.by != colouring.by ||
      !std::equal(old.begin(), old.end(), colouring.categories.begin(), colouring.categories.end(), same)) {
    m_dimmed.categories = {};
    m_dimmed.none = m_colouring.by == colouring.by && m_dimmed.none;
  }
  m_counts = counts;
  m_colouring = {colouring.by, colouring.categories, {}, colouring.none, colouring.numeric};
  QStringList words;
  for (const Entry& entry : entries(1e6)) {
    words += entry.whole + QLatin1Char(' ') + entry.count;
  }
  setAccessibleDescription((words + QStringList{counts.account}).join(QStringLiteral(", ")));
  updateGeometry();
  update();
}

void Legend::setDimmed(const Dimmed& dimmed) {
  m_dimmed = dimmed;
  update();
}

std::vector<Legend::Entry> Legend::entries(double width) const {
  std::vector<Entry> out;
  const QFont text = m_look.font(FontRole::small);
  const QFont mono = m_look.font(FontRole::mono);
  if (m_colouring.categories.empty() && m_counts.categories.empty()) {
    for (const DeviceState state : kOrder) {
      const Count count = m_counts.states[static_cast<std::size_t>(state)];
      // A generation gone stale is rare; it takes no room until it happens.
      if (state != DeviceState::staleGeneration || count.value != 0) {
        out.push_back({static_cast<int>(state), {}, stateName(state), stateName(state), number(count)});
      }
    }
  } else {
    for (std::size_t i = 0; i < m_colouring.categories.size(); ++i) {
      const std::int64_t count = i < m_counts.categories.size() ? m_counts.categories[i] : 0;
      const QString& name = m_colouring.categories[i].name;
      out.push_back({static_cast<int>(i), {}, name, name, number(count)});
    }
    out.push_back({kNoneEntry, {}, m_colouring.none, m_colouring.none, number(m_counts.none)});
  }
  // Names are cut as far as one row asks for, within reason; then there are more rows.
  double longest = kLongestName;
  const auto rowWidth = [&](double most) {
    double sum = 0;
    for (const Entry& entry : out) {
      sum += kMark + std::min(most, textWidth(text, entry.whole)) + 6 + textWidth(mono, entry.count) + kBetween;
    }
    return sum - kBetween;
  };
  while (longest > kShortestName && rowWidth(longest) > width - 2 * kPadding) {
    longest -= 6;
  }
  double x = kPadding;
  double y = 7;
  for (Entry& entry : out) {
    entry.text = fitted(text, entry.whole, Qt::ElideMiddle, longest + 1);
    const double size = kMark + textWidth(text, entry.text) + 6 + textWidth(mono, entry.count);
    if (x > kPadding && x + size > width - kPadding) {
      x = kPadding;
      y += kRow;
    }
    entry.rect = QRectF(x, y, size, kRow);
    x += size + kBetween;
  }
  return out;
}

QSize Legend::sizeHint() const {
  const std::vector<Entry> all = entries(1e6);
  const QFontMetricsF text(m_look.font(FontRole::caption));
  const double right = std::max(all.empty() ? 0.0 : all.back().rect.right(), kPadding + text.horizontalAdvance(m_counts.account));
  return {static_cast<int>(right + kPadding) + 1, 52};
}

int Legend::heightForWidth(int width) const {
  const std::vector<Entry> all = entries(width);
  return static_cast<int>(all.empty() ? 52 : all.back().rect.bottom() + 25);
}

bool& Legend::flagOf(int index) {
  if (index == kNoneEntry) {
    return m_dimmed.none;
  }
  const auto at = static_cast<std::size_t>(index);
  return m_colouring.categories.empty() ? m_dimmed.states[at] : m_dimmed.categories[at];
}

bool Legend::isDimmed(int index) const {
  const auto at = static_cast<std::size_t>(index);
  return index == kNoneEntry ? m_dimmed.none : m_colouring.categories.empty() ? m_dimmed.states[at] : m_dimmed.categories[at];
}

void Legend::toggle(int index) {
  bool& dimmed = flagOf(index);
  dimmed = !dimmed;
  update();
  Q_EMIT toggled();
}

void Legend::paintEntry(QPainter& painter, const Entry& entry, const QPointF& offset) const {
  const Theme& theme = m_look.theme();
  const QRectF rect = entry.rect.translated(offset);
  const QRectF cell(rect.left(), rect.center().y() - 6, 12, 12);
  const bool off = isDimmed(entry.index);
  painter.setOpacity(off ? kDimmed : 1.0);
  if (entry.index == kNoneEntry) {
    painter.setPen(QPen(theme.border.strong, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
  } else if (m_colouring.categories.empty()) {
    paintStateCell(painter, cell, static_cast<DeviceState>(entry.index), theme);
  } else {
    paintCategoryCell(painter, cell, m_colouring.categories[static_cast<std::size_t>(entry.index)], DeviceState::inUse, theme);
  }
  QFont name = m_look.font(FontRole::small);
  name.setStrikeOut(off);
  painter.setFont(name);
  painter.setPen(theme.text.secondary);
  painter.drawText(rect.adjusted(kMark, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, entry.text);
  painter.setFont(m_look.font(FontRole::mono));
  painter.setPen(theme.text.primary);
  painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, entry.count);
  painter.setOpacity(1.0);
}

void Legend::paint(QPainter& painter, const QRectF& rect) const {
  const Theme& theme = m_look.theme();
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(theme.border.normal, theme.lineWidth));
  painter.setBrush(theme.bg.panel);
  painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
  const std::vector<Entry> all = entries(rect.width());
  for (const Entry& entry : all) {
    paintEntry(painter, entry, rect.topLeft());
  }
  const QFont caption = m_look.font(FontRole::caption);
  const double line = (all.empty() ? 27 : all.back().rect.bottom()) + 1;
  painter.setFont(caption);
  painter.setPen(theme.text.muted);
  painter.drawText(QRectF(rect.left() + kPadding, rect.top() + line, rect.width() - 2 * kPadding, 16),
                   Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetricsF(caption).elidedText(m_counts.account, Qt::ElideRight, rect.width() - 2 * kPadding));
}

void Legend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), m_look.theme().bg.canvas);
  paint(painter, QRectF(rect()));
  if (hasFocus() && m_current >= 0) {
    const std::vector<Entry> all = entries(width());
    if (m_current < static_cast<int>(all.size())) {
      paintFocusRing(painter, all[static_cast<std::size_t>(m_current)].rect.adjusted(-2, 1, 2, -1), 3, m_look.theme());
    }
  }
}

void Legend::mousePressEvent(QMouseEvent* event) {
  for (const Entry& entry : entries(width())) {
    if (entry.rect.contains(event->position())) {
      toggle(entry.index);
      return;
    }
  }
}

void Legend::keyPressEvent(QKeyEvent* event) {
  const std::vector<Entry> all = entries(width());
  const int last = static_cast<int>(all.size()) - 1;
  if (event->key() == Qt::Key_Right || event->key() == Qt::Key_Left) {
    m_current = std::clamp(m_current + (event->key() == Qt::Key_Right ? 1 : -1), 0, std::max(0, last));
    update();
  } else if (event->key() == Qt::Key_Space && m_current >= 0 && m_current <= last) {
    toggle(all[static_cast<std::size_t>(m_current)].index);
  } else {
    QWidget::keyPressEvent(event);
  }
}

bool Legend::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    for (const Entry& entry : entries(width())) {
      if (entry.rect.contains(help->pos())) {
        QToolTip::showText(help->globalPos(), toolTipText(entry.whole + QLatin1Char(' ') + entry.count), this);
        return true;
      }
    }
    QToolTip::hideText();
    return true;
  }
  if (event->type() == QEvent::FocusIn && m_current < 0) {
    m_current = 0;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
