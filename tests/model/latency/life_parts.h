// Lives written by hand: moments in milliseconds after a common start. Test thread.
#pragma once

#include <optional>
#include <string>

#include "model/latency/life.h"

namespace claimscope::latency::parts {

inline constexpr Time kStart{1'795'513'338'000};  // 2026-11-24T09:42:18Z

inline Moment field(std::int64_t ms) {
  return {kStart + ms, Evidence::field};
}
inline Moment watched(std::int64_t ms) {
  return {kStart + ms, Evidence::watch};
}

/// A template's claim that began at `begun` and took so long for each stage; the rest of the stages are not reached.
inline Life life(std::int64_t begun, const std::vector<std::int64_t>& stages, const std::string& name = "c") {
  Life out;
  out.uid = Uid("u-" + name);
  out.name = Text(name);
  out.namespaceName = Text("ml");
  out.deviceClass = Text("gpu");
  out.driver = Text("gpu.example.com");
  out.begun = watched(begun);
  std::int64_t at = begun;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    at += stages[i];
    out.reached[i] = watched(at);
  }
  return out;
}

}  // namespace claimscope::latency::parts
