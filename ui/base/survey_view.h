// SurveyView: what was asked on demand of the source in sight, and what it means. Values; GUI thread.
#pragma once

#include <memory>

#include "model/control_plane/control_plane.h"
#include "model/posture/posture.h"

namespace claimscope::ui {

/// Computed off the GUI thread, on one snapshot; null where nobody has asked yet.
struct SurveyView {
  posture::ReportPtr posture;
  control_plane::ReportPtr controlPlane;
};
using SurveyViewPtr = std::shared_ptr<const SurveyView>;

}  // namespace claimscope::ui
