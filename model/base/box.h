// Box<T>: an immutable value or none, in four bytes; copies share it. Part<T>: the same, and read as T() where there is none.
// Any thread.
#pragma once

#include <cstddef>
#include <iterator>
#include <utility>

#include "model/base/list.h"

namespace claimscope {

/// Where a std::shared_ptr<const T> or a std::optional<T> would be a member of many objects, or the handle of an object that a
/// table keeps; reads like either. Assign a new value to change it.
template <class T>
class Box {
 public:
  using element_type = const T;

  Box() noexcept = default;
  Box(std::nullptr_t) noexcept {}  // NOLINT(google-explicit-constructor)
  // NOLINTNEXTLINE(google-explicit-constructor)
  Box(T value) : m_list(std::make_move_iterator(&value), std::make_move_iterator(&value + 1)) {}

  [[nodiscard]] const T* get() const noexcept { return m_list.empty() ? nullptr : m_list.data(); }
  [[nodiscard]] const T& operator*() const noexcept { return *get(); }
  [[nodiscard]] const T* operator->() const noexcept { return get(); }
  [[nodiscard]] bool has_value() const noexcept { return !m_list.empty(); }
  explicit operator bool() const noexcept { return has_value(); }
  void reset() noexcept { m_list.clear(); }
  friend bool operator==(const Box& box, std::nullptr_t) noexcept { return !box.has_value(); }
  /// As of pointers: the same value in the same place.
  friend bool operator==(const Box& a, const Box& b) noexcept { return a.m_list.block() == b.m_list.block(); }

  /// The list of one item behind it.
  [[nodiscard]] const List<T>& list() const noexcept { return m_list; }
  [[nodiscard]] List<T>& list() noexcept { return m_list; }

 private:
  List<T> m_list;
};

/// Members of an object that many objects have alike, or that few have at all: kept together, once for all of them when interned
/// (list_pool.h). Reads like a pointer to a T that is always there.
template <class T>
class Part {
 public:
  Part() noexcept = default;
  explicit Part(T value) : m_list(std::make_move_iterator(&value), std::make_move_iterator(&value + 1)) {}

  [[nodiscard]] const T& operator*() const noexcept { return m_list.empty() ? none() : m_list.front(); }
  [[nodiscard]] const T* operator->() const noexcept { return &**this; }
  /// The object's own, for writing; made when there is none. Good until the part is copied, interned or edited again.
  [[nodiscard]] T& edit() {
    if (m_list.empty()) {
      m_list.emplace_back();
    }
    return m_list.front();
  }
  /// There is something to read that was written.
  [[nodiscard]] bool isWritten() const noexcept { return !m_list.empty(); }

  /// The list of one item behind it, or of none.
  [[nodiscard]] const List<T>& list() const noexcept { return m_list; }
  [[nodiscard]] List<T>& list() noexcept { return m_list; }

 private:
  [[nodiscard]] static const T& none() noexcept {
    static const T* const value = new T();  // outlives whatever reads it while the process ends
    return *value;
  }
  List<T> m_list;
};

}  // namespace claimscope
