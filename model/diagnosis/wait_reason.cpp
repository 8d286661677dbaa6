#include "model/diagnosis/wait_reason.h"

#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// What follows a name in the message of the admission plugin, up to the next comma.
std::string_view after(std::string_view message, std::string_view name) {
  const std::size_t at = message.find(name);
  return at == std::string_view::npos ? std::string_view()
                                      : message.substr(at + name.size(), message.find(',', at + name.size()) - at - name.size());
}

/// "10" of "count/resourceclaims.resource.k8s.io=10".
std::string_view amountOf(std::string_view pair) {
  const std::size_t equals = pair.rfind('=');
  return equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
}

void addPart(std::string& out, std::int64_t devices, const char* words) {
  if (devices > 0) {
    out += ", " + number(devices) + " " + words;
  }
}

}  // namespace

std::string waitReason(const Demand& demand, std::int64_t wanted) {
  if (demand.classic || !demand.classKnown || !demand.counted) {
    return {};
  }
  if (demand.candidates == 0) {
    return "no device matches";
  }
  if (demand.nothingFree()) {
    std::string out = number(demand.taken) + " of " + number(demand.candidates) + " in use";
    addPart(out, demand.blocked, "without counters");
    addPart(out, demand.tainted, "tainted");
    addPart(out, demand.unhealthy, "unhealthy");
    addPart(out, demand.unknown, "unknown");
    return out;
  }
  return wanted > demand.freeOnOneNode ? "no node has " + number(wanted) + " free" : std::string();
}

std::string quotaReason(std::string_view message) {
  const std::string_view quota = after(message, "exceeded quota: ");
  const std::string_view used = amountOf(after(message, "used: "));
  const std::string_view limited = amountOf(after(message, "limited: "));
  if (quota.empty() || used.empty() || limited.empty()) {
    return {};
  }
  return oneLine(used) + " of " + oneLine(limited) + " used of quota " + oneLine(middleCut(quota, 24));
}

std::string_view waitReasonOf(const Diagnosis& diagnosis, const Uid& uid, std::string_view told) {
  const auto found = diagnosis.waitReasons.find(uid);
  return found == diagnosis.waitReasons.end() ? told : std::string_view(found->second);
}

WaitReasons waitReasons(const Examination& examination) {
  WaitReasons out;
  const auto say = [&](cluster::ClaimIndex index, std::string words) {
    if (!words.empty()) {
      out.insert_or_assign(examination.claim(index).meta.uid, std::move(words));
    }
  };
  // Without all slices a device that is not seen may be free.
  if (examination.complete(Kind::ResourceSlice)) {
    for (const Demand& demand : examination.demands) {
      for (const cluster::ClaimIndex index : demand.claims) {
        say(index, waitReason(demand, examination.inventory.claims[index].wanted));
      }
    }
  }
  for (const cluster::ClaimIndex index : examination.preparing) {
    if (const LostDriver* lost = examination.lostDriverOf(index)) {
      say(index, lost->event != nullptr ? "driver not registered" : "driver withdrew its slices");
    }
  }
  for (const cluster::MissingClaim& missing : examination.inventory.missing) {
    const Uid& pod = examination.pod(missing.pod).meta.uid;
    const Event* event = examination.eventOf(pod, "FailedResourceClaimCreation");
    if (std::string words = quotaReason(event != nullptr ? event->message.view() : missing.why); !words.empty()) {
      out.insert_or_assign(pod, std::move(words));
    }
  }
  return out;
}

}  // namespace claimscope::diagnosis
