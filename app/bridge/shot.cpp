#include "app/bridge/shot.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QPixmap>
#include <QTimer>
#include <charconv>
#include <chrono>
#include <fstream>
#include <future>

#include "app/bridge/cost_answers.h"
#include "app/bridge/demo_past.h"
#include "app/bridge/explain_object.h"
#include "app/bridge/latency_answers.h"
#include "app/bridge/open_manifests.h"
#include "app/bridge/past_views.h"
#include "app/bridge/selector_check.h"
#include "app/bridge/source_choices.h"
#include "app/bridge/window_look.h"
#include "app/source/surveyor.h"
#include "model/actions/quick_fixes.h"
#include "model/diagnosis/disagreement.h"
#include "model/prometheus/desk.h"
#include "model/survey/old_objects.h"
#include "model/survey/questions.h"
#include "ui/base/language.h"
#include "ui/base/object_kinds.h"
#include "ui/pages/cost/cost_page.h"
#include "ui/pages/modernise/modernise_page.h"
#include "ui/pages/troubleshoot/troubleshoot_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/main_window_cost.h"

namespace claimscope::app {
namespace {

constexpr std::int64_t kLogMs = 8'000;  // how long a picture waits for a log
/// How long a picture waits for a second source. A demo's always answers, be the machine as busy as it may; another may never do.
std::int64_t metricsWaitMs(const SourceOptions& source) {
  return source.demo ? 60'000 : 8'000;
}

int usage(const std::string& message, const std::string& fix) {
  return reportError({ErrorCode::usage, message, fix, {}, 0});
}

std::optional<QSize> sizeOf(const std::string& text) {
  int width = 0;
  int height = 0;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, width);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != 'x') {
    return std::nullopt;
  }
  const auto second = std::from_chars(first.ptr + 1, end, height);
  if (second.ec != std::errc() || second.ptr != end || width < 1100 || height < 700 || width > 8000 || height > 8000) {
    return std::nullopt;
  }
  return QSize(width, height);
}

/// "claim/ns/name" and so on; cluster-wide kinds have no namespace, device names hold a slash.
std::optional<ui::ObjectRef> objectOf(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos || slash + 1 == text.size()) {
    return std::nullopt;
  }
  ui::ObjectRef object;
  object.kind = text.substr(0, slash);
  const std::string rest = text.substr(slash + 1);
  const bool spaced = ui::hasNamespace(object.kind);
  const std::size_t next = rest.find('/');
  if (spaced && next == std::string::npos) {
    return std::nullopt;
  }
  object.namespaceName = spaced ? rest.substr(0, next) : std::string();
  object.name = spaced ? rest.substr(next + 1) : rest;
  return object;
}

/// What the server says we may do; null when it does not answer in time.
std::shared_ptr<const AccessReport> accessOf(const Loaded& loaded) {
  const auto promise = std::make_shared<std::promise<AccessReport>>();
  std::future<AccessReport> future = promise->get_future();
  loaded.live->source().reviewAccess(loaded.snapshot->server.served, {},
                                     [promise](AccessReport report) { promise->set_value(std::move(report)); });
  if (future.wait_for(std::chrono::seconds(10)) != std::future_status::ready) {
    return nullptr;
  }
  return std::make_shared<const AccessReport>(future.get());
}

/// What posture and control plane ask for, waited for.
ui::SurveyViewPtr surveyOf(const Loaded& loaded) {
  constexpr std::int64_t kSurveyMs = 20'000;
  const survey::Facts facts =
      survey::readFacts(*surveyNow(loaded.live->source(), survey::questionsFor(*loaded.snapshot), kSurveyMs));
  auto out = std::make_shared<ui::SurveyView>();
  out->posture = std::make_shared<const posture::Report>(posture::assess(*loaded.snapshot, facts));
  out->controlPlane = std::make_shared<const control_plane::Report>(control_plane::examine(*loaded.snapshot, facts));
  return out;
}

/// What it still stores of classic DRA, waited for.
std::shared_ptr<const ui::StoredManifests> storedIn(const Loaded& loaded) {
  constexpr std::int64_t kStoredMs = 20'000;
  const survey::OldQuestions asked = survey::oldObjectQuestions(*loaded.snapshot);
  return std::make_shared<const ui::StoredManifests>(
      ui::StoredManifests{survey::oldManifests(*surveyNow(loaded.live->source(), asked.questions, kStoredMs)), asked.leftOut,
                          loaded.snapshot->server.context});
}

