// Stages and evidence in words. Pure; any thread.
#pragma once

#include <QString>
#include <QStringList>

#include "model/latency/life.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

/// "claim created", "allocated", "scheduled", "prepared", "started": the moment that ends it.
[[nodiscard]] QString stageName(latency::Stage stage);
/// "create", "allocate", "bind", "prepare", "start": what happens in it.
[[nodiscard]] QString stageVerb(latency::Stage stage);
/// "waits for allocation".
[[nodiscard]] QString stageWait(latency::Stage stage);
[[nodiscard]] QColor stageColor(const Theme& theme, latency::Stage stage);
[[nodiscard]] inline latency::Stage stageAt(std::size_t index) {
  return static_cast<latency::Stage>(index);
}

/// "09:41:02 by a timestamp of the object, whole seconds"; "09:41:02.412 by the watch"; "not known".
[[nodiscard]] QString momentText(const latency::Moment& moment);
/// What is said of one claim: its name and home, then each moment with its evidence and what the stage took.
[[nodiscard]] QStringList lifeLines(const latency::Life& life, Time now);

}  // namespace claimscope::ui
