// MigrationPage: from device plugins to claims: the verdict, how far each phase is proven, every workload with the one reason.
// GUI thread.
#pragma once

#include <optional>

#include "ui/base/panels.h"
#include "ui/pages/migration/migration_rows.h"
#include "ui/pages/migration/phase_board.h"
#include "ui/pages/migration/workload_card.h"
#include "ui/pages/page.h"
#include "ui/tables/choice_buttons.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

/// Asks for the bench of the moment in sight, at most every two seconds of its time, and draws what came last.
class MigrationPage final : public Page {
  Q_OBJECT
 public:
  explicit MigrationPage(Look& look, QWidget* parent = nullptr);
  void setView(const View& view) override;
  /// "workload" with the name "deployment/media/ocr".
  void setSelection(const std::optional<ObjectRef>& object) override;
  /// "verdict=fits", "verdict=change", "verdict=noFit".
  void setFilter(const QString& filter) override;
  [[nodiscard]] QString filterText() const override;
  [[nodiscard]] QString subtitle() const override { return m_subtitle; }
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  [[nodiscard]] bool wantsInspector() const override { return false; }
  [[nodiscard]] QStringList keep() const override;
  void restore(const QStringList& kept) override;
  void setAsk(AskMigration ask) { m_ask = std::move(ask); }

  [[nodiscard]] VerdictBand& verdict() { return *m_verdict; }
  [[nodiscard]] PhaseBoard& board() { return *m_board; }
  [[nodiscard]] TableModel& model() { return m_model; }
  [[nodiscard]] TablePanel& panel() { return *m_panel; }
  [[nodiscard]] WorkloadCard& card() { return *m_card; }
  [[nodiscard]] Segmented& which() { return *m_which; }
  [[nodiscard]] Button& next() { return *m_next; }
  [[nodiscard]] Button& nodes() { return *m_nodes; }
  [[nodiscard]] Button& manifests() { return *m_manifests; }
  [[nodiscard]] QString ownedWords() const { return m_owned->text(); }
  [[nodiscard]] const BenchPtr& bench() const { return m_bench; }

 Q_SIGNALS:
  /// A plan that should be rehearsed.
  void requestWanted(const claimscope::diagnosis::ActionRequest& request);
  /// Bytes for a file of this name; the composition root asks where and writes it.
  void saveRequested(const QString& name, const QByteArray& bytes);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void ask();
  void take(const cluster::SnapshotPtr& of, const BenchPtr& bench);
  void show();
  void showVerdict();
  void showRows();
  void showStory();
  void showCard();
  void planNext();
  void planNodes();
  [[nodiscard]] const migration::Entry* chosen() const;
  [[nodiscard]] TableModel::Accepts accepts() const;

  AskMigration m_ask;
  View m_view;
  BenchPtr m_bench;
  cluster::SnapshotPtr m_benchOf;  ///< the moment it is of
  bool m_asking = false;
  Time m_askedAt;
  std::string m_source;  ///< context of the bench
  QString m_subtitle;
  std::string m_chosen;  ///< row id; empty: none
  MigrationGrouping m_grouping = MigrationGrouping::none;
  std::shared_ptr<const SimpleRows> m_rows;
  TableModel m_model;

  QWidget* m_tools;
  ChoiceButton* m_group;
  Button* m_manifests;
  VerdictBand* m_verdict;
  Button* m_next;
  Button* m_nodes;
  Panel* m_phases;
  PhaseBoard* m_board;
  PlainLabel* m_groups;
  Panel* m_workloads;
  Segmented* m_which;
  TablePanel* m_panel;
  PlainLabel* m_owned;
  WorkloadCard* m_card;
};

}  // namespace claimscope::ui
