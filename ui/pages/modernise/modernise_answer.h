// ModerniseAnswer: what the page asks of whoever works in the background, and what comes back. Values; any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "model/migration/modernise/modernise.h"
#include "model/survey/old_objects.h"

namespace claimscope::ui {

struct ModerniseQuestion {
  modernise::Request request;
  std::uint64_t number = 0;  ///< the newest is the one that counts
};

struct ModerniseAnswer {
  modernise::Outcome outcome;
  std::uint64_t number = 0;
};

using AskModernise = std::function<void(const ModerniseQuestion&, std::function<void(std::shared_ptr<const ModerniseAnswer>)>)>;

/// What a cluster still stores of classic DRA, asked of it on demand.
struct StoredManifests {
  survey::OldManifests found;
  std::int64_t leftOut = 0;  ///< objects that were not asked for because there are too many
  std::string context;       ///< whose they are
};
using AskStored = std::function<void(std::function<void(std::shared_ptr<const StoredManifests>)>)>;

}  // namespace claimscope::ui
