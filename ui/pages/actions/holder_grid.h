// HolderGrid: devices of a plan's targets with the claim that holds each, four in a row. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/base/theme.h"
#include "ui/base/view.h"

namespace claimscope::ui {

struct HolderCell {
  QString name;   ///< of the device, within its pool
  QString claim;  ///< "ml/x-gpu"; what stands in its place otherwise
  cluster::DeviceState state = cluster::DeviceState::free;
  QString tooltip;
  friend bool operator==(const HolderCell&, const HolderCell&) = default;
};
/// At most `limit`; the count of all is in `all`.
[[nodiscard]] std::vector<HolderCell> holderCells(const cluster::Snapshot& snapshot,
                                                  const std::vector<cluster::DeviceIndex>& devices, std::size_t limit);

class HolderGrid final : public QWidget {
  Q_OBJECT
 public:
  explicit HolderGrid(Look& look, QWidget* parent = nullptr);
  void setCells(std::vector<HolderCell> cells);
  [[nodiscard]] const std::vector<HolderCell>& cells() const { return m_cells; }
  [[nodiscard]] QSize sizeHint() const override { return {400, minimumHeight()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] int columns() const;
  [[nodiscard]] QRect cellRect(int index) const;
  void fit();
  Look& m_look;
  std::vector<HolderCell> m_cells;
};

}  // namespace claimscope::ui
