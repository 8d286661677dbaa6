// Value: what an expression computes. Values are small and share what is large; one thread evaluates, constants are read by any.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace claimscope::cel {

enum class Kind : std::uint8_t {
  null,
  boolean,
  integer,
  natural,
  real,
  string,
  bytes,
  list,
  map,
  type,
  duration,
  timestamp,
  optional,
  quantity,
  semver,
  ip,
  cidr,
  url,
  format,
  error,
};

/// What a large value points at.
struct Object {
  Object() = default;
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  virtual ~Object() = default;
};
using Ref = std::shared_ptr<Object>;

class Value {
 public:
  Value() = default;
  [[nodiscard]] static Value boolean(bool value);
  [[nodiscard]] static Value integer(std::int64_t value);
  [[nodiscard]] static Value natural(std::uint64_t value);
  [[nodiscard]] static Value real(double value);
  [[nodiscard]] static Value string(std::string value);
  [[nodiscard]] static Value bytes(std::string value);
  /// Bytes that outlive the value: literals and texts of the device.
  [[nodiscard]] static Value borrowed(std::string_view value);
  [[nodiscard]] static Value type(std::string_view name);  ///< name must be static
  [[nodiscard]] static Value duration(std::int64_t nanoseconds);
  [[nodiscard]] static Value timestamp(std::int64_t seconds, std::uint32_t nanoseconds, std::int32_t zone = 0);
  [[nodiscard]] static Value none();
  [[nodiscard]] static Value some(Value value);
  [[nodiscard]] static Value error(std::string message);
  [[nodiscard]] static Value noSuchOverload() { return error("no such overload"); }
  [[nodiscard]] static Value object(Kind kind, Ref object);

  [[nodiscard]] Kind kind() const { return m_kind; }
  [[nodiscard]] bool is(Kind kind) const { return m_kind == kind; }
  [[nodiscard]] bool isError() const { return m_kind == Kind::error; }
  [[nodiscard]] bool isTrue() const { return m_kind == Kind::boolean && m_boolean; }
  [[nodiscard]] bool isFalse() const { return m_kind == Kind::boolean && !m_boolean; }
  [[nodiscard]] bool isNone() const { return m_kind == Kind::optional && m_object == nullptr; }

  [[nodiscard]] bool boolean() const { return m_boolean; }
  [[nodiscard]] std::int64_t integer() const { return m_integer; }  ///< also nanoseconds of a duration, seconds of a timestamp
  [[nodiscard]] std::uint64_t natural() const { return m_natural; }
  [[nodiscard]] double real() const { return m_real; }
  [[nodiscard]] std::string_view text() const { return {m_bytes, m_size}; }  ///< of string, bytes and type
  [[nodiscard]] std::uint32_t nanoseconds() const { return static_cast<std::uint32_t>(m_size); }
  [[nodiscard]] std::int32_t zone() const { return m_zone; }
  [[nodiscard]] const std::string& message() const;  ///< of an error
  [[nodiscard]] const Value& inner() const;          ///< of an optional with a value
  template <class T>
  [[nodiscard]] const T& as() const {
    return static_cast<const T&>(*m_object);
  }
  template <class T>
  [[nodiscard]] T& mutableAs() const {
    return static_cast<T&>(*m_object);
  }
  [[nodiscard]] const Ref& object() const { return m_object; }

 private:
  Kind m_kind = Kind::null;
  std::int32_t m_zone = 0;
  union {
    bool m_boolean;
    std::int64_t m_integer = 0;
    std::uint64_t m_natural;
    double m_real;
    const char* m_bytes;
  };
  std::size_t m_size = 0;
  Ref m_object;
};

/// Ends an evaluation at once, past && and ||: an internal error of upstream, or its cost limit.
struct Abort {
  std::string message;
};

struct StringObject : Object {
  explicit StringObject(std::string text) : data(std::move(text)) {}
  std::string data;
};
struct OptionalObject : Object {
  explicit OptionalObject(Value v) : value(std::move(v)) {}
  Value value;
};

struct ListObject : Object {
  [[nodiscard]] virtual std::size_t size() const = 0;
  [[nodiscard]] virtual Value at(std::size_t index) const = 0;
  /// Comparing a concatenated list reports errors of its elements; other lists ignore them.
  [[nodiscard]] virtual bool isConcatenation() const { return false; }
};
struct VectorList : ListObject {
  explicit VectorList(std::vector<Value> v) : values(std::move(v)) {}
  [[nodiscard]] std::size_t size() const override { return values.size(); }
  [[nodiscard]] Value at(std::size_t index) const override { return values[index]; }
  std::vector<Value> values;
};
/// The accumulator of a loop: adding to it changes it.
struct MutableList : VectorList {
  MutableList() : VectorList({}) {}
};
struct ConcatList : ListObject {
  ConcatList(Value a, Value b);
  [[nodiscard]] std::size_t size() const override { return count; }
  [[nodiscard]] Value at(std::size_t index) const override;
  [[nodiscard]] bool isConcatenation() const override { return true; }
  Value first;
  Value second;
  std::size_t count;
};

struct MapObject : Object {
  [[nodiscard]] virtual std::size_t size() const = 0;
  /// The key as equality of numbers sees it: 1, 1u and 1.0 are one key.
  [[nodiscard]] virtual bool find(const Value& key, Value& out) const = 0;
  [[nodiscard]] virtual Value keyAt(std::size_t index) const = 0;
  [[nodiscard]] virtual Value valueAt(std::size_t index) const = 0;
  /// What an index finds: maps of domains have a default for a key they lack.
  [[nodiscard]] virtual bool lookUp(const Value& key, Value& out) const { return find(key, out); }
};

/// Hash and equality of Go's map keys: same kind, same value; large values by identity. Throws Abort for what Go cannot hash.
struct KeyHash {
  std::size_t operator()(const Value& value) const;
};
struct KeyEqual {
  bool operator()(const Value& a, const Value& b) const;
};
void requireHashable(const Value& value);

/// Elements an evaluation may look at. The cost limit does not see all of them: comparing lists that hold one list twice, and
/// that one twice again, is charged as little as it is written, and upstream would run for as long as it takes.
inline constexpr std::uint64_t kMostWork = 20'000'000;
void resetWork();

[[nodiscard]] Value makeList(std::vector<Value> values);
[[nodiscard]] std::size_t listSize(const Value& list);
[[nodiscard]] Value listAt(const Value& list, std::size_t index);
[[nodiscard]] const MapObject& mapOf(const Value& map);

/// Code points; a byte that is no UTF-8 counts as one.
[[nodiscard]] std::size_t runeCount(std::string_view text);
/// As the cost counts: elements, code points, bytes; 1 for what has no size.
[[nodiscard]] std::uint64_t sizeForCost(const Value& value);

/// The name type() gives, which messages and guards use.
[[nodiscard]] std::string_view typeName(const Value& value);

/// lhs.Equal(rhs) of cel-go: true, false, or an error for foreign types of Kubernetes on the left.
[[nodiscard]] Value equalTo(const Value& lhs, const Value& rhs);
/// types.Equal: null is only equal to null.
[[nodiscard]] Value equals(const Value& lhs, const Value& rhs);
/// -1, 0, 1 or an error.
[[nodiscard]] Value compare(const Value& lhs, const Value& rhs);
[[nodiscard]] bool isComparable(const Value& value);
/// list.Contains and map.Contains.
[[nodiscard]] Value contains(const Value& container, const Value& element);

/// The value as messages print it.
[[nodiscard]] std::string describe(const Value& value);

}  // namespace claimscope::cel
