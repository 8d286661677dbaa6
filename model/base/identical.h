// Hashes and comparisons of what things are made of, to keep equal ones once (list.h). Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "model/base/clock.h"
#include "model/base/identity.h"
#include "model/base/quantity.h"
#include "model/base/text.h"

namespace claimscope {

/// A type that gives all its members by `auto fields() const` as a std::tie. Make them by a structured binding of *this, which
/// does not compile when a member is missing: two objects that differ must never be taken for one.
template <class T>
concept HasFields = requires(const T& value) {
  value.fields();
};

template <class T>
class List;
template <class T>
class Box;
template <class T>
class Part;

namespace identical {

[[nodiscard]] inline std::size_t mix(std::size_t hash, std::size_t value) noexcept {
  return (hash ^ value) * 0x9e3779b97f4a7c15ULL ^ (hash >> 29U);
}

/// Overloads for what has no fields(). Equality here is that of every byte a server sent, where operator== may be wider
/// (quantities: 1Gi and 1024Mi are equal but not identical).
template <class T>
requires std::is_arithmetic_v<T> || std::is_enum_v<T>
[[nodiscard]] std::size_t hash(const T& value) noexcept {
  const auto bits = static_cast<std::size_t>(value);
  return bits * std::size_t{0xff51afd7ed558ccdULL};
}
template <class T>
requires std::is_arithmetic_v<T> || std::is_enum_v<T>
[[nodiscard]] bool same(const T& a, const T& b) noexcept {
  return a == b;
}
[[nodiscard]] inline std::size_t hash(const Text& text) noexcept {
  return text.hash();
}
[[nodiscard]] inline bool same(const Text& a, const Text& b) noexcept {
  return a == b;
}
[[nodiscard]] inline std::size_t hash(const Uid& uid) noexcept {
  return uid.hash();
}
[[nodiscard]] inline bool same(const Uid& a, const Uid& b) noexcept {
  return a == b;
}
[[nodiscard]] inline std::size_t hash(const Time& time) noexcept {
  return hash(time.ms);
}
[[nodiscard]] inline bool same(const Time& a, const Time& b) noexcept {
  return a == b;
}
[[nodiscard]] inline std::size_t hash(const Quantity& quantity) noexcept {
  return hash(quantity.written());
}
[[nodiscard]] inline bool same(const Quantity& a, const Quantity& b) noexcept {
  return a.written() == b.written() && a.nano() == b.nano();
}
[[nodiscard]] inline std::size_t hash(const std::string& text) {
  return std::hash<std::string>{}(text);
}
[[nodiscard]] inline bool same(const std::string& a, const std::string& b) {
  return a == b;
}

// list_pool.h.
template <class T>
[[nodiscard]] std::size_t hash(const List<T>& list);
template <class T>
[[nodiscard]] bool same(const List<T>& a, const List<T>& b);
template <class T>
[[nodiscard]] std::size_t hash(const Box<T>& box);
template <class T>
[[nodiscard]] bool same(const Box<T>& a, const Box<T>& b);
template <class T>
[[nodiscard]] std::size_t hash(const Part<T>& part);
template <class T>
[[nodiscard]] bool same(const Part<T>& a, const Part<T>& b);

template <HasFields T>
[[nodiscard]] std::size_t hash(const T& value);
template <HasFields T>
[[nodiscard]] bool same(const T& a, const T& b);
template <class A, class B>
[[nodiscard]] std::size_t hash(const std::pair<A, B>& pair);
template <class A, class B>
[[nodiscard]] bool same(const std::pair<A, B>& a, const std::pair<A, B>& b);

template <class T>
[[nodiscard]] std::size_t hash(const std::optional<T>& value) {
  return value ? mix(1, hash(*value)) : 0;
}
template <class T>
[[nodiscard]] bool same(const std::optional<T>& a, const std::optional<T>& b) {
  return a.has_value() == b.has_value() && (!a || same(*a, *b));
}
template <class... T>
[[nodiscard]] std::size_t hash(const std::variant<T...>& value) {
  return mix(value.index(), std::visit([](const auto& held) { return hash(held); }, value));
}
template <class... T>
[[nodiscard]] bool same(const std::variant<T...>& a, const std::variant<T...>& b) {
  return a.index() == b.index() &&
         std::visit([&](const auto& held) { return same(held, std::get<std::remove_cvref_t<decltype(held)>>(b)); }, a);
}
template <class A, class B>
std::size_t hash(const std::pair<A, B>& pair) {
  return mix(hash(pair.first), hash(pair.second));
}
template <class A, class B>
bool same(const std::pair<A, B>& a, const std::pair<A, B>& b) {
  return same(a.first, b.first) && same(a.second, b.second);
}
template <HasFields T>
std::size_t hash(const T& value) {
  return std::apply(
      [](const auto&... member) {
        std::size_t out = 0;
        ((out = mix(out, hash(member))), ...);
        return out;
      },
      value.fields());
}
template <HasFields T>
bool same(const T& a, const T& b) {
  const auto other = b.fields();
  return [&]<std::size_t... I>(const auto& mine, std::index_sequence<I...>) {
    return (same(std::get<I>(mine), std::get<I>(other)) && ...);
  }
  (a.fields(), std::make_index_sequence<std::tuple_size_v<std::remove_cvref_t<decltype(other)>>>{});
}

}  // namespace identical
}  // namespace claimscope
