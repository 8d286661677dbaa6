#include "ui/shell/consent_panel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr int kMostArguments = 24;
constexpr int kLabelWidth = 96;

}  // namespace

ConsentPanel::ConsentPanel(Look& look, QWidget* parent)
    : QWidget(parent), m_look(look), m_panel(new Panel(look, tr("Run this command to sign in?"), this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_panel);
}

void ConsentPanel::setQuestion(const ConsentQuestion& question) {
  m_question = question;
  m_texts.clear();
  auto* body = new QWidget;
  auto* rows = new QVBoxLayout(body);
  rows->setContentsMargins(12, 10, 12, 12);
  rows->setSpacing(6);
  const auto add = [&](const QString& label, const QString& text, FontRole role, Ink ink) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* name = new PlainLabel(m_look, FontRole::small, Ink::muted, label);
    name->setMinimumWidth(kLabelWidth);
    name->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* value = new PlainLabel(m_look, role, ink, text);
    value->setWordWrap(true);
    value->setSelectable(true);
    row->addWidget(name);
    row->addWidget(value, 1);
    rows->addLayout(row);
    m_texts += text;
  };
  add(tr("Program"), plain(question.program), FontRole::monoStrong, Ink::primary);
  // One argument a line: where one ends and the next begins is not left to spaces.
  const qsizetype shown = std::min<qsizetype>(question.arguments.size(), kMostArguments);
  for (qsizetype i = 0; i < shown; ++i) {
    add(i == 0 ? tr("Arguments") : QString(), plain(question.arguments[i]), FontRole::mono, Ink::primary);
  }
  if (question.arguments.isEmpty()) {
    add(tr("Arguments"), tr("none"), FontRole::body, Ink::muted);
  } else if (question.arguments.size() > shown) {
    add({}, tr("and %1 more").arg(question.arguments.size() - shown), FontRole::body, Ink::warning);
  }
  QStringList variables;
  for (const QString& variable : question.variables) {
    variables += plain(variable);
  }
  add(tr("Environment"),
      variables.isEmpty() ? tr("nothing but this program's own")
                          : tr("%1 (values are not shown)").arg(variables.join(QStringLiteral(", "))),
      variables.isEmpty() ? FontRole::body : FontRole::mono, Ink::secondary);
  if (!question.file.isEmpty()) {
    add(tr("Asked by"), plain(question.file), FontRole::mono, Ink::secondary);
  }
  add(tr("For"), tr("context %1, user %2").arg(plain(question.context), plain(question.user)), FontRole::body, Ink::secondary);
  auto* warning = new PlainLabel(m_look, FontRole::small, Ink::warning,
                                 tr("A kubeconfig can name any program. Allow it only when you know it and trust the file."));
  warning->setWordWrap(true);
  rows->addWidget(warning);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(8);
  const auto button = [&](ButtonStyle style, const QString& text, const QString& tip, ConsentAnswer answer) {
    auto* made = new Button(m_look, style, text);
    made->setToolTip(tip);
    buttons->addWidget(made);
    connect(made, &QAbstractButton::clicked, this, [this, answer] { Q_EMIT answered(m_question.id, answer); });
  };
  button(ButtonStyle::normal, tr("Deny"), tr("Nothing is run; the context stays closed"), ConsentAnswer::deny);
  button(ButtonStyle::normal, tr("Allow once"), tr("Until Claimscope ends"), ConsentAnswer::once);
  button(ButtonStyle::primary, tr("Always allow"), tr("Remembered until program or arguments change; see Settings"),
         ConsentAnswer::always);
  buttons->addStretch(1);
  rows->addSpacing(4);
  rows->addLayout(buttons);
  m_panel->setScope(tr("exactly this, without a shell"));
  m_panel->setBody(body);
}

}  // namespace claimscope::ui
