// Rules about pods and what makes them: the claims they name, who uses them, and whether they could ever run.
#include <algorithm>
#include <map>
#include <set>

#include "model/diagnosis/lint/catalog.h"
#include "model/diagnosis/lint/lint.h"
#include "model/diagnosis/words.h"
#include "model/diagnosis/workflows/gpu_signs.h"
#include "model/explanation/explanation.h"

namespace claimscope::diagnosis {
namespace {

std::string entryPath(const LintPod& pod, std::size_t i) {
  return pod.path + "spec.resourceClaims[" + std::to_string(i) + "]";
}

const DeviceClaimSpec* specOf(const LintWorld& world, const LintPod& pod, const PodClaimEntry& entry) {
  if (!entry.templateName.empty()) {
    const ResourceClaimTemplate* object = world.findTemplate(pod.pod->meta.namespaceName, entry.templateName);
    return object == nullptr ? nullptr : &object->spec;
  }
  const ResourceClaim* object = world.findClaim(pod.pod->meta.namespaceName, entry.claimName);
  return object == nullptr ? nullptr : &object->spec;
}

/// A template or claim of this name is missing. In manifests alone only a near miss counts.
void missing(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintPod& pod : context.world.pods) {
    for (std::size_t i = 0; pod.judged() && i < pod.pod->spec->claims.size(); ++i) {
      const PodClaimEntry& entry = pod.pod->spec->claims[i];
      const bool isTemplate = !entry.templateName.empty();
      const std::string name = isTemplate ? entry.templateName.str() : entry.claimName.str();
      if (name.empty()) {
        out.push_back(problemAt(context.world, pod.source, entryPath(pod, i),
                                pod.owner + ": entry " + entry.name.str() + " names neither a claim nor a template",
                                "Write resourceClaimName or resourceClaimTemplateName."));
        continue;
      }
      if (specOf(context.world, pod, entry) != nullptr ||
          (isTemplate && context.world.findTemplate(pod.pod->meta.namespaceName, entry.templateName) != nullptr)) {
        continue;
      }
      std::set<std::string> names;
      for (const auto& one : context.world.templates) {
        if (isTemplate && one.object->meta.namespaceName == pod.pod->meta.namespaceName) {
          names.insert(one.object->meta.name.str());
        }
      }
      for (const auto& one : context.world.claims) {
        if (!isTemplate && one.object->meta.namespaceName == pod.pod->meta.namespaceName) {
          names.insert(one.object->meta.name.str());
        }
      }
      const std::string near = DeviceCatalog::nearest(names, name);
      if (near.empty() && !context.world.knows(isTemplate ? Kind::ResourceClaimTemplate : Kind::ResourceClaim)) {
        continue;
      }
      out.push_back(problemAt(context.world, pod.source,
                              entryPath(pod, i) + (isTemplate ? ".resourceClaimTemplateName" : ".resourceClaimName"),
                              pod.owner + " names " + (isTemplate ? "template " : "claim ") + name +
                                  ", which does not exist in namespace " + pod.pod->meta.namespaceName.str(),
                              near.empty() ? "Create it in the same namespace." : "Did you mean " + near + "?"));
    }
  }
}

void entries(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintPod& pod : context.world.pods) {
    if (!pod.judged()) {
      continue;
    }
    std::map<std::string, std::size_t> used;
    for (const PodClaimEntry& entry : pod.pod->spec->claims) {
      used[entry.name.str()] = 0;
    }
    for (std::size_t c = 0; c < pod.pod->spec->containers.size(); ++c) {
      const Container& container = pod.pod->spec->containers[c];
      for (const auto& [name, request] : container.claims) {
        const std::string path = pod.path + "spec.containers[" + std::to_string(c) + "].resources.claims";
        const auto at = used.find(name.str());
        if (at == used.end()) {
          LintProblem problem = problemAt(
              context.world, pod.source, path,
              "container " + container.name.str() + " wants claim entry " + name.str() + ", which the pod does not have",
              "Add it to spec.resourceClaims, or correct the name.");
          problem.rate(Severity::critical);
          out.push_back(std::move(problem));
          continue;
        }
        ++at->second;
        const auto entry = std::find_if(pod.pod->spec->claims.begin(), pod.pod->spec->claims.end(),
                                        [&](const PodClaimEntry& e) { return e.name == name; });
        const DeviceClaimSpec* spec = request.empty() ? nullptr : specOf(context.world, pod, *entry);
        const bool known = spec == nullptr || std::any_of(spec->requests.begin(), spec->requests.end(),
                                                          [&](const DeviceRequest& r) { return r.name == request; });
        if (!known) {
          LintProblem problem = problemAt(context.world, pod.source, path,
                                          "container " + container.name.str() + " wants request " + request.str() + " of entry " +
                                              name.str() + ", which its claim does not have",
                                          "Name a request of the claim, or leave it away for all of them.");
          problem.rate(Severity::critical);
          out.push_back(std::move(problem));
        }
      }
    }
    for (std::size_t i = 0; i < pod.pod->spec->claims.size(); ++i) {
      if (used[pod.pod->spec->claims[i].name.str()] == 0) {
        out.push_back(problemAt(context.world, pod.source, entryPath(pod, i),
                                pod.owner + ": no container uses claim entry " + pod.pod->spec->claims[i].name.str() +
                                    ", so its devices are allocated and seen by none",
                                "Add it to resources.claims of a container."));
      }
    }
  }
}

