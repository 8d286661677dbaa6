// Creates the DeviceClasses that stand for extended resources of device plugins.
#include <fmt/format.h>

#include <algorithm>

#include "model/actions/action.h"
#include "model/actions/migrate_workloads/migration_steps.h"
#include "model/actions/registry.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

Result<ActionPlan> plan(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  const std::vector<migration::ProposedClass> classes =
      migration::proposedClasses(snapshot, migration::staticWorkloads(snapshot));
  ActionPlan out = newPlan(snapshot, request);
  std::vector<std::string> made;
  for (const ObjectRef& object : request.objects) {
    const auto found = std::find_if(classes.begin(), classes.end(), [&](const migration::ProposedClass& one) {
      return one.name == object.name || one.resource.view() == object.name;
    });
    if (found == classes.end()) {
      return fail(ErrorCode::notFound, "no class is proposed for " + words::oneLine(object.name),
                  "See claimscope migration proposal");
    }
    if (!found->problem.empty()) {
      out.blockers.push_back(
          {Mark::blocked, "No class for " + words::oneLine(found->resource.view()), found->problem, object, {}, {}});
      continue;
    }
    Affected row;
    row.object = {"class", "", found->name};
    row.mark = found->exists ? Mark::neutral : Mark::good;
    row.verdict = found->exists ? "stays" : "create";
    row.why = found->exists ? "exists already" : "stands for " + words::oneLine(found->resource.view());
    if (!found->exists && std::find(made.begin(), made.end(), found->name) == made.end()) {
      Step step = classStep(snapshot, *found);
      row.step = step.id;
      out.verify.push_back(*step.until);
      out.steps.push_back(std::move(step));
      made.push_back(found->name);
    }
    out.affected.push_back(std::move(row));
  }
  addClassNeeds(out);
  out.title = made.empty() ? "Create DeviceClasses" : "Create " + words::listed(made);
  out.headline = made.empty() ? "Every class exists already: nothing is to be done."
                              : fmt::format("Workloads can ask for devices of {} then.", words::listed(made));
  out.subline = words::counted(static_cast<std::int64_t>(made.size()), "class", "classes") + " created · no pod is touched";
  out.undo = made.empty() ? "" : "Undo deletes the classes; claims that are allocated keep their devices.";
  seal(out);
  return out;
}

}  // namespace

Action migrateClasses() {
  return {"migrate_classes", "Create device classes", "stand for extended resources", "class", true, {}, plan};
}

}  // namespace claimscope::actions
