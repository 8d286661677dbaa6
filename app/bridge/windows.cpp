#include "app/bridge/windows.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "app/bridge/source_choices.h"
#include "app/bridge/window_language.h"
#include "app/bridge/window_look.h"
#include "ui/base/format.h"
#include "ui/shell/address.h"
#include "ui/shell/main_window.h"

namespace claimscope::app {
namespace {

/// Where nothing else was asked for: the context that was in sight.
CommonOptions withSource(const CommonOptions& options, const QString& id) {
  CommonOptions out = options;
  const SourceOptions& source = options.source;
  const bool asked = source.demo || !source.files.empty() || !source.context.empty() || !source.kubeconfig.empty();
  const std::vector<ui::SourceChoice> choices = choicesOf(source);
  const bool known = std::any_of(choices.begin(), choices.end(), [&](const ui::SourceChoice& choice) { return choice.id == id; });
  if (!asked && known) {
    out.source = chosen(source, id);
  }
  return out;
}

}  // namespace

WindowWishes takeWishes(int& argc, char** argv) {
  WindowWishes wishes;
  int kept = 0;
  for (int i = 0; i < argc; ++i) {
    const std::string_view argument(argv[i]);
    if (i > 0 && argument == "--fresh") {
      wishes.fresh = true;
    } else if (i > 0 && argument.starts_with("claimscope:") && wishes.address.isEmpty()) {
      wishes.address = QString::fromLocal8Bit(argv[i]);
    } else {
      argv[kept++] = argv[i];
    }
  }
  argc = kept;
  argv[argc] = nullptr;
  return wishes;
}

Windows::Windows(ui::Look& look, const CommonOptions& options, Session& session)
    : m_look(look), m_options(options), m_session(session) {
  connect(&m_keeper, &QTimer::timeout, this, [this] { keep(); });
  m_keeper.setTimerType(Qt::VeryCoarseTimer);
  m_keeper.start(kKeepMs);
}

Windows::~Windows() {
  keep();
}

ConnectedWindow& Windows::open(const CommonOptions& options, const ui::WindowState* state, const QByteArray& geometry) {
  {
    const WithoutSheet bare;
    m_windows.push_back(std::make_unique<ConnectedWindow>(m_look, options));
  }
  ConnectedWindow& opened = *m_windows.back();
  ui::MainWindow& window = opened.window();
  if (state != nullptr) {
    window.setState(*state);
  }
  connect(&window, &ui::MainWindow::windowRequested, this,
          [this, &opened](const ui::WindowState& here) { another(opened, here); });
  connect(
      &window, &ui::MainWindow::languageChosen, this, [this, &opened](ui::Language language) { speak(opened, language); },
      Qt::QueuedConnection);
  connect(
      &window, &ui::MainWindow::closed, this, [this, &window] { closed(&window); }, Qt::QueuedConnection);
  opened.show(geometry);
  return opened;
}

void Windows::openFirst(const WindowWishes& wishes) {
  CommonOptions options = m_options;
  if (!wishes.address.isEmpty()) {
    if (const auto address = ui::parseAddress(wishes.address); address && !address->source.isEmpty()) {
      options = withSource(options, address->source);
    }
    open(options, nullptr, {}).window().openAddress(wishes.address);
    return;
  }
  const std::vector<KeptWindow> before = m_session.windows();
  for (const KeptWindow& kept : before) {
    // After a crash the cluster comes back too; else what kubectl would use is opened, as always.
    open(m_session.crashed() ? withSource(options, kept.state.source) : options, &kept.state, kept.geometry);
  }
  if (m_windows.empty()) {
    open(options, nullptr, {});
  }
  if (!m_session.notice().isEmpty()) {
    window(0).window().setNotice(m_session.notice());
  }
}

void Windows::another(ConnectedWindow& from, const ui::WindowState& state) {
  if (m_windows.size() >= kMost) {
    from.window().setNotice(tr("%1 windows are open, each watches its cluster itself; close one first.")
                                .arg(ui::number(static_cast<std::int64_t>(kMost))));
    return;
  }
  CommonOptions options = m_options;
  options.source = from.source();
  open(options, &state, {});
}

void Windows::speak(ConnectedWindow& from, ui::Language language) {
  keepLanguage(language);
  const bool carriesOut = std::any_of(m_windows.begin(), m_windows.end(), [](const std::unique_ptr<ConnectedWindow>& one) {
    const ui::ActionsViewPtr& actions = one->window().view().actions;
    return actions != nullptr &&
           std::any_of(actions->plans.begin(), actions->plans.end(), [](const auto& plan) { return plan->running; });
  });
  if (carriesOut) {
    // It would be stopped with the window.
    from.window().setNotice(tr("A plan is being carried out: the language changes when Claimscope is started the next time."));
    return;
  }
  const ui::Language before = ui::spokenLanguage();
  speakLanguage(language);
  if (ui::spokenLanguage() == before) {
    return;
  }
  m_options.language = ui::languageWord(language).toStdString();
  const std::vector<std::unique_ptr<ConnectedWindow>> old = std::exchange(m_windows, {});
  for (const std::unique_ptr<ConnectedWindow>& one : old) {
    CommonOptions options = m_options;
    options.source = one->source();
    const ui::WindowState state = one->window().state();
    open(options, &state, one->window().saveGeometry());
  }
}

/// The last one ends the program, which takes everything down in order.
void Windows::closed(ui::MainWindow* window) {
  if (m_windows.size() > 1) {
    std::erase_if(m_windows, [window](const std::unique_ptr<ConnectedWindow>& one) { return &one->window() == window; });
  }
}

void Windows::keep() {
  std::vector<KeptWindow> windows;
  for (const std::unique_ptr<ConnectedWindow>& one : m_windows) {
    windows.push_back({one->window().state(), one->window().saveGeometry()});
  }
  m_session.keep(windows);
}

}  // namespace claimscope::app
