#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "model/cel/ast.h"
#include "model/cel/function.h"

namespace claimscope::cel {
namespace {

Value slice(Args args) {
  const std::int64_t start = args[1].integer();
  const std::int64_t end = args[2].integer();
  const auto size = static_cast<std::int64_t>(listSize(args[0]));
  if (start < 0 || end < 0) {
    return Value::error(fmt::format("cannot slice({}, {}), negative indexes not supported", start, end));
  }
  if (start > end) {
    return Value::error(fmt::format("cannot slice({}, {}), start index must be less than or equal to end index", start, end));
  }
  if (size < end) {
    return Value::error(fmt::format("cannot slice({}, {}), list is length {}", start, end, size));
  }
  std::vector<Value> out;
  for (std::int64_t i = start; i < end; ++i) {
    out.push_back(listAt(args[0], static_cast<std::size_t>(i)));
  }
  return makeList(std::move(out));
}

constexpr std::size_t kMostElements = 10'000'000;  ///< lists beyond this cost more than any limit

void flattenInto(const Value& list, std::int64_t depth, std::vector<Value>& out) {
  for (std::size_t i = 0; i < listSize(list); ++i) {
    Value element = listAt(list, i);
    if (element.is(Kind::list) && depth > 0) {
      flattenInto(element, depth - 1, out);
    } else {
      out.push_back(std::move(element));
    }
    if (out.size() > kMostElements) {
      throw Abort{"operation cancelled: actual cost limit exceeded"};
    }
  }
}

Value flatten(Args args) {
  if (!args[0].is(Kind::list) || (args.size() > 1 && !args[1].is(Kind::integer))) {
    return args[0].isError() ? args[0] : Value::error(fmt::format("no such overload: {}.flatten()", typeName(args[0])));
  }
  const std::int64_t depth = args.size() > 1 ? args[1].integer() : 1;
  if (depth < 0) {
    return Value::error("level must be non-negative");
  }
  std::vector<Value> out;
  flattenInto(args[0], depth, out);
  return makeList(std::move(out));
}

/// Sorted by the keys. Upstream's sort is not stable, which only shows for equal keys.
Value sortByKeys(const Value& list, const Value& keys) {
  const std::size_t size = listSize(list);
  if (size != listSize(keys)) {
    return Value::error(
        fmt::format("@sortByAssociatedKeys() expected a list of the same size as the associated keys list, but got {} "
                    "and {} elements respectively",
                    size, listSize(keys)));
  }
  if (size == 0) {
    return list;
  }
  std::vector<std::pair<Value, Value>> pairs;
  for (std::size_t i = 0; i < size; ++i) {
    pairs.emplace_back(listAt(keys, i), listAt(list, i));
  }
  if (!isComparable(pairs.front().first)) {
    return Value::error("list elements must be comparable");
  }
  const Kind kind = pairs.front().first.kind();
  if (size > 1 && std::any_of(pairs.begin(), pairs.end(), [kind](const auto& pair) { return pair.first.kind() != kind; })) {
    return Value::error("list elements must have the same type");
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) {
    const Value order = compare(a.first, b.first);
    return order.is(Kind::integer) && order.integer() < 0;
  });
  std::vector<Value> out;
  for (auto& [key, value] : pairs) {
    out.push_back(std::move(value));
  }
  return makeList(std::move(out));
}

Value sort(Args args) {
  return sortByKeys(args[0], args[0]);
}
Value sortByAssociatedKeys(Args args) {
  if (!args[1].is(Kind::list)) {
    throw Abort{"internal error: interface conversion"};
  }
  return sortByKeys(args[0], args[1]);
}

Value range(Args args) {
  constexpr std::int64_t kMost = 1'000'000;
  const std::int64_t size = args[0].integer();
  if (size < 0) {
    return Value::error(fmt::format("lists.range: size must be non-negative, got {}", size));
  }
  if (size > kMost) {
    return Value::error(fmt::format("lists.range: size {} exceeds maximum allowed ({})", size, kMost));
  }
  std::vector<Value> out;
  for (std::int64_t i = 0; i < size; ++i) {
    out.push_back(Value::integer(i));
  }
  return makeList(std::move(out));
}

Value reverse(Args args) {
  std::vector<Value> out;
  for (std::size_t i = listSize(args[0]); i-- > 0;) {
    out.push_back(listAt(args[0], i));
  }
  return makeList(std::move(out));
}

Value distinct(Args args) {
  constexpr std::size_t kMost = 20'000;  // the square is beyond the cost limit
  if (listSize(args[0]) == 0) {
    return args[0];
  }
  if (listSize(args[0]) > kMost) {
    throw Abort{"operation cancelled: actual cost limit exceeded"};
  }
  std::vector<Value> out;
  for (std::size_t i = 0; i < listSize(args[0]); ++i) {
    Value value = listAt(args[0], i);
    bool seen = false;
    for (std::size_t j = 0; j < out.size() && !seen; ++j) {
      seen = i != j && equalTo(value, out[j]).isTrue();
    }
    if (!seen) {
      out.push_back(std::move(value));
    }
  }
  return makeList(std::move(out));
}

Value isSorted(Args args) {
  Value previous;
  for (std::size_t i = 0; i < listSize(args[0]); ++i) {
    Value next = listAt(args[0], i);
    if (!isComparable(next)) {
      return next.isError() ? next : Value::noSuchOverload();
    }
    const Value order = i == 0 ? Value() : compare(previous, next);
    if (order.is(Kind::integer) && order.integer() > 0) {
      return Value::boolean(false);
    }
    previous = std::move(next);
  }
  return Value::boolean(true);
}

Value sumFrom(Value sum, const Value& list) {
  const Implementation add = addImplementation();
  for (std::size_t i = 0; i < listSize(list); ++i) {
    const std::array<Value, 2> pair = {sum, listAt(list, i)};
    if (!hasTrait(pair[1], Trait::adder)) {
      return pair[1].isError() ? pair[1] : Value::noSuchOverload();
    }
    sum = add(pair);
    if (sum.isError()) {
      return sum;
    }
  }
  return sum;
}
Value sumInt(Args args) {
  return sumFrom(Value::integer(0), args[0]);
}
Value sumUint(Args args) {
  return sumFrom(Value::natural(0), args[0]);
}
Value sumDouble(Args args) {
  return sumFrom(Value::real(0), args[0]);
}
Value sumDuration(Args args) {
  return sumFrom(Value::duration(0), args[0]);
}

Value extreme(Args args, std::int64_t replaces, const char* name) {
  Value best;
  for (std::size_t i = 0; i < listSize(args[0]); ++i) {
    Value next = listAt(args[0], i);
    if (!isComparable(next)) {
      return next.isError() ? next : Value::noSuchOverload();
    }
    const Value order = i == 0 ? Value::integer(replaces) : compare(best, next);
    if (order.is(Kind::integer) && order.integer() == replaces) {
      best = std::move(next);
    }
  }
  return listSize(args[0]) == 0 ? Value::error(std::string(name) + " called on empty list") : best;
}
Value minimum(Args args) {
  return extreme(args, 1, "min");
}
Value maximum(Args args) {
  return extreme(args, -1, "max");
}

Value listIndexOf(Args args) {
  for (std::size_t i = 0; i < listSize(args[0]); ++i) {
    if (equalTo(listAt(args[0], i), args[1]).isTrue()) {
      return Value::integer(static_cast<std::int64_t>(i));
    }
  }
  return Value::integer(-1);
}
Value listLastIndexOf(Args args) {
  for (std::size_t i = listSize(args[0]); i-- > 0;) {
    if (equalTo(listAt(args[0], i), args[1]).isTrue()) {
      return Value::integer(static_cast<std::int64_t>(i));
    }
  }
  return Value::integer(-1);
}

Value includes(Args args) {
  if (!args[0].is(Kind::list)) {
    return Value::boolean(equalTo(args[0], args[1]).isTrue());
  }
  for (std::size_t i = 0; i < listSize(args[0]); ++i) {
    if (equalTo(listAt(args[0], i), args[1]).isTrue()) {
      return Value::boolean(true);
    }
  }
  return Value::boolean(false);
}

Value containsAll(const Value& list, const Value& sublist) {
  for (std::size_t i = 0; i < listSize(sublist); ++i) {
    if (!contains(list, listAt(sublist, i)).isTrue()) {
      return Value::boolean(false);
    }
  }
  return Value::boolean(true);
}
/// Sets compare every pair; pairs beyond the cost limit are not worth comparing.
void limitPairs(Args args) {
  constexpr std::uint64_t kMost = 4'000'000;
  if (sizeForCost(args[0]) * sizeForCost(args[1]) > kMost) {
    throw Abort{"operation cancelled: actual cost limit exceeded"};
  }
}
Value setsContains(Args args) {
  limitPairs(args);
  return containsAll(args[0], args[1]);
}
Value setsEquivalent(Args args) {
  limitPairs(args);
  const Value forward = containsAll(args[0], args[1]);
  return forward.isTrue() ? containsAll(args[1], args[0]) : forward;
}
Value setsIntersects(Args args) {
  limitPairs(args);
  for (std::size_t i = 0; i < listSize(args[0]); ++i) {
    if (contains(args[1], listAt(args[0], i)).isTrue()) {
      return Value::boolean(true);
    }
  }
  return Value::boolean(false);
}

constexpr std::array<std::array<const char*, 2>, 8> kComparable = {{{"int", "int"},
                                                                    {"uint", "uint"},
                                                                    {"double", "double"},
                                                                    {"bool", "bool"},
                                                                    {"google.protobuf.Duration", "duration"},
                                                                    {"google.protobuf.Timestamp", "timestamp"},
                                                                    {"string", "string"},
                                                                    {"bytes", "bytes"}}};

}  // namespace

