// MainWindow: rail, top bar, page with its header, inspector, timeline strip. GUI thread.
#pragma once

#include <QMainWindow>
#include <QPointer>
#include <QStackedWidget>
#include <map>
#include <optional>
#include <set>

#include "model/base/access.h"
#include "ui/base/actions_view.h"
#include "ui/base/ask_pod_log.h"
#include "ui/base/language.h"
#include "ui/base/past_view.h"
#include "ui/base/report_wish.h"
#include "ui/base/survey_view.h"
#include "ui/pages/inspector/inspector.h"
#include "ui/pages/migration/ask_migration.h"
#include "ui/pages/modernise/modernise_answer.h"
#include "ui/pages/page.h"
#include "ui/pages/selector/selector_answer.h"
#include "ui/shell/address.h"
#include "ui/shell/commands.h"
#include "ui/shell/failure_page.h"
#include "ui/shell/nav_rail.h"
#include "ui/shell/notifier.h"
#include "ui/shell/palette.h"
#include "ui/shell/pick_popup.h"
#include "ui/shell/report_sheet.h"
#include "ui/shell/sources_popup.h"
#include "ui/shell/timeline_strip.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/window_state.h"

class QMenu;
class QSplitter;

namespace claimscope::ui {

class ActionsPage;
class ControlPlanePage;
class DashboardPage;
class ModernisePage;
class DetachedInspector;
class ExplanationPage;
class LatencyPage;
class LoadLine;
class MigrationPage;
class NoticeLine;
class SettingsPage;
class SelectorPage;
class PageHeader;
class PosturePage;
class ReplayBanner;
class TimelinePage;
class Toasts;
class ToldList;

class TableView;
class TroubleshootPage;

/// Draws views and emits intents; who opens sources, fetches YAML and keeps settings is app/bridge.
class MainWindow final : public QMainWindow {
  Q_OBJECT
 public:
  MainWindow(Look& look, FetchYaml fetch, QWidget* parent = nullptr);

  /// A new moment. While paused it is kept back.
  void setView(const View& view);
  /// A source is being opened: everything of the old one leaves the window. With an `id` what the person had there is kept, and
  /// given back when they return: page, selection, namespace, filters.
  void setConnecting(const QString& source, const QString& id = {});
  /// The source could not be opened at all.
  void setFailure(const Error& error, const QString& source);
  /// The source in sight wants to run a command and waits; nullopt: no longer.
  void setConsent(const std::optional<ConsentQuestion>& question);
  void setChoices(std::vector<SourceChoice> choices);
  void setProgram(const ProgramFacts& facts);
  /// What we may do with the source in sight; null: not known.
  void setAccess(const std::shared_ptr<const AccessReport>& report);
  /// What was asked on demand of the source in sight, for posture and control plane; null: nothing.
  void setSurvey(const SurveyViewPtr& survey);
  /// One line above the page, for things said once: "No kubeconfig found: this is the demo cluster". Empty: none.
  void setNotice(const QString& text);
  /// Who asks Prometheus for what charts want to draw beside our own numbers.
  void setAskMetrics(const AskMetrics& ask);
  /// Who works out what the selector editor asks.
  void setAskSelector(AskSelector ask);
  /// Who modernises manifests in the background.
  void setAskModernise(AskModernise ask);
  /// Who reads what the cluster in sight still stores of classic DRA.
  void setAskStored(AskStored ask);

  /// Who works out the migration bench of a moment.
  void setAskMigration(AskMigration ask);

  /// Who reads the log of a driver's pod.
  void setAskPodLog(AskPodLog ask);

  /// Asks how the incident report should be; reportRequested() follows.
  void openReport();
  /// It is made, saved or on the clipboard, or why not; then the sheet stays.
  void reportAnswered(const QString& problem);
  /// Null while it is not open.
  [[nodiscard]] ReportSheet* reportSheet() const { return m_reportSheet; }

  /// Guided actions as they stand, whatever the source in sight; null: nobody carries any out here.
  void setActions(const ActionsViewPtr& actions);
  /// Who rehearses, arms, carries out and runs workflows.
  void setActionsDesk(const ActionsDesk& desk);
  /// Shows the rehearsal of a guided action: what every button of another page ends in.
  void rehearse(const actions::ActionRequest& request);
  /// Runs what an object or a finding suggests.
  void troubleshoot(const ObjectRef& object);