void sharedByReplicas(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintPod& pod : context.world.pods) {
    for (std::size_t i = 0; pod.judged() && i < pod.pod->spec->claims.size(); ++i) {
      const bool everyNode = pod.ownerKind == "DaemonSet";
      if ((pod.replicas > 1 || everyNode) && !pod.pod->spec->claims[i].claimName.empty()) {
        LintProblem problem =
            problemAt(context.world, pod.source, entryPath(pod, i) + ".resourceClaimName",
                      pod.owner + " has " + (everyNode ? std::string("one pod a node") : number(pod.replicas) + " pods") +
                          ", and all share claim " + pod.pod->spec->claims[i].claimName.str() + ": the same devices, on one node",
                      "Name a ResourceClaimTemplate when each pod is to have its own.");
        problem.rate(pod.ownerKind == "Job" ? Severity::notice : Severity::warning);  // pods of a job may mean to share
        out.push_back(std::move(problem));
      }
    }
  }
}

void templateUnused(const LintContext& context, std::vector<LintProblem>& out) {
  std::set<std::pair<Text, Text>> named;
  for (const LintPod& pod : context.world.pods) {
    for (const PodClaimEntry& entry : pod.pod->spec->claims) {
      named.insert({pod.pod->meta.namespaceName, entry.templateName});
    }
  }
  // Workloads that have no pod now name templates all the same.
  const auto noteSets = [&](const auto& table) {
    table.forEach([&](cluster::Slot, const auto& set) {
      for (const Text& name : set.templateClaims) {
        named.insert({set.meta.namespaceName, name});
      }
    });
  };
  if (context.world.cluster != nullptr) {
    noteSets(context.world.cluster->of<Deployment>());
    noteSets(context.world.cluster->of<StatefulSet>());
    noteSets(context.world.cluster->of<DaemonSet>());
    noteSets(context.world.cluster->of<ReplicaSet>());
    noteSets(context.world.cluster->of<Job>());
  }
  for (const LintEntry<ResourceClaimTemplate>& entry : context.world.templates) {
    const Metadata& meta = entry.object->meta;
    if (entry.judged() && context.world.seesPodsIn(meta.namespaceName) && named.count({meta.namespaceName, meta.name}) == 0) {
      out.push_back(problemAt(context.world, entry.source, "", "no pod and no workload names template " + meta.name.str(),
                              "Delete it, or name it in spec.resourceClaims."));
    }
  }
}

void claimUnused(const LintContext& context, std::vector<LintProblem>& out) {
  std::set<std::pair<Text, Text>> named;
  for (const LintPod& pod : context.world.pods) {
    for (const PodClaimEntry& entry : pod.pod->spec->claims) {
      named.insert({pod.pod->meta.namespaceName, entry.claimName});
    }
  }
  for (const LintEntry<ResourceClaim>& entry : context.world.claims) {
    const Metadata& meta = entry.object->meta;
    // Held on purpose, or made for a pod: both have an owner or a lease.
    const bool leased = std::any_of(meta.annotations().begin(), meta.annotations().end(),
                                    [](const auto& pair) { return pair.first.view().starts_with("claimscope.io/"); });
    const bool alone =
        entry.object->reservedFor.empty() && meta.owners.empty() && named.count({meta.namespaceName, meta.name}) == 0;
    if (entry.judged() && alone && !leased && context.world.seesPodsIn(meta.namespaceName)) {
      out.push_back(problemAt(context.world, entry.source, "",
                              "no pod names claim " + meta.name.str() +
                                  (entry.object->allocation != nullptr ? ", which holds devices" : ", so it is never allocated"),
                              "Name it in a pod's spec.resourceClaims, or delete it."));
    }
  }
}

