// RunBand: how far a plan is: its sentence, a bar of what is done and under way, the time, and Abort. GUI thread.
#pragma once

#include "ui/base/controls.h"
#include "ui/pages/actions/card.h"

namespace claimscope::ui {

class RunBand final : public Card {
  Q_OBJECT
 public:
  explicit RunBand(Look& look, QWidget* parent = nullptr);
  struct Parts {
    Mark mark = Mark::running;
    QString headline;
    int all = 0;
    int done = 0;
    int under = 0;  ///< sent or leaving
    int failed = 0;
    QString time;       ///< "0:48 of 15:00"
    QString abortNote;  ///< empty: nothing can be aborted
    friend bool operator==(const Parts&, const Parts&) = default;
  };
  void setParts(const Parts& parts);
  [[nodiscard]] QString headline() const { return m_headline->text(); }
  [[nodiscard]] Button& abort() { return *m_abort; }

 private:
  class Bar;
  Parts m_parts;
  MarkBox* m_mark;
  PlainLabel* m_headline;
  Bar* m_bar;
  PlainLabel* m_time;
  Button* m_abort;
  PlainLabel* m_note;
};

}  // namespace claimscope::ui