/// Who makes nodes, waited for.
survey::GrowthPtr growthOf(const Loaded& loaded) {
  constexpr std::int64_t kGrowthMs = 10'000;
  return std::make_shared<const survey::Growth>(
      survey::readGrowth(*surveyNow(loaded.live->source(), survey::growthQuestions(*loaded.snapshot), kGrowthMs)));
}

/// Waited for: a picture is of one moment. Null when it does not come in time, or there is nobody to ask.
prometheus::AnswerPtr answerOf(Live& live, const prometheus::RangeQuestion& question, std::int64_t waitMs) {
  if (live.desk() == nullptr) {
    return nullptr;
  }
  const auto promise = std::make_shared<std::promise<prometheus::AnswerPtr>>();
  std::future<prometheus::AnswerPtr> future = promise->get_future();
  live.desk()->ask(question, [promise](prometheus::AnswerPtr answer) { promise->set_value(std::move(answer)); });
  return future.wait_for(std::chrono::milliseconds(waitMs)) == std::future_status::ready ? future.get() : nullptr;
}

/// The log of a driver's pod, waited for.
Result<PodLog> logOf(const Loaded& loaded, const PodLogRequest& request) {
  const auto promise = std::make_shared<std::promise<Result<PodLog>>>();
  std::future<Result<PodLog>> future = promise->get_future();
  loaded.live->source().fetchLog(request, [promise](Result<PodLog> log) { promise->set_value(std::move(log)); });
  if (future.wait_for(std::chrono::milliseconds(kLogMs)) != std::future_status::ready) {
    return fail(ErrorCode::unreachable, "the log of " + request.pod + " did not come in time");
  }
  return future.get();
}

/// Of the demo only the demo clusters: its pictures are the same on every machine.
std::vector<ui::SourceChoice> shownChoices(const SourceOptions& source) {
  std::vector<ui::SourceChoice> choices = choicesOf(source);
  if (source.demo) {
    std::erase_if(choices, [](const ui::SourceChoice& choice) { return !choice.id.startsWith(QLatin1String("demo:")); });
  }
  for (ui::SourceChoice& choice : choices) {
    choice.run = choice.current ? ui::SourceChoice::Run::shown : ui::SourceChoice::Run::closed;
  }
  return choices;
}

/// Nothing runs, and no journal is read: a picture is the same on every machine.
ui::ActionsView actionsOf(const cluster::Snapshot& snapshot) {
  ui::ActionsView view;
  view.context = snapshot.server.context;
  view.cannotBecause = QObject::tr("a picture changes nothing");
  view.now = snapshot.time;
  return view;
}

/// Plans and workflows of the moment in the picture; no server is asked.
ui::ActionsDesk deskOf(const cluster::Snapshot& snapshot, ui::MainWindow& window, ui::ActionsView& view,
                       const std::function<void()>& tell) {
  ui::ActionsDesk desk;
  desk.rehearse = [&snapshot, &view, tell](const actions::ActionRequest& request) {
    auto rehearsal = std::make_shared<ui::Rehearsal>();
    rehearsal->number = 1;
    rehearsal->request = request;
    Result<actions::ActionPlan> plan = actions::planAction(snapshot, request);
    if (plan) {
      rehearsal->plan = std::make_shared<const actions::ActionPlan>(std::move(*plan));
    } else {
      rehearsal->error = plan.error();
    }
    view.forecast.reset();
    view.fitting.reset();
    if (request.action == "drain_device") {
      if (auto compared = actions::compareDrain(snapshot, request)) {
        view.forecast = std::make_shared<const actions::ForecastComparison>(std::move(*compared));
      }
    } else if (request.action == "preallocate") {
      if (auto found = actions::fittingNodes(snapshot, request)) {
        view.fitting = std::make_shared<const actions::FittingNodes>(std::move(*found));
      }
    }
    rehearsal->note = QObject::tr("No server was asked: this is a picture.");
    view.rehearsal = rehearsal;
    tell();
  };
  desk.runWorkflow = [&snapshot, &window, &view, tell](const std::string& id, const std::optional<ui::ObjectRef>& object) {
    const diagnosis::Workflow* workflow = diagnosis::findWorkflow(id);
    if (workflow == nullptr) {
      return;
    }
    Result<diagnosis::WorkflowResult> result = workflow->run(snapshot, object, window.view().use.get());
    if (result) {
      view.workflow = std::make_shared<const diagnosis::WorkflowResult>(std::move(*result));
    } else {
      view.workflowError = result.error();
    }
    tell();
  };
  return desk;
}

