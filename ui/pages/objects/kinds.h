// Makers of the kinds that have a page under Objects; one file each. GUI thread.
#pragma once

#include <memory>

#include "ui/pages/objects/object_kind.h"

namespace claimscope::ui {

[[nodiscard]] std::unique_ptr<ObjectKind> makeNodeKind();
[[nodiscard]] std::unique_ptr<ObjectKind> makePodKind();
[[nodiscard]] std::unique_ptr<ObjectKind> makeClassKind();
[[nodiscard]] std::unique_ptr<ObjectKind> makeWorkloadKind();
[[nodiscard]] std::unique_ptr<ObjectKind> makeTemplateKind();
[[nodiscard]] std::unique_ptr<ObjectKind> makeSliceKind();
[[nodiscard]] std::unique_ptr<ObjectKind> makeEventKind();
[[nodiscard]] std::unique_ptr<ObjectKind> makeQuotaKind();
[[nodiscard]] std::unique_ptr<ObjectKind> makeTaintRuleKind();

}  // namespace claimscope::ui
