#include "app/bridge/run_window.h"

#include <fmt/format.h>

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QDesktopServices>
#include <QFileInfo>
#include <QSettings>
#include <QTimer>
#include <QUrl>
#include <utility>

#include "app/bridge/actions_bridge.h"
#include "app/bridge/consent_desk.h"
#include "app/bridge/diagnostics_desk.h"
#include "app/bridge/kept_keys.h"
#include "app/bridge/kept_objective.h"
#include "app/bridge/kept_prices.h"
#include "app/bridge/live_bridge.h"
#include "app/bridge/open_dashboard.h"
#include "app/bridge/open_documentation.h"
#include "app/bridge/open_manifests.h"
#include "app/bridge/open_plan.h"
#include "app/bridge/process_memory.h"
#include "app/bridge/report_desk.h"
#include "app/bridge/save_bytes.h"
#include "app/bridge/session.h"
#include "app/bridge/shot.h"
#include "app/bridge/source_choices.h"
#include "app/bridge/views_file.h"
#include "app/bridge/window_language.h"
#include "app/bridge/window_look.h"
#include "app/bridge/windows.h"
#include "app/commands/explain.h"
#include "app/commands/incident_report.h"
#include "app/source/exec_gate.h"
#include "model/actions/journal.h"
#include "model/base/log.h"
#include "ui/pages/cost/cost_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/main_window_cost.h"

