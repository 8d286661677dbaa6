#include "model/cel/program.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "model/cel/device_values.h"
#include "model/cel/objects.h"
#include "model/cel/regexes.h"

namespace claimscope::cel {
namespace {

std::vector<int> idsOf(const std::vector<const Node*>& nodes) {
  std::vector<int> out;
  out.reserve(nodes.size());
  for (const Node* node : nodes) {
    out.push_back(node->id());
  }
  return out;
}

}  // namespace

Value AttributeNode::exec(Frame& frame) const {
  Value value = m_attribute->resolve(frame);
  return m_testId != 0 && value.is(Kind::optional) ? Value::boolean(!value.isNone()) : value;
}

void AttributeNode::observe(Frame& frame, const Value&) const {
  if (m_attribute->kind == Attribute::Kind::conditional) {
    frame.costs->drop(m_attribute->falsy->id);
    frame.costs->drop(m_attribute->truthy->id);
    frame.costs->drop(m_attribute->condition->id());
  } else {
    frame.costs->drop(m_attribute->id);
    frame.costs->charge(1);
  }
  if (m_testId != 0) {
    frame.costs->refund(1);
  }
}

Value Logic::exec(Frame& frame) const {
  Value error;
  bool failed = false;
  for (const Node* term : {m_left, m_right}) {
    Value value = term->eval(frame);
    if (value.is(Kind::boolean)) {
      if (value.boolean() == m_deciding) {
        return value;
      }
    } else if (!failed) {
      failed = true;
      error = value.isError() ? std::move(value) : Value::noSuchOverload();
    }
  }
  return failed ? error : Value::boolean(!m_deciding);
}

void Logic::observe(Frame& frame, const Value&) const {
  frame.costs->drop(m_left->id());
  frame.costs->drop(m_right->id());
}

Call::Call(int id, Plan plan) : Node(id), m_plan(std::move(plan)), m_ids(idsOf(m_plan.arguments)) {}

Value Call::exec(Frame& frame) const {
  constexpr std::size_t kMost = 5;
  std::array<Value, kMost> values;
  const std::size_t count = m_plan.arguments.size();
  const bool strict = m_plan.overload == nullptr || !m_plan.overload->nonStrict;
  const bool stops = m_plan.shape == Shape::any;
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = m_plan.arguments[i]->eval(frame);
    if (stops && strict && values[i].isError()) {
      return values[i];
    }
  }
  for (std::size_t i = 0; i < count && strict; ++i) {
    if (values[i].isError()) {
      return values[i];
    }
  }
  return apply({values.data(), count});
}

namespace {

Value noSuchOverload(const std::string& function, std::span<const Value> args) {
  std::string types;
  for (std::size_t i = 0; i < args.size(); ++i) {
    types += (i == 0 ? "" : ", ") + std::string(typeName(args[i]));
  }
  return Value::error(fmt::format("no such overload: {}({})", function, types));
}

bool fits(const Function& function, const Overload& overload, std::span<const Value> args) {
  if (args.size() != overload.arguments.size()) {
    return false;
  }
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (args[i].isError() ? !overload.nonStrict : function.guards && !isAssignable(*overload.arguments[i], args[i])) {
      return false;
    }
  }
  return true;
}

}  // namespace

Value Call::apply(std::span<const Value> args) const {
  if (m_plan.function == op::kEquals) {
    return equals(args[0], args[1]);
  }
  if (m_plan.function == op::kNotEquals) {
    return Value::boolean(!equals(args[0], args[1]).isTrue());
  }
  if (m_plan.regex) {
    return applyRegex(args);
  }
  if (m_plan.direct != nullptr) {
    return hasTrait(args[0], m_plan.definition->trait) ? m_plan.direct(args)
                                                       : Value::error("no such overload: " + m_plan.function);
  }
  if (m_plan.overload != nullptr) {
    if (m_plan.overload->implementation == nullptr) {
      return Value::error("no such overload: " + m_plan.function);
    }
    return fits(*m_plan.definition, *m_plan.overload, args) ? m_plan.overload->implementation(args)
                                                            : noSuchOverload(m_plan.function, args);
  }
  for (const Overload& overload : m_plan.definition->overloads) {
    if (overload.implementation != nullptr && fits(*m_plan.definition, overload, args)) {
      return overload.implementation(args);
    }
  }
  return noSuchOverload(m_plan.function, args);
}

