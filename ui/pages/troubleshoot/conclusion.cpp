#include "ui/pages/troubleshoot/conclusion.h"

#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/action_words.h"
#include "ui/pages/actions/card.h"
#include "ui/pages/explanation/command_box.h"
#include "ui/pages/explanation/wrap_text.h"
#include "ui/pages/troubleshoot/check_list.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kMostFixes = 6;
constexpr std::size_t kMostUnknown = 5;

QWidget* markedText(Look& look, Mark mark, FontRole role, Ink ink, const QString& words, int lines, QWidget* parent) {
  auto* row = new QWidget(parent);
  auto* box = new QHBoxLayout(row);
  box->setContentsMargins(0, 0, 0, 0);
  box->setSpacing(8);
  auto* shape = new MarkBox(look, 16, row);
  shape->setMark(mark);
  box->addWidget(shape, 0, Qt::AlignTop);
  auto* text = new WrapText(look, role, ink, lines, row);
  text->setText(words);
  box->addWidget(text, 1);
  return row;
}

bool same(const diagnosis::WorkflowFix& a, const diagnosis::WorkflowFix& b) {
  return a.text == b.text && a.request == b.request && a.command == b.command;
}

}  // namespace

std::vector<diagnosis::WorkflowFix> fixesOf(const diagnosis::WorkflowResult& result) {
  const auto rank = [](const diagnosis::WorkflowStep& step) {
    const bool proven = step.verdict == diagnosis::StepVerdict::proven;
    return proven ? (step.effect ? 1 : 0) : step.verdict == diagnosis::StepVerdict::unknown ? 2 : 3;
  };
  std::vector<diagnosis::WorkflowFix> out;
  for (const int wanted : {0, 1, 2}) {
    for (const diagnosis::WorkflowStep& step : result.steps) {
      if (rank(step) != wanted) {
        continue;
      }
      for (const diagnosis::WorkflowFix& fix : step.fixes) {
        if (std::none_of(out.begin(), out.end(), [&](const diagnosis::WorkflowFix& known) { return same(known, fix); })) {
          out.push_back(fix);
        }
      }
    }
  }
  return out;
}

Conclusion::Conclusion(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_words(new Panel(look, tr("Conclusion"), this)),
      m_fixPanel(new Panel(look, tr("Plan that fixes it"), this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(12);
  for (Panel* panel : {m_words, m_fixPanel}) {
    panel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    column->addWidget(panel);
  }
  column->addStretch(1);
}

void Conclusion::setResult(const diagnosis::WorkflowResult& result) {
  showWords(result);
  showFixes(result);
}

void Conclusion::showWords(const diagnosis::WorkflowResult& result) {
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(12, 10, 12, 10);
  column->setSpacing(8);
  const QString first = said(result.detail.empty() ? result.verdict : result.detail);
  column->addWidget(markedText(m_look, markOf(result.outcome, result.severity), FontRole::small, Ink::primary, first, 8, body));
  const diagnosis::WorkflowStep* proven = nullptr;
  for (const diagnosis::WorkflowStep& step : result.steps) {
    if (proven == nullptr && step.verdict == diagnosis::StepVerdict::proven && !step.effect) {
      proven = &step;
    }
  }
  if (proven != nullptr && !proven->next.empty() && said(proven->next) != first) {
    column->addWidget(markedText(m_look, Mark::notice, FontRole::small, Ink::secondary, said(proven->next), 5, body));
  }
  std::size_t unknown = 0;
  for (const diagnosis::WorkflowStep& step : result.steps) {
    if (step.verdict != diagnosis::StepVerdict::unknown) {
      continue;
    }
    if (++unknown > kMostUnknown) {
      continue;
    }
    const QString why = said(step.found.empty() ? step.looked : step.found);
    column->addWidget(
        markedText(m_look, Mark::unknown, FontRole::small, Ink::muted,
                   why.isEmpty() ? tr("Not known: %1").arg(said(step.title)) : tr("%1: %2").arg(said(step.title), why), 4, body));
  }
  if (unknown > kMostUnknown) {
    column->addWidget(new PlainLabel(m_look, FontRole::small, Ink::muted,
                                     tr("and %1 more that could not be told").arg(unknown - kMostUnknown), body));
  }
  m_words->setBody(body);
}

void Conclusion::showFixes(const diagnosis::WorkflowResult& result) {
  const std::vector<diagnosis::WorkflowFix> fixes = fixesOf(result);
  m_fixes = static_cast<int>(std::min(fixes.size(), kMostFixes));
  m_buttons.assign(static_cast<std::size_t>(m_fixes), nullptr);
  m_fixPanel->setVisible(!fixes.empty());
  m_fixPanel->setTitle(fixes.size() > 1 ? tr("Plans that fix it") : tr("Plan that fixes it"));
  m_fixPanel->setScope(fixes.size() > kMostFixes ? tr("%1 of %2").arg(m_fixes).arg(fixes.size()) : QString());
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(12, 10, 12, 12);
  column->setSpacing(6);
  for (std::size_t i = 0; i < static_cast<std::size_t>(m_fixes); ++i) {
    const diagnosis::WorkflowFix& fix = fixes[i];
    if (i > 0) {
      column->addSpacing(4);
      column->addWidget(makeLine(m_look, body));
      column->addSpacing(4);
    }
    auto* title = new WrapText(m_look, FontRole::bodyStrong, Ink::primary, 2, body);
    title->setText(said(fix.text));
    column->addWidget(title);
    if (!fix.effect.empty()) {
      auto* effect = new WrapText(m_look, FontRole::small, Ink::muted, 4, body);
      effect->setText(said(fix.effect));
      column->addWidget(effect);
    }
    if (!fix.command.empty()) {
      auto* box = new CommandBox(m_look, body);
      box->setCommand(QString::fromStdString(fix.command));
      column->addWidget(box);
    }
    if (fix.command == diagnosis::kModerniseStored) {
      auto* link = new Button(m_look, ButtonStyle::link, tr("Open in Modernise"), true, body);
      connect(link, &QAbstractButton::clicked, this, [this] { Q_EMIT moderniseWanted(); });
      column->addWidget(link, 0, Qt::AlignLeft);
    }
    if (fix.request && actions::findAction(fix.request->action) != nullptr) {
      auto* row = new QHBoxLayout;
      row->setSpacing(8);
      auto* button = new Button(m_look, i == 0 ? ButtonStyle::primary : ButtonStyle::normal, tr("Rehearse"), i != 0, body);
      button->setAccessibleDescription(said(fix.text));
      connect(button, &QAbstractButton::clicked, this, [this, request = *fix.request] { Q_EMIT requestWanted(request); });
      row->addWidget(button);
      row->addWidget(new PlainLabel(m_look, FontRole::caption, Ink::muted, tr("a rehearsal changes nothing"), body), 1);
      column->addLayout(row);
      m_buttons[i] = button;
    }
  }
  m_fixPanel->setBody(body);
}

Button* Conclusion::rehearse(int fix) const {
  return m_buttons[static_cast<std::size_t>(fix)];
}

}  // namespace claimscope::ui
