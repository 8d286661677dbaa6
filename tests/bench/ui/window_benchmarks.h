// What every benchmark of the window starts with: its look, and a main() that draws offscreen. GUI thread.
#pragma once

#include <benchmark/benchmark.h>

#include <QApplication>

#include "ui/base/theme.h"

namespace claimscope::ui {

inline Look& look() {
  static Look kLook(ThemeName::dark);
  return kLook;
}

inline int runWindowBenchmarks(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QApplication application(argc, argv);
  Look::installFonts();
  QApplication::setStyle(QStringLiteral("Fusion"));
  qApp->setStyleSheet(look().styleSheet());
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

}  // namespace claimscope::ui
