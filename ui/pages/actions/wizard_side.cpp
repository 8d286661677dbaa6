#include "ui/pages/actions/wizard_side.h"

#include <QVBoxLayout>

#include "ui/base/panels.h"

namespace claimscope::ui {
namespace {

constexpr int kWidth = 204;

}  // namespace

QScrollArea* quietScroll(QWidget* content, QWidget* parent) {
  auto* scroll = new QScrollArea(parent);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(content);
  scroll->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);  // setWidget() has switched it on
  return scroll;
}

WizardSide::WizardSide(Look& look, QWidget* parent) : Card(look, parent) {
  setFixedWidth(kWidth);
  auto* content = new QWidget;
  m_steps = new WizardSteps(look, content);
  m_target = new TargetCard(look, content);
  m_options = new OptionForm(look, content);
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_steps);
  column->addWidget(makeLine(look, content));
  column->addWidget(m_target);
  column->addWidget(makeLine(look, content));
  column->addWidget(m_options);
  column->addStretch(1);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(1, 1, 1, 3);
  outer->addWidget(quietScroll(content, this));
}

}  // namespace claimscope::ui
