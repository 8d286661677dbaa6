// PoolBars: layout, painting, mouse and keyboard. GUI thread.
#include "ui/pages/overview/pool_bars.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <array>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/tables/object_texts.h"
#include "ui/tables/table_model.h"

namespace claimscope::ui {
namespace {

using cluster::DeviceState;

constexpr int kRow = 56;
constexpr int kPadding = 12;
constexpr int kGap = 12;
constexpr int kLeastName = 104;
constexpr int kMostName = 168;
constexpr int kNumberWidth = 78;
constexpr int kBarHeight = 14;
constexpr double kStaleOpacity = 0.68;
constexpr int kLeast = 3;  ///< narrowest segment: one broken device of 30,000 is seen
constexpr std::array<DeviceState, 7> kOrder{DeviceState::inUse,          DeviceState::reservedNotUsed, DeviceState::free,
                                            DeviceState::tainted,        DeviceState::unhealthy,       DeviceState::unknown,
                                            DeviceState::staleGeneration};

Bound boundOf(const cluster::StateCounts& counts, DeviceState state) {
  switch (state) {
    case DeviceState::free:
      return counts.freeBound;
    case DeviceState::inUse:
    case DeviceState::reservedNotUsed:
      return counts.inUseBound;
    case DeviceState::tainted:
      return counts.taintedBound;
    default:
      return Bound::exact;
  }
}

}  // namespace

PoolBars::PoolBars(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setFocusPolicy(Qt::TabFocus);
  setMouseTracking(true);
  setAccessibleName(tr("Pools"));
  connect(&look, &Look::changed, this, [this] { update(); });
}

void PoolBars::setView(const View& moment) {
  m_bars.clear();
  QStringList words;
  const cluster::Inventory& inventory = *moment.snapshot->inventory;
  for (const cluster::GroupView* view : groupOrder(inventory)) {
    const cluster::GroupView& group = *view;
    Bar bar;
    bar.name = group.name;
    bar.title = group.name == "(no node)" ? tr("no node") : groupName(group.name.view());
    bar.scope = group.nodes.empty() ? tr("not bound to a node")
                                    : counted(static_cast<std::int64_t>(group.nodes.size()), tr("node"), tr("nodes"));
    bar.counts = printedCounts(*moment.snapshot, group.counts);
    bar.total = printedBound(*moment.snapshot, Kind::ResourceSlice);
    for (const DeviceState state : kOrder) {
      if (group.counts.of(state) > 0) {
        bar.segments.push_back({state, group.counts.of(state), boundOf(bar.counts, state), {}});
      }
    }
    words << bar.title + QStringLiteral(": ") + stateSummary(bar.counts);
    m_bars.push_back(std::move(bar));
  }
  setAccessibleDescription(words.join(QStringLiteral(". ")));
  const QFontMetrics metrics(m_look.font(FontRole::bodyStrong));
  m_nameWidth = kLeastName;
  for (const Bar& bar : m_bars) {
    m_nameWidth = std::max(m_nameWidth, std::min(kMostName, metrics.horizontalAdvance(bar.title) + 1));
  }
  m_row = std::clamp(m_row, 0, std::max(0, rows() - 1));
  setMinimumHeight(kRow * rows());
  layoutBars();
  update();
}

void PoolBars::setStale(bool stale) {
  if (m_stale != stale) {
    m_stale = stale;
    update();
  }
}

void PoolBars::layoutBars() {
  const int x0 = kPadding + m_nameWidth + kGap;
  const int width = std::max(60, this->width() - x0 - kGap - kNumberWidth - kPadding);
  for (std::size_t row = 0; row < m_bars.size(); ++row) {
    Bar& bar = m_bars[row];
    // Small segments get their least width first; the others share what is left by their counts.
    const double total = static_cast<double>(bar.counts.total());
    const int room = width - static_cast<int>(bar.segments.size() > 0 ? bar.segments.size() - 1 : 0);
    int reserved = 0;
    double large = 0;
    for (const Segment& segment : bar.segments) {
      const bool tiny = room * static_cast<double>(segment.devices) / total < kLeast;
      reserved += tiny ? kLeast : 0;
      large += tiny ? 0 : static_cast<double>(segment.devices);
    }
    int x = x0;
    for (std::size_t i = 0; i < bar.segments.size(); ++i) {
      Segment& segment = bar.segments[i];
      const bool tiny = room * static_cast<double>(segment.devices) / total < kLeast;
      int w = tiny ? kLeast : static_cast<int>((room - reserved) * static_cast<double>(segment.devices) / large);
      if (i + 1 == bar.segments.size()) {
        w = std::max(kLeast, x0 + width - x);
      }
      segment.rect = QRect(x, static_cast<int>(row) * kRow + 12, w, kBarHeight);
      x += w + 1;
    }
  }
}

void PoolBars::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  layoutBars();
}

