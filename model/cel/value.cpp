#include "model/cel/value.h"

#include <cstring>

#include "model/cel/objects.h"

namespace claimscope::cel {

Value Value::boolean(bool value) {
  Value out;
  out.m_kind = Kind::boolean;
  out.m_boolean = value;
  return out;
}
Value Value::integer(std::int64_t value) {
  Value out;
  out.m_kind = Kind::integer;
  out.m_integer = value;
  return out;
}
Value Value::natural(std::uint64_t value) {
  Value out;
  out.m_kind = Kind::natural;
  out.m_natural = value;
  return out;
}
Value Value::real(double value) {
  Value out;
  out.m_kind = Kind::real;
  out.m_real = value;
  return out;
}
Value Value::string(std::string value) {
  Value out;
  out.m_kind = Kind::string;
  auto owner = std::make_shared<StringObject>(std::move(value));
  out.m_bytes = owner->data.data();
  out.m_size = owner->data.size();
  out.m_object = std::move(owner);
  return out;
}
Value Value::bytes(std::string value) {
  Value out = string(std::move(value));
  out.m_kind = Kind::bytes;
  return out;
}
Value Value::borrowed(std::string_view value) {
  Value out;
  out.m_kind = Kind::string;
  out.m_bytes = value.data();
  out.m_size = value.size();
  return out;
}
Value Value::type(std::string_view name) {
  Value out = borrowed(name);
  out.m_kind = Kind::type;
  return out;
}
Value Value::duration(std::int64_t nanoseconds) {
  Value out = integer(nanoseconds);
  out.m_kind = Kind::duration;
  return out;
}
Value Value::timestamp(std::int64_t seconds, std::uint32_t nanoseconds, std::int32_t zone) {
  Value out = integer(seconds);
  out.m_kind = Kind::timestamp;
  out.m_size = nanoseconds;
  out.m_zone = zone;
  return out;
}
Value Value::none() {
  Value out;
  out.m_kind = Kind::optional;
  return out;
}
Value Value::some(Value value) {
  return object(Kind::optional, std::make_shared<OptionalObject>(std::move(value)));
}
Value Value::error(std::string message) {
  return object(Kind::error, std::make_shared<StringObject>(std::move(message)));
}
Value Value::object(Kind kind, Ref object) {
  Value out;
  out.m_kind = kind;
  out.m_object = std::move(object);
  return out;
}
const std::string& Value::message() const {
  return as<StringObject>().data;
}
const Value& Value::inner() const {
  return as<OptionalObject>().value;
}

ConcatList::ConcatList(Value a, Value b) : first(std::move(a)), second(std::move(b)), count(listSize(first) + listSize(second)) {}

Value ConcatList::at(std::size_t index) const {
  const ConcatList* list = this;
  while (true) {
    const std::size_t split = listSize(list->first);
    const bool left = index < split;
    const Value& part = left ? list->first : list->second;
    index -= left ? 0 : split;
    const auto& object = part.as<ListObject>();
    if (!object.isConcatenation()) {
      return object.at(index);
    }
    list = &part.as<ConcatList>();
  }
}

Value makeList(std::vector<Value> values) {
  return Value::object(Kind::list, std::make_shared<VectorList>(std::move(values)));
}
std::size_t listSize(const Value& list) {
  return list.as<ListObject>().size();
}
namespace {
thread_local std::uint64_t workDone = 0;
}

void resetWork() {
  workDone = 0;
}

Value listAt(const Value& list, std::size_t index) {
  if (++workDone > kMostWork) {
    throw Abort{"operation cancelled: actual cost limit exceeded"};
  }
  return list.as<ListObject>().at(index);
}
const MapObject& mapOf(const Value& map) {
  return map.as<MapObject>();
}

std::size_t runeCount(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const auto follows = [&](std::size_t n) {
      return i + n < text.size() && (static_cast<unsigned char>(text[i + n]) & 0xC0U) == 0x80U;
    };
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    bool whole = true;
    for (std::size_t n = 1; n < length; ++n) {
      whole = whole && follows(n);
    }
    i += whole ? length : 1;
  }
  return count;
}

std::string_view typeName(const Value& value) {
  switch (value.kind()) {
    case Kind::null:
      return "null_type";
    case Kind::boolean:
      return "bool";
    case Kind::integer:
      return "int";
    case Kind::natural:
      return "uint";
    case Kind::real:
      return "double";
    case Kind::string:
      return "string";
    case Kind::bytes:
      return "bytes";
    case Kind::list:
      return "list";
    case Kind::map:
      return "map";
    case Kind::type:
      return "type";
    case Kind::duration:
      return "google.protobuf.Duration";
    case Kind::timestamp:
      return "google.protobuf.Timestamp";
    case Kind::optional:
      return "optional_type";
    case Kind::quantity:
      return "kubernetes.Quantity";
    case Kind::semver:
      return "kubernetes.Semver";
    case Kind::ip:
      return "net.IP";
    case Kind::cidr:
      return "net.CIDR";
    case Kind::url:
      return "kubernetes.URL";
    case Kind::format:
      return "kubernetes.NamedFormat";
    case Kind::error:
      break;
  }
  return "*error*";
}

void requireHashable(const Value& value) {
  if (value.is(Kind::semver) || value.is(Kind::format) || value.is(Kind::bytes)) {
    throw Abort{std::string("internal error: runtime error: hash of unhashable type ") + std::string(typeName(value))};
  }
}

std::size_t KeyHash::operator()(const Value& value) const {
  requireHashable(value);
  switch (value.kind()) {
    case Kind::string:
    case Kind::type:
      return std::hash<std::string_view>{}(value.text());
    case Kind::boolean:
      return value.boolean() ? 1 : 2;
    case Kind::integer:
    case Kind::duration:
    case Kind::timestamp:
      return std::hash<std::int64_t>{}(value.integer());
    case Kind::natural:
      return std::hash<std::uint64_t>{}(value.natural());
    case Kind::real:
      return std::hash<double>{}(value.real());
    case Kind::ip:
    case Kind::cidr:
      return static_cast<std::size_t>(value.kind());
    default:
      return std::hash<const void*>{}(value.object().get());
  }
}

bool KeyEqual::operator()(const Value& a, const Value& b) const {
  if (a.kind() != b.kind()) {
    return false;
  }
  switch (a.kind()) {
    case Kind::null:
      return true;
    case Kind::string:
    case Kind::type:
      return a.text() == b.text();
    case Kind::boolean:
      return a.boolean() == b.boolean();
    case Kind::integer:
    case Kind::duration:
      return a.integer() == b.integer();
    case Kind::natural:
      return a.natural() == b.natural();
    case Kind::real:
      return a.real() == b.real();
    case Kind::timestamp:
      return a.integer() == b.integer() && a.nanoseconds() == b.nanoseconds() && a.zone() == b.zone();
    case Kind::ip:
    case Kind::cidr:
      return equalTo(a, b).isTrue();
    default:
      return a.object().get() == b.object().get();
  }
}

}  // namespace claimscope::cel
