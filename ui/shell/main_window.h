// MainWindow: rail, top bar, page with its header, inspector, timeline strip. GUI thread.
#pragma once

#include <QMainWindow>
#include <QStackedWidget>
#include <map>
#include <optional>

#include "ui/pages/inspector/inspector.h"
#include "ui/pages/page.h"
#include "ui/pages/selector/selector_answer.h"
#include "ui/shell/failure_page.h"
#include "ui/shell/nav_rail.h"
#include "ui/shell/object_search.h"
#include "ui/shell/pick_popup.h"
#include "ui/shell/sources_popup.h"
#include "ui/shell/timeline_strip.h"
#include "ui/shell/top_bar.h"

class QSplitter;

namespace claimscope::ui {

class ExplanationPage;
class NoticeLine;
class SelectorPage;
class PageHeader;

/// Draws views and emits intents; who opens sources, fetches YAML and keeps settings is app/bridge.
class MainWindow final : public QMainWindow {
  Q_OBJECT
 public:
  MainWindow(Look& look, FetchYaml fetch, QWidget* parent = nullptr);

  /// A new moment. While paused it is kept back.
  void setView(const View& view);
  /// A source is being opened: everything of the old one leaves the window.
  void setConnecting(const QString& source);
  /// The source could not be opened at all.
  void setFailure(const Error& error, const QString& source);
  void setChoices(std::vector<SourceChoice> choices);
  /// One line above the page, for things said once: "No kubeconfig found: this is the demo cluster". Empty: none.
  void setNotice(const QString& text);
  /// Who works out what the selector editor asks.
  void setAskSelector(AskSelector ask);

  /// Pages by id: overview, topology, devices, claims, and those behind them: explanation, selector.
  [[nodiscard]] QStringList pageIds() const;
  [[nodiscard]] QString currentPage() const { return m_current; }
  [[nodiscard]] Page* page(const QString& id) const;
  void openPage(const QString& id, const std::optional<ObjectRef>& object = std::nullopt, const QString& filter = {});
  void select(const std::optional<ObjectRef>& object);
  [[nodiscard]] const std::optional<ObjectRef>& selection() const { return m_selection; }
  [[nodiscard]] Inspector& inspector() { return *m_inspector; }
  [[nodiscard]] TopBar& topBar() { return *m_topBar; }
  [[nodiscard]] TimelineStrip& strip() { return *m_strip; }
  [[nodiscard]] NavRail& rail() { return *m_rail; }
  [[nodiscard]] PickPopup& searchPopup() { return *m_search; }
  [[nodiscard]] FailurePage& failurePage() { return *m_failure; }
  [[nodiscard]] ExplanationPage& explanationPage() { return *m_explanation; }
  [[nodiscard]] SelectorPage& selectorPage() { return *m_selector; }
  [[nodiscard]] NoticeLine& notice() { return *m_notice; }
  [[nodiscard]] bool failed() const;
  void setNamespace(const std::string& name);
  void setPaused(bool paused);
  [[nodiscard]] bool paused() const { return m_paused; }
  /// Off for pictures.
  void setAnimated(bool animated);
  void setRailCollapsed(bool collapsed);
  /// What is on screen; its snapshot is null before the first one.
  [[nodiscard]] const View& view() const { return m_view; }
  /// Every key of the window with what it does, for the key sheet and its test.
  [[nodiscard]] std::vector<std::pair<QString, QString>> keySheet() const;

 Q_SIGNALS:
  void sourceChosen(const QString& id);
  void retryRequested();
  void themeChosen(claimscope::ui::ThemeName name);
  /// Markdown of what is on screen, for the clipboard.
  void reportRequested();
  /// Views that come from now on hold the explanation of this object; none any more for nullopt. `moment`: also of this snapshot,
  /// which is on screen while paused; may be null.
  void explanationRequested(const std::optional<claimscope::ui::ObjectRef>& subject,
                            const claimscope::cluster::SnapshotPtr& moment);
  /// Markdown of an explanation, for the clipboard.
  void explanationCopyRequested(const std::shared_ptr<const claimscope::explanation::Explanation>& explanation);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;

 private:
  void addPage(const QString& id, Page* page);
  void addKeys();
  void addKey(const QString& keys, const QString& what, std::function<void()> act);
  void showInspector(bool shown);
  void showView(Page* page);
  void applyView();
  void updateCounts();
  void updateRail();
  [[nodiscard]] QString titleOf(const QString& id) const;
  void inspectBeside(const ObjectRef& object, bool yaml);
  void connectExplanation();
  void explain(const std::optional<ObjectRef>& subject);
  [[nodiscard]] std::optional<ObjectRef> explainable() const;
  void tellWatched();
  void openSearch();
  void openNamespaces();
  void openSources();
  void pickSearch(int row, bool beside);
  void stepFinding(int step);
  void stepRegion(int step);
  void showKeySheet();
  void nextTheme();

  Look& m_look;
  View m_view;    ///< shown
  View m_newest;  ///< arrived; differs while paused
  std::string m_namespaceName;
  QString m_current;
  std::optional<ObjectRef> m_selection;
  bool m_paused = false;
  bool m_railWanted = true;  ///< the person wants the wide rail
  bool m_inspectorWanted = true;
  NavRail* m_rail;
  TopBar* m_topBar;
  PageHeader* m_header;
  NoticeLine* m_notice;
  QSplitter* m_splitter;
  QStackedWidget* m_pages;
  FailurePage* m_failure;
  Inspector* m_inspector;
  TimelineStrip* m_strip;
  ExplanationPage* m_explanation;
  SelectorPage* m_selector;
  PickPopup* m_search = nullptr;
  PickPopup* m_namespaces = nullptr;
  SourcesPopup* m_sources;
  std::map<QString, Page*> m_pageById;
  std::uint64_t m_viewNumber = 0;
  std::map<Page*, std::uint64_t> m_seen;  ///< number of the view each page has drawn
  std::optional<std::string> m_broken;    ///< message of the failure that is shown instead of the pages
  std::vector<SearchHit> m_hits;
  std::vector<std::string> m_namespaceHits;
  std::vector<SourceChoice> m_choices;
  std::vector<std::pair<QString, QString>> m_keys;
  QString m_tried;                       ///< what is being opened
  std::optional<ObjectRef> m_explained;  ///< what was asked of the composition root
  std::vector<ObjectRef> m_watched;      ///< somebody wants to be told when they are allocated
};

}  // namespace claimscope::ui
