// Rules about requests and constraints of claims and templates: what can never be met, and what the server refuses.
#include <algorithm>
#include <set>

#include "model/diagnosis/lint/catalog.h"
#include "model/diagnosis/lint/lint.h"
#include "model/diagnosis/lint/requests.h"
#include "model/diagnosis/words.h"
#include "model/quota/admission.h"

namespace claimscope::diagnosis {
namespace {

/// Devices and requests a claim may have (dra.md 1.6).
constexpr std::int64_t kMostDevices = 32;

void unknownClass(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintSpec& spec : context.world.specs()) {
    for (const LintBody& body : bodiesOf(spec)) {
      const Text& name = body.body->deviceClassName;
      if (context.world.findClass(name) != nullptr) {
        continue;
      }
      std::set<std::string> names;
      for (const LintEntry<DeviceClass>& entry : context.world.classes) {
        names.insert(entry.object->meta.name.str());
      }
      const std::string near = DeviceCatalog::nearest(names, name.str());
      // Manifests alone prove nothing, but a name that is nearly that of a class beside it is a slip.
      if (!context.world.knows(Kind::DeviceClass) && near.empty()) {
        continue;
      }
      out.push_back(problemAt(context.world, spec.source, body.path + ".deviceClassName",
                              "request " + body.name + " names DeviceClass " + name.str() + ", which does not exist",
                              near.empty() ? "Create the class, or name one of those there are." : "Did you mean " + near + "?"));
    }
  }
}

/// All devices that one request could ever take.
const DeviceCatalog::Answer& candidates(const LintContext& context, const LintBody& body) {
  static const DeviceCatalog::Answer kUnknown = [] {
    DeviceCatalog::Answer unknown;
    unknown.broken = true;
    return unknown;
  }();
  const DeviceClass* object = context.world.findClass(body.body->deviceClassName);
  return object == nullptr ? kUnknown : context.devices.askRequest(*object, body.body->selectors);
}

void requestMatchesNothing(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintSpec& spec : context.world.specs()) {
    for (const LintBody& body : bodiesOf(spec)) {
      const DeviceCatalog::Answer& answer = candidates(context, body);
      const DeviceClass* object = context.world.findClass(body.body->deviceClassName);
      const bool classEmpty =
          object != nullptr && context.devices.askClass(*object).taken.empty();  // told by the class's own rule
      if (!answer.broken && answer.taken.empty() && answer.failing.empty() && !classEmpty) {
        out.push_back(problemAt(context.world, spec.source, body.path + ".selectors",
                                "no published device passes class and selectors of request " + body.name,
                                "Relax a selector; claimscope explain -f FILE shows which term refuses what."));
      }
    }
  }
}

void largerThanAnyNode(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintSpec& spec : context.world.specs()) {
    for (const LintBody& body : bodiesOf(spec)) {
      const DeviceCatalog::Answer& answer = candidates(context, body);
      if (answer.broken || answer.taken.empty() || body.body->mode != CountMode::exactCount) {
        continue;
      }
      const std::int64_t most = answer.mostOnOneNode;
      if (body.body->count > most) {
        out.push_back(problemAt(
            context.world, spec.source, body.path + ".count",
            "request " + body.name + " wants " + counted(body.body->count, "device") + ", no node has more than " + number(most) +
                " that match",
            "All devices of a claim are on one node: ask for " + number(most) + " or fewer, or spread the work over pods."));
      }
    }
  }
}

/// The fewest devices that a claim can end up with.
std::int64_t fewest(const DeviceRequest& request) {
  const auto of = [](const DeviceRequestBody& body) {
    return body.mode == CountMode::exactCount ? std::max<std::int64_t>(1, body.count) : 1;
  };
  std::int64_t out = request.exactly ? of(*request.exactly) : 0;
  for (const DeviceRequestBody& body : request.firstAvailable) {
    out = out == 0 ? of(body) : std::min(out, of(body));
  }
  return out;
}

void tooMany(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintSpec& spec : context.world.specs()) {
    std::int64_t devices = 0;
    for (const DeviceRequest& request : spec.spec->requests) {
      devices += fewest(request);
    }
    const auto requests = static_cast<std::int64_t>(spec.spec->requests.size());
    if (devices > kMostDevices || requests > kMostDevices) {
      out.push_back(problemAt(context.world, spec.source, spec.path + ".requests",
                              requests > kMostDevices ? "a claim has at most 32 requests, this one has " + number(requests)
                                                      : "a claim gets at most 32 devices, this one asks for " + number(devices),
                              "Write several claims, or several pods."));
    }
    if (requests == 0) {
      out.push_back(problemAt(context.world, spec.source, spec.path + ".requests", "the claim asks for no device",
                              "Write a request into it."));
    }
  }
}

