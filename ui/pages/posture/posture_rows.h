// Rows of the posture page: items, namespaces, writers, drivers, groups of GPU nodes. Pure; GUI thread.
#pragma once

#include <memory>

#include "model/posture/posture.h"
#include "ui/pages/posture/survey_detail.h"
#include "ui/tables/simple_rows.h"

namespace claimscope::ui {

[[nodiscard]] std::shared_ptr<const SimpleRows> postureItemRows(const posture::Report& report);
[[nodiscard]] std::shared_ptr<const SimpleRows> postureNamespaceRows(const posture::Report& report);
/// Components of Kubernetes and admins are folded unless `all`.
[[nodiscard]] std::shared_ptr<const SimpleRows> postureWriterRows(const posture::Report& report, bool all);
[[nodiscard]] std::shared_ptr<const SimpleRows> postureDriverRows(const posture::Report& report);
[[nodiscard]] std::shared_ptr<const SimpleRows> postureNodeRows(const posture::Report& report);

/// What the detail says of an item.
[[nodiscard]] DetailFacts factsOf(const posture::Item& item);
[[nodiscard]] QString areaName(posture::Area area);
/// "warning", "unknown": with its mark.
[[nodiscard]] Cell severityCell(diagnosis::Severity severity, bool proven);
[[nodiscard]] Mark markOf(diagnosis::Severity severity, bool proven);

}  // namespace claimscope::ui
