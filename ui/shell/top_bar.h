// TopBar: context, namespace, search, source chips, LIVE. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/base/controls.h"
#include "ui/base/view.h"
#include "ui/shell/source_facts.h"

namespace claimscope::ui {

/// Another source the person can open from the context menu.
struct SourceChoice {
  QString id;  ///< "context:prod", "demo:fleet"
  QString title;
  QString detail;
  bool current = false;
};

class ContextButton;

class TopBar final : public QWidget {
  Q_OBJECT
 public:
  explicit TopBar(Look& look, QWidget* parent = nullptr);
  void setView(const View& view);
  void setPaused(bool paused, const QString& moment);
  void setChoices(std::vector<SourceChoice> choices) { m_choices = std::move(choices); }
  void setNamespace(const QString& name);
  /// Before the first snapshot, or when there is none: what was tried.
  void setSourceName(const QString& name, bool failed);
  [[nodiscard]] QWidget* searchBox() const { return m_search; }
  [[nodiscard]] QWidget* namespaceBox() const { return m_namespace; }
  [[nodiscard]] QWidget* sourceBox() const { return m_source; }
  [[nodiscard]] bool live() const { return m_live; }

 Q_SIGNALS:
  void searchRequested();
  void namespaceRequested();
  void sourcesRequested();
  void sourceChosen(const QString& id);
  void liveRequested();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void popUpSources();
  Look& m_look;
  ContextButton* m_context;
  Button* m_namespace;
  QAbstractButton* m_search;
  Chip* m_demo;
  Chip* m_insecure;
  Chip* m_source;
  Chip* m_state;
  std::vector<SourceChoice> m_choices;
  bool m_live = false;
  bool m_still = false;  ///< files: nothing is expected to arrive
  bool m_paused = false;
};

}  // namespace claimscope::ui