void PoolBars::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const int first = std::max(0, event->rect().top() / kRow);
  const int last = std::min(rows() - 1, event->rect().bottom() / kRow);
  for (int row = first; row <= last; ++row) {
    if (row == m_hovered) {
      painter.fillRect(0, row * kRow, width(), kRow - 1, m_look.theme().bg.hover);
    }
    painter.setOpacity(m_stale && !m_look.theme().highContrast ? kStaleOpacity : 1);
    paintBar(painter, m_bars[static_cast<std::size_t>(row)], row * kRow, hasFocus() && row == m_row);
    if (row + 1 < rows()) {
      painter.fillRect(kPadding, (row + 1) * kRow - 1, width() - 2 * kPadding, 1, m_look.theme().border.subtle);
    }
  }
}

void PoolBars::paintBar(QPainter& painter, const Bar& bar, int y, bool current) const {
  const Theme& theme = m_look.theme();
  const auto text = [&](const QRect& rect, FontRole role, const QColor& color, const QString& words, Qt::Alignment alignment,
                        Qt::TextElideMode elide) {
    painter.setFont(m_look.font(role));
    painter.setPen(color);
    painter.drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(words, elide, rect.width()));
  };
  text({kPadding, y + 11, m_nameWidth, 18}, FontRole::bodyStrong, theme.text.primary, bar.title, Qt::AlignLeft, Qt::ElideMiddle);
  text({kPadding, y + 30, m_nameWidth, 14}, FontRole::caption, theme.text.muted, bar.scope, Qt::AlignLeft, Qt::ElideRight);
  for (const Segment& segment : bar.segments) {
    paintStateBar(painter, segment.rect, segment.state, theme);
  }
  int x = kPadding + m_nameWidth + kGap;
  const int right = width() - kPadding - kNumberWidth - kGap;
  painter.setFont(m_look.font(FontRole::monoSmall));
  for (const Segment& segment : bar.segments) {
    const QString words = number(Count{segment.devices, segment.bound});
    const int w = painter.fontMetrics().horizontalAdvance(words);
    if (x + 14 + w > right) {
      painter.setPen(theme.text.muted);
      painter.drawText(QRect(x, y + 31, right - x, 12), Qt::AlignVCenter, QStringLiteral("…"));
      break;
    }
    paintStateCell(painter, QRectF(x, y + 32.5, 9, 9), segment.state, theme);
    painter.setPen(theme.text.secondary);
    painter.drawText(QRect(x + 14, y + 31, w + 2, 12), Qt::AlignVCenter | Qt::TextSingleLine, words);
    x += 14 + w + 10;
  }
  const std::int64_t free = bar.counts.of(DeviceState::free);
  const bool none = free == 0 && bar.counts.freeBound != Bound::atLeast && bar.counts.freeBound != Bound::unknown;
  const QRect numbers(width() - kPadding - kNumberWidth, y + 10, kNumberWidth, 18);
  text(numbers, FontRole::mono, none ? theme.severity.critical : theme.text.primary, number(Count{free, bar.counts.freeBound}),
       Qt::AlignRight, Qt::ElideNone);
  text(numbers.translated(0, 19), FontRole::caption, theme.text.muted,
       tr("free of %1").arg(number(Count{bar.counts.total(), bar.total})), Qt::AlignRight, Qt::ElideNone);
  if (current) {
    const bool whole = m_segment < 0 || static_cast<std::size_t>(m_segment) >= bar.segments.size();
    const QRectF ring = whole ? QRectF(4, y + 3, width() - 8, kRow - 7)
                              : QRectF(bar.segments[static_cast<std::size_t>(m_segment)].rect).adjusted(-2, -2, 2, 2);
    paintFocusRing(painter, ring, 4, theme);
  }
}

const PoolBars::Segment* PoolBars::segmentAt(QPoint point, int* row) const {
  *row = point.y() < 0 ? -1 : point.y() / kRow;
  if (*row < 0 || *row >= rows()) {
    *row = -1;
    return nullptr;
  }
  for (const Segment& segment : m_bars[static_cast<std::size_t>(*row)].segments) {
    if (segment.rect.adjusted(0, -4, 1, 4).contains(point)) {
      return &segment;
    }
  }
  return nullptr;
}

