// MainWindow: where the person is: back and forward, addresses, saved views, what is kept between runs. GUI thread.
#include <QClipboard>
#include <QGuiApplication>
#include <QSplitter>
#include <algorithm>
#include <utility>

#include "ui/base/format.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/shell/detached_inspector.h"
#include "ui/shell/main_window.h"
#include "ui/shell/name_sheet.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kMostPlaces = 50;
constexpr std::size_t kMostViews = 200;
constexpr std::size_t kMostDetached = 8;

}  // namespace

void MainWindow::connectPlaces() {
  const QString window = tr("Window");
  addCommand({QStringLiteral("back"),
              tr("Back"),
              tr("Pages"),
              QStringLiteral("Alt+Left"),
              [this] { step(-1); },
              {},
              QStringLiteral("left")});
  addCommand({QStringLiteral("forward"),
              tr("Forward"),
              tr("Pages"),
              QStringLiteral("Alt+Right"),
              [this] { step(1); },
              {},
              QStringLiteral("right")});
  addCommand({QStringLiteral("address.copy"),
              tr("Copy the address of this view"),
              window,
              QStringLiteral("Ctrl+Shift+C"),
              [this] { copyAddress(); },
              {},
              QStringLiteral("link")});
  addCommand({QStringLiteral("address.open"),
              tr("Open an address"),
              window,
              QStringLiteral("Ctrl+Shift+O"),
              [this] {
                const QString text = QGuiApplication::clipboard()->text();
                openPalette(looksLikeAddress(text) ? text.trimmed() : QStringLiteral("claimscope://"));
              },
              {},
              QStringLiteral("link")});
  addCommand({QStringLiteral("view.save"),
              tr("Save this view under a name"),
              window,
              QStringLiteral("Ctrl+S"),
              [this] { saveView(); },
              {},
              QStringLiteral("pin")});
  addCommand({QStringLiteral("window.new"),
              tr("Another window here"),
              window,
              QStringLiteral("Ctrl+N"),
              [this] { Q_EMIT windowRequested(state()); },
              {},
              QStringLiteral("plus")});
  addCommand({QStringLiteral("window.close"),
              tr("Close this window"),
              window,
              QStringLiteral("Ctrl+W"),
              [this] { close(); },
              {},
              QStringLiteral("x")});
  addCommand({QStringLiteral("inspector.detach"), tr("Inspector in a window of its own"), window, QStringLiteral("Ctrl+Shift+I"),
              [this] { detachInspector(); }, [this] { return m_selection.has_value(); }, QStringLiteral("open")});
  addCommand({QStringLiteral("diagnostics"),
              tr("Diagnostics bundle without names…"),
              window,
              {},
              [this] { Q_EMIT diagnosticsRequested(false); },
              {},
              QStringLiteral("export")});
  addCommand({QStringLiteral("diagnostics.names"),
              tr("Diagnostics bundle with the names of objects…"),
              window,
              {},
              [this] { Q_EMIT diagnosticsRequested(true); },
              {},
              QStringLiteral("export")});
  WindowPanel& panel = m_settings->windowPanel();
  connect(&panel, &WindowPanel::viewOpened, this, &MainWindow::openAddress);
  connect(&panel, &WindowPanel::viewRemoved, this, &MainWindow::removeView);
  connect(&panel, &WindowPanel::keysWanted, this, [this] { showKeySheet(); });
  connect(&panel, &WindowPanel::bundleWanted, this, &MainWindow::diagnosticsRequested);
  connect(m_commands, &Commands::bindingsChanged, this,
          [this] { m_settings->windowPanel().setKeysKey(m_commands->keysOf(QStringLiteral("keys"))); });
  connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
    if (m_inspector->isVisible()) {
      m_inspectorWidth = m_inspector->width();
    }
  });
}

