#include "model/explanation/quota.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/base/words.h"

namespace claimscope::explanation {

using cluster::Snapshot;

namespace {

constexpr std::string_view kClaimCount = "count/resourceclaims.resource.k8s.io";
constexpr std::int64_t kAllCountsAs = 32;

const Quantity* find(const ResourceList& list, const Text& name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.first == name; });
  return found == list.end() ? nullptr : &found->second;
}

/// Devices by class, as quota counts them.
std::map<Text, std::int64_t> devicesByClass(const DeviceClaimSpec& spec) {
  std::map<Text, std::int64_t> out;
  const auto counted = [](const DeviceRequestBody& body) { return body.mode == CountMode::all ? kAllCountsAs : body.count; };
  for (const DeviceRequest& request : spec.requests) {
    if (request.exactly) {
      out[request.exactly->deviceClassName] += counted(*request.exactly);
    }
    std::map<Text, std::int64_t> most;
    for (const DeviceRequestBody& body : request.firstAvailable) {
      most[body.deviceClassName] = std::max(most[body.deviceClassName], counted(body));
    }
    for (const auto& [name, count] : most) {
      out[name] += count;
    }
  }
  return out;
}

struct Exceeded {
  Text resource;
  std::int64_t hard = 0;
  std::int64_t used = 0;
  std::int64_t asks = 0;
};

/// What of this quota has no room for so much; the resource with least room first.
std::optional<Exceeded> exceeded(const ResourceQuota& quota, const std::map<Text, std::int64_t>& asks) {
  for (const auto& [resource, hard] : quota.hard) {
    const auto asked = asks.find(resource);
    if (asked == asks.end()) {
      continue;
    }
    const Quantity* used = find(quota.used, resource);
    const std::int64_t have = used == nullptr ? 0 : used->value();
    if (have + asked->second > hard.value()) {
      return Exceeded{resource, hard.value(), have, asked->second};
    }
  }
  return std::nullopt;
}

std::string nounOf(std::string_view resource) {
  if (resource == kClaimCount) {
    return "claims";
  }
  for (const std::string_view suffix : {".deviceclass.resource.k8s.io/devices"}) {
    if (resource.size() > suffix.size() && resource.substr(resource.size() - suffix.size()) == suffix) {
      return "devices of class " + std::string(resource.substr(0, resource.size() - suffix.size()));
    }
  }
  return std::string(resource);
}

Cause causeOf(const ResourceQuota& quota, const std::optional<Exceeded>& full) {
  Cause cause;
  cause.verdict = Verdict::blockedBefore;
  cause.reason = reason::kQuotaExceeded;
  cause.rung = "quota";
  const std::string name = quota.meta.name.str();
  if (!full) {
    cause.held = name + " is exceeded";
    cause.summary = "ResourceQuota " + name + " leaves no room for the claim.";
    return cause;
  }
  cause.held = fmt::format("{} of {} {} used", full->used, full->hard, nounOf(full->resource.view()));
  cause.summary =
      fmt::format("ResourceQuota {} is used up: {} of {} {}{}.", name, full->used, full->hard, nounOf(full->resource.view()),
                  full->asks > 1 ? fmt::format(", this asks for {} more", full->asks) : "");
  cause.evidence.push_back({"ResourceQuota " + quota.meta.namespaceName.str() + "/" + name,
                            "status.used " + full->resource.str(),
                            fmt::format("{} of {}", full->used, full->hard),
                            "A claim over quota is refused when it is created",
                            "",
                            {},
                            kubectlGet("resourcequota", quota.meta)});
  const std::int64_t needed = full->used + full->asks;
  cause.fixes.push_back(
      {"raise-quota:" + quota.meta.namespaceName.str() + "/" + name, fmt::format("Raise {} to {}", full->resource.view(), needed),
       "The controller makes the claim at its next try.", "The namespace may then hold more devices.",
       kubectl(quota.meta.namespaceName, "patch", "resourcequota", quota.meta.name.view()) + " --type=merge -p " +
           words::shellWord(fmt::format(R"({{"spec":{{"hard":{{"{}":"{}"}}}}}})", full->resource.view(), needed)),
       "", false});
  return cause;
}

}  // namespace

Text quotaNamedBy(std::string_view message) {
  constexpr std::string_view kBefore = "exceeded quota: ";
  const std::size_t at = message.find(kBefore);
  if (at == std::string_view::npos) {
    return {};
  }
  const std::string_view rest = message.substr(at + kBefore.size());
  return Text(rest.substr(0, rest.find(',')));
}

Cause quotaCause(const Snapshot& snapshot, const Text& namespaceName, const Text& name) {
  const ResourceQuota* quota = snapshot.of<ResourceQuota>().find(namespaceName, name);
  if (quota == nullptr) {
    ResourceQuota unseen;
    unseen.meta.name = name.empty() ? Text("(not named)") : name;
    unseen.meta.namespaceName = namespaceName;
    return causeOf(unseen, std::nullopt);
  }
  std::map<Text, std::int64_t> one;
  for (const auto& [resource, hard] : quota->hard) {
    if (resource == kClaimCount || resource.view().find("deviceclass.resource") != std::string_view::npos) {
      one[resource] = 1;
    }
  }
  return causeOf(*quota, exceeded(*quota, one));
}

std::optional<Cause> quotaLeavesNoRoom(const Snapshot& snapshot, const Pod& pod, const PodClaimEntry& entry) {
  std::map<Text, std::int64_t> asks{{Text(kClaimCount), 1}};
  if (const auto* claimTemplate = snapshot.of<ResourceClaimTemplate>().find(pod.meta.namespaceName, entry.templateName)) {
    for (const auto& [name, count] : devicesByClass(claimTemplate->spec)) {
      asks[Text(name.str() + ".deviceclass.resource.k8s.io/devices")] += count;
      asks[Text("requests.deviceclass.resource.kubernetes.io/" + name.str())] += count;
    }
  }
  std::optional<Cause> out;
  snapshot.of<ResourceQuota>().forEach([&](cluster::Slot, const ResourceQuota& quota) {
    if (!out && quota.meta.namespaceName == pod.meta.namespaceName) {
      if (const std::optional<Exceeded> full = exceeded(quota, asks)) {
        out = causeOf(quota, full);
      }
    }
  });
  return out;
}

}  // namespace claimscope::explanation
