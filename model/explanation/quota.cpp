#include "model/explanation/quota.h"

#include <fmt/format.h>

#include <vector>

#include "model/base/words.h"
#include "model/quota/admission.h"

namespace claimscope::explanation {

using cluster::Snapshot;

namespace {

/// What the claim of an entry counts; of one whose template is not seen, that it is a claim.
quota::Usage usageOfEntry(const Snapshot& snapshot, const Pod& pod, const PodClaimEntry& entry,
                          const quota::ExtendedResources& extended) {
  const auto* form = snapshot.of<ResourceClaimTemplate>().find(pod.meta.namespaceName, entry.templateName);
  return form == nullptr ? quota::Usage{{Text(quota::kClaimCount), quota::kUnit}} : quota::usageOf(form->spec, extended);
}

std::string nounOf(std::string_view resource) {
  if (resource == quota::kClaimCount) {
    return "claims";
  }
  const std::string_view deviceClass = quota::classOf(resource);
  return deviceClass.empty() ? std::string(resource) : "devices of class " + std::string(deviceClass);
}

Cause causeOf(const ResourceQuota& quota, const std::optional<quota::Refusal>& full) {
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
  const std::string used = quota::amountText(full->used);
  const std::string hard = quota::amountText(full->hard);
  const std::string noun = nounOf(full->key.view());
  cause.held = fmt::format("{} of {} {} used", used, hard, noun);
  cause.summary =
      fmt::format("ResourceQuota {} is used up: {} of {} {}{}.", name, used, hard, noun,
                  full->asks > quota::kUnit ? fmt::format(", this asks for {} more", quota::amountText(full->asks)) : "");
  cause.evidence.push_back({"ResourceQuota " + quota.meta.namespaceName.str() + "/" + name,
                            "status.used " + full->key.str(),
                            fmt::format("{} of {}", used, hard),
                            "A claim over quota is refused when it is created",
                            "",
                            {},
                            kubectlGet("resourcequota", quota.meta)});
  const std::string needed = quota::amountText(full->used + full->asks);
  cause.fixes.push_back(
      {"raise-quota:" + quota.meta.namespaceName.str() + "/" + name, fmt::format("Raise {} to {}", full->key.view(), needed),
       "The controller makes the claim at its next try.", "The namespace may then hold more devices.",
       kubectl(quota.meta.namespaceName, "patch", "resourcequota", quota.meta.name.view()) + " --type=merge -p " +
           words::shellWord(fmt::format(R"({{"spec":{{"hard":{{"{}":"{}"}}}}}})", full->key.view(), needed)),
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

Cause quotaCause(const Snapshot& snapshot, const Pod& pod, const PodClaimEntry& entry, const Text& name) {
  const ResourceQuota* quota = snapshot.of<ResourceQuota>().find(pod.meta.namespaceName, name);
  if (quota == nullptr) {
    ResourceQuota unseen;
    unseen.meta.name = name.empty() ? Text("(not named)") : name;
    unseen.meta.namespaceName = pod.meta.namespaceName;
    return causeOf(unseen, std::nullopt);
  }
  const quota::ExtendedResources extended(snapshot);
  std::vector<quota::Refusal> full = quota::refusalsBy(*quota, usageOfEntry(snapshot, pod, entry, extended), extended);
  return causeOf(*quota, full.empty() ? std::nullopt : std::optional(std::move(full.front())));
}

std::optional<Cause> quotaLeavesNoRoom(const Snapshot& snapshot, const Pod& pod, const PodClaimEntry& entry) {
  const quota::ExtendedResources extended(snapshot);
  const quota::Usage usage = usageOfEntry(snapshot, pod, entry, extended);
  std::optional<Cause> out;
  snapshot.of<ResourceQuota>().forEach([&](cluster::Slot, const ResourceQuota& quota) {
    if (!out && quota.meta.namespaceName == pod.meta.namespaceName) {
      if (const std::vector<quota::Refusal> full = quota::refusalsBy(quota, usage, extended); !full.empty()) {
        out = causeOf(quota, full.front());
      }
    }
  });
  return out;
}

}  // namespace claimscope::explanation
