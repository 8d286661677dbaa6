#include "ui/base/plain_label.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QTextOption>
#include <QToolTip>
#include <algorithm>

#include "ui/base/format.h"

namespace claimscope::ui {

QColor inkColor(const Theme& theme, Ink ink) {
  switch (ink) {
    case Ink::primary:
      return theme.text.primary;
    case Ink::secondary:
      return theme.text.secondary;
    case Ink::muted:
      return theme.text.muted;
    case Ink::disabled:
      return theme.text.disabled;
    case Ink::accent:
      return theme.accent.text;
    case Ink::onAccent:
      return theme.text.onAccent;
    case Ink::critical:
      return theme.severity.critical;
    case Ink::warning:
      return theme.severity.warning;
    case Ink::notice:
      return theme.severity.notice;
    case Ink::ok:
      return theme.severity.ok;
    case Ink::pending:
      return theme.state.pending.text;
    case Ink::unknown:
      break;
  }
  return theme.severity.unknown;
}

Ink inkOf(diagnosis::Severity severity) {
  switch (severity) {
    case diagnosis::Severity::critical:
      return Ink::critical;
    case diagnosis::Severity::warning:
      return Ink::warning;
    case diagnosis::Severity::notice:
      break;
  }
  return Ink::notice;
}

PlainLabel::PlainLabel(Look& look, FontRole role, Ink ink, QWidget* parent)
    : QLabel(parent), m_look(look), m_role(role), m_ink(ink) {
  setTextFormat(Qt::PlainText);
  setTextInteractionFlags(Qt::NoTextInteraction);
  connect(&look, &Look::changed, this, &PlainLabel::restyle);
  restyle();
}

PlainLabel::PlainLabel(Look& look, FontRole role, Ink ink, const QString& text, QWidget* parent)
    : PlainLabel(look, role, ink, parent) {
  setText(text);
}

void PlainLabel::setText(const QString& text) {
  const QString shown = wordWrap() ? plainLines(text.toStdString()) : plain(text);
  if (shown != QLabel::text()) {
    QLabel::setText(shown);
  }
}

void PlainLabel::setText(std::string_view text) {
  const QString shown = wordWrap() ? plainLines(text) : plain(text);
  if (shown != QLabel::text()) {
    QLabel::setText(shown);
  }
}

void PlainLabel::setInk(Ink ink) {
  if (ink != m_ink) {
    m_ink = ink;
    restyle();
  }
}

void PlainLabel::setRole(FontRole role) {
  if (role != m_role) {
    m_role = role;
    restyle();
  }
}

void PlainLabel::setElide(Qt::TextElideMode mode) {
  m_elide = mode;
  updateGeometry();
  update();
}

void PlainLabel::setSelectable(bool selectable) {
  setTextInteractionFlags(selectable ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard : Qt::NoTextInteraction);
  setCursor(selectable ? Qt::IBeamCursor : Qt::ArrowCursor);
  updateGeometry();
}

QSize PlainLabel::sizeHint() const {
  if (wordWrap() || textInteractionFlags() != Qt::NoTextInteraction) {
    return QLabel::sizeHint();
  }
  const QFontMetrics metrics(font());
  const QMargins margins = contentsMargins();
  // One pixel more than the advance: glyphs may lean over, and rounding down would elide a text that fits.
  return {metrics.horizontalAdvance(text()) + 1 + margins.left() + margins.right(),
          metrics.height() + margins.top() + margins.bottom()};
}

QSize PlainLabel::minimumSizeHint() const {
  if (wordWrap()) {
    return QLabel::minimumSizeHint();
  }
  const QSize whole = sizeHint();
  if (m_elide == Qt::ElideNone) {
    return whole;
  }
  return {std::min(whole.width(), QFontMetrics(font()).averageCharWidth() * 4), whole.height()};
}

bool PlainLabel::event(QEvent* event) {
  // What is cut can be read in full; a tool tip of its own goes first.
  if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isElided()) {
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), toolTipText(text()), this);
    return true;
  }
  return QLabel::event(event);
}

bool PlainLabel::isElided() const {
  return !wordWrap() && m_elide != Qt::ElideNone && QFontMetrics(font()).horizontalAdvance(text()) > contentsRect().width();
}

void PlainLabel::paintEvent(QPaintEvent* event) {
  if (textInteractionFlags() != Qt::NoTextInteraction) {
    QLabel::paintEvent(event);
    return;
  }
  QPainter painter(this);
  painter.setFont(font());
  painter.setPen(inkColor(m_look.theme(), isEnabled() ? m_ink : Ink::disabled));
  const int where = static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment()));
  if (wordWrap()) {
    // At words where there are any, else anywhere: a name of 253 characters has no spaces.
    QTextOption option(QStyle::visualAlignment(layoutDirection(), alignment()));
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    painter.drawText(QRectF(contentsRect()), text(), option);
    return;
  }
  const QString shown =
      m_elide == Qt::ElideNone ? text() : QFontMetrics(font()).elidedText(text(), m_elide, contentsRect().width());
  painter.drawText(contentsRect(), where | Qt::TextSingleLine, shown);
}

void PlainLabel::restyle() {
  setFont(m_look.font(m_role));
  QPalette colors = palette();
  const QColor ink = inkColor(m_look.theme(), m_ink);
  colors.setColor(QPalette::WindowText, ink);
  colors.setColor(QPalette::Text, ink);
  colors.setColor(QPalette::Highlight, m_look.theme().accent.fill);
  colors.setColor(QPalette::HighlightedText, m_look.theme().text.onAccent);
  setPalette(colors);
  updateGeometry();
  update();
}

}  // namespace claimscope::ui
