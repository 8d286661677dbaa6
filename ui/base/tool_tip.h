// showToolTip: what a widget that draws itself says of the place under the pointer. GUI thread.
#pragma once

#include <QHelpEvent>
#include <QString>
#include <QToolTip>

#include "ui/base/format.h"

namespace claimscope::ui {

/// Plain text, whatever a cluster has in it; with none the last one goes away.
inline void showToolTip(const QHelpEvent& help, const QString& words, QWidget* on) {
  if (words.isEmpty()) {
    QToolTip::hideText();
  } else {
    QToolTip::showText(help.globalPos(), toolTipText(words), on);
  }
}

}  // namespace claimscope::ui
