// Funnel: steps, painting, mouse and keyboard. GUI thread.
#include "ui/pages/explanation/funnel.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/explanation/explanation_texts.h"
#include "ui/pages/explanation/paint_text.h"

namespace claimscope::ui {
namespace {

constexpr int kStepTitle = 14;
constexpr int kNumber = 26;
constexpr int kBars = 54;
constexpr int kHighest = 46;
constexpr int kLowest = 4;
constexpr int kBarTop = kStepTitle + kNumber;
constexpr int kFoot = kBarTop + 52;  ///< where bars stand
constexpr double kBarShare = 0.7;    ///< of a step's width; the rest is the slope to the next one

/// What is left after a filter, against what something takes away from the last filter.
bool takesAway(const std::string& id) {
  return id != "seen" && id != "free" && id != "left" && id.rfind("pass", 0) != 0 && id.rfind("on", 0) != 0;
}

}  // namespace

Funnel::Funnel(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setFocusPolicy(Qt::TabFocus);
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setFixedHeight(kBarTop + kBars + 18);
  setAccessibleName(tr("Where the devices go"));
  connect(&look, &Look::changed, this, [this] { update(); });
}

void Funnel::setSteps(const std::vector<explanation::FunnelStep>& steps, std::int64_t wanted) {
  m_steps.clear();
  m_wanted = wanted;
  std::int64_t most = 1;
  for (const explanation::FunnelStep& step : steps) {
    most = std::max(most, step.count.value);
  }
  std::int64_t before = -1;  // of the last filter
  for (const explanation::FunnelStep& step : steps) {
    Step out;
    out.id = plain(step.id);
    out.title = said(step.title);
    out.mark = sureMark(step.count.bound);
    out.value = sureValue(step.count);
    out.caption = said(step.caption);
    out.count = std::max<std::int64_t>(0, step.count.value);
    out.unknown = step.count.bound == Bound::unknown;
    out.takes = takesAway(step.id);
    out.height = out.count == 0 ? kLowest
                                : std::max<double>(kLowest, kHighest * std::log1p(static_cast<double>(out.count)) /
                                                                std::log1p(static_cast<double>(most)));
    if (!out.takes && !out.unknown) {
      if (before > out.count) {
        out.loss = lossText(before - out.count);
      }
      before = out.count;
    }
    m_steps.push_back(std::move(out));
  }
  m_current = std::clamp(m_current, 0, std::max(0, this->steps() - 1));
  describe();
  update();
}

QString Funnel::stepText(int index) const {
  const Step& step = m_steps[static_cast<std::size_t>(index)];
  QString text = step.title + QStringLiteral(": ") + step.mark + step.value;
  if (!step.caption.isEmpty()) {
    text += QStringLiteral(", ") + step.caption;
  }
  if (!step.loss.isEmpty()) {
    text += QStringLiteral(", ") + tr("%1 here").arg(step.loss);
  }
  return text;
}

void Funnel::describe() {
  QStringList lines;
  for (int i = 0; i < steps(); ++i) {
    lines << stepText(i);
  }
  setAccessibleDescription(hasFocus() && m_current < steps() ? stepText(m_current) : lines.join(QStringLiteral(". ")));
}

double Funnel::left(int step) const {
  return m_steps.empty() ? 0 : static_cast<double>(width()) * step / (steps() - 1 + kBarShare);
}

QRect Funnel::barRect(int index) const {
  const Step& step = m_steps[static_cast<std::size_t>(index)];
  const double stride = left(1) - left(0);
  const int x = static_cast<int>(std::lround(left(index)));
  const int w = std::max(8, static_cast<int>(std::lround(stride * kBarShare)) - 2);
  const int h = static_cast<int>(std::lround(step.height));
  return {x, kFoot - h, w, h};
}

int Funnel::stepAt(const QPoint& point) const {
  for (int i = steps() - 1; i >= 0; --i) {
    if (point.x() >= static_cast<int>(left(i)) - 6) {
      return i;
    }
  }
  return -1;
}

QColor Funnel::colorOf(const Step& step) const {
  const Theme& theme = m_look.theme();
  if (step.id == QLatin1String("inUse")) {
    return theme.state.inUse.fill;
  }
  if (step.id == QLatin1String("tainted")) {
    return theme.state.tainted.fill;
  }
  if (step.id == QLatin1String("free")) {
    return step.count < std::max<std::int64_t>(1, m_wanted) && !step.unknown ? theme.severity.critical : theme.state.free.fill;
  }
  return step.takes ? theme.severity.warning : theme.border.strong;
}

void Funnel::paintStep(QPainter& painter, int index) const {
  const Theme& theme = m_look.theme();
  const Step& step = m_steps[static_cast<std::size_t>(index)];
  const QRect bar = barRect(index);
  const int room = std::max(10, static_cast<int>(left(index + 1)) - bar.x() - 6);
  const bool last = index + 1 == steps();
  const int textRoom = last ? std::max(room, width() - bar.x()) : room;
  const bool hovered = index == m_hovered;
  drawLine(painter, QRect(bar.x(), 0, textRoom, kStepTitle), m_look.font(FontRole::caption), theme.text.muted, step.title);
  QFont big = m_look.font(FontRole::display);
  big.setPixelSize(20);
  const QFont mono = m_look.font(FontRole::monoSmall);
  const int markWidth = QFontMetrics(mono).horizontalAdvance(step.mark) + 2;
  while (big.pixelSize() > 12 && QFontMetrics(big).horizontalAdvance(step.value) > textRoom - markWidth) {
    big.setPixelSize(big.pixelSize() - 1);
  }
  const bool none = step.id == QLatin1String("free") && step.count < std::max<std::int64_t>(1, m_wanted) && !step.unknown;
  const int base = kStepTitle + 20;  // baseline of the number
  painter.setFont(step.unknown ? big : mono);
  painter.setPen(step.unknown ? theme.severity.warning : theme.text.muted);
  painter.drawText(QPoint(bar.x(), base), step.mark);
  if (!step.unknown) {
    painter.setFont(big);
    painter.setPen(none ? theme.severity.critical : theme.text.primary);
    painter.drawText(QPoint(bar.x() + markWidth, base), step.value);
  }
  painter.setPen(Qt::NoPen);
  painter.setBrush(colorOf(step));
  if (step.unknown) {
    QPen dashed(theme.state.unknown.fill, 1.2);
    dashed.setDashPattern({3, 2});
    painter.setPen(dashed);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(bar.x() + 0.5, kFoot - 20, bar.width() - 1, 19.5), 2, 2);
  } else if (step.id == QLatin1String("tainted") && step.count > 0) {
    paintStateBar(painter, bar, cluster::DeviceState::tainted, theme);
  } else if (step.id == QLatin1String("free") && !none) {
    paintStateBar(painter, bar, cluster::DeviceState::free, theme);
  } else {
    painter.drawRoundedRect(bar, 2, 2);
  }
  if (!last) {
    const QRect next = barRect(index + 1);
    QPainterPath slope;
    slope.moveTo(bar.right() + 3, bar.y());
    slope.lineTo(next.x() - 2, next.y());
    slope.lineTo(next.x() - 2, kFoot);
    slope.lineTo(bar.right() + 3, kFoot);
    slope.closeSubpath();
    painter.fillPath(slope, theme.bg.hover);
    const QString& loss = m_steps[static_cast<std::size_t>(index) + 1].loss;
    if (!loss.isEmpty()) {
      QFont tiny = m_look.font(FontRole::caption);
      tiny.setPixelSize(10);
      tiny.setWeight(QFont::Normal);
      drawLine(painter, QRect(bar.right() + 1, kFoot - 14, next.x() - bar.right(), 14), tiny, theme.text.secondary, loss,
               Qt::AlignHCenter, Qt::ElideNone);
    }
  }
  drawLine(painter, QRect(bar.x(), kFoot + 4, textRoom, 14), m_look.font(FontRole::caption),
           hovered ? theme.text.secondary : theme.text.muted, step.caption);
  if (hovered) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.border.strong, theme.lineWidth));
    painter.drawRoundedRect(QRectF(bar).adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3);
  }
  if (hasFocus() && index == m_current) {
    paintFocusRing(painter, QRectF(bar), 2, theme);
  }
}