/// Which cluster, which page and what of it: for the list of windows of the desktop.
void MainWindow::retitle() {
  const Page* current = page(m_current);
  const QString cluster = m_view.snapshot == nullptr ? QString() : plain(m_view.snapshot->server.context);
  if (current == nullptr || cluster.isEmpty() || failed()) {
    return;
  }
  const QString about = current->subtitle();
  const QString text = about.isEmpty() ? tr("Claimscope: %1, %2").arg(cluster, titleOf(m_current))
                                       : tr("Claimscope: %1, %2: %3").arg(cluster, titleOf(m_current), about);
  if (text != windowTitle()) {
    setWindowTitle(text);
  }
}

Place MainWindow::place() const {
  const Page* current = page(m_current);
  return {m_current, m_selection, m_namespaceName, current == nullptr ? QStringList() : current->keep()};
}

/// Before the person goes somewhere else.
void MainWindow::rememberPlace() {
  if (m_stepping || m_current.isEmpty()) {
    return;
  }
  Place now = place();
  if (m_back.empty() || !(m_back.back() == now)) {
    m_back.push_back(std::move(now));
    if (m_back.size() > kMostPlaces) {
      m_back.erase(m_back.begin());
    }
  }
  m_forward.clear();
}

void MainWindow::step(int by) {
  std::vector<Place>& from = by < 0 ? m_back : m_forward;
  const Place now = place();
  while (!from.empty() && from.back() == now) {
    from.pop_back();
  }
  if (from.empty()) {
    return;
  }
  const Place there = from.back();
  from.pop_back();
  (by < 0 ? m_forward : m_back).push_back(now);
  m_stepping = true;
  if (there.namespaceName != m_namespaceName) {
    setNamespace(there.namespaceName);
  }
  if (Page* target = page(there.page)) {
    m_selection = there.selection;
    m_inspector->setObject(there.selection);
    target->restore(there.filter);
    openPage(there.page, there.selection);
  }
  m_stepping = false;
}

Address MainWindow::address() const {
  Address out;
  out.source = m_sourceId.startsWith(QLatin1String("files:")) ? QString() : m_sourceId;
  out.page = m_current;
  out.selection = m_selection;
  out.namespaceName = QString::fromStdString(m_namespaceName);
  const Page* current = page(m_current);
  out.filter = current == nullptr ? QString() : current->filterText();
  return out;
}

void MainWindow::copyAddress() {
  const QString text = address().str();
  QGuiApplication::clipboard()->setText(text);
  setNotice(m_sourceId.startsWith(QLatin1String("files:"))
                ? tr("The address is on the clipboard. It names no cluster: it opens in a window that shows the same files.")
                : tr("The address of this view is on the clipboard: %1").arg(text));
}

void MainWindow::openAddress(const QString& text) {
  const Result<Address> parsed = parseAddress(text);
  if (!parsed) {
    setNotice(plain(parsed.error().text()));
    return;
  }
  const Address& there = *parsed;
  if (page(there.page) == nullptr) {
    setNotice(tr("The address names the page %1, which this version does not have.").arg(plain(there.page)));
    return;
  }
  if (!there.source.isEmpty() && there.source != m_sourceId) {
    const bool known =
        std::any_of(m_choices.begin(), m_choices.end(), [&](const SourceChoice& choice) { return choice.id == there.source; });
    if (!known) {
      setNotice(tr("The address is about %1, which is in no kubeconfig of this computer.")
                    .arg(plain(there.source.section(QLatin1Char(':'), 1))));
      return;
    }
    // What is kept of a source is given to the window when the source is opened; the filter comes after it.
    Kept& kept = m_kept[there.source];
    kept.page = there.page;
    kept.selection = there.selection;
    kept.namespaceName = there.namespaceName.toStdString();
    kept.filters.clear();
    Q_EMIT sourceChosen(there.source);
    if (m_sourceId == there.source && !there.filter.isEmpty()) {
      page(there.page)->setFilter(there.filter);
    }
    return;
  }
  setNamespace(there.namespaceName.toStdString());
  openPage(there.page, there.selection, there.filter.isEmpty() ? QString(QLatin1String("")) : there.filter);
}

