// ActionFoot: the fixed foot of a guided action: read-only or armed, why Execute is off, and the buttons. GUI thread.
#pragma once

#include <QCheckBox>

#include "ui/base/actions_view.h"
#include "ui/base/controls.h"
#include "ui/pages/actions/card.h"

namespace claimscope::ui {

/// A mark and a sentence at the right end of the room there is; elided, whole in the tool tip.
class ReasonLine final : public QWidget {
  Q_OBJECT
 public:
  explicit ReasonLine(Look& look, QWidget* parent = nullptr);
  void set(std::optional<Mark> mark, const QString& text);
  [[nodiscard]] const QString& text() const { return m_text; }
  [[nodiscard]] QSize sizeHint() const override { return {200, 28}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  std::optional<Mark> m_mark;
  QString m_text;
};

/// "Read-only in prod", "Armed in prod · 9:41 left": 28 px, with its lock.
class ArmedBox final : public QWidget {
  Q_OBJECT
 public:
  explicit ArmedBox(Look& look, QWidget* parent = nullptr);
  void set(const QString& state, const QString& rest, bool armed);
  [[nodiscard]] QString text() const { return m_rest.isEmpty() ? m_state : m_state + QLatin1Char(' ') + m_rest; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return {120, 28}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  QString m_state;
  QString m_rest;
  bool m_armed = false;
};

class ActionFoot final : public Card {
  Q_OBJECT
 public:
  explicit ActionFoot(Look& look, QWidget* parent = nullptr);
  void setArmed(const ActionsView& view);
  /// Beside the buttons; with a mark when something stands in the way. Empty: nothing.
  void setReason(std::optional<Mark> mark, const QString& text);
  /// A tick that the person has to set before going on; empty: none. It is cleared when the words change.
  void setConfirm(const QString& text);
  [[nodiscard]] bool confirmed() const { return m_confirm->isHidden() || m_confirm->isChecked(); }
  struct ButtonState {
    QString text;  ///< empty: not there
    bool enabled = true;
  };
  void setButtons(const ButtonState& back, const ButtonState& second, const ButtonState& main, bool danger);
  [[nodiscard]] Button& back() { return *m_back; }
  [[nodiscard]] Button& second() { return *m_second; }
  [[nodiscard]] Button& main() { return m_danger ? *m_dangerous : *m_primary; }
  [[nodiscard]] Button& arm() { return *m_arm; }
  [[nodiscard]] QString reason() const { return m_reason->text(); }
  [[nodiscard]] QString armedText() const { return m_armed->text(); }
  [[nodiscard]] QCheckBox& confirm() { return *m_confirm; }

 Q_SIGNALS:
  void armWanted();
  void disarmWanted();
  void backWanted();
  void secondWanted();
  void mainWanted();
  void confirmChanged();

 private:
  ArmedBox* m_armed;
  Button* m_arm;
  Button* m_disarm;
  ReasonLine* m_reason;
  QCheckBox* m_confirm;
  Button* m_back;
  Button* m_second;
  Button* m_primary;
  Button* m_dangerous;
  bool m_danger = false;
};

}  // namespace claimscope::ui
