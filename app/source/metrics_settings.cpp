#include "app/source/metrics_settings.h"

#include <algorithm>

#include "model/base/json_tree.h"
#include "model/base/yaml.h"
#include "model/kube/small_file.h"

namespace claimscope::app {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kLeastIntervalMs = 5'000;
constexpr std::int64_t kMostIntervalMs = 3'600'000;
constexpr std::int64_t kMostBudget = 6'000;
constexpr std::size_t kMostOwn = 50;

/// A field that is wrong; caught where the file is read.
struct Wrong {
  std::string path;
  std::string cause;
};

std::string textOf(const Json& value, const std::string& path) {
  if (!value.is_string()) {
    throw Wrong{path, "is no text"};
  }
  return value.get<std::string>();
}

void readPlace(const Json& object, const std::string& path, MetricsSettings& out) {
  if (object.is_null()) {
    return;
  }
  if (!object.is_object()) {
    throw Wrong{path, "has no fields"};
  }
  PrometheusOptions& where = out.where;
  const std::map<std::string, std::string*> texts{
      {"prometheus", &where.where},         {"tokenFile", &where.tokenFile}, {"caFile", &where.caFile},
      {"certFile", &where.certFile},        {"keyFile", &where.keyFile},     {"user", &where.user},
      {"passwordFile", &where.passwordFile}};
  for (const auto& [key, value] : object.items()) {
    const std::string at = path + "." + key;
    if (const auto text = texts.find(key); text != texts.end()) {
      *text->second = textOf(value, at);
      out.from = key == "prometheus" ? "metrics.yaml" : out.from;
    } else if (key == "headers") {
      if (!value.is_object()) {
        throw Wrong{at, "is no list of Name: value"};
      }
      where.headers.clear();
      for (const auto& [name, header] : value.items()) {
        where.headers.push_back(name + ": " + textOf(header, at + "." + name));
      }
    } else if (key == "insecure") {
      if (!value.is_boolean()) {
        throw Wrong{at, "is not true or false"};
      }
      where.insecure = value.get<bool>();
    } else if (key == "interval") {
      const std::optional<std::int64_t> interval = value.is_string() ? parseDuration(value.get<std::string>()) : std::nullopt;
      if (!interval || *interval < kLeastIntervalMs || *interval > kMostIntervalMs) {
        throw Wrong{at, "is no duration from 5s to 1h"};
      }
      out.desk.intervalMs = *interval;
    } else if (key == "queriesPerMinute") {
      const std::int64_t most = value.is_number_integer() ? value.get<std::int64_t>() : 0;
      if (most < 1 || most > kMostBudget) {
        throw Wrong{at, "is no number from 1 to 6000"};
      }
      out.desk.budgetPerMinute = most;
    } else {
      throw Wrong{at,
                  "is not known; known are prometheus, tokenFile, caFile, certFile, keyFile, user, passwordFile, headers, "
                  "insecure, interval and queriesPerMinute"};
    }
  }
}

void readQueries(const Json& object, MetricsSettings& out) {
  if (object.is_null()) {
    return;
  }
  if (!object.is_object()) {
    throw Wrong{"queries", "has no fields"};
  }
  for (const auto& [id, value] : object.items()) {
    const std::string at = "queries." + id;
    if (out.desk.own.size() >= kMostOwn) {
      throw Wrong{at, "is one too many: 50 are taken"};
    }
    prometheus::Query query;
    query.id = id;
    query.own = true;
    query.title = id;
    query.every = 4;
    if (value.is_object()) {
      for (const auto& [key, field] : value.items()) {
        if (key == "query") {
          query.expression = textOf(field, at + ".query");
        } else if (key == "title") {
          query.title = textOf(field, at + ".title");
        } else if (key == "unit") {
          query.unit = textOf(field, at + ".unit");
        } else {
          throw Wrong{at + "." + key, "is not known; known are query, title and unit"};
        }
      }
    } else {
      query.expression = textOf(value, at);
    }
    if (query.expression.empty()) {
      throw Wrong{at, "has no query"};
    }
    out.desk.own.push_back(std::move(query));
  }
}

void readFile(const Json& file, const std::string& context, MetricsSettings& out) {
  if (file.is_null()) {
    return;
  }
  if (!file.is_object()) {
    throw Wrong{"the file", "has no fields"};
  }
  for (const auto& [key, value] : file.items()) {
    if (key != "defaults" && key != "contexts" && key != "queries") {
      throw Wrong{key, "is not known; known are defaults, contexts and queries"};
    }
  }
  readPlace(file.value("defaults", Json()), "defaults", out);
  const Json contexts = file.value("contexts", Json());
  if (contexts.is_object() && contexts.contains(context)) {
    readPlace(contexts[context], "contexts." + context, out);
  }
  readQueries(file.value("queries", Json()), out);
}

/// What is given on the command line; a place there brings its own credentials, the file's are for the file's place.
void applyFlags(const PrometheusOptions& flags, MetricsSettings& out) {
  PrometheusOptions& where = out.where;
  if (!flags.where.empty()) {
    where = {};
    out.from = "--prometheus";
  }
  const auto take = [](const std::string& flag, std::string& field) {
    if (!flag.empty()) {
      field = flag;
    }
  };
  take(flags.where, where.where);
  take(flags.tokenFile, where.tokenFile);
  take(flags.caFile, where.caFile);
  take(flags.certFile, where.certFile);
  take(flags.keyFile, where.keyFile);
  take(flags.user, where.user);
  take(flags.passwordFile, where.passwordFile);
  if (!flags.headers.empty()) {
    where.headers = flags.headers;
  }
  where.insecure = where.insecure || flags.insecure;
}

}  // namespace

