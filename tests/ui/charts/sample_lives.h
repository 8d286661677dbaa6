// Lives made by hand and by a seeded generator, for tests and benchmarks of what draws them. Test thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "model/latency/report.h"

namespace claimscope::ui {

/// 2026-11-24 09:42:18 UTC, as in the design.
inline constexpr Time kSampleNow{1'795'513'338'000};

/// A life that began so long before kSampleNow, with what each stage took; it is still in the first stage that has no duration.
struct SampleLife {
  std::string namespaceName = "ml-workloads";
  std::string name;
  std::string deviceClass = "gpu-compute-class";
  std::string driver = "gpu.nvidia.com";
  std::string node = "gpu-1";
  std::int64_t agoMs = 0;
  std::array<std::optional<std::int64_t>, latency::kStages> stages{};
  latency::Evidence evidence = latency::Evidence::field;
  bool ended = false;
};
[[nodiscard]] latency::Life lifeOf(const SampleLife& sample);
/// Sorted by their beginning, as Lives are; the history goes back two hours.
[[nodiscard]] latency::LivesPtr livesOf(std::vector<SampleLife> samples);

/// Some hundred claims of four classes in an hour, eight of them waiting, two from before the window.
[[nodiscard]] latency::LivesPtr someLives();
/// `count` claims over `spanMs`; always the same ones.
[[nodiscard]] latency::LivesPtr manyLives(std::size_t count, std::int64_t spanMs = 3'600'000);
/// A claim, class, node and owner of each of these names.
[[nodiscard]] latency::LivesPtr namedLives(const std::vector<std::string>& names);

[[nodiscard]] latency::ReportPtr reportOf(const latency::LivesPtr& lives, const latency::Question& question = {});

}  // namespace claimscope::ui
