// Box<T>: an immutable value or none, in four bytes; copies share it. Any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>

#include "model/base/list.h"

namespace claimscope {

/// Where a std::shared_ptr<const T> or a std::optional<T> would be a member of many objects; reads like either. Assign a new
/// value to change it.
template <class T>
class Box {
 public:
  using element_type = const T;

  Box() noexcept = default;
  Box(std::nullptr_t) noexcept {}                       // NOLINT(google-explicit-constructor)
  Box(T value) { m_list.push_back(std::move(value)); }  // NOLINT(google-explicit-constructor)
  template <class U>
  requires std::is_same_v<std::remove_const_t<U>, T> Box(
      const std::shared_ptr<U>& value) {  // NOLINT(google-explicit-constructor)
    if (value != nullptr) {
      *this = Box(T(*value));
    }
  }

  [[nodiscard]] const T* get() const noexcept { return m_list.empty() ? nullptr : m_list.data(); }
  [[nodiscard]] const T& operator*() const noexcept { return *get(); }
  [[nodiscard]] const T* operator->() const noexcept { return get(); }
  [[nodiscard]] bool has_value() const noexcept { return !m_list.empty(); }
  explicit operator bool() const noexcept { return has_value(); }
  void reset() noexcept { m_list.clear(); }
  friend bool operator==(const Box& box, std::nullptr_t) noexcept { return !box.has_value(); }

  /// The list of one item behind it.
  [[nodiscard]] const List<T>& list() const noexcept { return m_list; }
  [[nodiscard]] List<T>& list() noexcept { return m_list; }

 private:
  List<T> m_list;
};

}  // namespace claimscope
