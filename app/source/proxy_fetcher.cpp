#include "app/source/proxy_fetcher.h"

namespace claimscope::app {

kube::Request requestOf(const prometheus::FetchRequest& request, const std::string& base,
                        const std::shared_ptr<Collected>& collected) {
  kube::Request out;
  out.path = base + request.path;
  if (request.post) {
    out.method = "POST";
    out.contentType = "application/x-www-form-urlencoded";
    out.body = request.form;
  } else if (!request.form.empty()) {
    out.path += "?" + request.form;
  }
  out.timeoutMs = request.timeoutMs;
  out.compressed = true;
  out.onData = [collected, most = request.maxBytes, givenUp = request.givenUp](std::string_view piece) {
    if (*givenUp) {
      return false;
    }
    const std::size_t room = most - collected->body.size();
    collected->body.append(piece.substr(0, room));
    collected->cut = piece.size() > room;
    return !collected->cut;  // the rest is not read
  };
  return out;
}

prometheus::FetchAnswer answerOf(kube::Response response, Collected& collected) {
  prometheus::FetchAnswer answer;
  answer.status = response.status;
  answer.cut = collected.cut;
  const bool good = response.status / 100 == 2;
  answer.body = good ? std::move(collected.body) : std::move(response.body);
  if (response.error) {
    answer.retryAfterMs = response.error->retryAfterMs;
    // A status that is no success has words of its own for a Prometheus; all else is the transport's.
    if (response.status == 0 || good) {
      answer.error = std::move(response.error);
    }
  }
  return answer;
}

void ProxyFetcher::fetch(prometheus::FetchRequest request, std::function<void(prometheus::FetchAnswer)> done) {
  const auto collected = std::make_shared<Collected>();
  m_send(requestOf(request, m_base, collected),
         [collected, done = std::move(done)](kube::Response response) { done(answerOf(std::move(response), *collected)); });
}

}  // namespace claimscope::app
