// ReplayBanner: says that the window shows an earlier moment, which one and how long ago, and leads back to now. GUI thread.
#pragma once

#include <QFrame>

#include "ui/base/controls.h"
#include "ui/base/plain_label.h"

namespace claimscope::ui {

class ReplayBanner final : public QFrame {
  Q_OBJECT
 public:
  explicit ReplayBanner(Look& look, QWidget* parent = nullptr);
  /// `changes`: watch events since then.
  void setMoment(Time moment, Time newest, std::int64_t changes);
  [[nodiscard]] QString text() const { return m_moment->text() + QLatin1Char(' ') + m_rest->text(); }

 Q_SIGNALS:
  void liveRequested();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  PlainLabel* m_moment;
  PlainLabel* m_rest;
  Button* m_live;
};

}  // namespace claimscope::ui
