// WizardSteps: where in a guided action a person is: rings with ticks, one below the other. GUI thread.
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

#include "ui/base/theme.h"

namespace claimscope::ui {

struct WizardStep {
  enum class State { done, current, open, failed };
  QString title;
  QString detail;
  State state = State::open;
  friend bool operator==(const WizardStep&, const WizardStep&) = default;
};

class WizardSteps final : public QWidget {
  Q_OBJECT
 public:
  explicit WizardSteps(Look& look, QWidget* parent = nullptr);
  void setSteps(std::vector<WizardStep> steps);
  [[nodiscard]] const std::vector<WizardStep>& steps() const { return m_steps; }
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  std::vector<WizardStep> m_steps;
};

}  // namespace claimscope::ui
