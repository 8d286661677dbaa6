#include "ui/pages/migration/phase_board.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr int kHeight = 102;
constexpr int kCellPad = 14;

}  // namespace

QString phaseTitle(migration::Phase phase) {
  switch (phase) {
    case migration::Phase::inventory:
      return PhaseBoard::tr("Inventory");
    case migration::Phase::ready:
      return PhaseBoard::tr("Ready");
    case migration::Phase::labelled:
      return PhaseBoard::tr("Labelled");
    case migration::Phase::patched:
      return PhaseBoard::tr("Patched");
    case migration::Phase::verified:
      break;
  }
  return PhaseBoard::tr("Verified");
}

QString phaseCaption(migration::Phase phase) {
  switch (phase) {
    case migration::Phase::inventory:
      return PhaseBoard::tr("found by extended resources");
    case migration::Phase::ready:
      return PhaseBoard::tr("class exists, devices fit, quota allows");
    case migration::Phase::labelled:
      return PhaseBoard::tr("room on nodes that are handed over");
    case migration::Phase::patched:
      return PhaseBoard::tr("claims in the pod template, rolled out");
    case migration::Phase::verified:
      break;
  }
  return PhaseBoard::tr("every pod Ready, claims reserved");
}

PhaseBoard::PhaseBoard(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setBench(nullptr);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

QSize PhaseBoard::sizeHint() const {
  return {900, kHeight};
}

QSize PhaseBoard::minimumSizeHint() const {
  return {400, kHeight};
}

void PhaseBoard::setBench(const BenchPtr& bench) {
  QStringList spoken;
  for (std::size_t i = 0; i < migration::kPhases; ++i) {
    const auto phase = static_cast<migration::Phase>(i);
    Cell& cell = m_cells[i];
    cell = {};
    cell.title = phaseTitle(phase);
    cell.caption = phaseCaption(phase);
    if (bench == nullptr) {
      cell.value = QStringLiteral("?");
      continue;
    }
    const migration::PhaseCount& count = bench->phases[i];
    cell.value = number(count.proven);
    cell.of = tr("of %1").arg(number(count.of));
    cell.part = count.of == 0 ? 0 : static_cast<double>(count.proven.value) / static_cast<double>(count.of);
    cell.percent = count.of == 0 ? QString() : QStringLiteral("%1 %").arg(static_cast<int>(cell.part * 100));
    const bool later = i > 0 && bench->phases[i].proven.value < bench->phases[i - 1].proven.value;
    cell.mark = count.proven.value == 0                       ? Mark::notConfigured
                : later && phase >= migration::Phase::patched ? Mark::running
                                                              : Mark::ok;
    spoken << QStringLiteral("%1: %2 %3").arg(cell.title, cell.value, cell.of);
  }
  setAccessibleName(tr("Phases"));
  setAccessibleDescription(spoken.join(QStringLiteral(", ")));
  update();
}

bool PhaseBoard::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
    const auto index =
        static_cast<std::size_t>(std::clamp(help->pos().x() * static_cast<int>(migration::kPhases) / std::max(1, width()), 0,
                                            static_cast<int>(migration::kPhases) - 1));
    QToolTip::showText(help->globalPos(), toolTipText(QStringLiteral("%1: %2").arg(m_cells[index].title, m_cells[index].caption)),
                       this);
    return true;
  }
  return QWidget::event(event);
}

void PhaseBoard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const int count = static_cast<int>(migration::kPhases);
  for (int i = 0; i < count; ++i) {
    const int left = width() * i / count;
    const int right = width() * (i + 1) / count;
    paintCell(painter, QRect(left, 0, right - left, height()), m_cells[static_cast<std::size_t>(i)]);
    if (i > 0) {
      painter.fillRect(left, 0, m_look.theme().lineWidth, height(), m_look.theme().border.subtle);
    }
  }
}

void PhaseBoard::paintCell(QPainter& painter, const QRect& rect, const Cell& cell) const {
  const Theme& theme = m_look.theme();
  const QRect inner = rect.adjusted(kCellPad, 10, -kCellPad, -8);
  paintMark(painter, QRectF(inner.left(), inner.top() + 2, 14, 14), cell.mark, theme, theme.bg.panel);
  const auto text = [&](const QRect& at, FontRole role, const QColor& color, const QString& words, Qt::Alignment align) {
    painter.setFont(m_look.font(role));
    painter.setPen(color);
    painter.drawText(at, static_cast<int>(align | Qt::AlignVCenter),
                     painter.fontMetrics().elidedText(words, Qt::ElideRight, at.width()));
    return painter.fontMetrics().horizontalAdvance(words);
  };
  painter.setFont(m_look.font(FontRole::monoSmall));
  const int percent = painter.fontMetrics().horizontalAdvance(cell.percent) + 4;
  text(QRect(inner.right() - percent, inner.top(), percent, 18), FontRole::monoSmall, theme.text.muted, cell.percent,
       Qt::AlignRight);
  text(QRect(inner.left() + 22, inner.top(), inner.width() - 26 - percent, 18), FontRole::panelTitle, theme.text.primary,
       cell.title, Qt::AlignLeft);
  const int value = text(QRect(inner.left(), inner.top() + 22, inner.width(), 28), FontRole::display, theme.text.primary,
                         cell.value, Qt::AlignLeft);
  text(QRect(inner.left() + value + 5, inner.top() + 26, std::max(0, inner.width() - value - 5), 24), FontRole::small,
       theme.text.muted, cell.of, Qt::AlignLeft);
  const QRectF track(inner.left(), inner.top() + 54, inner.width(), 5);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.bg.active);
  painter.drawRoundedRect(track, 2, 2);
  painter.setBrush(cell.mark == Mark::running ? theme.accent.fill : theme.severity.ok);
  painter.drawRoundedRect(QRectF(track.left(), track.top(), track.width() * cell.part, track.height()), 2, 2);
  text(QRect(inner.left(), inner.top() + 64, inner.width(), 18), FontRole::small, theme.text.muted, cell.caption, Qt::AlignLeft);
}

}  // namespace claimscope::ui
