// MainWindow: what the palette offers, and what a choice in it does. GUI thread.
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <algorithm>
#include <memory>

#include "model/actions/quick_fixes.h"
#include "ui/base/format.h"
#include "ui/pages/actions/action_words.h"
#include "ui/pages/explanation/pending_order.h"
#include "ui/pages/inspector/inspector_content.h"
#include "ui/shell/main_window.h"
#include "ui/tables/choice_buttons.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kMostRecent = 8;
constexpr std::size_t kMostFindings = 400;

PaletteItem command(const QString& id, const QString& name, const QString& detail, const QString& icon,
                    std::function<void()> run) {
  PaletteItem item;
  item.sort = PaletteItem::Sort::command;
  item.id = id;
  item.name = name;
  item.detail = detail;
  item.icon = icon;
  item.run = std::move(run);
  return item;
}

/// The page of the kind, where the window has one, else a page that shows it.
QString homeOf(const MainWindow& window, const PaletteItem& item) {
  const std::string& kind = item.object->kind;
  if (item.waiting) {
    return QStringLiteral("explanation");
  }
  const QString own = pageOfKind(kind);
  if (window.page(own) != nullptr) {
    return own;
  }
  return kind == "claim" || kind == "class" || kind == "template" ? QStringLiteral("claims")
         : kind == "device" || kind == "pool"                     ? QStringLiteral("devices")
                                                                  : QStringLiteral("topology");
}

}  // namespace

void MainWindow::connectPalette() {
  m_palette = new Palette(m_look, this);
  connect(m_palette, &Palette::chosen, this, &MainWindow::choosePalette);
  connect(m_topBar, &TopBar::searchRequested, this, [this] { openPalette(); });
  const QString window = tr("Window");
  addCommand({QStringLiteral("palette"),
              tr("Search objects, pages, commands, findings"),
              window,
              QStringLiteral("Ctrl+K"),
              [this] { openPalette(); },
              {},
              QStringLiteral("search"),
              false});
  addCommand({QStringLiteral("palette.commands"),
              tr("Search commands"),
              window,
              QStringLiteral("Ctrl+Shift+P"),
              [this] { openPalette(QStringLiteral(">")); },
              {},
              QStringLiteral("terminal"),
              false});
  addCommand({QStringLiteral("explain.oldest"),
              tr("Explain the oldest pending claim"),
              tr("Pages"),
              {},
              [this] {
                const std::vector<ObjectRef> pending = pendingOrder(*m_view.snapshot, m_view.namespaceFilter);
                openPage(QStringLiteral("explanation"), pending.empty() ? std::nullopt : std::optional(pending.front()));
              },
              [this] { return m_view.snapshot != nullptr; },
              QStringLiteral("latency")});
  addCommand({QStringLiteral("kubectl"), tr("Copy the kubectl command of the selection"), tr("Selection"), QStringLiteral("C"),
              [this] {
                const QString text = inspect(m_view, *m_selection).command;
                if (text.isEmpty()) {
                  setNotice(tr("No kubectl command shows %1.").arg(ui::objectName(*m_selection)));
                  return;
                }
                QGuiApplication::clipboard()->setText(text);
                setNotice(tr("On the clipboard: %1").arg(plain(text)));
              },
              [this] { return m_selection.has_value(); }, QStringLiteral("copy")});
}

void MainWindow::openPalette(const QString& text) {
  m_palette->open(paletteOffer(), text);
}

/// What can be done with an object: guided actions, workflows; the entries of its menu.
void MainWindow::offerFor(const ObjectRef& object, std::vector<PaletteItem>& items) {
  const auto menu = std::make_shared<QMenu>();
  fillActionMenu(*menu, object);
  for (QAction* action : menu->actions()) {
    if (action->isSeparator() || action->text().contains(QLatin1Char('\t'))) {
      continue;  // the ones with a key are commands of their own
    }
    PaletteItem item;
    item.sort = PaletteItem::Sort::action;
    item.name = QString(action->text()).replace(QStringLiteral("&&"), QStringLiteral("&"));
    item.detail = m_actions != nullptr && m_actions->armed() ? tr("Action · armed") : tr("Action · read-only, rehearses only");
    item.icon = QStringLiteral("actions");
    item.run = [menu, action] { action->trigger(); };
    items.push_back(std::move(item));
  }
}

