#include "model/diagnosis/verdict.h"

#include <algorithm>
#include <array>

#include "model/diagnosis/source_words.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// A cause is named only when it comes shortly before its effect.
constexpr std::int64_t kCauseMs = 10 * kMinuteMs;

struct Tally {
  std::int64_t critical = 0;
  std::int64_t warnings = 0;
  std::int64_t notices = 0;
};

Tally tallyOf(const Diagnosis& diagnosis) {
  Tally tally;
  for (const Finding& finding : diagnosis.findings) {
    std::int64_t& count = finding.severity == Severity::critical  ? tally.critical
                          : finding.severity == Severity::warning ? tally.warnings
                                                                  : tally.notices;
    ++count;
  }
  return tally;
}

/// "1 critical finding, 3 warnings, 2 notices"
std::string tallyText(const Tally& tally) {
  std::string out;
  const auto add = [&](std::int64_t count, std::string_view one) {
    if (count > 0) {
      out += (out.empty() ? "" : ", ") + counted(count, one);
    }
  };
  add(tally.critical, "critical finding");
  add(tally.warnings, "warning");
  add(tally.notices, "notice");
  return out;
}

/// "an H200", "an A10G", "a T4": letters of a short name are spoken one by one.
std::string article(std::string_view name) {
  const char first = name.empty() ? 'x' : name.front();
  const bool spelled = name.size() > 1 && first >= 'A' && first <= 'Z' && !(name[1] >= 'a' && name[1] <= 'z');
  const std::string_view vowels = spelled ? "AEFHILMNORSX" : "AEIOaeio";
  return vowels.find(first) != std::string_view::npos ? "an" : "a";
}

std::int64_t waitingClaims(const Examination& examination) {
  return static_cast<std::int64_t>(examination.waiting.size() + examination.binding.size() + examination.preparing.size() +
                                   examination.inventory.missing.size());
}

/// The oldest demand of which nothing is free: what the sentence is about.
const Demand* worstDemand(const Examination& examination) {
  for (const Demand& demand : examination.demands) {
    if (demand.nothingFree() && examination.ageMs(demand.oldest) >= kSettleMs) {
      return &demand;
    }
  }
  return nullptr;
}

std::string waitSentence(std::int64_t waiting, const Demand& demand) {
  const auto needing = static_cast<std::int64_t>(demand.claims.size());
  const std::string need = article(demand.name) + " " + demand.name;
  const std::string none =
      demand.candidates == 1 ? "the only one is not free." : "none of the " + number(demand.candidates) + " is free.";
  if (needing == waiting) {
    return counted(waiting, "claim waits", "claims wait") + " for " + need + ", and " + none;
  }
  return counted(waiting, "claim waits", "claims wait") + ". " + numberWord(needing) + " of them need" +
         (needing == 1 ? "s " : " ") + need + ", and " + none;
}

Time oldestWait(const Examination& examination) {
  Time oldest;
  const auto take = [&](Time created) { oldest = created.isSet() && (!oldest.isSet() || created < oldest) ? created : oldest; };
  for (const cluster::ClaimIndex i : examination.waiting) {
    take(examination.claim(i).meta.created);
  }
  for (const cluster::MissingClaim& missing : examination.inventory.missing) {
    take(examination.pod(missing.pod).meta.created);
  }
  // Allocated claims may have served other pods before: they wait since the pod that cannot start was created.
  for (const auto* list : {&examination.binding, &examination.preparing}) {
    for (const cluster::ClaimIndex i : *list) {
      const auto& pods = examination.inventory.claims[i].pods;
      take(pods.empty() ? examination.claim(i).meta.created : examination.pod(pods.front()).meta.created);
    }
  }
  return oldest;
}

std::string timeOfDay(Time time) {
  const std::string text = formatTime(time);  // "2026-11-24T09:27:58Z"
  return text.size() >= 19 ? text.substr(11, 8) : text;
}

/// "Started 09:27:58, one minute after research/h200-hold was allocated." when a claim without a pod took the devices shortly
/// before.
std::string startSentence(const Examination& examination, const Demand& demand) {
  std::string out = " Started " + timeOfDay(demand.oldest);
  Time latest;
  cluster::ClaimIndex cause = cluster::kNone;
  for (const cluster::DeviceIndex i : demand.heldDevices) {
    for (const cluster::ClaimIndex claim : examination.inventory.devices[i].claims) {
      const Time allocated = examination.allocatedAt(claim);
      const bool before = allocated.isSet() && allocated <= demand.oldest && demand.oldest - allocated <= kCauseMs;
      if (before && (!latest.isSet() || latest < allocated)) {
        latest = allocated;
        cause = claim;
      }
    }
  }
  if (cause != cluster::kNone) {
    const std::int64_t after = demand.oldest - latest;
    const bool aboutAMinute = after >= 55 * kSecondMs && after < 65 * kSecondMs;
    out += ", " + (aboutAMinute ? std::string("one minute") : duration(after)) + " after " + examination.claimName(cause) +
           " was allocated";
  }
  return out + ".";
}

std::string notCheckedText(const Diagnosis& diagnosis) {
  return diagnosis.notChecked.empty() ? std::string() : " Not checked: " + listed(diagnosis.notChecked, 3) + ".";
}

