// Report: percentiles, groups, series, heat and outliers of a window of lives. Pure; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/latency/life.h"

namespace claimscope::latency {

enum class GroupBy : std::uint8_t { classAndDriver, deviceClass, driver, node, nodePool, namespaceName, owner };
inline constexpr std::array<int, 3> kPercentiles{50, 95, 99};

/// "p99 under 30 s".
struct Objective {
  int percentile = 99;
  std::int64_t ms = 30'000;
};

/// What a page or a command asks.
struct Question {
  GroupBy by = GroupBy::classAndDriver;
  std::int64_t windowMs = 60 * 60'000;  ///< ends with Lives::now
  std::string namespaceFilter;          ///< empty: all
  std::string group;                    ///< key of the one group to look at; empty: all
  Objective objective;
  bool onlyWatched = false;      ///< leave out whatever the watch did not date (upstream's own rule)
  std::size_t outliers = 200;    ///< at most so many are listed
  std::size_t seriesPoints = 0;  ///< 0: as many as there are claims to fill them, 12 to 120
};

/// A percentile of durations of which some are only bounds: a claim still waiting is at least its age. The value is exact only
/// when every bound lies on the side where it cannot move it; by nearest rank.
struct Quantile {
  std::int64_t ms = 0;
  Bound bound = Bound::unknown;  ///< unknown: no samples
};
struct Distribution {
  std::int64_t samples = 0;
  std::int64_t open = 0;  ///< of them still waiting
  std::array<Quantile, 3> at;
};

struct Group {
  std::string key;     ///< stable; what Question::group takes
  std::string name;    ///< class, node, "Job/x" …; empty: the lives have none
  std::string detail;  ///< the driver, with classAndDriver; the namespace, with owner
  std::int64_t claims = 0;
  Distribution whole;
  std::array<Distribution, kStages> stages;
  std::optional<Distribution> before;  ///< `whole` in the window of the same length before; none without history
  bool overObjective = false;
};

struct Point {
  Time from;
  Time to;
  std::int64_t claims = 0;     ///< that ended their wait in it: the percentiles are of these
  std::int64_t open = 0;       ///< that waited at its end
  std::array<Quantile, 3> at;  ///< unknown where no claim ended its wait: a gap, never a line
};

/// Durations over time: counts by column of time and row of duration, logarithmic rows.
struct Heat {
  std::vector<Time> columns;          ///< edges, one more than there are columns
  std::vector<std::int64_t> rows;     ///< edges in ms, ascending, one more than there are rows
  std::vector<std::uint32_t> counts;  ///< column-major: counts[column * (rows.size() - 1) + row]
  std::uint32_t most = 0;
};

struct Outlier {
  std::size_t life = 0;  ///< index in Lives::lives
  Span whole;
  Stage stage = Stage::allocated;  ///< where most of the time went
  Bound bound = Bound::exact;
};

struct Report {
  Question question;
  Time from;
  Time to;
  std::int64_t claims = 0;
  std::int64_t open = 0;
  std::int64_t leftOut = 0;  ///< first seen already allocated and not dated, or not watched with onlyWatched
  std::int64_t byField = 0;  ///< dated by stored timestamps only: whole seconds
  Bound bound = Bound::exact;
  Distribution all;
  std::optional<Distribution> before;
  std::array<Distribution, kStages> stages;
  std::vector<Group> groups;  ///< most time at p95 first
  std::vector<Point> series;  ///< oldest first
  Heat heat;
  std::vector<Outlier> outliers;        ///< above the p99, longest first
  std::int64_t abovePercentile = 0;     ///< how many there are, listed or not
  bool objectiveMissed = false;         ///< by the whole window, whatever the bounds: surely
  bool objectiveMet = false;            ///< the same; neither: waits that go on will decide
  std::optional<Time> passedObjective;  ///< since when the objective is missed without a break; none: it holds now
  std::optional<Stage> worstStage;      ///< most of the time at p95
  int worstShare = 0;                   ///< percent of it
  std::string worstGroup;               ///< Group::name, when one group is behind it
  Distribution teardown;                ///< unreserved -> released, as far as it was watched
};
using ReportPtr = std::shared_ptr<const Report>;

/// 100,000 lives take a few tens of milliseconds: not for the GUI thread.
[[nodiscard]] Report report(const Lives& lives, const Question& question);

}  // namespace claimscope::latency
