// MainWindow: guided actions and workflows: what reaches their pages, and how they are reached from everywhere. GUI thread.
#include <QCloseEvent>
#include <QContextMenuEvent>
#include <QMenu>
#include <algorithm>

#include "model/actions/quick_fixes.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/action_words.h"
#include "ui/pages/actions/actions_page.h"
#include "ui/pages/explanation/explanation_page.h"
#include "ui/pages/migration/migration_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/troubleshoot/troubleshoot_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_line.h"
#include "ui/tables/object_texts.h"
#include "ui/tables/table_copy.h"
#include "ui/tables/table_view.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kMostWorkflows = 4;

/// An & in a name is an &, not a key; a tab would begin a second column.
QString menuText(const QString& text) {
  return QString(text).replace(QLatin1Char('&'), QStringLiteral("&&")).replace(QLatin1Char('\t'), QLatin1Char(' '));
}

/// The node that an object is on; empty: none, or not known.
std::string nodeOf(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  if (object.kind == "node") {
    return object.name;
  }
  if (object.kind == "device") {
    const cluster::DeviceIndex device = findDevice(snapshot, object);
    return device == cluster::kNone ? std::string() : snapshot.inventory->devices[device].node.str();
  }
  if (object.kind == "claim") {
    const cluster::ClaimIndex claim = findClaim(snapshot, object);
    return claim == cluster::kNone ? std::string() : snapshot.inventory->claims[claim].node.str();
  }
  if (object.kind == "pod") {
    const Pod* pod = snapshot.of<Pod>().find(Text(object.namespaceName), Text(object.name));
    return pod == nullptr ? std::string() : pod->nodeName.str();
  }
  return {};
}

const diagnosis::Finding* findingOf(const View& view, const ObjectRef& object) {
  if (object.kind != "finding" || view.diagnosis == nullptr) {
    return nullptr;
  }
  const auto found = std::find_if(view.diagnosis->findings.begin(), view.diagnosis->findings.end(),
                                  [&](const diagnosis::Finding& finding) { return finding.id == object.name; });
  return found == view.diagnosis->findings.end() ? nullptr : &*found;
}

}  // namespace

void MainWindow::setAskMigration(AskMigration ask) {
  m_migration->setAsk(std::move(ask));
}

void MainWindow::connectActions() {
  connect(m_actionsPage, &ActionsPage::liveWanted, this, [this] { setPaused(false); });
  connect(m_actionsPage, &ActionsPage::inspectRequested, this, &MainWindow::inspectBeside);
  connect(m_troubleshoot, &TroubleshootPage::inspectRequested, this, &MainWindow::inspectBeside);
  connect(m_troubleshoot, &TroubleshootPage::requestWanted, this,
          [this](const actions::ActionRequest& request) { rehearse(request); });
  connect(m_migration, &MigrationPage::requestWanted, this, [this](const actions::ActionRequest& request) { rehearse(request); });
  connect(m_migration, &MigrationPage::saveRequested, this, &MainWindow::saveRequested);
  connect(m_explanation, &ExplanationPage::requestWanted, this,
          [this](const actions::ActionRequest& request) { rehearse(request); });
  connect(m_topBar, &TopBar::plansRequested, this,
          [this] { openPage(QStringLiteral("actions"), std::nullopt, QStringLiteral("home")); });
  connect(m_inspector, &Inspector::actionsWanted, this, [this](const QPoint& at) {
    if (m_selection) {
      showActionMenu(*m_selection, at);
    }
  });
  connect(m_inspector, &Inspector::troubleshootWanted, this, [this] {
    if (m_selection) {
      troubleshoot(*m_selection);
    }
  });
  const auto selected = [this] { return m_selection.has_value(); };
  addCommand({QStringLiteral("drain"),
              tr("Rehearse a drain of the selection's node"),
              tr("Actions"),
              QStringLiteral("Ctrl+D"),
              [this] { drainSelection(); },
              {},
              QStringLiteral("actions")});
  addCommand({QStringLiteral("menu"), tr("Actions on the selection"), tr("Actions"), QStringLiteral("X"),
              [this] { showActionMenu(*m_selection, mapToGlobal(QPoint(width() / 2, height() / 3))); }, selected,
              QStringLiteral("actions"), false});
  addCommand({QStringLiteral("troubleshoot"), tr("Troubleshoot the selection"), tr("Actions"), QStringLiteral("Shift+E"),
              [this] { troubleshoot(*m_selection); }, selected, QStringLiteral("troubleshoot")});
  addCommand({QStringLiteral("arm"), tr("Arm this context, disarm it"), tr("Actions"), QStringLiteral("Shift+A"),
              [this] {
                if (m_actions != nullptr && m_actions->armed()) {
                  m_actionsPage->disarm();
                } else {
                  openPage(QStringLiteral("actions"));
                  m_actionsPage->askToArm();
                }
              },
              [this] { return m_actions != nullptr; }, QStringLiteral("unlock")});
}

void MainWindow::setActionsDesk(const ActionsDesk& desk) {
  m_actionsPage->setDesk(desk);
  m_troubleshoot->setDesk(desk);
}