/// A pod that asks for one vendor's devices both ways gets them twice, or none.
void pluginAndClaim(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintPod& pod : context.world.pods) {
    if (!pod.judged() || pod.pod->spec->claims.empty()) {
      continue;
    }
    for (std::size_t c = 0; c < pod.pod->spec->containers.size(); ++c) {
      for (const auto& [resource, amount] : pod.pod->spec->containers[c].requests) {
        const bool served = std::any_of(context.world.classes.begin(), context.world.classes.end(),
                                        [&](const auto& entry) { return entry.object->extendedResourceName == resource; });
        if (isGpuResource(resource.view()) && amount.value() > 0 && !served) {
          out.push_back(problemAt(context.world, pod.source, pod.path + "spec.containers[" + std::to_string(c) + "].resources",
                                  pod.owner + " asks for " + resource.str() + " of a device plugin and for claims of DRA",
                                  "Ask for the devices one way only."));
        }
      }
    }
  }
}

ResourceClaim claimFrom(const ResourceClaimTemplate& source, const std::string& name) {
  ResourceClaim claim;
  claim.meta.name = Text(name);
  claim.meta.namespaceName = source.meta.namespaceName;
  claim.spec = source.spec;
  claim.classic = source.classic;
  return claim;
}

/// The allocator's own word on a workload that is not in the cluster yet.
void neverFits(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintPod& pod : context.world.pods) {
    if (!pod.judged() || !context.world.manifests || pod.pod->spec->claims.empty()) {
      continue;
    }
    std::vector<ResourceClaim> made;
    made.reserve(pod.pod->spec->claims.size());
    std::vector<const ResourceClaim*> claims;
    for (const PodClaimEntry& entry : pod.pod->spec->claims) {
      if (const ResourceClaimTemplate* source = context.world.findTemplate(pod.pod->meta.namespaceName, entry.templateName)) {
        made.push_back(claimFrom(*source, pod.pod->meta.name.str() + "-" + entry.name.str()));
        claims.push_back(&made.back());
      } else if (const ResourceClaim* claim = context.world.findClaim(pod.pod->meta.namespaceName, entry.claimName)) {
        claims.push_back(claim);
      }
    }
    const bool whole = claims.size() == pod.pod->spec->claims.size();
    const bool classes = std::all_of(claims.begin(), claims.end(), [&](const ResourceClaim* claim) {
      return std::all_of(claim->spec.requests.begin(), claim->spec.requests.end(), [&](const DeviceRequest& request) {
        return !request.exactly ||
               context.world.cluster->of<DeviceClass>().find(Text(), request.exactly->deviceClassName) != nullptr;
      });
    });
    if (!whole || !classes) {
      continue;  // other rules tell; a class that comes with the manifests is not in the allocator's world
    }
    const explanation::Explanation answer = explanation::explainHypotheticalPod(*context.world.cluster, *pod.pod, claims);
    if (answer.verdict == explanation::Verdict::canNeverFit) {
      out.push_back(problemAt(context.world, pod.source, pod.path + "spec",
                              pod.owner + " could never run in this cluster: " + answer.summary,
                              answer.fixes.empty() ? "claimscope explain -f FILE shows why." : answer.fixes.front().text + "."));
    }
  }
}

}  // namespace

void addPodRules(std::vector<LintRule>& out) {
  out.push_back({"claim-missing-for-pod", Severity::warning, "A pod names a claim or template that does not exist",
                 "The pod waits silently: no event tells of it before the claim exists.", LintNeeds::nothing, missing});
  out.push_back(
      {"claim-entry-use", Severity::warning, "Claim entries of a pod that no container uses, or that containers get wrong",
       "A container sees the devices of those entries only that stand in its resources.claims.", LintNeeds::nothing, entries});
  out.push_back({"claim-shared-by-replicas", Severity::warning, "Replicas of a workload share one claim",
                 "A named claim gives all replicas the same devices and binds them to one node; a template gives each its own.",
                 LintNeeds::nothing, sharedByReplicas});
  out.push_back({"template-unused", Severity::notice, "A template that nobody names", "It makes no claim.", LintNeeds::nothing,
                 templateUnused});
  out.push_back({"claim-without-consumer", Severity::notice, "A claim that no pod names",
                 "Since 1.31 nobody allocates a claim before a pod asks for it.", LintNeeds::nothing, claimUnused});
  out.push_back(
      {"device-plugin-and-claim", Severity::warning, "A pod asks for devices both ways",
       "An extended resource of a device plugin and a claim of DRA are counted apart: the pod takes two sets of devices.",
       LintNeeds::nothing, pluginAndClaim});
  out.push_back({"workload-never-fits", Severity::warning, "A workload that could never run in the cluster",
                 "The allocator and node fit were asked with the cluster empty of claims.", LintNeeds::cluster, neverFits});
}

}  // namespace claimscope::diagnosis
