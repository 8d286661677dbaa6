// DetachedInspector: the inspector in a window of its own; it follows the selection until it is pinned. GUI thread.
#pragma once

#include <QWidget>

#include "ui/base/controls.h"
#include "ui/pages/inspector/inspector.h"

namespace claimscope::ui {

class DetachedInspector final : public QWidget {
  Q_OBJECT
 public:
  DetachedInspector(Look& look, FetchYaml fetch, QWidget* parent);
  /// The selection of the window it came from; nothing happens while it is pinned.
  void follow(const std::optional<ObjectRef>& object);
  void setView(const View& view);
  void setPinned(bool pinned);
  [[nodiscard]] bool pinned() const { return m_pinned; }
  [[nodiscard]] Inspector& inspector() { return *m_inspector; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void retitle();
  Look& m_look;
  Inspector* m_inspector;
  PlainLabel* m_words;
  Button* m_pin;
  bool m_pinned = false;
};

}  // namespace claimscope::ui
