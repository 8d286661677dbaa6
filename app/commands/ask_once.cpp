#include "app/commands/ask_once.h"

#include <chrono>
#include <future>
#include <memory>

namespace claimscope::app {

prometheus::AnswerPtr askOnce(Live& live, const std::string& query, std::int64_t timeoutMs) {
  const auto promise = std::make_shared<std::promise<prometheus::AnswerPtr>>();
  std::future<prometheus::AnswerPtr> future = promise->get_future();
  live.desk()->ask({query, {}, {}, 0}, [promise](prometheus::AnswerPtr answer) { promise->set_value(std::move(answer)); });
  if (future.wait_for(std::chrono::milliseconds(timeoutMs)) == std::future_status::ready) {
    return future.get();
  }
  prometheus::Answer late;
  late.query = query;
  late.error = Error{ErrorCode::unreachable, "no answer in time", "Wait longer with --timeout", std::nullopt, 0};
  return std::make_shared<const prometheus::Answer>(std::move(late));
}

}  // namespace claimscope::app
