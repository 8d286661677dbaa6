#include "model/quota/usage.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "model/allocation/node_fit.h"
#include "model/quota/scopes.h"

namespace claimscope::quota {
namespace {

constexpr std::string_view kRequests = "requests.";
constexpr std::string_view kDeviceClassPrefix = "deviceclass.resource.kubernetes.io/";

std::int64_t countOf(const DeviceRequestBody& body) {
  switch (body.mode) {
    case CountMode::exactCount:
      return std::max<std::int64_t>(body.count, 0);
    case CountMode::all:
      return kAllCountsAs;
    case CountMode::unsupported:
      break;  // upstream leaves modes it does not know out
  }
  return 0;
}

std::int64_t saturated(std::int64_t a, std::int64_t b) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  return a > kMost - b ? kMost : a + b;
}

/// Resources that are no extended ones: without a domain, or of kubernetes.io (helper.IsNativeResource).
bool isNative(std::string_view name) {
  return name.find('/') == std::string_view::npos || name.find("kubernetes.io/") != std::string_view::npos;
}

/// schedutil.IsDRAExtendedResourceName: an extended resource, or the implicit one of a class.
bool isExtended(std::string_view name) {
  return name.starts_with(kDeviceClassPrefix) || (!isNative(name) && !name.starts_with(kRequests));
}

}  // namespace

Sort sortOf(std::string_view key) {
  if (key == kClaimCount) {
    return Sort::claims;
  }
  if (key == kTemplateCount) {
    return Sort::templates;
  }
  if (key.ends_with(kClassSuffix)) {
    return Sort::classDevices;
  }
  if (key.starts_with(kImplicitPrefix)) {
    return Sort::implicitClass;
  }
  if (key == "pods" || key == "count/pods") {
    return Sort::pods;
  }
  const std::string_view name = key.starts_with(kRequests) ? key.substr(kRequests.size()) : key;
  if (name == "cpu" || name == "memory" || name == "ephemeral-storage") {
    return Sort::compute;
  }
  return key.starts_with(kRequests) && isExtended(name) ? Sort::extended : Sort::other;
}

std::string_view classOf(std::string_view key) {
  return key.ends_with(kClassSuffix)        ? key.substr(0, key.size() - kClassSuffix.size())
         : key.starts_with(kImplicitPrefix) ? key.substr(kImplicitPrefix.size())
                                            : std::string_view();
}

Usage sum(Usage a, const Usage& b) {
  for (const auto& [key, amount] : b) {
    a[key] += amount;
  }
  return a;
}

Usage times(const Usage& usage, std::int64_t copies) {
  Usage out = usage;
  for (auto& [key, amount] : out) {
    amount *= copies;
  }
  return out;
}

std::string amountText(Quantity::Nano amount) {
  return std::string(Quantity::ofNano(amount, Quantity::Format::decimalSI).text());
}

ExtendedResources::ExtendedResources(const cluster::Snapshot& snapshot) {
  enabled = snapshot.server.minor == 0 || snapshot.server.minor >= 36;
  snapshot.of<DeviceClass>().forEach([&](cluster::Slot, const DeviceClass& deviceClass) { add(deviceClass); });
}

void ExtendedResources::add(const DeviceClass& deviceClass) {
  if (!deviceClass.extendedResourceName.empty()) {
    m_byClass[deviceClass.meta.name] = deviceClass.extendedResourceName;
  }
}

Text ExtendedResources::resourceOf(const Text& deviceClass) const {
  const auto found = m_byClass.find(deviceClass);
  return found == m_byClass.end() ? Text() : found->second;
}

bool ExtendedResources::served(const Text& resource) const {
  return std::any_of(m_byClass.begin(), m_byClass.end(), [&](const auto& entry) { return entry.second == resource; });
}

std::vector<Term> termsOf(const DeviceClaimSpec& spec) {
  std::vector<Term> out;
  for (const DeviceRequest& request : spec.requests) {
    if (!request.firstAvailable.empty()) {
      const std::size_t first = out.size();
      for (const DeviceRequestBody& body : request.firstAvailable) {
        const auto found = std::find_if(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                                        [&](const Term& term) { return term.deviceClass == body.deviceClassName; });
        Term& term = found == out.end() ? out.emplace_back(Term{request.name, body.deviceClassName, 0, {}}) : *found;
        term.counts = std::max(term.counts, countOf(body));
      }
      for (std::size_t i = first; i < out.size(); ++i) {
        out[i].why = request.firstAvailable.size() == 1
                         ? std::string()
                         : fmt::format("the most of {} alternatives", request.firstAvailable.size());
      }
    } else if (request.exactly) {
      Term term{request.name, request.exactly->deviceClassName, countOf(*request.exactly), {}};
      term.why = request.exactly->mode == CountMode::all           ? "All counts as 32"
                 : request.exactly->mode == CountMode::unsupported ? "an unknown mode counts nothing"
                 : request.exactly->adminAccess                    ? "admin access counts like any other"
                                                                   : "";
      out.push_back(std::move(term));
    }
  }
  return out;
}

