// NoticeLine: one line above the page: paused, demo instead of a kubeconfig, what a server told. GUI thread.
#pragma once

#include <QFrame>

#include "ui/base/controls.h"
#include "ui/base/plain_label.h"

namespace claimscope::ui {

class NoticeLine final : public QFrame {
  Q_OBJECT
 public:
  enum class Tone { notice, accent, warning };
  explicit NoticeLine(Look& look, QWidget* parent = nullptr);
  /// Without an action it has a button that closes it.
  void setMessage(Tone tone, const QString& text, const QString& action);
  void clear();
  [[nodiscard]] QString text() const { return m_text->text(); }

 Q_SIGNALS:
  void actionClicked();
  /// The person has read it.
  void closed();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  Tone m_tone = Tone::notice;
  PlainLabel* m_text;
  Button* m_action;
  Button* m_close;
};

}  // namespace claimscope::ui