/// What one would do with an object: a node is drained, devices too, a claim released; else what is offered first.
void rehearseFor(const cluster::Snapshot& snapshot, ui::MainWindow& window, const ui::ObjectRef& object) {
  const char* action = object.kind == "node"     ? "drain_node"
                       : object.kind == "device" ? "drain_device"
                       : object.kind == "claim"  ? "release_claim"
                                                 : nullptr;
  if (action != nullptr) {
    window.rehearse({action, {object}, {}, {}});
    return;
  }
  const std::vector<actions::QuickFix> fixes = actions::actionsFor(snapshot, object);
  if (!fixes.empty()) {
    window.rehearse(fixes.front().request);
  }
}

/// What is wrong with the wishes for one picture; nullopt when it can be drawn.
std::optional<int> refused(const ShotOptions& options) {
  if (!sizeOf(options.size)) {
    return usage("--size " + options.size + " is no size", "Write it like 1440x900; the smallest is 1100x700");
  }
  if (options.scale < 1 || options.scale > 4) {
    return usage(fmt::format("--scale {} is out of range", options.scale), "Give a number from 1 to 4");
  }
  if (!options.select.empty() && !objectOf(options.select)) {
    return usage("--select " + options.select + " names no object",
                 "Write it like claim/NAMESPACE/NAME, node/NAME or device/DRIVER/POOL/DEVICE");
  }
  if (!options.ago.empty() && !parseDuration(options.ago)) {
    return usage("--ago " + options.ago + " is no length of time", "Write it like 4m or 90s; 0s is the newest moment");
  }
  return std::nullopt;
}

/// A window that looks back at a demo as if it had been watched: the newest moment, then the one before it that is wanted.
void lookBack(ui::MainWindow& window, DemoPast& demo, std::int64_t agoMs) {
  QObject::connect(&window, &ui::MainWindow::travelRequested, &window, [&window, &demo](const std::optional<Time>& moment) {
    if (moment) {
      window.setView(replayView(demo.past, *moment));
    }
  });
  window.setAskChanges(
      [&demo](Time a, Time b, const std::function<void(ui::ComparisonPtr)>& done) { done(compareMoments(demo.past, a, b)); });
  ui::View newest;
  newest.snapshot = demo.newest;
  newest.diagnosis = std::make_shared<const diagnosis::Diagnosis>(diagnosis::diagnose(*demo.newest));
  newest.past = pastView(demo.past, demo.findings, demo.newest->time);
  window.setView(newest);
  if (agoMs > 0) {
    window.travel(demo.newest->time + -agoMs);
  }
}

