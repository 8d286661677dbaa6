#include "model/base/feed.h"

namespace claimscope {

std::string_view sourceStateWord(SourceState state) {
  switch (state) {
    case SourceState::waiting:
      return "waiting";
    case SourceState::loading:
      return "loading";
    case SourceState::live:
      return "live";
    case SourceState::polling:
      return "polling";
    case SourceState::stale:
      return "stale";
    case SourceState::forbidden:
      return "forbidden";
    case SourceState::notServed:
      return "notServed";
    case SourceState::failed:
      return "failed";
    case SourceState::complete:
      return "complete";
  }
  return "failed";
}

}  // namespace claimscope
