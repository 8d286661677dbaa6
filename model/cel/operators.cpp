#include <array>
#include <string>

#include "model/cel/ast.h"
#include "model/cel/function.h"
#include "model/cel/regexes.h"
#include "model/cel/times.h"

namespace claimscope::cel {
namespace {

Value wrongOperand(const Value& value) {
  return value.isError() ? value : Value::noSuchOverload();
}
Value integerOverflow() {
  return Value::error("integer overflow");
}
Value naturalOverflow() {
  return Value::error("unsigned integer overflow");
}

/// A moment moved by nanoseconds; an error outside of the years 1 to 9999.
Value shifted(const Value& moment, std::int64_t by) {
  std::int64_t seconds = 0;
  if (__builtin_add_overflow(moment.integer(), by / kSecond, &seconds)) {
    return integerOverflow();
  }
  std::int64_t nanoseconds = static_cast<std::int64_t>(moment.nanoseconds()) + by % kSecond;
  if (nanoseconds < 0) {
    nanoseconds += kSecond;
    --seconds;
  } else if (nanoseconds >= kSecond) {
    nanoseconds -= kSecond;
    ++seconds;
  }
  if (seconds < kMinTime || seconds > kMaxTime) {
    return Value::error("timestamp overflow");
  }
  return Value::timestamp(seconds, static_cast<std::uint32_t>(nanoseconds), moment.zone());
}

Value addLists(const Value& lhs, const Value& rhs) {
  // Adding is charged one whatever the size; what lists beyond this are used for is beyond any limit.
  constexpr std::size_t kMostAdded = 1'000'000;
  if (listSize(lhs) + listSize(rhs) > kMostAdded) {
    throw Abort{"operation cancelled: actual cost limit exceeded"};
  }
  if (auto* target = dynamic_cast<MutableList*>(lhs.object().get())) {
    const std::size_t count = listSize(rhs);
    for (std::size_t i = 0; i < count; ++i) {
      target->values.push_back(listAt(rhs, i));
    }
    return lhs;
  }
  if (listSize(lhs) == 0) {
    return rhs;
  }
  if (listSize(rhs) == 0) {
    return lhs;
  }
  return Value::object(Kind::list, std::make_shared<ConcatList>(lhs, rhs));
}

Value add(Args args) {
  const Value& a = args[0];
  const Value& b = args[1];
  if (a.is(Kind::duration) && b.is(Kind::timestamp)) {
    return shifted(b, a.integer());
  }
  if (a.is(Kind::timestamp)) {
    return b.is(Kind::duration) ? shifted(a, b.integer()) : wrongOperand(b);
  }
  if (a.kind() != b.kind()) {
    return wrongOperand(b);
  }
  switch (a.kind()) {
    case Kind::integer:
    case Kind::duration: {
      std::int64_t sum = 0;
      if (__builtin_add_overflow(a.integer(), b.integer(), &sum)) {
        return integerOverflow();
      }
      return a.is(Kind::integer) ? Value::integer(sum) : Value::duration(sum);
    }
    case Kind::natural: {
      std::uint64_t sum = 0;
      return __builtin_add_overflow(a.natural(), b.natural(), &sum) ? naturalOverflow() : Value::natural(sum);
    }
    case Kind::real:
      return Value::real(a.real() + b.real());
    case Kind::list:
      return addLists(a, b);
    case Kind::string:
      return Value::string(std::string(a.text()) + std::string(b.text()));
    default:
      return Value::bytes(std::string(a.text()) + std::string(b.text()));
  }
}

Value subtract(Args args) {
  const Value& a = args[0];
  const Value& b = args[1];
  if (a.is(Kind::timestamp) && b.is(Kind::duration)) {
    return b.integer() == INT64_MIN ? integerOverflow() : shifted(a, -b.integer());
  }
  if (a.kind() != b.kind()) {
    return wrongOperand(b);
  }
  switch (a.kind()) {
    case Kind::timestamp: {
      std::int64_t seconds = 0;
      std::int64_t out = 0;
      const std::int64_t rest = static_cast<std::int64_t>(a.nanoseconds()) - static_cast<std::int64_t>(b.nanoseconds());
      if (__builtin_sub_overflow(a.integer(), b.integer(), &seconds) || __builtin_mul_overflow(seconds, kSecond, &out) ||
          __builtin_add_overflow(out, rest, &out)) {
        return integerOverflow();
      }
      return Value::duration(out);
    }
    case Kind::integer:
    case Kind::duration: {
      std::int64_t out = 0;
      if (__builtin_sub_overflow(a.integer(), b.integer(), &out)) {
        return integerOverflow();
      }
      return a.is(Kind::integer) ? Value::integer(out) : Value::duration(out);
    }
    case Kind::natural:
      return b.natural() > a.natural() ? naturalOverflow() : Value::natural(a.natural() - b.natural());
    default:
      return Value::real(a.real() - b.real());
  }
}

Value multiply(Args args) {
  const Value& a = args[0];
  const Value& b = args[1];
  if (a.kind() != b.kind()) {
    return wrongOperand(b);
  }
  if (a.is(Kind::integer)) {
    std::int64_t out = 0;
    return __builtin_mul_overflow(a.integer(), b.integer(), &out) ? integerOverflow() : Value::integer(out);
  }
  if (a.is(Kind::natural)) {
    std::uint64_t out = 0;
    return __builtin_mul_overflow(a.natural(), b.natural(), &out) ? naturalOverflow() : Value::natural(out);
  }
  return Value::real(a.real() * b.real());
}

Value divide(Args args) {
  const Value& a = args[0];
  const Value& b = args[1];
  if (a.kind() != b.kind()) {
    return wrongOperand(b);
  }
  if (a.is(Kind::real)) {
    return Value::real(a.real() / b.real());
  }
  if (b.natural() == 0) {
    return Value::error("division by zero");
  }
  if (a.is(Kind::natural)) {
    return Value::natural(a.natural() / b.natural());
  }
  return a.integer() == INT64_MIN && b.integer() == -1 ? integerOverflow() : Value::integer(a.integer() / b.integer());
}

Value modulo(Args args) {
  const Value& a = args[0];
  const Value& b = args[1];
  if (a.kind() != b.kind()) {
    return wrongOperand(b);
  }
  if (b.natural() == 0) {
    return Value::error("modulus by zero");
  }
  if (a.is(Kind::natural)) {
    return Value::natural(a.natural() % b.natural());
  }
  return a.integer() == INT64_MIN && b.integer() == -1 ? integerOverflow() : Value::integer(a.integer() % b.integer());
}

Value negate(Args args) {
  const Value& value = args[0];
  switch (value.kind()) {
    case Kind::integer:
      return value.integer() == INT64_MIN ? integerOverflow() : Value::integer(-value.integer());
    case Kind::duration:
      return value.integer() == INT64_MIN ? integerOverflow() : Value::duration(-value.integer());
    case Kind::real:
      return Value::real(-value.real());
    default:
      return wrongOperand(value);
  }
}

Value logicalNot(Args args) {
  return args[0].is(Kind::boolean) ? Value::boolean(!args[0].boolean()) : wrongOperand(args[0]);
}

Value notStrictlyFalse(Args args) {
  return args[0].is(Kind::boolean) ? args[0] : Value::boolean(true);
}

template <class Accept>
Value ordered(Args args, Accept accept) {
  const Value order = compare(args[0], args[1]);
  return order.isError() ? order : Value::boolean(accept(order.integer()));
}
Value less(Args args) {
  return ordered(args, [](std::int64_t order) { return order < 0; });
}
Value lessEquals(Args args) {
  return ordered(args, [](std::int64_t order) { return order <= 0; });
}
Value greater(Args args) {
  return ordered(args, [](std::int64_t order) { return order > 0; });
}
Value greaterEquals(Args args) {
  return ordered(args, [](std::int64_t order) { return order >= 0; });
}

Value in(Args args) {
  return args[1].is(Kind::list) || args[1].is(Kind::map) ? contains(args[1], args[0]) : wrongOperand(args[1]);
}

Value size(Args args) {
  return Value::integer(static_cast<std::int64_t>(sizeForCost(args[0])));
}

Value textContains(Args args) {
  if (!args[0].is(Kind::string) || !args[1].is(Kind::string)) {
    return wrongOperand(args[0].is(Kind::string) ? args[1] : args[0]);
  }
  return Value::boolean(args[0].text().find(args[1].text()) != std::string_view::npos);
}
Value endsWith(Args args) {
  if (!args[0].is(Kind::string) || !args[1].is(Kind::string)) {
    return wrongOperand(args[0].is(Kind::string) ? args[1] : args[0]);
  }
  return Value::boolean(args[0].text().ends_with(args[1].text()));
}
Value startsWith(Args args) {
  if (!args[0].is(Kind::string) || !args[1].is(Kind::string)) {
    return wrongOperand(args[0].is(Kind::string) ? args[1] : args[0]);
  }
  return Value::boolean(args[0].text().starts_with(args[1].text()));
}
Value matches(Args args) {
  return args[1].is(Kind::string) ? matchesPattern(args[0].text(), args[1].text()) : wrongOperand(args[1]);
}

void addOrder(FunctionTable& table, const char* function, const std::string& prefix, Implementation implementation) {
  static constexpr std::array<std::array<const char*, 2>, 14> kPairs = {{{"bool", "bool,bool"},
                                                                         {"int64", "int,int"},
                                                                         {"int64_double", "int,double"},
                                                                         {"int64_uint64", "int,uint"},
                                                                         {"uint64", "uint,uint"},
                                                                         {"uint64_double", "uint,double"},
                                                                         {"uint64_int64", "uint,int"},
                                                                         {"double", "double,double"},
                                                                         {"double_int64", "double,int"},
                                                                         {"double_uint64", "double,uint"},
                                                                         {"string", "string,string"},
                                                                         {"bytes", "bytes,bytes"},
                                                                         {"timestamp", "timestamp,timestamp"},
                                                                         {"duration", "duration,duration"}}};
  for (const auto& [suffix, types] : kPairs) {
    table.add(function, prefix + "_" + suffix, std::string(types) + "->bool");
  }
  table.bind(function, implementation, Shape::binary, Trait::comparer);
}

}  // namespace

Implementation addImplementation() {
  return add;
}

void addOperators(FunctionTable& table) {
  table.add(op::kConditional, "conditional", "bool,A,A->A");
  table.add(op::kAnd, "logical_and", "bool,bool->bool");
  table.add(op::kOr, "logical_or", "bool,bool->bool");
  table.add(op::kNot, "logical_not", "bool->bool");
  table.bind(op::kNot, logicalNot, Shape::unary);
  table.add(op::kNotStrictlyFalse, "not_strictly_false", "bool->bool", notStrictlyFalse).nonStrict = true;
  table.add(op::kEquals, "equals", "A,A->bool");
  table.add(op::kNotEquals, "not_equals", "A,A->bool");
  for (const char* types : {"bytes", "double", "duration", "int64", "list", "string", "uint64"}) {
    const std::string type(types);
    const std::string cel = type == "int64" ? "int" : type == "uint64" ? "uint" : type == "list" ? "list<A>" : type;
    table.add(op::kAdd, type == "duration" ? "add_duration_duration" : "add_" + type, cel + "," + cel + "->" + cel);
  }
  table.add(op::kAdd, "add_duration_timestamp", "duration,timestamp->timestamp");
  table.add(op::kAdd, "add_timestamp_duration", "timestamp,duration->timestamp");
  table.bind(op::kAdd, add, Shape::binary, Trait::adder);
  table.add(op::kSubtract, "subtract_double", "double,double->double");
  table.add(op::kSubtract, "subtract_duration_duration", "duration,duration->duration");
  table.add(op::kSubtract, "subtract_int64", "int,int->int");
  table.add(op::kSubtract, "subtract_timestamp_duration", "timestamp,duration->timestamp");
  table.add(op::kSubtract, "subtract_timestamp_timestamp", "timestamp,timestamp->duration");
  table.add(op::kSubtract, "subtract_uint64", "uint,uint->uint");
  table.bind(op::kSubtract, subtract, Shape::binary, Trait::subtractor);
  for (const char* type : {"double", "int", "uint"}) {
    const std::string name(type);
    const std::string signature = name + "," + name + "->" + name;
    table.add(op::kMultiply, "multiply_" + name, signature);
    table.add(op::kDivide, "divide_" + name, signature);
    if (name != "double") {
      table.add(op::kModulo, "modulo_" + name, signature);
    }
  }
  table.bind(op::kMultiply, multiply, Shape::binary, Trait::multiplier);
  table.bind(op::kDivide, divide, Shape::binary, Trait::divider);
  table.bind(op::kModulo, modulo, Shape::binary, Trait::modder);
  table.add(op::kNegate, "negate_double", "double->double");
  table.add(op::kNegate, "negate_int64", "int->int");
  table.bind(op::kNegate, negate, Shape::unary, Trait::negator);
  addOrder(table, op::kLess, "less", less);
  addOrder(table, op::kLessEquals, "less_equals", lessEquals);
  addOrder(table, op::kGreater, "greater", greater);
  addOrder(table, op::kGreaterEquals, "greater_equals", greaterEquals);
  table.add(op::kIndex, "index_list", "list<A>,int->A");
  table.add(op::kIndex, "index_map", "map<A,B>,A->B");
  table.add(op::kIn, "in_list", "A,list<A>->bool");
  table.add(op::kIn, "in_map", "A,map<A,B>->bool");
  table.bind(op::kIn, in, Shape::binary);
  for (const char* type : {"bytes", "list<A>", "map<A,B>", "string"}) {
    const std::string id = std::string(type).substr(0, std::string(type).find('<'));
    table.add("size", "size_" + id, std::string(type) + "->int");
    table.add("size", id + "_size", "." + std::string(type) + "->int");
  }
  table.bind("size", size, Shape::unary, Trait::sizer);
  table.add("contains", "contains_string", ".string,string->bool", textContains);
  table.add("endsWith", "ends_with_string", ".string,string->bool", endsWith);
  table.add("startsWith", "starts_with_string", ".string,string->bool", startsWith);
  for (const char* name : {"contains", "endsWith", "startsWith"}) {
    table.function(name).guards = false;
  }
  table.add("matches", "matches", "string,string->bool");
  table.add("matches", "matches_string", ".string,string->bool");
  table.bind("matches", matches, Shape::binary, Trait::matcher);
}

}  // namespace claimscope::cel
