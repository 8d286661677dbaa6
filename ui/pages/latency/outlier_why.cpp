#include "ui/pages/latency/outlier_why.h"

#include <algorithm>
#include <map>

#include "model/diagnosis/wait_reason.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/tell.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

using latency::Stage;

/// What the events of one pod add up to.
struct PodEvents {
  std::int64_t retries = 0;
  QString scheduling;  ///< the last message of the scheduler
  QString prepare;
  QString binding;
  QString image;
};

struct PodKey {
  Text namespaceName;
  Text name;
  friend bool operator==(const PodKey&, const PodKey&) = default;
};
struct PodKeyHash {
  std::size_t operator()(const PodKey& key) const noexcept { return key.namespaceName.hash() * 31U ^ key.name.hash(); }
};
using EventsByPod = std::unordered_map<PodKey, PodEvents, PodKeyHash>;

void note(PodEvents& pod, const Event& event) {
  if (event.reason == "FailedScheduling") {
    pod.retries += std::max<std::int32_t>(1, event.count);
    pod.scheduling = plain(event.message.view());
  } else if (event.reason == "FailedPrepareDynamicResources") {
    pod.prepare = plain(event.message.view());
  } else if (event.reason == "BindingConditionsPending") {
    pod.binding = plain(event.message.view());
  } else if (event.reason == "Pulled" || event.reason == "Pulling" || event.reason == "Failed" || event.reason == "BackOff") {
    pod.image = plain(event.message.view());
  }
}

WhyWords fromEvents(const PodEvents& pod, Stage stage) {
  switch (stage) {
    case Stage::created:
    case Stage::allocated:
      return pod.retries > 0 ? WhyWords{counted(pod.retries, tell("retry"), tell("retries")), pod.scheduling} : WhyWords{};
    case Stage::scheduled:
      return pod.binding.isEmpty() ? WhyWords{} : WhyWords{tell("binding conditions"), pod.binding};
    case Stage::prepared:
      return pod.prepare.isEmpty() ? WhyWords{} : WhyWords{tell("prepare failed first"), pod.prepare};
    case Stage::started:
      break;
  }
  return pod.image.isEmpty() ? WhyWords{} : WhyWords{tell("image pull"), pod.image};
}

/// Why it waits, and what the API says of the rung that holds it.
WhyWords whyWords(const View& view, const latency::Life& life, std::string_view held, std::string_view told) {
  const std::string_view reason = diagnosis::waitReasonOf(*view.diagnosis, life.uid, told);
  if (reason.empty()) {
    return {said(held), said(held)};
  }
  const QString why = reason == told ? plain(told) : said(reason);
  return {why, held.empty() || told.empty() ? why : tell("held at %1: %2").arg(said(held), plain(told))};
}

/// The rung that holds it now.
WhyWords fromInventory(const View& view, const latency::Life& life) {
  const cluster::Snapshot& snapshot = *view.snapshot;
  if (const cluster::ClaimIndex index = findClaim(snapshot, refOf(life)); index != cluster::kNone) {
    const cluster::ClaimView& claim = snapshot.inventory->claims[index];
    return whyWords(view, life, claim.heldAt.view(), claim.why.view());
  }
  const cluster::Slot pod = snapshot.of<Pod>().slotOf(life.namespaceName, life.pod);
  for (const cluster::MissingClaim& missing : snapshot.inventory->missing) {
    if (life.name.empty() && missing.pod == pod && pod != cluster::kNoSlot) {
      return whyWords(view, life, missing.heldAt, missing.why);
    }
  }
  return {};
}

}  // namespace

WhyByLife outlierWhys(const View& view, const latency::Report& report, const latency::Lives& lives) {
  WhyByLife out;
  EventsByPod events;
  for (const latency::Outlier& outlier : report.outliers) {
    const latency::Life& life = lives.lives[outlier.life];
    if (!life.pod.empty()) {
      events.try_emplace({life.namespaceName, life.pod});
    }
  }
  if (!events.empty()) {
    view.snapshot->of<Event>().forEach([&](cluster::Slot, const Event& event) {
      if (event.objectKind == "Pod") {
        if (const auto found = events.find({event.objectNamespace, event.objectName}); found != events.end()) {
          note(found->second, event);
        }
      }
    });
  }
  std::map<std::string, QString> findings;
  for (const diagnosis::Finding& finding : view.diagnosis->findings) {
    for (const ObjectRef& object : finding.objects) {
      findings.try_emplace(object.str(), plain(finding.title));
    }
  }
  for (const latency::Outlier& outlier : report.outliers) {
    const latency::Life& life = lives.lives[outlier.life];
    WhyWords why = outlier.whole.open ? fromInventory(view, life) : WhyWords{};
    if (const auto found = events.find({life.namespaceName, life.pod}); why.words.isEmpty() && found != events.end()) {
      why = fromEvents(found->second, outlier.stage);
    }
    const auto finding = findings.find(refOf(life).str());
    if (finding != findings.end()) {
      why.tooltip += (why.tooltip.isEmpty() ? QString() : QStringLiteral("\n")) + finding->second;
      why.words = why.words.isEmpty() ? finding->second : why.words;
    }
    if (!why.words.isEmpty()) {
      out.emplace(static_cast<std::uint32_t>(outlier.life), std::move(why));
    }
  }
  return out;
}

}  // namespace claimscope::ui
