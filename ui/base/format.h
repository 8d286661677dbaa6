// Words and numbers for people: counts with their mark, ages, times, names made harmless. Pure; any thread.
#pragma once

#include <QString>
#include <cstdint>
#include <string_view>

#include "model/base/bound.h"
#include "model/base/clock.h"
#include "model/base/feed.h"
#include "model/cluster/snapshot.h"
#include "model/diagnosis/finding.h"

namespace claimscope::ui {

/// "1,204".
[[nodiscard]] QString number(std::int64_t value);
/// "1,204", "≥1,204", "≤41", "?".
[[nodiscard]] QString number(Count count);
/// How counts of a kind are printed: as Snapshot::boundOf says, but what was read before contact was lost keeps its value,
/// since a banner says as of when.
[[nodiscard]] Bound printedBound(const cluster::Snapshot& snapshot, Kind kind);
/// The same for devices by state.
[[nodiscard]] cluster::StateCounts printedCounts(const cluster::Snapshot& snapshot, cluster::StateCounts counts);
/// One or two significant parts: "58 s", "14 m 22 s", "2 h 14 m", "3 d 4 h"; "0.2 s" below ten seconds with `tenths`.
[[nodiscard]] QString age(std::int64_t milliseconds, bool tenths = false);
/// One part only: "14 m".
[[nodiscard]] QString shortAge(std::int64_t milliseconds);
/// "09:42:18" and "09:42", UTC.
[[nodiscard]] QString clockTime(Time time);
[[nodiscard]] QString clockMinute(Time time);
/// "2026-11-24 09:42:18 UTC", for tooltips.
[[nodiscard]] QString fullTime(Time time);
/// "3 nodes" of a number that is printed already, in the order of the language.
[[nodiscard]] QString countOf(const QString& number, const QString& what);
/// "1 node", "1,204 nodes".
[[nodiscard]] QString counted(std::int64_t value, const QString& one, const QString& many);

/// Cluster text for one line: control characters and bidirectional overrides become visible substitutes, cut at 1,000 characters.
/// Not for tool tips: see toolTipText.
[[nodiscard]] QString plain(std::string_view text);
[[nodiscard]] QString plain(const QString& text);
/// The same for text of many lines: line ends and tabs stay.
[[nodiscard]] QString plainLines(std::string_view text);

/// For setToolTip and QToolTip with cluster text in it: Qt would read `<b>` there as markup.
[[nodiscard]] QString toolTipText(const QString& text);

/// "In use", "Reserved, not used", "Free" …
[[nodiscard]] QString stateName(cluster::DeviceState state);
/// "In use", "Reserved", "Free", "Tainted" …: for legends and tags.
[[nodiscard]] QString stateShortName(cluster::DeviceState state);
/// "Critical", "Warning", "Notice".
[[nodiscard]] QString severityName(diagnosis::Severity severity);
/// "watch", "poll", "loading", "403 forbidden", "not served" …: how a kind reaches us.
[[nodiscard]] QString sourceWay(SourceState state);

}  // namespace claimscope::ui
