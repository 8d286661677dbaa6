// MainWindow: what its keys do, and the sheet that lists them. GUI thread.
#include <QDialog>
#include <QGridLayout>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/panels.h"
#include "ui/pages/explanation/explanation_page.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/shell/main_window.h"

namespace claimscope::ui {

void MainWindow::addKey(const QString& keys, const QString& what, std::function<void()> act) {
  // A plain letter never fires in a text field: QLineEdit claims printable keys before shortcuts see them.
  auto* shortcut = new QShortcut(QKeySequence(keys), this);
  connect(shortcut, &QShortcut::activated, this, std::move(act));
  if (!what.isEmpty()) {
    m_keys.emplace_back(keys, what);
  }
}

void MainWindow::addKeys() {
  for (const NavRail::Item& item : m_rail->items()) {
    addKey(item.key, tr("Open %1").arg(item.title), [this, id = item.id] { openPage(id); });
  }
  addKey(QStringLiteral("Ctrl+K"), tr("Search objects and pages"), [this] { openSearch(); });
  addKey(QStringLiteral("/"), tr("Find in the page"), [this] { page(m_current)->focusFind(); });
  addKey(QStringLiteral("?"), tr("This sheet"), [this] { showKeySheet(); });
  addKey(QStringLiteral("Ctrl+B"), tr("Collapse or widen the rail"), [this] { setRailCollapsed(m_railWanted); });
  addKey(QStringLiteral("Ctrl+I"), tr("Inspector on or off"), [this] {
    m_inspectorWanted = !m_inspectorWanted;
    showInspector(m_inspectorWanted && m_selection.has_value());
  });
  addKey(QStringLiteral("Ctrl+T"), tr("Timeline strip on or off"), [this] { m_strip->setVisible(!m_strip->isVisible()); });
  addKey(QStringLiteral("Ctrl+Shift+L"), tr("Next theme: dark, light, high contrast"), [this] { nextTheme(); });
  addKey(QStringLiteral("["), tr("Previous finding, pending claim"), [this] { stepFinding(-1); });
  addKey(QStringLiteral("]"), tr("Next finding, pending claim"), [this] { stepFinding(1); });
  addKey(QStringLiteral("L"), tr("Pause, go live"), [this] { setPaused(!m_paused); });
  addKey(QStringLiteral("E"), tr("Explain the selected claim or pod"), [this] {
    if (const std::optional<ObjectRef> subject = explainable()) {
      openPage(QStringLiteral("explanation"), subject);
    }
  });
  addKey(QStringLiteral("G"), tr("Show the selection in the topology"), [this] {
    if (m_selection) {
      openPage(QStringLiteral("topology"), m_selection);
    }
  });
  addKey(QStringLiteral("Y"), tr("YAML of the selection"), [this] {
    if (m_selection) {
      m_inspectorWanted = true;
      showInspector(true);
      m_inspector->showYaml();
    }
  });
  addKey(QStringLiteral("F6"), tr("Next region"), [this] { stepRegion(1); });
  addKey(QStringLiteral("Shift+F6"), tr("Previous region"), [this] { stepRegion(-1); });
  addKey(QStringLiteral("Ctrl+Q"), tr("Quit"), [this] { close(); });
}

std::vector<std::pair<QString, QString>> MainWindow::keySheet() const {
  std::vector<std::pair<QString, QString>> keys = m_keys;
  const std::pair<QString, QString> ofPages[] = {
      {tr("W A S D, + −, 0"), tr("Pan, zoom and fit the topology")},
      {tr("F"), tr("Bring the selection into sight")},
      {tr("Arrows, Enter, Esc"), tr("Move, inspect, clear")},
      {tr("Space, Ctrl+C"), tr("Inspect a row, copy rows")},
  };
  keys.insert(keys.end(), std::begin(ofPages), std::end(ofPages));
  return keys;
}

void MainWindow::showKeySheet() {
  auto* sheet = new QDialog(this);
  sheet->setAttribute(Qt::WA_DeleteOnClose);
  sheet->setWindowTitle(tr("Keyboard"));
  auto* layout = new QVBoxLayout(sheet);
  layout->setContentsMargins(20, 16, 20, 16);
  layout->addWidget(new PlainLabel(m_look, FontRole::title, Ink::primary, tr("Keyboard"), sheet));
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(16);
  grid->setVerticalSpacing(6);
  int row = 0;
  for (const auto& [keys, what] : keySheet()) {
    grid->addWidget(makeKey(m_look, keys, sheet), row, 0, Qt::AlignLeft);
    grid->addWidget(new PlainLabel(m_look, FontRole::body, Ink::secondary, what, sheet), row, 1);
    ++row;
  }
  grid->setColumnStretch(1, 1);
  layout->addLayout(grid);
  auto* done = new Button(m_look, ButtonStyle::primary, tr("Close"), false, sheet);
  connect(done, &QAbstractButton::clicked, sheet, &QDialog::accept);
  layout->addWidget(done, 0, Qt::AlignRight);
  sheet->open();
  done->setFocus(Qt::PopupFocusReason);
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
