// TopologyPage: the interactive graph with its toolbar and states. GUI thread.
#pragma once

#include <QComboBox>
#include <QLineEdit>
#include <QStackedLayout>

#include "ui/base/controls.h"
#include "ui/base/plain_label.h"
#include "ui/canvas/topology_canvas.h"
#include "ui/pages/page.h"

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

 private:
  [[nodiscard]] QWidget* makeTools();
  void showState();
  [[nodiscard]] std::optional<ObjectRef> selectedObject() const;

  TopologyCanvas* m_canvas;
  QWidget* m_tools;
  QComboBox* m_groupBy = nullptr;
  QComboBox* m_colourBy = nullptr;
  QLineEdit* m_find = nullptr;
  PlainLabel* m_zoom = nullptr;
  QStackedLayout* m_stack;
  QWidget* m_note = nullptr;
  QString m_noteKey;
  View m_view;
  QString m_subtitle;
};

}  // namespace claimscope::ui
