// MainWindow: what its keys do, and the sheet that lists them. GUI thread.
#include <QApplication>
#include <algorithm>
#include <utility>

#include "ui/pages/explanation/explanation_page.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/shell/key_sheet.h"
#include "ui/shell/main_window.h"

namespace claimscope::ui {

/// A key of a part that gives it no name: it is kept by the keys it was shipped with.
void MainWindow::addKey(const QString& keys, const QString& what, std::function<void()> act) {
  addCommand({QStringLiteral("key:") + keys, what, tr("Window"), keys, std::move(act)});
}

void MainWindow::addCommand(Command command) {
  m_commands->add(std::move(command));
}

void MainWindow::addKeys() {
  const QString pages = tr("Pages");
  const QString selection = tr("Selection");
  const QString cluster = tr("Cluster");
  const QString window = tr("Window");
  const auto selected = [this] { return m_selection.has_value(); };
  for (const NavRail::Item& item : m_rail->items()) {
    addCommand({QStringLiteral("page.") + item.id,
                tr("Open %1").arg(item.title),
                pages,
                item.key,
                [this, id = item.id] { openPage(id); },
                {},
                item.icon,
                false});
  }
  addCommand({QStringLiteral("find"), tr("Find in the page"), pages, QStringLiteral("/"),
              [this] { page(m_current)->focusFind(); }, [this] { return !failed(); }, QStringLiteral("search")});
  addCommand({QStringLiteral("finding.previous"),
              tr("Previous finding, pending claim"),
              pages,
              QStringLiteral("["),
              [this] { stepFinding(-1); },
              {},
              QStringLiteral("left")});
  addCommand({QStringLiteral("finding.next"),
              tr("Next finding, pending claim"),
              pages,
              QStringLiteral("]"),
              [this] { stepFinding(1); },
              {},
              QStringLiteral("right")});
  addCommand({QStringLiteral("explain"),
              tr("Explain the selected claim or pod"),
              selection,
              QStringLiteral("E"),
              [this] {
                if (const std::optional<ObjectRef> subject = explainable()) {
                  openPage(QStringLiteral("explanation"), subject);
                }
              },
              {},
              QStringLiteral("latency")});
  addCommand({QStringLiteral("topology"), tr("Show the selection in the topology"), selection, QStringLiteral("G"),
              [this] { openPage(QStringLiteral("topology"), m_selection); }, selected, QStringLiteral("topology")});
  addCommand({QStringLiteral("yaml"), tr("YAML of the selection"), selection, QStringLiteral("Y"),
              [this] {
                m_inspectorWanted = true;
                showInspector(true);
                m_inspector->showYaml();
              },
              selected, QStringLiteral("doc")});
  addCommand({QStringLiteral("source.open"),
              tr("Open another cluster"),
              cluster,
              QStringLiteral("Ctrl+O"),
              [this] { m_topBar->popUpSources(); },
              {},
              QStringLiteral("cluster")});
  addCommand({QStringLiteral("source.previous"), tr("Back to the cluster shown before"), cluster, QStringLiteral("Ctrl+Tab"),
              [this] { Q_EMIT sourceChosen(QString(m_previousId)); }, [this] { return !m_previousId.isEmpty(); },
              QStringLiteral("undo")});
  addCommand({QStringLiteral("namespace"),
              tr("Show one namespace"),
              cluster,
              {},
              [this] { openNamespaces(); },
              {},
              QStringLiteral("filter")});
  addCommand({QStringLiteral("pause"),
              tr("Pause, go live"),
              cluster,
              QStringLiteral("L"),
              [this] { setPaused(!m_paused); },
              {},
              QStringLiteral("pause")});
  addCommand({QStringLiteral("keys"),
              tr("Keyboard: every key, and changing them"),
              window,
              QStringLiteral("?"),
              [this] { showKeySheet(); },
              {},
              QStringLiteral("key")});
  addCommand({QStringLiteral("help"),
              tr("Help: the documentation, from the first steps on"),
              window,
              QStringLiteral("F1"),
              [this] { Q_EMIT documentationRequested(); },
              {},
              QStringLiteral("doc")});
  addCommand({QStringLiteral("rail"),
              tr("Collapse or widen the rail"),
              window,
              QStringLiteral("Ctrl+B"),
              [this] { setRailCollapsed(m_railWanted); },
              {},
              QStringLiteral("left")});
  addCommand({QStringLiteral("inspector"),
              tr("Inspector on or off"),
              window,
              QStringLiteral("Ctrl+I"),
              [this] {
                m_inspectorWanted = !m_inspectorWanted;
                showInspector(m_inspectorWanted && m_selection.has_value());
              },
              {},
              QStringLiteral("eye")});
  addCommand({QStringLiteral("strip"),
              tr("Timeline strip on or off"),
              window,
              QStringLiteral("Ctrl+T"),
              [this] { m_strip->setVisible(!m_strip->isVisible()); },
              {},
              QStringLiteral("timeline")});
  addCommand({QStringLiteral("theme.next"),
              tr("Next theme: dark, light, high contrast"),
              window,
              QStringLiteral("Ctrl+Shift+L"),
              [this] { nextTheme(); },
              {},
              QStringLiteral("edit"),
              false});
  const std::pair<ThemeName, QString> themes[] = {{ThemeName::dark, tr("Theme: dark")},
                                                  {ThemeName::light, tr("Theme: light")},
                                                  {ThemeName::highContrast, tr("Theme: high contrast")}};
  for (const auto& [theme, title] : themes) {
    addCommand({QStringLiteral("theme.%1").arg(static_cast<int>(theme)),
                title,
                window,
                {},
                [this, theme = theme] {
                  m_look.setTheme(theme);
                  Q_EMIT themeChosen(theme);
                },
                [this, theme = theme] { return m_look.name() != theme; },
                QStringLiteral("edit")});
  }
  addCommand(
      {QStringLiteral("region.next"), tr("Next region"), window, QStringLiteral("F6"), [this] { stepRegion(1); }, {}, {}, false});
  addCommand({QStringLiteral("region.previous"),
              tr("Previous region"),
              window,
              QStringLiteral("Shift+F6"),
              [this] { stepRegion(-1); },
              {},
              {},
              false});
  addCommand({QStringLiteral("quit"),
              tr("Close this window"),
              window,
              QStringLiteral("Ctrl+Q"),
              [] { QApplication::closeAllWindows(); },
              {},
              QStringLiteral("x")});
  connect(m_commands, &Commands::bindingsChanged, this, [this] {
    for (const NavRail::Item& item : std::vector<NavRail::Item>(m_rail->items())) {
      m_rail->setKey(item.id, m_commands->keysOf(QStringLiteral("page.") + item.id));
    }
    m_topBar->setKeys(m_commands->keysOf(QStringLiteral("palette")), m_commands->keysOf(QStringLiteral("pause")));
    Q_EMIT keysChosen(m_commands->choices());
  });
  addPastCommands();
}

namespace {

/// Keys that pages understand themselves.
std::vector<std::pair<QString, QString>> keysOfPages() {
  return {
      {MainWindow::tr("W A S D, + −, 0"), MainWindow::tr("Pan, zoom and fit the topology and the Gantt chart")},
      {MainWindow::tr("Shift with a drag or arrows"), MainWindow::tr("Choose an area of the Gantt chart, a time in the others")},
      {MainWindow::tr("T"), MainWindow::tr("A chart as a table, and back")},
      {MainWindow::tr("F"), MainWindow::tr("Bring the selection into sight")},
      {MainWindow::tr("Arrows, Enter, Esc"), MainWindow::tr("Move, inspect, clear")},
      {MainWindow::tr("Space, Ctrl+C"), MainWindow::tr("Inspect a row, copy rows")},
  };
}

}  // namespace

std::vector<std::pair<QString, QString>> MainWindow::keySheet() const {
  std::vector<std::pair<QString, QString>> keys;
  for (const Command& command : m_commands->all()) {
    if (const QString now = m_commands->keysOf(command.id); !now.isEmpty()) {
      keys.emplace_back(now, command.title);
    }
  }
  const std::vector<std::pair<QString, QString>> ofPages = keysOfPages();
  keys.insert(keys.end(), ofPages.begin(), ofPages.end());
  return keys;
}

void MainWindow::showKeySheet() {
  auto* sheet = new KeySheet(m_look, *m_commands, keysOfPages(), this);
  sheet->open();
}

void MainWindow::nextTheme() {
  m_look.setTheme(m_look.name() == ThemeName::dark    ? ThemeName::light
                  : m_look.name() == ThemeName::light ? ThemeName::highContrast
                                                      : ThemeName::dark);
  Q_EMIT themeChosen(m_look.name());
}

void MainWindow::stepFinding(int step) {
  if (m_current == QLatin1String("explanation")) {
    m_explanation->step(step);
    return;
  }
  openPage(QStringLiteral("overview"));
  static_cast<OverviewPage*>(page(QStringLiteral("overview")))->stepFinding(step);
}

void MainWindow::stepRegion(int step) {
  const std::vector<QWidget*> regions = {m_rail, m_topBar, m_pages->currentWidget(), m_inspector, m_strip};
  const auto count = static_cast<int>(regions.size());
  int at = step > 0 ? -1 : 0;
  for (int i = 0; i < count; ++i) {
    const QWidget* focused = focusWidget();
    if (focused != nullptr &&
        (regions[static_cast<std::size_t>(i)] == focused || regions[static_cast<std::size_t>(i)]->isAncestorOf(focused))) {
      at = i;
    }
  }
  for (int tries = 0; tries < count; ++tries) {
    at = (at + step + count) % count;
    QWidget* region = regions[static_cast<std::size_t>(at)];
    if (!region->isVisible()) {
      continue;
    }
    QWidget* target = region;
    if (region->focusPolicy() == Qt::NoFocus && region->focusProxy() == nullptr) {
      const QList<QWidget*> inside = region->findChildren<QWidget*>();
      const auto first = std::find_if(inside.begin(), inside.end(), [](const QWidget* widget) {
        return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0;
      });
      if (first == inside.end()) {
        continue;
      }
      target = *first;
    }
    target->setFocus(Qt::TabFocusReason);
    return;
  }
}

}  // namespace claimscope::ui