void names(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintSpec& spec : context.world.specs()) {
    std::set<std::string> known;
    for (std::size_t i = 0; i < spec.spec->requests.size(); ++i) {
      const DeviceRequest& request = spec.spec->requests[i];
      const std::string path = spec.path + ".requests[" + std::to_string(i) + "]";
      if (!known.insert(request.name.str()).second) {
        out.push_back(problemAt(context.world, spec.source, path + ".name", "two requests are called " + request.name.str(),
                                "Give each its own name."));
      }
      for (const DeviceRequestBody& body : request.firstAvailable) {
        known.insert(request.name.str() + "/" + body.name.str());
      }
      if (!request.exactly && request.firstAvailable.empty()) {
        out.push_back(problemAt(context.world, spec.source, path,
                                "request " + request.name.str() + " has neither exactly nor firstAvailable",
                                "From v1beta2 on the body of a request stands under exactly."));
      }
    }
    const auto judge = [&](const List<Text>& requests, const std::string& path) {
      for (std::size_t i = 0; i < requests.size(); ++i) {
        if (known.count(requests[i].str()) == 0) {
          const std::string near = DeviceCatalog::nearest(known, requests[i].str());
          out.push_back(problemAt(context.world, spec.source, path + ".requests[" + std::to_string(i) + "]",
                                  "no request is called " + requests[i].str(),
                                  near.empty() ? "Name a request of this claim." : "Did you mean " + near + "?"));
        }
      }
    };
    for (std::size_t i = 0; i < spec.spec->constraints.size(); ++i) {
      judge(spec.spec->constraints[i].requests, spec.path + ".constraints[" + std::to_string(i) + "]");
    }
    for (std::size_t i = 0; i < spec.spec->config.size(); ++i) {
      judge(spec.spec->config[i].requests, spec.path + ".config[" + std::to_string(i) + "]");
    }
  }
}

void constraintAttribute(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintSpec& spec : context.world.specs()) {
    for (std::size_t i = 0; i < spec.spec->constraints.size(); ++i) {
      const DeviceConstraint& constraint = spec.spec->constraints[i];
      const bool match = !constraint.matchAttribute.empty();
      const std::string name = match ? constraint.matchAttribute.str() : constraint.distinctAttribute.str();
      if (name.empty() || context.devices.attributes().count(name) > 0) {
        continue;
      }
      const std::string near = DeviceCatalog::nearest(context.devices.attributes(), name);
      out.push_back(problemAt(
          context.world, spec.source,
          spec.path + ".constraints[" + std::to_string(i) + "]." + (match ? "matchAttribute" : "distinctAttribute"),
          "no device publishes " + name + ", so the constraint can never be met",
          near.empty() ? "Name an attribute that the driver publishes, with its domain." : "Did you mean " + near + "?"));
    }
  }
}

/// One device fulfils any constraint: it says nothing.
void idleConstraint(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintSpec& spec : context.world.specs()) {
    std::int64_t devices = 0;
    for (const LintBody& body : bodiesOf(spec)) {
      devices += body.body->mode == CountMode::exactCount ? body.body->count : 2;
    }
    for (std::size_t i = 0; i < spec.spec->constraints.size() && devices == 1; ++i) {
      out.push_back(problemAt(context.world, spec.source, spec.path + ".constraints[" + std::to_string(i) + "]",
                              "a constraint over one device says nothing", "Take it away, or ask for more devices."));
    }
  }
}

void adminAccess(const LintContext& context, std::vector<LintProblem>& out) {
  const std::string key = context.world.minor == 33 || context.world.minor == 32 ? "resource.k8s.io/admin-access"
                                                                                 : "resource.kubernetes.io/admin-access";
  for (const LintSpec& spec : context.world.specs()) {
    for (const LintBody& body : bodiesOf(spec)) {
      if (!body.body->adminAccess) {
        continue;
      }
      const Namespace* object = context.world.findNamespace(spec.meta->namespaceName);
      if (object != nullptr && labelValue(object->meta.labels, key) == "true") {
        continue;
      }
      if (object == nullptr && !context.world.manifests) {
        continue;  // namespaces are hidden
      }
      LintProblem problem = problemAt(
          context.world, spec.source, body.path + ".adminAccess",
          "request " + body.name + " wants admin access" +
              (object != nullptr ? ", and namespace " + spec.meta->namespaceName.str() + " has not the label " + key + "=true"
                                 : "; namespace " + spec.meta->namespaceName.str() + " needs the label " + key + "=true"),
          "kubectl label namespace " + shellWord(spec.meta->namespaceName.view()) + " " + key + "=true, by somebody who may.");
      problem.rate(object != nullptr ? Severity::warning : Severity::notice);
      out.push_back(std::move(problem));
    }
  }
}

