#include "ui/shell/rung_list.h"

#include <QPainter>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/shapes.h"

namespace claimscope::ui {
namespace {

constexpr int kRungMark = 14;
constexpr int kRungLeft = 14;
constexpr int kName = 44;
constexpr int kText = 150;
constexpr int kLine = 18;
constexpr int kSmallLine = 15;
constexpr int kRungGap = 14;
constexpr int kMostLines = 5;

/// Words stay whole; what is too long for a line, as an address, may break after its signs, or where it must.
QString breakable(const QString& text) {
  constexpr int kLongWord = 40;
  QString out;
  int run = 0;
  for (const QChar c : text) {
    out += c;
    run = c.isSpace() ? 0 : run + 1;
    if (run >= kLongWord || (run > 8 && (c == QLatin1Char('/') || c == QLatin1Char('.') || c == QLatin1Char('?')))) {
      out += QChar(0x200B);
      run = 0;
    }
  }
  return out;
}

}  // namespace

RungList::RungList(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void RungList::setRungs(std::vector<Rung> rungs) {
  m_rungs = std::move(rungs);
  QStringList spoken;
  for (const Rung& rung : m_rungs) {
    const QString state = rung.state == RungState::passed   ? tr("passed")
                          : rung.state == RungState::failed ? tr("failed")
                                                            : QString();
    spoken += QStringList{rung.name, state, rung.detail}.join(QLatin1Char(' ')).simplified();
  }
  setAccessibleName(tr("How far it came"));
  setAccessibleDescription(spoken.join(QStringLiteral("; ")));
  setMinimumHeight(sizeHint().height());
  updateGeometry();
  update();
}

/// Lines that the message of the failed rung takes; the others have one.
int RungList::linesOf(const Rung& rung) const {
  if (rung.state != RungState::failed) {
    return 1;
  }
  const int room = std::max(120, width() - kText - 28);
  const QRect box = QFontMetrics(m_look.font(FontRole::body))
                        .boundingRect(QRect(0, 0, room, 2000), Qt::AlignLeft | Qt::TextWordWrap, breakable(rung.detail));
  return std::clamp((box.height() + kLine - 1) / kLine, 1, kMostLines);
}

int RungList::heightOf(const Rung& rung) const {
  return kLine + kLine * linesOf(rung) + (rung.state == RungState::failed ? 0 : kSmallLine);
}

QSize RungList::sizeHint() const {
  int height = 12;
  for (const Rung& rung : m_rungs) {
    height += heightOf(rung) + kRungGap;
  }
  return {520, height};
}

void RungList::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  setMinimumHeight(sizeHint().height());
}

void RungList::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = m_look.theme();
  const QFont strong = m_look.font(FontRole::bodyStrong);
  const QFont body = m_look.font(FontRole::body);
  const QFont small = m_look.font(FontRole::caption);
  const QFont mono = m_look.font(FontRole::mono);
  const int room = std::max(120, width() - kText - 28);
  int y = 12;
  for (std::size_t i = 0; i < m_rungs.size(); ++i) {
    const Rung& rung = m_rungs[i];
    const int height = heightOf(rung);
    const bool failed = rung.state == RungState::failed;
    const bool passed = rung.state == RungState::passed;
    if (i + 1 < m_rungs.size()) {
      painter.fillRect(QRect(kRungLeft + kRungMark / 2, y + kRungMark + 4, passed ? 2 : 1, height + kRungGap - kRungMark - 4),
                       passed ? theme.severity.ok : theme.border.normal);
    }
    if (failed) {
      painter.setPen(QPen(theme.severity.critical, theme.lineWidth));
      painter.setBrush(theme.severity.criticalSoft);
      painter.drawRoundedRect(QRectF(kName - 10, y - 6, width() - kName - 2, height + 10).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    paintMark(painter, QRectF(kRungLeft, y + 1, kRungMark, kRungMark),
              passed   ? Mark::ok
              : failed ? Mark::critical
                       : Mark::notConfigured,
              theme, theme.bg.panel);
    painter.setFont(strong);
    painter.setPen(rung.state == RungState::notReached ? theme.text.muted : theme.text.primary);
    painter.drawText(QRect(kName, y, kText - kName - 8, kLine), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     QFontMetrics(strong).elidedText(rung.name, Qt::ElideRight, kText - kName - 8));
    painter.setFont(mono);
    painter.setPen(theme.text.secondary);
    painter.drawText(QRect(kText, y, room, kLine), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     QFontMetrics(mono).elidedText(rung.target, Qt::ElideMiddle, room));
    painter.setFont(body);
    if (failed) {
      painter.setPen(theme.severity.critical);
      painter.drawText(QRect(kText, y + kLine, room, kLine * linesOf(rung)), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap,
                       breakable(rung.detail));
    } else {
      painter.setPen(passed ? theme.text.secondary : theme.text.muted);
      painter.drawText(QRect(kText, y + kLine, room, kLine), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                       QFontMetrics(body).elidedText(rung.detail, Qt::ElideRight, room));
      painter.setFont(small);
      painter.setPen(theme.text.muted);
      painter.drawText(QRect(kText, y + 2 * kLine, room, kSmallLine), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                       QFontMetrics(small).elidedText(rung.other, Qt::ElideRight, room));
    }
    y += height + kRungGap;
  }
}

}  // namespace claimscope::ui
