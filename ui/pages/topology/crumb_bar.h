// CrumbBar: back, forward and where one is: cluster › group › zone › node › device; each part flies there. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/base/controls.h"

namespace claimscope::ui {

struct Crumb {
  QString name;
  bool mono = true;  ///< a name of the cluster
  int target = 0;    ///< what the page flies to: one of the page's own numbers
  friend bool operator==(const Crumb&, const Crumb&) = default;
};

class CrumbBar final : public QWidget {
  Q_OBJECT
 public:
  explicit CrumbBar(Look& look, QWidget* parent = nullptr);
  void setCrumbs(std::vector<Crumb> crumbs);
  void setHistory(bool back, bool forward);
  [[nodiscard]] const std::vector<Crumb>& crumbs() const { return m_crumbs; }
  /// "Zoom, find": widgets at the right end.
  void addTool(QWidget* tool);

 Q_SIGNALS:
  void back();
  void forward();
  void chosen(int target);

 private:
  Look& m_look;
  std::vector<Crumb> m_crumbs;
  Button* m_back;
  Button* m_forward;
  class Trail;
  Trail* m_trail;
};

}  // namespace claimscope::ui
