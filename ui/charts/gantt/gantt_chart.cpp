// GanttChart: what is shown and where. GUI thread.
#include "ui/charts/gantt/gantt_chart.h"

#include <QPainter>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/charts/gantt/gantt_painter.h"
#include "ui/charts/stage_words.h"

namespace claimscope::ui {

GanttChart::GanttChart(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("Claims over time"));
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

QRect GanttChart::plotRect() const {
  return {GanttPainter::kLabels, GanttPainter::kHeader, std::max(1, width() - GanttPainter::kLabels),
          std::max(1, height() - GanttPainter::kHeader)};
}

void GanttChart::updateBounds() {
  double least = m_bars == nullptr ? -3'600'000.0 : m_bars->least;
  if (m_range && m_bars != nullptr) {
    least = std::min(least, static_cast<double>(m_range->from - m_bars->origin));
  }
  m_scale.setBounds(least, m_shown.size(), plotRect().size());
}

/// Claims come in at the top of those that ended: what the person looks at further down stays where it is.
double GanttChart::keptTop(const GanttBars& before, const std::vector<std::uint32_t>& shown) const {
  const double top = m_scale.top();
  const auto row = static_cast<std::size_t>(top);
  if (row == 0 || row >= shown.size()) {
    return top;
  }
  constexpr std::size_t kFurthest = 5'000;
  const Uid& uid = before.lifeOf(before.bars[shown[row]]).uid;
  for (std::size_t by = 0; by < kFurthest; ++by) {
    for (const std::size_t candidate : {row + by, row - std::min(row, by)}) {
      if (candidate < m_shown.size() && m_bars->lifeOf(barOf(candidate)).uid == uid) {
        return static_cast<double>(candidate) + top - static_cast<double>(row);
      }
    }
  }
  return top;
}

void GanttChart::setBars(GanttBarsPtr bars) {
  const GanttBarsPtr before = std::move(m_bars);
  const std::vector<std::uint32_t> shownBefore = std::move(m_shown);
  m_bars = std::move(bars);
  m_shown.clear();
  if (m_bars == nullptr) {
    m_row.reset();
    m_area.reset();
    update();
    return;
  }
  m_shown = barsIn(*m_bars, m_range);
  const double top = before != nullptr && m_placed ? keptTop(*before, shownBefore) : 0;
  updateBounds();
  if (before != nullptr) {
    const auto by = static_cast<double>(m_bars->origin - before->origin);
    m_scale.advance(by);
    if (m_area) {
      m_area->from -= by;
      m_area->to -= by;
      m_area->lastRow = std::min(m_area->lastRow, m_shown.empty() ? 0 : m_shown.size() - 1);
      if (m_area->firstRow > m_area->lastRow) {
        m_area.reset();
      }
    }
  }
  if (!m_placed && !m_shown.empty() && width() > 1) {
    m_placed = true;
    showRecent();
  } else {
    m_scale.scrollTo(top);
  }
  m_row = m_selection ? rowOf(*m_selection) : std::nullopt;
  m_hovered.reset();
  setAccessibleDescription(tr("%1, %2 still waiting")
                               .arg(counted(static_cast<std::int64_t>(m_shown.size()), tr("claim"), tr("claims")),
                                    number(static_cast<std::int64_t>(m_bars->open))));
  update();
}

void GanttChart::setRange(const ChosenRange& range) {
  if (range == m_range) {
    return;
  }
  m_range = range;
  m_area.reset();
  if (m_bars == nullptr) {
    return;
  }
  m_shown = barsIn(*m_bars, m_range);
  updateBounds();
  if (range) {
    m_scale.scrollTo(0);
    m_scale.showTime(static_cast<double>(range->from - m_bars->origin), static_cast<double>(range->to - m_bars->origin));
  }
  m_row = m_selection ? rowOf(*m_selection) : std::nullopt;
  update();
  Q_EMIT areaChosen();
}

/// A sixth of the window, as far as the person has not chosen a time.
void GanttChart::showRecent() {
  if (m_bars == nullptr) {
    return;
  }
  constexpr double kPart = 6;
  m_scale.showRecent(-static_cast<double>(m_bars->least) / kPart);
  if (m_range) {
    m_scale.showTime(static_cast<double>(m_range->from - m_bars->origin), static_cast<double>(m_range->to - m_bars->origin));
  }
  update();
}

void GanttChart::fitAll() {
  m_scale.fitAll();
  update();
}

void GanttChart::zoomBy(double factor) {
  m_scale.zoomAt({m_scale.plot().width() / 2, m_scale.plot().height() / 2}, factor);
  update();
}

void GanttChart::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  updateBounds();
  if (!m_placed && m_bars != nullptr && !m_shown.empty()) {
    m_placed = true;
    showRecent();
  }
}

ObjectRef GanttChart::objectOf(std::size_t row) const {
  const latency::Life& life = m_bars->lifeOf(barOf(row));
  return life.name.empty() ? ObjectRef{"pod", life.namespaceName.str(), life.pod.str()}
                           : ObjectRef{"claim", life.namespaceName.str(), life.name.str()};
}

std::optional<std::size_t> GanttChart::rowOf(const ObjectRef& object) const {
  if (m_bars == nullptr || (object.kind != "claim" && object.kind != "pod")) {
    return std::nullopt;
  }
  const Text home(object.namespaceName);
  const Text name(object.name);
  for (std::size_t row = 0; row < m_shown.size(); ++row) {
    const latency::Life& life = m_bars->lifeOf(barOf(row));
    if (life.namespaceName == home && (object.kind == "claim" ? life.name == name : life.name.empty() && life.pod == name)) {
      return row;
    }
  }
  return std::nullopt;
}

void GanttChart::select(const std::optional<ObjectRef>& object) {
  if (object == m_selection) {
    return;
  }
  m_selection = object;
  m_row = object ? rowOf(*object) : std::nullopt;
  update();
}

void GanttChart::setArea(const std::optional<GanttArea>& area) {
  m_area = area;
  update();
  Q_EMIT areaChosen();
}

std::vector<std::uint32_t> GanttChart::chosenBars() const {
  return m_area && m_bars != nullptr ? barsOf(*m_bars, m_shown, *m_area) : std::vector<std::uint32_t>();
}

QString GanttChart::wordsOf(std::size_t row) const {
  if (m_bars == nullptr || row >= m_shown.size()) {
    return {};
  }
  return lifeLines(m_bars->lifeOf(barOf(row)), m_bars->origin).join(QLatin1Char('\n'));
}

std::optional<std::size_t> GanttChart::rowAt(QPointF point) const {
  if (m_bars == nullptr || point.y() < GanttPainter::kHeader || point.x() < 0) {
    return std::nullopt;
  }
  const double row = m_scale.rowAt(point.y() - GanttPainter::kHeader);
  return row >= 0 && row < static_cast<double>(m_shown.size()) ? std::optional(static_cast<std::size_t>(row)) : std::nullopt;
}

void GanttChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), m_look.theme().bg.panel);
  if (m_bars == nullptr) {
    return;
  }
  GanttScene scene;
  scene.bars = m_bars.get();
  scene.shown = &m_shown;
  scene.scale = &m_scale;
  scene.plot = plotRect();
  scene.selected = m_row;
  scene.hovered = m_hovered;
  scene.area = m_area;
  scene.focusRing = hasFocus() && m_keyboard;
  GanttPainter(scene, m_look).paint(painter, m_image, devicePixelRatioF());
}

}  // namespace claimscope::ui
