// WireChoice: in which form a cluster is read, when somebody wants to compare. Pure; any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/base/feed.h"
#include "model/kube/session.h"

namespace claimscope::app {

/// CLAIMSCOPE_WIRE, words with commas: "json" asks for no protobuf, "stream" streams first lists too (WatchList), "pages" streams
/// none of them. For tests and for support; without it the session chooses. Unknown words are ignored.
void applyWireChoice(const std::map<std::string, std::string>& environment, kube::SessionOptions& options,
                     std::vector<KindRequest>& requests);

}  // namespace claimscope::app
