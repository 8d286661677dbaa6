// FindingSpans: from when to when each finding lasted, put together from one diagnosis after another. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/diagnosis/finding.h"

namespace claimscope::diagnosis {

struct FindingSpan {
  std::string id;
  std::string title;
  Severity severity = Severity::notice;
  Time since;  ///< as its evidence says, else when it was first seen
  Time until;  ///< when it was no longer found; not set: it lasts
};

class FindingSpans {
 public:
  static constexpr std::size_t kMost = 2'000;  ///< ended ones are forgotten first

  /// The diagnosis of the next moment.
  void note(Time time, const Diagnosis& diagnosis);
  /// Oldest first; those that ended before `oldest` are left out. Shared while nothing changes.
  [[nodiscard]] std::shared_ptr<const std::vector<FindingSpan>> spans(Time oldest);

 private:
  std::unordered_map<std::string, FindingSpan> m_open;
  std::vector<FindingSpan> m_ended;
  std::shared_ptr<const std::vector<FindingSpan>> m_shared;
};

}  // namespace claimscope::diagnosis
