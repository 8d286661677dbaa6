// SettingsPage: layout, and what is shown when. GUI thread.
#include "ui/pages/settings/settings_page.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/settings/prices_panel.h"
#include "ui/tables/source_facts.h"

namespace claimscope::ui {
namespace {

constexpr int kContextsHeight = 196;
constexpr int kRoleHeight = 212;
constexpr int kLeastAccess = 260;
constexpr int kLeastSources = 180;
constexpr int kLeastMetrics = 330;

/// Rows of words in a panel, top aligned; the panel is as high as they are.
QWidget* column(QVBoxLayout* rows) {
  auto* widget = new QWidget;
  rows->setContentsMargins(12, 8, 12, 10);
  rows->setSpacing(6);
  widget->setLayout(rows);
  return widget;
}

SourceStory loadingStory(const QString& words) {
  SourceStory story;
  story.show = SourceStory::Show::loading;
  story.progress = words;
  return story;
}

}  // namespace

SettingsPage::SettingsPage(Look& look, QWidget* parent)
    : Page(look, parent),
      m_role(new RoleBox(look)),
      m_appearance(new AppearanceTools(look, this)),
      m_metrics(new MetricsPanel(look)),
      m_window(new WindowPanel(look)) {
  m_contextsPanel = makeContexts();
  m_accessPanel = makeAccess();
  m_sourcesPanel = makeSources();
  m_commandsPanel = makeCommands();
  m_noticesPanel = makeNotices();
  m_role->setFixedHeight(kRoleHeight);
  m_metrics->setMinimumHeight(kLeastMetrics);

  auto* inner = new QWidget;
  auto* columns = new QHBoxLayout(inner);
  columns->setContentsMargins(16, 0, 16, 12);
  columns->setSpacing(12);
  auto* left = new QVBoxLayout;
  auto* right = new QVBoxLayout;
  for (QVBoxLayout* side : {left, right}) {
    side->setSpacing(12);
  }
  left->addWidget(m_noticesPanel);
  left->addWidget(m_contextsPanel);
  left->addWidget(m_accessPanel, 1);
  left->addWidget(m_role);
  right->addWidget(m_metrics, 3);
  right->addWidget(m_sourcesPanel, 2);
  right->addWidget(m_commandsPanel);
  right->addWidget(new PricesPanel(look));  // found by its type: who keeps prices connects it
  right->addWidget(m_window);
  columns->addLayout(left, 11);
  columns->addLayout(right, 10);
  auto* scroll = new QScrollArea;
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(inner);
  scroll->viewport()->setAutoFillBackground(false);
  inner->setAutoFillBackground(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(scroll);
  setFocusProxy(&m_contexts->view());
  setChoices({});
  setProgram({});
}

Panel* SettingsPage::makeContexts() {
  auto* panel = new Panel(m_look, tr("Contexts"));
  panel->setFixedHeight(kContextsHeight);
  m_contexts = new TablePanel(m_look, m_contextModel, false, false);
  m_contexts->view().setAccessibleName(tr("Contexts"));
  m_close = new Button(m_look, ButtonStyle::normal, tr("Stop watching"), true);
  m_close->setToolTip(tr("Ends the selected context in the background"));
  auto* open = new Button(m_look, ButtonStyle::normal, tr("Open"), true);
  open->setToolTip(tr("Shows the selected context (Enter)"));
  panel->addTool(m_close);
  panel->addTool(open);
  panel->setBody(m_contexts);
  const auto chosen = [this]() -> const SourceChoice* {
    const std::optional<ObjectRef> row = m_contexts->view().currentObject();
    const auto found = std::find_if(m_choices.begin(), m_choices.end(),
                                    [&](const SourceChoice& choice) { return row && choice.id.toStdString() == row->name; });
    return found == m_choices.end() ? nullptr : &*found;
  };
  const auto enable = [this, chosen, open] {
    const SourceChoice* choice = chosen();
    open->setEnabled(choice != nullptr && choice->run != SourceChoice::Run::shown);
    m_close->setEnabled(choice != nullptr && !choice->current && choice->run != SourceChoice::Run::closed);
  };
  connect(&m_contexts->view(), &TableView::objectSelected, this, enable);
  connect(m_contexts->view().selectionModel(), &QItemSelectionModel::currentChanged, this, enable);
  connect(&m_contexts->view(), &TableView::objectActivated, this,
          [this](const ObjectRef& row) { Q_EMIT sourceChosen(QString::fromStdString(row.name)); });
  connect(open, &QAbstractButton::clicked, this, [this, chosen] {
    if (const SourceChoice* choice = chosen()) {
      Q_EMIT sourceChosen(QString(choice->id));
    }
  });
  connect(m_close, &QAbstractButton::clicked, this, [this, chosen] {
    if (const SourceChoice* choice = chosen()) {
      Q_EMIT sourceClosed(QString(choice->id));
    }
  });
  connect(&m_contextModel, &QAbstractItemModel::modelReset, this, enable);
  enable();
  return panel;
}

Panel* SettingsPage::makeAccess() {
  auto* panel = new Panel(m_look, tr("Access"));
  panel->setMinimumHeight(kLeastAccess);
  m_access = new TablePanel(m_look, m_accessModel, false, false);
  m_access->view().setAccessibleName(tr("Permissions by kind"));
  m_again = new Button(m_look, ButtonStyle::normal, tr("Check again"), true);
  panel->addTool(m_again);
  panel->setBody(m_access);
  connect(m_again, &QAbstractButton::clicked, this, &SettingsPage::accessRequested);
  connect(&m_access->view(), &TableView::objectSelected, this, [this](const std::optional<ObjectRef>& row) {
    m_chosenAccess = row ? row->name : std::string();
    showRole();
  });
  return panel;
}

Panel* SettingsPage::makeSources() {
  auto* panel = new Panel(m_look, tr("Sources"));
  panel->setMinimumHeight(kLeastSources);
  m_sources = new TablePanel(m_look, m_sourceModel, false, false);
  m_sources->view().setAccessibleName(tr("Sources by kind"));
  m_sources->view().setCellPadding(6);
  panel->setBody(m_sources);
  return panel;
}

Panel* SettingsPage::makeCommands() {
  auto* panel = new Panel(m_look, tr("Commands that sign in"));
  panel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  return panel;
}

Panel* SettingsPage::makeNotices() {
  auto* panel = new Panel(m_look, tr("What this server told"));
  panel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  panel->hide();
  return panel;
}

void SettingsPage::setView(const View& view) {
  m_view = view;
  const cluster::Snapshot& snapshot = *view.snapshot;
  m_sourceModel.setSource(streamRows(snapshot), {});
  SourceStory rows;
  m_sources->setStory(rows, {});
  const std::optional<LoadProgress> progress = loadProgress(snapshot);
  m_sourcesPanel->setScope(progress ? progress->words : plain(snapshot.server.address));
  m_metrics->setView(view);
  showAccess();
  showNotices();
  showSubtitle();
}

void SettingsPage::setAccess(const std::shared_ptr<const AccessReport>& report) {
  m_report = report;
  if (m_view.snapshot != nullptr) {
    showAccess();
    showSubtitle();
  }
}

void SettingsPage::showAccess() {
  const std::shared_ptr<const AccessReport>& report = m_report;
  SourceStory story;
  if (report == nullptr) {
    m_accessPanel->setScope({});
    story = loadingStory(tr("The server is asked once everything is loaded"));
    m_access->setStory(story, {});
    m_role->setRole({}, {}, tr("Not known yet what to ask for."));
    m_shownReport = nullptr;
    return;
  }
  const QString who = report->user.empty() ? tr("you") : plain(report->user);
  const QString when =
      report->at.isSet() ? tr(", %1 ago").arg(age(std::max<std::int64_t>(0, m_view.snapshot->time - report->at))) : QString();
  m_accessPanel->setScope(report->error ? plain(report->error->message) : tr("asked of the server for %1%2").arg(who, when));
  if (report == m_shownReport) {
    return;
  }
  m_shownReport = report;
  m_accessModel.setSource(accessRows(*report), {});
  if (report->rules.empty() && report->error) {
    story.show = SourceStory::Show::failed;
    story.title = plain(report->error->message);
    story.detail = plain(report->error->fix);
  }
  m_access->setStory(story, {tr("No kind to ask about"), tr("The server serves nothing that Claimscope reads."), {}, {}});
  showRole();
}

/// Of the selected row; without one: of everything that is missing for reading.
void SettingsPage::showRole() {
  if (m_report == nullptr) {
    return;
  }
  const AccessReport& report = *m_report;
  RoleOptions options;
  options.user = report.user;
  for (const AccessLine& line : accessMatrix(report)) {
    if (!m_chosenAccess.empty() && accessRowId(line) == m_chosenAccess) {
      options.name = "claimscope-" + line.rules().front().resource;
      const QString subject = QString::fromStdString(line.resource + (line.write != nullptr ? ", " + line.write->verb : ""));
      m_role->setRole(subject, QString::fromStdString(roleYaml(line.rules(), options)), {});
      return;
    }
  }
  const std::vector<AccessRule> missing = missingReads(report, false);
  m_role->setRole(missing.empty() ? QString() : tr("everything that is missing"),
                  QString::fromStdString(roleYaml(missing, options)),
                  report.error ? tr("Not known: %1").arg(plain(report.error->message))
                               : tr("Nothing is missing for reading. Select a row to see the role it needs."));
}

void SettingsPage::showNotices() {
  const std::vector<ServerNotice>& notices = m_view.snapshot->server.notices;
  QStringList texts;
  for (auto notice = notices.rbegin(); notice != notices.rend(); ++notice) {
    texts += (notice->at.isSet() ? clockTime(notice->at) + QStringLiteral("  ") : QString()) + plain(notice->what.text());
  }
  if (texts == m_noticeTexts) {
    return;
  }
  m_noticeTexts = texts;
  m_noticesPanel->setVisible(!texts.isEmpty());
  auto* rows = new QVBoxLayout;
  constexpr qsizetype kShown = 4;
  for (const QString& text : texts.mid(0, kShown)) {
    auto* label = new PlainLabel(m_look, FontRole::body, Ink::secondary, text);
    label->setWordWrap(true);
    label->setSelectable(true);
    rows->addWidget(label);
  }
  if (texts.size() > kShown) {
    rows->addWidget(new PlainLabel(m_look, FontRole::small, Ink::muted, tr("and %1 earlier").arg(texts.size() - kShown)));
  }
  m_noticesPanel->setBody(column(rows));
}

void SettingsPage::showSubtitle() {
  QStringList parts{plain(m_view.snapshot->server.context)};
  if (m_report != nullptr && !m_report->user.empty()) {
    parts.front() = tr("%1 as %2").arg(parts.front(), plain(m_report->user));
  }
  if (const QString only = onlyNamespace(*m_view.snapshot); !only.isEmpty()) {
    parts += only;
  }
  if (m_program.residentBytes > 0) {
    parts += tr("memory %1").arg(byteCount(static_cast<std::uint64_t>(m_program.residentBytes)));
  }
  const auto open = std::count_if(m_choices.begin(), m_choices.end(),
                                  [](const SourceChoice& choice) { return choice.run == SourceChoice::Run::background; });
  if (open > 0) {
    parts += tr("%1 in the background").arg(counted(open, tr("context"), tr("contexts")));
  }
  const QString text = parts.join(QStringLiteral(" · "));
  if (text != m_subtitle) {
    m_subtitle = text;
    Q_EMIT subtitleChanged();
  }
}

void SettingsPage::setChoices(const std::vector<SourceChoice>& choices) {
  m_choices = choices;
  m_contextModel.setSource(contextRows(choices), {});
  SourceStory rows;
  m_contexts->setStory(rows, {tr("No context"), tr("No kubeconfig was found."), {}, {}});
  m_contextsPanel->setScope(tr("up to 3 are watched at once; Enter opens"));
  if (m_view.snapshot != nullptr) {
    showSubtitle();
  }
}

void SettingsPage::setProgram(const ProgramFacts& facts) {
  const bool same = m_commandsPanel->body() != nullptr && facts.execPolicy == m_program.execPolicy &&
                    std::equal(facts.commands.begin(), facts.commands.end(), m_program.commands.begin(), m_program.commands.end(),
                               [](const RememberedCommand& a, const RememberedCommand& b) { return a.digest == b.digest; });
  m_program = facts;
  if (m_view.snapshot != nullptr) {
    showSubtitle();
  }
  if (same) {
    return;
  }
  m_commandsPanel->setScope(facts.execPolicy);
  auto* rows = new QVBoxLayout;
  if (facts.commands.empty()) {
    auto* none =
        new PlainLabel(m_look, FontRole::small, Ink::muted, tr("None is remembered. One runs only after you allowed it."));
    rows->addWidget(none);
  }
  for (const RememberedCommand& command : facts.commands) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* text = new PlainLabel(m_look, FontRole::monoSmall, Ink::primary, plain(command.command));
    text->setElide(Qt::ElideMiddle);
    auto* forget = new Button(m_look, ButtonStyle::link, tr("Forget"), true);
    forget->setAccessibleName(tr("Forget %1").arg(plain(command.command)));
    row->addWidget(text, 1);
    row->addWidget(forget);
    rows->addLayout(row);
    connect(forget, &QAbstractButton::clicked, this,
            [this, digest = command.digest] { Q_EMIT commandForgotten(QString(digest)); });
  }
  m_commandsPanel->setBody(column(rows));
}

}  // namespace claimscope::ui
