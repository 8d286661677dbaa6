// EstimateCall: what one call costs at most, from the sizes of its arguments. Pure functions; any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/cel/ast.h"
#include "model/cel/estimate_size.h"
#include "model/cel/type.h"

namespace claimscope::cel {

struct Sized {
  const Expr* expr = nullptr;
  const Type* type = nullptr;
  Path path;
  std::optional<Span> size;  ///< of the value, where anything is known
  [[nodiscard]] Span orUnknown() const { return size ? *size : Span::unknown(); }
  /// With what the API bounds the place it comes from.
  [[nodiscard]] Span bounded() const {
    const std::optional<Span> bound = size ? size : boundOfPath(path);
    return bound ? *bound : Span::unknown();
  }
};
struct CallSize {
  Span cost;
  std::optional<Span> result;
};

/// The list functions and sets, by overload; Kubernetes' libraries, by function. Nothing for the others.
[[nodiscard]] std::optional<CallSize> estimateLibraryCall(std::string_view function, std::string_view overload,
                                                          const Sized* target, const std::vector<Sized>& arguments);

}  // namespace claimscope::cel
