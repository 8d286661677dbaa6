#include "model/cel/estimate_call.h"

#include <array>

#include "model/cel/cost.h"

namespace claimscope::cel {
namespace {

constexpr Span kOne = {1, 1};

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::uint64_t constantOr(const Sized& argument, std::uint64_t otherwise) {
  const auto* value = argument.expr->kind == ExprKind::literal ? std::get_if<std::int64_t>(&argument.expr->literal) : nullptr;
  return value == nullptr ? otherwise : *value < 0 ? 0 : static_cast<std::uint64_t>(*value);
}

/// The limit given to split: upstream takes a negative one as a very large one.
std::uint64_t limitOr(const Sized& argument, std::uint64_t otherwise) {
  const auto* value = argument.expr->kind == ExprKind::literal ? std::get_if<std::int64_t>(&argument.expr->literal) : nullptr;
  return value == nullptr ? otherwise : static_cast<std::uint64_t>(*value);
}

CallSize allocating(double factor, const Span& size) {
  return {size.scaled(factor) + kOne + Span::exactly(10), size};
}

CallSize sorting(const Sized& list, std::string_view overload) {
  const bool text = overload.starts_with("list_string") || overload.starts_with("list_bytes");
  return allocating(text ? 2.0 + kScanFactor : 2.0, list.bounded() * list.bounded());
}

std::optional<CallSize> listCall(std::string_view overload, const Sized* target, const std::vector<Sized>& arguments) {
  if (overload == "list_slice" && target != nullptr) {
    const std::uint64_t start = constantOr(arguments[0], 0);
    const std::uint64_t end = constantOr(arguments[1], target->bounded().most);
    return allocating(1, Span::exactly(end - start));
  }
  if (overload == "lists_range") {
    return allocating(1, Span::exactly(constantOr(arguments[0], kUnbounded)));
  }
  if (target == nullptr) {
    return std::nullopt;
  }
  if (overload == "list_reverse") {
    return allocating(1, target->bounded());
  }
  if (overload == "list_flatten" || overload == "list_flatten_int") {
    const std::uint64_t depth = arguments.empty() ? 1 : constantOr(arguments[0], kUnbounded);
    return allocating(static_cast<double>(depth), target->bounded());
  }
  if (overload == "list_distinct") {
    return allocating(2, target->bounded() * target->bounded());
  }
  if (overload.ends_with("_sort")) {
    return sorting(*target, overload);
  }
  if (overload.ends_with("_sortByAssociatedKeys")) {
    return sorting(arguments[0], overload);
  }
  return std::nullopt;
}

CallSize replaced(const Sized& target, const std::vector<Sized>& arguments) {
  const Span size = target.bounded();
  const Span from = arguments[0].bounded();
  const Span to = arguments[1].bounded();
  Span count;
  Span kept;
  const auto pieces = [](std::uint64_t whole, std::uint64_t part) {
    const double count_ = std::ceil(static_cast<double>(whole) / static_cast<double>(part));
    return count_ >= 18446744073709551616.0 ? kUnbounded : static_cast<std::uint64_t>(count_);
  };
  if (from.least == 0) {
    count.most = size.most < kUnbounded ? size.most + 1 : size.most;
    kept.most = size.most;
  } else if (to.most <= from.least) {
    kept.most = size.most;
  } else {
    count.most = pieces(size.most, from.least);
  }
  if (from.most == 0) {
    count.least = size.least < kUnbounded ? size.least + 1 : size.least;
    kept.least = size.least;
  } else if (from.most <= to.least) {
    kept.least = size.least;
  } else {
    count.least = pieces(size.least, from.most);
  }
  return {size.scaled(2 * kScanFactor), count * to + kept};
}

/// Sized elements of a list, if the value is one.
std::optional<Sized> elementOf(const Sized& list) {
  if (list.type->parameters.empty()) {
    return std::nullopt;
  }
  Sized out;
  out.type = list.type->parameters[0].get();
  if (!list.path.empty()) {
    out.path = list.path;
    out.path.emplace_back("@items");
  }
  return out;
}

std::optional<CallSize> searchCall(std::string_view function, const Sized& target) {
  if (const auto element = elementOf(target)) {
    Span each = kOne;
    if (element->type->kind == TypeKind::string || element->type->kind == TypeKind::bytes) {
      each = each + element->bounded().scaled(kScanFactor);
    }
    return CallSize{target.bounded() * each, std::nullopt};
  }
  return CallSize{function == "includes" ? target.bounded() : target.bounded().scaled(kScanFactor), std::nullopt};
}

CallSize joined(const Sized& target, const std::vector<Sized>& arguments) {
  Span size;
  const Span count = target.bounded();
  if (const auto element = elementOf(target)) {
    size = count * element->bounded();
  }
  if (!arguments.empty()) {
    const Span between = {count.least > 0 ? count.least - 1 : 0, count.most > 0 ? count.most - 1 : 0};
    size = size + arguments[0].bounded() * between;
  }
  return {size.scaled(kScanFactor), size};
}

std::optional<CallSize> equalsCall(const std::vector<Sized>& arguments) {
  const Type& type = *arguments[0].type;
  if (type.name != arguments[1].type->name) {
    return std::nullopt;
  }
  if (type.name == "net.IP" || type.name == "net.CIDR" || type.name == "kubernetes.Quantity" ||
      type.name == "kubernetes.Semver") {
    return CallSize{kOne, std::nullopt};
  }
  if (type.name == "kubernetes.NamedFormat") {
    return CallSize{Span{1, 64}.scaled(kScanFactor), std::nullopt};
  }
  if (type.name == "kubernetes.URL") {
    const Span size = arguments[1].size ? *arguments[1].size : kOne;
    return CallSize{Span{1, size.most}.scaled(kScanFactor), std::nullopt};
  }
  return std::nullopt;
}

std::optional<CallSize> networkCall(std::string_view function, std::string_view overload, const std::vector<Sized>& arguments) {
  constexpr Span kAddress = {4, 16};
  Span cost = (kAddress + kAddress).scaled(kScanFactor);
  if (function == "containsCIDR") {
    cost = cost + kAddress.scaled(kScanFactor) + kOne;
  }
  if (overload.ends_with("_string")) {
    cost = cost + arguments[0].bounded().scaled(kScanFactor);
  }
  return CallSize{cost, std::nullopt};
}

}  // namespace

std::optional<CallSize> estimateLibraryCall(std::string_view function, std::string_view overload, const Sized* target,
                                            const std::vector<Sized>& arguments) {
  if (overload.starts_with("list_sets_")) {
    const double factor = overload == "list_sets_equivalent_list" ? 2 : 1;
    return CallSize{(arguments[0].bounded() * arguments[1].bounded()).scaled(factor) + kOne, std::nullopt};
  }
  if (auto list = listCall(overload, target, arguments)) {
    return list;
  }
  if (isOneOf(function, {"isSorted", "sum", "max", "min", "indexOf", "lastIndexOf", "includes"}) && target != nullptr) {
    return searchCall(function, *target);
  }
  if (function == "url" && arguments.size() == 1) {
    return CallSize{arguments[0].bounded().scaled(kScanFactor), arguments[0].bounded()};
  }
  if (isOneOf(function, {"lowerAscii", "upperAscii", "substring", "trim"}) && target != nullptr) {
    return CallSize{target->bounded().scaled(kScanFactor), target->bounded()};
  }
  if (function == "replace" && target != nullptr && arguments.size() >= 2) {
    return replaced(*target, arguments);
  }
  if (function == "split" && target != nullptr) {
    const Span size = target->bounded();
    return CallSize{size.scaled(2 * kScanFactor), Span{0, arguments.size() > 1 ? limitOr(arguments[1], size.most) : size.most}};
  }
  if (function == "join" && target != nullptr) {
    return joined(*target, arguments);
  }
  if (isOneOf(function, {"find", "findAll"}) && target != nullptr && !arguments.empty()) {
    const Span size = target->bounded();
    return CallSize{(size + kOne).scaled(kScanFactor) * arguments[0].bounded().scaled(kRegexFactor), Span{0, size.most}};
  }
  if (function == "ip" && overload == "cidr_ip") {
    return CallSize{kOne, std::nullopt};
  }
  if (isOneOf(function, {"cidr", "isIP", "isCIDR", "ip", "quantity", "isQuantity", "semver", "isSemver"}) && !arguments.empty()) {
    return CallSize{arguments[0].bounded().scaled(kScanFactor), std::nullopt};
  }
  if (function == "ip.isCanonical" && !arguments.empty()) {
    return CallSize{arguments[0].bounded().scaled(2 * kScanFactor), std::nullopt};
  }
  if (isOneOf(function, {"containsIP", "containsCIDR"}) && !arguments.empty()) {
    return networkCall(function, overload, arguments);
  }
  if (function == "validate" && !arguments.empty()) {
    constexpr double kNameRegex = 128;
    return CallSize{arguments[0].bounded().scaled(kScanFactor).scaled(kNameRegex * kRegexFactor), std::nullopt};
  }
  if (isOneOf(function, {"masked",
                         "prefixLength",
                         "family",
                         "isUnspecified",
                         "isLoopback",
                         "isLinkLocalMulticast",
                         "isLinkLocalUnicast",
                         "isGlobalUnicast",
                         "format.named",
                         "sign",
                         "asInteger",
                         "isInteger",
                         "asApproximateFloat",
                         "isGreaterThan",
                         "isLessThan",
                         "compareTo",
                         "add",
                         "sub",
                         "major",
                         "minor",
                         "patch",
                         "getScheme",
                         "getHostname",
                         "getHost",
                         "getPort",
                         "getEscapedPath",
                         "getQuery"})) {
    return CallSize{kOne, std::nullopt};
  }
  return function == op::kEquals && arguments.size() == 2 ? equalsCall(arguments) : std::nullopt;
}

}  // namespace claimscope::cel
