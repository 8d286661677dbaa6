// Rules about API versions: classic DRA, versions that are gone, not yet there or announced to go, and shapes of other versions.
#include <array>
#include <optional>

#include "model/diagnosis/lint/lint.h"

namespace claimscope::diagnosis {
namespace {

constexpr std::string_view kGroup = "resource.k8s.io/";

/// Life of a version of the kinds of claims, by dra.md 1.1.
struct Version {
  std::string_view version;
  int first;
  int deprecated;  ///< 0: not announced
  int removed;     ///< 0: not announced
};
constexpr std::array<Version, 6> kClaims = {{
    {"v1alpha1", 26, 27, 27},
    {"v1alpha2", 27, 31, 31},
    {"v1alpha3", 31, 33, 34},
    {"v1beta1", 32, 35, 38},
    {"v1beta2", 33, 36, 39},
    {"v1", 34, 0, 0},
}};
constexpr std::array<Version, 3> kTaintRules = {{
    {"v1alpha3", 33, 36, 39},
    {"v1beta2", 36, 39, 42},
    {"v1", 37, 0, 0},
}};

template <std::size_t N>
std::optional<Version> find(const std::array<Version, N>& versions, std::string_view version) {
  for (const Version& one : versions) {
    if (one.version == version) {
      return one;
    }
  }
  return std::nullopt;
}

std::optional<Version> versionOf(const LintSource& source) {
  const std::string_view apiVersion = source.apiVersion;
  if (!apiVersion.starts_with(kGroup)) {
    return std::nullopt;
  }
  const std::string_view version = apiVersion.substr(kGroup.size());
  return source.kindName == "DeviceTaintRule" ? find(kTaintRules, version) : find(kClaims, version);
}

bool isClassic(const Version& version) {
  return version.version == "v1alpha1" || version.version == "v1alpha2";
}

std::string release(int minor) {
  return "1." + std::to_string(minor);
}

template <class Test>
void eachVersion(const LintContext& context, Test test) {
  for (std::size_t i = 0; i < context.world.sources.size(); ++i) {
    // What a cluster has stored is served in every version it has: only what is written by hand has one.
    if (const std::optional<Version> version = versionOf(context.world.sources[i]); version && context.world.manifests) {
      test(i, context.world.sources[i], *version);
    }
  }
}

void classic(const LintContext& context, std::vector<LintProblem>& out) {
  eachVersion(context, [&](std::size_t i, const LintSource& source, const Version& version) {
    if (!isClassic(version)) {
      return;
    }
    LintProblem problem = problemAt(
        context.world, i, "apiVersion",
        source.kindName + " " + source.object.name + " is classic DRA (" + source.apiVersion + "), which Kubernetes 1.32 removed",
        "Write it as resource.k8s.io/v1; claimscope modernise does most of it.");
    problem.rate(context.world.minor >= 31 ? Severity::critical : Severity::warning);
    out.push_back(std::move(problem));
  });
}

void removed(const LintContext& context, std::vector<LintProblem>& out) {
  eachVersion(context, [&](std::size_t i, const LintSource& source, const Version& version) {
    if (!isClassic(version) && version.removed > 0 && context.world.minor >= version.removed) {
      LintProblem problem = problemAt(context.world, i, "apiVersion",
                                      source.apiVersion + " of " + source.kindName + " was removed in " +
                                          release(version.removed) + ", the server is " + release(context.world.minor),
                                      "Write it as resource.k8s.io/v1.");
      problem.rate(Severity::critical);
      out.push_back(std::move(problem));
    }
  });
}

void deprecated(const LintContext& context, std::vector<LintProblem>& out) {
  eachVersion(context, [&](std::size_t i, const LintSource& source, const Version& version) {
    const bool gone = version.removed > 0 && context.world.minor >= version.removed;
    if (isClassic(version) || gone || version.deprecated == 0 || context.world.minor < version.deprecated) {
      return;
    }
    out.push_back(problemAt(context.world, i, "apiVersion",
                            source.apiVersion + " of " + source.kindName + " is deprecated since " + release(version.deprecated) +
                                " and goes with " + release(version.removed),
                            "Write it as resource.k8s.io/v1."));
  });
}

void tooNew(const LintContext& context, std::vector<LintProblem>& out) {
  eachVersion(context, [&](std::size_t i, const LintSource& source, const Version& version) {
    if (context.world.minor > 0 && context.world.minor < version.first) {
      LintProblem problem = problemAt(context.world, i, "apiVersion",
                                      source.apiVersion + " of " + source.kindName + " exists from " + release(version.first) +
                                          " on, the server is " + release(context.world.minor),
                                      "Write it in the newest version that the server has.");
      problem.rate(Severity::critical);
      out.push_back(std::move(problem));
    }
  });
}

void alphaOrBeta(const LintContext& context, std::vector<LintProblem>& out) {
  eachVersion(context, [&](std::size_t i, const LintSource& source, const Version& version) {
    const bool there = context.world.minor >= version.first && (version.removed == 0 || context.world.minor < version.removed);
    if (!isClassic(version) && version.version != "v1" && there) {
      out.push_back(problemAt(context.world, i, "apiVersion",
                              source.apiVersion + " is off by default: servers have it only with --runtime-config",
                              context.world.minor >= 34 ? "Write it as resource.k8s.io/v1, which 1.34 and later serve by default."
                                                        : "See that the server has it turned on."));
    }
  });
}

void sourceShape(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintPod& pod : context.world.pods) {
    for (std::size_t i = 0; pod.judged() && i < pod.pod->spec->claims.size(); ++i) {
      if (pod.pod->spec->claims[i].viaSource) {
        LintProblem problem =
            problemAt(context.world, pod.source, pod.path + "spec.resourceClaims[" + std::to_string(i) + "].source",
                      pod.owner + " names claim entry " + pod.pod->spec->claims[i].name.str() +
                          " under \"source\", which servers from 1.31 on drop",
                      "Write resourceClaimName or resourceClaimTemplateName right under the entry.");
        problem.rate(context.world.minor == 0 || context.world.minor >= 31 ? Severity::critical : Severity::warning);
        out.push_back(std::move(problem));
      }
    }
  }
}

void allocationMode(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintSpec& spec : context.world.specs()) {
    for (std::size_t i = 0; i < spec.spec->requests.size(); ++i) {
      const DeviceRequest& request = spec.spec->requests[i];
      const auto judge = [&](const DeviceRequestBody& body, const std::string& path) {
        if (body.mode != CountMode::unsupported) {
          return;
        }
        const std::string word = body.modeWord.str();
        const bool classicWord = word == "Immediate" || word == "WaitForFirstConsumer";
        out.push_back(problemAt(
            context.world, spec.source, path + ".allocationMode",
            "request " + request.name.str() + " has allocationMode " + word +
                (classicWord ? ", which was classic DRA's word for when; here it says how many" : ", which no release knows"),
            classicWord ? "Leave it away; to hold devices before a pod comes, see claimscope preallocate."
                        : "Write ExactCount or All."));
      };
      const std::string path = spec.path + ".requests[" + std::to_string(i) + "]";
      if (request.exactly) {
        judge(*request.exactly, path + ".exactly");
      }
      for (std::size_t j = 0; j < request.firstAvailable.size(); ++j) {
        judge(request.firstAvailable[j], path + ".firstAvailable[" + std::to_string(j) + "]");
      }
    }
  }
  // The other way round: a classic claim with the modern words.
  for (const LintEntry<ResourceClaim>& entry : context.world.claims) {
    const ClassicClaim* classicClaim = entry.object->classic.get();
    if (entry.judged() && classicClaim != nullptr &&
        (classicClaim->allocationMode == "ExactCount" || classicClaim->allocationMode == "All")) {
      out.push_back(problemAt(context.world, entry.source, "spec.allocationMode",
                              "classic claim " + entry.object->meta.name.str() + " has allocationMode " +
                                  classicClaim->allocationMode.str() + ", which belongs to a request of resource.k8s.io/v1",
                              "Write WaitForFirstConsumer or Immediate, or better: write the claim as v1."));
    }
  }
}

}  // namespace

