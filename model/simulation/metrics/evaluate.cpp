#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "model/simulation/metrics/expression.h"

namespace claimscope::simulation::metrics {
namespace {

constexpr std::int64_t kScrapeMs = 30'000;  // what ranges are sampled at
constexpr int kMostSamples = 40;            // of one range: longer ones are sampled more coarsely

struct Wrong {
  std::string text;
};

Labels without(Labels labels, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    labels.erase(name);
  }
  return labels;
}

Labels unnamed(const Labels& labels) {
  return without(labels, {"__name__"});
}

Labels groupOf(const Element& element, const Expression& expression) {
  if (expression.without) {
    return unnamed(without(element.labels, expression.labels));
  }
  Labels out;
  for (const std::string& name : expression.labels) {
    if (const auto found = element.labels.find(name); found != element.labels.end()) {
      out.insert(*found);
    }
  }
  return out;
}

double applied(const std::string& operation, double a, double b) {
  return operation == "+"   ? a + b
         : operation == "-" ? a - b
         : operation == "*" ? a * b
         : operation == "/" ? a / b
                            : std::fmod(a, b);
}

bool compared(const std::string& operation, double a, double b) {
  return operation == "=="   ? a == b
         : operation == "!=" ? a != b
         : operation == "<"  ? a < b
         : operation == ">"  ? a > b
         : operation == "<=" ? a <= b
                             : a >= b;
}

bool isComparison(const std::string& operation) {
  return operation == "==" || operation == "!=" || operation == "<" || operation == ">" || operation == "<=" || operation == ">=";
}

/// As Prometheus interpolates: linearly inside the bucket the quantile falls into.
double quantileOf(double quantile, std::vector<std::pair<double, double>> buckets) {
  std::sort(buckets.begin(), buckets.end());
  if (buckets.size() < 2 || !std::isinf(buckets.back().first) || buckets.back().second <= 0) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const double rank = quantile * buckets.back().second;
  std::size_t index = 0;
  while (index + 1 < buckets.size() && buckets[index].second < rank) {
    ++index;
  }
  if (index + 1 == buckets.size()) {
    return buckets[index - 1].first;
  }
  const double from = index == 0 ? 0 : buckets[index - 1].first;
  const double below = index == 0 ? 0 : buckets[index - 1].second;
  const double inside = buckets[index].second - below;
  return inside <= 0 ? buckets[index].first : from + (buckets[index].first - from) * (rank - below) / inside;
}

}  // namespace

bool Matcher::matches(const std::string& text) const {
  if (operation == "=") {
    return text == value;
  }
  if (operation == "!=") {
    return text != value;
  }
  const bool found = regex != nullptr && re2::RE2::FullMatch(text, *regex);
  return found == (operation == "=~");
}

Result<Value> Evaluator::at(const Expression& expression, std::int64_t ms) {
  try {
    return evaluate(expression, ms);
  } catch (const Wrong& wrong) {
    return fail(ErrorCode::invalidInput, wrong.text);
  }
}

const std::vector<Source>& Evaluator::sources(const Expression& selector) {
  const auto known = m_cache.find(&selector);
  if (known != m_cache.end()) {
    return known->second;
  }
  std::vector<Source>& out = m_cache[&selector];
  for (const Family& family : m_families) {
    const bool named = std::all_of(selector.matchers.begin(), selector.matchers.end(), [&](const Matcher& matcher) {
      return matcher.label != "__name__" || matcher.matches(family.name);
    });
    if (!named) {
      continue;
    }
    family.emit(m_cluster, [&](Source source) {
      source.labels["__name__"] = family.name;
      for (const Matcher& matcher : selector.matchers) {
        const auto found = source.labels.find(matcher.label);
        if (!matcher.matches(found == source.labels.end() ? std::string() : found->second)) {
          return;
        }
      }
      out.push_back(std::move(source));
    });
  }
  return out;
}

Value Evaluator::evaluate(const Expression& expression, std::int64_t ms) {
  switch (expression.kind) {
    case Expression::Kind::number:
      return {true, expression.number, {}};
    case Expression::Kind::selector:
      return select(expression, ms);
    case Expression::Kind::function:
      return function(expression, ms);
    case Expression::Kind::aggregate:
      return aggregate(expression, ms);
    case Expression::Kind::binary:
      return binary(expression, ms);
    case Expression::Kind::negative:
      break;
  }
  Value out = evaluate(*expression.arguments.front(), ms);
  out.number = -out.number;
  for (Element& element : out.elements) {
    element.value = -element.value;
    element.labels = unnamed(element.labels);
  }
  return out;
}

