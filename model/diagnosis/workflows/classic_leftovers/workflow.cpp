// Classic leftovers: objects of classic DRA (v1alpha1, v1alpha2) and pods in its shape, what they stop, and the way to v1.
#include <algorithm>

#include "model/diagnosis/workflows/flow.h"
#include "model/diagnosis/workflows/registry.h"

namespace claimscope::diagnosis {
namespace {

constexpr std::string_view kClassicLeftoversTitle = "Classic DRA is left over";
/// Kubernetes 1.31 has both in alpha, 1.32 the modern one alone (dra.md 1.1).
constexpr int kLastClassic = 31;

void lookAtServer(Flow& flow) {
  Step& step = flow.step("server", "The server is too new for classic DRA");
  step.looked("discovery of resource.k8s.io").command("kubectl api-resources --api-group=resource.k8s.io");
  bool classic = false;
  bool modern = false;
  for (const ApiResource& resource : flow.snapshot.server.served) {
    if (resource.group == "resource.k8s.io") {
      const bool old = resource.version == "v1alpha1" || resource.version == "v1alpha2";
      classic = classic || old;
      modern = modern || !old;
    }
  }
  const int minor = flow.snapshot.server.minor;
  step.evidence("API server " + flow.snapshot.server.gitVersion, "resource.k8s.io",
                classic && modern ? "classic and modern versions"
                : classic         ? "classic versions only"
                : modern          ? "modern versions only"
                                  : "");
  if (minor == 0) {
    step.unknown("the version of the server is not known");
  } else if (minor > kLastClassic) {
    step.context("Kubernetes 1." + std::to_string(minor) + " has no classic DRA: manifests of v1alpha2 are refused");
  } else {
    step.ruledOut("Kubernetes 1." + std::to_string(minor) + " still has it; an update to 1.32 takes it away.");
  }
}

void lookAtObjects(Flow& flow) {
  Step& step = flow.step("objects", "Objects of classic DRA are stored");
  step.looked("ResourceClasses, claims with a resourceClassName, parameters and PodSchedulingContexts")
      .command("kubectl get resourceclasses,resourceclaims,resourceclaimtemplates,podschedulingcontexts -A");
  const auto claims = static_cast<std::int64_t>(flow.examination.classic.size());
  const auto classes = static_cast<std::int64_t>(flow.snapshot.of<ResourceClass>().size());
  const auto contexts = static_cast<std::int64_t>(flow.snapshot.of<PodSchedulingContext>().size());
  const auto parameters = static_cast<std::int64_t>(flow.snapshot.of<ResourceClaimParameters>().size() +
                                                    flow.snapshot.of<ResourceClassParameters>().size());
  std::int64_t templates = 0;
  flow.snapshot.of<ResourceClaimTemplate>().forEach(
      [&](cluster::Slot, const ResourceClaimTemplate& object) { templates += object.classic != nullptr ? 1 : 0; });
  std::vector<std::string> parts;
  const auto add = [&](std::int64_t count, std::string_view one, std::string_view many = {}) {
    if (count > 0) {
      parts.push_back(counted(count, one, many));
      step.evidence("resource.k8s.io", one, number(count));
    }
  };
  add(classes, "ResourceClass", "ResourceClasses");
  add(claims, "ResourceClaim");
  add(templates, "ResourceClaimTemplate");
  add(contexts, "PodSchedulingContext");
  add(parameters, "parameters object");
  for (const cluster::ClaimIndex claim : flow.examination.classic) {
    step.object(flow.examination.refOfClaim(claim));
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceClaim, Kind::ResourceClass});
  if (parts.empty()) {
    const bool files =
        flow.snapshot.server.origin == Origin::files && !hidden.empty() && !flow.snapshot.of<ResourceClaim>().empty();
    hidden.empty() || files ? step.ruledOut("None is.") : step.unknown(hidden);
    return;
  }
  step.proven(listed(parts, 5) + " of classic DRA, which Kubernetes 1.32 removed",
              "Convert them before the update: claimscope modernise writes the current manifests.");
  step.look("Write the current manifests",
            "Classes, claims and templates as resource.k8s.io/v1, with what cannot be carried over.",
            std::string(kModerniseStored));
}

void lookAtClaims(Flow& flow) {
  Step& step = flow.step("waiting", "Classic claims wait for a driver's controller");
  step.looked("classic claims without allocation").command("kubectl get resourceclaims -A");
  std::int64_t waiting = 0;
  std::int64_t immediate = 0;
  for (const cluster::ClaimIndex claim : flow.examination.classic) {
    const ResourceClaim& object = flow.examination.claim(claim);
    const bool waits = object.allocation == nullptr &&
                       (!flow.inventory.claims[claim].pods.empty() || object.classic->allocationMode == "Immediate");
    if (waits && flow.examination.ageMs(object.meta.created) >= kSettleMs) {
      ++waiting;
      immediate += object.classic->allocationMode == "Immediate" ? 1 : 0;
      step.object(flow.examination.refOfClaim(claim));
      step.evidence("ResourceClaim " + flow.examination.claimName(claim), "spec.resourceClassName",
                    object.classic->resourceClassName.str());
    }
  }
  if (flow.examination.classic.empty()) {
    step.skip("There is no classic claim.");
  } else if (waiting > 0) {
    step.effect(counted(waiting, "classic claim waits", "classic claims wait") + " for the controller of a driver" +
                (immediate > 0 ? ", " + number(immediate) + " with allocationMode Immediate" : ""));
  } else {
    step.ruledOut("None waits.");
  }
}

void lookAtPods(Flow& flow) {
  Step& step = flow.step("pods", "Pods name their claims in the old shape");
  step.looked("spec.resourceClaims[].source of pods")
      .command("kubectl get pods -A -o json | jq -r '.items[] | select(.spec.resourceClaims[]?.source) | .metadata.name'");
  std::int64_t count = 0;
  std::string first;
  flow.snapshot.of<Pod>().forEach([&](cluster::Slot slot, const Pod& pod) {
    const bool old =
        std::any_of(pod.spec->claims.begin(), pod.spec->claims.end(), [](const PodClaimEntry& entry) { return entry.viaSource; });
    if (old) {
      ++count;
      first = first.empty() ? nameOf(pod.meta) : first;
      step.object(flow.examination.refOfPod(slot));
    }
  });
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::Pod});
  if (count > 0) {
    step.evidence("Pod " + first, "spec.resourceClaims[].source", "present");
    step.proven(counted(count, "pod") + " such as " + first + " name claims under \"source\", which servers from 1.31 on drop",
                "Write resourceClaimName or resourceClaimTemplateName right under the entry of the pod template.");
  } else {
    hidden.empty() ? step.ruledOut("No pod does.") : step.unknown(hidden);
  }
}

