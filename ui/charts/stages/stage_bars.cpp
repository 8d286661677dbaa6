// StageBars: layout, mouse and keyboard. GUI thread.
#include "ui/charts/stages/stage_bars.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/tool_tip.h"
#include "ui/charts/duration_scale.h"
#include "ui/charts/stage_words.h"
#include "ui/charts/stages/stage_metrics.h"

namespace claimscope::ui {

StageBars::StageBars(Look& look, QWidget* parent) : QAbstractScrollArea(parent), m_look(look) {
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
  viewport()->setAutoFillBackground(false);
  setAccessibleName(tr("Stages of each group"));
  connect(&look, &Look::changed, viewport(), qOverload<>(&QWidget::update));
}

int StageBars::rows() const {
  return m_report == nullptr ? 0 : static_cast<int>(m_report->groups.size());
}

void StageBars::setReport(latency::ReportPtr report, std::size_t percentile) {
  m_report = std::move(report);
  m_percentile = percentile;
  m_longest = 1;
  for (int row = 0; row < rows(); ++row) {
    m_longest = std::max(m_longest, m_report->groups[static_cast<std::size_t>(row)].whole.at[m_percentile].ms);
  }
  m_row = std::clamp(m_row, 0, std::max(0, rows() - 1));
  updateScroll();
  describe();
  viewport()->update();
}

void StageBars::setChosen(const QString& key) {
  m_chosen = key;
  for (int row = 0; row < rows() && !key.isEmpty(); ++row) {
    if (QString::fromStdString(m_report->groups[static_cast<std::size_t>(row)].key) == key) {
      m_row = row;
    }
  }
  viewport()->update();
}

QString StageBars::titleOf(latency::GroupBy by) {
  switch (by) {
    case latency::GroupBy::classAndDriver:
    case latency::GroupBy::deviceClass:
      return tr("Device class");
    case latency::GroupBy::driver:
      return tr("Driver");
    case latency::GroupBy::node:
      return tr("Node");
    case latency::GroupBy::nodePool:
      return tr("Node pool");
    case latency::GroupBy::namespaceName:
      return tr("Namespace");
    case latency::GroupBy::owner:
      break;
  }
  return tr("Owner");
}

QString StageBars::wordsOf(int row) const {
  if (row < 0 || row >= rows()) {
    return {};
  }
  const latency::Group& group = m_report->groups[static_cast<std::size_t>(row)];
  QString words = plain(group.name);
  if (!group.detail.empty()) {
    words += QStringLiteral(", ") + plain(group.detail);
  }
  words += QStringLiteral(": ") + counted(group.claims, tr("claim"), tr("claims"));
  if (group.whole.open > 0) {
    words += tr(", %1 still waiting").arg(number(group.whole.open));
  }
  for (std::size_t i = 0; i < latency::kPercentiles.size(); ++i) {
    words += QLatin1Char('\n') + tr("p%1 %2").arg(latency::kPercentiles[i]).arg(quantileText(group.whole.at[i]));
    if (group.before) {
      words += tr(", the window before %1").arg(quantileText(group.before->at[i]));
    }
  }
  words += QLatin1Char('\n') + tr("p%1 of each stage alone:").arg(latency::kPercentiles[m_percentile]);
  for (std::size_t i = 0; i < latency::kStages; ++i) {
    if (group.stages[i].at[m_percentile].bound != Bound::unknown) {
      words += QLatin1Char('\n') + stageName(stageAt(i)) + QLatin1Char(' ') + quantileText(group.stages[i].at[m_percentile]);
    }
  }
  return words;
}

StageBars::Columns StageBars::columns() const {
  using namespace stage_metrics;
  const int width = viewport()->width();
  const bool detail = m_report != nullptr && m_report->question.by == latency::GroupBy::classAndDriver && width >= kNarrow;
  const bool before = width >= kNarrow && m_report != nullptr && m_report->before && m_report->before->samples > 0;
  Columns at{};
  at.end = width;
  at.p99 = width - kNumber;
  at.p50 = at.p99 - kNumber;
  at.before = at.p50 - (before ? kBefore : 0);
  at.name = 0;
  // Names of nodes and owners are long and have no second column beside them.
  at.detail = detail ? kName : std::min(kName + kDetail, width / 3);
  at.claims = detail ? kName + kDetail : at.detail;
  at.bar = at.claims + kClaims;
  return at;
}

int StageBars::rowAt(int y) const {
  using namespace stage_metrics;
  if (y < kHeader) {
    return -1;
  }
  const int row = (y - kHeader + verticalScrollBar()->value()) / kRow;
  return row < rows() ? row : -1;
}

void StageBars::updateScroll() {
  using namespace stage_metrics;
  const int room = viewport()->height() - kHeader;
  verticalScrollBar()->setRange(0, std::max(0, rows() * kRow - room));
  verticalScrollBar()->setPageStep(std::max(1, room));
  verticalScrollBar()->setSingleStep(kRow);
}

void StageBars::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  updateScroll();
}