void addApiRules(std::vector<LintRule>& out) {
  out.push_back(
      {"api-classic", Severity::warning, "Objects of classic DRA",
       "ResourceClass, parametersRef and v1alpha2 claims were removed with Kubernetes 1.32. Write them as resource.k8s.io/v1.",
       LintNeeds::nothing, classic});
  out.push_back({"api-removed", Severity::critical, "An API version that the server no longer has",
                 "Alpha and beta versions of resource.k8s.io are removed as announced; v1 stays.", LintNeeds::nothing, removed});
  out.push_back({"api-too-new", Severity::critical, "An API version that the server does not have yet",
                 "resource.k8s.io/v1 exists from 1.34 on, v1beta2 from 1.33, v1beta1 from 1.32.", LintNeeds::nothing, tooNew});
  out.push_back({"api-deprecated", Severity::notice, "An API version that is announced to go",
                 "v1beta1 goes with 1.38, v1beta2 with 1.39.", LintNeeds::nothing, deprecated});
  out.push_back({"api-off-by-default", Severity::notice, "An API version that is off by default",
                 "Since 1.24 alpha and beta versions are served only with --runtime-config.", LintNeeds::nothing, alphaOrBeta});
  out.push_back({"pod-source-shape", Severity::critical, "A pod names its claim under \"source\"",
                 "Through 1.30 the two names stood under source; servers from 1.31 on drop it, and the pod is refused or runs "
                 "without devices.",
                 LintNeeds::nothing, sourceShape});
  out.push_back({"allocation-mode-of-other-api", Severity::critical, "allocationMode of the other API",
                 "In v1 allocationMode says how many devices (ExactCount, All); in classic DRA it said when (Immediate, "
                 "WaitForFirstConsumer).",
                 LintNeeds::nothing, allocationMode});
}

}  // namespace claimscope::diagnosis
