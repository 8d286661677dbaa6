// VerdictStrip: the sentence that answers the page's question in one line of 36 px. GUI thread.
#pragma once

#include <QFrame>

#include "ui/base/controls.h"
#include "ui/base/plain_label.h"

namespace claimscope::ui {

class VerdictStrip final : public QFrame {
  Q_OBJECT
 public:
  /// `action` is the words of the link at the right; shown only when wanted.
  VerdictStrip(Look& look, const QString& action, QWidget* parent = nullptr);
  void setVerdict(Mark mark, const QString& sentence, const QString& evidence, bool action);
  [[nodiscard]] QString sentence() const { return m_sentence->text(); }
  [[nodiscard]] QString evidence() const { return m_evidence->text(); }
  [[nodiscard]] Mark mark() const { return m_mark; }

 Q_SIGNALS:
  void actionClicked();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  Mark m_mark = Mark::unknown;
  PlainLabel* m_sentence;
  PlainLabel* m_evidence;
  Button* m_action;
};

}  // namespace claimscope::ui
