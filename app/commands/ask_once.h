// askOnce: one query to the cluster's Prometheus, waited for. Any thread but those of the source.
#pragma once

#include <cstdint>
#include <string>

#include "app/commands/command.h"
#include "model/prometheus/desk.h"

namespace claimscope::app {

/// Never null; when time is up, an answer whose error says so.
[[nodiscard]] prometheus::AnswerPtr askOnce(Live& live, const std::string& query, std::int64_t timeoutMs);

}  // namespace claimscope::app
