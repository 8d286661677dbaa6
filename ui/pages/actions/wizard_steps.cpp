#include "ui/pages/actions/wizard_steps.h"

#include <QPainter>
#include <QPainterPath>

#include "ui/base/plain_label.h"

namespace claimscope::ui {
namespace {

constexpr int kTop = 16;
constexpr int kLeft = 14;
constexpr int kPitch = 54;
constexpr int kRing = 22;

}  // namespace

WizardSteps::WizardSteps(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void WizardSteps::setSteps(std::vector<WizardStep> steps) {
  if (steps == m_steps) {
    return;
  }
  m_steps = std::move(steps);
  QString words;
  for (const WizardStep& step : m_steps) {
    const QString state = step.state == WizardStep::State::done      ? tr("done")
                          : step.state == WizardStep::State::current ? tr("here")
                          : step.state == WizardStep::State::failed  ? tr("failed")
                                                                     : tr("to come");
    words += tr("%1: %2 %3. ").arg(step.title, state, step.detail);
  }
  setAccessibleName(tr("Steps"));
  setAccessibleDescription(words.trimmed());
  updateGeometry();
  update();
}

QSize WizardSteps::sizeHint() const {
  return {180, kTop + kPitch * static_cast<int>(m_steps.size())};
}

void WizardSteps::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = m_look.theme();
  for (std::size_t i = 0; i < m_steps.size(); ++i) {
    const WizardStep& step = m_steps[i];
    const int top = kTop + kPitch * static_cast<int>(i);
    const QRectF ring(kLeft, top, kRing, kRing);
    const bool done = step.state == WizardStep::State::done;
    const bool current = step.state == WizardStep::State::current;
    const bool failed = step.state == WizardStep::State::failed;
    if (i + 1 < m_steps.size()) {
      painter.fillRect(QRectF(kLeft + 10, top + 26, 2, 26), done ? theme.severity.ok : theme.border.normal);
    }
    if (current || failed) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(failed ? theme.severity.critical : theme.accent.fill);
      painter.drawEllipse(ring.adjusted(0.5, 0.5, -0.5, -0.5));
    } else {
      painter.setPen(QPen(done ? theme.severity.ok : theme.border.strong, 1.5));
      painter.setBrush(Qt::NoBrush);
      painter.drawEllipse(ring.adjusted(1, 1, -1, -1));
    }
    if (done) {
      QPainterPath tick(QPointF(kLeft + 6.5, top + 11.4));
      tick.lineTo(kLeft + 9.8, top + 14.6);
      tick.lineTo(kLeft + 15.6, top + 7.8);
      painter.setPen(QPen(theme.severity.ok, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
      painter.setBrush(Qt::NoBrush);
      painter.drawPath(tick);
    } else {
      painter.setFont(m_look.font(FontRole::captionStrong));
      painter.setPen(current ? theme.text.onAccent : failed ? theme.text.onFill : theme.text.muted);
      painter.drawText(ring, Qt::AlignCenter, failed ? QStringLiteral("!") : QString::number(i + 1));
    }
    const int x = kLeft + kRing + 10;
    const int room = std::max(10, width() - x - 8);
    painter.setFont(m_look.font(current ? FontRole::bodyStrong : FontRole::body));
    painter.setPen(current || done || failed ? theme.text.primary : theme.text.muted);
    painter.drawText(QRect(x, top, room, 20), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(step.title, Qt::ElideRight, room));
    painter.setFont(m_look.font(FontRole::caption));
    painter.setPen(theme.text.muted);
    painter.drawText(QRect(x, top + 20, room, 16), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(step.detail, Qt::ElideMiddle, room));
  }
}

}  // namespace claimscope::ui