Value Evaluator::select(const Expression& expression, std::int64_t ms) {
  if (expression.rangeMs > 0) {
    throw Wrong{"invalid expression type \"range vector\" for instant query, must be Scalar or instant Vector"};
  }
  Value out;
  for (const Source& source : sources(expression)) {
    if (const auto value = source.at(ms - expression.offsetMs)) {
      out.elements.push_back({source.labels, *value});
    }
  }
  return out;
}

Value Evaluator::overRange(const Expression& expression, std::int64_t ms) {
  const Expression& selector = *expression.arguments.front();
  if (selector.kind != Expression::Kind::selector || selector.rangeMs == 0) {
    throw Wrong{"expected type range vector in call to function \"" + expression.name + "\", got instant vector"};
  }
  const std::string& name = expression.name;
  const std::int64_t end = ms - selector.offsetMs;
  const std::int64_t begin = end - selector.rangeMs;
  const bool counter = name == "rate" || name == "increase" || name == "irate" || name == "delta";
  Value out;
  for (const Source& source : sources(selector)) {
    if (counter) {
      const auto first = source.at(begin);
      const auto last = source.at(end);
      if (first && last) {
        const double grown = *last - *first;
        out.elements.push_back({unnamed(source.labels), name == "increase" || name == "delta"
                                                            ? grown
                                                            : grown * 1000 / static_cast<double>(selector.rangeMs)});
      }
      continue;
    }
    const std::int64_t step = std::max(kScrapeMs, selector.rangeMs / kMostSamples);
    double sum = 0;
    double most = -std::numeric_limits<double>::infinity();
    double least = std::numeric_limits<double>::infinity();
    std::int64_t count = 0;
    for (std::int64_t at = end; at > begin; at -= step) {
      if (const auto value = source.at(at)) {
        sum += *value;
        most = std::max(most, *value);
        least = std::min(least, *value);
        ++count;
      }
    }
    if (count > 0) {
      const double value = name == "max_over_time"     ? most
                           : name == "min_over_time"   ? least
                           : name == "sum_over_time"   ? sum
                           : name == "count_over_time" ? static_cast<double>(count * (step / kScrapeMs))
                                                       : sum / static_cast<double>(count);
      out.elements.push_back({unnamed(source.labels), value});
    }
  }
  return out;
}

Value Evaluator::function(const Expression& expression, std::int64_t ms) {
  static const std::set<std::string> kRanges{"rate",          "increase",      "irate",         "delta",          "avg_over_time",
                                             "max_over_time", "min_over_time", "sum_over_time", "count_over_time"};
  const auto argument = [&](std::size_t index) { return evaluate(*expression.arguments[index], ms); };
  const auto wants = [&](std::size_t count) {
    if (expression.arguments.size() != count) {
      throw Wrong{"expected " + std::to_string(count) + " argument(s) in call to \"" + expression.name + "\", got " +
                  std::to_string(expression.arguments.size())};
    }
  };
  if (kRanges.count(expression.name) != 0) {
    wants(1);
    return overRange(expression, ms);
  }
  if (expression.name == "vector") {
    wants(1);
    return {false, 0, {{{}, argument(0).number}}};
  }
  if (expression.name == "time") {
    wants(0);
    return {true, static_cast<double>(ms) / 1000, {}};
  }
  if (expression.name == "scalar") {
    wants(1);
    const Value of = argument(0);
    return {true, of.elements.size() == 1 ? of.elements.front().value : std::numeric_limits<double>::quiet_NaN(), {}};
  }
  if (expression.name == "histogram_quantile") {
    wants(2);
    const double quantile = argument(0).number;
    std::map<Labels, std::vector<std::pair<double, double>>> groups;
    for (const Element& element : argument(1).elements) {
      const auto le = element.labels.find("le");
      if (le != element.labels.end()) {
        const double edge =
            le->second == "+Inf" ? std::numeric_limits<double>::infinity() : std::strtod(le->second.c_str(), nullptr);
        groups[unnamed(without(element.labels, {"le"}))].emplace_back(edge, element.value);
      }
    }
    Value out;
    for (auto& [labels, buckets] : groups) {
      out.elements.push_back({labels, quantileOf(quantile, std::move(buckets))});
    }
    return out;
  }
  if (expression.name == "abs" || expression.name == "ceil" || expression.name == "floor" || expression.name == "round") {
    wants(1);
    Value out = argument(0);
    for (Element& element : out.elements) {
      element.labels = unnamed(element.labels);
      element.value = expression.name == "abs"     ? std::abs(element.value)
                      : expression.name == "ceil"  ? std::ceil(element.value)
                      : expression.name == "floor" ? std::floor(element.value)
                                                   : std::round(element.value);
    }
    return out;
  }
  throw Wrong{"the simulated Prometheus does not know the function \"" + expression.name + "\""};
}

