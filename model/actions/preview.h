// Preview: what the server says to a plan before anything is changed: permissions, dry run of every step, what would change. Runs
// on the caller's thread; answers may come on any.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/actions/api_writer.h"
#include "model/actions/plan.h"
#include "model/base/access.h"
#include "model/base/clock.h"

namespace claimscope::actions {

struct NeedAnswer {
  Need need;
  Permission permission = Permission::unknown;
  std::string reason;  ///< of a denial, as the server puts it
};

/// One field that a step changes, by the answer to its dry run.
struct FieldChange {
  std::string pointer;  ///< "/spec/unschedulable"
  std::string before;   ///< JSON; empty: absent
  std::string after;
};

struct StepPreview {
  std::string step;
  enum class Result : std::uint8_t { notTried, accepted, refused, waits, unknown } result = Result::notTried;
  int status = 0;
  std::string detail;  ///< the server's words, or why it was not tried
  std::vector<FieldChange> changes;
};

struct Previewed {
  Time at;
  std::vector<NeedAnswer> needs;
  std::vector<StepPreview> steps;
  std::string roleYaml;  ///< ClusterRole and binding that would grant what is missing; empty when nothing is
  bool allAllowed = false;
  bool nothingRefused = false;
  [[nodiscard]] bool ready() const { return allAllowed && nothingRefused; }
};

/// Asks one permission after the other (a few at a time), then dry-runs the steps; `done` is called once, on any thread. Every
/// write carries dryRun=All. Without permission nothing is tried. Not called any more after the writer has been closed.
void preview(const ActionPlan& plan, const std::shared_ptr<ApiWriter>& writer, const Clock& clock,
             std::function<void(Previewed)> done);

}  // namespace claimscope::actions
