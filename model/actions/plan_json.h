// Plans as documents: saved, compared, carried to a colleague, first line of a journal. Pure; any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "model/actions/plan.h"
#include "model/base/result.h"

namespace claimscope::actions {

/// Keys in lowerCamelCase. Two plans are equal when their documents are.
[[nodiscard]] nlohmann::ordered_json planJson(const ActionPlan& plan);
[[nodiscard]] nlohmann::ordered_json requestJson(const ActionRequest& request);
/// Checks every field; names the one that is wrong, and a plan whose id does not fit its contents.
[[nodiscard]] Result<ActionPlan> planFromJson(std::string_view text);

}  // namespace claimscope::actions
