#include "tests/app/bridge/walked_window.h"

#include <QAbstractButton>
#include <QCoreApplication>

#include "app/bridge/cost_answers.h"
#include "app/bridge/explain_object.h"
#include "app/bridge/latency_answers.h"
#include "model/actions/quick_fixes.h"
#include "ui/pages/cost/cost_page.h"
#include "ui/pages/troubleshoot/troubleshoot_page.h"
#include "ui/shell/main_window_cost.h"

namespace claimscope::app {
namespace {

ui::ObjectRef someNode(const cluster::Snapshot& snapshot) {
  for (const cluster::NodeView& node : snapshot.inventory->nodes) {
    if (node.devices.size() > 3) {
      return {"node", {}, node.name.str()};
    }
  }
  return {"node", {}, {}};
}

ui::ObjectRef someClaim(const cluster::Snapshot& snapshot, bool pending) {
  for (const cluster::ClaimView& claim : snapshot.inventory->claims) {
    const ResourceClaim* object = snapshot.of<ResourceClaim>().at(claim.slot);
    if ((claim.state == "pending") == pending && (pending || claim.devices.size() > 1)) {
      return {"claim", object->meta.namespaceName.str(), object->meta.name.str()};
    }
  }
  return {"claim", {}, {}};
}

}  // namespace

WalkedWindow::WalkedWindow(ui::Look& look, const ui::View& view, const QSize& size)
    : m_view(view), m_window(look, [](const ui::ObjectRef&, const std::function<void(bool, QString)>& done) {
        done(true, QStringLiteral("kind: ResourceClaim"));
      }) {
  QObject::connect(&m_window, &ui::MainWindow::explanationRequested, &m_window,
                   [this](const std::optional<ui::ObjectRef>& subject, const cluster::SnapshotPtr&) {
                     if (subject && m_window.view().snapshot != nullptr) {
                       ui::View answered = m_window.view();
                       answered.explanation = explainObject(*answered.snapshot, *subject);
                       m_window.setView(answered);
                     }
                   });
  QObject::connect(&m_window, &ui::MainWindow::latencyRequested, &m_window,
                   [this](const std::optional<latency::Question>& question, const cluster::SnapshotPtr&) {
                     if (question && m_window.view().snapshot != nullptr) {
                       ui::View answered = m_window.view();
                       latencyInto(answered, *question);
                       m_window.setView(answered);
                     }
                   });
  QObject::connect(&ui::costPageOf(m_window), &ui::CostPage::costRequested, &m_window,
                   [this](const std::optional<cost::Question>& question, const cluster::SnapshotPtr&) {
                     if (question && m_window.view().snapshot != nullptr) {
                       ui::costPageOf(m_window).setReport(costOfView(m_window.view(), *question));
                     }
                   });
  m_actions.context = view.snapshot->server.context;
  m_actions.now = view.snapshot->time;
  ui::ActionsDesk desk;
  desk.rehearse = [this](const actions::ActionRequest& request) {
    auto rehearsal = std::make_shared<ui::Rehearsal>();
    rehearsal->number = 1;
    rehearsal->request = request;
    Result<actions::ActionPlan> plan = actions::planAction(*m_view.snapshot, request);
    if (plan) {
      rehearsal->plan = std::make_shared<const actions::ActionPlan>(std::move(*plan));
    } else {
      rehearsal->error = plan.error();
    }
    m_actions.rehearsal = rehearsal;
    answer();
  };
  desk.runWorkflow = [this](const std::string& id, const std::optional<ui::ObjectRef>& object) {
    if (const diagnosis::Workflow* workflow = diagnosis::findWorkflow(id)) {
      Result<diagnosis::WorkflowResult> result = workflow->run(*m_view.snapshot, object, m_view.use.get());
      if (result) {
        m_actions.workflow = std::make_shared<const diagnosis::WorkflowResult>(std::move(*result));
      }
      answer();
    }
  };
  m_window.setActionsDesk(desk);
  m_window.setAnimated(false);
  m_window.resize(size);
  m_window.show();
  m_window.setView(m_view);
  answer();
}

void WalkedWindow::answer() {
  m_window.setActions(std::make_shared<const ui::ActionsView>(m_actions));
}

void WalkedWindow::open(const QString& page) {
  m_window.select(std::nullopt);
  std::optional<ui::ObjectRef> object;
  if (page == QLatin1String("claims") || page == QLatin1String("explanation")) {
    object = someClaim(*m_view.snapshot, page == QLatin1String("explanation"));
  } else if (page == QLatin1String("devices") || page == QLatin1String("topology")) {
    object = someNode(*m_view.snapshot);
  }
  m_window.openPage(page, object);
  if (page == QLatin1String("actions")) {
    m_window.rehearse({"drain_node", {someNode(*m_view.snapshot)}, {}, {}});
  } else if (page == QLatin1String("troubleshoot")) {
    m_window.troubleshoot(someNode(*m_view.snapshot));
  }
  settle();
}

void WalkedWindow::settle() {
  // Texts that wrap ask for their height only when they are laid out.
  for (int round = 0; round < 2; ++round) {
    (void)m_window.grab();
    QCoreApplication::sendPostedEvents();
  }
}

QList<QWidget*> visibleWidgets(QWidget& root) {
  QList<QWidget*> out;
  const QList<QWidget*> all = root.findChildren<QWidget*>();
  for (QWidget* widget : all) {
    if (widget->isVisible() && !widget->visibleRegion().isEmpty()) {
      out += widget;
    }
  }
  return out;
}

QString pathOf(const QWidget* widget) {
  QStringList parts;
  for (const QWidget* at = widget; at != nullptr && parts.size() < 4; at = at->parentWidget()) {
    const auto* button = qobject_cast<const QAbstractButton*>(at);
    QString name = QString::fromLatin1(at->metaObject()->className()).section(QLatin1String("::"), -1);
    const QString said = !at->accessibleName().isEmpty() ? at->accessibleName() : button != nullptr ? button->text() : QString();
    parts.prepend(said.isEmpty() ? name : name + QLatin1String(" '") + said.left(40) + QLatin1Char('\''));
  }
  return parts.join(QLatin1String(" > "));
}

}  // namespace claimscope::app
