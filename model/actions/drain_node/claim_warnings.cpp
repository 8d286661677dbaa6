// What a drain does to claims: those with nowhere to go, those that stay, and the spare devices that are needed.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/actions/drain_node/notice_parts.h"

namespace claimscope::actions::drain {

namespace {

using After = ClaimFate::After;

constexpr std::size_t kMostNotices = 5;  ///< of one sort, one each; more are one sentence

/// Holds what the claim asks for, for the pod that will come: it waits until something is free.
std::optional<ActionRequest> holdFor(const RehearsedPod& pod, const ResourceClaim& claim) {
  for (const DeviceRequest& request : claim.spec.requests) {
    const DeviceRequestBody* body = request.exactly                   ? &*request.exactly
                                    : !request.firstAvailable.empty() ? &request.firstAvailable.front()
                                                                      : nullptr;
    if (body != nullptr && !body->adminAccess && body->mode == CountMode::exactCount) {
      return ActionRequest{"preallocate",
                           {{"class", "", body->deviceClassName.str()}},
                           {{"count", std::to_string(body->count)},
                            {"namespace", claim.meta.namespaceName.str()},
                            {"like", pod.pod().meta.namespaceName.str() + "/" + pod.pod().meta.name.str()},
                            {"wait", "true"}},
                           {"the drain of its node leaves claim " + nameOf(claim.meta) + " nowhere to go"}};
    }
  }
  return std::nullopt;
}

void addMisfits(const Rehearsal& rehearsal, ActionPlan& plan) {
  std::set<cluster::ClaimIndex> named;
  std::vector<const RehearsedPod*> others;
  std::size_t shown = 0;
  std::int64_t more = 0;
  for (const RehearsedPod& pod : rehearsal.pods) {
    if (!pod.landing.known || pod.landing.fits) {
      continue;
    }
    const auto claim = std::find_if(pod.claims.begin(), pod.claims.end(), [&](cluster::ClaimIndex index) {
      const After after = rehearsal.fates->of(index).after;
      return after == After::anew || after == After::released;
    });
    if (claim == pod.claims.end()) {
      others.push_back(&pod);
      continue;
    }
    if (!named.insert(*claim).second) {
      continue;
    }
    if (++shown > kMostNotices) {
      ++more;
      continue;
    }
    const ResourceClaim& object = claimAt(rehearsal.snapshot, *claim);
    plan.warnings.push_back({Mark::warning,
                             fmt::format("Claim {} has nowhere to go", nameOf(object.meta)),
                             fmt::format("{} comes back and waits: {}.{}", nameOf(pod.pod().meta), pod.landing.reason,
                                         pod.lacksDevices ? " Preallocate its devices elsewhere first." : ""),
                             claimRef(object),
                             pod.lacksDevices ? holdFor(pod, object) : std::nullopt,
                             {}});
  }
  if (more > 0) {
    plan.warnings.push_back({Mark::warning,
                             fmt::format("{} {} nowhere to go", words::counted(more, "more claim"), more == 1 ? "has" : "have"),
                             "Their pods come back and wait.",
                             std::nullopt,
                             std::nullopt,
                             {}});
  }
  if (!others.empty()) {
    plan.warnings.push_back({Mark::warning,
                             others.size() == 1 ? fmt::format("{} has nowhere to go", nameOf(others.front()->pod().meta))
                                                : fmt::format("{} have nowhere to go",
                                                              words::counted(static_cast<std::int64_t>(others.size()), "pod")),
                             others.front()->landing.reason + "." + (others.size() == 1 ? "" : " " + namesOf(others) + "."),
                             podRef(*others.front()),
                             std::nullopt,
                             {}});
  }
}

void addPinned(const Rehearsal& rehearsal, ActionPlan& plan) {
  std::vector<std::string> idle;
  std::optional<ObjectRef> firstIdle;
  std::size_t shown = 0;
  for (const cluster::ClaimIndex index : rehearsal.fates->claims()) {
    const ClaimFate& fate = rehearsal.fates->of(index);
    const ResourceClaim& claim = claimAt(rehearsal.snapshot, index);
    if (fate.after != After::stays || claim.allocation == nullptr) {
      continue;
    }
    if (fate.consumers.empty()) {
      idle.push_back(nameOf(claim.meta));
      firstIdle = firstIdle ? firstIdle : claimRef(claim);
      continue;
    }
    std::vector<std::string> leaving;
    for (const RehearsedPod& pod : rehearsal.pods) {
      if (pod.base.leaves && std::find(pod.claims.begin(), pod.claims.end(), index) != pod.claims.end()) {
        leaving.push_back(nameOf(pod.pod().meta));
      }
    }
    if (!leaving.empty() && ++shown <= kMostNotices) {
      plan.warnings.push_back(
          {Mark::warning,
           fmt::format("Claim {} stays pinned", nameOf(claim.meta)),
           fmt::format("{} still {} it, so {} can come back only where its devices are.", words::listed(fate.consumers),
                       fate.consumers.size() == 1 ? "holds" : "hold", words::listed(leaving)),
           claimRef(claim),
           std::nullopt,
           {}});
    }
  }
  if (!idle.empty()) {
    Notice notice{Mark::warning,
                  idle.size() == 1
                      ? fmt::format("Claim {} keeps its devices", idle.front())
                      : fmt::format("{} keep their devices", words::counted(static_cast<std::int64_t>(idle.size()), "claim")),
                  "No pod uses " + std::string(idle.size() == 1 ? "it" : words::listed(idle, 4)) +
                      ", so no eviction frees the devices. Release it, or its next pod has to run on this node.",
                  firstIdle,
                  ActionRequest{"release_claim", {*firstIdle}, {}, {"no pod uses it and its node is to be drained"}},
                  {}};
    plan.warnings.push_back(std::move(notice));
  }
}

}  // namespace

void addClaimWarnings(const Rehearsal& rehearsal, ActionPlan& plan) {
  addMisfits(rehearsal, plan);
  addPinned(rehearsal, plan);
}

void addSpareCapacity(const Rehearsal& rehearsal, ActionPlan& plan) {
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> byDriver;
  for (const RehearsedPod& pod : rehearsal.pods) {
    for (const cluster::ClaimIndex claim : pod.claims) {
      const After after = rehearsal.fates->of(claim).after;
      if (!pod.base.returns || (after != After::anew && after != After::released)) {
        continue;
      }
      for (const DeviceAllocation& result : claimAt(rehearsal.snapshot, claim).allocation != nullptr
                                                ? claimAt(rehearsal.snapshot, claim).allocation->results
                                                : List<DeviceAllocation>{}) {
        byDriver[result.driver.str()].first += result.adminAccess ? 0 : 1;
      }
    }
  }
  const std::vector<Text> drained = rehearsal.nodeNames();
  for (const cluster::DeviceView& device : rehearsal.snapshot.inventory->devices) {
    const auto found = byDriver.find(device.driver.str());
    if (found != byDriver.end() && device.state == cluster::DeviceState::free && !device.blocked &&
        std::find(drained.begin(), drained.end(), device.node) == drained.end()) {
      ++found->second.second;
    }
  }
  const bool lacking =
      std::any_of(byDriver.begin(), byDriver.end(), [](const auto& one) { return one.second.first > one.second.second; });
  const Bound sure = rehearsal.snapshot.inventory->freeBound;
  const bool seen = sure != Bound::unknown && rehearsal.snapshot.boundOf(Kind::ResourceSlice) != Bound::unknown;
  if (!seen || byDriver.empty() || (rehearsal.nodes.size() == 1 && !lacking)) {
    return;
  }
  std::vector<std::string> parts;
  for (const auto& [driver, count] : byDriver) {
    parts.push_back(fmt::format("{} of {}, {} {} free elsewhere", words::counted(count.first, "device"), words::oneLine(driver),
                                words::bounded(count.second, sure), count.second == 1 ? "is" : "are"));
  }
  plan.warnings.push_back(
      {lacking ? Mark::warning : Mark::neutral,
       "Spare capacity needed: " + words::listed(parts, parts.size()),
       lacking ? "Add nodes, or release devices, before the drain." : "Free is not yet fitting: see where each pod lands.",
       std::nullopt,
       std::nullopt,
       {}});
}

}  // namespace claimscope::actions::drain
