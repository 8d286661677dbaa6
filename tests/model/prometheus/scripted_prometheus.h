// ScriptedPrometheus: a server without sockets in virtual time that answers what the test says. One thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/prometheus/desk.h"
#include "tests/model/kube/virtual_time.h"

namespace claimscope::kit {

/// The value of a form's field, percent-decoding undone.
inline std::string fieldOf(const std::string& form, const std::string& name) {
  std::size_t at = form.find(name + "=");
  if (at == std::string::npos) {
    return {};
  }
  at += name.size() + 1;
  std::string out;
  for (; at < form.size() && form[at] != '&'; ++at) {
    if (form[at] == '%' && at + 2 < form.size()) {
      out += static_cast<char>(std::stoi(form.substr(at + 1, 2), nullptr, 16));
      at += 2;
    } else {
      out += form[at];
    }
  }
  return out;
}

/// An instant vector of one sample a label set.
inline std::string vectorOf(const std::vector<std::pair<std::string, std::string>>& series) {
  std::string list;
  for (const auto& [labels, value] : series) {
    list += (list.empty() ? "" : ",") + std::string("{\"metric\":{") + labels + "},\"value\":[1700000000.5,\"" + value + "\"]}";
  }
  return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + list + "]}}";
}

class ScriptedPrometheus final : public prometheus::Fetcher {
 public:
  struct Call {
    std::string path;
    std::string query;
    bool post = false;
    std::int64_t atMs = 0;
    std::shared_ptr<std::atomic<bool>> givenUp = {};
  };
  using Reply = std::function<prometheus::FetchAnswer(const Call&)>;

  explicit ScriptedPrometheus(VirtualTime& time) : m_time(time) {}

  /// Names that are there; what else is asked gets `value`.
  std::map<std::string, int> present{{"dra_operations_duration_seconds_count", 4}, {"DCGM_FI_DEV_GPU_UTIL", 8}};
  std::string value = "0.25";
  Reply reply;               ///< instead of the usual answers; status 0 falls through to them
  std::int64_t delayMs = 5;  ///< below 0: it never answers
  std::vector<Call> calls;

  void fetch(prometheus::FetchRequest request, std::function<void(prometheus::FetchAnswer)> done) override {
    const Call call{request.path, fieldOf(request.form, "query"), request.post, m_time.nowMs(), request.givenUp};
    calls.push_back(call);
    if (delayMs < 0) {
      return;
    }
    m_time.after(delayMs, [this, call, done = std::move(done)] {
      prometheus::FetchAnswer answer = reply ? reply(call) : prometheus::FetchAnswer{};
      done(answer.status == 0 && !answer.error ? usual(call) : answer);
    });
  }
  [[nodiscard]] std::size_t asked(const std::string& part) const {
    std::size_t out = 0;
    for (const Call& call : calls) {
      out += call.query.find(part) != std::string::npos ? 1U : 0U;
    }
    return out;
  }

 private:
  [[nodiscard]] prometheus::FetchAnswer usual(const Call& call) const {
    if (call.path == "/api/v1/status/buildinfo") {
      return {200, R"({"status":"success","data":{"version":"3.1.0"}})"};
    }
    if (call.query.starts_with("count by (__name__)")) {
      std::vector<std::pair<std::string, std::string>> series;
      for (const auto& [name, count] : present) {
        series.emplace_back("\"__name__\":\"" + name + "\"", std::to_string(count));
      }
      return {200, vectorOf(series)};
    }
    return {200, vectorOf({{"", value}})};
  }
  VirtualTime& m_time;
};

/// A desk over a scripted server; everything runs on the test's thread.
struct DeskRig {
  VirtualTime time;
  InlineExecutor inlined;
  std::shared_ptr<ScriptedPrometheus> server = std::make_shared<ScriptedPrometheus>(time);
  prometheus::DeskOptions options;
  prometheus::Place place{server, "http://prom.example", "direct", false, 36, {}, {}, {}, {}};
  int located = 0;
  std::vector<prometheus::MetricsPtr> told;
  std::unique_ptr<prometheus::Desk> desk;

  void start() {
    desk = std::make_unique<prometheus::Desk>(
        options,
        prometheus::DeskParts{time.clock, inlined, [this](std::int64_t delay, Task task) { time.after(delay, std::move(task)); },
                              [this](const std::function<void(prometheus::Place)>& done) {
                                ++located;
                                done(place);
                              }});
    desk->start([this](prometheus::MetricsPtr metrics) { told.push_back(std::move(metrics)); });
  }
  [[nodiscard]] const prometheus::Metrics& now() const { return *told.back(); }
};

}  // namespace claimscope::kit
