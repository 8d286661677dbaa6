// Program: a compiled expression as a tree of steps (cel-go interpreter). Immutable once planned; evaluated by any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "model/cel/checker.h"
#include "model/cel/cost.h"
#include "model/cel/device.h"
#include "model/cel/value.h"

namespace re2 {
class RE2;
}

namespace claimscope::cel {

class Node;
class Fold;

/// The state of one evaluation.
struct Frame {
  /// What a variable of a loop holds.
  struct Slot {
    Value value;
    bool set = false;
    bool isMutable = false;
  };
  const Device* device = nullptr;
  CostTracker* costs = nullptr;  ///< null while constants are folded
  std::vector<Slot> slots;
  std::vector<Value> arguments;  ///< scratch of the cost tracker
  std::uint64_t turns = 0;       ///< of all loops
};

class Node {
 public:
  explicit Node(int id) : m_id(id) {}
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  virtual ~Node() = default;
  /// The value, charged.
  [[nodiscard]] Value eval(Frame& frame) const {
    Value value = exec(frame);
    if (frame.costs != nullptr) {
      observe(frame, value);
      frame.costs->push(value, id());
    }
    return value;
  }
  [[nodiscard]] virtual int id() const { return m_id; }
  /// Set for constants only.
  [[nodiscard]] virtual const Value* constant() const { return nullptr; }

 protected:
  [[nodiscard]] virtual Value exec(Frame& frame) const = 0;
  /// Charges for this step and drops what it used.
  virtual void observe(Frame& frame, const Value& value) const {
    static_cast<void>(frame);
    static_cast<void>(value);
  }

 private:
  int m_id;
};

class AttributeNode;

/// One step into a value: .name, [key] or their optional forms.
struct Qualifier {
  int id = 0;
  bool optional = false;
  bool testOnly = false;
  std::optional<Value> key;             ///< a constant
  const AttributeNode* node = nullptr;  ///< else what computes the key
  bool relative = false;                ///< the key is a computed value, charged as an attribute
};

/// A variable, a computed value or a choice of two, and the steps into it.
struct Attribute {
  enum class Kind : std::uint8_t { device, variable, conditional, relative } kind = Kind::device;
  int id = 0;  ///< of its last qualifier
  std::size_t slot = 0;
  const Fold* owner = nullptr;  ///< of an accumulator, which starts when first read
  const Node* operand = nullptr;
  const Node* condition = nullptr;
  Attribute* truthy = nullptr;
  Attribute* falsy = nullptr;
  std::vector<const Qualifier*> qualifiers;

  void add(const Qualifier* qualifier);
  [[nodiscard]] Value resolve(Frame& frame) const;
};

class AttributeNode : public Node {
 public:
  AttributeNode(int id, Attribute* attribute) : Node(id), m_attribute(attribute) {}
  [[nodiscard]] int id() const override { return m_testId != 0 ? m_testId : m_attribute->id; }
  [[nodiscard]] Attribute* attribute() const { return m_attribute; }
  void makeTest(int id) { m_testId = id; }

 protected:
  [[nodiscard]] Value exec(Frame& frame) const override;
  void observe(Frame& frame, const Value& value) const override;

 private:
  Attribute* m_attribute;
  int m_testId = 0;  ///< of has()
};

class Constant : public Node {
 public:
  Constant(int id, Value value) : Node(id), m_value(std::move(value)) {}
  [[nodiscard]] const Value* constant() const override { return &m_value; }

 protected:
  [[nodiscard]] Value exec(Frame&) const override { return m_value; }

 private:
  Value m_value;
};

/// && and ||.
class Logic : public Node {
 public:
  Logic(int id, bool deciding, const Node* left, const Node* right)
      : Node(id), m_deciding(deciding), m_left(left), m_right(right) {}

 protected:
  [[nodiscard]] Value exec(Frame& frame) const override;
  void observe(Frame& frame, const Value& value) const override;

