#include "ui/pages/timeline/lane_chart.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <array>
#include <utility>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/tool_tip.h"
#include "ui/pages/timeline/change_words.h"
#include "ui/pages/timeline/lane_sizes.h"

namespace claimscope::ui {
namespace {

constexpr std::array<std::int64_t, 4> kSpans = {300'000, 900'000, 1'800'000, 3'600'000};
constexpr int kPaceMs = 33;
constexpr int kGripPx = 6;

}  // namespace

LaneChart::LaneChart(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAccessibleName(tr("Lanes of the last hour"));
  setAccessibleDescription(
      tr("Left and Right step over changes, with Shift the first cursor, plus and minus change the time that is shown"));
  m_pace.setSingleShot(true);
  m_pace.setInterval(kPaceMs);
  connect(&m_pace, &QTimer::timeout, this, &LaneChart::ask);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

QSize LaneChart::sizeHint() const {
  return {900, lanes::kTop + lanes::kFindings + (kLanes - 1) * lanes::kLane + lanes::kBottom};
}

QSize LaneChart::minimumSizeHint() const {
  return {500, sizeHint().height()};
}

void LaneChart::setPast(PastViewPtr past) {
  m_past = std::move(past);
  update();
}

void LaneChart::setActions(std::vector<ActionMark> actions) {
  if (actions != m_actions) {
    m_actions = std::move(actions);
    update();
  }
}

void LaneChart::setCursors(Time a, std::optional<Time> b) {
  if (m_drag != Drag::a) {
    m_a = a;
  }
  if (m_drag != Drag::b) {
    m_b = b;
  }
  update();
}

void LaneChart::setSpan(std::int64_t ms) {
  if (ms != m_spanMs) {
    m_spanMs = ms;
    update();
    Q_EMIT spanChanged(ms);
  }
}

void LaneChart::stepSpan(int direction) {
  const auto at = std::find(kSpans.begin(), kSpans.end(), m_spanMs) - kSpans.begin();
  const auto next = std::clamp<std::ptrdiff_t>(at + direction, 0, static_cast<std::ptrdiff_t>(kSpans.size()) - 1);
  setSpan(kSpans[static_cast<std::size_t>(next)]);
}

QRect LaneChart::area() const {
  return {lanes::kLabels, lanes::kTop, std::max(80, width() - lanes::kLabels - lanes::kRight),
          height() - lanes::kTop - lanes::kBottom};
}

QRect LaneChart::laneRect(int lane) const {
  const int y = lane == 0 ? lanes::kTop : lanes::kTop + lanes::kFindings + (lane - 1) * lanes::kLane;
  return {0, y, width(), lane == 0 ? lanes::kFindings : lanes::kLane};
}

double LaneChart::xOf(Time time) const {
  const QRect box = area();
  const Time newest = m_past == nullptr ? Time{0} : m_past->newest;
  return box.right() - static_cast<double>(newest - time) / static_cast<double>(m_spanMs) * box.width();
}

Time LaneChart::timeAt(int x) const {
  const QRect box = area();
  const double back = static_cast<double>(box.right() - x) / box.width() * static_cast<double>(m_spanMs);
  return m_past->newest + -static_cast<std::int64_t>(back);
}

Time LaneChart::b() const {
  return m_b.value_or(m_past == nullptr ? Time() : m_past->newest);
}

/// The worst first, each in the first of three lines where it has room; what finds none is in the number beside the title only.
std::vector<LaneChart::Bar> LaneChart::bars() const {
  std::vector<Bar> out;
  if (m_past == nullptr) {
    return out;
  }
  std::vector<const diagnosis::FindingSpan*> spans;
  for (const diagnosis::FindingSpan& span : *m_past->findings) {
    spans.push_back(&span);
  }
  std::stable_sort(spans.begin(), spans.end(),
                   [](const diagnosis::FindingSpan* x, const diagnosis::FindingSpan* y) { return x->severity < y->severity; });
  const QRect box = area();
  const QRect lane = laneRect(kFindings);
  std::array<std::vector<QRectF>, 3> lines;
  for (const diagnosis::FindingSpan* span : spans) {
    const double left = std::max(static_cast<double>(box.left()), xOf(span->since));
    const double right = span->until.isSet() ? xOf(span->until) : static_cast<double>(box.right());
    if (right < box.left()) {
      continue;
    }
    for (std::size_t line = 0; line < lines.size(); ++line) {
      const QRectF rect(left, lane.top() + 4 + static_cast<double>(line) * 17, std::max(16.0, right - left), 15);
      const bool free = std::none_of(lines[line].begin(), lines[line].end(),
                                     [&](const QRectF& other) { return other.adjusted(-2, 0, 2, 0).intersects(rect); });
      if (free) {
        lines[line].push_back(rect);
        out.push_back({span, rect});
        break;
      }
    }
  }
  return out;
}

cluster::LaneBucket LaneChart::sumOf(const cluster::LaneBucket& bucket, int lane) const {
  using cluster::ChangeLane;
  cluster::LaneBucket out;
  const auto add = [&](ChangeLane of) {
    const auto i = static_cast<std::size_t>(of);
    out.ordinary[0] += bucket.ordinary[i];
    out.notable[0] += bucket.notable[i];
    out.trouble[0] += bucket.trouble[i];
  };
  switch (lane) {
    case kDevices:
      add(ChangeLane::devices);
      break;
    case kClaims:
      add(ChangeLane::claims);
      break;
    case kNodes:
      add(ChangeLane::nodes);
      break;
    case kPods:
      add(ChangeLane::pods);
      break;
    default:
      add(ChangeLane::configuration);
      add(ChangeLane::workloads);
      break;
  }
  return out;
}

QString LaneChart::sideText(int lane) const {
  if (m_past == nullptr) {
    return {};
  }
  const Time from = m_past->newest + -m_spanMs;
  if (lane == kFindings) {
    return number(std::count_if(m_past->findings->begin(), m_past->findings->end(),
                                [&](const diagnosis::FindingSpan& span) { return !span.until.isSet() || span.until >= from; }));
  }
  if (lane == kActions) {
    return number(std::count_if(m_actions.begin(), m_actions.end(), [&](const ActionMark& mark) { return mark.at >= from; }));
  }
  const cluster::Lanes& all = m_past->outline->lanes;
  std::int64_t sum = 0;
  std::int64_t least = -1;
  std::int64_t most = -1;
  for (std::size_t i = 0; i < all.buckets.size(); ++i) {
    if (all.start + static_cast<std::int64_t>(i + 1) * all.bucketMs < from) {
      continue;
    }
    const cluster::LaneBucket& bucket = all.buckets[i];
    const std::int32_t value = lane == kWaiting ? bucket.waiting : bucket.free;
    if (value >= 0) {
      least = least < 0 ? value : std::min<std::int64_t>(least, value);
      most = std::max<std::int64_t>(most, value);
    }
    const cluster::LaneBucket counts = sumOf(bucket, lane);
    sum += std::int64_t{counts.ordinary[0]} + counts.notable[0] + counts.trouble[0];
  }
  if (lane == kWaiting) {
    return most < 0 ? QString() : tr("max %1").arg(number(most));
  }
  if (lane == kFree) {
    return most < 0 ? QString() : least == most ? number(most) : tr("%1 to %2").arg(number(least), number(most));
  }
  return number(sum);
}

QString LaneChart::textAt(const QPoint& point) const {
  if (m_past == nullptr || m_past->outline->empty() || !area().adjusted(0, 0, 1, 0).contains(point)) {
    return {};
  }
  for (const Bar& bar : bars()) {
    if (bar.rect.contains(point)) {
      const QString since = bar.span->until.isSet()
                                ? tr("from %1 to %2").arg(clockTime(bar.span->since), clockTime(bar.span->until))
                                : tr("since %1").arg(clockTime(bar.span->since));
      return said(bar.span->title) + QLatin1Char('\n') + since;
    }
  }
  const Time at = timeAt(point.x());
  for (const ActionMark& mark : m_actions) {
    if (laneRect(kActions).contains(point) && std::abs(xOf(mark.at) - point.x()) <= kGripPx) {
      return mark.title + QLatin1Char('\n') + clockTime(mark.at);
    }
  }
  const cluster::Lanes& all = m_past->outline->lanes;
  const std::int64_t index = at >= all.start ? (at - all.start) / all.bucketMs : -1;
  if (index < 0 || index >= static_cast<std::int64_t>(all.buckets.size())) {
    return tr("%1: no record").arg(clockTime(at));
  }
  const cluster::LaneBucket& bucket = all.buckets[static_cast<std::size_t>(index)];
  for (int lane = kDevices; lane < kActions; ++lane) {
    if (laneRect(lane).contains(point)) {
      const cluster::LaneBucket counts = sumOf(bucket, lane);
      const std::int64_t sum = std::int64_t{counts.ordinary[0]} + counts.notable[0] + counts.trouble[0];
      const QString changes =
          tr("%1 in %2 s around %3").arg(counted(sum, tr("change"), tr("changes")), number(all.bucketMs / 1000), clockTime(at));
      return counts.trouble[0] == 0 ? changes
                                    : changes + QLatin1Char('\n') + tr("%1 of them trouble").arg(number(counts.trouble[0]));
    }
  }
  return clockTime(at);
}

std::optional<LaneChart::Drag> LaneChart::handleAt(const QPoint& point) const {
  const bool aFirst = m_a <= b();
  const bool top = point.y() < lanes::kTop;
  const auto on = [&](double line, bool left) {
    const double from = left ? line - lanes::kHandle : line;
    return std::abs(point.x() - line) <= kGripPx || (top && point.x() >= from && point.x() <= from + lanes::kHandle);
  };
  // Where the two stand on each other B is taken: A can be had with Shift.
  return on(xOf(b()), !aFirst) ? std::optional(Drag::b) : on(xOf(m_a), aFirst) ? std::optional(Drag::a) : std::nullopt;
}

void LaneChart::mousePressEvent(QMouseEvent* event) {
  const QPoint point = event->position().toPoint();
  if (event->button() != Qt::LeftButton || m_past == nullptr || m_past->outline->empty()) {
    return;
  }
  for (const Bar& bar : bars()) {
    if (bar.rect.contains(point)) {
      Q_EMIT findingChosen(QString::fromStdString(bar.span->id));
      return;
    }
  }
  const std::optional<Drag> handle = handleAt(point);
  const bool inside = point.x() >= area().left() - kGripPx;
  if (!handle && !inside) {
    return;
  }
  m_drag = event->modifiers().testFlag(Qt::ShiftModifier) ? Drag::a : handle.value_or(Drag::b);
  if (!handle) {
    dragTo(point.x());
  }
}

void LaneChart::mouseMoveEvent(QMouseEvent* event) {
  const QPoint point = event->position().toPoint();
  if (m_drag != Drag::none) {
    dragTo(point.x());
  } else if (m_past != nullptr) {
    setCursor(handleAt(point) ? Qt::SizeHorCursor : Qt::ArrowCursor);
  }
}

void LaneChart::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton && std::exchange(m_drag, Drag::none) != Drag::none) {
    m_pace.stop();
    ask();
  }
}