void MainWindow::setActions(const ActionsViewPtr& actions) {
  m_actions = actions;
  m_view.actions = actions;
  m_newest.actions = actions;
  ++m_viewNumber;
  m_topBar->setActions(actions.get());
  const auto running = actions == nullptr
                           ? 0
                           : std::count_if(actions->plans.begin(), actions->plans.end(),
                                           [](const std::shared_ptr<const PlanRecord>& record) { return record->running; });
  const bool interrupted =
      actions != nullptr && std::any_of(actions->plans.begin(), actions->plans.end(),
                                        [](const std::shared_ptr<const PlanRecord>& record) { return record->resumable; });
  m_rail->setCount(QStringLiteral("actions"),
                   running > 0   ? number(running)
                   : interrupted ? QStringLiteral("!")
                                 : QString(),
                   interrupted && running == 0);
  if (Page* current = page(m_current);
      (current == m_actionsPage || current == m_troubleshoot) && m_pages->currentWidget() == current) {
    showView(current);
  }
}

void MainWindow::rehearse(const actions::ActionRequest& request) {
  openPage(QStringLiteral("actions"));
  m_actionsPage->rehearse(request);
}

void MainWindow::troubleshoot(const ObjectRef& object) {
  openPage(QStringLiteral("troubleshoot"), object);
  if (!m_troubleshoot->runFor(object)) {
    setNotice(tr("No workflow looks at %1. Choose one by what you see.").arg(ui::objectName(object)));
  }
}

void MainWindow::drainSelection() {
  const std::string node = m_selection && m_view.snapshot != nullptr ? nodeOf(*m_view.snapshot, *m_selection) : std::string();
  if (node.empty()) {
    openPage(QStringLiteral("actions"), std::nullopt, QStringLiteral("start=drain_node"));
    return;
  }
  rehearse({"drain_node", {{"node", {}, node}}, {}, {}});
}

/// What can be done with an object or about a finding, and what can be asked of it.
void MainWindow::fillActionMenu(QMenu& menu, const ObjectRef& object) {
  const diagnosis::Finding* finding = findingOf(m_view, object);
  const std::vector<actions::QuickFix> fixes =
      finding != nullptr ? actions::quickFixes(*m_view.snapshot, *finding) : actions::actionsFor(*m_view.snapshot, object);
  for (const actions::QuickFix& fix : fixes) {
    QAction* action = menu.addAction(menuText(said(fix.text)) + QStringLiteral("…"));
    connect(action, &QAction::triggered, this, [this, request = fix.request] { rehearse(request); });
  }
  const std::vector<const diagnosis::Workflow*> workflows =
      finding != nullptr ? diagnosis::workflowsFor(*finding) : diagnosis::workflowsFor(object);
  if (!fixes.empty() && !workflows.empty()) {
    menu.addSeparator();
  }
  for (std::size_t i = 0; i < workflows.size() && i < kMostWorkflows; ++i) {
    const std::string id(workflows[i]->id);
    QAction* action = menu.addAction(tr("Troubleshoot: %1").arg(menuText(said(workflows[i]->title))));
    connect(action, &QAction::triggered, this, [this, id, object] {
      openPage(QStringLiteral("troubleshoot"), object, QStringLiteral("workflow=") + QString::fromStdString(id));
    });
  }
  if (!menu.isEmpty()) {
    menu.addSeparator();
  }
  if (object.kind == "claim" || object.kind == "pod") {
    connect(menu.addAction(tr("Explain") + QLatin1Char('\t') + m_commands->keysOf(QStringLiteral("explain"))),
            &QAction::triggered, this, [this, object] { openPage(QStringLiteral("explanation"), object); });
  }
  if (object.kind != "finding") {
    connect(menu.addAction(tr("Show in topology") + QLatin1Char('\t') + m_commands->keysOf(QStringLiteral("topology"))),
            &QAction::triggered, this, [this, object] { openPage(QStringLiteral("topology"), object); });
  }
}

void MainWindow::showActionMenu(const ObjectRef& object, const QPoint& at, TableView* table) {
  if (m_view.snapshot == nullptr) {
    return;
  }
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  if (!object.kind.empty()) {
    fillActionMenu(*menu, object);
  }
  if (table != nullptr) {
    menu->addSeparator();
    fillCopyMenu(*menu->addMenu(tr("Copy and save")), *table,
                 [this](const QString& name, const QByteArray& bytes) { Q_EMIT saveRequested(name, bytes); });
  }
  if (menu->isEmpty()) {
    menu->deleteLater();
    return;
  }
  menu->popup(at);
}

void MainWindow::contextMenuEvent(QContextMenuEvent* event) {
  const Page* current = page(m_current);
  QWidget* under = childAt(event->pos());
  auto* table = under == nullptr ? nullptr : qobject_cast<TableView*>(under->parentWidget());
  if ((!m_selection && table == nullptr) || failed() || current == nullptr || current == m_settings ||
      !m_pages->geometry().contains(m_pages->parentWidget()->mapFrom(this, event->pos()))) {
    QMainWindow::contextMenuEvent(event);
    return;
  }
  event->accept();
  showActionMenu(m_selection.value_or(ObjectRef{}), event->globalPos(), table);
}

/// Plans that run end with the window, in the middle: said once before.
void MainWindow::closeEvent(QCloseEvent* event) {
  const bool runs =
      m_actions != nullptr && std::any_of(m_actions->plans.begin(), m_actions->plans.end(),
                                          [](const std::shared_ptr<const PlanRecord>& record) { return record->running; });
  if (runs && !m_closeTold) {
    m_closeTold = true;
    setNotice(tr("A plan is being carried out. Closing stops it between two steps; it can be resumed. Close again to do so."));
    event->ignore();
    return;
  }
  QMainWindow::closeEvent(event);
  if (event->isAccepted()) {
    Q_EMIT closed();
  }
}

}  // namespace claimscope::ui
