#include "model/migration/proposal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "model/migration/device_resource.h"

namespace claimscope::migration {
namespace {

using cluster::Slot;
using cluster::Snapshot;

constexpr std::int64_t kMostDevices = 32;  // of one claim (resourceapi.AllocationResultsMaxSize)
constexpr std::size_t kMostRequests = 32;  // DeviceRequestsMaxSize

/// A DNS label of lower-case letters, digits and dashes.
std::string labelOf(std::string_view text, std::size_t length) {
  std::string out;
  for (const char c : text) {
    const auto lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const bool plain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (plain) {
      out += lower;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  out.resize(std::min(out.size(), length));
  while (!out.empty() && out.back() == '-') {
    out.pop_back();
  }
  return out.empty() ? "x" : out;
}

/// What the devices of a driver say of themselves.
struct DriverFacts {
  bool publishes = false;
  bool hasType = false;     ///< attribute `type`
  bool hasProfile = false;  ///< attribute `profile`
};

DriverFacts factsOf(const Snapshot& snapshot, std::string_view driver) {
  DriverFacts out;
  const auto named = [driver](const DeviceAttribute& attribute, std::string_view name) {
    const std::string_view full = attribute.name.view();
    return full == name || (full.size() == driver.size() + 1 + name.size() && full.starts_with(driver) && full.ends_with(name));
  };
  snapshot.of<ResourceSlice>().forEach([&](Slot, const ResourceSlice& slice) {
    if (slice.driver.view() != driver || slice.devices.empty()) {
      return;
    }
    out.publishes = true;
    for (const DeviceAttribute& attribute : slice.devices.front().attributes) {
      out.hasType = out.hasType || named(attribute, "type");
      out.hasProfile = out.hasProfile || named(attribute, "profile");
    }
  });
  return out;
}

std::string attributeIs(std::string_view driver, std::string_view name, std::string_view value) {
  return fmt::format("device.attributes[\"{}\"].{} == \"{}\"", driver, name, value);
}

/// The class that upstream takes for a resource: the newest that claims the name, by name where they are as old (dra.md 1.4).
const DeviceClass* mappedClass(const Snapshot& snapshot, const Text& resource) {
  const DeviceClass* out = nullptr;
  snapshot.of<DeviceClass>().forEach([&](Slot, const DeviceClass& one) {
    if (one.extendedResourceName == resource && (out == nullptr || out->meta.created < one.meta.created ||
                                                 (out->meta.created == one.meta.created && one.meta.name < out->meta.name))) {
      out = &one;
    }
  });
  return out;
}

ProposedClass existing(const Text& resource, const DeviceClass& object, std::string_view driver) {
  ProposedClass out;
  out.resource = resource;
  out.name = object.meta.name.str();
  out.driver = std::string(driver);
  for (const Text& selector : object.selectors) {
    out.selectors.push_back(selector.str());
  }
  out.extendedResourceName = object.extendedResourceName.str();
  out.exists = true;
  out.object = Box<DeviceClass>(object);
  return out;
}

ProposedClass classOf(const Snapshot& snapshot, const Text& resource) {
  const DeviceResource known = deviceResource(resource.view());
  if (const DeviceClass* mapped = mappedClass(snapshot, resource)) {
    return existing(resource, *mapped, known.driver);
  }
  ProposedClass out;
  out.resource = resource;
  out.driver = std::string(known.driver);
  if (known.driver.empty()) {
    out.problem = "no DRA driver for " + resource.str() + " is known";
    return out;
  }
  // The class that the vendor's own chart installs: "gpu.nvidia.com", "mig.nvidia.com".
  const std::string_view domain = known.driver.substr(known.driver.find('.') + 1);
  const std::string vendors = known.type.empty() ? std::string(known.driver) : fmt::format("{}.{}", known.type, domain);
  if (const DeviceClass* object = snapshot.of<DeviceClass>().find({}, Text(vendors))) {
    return existing(resource, *object, known.driver);
  }
  const DriverFacts facts = factsOf(snapshot, known.driver);
  const std::string name = labelOf(resource.view(), 50);
  if (const DeviceClass* object = snapshot.of<DeviceClass>().find({}, Text(name))) {
    return existing(resource, *object, known.driver);  // ours, from before
  }
  out.name = name;
  out.selectors.push_back(fmt::format("device.driver == \"{}\"", known.driver));
  if (!known.type.empty() && facts.hasType) {
    out.selectors.push_back(attributeIs(known.driver, "type", known.type));
  }
  if (!known.profile.empty() && facts.hasProfile) {
    out.selectors.push_back(attributeIs(known.driver, "profile", known.profile));
  }
  if (servesExtendedResources(snapshot.server) && !known.shared) {
    out.extendedResourceName = resource.str();
  }
  DeviceClass object;
  object.meta.name = Text(name);
  for (const std::string& selector : out.selectors) {
    object.selectors.push_back(Text(selector));
  }
  object.extendedResourceName = Text(out.extendedResourceName);
  out.object = std::move(object);
  return out;
}

bool samePart(const DeviceRequestBody& a, const DeviceRequestBody& b) {
  return a.deviceClassName == b.deviceClassName && a.count == b.count && a.mode == b.mode && a.adminAccess == b.adminAccess &&
         std::equal(a.selectors.begin(), a.selectors.end(), b.selectors.begin(), b.selectors.end());
}

bool sameSpec(const DeviceClaimSpec& a, const DeviceClaimSpec& b) {
  return a.constraints.empty() && b.constraints.empty() && a.config.empty() && b.config.empty() &&
         std::equal(a.requests.begin(), a.requests.end(), b.requests.begin(), b.requests.end(),
                    [](const DeviceRequest& x, const DeviceRequest& y) {
                      return x.name == y.name && x.exactly && y.exactly && samePart(*x.exactly, *y.exactly);
                    });
}

/// One request a container and resource. Init containers end before the others start, so that a device plugin gives their devices
/// on; a claim's devices stay for the pod's life, so they share the request of a container that asks for as many.
void addRequests(const Workload& workload, const std::vector<ProposedClass>& classes, WorkloadProposal& out) {
  std::vector<ContainerAsk> asks = workload.wanted();
  std::stable_partition(asks.begin(), asks.end(), [](const ContainerAsk& ask) { return !ask.init; });
  std::set<std::string> names;
  for (const ContainerAsk& ask : asks) {
    const ProposedClass* found = classFor(classes, ask.resource);
    if (found == nullptr || !found->problem.empty()) {
      out.problem = found == nullptr ? "no class for " + ask.resource.str() : found->problem;
      return;
    }
    if (ask.init) {
      const auto shared = std::find_if(out.requests.begin(), out.requests.end(), [&](const ProposedRequest& request) {
        return request.resource == ask.resource && request.count >= ask.count;
      });
      if (shared != out.requests.end()) {
        shared->containers.push_back(ask.container);
        continue;
      }
    }
    ProposedRequest request;
    request.resource = ask.resource;
    request.className = found->name;
    request.count = ask.count;
    request.containers = {ask.container};
    const DeviceResource known = deviceResource(ask.resource.view());
    if (!known.profile.empty() && found->exists && !found->extendedResourceName.empty()) {
      // A class that stands for the profile needs nothing more.
    } else if (!known.profile.empty() && found->exists) {
      request.selectors.push_back(attributeIs(found->driver, "profile", known.profile));
    }
    request.name = asks.size() == 1 ? std::string(deviceNoun(ask.resource.view()) == "GPU" ? "gpu" : "device")
                                    : labelOf(ask.container.view(), 50);
    for (int i = 2; !names.insert(request.name).second; ++i) {
      request.name = labelOf(ask.container.view(), 50) + "-" + std::to_string(i);
    }
    out.requests.push_back(std::move(request));
  }
}

}  // namespace

bool servesExtendedResources(const ServerInfo& server) {
  return server.major > 1 || server.minor >= 36;
}

const ProposedClass* classFor(const std::vector<ProposedClass>& classes, const Text& resource) {
  const auto found =
      std::find_if(classes.begin(), classes.end(), [&](const ProposedClass& one) { return one.resource == resource; });
  return found == classes.end() ? nullptr : &*found;
}

std::vector<ProposedClass> proposedClasses(const Snapshot& snapshot, const std::vector<Workload>& workloads) {
  std::set<Text> resources;
  for (const Workload& workload : workloads) {
    for (const ContainerAsk& ask : workload.wanted()) {
      resources.insert(ask.resource);
    }
  }
  std::vector<ProposedClass> out;
  for (const Text& resource : resources) {
    out.push_back(classOf(snapshot, resource));
  }
  return out;
}

WorkloadProposal proposalFor(const Snapshot& snapshot, const Workload& workload, const std::vector<ProposedClass>& classes) {
  WorkloadProposal out;
  addRequests(workload, classes, out);
  if (!out.problem.empty()) {
    return out;
  }
  std::int64_t devices = 0;
  for (const ProposedRequest& request : out.requests) {
    DeviceRequest one;
    one.name = Text(request.name);
    one.exactly.emplace();
    one.exactly->deviceClassName = Text(request.className);
    one.exactly->count = request.count;
    for (const std::string& selector : request.selectors) {
      one.exactly->selectors.push_back(Text(selector));
    }
    out.spec.requests.push_back(std::move(one));
    if (std::find(out.classes.begin(), out.classes.end(), Text(request.className)) == out.classes.end()) {
      out.classes.emplace_back(request.className);
    }
    devices += request.count;
  }
  if (devices > kMostDevices || out.requests.size() > kMostRequests) {
    out.problem = fmt::format("asks for {} devices: a claim takes at most {}", devices, kMostDevices);
    return out;
  }
  const std::string noun = deviceNoun(workload.resource().view()) == "GPU" ? "gpu" : "device";
  out.entryName = noun;
  const Pod* form = formOf(snapshot, workload);
  const auto taken = [&](const std::string& name) {
    return form != nullptr && !workload.asks.empty() &&
           std::any_of(form->spec->claims.begin(), form->spec->claims.end(),
                       [&](const PodClaimEntry& entry) { return entry.name.view() == name; });
  };
  for (int i = 2; taken(out.entryName); ++i) {
    out.entryName = noun + "-" + std::to_string(i);
  }
  // A template of that name that says something else is somebody's: ours gets another name.
  const std::string base = labelOf(workload.name.view(), 50) + "-" + noun;
  out.templateName = base;
  for (int i = 2;; ++i) {
    const ResourceClaimTemplate* there =
        snapshot.of<ResourceClaimTemplate>().find(workload.namespaceName, Text(out.templateName));
    if (there == nullptr) {
      break;
    }
    if (sameSpec(there->spec, out.spec)) {
      out.templateExists = true;
      break;
    }
    out.templateName = base + "-" + std::to_string(i);
  }
  return out;
}

}  // namespace claimscope::migration
