#include "model/prometheus/promql/function.h"

#include <algorithm>

namespace claimscope::promql {
namespace {

constexpr ValueType kScalar = ValueType::scalar;
constexpr ValueType kVector = ValueType::vector;
constexpr ValueType kMatrix = ValueType::matrix;
constexpr ValueType kString = ValueType::string;

/// Those that take one instant vector or one range vector come in bulk.
std::vector<Function> make() {
  std::vector<Function> out;
  for (const std::string_view name : {"abs",
                                      "absent",
                                      "acos",
                                      "acosh",
                                      "asin",
                                      "asinh",
                                      "atan",
                                      "atanh",
                                      "ceil",
                                      "cos",
                                      "cosh",
                                      "deg",
                                      "exp",
                                      "floor",
                                      "histogram_avg",
                                      "histogram_count",
                                      "histogram_sum",
                                      "histogram_stddev",
                                      "histogram_stdvar",
                                      "ln",
                                      "log10",
                                      "log2",
                                      "rad",
                                      "sgn",
                                      "sin",
                                      "sinh",
                                      "sort",
                                      "sort_desc",
                                      "sqrt",
                                      "tan",
                                      "tanh",
                                      "timestamp"}) {
    out.push_back({name, {kVector}});
  }
  for (const std::string_view name :
       {"absent_over_time", "avg_over_time", "changes", "count_over_time", "delta", "deriv", "first_over_time", "idelta",
        "increase", "irate", "last_over_time", "max_over_time", "min_over_time", "present_over_time", "rate", "resets",
        "stddev_over_time", "stdvar_over_time", "sum_over_time"}) {
    out.push_back({name, {kMatrix}});
  }
  for (const std::string_view name :
       {"mad_over_time", "ts_of_first_over_time", "ts_of_max_over_time", "ts_of_min_over_time", "ts_of_last_over_time"}) {
    out.push_back({name, {kMatrix}, 0, kVector, true});
  }
  for (const std::string_view name :
       {"days_in_month", "day_of_month", "day_of_week", "day_of_year", "hour", "minute", "month", "year"}) {
    out.push_back({name, {kVector}, 1});
  }
  for (const std::string_view name : {"end", "range", "start", "step"}) {
    out.push_back({name, {}, 0, kScalar, true});
  }
  for (const std::string_view name : {"max_of", "min_of"}) {
    out.push_back({name, {kScalar, kScalar}, 0, kScalar, true});
  }
  out.push_back({"clamp", {kVector, kScalar, kScalar}});
  out.push_back({"clamp_max", {kVector, kScalar}});
  out.push_back({"clamp_min", {kVector, kScalar}});
  out.push_back({"histogram_fraction", {kScalar, kScalar, kVector}});
  out.push_back({"histogram_quantile", {kScalar, kVector}});
  out.push_back({"histogram_quantiles", {kVector, kString, kScalar, kScalar}, 9, kVector, true});
  out.push_back({"double_exponential_smoothing", {kMatrix, kScalar, kScalar}, 0, kVector, true});
  out.push_back({"info", {kVector, kVector}, 1, kVector, true});
  out.push_back({"integral", {kMatrix, kScalar}, 1, kVector, true});
  out.push_back({"label_replace", {kVector, kString, kString, kString, kString}});
  out.push_back({"label_join", {kVector, kString, kString, kString}, -1});
  out.push_back({"pi", {}, 0, kScalar});
  out.push_back({"predict_linear", {kMatrix, kScalar}});
  out.push_back({"quantile_over_time", {kScalar, kMatrix}});
  out.push_back({"round", {kVector, kScalar}, 1});
  out.push_back({"scalar", {kVector}, 0, kScalar});
  out.push_back({"sort_by_label", {kVector, kString}, -1, kVector, true});
  out.push_back({"sort_by_label_desc", {kVector, kString}, -1, kVector, true});
  out.push_back({"start_timestamp", {kVector}, 0, kVector, true});
  out.push_back({"time", {}, 0, kScalar});
  out.push_back({"vector", {kScalar}});
  std::sort(out.begin(), out.end(), [](const Function& a, const Function& b) { return a.name < b.name; });
  return out;
}

}  // namespace

const std::vector<Function>& allFunctions() {
  static const std::vector<Function> kFunctions = make();
  return kFunctions;
}

const Function* findFunction(std::string_view name) {
  const std::vector<Function>& functions = allFunctions();
  const auto found = std::lower_bound(functions.begin(), functions.end(), name,
                                      [](const Function& function, std::string_view wanted) { return function.name < wanted; });
  return found != functions.end() && found->name == name ? &*found : nullptr;
}

}  // namespace claimscope::promql
