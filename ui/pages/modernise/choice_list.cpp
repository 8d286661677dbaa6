#include "ui/pages/modernise/choice_list.h"

#include <QLineEdit>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/tables/choice_buttons.h"

namespace claimscope::ui {
namespace {

bool same(const modernise::Choice& a, const modernise::Choice& b) {
  const auto values = [](const modernise::Choice& choice) {
    std::vector<std::string> out;
    for (const modernise::Option& option : choice.options) {
      out.push_back(option.value);
    }
    return out;
  };
  return a.name == b.name && a.value == b.value && a.what == b.what && values(a) == values(b);
}

}  // namespace

ChoiceList::ChoiceList(Look& look, QWidget* parent)
    : QScrollArea(parent), m_look(look), m_content(new QWidget), m_column(new QVBoxLayout(m_content)) {
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);
  setAccessibleName(tr("Choices"));
  m_column->setContentsMargins(12, 10, 12, 10);
  m_column->setSpacing(4);
  m_column->addStretch(1);
  setWidget(m_content);
  viewport()->setAutoFillBackground(false);
  m_content->setAutoFillBackground(false);
}

void ChoiceList::setChoices(const std::vector<modernise::Choice>& choices) {
  if (std::equal(choices.begin(), choices.end(), m_choices.begin(), m_choices.end(), same)) {
    return;
  }
  m_choices = choices;
  while (m_column->count() > 1) {
    QLayoutItem* item = m_column->takeAt(0);
    if (item->widget() != nullptr) {
      item->widget()->deleteLater();
    }
    delete item;
  }
  for (const modernise::Choice& choice : m_choices) {
    addChoice(choice);
  }
}

void ChoiceList::addChoice(const modernise::Choice& choice) {
  const QString name = plain(choice.name);
  auto* question = new PlainLabel(m_look, FontRole::bodyMedium, Ink::primary, m_content);
  question->setWordWrap(true);
  question->setText(said(choice.what));
  question->setToolTip(toolTipText(name));
  m_column->insertWidget(m_column->count() - 1, question);
  const auto chosenNow = std::find_if(choice.options.begin(), choice.options.end(),
                                      [&](const modernise::Option& option) { return option.value == choice.value; });
  QStringList values;
  for (const modernise::Option& option : choice.options) {
    values << plain(option.value);
  }
  if (chosenNow == choice.options.end()) {
    values << plain(choice.value);
  }
  auto* button = new ChoiceButton(m_look, tr("Answer"), values, m_content);
  button->setCurrent(static_cast<int>(chosenNow - choice.options.begin()));
  button->setAccessibleDescription(question->text());
  connect(button, &ChoiceButton::chosen, this, [this, name, values](int index) { Q_EMIT chosen(name, values.value(index)); });
  m_column->insertWidget(m_column->count() - 1, button, 0, Qt::AlignLeft);
  if (choice.free) {
    auto* field = new QLineEdit(m_content);
    field->setPlaceholderText(tr("or another answer, then Enter"));
    field->setAccessibleName(tr("Another answer to: %1").arg(question->text()));
    connect(field, &QLineEdit::returnPressed, this, [this, field, name] {
      if (!field->text().trimmed().isEmpty()) {
        Q_EMIT chosen(name, field->text().trimmed());
      }
    });
    m_column->insertWidget(m_column->count() - 1, field);
  }
  auto* effect = new PlainLabel(m_look, FontRole::small, Ink::muted, m_content);
  effect->setWordWrap(true);
  effect->setText(chosenNow == choice.options.end() ? tr("an answer of your own") : said(chosenNow->what));
  m_column->insertWidget(m_column->count() - 1, effect);
  m_column->insertSpacing(m_column->count() - 1, 10);
}

}  // namespace claimscope::ui
