// PausedBand: says that the window looks at the past, where no action starts, and offers the way back. GUI thread.
#pragma once

#include "ui/base/controls.h"
#include "ui/pages/actions/card.h"

namespace claimscope::ui {

class PausedBand final : public Card {
  Q_OBJECT
 public:
  explicit PausedBand(Look& look, QWidget* parent = nullptr);
  /// The moment in sight, "09:42:18"; empty: live, and the band is hidden.
  void setMoment(const QString& clock);
  [[nodiscard]] const QString& moment() const { return m_moment; }
  [[nodiscard]] QString text() const { return m_words->text(); }
  [[nodiscard]] Button& live() { return *m_live; }

 Q_SIGNALS:
  void liveWanted();

 private:
  QString m_moment;
  PlainLabel* m_words;
  Button* m_live;
};

}  // namespace claimscope::ui
