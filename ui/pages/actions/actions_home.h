// ActionsHome: what runs, ways to start a plan, plans, arm state, reservations, the journal. GUI thread.
#pragma once

#include <QWidget>

#include "ui/base/actions_view.h"
#include "ui/base/panels.h"
#include "ui/base/view.h"
#include "ui/pages/actions/arm_rows.h"
#include "ui/pages/actions/line_list.h"
#include "ui/pages/actions/reservation_rows.h"
#include "ui/pages/actions/start_tiles.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

class ActionsHome final : public QWidget {
  Q_OBJECT
 public:
  explicit ActionsHome(Look& look, QWidget* parent = nullptr);
  void setView(const View& view, const ActionsView& actions);
  [[nodiscard]] VerdictBand& verdict() { return *m_verdict; }
  [[nodiscard]] TableModel& plans() { return m_planModel; }
  [[nodiscard]] TableView& planView() { return m_planTable->view(); }
  [[nodiscard]] StartTiles& tiles() { return *m_tiles; }
  [[nodiscard]] ArmRows& arms() { return *m_arms; }
  [[nodiscard]] TableModel& reservations() { return m_reservationModel; }
  [[nodiscard]] LineList& journal() { return *m_journal; }
  [[nodiscard]] Segmented& filter() { return *m_filter; }

 Q_SIGNALS:
  void startWanted(const QString& action);
  /// A row of the plans: kRehearsalRow or the id of a plan.
  void planWanted(const QString& id);
  void undoWanted(const QString& id);
  void abortWanted(const QString& id);
  void armWanted();
  void disarmWanted();
  void journalWanted();
  void requestWanted(const claimscope::diagnosis::ActionRequest& request);

 private:
  void showVerdict(const ActionsView& actions);
  void showReservations(const View& view);
  [[nodiscard]] Panel* makeReservations();
  void release(int row);
  void offer(int row);
  Look& m_look;
  ActionsView m_actions;
  std::string m_inFront;  ///< id of the plan that the verdict is about
  VerdictBand* m_verdict;
  Button* m_open;
  Button* m_abort;
  Panel* m_startPanel;
  StartTiles* m_tiles;
  Panel* m_planPanel;
  TableModel m_planModel;
  TablePanel* m_planTable;
  Segmented* m_filter;
  ArmRows* m_arms;
  Panel* m_reservationPanel;
  TableModel m_reservationModel;
  TablePanel* m_reservationTable;
  std::vector<actions::Reservation> m_reservations;
  cluster::SnapshotPtr m_reservationsOf;
  Panel* m_journalPanel;
  LineList* m_journal;
};

}  // namespace claimscope::ui
