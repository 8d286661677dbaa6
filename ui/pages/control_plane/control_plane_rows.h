// Rows of the control plane page: problems, components, gates, served versions, profiles, leases, skew. Pure; GUI thread.
#pragma once

#include <memory>

#include "model/control_plane/control_plane.h"
#include "ui/pages/posture/survey_detail.h"
#include "ui/tables/simple_rows.h"

namespace claimscope::ui {

/// Components first; a problem stands with its severity. Ids are "component:NAME" and "problem:ID".
[[nodiscard]] std::shared_ptr<const SimpleRows> componentRows(const control_plane::Report& report);
[[nodiscard]] std::shared_ptr<const SimpleRows> gateRows(const control_plane::Report& report);
[[nodiscard]] std::shared_ptr<const SimpleRows> servedRows(const control_plane::Report& report);
[[nodiscard]] std::shared_ptr<const SimpleRows> profileRows(const control_plane::Report& report);
[[nodiscard]] std::shared_ptr<const SimpleRows> leaseRows(const control_plane::Report& report);
[[nodiscard]] std::shared_ptr<const SimpleRows> skewRows(const control_plane::Report& report);

[[nodiscard]] std::optional<DetailFacts> factsOf(const control_plane::Report& report, const std::string& id);
[[nodiscard]] Mark markOf(control_plane::Answers answers);
[[nodiscard]] QString answersName(control_plane::Answers answers);

}  // namespace claimscope::ui
