// FiguresPanel: a few numbers at two moments, one above the other: "2 → 0". GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/base/past_view.h"
#include "ui/base/plain_label.h"

namespace claimscope::ui {

class FiguresPanel final : public QWidget {
  Q_OBJECT
 public:
  explicit FiguresPanel(Look& look, QWidget* parent = nullptr);
  /// Null: nothing is known yet.
  void setComparison(const ComparisonPtr& comparison);
  /// "Free devices 2 → 0", line by line.
  [[nodiscard]] QStringList lines() const;

 private:
  struct Figure {
    PlainLabel* title;
    PlainLabel* before;
    PlainLabel* now;
  };
  void add(const QString& title);
  static void show(Figure& figure, Count before, Count now, bool moreIsWorse);

  Look& m_look;
  std::vector<Figure> m_figures;
};

}  // namespace claimscope::ui