std::filesystem::path metricsFile(const std::map<std::string, std::string>& environment) {
  const auto value = [&](const char* name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
  };
  if (const std::string config = value("XDG_CONFIG_HOME"); config.starts_with('/')) {
    return std::filesystem::path(config) / "claimscope" / "metrics.yaml";
  }
  const std::string home = value("HOME");
  return home.empty() ? std::filesystem::path() : std::filesystem::path(home) / ".config" / "claimscope" / "metrics.yaml";
}

MetricsSettings metricsSettingsOf(std::string_view text, const std::string& path, const PrometheusOptions& flags,
                                  const std::string& context) {
  MetricsSettings out;
  const auto wrong = [&](const std::string& what) {
    out.error = Error{ErrorCode::invalidInput, path + ": " + what, "Correct the file, or give --prometheus", std::nullopt, 0};
  };
  const Result<std::string> json = yaml::firstToJson(text);
  if (!json) {
    wrong(json.error().message);
  } else {
    try {
      readFile(Json::parse(*json), context, out);
    } catch (const Wrong& field) {
      wrong(field.path + " " + field.cause);
    } catch (const Json::exception& problem) {
      wrong(problem.what());
    }
  }
  if (!flags.where.empty()) {
    out.error.reset();  // said where it is: the file is not needed for that
  }
  applyFlags(flags, out);
  if (out.from.empty()) {
    out.from = "found";
  }
  return out;
}

MetricsSettings metricsSettings(const PrometheusOptions& flags, const std::map<std::string, std::string>& environment,
                                const std::string& context) {
  const std::filesystem::path path = metricsFile(environment);
  const Result<std::string> text = path.empty() ? Result<std::string>(std::string()) : kube::readSmallFile(path);
  if (!text && text.error().code != ErrorCode::notFound) {
    MetricsSettings out = metricsSettingsOf({}, path.string(), flags, context);
    out.error = flags.where.empty() ? std::optional(text.error()) : std::nullopt;
    return out;
  }
  return metricsSettingsOf(text ? *text : std::string(), path.string(), flags, context);
}

prometheus::Locate locateBy(const MetricsSettings& settings, const prometheus::ApiGet& get, const prometheus::MakeFetcher& make,
                            const std::shared_ptr<DirectFetcher>& direct) {
  if (settings.error) {
    return [error = *settings.error](const std::function<void(prometheus::Place)>& done) {
      prometheus::Place place;
      place.error = error;
      done(std::move(place));
    };
  }
  if (settings.where.where == "none") {
    return [](const std::function<void(prometheus::Place)>& done) { done(prometheus::Place{}); };
  }
  if (direct != nullptr) {
    return [get, direct](const std::function<void(prometheus::Place)>& done) {
      // Where the monitors lead is worth knowing all the same.
      prometheus::discoverMonitors(get, [direct, done](prometheus::Place place) {
        place.fetcher = direct;
        place.address = direct->address();
        place.route = "direct";
        done(std::move(place));
      });
    };
  }
  const std::string& where = settings.where.where;
  if (!where.empty() && where != "auto") {
    const std::optional<prometheus::Candidate> candidate = prometheus::parseCandidate(where);
    if (!candidate) {
      return [where](const std::function<void(prometheus::Place)>& done) {
        prometheus::Place place;
        place.error = Error{ErrorCode::usage, "--prometheus " + where + " names no Prometheus",
                            "Write a URL, NAMESPACE/SERVICE:PORT, auto or none", std::nullopt, 0};
        done(std::move(place));
      };
    }
    return [candidate = *candidate, get, make](std::function<void(prometheus::Place)> done) {
      prometheus::discoverNamed(candidate, get, make, std::move(done));
    };
  }
  return [get, make](std::function<void(prometheus::Place)> done) { prometheus::discover(get, make, std::move(done)); };
}

}  // namespace claimscope::app
