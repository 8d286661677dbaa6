// Words of the explanation page: marks, counts that always say how sure they are, the subject's state. Pure; any thread.
#pragma once

#include <QString>
#include <optional>

#include "ui/base/controls.h"
#include "ui/base/shapes.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// The shape of a verdict, in the card and on the rung that holds.
[[nodiscard]] Mark markOf(const explanation::Explanation& explanation);
/// "=", "≥", "≤", "?": explanation pages print every mark.
[[nodiscard]] QString sureMark(Bound bound);
/// The number beside its mark; "?" has none.
[[nodiscard]] QString sureValue(Count count);
/// "=40,000", "?".
[[nodiscard]] QString sureNumber(Count count);
/// "−7,984", "−32k": what a step of the funnel loses; at most six characters.
[[nodiscard]] QString lossText(std::int64_t lost);
/// "16 devices", "≥16 devices".
[[nodiscard]] QString devicesText(Count count);

/// The chip beside the name.
struct StateChip {
  QString text;
  ChipTone tone = ChipTone::normal;
  std::optional<cluster::DeviceState> state;
  std::optional<Mark> mark;
  friend bool operator==(const StateChip&, const StateChip&) = default;
};
[[nodiscard]] StateChip stateChip(const explanation::Explanation& explanation, Time now);

/// "agrees with the scheduler" and so on; empty when it has said nothing.
struct AgreementChip {
  QString text;
  QString tooltip;
  ChipTone tone = ChipTone::normal;
  Mark mark = Mark::ok;
  friend bool operator==(const AgreementChip&, const AgreementChip&) = default;
};
[[nodiscard]] AgreementChip agreementChip(const explanation::SchedulerSays& says);

/// The line under the sentence: what is asked, then when and how it was computed.
[[nodiscard]] QString detailLine(const View& view, const explanation::Explanation& explanation);

/// True when an explanation is the answer for an object.
[[nodiscard]] bool answers(const explanation::Explanation& explanation, const ObjectRef& object);
/// "ns/name" of a claim as a reference.
[[nodiscard]] ObjectRef objectOf(const std::string& kind, const std::string& fullName);

}  // namespace claimscope::ui
