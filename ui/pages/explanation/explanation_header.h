// ExplanationHeader: where the page is (Claims › namespace › name, state) and what can be done with it. GUI thread.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/base/controls.h"
#include "ui/base/view.h"
#include "ui/pages/explanation/explanation_texts.h"

namespace claimscope::ui {

/// The left half of the page header: a way back and the state.
class Breadcrumb final : public QWidget {
  Q_OBJECT
 public:
  explicit Breadcrumb(Look& look, QWidget* parent = nullptr);
  void setObject(const std::optional<ObjectRef>& object);
  void setState(const StateChip& chip);
  [[nodiscard]] QString text() const;
  [[nodiscard]] const StateChip& state() const { return m_state; }

 Q_SIGNALS:
  void claimsRequested();
  void namespaceRequested();

 private:
  Button* m_claims;
  Button* m_namespace;
  PlainLabel* m_second;
  PlainLabel* m_name;
  Chip* m_chip;
  StateChip m_state;
};

/// The right half: pager over what waits, and the buttons.
class ExplanationTools final : public QWidget {
  Q_OBJECT
 public:
  explicit ExplanationTools(Look& look, QWidget* parent = nullptr);
  /// `index` from 0, -1 when the subject does not wait.
  void setPager(int index, int count);
  void setTelling(bool possible, bool telling);
  void setEnabledFor(bool anything);
  [[nodiscard]] QString pagerText() const { return m_place->text(); }
  [[nodiscard]] Button& tell() { return *m_tell; }
  [[nodiscard]] Button& yaml() { return *m_yaml; }
  [[nodiscard]] Button& copy() { return *m_copy; }
  [[nodiscard]] QAbstractButton& previous() { return *m_previous; }
  [[nodiscard]] QAbstractButton& next() { return *m_next; }

 private:
  QAbstractButton* m_previous;
  PlainLabel* m_place;
  QAbstractButton* m_next;
  Button* m_tell;
  Button* m_yaml;
  Button* m_copy;
};

}  // namespace claimscope::ui
