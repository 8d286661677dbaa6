// Node: one YAML or JSON document that can be changed and still looks as it was written. Values; any thread.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"

namespace claimscope::modernise {

struct Entry;

/// Keeps the order of keys, the spelling of scalars, comments and blank lines.
struct Node {
  enum class Type : std::uint8_t { null, scalar, map, list };
  enum class Style : std::uint8_t { plain, quoted, block };

  Type type = Type::null;
  Style style = Style::plain;  ///< of a scalar; a plain one may be a number
  bool flow = false;           ///< {a: b} or [a, b]
  std::string text = {};       ///< of a scalar, decoded
  std::string raw = {};        ///< as it was written, where that is one line; empty: written anew
  std::vector<Entry> entries;
  std::vector<Node> items = {};
  std::vector<std::string> before = {};  ///< comment lines above the entry or item, "" for blank ones
  std::string after = {};                ///< comment behind it, with its # and the blanks before it
  std::size_t line = 0;                  ///< 1-based in the source; 0: new
  std::size_t indent = 2;                ///< columns that a map or list stands right of what holds it

  [[nodiscard]] static Node map();
  [[nodiscard]] static Node list();
  /// A string, quoted where YAML needs it.
  [[nodiscard]] static Node string(std::string value);
  [[nodiscard]] static Node number(long long value);

  [[nodiscard]] bool isMap() const { return type == Type::map; }
  [[nodiscard]] bool isList() const { return type == Type::list; }
  [[nodiscard]] bool isScalar() const { return type == Type::scalar; }

  /// Null where there is none, or this is no map.
  [[nodiscard]] Node* find(std::string_view key);
  [[nodiscard]] const Node* find(std::string_view key) const;
  /// "spec.template.metadata"; keys that contain dots are not reached.
  [[nodiscard]] Node* at(std::string_view path);
  [[nodiscard]] const Node* at(std::string_view path) const;
  /// Scalar at a path; empty when there is none.
  [[nodiscard]] std::string textAt(std::string_view path) const;

  /// Replaces the value where the key stands (its comments stay), else appends.
  Node& set(std::string_view key, Node value);
  /// The value, made a map when it was absent.
  Node& child(std::string_view key);
  /// Puts a new entry right behind another one, or at the end.
  Node& setAfter(std::string_view key, std::string_view newKey, Node value);
  bool erase(std::string_view key);
  bool rename(std::string_view key, std::string_view newKey);
  Node& add(Node item);
  /// A scalar gets another value; what it looks like is kept as far as possible.
  void assign(std::string value);

 private:
  [[nodiscard]] static Node of(Type type);
};

struct Entry {
  std::string key;
  std::string rawKey = {};  ///< as written; empty: written anew
  Node value;
};

// Here, where an Entry is known: a vector of what is not can be named, not made.
inline Node Node::of(Type type) {
  Node node;
  node.type = type;
  return node;
}
inline Node Node::map() {
  return of(Type::map);
}
inline Node Node::list() {
  return of(Type::list);
}

/// A document of a stream.
struct Tree {
  Node root;
  std::vector<std::string> tail = {};  ///< comments behind the last entry
  bool json = false;
  bool expanded = false;  ///< anchors were written out
};

/// Anchors may expand to so much in one document; deeper than json::kMaxDepth is refused. Errors name line and column of the text
/// plus `firstLine` - 1.
inline constexpr std::size_t kMaxNodes = 400'000;
inline constexpr std::size_t kMaxDocumentBytes = 16U << 20U;

/// One document. An empty one gives a null root.
[[nodiscard]] Result<Tree> readTree(std::string_view text, std::size_t firstLine = 1);
[[nodiscard]] std::string writeTree(const Tree& tree);
/// The value without comments, typed as Kubernetes reads YAML (model/base/yaml).
[[nodiscard]] nlohmann::ordered_json jsonOf(const Node& node);
[[nodiscard]] Node nodeOf(const nlohmann::ordered_json& json);
/// A comment behind something as a line of its own.
[[nodiscard]] std::string ownLine(const std::string& comment);
/// The same values, however written.
[[nodiscard]] bool sameValue(const Node& a, const Node& b);

}  // namespace claimscope::modernise
