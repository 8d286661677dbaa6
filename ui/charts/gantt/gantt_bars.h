// GanttBars: every claim of a question as a bar of a few bytes, in the order of the rows. Made off the GUI thread; immutable.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "model/latency/report.h"
#include "ui/charts/time_range.h"

namespace claimscope::ui {

/// Times are milliseconds from GanttBars::origin, so what has been is below 0; what lies further back than 24 days is cut there.
struct GanttBar {
  static constexpr std::uint8_t kNone = 0xff;
  std::uint32_t life = 0;  ///< index in Lives::lives
  std::int32_t begun = 0;
  std::array<std::int32_t, latency::kStages> end{};  ///< of each stage; where the one before ended when it is not known
  std::uint8_t known = 0;                            ///< a bit a stage
  std::uint8_t open = kNone;                         ///< the stage it is still in
  std::uint8_t atMost = 0;                           ///< a bit a stage

  [[nodiscard]] std::int32_t last() const { return end.back(); }
  [[nodiscard]] bool has(std::size_t stage) const { return (known >> stage & 1U) != 0; }
  [[nodiscard]] std::int32_t from(std::size_t stage) const { return stage == 0 ? begun : end[stage - 1]; }
};

struct GanttBars {
  latency::LivesPtr lives;
  Time origin;                                ///< Lives::now
  std::int32_t least = 0;                     ///< begin of the window
  std::vector<GanttBar> bars;                 ///< still waiting, oldest first; then the others, latest first
  std::size_t open = 0;                       ///< so many wait
  std::array<std::int64_t, 4> allocatedBy{};  ///< how many allocations are dated by what, by latency::Evidence
  std::int64_t undated = 0;                   ///< allocated, and nothing says when

  [[nodiscard]] const latency::Life& lifeOf(const GanttBar& bar) const { return lives->lives[bar.life]; }
  [[nodiscard]] Time timeOf(std::int32_t at) const { return origin + at; }
};
using GanttBarsPtr = std::shared_ptr<const GanttBars>;

/// The claims that a report on the same question counts, and those that began before the window and reach into it. 100,000 lives
/// take some ten milliseconds.
[[nodiscard]] GanttBarsPtr ganttBars(const latency::LivesPtr& lives, const latency::Question& question);
/// Indices of the bars that touch a stretch of time; all of them without one.
[[nodiscard]] std::vector<std::uint32_t> barsIn(const GanttBars& bars, const ChosenRange& range);

}  // namespace claimscope::ui
