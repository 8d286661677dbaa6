#include <fmt/format.h>

#include <cmath>

#include "model/cel/formats.h"
#include "model/cel/net.h"
#include "model/cel/numbers.h"
#include "model/cel/objects.h"
#include "model/cel/url.h"
#include "model/cel/value.h"

namespace claimscope::cel {
namespace {

bool isNumber(const Value& value) {
  return value.is(Kind::integer) || value.is(Kind::natural) || value.is(Kind::real);
}

/// Order of two numbers, none of which is NaN.
int orderNumbers(const Value& a, const Value& b) {
  using numbers::order;
  switch (a.kind()) {
    case Kind::integer:
      return b.is(Kind::integer)   ? order(a.integer(), b.integer())
             : b.is(Kind::natural) ? order(a.integer(), b.natural())
                                   : -order(b.real(), a.integer());
    case Kind::natural:
      return b.is(Kind::natural)   ? order(a.natural(), b.natural())
             : b.is(Kind::integer) ? -order(b.integer(), a.natural())
                                   : -order(b.real(), a.natural());
    default:
      return b.is(Kind::real)      ? order(a.real(), b.real())
             : b.is(Kind::integer) ? order(a.real(), b.integer())
                                   : order(a.real(), b.natural());
  }
}

bool isNan(const Value& value) {
  return value.is(Kind::real) && std::isnan(value.real());
}

Value listEqual(const Value& lhs, const Value& rhs) {
  if (!rhs.is(Kind::list) || listSize(lhs) != listSize(rhs)) {
    return Value::boolean(false);
  }
  const bool reportsErrors = lhs.as<ListObject>().isConcatenation();
  Value firstError = Value::boolean(true);
  for (std::size_t i = 0; i < listSize(lhs); ++i) {
    Value equal = equals(listAt(lhs, i), listAt(rhs, i));
    if (equal.isFalse()) {
      return equal;
    }
    if (reportsErrors && equal.isError() && !firstError.isError()) {
      firstError = std::move(equal);
    }
  }
  return firstError;
}

Value mapEqual(const Value& lhs, const Value& rhs) {
  if (!rhs.is(Kind::map) || mapOf(lhs).size() != mapOf(rhs).size()) {
    return Value::boolean(false);
  }
  const MapObject& map = mapOf(lhs);
  for (std::size_t i = 0; i < map.size(); ++i) {
    Value other;
    if (!mapOf(rhs).lookUp(map.keyAt(i), other) || equals(map.valueAt(i), other).isFalse()) {
      return Value::boolean(false);
    }
  }
  return Value::boolean(true);
}

/// Types of Kubernetes: a foreign type on the right is an error, not false.
Value foreignEqual(const Value& lhs, const Value& rhs) {
  if (lhs.kind() != rhs.kind()) {
    return rhs.isError() ? rhs : Value::noSuchOverload();
  }
  switch (lhs.kind()) {
    case Kind::quantity: {
      if (rhs.as<QuantityObject>().computed) {
        return Value::noSuchOverload();
      }
      return Value::boolean(lhs.mutableAs<QuantityObject>().amount.compare(rhs.mutableAs<QuantityObject>().amount) == 0);
    }
    case Kind::semver:
      return Value::boolean(lhs.as<SemverObject>().version.compare(rhs.as<SemverObject>().version) == 0);
    case Kind::ip:
      return Value::boolean(lhs.as<IpObject>().ip == rhs.as<IpObject>().ip);
    case Kind::cidr:
      return Value::boolean(lhs.as<CidrObject>().ip == rhs.as<CidrObject>().ip &&
                            lhs.as<CidrObject>().prefix == rhs.as<CidrObject>().prefix);
    case Kind::url:
      return Value::boolean(formatUrl(lhs.as<UrlObject>().url) == formatUrl(rhs.as<UrlObject>().url));
    default:
      return Value::boolean(lhs.as<FormatObject>().format == rhs.as<FormatObject>().format);
  }
}

}  // namespace

Value equalTo(const Value& lhs, const Value& rhs) {
  switch (lhs.kind()) {
    case Kind::error:
      return lhs;
    case Kind::null:
      return Value::boolean(rhs.is(Kind::null));
    case Kind::integer:
    case Kind::natural:
    case Kind::real:
      return Value::boolean(isNumber(rhs) && !isNan(lhs) && !isNan(rhs) && orderNumbers(lhs, rhs) == 0);
    case Kind::boolean:
      return Value::boolean(rhs.is(Kind::boolean) && lhs.boolean() == rhs.boolean());
    case Kind::string:
    case Kind::bytes:
    case Kind::type:
      return Value::boolean(lhs.kind() == rhs.kind() && lhs.text() == rhs.text());
    case Kind::duration:
      return Value::boolean(rhs.is(Kind::duration) && lhs.integer() == rhs.integer());
    case Kind::timestamp:
      return Value::boolean(rhs.is(Kind::timestamp) && lhs.integer() == rhs.integer() && lhs.nanoseconds() == rhs.nanoseconds());
    case Kind::list:
      return listEqual(lhs, rhs);
    case Kind::map:
      return mapEqual(lhs, rhs);
    case Kind::optional:
      if (!rhs.is(Kind::optional)) {
        return Value::boolean(false);
      }
      return lhs.isNone() || rhs.isNone() ? Value::boolean(lhs.isNone() && rhs.isNone()) : equalTo(lhs.inner(), rhs.inner());
    default:
      return foreignEqual(lhs, rhs);
  }
}

Value equals(const Value& lhs, const Value& rhs) {
  if (lhs.is(Kind::null) || rhs.is(Kind::null)) {
    return Value::boolean(lhs.kind() == rhs.kind());
  }
  return equalTo(lhs, rhs);
}

bool isComparable(const Value& value) {
  switch (value.kind()) {
    case Kind::boolean:
    case Kind::integer:
    case Kind::natural:
    case Kind::real:
    case Kind::string:
    case Kind::bytes:
    case Kind::duration:
    case Kind::timestamp:
      return true;
    default:
      return false;
  }
}

Value compare(const Value& lhs, const Value& rhs) {
  if (isNumber(lhs)) {
    if (isNan(lhs) || (isNumber(rhs) && isNan(rhs))) {
      return Value::error("NaN values cannot be ordered");
    }
    return isNumber(rhs) ? Value::integer(orderNumbers(lhs, rhs)) : rhs.isError() ? rhs : Value::noSuchOverload();
  }
  if (rhs.isError()) {
    return rhs;
  }
  if (lhs.kind() != rhs.kind() || !isComparable(lhs)) {
    return Value::noSuchOverload();
  }
  switch (lhs.kind()) {
    case Kind::boolean:
      return Value::integer(static_cast<int>(lhs.boolean()) - static_cast<int>(rhs.boolean()));
    case Kind::string:
    case Kind::bytes: {
      const int order = lhs.text().compare(rhs.text());
      return Value::integer(order < 0 ? -1 : order > 0 ? 1 : 0);
    }
    case Kind::timestamp: {
      const int order = numbers::order(lhs.integer(), rhs.integer());
      return Value::integer(order != 0 ? order : numbers::order(lhs.nanoseconds(), rhs.nanoseconds()));
    }
    default:
      return Value::integer(numbers::order(lhs.integer(), rhs.integer()));
  }
}

Value contains(const Value& container, const Value& element) {
  if (container.is(Kind::map)) {
    Value out;
    return Value::boolean(mapOf(container).find(element, out));
  }
  for (std::size_t i = 0; i < listSize(container); ++i) {
    if (equalTo(element, listAt(container, i)).isTrue()) {
      return Value::boolean(true);
    }
  }
  return Value::boolean(false);
}

std::uint64_t sizeForCost(const Value& value) {
  switch (value.kind()) {
    case Kind::string:
      return runeCount(value.text());
    case Kind::bytes:
      return value.text().size();
    case Kind::list:
      return listSize(value);
    case Kind::map:
      return mapOf(value).size();
    case Kind::ip:
      return value.as<IpObject>().ip.four ? 4 : 16;
    case Kind::cidr:
      return static_cast<std::uint64_t>((value.as<CidrObject>().prefix + 7) / 8);
    default:
      return 1;
  }
}

std::string describe(const Value& value) {
  switch (value.kind()) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return value.boolean() ? "true" : "false";
    case Kind::integer:
      return fmt::format("{}", value.integer());
    case Kind::natural:
      return fmt::format("{}", value.natural());
    case Kind::real:
      return fmt::format("{}", value.real());
    case Kind::string:
    case Kind::bytes:
    case Kind::type:
      return std::string(value.text());
    case Kind::error:
      return value.message();
    case Kind::optional:
      return value.isNone() ? "optional.none()" : "optional(" + describe(value.inner()) + ")";
    default:
      return std::string(typeName(value));
  }
}

}  // namespace claimscope::cel
