// PhaseBoard: the five phases side by side: how many workloads are proven to be so far, of how many. GUI thread.
#pragma once

#include <QWidget>
#include <array>

#include "ui/base/plain_label.h"
#include "ui/pages/migration/ask_migration.h"

namespace claimscope::ui {

class PhaseBoard final : public QWidget {
  Q_OBJECT
 public:
  explicit PhaseBoard(Look& look, QWidget* parent = nullptr);
  /// Null: nothing is known yet.
  void setBench(const BenchPtr& bench);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Cell {
    QString title;
    QString value;
    QString of;
    QString percent;
    QString caption;
    double part = 0;
    Mark mark = Mark::notConfigured;
  };
  void paintCell(QPainter& painter, const QRect& rect, const Cell& cell) const;
  Look& m_look;
  std::array<Cell, migration::kPhases> m_cells;
};

/// "Inventory", "Ready", "Labelled", "Patched", "Verified".
[[nodiscard]] QString phaseTitle(migration::Phase phase);
/// What proves it: "class exists, devices fit, quota allows".
[[nodiscard]] QString phaseCaption(migration::Phase phase);

}  // namespace claimscope::ui