void StageBars::choose(int row) {
  if (row < 0 || row >= rows()) {
    return;
  }
  m_row = row;
  const QString key = QString::fromStdString(m_report->groups[static_cast<std::size_t>(row)].key);
  m_chosen = key == m_chosen ? QString() : key;
  describe();
  viewport()->update();
  Q_EMIT groupChosen(m_chosen);
}

void StageBars::moveTo(int row) {
  using namespace stage_metrics;
  m_row = std::clamp(row, 0, std::max(0, rows() - 1));
  const int top = m_row * kRow;
  const int room = viewport()->height() - kHeader;
  const int at = verticalScrollBar()->value();
  verticalScrollBar()->setValue(std::clamp(at, top + kRow - room, top));
  describe();
  viewport()->update();
}

void StageBars::describe() {
  setAccessibleDescription(wordsOf(m_row));
}

void StageBars::setHovered(int row) {
  if (row != m_hovered) {
    m_hovered = row;
    viewport()->update();
  }
}

void StageBars::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) {
    choose(rowAt(event->pos().y()));
  }
}

/// A press chose already; nobody behind wants the rest of it.
void StageBars::mouseReleaseEvent(QMouseEvent* event) {
  event->accept();
}

void StageBars::mouseMoveEvent(QMouseEvent* event) {
  setHovered(rowAt(event->pos().y()));
}

void StageBars::leaveEvent(QEvent* event) {
  setHovered(-1);
  QAbstractScrollArea::leaveEvent(event);
}

void StageBars::keyPressEvent(QKeyEvent* event) {
  const int page = std::max(1, (viewport()->height() - stage_metrics::kHeader) / stage_metrics::kRow - 1);
  m_keyboard = true;
  switch (event->key()) {
    case Qt::Key_Up:
      moveTo(m_row - 1);
      return;
    case Qt::Key_Down:
      moveTo(m_row + 1);
      return;
    case Qt::Key_PageUp:
      moveTo(m_row - page);
      return;
    case Qt::Key_PageDown:
      moveTo(m_row + page);
      return;
    case Qt::Key_Home:
      moveTo(0);
      return;
    case Qt::Key_End:
      moveTo(rows() - 1);
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      choose(m_row);
      return;
    case Qt::Key_Escape:
      if (!m_chosen.isEmpty()) {
        m_chosen.clear();
        viewport()->update();
        Q_EMIT groupChosen({});
        return;
      }
      event->ignore();
      return;
    default:
      event->ignore();
  }
}

void StageBars::focusInEvent(QFocusEvent* event) {
  m_keyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  QAbstractScrollArea::focusInEvent(event);
  viewport()->update();
}

void StageBars::focusOutEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusOutEvent(event);
  viewport()->update();
}

bool StageBars::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    showToolTip(*help, wordsOf(rowAt(help->pos().y())), viewport());
    return true;
  }
  return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace claimscope::ui
