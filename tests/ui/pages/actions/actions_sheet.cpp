// Pictures of the pages Actions and Troubleshoot in the window over sample plans: actions_sheet FOLDER [THEME]. One thread.
#include <QApplication>
#include <QDir>

#include "tests/ui/pages/actions/sample_plans.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/actions/actions_page.h"
#include "ui/pages/troubleshoot/troubleshoot_page.h"
#include "ui/shell/main_window.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

QImage settled(QWidget& window) {
  for (int i = 0; i < 6; ++i) {
    (void)window.grab();
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
  }
  return window.grab().toImage();
}

QImage picture(Look& look, const View& view, const ActionsView& actions, const std::function<void(MainWindow&)>& act,
               const QSize& size) {
  MainWindow window(look, nullptr);
  ActionsDesk desk;
  desk.rehearse = [](const actions::ActionRequest&) {};
  desk.arm = [](const std::string&) { return std::optional<Error>(); };
  desk.runWorkflow = [](const std::string&, const std::optional<ObjectRef>&) {};
  desk.savePlan = [](const std::string&) {};
  desk.openPlan = [] {};
  desk.showJournal = [](const std::string&) {};
  window.setActionsDesk(desk);
  window.setAnimated(false);
  window.setAttribute(Qt::WA_DontShowOnScreen);
  window.resize(size);
  window.setRailCollapsed(true);
  window.show();
  window.setView(view);
  window.setActions(std::make_shared<const ActionsView>(actions));
  act(window);
  return settled(window);
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  Look::installFonts();
  QApplication::setStyle(QStringLiteral("Fusion"));
  const QString folder = QString::fromLocal8Bit(argc > 1 ? argv[1] : ".");
  QDir().mkpath(folder);
  const View view = sampleView(sampleSnapshot("fleet", SampleState::live));
  const Time now = view.snapshot->time;
  const std::string context = view.snapshot->server.context;
  const std::pair<QString, ThemeName> themes[] = {{QStringLiteral("dark"), ThemeName::dark},
                                                  {QStringLiteral("light"), ThemeName::light},
                                                  {QStringLiteral("contrast"), ThemeName::highContrast}};
  for (const auto& [word, name] : themes) {
    if (argc > 2 && word != QString::fromLocal8Bit(argv[2])) {
      continue;
    }
    Look look(name);
    QApplication::setPalette(look.palette());
    QApplication::setFont(look.font(FontRole::body));
    qApp->setStyleSheet(look.styleSheet());
    const auto save = [&](const char* title, const ActionsView& actions, const std::function<void(MainWindow&)>& act,
                          const QSize& size = {1440, 900}) {
      picture(look, view, actions, act, size).save(folder + QStringLiteral("/%1-%2.png").arg(QLatin1String(title), word));
    };
    const auto home = [](MainWindow& w) { w.openPage(QStringLiteral("actions")); };
    const auto open = [](const char* row) {
      return [row](MainWindow& w) {
        w.openPage(QStringLiteral("actions"), std::nullopt, QStringLiteral("plan=") + QLatin1String(row));
      };
    };
    save("actions", sampleActions(now, context), home);
    save("actions-empty", ActionsView{}, home);
    const actions::ActionPlan blocked = sampleDrain(now, context);
    save("review", rehearsedView(now, blocked, samplePreview(blocked, now)), open("rehearsal"));
    save("review-denied", rehearsedView(now, blocked, samplePreview(blocked, now, true)), open("rehearsal"));
    ActionsView armed = rehearsedView(now, freeDrain(now, context), samplePreview(freeDrain(now, context), now));
    armed.armedMs = 432'000;
    save("review-free", armed, open("rehearsal"), {1100, 700});
    save("arm", rehearsedView(now, blocked, samplePreview(blocked, now)), [&](MainWindow& w) {
      open("rehearsal")(w);
      w.actionsPage().askToArm();
    });
    const ActionsView running = sampleActions(now, context);
    save("execute", running, open(running.plans.front()->plan->id.c_str()));
    save("done", running, open(running.plans[3]->plan->id.c_str()));
    ActionsView flow;
    flow.context = context;
    flow.workflow = std::make_shared<const diagnosis::WorkflowResult>(sampleWorkflow(now));
    save("troubleshoot", flow, [](MainWindow& w) {
      w.openPage(QStringLiteral("troubleshoot"));
      w.troubleshootPage().run("gpu_not_detected", ObjectRef{"node", {}, "gpu-a10g-0417"});
    });
    save("troubleshoot-idle", ActionsView{}, [](MainWindow& w) { w.openPage(QStringLiteral("troubleshoot")); });
    save("select", ActionsView{},
         [](MainWindow& w) { w.openPage(QStringLiteral("actions"), std::nullopt, QStringLiteral("start=drain_node")); });
  }
  return 0;
}
