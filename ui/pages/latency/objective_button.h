// ObjectiveButton: "Objective p99 < 30 s", and the small form behind it. GUI thread.
#pragma once

#include <QFrame>
#include <QLineEdit>
#include <QWidget>

#include "model/latency/report.h"
#include "ui/base/controls.h"

namespace claimscope::ui {

/// Percentile and duration; Enter sets, Esc leaves, and so does going elsewhere. What cannot be read as a duration is said and
/// changes nothing. Lies over the window; no window of its own, so that it opens where there is no window manager either.
class ObjectivePopup final : public QFrame {
  Q_OBJECT
 public:
  explicit ObjectivePopup(Look& look, QWidget* parent = nullptr);
  /// `at`: its top right corner in the parent.
  void open(const latency::Objective& objective, const QPoint& at);
  [[nodiscard]] QLineEdit& field() { return *m_field; }
  [[nodiscard]] Segmented& percentile() { return *m_percentile; }
  [[nodiscard]] QString problem() const { return m_problem->text(); }

 Q_SIGNALS:
  void chosen(const claimscope::latency::Objective& objective);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void accept();
  Look& m_look;
  Segmented* m_percentile;
  QLineEdit* m_field;
  PlainLabel* m_problem;
};

class ObjectiveButton final : public QWidget {
  Q_OBJECT
 public:
  explicit ObjectiveButton(Look& look, QWidget* parent = nullptr);
  void setObjective(const latency::Objective& objective);
  [[nodiscard]] const latency::Objective& objective() const { return m_objective; }
  [[nodiscard]] ObjectivePopup& popup() { return *m_popup; }
  void popUp();

 Q_SIGNALS:
  /// By the person.
  void chosen(const claimscope::latency::Objective& objective);

 private:
  latency::Objective m_objective;
  Button* m_button;
  ObjectivePopup* m_popup;
};

/// "30s", "30 s", "1m30s", "1 m 30 s", "500ms", and a bare number as seconds; none for anything else and for nothing at all.
[[nodiscard]] std::optional<std::int64_t> readDuration(const QString& text);

}  // namespace claimscope::ui
