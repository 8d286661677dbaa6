// TargetCard: what a plan is about, with its devices as cells. Facts: pure; the widget: GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/base/plain_label.h"
#include "ui/base/view.h"

namespace claimscope::ui {

struct TargetFacts {
  QString heading;  ///< "NODE"
  QString name;
  QString line;  ///< "g5.48xlarge · Ready"
  std::vector<cluster::DeviceState> cells;
  std::size_t more = 0;  ///< cells that are not shown
  QString summary;       ///< "6 in use · 1 free"
  friend bool operator==(const TargetFacts&, const TargetFacts&) = default;
};
/// Of the objects of a request, on a snapshot: nodes and devices show their cells.
[[nodiscard]] TargetFacts targetFacts(const cluster::Snapshot& snapshot, const std::vector<ObjectRef>& objects);
/// Devices of the nodes that a request names, or those it names itself, in inventory order.
[[nodiscard]] std::vector<cluster::DeviceIndex> targetDevices(const cluster::Snapshot& snapshot,
                                                              const std::vector<ObjectRef>& objects);

class TargetCard final : public QWidget {
  Q_OBJECT
 public:
  explicit TargetCard(Look& look, QWidget* parent = nullptr);
  void setFacts(TargetFacts facts);
  [[nodiscard]] const TargetFacts& facts() const { return m_facts; }

 private:
  class Cells;
  PlainLabel* m_heading;
  PlainLabel* m_name;
  PlainLabel* m_line;
  Cells* m_cells;
  PlainLabel* m_summary;
  TargetFacts m_facts;
};

}  // namespace claimscope::ui