void Funnel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  for (int i = 0; i < steps(); ++i) {
    paintStep(painter, i);
  }
}

void Funnel::mouseMoveEvent(QMouseEvent* event) {
  const int step = stepAt(event->position().toPoint());
  setCursor(step >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (step != m_hovered) {
    m_hovered = step;
    update();
  }
}

void Funnel::leaveEvent(QEvent*) {
  m_hovered = -1;
  update();
}

void Funnel::mouseReleaseEvent(QMouseEvent* event) {
  const int step = stepAt(event->position().toPoint());
  if (step >= 0 && event->button() == Qt::LeftButton) {
    m_current = step;
    Q_EMIT stepChosen(step);
  }
}

void Funnel::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
      m_current = std::clamp(m_current + (event->key() == Qt::Key_Left ? -1 : 1), 0, std::max(0, steps() - 1));
      describe();
      update();
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      if (m_current < steps()) {
        Q_EMIT stepChosen(m_current);
      }
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

bool Funnel::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int step = stepAt(help->pos());
    if (step >= 0) {
      QToolTip::showText(help->globalPos(),
                         toolTipText(stepText(step) + QLatin1Char('\n') + tr("Enter or a click lists the devices.")), this);
    } else {
      QToolTip::hideText();
    }
    return true;
  }
  if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
    describe();
    update();
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
