// SettingsPage: contexts, what we may do, how each kind arrives, commands that may run, what the server told. GUI thread.
#pragma once

#include <memory>

#include "ui/pages/page.h"
#include "ui/pages/settings/appearance_tools.h"
#include "ui/pages/settings/metrics_panel.h"
#include "ui/pages/settings/role_box.h"
#include "ui/pages/settings/settings_rows.h"
#include "ui/pages/settings/window_panel.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

class SettingsPage final : public Page {
  Q_OBJECT
 public:
  explicit SettingsPage(Look& look, QWidget* parent = nullptr);
  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>& /*object*/) override {}
  [[nodiscard]] QString subtitle() const override { return m_subtitle; }
  [[nodiscard]] bool wantsInspector() const override { return false; }
  void setChoices(const std::vector<SourceChoice>& choices);
  void setProgram(const ProgramFacts& facts);
  void setAccess(const std::shared_ptr<const AccessReport>& report);

  /// Language that the person has chosen, for the header's choice.
  void setLanguage(Language language) { m_appearance->setLanguage(language); }
  [[nodiscard]] QWidget* headerTools() override { return m_appearance; }
  [[nodiscard]] AppearanceTools& appearance() { return *m_appearance; }
  [[nodiscard]] TablePanel& contexts() { return *m_contexts; }
  [[nodiscard]] TablePanel& access() { return *m_access; }
  [[nodiscard]] TablePanel& sources() { return *m_sources; }
  [[nodiscard]] RoleBox& role() { return *m_role; }
  [[nodiscard]] MetricsPanel& metrics() { return *m_metrics; }
  [[nodiscard]] WindowPanel& windowPanel() { return *m_window; }
  /// Words of the notices and commands that are listed, for tests.
  [[nodiscard]] QStringList noticeTexts() const { return m_noticeTexts; }

 Q_SIGNALS:
  /// Open this context.
  void sourceChosen(const QString& id);
  /// Stop watching this context in the background.
  void sourceClosed(const QString& id);
  /// Ask the server again what we may do.
  void accessRequested();
  void commandForgotten(const QString& digest);

 private:
  [[nodiscard]] Panel* makeContexts();
  [[nodiscard]] Panel* makeAccess();
  [[nodiscard]] Panel* makeSources();
  [[nodiscard]] Panel* makeCommands();
  [[nodiscard]] Panel* makeNotices();
  void showAccess();
  void showRole();
  void showNotices();
  void showSubtitle();

  View m_view;
  std::vector<SourceChoice> m_choices;
  ProgramFacts m_program;
  TableModel m_contextModel;
  TableModel m_accessModel;
  TableModel m_sourceModel;
  TablePanel* m_contexts = nullptr;
  TablePanel* m_access = nullptr;
  TablePanel* m_sources = nullptr;
  Panel* m_contextsPanel = nullptr;
  Panel* m_accessPanel = nullptr;
  Panel* m_sourcesPanel = nullptr;
  Panel* m_commandsPanel = nullptr;
  Panel* m_noticesPanel = nullptr;
  Button* m_close = nullptr;
  Button* m_again = nullptr;
  RoleBox* m_role = nullptr;
  AppearanceTools* m_appearance = nullptr;
  MetricsPanel* m_metrics = nullptr;
  WindowPanel* m_window = nullptr;
  std::string m_chosenAccess;  ///< id of the selected row of the matrix
  std::shared_ptr<const AccessReport> m_report;
  std::shared_ptr<const AccessReport> m_shownReport;  ///< what the table holds
  QStringList m_noticeTexts;
  QString m_subtitle;
};

}  // namespace claimscope::ui
