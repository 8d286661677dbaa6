// HoldView: what is chosen when devices are held in advance: the node, the lease, and what the workload has to say. GUI thread.
#pragma once

#include <QWidget>
#include <memory>
#include <string>

#include "model/actions/fitting_nodes.h"
#include "model/actions/hold_preview.h"
#include "ui/base/panels.h"
#include "ui/pages/actions/line_list.h"
#include "ui/pages/actions/yaml_box.h"
#include "ui/pages/explanation/wrap_text.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

class HoldView final : public QWidget {
  Q_OBJECT
 public:
  explicit HoldView(Look& look, QWidget* parent = nullptr);
  /// `fitting` may be null: it is being looked for. Cheap while all are the same.
  void setHold(const std::shared_ptr<const actions::ActionPlan>& plan, const actions::HoldPreview& preview,
               const std::shared_ptr<const actions::FittingNodes>& fitting, Time now);
  [[nodiscard]] TableModel& nodes() { return m_model; }
  [[nodiscard]] TableView& nodeTable() { return m_table->view(); }
  [[nodiscard]] Button& pin() { return *m_pin; }
  [[nodiscard]] Button& any() { return *m_any; }
  [[nodiscard]] const LineList& lease() const { return *m_lease; }
  [[nodiscard]] YamlBox& workload() { return *m_workload; }
  [[nodiscard]] QString words() const { return m_words->text(); }

 Q_SIGNALS:
  /// A node to hold on; empty: any.
  void nodeWanted(const QString& node);

 private:
  void showNodes();
  void showLease(const actions::HoldPreview& preview, Time now);
  void showPin();

  Look& m_look;
  std::shared_ptr<const actions::ActionPlan> m_plan;
  std::shared_ptr<const actions::FittingNodes> m_fitting;
  std::string m_pinned;
  std::string m_chosen;  ///< by the row that is selected
  TableModel m_model;
  Panel* m_nodePanel;
  TablePanel* m_table;
  WrapText* m_words;
  Button* m_pin;
  Button* m_any;
  Panel* m_leasePanel;
  LineList* m_lease;
  YamlBox* m_workload;
};

}  // namespace claimscope::ui
