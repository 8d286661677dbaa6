// Inspector: one object in a column of 348 px: header, Summary, Events, YAML, History. GUI thread.
#pragma once

#include <QFrame>
#include <QScrollArea>
#include <QStackedWidget>
#include <cstdint>
#include <optional>

#include "ui/base/controls.h"
#include "ui/base/panels.h"
#include "ui/base/view.h"
#include "ui/pages/inspector/inspector_content.h"
#include "ui/pages/inspector/related_events.h"
#include "ui/tables/tab_line.h"

namespace claimscope::ui {

class GraphView;
class InspectorSummary;
class YamlView;

class Inspector final : public QFrame {
  Q_OBJECT
 public:
  Inspector(Look& look, FetchYaml fetch, QWidget* parent = nullptr);
  /// A new moment of the same object; cheap when nothing it shows has changed.
  void setView(const View& view);
  /// nullopt: nothing is selected.
  void setObject(const std::optional<ObjectRef>& object);
  [[nodiscard]] const std::optional<ObjectRef>& object() const { return m_object; }
  /// Y: the YAML tab.
  void showYaml();
  /// "summary", "events", "yaml" or "history"; Summary where the object has no such tab.
  void showTab(const QString& tab);
  [[nodiscard]] TabLine& tabs() { return *m_tabs; }
  [[nodiscard]] YamlView& yaml() { return *m_yaml; }
  [[nodiscard]] GraphView& graph() { return *m_graph; }
  [[nodiscard]] const InspectorContent& content() const { return m_content; }
  [[nodiscard]] QString yamlText() const;
  [[nodiscard]] QSize sizeHint() const override { return {348, 600}; }

 Q_SIGNALS:
  /// A link. Empty page: stay on the page and select the object there.
  void open(const QString& page, const std::optional<claimscope::ui::ObjectRef>& object, const QString& filter);
  /// A link with the middle button, or with Ctrl: what is shown here stays.
  void openBeside(const claimscope::ui::ObjectRef& object);
  /// Esc or the close button.
  void closeRequested();
  /// A menu of what can be done with the object, at this point of the screen.
  void actionsWanted(const QPoint& at);
  void troubleshootWanted();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void refresh();
  void addScroll(QWidget* content);
  void follow(InspectorSummary* list);
  [[nodiscard]] InspectorSummary* addList();
  void showSummary();
  void showTabs();
  void fillTab();
  void fetchYaml();
  void yamlArrived(bool ok, const QString& text);
  void showChips();

  Look& m_look;
  FetchYaml m_fetch;
  View m_view;
  std::optional<ObjectRef> m_object;
  InspectorContent m_content;
  PlainLabel* m_kind;
  PlainLabel* m_name;
  QHBoxLayout* m_chips;
  TabLine* m_tabs;
  QStackedWidget* m_body;
  InspectorSummary* m_lead;  ///< what stands above the graph
  GraphView* m_graph;
  InspectorSummary* m_summary;
  InspectorSummary* m_eventList;
  YamlView* m_yaml;
  InspectorSummary* m_historyList;
  RelatedEvents m_events;
  Button* m_explain;
  Button* m_topology;
  Button* m_list;
  Button* m_kubectl;
  Button* m_again;
  QWidget* m_deeds = nullptr;
  Button* m_act;
  Button* m_troubleshoot;
  QWidget* m_next;
  std::optional<ObjectRef> m_yamlOf;       ///< what the YAML tab shows or is asking for
  std::shared_ptr<std::uint64_t> m_asked;  ///< number of the newest question; answers to older ones are dropped
};

}  // namespace claimscope::ui