  /// What claim latency should be under, kept between runs by the composition root.
  void setObjective(const latency::Objective& objective);

  /// Pages by id: overview, topology, devices, claims, latency, troubleshoot, actions, settings, and those behind them:
  /// explanation, selector.
  [[nodiscard]] QStringList pageIds() const;
  [[nodiscard]] QString currentPage() const { return m_current; }
  [[nodiscard]] Page* page(const QString& id) const;
  void openPage(const QString& named, const std::optional<ObjectRef>& object = std::nullopt, const QString& filter = {});
  void select(const std::optional<ObjectRef>& object);
  [[nodiscard]] const std::optional<ObjectRef>& selection() const { return m_selection; }
  [[nodiscard]] Inspector& inspector() { return *m_inspector; }
  /// What was opened beside it; null when nothing is.
  [[nodiscard]] Inspector* beside() const { return m_beside; }
  [[nodiscard]] TopBar& topBar() { return *m_topBar; }
  [[nodiscard]] TimelineStrip& strip() { return *m_strip; }
  [[nodiscard]] NavRail& rail() { return *m_rail; }
  // Palette, keys, places and what is told: main_window_palette, _keys, _places, _told.
  [[nodiscard]] Palette& palette() { return *m_palette; }
  [[nodiscard]] Commands& commands() { return *m_commands; }
  void openPalette(const QString& text = {});
  /// Where the person is, to be opened elsewhere; a source that has no name of its own is left out.
  [[nodiscard]] Address address() const;
  /// Opens it, in another cluster too; one that cannot be opened is said in the notice line.
  void openAddress(const QString& text);
  void setSavedViews(const std::vector<SavedView>& views);
  [[nodiscard]] const std::vector<SavedView>& savedViews() const { return m_savedViews; }
  /// What the window comes back with, and taking it; it is about the source that is opened next or in sight.
  [[nodiscard]] WindowState state() const;
  void setState(const WindowState& state);
  [[nodiscard]] Toasts& toasts() { return *m_toasts; }
  [[nodiscard]] ToldList& told() { return *m_toldList; }
  [[nodiscard]] Notifier& notifier() { return m_notifier; }
  /// Tells as what was watched does: toast, list, and the desktop is asked to mark the window.
  void tell(const Notification& what);
  [[nodiscard]] FailurePage& failurePage() { return *m_failure; }
  [[nodiscard]] ExplanationPage& explanationPage() { return *m_explanation; }
  [[nodiscard]] SelectorPage& selectorPage() { return *m_selector; }
  [[nodiscard]] DashboardPage& dashboardPage() { return *m_dashboard; }
  [[nodiscard]] PosturePage& posturePage() { return *m_posture; }
  [[nodiscard]] ControlPlanePage& controlPlanePage() { return *m_controlPlane; }
  [[nodiscard]] ModernisePage& modernisePage() { return *m_modernise; }
  [[nodiscard]] SettingsPage& settingsPage() { return *m_settings; }
  [[nodiscard]] LatencyPage& latencyPage() { return *m_latency; }
  [[nodiscard]] ActionsPage& actionsPage() { return *m_actionsPage; }
  [[nodiscard]] MigrationPage& migrationPage() { return *m_migration; }
  [[nodiscard]] TroubleshootPage& troubleshootPage() { return *m_troubleshoot; }
  /// What a menu offers for an object or a finding.
  void fillActionMenu(QMenu& menu, const ObjectRef& object);
  [[nodiscard]] NoticeLine& notice() { return *m_notice; }
  [[nodiscard]] LoadLine& loadLine() { return *m_load; }
  [[nodiscard]] bool failed() const;
  void setNamespace(const std::string& name);
  void setPaused(bool paused);
  [[nodiscard]] bool paused() const { return m_paused; }
  /// Shows an earlier moment as soon as it comes; until then the one on screen stays.
  void travel(Time moment);
  /// Who says what changed between two moments.
  void setAskChanges(AskChanges ask);
  [[nodiscard]] ReplayBanner& replayBanner() { return *m_replay; }
  [[nodiscard]] TimelinePage& timelinePage() { return *m_timeline; }
  /// Off for pictures.
  void setAnimated(bool animated);
  void setRailCollapsed(bool collapsed);
  /// What is on screen; its snapshot is null before the first one.
  [[nodiscard]] const View& view() const { return m_view; }
  /// Every key of the window with what it does, for the key sheet and its test.
  [[nodiscard]] std::vector<std::pair<QString, QString>> keySheet() const;

