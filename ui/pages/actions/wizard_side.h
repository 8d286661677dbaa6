// WizardSide: the left column of a guided action: steps, what it is about, its options. GUI thread.
#pragma once

#include <QScrollArea>

#include "ui/pages/actions/card.h"
#include "ui/pages/actions/option_form.h"
#include "ui/pages/actions/target_card.h"
#include "ui/pages/actions/wizard_steps.h"

namespace claimscope::ui {

class WizardSide final : public Card {
  Q_OBJECT
 public:
  explicit WizardSide(Look& look, QWidget* parent = nullptr);
  [[nodiscard]] WizardSteps& steps() { return *m_steps; }
  [[nodiscard]] TargetCard& target() { return *m_target; }
  [[nodiscard]] OptionForm& options() { return *m_options; }

 private:
  WizardSteps* m_steps;
  TargetCard* m_target;
  OptionForm* m_options;
};

/// A scroll area without frame or ground that takes the height of its content and no width of its own.
[[nodiscard]] QScrollArea* quietScroll(QWidget* content, QWidget* parent);

}  // namespace claimscope::ui
