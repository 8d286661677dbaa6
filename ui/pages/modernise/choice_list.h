// ChoiceList: the choices of a modernisation as controls, each with its question and what the answer does. GUI thread.
#pragma once

#include <QScrollArea>
#include <vector>

#include "model/migration/modernise/modernise.h"
#include "ui/base/plain_label.h"

class QVBoxLayout;

namespace claimscope::ui {

class ChoiceList final : public QScrollArea {
  Q_OBJECT
 public:
  explicit ChoiceList(Look& look, QWidget* parent = nullptr);
  /// Keeps the controls where nothing changed, so that the keyboard stays where it is.
  void setChoices(const std::vector<modernise::Choice>& choices);
  [[nodiscard]] std::size_t count() const { return m_choices.size(); }

 Q_SIGNALS:
  void chosen(const QString& name, const QString& value);

 private:
  void addChoice(const modernise::Choice& choice);
  Look& m_look;
  std::vector<modernise::Choice> m_choices;
  QWidget* m_content;
  QVBoxLayout* m_column;
};

}  // namespace claimscope::ui
