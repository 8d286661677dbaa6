#include "model/explanation/ladder.h"

#include <algorithm>
#include <array>

#include "model/base/words.h"
#include "model/explanation/creation.h"

namespace claimscope::explanation {
namespace {

struct Stage {
  std::string_view id;
  std::string_view title;
};
constexpr std::array<Stage, 9> kStages{{{"created", "Claim created"},
                                        {"quota", "Quota"},
                                        {"queue", "Queue"},
                                        {"gates", "Scheduler gates"},
                                        {"scheduler", "Scheduler"},
                                        {"allocation", "Allocation"},
                                        {"binding", "Binding"},
                                        {"prepare", "Kubelet prepare"},
                                        {"running", "Container start"}}};

class Builder {
 public:
  Builder(const Subject& subject, const SchedulerMessage& said) : m_subject(subject), m_said(said) {}

  /// A stage that the claim has left behind.
  [[nodiscard]] Rung passed(const Stage& stage) const {
    Rung rung{std::string(stage.id), std::string(stage.title), RungState::done, {}, {}};
    if (stage.id == "created") {
      const auto count = static_cast<std::int64_t>(m_subject.claims.size());
      rung.detail = m_subject.hypothetical ? "not created yet" : words::counted(count, "claim");
      rung.state = m_subject.hypothetical ? RungState::notUsed : RungState::done;
      if (!m_subject.missing.empty()) {
        rung.state = RungState::notReached;
        rung.detail = "not created";
      }
    } else if (stage.id == "quota") {
      describeQuota(rung);
    } else if (stage.id == "queue") {
      const bool queued = m_subject.pod != nullptr && hasLabel(m_subject.pod->meta.labels, "kueue.x-k8s.io/queue-name");
      rung.state = queued ? RungState::done : RungState::notUsed;
      rung.detail = queued ? "admitted by Kueue" : "no queue label";
    } else if (stage.id == "gates") {
      rung.detail = "none set";
    } else if (stage.id == "scheduler") {
      describeScheduler(rung);
    } else if (stage.id == "allocation") {
      describeAllocation(rung);
    } else if (stage.id == "binding") {
      const bool used = std::any_of(m_subject.claims.begin(), m_subject.claims.end(), [](const ResourceClaim* claim) {
        return claim->allocation != nullptr &&
               std::any_of(claim->allocation->results.begin(), claim->allocation->results.end(),
                           [](const DeviceAllocation& result) { return !result.bindingConditions.empty(); });
      });
      rung.state = used ? RungState::done : RungState::notUsed;
      rung.detail = used ? "conditions are True" : "no binding conditions";
    } else if (stage.id == "prepare") {
      rung.detail = m_subject.pod != nullptr ? "on " + m_subject.pod->nodeName.str() : "";
    } else {
      rung.detail = m_subject.pod != nullptr ? m_subject.pod->statusWord() : "";
    }
    return rung;
  }

 private:
  void describeQuota(Rung& rung) const {
    const bool hidden = m_subject.snapshot->boundOf(Kind::ResourceQuota) != Bound::exact;
    rung.detail = quotaWords(*m_subject.snapshot, m_subject.namespaceName());
    if (rung.detail.empty()) {
      rung.state = hidden ? RungState::unknown : RungState::notUsed;
      rung.detail = hidden ? "quotas are not visible" : "no quota counts claims";
    }
  }

  void describeScheduler(Rung& rung) const {
    const Pod* pod = m_subject.pod;
    if (pod == nullptr) {
      rung.state = RungState::notReached;
      rung.detail = "no pod asks for it";
      return;
    }
    const std::string name = pod->spec->schedulerName.empty() || pod->spec->schedulerName == "default-scheduler"
                                 ? ""
                                 : ", " + pod->spec->schedulerName.str();
    const PodCondition* scheduled = pod->condition("PodScheduled");
    if (!pod->nodeName.empty()) {
      rung.detail = "chose " + pod->nodeName.str() + name;
    } else if (m_subject.hypothetical) {
      rung.state = RungState::notReached;
      rung.detail = "not asked yet";
    } else if (scheduled == nullptr) {
      rung.state = RungState::unknown;
      rung.detail = "has said nothing yet" + name;
    } else {
      rung.detail = (m_said.kind == SchedulerMessage::Kind::error ? "stopped with an error" : "found no node") + name;
    }
  }

  void describeAllocation(Rung& rung) const {
    std::int64_t devices = 0;
    for (const ResourceClaim* claim : m_subject.claims) {
      devices += claim->allocation == nullptr ? 0 : static_cast<std::int64_t>(claim->allocation->results.size());
    }
    rung.detail = words::counted(devices, "device");
  }

  const Subject& m_subject;
  const SchedulerMessage& m_said;
};

}  // namespace

std::vector<Rung> ladderOf(const Subject& subject, const Cause& cause, const SchedulerMessage& said) {
  std::vector<Rung> out;
  const Builder builder(subject, said);
  bool reached = true;
  for (const Stage& stage : kStages) {
    if (!reached) {
      out.push_back({std::string(stage.id), std::string(stage.title), RungState::notReached, "not reached", {}});
      continue;
    }
    if (stage.id == cause.rung) {
      out.push_back({std::string(stage.id), std::string(stage.title), RungState::holds, "held: " + cause.held, cause.since});
      reached = false;
      continue;
    }
    out.push_back(builder.passed(stage));
  }
  return out;
}

}  // namespace claimscope::explanation