int takeShot(QApplication& application, const Loaded& loaded, const SourceOptions& source, const ShotOptions& options) {
  const std::optional<ui::ObjectRef> object = options.select.empty() ? std::nullopt : objectOf(options.select);
  ui::speak(ui::languageOf(QString::fromStdString(options.language)), {});
  ui::Look look(themeOf(options.theme));
  applyLook(application, look);
  ui::MainWindow window(look, nullptr);
  window.setAskModernise(
      [](const ui::ModerniseQuestion& question, const std::function<void(std::shared_ptr<const ui::ModerniseAnswer>)>& done) {
        done(answerModernise(question));
      });
  window.setAskStored(
      [&loaded](const std::function<void(std::shared_ptr<const ui::StoredManifests>)>& done) { done(storedIn(loaded)); });
  const bool storesOld = loaded.live != nullptr && !survey::oldObjectQuestions(*loaded.snapshot).questions.empty();
  if (options.page == "modernise" && !storesOld) {
    window.modernisePage().showExample();  // an empty page is no picture
  }
  window.setAskSelector(
      [&](const ui::SelectorQuestion& question, const std::function<void(std::shared_ptr<const ui::SelectorAnswer>)>& done) {
        done(std::make_shared<const ui::SelectorAnswer>(checkSelector(loaded.snapshot, question)));
      });
  QObject::connect(&window, &ui::MainWindow::explanationRequested, &window,
                   [&](const std::optional<ui::ObjectRef>& subject, const cluster::SnapshotPtr&) {
                     if (subject) {
                       // Not timed: the same command gives the same bytes.
                       ui::View view = window.view();
                       view.explanation = explainObject(*view.snapshot, *subject);
                       window.setView(view);
                     }
                   });
  QObject::connect(&window, &ui::MainWindow::latencyRequested, &window,
                   [&](const std::optional<latency::Question>& question, const cluster::SnapshotPtr&) {
                     if (question && window.view().snapshot != nullptr) {
                       ui::View view = window.view();
                       latencyInto(view, *question);
                       window.setView(view);
                     }
                   });
  QObject::connect(&ui::costPageOf(window), &ui::CostPage::costRequested, &window,
                   [&](const std::optional<cost::Question>& question, const cluster::SnapshotPtr&) {
                     if (question && window.view().snapshot != nullptr) {
                       ui::costPageOf(window).setReport(costOfView(window.view(), *question, growthOf(loaded)));
                     }
                   });
  ui::ActionsView actions = actionsOf(*loaded.snapshot);
  const auto tell = [&] { window.setActions(std::make_shared<const ui::ActionsView>(actions)); };
  window.setActionsDesk(deskOf(*loaded.snapshot, window, actions, tell));
  window.setAskMigration([](const cluster::SnapshotPtr& snapshot, const std::function<void(ui::BenchPtr)>& done) {
    done(std::make_shared<const migration::Bench>(migration::benchOf(*snapshot)));
  });
  window.setAskPodLog([&](const PodLogRequest& request, const std::function<void(const Result<PodLog>&)>& done) {
    done(logOf(loaded, request));
  });
  window.setAskMetrics([&](const prometheus::RangeQuestion& question, const std::function<void(prometheus::AnswerPtr)>& done) {
    if (const prometheus::AnswerPtr answer = answerOf(*loaded.live, question, metricsWaitMs(source))) {
      done(answer);
    }
  });
  if (!window.pageIds().contains(QString::fromStdString(options.page))) {
    return usage("--page " + options.page + " is not a page of this window",
                 "Pages: " + window.pageIds().join(QStringLiteral(", ")).toStdString());
  }
  window.setAnimated(false);
  window.resize(*sizeOf(options.size));
  window.show();
  ui::View view;
  view.snapshot = loaded.snapshot;
  if (loaded.live->desk() != nullptr || loaded.live->watchMetrics(nullptr)) {
    view.metrics = loaded.live->settledMetrics(metricsWaitMs(source));
  }
  useInto(view);
  view.diagnosis = std::make_shared<const diagnosis::Diagnosis>(diagnosis::diagnose(*loaded.snapshot, {}, view.use.get()));
  if (options.page == "settings") {
    window.setAccess(accessOf(loaded));
    window.setChoices(shownChoices(source));
  }
  if (options.page == "posture" || options.page == "control-plane") {
    window.setSurvey(surveyOf(loaded));
  }
  std::unique_ptr<DemoPast> demo;  // outlives what the window asks of it while the picture is taken
  // What only the past fills would be empty without it.
  const std::string ago = options.ago.empty() && options.page == "timeline" && source.demo ? "0s" : options.ago;
  if (ago.empty()) {
    window.setView(view);
  } else {
    Result<std::unique_ptr<DemoPast>> watched = watchDemo(source);
    if (!watched) {
      return reportError(watched.error());
    }
    demo = std::move(*watched);
    lookBack(window, *demo, parseDuration(ago).value_or(0));
  }
  tell();
  window.openPage(QString::fromStdString(options.page), object);
  if (options.page == "modernise" && storesOld) {
    window.modernisePage().showStored();
  } else if (object && options.page == "actions") {
    rehearseFor(*loaded.snapshot, window, *object);
  } else if (object && options.page == "troubleshoot") {
    window.troubleshoot(*object);
    window.troubleshootPage().log().read();
  }
  bool saved = false;
  // Layouts settle in the event loop; what they post is drawn before the timer of 0 ms after it.
  QTimer::singleShot(0, &window, [&] {
    (void)window.grab();  // texts that wrap ask for their height only when they are laid out
    QTimer::singleShot(0, &window, [&] {
      saved = window.grab().save(QString::fromStdString(options.out), "PNG");
      QApplication::exit();
    });
  });
  QApplication::exec();
  if (!saved) {
    return reportError({ErrorCode::invalidInput,
                        "cannot write the picture " + options.out,
                        "Check that the folder exists and can be written",
                        {},
                        0});
  }
  return 0;
}

}  // namespace

