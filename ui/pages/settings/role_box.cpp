#include "ui/pages/settings/role_box.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

#include "ui/base/format.h"

namespace claimscope::ui {

RoleBox::RoleBox(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_panel(new Panel(look, tr("To ask for"), this)),
      m_text(new QPlainTextEdit),
      m_words(new PlainLabel(look, FontRole::body, Ink::muted)),
      m_copy(new Button(look, ButtonStyle::normal, tr("Copy YAML"), true)) {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(m_panel);
  m_text->setReadOnly(true);
  m_text->setTabChangesFocus(true);
  m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_text->setFrameShape(QFrame::NoFrame);
  m_text->setAccessibleName(tr("Role to ask for"));
  m_copy->setIconId(QStringLiteral("copy"));
  m_panel->addTool(m_copy);
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_words->setContentsMargins(12, 10, 12, 10);
  m_words->setWordWrap(true);
  m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  column->addWidget(m_words);
  column->addWidget(m_text, 1);
  m_panel->setBody(body);
  connect(m_copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_yaml); });
  connect(&look, &Look::changed, this, [this] { restyle(); });
  restyle();
  setRole({}, {}, tr("Not known yet what to ask for."));
}

void RoleBox::restyle() {
  m_text->setFont(m_look.font(FontRole::monoSmall));
}

void RoleBox::setRole(const QString& subject, const QString& yaml, const QString& words) {
  m_panel->setTitle(subject.isEmpty() ? tr("To ask for") : tr("To ask for: %1").arg(plain(subject)));
  const QString text = plainLines(yaml.toStdString());
  if (text != m_yaml) {
    m_yaml = text;  // what is copied is what is seen
    restyle();      // a style sheet of the application takes the font of a box that has not been shown
    m_text->setPlainText(m_yaml);
  }
  m_text->setVisible(!m_yaml.isEmpty());
  m_copy->setVisible(!m_yaml.isEmpty());
  m_words->setText(words);
  m_words->setVisible(m_yaml.isEmpty());
}

}  // namespace claimscope::ui
