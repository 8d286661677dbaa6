#include "model/simulation/metrics/server.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "model/simulation/json_writer.h"
#include "model/simulation/metrics/expression.h"

namespace claimscope::simulation::metrics {
namespace {

constexpr std::int64_t kMostPoints = 11'000;

int hex(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string decodedField(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(16 * hex(text[i + 1]) + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::map<std::string, std::string> fieldsOf(std::string_view form) {
  std::map<std::string, std::string> out;
  while (!form.empty()) {
    const std::size_t end = std::min(form.find('&'), form.size());
    const std::string_view field = form.substr(0, end);
    const std::size_t equals = std::min(field.find('='), field.size());
    out[decodedField(field.substr(0, equals))] = decodedField(field.substr(std::min(equals + 1, field.size())));
    form.remove_prefix(std::min(end + 1, form.size()));
  }
  return out;
}

std::optional<std::int64_t> timeOf(const std::string& text) {
  double seconds = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (code == std::errc() && end == text.data() + text.size() && std::abs(seconds) < 1e11) {
    return std::llround(seconds * 1000);
  }
  const std::optional<Time> time = parseTime(text);
  return time ? std::optional(time->ms) : std::nullopt;
}

HttpReply failed(int status, std::string_view type, std::string_view text) {
  HttpReply reply{status, {}};
  JsonWriter json(reply.body);
  json.open();
  json.text("status", "error");
  json.text("errorType", type);
  json.text("error", text);
  json.close();
  return reply;
}

std::string secondsText(std::int64_t ms) {
  std::string out = std::to_string(ms / 1000);
  if (ms % 1000 != 0) {
    const std::string part = std::to_string(1000 + ms % 1000);
    out += "." + part.substr(1);
  }
  return out;
}

std::string valueText(double value) {
  if (std::isnan(value)) {
    return "NaN";
  }
  if (std::isinf(value)) {
    return value > 0 ? "+Inf" : "-Inf";
  }
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
  return {buffer, end.ptr};
}

std::string sampleText(std::int64_t ms, double value) {
  return "[" + secondsText(ms) + ",\"" + valueText(value) + "\"]";
}

void writeMetric(JsonWriter& json, const Labels& labels) {
  json.open("metric");
  for (const auto& [name, value] : labels) {
    json.text(name, value);
  }
  json.close();
}

std::string envelope(std::string_view type, std::string_view result) {
  std::string out;
  JsonWriter json(out);
  json.open();
  json.text("status", "success");
  json.open("data");
  json.text("resultType", type);
  json.raw("result", result);
  json.close();
  json.close();
  return out;
}

HttpReply instant(const Cluster& cluster, const Expression& expression, std::int64_t ms) {
  Evaluator evaluator(cluster);
  const Result<Value> value = evaluator.at(expression, ms);
  if (!value) {
    return failed(422, "execution", value.error().message);
  }
  if (value->scalar) {
    return {200, envelope("scalar", sampleText(ms, value->number))};
  }
  std::string list = "[";
  JsonWriter json(list);
  for (const Element& element : value->elements) {
    json.open();
    writeMetric(json, element.labels);
    json.raw("value", sampleText(ms, element.value));
    json.close();
  }
  return {200, envelope("vector", list + "]")};
}

HttpReply range(const Cluster& cluster, const Expression& expression, std::int64_t from, std::int64_t to, std::int64_t step) {
  Evaluator evaluator(cluster);
  std::map<Labels, std::string> series;  // samples, written
  for (std::int64_t ms = from; ms <= to; ms += step) {
    if (ms > cluster.now().ms) {
      break;  // nothing has been scraped yet
    }
    Result<Value> value = evaluator.at(expression, ms);
    if (!value) {
      return failed(422, "execution", value.error().message);
    }
    if (value->scalar) {
      value->elements.push_back({{}, value->number});
    }
    for (const Element& element : value->elements) {
      std::string& samples = series[element.labels];
      samples += (samples.empty() ? "" : ",") + sampleText(ms, element.value);
    }
  }
  std::string list = "[";
  JsonWriter json(list);
  for (const auto& [labels, samples] : series) {
    json.open();
    writeMetric(json, labels);
    json.raw("values", "[" + samples + "]");
    json.close();
  }
  return {200, envelope("matrix", list + "]")};
}

HttpReply query(const Cluster& cluster, std::string_view path, const std::map<std::string, std::string>& fields) {
  const auto field = [&](const char* name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
  };
  const Result<ExpressionPtr> expression = parse(field("query"));
  if (!expression) {
    return failed(400, "bad_data", expression.error().message);
  }
  if (path == "/api/v1/query") {
    const std::optional<std::int64_t> at = field("time").empty() ? std::optional(cluster.now().ms) : timeOf(field("time"));
    return at ? instant(cluster, **expression, *at) : failed(400, "bad_data", "invalid parameter \"time\"");
  }
  const std::optional<std::int64_t> from = timeOf(field("start"));
  const std::optional<std::int64_t> to = timeOf(field("end"));
  const std::optional<std::int64_t> step = timeOf(field("step"));
  if (!from || !to || !step || *step <= 0 || *to < *from) {
    return failed(400, "bad_data", "invalid parameter \"start\", \"end\" or \"step\"");
  }
  if ((*to - *from) / *step > kMostPoints) {
    return failed(400, "bad_data", "exceeded maximum resolution of 11,000 points per timeseries");
  }
  return range(cluster, **expression, *from, *to, *step);
}

/// Values of one label over all series; of __name__ without looking at them.
HttpReply labelValues(const Cluster& cluster, const std::string& label) {
  std::set<std::string> values;
  for (const Family& family : families(cluster)) {
    if (label == "__name__") {
      values.insert(family.name);
      continue;
    }
    family.emit(cluster, [&](const Source& source) {
      if (const auto found = source.labels.find(label); found != source.labels.end()) {
        values.insert(found->second);
      }
    });
  }
  HttpReply reply{200, {}};
  JsonWriter json(reply.body);
  json.open();
  json.text("status", "success");
  json.openList("data");
  for (const std::string& value : values) {
    json.item(value);
  }
  json.closeList();
  json.close();
  return reply;
}

}  // namespace

HttpReply answer(const Cluster& cluster, std::string_view path, std::string_view form) {
  if (!hasPrometheus(cluster)) {
    return {503, "no endpoints available"};
  }
  if (path == "/api/v1/query" || path == "/api/v1/query_range") {
    return query(cluster, path, fieldsOf(form));
  }
  if (path == "/api/v1/status/buildinfo") {
    return {200, R"({"status":"success","data":{"version":"3.1.0","revision":"","branch":"HEAD","goVersion":"go1.23.4"}})"};
  }
  constexpr std::string_view kLabel = "/api/v1/label/";
  constexpr std::string_view kValues = "/values";
  if (path.starts_with(kLabel) && path.ends_with(kValues)) {
    return labelValues(cluster, decodedField(path.substr(kLabel.size(), path.size() - kLabel.size() - kValues.size())));
  }
  return failed(404, "not_found", "not found");
}

}  // namespace claimscope::simulation::metrics
