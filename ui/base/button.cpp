#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

#include "ui/base/controls.h"
#include "ui/base/focus_ring.h"

namespace claimscope::ui {

namespace {

constexpr int kIconGap = 6;

struct ButtonFace {
  QColor ground;
  QColor edge;
  QColor ink;
};

struct Press {
  bool enabled;
  bool down;
  bool hover;
};

QColor choose(const Press& press, const QColor& rest, const QColor& hover, const QColor& down) {
  return press.down ? down : press.hover ? hover : rest;
}

ButtonFace faceOf(ButtonStyle style, const Press& press, const Theme& t) {
  const QColor none(Qt::transparent);
  if (!press.enabled) {
    const bool bare = style == ButtonStyle::ghost || style == ButtonStyle::link;
    return {bare ? none : t.bg.raised, bare ? none : t.border.subtle, t.text.disabled};
  }
  switch (style) {
    case ButtonStyle::primary: {
      const QColor fill = choose(press, t.accent.fill, t.accent.fillHover, t.accent.fillPressed);
      return {fill, fill, t.text.onAccent};
    }
    case ButtonStyle::danger:
      return {choose(press, t.bg.panel, t.severity.criticalSoft, t.bg.active), t.severity.critical, t.severity.critical};
    case ButtonStyle::dangerFilled:
      return {t.severity.critical, choose(press, t.severity.critical, t.text.primary, t.text.primary), t.text.onFill};
    case ButtonStyle::ghost:
      return {choose(press, none, t.bg.hover, t.bg.active), none,
              choose(press, t.text.secondary, t.text.primary, t.text.primary)};
    case ButtonStyle::link:
      return {none, none, choose(press, t.accent.text, t.accent.text, t.text.primary)};
    case ButtonStyle::normal:
      break;
  }
  return {choose(press, t.bg.raised, t.bg.hover, t.bg.active), choose(press, t.border.normal, t.border.strong, t.border.normal),
          t.text.primary};
}

int paddingOf(ButtonStyle style, bool small) {
  if (style == ButtonStyle::link) {
    return 2;
  }
  return small ? 8 : 12;
}

}  // namespace

Button::Button(Look& look, ButtonStyle style, const QString& text, bool small, QWidget* parent)
    : QAbstractButton(parent), m_look(look), m_style(style), m_small(small) {
  setText(text);
  setShortcut(QKeySequence());  // an & in a text is an &, not a key
  setFont(look.font(small ? FontRole::smallMedium : FontRole::bodyMedium));
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  FocusRing::attach(this, look, small ? 4 : 5);
}

Button::Button(Look& look, const QString& icon, const QString& tooltip, bool small, QWidget* parent)
    : Button(look, ButtonStyle::ghost, QString(), small, parent) {
  m_icon = icon;
  setToolTip(tooltip);
  setAccessibleName(tooltip);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Button::setIconId(const QString& icon) {
  m_icon = icon;
  updateGeometry();
  update();
}

void Button::setTrailingIconId(const QString& icon) {
  m_trailing = icon;
  updateGeometry();
  update();
}

QSize Button::sizeHint() const {
  const int height = m_small ? 22 : 28;
  if (text().isEmpty()) {
    return {height, height};
  }
  const int icon = (m_small ? 12 : 14) + kIconGap;
  const int width = 2 * paddingOf(m_style, m_small) + QFontMetrics(font()).horizontalAdvance(text()) + 1 +
                    (m_icon.isEmpty() ? 0 : icon) + (m_trailing.isEmpty() ? 0 : icon);
  return {width, height};
}

void Button::paintEvent(QPaintEvent*) {
  const Theme& theme = m_look.theme();
  const ButtonFace face = faceOf(m_style, {isEnabled(), isDown() || isChecked(), underMouse()}, theme);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const qreal line = theme.lineWidth;
  const QRectF edge = QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2);
  painter.setPen(face.edge.alpha() == 0 ? QPen(Qt::NoPen) : QPen(face.edge, line));
  painter.setBrush(face.ground);
  painter.drawRoundedRect(edge, m_small ? 4 : 5, m_small ? 4 : 5);

  const int iconSide = text().isEmpty() ? (m_small ? 14 : 16) : (m_small ? 12 : 14);
  const auto icon = [&](const QString& id, int x) {
    painter.drawPixmap(QPointF(x, (height() - iconSide) / 2.0), m_look.icon(id, iconSide, face.ink, devicePixelRatioF()));
  };
  if (text().isEmpty()) {
    icon(m_icon, (width() - iconSide) / 2);
    return;
  }
  const QFontMetrics metrics(font());
  const int padding = paddingOf(m_style, m_small);
  const int leading = m_icon.isEmpty() ? 0 : iconSide + kIconGap;
  const int trailing = m_trailing.isEmpty() ? 0 : iconSide + kIconGap;
  const int room = width() - 2 * padding - leading - trailing;
  const QString shown = metrics.elidedText(text(), Qt::ElideRight, room + 1);
  const int textWidth = metrics.horizontalAdvance(shown);
  int x = padding + std::max(0, (room - textWidth) / 2);
  if (!m_icon.isEmpty()) {
    icon(m_icon, x);
    x += leading;
  }
  painter.setPen(face.ink);
  painter.drawText(QRect(x, 0, textWidth + 2, height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
  if (m_style == ButtonStyle::link && underMouse() && isEnabled()) {
    const int y = (height() + metrics.ascent() - metrics.descent()) / 2 + 2;
    painter.drawLine(x, y, x + textWidth, y);
  }
  if (!m_trailing.isEmpty()) {
    icon(m_trailing, x + textWidth + kIconGap);
  }
}

bool Button::event(QEvent* event) {
  if (event->type() == QEvent::KeyPress && isEnabled()) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool danger = m_style == ButtonStyle::danger || m_style == ButtonStyle::dangerFilled;
    // Enter presses what has the focus, but never confirms danger: that takes Space or the mouse.
    if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && !key->isAutoRepeat()) {
      if (!danger) {
        click();
      }
      event->accept();
      return true;
    }
  }
  return QAbstractButton::event(event);
}

}  // namespace claimscope::ui