void writeQuiet(const Examination& examination, Diagnosis& diagnosis) {
  const auto claims = static_cast<std::int64_t>(examination.inventory.claims.size());
  const std::int64_t waiting = waitingClaims(examination);
  std::string state;
  if (waiting == 0) {
    state = claims == 0   ? "there are no claims"
            : claims == 1 ? "the one claim is allocated"
                          : "none of " + counted(claims, "claim") + " waits";
  } else {
    state = counted(waiting, "claim waits", "claims wait") + ", none for long";
  }
  if (diagnosis.findings.empty()) {
    diagnosis.verdict = "Nothing is wrong: " + state + ".";
    diagnosis.verdictDetail = counted(static_cast<std::int64_t>(diagnosis.checksPassed), "check") + " passed on " +
                              counted(static_cast<std::int64_t>(examination.inventory.devices.size()), "device") + " and " +
                              counted(claims, "claim") + "." + notCheckedText(diagnosis);
    return;
  }
  diagnosis.verdict = "Nothing urgent: " + state + ".";
  diagnosis.verdictDetail = tallyText(tallyOf(diagnosis)) + ", " +
                            counted(static_cast<std::int64_t>(diagnosis.checksPassed), "check") + " passed." +
                            notCheckedText(diagnosis);
}

/// What cannot be answered at all, and why.
bool writeUnanswerable(const Examination& examination, Diagnosis& diagnosis) {
  const cluster::Snapshot& snapshot = examination.snapshot;
  if (!snapshot.firstSyncDone) {
    std::int64_t done = 0;
    std::uint64_t objects = 0;
    for (const cluster::Source& source : snapshot.sources) {
      const bool open = source.status.state == SourceState::waiting || source.status.state == SourceState::loading;
      done += open ? 0 : 1;
      objects += source.status.objects;
    }
    diagnosis.verdict = "Loading: " + number(done) + " of " + number(static_cast<std::int64_t>(kKindCount)) + " kinds are read.";
    diagnosis.verdictDetail = counted(static_cast<std::int64_t>(objects), "object") +
                              " so far. Checks run on what is complete, numbers grow until then.";
    return true;
  }
  if (draIsAbsent(snapshot)) {
    const bool files = snapshot.server.origin == Origin::files;
    diagnosis.verdict = files ? "These files hold no object of resource.k8s.io." : "This API server has no resource.k8s.io.";
    diagnosis.verdictDetail =
        files ? "Save them with kubectl get resourceclaims,resourceslices,deviceclasses -A -o yaml."
              : (snapshot.server.gitVersion.empty() ? std::string("It") : "Kubernetes " + snapshot.server.gitVersion) +
                    " has it from 1.34 on by default; before, an API server flag turns it on. There is nothing to check.";
    return true;
  }
  const bool claimsHidden = snapshot.source(Kind::ResourceClaim).status.state == SourceState::forbidden;
  if (claimsHidden && snapshot.source(Kind::ResourceSlice).status.state == SourceState::forbidden) {
    diagnosis.verdict = "ResourceClaims and ResourceSlices are forbidden: nothing can be said about devices.";
    diagnosis.verdictDetail =
        tallyText(tallyOf(diagnosis)) + ". Ask for get, list and watch on both." + notCheckedText(diagnosis);
    return true;
  }
  return false;
}

}  // namespace

bool draIsAbsent(const cluster::Snapshot& snapshot) {
  const auto absent = [&](Kind kind) { return snapshot.source(kind).status.state == SourceState::notServed; };
  const bool fromFiles = snapshot.server.origin == Origin::files && snapshot.of<ResourceClaim>().empty() &&
                         snapshot.of<ResourceSlice>().empty() && snapshot.of<DeviceClass>().empty() &&
                         snapshot.of<ResourceClass>().empty() && snapshot.of<ResourceClaimTemplate>().empty() &&
                         snapshot.inventory->missing.empty() && snapshot.source(Kind::ResourceClaim).skipped == 0 &&
                         snapshot.source(Kind::ResourceSlice).skipped == 0;
  return snapshot.firstSyncDone && (fromFiles || (absent(Kind::ResourceClaim) && absent(Kind::ResourceSlice) &&
                                                  absent(Kind::DeviceClass) && absent(Kind::ResourceClass)));
}

void writeVerdict(const Examination& examination, Diagnosis& diagnosis) {
  if (writeUnanswerable(examination, diagnosis)) {
    return;
  }
  if (diagnosis.findings.empty() || diagnosis.worst == Severity::notice) {
    writeQuiet(examination, diagnosis);
    return;
  }
  const std::int64_t waiting = waitingClaims(examination);
  const Finding& first = diagnosis.findings.front();
  const Demand* demand = first.check == "claims_waiting" ? worstDemand(examination) : nullptr;
  if (demand != nullptr) {
    diagnosis.verdict = waitSentence(waiting, *demand);
  } else {
    diagnosis.verdict = (waiting > 0 ? counted(waiting, "claim waits", "claims wait") + ". " : std::string()) + first.title + ".";
  }
  diagnosis.verdictDetail = tallyText(tallyOf(diagnosis)) + ".";
  const Time oldest = oldestWait(examination);
  if (oldest.isSet()) {
    diagnosis.verdictDetail += " Oldest wait " + duration(examination.ageMs(oldest)) + ".";
  }
  if (demand != nullptr) {
    diagnosis.verdictDetail += startSentence(examination, *demand);
  }
}

}  // namespace claimscope::diagnosis
