// TopologyPage: the interactive graph with its toolbar and states. GUI thread.
#pragma once

#include <QLineEdit>

#include "ui/base/controls.h"
#include "ui/base/plain_label.h"
#include "ui/canvas/topology_canvas.h"
#include "ui/pages/page.h"
#include "ui/tables/choice_buttons.h"
#include "ui/tables/story_frame.h"

namespace claimscope::ui {

class TopologyPage final : public Page {
  Q_OBJECT
 public:
  explicit TopologyPage(Look& look, QWidget* parent = nullptr);

  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>& object) override;
  [[nodiscard]] QString subtitle() const override { return m_subtitle; }
  void focusFind() override;
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  [[nodiscard]] TopologyCanvas& canvas() { return *m_canvas; }
  [[nodiscard]] StoryFrame& story() { return *m_story; }
  [[nodiscard]] QString zoomText() const { return m_zoom->text(); }

 private:
  [[nodiscard]] QWidget* makeTools();
  [[nodiscard]] QLineEdit* makeFind(QWidget* parent);
  [[nodiscard]] QWidget* makeZoom(QWidget* parent);
  void showState();
  [[nodiscard]] std::optional<ObjectRef> selectedObject() const;

  TopologyCanvas* m_canvas;
  StoryFrame* m_story;
  QWidget* m_tools;
  QLineEdit* m_find = nullptr;
  PlainLabel* m_zoom = nullptr;
  View m_view;
  std::optional<ObjectRef> m_wanted;  ///< selected while there was no view, or not in it yet
  QString m_subtitle;
};

}  // namespace claimscope::ui
