// Inspector: one object in a column of 348 px: header, Summary, YAML. GUI thread.
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

class QPlainTextEdit;

namespace claimscope::ui {

class InspectorSummary;
class InspectorTabs;

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
  [[nodiscard]] const InspectorContent& content() const { return m_content; }
  [[nodiscard]] QString yamlText() const;
  [[nodiscard]] QSize sizeHint() const override { return {348, 600}; }

 Q_SIGNALS:
  /// A link. Empty page: stay on the page and select the object there.
  void open(const QString& page, const std::optional<claimscope::ui::ObjectRef>& object, const QString& filter);
  /// Esc or the close button.
  void closeRequested();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void refresh();
  void showTab(int tab);
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
  InspectorTabs* m_tabs;
  QStackedWidget* m_body;
  InspectorSummary* m_summary;
  QStackedWidget* m_yaml;
  QPlainTextEdit* m_yamlText;
  QWidget* m_yamlNote = nullptr;
  Button* m_explain;
  Button* m_topology;
  Button* m_kubectl;
  Button* m_again;
  QWidget* m_next;
  std::optional<ObjectRef> m_yamlOf;       ///< what the YAML tab shows or is asking for
  std::shared_ptr<std::uint64_t> m_asked;  ///< number of the newest question; answers to older ones are dropped
};

}  // namespace claimscope::ui
