// FailurePage: why a source cannot be read, how far it came, what to do, and what can be looked at instead. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "model/base/result.h"
#include "ui/base/panels.h"
#include "ui/base/sources.h"
#include "ui/shell/consent_panel.h"
#include "ui/shell/rung_list.h"

namespace claimscope::ui {

class FailurePage final : public QWidget {
  Q_OBJECT
 public:
  explicit FailurePage(Look& look, QWidget* parent = nullptr);
  /// `source` says what was tried: "prod-euw1". The current one of the choices tells its address and credential.
  void setFailure(const Error& error, const QString& source, const std::vector<SourceChoice>& choices);
  /// Nothing is wrong: a command waits for consent.
  void setConsent(const ConsentQuestion& question, const std::vector<SourceChoice>& choices);
  /// "next try in 8 s"; empty: nobody tries by itself.
  void setRetry(const QString& words);
  [[nodiscard]] QString sentence() const { return m_verdict->sentence(); }
  [[nodiscard]] QString retryWords() const { return m_retryWords; }
  [[nodiscard]] const std::vector<Rung>& rungs() const { return m_rungs->rungs(); }
  [[nodiscard]] ConsentPanel& consent() { return *m_consent; }
  [[nodiscard]] bool asks() const { return m_asks; }
  /// What Copy puts on the clipboard.
  [[nodiscard]] QString report() const;

 Q_SIGNALS:
  void retryRequested();
  void sourceChosen(const QString& id);
  void consentAnswered(quint64 id, claimscope::ui::ConsentAnswer answer);

 private:
  void showVerdict();
  void showFixes(const Error& error, const ConnectFacts& facts);
  void showOthers(const std::vector<SourceChoice>& choices);

  Look& m_look;
  VerdictBand* m_verdict;
  Panel* m_ladder;
  RungList* m_rungs;
  ConsentPanel* m_consent;
  Panel* m_message;
  Panel* m_fixes;
  Panel* m_others;
  Button* m_retry;
  Button* m_copy;
  bool m_asks = false;
  Error m_error;
  QString m_source;
  QString m_retryWords;
  std::vector<ConnectFix> m_shownFixes;
};

}  // namespace claimscope::ui
