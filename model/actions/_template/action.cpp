// Copy this folder to add an action: say here in one line what it does. This one: puts a label on a node.
#include "model/actions/action.h"
#include "model/diagnosis/words.h"
// In a real folder: #include "model/actions/registry.h", which declares the function below; here the test declares it.

namespace claimscope::actions {

Action actionTemplate();

namespace {

Result<ActionPlan> plan(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  const Action action = actionTemplate();
  const Options options(action, request);
  const Node* node =
      snapshot.of<Node>().find({}, Text(request.objects.front().name));  // planAction() has looked that there is one
  if (node == nullptr) {
    return fail(ErrorCode::notFound, "there is no node " + request.objects.front().name, "See claimscope get nodes");
  }
  ActionPlan out = newPlan(snapshot, request);
  out.title = "Label " + request.objects.front().name;
  out.headline = out.title + " with claimscope.io/template.";
  Step step;
  step.id = "label";
  step.title = out.title;
  step.call = {Verb::patch, targetOf(snapshot, *node), "application/merge-patch+json",
               R"({"metadata":{"labels":{"claimscope.io/template":")" + options.text("value") + "\"}}}",
               "kubectl label node " + diagnosis::shellWord(node->meta.name.view()) +
                   " claimscope.io/template=" + diagnosis::shellWord(options.text("value"))};
  step.effect = "Nothing else changes.";
  step.inverse = Call{Verb::patch, step.call.target, "application/merge-patch+json",
                      R"({"metadata":{"labels":{"claimscope.io/template":null}}})",
                      "kubectl label node " + diagnosis::shellWord(node->meta.name.view()) + " claimscope.io/template-"};
  out.steps.push_back(step);
  out.needs.push_back({"patch", "", "nodes", "", "", node->meta.name.str(), "to label the node"});
  seal(out);
  return out;
}

}  // namespace

// The function's name is the folder's in camelCase.
Action actionTemplate() {
  return {"_template", "Label a node", "an example",
          "node",      false,          {{OptionSpec::Type::text, "value", "Value", "What the label says", "yes", {}}},
          plan};
}

}  // namespace claimscope::actions
