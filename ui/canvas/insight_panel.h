// InsightPanel: an Insight as a panel over the topology: title, sentence, rows; links are chosen by mouse and keyboard. GUI
// thread.
#pragma once

#include <QScrollArea>
#include <QWidget>

#include "ui/base/controls.h"
#include "ui/base/plain_label.h"
#include "ui/canvas/insight.h"

namespace claimscope::ui {

class InsightRows;

class InsightPanel final : public QWidget {
  Q_OBJECT
 public:
  explicit InsightPanel(Look& look, QWidget* parent = nullptr);
  void setInsight(const Insight& insight);
  [[nodiscard]] const Insight& insight() const { return m_insight; }
  /// As high as it needs to be, at most `most`.
  [[nodiscard]] int heightWithin(int most) const;
  static constexpr int kWidth = 312;

 Q_SIGNALS:
  void chosen(const claimscope::topology::Focus& focus);
  void closed();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;

 private:
  Look& m_look;
  Insight m_insight;
  PlainLabel* m_title;
  PlainLabel* m_verdict;
  QScrollArea* m_scroll;
  InsightRows* m_rows;
};

}  // namespace claimscope::ui
