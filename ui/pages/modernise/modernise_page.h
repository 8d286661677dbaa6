// ModernisePage: old manifests at the left, what they become for a chosen server at the right, why below. GUI thread.
#pragma once

#include <QPlainTextEdit>
#include <QTimer>
#include <memory>

#include "ui/base/panels.h"
#include "ui/pages/explanation/verdict_card.h"
#include "ui/pages/modernise/choice_list.h"
#include "ui/pages/modernise/modernise_answer.h"
#include "ui/pages/page.h"
#include "ui/tables/choice_buttons.h"
#include "ui/tables/table_model.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

/// Nothing is written to a cluster: texts come by paste, by file or by drop, and go by copy or into a file.
class ModernisePage final : public Page {
  Q_OBJECT
 public:
  explicit ModernisePage(Look& look, QWidget* parent = nullptr);
  void setAsk(AskModernise ask) { m_ask = std::move(ask); }
  /// Who reads what the cluster in sight still stores.
  void setAskStored(AskStored ask) { m_askStored = std::move(ask); }
  /// Replaces what is typed. `name` is of the file; one that ends in .md is Markdown.
  void setManifests(const QString& name, const QString& text);
  /// A file that could not be read.
  void setProblem(const Error& error);
  /// The guide's manifests of 2024, to see what the page does.
  void showExample();
  /// Asks the cluster in sight for what it still stores of classic DRA, and shows that.
  void showStored();
  /// Chooses the server by its release: 37.
  void setTarget(int minor);

  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>& /*object*/) override {}
  /// "stored" does what the button "From this cluster" does: other pages lead here so.
  void setFilter(const QString& filter) override;
  [[nodiscard]] QString subtitle() const override;
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  [[nodiscard]] bool wantsInspector() const override { return false; }
  void focusFind() override { m_before->setFocus(Qt::ShortcutFocusReason); }

  [[nodiscard]] QString result() const;
  [[nodiscard]] QPlainTextEdit& before() { return *m_before; }
  [[nodiscard]] QPlainTextEdit& after() { return *m_after; }
  [[nodiscard]] ChoiceList& choices() { return *m_choices; }
  [[nodiscard]] TableModel& changes() { return m_model; }
  [[nodiscard]] TableView& table() { return m_table->view(); }
  [[nodiscard]] QString detail() const { return m_detail->text(); }
  [[nodiscard]] VerdictCard& verdict() { return *m_verdict; }
  [[nodiscard]] Button& storedButton() { return *m_stored; }
  [[nodiscard]] const std::shared_ptr<const ModerniseAnswer>& answer() const { return m_answer; }

 Q_SIGNALS:
  /// The person wants to open a file; it comes back by setManifests().
  void openRequested();
  void saveRequested(const QString& name, const QByteArray& bytes);
  /// A file was dropped on the page.
  void dropped(const QString& path);

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void ask();
  void takeStored(const StoredManifests& stored);
  void take(std::shared_ptr<const ModerniseAnswer> answer);
  void showAnswer();
  void showDiff();
  void restyle();
  /// Says a change in full, and brings the line that it is about into sight.
  void showLine(const ObjectRef& row);

  AskModernise m_ask;
  AskStored m_askStored;
  QTimer m_timer;
  std::uint64_t m_number = 0;
  std::shared_ptr<const ModerniseAnswer> m_answer;
  std::map<std::string, std::string> m_chosen;
  std::map<std::string, modernise::KnownDriver> m_drivers;
  std::shared_ptr<const cluster::Inventory> m_learned;
  QString m_name;
  int m_minor = modernise::kLastMinor;
  int m_serverMinor = 0;  ///< of what is on screen; 0: not known
  bool m_targetChosen = false;
  std::uint64_t m_storedAsked = 0;  ///< how often the cluster was asked what it stores: the newest question counts
  bool m_fromFiles = false;         ///< nothing but files is in sight
  QWidget* m_tools;
  ChoiceButton* m_target;
  Button* m_stored;
  Button* m_copy;
  Button* m_save;
  VerdictCard* m_verdict;
  Panel* m_beforePanel;
  QPlainTextEdit* m_before;
  Panel* m_afterPanel;
  QPlainTextEdit* m_after;
  Panel* m_changesPanel;
  TableModel m_model;
  TablePanel* m_table;
  PlainLabel* m_detail;  ///< the selected change in full
  Panel* m_choicesPanel;
  ChoiceList* m_choices;
};

}  // namespace claimscope::ui
