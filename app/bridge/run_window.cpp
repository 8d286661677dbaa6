#include "app/bridge/run_window.h"

#include <fmt/format.h>

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QFileInfo>
#include <QSettings>
#include <QTimer>

#include "app/bridge/live_bridge.h"
#include "app/bridge/shot.h"
#include "app/bridge/window_look.h"
#include "app/commands/explain.h"
#include "app/commands/report.h"
#include "model/diagnosis/disagreement.h"
#include "model/kube/connection.h"
#include "model/simulation/world.h"
#include "ui/shell/main_window.h"

namespace claimscope::app {
namespace {

kube::KubeconfigOptions kubeconfigOf(const SourceOptions& options) {
  kube::KubeconfigOptions out;
  out.path = options.kubeconfig;
  out.context = options.context;
  out.environment = options.environment;
  return out;
}

bool isPlainCluster(const SourceOptions& options) {
  return !options.demo && options.files.empty();
}

/// True when nothing was asked for and there is no kubeconfig anywhere: the demo is opened then.
bool nothingConfigured(const SourceOptions& options) {
  if (!isPlainCluster(options) || !options.kubeconfig.empty() || !options.context.empty()) {
    return false;
  }
  const auto summary = kube::summarise(kubeconfigOf(options));
  return !summary && summary.error().code == ErrorCode::notFound;
}

/// Contexts of the kubeconfig, then the demo clusters.
std::vector<ui::SourceChoice> choicesOf(const SourceOptions& options) {
  std::vector<ui::SourceChoice> out;
  if (const auto summary = kube::summarise(kubeconfigOf(options))) {
    for (const kube::ContextInfo& context : summary->contexts) {
      const bool current =
          isPlainCluster(options) && context.name == (options.context.empty() ? summary->currentContext : options.context);
      out.push_back({QStringLiteral("context:") + QString::fromStdString(context.name), QString::fromStdString(context.name),
                     QString::fromStdString(context.server), current});
    }
  }
  for (const simulation::ScenarioInfo& scenario : simulation::scenarios()) {
    const bool current = options.demo && (options.scenario.empty() ? "eks-hybrid" : options.scenario) == scenario.name;
    out.push_back({QStringLiteral("demo:") + QString::fromStdString(scenario.name),
                   QStringLiteral("Demo ") + QString::fromStdString(scenario.name), QString::fromStdString(scenario.description),
                   current});
  }
  return out;
}

QString triedOf(const SourceOptions& options) {
  if (options.demo) {
    return QStringLiteral("demo cluster ") + QString::fromStdString(options.scenario.empty() ? "eks-hybrid" : options.scenario);
  }
  if (!options.files.empty()) {
    return QFileInfo(QString::fromStdString(options.files.front())).fileName();
  }
  if (!options.context.empty()) {
    return QString::fromStdString(options.context);
  }
  const auto summary = kube::summarise(kubeconfigOf(options));
  return summary && !summary->currentContext.empty() ? QString::fromStdString(summary->currentContext)
                                                     : QStringLiteral("kubeconfig");
}

/// The window with what it asks for: sources, YAML, the clipboard, settings kept between runs.
class WindowRunner {
 public:
  WindowRunner(ui::Look& look, const CommonOptions& options)
      : m_look(look),
        m_options(options.source),
        m_verbose(options.verbose > 0),
        m_window(look, [this](const ui::ObjectRef& object, std::function<void(bool, QString)> done) {
          m_bridge.fetchYaml(object, std::move(done));
        }) {
    QObject::connect(&m_bridge, &LiveBridge::viewReady, &m_window, [this](const ui::View& view) {
      m_shown = view;
      m_window.setView(view);
      if (m_verbose) {
        reportPaint();
      }
    });
    QObject::connect(&m_bridge, &LiveBridge::failed, &m_window,
                     [this](const Error& error) { m_window.setFailure(error, triedOf(m_options)); });
    QObject::connect(&m_bridge, &LiveBridge::opened, &m_window, [this](const QString&, const QStringList& problems) {
      if (!problems.isEmpty()) {
        m_window.setNotice(problems.size() == 1
                               ? problems.front()
                               : QObject::tr("%1 problems in the files. %2").arg(problems.size()).arg(problems.front()));
      }
    });
    QObject::connect(&m_window, &ui::MainWindow::sourceChosen, &m_window, [this](const QString& id) { choose(id); });
    QObject::connect(&m_window, &ui::MainWindow::retryRequested, &m_window, [this] { open(m_options); });
    QObject::connect(&m_window, &ui::MainWindow::themeChosen, &m_window, [](ui::ThemeName name) {
      QSettings().setValue(QStringLiteral("theme"), QString::fromLatin1(themeWord(name)));
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
    QObject::connect(&m_window, &ui::MainWindow::reportRequested, &m_window, [this] {
      if (m_shown.snapshot != nullptr) {
        QGuiApplication::clipboard()->setText(QString::fromStdString(reportMarkdown(*m_shown.snapshot, *m_shown.diagnosis)));
      }
    });
  }
  ~WindowRunner() { QSettings().setValue(QStringLiteral("geometry"), m_window.saveGeometry()); }

  void open(const SourceOptions& options) {
    m_options = options;
    const bool demoInstead = nothingConfigured(m_options);
    if (demoInstead) {
      m_options.demo = true;
    }
    m_window.setChoices(choicesOf(m_options));
    m_window.setConnecting(triedOf(m_options));
    if (demoInstead) {
      m_window.setNotice(QObject::tr("No kubeconfig was found: this is the simulated demo cluster. Nothing in it is real."));
    }
    m_bridge.run(m_options);
  }
  void show() {
    m_window.resize(1440, 900);
    m_window.restoreGeometry(QSettings().value(QStringLiteral("geometry")).toByteArray());
    m_window.show();
  }

 private:
  void choose(const QString& id) {
    SourceOptions options = m_options;
    options.files.clear();
    options.demo = id.startsWith(QLatin1String("demo:"));
    const std::string name = id.mid(id.indexOf(QLatin1Char(':')) + 1).toStdString();
    (options.demo ? options.scenario : options.context) = name;
    open(options);
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

  ui::Look& m_look;
  SourceOptions m_options;
  bool m_verbose;
  LiveBridge m_bridge;
  ui::MainWindow m_window;
  ui::View m_shown;
};

}  // namespace

bool haveDisplay(const std::map<std::string, std::string>& environment) {
  const auto set = [&](const char* name) {
    const auto found = environment.find(name);
    return found != environment.end() && !found->second.empty();
  };
  return set("DISPLAY") || set("WAYLAND_DISPLAY") || set("QT_QPA_PLATFORM");
}

int runWindow(int argc, char** argv, const CommonOptions& options) {
  QApplication application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("claimscope"));
  QApplication::setOrganizationName(QStringLiteral("claimscope"));
  QApplication::setApplicationVersion(QStringLiteral(CLAIMSCOPE_VERSION));
  ui::Look::installFonts();
  ui::Look look(themeOf(QSettings().value(QStringLiteral("theme")).toString().toStdString()));
  applyLook(application, look);
  WindowRunner runner(look, options);
  runner.show();
  runner.open(options.source);
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
  const auto loaded = loadCluster(options, everyKind());
  if (!loaded) {
    return loaded.error();
  }
  fmt::print("{}", reportMarkdown(*loaded->snapshot,
                                  diagnosis::diagnose(*loaded->snapshot, diagnosis::schedulerDisagreements(*loaded->snapshot))));
  ShotOptions shot;
  shot.out = "claimscope-overview.png";
  const int status = takeShot(argc, argv, *loaded, shot);
  if (status == 0) {
    fmt::print(stderr, "claimscope: the picture is {}\n",
               QFileInfo(QString::fromStdString(shot.out)).absoluteFilePath().toStdString());
  }
  return status != 0 ? status : loaded->problems;
}

}  // namespace claimscope::app
