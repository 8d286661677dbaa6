#include "app/exporter/series.h"

#include <algorithm>

#include "app/exporter/label.h"

namespace claimscope::exporter {
namespace {

void setValue(::prometheus::ClientMetric& metric, ::prometheus::MetricType type, double value) {
  if (type == ::prometheus::MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
}

}  // namespace

Series::Series(std::string name, std::string help, ::prometheus::MetricType type, std::vector<LabelName> labels, std::size_t cap)
    : m_name(std::move(name)), m_help(std::move(help)), m_type(type), m_labels(std::move(labels)), m_cap(cap) {}

std::pair<double*, bool> Series::cell(std::initializer_list<std::string_view> values) {
  std::vector<std::string> key;
  key.reserve(values.size());
  std::transform(values.begin(), values.end(), std::back_inserter(key), labelValue);
  if (const auto found = m_values.find(key); found != m_values.end()) {
    return {&found->second, false};
  }
  if (m_values.size() >= m_cap) {
    m_folded.insert(key);
    for (std::size_t i = 0; i < key.size() && i < m_labels.size(); ++i) {
      if (!m_labels[i].bounded) {
        key[i] = kOther;
      }
    }
  }
  const auto [place, fresh] = m_values.emplace(std::move(key), 0.0);
  return {&place->second, fresh};
}

void Series::add(std::initializer_list<std::string_view> values, double value) {
  *cell(values).first += value;
}

void Series::raise(std::initializer_list<std::string_view> values, double value) {
  const auto [place, fresh] = cell(values);
  *place = fresh ? value : std::max(*place, value);
}

bool Series::capped() const {
  return std::any_of(m_labels.begin(), m_labels.end(), [](const LabelName& label) { return !label.bounded; });
}

::prometheus::MetricFamily Series::family() const {
  ::prometheus::MetricFamily out{m_name, m_help, m_type, {}};
  out.metric.reserve(m_values.size());
  for (const auto& [values, value] : m_values) {
    ::prometheus::ClientMetric metric;
    for (std::size_t i = 0; i < values.size() && i < m_labels.size(); ++i) {
      metric.label.push_back({m_labels[i].name, values[i]});
    }
    setValue(metric, m_type, value);
    out.metric.push_back(std::move(metric));
  }
  return out;
}

::prometheus::MetricFamily single(std::string name, std::string help, ::prometheus::MetricType type, double value) {
  ::prometheus::MetricFamily out{std::move(name), std::move(help), type, {}};
  setValue(out.metric.emplace_back(), type, value);
  return out;
}

void Page::add(const Series& series) {
  if (series.capped()) {
    dropped[series.name()] = series.dropped();
  }
  if (!series.empty()) {
    families.push_back(series.family());
  }
}

}  // namespace claimscope::exporter
