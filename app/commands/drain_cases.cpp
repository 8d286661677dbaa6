#include <istream>
#include <ostream>

#include "app/commands/case_lines.h"
#include "app/commands/case_snapshot.h"
#include "app/commands/drain.h"
#include "model/actions/action.h"

namespace claimscope::app {
namespace {

Json answer(const Json& given) {
  const Result<cluster::SnapshotPtr> snapshot = snapshotOfCase(given);
  if (!snapshot) {
    return {{"error", snapshot.error().text()}};
  }
  actions::ActionRequest request;
  request.action = "drain_node";
  for (const Json& node : given.value("nodes", Json::array())) {
    request.objects.push_back({"node", "", node.get<std::string>()});
  }
  const Json options = given.value("options", Json::object());
  for (const auto& [name, value] : options.items()) {
    request.options[name] = value.is_string() ? value.get<std::string>() : value.dump();
  }
  const Result<actions::ActionPlan> plan = actions::planAction(**snapshot, request);
  return plan ? drainJson(*plan) : Json{{"error", plan.error().text()}};
}

}  // namespace

Status answerDrainCases(std::istream& in, std::ostream& out, const std::string& name) {
  return answerCaseLines(in, out, name, answer);
}

}  // namespace claimscope::app