/// The text a compiled pattern is applied to is taken from anything that is a Go string inside: types, optionals.
Value Call::applyRegex(std::span<const Value> args) const {
  const Value* text = &args[0];
  while (text->is(Kind::optional) && !text->isNone()) {
    text = &text->inner();
  }
  if (!text->is(Kind::string) && !text->is(Kind::type)) {
    return Value::noSuchOverload();
  }
  if (m_plan.function == "matches") {
    return Value::boolean(matchesCompiled(text->text(), *m_plan.regex));
  }
  if (m_plan.function == "find") {
    return Value::string(findFirst(text->text(), *m_plan.regex));
  }
  std::int64_t limit = -1;
  if (args.size() > 2) {
    if (!args[2].is(Kind::integer)) {
      return Value::noSuchOverload();
    }
    limit = args[2].integer();
  }
  std::vector<Value> out;
  for (std::string& match : findAll(text->text(), *m_plan.regex, limit)) {
    out.push_back(Value::string(std::move(match)));
  }
  return makeList(std::move(out));
}

void Call::observe(Frame& frame, const Value& value) const {
  if (frame.costs->take(m_ids, frame.arguments)) {
    frame.costs->charge(costOf(m_plan.cost, frame.arguments, value));
  }
}

Value SetMembership::exec(Frame& frame) const {
  const Value value = m_argument->eval(frame);
  return value.isError() ? value : Value::boolean(m_values.find(value) != m_values.end());
}

Value OptionalOr::exec(Frame& frame) const {
  const Value left = m_left->eval(frame);
  if (left.isError()) {
    return left;
  }
  if (!left.is(Kind::optional)) {
    return Value::noSuchOverload();
  }
  if (left.isNone()) {
    return m_right->eval(frame);
  }
  return m_unwrap ? left.inner() : left;
}

ListNode::ListNode(int id, std::vector<const Node*> elements, std::vector<bool> optional)
    : Node(id), m_elements(std::move(elements)), m_optional(std::move(optional)), m_ids(idsOf(m_elements)) {}

Value ListNode::exec(Frame& frame) const {
  std::vector<Value> values;
  values.reserve(m_elements.size());
  for (std::size_t i = 0; i < m_elements.size(); ++i) {
    Value value = m_elements[i]->eval(frame);
    if (value.isError()) {
      return value;
    }
    if (m_optional[i]) {
      if (!value.is(Kind::optional)) {
        return Value::error("cannot initialize optional list element from non-optional value " + describe(value));
      }
      if (value.isNone()) {
        continue;
      }
      value = value.inner();
    }
    values.push_back(std::move(value));
  }
  return makeList(std::move(values));
}

void ListNode::observe(Frame& frame, const Value&) const {
  static_cast<void>(frame.costs->take(m_ids, frame.arguments));
  constexpr std::uint64_t kCreateList = 10;
  frame.costs->charge(kCreateList);
}

MapNode::MapNode(int id, std::vector<const Node*> entries, std::vector<bool> optional)
    : Node(id), m_entries(std::move(entries)), m_optional(std::move(optional)), m_ids(idsOf(m_entries)) {}

Value MapNode::exec(Frame& frame) const {
  auto map = std::make_shared<EntriesMap>();
  for (std::size_t i = 0; i < m_entries.size(); i += 2) {
    const Value key = m_entries[i]->eval(frame);
    if (key.isError()) {
      return key;
    }
    Value value = m_entries[i + 1]->eval(frame);
    if (value.isError()) {
      return value;
    }
    if (m_optional[i / 2]) {
      if (!value.is(Kind::optional)) {
        return Value::error(
            fmt::format("cannot initialize optional entry '{}' from non-optional value {}", describe(key), describe(value)));
      }
      if (value.isNone()) {
        requireHashable(key);
        map->erase(key);
        continue;
      }
      value = value.inner();
    }
    map->set(key, std::move(value));
  }
  return Value::object(Kind::map, std::move(map));
}

