// shot: pictures of any page from any source, without a display. Main thread.
#pragma once

#include <string>
#include <vector>

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
  std::string ago;     ///< "4m": the moment that long before the newest of a demo that was watched; empty: no past
};

/// Draws what is loaded with Qt's offscreen platform and writes a PNG for each of the options, whose scales must be equal; 0, or
/// the exit status of cli.md with the reason on stderr. The first picture that fails is the last.
[[nodiscard]] int takeShots(int argc, char** argv, const Loaded& loaded, const SourceOptions& source,
                            const std::vector<ShotOptions>& options);
/// The command; argc and argv are for QApplication.
[[nodiscard]] Registrar shotRegistrar(int argc, char** argv);

}  // namespace claimscope::app
