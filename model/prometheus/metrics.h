// Metrics: what a Prometheus server answered, with its age and state; immutable. Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/base/clock.h"
#include "model/base/result.h"

namespace claimscope::prometheus {

using Labels = std::vector<std::pair<std::string, std::string>>;  ///< sorted by name

struct Sample {
  Time at;
  double value = 0;  ///< may be NaN or infinite: shown as such, never as zero
};

struct Series {
  Labels labels;
  std::vector<Sample> samples;  ///< one for an instant query; gaps are missing samples

  [[nodiscard]] std::string_view label(std::string_view name) const;  ///< empty when it has none
};

enum class State : std::uint8_t {
  notConfigured,  ///< nobody said where it is and none was found: a dotted ring, never a warning
  searching,
  live,
  stale,      ///< answered before, not now
  forbidden,  ///< 401 or 403
  failed,     ///< never answered as a Prometheus does
};
[[nodiscard]] std::string_view stateWord(State state);

/// What one query gave. Absent series, an empty answer, an error and zero are four different things.
struct Answer {
  std::string query;  ///< as it was sent
  std::vector<Series> series;
  std::optional<Error> error;
  std::vector<std::string> warnings;  ///< of the server
  Time asked;                         ///< by our clock
  Time answered;                      ///< not set before the first answer; stays with an error after it
  bool truncated = false;             ///< more series or bytes than the cap: what is here is at least

  [[nodiscard]] bool absent() const { return !error && series.empty() && answered.isSet(); }
};
using AnswerPtr = std::shared_ptr<const Answer>;

/// One question of the catalogue with what answers it in this cluster.
struct Mapping {
  std::string id;            ///< of the catalogue: "prepareSeconds", "gpuBusy", …
  std::string asked;         ///< the name people ask for: "dra_allocation_duration_seconds"
  std::string answers;       ///< the series or expression used instead, empty when none is there
  bool exact = false;        ///< the asked name itself is there; else `answers` is the best mapping and is labelled so
  std::string why;           ///< "no component exports this name; …"; of a missing one: what would bring it
  std::string group = {};    ///< "dashboards", "upstream", "drivers", "dcgm", "kubeStateMetrics", "own"
  std::int64_t series = 0;   ///< how many there are of the asked name
  std::int64_t targets = 0;  ///< instances they come from
  std::string words = {};    ///< what answers it, short: "26 series from 13 targets", "allocated ÷ published devices"

  /// Not there and nothing stands in: shown as missing, never as zero.
  [[nodiscard]] bool missing() const { return answers.empty(); }
};

/// A place where a Prometheus was looked for.
struct Tried {
  std::string what;  ///< "service monitoring/prometheus-operated:9090", the address of a given one
  std::string said;  ///< "answers, 3.1.0", "HTTP 503: no endpoints", "403: …"
  bool answers = false;
};

/// A ServiceMonitor or PodMonitor that is about DRA drivers, and whether it leads to anything at all.
struct Monitor {
  std::string name;      ///< "monitoring/dra-metrics"
  std::string selector;  ///< "app=dra-driver"
  std::string selects;   ///< "Service dra-driver/nvidia-metrics"; empty: nothing
  std::string why;       ///< "no Service in namespace monitoring has the label app=dra-driver; …"
  bool works = false;    ///< selects a Service that has the named port
};

struct Metrics {
  State state = State::notConfigured;
  std::string address;  ///< without credentials
  std::string route;    ///< "direct", "through the API server", "given", "demo"
  std::optional<Error> error;
  std::string version;  ///< of the server, empty when not known
  Time lastContact;
  std::int64_t intervalMs = 15'000;          ///< how often we ask; staleness is judged against it
  std::map<std::string, AnswerPtr> answers;  ///< by id of the catalogue
  std::vector<Mapping> mappings;
  std::int64_t queries = 0;  ///< sent since start
  std::int64_t budgetPerMinute = 0;
  std::vector<Tried> tried = {};       ///< where it was looked for, in order
  std::vector<Monitor> monitors = {};  ///< of DRA drivers
  std::optional<Error> notice = {};    ///< what could not be found out about the places: "services cannot be listed"

  /// Of the catalogue; null while it has never been asked.
  [[nodiscard]] const Answer* answer(const std::string& id) const {
    const auto found = answers.find(id);
    return found == answers.end() ? nullptr : found->second.get();
  }
  [[nodiscard]] const Mapping* mapping(std::string_view id) const;
};
using MetricsPtr = std::shared_ptr<const Metrics>;

}  // namespace claimscope::prometheus
