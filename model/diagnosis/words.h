// Words of findings: the words for people of model/base, and how long findings may be. Pure; any thread.
#pragma once

#include "model/base/words.h"

namespace claimscope::diagnosis {

/// Longest title in characters (design README 7).
inline constexpr std::size_t kTitleLength = 90;
/// Objects and evidence a finding carries; its text says how many there are in all.
inline constexpr std::size_t kMaxObjects = 50;
inline constexpr std::size_t kMaxEvidence = 8;

using words::bounded;
using words::counted;
using words::cut;
using words::duration;
using words::listed;
using words::middleCut;
using words::number;
using words::numberWord;
using words::oneLine;
using words::shellWord;
using words::shortDuration;

}  // namespace claimscope::diagnosis
