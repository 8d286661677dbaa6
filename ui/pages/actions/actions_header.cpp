#include "ui/pages/actions/actions_header.h"

#include <QHBoxLayout>

namespace claimscope::ui {

Trail::Trail(Look& look, const QString& root, QWidget* parent)
    : QWidget(parent),
      m_title(new PlainLabel(look, FontRole::title, Ink::primary, root, this)),
      m_root(new Button(look, ButtonStyle::ghost, root, false, this)),
      m_arrow(new PlainLabel(look, FontRole::body, Ink::disabled, QStringLiteral("›"), this)),
      m_name(new PlainLabel(look, FontRole::title, Ink::primary, this)),
      m_object(new PlainLabel(look, FontRole::mono, Ink::muted, this)),
      m_state(new Chip(look, this)),
      m_words(new PlainLabel(look, FontRole::small, Ink::muted, this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  m_root->setFont(look.font(FontRole::body));
  m_root->setToolTip(tr("Back to %1 (Esc)").arg(root));
  m_title->setContentsMargins(12, 0, 0, 0);
  for (PlainLabel* label : {m_title, m_name}) {
    label->setElide(Qt::ElideNone);
    label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
  }
  m_object->setElide(Qt::ElideMiddle);
  m_object->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
  row->addWidget(m_title);
  auto* way = new QHBoxLayout;  // the button has a margin of its own
  way->setSpacing(0);
  way->addWidget(m_root);
  way->addWidget(m_arrow);
  row->addLayout(way);
  row->addWidget(m_name);
  row->addWidget(m_object);
  row->addWidget(m_state);
  row->addWidget(m_words, 1);
  connect(m_root, &QAbstractButton::clicked, this, &Trail::rootWanted);
  m_state->hide();
  setPlace({}, {}, {});
}

void Trail::setPlace(const QString& name, const QString& object, const QString& words) {
  const bool deep = !name.isEmpty();
  m_title->setVisible(!deep);
  m_root->setVisible(deep);
  m_arrow->setVisible(deep);
  m_name->setVisible(deep);
  m_name->setText(name);
  m_object->setVisible(!object.isEmpty());
  m_object->setText(object);
  m_words->setText(words);
}

void Trail::setState(const QString& state, ChipTone tone) {
  m_state->setVisible(!state.isEmpty());
  m_state->setTexts(state);
  m_state->setTone(tone);
}

QString Trail::text() const {
  if (m_name->text().isEmpty()) {
    return m_title->text();
  }
  const QString place = m_root->text() + QStringLiteral(" › ") + m_name->text();
  return m_object->text().isEmpty() ? place : place + QStringLiteral(" › ") + m_object->text();
}

}  // namespace claimscope::ui
