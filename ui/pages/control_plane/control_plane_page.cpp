#include "ui/pages/control_plane/control_plane_page.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/control_plane/control_plane_rows.h"

namespace claimscope::ui {

QString runbookTitle(const runbooks::RunbookInfo& info) {
  return said(info.title);
}

ControlPlanePage::ControlPlanePage(Look& look, QWidget* parent)
    : SurveyPage(look, tr("Components and problems"), {tr("Gates"), tr("Served"), tr("Profiles"), tr("Leases"), tr("Versions")},
                 parent) {
  layOut(makeRunbooks());
}

/// One button saves one file: written for the cluster in sight, at this moment.
QWidget* ControlPlanePage::makeRunbooks() {
  auto* panel = new Panel(m_look, tr("Runbooks"));
  panel->setScope(tr("for this cluster, as Markdown"));
  panel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(12, 6, 12, 8);
  column->setSpacing(2);
  for (const runbooks::RunbookInfo& info : runbooks::allRunbooks()) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* title = new PlainLabel(m_look, FontRole::body, Ink::primary, runbookTitle(info));
    title->setToolTip(toolTipText(said(info.summary)));
    auto* save = new Button(m_look, ButtonStyle::link, tr("Save…"), true);
    save->setAccessibleName(tr("Save runbook %1").arg(runbookTitle(info)));
    row->addWidget(title, 1);
    row->addWidget(save);
    column->addLayout(row);
    connect(save, &QAbstractButton::clicked, this, [this, id = info.id] {
      if (view().snapshot != nullptr) {
        const runbooks::Runbook runbook = runbooks::runbookFor(id, *view().snapshot);
        Q_EMIT saveRequested(QString::fromStdString(runbooks::runbookFile(runbook)),
                             QByteArray::fromStdString(runbooks::runbookMarkdown(runbook)));
      }
    });
  }
  panel->setBody(content);
  panel->setFixedWidth(404);
  return panel;
}

std::optional<SurveyPage::Told> ControlPlanePage::told(const SurveyView& survey) const {
  if (survey.controlPlane == nullptr) {
    return std::nullopt;
  }
  const control_plane::Report& report = *survey.controlPlane;
  const auto any = [&](control_plane::Answers answers) {
    return std::any_of(report.components.begin(), report.components.end(),
                       [&](const control_plane::ComponentRow& row) { return row.answers == answers; });
  };
  const bool critical = std::any_of(report.problems.begin(), report.problems.end(), [](const control_plane::Problem& one) {
    return one.severity == diagnosis::Severity::critical;
  });
  Told out;
  out.mark = critical                                                                          ? Mark::critical
             : any(control_plane::Answers::late) || !report.problems.empty()                   ? Mark::warning
             : any(control_plane::Answers::unknown) || any(control_plane::Answers::notVisible) ? Mark::unknown
                                                                                               : Mark::ok;
  out.verdict = said(report.verdict);
  out.detail = said(report.verdictDetail);
  out.items = componentRows(report);
  out.unknowns = report.unknowns;
  out.asOf = report.asOf;
  out.emptyTitle = tr("No component is known");
  out.emptyDetail = tr("This source tells nothing of a control plane.");
  return out;
}

std::optional<DetailFacts> ControlPlanePage::factsOfItem(const SurveyView& survey, const std::string& id) const {
  return survey.controlPlane == nullptr ? std::nullopt : factsOf(*survey.controlPlane, id);
}

std::shared_ptr<const SimpleRows> ControlPlanePage::tableRows(const SurveyView& survey, int tab) const {
  static const control_plane::Report kNone;
  const control_plane::Report& report = survey.controlPlane == nullptr ? kNone : *survey.controlPlane;
  return tab == 1   ? servedRows(report)
         : tab == 2 ? profileRows(report)
         : tab == 3 ? leaseRows(report)
         : tab == 4 ? skewRows(report)
                    : gateRows(report);
}

QString ControlPlanePage::noItemWords() const {
  return tr("Select a component to see what tells that it answers, and what does not happen without it.");
}

}  // namespace claimscope::ui