void lookAtModern(Flow& flow) {
  Step& step = flow.step("modern", "The driver has no modern form yet");
  step.looked("drivers of classes beside drivers of ResourceSlices").command("kubectl get resourceslices");
  std::vector<std::string> without;
  std::int64_t classes = 0;
  flow.snapshot.of<ResourceClass>().forEach([&](cluster::Slot, const ResourceClass& object) {
    ++classes;
    const bool publishes = std::any_of(flow.inventory.pools.begin(), flow.inventory.pools.end(),
                                       [&](const cluster::PoolView& pool) { return pool.driver == object.driverName; });
    if (!publishes && std::find(without.begin(), without.end(), object.driverName.str()) == without.end()) {
      without.push_back(object.driverName.str());
      step.evidence("ResourceClass " + object.meta.name.str(), "driverName", object.driverName.str());
    }
  });
  if (classes == 0) {
    step.skip("There is no ResourceClass.");
  } else if (!without.empty()) {
    step.effect("Driver " + listed(without, 3) + " publishes no ResourceSlice, so its devices are known to it alone");
  } else {
    step.ruledOut("Every driver of a ResourceClass publishes ResourceSlices.");
  }
}

Result<WorkflowResult> runClassicLeftovers(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object,
                                           const utilisation::Utilisation* use) {
  Flow flow(snapshot, object, use);
  lookAtServer(flow);
  lookAtObjects(flow);
  lookAtClaims(flow);
  lookAtPods(flow);
  lookAtModern(flow);
  flow.severity(snapshot.server.minor > kLastClassic ? Severity::warning : Severity::notice);
  return flow.finish("classic_leftovers", kClassicLeftoversTitle, "Nothing of classic DRA is left");
}

}  // namespace

Workflow classicLeftoversWorkflow() {
  return {"classic_leftovers",
          kClassicLeftoversTitle,
          "Server, stored objects, waiting claims, pods in the old shape, drivers",
          {},
          false,
          {"classic_leftovers"},
          runClassicLeftovers};
}

}  // namespace claimscope::diagnosis
