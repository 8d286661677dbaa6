// shot: a picture of any page from any source, without a display. Main thread.
#pragma once

#include <string>

#include "app/commands/command.h"

namespace claimscope::app {

struct ShotOptions {
  std::string page = "overview";
  std::string out;
  std::string size = "1440x900";  ///< logical pixels
  double scale = 1;               ///< device pixels a logical one
  std::string theme = "dark";
  std::string language = "en";
  std::string select;  ///< "claim/ns/name", "device/driver/pool/device", "node/name"
};

/// Draws what is loaded with Qt's offscreen platform and writes a PNG; 0, or the exit status of cli.md with the reason on stderr.
[[nodiscard]] int takeShot(int argc, char** argv, const Loaded& loaded, const ShotOptions& options);
/// The command; argc and argv are for QApplication.
[[nodiscard]] Registrar shotRegistrar(int argc, char** argv);

}  // namespace claimscope::app
