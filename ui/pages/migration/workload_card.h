// WorkloadCard: one workload at the right of the migration page: manifests as a diff, fit, nodes, steps, and what starts a plan.
// GUI thread.
#pragma once

#include <QFrame>
#include <QScrollArea>

#include "model/diagnosis/action_request.h"
#include "ui/base/actions_view.h"
#include "ui/base/controls.h"
#include "ui/pages/actions/line_list.h"
#include "ui/pages/migration/ask_migration.h"
#include "ui/tables/tab_line.h"

namespace claimscope::ui {

class WorkloadCard final : public QFrame {
  Q_OBJECT
 public:
  explicit WorkloadCard(Look& look, QWidget* parent = nullptr);
  /// Null entry: none is chosen. `entry` points into the bench.
  void setEntry(const cluster::SnapshotPtr& snapshot, const BenchPtr& bench, const migration::Entry* entry,
                const ActionsViewPtr& actions);
  void setTab(const QString& id);
  [[nodiscard]] TabLine& tabs() { return *m_tabs; }
  [[nodiscard]] LineList& lines() { return *m_lines; }
  [[nodiscard]] Button& rehearse() { return *m_rehearse; }
  [[nodiscard]] Button& undo() { return *m_undo; }
  [[nodiscard]] Button& copy() { return *m_copy; }
  [[nodiscard]] Button& save() { return *m_save; }
  [[nodiscard]] QString dryRunWords() const { return m_dryRun->text(); }
  [[nodiscard]] QString quotaWords() const { return m_quota->text(); }
  /// The patch as kubectl, and the manifests as YAML.
  [[nodiscard]] QString patchText() const;
  [[nodiscard]] QByteArray manifestText() const;

 Q_SIGNALS:
  void requestWanted(const claimscope::diagnosis::ActionRequest& request);
  void saveRequested(const QString& name, const QByteArray& bytes);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void fill();
  void fillFoot();
  [[nodiscard]] diagnosis::ActionRequest request(bool back) const;

  Look& m_look;
  cluster::SnapshotPtr m_snapshot;
  BenchPtr m_bench;
  const migration::Entry* m_entry = nullptr;
  ActionsViewPtr m_actions;
  PlainLabel* m_kind;
  Chip* m_chip;
  PlainLabel* m_name;
  PlainLabel* m_detail;
  TabLine* m_tabs;
  QScrollArea* m_scroll;
  LineList* m_lines;
  PlainLabel* m_dryRun;
  PlainLabel* m_quota;
  Button* m_rehearse;
  Button* m_copy;
  Button* m_save;
  Button* m_undo;
};

}  // namespace claimscope::ui
