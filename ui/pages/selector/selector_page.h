// SelectorPage: type a CEL selector and see at once which devices of the cluster it matches. GUI thread.
#pragma once

#include <QScrollArea>
#include <QTimer>
#include <memory>

#include "ui/base/panels.h"
#include "ui/pages/explanation/device_list.h"
#include "ui/pages/explanation/truth_table.h"
#include "ui/pages/explanation/verdict_card.h"
#include "ui/pages/page.h"
#include "ui/pages/selector/cel_edit.h"
#include "ui/pages/selector/selector_answer.h"
#include "ui/tables/choice_buttons.h"

class QListWidget;

namespace claimscope::ui {

/// Asks a little after the last key; an answer to an older text is dropped. Nothing is written to a cluster.
class SelectorPage final : public Page {
  Q_OBJECT
 public:
  explicit SelectorPage(Look& look, QWidget* parent = nullptr);
  void setAsk(AskSelector ask) { m_ask = std::move(ask); }
  /// Replaces the text; Ctrl+Z brings back what was there.
  void edit(const QString& expression, const QString& deviceClass);
  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>& /*object*/) override {}
  [[nodiscard]] QString subtitle() const override { return m_subtitle; }
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  [[nodiscard]] bool wantsInspector() const override { return false; }
  void focusFind() override { m_edit->setFocus(Qt::ShortcutFocusReason); }

  /// As it is put into a ResourceClaim or DeviceClass.
  [[nodiscard]] QString yaml() const;
  [[nodiscard]] CelEdit& field() { return *m_edit; }
  [[nodiscard]] VerdictCard& verdict() { return *m_verdict; }
  [[nodiscard]] TruthTable& truth() { return *m_truth; }
  [[nodiscard]] DeviceList& matches() { return *m_matches; }
  [[nodiscard]] DeviceList& failures() { return *m_failures; }
  [[nodiscard]] QListWidget& names() { return *m_nameList; }
  [[nodiscard]] const std::shared_ptr<const SelectorAnswer>& answer() const { return m_answer; }
  [[nodiscard]] QString chosenClass() const { return m_class; }

 Q_SIGNALS:
  void inspectRequested(const claimscope::ui::ObjectRef& object, bool yaml);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void ask();
  void take(std::shared_ptr<const SelectorAnswer> answer);
  void showAnswer();
  void showClasses();
  void showNames();

  AskSelector m_ask;
  View m_view;
  QTimer m_timer;
  std::uint64_t m_number = 0;
  bool m_asked = false;  ///< the three below are the newest question
  QString m_askedText;
  QString m_askedClass;
  std::shared_ptr<const cluster::Inventory> m_askedOf;
  std::shared_ptr<const SelectorAnswer> m_answer;
  QString m_class;
  QStringList m_classes;
  QString m_subtitle;
  QWidget* m_tools;
  ChoiceButton* m_classChoice = nullptr;
  Button* m_copy;
  VerdictCard* m_verdict;
  CelEdit* m_edit;
  PlainLabel* m_cost;
  Panel* m_truthPanel;
  TruthTable* m_truth;
  Panel* m_namesPanel;
  QListWidget* m_nameList;
  QStringList m_nameLines;
  Panel* m_matchesPanel;
  DeviceList* m_matches;
  Panel* m_failuresPanel;
  DeviceList* m_failures;
};

}  // namespace claimscope::ui
