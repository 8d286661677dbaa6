// Series: one metric family while it is filled, with a cap on the number of its series. One thread.
#pragma once

#include <prometheus/metric_family.h>

#include <cstddef>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace claimscope::exporter {

/// The label value that takes what is over the cap.
inline constexpr std::string_view kOther = "other";

struct LabelName {
  std::string name;
  bool bounded = false;  ///< has few possible values: kept as it is when the cap folds the others
};

class Series {
 public:
  /// At most `cap` label sets are kept apart; those that come later are summed up under `other`.
  Series(std::string name, std::string help, ::prometheus::MetricType type, std::vector<LabelName> labels, std::size_t cap);

  /// Values in the order of the label names. Label sets that are equal once they are harmless are one.
  void add(std::initializer_list<std::string_view> values, double value);
  /// The largest counts instead of the sum.
  void raise(std::initializer_list<std::string_view> values, double value);

  [[nodiscard]] const std::string& name() const { return m_name; }
  /// Some label may have any number of values.
  [[nodiscard]] bool capped() const;
  [[nodiscard]] bool empty() const { return m_values.empty(); }
  /// Label sets that were folded so far.
  [[nodiscard]] std::size_t dropped() const { return m_folded.size(); }
  [[nodiscard]] ::prometheus::MetricFamily family() const;

 private:
  /// The cell of the label set, and whether it is new.
  std::pair<double*, bool> cell(std::initializer_list<std::string_view> values);

  std::string m_name;
  std::string m_help;
  ::prometheus::MetricType m_type;
  std::vector<LabelName> m_labels;
  std::size_t m_cap;
  std::map<std::vector<std::string>, double> m_values;
  std::set<std::vector<std::string>> m_folded;
};

/// A family without labels.
[[nodiscard]] ::prometheus::MetricFamily single(std::string name, std::string help, ::prometheus::MetricType type, double value);

/// Families of one scrape, and how many label sets each of those that the cap is for had to fold.
struct Page {
  std::vector<::prometheus::MetricFamily> families;
  std::map<std::string, std::size_t> dropped;

  /// A family without series is left out: absent, not empty.
  void add(const Series& series);
};

}  // namespace claimscope::exporter