 Q_SIGNALS:
  void sourceChosen(const QString& id);
  /// No longer to be watched in the background.
  void sourceClosed(const QString& id);
  void retryRequested();
  /// The person wants to open a dashboard file; it goes to dashboardPage().
  void dashboardRequested();
  /// The person wants to open manifests; they go to modernisePage(). A path: they were dropped there.
  void manifestsRequested(const QString& path);
  /// Ask the server again what we may do.
  void accessRequested();
  /// Ask the server what posture and control plane need; `fresh`: again.
  void surveyRequested(bool fresh);
  void consentAnswered(quint64 id, claimscope::ui::ConsentAnswer answer);
  void commandForgotten(const QString& digest);
  void themeChosen(claimscope::ui::ThemeName name);
  /// Texts are made once: who owns the window makes it anew in this language.
  void languageChosen(claimscope::ui::Language language);
  /// The incident report of the moment on screen.
  void reportRequested(const claimscope::ui::ReportWish& wish);
  void pausedChanged(bool paused);
  /// An earlier moment is wanted; nullopt: nobody looks back any more.
  void travelRequested(const std::optional<claimscope::Time>& moment);
  /// For the clipboard.
  void textCopyRequested(const QString& text);
  /// Views that come from now on hold the explanation of this object; none any more for nullopt. `moment`: also of this snapshot,
  /// which is on screen while paused; may be null.
  void explanationRequested(const std::optional<claimscope::ui::ObjectRef>& subject,
                            const claimscope::cluster::SnapshotPtr& moment);
  /// Views that come from now on hold what was asked of claim latency; nothing any more for nullopt. `moment`: also of this
  /// snapshot, which is on screen while paused; may be null.
  void latencyRequested(const std::optional<claimscope::latency::Question>& question,
                        const claimscope::cluster::SnapshotPtr& moment);
  void objectiveChosen(const claimscope::latency::Objective& objective);
  /// Bytes for a file of this name, wherever the person wants it.
  void saveRequested(const QString& name, const QByteArray& bytes);
  /// Keys were changed; kept between runs.
  void keysChosen(const claimscope::ui::KeyChoices& choices);
  void savedViewsChanged(const std::vector<claimscope::ui::SavedView>& views);
  /// Another window, beginning where this one is.
  void windowRequested(const claimscope::ui::WindowState& state);
  /// What a person sends when something is wrong with the program; `names`: with the names of objects.
  void diagnosticsRequested(bool names);
  /// The documentation, outside of the window.
  void documentationRequested();
  /// It is being closed, for good.
  void closed();
  /// Markdown of an explanation, for the clipboard.
  void explanationCopyRequested(const std::shared_ptr<const claimscope::explanation::Explanation>& explanation);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  /// Tab goes in reading order through what is in sight: rail, top bar, header, page, inspector, strip.
  bool focusNextPrevChild(bool next) override;

 private:
  void addPage(const QString& id, Page* page);
  void addObjectPages();
  void connectTables();
  void openBeside(const ObjectRef& object);
  void closeBeside();
  [[nodiscard]] QString resolvedPage(const QString& id);
  void addKeys();
  void addKey(const QString& keys, const QString& what, std::function<void()> act);
  void addCommand(Command command);
  void connectPalette();
  [[nodiscard]] PaletteOffer paletteOffer();
  void offerFor(const ObjectRef& object, std::vector<PaletteItem>& items);
  void offerPage(std::vector<PaletteItem>& items);
  void choosePalette(const PaletteItem& item, bool beside);
  void connectPlaces();
  [[nodiscard]] Place place() const;
  void rememberPlace();
  void step(int by);
  void copyAddress();
  void retitle();
  void removeView(const QString& name);
  void saveView();
  void connectTold();
  void lookForNews(const View& view);
  void openTold(const Notification& what);
  void watchSelection();
  void detachInspector();
  void updateDetached(bool view);
  void showInspector(bool shown);
  void showView(Page* page);
  void connectSettings();
  void connectDashboard();
  void connectSurvey();
  void connectModernise();
  void keepSource();
  void showBroken();
  void showServerNotice();
  void applyView();
  void updateCounts();
  void updateRail();
  [[nodiscard]] QString titleOf(const QString& id) const;
  void inspectBeside(const ObjectRef& object, bool yaml);
  void connectExplanation();
  void connectLatency();
  void connectTopology();
  void connectActions();
  void connectReport();
  void connectPast();
  void addPastCommands();
  void enterPause();
  void tellMoment();
  void showReplay(const View& view);
  void leavePast();
  void stepMoment(int direction);
  void stepIncident(int direction);
  void drainSelection();
  void showActionMenu(const ObjectRef& object, const QPoint& at, TableView* table = nullptr);
  [[nodiscard]] bool standsAlone(const QString& id) const;
  void askLatency();
  void explain(const std::optional<ObjectRef>& subject);
  [[nodiscard]] std::optional<ObjectRef> explainable() const;
  void openNamespaces();
  void openSources();
  void openMetrics();
  void fillMetrics();
  void stepFinding(int step);
  void stepRegion(int step);
  void showKeySheet();
  void nextTheme();

