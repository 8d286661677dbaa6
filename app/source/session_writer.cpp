#include "app/source/session_writer.h"

#include <utility>

namespace claimscope::app {
namespace {

constexpr std::int64_t kWriteMs = 30'000;

}  // namespace

void SessionWriter::send(actions::ApiCall call, std::function<void(actions::ApiAnswer)> done) {
  kube::Request request;
  request.method = std::move(call.method);
  request.path = std::move(call.path);
  request.contentType = std::move(call.contentType);
  request.body = std::move(call.body);
  request.timeoutMs = kWriteMs;
  m_send(std::move(request), [done = std::move(done)](kube::Response response) {
    done({response.status, std::move(response.body), std::move(response.error)});
  });
}

}  // namespace claimscope::app
