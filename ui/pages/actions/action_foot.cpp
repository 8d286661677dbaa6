#include "ui/pages/actions/action_foot.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/actions/action_words.h"

namespace claimscope::ui {

ReasonLine::ReasonLine(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setMinimumSize(40, 28);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void ReasonLine::set(std::optional<Mark> mark, const QString& text) {
  if (mark != m_mark || text != m_text) {
    m_mark = mark;
    m_text = text;
    setAccessibleName(text);
    setToolTip(text.isEmpty() ? QString() : toolTipText(text));
    update();
  }
}

void ReasonLine::paintEvent(QPaintEvent*) {
  if (m_text.isEmpty()) {
    return;
  }
  constexpr int kMark = 14;
  constexpr int kGap = 6;
  QPainter painter(this);
  painter.setFont(m_look.font(FontRole::small));
  const int before = m_mark ? kMark + kGap : 0;
  const QString words = painter.fontMetrics().elidedText(m_text, Qt::ElideRight, std::max(0, width() - before));
  const int wide = painter.fontMetrics().horizontalAdvance(words);
  painter.setPen(m_look.theme().text.secondary);
  painter.drawText(QRect(width() - wide, 0, wide + 1, height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, words);
  if (m_mark) {
    paintMark(painter, QRectF(width() - wide - before, (height() - kMark) / 2.0, kMark, kMark), *m_mark, m_look.theme(),
              m_look.theme().bg.panel);
  }
}

ArmedBox::ArmedBox(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void ArmedBox::set(const QString& state, const QString& rest, bool armed) {
  if (state != m_state || rest != m_rest || armed != m_armed) {
    m_state = state;
    m_rest = rest;
    m_armed = armed;
    setAccessibleName(text());
    updateGeometry();
    update();
  }
}

QSize ArmedBox::sizeHint() const {
  constexpr int kWidest = 340;  // the names of contexts of clouds are long
  const int state = QFontMetrics(m_look.font(FontRole::captionStrong)).horizontalAdvance(m_state);
  const int rest = m_rest.isEmpty() ? 0 : QFontMetrics(m_look.font(FontRole::small)).horizontalAdvance(m_rest) + 6;
  return {std::min(kWidest, 10 + 14 + 6 + state + rest + 14), 28};
}

void ArmedBox::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = m_look.theme();
  const QColor ink = m_armed ? theme.severity.warning : theme.severity.unknown;
  painter.setPen(theme.highContrast ? QPen(ink, 1) : QPen(Qt::NoPen));
  painter.setBrush(m_armed ? theme.severity.warningSoft : theme.severity.unknownSoft);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  painter.drawPixmap(10, 7,
                     m_look.icon(m_armed ? QStringLiteral("unlock") : QStringLiteral("lock"), 14, ink, devicePixelRatioF()));
  int x = 30;
  QFont strong = m_look.font(FontRole::small);
  strong.setWeight(QFont::DemiBold);
  painter.setFont(strong);
  painter.setPen(ink);
  const int state = painter.fontMetrics().horizontalAdvance(m_state);
  painter.drawText(QRect(x, 0, state + 1, height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, m_state);
  x += state + 5;
  painter.setFont(m_look.font(FontRole::small));
  const int room = std::max(0, width() - x - 8);
  painter.drawText(QRect(x, 0, room + 1, height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                   painter.fontMetrics().elidedText(m_rest, Qt::ElideMiddle, room));
}

ActionFoot::ActionFoot(Look& look, QWidget* parent)
    : Card(look, parent),
      m_armed(new ArmedBox(look, this)),
      m_arm(new Button(look, ButtonStyle::normal, tr("Arm for 10 minutes…"), false, this)),
      m_disarm(new Button(look, ButtonStyle::normal, tr("Disarm"), true, this)),
      m_reason(new ReasonLine(look, this)),
      m_confirm(new QCheckBox(this)),
      m_back(new Button(look, ButtonStyle::normal, tr("Back"), false, this)),
      m_second(new Button(look, ButtonStyle::normal, QString(), false, this)),
      m_primary(new Button(look, ButtonStyle::primary, QString(), false, this)),
      m_dangerous(new Button(look, ButtonStyle::dangerFilled, QString(), false, this)) {
  setFixedHeight(52);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 0, 12, 0);
  row->setSpacing(12);
  row->addWidget(m_armed);
  row->addWidget(m_arm);
  row->addWidget(m_disarm);
  row->addWidget(m_reason, 1);
  row->addWidget(m_confirm);
  row->addWidget(m_back);
  row->addWidget(m_second);
  row->addWidget(m_primary);
  row->addWidget(m_dangerous);
  m_confirm->hide();
  m_disarm->hide();
  m_arm->setToolTip(tr("Nothing can be changed until the context's name is typed (Shift+A)"));
  connect(m_arm, &QAbstractButton::clicked, this, &ActionFoot::armWanted);
  connect(m_disarm, &QAbstractButton::clicked, this, &ActionFoot::disarmWanted);
  connect(m_back, &QAbstractButton::clicked, this, &ActionFoot::backWanted);
  connect(m_second, &QAbstractButton::clicked, this, &ActionFoot::secondWanted);
  connect(m_primary, &QAbstractButton::clicked, this, &ActionFoot::mainWanted);
  connect(m_dangerous, &QAbstractButton::clicked, this, &ActionFoot::mainWanted);
  connect(m_confirm, &QCheckBox::toggled, this, &ActionFoot::confirmChanged);
  setButtons({}, {}, {}, false);
}

void ActionFoot::setArmed(const ActionsView& view) {
  const QString context = plain(view.context);
  const bool armed = view.armed();
  m_armed->set(armed ? tr("Armed") : tr("Read-only"),
               context.isEmpty() ? QString()
               : armed           ? tr("in %1 · %2 left").arg(context, minutes(view.armedMs))
                                 : tr("in %1").arg(context),
               armed);
  m_arm->setVisible(!armed);
  m_arm->setEnabled(view.canWrite);
  m_arm->setAccessibleDescription(view.canWrite ? QString() : view.cannotBecause);
  m_disarm->setVisible(armed);
}

void ActionFoot::setReason(std::optional<Mark> mark, const QString& text) {
  m_reason->set(mark, text);
  for (Button* button : {m_primary, m_dangerous}) {
    button->setAccessibleDescription(text);
  }
}

void ActionFoot::setConfirm(const QString& text) {
  if (text != m_confirm->text()) {
    const QSignalBlocker quiet(m_confirm);
    m_confirm->setChecked(false);
    m_confirm->setText(text);
  }
  m_confirm->setVisible(!text.isEmpty());
}

void ActionFoot::setButtons(const ButtonState& back, const ButtonState& second, const ButtonState& main, bool danger) {
  m_danger = danger;
  const auto apply = [](Button* button, const ButtonState& state, bool shown) {
    if (button->text() != state.text && !state.text.isEmpty()) {
      button->setText(state.text);
      button->updateGeometry();
    }
    button->setEnabled(state.enabled);
    button->setVisible(shown && !state.text.isEmpty());
  };
  apply(m_back, back, true);
  apply(m_second, second, true);
  apply(m_primary, main, !danger);
  apply(m_dangerous, main, danger);
}

}  // namespace claimscope::ui