void allMode(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintSpec& spec : context.world.specs()) {
    for (const LintBody& body : bodiesOf(spec)) {
      if (body.body->mode == CountMode::all && !body.body->adminAccess) {
        out.push_back(problemAt(
            context.world, spec.source, body.path + ".allocationMode",
            "request " + body.name + " wants every matching device of a node, so one that is taken keeps the whole node from it",
            "Ask for a count, unless the pod is to have the node for itself."));
      }
    }
  }
}

/// A quota that even the first claim exceeds, counted by model/quota.
void quota(const LintContext& context, std::vector<LintProblem>& out) {
  quota::ExtendedResources extended;
  extended.enabled = context.world.minor == 0 || context.world.minor >= 36;
  for (const LintEntry<DeviceClass>& entry : context.world.classes) {
    extended.add(*entry.object);
  }
  for (const LintSpec& spec : context.world.specs()) {
    const quota::Usage claim = quota::usageOf(*spec.spec, extended);
    for (const LintEntry<ResourceQuota>& entry : context.world.quotas) {
      if (!(entry.object->meta.namespaceName == spec.meta->namespaceName)) {
        continue;
      }
      ResourceQuota empty = *entry.object;
      empty.used.clear();
      for (const quota::Refusal& line : quota::refusalsBy(empty, claim, extended)) {
        const Text deviceClass(quota::classOf(line.key.view()));
        const std::string what = deviceClass.empty() ? quota::amountText(line.asks) + " of " + line.key.str()
                                                     : quota::amountText(line.asks) + " devices of class " + deviceClass.str();
        out.push_back(problemAt(context.world, spec.source, spec.path + ".requests",
                                "the claim counts " + what + ", quota " + entry.object->meta.name.str() + " allows " +
                                    quota::amountText(line.hard) + " in the whole namespace",
                                "Ask for fewer, or raise the quota. All counts as 32, alternatives as the largest of them."));
      }
    }
  }
}

}  // namespace

void addRequestRules(std::vector<LintRule>& out) {
  out.push_back({"class-unknown", Severity::warning, "A request names a class that does not exist",
                 "Pods with such a claim are not scheduled.", LintNeeds::nothing, unknownClass});
  out.push_back({"request-matches-nothing", Severity::warning, "No device passes class and selectors of a request",
                 "The claim waits for ever unless devices come that match.", LintNeeds::devices, requestMatchesNothing});
  out.push_back({"request-larger-than-any-node", Severity::warning, "A request wants more devices than any node has",
                 "All devices of a claim have to be usable on one node.", LintNeeds::devices, largerThanAnyNode});
  out.push_back({"claim-too-large", Severity::critical, "A claim asks for no device, or for more than a claim may have",
                 "A claim has 1 to 32 requests and gets at most 32 devices.", LintNeeds::nothing, tooMany});
  out.push_back(
      {"request-names", Severity::critical, "Request names that repeat, or that constraints and configurations get wrong",
       "Names of requests are unique, and constraints and config name requests of the same claim.", LintNeeds::nothing, names});
  out.push_back({"constraint-unknown-attribute", Severity::warning, "A constraint on an attribute that nobody publishes",
                 "A device without the attribute fails matchAttribute and distinctAttribute alike.", LintNeeds::devices,
                 constraintAttribute});
  out.push_back({"constraint-over-one-device", Severity::notice, "A constraint over a single device",
                 "It is always met, so it does not say what its author meant.", LintNeeds::nothing, idleConstraint});
  out.push_back({"admin-access-label", Severity::warning, "Admin access in a namespace without the label for it",
                 "The server refuses claims with adminAccess unless their namespace is labelled.", LintNeeds::nothing,
                 adminAccess});
  out.push_back({"all-mode", Severity::notice, "A request for all devices of a node",
                 "allocationMode All fails on every node where a single matching device is taken.", LintNeeds::nothing, allMode});
  out.push_back({"quota-too-small", Severity::warning, "A claim that its namespace's quota can never admit",
                 "The claim of each pod is refused, and the pod waits without one.", LintNeeds::nothing, quota});
}

}  // namespace claimscope::diagnosis
