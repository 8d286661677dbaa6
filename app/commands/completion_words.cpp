#include <utility>

#include "app/commands/completion.h"
#include "app/commands/listing.h"
#include "model/diagnosis/workflow.h"
#include "model/kube/connection.h"
#include "model/simulation/world.h"

namespace claimscope::app {
namespace {

using Environment = std::function<std::string(const std::string&)>;

/// Never asks a server, and never says why there is none: this runs while a person types.
std::vector<std::string> contextNames(const Environment& environment) {
  kube::KubeconfigOptions options;
  for (const char* name : {"KUBECONFIG", "HOME"}) {
    if (const std::string value = environment(name); !value.empty()) {
      options.environment.emplace(name, value);
    }
  }
  std::vector<std::string> out;
  if (const auto summary = kube::summarise(options)) {
    for (const kube::ContextInfo& context : summary->contexts) {
      // A name that a shell or a terminal would take for something else is left to be typed.
      const bool plain = context.name.find_first_of("\t\n\r\x1b'\"\\$` ") == std::string::npos;
      if (plain) {
        out.push_back(context.name);
      }
    }
  }
  return out;
}

std::vector<std::string> workflowNames() {
  std::vector<std::string> out = {"all"};
  for (const diagnosis::Workflow& workflow : diagnosis::allWorkflows()) {
    out.emplace_back(workflow.id);
  }
  return out;
}

std::vector<std::string> scenarioNames() {
  std::vector<std::string> out;
  for (const simulation::ScenarioInfo& scenario : simulation::scenarios()) {
    out.emplace_back(scenario.name);
  }
  return out;
}

}  // namespace

KnownWords knownWords(Environment environment) {
  return [environment = std::move(environment)](const std::string& command, const std::string& option) {
    if (option == "--context" || option == "--arm") {
      return contextNames(environment);
    }
    if (option == "--demo") {
      return scenarioNames();
    }
    if (command == "get" && option == "KIND") {
      return nouns();
    }
    if (command == "diagnose" && option == "WORKFLOW") {
      return workflowNames();
    }
    if (command == "explain" && option == "KIND") {
      return std::vector<std::string>{"claim", "pod"};
    }
    if (command == "reservations" && option == "VERB") {
      return std::vector<std::string>{"list", "renew", "hand-over", "release"};
    }
    return std::vector<std::string>();
  };
}

}  // namespace claimscope::app
