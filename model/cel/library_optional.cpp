#include "model/cel/ast.h"
#include "model/cel/function.h"
#include "model/cel/objects.h"
#include "model/cel/times.h"

namespace claimscope::cel {
namespace {

Value of(Args args) {
  return Value::some(args[0]);
}

bool isZero(const Value& value) {
  switch (value.kind()) {
    case Kind::null:
      return true;
    case Kind::boolean:
      return !value.boolean();
    case Kind::integer:
    case Kind::natural:
    case Kind::duration:
      return value.integer() == 0;
    case Kind::real:
      return value.real() == 0;
    case Kind::string:
    case Kind::bytes:
      return value.text().empty();
    case Kind::list:
      return listSize(value) == 0;
    case Kind::map:
      return mapOf(value).size() == 0;
    case Kind::timestamp:
      return value.integer() == kMinTime && value.nanoseconds() == 0;
    default:
      return false;
  }
}

Value ofNonZero(Args args) {
  return isZero(args[0]) ? Value::none() : Value::some(args[0]);
}
Value none(Args) {
  return Value::none();
}
Value value(Args args) {
  return args[0].isNone() ? Value::error("optional.none() dereference") : args[0].inner();
}
Value hasValue(Args args) {
  return Value::boolean(!args[0].isNone());
}
Value first(Args args) {
  return listSize(args[0]) == 0 ? Value::none() : Value::some(listAt(args[0], 0));
}
Value last(Args args) {
  return listSize(args[0]) == 0 ? Value::none() : Value::some(listAt(args[0], listSize(args[0]) - 1));
}

Value unwrap(Args args) {
  std::vector<Value> out;
  for (std::size_t i = 0; i < listSize(args[0]); ++i) {
    const Value element = listAt(args[0], i);
    if (!element.is(Kind::optional)) {
      return Value::error("value " + describe(element) + " is not optional");
    }
    if (!element.isNone()) {
      out.push_back(element.inner());
    }
  }
  return makeList(std::move(out));
}

Value insertEntry(Args args) {
  return insertInto(args[0], args[1], args[2]);
}

Value insertMap(Args args) {
  Value target = args[0];
  const MapObject& update = mapOf(args[1]);
  for (std::size_t i = 0; i < update.size(); ++i) {
    target = insertInto(target, update.keyAt(i), update.valueAt(i));
    if (target.isError()) {
      break;
    }
  }
  return target;
}

}  // namespace

void addOptionals(FunctionTable& table) {
  table.add("optional.of", "optional_of", "V->optional<V>", of);
  table.add("optional.ofNonZeroValue", "optional_ofNonZeroValue", "V->optional<V>", ofNonZero);
  table.add("optional.none", "optional_none", "->optional<V>", none);
  table.add("value", "optional_value", ".optional<V>->V", value);
  table.add("hasValue", "optional_hasValue", ".optional<V>->bool", hasValue);
  table.add("or", "optional_or_optional", ".optional<V>,optional<V>->optional<V>");
  table.add("orValue", "optional_orValue_value", ".optional<V>,V->V");
  table.add(op::kOptSelect, "select_optional_field", "dyn,string->optional<V>");
  table.add(op::kOptIndex, "list_optindex_optional_int", "list<V>,int->optional<V>");
  table.add(op::kOptIndex, "optional_list_optindex_optional_int", "optional<list<V>>,int->optional<V>");
  table.add(op::kOptIndex, "map_optindex_optional_value", "map<K,V>,K->optional<V>");
  table.add(op::kOptIndex, "optional_map_optindex_optional_value", "optional<map<K,V>>,K->optional<V>");
  table.add(op::kIndex, "optional_list_index_int", "optional<list<V>>,int->optional<V>");
  table.add(op::kIndex, "optional_map_index_value", "optional<map<K,V>>,K->optional<V>");
  table.add("last", "list_last", ".list<V>->optional<V>", last);
  table.add("first", "list_first", ".list<V>->optional<V>", first);
  table.add("optional.unwrap", "optional_unwrap", "list<optional<V>>->list<V>", unwrap);
  table.add("unwrapOpt", "optional_unwrapOpt", ".list<optional<V>>->list<V>", unwrap);
  table.addAny(op::kMapInsert, "cel_@mapInsert_map_key_value", "map<K,V>,K,V->map<K,V>", insertEntry);
  table.add(op::kMapInsert, "cel_@mapInsert_map_map", "map<K,V>,map<K,V>->map<K,V>", insertMap);
}

}  // namespace claimscope::cel
