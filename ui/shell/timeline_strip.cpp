#include "ui/shell/timeline_strip.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <initializer_list>
#include <numeric>
#include <optional>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/past_view.h"
#include "ui/base/shapes.h"
#include "ui/base/tool_tip.h"

namespace claimscope::ui {
namespace {

constexpr std::int64_t kSpanMs = 3'600'000;
constexpr int kLeft = 232;   ///< room of LIVE, pause, steps and the clock
constexpr int kRight = 152;  ///< room of the count and the span
constexpr int kBars = 20;    ///< height of the tallest bar
constexpr int kBase = 30;    ///< y of the ground line
constexpr int kPaceMs = 33;  ///< between two wishes of a drag

int rankOf(diagnosis::Severity severity) {
  return static_cast<int>(severity);
}

}  // namespace

TimelineStrip::TimelineStrip(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_badge(new Chip(look, this)),
      m_pause(new Button(look, QStringLiteral("pause"), tr("Pause (L)"), true, this)),
      m_goLive(new Button(look, ButtonStyle::normal, tr("Go live"), true, this)),
      m_back(new Button(look, QStringLiteral("step"), tr("Back to the change before (,)"), true, this)),
      m_on(new Button(look, QStringLiteral("stepf"), tr("On to the next change (.)"), true, this)) {
  setFixedHeight(56);
  setMouseTracking(true);
  setAccessibleName(tr("Timeline of the last hour"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 0, 12, 0);
  row->setSpacing(6);
  row->addWidget(m_badge);
  row->addWidget(m_pause);
  row->addWidget(m_goLive);
  row->addWidget(m_back);
  row->addWidget(m_on);
  row->addStretch(1);
  m_goLive->setToolTip(tr("Show what is now (L)"));
  m_pace.setSingleShot(true);
  m_pace.setInterval(kPaceMs);
  connect(&m_pace, &QTimer::timeout, this, &TimelineStrip::ask);
  connect(m_pause, &QAbstractButton::clicked, this, &TimelineStrip::pauseToggled);
  connect(m_goLive, &QAbstractButton::clicked, this, &TimelineStrip::liveRequested);
  connect(m_back, &QAbstractButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
  connect(m_on, &QAbstractButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  retitle();
}

void TimelineStrip::setView(const View& view, bool live) {
  m_density = view.snapshot->density;
  m_created = view.snapshot->created;
  m_now = view.snapshot->time;
  m_past = view.past;
  m_live = live;
  m_still = view.snapshot->server.origin == Origin::files || view.snapshot->server.origin == Origin::recording;
  takeIncidents(view);
  retitle();
  update();
}

void TimelineStrip::takeIncidents(const View& view) {
  if (view.past != nullptr && view.past->findings == m_spans) {
    return;
  }
  m_spans = view.past == nullptr ? nullptr : view.past->findings;
  m_incidents.clear();
  if (view.past != nullptr) {
    for (const diagnosis::FindingSpan& span : *view.past->findings) {
      m_incidents.push_back({QString::fromStdString(span.id), said(span.title), span.severity, span.since, span.until});
    }
  } else {
    for (const diagnosis::Finding& finding : view.diagnosis->findings) {
      if (finding.since.isSet()) {
        m_incidents.push_back({QString::fromStdString(finding.id), said(finding.title), finding.severity, finding.since, {}});
      }
    }
  }
  // The worst is drawn last, over the others.
  std::stable_sort(m_incidents.begin(), m_incidents.end(),
                   [](const Incident& a, const Incident& b) { return rankOf(a.severity) > rankOf(b.severity); });
}

void TimelineStrip::setPaused(bool paused) {
  m_paused = paused;
  retitle();
  update();
}

void TimelineStrip::setCursor(std::optional<Time> moment) {
  if (m_dragging && moment && m_wish) {
    return;  // the line stays under the hand; what has come is an older wish
  }
  m_cursor = moment;
  update();
}

bool TimelineStrip::hasPast() const {
  return m_past != nullptr && !m_past->outline->empty() && !m_still;
}

Time TimelineStrip::oldest() const {
  return hasPast() ? m_past->outline->moments.front().from : Time();
}

void TimelineStrip::retitle() {
  m_badge->setTexts(m_still ? tr("FILES") : m_live ? tr("LIVE") : tr("NO DATA"));
  m_badge->setTone(m_live ? ChipTone::ok : ChipTone::quiet);
  m_badge->setMark(m_live ? std::optional(Mark::live) : std::nullopt);
  m_badge->setVisible(!m_paused);
  m_goLive->setVisible(m_paused);
  m_pause->setVisible(!m_still && !m_paused);
  m_back->setVisible(hasPast());
  m_on->setVisible(hasPast());
  m_on->setEnabled(m_paused);
}

QRect TimelineStrip::axis() const {
  return {kLeft, 4, std::max(80, width() - kLeft - kRight), height() - 8};
}

Time TimelineStrip::timeAt(int x) const {
  const QRect area = axis();
  const double back = static_cast<double>(area.right() - x) / area.width() * kSpanMs;
  return {m_now.ms - static_cast<std::int64_t>(back)};
}

double TimelineStrip::xOf(Time time) const {
  const QRect area = axis();
  return area.right() - static_cast<double>(m_now - time) / kSpanMs * area.width();
}

std::uint64_t TimelineStrip::changesShown() const {
  return std::accumulate(m_density.changes.begin(), m_density.changes.end(), std::uint64_t{0});
}

QString TimelineStrip::changesInWords() const {
  const auto watched = static_cast<std::int64_t>(changesShown());
  if (m_density.start.isSet() && m_now - m_density.start >= kSpanMs - 2 * m_density.bucketMs) {
    return counted(watched, tr("change"), tr("changes"));
  }
  // Of the part of the hour that nobody watched, what was created then is at least what happened.
  std::int64_t created = 0;
  for (std::size_t i = 0; i < m_created.changes.size(); ++i) {
    const Time at = m_created.start + static_cast<std::int64_t>(i) * m_created.bucketMs;
    created += m_now - at <= kSpanMs ? m_created.changes[i] : 0;
  }
  return QStringLiteral("≥") + counted(watched + created, tr("change"), tr("changes"));
}

std::vector<std::uint64_t> TimelineStrip::columnsOf(const cluster::ChangeDensity& density) const {
  const QRect area = axis();
  std::vector<std::uint64_t> sums(static_cast<std::size_t>(std::max(area.width() / 4, 1)), 0);
  for (std::size_t i = 0; i < density.changes.size(); ++i) {
    const Time middle = density.start + (static_cast<std::int64_t>(i) * density.bucketMs + density.bucketMs / 2);
    const auto column = static_cast<std::int64_t>((std::min(xOf(middle), static_cast<double>(area.right())) - area.left()) / 4);
    if (column >= 0 && column < static_cast<std::int64_t>(sums.size())) {
      sums[static_cast<std::size_t>(column)] += density.changes[i];
    }
  }
  return sums;
}

void TimelineStrip::paintDensity(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const QRect area = axis();
  if (!m_now.isSet()) {
    return;
  }
  const std::vector<std::uint64_t> watched = columnsOf(m_density);
  const std::vector<std::uint64_t> before = columnsOf(m_created);
  // The scale is that of a busy column, so that one burst does not flatten the rest.
  std::vector<std::uint64_t> sorted = watched;
  for (std::size_t c = 0; c < sorted.size(); ++c) {
    sorted[c] = std::max(sorted[c], before[c]);
  }
  std::sort(sorted.begin(), sorted.end());
  const double scale = static_cast<double>(std::max<std::uint64_t>(4, sorted[sorted.size() * 98 / 100]));
  const auto bars = [&](const std::vector<std::uint64_t>& sums, const QColor& color) {
    for (std::size_t c = 0; c < sums.size(); ++c) {
      if (sums[c] > 0) {
        const double height = std::clamp(static_cast<double>(sums[c]) / scale * kBars, 1.5, static_cast<double>(kBars));
        painter.fillRect(QRectF(area.left() + 4.0 * static_cast<double>(c), kBase - height, 3, height), color);
      }
    }
  };
  // What was created before anybody watched is at least what happened then: the same shape, paler.
  bars(before, theme.highContrast ? theme.border.subtle : theme.border.normal);
  bars(watched, theme.border.strong);
}

void TimelineStrip::paintIncidents(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const QRect area = axis();
  int line = 0;
  for (const Incident& incident : m_incidents) {
    const QColor color = theme.of(incident.severity);
    const double x = xOf(incident.since);
    const double from = std::max(x, static_cast<double>(area.left()));
    const double to = incident.until.isSet() ? xOf(incident.until) : static_cast<double>(area.right());
    if (to < area.left()) {
      continue;
    }
    if (incident.severity != diagnosis::Severity::notice) {
      const bool critical = incident.severity == diagnosis::Severity::critical;
      painter.fillRect(QRectF(from, critical ? kBase : kBase + 3 + 2 * (line % 2), std::max(2.0, to - from), critical ? 3 : 1.5),
                       color);
      ++line;
    }
    if (x >= area.left()) {
      painter.setPen(QPen(color, 1));
      painter.drawLine(QPointF(x, 8), QPointF(x, kBase));
      paintSeverity(painter, QRectF(x - 6.5, 1, 13, 13), incident.severity, theme);
    } else {
      // It began before the hour that is shown: an arrow to the left stands for it.
      painter.setPen(QPen(color, 1.5));
      painter.drawLine(QPointF(area.left() - 1, kBase + 1.5), QPointF(area.left() - 6, kBase + 1.5));
    }
  }
}

/// Where nobody watched there is nothing to go to.
void TimelineStrip::paintNoRecord(QPainter& painter) const {
  const QRect area = axis();
  if (!hasPast()) {
    return;
  }
  const double end = std::clamp(xOf(oldest()), static_cast<double>(area.left()), static_cast<double>(area.right()));
  const QRectF before(area.left(), kBase - 5, end - area.left(), 5);
  if (before.width() < 4) {
    return;
  }
  paintHatch(painter, before, m_look.theme().border.normal, 5, 1);
}

void TimelineStrip::paintClock(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  int x = m_badge->geometry().right();
  for (const QWidget* widget : std::initializer_list<const QWidget*>{m_pause, m_goLive, m_back, m_on}) {
    x = widget->isVisible() ? std::max(x, widget->geometry().right()) : x;
  }
  painter.setFont(m_look.font(FontRole::mono));
  painter.setPen(m_cursor ? theme.accent.text : theme.text.secondary);
  painter.drawText(QRect(x + 8, 0, kLeft - x - 8, height()), Qt::AlignVCenter | Qt::AlignLeft,
                   clockTime(m_cursor.value_or(m_now)));
}

void TimelineStrip::paintTicks(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const QRect area = axis();
  painter.setFont(m_look.font(FontRole::caption));
  for (int i = 0; i <= 6; ++i) {
    const Time tick{m_now.ms - kSpanMs + i * (kSpanMs / 6)};
    const double x = xOf(tick);
    painter.setPen(theme.border.strong);
    painter.drawLine(QPointF(x, kBase), QPointF(x, kBase + 4));
    painter.setPen(theme.text.muted);
    const QRectF label = i == 0   ? QRectF(area.left(), kBase + 5, 60, 16)
                         : i == 6 ? QRectF(area.right() - 60, kBase + 5, 60, 16)
                                  : QRectF(x - 30, kBase + 5, 60, 16);
    const Qt::AlignmentFlag side = i == 0 ? Qt::AlignLeft : i == 6 ? Qt::AlignRight : Qt::AlignHCenter;
    painter.drawText(label, static_cast<int>(side) | Qt::AlignTop, clockMinute(tick));
  }
}

void TimelineStrip::paintCursor(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const QRect area = axis();
  if (!m_cursor) {
    painter.fillRect(QRectF(area.right() - 1, 3, 2, kBase), m_live ? theme.severity.ok : theme.text.muted);
    return;
  }
  const double x = std::clamp(xOf(*m_cursor), static_cast<double>(area.left()), static_cast<double>(area.right()));
  painter.fillRect(QRectF(x - 1, 3, 2, kBase + 3), theme.accent.text);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.accent.text);
  const QPointF triangle[] = {{x - 6, 2}, {x + 6, 2}, {x, 9}};
  painter.drawPolygon(triangle, 3);
}

void TimelineStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.fillRect(rect(), theme.bg.rail);
  painter.fillRect(0, 0, width(), theme.lineWidth, theme.border.subtle);
  if (!m_now.isSet()) {
    painter.setFont(m_look.font(FontRole::small));
    painter.setPen(theme.text.muted);
    painter.drawText(axis(), Qt::AlignVCenter | Qt::AlignLeft,
                     tr("The timeline starts with the first answer of the API server."));
    return;
  }
  paintClock(painter);
  const QRect area = axis();
  painter.setRenderHint(QPainter::Antialiasing, false);
  paintNoRecord(painter);
  paintDensity(painter);
  paintTicks(painter);
  painter.setRenderHint(QPainter::Antialiasing, true);
  paintIncidents(painter);
  paintCursor(painter);
  painter.setPen(theme.text.muted);
  painter.setFont(m_look.font(FontRole::caption));
  painter.drawText(QRect(area.right() + 12, 0, width() - area.right() - 24, height()), Qt::AlignVCenter | Qt::AlignRight,
                   tr("%1, 1 hour").arg(changesInWords()));
}

const TimelineStrip::Incident* TimelineStrip::incidentAt(const QPoint& point) const {
  for (auto it = m_incidents.rbegin(); it != m_incidents.rend(); ++it) {
    if (std::abs(xOf(it->since) - point.x()) <= 7 && point.y() <= kBase) {
      return &*it;
    }
  }
  return nullptr;
}

QString TimelineStrip::textAt(const QPoint& point) const {
  if (const Incident* incident = incidentAt(point)) {
    const QString when = incident->until.isSet() ? tr("from %1 to %2").arg(fullTime(incident->since), clockTime(incident->until))
                                                 : tr("since %1").arg(fullTime(incident->since));
    return incident->title + QStringLiteral("\n") + when;
  }
  const QRect area = axis();
  if (!m_now.isSet() || !area.contains(point)) {
    return {};
  }
  const Time at = timeAt(point.x());
  const auto countAt = [at](const cluster::ChangeDensity& density) -> std::optional<std::int64_t> {
    const std::int64_t bucket = density.bucketMs > 0 && at >= density.start ? (at - density.start) / density.bucketMs : -1;
    if (bucket < 0 || bucket >= static_cast<std::int64_t>(density.changes.size())) {
      return std::nullopt;
    }
    return density.changes[static_cast<std::size_t>(bucket)];
  };
  if (const auto changes = countAt(m_density)) {
    return tr("%1 in %2 s around %3")
        .arg(counted(*changes, tr("change"), tr("changes")))
        .arg(m_density.bucketMs / 1000)
        .arg(clockTime(at));
  }
  const auto created = countAt(m_created);
  return created ? tr("%1 of today's objects created around %2; not watched then").arg(number(*created), clockTime(at))
                 : tr("Not watched at %1").arg(clockTime(at));
}

void TimelineStrip::mousePressEvent(QMouseEvent* event) {
  const QPoint point = event->position().toPoint();
  if (event->button() != Qt::LeftButton) {
    return;
  }
  if (const Incident* incident = incidentAt(point)) {
    if (hasPast() && incident->since >= oldest()) {
      Q_EMIT travelRequested(incident->since);
    }
    Q_EMIT findingChosen(incident->id);
    return;
  }
  if (hasPast() && axis().adjusted(-6, 0, 6, 0).contains(point)) {
    m_dragging = true;
    dragTo(point.x());
  }
}

void TimelineStrip::mouseMoveEvent(QMouseEvent* event) {
  if (m_dragging) {
    dragTo(event->position().toPoint().x());
  }
}

void TimelineStrip::mouseReleaseEvent(QMouseEvent* event) {
  if (!m_dragging || event->button() != Qt::LeftButton) {
    return;
  }
  m_dragging = false;
  m_pace.stop();
  if (m_wish) {
    ask();
  }
}

/// The line follows the hand at once; what lies there comes when it comes.
void TimelineStrip::dragTo(int x) {
  constexpr int kEndPx = 4;
  const QRect area = axis();
  if (x >= area.right() - kEndPx) {
    m_wish.reset();
    m_cursor.reset();
    update();
    Q_EMIT liveRequested();
    return;
  }
  m_cursor = std::max(timeAt(std::max(x, area.left())), oldest());
  m_wish = m_cursor;
  update();
  if (!m_pace.isActive()) {
    ask();
  }
}

void TimelineStrip::ask() {
  if (!m_wish) {
    return;
  }
  const Time wish = *m_wish;
  m_wish.reset();
  m_pace.start();
  Q_EMIT travelRequested(wish);
}

bool TimelineStrip::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    showToolTip(*help, textAt(help->pos()), this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