void MainWindow::setSavedViews(const std::vector<SavedView>& views) {
  m_savedViews = views;
  std::vector<std::pair<QString, QString>> listed;
  for (const SavedView& view : views) {
    listed.emplace_back(view.name, view.address);
  }
  m_settings->windowPanel().setViews(listed);
}

void MainWindow::removeView(const QString& name) {
  std::vector<SavedView> views = m_savedViews;
  std::erase_if(views, [&](const SavedView& view) { return view.name == name; });
  setSavedViews(views);
  Q_EMIT savedViewsChanged(m_savedViews);
}

void MainWindow::saveView() {
  auto* sheet =
      new NameSheet(m_look, tr("Under which name should this view be kept?"), tr("Name"),
                    titleOf(m_current) + (m_namespaceName.empty() ? QString() : QStringLiteral(" ") + plain(m_namespaceName)),
                    tr("Save view"), this);
  connect(sheet, &NameSheet::given, this, [this, where = address().str()](const QString& name) {
    std::vector<SavedView> views = m_savedViews;
    std::erase_if(views, [&](const SavedView& view) { return view.name == name; });
    views.insert(views.begin(), {name, where});
    views.resize(std::min(views.size(), kMostViews));
    setSavedViews(views);
    Q_EMIT savedViewsChanged(m_savedViews);
    setNotice(tr("Kept as %1: the palette opens it.").arg(plain(name)));
  });
  sheet->open();
}

WindowState MainWindow::state() const {
  WindowState out;
  out.source = m_sourceId;
  out.page = m_current;
  out.selection = m_selection;
  out.namespaceName = QString::fromStdString(m_namespaceName);
  for (const auto& [id, page] : m_pageById) {
    if (const QStringList words = page->keep(); !words.isEmpty()) {
      out.filters.insert(id, words);
    }
  }
  out.inspectorWidth = m_inspectorWidth;
  out.inspector = m_inspectorWanted;
  out.wideRail = m_railWanted;
  out.strip = !m_strip->isHidden();
  return out;
}

void MainWindow::setState(const WindowState& state) {
  m_inspectorWidth = state.inspectorWidth;
  m_inspectorWanted = state.inspector;
  m_strip->setVisible(state.strip);
  setRailCollapsed(!state.wideRail);
  if (page(state.page) == nullptr || state.source.isEmpty()) {
    return;
  }
  m_kept[state.source] = Kept{state.page, state.selection, state.namespaceName.toStdString(), state.filters};
}

/// One window that follows the selection; it is opened anew once it is pinned.
void MainWindow::detachInspector() {
  std::erase_if(m_detached, [](const QPointer<DetachedInspector>& one) { return one == nullptr; });
  for (const QPointer<DetachedInspector>& one : m_detached) {
    if (!one->pinned()) {
      one->raise();
      one->activateWindow();
      return;
    }
  }
  if (m_detached.size() >= kMostDetached) {
    setNotice(tr("Eight inspectors are open; close one first."));
    return;
  }
  auto* detached = new DetachedInspector(m_look, m_fetch, this);
  connect(&detached->inspector(), &Inspector::open, this,
          [this](const QString& id, const std::optional<ObjectRef>& object, const QString& filter) {
            openPage(id.isEmpty() ? m_current : id, object, filter);
          });
  connect(&detached->inspector(), &Inspector::troubleshootWanted, this, [this, detached] {
    if (detached->inspector().object()) {
      troubleshoot(*detached->inspector().object());
    }
  });
  connect(&detached->inspector(), &Inspector::actionsWanted, this, [this, detached](const QPoint& at) {
    if (detached->inspector().object()) {
      showActionMenu(*detached->inspector().object(), at);
    }
  });
  m_detached.emplace_back(detached);
  detached->follow(m_selection);
  detached->setView(m_view);
  detached->show();
}

void MainWindow::updateDetached(bool view) {
  for (const QPointer<DetachedInspector>& one : m_detached) {
    if (one != nullptr) {
      one->follow(m_selection);
      if (view) {
        one->setView(m_view);
      }
    }
  }
}

}  // namespace claimscope::ui
