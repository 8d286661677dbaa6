#include <QKeyEvent>
#include <QMetaMethod>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/base/focus_ring.h"
#include "ui/base/format.h"

namespace claimscope::ui {

namespace {

constexpr int kPadding = 6;
constexpr int kMarkGap = 5;
constexpr int kClose = 10;
constexpr int kWidest = 420;     ///< a name of 253 characters must not push everything else out of the bar
constexpr int kNarrowest = 160;  ///< only long names give way

struct ChipFace {
  QColor ground;
  QColor edge;
  QColor ink;
};

ChipFace faceOf(ChipTone tone, bool filter, const Theme& t) {
  const auto toned = [&t](const QColor& ink, const QColor& soft) {
    return ChipFace{soft, t.highContrast ? ink : QColor(Qt::transparent), ink};
  };
  switch (tone) {
    case ChipTone::accent:
      return {t.accent.soft, t.accent.border, t.accent.text};
    case ChipTone::inUse:
      return toned(t.state.inUse.text, t.state.inUse.soft);
    case ChipTone::ok:
      return toned(t.severity.ok, t.severity.okSoft);
    case ChipTone::warning:
      return toned(t.severity.warning, t.severity.warningSoft);
    case ChipTone::critical:
      return toned(t.severity.critical, t.severity.criticalSoft);
    case ChipTone::notice:
      return toned(t.severity.notice, t.severity.noticeSoft);
    case ChipTone::unknown:
      return toned(t.severity.unknown, t.severity.unknownSoft);
    case ChipTone::pending:
      return toned(t.state.pending.text, t.state.pending.soft);
    case ChipTone::admin:
      return toned(t.state.adminAccess.text, t.state.adminAccess.soft);
    case ChipTone::quiet:
      return {Qt::transparent, Qt::transparent, t.text.muted};
    case ChipTone::normal:
      break;
  }
  return {filter ? t.bg.panel : t.bg.raised, t.border.normal, t.text.secondary};
}

/// Marks of a source's freshness are small and plain; those with a sign inside need 12 px.
int markSide(Mark mark) {
  return mark == Mark::live || mark == Mark::lost || mark == Mark::notConfigured || mark == Mark::warning ? 10 : 12;
}

struct Fonts {
  QFont first;
  QFont second;
};

Fonts fontsOf(const Look& look, bool mono, bool hasInk) {
  if (mono) {
    return {look.font(FontRole::mono), look.font(hasInk ? FontRole::mono : FontRole::monoStrong)};
  }
  QFont second = look.font(FontRole::smallMedium);
  second.setWeight(hasInk ? QFont::Medium : QFont::DemiBold);
  return {look.font(FontRole::small), second};
}

}  // namespace

Chip::Chip(Look& look, QWidget* parent) : QAbstractButton(parent), m_look(look) {
  setFocusPolicy(Qt::NoFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  FocusRing::attach(this, look, 4);
}

void Chip::setTexts(const QString& first, const QString& second, std::optional<Ink> secondInk) {
  const QString cleanFirst = plain(first);
  const QString cleanSecond = plain(second);
  if (cleanFirst == m_first && cleanSecond == m_second && secondInk == m_secondInk) {
    return;
  }
  m_first = cleanFirst;
  m_second = cleanSecond;
  m_secondInk = secondInk;
  setAccessibleName(m_second.isEmpty() ? m_first : m_first + QLatin1Char(' ') + m_second);
  updateGeometry();
  update();
}

void Chip::setTone(ChipTone tone) {
  m_tone = tone;
  update();
}

void Chip::setMark(std::optional<Mark> mark) {
  m_mark = mark;
  updateGeometry();
  update();
}

void Chip::setState(std::optional<cluster::DeviceState> state) {
  m_state = state;
  updateGeometry();
  update();
}

void Chip::setIconId(const QString& icon) {
  m_icon = icon;
  updateGeometry();
  update();
}

void Chip::setFilter(bool filter) {
  m_filter = filter;
  setFocusPolicy(filter ? Qt::StrongFocus : Qt::NoFocus);
  updateGeometry();
  update();
}

void Chip::setMono(bool mono) {
  m_mono = mono;
  updateGeometry();
  update();
}

QSize Chip::sizeHint() const {
  const Fonts fonts = fontsOf(m_look, m_mono, m_secondInk.has_value());
  int width = 2 * kPadding;
  if (m_mark || m_state || !m_icon.isEmpty()) {
    width += (m_mark ? markSide(*m_mark) : 12) + kMarkGap;
  }
  width += m_first.isEmpty() ? 0 : QFontMetrics(fonts.first).horizontalAdvance(m_first) + 1;
  width += m_second.isEmpty() ? 0 : QFontMetrics(fonts.second).horizontalAdvance(m_second) + 1;
  width += !m_first.isEmpty() && !m_second.isEmpty() ? kMarkGap : 0;
  width += m_filter ? kClose + kMarkGap : 0;
  return {std::min(width, kWidest), m_filter ? 24 : 20};
}

QSize Chip::minimumSizeHint() const {
  return {std::min(sizeHint().width(), kNarrowest), m_filter ? 24 : 20};
}

void Chip::paintEvent(QPaintEvent*) {
  static const QMetaMethod kClicked = QMetaMethod::fromSignal(&QAbstractButton::clicked);
  const Theme& theme = m_look.theme();
  ChipFace face = faceOf(m_tone, m_filter, theme);
  if (isEnabled() && underMouse() && isSignalConnected(kClicked)) {
    face.ground = m_tone == ChipTone::normal || m_tone == ChipTone::quiet ? theme.bg.hover : face.ground;
    face.edge = m_tone == ChipTone::normal ? theme.border.strong : face.edge;
  }
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const qreal line = theme.lineWidth;
  painter.setPen(face.edge.alpha() == 0 ? QPen(Qt::NoPen) : QPen(face.edge, line));
  painter.setBrush(face.ground);
  const QRectF whole(rect());
  painter.drawRoundedRect(face.edge.alpha() == 0 ? whole : whole.adjusted(line / 2, line / 2, -line / 2, -line / 2), 4, 4);

  int x = kPadding;
  const QColor ground = face.ground.alpha() == 0 ? theme.bg.panel : face.ground;
  if (m_mark || m_state || !m_icon.isEmpty()) {
    const int side = m_mark ? markSide(*m_mark) : 12;
    const QRectF where(x, (height() - side) / 2.0, side, side);
    if (m_mark) {
      paintMark(painter, where, *m_mark, theme, ground);
    } else if (m_state) {
      paintStateCell(painter, where, *m_state, theme);
    } else {
      painter.drawPixmap(where.topLeft(), m_look.icon(m_icon, side, face.ink, devicePixelRatioF()));
    }
    x += side + kMarkGap;
  }
  const Fonts fonts = fontsOf(m_look, m_mono, m_secondInk.has_value());
  int room = width() - x - kPadding - (m_filter ? kClose + kMarkGap : 0);
  const auto text = [&](const QString& words, const QFont& font, const QColor& ink, int width) {
    const QString shown = QFontMetrics(font).elidedText(words, Qt::ElideMiddle, width);
    painter.setFont(font);
    painter.setPen(isEnabled() ? ink : theme.text.disabled);
    painter.drawText(QRect(x, 0, width + 2, height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    const int used = QFontMetrics(font).horizontalAdvance(shown) + 1;
    x += used + kMarkGap;
    room -= used + kMarkGap;
  };
  if (!m_first.isEmpty()) {
    // The second text is the value: it keeps its room, the first gives way.
    const int second = m_second.isEmpty() ? 0 : QFontMetrics(fonts.second).horizontalAdvance(m_second) + 1 + kMarkGap;
    text(m_first, fonts.first, face.ink, std::max(room / 3, room - second));
  }
  if (!m_second.isEmpty()) {
    text(m_second, fonts.second,
         m_secondInk                  ? inkColor(theme, *m_secondInk)
         : m_tone == ChipTone::normal ? theme.text.primary
                                      : face.ink,
         std::max(0, room));
  }
  if (m_filter) {
    painter.drawPixmap(QPointF(width() - kPadding - kClose, (height() - kClose) / 2.0),
                       m_look.icon(QStringLiteral("x"), kClose, face.ink, devicePixelRatioF()));
  }
}

void Chip::mouseReleaseEvent(QMouseEvent* event) {
  const bool onClose =
      m_filter && rect().contains(event->position().toPoint()) && event->position().x() >= width() - kPadding - kClose - kMarkGap;
  if (onClose && event->button() == Qt::LeftButton && isDown()) {
    setDown(false);
    event->accept();
    Q_EMIT closed();
    return;
  }
  QAbstractButton::mouseReleaseEvent(event);
}

void Chip::keyPressEvent(QKeyEvent* event) {
  if (m_filter && (event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete)) {
    Q_EMIT closed();
    return;
  }
  QAbstractButton::keyPressEvent(event);
}

}  // namespace claimscope::ui
