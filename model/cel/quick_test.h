// QuickTest: the outcome of ordinary selectors without an evaluator: names resolved, constants parsed, nothing allocated. Any
// thread.
#pragma once

#include <cstdint>
#include <memory>

#include "model/cel/ast.h"
#include "model/cel/device.h"

namespace claimscope::cel {

enum class Answer : std::uint8_t {
  no,
  yes,
  error,
  unsure,  ///< only the evaluator can tell
};

class QuickTest {
 public:
  virtual ~QuickTest() = default;
  [[nodiscard]] virtual Answer ask(const Device& device) const = 0;

  /// For expressions made of &&, ||, ! and comparisons of driver, attributes and capacities with constants; null for all others.
  [[nodiscard]] static std::unique_ptr<const QuickTest> make(const Expr& root);
};

}  // namespace claimscope::cel
