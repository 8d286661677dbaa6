#include "app/exporter/text_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace claimscope::exporter {
namespace {

using ::prometheus::ClientMetric;
using ::prometheus::MetricFamily;
using ::prometheus::MetricType;

constexpr std::string_view kTotal = "_total";

std::string_view typeWord(MetricType type, Format format) {
  switch (type) {
    case MetricType::Counter:
      return "counter";
    case MetricType::Gauge:
      return "gauge";
    case MetricType::Summary:
      return "summary";
    case MetricType::Histogram:
      return "histogram";
    case MetricType::Untyped:
      break;
  }
  return format == Format::openMetrics ? "unknown" : "untyped";
}

/// Backslash and line end always; the quote where it would end the text.
void appendEscaped(std::string& out, std::string_view text, bool quotes) {
  for (const char c : text) {
    if (c == '\\') {
      out += "\\\\";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '"' && quotes) {
      out += "\\\"";
    } else {
      out += c;
    }
  }
}

void appendSample(std::string& out, std::string_view name, std::string_view suffix,
                  const std::vector<ClientMetric::Label>& labels, std::string_view extraName, std::string_view extraValue,
                  std::string_view value) {
  out += name;
  out += suffix;
  if (!labels.empty() || !extraName.empty()) {
    out += '{';
    const char* comma = "";
    for (const ClientMetric::Label& label : labels) {
      out += comma;
      out += label.name;
      out += "=\"";
      appendEscaped(out, label.value, true);
      out += '"';
      comma = ",";
    }
    if (!extraName.empty()) {
      out += comma;
      out += extraName;
      out += "=\"";
      out += extraValue;
      out += '"';
    }
    out += '}';
  }
  out += ' ';
  out += value;
  out += '\n';
}

/// OpenMetrics wants bounds as floats: "1.0", never "1".
std::string boundText(double bound) {
  std::string text = numberText(bound);
  if (std::isfinite(bound) && text.find_first_of(".e") == std::string::npos) {
    text += ".0";
  }
  return text;
}

void appendHistogram(std::string& out, std::string_view name, const ClientMetric& metric) {
  bool infinite = false;
  for (const ClientMetric::Bucket& bucket : metric.histogram.bucket) {
    infinite = infinite || std::isinf(bucket.upper_bound);
    appendSample(out, name, "_bucket", metric.label, "le", boundText(bucket.upper_bound),
                 std::to_string(bucket.cumulative_count));
  }
  const std::string count = std::to_string(metric.histogram.sample_count);
  if (!infinite) {
    appendSample(out, name, "_bucket", metric.label, "le", "+Inf", count);
  }
  appendSample(out, name, "_count", metric.label, {}, {}, count);
  appendSample(out, name, "_sum", metric.label, {}, {}, numberText(metric.histogram.sample_sum));
}

/// The unit that the name of a family ends with, as OpenMetrics wants it named.
std::string_view unitOf(std::string_view name) {
  for (const std::string_view unit : {"seconds", "bytes", "ratio"}) {
    if (name.size() > unit.size() && name.ends_with(unit) && name[name.size() - unit.size() - 1] == '_') {
      return unit;
    }
  }
  return {};
}

void appendHead(std::string& out, const MetricFamily& family, std::string_view name, Format format) {
  out += "# HELP ";
  out += name;
  out += ' ';
  appendEscaped(out, family.help, format == Format::openMetrics);
  out += "\n# TYPE ";
  out += name;
  out += ' ';
  out += typeWord(family.type, format);
  out += '\n';
  if (const std::string_view unit = unitOf(name); format == Format::openMetrics && !unit.empty()) {
    out += fmt::format("# UNIT {} {}\n", name, unit);
  }
}

void appendFamily(std::string& out, MetricFamily& family, Format format) {
  std::string_view name = family.name;
  std::string_view suffix;
  if (family.type == MetricType::Counter && name.ends_with(kTotal)) {
    // OpenMetrics names the family without the suffix that its samples have; the older format names it as the samples.
    if (format == Format::openMetrics) {
      name.remove_suffix(kTotal.size());
      suffix = kTotal;
    }
  }
  appendHead(out, family, name, format);
  std::sort(family.metric.begin(), family.metric.end(),
            [](const ClientMetric& a, const ClientMetric& b) { return a.label < b.label; });
  for (const ClientMetric& metric : family.metric) {
    switch (family.type) {
      case MetricType::Histogram:
        appendHistogram(out, name, metric);
        break;
      case MetricType::Counter:
        appendSample(out, name, suffix, metric.label, {}, {}, numberText(metric.counter.value));
        break;
      default:
        appendSample(out, name, suffix, metric.label, {}, {}, numberText(metric.gauge.value));
    }
  }
}

}  // namespace

std::string_view contentType(Format format) {
  return format == Format::openMetrics ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                                       : "text/plain; version=0.0.4; charset=utf-8";
}

std::string numberText(double value) {
  if (std::isnan(value)) {
    return "NaN";
  }
  if (std::isinf(value)) {
    return value > 0 ? "+Inf" : "-Inf";
  }
  constexpr double kExact = 1e15;  // whole numbers up to here are written with all their digits
  if (std::trunc(value) == value && std::abs(value) < kExact) {
    return fmt::format("{:.0f}", value == 0 ? 0.0 : value);
  }
  return fmt::format("{}", value);
}

std::string write(std::vector<MetricFamily> families, Format format) {
  std::sort(families.begin(), families.end(), [](const MetricFamily& a, const MetricFamily& b) { return a.name < b.name; });
  std::string out;
  for (MetricFamily& family : families) {
    if (!family.metric.empty()) {
      appendFamily(out, family, format);
    }
  }
  if (format == Format::openMetrics) {
    out += "# EOF\n";
  }
  return out;
}

}  // namespace claimscope::exporter
