#include "model/prometheus/client.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/json_tree.h"
#include "model/base/log.h"

namespace claimscope::prometheus {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestUrlForm = 3'000;  // longer ones are POSTed; proxies refuse URLs of 8 KiB
constexpr std::int64_t kMostPoints = 1'000;
constexpr std::size_t kSmallBytes = 8U << 20U;
constexpr std::size_t kMostEntries = 20'000;  // of targets, rules and so on

std::string answerText(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Labels answerLabels(const Json& object) {
  Labels out;
  if (object.is_object()) {
    for (const auto& [name, value] : object.items()) {
      if (value.is_string()) {
        out.emplace_back(name, value.get<std::string>());
      }
    }
  }
  return out;  // nlohmann's objects are sorted by key
}

std::string matchForm(const std::vector<std::string>& matchers) {
  std::string form;
  for (const std::string& matcher : matchers) {
    form += (form.empty() ? "" : "&") + std::string("match[]=") + encoded(matcher);
  }
  return form;
}

/// scheme://user:password@host without its user.
std::string withoutUser(std::string url) {
  const std::size_t scheme = url.find("://");
  const std::size_t at = url.find('@');
  if (scheme != std::string::npos && at != std::string::npos && at < url.find('/', scheme + 3)) {
    url.erase(scheme + 3, at - scheme - 2);
  }
  return url;
}

}  // namespace

std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-_.~").find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string seconds(std::int64_t milliseconds) {
  const std::int64_t part = std::abs(milliseconds % 1000);
  return fmt::format("{}{}.{:03}", milliseconds < 0 ? "-" : "", std::abs(milliseconds / 1000), part);
}

Client::Client(std::shared_ptr<Fetcher> fetcher, Way way, Limits limits, std::int64_t timeoutMs)
    : m_fetcher(std::move(fetcher)), m_way(std::move(way)), m_limits(limits), m_timeoutMs(timeoutMs) {}

Client::Ticket Client::send(std::string path, std::string form, bool mayPost,
                            std::function<void(FetchAnswer, std::optional<Error>)> done) const {
  FetchRequest request;
  request.path = std::move(path);
  request.form = std::move(form);
  request.post = mayPost && request.form.size() > kLongestUrlForm;
  request.timeoutMs = m_timeoutMs;
  request.maxBytes = mayPost ? m_limits.bytes : std::min(m_limits.bytes, kSmallBytes);
  Ticket ticket = request.givenUp;
  m_fetcher->fetch(std::move(request), [way = m_way, done = std::move(done)](FetchAnswer answer) {
    std::optional<Error> error = failureOf(answer, way);
    done(std::move(answer), std::move(error));
  });
  return ticket;
}