/// Group by, colour by: what the buttons of the page in sight offer.
void MainWindow::offerPage(std::vector<PaletteItem>& items) {
  Page* current = page(m_current);
  QWidget* tools = current == nullptr || failed() ? nullptr : current->headerTools();
  if (tools == nullptr) {
    return;
  }
  QList<ChoiceButton*> buttons = tools->findChildren<ChoiceButton*>();
  if (auto* own = qobject_cast<ChoiceButton*>(tools)) {
    buttons.prepend(own);
  }
  for (ChoiceButton* button : buttons) {
    for (int i = 0; i < button->choices().size(); ++i) {
      if (i != button->current()) {
        const QPointer<ChoiceButton> kept(button);
        items.push_back(command(QStringLiteral("choice.%1.%2.%3").arg(m_current, button->label()).arg(i),
                                tr("%1: %2").arg(button->label(), button->choices()[i]), titleOf(m_current),
                                QStringLiteral("filter"), [kept, i] {
                                  if (kept != nullptr) {
                                    kept->choose(i);
                                  }
                                }));
      }
    }
  }
}

PaletteOffer MainWindow::paletteOffer() {
  PaletteOffer offer;
  offer.snapshot = m_view.snapshot;
  offer.recent = m_recent;
  std::vector<PaletteItem>& items = offer.items;
  if (m_selection && m_view.snapshot != nullptr) {
    offerFor(*m_selection, items);
  }
  for (const QString& id : pageIds()) {
    PaletteItem item;
    item.sort = PaletteItem::Sort::page;
    item.id = id;
    item.name = titleOf(id);
    item.detail = tr("Page");
    item.icon = QStringLiteral("doc");
    for (const NavRail::Item& entry : m_rail->items()) {
      if (entry.id == id) {
        item.icon = entry.icon;
      }
    }
    item.keys = m_commands->keysOf(QStringLiteral("page.") + id);
    items.push_back(std::move(item));
  }
  for (const SavedView& view : m_savedViews) {
    PaletteItem item;
    item.sort = PaletteItem::Sort::view;
    item.id = view.address;
    item.name = plain(view.name);
    item.detail = tr("Saved view");
    item.icon = QStringLiteral("pin");
    items.push_back(std::move(item));
  }
  if (m_view.diagnosis != nullptr) {
    for (std::size_t i = 0; i < m_view.diagnosis->findings.size() && i < kMostFindings; ++i) {
      const diagnosis::Finding& finding = m_view.diagnosis->findings[i];
      PaletteItem item;
      item.sort = PaletteItem::Sort::finding;
      item.name = plain(finding.title);
      item.detail = tr("Finding · %1").arg(severityName(finding.severity));
      item.mark = markOf(finding.severity);
      item.object = ObjectRef{"finding", {}, finding.id};
      items.push_back(std::move(item));
    }
  }
  for (const Command& one : m_commands->all()) {
    if (one.listed && (!one.when || one.when())) {
      PaletteItem item = command(one.id, one.title, tr("Command · %1").arg(one.section), one.icon, {});
      item.keys = m_commands->keysOf(one.id);
      items.push_back(std::move(item));
    }
  }
  offerPage(items);
  for (const actions::Action& action : actions::allActions()) {
    if (action.objectKind == "workload") {
      continue;  // the Migration page chooses them
    }
    const QString id(QString::fromUtf8(action.id.data(), static_cast<qsizetype>(action.id.size())));
    items.push_back(command(QStringLiteral("start.") + id, tr("%1…").arg(actionTitle(id.toStdString())),
                            tr("Action · chooses what"), actionIcon(id.toStdString()),
                            [this, id] { openPage(QStringLiteral("actions"), std::nullopt, QStringLiteral("start=") + id); }));
  }
  for (const SourceChoice& choice : m_choices) {
    if (!choice.current) {
      items.push_back(command(QStringLiteral("open.") + choice.id, tr("Open cluster %1").arg(plain(choice.title)),
                              plain(choice.detail), QStringLiteral("cluster"),
                              [this, id = choice.id] { Q_EMIT sourceChosen(id); }));
    }
  }
  return offer;
}

void MainWindow::choosePalette(const PaletteItem& item, bool beside) {
  if (!item.key().isEmpty()) {
    std::erase_if(m_recent, [&](const PaletteItem& other) { return other.key() == item.key(); });
    m_recent.insert(m_recent.begin(), item);
    m_recent.front().marks.clear();
    m_recent.resize(std::min(m_recent.size(), kMostRecent));
  }
  switch (item.sort) {
    case PaletteItem::Sort::object:
      openPage(beside ? QStringLiteral("topology") : homeOf(*this, item), item.object);
      break;
    case PaletteItem::Sort::finding:
      openPage(QStringLiteral("overview"), item.object);
      break;
    case PaletteItem::Sort::page:
      openPage(item.id);
      break;
    case PaletteItem::Sort::view:
    case PaletteItem::Sort::address:
      openAddress(item.id);
      break;
    case PaletteItem::Sort::action:
    case PaletteItem::Sort::command:
      if (item.run) {
        item.run();
      } else {
        m_commands->run(item.id);
      }
      break;
  }
}

}  // namespace claimscope::ui
