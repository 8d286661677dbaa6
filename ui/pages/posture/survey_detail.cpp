#include "ui/pages/posture/survey_detail.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/base/format.h"
#include "ui/pages/actions/wizard_side.h"
#include "ui/pages/actions/yaml_box.h"
#include "ui/pages/explanation/command_box.h"

namespace claimscope::ui {
namespace {

constexpr int kYamlLines = 16;

PlainLabel* wrapped(Look& look, FontRole role, Ink ink, const QString& text) {
  auto* label = new PlainLabel(look, role, ink, text);
  label->setWordWrap(true);
  label->setSelectable(true);
  return label;
}

}  // namespace

SurveyDetail::SurveyDetail(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_panel(new Panel(look, tr("Selected"), this)),
      m_show(new Button(look, ButtonStyle::normal, tr("Show object"), true)) {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(m_panel);
  m_panel->addTool(m_show);
  m_show->hide();
  connect(m_show, &QAbstractButton::clicked, this, [this] {
    if (m_facts && m_facts->object) {
      Q_EMIT objectWanted(ObjectRef(*m_facts->object));
    }
  });
  m_words = QStringLiteral("-");
  setFacts(std::nullopt, {});
}

void SurveyDetail::setFacts(const std::optional<DetailFacts>& facts, const QString& words) {
  if (facts == m_facts && words == m_words) {
    return;
  }
  m_facts = facts;
  m_words = words;
  m_show->setVisible(facts && facts->object);
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(12, 10, 12, 12);
  column->setSpacing(8);
  if (!facts) {
    column->addWidget(wrapped(m_look, FontRole::body, Ink::muted, words));
    column->addStretch(1);
    m_panel->setBody(content);
    return;
  }
  column->addWidget(wrapped(m_look, FontRole::bodyStrong, Ink::primary, facts->title));
  column->addWidget(wrapped(m_look, FontRole::body, Ink::secondary, facts->detail));
  for (const auto& [what, value] : facts->evidence) {
    column->addWidget(wrapped(m_look, FontRole::monoSmall, Ink::muted, what));
    column->addWidget(wrapped(m_look, FontRole::monoSmall, Ink::primary, value));
  }
  if (!facts->fix.isEmpty()) {
    column->addWidget(wrapped(m_look, FontRole::body, Ink::primary, tr("Fix: %1").arg(facts->fix)));
  }
  if (!facts->command.isEmpty()) {
    auto* command = new CommandBox(m_look);
    command->setCommand(facts->command);
    column->addWidget(command);
  }
  if (!facts->yaml.isEmpty()) {
    auto* yaml = new YamlBox(m_look, tr("To apply"));
    yaml->setYaml({}, facts->yaml);
    yaml->fitLines(kYamlLines);
    column->addWidget(yaml);
  }
  column->addStretch(1);
  m_panel->setBody(quietScroll(content, nullptr));
}

}  // namespace claimscope::ui
