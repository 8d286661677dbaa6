// TopBar: context, namespace, search, source chips, LIVE. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/base/controls.h"
#include "ui/base/sources.h"
#include "ui/base/view.h"
#include "ui/tables/source_facts.h"

namespace claimscope::ui {

class ContextButton;

class TopBar final : public QWidget {
  Q_OBJECT
 public:
  explicit TopBar(Look& look, QWidget* parent = nullptr);
  void setView(const View& view);
  /// `replay`: at an earlier moment than the one where the window was paused.
  void setPaused(bool paused, const QString& moment, bool replay = false);
  void setChoices(std::vector<SourceChoice> choices) { m_choices = std::move(choices); }
  void setNamespace(const QString& name);
  /// Read-only or armed, and the plan that runs; null: read-only.
  void setActions(const ActionsView* actions);
  [[nodiscard]] QString armedText() const;
  [[nodiscard]] Chip& plan() { return *m_plan; }
  /// Before the first snapshot, or when there is none: what was tried.
  void setSourceName(const QString& name, bool failed);
  [[nodiscard]] QWidget* searchBox() const { return m_search; }
  [[nodiscard]] QWidget* namespaceBox() const { return m_namespace; }
  [[nodiscard]] QWidget* sourceBox() const { return m_source; }
  [[nodiscard]] QWidget* metricsBox() const { return m_metrics; }
  [[nodiscard]] Chip& bell() const { return *m_bell; }
  /// What was told and not looked at yet.
  void setTold(int unread, bool critical);
  /// Keys of the palette and of pause, as they are now.
  void setKeys(const QString& palette, const QString& pause);
  [[nodiscard]] bool live() const { return m_live; }
  /// Opens the list of sources, as a click on the context does.
  void popUpSources();

 Q_SIGNALS:
  void searchRequested();
  void namespaceRequested();
  void sourcesRequested();
  void metricsRequested();
  void toldRequested();
  void sourceChosen(const QString& id);
  void liveRequested();
  void plansRequested();
  /// What may be read is limited: show how.
  void accessRequested();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  ContextButton* m_context;
  Button* m_namespace;
  QAbstractButton* m_search;
  Chip* m_plan;
  Chip* m_demo;
  Chip* m_insecure;
  Chip* m_only;
  Chip* m_source;
  Chip* m_metrics;
  Chip* m_state;
  Chip* m_bell;
  QString m_pauseKey = QStringLiteral("L");
  std::vector<SourceChoice> m_choices;
  bool m_live = false;
  bool m_still = false;  ///< files: nothing is expected to arrive
  bool m_paused = false;
};

}  // namespace claimscope::ui
