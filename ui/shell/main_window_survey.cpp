// MainWindow: posture and control plane: how they are reached, and what is asked for them. GUI thread.
#include <QLayout>

#include "ui/pages/control_plane/control_plane_page.h"
#include "ui/pages/posture/posture_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/troubleshoot/troubleshoot_page.h"
#include "ui/shell/main_window.h"

namespace claimscope::ui {

void MainWindow::connectSurvey() {
  for (SurveyPage* one : std::initializer_list<SurveyPage*>{m_posture, m_controlPlane}) {
    connect(one, &SurveyPage::surveyRequested, this, &MainWindow::surveyRequested);
  }
  connect(m_controlPlane, &ControlPlanePage::saveRequested, this, &MainWindow::saveRequested);
  const auto link = [this](QWidget* tools, const QString& text, const QString& tip, const QString& id) {
    auto* row = qobject_cast<QBoxLayout*>(tools == nullptr ? nullptr : tools->layout());
    if (row == nullptr) {
      return;
    }
    auto* button = new Button(m_look, ButtonStyle::link, text, true, tools);
    button->setToolTip(tip);
    connect(button, &Button::clicked, this, [this, id] { openPage(id); });
    row->insertWidget(0, button);
  };
  const QString posture = tr("Posture");
  const QString plane = tr("Control plane");
  const QString postureTip = tr("What stands open around claims: network, roles, drivers, GPU nodes");
  const QString planeTip = tr("Versions, feature gates, components, scheduler profiles, runbooks");
  link(m_settings->headerTools(), plane, planeTip, QStringLiteral("control-plane"));
  link(m_settings->headerTools(), posture, postureTip, QStringLiteral("posture"));
  link(m_troubleshoot->headerTools(), plane, planeTip, QStringLiteral("control-plane"));
  link(m_posture->headerTools(), plane, planeTip, QStringLiteral("control-plane"));
  link(m_controlPlane->headerTools(), posture, postureTip, QStringLiteral("posture"));
}

void MainWindow::setSurvey(const SurveyViewPtr& survey) {
  m_posture->setSurvey(survey);
  m_controlPlane->setSurvey(survey);
}

}  // namespace claimscope::ui
