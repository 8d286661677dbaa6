// Selector: a compiled DRA CEL expression and what it says of devices. Immutable once compiled; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "model/cel/device.h"

namespace claimscope::cel {

/// Which functions and fields exist (dynamic-resource-allocation cel/compile.go).
struct Environment {
  int minor = 37;                   ///< server version 1.minor: libraries have first versions (apiserver cel/environment/base.go)
  bool stored = true;               ///< the scheduler's environment: everything of `minor`, no create-time cost limit
  bool consumableCapacity = true;   ///< device.allowMultipleAllocations exists (always when stored)
  bool listTypeAttributes = false;  ///< includes() on attributes exists (always when stored)
  friend bool operator==(const Environment&, const Environment&) = default;
};

/// Bytes [begin, end) of the expression.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct CompileError {
  std::string message;  ///< as upstream words it where that is known: "no such overload", "undeclared reference to 'x'"
  Range range;          ///< what to underline
  int line = 1;         ///< 1-based
  int column = 1;       ///< 1-based, in code points
};

enum class Outcome : std::uint8_t { match, noMatch, runtimeError };

struct Evaluation {
  Outcome outcome = Outcome::noMatch;
  std::string error;                  ///< of a runtimeError: "no such key: model"
  std::optional<std::uint64_t> cost;  ///< run-time cost as Kubernetes counts it; none where evaluation never began
};

/// One operand of the top-level `&&`: a row of a truth table. A selector without && has one.
struct Term {
  Range range;
  std::string text;  ///< the source of the range
};

/// device.attributes["domain"].id or device.capacity["domain"].id with both written as constants.
struct Reference {
  enum class Subject : std::uint8_t { attribute, capacity } subject = Subject::attribute;
  Text domain;
  Text id;
  Range range;
};

class Selector {
 public:
  /// Parses, checks types and plans. Errors are those of the API server and scheduler for this environment.
  [[nodiscard]] static tl::expected<std::shared_ptr<const Selector>, CompileError> compile(std::string_view expression,
                                                                                           const Environment& environment = {});
  ~Selector();
  Selector(const Selector&) = delete;
  Selector& operator=(const Selector&) = delete;

  [[nodiscard]] const std::string& expression() const;
  /// With error text and cost.
  [[nodiscard]] Evaluation evaluate(const Device& device) const;
  /// The outcome alone, as fast as possible.
  [[nodiscard]] Outcome test(const Device& device) const;

  [[nodiscard]] const std::vector<Term>& terms() const;
  /// One term on its own, whatever the others say.
  [[nodiscard]] Evaluation evaluateTerm(std::size_t term, const Device& device) const;

  /// The most it can cost on any device, which the API server holds against the limit when the selector is created.
  [[nodiscard]] std::uint64_t maxCost() const;

  /// What the expression reads by constant name, without repeats.
  [[nodiscard]] const std::vector<Reference>& references() const;
  /// False when it also iterates or reads by computed name: then devices with equal references may still differ.
  [[nodiscard]] bool readsOnlyReferences() const;

  struct Compiled;
  explicit Selector(std::unique_ptr<const Compiled> compiled);

 private:
  std::unique_ptr<const Compiled> m_compiled;
};

}  // namespace claimscope::cel
