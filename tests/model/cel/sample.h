// Sample: a device to evaluate selectors on, and short names for what they say. Test thread.
#pragma once

#include <QtTest>
#include <deque>
#include <string>

#include "model/cel/selector.h"

namespace claimscope::cel::kit {

/// Owns what a Device points at.
class Sample {
 public:
  explicit Sample(const char* driver = "gpu.example.com") { device.driver = Text(driver); }
  Sample(const Sample&) = delete;
  Sample& operator=(const Sample&) = delete;
  Sample& with(const char* name, AttributeValue value) {
    m_attributes.push_back(std::move(value));
    device.attributes.emplace_back(Text(name), &m_attributes.back());
    return *this;
  }
  Sample& holding(const char* name, const char* quantity) {
    m_capacity.push_back(*Quantity::parse(quantity));
    device.capacity.emplace_back(Text(name), &m_capacity.back());
    return *this;
  }
  Device device;

 private:
  std::deque<AttributeValue> m_attributes;
  std::deque<Quantity> m_capacity;
};

/// A GPU with one attribute of each type.
class Gpu : public Sample {
 public:
  Gpu() {
    with("model", Text("H100"))
        .with("index", std::int64_t{3})
        .with("healthy", true)
        .with("driverVersion", Version{Text("1.2.3")});
    with("other.example.com/zone", Text("b"));
    with("names", List<Text>{Text("a"), Text("b")}).with("numbers", List<std::int64_t>{3, 1, 2});
    holding("memory", "80Gi").holding("cores", "2500m");
  }
};

/// "match", "noMatch", "error: …" or "refused: …".
inline std::string say(const char* expression, const Device& device, const Environment& environment = {}) {
  const auto selector = Selector::compile(expression, environment);
  if (!selector) {
    return "refused: " + selector.error().message;
  }
  const Evaluation evaluation = (*selector)->evaluate(device);
  if ((*selector)->test(device) != evaluation.outcome) {
    return "test() and evaluate() disagree";
  }
  return evaluation.outcome == Outcome::match     ? "match"
         : evaluation.outcome == Outcome::noMatch ? "noMatch"
                                                  : "error: " + evaluation.error;
}

inline std::string say(const char* expression) {
  const Gpu gpu;
  return say(expression, gpu.device);
}

/// The cost, or -1 where there is none.
inline long costOf(const char* expression) {
  const Gpu gpu;
  const auto selector = Selector::compile(expression);
  const Evaluation evaluation = selector ? (*selector)->evaluate(gpu.device) : Evaluation{};
  return evaluation.cost ? static_cast<long>(*evaluation.cost) : -1;
}

}  // namespace claimscope::cel::kit

/// Each row of a table: an expression and what it must say (a prefix is enough).
#define CLAIMSCOPE_SAYS(expression, expected)                                                                              \
  do {                                                                                                                     \
    const std::string said = claimscope::cel::kit::say(expression);                                                        \
    QVERIFY2(said.rfind(expected, 0) == 0, qPrintable(QString::fromStdString(std::string(expression) + " says " + said))); \
  } while (false)