Value Evaluator::aggregate(const Expression& expression, std::int64_t ms) {
  const bool ranked = expression.name == "topk" || expression.name == "bottomk";
  Value of = evaluate(*expression.arguments.back(), ms);
  Value out;
  if (ranked) {
    const double wanted = evaluate(*expression.arguments.front(), ms).number;
    std::stable_sort(of.elements.begin(), of.elements.end(), [&](const Element& a, const Element& b) {
      return expression.name == "topk" ? a.value > b.value : a.value < b.value;
    });
    const auto most = static_cast<std::size_t>(std::clamp(wanted, 0.0, 1e6));
    of.elements.resize(std::min(of.elements.size(), most));
    return of;
  }
  struct Group {
    double value = 0;
    double count = 0;
  };
  std::map<Labels, Group> groups;
  for (const Element& element : of.elements) {
    Group& group = groups[groupOf(element, expression)];
    group.count += 1;
    if (group.count == 1) {
      group.value = element.value;
    } else if (expression.name == "max") {
      group.value = std::max(group.value, element.value);
    } else if (expression.name == "min") {
      group.value = std::min(group.value, element.value);
    } else {
      group.value += element.value;
    }
  }
  for (auto& [labels, group] : groups) {
    out.elements.push_back({labels, expression.name == "count"   ? group.count
                                    : expression.name == "avg"   ? group.value / group.count
                                    : expression.name == "group" ? 1
                                                                 : group.value});
  }
  return out;
}

Value Evaluator::binary(const Expression& expression, std::int64_t ms) {
  const Value left = evaluate(*expression.arguments[0], ms);
  const Value right = evaluate(*expression.arguments[1], ms);
  const std::string& operation = expression.name;
  const bool comparison = isComparison(operation);
  const bool set = operation == "or" || operation == "and" || operation == "unless";
  if (left.scalar && right.scalar) {
    if (comparison || set) {
      throw Wrong{"comparisons between scalars must use BOOL modifier"};
    }
    return {true, applied(operation, left.number, right.number), {}};
  }
  Value out;
  if (left.scalar || right.scalar) {
    for (const Element& element : (left.scalar ? right : left).elements) {
      const double a = left.scalar ? left.number : element.value;
      const double b = left.scalar ? element.value : right.number;
      if (!comparison) {
        out.elements.push_back({unnamed(element.labels), applied(operation, a, b)});
      } else if (compared(operation, a, b)) {
        out.elements.push_back(element);
      }
    }
    return out;
  }
  std::map<Labels, double> others;
  for (const Element& element : right.elements) {
    others.emplace(unnamed(element.labels), element.value);
  }
  std::set<Labels> seen;
  for (const Element& element : left.elements) {
    const Labels key = unnamed(element.labels);
    const auto other = others.find(key);
    seen.insert(key);
    if (set) {
      if (operation == "or" || (operation == "and") == (other != others.end())) {
        out.elements.push_back(element);
      }
    } else if (other != others.end()) {
      if (!comparison) {
        out.elements.push_back({key, applied(operation, element.value, other->second)});
      } else if (compared(operation, element.value, other->second)) {
        out.elements.push_back(element);
      }
    }
  }
  if (operation == "or") {
    for (const Element& element : right.elements) {
      if (seen.count(unnamed(element.labels)) == 0) {
        out.elements.push_back(element);
      }
    }
  }
  return out;
}

}  // namespace claimscope::simulation::metrics
