// OverviewPage: is anything wrong, and where: verdict, findings, pools, claims that wait, claim latency. GUI thread.
#pragma once

#include <QScrollArea>
#include <memory>

#include "ui/base/panels.h"
#include "ui/pages/overview/findings_list.h"
#include "ui/pages/overview/latency_chart.h"
#include "ui/pages/overview/pending_rows.h"
#include "ui/pages/overview/pool_bars.h"
#include "ui/pages/page.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

class OverviewPage final : public Page {
  Q_OBJECT
 public:
  explicit OverviewPage(Look& look, QWidget* parent = nullptr);
  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>& object) override;
  [[nodiscard]] QString subtitle() const override { return m_subtitle; }
  /// The last hour, whole.
  [[nodiscard]] std::optional<latency::Question> latencyQuestion() const override { return m_question; }
  void setObjective(const latency::Objective& objective);
  /// Selects the next finding (by 1) or the previous one (by -1), for the keys [ and ].
  void stepFinding(int by);

  [[nodiscard]] VerdictBand& verdict() { return *m_verdict; }
  [[nodiscard]] FindingsList& findings() { return *m_findings; }
  [[nodiscard]] PoolBars& pools() { return *m_pools; }
  [[nodiscard]] TableModel& pendingModel() { return m_pendingModel; }
  [[nodiscard]] TablePanel& pending() { return *m_pending; }
  [[nodiscard]] LatencyChart& latency() { return *m_latency; }
  [[nodiscard]] StoryFrame& findingsStory() { return *m_findingsStory; }
  [[nodiscard]] StoryFrame& poolsStory() { return *m_poolsStory; }
  [[nodiscard]] StoryFrame& latencyStory() { return *m_latencyStory; }

 Q_SIGNALS:
  /// The incident report; the shell asks how it should be.
  void reportWanted();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  [[nodiscard]] Panel* makeFindings();
  [[nodiscard]] Panel* makePools();
  [[nodiscard]] Panel* makePending();
  [[nodiscard]] Panel* makeLatency();
  void count(bool sameInventory, bool sameFindings);
  void showVerdict();
  void showFindings();
  void showPools();
  void showPending(bool sameRows);
  void showLatency();
  void showSubtitle();
  void openObject(const ObjectRef& object);
  [[nodiscard]] std::optional<ObjectRef> oldestWaiting() const;

  View m_view;
  // What is computed once for an inventory, a diagnosis and a namespace.
  std::shared_ptr<const ClaimFacts> m_facts;
  std::shared_ptr<const SeverityByObject> m_severity;
  std::shared_ptr<const PendingChoice> m_choice;
  std::shared_ptr<const std::vector<Column>> m_claimColumns;
  std::shared_ptr<const ClaimRows> m_claims;
  latency::Question m_question;
  std::int64_t m_podsWithClaims = 0;

  VerdictBand* m_verdict;
  Button* m_explain;
  Panel* m_findingsPanel = nullptr;
  Panel* m_poolsPanel = nullptr;
  Panel* m_pendingPanel = nullptr;
  Panel* m_latencyPanel = nullptr;
  FindingsList* m_findings;
  StoryFrame* m_findingsStory;
  PoolBars* m_pools;
  StoryFrame* m_poolsStory;
  TableModel m_pendingModel;
  TablePanel* m_pending;
  Button* m_allClaims;
  LatencyChart* m_latency;
  StoryFrame* m_latencyStory;
  Chip* m_latencyChip;
  QString m_subtitle;
};

}  // namespace claimscope::ui