Client::Ticket Client::ask(const RangeQuestion& question, std::function<void(Answer)> done) const {
  std::string form = "query=" + encoded(question.query);
  std::string path = "/api/v1/query";
  if (question.from.isSet()) {
    path = "/api/v1/query_range";
    const std::int64_t length = std::max<std::int64_t>(question.to - question.from, 0);
    const std::int64_t step = std::max({question.stepMs, (length + kMostPoints - 1) / kMostPoints, std::int64_t{1'000}});
    form += "&start=" + seconds(question.from.ms) + "&end=" + seconds(question.to.ms) + "&step=" + seconds(step);
  } else if (question.to.isSet()) {
    form += "&time=" + seconds(question.to.ms);
  }
  form +=
      "&timeout=" + std::to_string(std::max<std::int64_t>(m_timeoutMs / 1000, 1)) + "s";  // a Prometheus duration: no fractions
  return send(
      std::move(path), std::move(form), true,
      [limits = m_limits, query = question.query, done = std::move(done)](FetchAnswer answer, std::optional<Error> error) {
        Answer out;
        if (error) {
          out.error = std::move(error);
        } else {
          parseAnswer(answer.body, answer.cut, limits, out);
          if (out.error) {
            out.error->httpStatus = answer.status;
          }
        }
        out.query = query;
        done(std::move(out));
      });
}

void Client::labels(const std::vector<std::string>& matchers, Done<Listed> done) const {
  send("/api/v1/labels", matchForm(matchers), true,
       [limits = m_limits, done = std::move(done)](const FetchAnswer& answer, std::optional<Error> error) {
         done(error ? Result<Listed>(fail(*error)) : parseList(answer.body, answer.cut, limits));
       });
}

void Client::labelValues(const std::string& label, const std::vector<std::string>& matchers, Done<Listed> done) const {
  send("/api/v1/label/" + encoded(label) + "/values", matchForm(matchers), false,
       [limits = m_limits, done = std::move(done)](const FetchAnswer& answer, std::optional<Error> error) {
         done(error ? Result<Listed>(fail(*error)) : parseList(answer.body, answer.cut, limits));
       });
}

template <class T, class Read>
void Client::small(std::string path, std::string form, Done<T> done, Read read) const {
  send(
      std::move(path), std::move(form), false,
      [done = std::move(done), read](const FetchAnswer& answer, std::optional<Error> error) {
        if (error) {
          done(fail(*error));
          return;
        }
        const auto wrong = [&](const char* why) {
          return fail(Error{ErrorCode::notServed, std::string("the answer ") + why,
                            "Check that the address is that of a Prometheus, with its path prefix", std::nullopt, answer.status});
        };
        if (answer.cut) {
          done(fail(Error{ErrorCode::tooLarge, "the answer is larger than 8 MiB", "Ask for less", std::nullopt, answer.status}));
          return;
        }
        // A tree of a document needs many times its size; brackets in brackets without end need the stack as well.
        const Json parsed = Json::parse(
            answer.body, [](int depth, Json::parse_event_t, Json&) { return depth <= 40; }, false);
        if (!parsed.is_object() || answerText(parsed, "status") != "success" || !parsed.contains("data")) {
          done(wrong("is not that of a Prometheus"));
          return;
        }
        try {
          done(Result<T>(read(parsed["data"])));
        } catch (const Json::exception&) {
          done(wrong("has another shape than that of a Prometheus"));
        }
      });
}

void Client::series(const std::vector<std::string>& matchers, Done<std::vector<Labels>> done) const {
  small<std::vector<Labels>>("/api/v1/series", matchForm(matchers), std::move(done), [](const Json& data) {
    std::vector<Labels> out;
    for (const Json& one : data) {
      out.push_back(answerLabels(one));
    }
    return out;
  });
}

void Client::metadata(const std::string& metric, Done<std::map<std::string, Metadata>> done) const {
  small<std::map<std::string, Metadata>>(
      "/api/v1/metadata", metric.empty() ? std::string() : "metric=" + encoded(metric), std::move(done), [](const Json& data) {
        std::map<std::string, Metadata> out;
        for (const auto& [name, list] : data.items()) {
          if (list.is_array() && !list.empty() && out.size() < kMostEntries) {
            out[name] = {answerText(list[0], "type"), answerText(list[0], "help"), answerText(list[0], "unit")};
          }
        }
        return out;
      });
}

void Client::targets(Done<std::vector<Target>> done) const {
  small<std::vector<Target>>("/api/v1/targets", "state=active", std::move(done), [](const Json& data) {
    std::vector<Target> out;
    for (const Json& one : data.at("activeTargets")) {
      if (out.size() >= kMostEntries) {
        break;
      }
      const auto labels = one.find("labels");
      out.push_back({answerText(one, "scrapePool"), withoutUser(answerText(one, "scrapeUrl")), answerText(one, "health"),
                     log::redact(answerText(one, "lastError")), labels == one.end() ? Labels() : answerLabels(*labels)});
    }
    return out;
  });
}

void Client::alerts(Done<std::vector<Alert>> done) const {
  small<std::vector<Alert>>("/api/v1/alerts", {}, std::move(done), [](const Json& data) {
    std::vector<Alert> out;
    for (const Json& one : data.at("alerts")) {
      if (out.size() >= kMostEntries) {
        break;
      }
      const Labels labels = one.contains("labels") ? answerLabels(one.at("labels")) : Labels();
      Alert alert{{}, answerText(one, "state"), labels, parseTime(answerText(one, "activeAt")).value_or(Time{})};
      for (const auto& [name, value] : labels) {
        alert.name = name == "alertname" ? value : alert.name;
      }
      out.push_back(std::move(alert));
    }
    return out;
  });
}

void Client::rules(Done<std::vector<Rule>> done) const {
  small<std::vector<Rule>>("/api/v1/rules", {}, std::move(done), [](const Json& data) {
    std::vector<Rule> out;
    for (const Json& group : data.at("groups")) {
      for (const Json& one : group.at("rules")) {
        if (out.size() >= kMostEntries) {
          return out;
        }
        static_cast<void>(one.at("name"));  // anything that is no rule is no answer
        out.push_back({answerText(group, "name"), answerText(one, "name"), answerText(one, "query"),
                       answerText(one, "type") == "alerting", answerText(one, "health"), answerText(one, "lastError")});
      }
    }
    return out;
  });
}

void Client::buildInfo(Done<BuildInfo> done) const {
  small<BuildInfo>("/api/v1/status/buildinfo", {}, std::move(done), [](const Json& data) {
    return BuildInfo{answerText(data, "version"), answerText(data, "application")};
  });
}

}  // namespace claimscope::prometheus
