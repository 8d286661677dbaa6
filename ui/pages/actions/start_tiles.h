// StartTiles: the ways to start a plan, side by side: an icon, a title, a line. GUI thread.
#pragma once

#include <QWidget>
#include <string>
#include <vector>

#include "ui/base/theme.h"

namespace claimscope::ui {

struct StartTile {
  std::string action;
  QString icon;
  QString title;
  QString summary;
};
/// The five that people start from nothing, as far as this build has them; others stand in a row below of those that are left.
[[nodiscard]] std::vector<StartTile> startTiles();

class StartTiles final : public QWidget {
  Q_OBJECT
 public:
  explicit StartTiles(Look& look, QWidget* parent = nullptr);
  void setTiles(const std::vector<StartTile>& tiles);

 Q_SIGNALS:
  void chosen(const QString& action);

 private:
  Look& m_look;
};

}  // namespace claimscope::ui