void LaneChart::dragTo(int x) {
  constexpr int kEndPx = 3;
  const QRect box = area();
  const Time oldest = m_past->outline->moments.front().from;
  if (m_drag == Drag::b && x >= box.right() - kEndPx) {
    m_b.reset();
    m_wish.reset();
    update();
    Q_EMIT liveRequested();
    return;
  }
  const Time at = std::max(timeAt(std::clamp(x, box.left(), box.right())), oldest);
  (m_drag == Drag::a ? m_a : m_b.emplace()) = at;
  m_wish = at;
  update();
  if (!m_pace.isActive()) {
    ask();
  }
}

void LaneChart::ask() {
  if (!m_wish) {
    return;
  }
  const Time wish = *m_wish;
  m_wish.reset();
  m_pace.start();
  // Which of the two it was is still known while the button is down; afterwards it is the one that stands there.
  if (m_drag == Drag::a || (m_drag == Drag::none && m_a == wish)) {
    Q_EMIT aMoved(wish);
  } else {
    Q_EMIT bMoved(wish);
  }
}

/// A moment on or back.
void LaneChart::moveA(int direction) {
  if (m_past == nullptr) {
    return;
  }
  if (const std::optional<Time> to = m_past->outline->stepFrom(m_a, direction)) {
    m_a = *to;
    update();
    Q_EMIT aMoved(*to);
  }
}

void LaneChart::wheelEvent(QWheelEvent* event) {
  if (event->angleDelta().y() != 0) {
    stepSpan(event->angleDelta().y() > 0 ? -1 : 1);
  }
  event->accept();
}

void LaneChart::keyPressEvent(QKeyEvent* event) {
  const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
      const int direction = event->key() == Qt::Key_Left ? -1 : 1;
      if (shift) {
        moveA(direction);
      } else {
        Q_EMIT stepRequested(direction);
      }
      break;
    }
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      stepSpan(-1);
      break;
    case Qt::Key_Minus:
      stepSpan(1);
      break;
    case Qt::Key_0:
      setSpan(kSpans.back());
      break;
    default:
      QWidget::keyPressEvent(event);
  }
}

bool LaneChart::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    showToolTip(*help, textAt(help->pos()), this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
