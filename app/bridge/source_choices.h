// Source choices: what the person can open, with what is known of each; ids that last as long as the program. GUI thread.
#pragma once

#include <vector>

#include "app/bridge/live_bridge.h"
#include "app/source/source.h"
#include "ui/base/sources.h"

namespace claimscope::app {

/// True when nothing was asked for and there is no kubeconfig anywhere: the demo is opened then.
[[nodiscard]] bool nothingConfigured(const SourceOptions& options);
/// "context:prod", "demo:fleet", "files:/tmp/x.yaml": the same source has the same id.
[[nodiscard]] QString idOf(const SourceOptions& options);
/// Contexts of the kubeconfig, then the demo clusters; reads the kubeconfig.
[[nodiscard]] std::vector<ui::SourceChoice> choicesOf(const SourceOptions& options);
/// The same with how each of them fares.
[[nodiscard]] std::vector<ui::SourceChoice> withRunning(std::vector<ui::SourceChoice> choices,
                                                        const std::vector<RunningSource>& running);
/// The kubeconfig files that were read, for people: "~/.kube/config, /etc/other".
[[nodiscard]] QString filesOf(const SourceOptions& options);
/// The name that is shown while it is being opened.
[[nodiscard]] QString triedOf(const SourceOptions& options);
/// The options with another source chosen by its id; files are given up.
[[nodiscard]] SourceOptions chosen(SourceOptions options, const QString& id);

}  // namespace claimscope::app
