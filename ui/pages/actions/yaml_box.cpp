#include "ui/pages/actions/yaml_box.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr int kHeader = 35;
constexpr int kPad = 8;

}  // namespace

YamlBox::YamlBox(Look& look, const QString& title, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_panel(new Panel(look, title, this)),
      m_text(new QPlainTextEdit),
      m_copy(new Button(look, ButtonStyle::ghost, tr("Copy"), true)) {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(m_panel);
  m_copy->setIconId(QStringLiteral("copy"));
  m_copy->setAccessibleDescription(title);
  m_panel->addTool(m_copy);
  m_text->setReadOnly(true);
  m_text->setTabChangesFocus(true);
  m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_text->setFrameShape(QFrame::NoFrame);
  m_text->setAccessibleName(title);
  m_panel->setBody(m_text);
  connect(m_copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_yaml); });
  connect(&look, &Look::changed, this, [this] { restyle(); });
  restyle();
}

void YamlBox::restyle() {
  m_text->setFont(m_look.font(FontRole::monoSmall));
  QPalette colors = m_text->palette();
  colors.setColor(QPalette::Base, m_look.theme().bg.canvas);
  colors.setColor(QPalette::Text, m_look.theme().text.primary);
  m_text->setPalette(colors);
}

void YamlBox::setYaml(const QString& scope, const QString& yaml) {
  m_panel->setScope(scope);
  // What is copied is what is seen: characters that act on a terminal are visible substitutes in both.
  const QString text = plainLines(yaml.toStdString());
  if (text == m_yaml && m_text->document()->characterCount() > 1) {
    return;
  }
  m_yaml = text;
  restyle();  // a style sheet of the application takes the font of a box that has not been shown
  m_text->setPlainText(m_yaml);
}

void YamlBox::fitLines(int most) {
  const int lines = std::clamp(static_cast<int>(m_yaml.count(QLatin1Char('\n'))) + 1, 2, most);
  const int line = QFontMetrics(m_look.font(FontRole::monoSmall)).lineSpacing();
  setFixedHeight(kHeader + 2 * kPad + lines * line);
}

}  // namespace claimscope::ui
