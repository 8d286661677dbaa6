#include "app/bridge/shot.h"

#include <fmt/format.h>

#include <QApplication>
#include <QPixmap>
#include <QTimer>
#include <charconv>

#include "app/bridge/explain_object.h"
#include "app/bridge/selector_check.h"
#include "app/bridge/window_look.h"
#include "model/diagnosis/finding.h"
#include "ui/shell/main_window.h"

namespace claimscope::app {
namespace {

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
  const bool spaced = object.kind == "claim" || object.kind == "pod" || object.kind == "device" || object.kind == "pool" ||
                      object.kind == "template";
  const std::size_t next = rest.find('/');
  if (spaced && next == std::string::npos) {
    return std::nullopt;
  }
  object.namespaceName = spaced ? rest.substr(0, next) : std::string();
  object.name = spaced ? rest.substr(next + 1) : rest;
  return object;
}

}  // namespace

int takeShot(int argc, char** argv, const Loaded& loaded, const ShotOptions& options) {
  const std::optional<QSize> size = sizeOf(options.size);
  if (!size) {
    return usage("--size " + options.size + " is no size", "Write it like 1440x900; the smallest is 1100x700");
  }
  if (options.scale < 1 || options.scale > 4) {
    return usage(fmt::format("--scale {} is out of range", options.scale), "Give a number from 1 to 4");
  }
  std::optional<ui::ObjectRef> object;
  if (!options.select.empty()) {
    object = objectOf(options.select);
    if (!object) {
      return usage("--select " + options.select + " names no object",
                   "Write it like claim/NAMESPACE/NAME, node/NAME or device/DRIVER/POOL/DEVICE");
    }
  }
  if (options.language != "en") {
    fmt::print(stderr, "claimscope: the window is not translated to '{}' yet; the picture is in English\n", options.language);
  }
  qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("QT_SCALE_FACTOR", QByteArray::number(options.scale));
  QApplication application(argc, argv);
  ui::Look::installFonts();
  ui::Look look(themeOf(options.theme));
  applyLook(application, look);
  ui::MainWindow window(look, nullptr);
  window.setAskSelector(
      [&](const ui::SelectorQuestion& question, const std::function<void(std::shared_ptr<const ui::SelectorAnswer>)>& done) {
        done(std::make_shared<const ui::SelectorAnswer>(checkSelector(loaded.snapshot, question)));
      });
  QObject::connect(&window, &ui::MainWindow::explanationRequested, &window,
                   [&](const std::optional<ui::ObjectRef>& subject, const cluster::SnapshotPtr&) {
                     if (subject) {
                       // Not timed: the same command gives the same bytes.
                       ui::View view = window.view();
                       view.explanation = explainObject(*loaded.snapshot, *subject);
                       window.setView(view);
                     }
                   });
  if (!window.pageIds().contains(QString::fromStdString(options.page))) {
    return usage("--page " + options.page + " is not a page of this window",
                 "Pages: " + window.pageIds().join(QStringLiteral(", ")).toStdString());
  }
  window.setAnimated(false);
  window.resize(*size);
  window.show();
  ui::View view;
  view.snapshot = loaded.snapshot;
  view.diagnosis = std::make_shared<const diagnosis::Diagnosis>(diagnosis::diagnose(*loaded.snapshot));
  window.setView(view);
  window.openPage(QString::fromStdString(options.page), object);
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

Registrar shotRegistrar(int argc, char** argv) {
  return [argc, argv](CLI::App& parent, CommonOptions& common) {
    auto options = std::make_shared<ShotOptions>();
    CLI::App* app = parent.add_subcommand("shot", "a picture of a page, without a display");
    app->add_option("--page", options->page, "overview, topology, devices, claims or explanation")->type_name("PAGE");
    app->add_option("--out", options->out, "PNG file to write")->required()->type_name("FILE");
    app->add_option("--size", options->size, "logical pixels, at least 1100x700")->type_name("WxH");
    app->add_option("--scale", options->scale, "device pixels a logical pixel, 1 to 4");
    app->add_option("--theme", options->theme, "dark, light or high-contrast")
        ->check(CLI::IsMember({"dark", "light", "high-contrast"}));
    app->add_option("--language", options->language, "en or ko")->check(CLI::IsMember({"en", "ko"}));
    app->add_option("--select", options->select, "object to select, for example claim/NAMESPACE/NAME")->type_name("KIND/NS/NAME");
    return Command{app, [argc, argv, &common, options] {
                     const auto loaded = loadCluster(common, everyKind());
                     if (!loaded) {
                       return loaded.error();
                     }
                     const int status = takeShot(argc, argv, *loaded, *options);
                     return status != 0 ? status : loaded->problems;
                   }};
  };
}

}  // namespace claimscope::app
