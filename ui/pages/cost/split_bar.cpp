#include "ui/pages/cost/split_bar.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/shapes.h"
#include "ui/base/tool_tip.h"
#include "ui/pages/cost/cost_words.h"

namespace claimscope::ui {
namespace {

constexpr int kSide = 16;
constexpr int kBarTop = 12;
constexpr int kBarHeight = 24;
constexpr int kLegendTop = 46;
constexpr int kLeast = 3;  ///< narrowest part: 100 dollars of a million are seen
constexpr int kGap = 2;

QString percentWords(double share) {
  const double percent = 100 * share;
  return QString::number(percent, 'f', percent > 0 && percent < 1 ? 2 : 0);
}

}  // namespace

SplitBar::SplitBar(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Where GPU hours went"));
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void SplitBar::setReport(cost::ReportPtr report) {
  m_report = std::move(report);
  m_parts.clear();
  if (m_report != nullptr) {
    const double all = m_report->hours.value();
    for (std::size_t i = 0; i < cost::kParts; ++i) {
      const auto part = static_cast<cost::Part>(i);
      const cost::Amount& amount = m_report->parts[i];
      // What no metrics tell apart is shown in place of busy and idle, and only then.
      if (part == cost::Part::unmeasured && amount.hours.nothing()) {
        continue;
      }
      m_parts.push_back({part, all > 0 ? std::clamp(amount.hours.value() / all, 0.0, 1.0) : 0, {}, {}});
    }
  }
  m_current = std::clamp(m_current, 0, std::max(0, parts() - 1));
  arrange();
  tellCurrent();
  update();
}

QString SplitBar::textOf(int index) const {
  const Piece& piece = m_parts[static_cast<std::size_t>(index)];
  const cost::Amount& amount = m_report->of(piece.part);
  return tr("%1: %2, %3 GPU h, %4 %")
      .arg(partName(piece.part), boundWords(amount.money.bound()) + moneyWords(amount.money, m_report->prices->currency),
           boundWords(amount.hours.bound()) + hoursWords(amount.hours),
           amount.hours.known() ? percentWords(piece.share) : QStringLiteral("?"));
}

void SplitBar::arrange() {
  const int room = width() - 2 * kSide;
  const int count = parts();
  double x = kSide;
  for (int i = 0; i < count; ++i) {
    Piece& piece = m_parts[static_cast<std::size_t>(i)];
    const int wide = piece.share <= 0 ? 0 : std::max(kLeast, static_cast<int>(piece.share * (room - kGap * (count - 1))));
    const int left = static_cast<int>(x);
    piece.bar = wide == 0 ? QRect() : QRect(left, kBarTop, std::min(wide, std::max(kLeast, kSide + room - left)), kBarHeight);
    x += wide == 0 ? 0 : wide + kGap;
    piece.legend = QRect(kSide + room * i / std::max(1, count), kLegendTop, room / std::max(1, count) - 8, 60);
  }
}

void SplitBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void SplitBar::paintPart(QPainter& painter, const QRectF& rect, cost::Part part, bool swatch) const {
  const Theme& theme = m_look.theme();
  painter.save();
  const auto framed = [&](const QColor& ground, const QColor& edge) {
    painter.setPen(QPen(edge, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
  };
  switch (part) {
    case cost::Part::busy:
      painter.setPen(Qt::NoPen);
      painter.setBrush(theme.state.inUse.fill);
      painter.drawRoundedRect(rect, 2, 2);
      break;
    case cost::Part::idle: {
      // The colour of use, and only the lower third filled: allocated and doing nothing.
      framed(theme.state.inUse.soft, theme.state.inUse.fill);
      const qreal third = rect.height() / 3;
      painter.fillRect(QRectF(rect.left() + 1, rect.bottom() - third, std::max(0.0, rect.width() - 2), third - 1),
                       theme.state.inUse.fill);
      break;
    }
    case cost::Part::unmeasured:
      paintStateBar(painter, rect, cluster::DeviceState::unknown, theme);
      painter.setPen(QPen(theme.state.inUse.fill, 1));
      painter.setBrush(Qt::NoBrush);
      painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
      break;
    case cost::Part::noPod:
      paintStateBar(painter, rect, cluster::DeviceState::reservedNotUsed, theme);
      break;
    case cost::Part::usable:
      framed(theme.state.free.soft, theme.state.free.fill);
      break;
    case cost::Part::stranded:
      framed(theme.state.free.soft, theme.state.free.fill);
      paintHatch(painter, rect.adjusted(1, 1, -1, -1), theme.state.free.fill, swatch ? 3.5 : 5, 1.4, true);
      break;
    case cost::Part::out:
      paintStateBar(painter, rect, cluster::DeviceState::tainted, theme);
      break;
  }
  painter.restore();
}

void SplitBar::paintEvent(QPaintEvent*) {
  if (m_report == nullptr) {
    return;
  }
  const Theme& theme = m_look.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  for (int i = 0; i < parts(); ++i) {
    const Piece& piece = m_parts[static_cast<std::size_t>(i)];
    const cost::Amount& amount = m_report->of(piece.part);
    if (!piece.bar.isEmpty()) {
      paintPart(painter, piece.bar, piece.part, false);
    }
    const QRect& legend = piece.legend;
    paintPart(painter, QRectF(legend.left(), legend.top() + 3, 11, 11), piece.part, true);
    const auto line = [&](int top, int height, FontRole role, const QColor& color, const QString& words, int indent) {
      painter.setFont(m_look.font(role));
      painter.setPen(color);
      painter.drawText(QRect(legend.left() + indent, legend.top() + top, legend.width() - indent, height),
                       Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                       painter.fontMetrics().elidedText(words, Qt::ElideRight, legend.width() - indent));
    };
    line(0, 16, FontRole::small, theme.text.secondary, partName(piece.part), 17);
    line(18, 24, FontRole::verdict, theme.text.primary,
         boundWords(amount.money.bound()) + moneyWords(amount.money, m_report->prices->currency), 0);
    line(43, 15, FontRole::monoSmall, theme.text.muted,
         tr("%1 GPU h · %2 %")
             .arg(boundWords(amount.hours.bound()) + hoursWords(amount.hours),
                  amount.hours.known() ? percentWords(piece.share) : QStringLiteral("?")),
         0);
    if (hasFocus() && i == m_current) {
      paintFocusRing(painter, QRectF(legend).adjusted(-4, -2, 4, -2), 4, theme);
    }
  }
}

int SplitBar::at(QPoint point) const {
  for (int i = 0; i < parts(); ++i) {
    const Piece& piece = m_parts[static_cast<std::size_t>(i)];
    if (piece.bar.contains(point) || piece.legend.contains(point)) {
      return i;
    }
  }
  return -1;
}

void SplitBar::tellCurrent() {
  setAccessibleDescription(parts() == 0 ? QString() : textOf(m_current));
}

void SplitBar::mouseMoveEvent(QMouseEvent* event) {
  setCursor(at(event->position().toPoint()) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void SplitBar::mousePressEvent(QMouseEvent* event) {
  const int index = at(event->position().toPoint());
  if (event->button() == Qt::LeftButton && index >= 0) {
    m_current = index;
    tellCurrent();
    update();
    Q_EMIT chosen(m_parts[static_cast<std::size_t>(index)].part);
  }
}

void SplitBar::keyPressEvent(QKeyEvent* event) {
  const int by = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
  if (by != 0 && parts() > 0) {
    m_current = std::clamp(m_current + by, 0, parts() - 1);
    tellCurrent();
    update();
  } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && parts() > 0) {
    Q_EMIT chosen(m_parts[static_cast<std::size_t>(m_current)].part);
  } else {
    QWidget::keyPressEvent(event);
  }
}

bool SplitBar::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int index = at(help->pos());
    showToolTip(*help, index >= 0 ? textOf(index) : QString(), this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