namespace claimscope::app {
namespace {

/// The same policy as for commands. One that cannot be read may forbid something: then nothing runs.
std::shared_ptr<kube::ExecGate> gateOf(const SourceOptions& options, ConsentDesk& desk) {
  auto chosen = choosePolicy(options.execPolicy, options.environment);
  if (!chosen) {
    log::logger().warn("no command of a kubeconfig may run: {}", chosen.error().text());
    chosen = ChosenPolicy{{kube::ExecPolicyType::denyAll, {}}, true};
  }
  return std::make_shared<kube::ExecGate>(std::move(chosen->policy), kube::consentFile(options.environment),
                                          [&desk](const kube::ExecRequest& request) { return desk.ask(request); });
}

QString policyWords(kube::ExecPolicyType type) {
  switch (type) {
    case kube::ExecPolicyType::allowAll:
      return QObject::tr("every command may run");
    case kube::ExecPolicyType::denyAll:
      return QObject::tr("no command may run");
    case kube::ExecPolicyType::allowlist:
      return QObject::tr("only those on the allowlist");
    case kube::ExecPolicyType::ask:
      break;
  }
  return QObject::tr("asked about before the first run");
}

ui::ConsentQuestion questionOf(const ConsentDesk::Waiting& waiting) {
  ui::ConsentQuestion question;
  question.id = waiting.id;
  question.context = QString::fromStdString(waiting.request.context);
  question.user = QString::fromStdString(waiting.request.user);
  question.program = QString::fromStdString(waiting.request.program);
  for (const std::string& argument : waiting.request.arguments) {
    question.arguments += QString::fromStdString(log::redact(argument));
  }
  for (const std::string& variable : waiting.request.variables) {
    question.variables += QString::fromStdString(variable);
  }
  return question;
}

std::string variableOf(const SourceOptions& options, const char* name) {
  const auto found = options.environment.find(name);
  return found == options.environment.end() ? std::string() : found->second;
}

/// The same folder as the commands use.
std::string journalOf(const SourceOptions& options) {
  return actions::journalFolder(variableOf(options, "XDG_STATE_HOME"), variableOf(options, "HOME"));
}

std::string userOf(const SourceOptions& options) {
  const std::string user = variableOf(options, "USER");
  return user.empty() ? variableOf(options, "LOGNAME") : user;
}

/// The window with what it asks for: sources, YAML, the clipboard, settings kept between runs.
class WindowRunner {
 public:
  WindowRunner(ui::Look& look, const CommonOptions& options)
      : m_options(options.source),
        m_verbose(options.verbose > 0),
        m_desk([this] {
          QMetaObject::invokeMethod(
              &m_relay, [this] { showConsent(); }, Qt::QueuedConnection);
        }),
        m_gate(gateOf(m_options, m_desk)),
        m_actions(m_bridge, journalOf(m_options), userOf(m_options), m_clock),
        m_window(look, [this](const ui::ObjectRef& object,
                              std::function<void(bool, QString)> done) { m_bridge.fetchYaml(object, std::move(done)); }),
        m_report(m_window, journalOf(m_options)),
        m_diagnostics(m_window) {
    connectKept();
    m_window.setActionsDesk(m_actions.desk());
    m_window.setActions(m_actions.view());
    QObject::connect(&m_actions, &ActionsBridge::changed, &m_window, &ui::MainWindow::setActions);
    QObject::connect(&m_actions, &ActionsBridge::saveRequested, &m_window,
                     [this](const QString& name, const QByteArray& bytes) { saveBytes(m_window, name, bytes); });
    QObject::connect(&m_actions, &ActionsBridge::openRequested, &m_window, [this] { openPlan(m_window); });
    QObject::connect(&m_actions, &ActionsBridge::fileRequested, &m_window,
                     [](const QString& path) { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
    QObject::connect(&m_bridge, &LiveBridge::viewReady, &m_window, [this](const ui::View& view) {
      if (!view.replay) {
        m_actions.setSnapshot(view.snapshot);
      }
      m_shown = view;
      m_window.setView(view);
      if (m_verbose) {
        reportPaint();
      }
    });
    QObject::connect(&m_bridge, &LiveBridge::failed, &m_window,
                     [this](const Error& error) { m_window.setFailure(error, triedOf(m_options)); });
    QObject::connect(&m_bridge, &LiveBridge::opened, &m_window, [this](const QString&, const QStringList& problems) {
      m_actions.sourceOpened();
      if (!problems.isEmpty()) {
        m_window.setNotice(problems.size() == 1
                               ? problems.front()
                               : QObject::tr("%1 problems in the files. %2").arg(problems.size()).arg(problems.front()));
      }
    });
    QObject::connect(&m_window, &ui::MainWindow::sourceChosen, &m_window, [this](const QString& id) { choose(id); });
    QObject::connect(&m_window, &ui::MainWindow::consentAnswered, &m_window, [this](quint64 id, ui::ConsentAnswer answer) {
      m_desk.answer(id, answer == ui::ConsentAnswer::always ? kube::ExecAnswer::always
                        : answer == ui::ConsentAnswer::once ? kube::ExecAnswer::once
                                                            : kube::ExecAnswer::refuse);
    });
    QObject::connect(&m_window, &ui::MainWindow::commandForgotten, &m_window, [this](const QString& digest) {
      m_gate->forget(digest.toStdString());
      showProgram();
    });
    QObject::connect(&m_bridge, &LiveBridge::ending, &m_window,
                     [this](const QString& id) { m_desk.refuse(id.section(QLatin1Char(':'), 1).toStdString()); });
    QObject::connect(&m_window, &ui::MainWindow::sourceClosed, &m_window, [this](const QString& id) { m_bridge.close(id); });
    QObject::connect(&m_window, &ui::MainWindow::dashboardRequested, &m_window, [this] { openDashboard(m_window); });
    QObject::connect(&m_window, &ui::MainWindow::manifestsRequested, &m_window,
                     [this](const QString& path) { openManifests(m_window, path); });
    QObject::connect(&m_window, &ui::MainWindow::retryRequested, &m_window, [this] { open(m_options, true); });
    QObject::connect(&m_window, &ui::MainWindow::latencyRequested, &m_window,
                     [this](const std::optional<latency::Question>& question, const cluster::SnapshotPtr& moment) {
                       m_bridge.askLatency(question, moment);
                     });
    ui::CostPage& cost = ui::costPageOf(m_window);
    QObject::connect(&cost, &ui::CostPage::costRequested, &m_window,
                     [this](const std::optional<cost::Question>& question, const cluster::SnapshotPtr& moment) {
                       m_bridge.askCost(question, moment);
                     });
    QObject::connect(&m_bridge, &LiveBridge::costReady, &cost, &ui::CostPage::setReport);
    QObject::connect(&cost, &ui::CostPage::pricesChosen, &m_window, [](const QString& text) { keepPrices(text); });
    ui::setPrices(m_window, keptPrices());
    QObject::connect(&m_window, &ui::MainWindow::objectiveChosen, &m_window,
                     [](const latency::Objective& objective) { keepObjective(objective); });
    QObject::connect(&m_window, &ui::MainWindow::saveRequested, &m_window,
                     [this](const QString& name, const QByteArray& bytes) { saveBytes(m_window, name, bytes); });
    m_window.setObjective(keptObjective());
    m_window.setAskMetrics([this](const prometheus::RangeQuestion& question, std::function<void(prometheus::AnswerPtr)> done) {
      m_bridge.askMetrics(question, std::move(done));
    });
    QObject::connect(&m_window, &ui::MainWindow::surveyRequested, &m_window,
                     [this] { m_bridge.askSurvey([this](const ui::SurveyViewPtr& survey) { m_window.setSurvey(survey); }); });
    QObject::connect(&m_window, &ui::MainWindow::accessRequested, &m_window, [this] { m_bridge.checkAccess(); });
    QObject::connect(&m_bridge, &LiveBridge::runningChanged, &m_window, [this](const std::vector<RunningSource>& running) {
      m_running = running;
      showChoices();
    });
    QObject::connect(&m_bridge, &LiveBridge::accessReady, &m_window, &ui::MainWindow::setAccess);
    QObject::connect(&m_memory, &QTimer::timeout, &m_window, [this] { showProgram(); });
    m_memory.setTimerType(Qt::VeryCoarseTimer);
    m_memory.start(6000);
    showProgram();
    QObject::connect(&m_window, &ui::MainWindow::themeChosen, &m_window, [](ui::ThemeName name) {
      QSettings().setValue(QStringLiteral("theme"), QString::fromLatin1(themeWord(name)));
    });
    m_window.settingsPage().setLanguage(chosenLanguage(options.language));
    m_window.setAskModernise(
        [this](const ui::ModerniseQuestion& question, std::function<void(std::shared_ptr<const ui::ModerniseAnswer>)> done) {
          m_bridge.modernise(question, std::move(done));
        });
    m_window.setAskStored(
        [this](std::function<void(std::shared_ptr<const ui::StoredManifests>)> done) { m_bridge.askStored(std::move(done)); });
    m_window.setAskMigration([this](const cluster::SnapshotPtr& snapshot, std::function<void(ui::BenchPtr)> done) {
      m_bridge.askMigration(snapshot, std::move(done));
    });
    m_window.setAskSelector(
        [this](const ui::SelectorQuestion& question, std::function<void(std::shared_ptr<const ui::SelectorAnswer>)> done) {
          m_bridge.checkSelector(question, std::move(done));
        });
    QObject::connect(&m_window, &ui::MainWindow::explanationRequested, &m_window,
                     [this](const std::optional<ui::ObjectRef>& subject, const cluster::SnapshotPtr& moment) {
                       m_bridge.explain(subject, moment);
                     });
    QObject::connect(&m_window, &ui::MainWindow::explanationCopyRequested, &m_window,
                     [](const std::shared_ptr<const explanation::Explanation>& explanation) {
                       QGuiApplication::clipboard()->setText(QString::fromStdString(explanationMarkdown(*explanation)));
                     });
    QObject::connect(&m_window, &ui::MainWindow::reportRequested, &m_window,
                     [this](const ui::ReportWish& wish) { m_report.make(wish, m_window.view()); });
    QObject::connect(&m_window, &ui::MainWindow::pausedChanged, &m_actions, &ActionsBridge::setPaused);
    QObject::connect(&m_window, &ui::MainWindow::travelRequested, &m_window,
                     [this](const std::optional<Time>& moment) { m_bridge.travel(moment); });
    QObject::connect(&m_window, &ui::MainWindow::textCopyRequested, &m_window,
                     [](const QString& text) { QGuiApplication::clipboard()->setText(text); });
    m_window.setAskChanges(
        [this](Time a, Time b, std::function<void(ui::ComparisonPtr)> done) { m_bridge.compare(a, b, std::move(done)); });
    m_window.setAskPodLog([this](const PodLogRequest& request, std::function<void(const Result<PodLog>&)> done) {
      m_bridge.fetchLog(request, std::move(done));
    });
  }
  ~WindowRunner() {
    m_desk.close();  // threads that wait for a person are waited for
    QSettings().setValue(QStringLiteral("geometry"), m_window.saveGeometry());
  }
  WindowRunner(const WindowRunner&) = delete;
  WindowRunner& operator=(const WindowRunner&) = delete;

  /// `fresh`: anew, although it may be watched already.
  void open(const SourceOptions& options, bool fresh = false) {
    m_options = options;
    m_options.execGate = m_gate;
    const bool demoInstead = nothingConfigured(m_options);
    if (demoInstead) {
      m_options.demo = true;
    }
    const QString id = idOf(m_options);
    if (fresh || !m_bridge.isRunning(id)) {
      m_gate->forgetRefusals();  // whoever tries again may be asked again
    }
    m_choices = choicesOf(m_options);
    showChoices();
    m_actions.sourceChanging();
    m_window.setConnecting(triedOf(m_options), id);
    if (demoInstead) {
      m_window.setNotice(QObject::tr("No kubeconfig was found: this is the simulated demo cluster. Nothing in it is real."));
    }
    if (!m_viewsProblem.isEmpty()) {
      m_window.setNotice(std::exchange(m_viewsProblem, {}));
    }
    m_bridge.run(m_options, id, fresh);
    showConsent();
  }
  void show(const QByteArray& geometry) {
    m_window.resize(1440, 900);
    m_window.restoreGeometry(geometry.isEmpty() ? QSettings().value(QStringLiteral("geometry")).toByteArray() : geometry);
    m_window.show();
  }
  [[nodiscard]] const SourceOptions& source() const { return m_options; }
  [[nodiscard]] ui::MainWindow& window() { return m_window; }
  void openFirst() { open(SourceOptions(m_options)); }

 private:
  /// What is kept in files: keys, saved views; and the bundle that tells of the program.
  void connectKept() {
    m_window.commands().setChoices(keptKeys());
    QObject::connect(&m_window, &ui::MainWindow::keysChosen, &m_window, [](const ui::KeyChoices& choices) { keepKeys(choices); });
    QString problem;
    m_window.setSavedViews(m_views.load(problem));
    m_viewsProblem = problem;
    QObject::connect(&m_window, &ui::MainWindow::savedViewsChanged, &m_window, [this](const std::vector<ui::SavedView>& views) {
      if (const QString why = m_views.save(views); !why.isEmpty()) {
        m_window.setNotice(QObject::tr("The saved views are not written: %1").arg(why));
      }
    });
    QObject::connect(&m_window, &ui::MainWindow::documentationRequested, &m_window,
                     [this] { openDocumentation(m_window, QCoreApplication::applicationDirPath(), &QDesktopServices::openUrl); });
    QObject::connect(&m_window, &ui::MainWindow::diagnosticsRequested, &m_window, [this](bool names) {
      m_diagnostics.make(names, m_window.view(), m_gate->policy() == kube::ExecPolicyType::ask);
    });
  }
  void choose(const QString& id) {
    if (id != idOf(m_options)) {
      open(chosen(m_options, id));
    }
  }
  void showChoices() {
    std::vector<ui::SourceChoice> choices = withRunning(m_choices, m_running);
    for (const ConsentDesk::Waiting& waiting : m_desk.waiting()) {
      for (ui::SourceChoice& choice : choices) {
        if (choice.id == QStringLiteral("context:") + QString::fromStdString(waiting.request.context)) {
          choice.run = ui::SourceChoice::Run::asks;
        }
      }
    }
    std::vector<ui::ArmChoice> contexts;
    for (const ui::SourceChoice& choice : choices) {
      if (!choice.current && choice.id.startsWith(QLatin1String("context:"))) {
        contexts.push_back({choice.id.mid(8).toStdString(), choice.run == ui::SourceChoice::Run::background});
      }
    }
    m_actions.setContexts(std::move(contexts));
    m_window.setChoices(std::move(choices));
  }
  /// The question of the context in sight; those of others wait and are marked in the list.
  void showConsent() {
    std::optional<ui::ConsentQuestion> shown;
    for (const ConsentDesk::Waiting& waiting : m_desk.waiting()) {
      if (!shown && idOf(m_options) == QStringLiteral("context:") + QString::fromStdString(waiting.request.context)) {
        shown = questionOf(waiting);
        shown->file = filesOf(m_options);
      }
    }
    showChoices();
    m_window.setConsent(shown);
  }
  void showProgram() {
    ui::ProgramFacts facts;
    facts.residentBytes = residentBytes();
    facts.execPolicy = policyWords(m_gate->policy());
    for (const kube::ExecGate::Consent& consent : m_gate->remembered()) {
      facts.commands.push_back({QString::fromStdString(consent.digest), QString::fromStdString(consent.program)});
    }
    m_window.setProgram(facts);
  }

  /// With -v: when what arrived was on screen, for measuring from a change in the cluster to its picture.
  void reportPaint() {
    QTimer::singleShot(0, &m_window,
                       [this, revision = m_shown.snapshot->revision, claims = m_shown.snapshot->inventory->claims.size()] {
                         QTimer::singleShot(0, &m_window, [revision, claims] {
                           fmt::print(stderr, "claimscope: {} painted revision {} with {} claims\n",
                                      QDateTime::currentMSecsSinceEpoch(), revision, claims);
                         });
                       });
  }

  SourceOptions m_options;
  bool m_verbose;
  QObject m_relay;  ///< outlives the threads that post to it
  ConsentDesk m_desk;
  std::shared_ptr<kube::ExecGate> m_gate;
  SystemClock m_clock;
  LiveBridge m_bridge;
  ActionsBridge m_actions;  ///< before the bridge goes, what runs is ended
  ui::MainWindow m_window;
  ReportDesk m_report;
  DiagnosticsDesk m_diagnostics;
  ViewsFile m_views{ViewsFile::usualPath()};
  QString m_viewsProblem;
  ui::View m_shown;
  std::vector<ui::SourceChoice> m_choices;
  std::vector<RunningSource> m_running;
  QTimer m_memory;
};

}  // namespace

class ConnectedWindow::Runner : public WindowRunner {
 public:
  using WindowRunner::WindowRunner;
};

ConnectedWindow::ConnectedWindow(ui::Look& look, const CommonOptions& options)
    : m_runner(std::make_unique<Runner>(look, options)) {}

ConnectedWindow::~ConnectedWindow() = default;

void ConnectedWindow::show(const QByteArray& geometry) {
  m_runner->show(geometry);
  m_runner->openFirst();
}

const SourceOptions& ConnectedWindow::source() const {
  return m_runner->source();
}

ui::MainWindow& ConnectedWindow::window() {
  return m_runner->window();
}

bool haveDisplay(const std::map<std::string, std::string>& environment) {
  const auto set = [&](const char* name) {
    const auto found = environment.find(name);
    return found != environment.end() && !found->second.empty();
  };
  return set("DISPLAY") || set("WAYLAND_DISPLAY") || set("QT_QPA_PLATFORM");
}

int runWindow(int argc, char** argv, const CommonOptions& options, const WindowWishes& wishes) {
  QApplication application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("claimscope"));
  QApplication::setOrganizationName(QStringLiteral("claimscope"));
  QGuiApplication::setDesktopFileName(QStringLiteral("io.claimscope.Claimscope"));  // so that a dock finds name and icon
  QApplication::setApplicationVersion(QStringLiteral(CLAIMSCOPE_VERSION));
  ui::Look::installFonts();
  speakLanguage(chosenLanguage(options.language));
  ui::Look look(themeOf(QSettings().value(QStringLiteral("theme")).toString().toStdString()));
  applyLook(application, look);
  Session session(Session::usualFolder(), QDateTime::currentMSecsSinceEpoch(), wishes.fresh);
  Windows windows(look, options, session);
  windows.openFirst(wishes);
  return QApplication::exec();
}

int runWithoutDisplay(int argc, char** argv, CommonOptions& options) {
  if (nothingConfigured(options.source)) {
    options.source.demo = true;
    fmt::print(stderr, "claimscope: no kubeconfig was found, so this is the simulated demo cluster\n");
  }
  fmt::print(
      stderr,
      "claimscope: no display (DISPLAY and WAYLAND_DISPLAY are not set), so here are the report and a picture of the window\n");
  const auto loaded = loadCluster(options, everyKind(), {0, true});
  if (!loaded) {
    return loaded.error();
  }
  fmt::print("{}", incidentReport(loaded->snapshot, nullptr, actions::readJournals(journalOf(options.source)), {}));
  ShotOptions shot;
  shot.out = "claimscope-overview.png";
  const int status = takeShots(argc, argv, *loaded, options.source, {shot});
  if (status == 0) {
    fmt::print(stderr, "claimscope: the picture is {}\n",
               QFileInfo(QString::fromStdString(shot.out)).absoluteFilePath().toStdString());
  }
  return status != 0 ? status : loaded->problems;
}

}  // namespace claimscope::app
