// RoomPanel: what still fits: partitions of each profile, and the largest gang of whole devices. GUI thread.
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "model/topology/cards.h"
#include "ui/base/controls.h"
#include "ui/base/plain_label.h"

namespace claimscope::ui {

/// One number with its name: "1g.10gb  ≤214  on 61 cards".
struct RoomTile {
  QString name;
  QString count;
  QString detail;
  QString tooltip;
};

class RoomPanel final : public QWidget {
  Q_OBJECT
 public:
  explicit RoomPanel(Look& look, QWidget* parent = nullptr);
  /// Takes a new moment; works at most once in a second of the cluster's time, a pass over the devices each time.
  void setSnapshot(const cluster::SnapshotPtr& snapshot);
  /// The node group of what is selected; empty: the first that has partitions.
  void setGroup(const Text& group);
  [[nodiscard]] const std::vector<RoomTile>& tiles() const { return m_tiles; }
  [[nodiscard]] QString words() const { return m_words->text(); }
  [[nodiscard]] QString aside() const { return m_aside->text(); }
  void showGangs(bool gangs);
  [[nodiscard]] QSize sizeHint() const override { return {600, kHeight}; }

 Q_SIGNALS:
  /// The person wants the devices of this filter: "group=gpu-h100 state=free".
  void filterWanted(const QString& filter);

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  static constexpr int kHeight = 86;
  void compute();
  void rebuild();
  void showPartitions();
  void showGangTiles();
  [[nodiscard]] int tileWidth() const;

  Look& m_look;
  cluster::SnapshotPtr m_snapshot;
  Time m_computedAt;
  Text m_group;
  std::vector<topology::Headroom> m_headroom;
  std::vector<topology::GangRoom> m_gangs;
  std::vector<RoomTile> m_tiles;
  PlainLabel* m_words;
  PlainLabel* m_aside;
  Segmented* m_which;
};

}  // namespace claimscope::ui
