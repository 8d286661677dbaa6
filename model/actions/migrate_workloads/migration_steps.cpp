#include "model/actions/migrate_workloads/migration_steps.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/actions/calls.h"
#include "model/actions/json_line.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

using migration::ContainerAsk;
using migration::Entry;
using migration::Workload;
using migration::WorkloadKind;

constexpr std::int64_t kRolloutMs = 15 * 60'000;

template <class T>
std::optional<Target> targetAt(const cluster::Snapshot& snapshot, const Workload& workload) {
  const T* object = snapshot.of<T>().at(workload.slot);
  return object == nullptr ? std::nullopt : std::optional(targetOf(snapshot, *object));
}

ObjectRef refOf(const Workload& workload) {
  return {std::string(workloadWord(workload.kind)), workload.namespaceName.str(), workload.name.str()};
}

std::string shown(const Workload& workload) {
  return words::oneLine(workload.qualifiedName());
}

/// "/spec/template/spec/containers/0/resources": where a container stands in the template.
std::string resourcesPointer(const Pod& form, const Text& container) {
  std::size_t init = 0;
  std::size_t usual = 0;
  for (const Container& one : form.spec->containers) {
    if (one.name == container) {
      return fmt::format("/spec/template/spec/{}/{}/resources", one.init ? "initContainers" : "containers",
                         one.init ? init : usual);
    }
    ++(one.init ? init : usual);
  }
  return {};
}

std::string escaped(std::string_view key) {
  std::string out;
  for (const char c : key) {
    out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  }
  return out;
}

Step stepFor(const Entry& entry, std::string_view verb, std::string_view value) {
  Step step;
  step.id = fmt::format("{}:{}/{}", verb, workloadWord(entry.workload.kind), entry.workload.qualifiedName());
  step.until = Expectation{Expectation::Kind::workloadMoved,
                           refOf(entry.workload),
                           entry.workload.uid.str(),
                           std::string(value),
                           shown(entry.workload) + " is rolled out",
                           kRolloutMs};
  return step;
}

/// What the template has of the workload's asks must still be there, or somebody else has changed it.
std::vector<FieldGuard> guardsOf(const Pod& form, const std::vector<ContainerAsk>& asks, bool present) {
  std::vector<FieldGuard> out;
  for (const ContainerAsk& ask : asks) {
    const std::string at = resourcesPointer(form, ask.container);
    if (at.empty()) {
      continue;
    }
    for (const auto& [list, value] : {std::pair{"limits", &ask.limit}, std::pair{"requests", &ask.request}}) {
      if (!value->empty()) {
        out.push_back({fmt::format("{}/{}/{}", at, list, escaped(ask.resource.view())),
                       present ? jsonLine(OrderedJson(*value)) : std::string()});
      }
    }
  }
  return out;
}

}  // namespace

std::optional<Target> workloadTarget(const cluster::Snapshot& snapshot, const Workload& workload) {
  switch (workload.kind) {
    case WorkloadKind::deployment:
      return targetAt<Deployment>(snapshot, workload);
    case WorkloadKind::statefulSet:
      return targetAt<StatefulSet>(snapshot, workload);
    case WorkloadKind::daemonSet:
      return targetAt<DaemonSet>(snapshot, workload);
    default:
      return std::nullopt;
  }
}

Call strategicPatch(const Target& target, const nlohmann::ordered_json& patch) {
  Call call = mergePatch(target, patch);
  call.contentType = "application/strategic-merge-patch+json";
  const std::size_t at = call.kubectl.find("--type=merge");
  call.kubectl.replace(at, std::string_view("--type=merge").size(), "--type=strategic");
  return call;
}

Step classStep(const cluster::Snapshot& snapshot, const migration::ProposedClass& proposed) {
  Step step;
  step.id = "class:" + proposed.name;
  step.title = "Create DeviceClass " + words::oneLine(proposed.name);
  step.call = createCall(servedAs(snapshot, Kind::DeviceClass),
                         migration::classManifest(servedAs(snapshot, Kind::DeviceClass), proposed));
  step.effect = proposed.extendedResourceName.empty()
                    ? "Claims may name it. Nothing else changes."
                    : "Claims may name it; pods that ask for " + words::oneLine(proposed.extendedResourceName) +
                          " may run on nodes that serve claims.";
  step.until = Expectation{
      Expectation::Kind::objectExists, {"class", "", proposed.name}, {}, {}, words::oneLine(proposed.name) + " exists", 60'000};
  step.inverse = removeCall(step.call.target);
  return step;
}

void addClassNeeds(ActionPlan& plan) {
  for (const Step& step : plan.steps) {
    if (step.call.verb == Verb::create && step.call.target.resource.resource == "deviceclasses") {
      plan.needs.push_back({"create", "resource.k8s.io", "deviceclasses", "", "", "", "to create the class"});
      return;
    }
  }
}

Step templateStep(const cluster::Snapshot& snapshot, const Entry& entry) {
  const ApiResource api = servedAs(snapshot, Kind::ResourceClaimTemplate);
  Step step;
  step.id = "template:" + entry.workload.namespaceName.str() + "/" + entry.proposal.templateName;
  step.title =
      "Create ResourceClaimTemplate " + words::oneLine(entry.workload.namespaceName.view()) + "/" + entry.proposal.templateName;
  step.call = createCall(api, migration::templateManifest(api, entry.workload, entry.proposal));
  step.effect = "Each new pod gets a claim of its own from it.";
  step.until = Expectation{Expectation::Kind::objectExists,
                           {"template", entry.workload.namespaceName.str(), entry.proposal.templateName},
                           {},
                           {},
                           entry.proposal.templateName + " exists",
                           60'000};
  step.inverse = removeCall(step.call.target);
  return step;
}

Step patchStep(const cluster::Snapshot& snapshot, const Entry& entry, bool pin) {
  const Pod& form = *migration::formOf(snapshot, entry.workload);
  const Target target = *workloadTarget(snapshot, entry.workload);
  Step step = stepFor(entry, "patch", "claims");
  step.title = "Patch " + shown(entry.workload) + " to claims";
  step.call = strategicPatch(target, migration::workloadPatch(form, entry.workload, entry.proposal, pin));
  step.effect = fmt::format("{} with claims replace the old ones, by the workload's own rollout.",
                            words::counted(entry.workload.desired, "pod"));
  step.guards = guardsOf(form, entry.workload.asks, true);
  step.inverse = strategicPatch(target, migration::workloadUndo(form, entry.workload, {entry.proposal.entryName}, pin));
  return step;
}

Step backStep(const cluster::Snapshot& snapshot, const Entry& entry) {
  const Pod& form = *migration::formOf(snapshot, entry.workload);
  const Target target = *workloadTarget(snapshot, entry.workload);
  std::vector<std::string> entries;
  for (const PodClaimEntry& one : form.spec->claims) {
    if (one.templateName.view() == entry.proposal.templateName) {
      entries.push_back(one.name.str());
    }
  }
  Step step = stepFor(entry, "back", "static");
  step.title = "Patch " + shown(entry.workload) + " back";
  step.call = strategicPatch(target, migration::workloadUndo(form, entry.workload, entries, entry.pinned));
  step.effect = "Its template asks for what it asked before, and its pods are replaced.";
  step.guards = guardsOf(form, entry.workload.before, false);
  migration::WorkloadProposal again = entry.proposal;
  again.entryName = entries.empty() ? again.entryName : entries.front();
  step.inverse = strategicPatch(target, migration::workloadPatch(form, entry.workload, again, entry.pinned));
  return step;
}

}  // namespace claimscope::actions