void addListFunctions(FunctionTable& table) {
  table.addAny("slice", "list_slice", ".list<T>,int,int->list<T>", slice);
  table.add("flatten", "list_flatten", ".list<list<T>>->list<T>", flatten);
  table.add("flatten", "list_flatten_int", ".list<dyn>,int->list<dyn>", flatten);
  table.function("flatten").guards = false;
  for (const auto& [id, type] : kComparable) {
    const std::string list = "list<" + std::string(type) + ">";
    table.add("sort", "list_" + std::string(id) + "_sort", "." + list + "->" + list);
    table.add(op::kSortByKeys, "list_" + std::string(id) + "_sortByAssociatedKeys", ".list<T>," + list + "->list<T>");
  }
  table.bind("sort", sort, Shape::unary, Trait::lister);
  table.bind(op::kSortByKeys, sortByAssociatedKeys, Shape::binary, Trait::lister);
  table.add("lists.range", "lists_range", "int->list<int>", range);
  table.add("reverse", "list_reverse", ".list<T>->list<T>", reverse);
  table.add("distinct", "list_distinct", ".list<T>->list<T>", distinct);
}

void addKubernetesLists(FunctionTable& table) {
  for (const auto& [unused, type] : kComparable) {
    const std::string name(type);
    const std::string list = ".list<" + name + ">";
    table.add("isSorted", "list_" + name + "_is_sorted_bool", list + "->bool", isSorted);
    table.add("max", "list_" + name + "_max_" + name, list + "->" + name, maximum);
    table.add("min", "list_" + name + "_min_" + name, list + "->" + name, minimum);
  }
  table.add("sum", "list_int_sum_int", ".list<int>->int", sumInt);
  table.add("sum", "list_uint_sum_uint", ".list<uint>->uint", sumUint);
  table.add("sum", "list_double_sum_double", ".list<double>->double", sumDouble);
  table.add("sum", "list_duration_sum_duration", ".list<duration>->duration", sumDuration);
  table.add("indexOf", "list_a_index_of_int", ".list<A>,A->int", listIndexOf);
  table.add("lastIndexOf", "list_a_last_index_of_int", ".list<A>,A->int", listLastIndexOf);
}

void addIncludes(FunctionTable& table) {
  table.add("includes", "list_includes_dyn_dyn", ".dyn,dyn->bool", includes);
}

void addSets(FunctionTable& table) {
  table.add("sets.contains", "list_sets_contains_list", "list<T>,list<T>->bool", setsContains);
  table.add("sets.equivalent", "list_sets_equivalent_list", "list<T>,list<T>->bool", setsEquivalent);
  table.add("sets.intersects", "list_sets_intersects_list", "list<T>,list<T>->bool", setsIntersects);
}

}  // namespace claimscope::cel