QString PoolBars::filterOf(const Bar& bar, const Segment* segment) const {
  QString filter = bar.name == "(no node)" ? QString() : QStringLiteral("pool=\"") + plain(bar.name.view()) + QLatin1Char('"');
  if (segment != nullptr) {
    const std::string_view word = cluster::deviceStateWord(segment->state);
    filter += QStringLiteral(" state=") + QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
  }
  return filter.trimmed();
}

QString PoolBars::filterAt(QPoint point) const {
  int row = -1;
  const Segment* segment = segmentAt(point, &row);
  return row < 0 ? QString() : filterOf(m_bars[static_cast<std::size_t>(row)], segment);
}

void PoolBars::mouseMoveEvent(QMouseEvent* event) {
  int row = -1;
  (void)segmentAt(event->position().toPoint(), &row);
  setCursor(row >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (row != m_hovered) {
    m_hovered = row;
    update();
  }
}

void PoolBars::leaveEvent(QEvent*) {
  m_hovered = -1;
  update();
}

void PoolBars::mouseReleaseEvent(QMouseEvent* event) {
  int row = -1;
  const Segment* segment = segmentAt(event->position().toPoint(), &row);
  if (row >= 0 && event->button() == Qt::LeftButton) {
    Q_EMIT chosen(filterOf(m_bars[static_cast<std::size_t>(row)], segment));
  }
}

bool PoolBars::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    int row = -1;
    const Segment* segment = segmentAt(help->pos(), &row);
    if (row < 0) {
      QToolTip::hideText();
    } else {
      const Bar& bar = m_bars[static_cast<std::size_t>(row)];
      const QString words =
          segment == nullptr
              ? bar.title + QStringLiteral("\n") + stateSummary(bar.counts)
              : bar.title + QStringLiteral("\n") +
                    tr("%1: %2 devices").arg(stateName(segment->state), number(Count{segment->devices, segment->bound}));
      QToolTip::showText(help->globalPos(), safeToolTip(words), this);
    }
    return true;
  }
  return QWidget::event(event);
}

void PoolBars::keyPressEvent(QKeyEvent* event) {
  if (m_bars.empty()) {
    QWidget::keyPressEvent(event);
    return;
  }
  const auto segments = static_cast<int>(m_bars[static_cast<std::size_t>(m_row)].segments.size());
  switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
      m_row = std::clamp(m_row + (event->key() == Qt::Key_Up ? -1 : 1), 0, rows() - 1);
      m_segment = -1;
      break;
    case Qt::Key_Left:
      m_segment = std::max(-1, m_segment - 1);
      break;
    case Qt::Key_Right:
      m_segment = std::min(segments - 1, m_segment + 1);
      break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: {
      const Bar& bar = m_bars[static_cast<std::size_t>(m_row)];
      Q_EMIT chosen(
          filterOf(bar, m_segment < 0 || m_segment >= segments ? nullptr : &bar.segments[static_cast<std::size_t>(m_segment)]));
      return;
    }
    default:
      QWidget::keyPressEvent(event);
      return;
  }
  update();
}

StateLegend::StateLegend(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setFixedHeight(16);
  connect(&look, &Look::changed, this, [this] { update(); });
}

QSize StateLegend::sizeHint() const {
  const QFontMetrics metrics(m_look.font(FontRole::caption));
  int width = 0;
  for (std::size_t i = 0; i + 1 < kOrder.size(); ++i) {
    width += 14 + metrics.horizontalAdvance(stateShortName(kOrder[i])) + 10;
  }
  return {width - 10, 16};
}

void StateLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(m_look.font(FontRole::caption));
  int x = 0;
  for (std::size_t i = 0; i + 1 < kOrder.size(); ++i) {
    const QString words = stateShortName(kOrder[i]);
    const int w = painter.fontMetrics().horizontalAdvance(words);
    if (x + 14 + w > width()) {
      break;
    }
    paintStateCell(painter, QRectF(x, 3, 10, 10), kOrder[i], m_look.theme());
    painter.setPen(m_look.theme().text.muted);
    painter.drawText(QRect(x + 14, 0, w + 2, 16), Qt::AlignVCenter | Qt::TextSingleLine, words);
    x += 14 + w + 10;
  }
}

}  // namespace claimscope::ui
