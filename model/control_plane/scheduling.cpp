// Scheduler profiles: what their configuration says, its mistakes, and pods that ask for a scheduler nobody runs.
#include <algorithm>
#include <map>

#include "model/base/words.h"
#include "model/control_plane/control_plane.h"

namespace claimscope::control_plane {
namespace {

using diagnosis::Severity;

constexpr const char* kDefault = "default-scheduler";
constexpr std::int64_t kSettleMs = 60'000;

struct Asked {
  std::int64_t pods = 0;
  std::int64_t withClaims = 0;
  std::int64_t bound = 0;
  std::vector<std::string> untouched;  ///< "ns/pod": nobody has looked at them for a while
};

std::map<std::string, Asked> askedOf(const cluster::Snapshot& snapshot) {
  std::map<std::string, Asked> out;
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    if (pod.finished()) {
      return;
    }
    Asked& asked = out[pod.spec->schedulerName.empty() ? std::string(kDefault) : pod.spec->schedulerName.str()];
    ++asked.pods;
    asked.withClaims += pod.spec->claims.empty() ? 0 : 1;
    asked.bound += pod.nodeName.empty() ? 0 : 1;
    // A pod that any scheduler looked at has the condition; a gated one waits for somebody else.
    if (pod.nodeName.empty() && pod.spec->schedulingGates.empty() && pod.condition("PodScheduled") == nullptr &&
        snapshot.time - pod.meta.created > kSettleMs) {
      asked.untouched.push_back(pod.meta.namespaceName.str() + "/" + pod.meta.name.str());
    }
  });
  return out;
}

Severity severityOf(survey::ConfigFault fault) {
  return fault == survey::ConfigFault::filterDisabled ? Severity::critical : Severity::warning;
}

void addConfigProblems(const Context& context, const survey::SchedulerConfig& config) {
  for (const survey::ConfigProblem& one : config.problems) {
    Problem problem;
    problem.rule = "scheduler-config";
    problem.id = problem.rule + ":" + config.object + ":" + config.key + ":" + one.field;
    problem.severity = severityOf(one.fault);
    problem.title =
        words::cut(words::oneLine(config.object + ", " + config.key + ": " +
                                  (one.fault == survey::ConfigFault::versionRemoved     ? "a version that is gone"
                                   : one.fault == survey::ConfigFault::unknownArgument  ? "an argument that does not exist"
                                   : one.fault == survey::ConfigFault::filterDisabled   ? "DynamicResources is off"
                                   : one.fault == survey::ConfigFault::scoreUnsupported ? "DynamicResources as score"
                                   : one.fault == survey::ConfigFault::duplicateProfile ? "two profiles of one name"
                                                                                        : "cannot be read")),
                   90);
    problem.detail = words::oneLine(one.text) + ". No API tells whether kube-scheduler is started with this file";
    problem.fix = one.fix;
    problem.yaml = config.repaired;
    problem.evidence.push_back({config.object, words::oneLine(config.key + ": " + one.field), words::oneLine(config.apiVersion)});
    const std::size_t slash = config.object.find('/');
    const std::string namespaceName = config.object.substr(10, slash - 10);
    problem.command = "kubectl -n " + words::shellWord(namespaceName) + " get configmap " +
                      words::shellWord(config.object.substr(slash + 1)) + " -o yaml";
    context.report.problems.push_back(std::move(problem));
  }
}

void addNobody(const Context& context, const std::string& name, const Asked& asked, bool named) {
  Problem problem;
  problem.rule = "scheduler-nobody";
  problem.id = problem.rule + ":" + name;
  problem.severity = Severity::warning;
  const std::string shown = words::cut(words::oneLine(name), 40);
  problem.title = words::cut(words::counted(static_cast<std::int64_t>(asked.untouched.size()), "pod") + " wait for scheduler " +
                                 shown + ", which nobody runs",
                             90);
  if (asked.untouched.size() == 1) {
    problem.title = words::cut("1 pod waits for scheduler " + shown + ", which nobody runs", 90);
  }
  problem.detail = "No pod of that name was ever bound, and none of these was looked at: " + words::listed(asked.untouched) +
                   (context.report.profilesKnown && !named ? "; no profile that can be read has it" : "");
  problem.fix = "Correct spec.schedulerName, or add a profile of that name";
  const std::size_t slash = asked.untouched.front().find('/');
  problem.command = "kubectl -n " + words::shellWord(asked.untouched.front().substr(0, slash)) + " get pod " +
                    words::shellWord(asked.untouched.front().substr(slash + 1)) + " -o yaml";
  for (const std::string& pod : asked.untouched) {
    if (problem.evidence.size() < 8) {
      problem.evidence.push_back({"Pod " + pod, "spec.schedulerName", shown});
    }
  }
  context.report.problems.push_back(std::move(problem));
}

}  // namespace

void examineScheduling(const Context& context) {
  const std::map<std::string, Asked> asked = askedOf(context.snapshot);
  std::vector<std::string> named;
  for (const survey::SchedulerConfig& config : context.facts.schedulerConfigs.value) {
    for (const survey::SchedulerProfile& profile : config.profiles) {
      ProfileRow row;
      row.schedulerName = profile.schedulerName;
      row.from = config.object + ", " + config.key;
      context.report.profiles.push_back(row);
      named.push_back(profile.schedulerName);
      context.report.profilesKnown = true;
    }
    addConfigProblems(context, config);
  }
  if (std::find(named.begin(), named.end(), kDefault) == named.end()) {
    context.report.profiles.push_back(
        {kDefault, "assumed: kube-scheduler has it unless its configuration says otherwise", 0, 0, 0});
    named.emplace_back(kDefault);
  }
  for (const auto& [name, what] : asked) {
    const bool known = std::find(named.begin(), named.end(), name) != named.end();
    if (!known) {
      context.report.profiles.push_back({name, "only named by pods", 0, 0, 0});
    }
    if (name != kDefault && what.bound == 0 && !what.untouched.empty()) {
      addNobody(context, name, what, known);
    }
  }
  for (ProfileRow& row : context.report.profiles) {
    if (const auto found = asked.find(row.schedulerName); found != asked.end()) {
      row.pods = found->second.pods;
      row.withClaims = found->second.withClaims;
      row.bound = found->second.bound;
    }
  }
  const auto& configs = context.facts.schedulerConfigs;
  if (!configs.known()) {
    context.report.unknowns.push_back(configs.outcome == survey::Outcome::forbidden
                                          ? "ConfigMaps of kube-system are refused to you, so scheduler profiles are not known."
                                          : "Scheduler profiles are not known: no ConfigMap of kube-system could be read.");
  } else if (!context.report.profilesKnown) {
    context.report.unknowns.push_back(
        context.report.provider.empty()
            ? "No ConfigMap of kube-system holds a KubeSchedulerConfiguration; a file on the control plane may."
            : context.report.provider + " does not show the scheduler's configuration, and takes none from a ConfigMap.");
  }
  for (const survey::ComponentPod& pod : context.facts.componentPods.value) {
    if (const auto flag = pod.flags.find("config"); pod.component == "kube-scheduler" && flag != pod.flags.end()) {
      context.report.unknowns.push_back("kube-scheduler reads " + words::cut(words::oneLine(flag->second), 120) + " on node " +
                                        words::oneLine(pod.node) + "; only what a ConfigMap holds is judged here.");
      break;
    }
  }
}

}  // namespace claimscope::control_plane