void MapNode::observe(Frame& frame, const Value&) const {
  static_cast<void>(frame.costs->take(m_ids, frame.arguments));
  constexpr std::uint64_t kCreateMap = 30;
  frame.costs->charge(kCreateMap);
}

Value Fold::accumulated(Frame& frame) const {
  Frame::Slot& slot = frame.slots[plan.accumulator];
  if (!slot.set) {
    slot.set = true;
    Value start = plan.init->eval(frame);
    Frame::Slot& again = frame.slots[plan.accumulator];
    if (start.is(Kind::list) && listSize(start) == 0) {
      start = Value::object(Kind::list, std::make_shared<MutableList>());
      again.isMutable = true;
    } else if (start.is(Kind::map) && mapOf(start).size() == 0) {
      start = Value::object(Kind::map, std::make_shared<MutableMap>());
      again.isMutable = true;
    }
    again.value = std::move(start);
  }
  return frame.slots[plan.accumulator].value;
}

/// One turn of the loop; false ends it.
bool Fold::turn(Frame& frame) const {
  constexpr std::uint64_t kMostTurns = 5'000'000;  // a turn may cost nothing; upstream would go on
  if (++frame.turns > kMostTurns) {
    throw Abort{kCostLimitExceeded};
  }
  const Value condition = plan.condition->eval(frame);
  if (condition.isFalse()) {
    return false;
  }
  Value value = plan.step->eval(frame);
  Frame::Slot& slot = frame.slots[plan.accumulator];
  slot.value = std::move(value);
  slot.set = true;
  return true;
}

Value Fold::exec(Frame& frame) const {
  const Value range = plan.range->eval(frame);
  if (range.isError()) {
    return range;
  }
  for (const std::size_t slot : {plan.accumulator, plan.variable, plan.variable2}) {
    frame.slots[slot] = {};
  }
  if (range.is(Kind::list)) {
    const std::size_t size = listSize(range);
    for (std::size_t i = 0; i < size; ++i) {
      if (plan.two) {
        frame.slots[plan.variable].value = Value::integer(static_cast<std::int64_t>(i));
        frame.slots[plan.variable2].value = listAt(range, i);
      } else {
        frame.slots[plan.variable].value = listAt(range, i);
      }
      if (!turn(frame)) {
        break;
      }
    }
  } else if (range.is(Kind::map)) {
    const MapObject& map = mapOf(range);
    const std::size_t size = map.size();
    for (std::size_t i = 0; i < size; ++i) {
      frame.slots[plan.variable].value = map.keyAt(i);
      if (plan.two) {
        frame.slots[plan.variable2].value = map.valueAt(i);
      }
      if (!turn(frame)) {
        break;
      }
    }
  } else {
    return Value::error(plan.two ? fmt::format("unsupported comprehension range type: {}", typeName(range))
                                 : fmt::format("got '{}', expected iterable type", typeName(range)));
  }
  Value result = plan.result->eval(frame);
  if (frame.slots[plan.accumulator].isMutable) {
    if (const auto* list = dynamic_cast<const MutableList*>(result.object().get())) {
      return makeList(list->values);
    }
    if (const auto* map = dynamic_cast<const MutableMap*>(result.object().get())) {
      auto copy = std::make_shared<EntriesMap>();
      copy->entries = map->entries;
      copy->index = map->index;
      return Value::object(Kind::map, std::move(copy));
    }
  }
  return result;
}

void Fold::observe(Frame& frame, const Value&) const {
  frame.costs->drop(plan.range->id());
}

ProgramResult runProgram(const Program& program, const Device& device) {
  ProgramResult out;
  CostTracker costs;
  Frame frame;
  frame.device = &device;
  frame.costs = &costs;
  frame.slots.resize(program.slots);
  resetWork();
  try {
    out.value = program.root->eval(frame);
  } catch (const Abort& abort) {
    out.aborted = abort.message;
  }
  out.cost = costs.cost();
  return out;
}

}  // namespace claimscope::cel