int takeShots(int argc, char** argv, const Loaded& loaded, const SourceOptions& source, const std::vector<ShotOptions>& options) {
  for (const ShotOptions& picture : options) {
    if (const std::optional<int> status = refused(picture)) {
      return *status;
    }
  }
  qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("QT_SCALE_FACTOR", QByteArray::number(options.front().scale));
  QApplication application(argc, argv);
  ui::Look::installFonts();
  for (const ShotOptions& picture : options) {
    if (const int status = takeShot(application, loaded, source, picture); status != 0) {
      return status;
    }
  }
  return 0;
}

namespace {

void addPictureOptions(CLI::App& app, ShotOptions& options) {
  app.add_option(
         "--page", options.page,
         "overview, topology, devices, claims, latency, troubleshoot, actions, timeline, settings, explanation, selector, "
         "dashboard or modernise")
      ->type_name("PAGE");
  app.add_option("--out", options.out, "PNG file to write")->type_name("FILE");
  app.add_option("--size", options.size, "logical pixels, at least 1100x700")->type_name("WxH");
  app.add_option("--theme", options.theme, "dark, light or high-contrast")
      ->check(CLI::IsMember({"dark", "light", "high-contrast"}));
  app.add_option("--language", options.language, "en or ko")->check(CLI::IsMember({"en", "ko"}));
  app.add_option("--select", options.select, "object to select, for example claim/NAMESPACE/NAME")->type_name("KIND/NS/NAME");
  app.add_option("--ago", options.ago, "the moment that long before the newest of a demo that was watched, for example 4m")
      ->type_name("TIME");
}

/// Pictures of a --batch file: one a line, in the options of the command.
Result<std::vector<ShotOptions>> readBatch(const std::string& path, double scale) {
  std::ifstream file(path);
  if (!file) {
    return fail(ErrorCode::invalidInput, "cannot read the pictures to take from " + path);
  }
  std::vector<ShotOptions> pictures;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) {
      continue;
    }
    ShotOptions picture;
    picture.scale = scale;
    CLI::App parser;
    addPictureOptions(parser, picture);
    try {
      parser.parse(line);
    } catch (const CLI::ParseError& error) {
      return fail(ErrorCode::usage, fmt::format("{}, line {}: {}", path, number, error.what()));
    }
    if (picture.out.empty()) {
      return fail(ErrorCode::usage, fmt::format("{}, line {}: --out is required", path, number));
    }
    pictures.push_back(std::move(picture));
  }
  if (pictures.empty()) {
    return fail(ErrorCode::usage, path + " names no picture");
  }
  return pictures;
}

}  // namespace

Registrar shotRegistrar(int argc, char** argv) {
  return [argc, argv](CLI::App& parent, CommonOptions& common) {
    auto options = std::make_shared<ShotOptions>();
    auto batch = std::make_shared<std::string>();
    CLI::App* app = addCommand(parent, "shot", "a picture of a page, without a display");
    addPictureOptions(*app, *options);
    app->add_option("--scale", options->scale, "device pixels a logical pixel, 1 to 4");
    app->add_option("--batch", *batch, "many pictures of one moment: each line of the file holds the options of one")
        ->type_name("FILE");
    return Command{app, [argc, argv, &common, options, batch] {
                     std::vector<ShotOptions> pictures = {*options};
                     if (!batch->empty()) {
                       Result<std::vector<ShotOptions>> read = readBatch(*batch, options->scale);
                       if (!read) {
                         return reportError(read.error());
                       }
                       pictures = std::move(*read);
                     } else if (options->out.empty()) {
                       return usage("shot: --out is required", "Name the PNG file to write");
                     }
                     const auto loaded = loadCluster(common, everyKind(), {0, true});
                     if (!loaded) {
                       return loaded.error();
                     }
                     const int status = takeShots(argc, argv, *loaded, common.source, pictures);
                     return status != 0 ? status : loaded->problems;
                   }};
  };
}

}  // namespace claimscope::app