 private:
  bool m_deciding;  ///< the value that ends it: false for &&
  const Node* m_left;
  const Node* m_right;
};

/// A function call, == and != included.
class Call : public Node {
 public:
  struct Plan {
    std::string function;
    std::string overloadId;
    std::vector<const Node*> arguments;
    Shape shape = Shape::any;
    const Function* definition = nullptr;
    const Overload* overload = nullptr;     ///< the only one that can apply; else chosen by the values
    Implementation direct = nullptr;        ///< bound for the whole function
    std::shared_ptr<const re2::RE2> regex;  ///< of a constant pattern
    CostRule cost = CostRule::one;
  };
  Call(int id, Plan plan);
  [[nodiscard]] const Plan& plan() const { return m_plan; }
  [[nodiscard]] Value invoke(Frame& frame) const { return exec(frame); }

 protected:
  [[nodiscard]] Value exec(Frame& frame) const override;
  void observe(Frame& frame, const Value& value) const override;

 private:
  [[nodiscard]] Value apply(std::span<const Value> args) const;
  [[nodiscard]] Value applyRegex(std::span<const Value> args) const;
  Plan m_plan;
  std::vector<int> m_ids;
};

/// x in [constants].
class SetMembership : public Node {
 public:
  SetMembership(int id, const Node* argument, std::unordered_set<Value, KeyHash, KeyEqual> values)
      : Node(id), m_argument(argument), m_values(std::move(values)) {}

 protected:
  [[nodiscard]] Value exec(Frame& frame) const override;

 private:
  const Node* m_argument;
  std::unordered_set<Value, KeyHash, KeyEqual> m_values;
};

/// or() and orValue(): the right side is only evaluated when the left is none.
class OptionalOr : public Node {
 public:
  OptionalOr(int id, bool unwrap, const Node* left, const Node* right)
      : Node(id), m_unwrap(unwrap), m_left(left), m_right(right) {}

 protected:
  [[nodiscard]] Value exec(Frame& frame) const override;

 private:
  bool m_unwrap;
  const Node* m_left;
  const Node* m_right;
};

class ListNode : public Node {
 public:
  ListNode(int id, std::vector<const Node*> elements, std::vector<bool> optional);
  [[nodiscard]] Value build(Frame& frame) const { return exec(frame); }

 protected:
  [[nodiscard]] Value exec(Frame& frame) const override;
  void observe(Frame& frame, const Value& value) const override;

 private:
  std::vector<const Node*> m_elements;
  std::vector<bool> m_optional;
  std::vector<int> m_ids;
};

class MapNode : public Node {
 public:
  MapNode(int id, std::vector<const Node*> entries, std::vector<bool> optional);
  [[nodiscard]] Value build(Frame& frame) const { return exec(frame); }

 protected:
  [[nodiscard]] Value exec(Frame& frame) const override;
  void observe(Frame& frame, const Value& value) const override;

 private:
  std::vector<const Node*> m_entries;  ///< key, value, key, value …
  std::vector<bool> m_optional;
  std::vector<int> m_ids;
};

/// A comprehension.
class Fold : public Node {
 public:
  struct Plan {
    const Node* range = nullptr;
    const Node* init = nullptr;
    const Node* condition = nullptr;
    const Node* step = nullptr;
    const Node* result = nullptr;
    std::size_t accumulator = 0;
    std::size_t variable = 0;
    std::size_t variable2 = 0;
    bool two = false;
  };
  explicit Fold(int id) : Node(id) {}
  Plan plan;
  /// The accumulator's value, started when it is first read.
  [[nodiscard]] Value accumulated(Frame& frame) const;

 protected:
  [[nodiscard]] Value exec(Frame& frame) const override;
  void observe(Frame& frame, const Value& value) const override;

 private:
  bool turn(Frame& frame) const;
};

/// Owns the steps.
struct Program {
  std::vector<std::unique_ptr<Node>> nodes;
  std::vector<std::unique_ptr<Attribute>> attributes;
  std::vector<std::unique_ptr<Qualifier>> qualifiers;
  const Node* root = nullptr;
  std::size_t slots = 0;
};

struct ProgramResult {
  Value value;
  std::string aborted;  ///< not empty: ended at once, with this error
  std::uint64_t cost = 0;
};
[[nodiscard]] ProgramResult runProgram(const Program& program, const Device& device);

/// Plans a checked expression; the error is one of a constant that cannot be converted.
[[nodiscard]] tl::expected<std::unique_ptr<Program>, CompileError> planProgram(const Expr& root, const Checked& checked,
                                                                               std::string_view source,
                                                                               const Environment& environment);

}  // namespace claimscope::cel