Usage usageOf(const DeviceClaimSpec& spec, const ExtendedResources& extended, const Usage& podUsage) {
  Usage out{{Text(kClaimCount), kUnit}};
  std::map<Text, std::int64_t> byClass;
  for (const Term& term : termsOf(spec)) {
    byClass[term.deviceClass] = saturated(byClass[term.deviceClass], term.counts);
  }
  Usage more;
  for (const auto& [name, count] : byClass) {
    const Quantity::Nano amount = Quantity::Nano{count} * kUnit;
    out[Text(name.str() + std::string(kClassSuffix))] = amount;
    if (!extended.enabled || name.empty()) {
      continue;
    }
    more[Text(std::string(kImplicitPrefix) + name.str())] = amount;
    if (const Text resource = extended.resourceOf(name); !resource.empty()) {
      // Two classes that stand for one resource: upstream keeps either, by the order of a Go map. The larger is the worst case.
      Quantity::Nano& kept = more[Text(std::string(kRequests) + resource.str())];
      kept = std::max(kept, amount);
    }
  }
  for (const auto& [key, amount] : more) {
    const auto counted = podUsage.find(key);
    if (const Quantity::Nano rest = amount - (counted == podUsage.end() ? 0 : counted->second); rest > 0) {
      out[key] = rest;
    }
  }
  return out;
}

namespace {

bool madeForExtendedResources(const ResourceClaim& claim) {
  return labelValue(claim.meta.annotations(), "resource.kubernetes.io/extended-resource-claim") == "true";
}

/// The pod whose own usage covers the claim (resource_claims.go, getVerifiedPodUsage); null when it is to be counted in full.
const Pod* verifiedPod(const cluster::Snapshot& snapshot, const ResourceClaim& claim) {
  const OwnerReference* owner = claim.meta.controller();
  if (!madeForExtendedResources(claim) || owner == nullptr || !(owner->kind == "Pod") || !(owner->apiVersion == "v1")) {
    return nullptr;
  }
  const Pod* pod = snapshot.of<Pod>().find(claim.meta.namespaceName, owner->name);
  if (pod == nullptr || !(pod->meta.uid == owner->uid)) {
    return nullptr;
  }
  if (!pod->rare->extendedResourceClaim.empty()) {
    return pod->rare->extendedResourceClaim == claim.meta.name ? pod : nullptr;
  }
  // The pod does not say which claim is its own: the oldest, then the first by name.
  bool first = true;
  snapshot.of<ResourceClaim>().forEach([&](cluster::Slot, const ResourceClaim& other) {
    const OwnerReference* of = &other == &claim ? nullptr : other.meta.controller();
    if (of != nullptr && other.meta.namespaceName == claim.meta.namespaceName && of->kind == "Pod" && of->apiVersion == "v1" &&
        of->uid == pod->meta.uid && madeForExtendedResources(other)) {
      first = first && (claim.meta.created < other.meta.created ||
                        (claim.meta.created == other.meta.created && claim.meta.name < other.meta.name));
    }
  });
  return first ? pod : nullptr;
}

}  // namespace

Usage usageOf(const cluster::Snapshot& snapshot, const ResourceClaim& claim, const ExtendedResources& extended) {
  const Pod* pod = extended.enabled ? verifiedPod(snapshot, claim) : nullptr;
  return usageOf(claim.spec, extended, pod == nullptr ? Usage() : usageOf(*pod));
}

Usage usageOf(const Pod& pod) {
  Usage out{{Text("count/pods"), kUnit}};
  if (pod.finished()) {
    return out;  // what ended holds nothing but its place in storage
  }
  out[Text("pods")] = kUnit;
  for (const auto& [name, amount] : allocation::podRequests(pod)) {
    const std::string_view word = name.view();
    const bool compute = word == "cpu" || word == "memory" || word == "ephemeral-storage";
    if (compute) {
      out[name] = amount.nano();
    }
    if (compute || isExtended(word)) {
      out[Text(std::string(kRequests) + name.str())] = amount.nano();
    }
  }
  return out;
}

bool counts(const ResourceQuota& quota, const Text& key, const ExtendedResources& extended) {
  switch (sortOf(key.view())) {
    case Sort::claims:
    case Sort::classDevices:
    case Sort::templates:
      return !scoped(quota);
    case Sort::implicitClass:
      // Tracked for claims where the class has a name of its own too; pods that ask for the implicit name count in any case.
      return extended.enabled;
    case Sort::extended:
    case Sort::pods:
    case Sort::compute:
      return true;
    case Sort::other:
      break;
  }
  return false;
}

}  // namespace claimscope::quota
