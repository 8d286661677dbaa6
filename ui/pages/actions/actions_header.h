// ActionsHeader: where the pages of actions and workflows are (Actions › Drain a node), and their buttons. GUI thread.
#pragma once

#include <QWidget>

#include "ui/base/controls.h"

namespace claimscope::ui {

/// The left half of the page header: a way back, the name of what is open, a state, a muted sentence.
class Trail final : public QWidget {
  Q_OBJECT
 public:
  Trail(Look& look, const QString& root, QWidget* parent = nullptr);
  /// Empty `name`: the root alone, as the title.
  void setPlace(const QString& name, const QString& object, const QString& words);
  void setState(const QString& state, ChipTone tone);
  [[nodiscard]] QString text() const;

 Q_SIGNALS:
  void rootWanted();

 private:
  PlainLabel* m_title;
  Button* m_root;
  PlainLabel* m_arrow;
  PlainLabel* m_name;
  PlainLabel* m_object;
  Chip* m_state;
  PlainLabel* m_words;
};

}  // namespace claimscope::ui
