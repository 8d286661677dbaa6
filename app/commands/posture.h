// What `posture` and `control-plane` print: their reports as JSON, for a terminal, and as Markdown. Pure; any thread.
#pragma once

#include <string>

#include "app/commands/listing.h"
#include "model/control_plane/control_plane.h"
#include "model/posture/posture.h"

namespace claimscope::app {

/// {"verdict","counts","items":[…],"namespaces":[…],"writers":[…],"drivers":[…],"nodeGroups":[…],"unknowns":[…],"asOf"}
[[nodiscard]] Json postureJson(const posture::Report& report);
[[nodiscard]] std::string postureText(const posture::Report& report, bool colour, bool wide);
[[nodiscard]] std::string postureMarkdown(const posture::Report& report);

/// {"server","served":[…],"gates":[…],"components":[…],"leases":[…],"profiles":[…],"skew":[…],"problems":[…],"unknowns":[…]}
[[nodiscard]] Json controlPlaneJson(const control_plane::Report& report);
[[nodiscard]] std::string controlPlaneText(const control_plane::Report& report, bool colour, bool wide);
[[nodiscard]] std::string controlPlaneMarkdown(const control_plane::Report& report);

}  // namespace claimscope::app
