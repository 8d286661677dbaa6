#include "app/exporter/failures.h"

#include <algorithm>

#include "model/explanation/reasons.h"
#include "model/explanation/scheduler_message.h"

namespace claimscope::exporter {
namespace {

using explanation::SchedulerMessage;
namespace reason = explanation::reason;

constexpr std::size_t kSweepAbove = 1024;

bool isReadable(const cluster::Snapshot& snapshot) {
  const SourceState state = snapshot.source(Kind::Event).status.state;
  return state == SourceState::live || state == SourceState::polling || state == SourceState::complete;
}

std::optional<Failure> schedulingFailure(std::string_view text) {
  const SchedulerMessage message = explanation::parseSchedulerMessage(text);
  if (message.kind == SchedulerMessage::Kind::nodes) {
    const bool dra = std::any_of(message.reasons.begin(), message.reasons.end(), [](const auto& one) { return one.dra; });
    return dra ? std::optional(Failure::scheduling) : std::nullopt;
  }
  if (message.kind == SchedulerMessage::Kind::error) {
    if (message.errorId == reason::kBindingConditionFailed || message.errorId == reason::kBindingConditionsPending) {
      return Failure::binding;
    }
    const bool dra = message.errorId != reason::kUnknown || text.find("DynamicResources") != std::string_view::npos;
    return dra ? std::optional(Failure::scheduling) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::string_view failureWord(Failure failure) {
  switch (failure) {
    case Failure::scheduling:
      return "FailedScheduling";
    case Failure::binding:
      return reason::kBindingConditionFailed;
    case Failure::claimCreation:
      return reason::kClaimCreationFailed;
    case Failure::quota:
      return reason::kQuotaExceeded;
    case Failure::preparation:
      break;
  }
  return reason::kPrepareFailed;
}

std::optional<Failure> failureOf(const Event& event) {
  const std::string_view why = event.reason.view();
  if (why == "FailedResourceClaimCreation") {
    return event.message.find("exceeded quota") != std::string_view::npos ? Failure::quota : Failure::claimCreation;
  }
  if (why == "FailedPrepareDynamicResources") {
    return Failure::preparation;
  }
  return why == "FailedScheduling" ? schedulingFailure(event.message.view()) : std::nullopt;
}

void Failures::look(const Event& event) {
  const std::optional<Failure> failure = failureOf(event);
  if (!failure) {
    return;
  }
  const auto [place, fresh] = m_seen.emplace(event.meta.uid, 0);
  const std::int32_t more = event.count - place->second;
  place->second = std::max(place->second, event.count);
  if (m_started && more > 0) {
    m_counts[static_cast<std::size_t>(*failure)] += more;
  }
}

void Failures::note(const cluster::Snapshot& snapshot) {
  const bool ready = isReadable(snapshot);
  if (!ready && !m_started) {
    return;
  }
  snapshot.of<Event>().forEachChangedSince(m_revision, [this](cluster::Slot, const Event* event) {
    if (event != nullptr) {
      look(*event);
    }
  });
  m_revision = snapshot.revision;
  m_started = true;
  if (m_seen.size() > kSweepAbove && m_seen.size() > 2 * snapshot.of<Event>().size()) {
    forgetGone(snapshot);
  }
}

void Failures::forgetGone(const cluster::Snapshot& snapshot) {
  std::unordered_map<Uid, std::int32_t> kept;
  snapshot.of<Event>().forEach([&](cluster::Slot, const Event& event) {
    if (const auto found = m_seen.find(event.meta.uid); found != m_seen.end()) {
      kept.insert(*found);
    }
  });
  m_seen = std::move(kept);
}

}  // namespace claimscope::exporter