  Look& m_look;
  View m_view;    ///< shown
  View m_newest;  ///< arrived; differs while paused
  std::string m_namespaceName;
  QString m_current;
  QString m_lastObjects = QStringLiteral("nodes");  ///< page that the entry Objects opens
  std::optional<ObjectRef> m_selection;
  bool m_paused = false;
  bool m_railWanted = true;  ///< the person wants the wide rail
  bool m_inspectorWanted = true;
  NavRail* m_rail;
  TopBar* m_topBar;
  PageHeader* m_header;
  NoticeLine* m_notice;
  LoadLine* m_load;
  QSplitter* m_splitter;
  QStackedWidget* m_pages;
  FailurePage* m_failure;
  FetchYaml m_fetch;  ///< for inspectors beside the first and in windows of their own
  Inspector* m_inspector;
  QPointer<Inspector> m_beside;  ///< a second one, for what was opened beside; null until then
  TimelineStrip* m_strip;
  ReplayBanner* m_replay;
  TimelinePage* m_timeline;
  Time m_wished;  ///< the earlier moment that was asked for last; not set while live or only paused
  ExplanationPage* m_explanation;
  SelectorPage* m_selector;
  DashboardPage* m_dashboard;
  ModernisePage* m_modernise;
  SettingsPage* m_settings;
  PosturePage* m_posture;
  ControlPlanePage* m_controlPlane;
  LatencyPage* m_latency;
  TroubleshootPage* m_troubleshoot;
  ActionsPage* m_actionsPage;
  MigrationPage* m_migration;
  ActionsViewPtr m_actions;
  QPointer<ReportSheet> m_reportSheet;
  bool m_closeTold = false;  ///< that closing ends what runs
  PickPopup* m_namespaces = nullptr;
  SourcesPopup* m_sources;
  SourcesPopup* m_metrics;
  std::map<QString, Page*> m_pageById;
  std::uint64_t m_viewNumber = 0;
  std::map<Page*, std::uint64_t> m_seen;  ///< number of the view each page has drawn
  std::optional<std::string> m_broken;    ///< message of the failure that is shown instead of the pages
  std::vector<std::string> m_namespaceHits;
  std::vector<SourceChoice> m_choices;
  Commands* m_commands;
  Palette* m_palette = nullptr;
  std::vector<PaletteItem> m_recent;  ///< chosen in the palette, newest first
  std::vector<SavedView> m_savedViews;
  std::vector<Place> m_back;
  std::vector<Place> m_forward;
  bool m_stepping = false;   ///< a place is being gone back to
  int m_inspectorWidth = 0;  ///< as the person made it; 0: as designed
  std::vector<QPointer<DetachedInspector>> m_detached;
  Notifier m_notifier;
  Toasts* m_toasts = nullptr;
  ToldList* m_toldList = nullptr;
  QString m_tried;                    ///< what is being opened
  QString m_sourceId;                 ///< of what is being opened or shown; empty: not kept
  QString m_previousId;               ///< what was shown before it
  bool m_asking = false;              ///< a command waits for consent instead of the pages
  std::set<std::string> m_dismissed;  ///< notices of servers that were closed
  std::optional<std::string> m_told;  ///< the notice in sight
  /// What the person had in a source.
  struct Kept {
    QString page;
    std::optional<ObjectRef> selection;
    std::string namespaceName;
    QMap<QString, QStringList> filters;  ///< Page::keep() by page
  };
  std::map<QString, Kept> m_kept;
  std::optional<ObjectRef> m_explained;  ///< what was asked of the composition root
};

}  // namespace claimscope::ui
