#include <fmt/format.h>

#include <optional>

#include "model/cel/device_values.h"
#include "model/cel/numbers.h"
#include "model/cel/program.h"

namespace claimscope::cel {
namespace {

Value noSuchKey(const Value& key) {
  return Value::error("no such key: " + describe(key));
}

/// A number as an index of a list.
std::optional<std::int64_t> asIndex(const Value& key) {
  switch (key.kind()) {
    case Kind::integer:
      return key.integer();
    case Kind::real:
      return numbers::toIntegerExactly(key.real());
    case Kind::natural:
      return key.natural() <= static_cast<std::uint64_t>(INT64_MAX) ? std::optional(static_cast<std::int64_t>(key.natural()))
                                                                    : std::nullopt;
    default:
      return std::nullopt;
  }
}

/// object[key]. present is false where there is none; without `asking` that is an error, returned.
Value lookUp(const Value& object, const Value& key, bool asking, bool& present) {
  present = true;
  Value out;
  if (object.is(Kind::map)) {
    if (mapOf(object).lookUp(key, out)) {
      return out;
    }
    present = false;
    return asking ? Value() : noSuchKey(key);
  }
  if (object.is(Kind::list)) {
    const std::optional<std::int64_t> index = asIndex(key);
    if (!index) {
      present = false;
      const bool number = key.is(Kind::real) || key.is(Kind::natural);
      return Value::error(number ? "unsupported index value " + describe(key) + " in list"
                                 : fmt::format("unsupported index type '{}' in list", typeName(key)));
    }
    if (*index >= 0 && static_cast<std::uint64_t>(*index) < listSize(object)) {
      return listAt(object, static_cast<std::size_t>(*index));
    }
    present = false;
    return asking ? Value() : Value::error("index out of bounds: " + describe(key));
  }
  present = false;
  return asking ? Value() : noSuchKey(key);
}

/// The key of a qualifier: its constant or what its node computes.
Value keyOf(Frame& frame, const Qualifier& qualifier) {
  if (qualifier.key) {
    return *qualifier.key;
  }
  Value key = qualifier.node->attribute()->resolve(frame);
  switch (key.kind()) {
    case Kind::string:
    case Kind::integer:
    case Kind::natural:
    case Kind::boolean:
    case Kind::real:
    case Kind::error:
      return key;
    default:
      return Value::error(fmt::format("invalid qualifier type: {}", typeName(key)));
  }
}

void charge(Frame& frame, const Qualifier& qualifier, const Value& value) {
  if (frame.costs == nullptr) {
    return;
  }
  if (qualifier.relative) {
    frame.costs->drop(qualifier.id);
  }
  frame.costs->charge(1);
  frame.costs->push(value, qualifier.id);
}

/// One step. `optional`: a missing value is none, not an error, and not charged.
Value step(Frame& frame, const Qualifier& qualifier, const Value& object, bool optional, bool& present) {
  const Value key = keyOf(frame, qualifier);
  present = !key.isError();
  Value out = key;
  if (present) {
    out = lookUp(object, key, optional || qualifier.testOnly, present);
  }
  if (qualifier.testOnly && !optional) {
    if (!out.isError()) {
      out = Value::boolean(present);
    }
    charge(frame, qualifier, out);
    present = true;
    return out;
  }
  if (present || !optional) {
    charge(frame, qualifier, out);
  }
  return out;
}

}  // namespace

void Attribute::add(const Qualifier* qualifier) {
  if (kind == Kind::conditional) {
    truthy->add(qualifier);
    falsy->add(qualifier);
  } else {
    qualifiers.push_back(qualifier);
  }
  id = qualifier->id;
}

Value Attribute::resolve(Frame& frame) const {
  Value object;
  switch (kind) {
    case Kind::device:
      object = deviceValue(*frame.device);
      break;
    case Kind::variable:
      object = owner != nullptr ? owner->accumulated(frame) : frame.slots[slot].value;
      break;
    case Kind::conditional: {
      const Value choice = condition->eval(frame);
      if (choice.is(cel::Kind::boolean)) {
        return (choice.boolean() ? truthy : falsy)->resolve(frame);
      }
      return choice.isError() ? choice : Value::noSuchOverload();
    }
    case Kind::relative:
      object = operand->eval(frame);
      break;
  }
  if (object.isError()) {
    return object;
  }
  bool optional = object.is(cel::Kind::optional);
  if (optional) {
    if (object.isNone()) {
      return object;
    }
    // An optional without further steps comes back as it was.
    object = Value(object.inner());
  }
  for (const Qualifier* qualifier : qualifiers) {
    optional = optional || qualifier->optional;
    bool present = false;
    Value next = step(frame, *qualifier, object, optional, present);
    if (next.isError()) {
      return next;
    }
    if (!present) {
      return Value::none();
    }
    object = std::move(next);
  }
  return optional ? Value::some(std::move(object)) : object;
}

}  // namespace claimscope::cel
