// SelectorScreen: tells which devices a CEL selector certainly refuses, without a CEL evaluator. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/base/quantity.h"
#include "model/resources/resource_slice/resource_slice.h"

namespace claimscope::diagnosis {

/// Reads only plain terms joined by `&&`: driver, attribute against a constant, capacity against a quantity. A device that one
/// such term refuses cannot match; every term it does not understand is taken as true. So what passes is a superset of what
/// matches, and "none of those that pass is free" holds for those that match. Full answers come from model/cel.
class SelectorScreen {
 public:
  SelectorScreen() = default;
  explicit SelectorScreen(const List<Text>& selectors);
  /// Adds more selectors, all of which have to hold.
  void add(const List<Text>& selectors);

  /// False only when a device of this driver cannot match, whatever it publishes.
  [[nodiscard]] bool mayMatchDriver(const Text& driver) const;
  /// False only when the device certainly does not match.
  [[nodiscard]] bool mayMatch(const Text& driver, const Device& device) const;
  /// Every term was understood, so that what passes matches.
  [[nodiscard]] bool complete() const { return m_complete; }

 private:
  enum class Comparison : unsigned char { equal, notEqual, less, lessOrEqual, greater, greaterOrEqual };
  struct Term {
    enum class Subject : unsigned char { driver, attribute, capacity } subject = Subject::driver;
    Comparison comparison = Comparison::equal;
    Text domain;  ///< of the map access: device.attributes["domain"]
    Text name;    ///< as it is published without its domain
    Text qualified;
    std::variant<std::monostate, Text, std::int64_t, bool, Quantity> value;
  };
  void addExpression(std::string_view expression);
  [[nodiscard]] static bool parse(std::string_view text, Term& out);
  [[nodiscard]] static bool parseDriver(std::string_view text, Term& out);
  [[nodiscard]] static bool parseAccess(std::string_view& text, Term& out);
  [[nodiscard]] static bool holds(const Term& term, const Text& driver, const Device& device);
  std::vector<Term> m_terms;
  bool m_complete = true;
};

}  // namespace claimscope::diagnosis
