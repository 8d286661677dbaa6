// List<T>: a sequence of four bytes that copies share until one is written; equal ones can be kept once. Reading: any thread.
#pragma once

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include "model/base/arena.h"

namespace claimscope {

/// What objects have as members where a std::vector would do: it reads and writes like one, but an empty one takes four bytes, a
/// copy costs a count, and intern() makes equal lists share one block for as long as any of them lives. Writing to a list that is
/// shared copies it first; so a reference into one is good only until the next call that may write.
///
/// Not safe to write from two threads, like a vector; blocks may be shared between lists of different threads.
template <class T>
class List {
 public:
  using value_type = T;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  using reference = T&;
  using const_reference = const T&;
  using iterator = T*;
  using const_iterator = const T*;
  using reverse_iterator = std::reverse_iterator<iterator>;
  using const_reverse_iterator = std::reverse_iterator<const_iterator>;

  List() noexcept = default;
  List(std::initializer_list<T> items) : List(items.begin(), items.end()) {}
  template <std::input_iterator It>
  List(It first, It last) {
    assign(first, last);
  }
  explicit List(size_type count, const T& value = T()) { resize(count, value); }
  List(const std::vector<T>& items) : List(items.begin(), items.end()) {}  // NOLINT(google-explicit-constructor)
  List(std::vector<T>&& items)                                             // NOLINT(google-explicit-constructor)
      : List(std::make_move_iterator(items.begin()), std::make_move_iterator(items.end())) {}
  List(const List& other) noexcept : m_block(other.m_block) { acquire(); }
  List(List&& other) noexcept : m_block(std::exchange(other.m_block, 0)) {}
  List& operator=(const List& other) noexcept {
    if (m_block != other.m_block) {
      List(other).swap(*this);
    }
    return *this;
  }
  List& operator=(List&& other) noexcept {
    List(std::move(other)).swap(*this);
    return *this;
  }
  List& operator=(std::initializer_list<T> items) { return *this = List(items); }
  ~List() { release(); }

  /// A copy, for functions that take vectors.
  operator std::vector<T>() const { return std::vector<T>(begin(), end()); }  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool empty() const noexcept { return m_block == 0 || header().size == 0; }
  [[nodiscard]] size_type size() const noexcept { return m_block == 0 ? 0 : header().size; }
  [[nodiscard]] size_type capacity() const noexcept { return m_block == 0 ? 0 : header().capacity(); }
  [[nodiscard]] const T* data() const noexcept { return m_block == 0 ? nullptr : itemsOf(m_block); }
  [[nodiscard]] const_iterator begin() const noexcept { return data(); }
  [[nodiscard]] const_iterator end() const noexcept { return data() + size(); }
  [[nodiscard]] const_iterator cbegin() const noexcept { return begin(); }
  [[nodiscard]] const_iterator cend() const noexcept { return end(); }
  [[nodiscard]] const_reverse_iterator rbegin() const noexcept { return const_reverse_iterator(end()); }
  [[nodiscard]] const_reverse_iterator rend() const noexcept { return const_reverse_iterator(begin()); }
  [[nodiscard]] const T& operator[](size_type index) const noexcept { return data()[index]; }
  [[nodiscard]] const T& front() const noexcept { return data()[0]; }
  [[nodiscard]] const T& back() const noexcept { return data()[size() - 1]; }
  [[nodiscard]] const T& at(size_type index) const {
    if (index >= size()) {
      throw std::out_of_range("List::at");
    }
    return data()[index];
  }

  // Writing: all of these make the block the list's own first.
  [[nodiscard]] T* data() {
    own();
    return m_block == 0 ? nullptr : itemsOf(m_block);
  }
  [[nodiscard]] iterator begin() { return data(); }
  [[nodiscard]] iterator end() { return data() + size(); }
  [[nodiscard]] reverse_iterator rbegin() { return reverse_iterator(end()); }
  [[nodiscard]] reverse_iterator rend() { return reverse_iterator(begin()); }
  [[nodiscard]] T& operator[](size_type index) { return data()[index]; }
  [[nodiscard]] T& front() { return data()[0]; }
  [[nodiscard]] T& back() { return data()[size() - 1]; }
  [[nodiscard]] T& at(size_type index) {
    static_cast<void>(std::as_const(*this).at(index));
    return data()[index];
  }

  void clear() noexcept { release(); }
  void swap(List& other) noexcept { std::swap(m_block, other.m_block); }
  /// Only a hint; growing is amortised without it.
  void reserve(size_type /*count*/) noexcept {}
  void shrink_to_fit() {
    if (capacity() > size() && isOwn()) {
      remake(size(), true);
    }
  }
  template <std::input_iterator It>
  void assign(It first, It last) {
    List out;
    if constexpr (std::forward_iterator<It>) {
      const auto count = static_cast<size_type>(std::distance(first, last));
      if (count != 0) {
        const Handle block = make(count, true);
        try {
          std::uninitialized_copy(first, last, itemsOf(block));
        } catch (...) {
          arena::release(block, bytesFor(count));
          throw;
        }
        headerOf(block).size = static_cast<std::uint32_t>(count);
        out.m_block = block;
      }
    } else {
      for (; first != last; ++first) {
        out.emplace_back(*first);
      }
    }
    swap(out);
  }
  void assign(size_type count, const T& value) {
    List out;
    out.resize(count, value);
    swap(out);
  }
  void assign(std::initializer_list<T> items) { assign(items.begin(), items.end()); }
  template <class... Args>
  T& emplace_back(Args&&... args) {
    T value(std::forward<Args>(args)...);  // may be made of an item of this very list
    makeRoom(size() + 1);
    T* made = ::new (static_cast<void*>(itemsOf(m_block) + size())) T(std::move(value));
    ++header().size;
    return *made;
  }
  void push_back(const T& value) { emplace_back(value); }
  void push_back(T&& value) { emplace_back(std::move(value)); }
  void pop_back() {
    makeRoom(size());
    --header().size;
    std::destroy_at(itemsOf(m_block) + size());
  }
  void resize(size_type count, const T& value = T()) {
    while (size() > count) {
      pop_back();
    }
    while (size() < count) {
      emplace_back(value);
    }
  }
  iterator insert(const_iterator position, T value) {
    const difference_type at = position - std::as_const(*this).begin();
    emplace_back(std::move(value));
    T* const first = data();
    std::rotate(first + at, first + size() - 1, first + size());
    return first + at;
  }
  template <std::input_iterator It>
  iterator insert(const_iterator position, It first, It last) {
    const difference_type at = position - std::as_const(*this).begin();
    const auto before = static_cast<difference_type>(size());
    const List more(first, last);  // may be part of this very list
    for (const T& item : more) {
      emplace_back(item);
    }
    T* const start = data();
    std::rotate(start + at, start + before, start + size());
    return start + at;
  }
  iterator erase(const_iterator position) { return erase(position, position + 1); }
  iterator erase(const_iterator first, const_iterator last) {
    const difference_type at = first - std::as_const(*this).begin();
    const difference_type count = last - first;
    T* const start = data();
    std::move(start + at + count, start + size(), start + at);
    for (difference_type i = 0; i < count; ++i) {
      pop_back();
    }
    return data() + at;
  }

  friend bool operator==(const List& a, const List& b) {
    return a.m_block == b.m_block || std::equal(a.begin(), a.end(), b.begin(), b.end());
  }
  friend bool operator==(const List& a, const std::vector<T>& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

  /// Before the items of a block.
  struct Header {
    std::atomic<std::uint32_t> bits;  ///< references below, the room of the block and a flag above
    std::uint32_t size;

    static constexpr std::uint32_t kReferences = (1U << 26U) - 1;
    static constexpr std::uint32_t kInterned = 1U << 31U;
    static constexpr unsigned kRoom = 26;           ///< five bits: room for 2^n items, or
    static constexpr std::uint32_t kExactly = 31U;  ///< for as many as there are
    [[nodiscard]] std::uint32_t room() const noexcept { return (bits.load(std::memory_order_relaxed) >> kRoom) & kExactly; }
    [[nodiscard]] size_type capacity() const noexcept { return room() == kExactly ? size : size_type{1} << room(); }
    [[nodiscard]] bool isInterned() const noexcept { return (bits.load(std::memory_order_relaxed) & kInterned) != 0; }
  };
  using Handle = arena::Handle;
  [[nodiscard]] static Header& headerOf(Handle block) noexcept { return *reinterpret_cast<Header*>(arena::at(block)); }
  [[nodiscard]] static T* itemsOf(Handle block) noexcept { return reinterpret_cast<T*>(arena::at(block) + sizeof(Header)); }
  /// Of a block that nothing refers to.
  static void destroy(Handle block) noexcept {
    const Header& header = headerOf(block);
    const std::size_t bytes = bytesFor(header.capacity());
    std::destroy_n(itemsOf(block), header.size);
    arena::release(block, bytes);
  }

  /// Swaps the block for the one that `pool` keeps for identical lists (list_pool.h).
  template <class Pool>
  void internIn(Pool& pool) {
    if (empty()) {
      release();
    } else if (!header().isInterned()) {
      if (!isOwn() || header().room() != Header::kExactly) {
        remake(size(), true);
      }
      s_dropInterned.store(&Pool::drop, std::memory_order_relaxed);
      m_block = pool.canonical(m_block);
    }
  }
  /// True when no other list can have identical items without sharing the block.
  [[nodiscard]] bool isInterned() const noexcept { return m_block == 0 || header().isInterned(); }
  [[nodiscard]] Handle block() const noexcept { return m_block; }
  /// Bytes of the block divided by the lists that share it; for benchmarks.
  [[nodiscard]] double shareOfBytes() const noexcept {
    return m_block == 0 ? 0
                        : static_cast<double>(arena::blockSize(bytesFor(capacity()))) /
                              static_cast<double>(header().bits.load() & Header::kReferences);
  }

 private:
  static constexpr std::size_t bytesFor(size_type count) noexcept { return sizeof(Header) + count * sizeof(T); }
  [[nodiscard]] Header& header() const noexcept { return headerOf(m_block); }

  [[nodiscard]] bool isOwn() const noexcept {
    return (header().bits.load(std::memory_order_acquire) & (Header::kReferences | Header::kInterned)) == 1;
  }
  void own() {
    if (m_block != 0 && !isOwn()) {
      remake(size(), true);
    }
  }
  void acquire() const noexcept {
    if (m_block != 0) {
      header().bits.fetch_add(1, std::memory_order_relaxed);
    }
  }
  void release() noexcept {
    if (m_block == 0) {
      return;
    }
    const Handle block = std::exchange(m_block, 0);
    Header& of = headerOf(block);
    if (of.isInterned()) {
      s_dropInterned.load(std::memory_order_relaxed)(block);
    } else if ((of.bits.fetch_sub(1, std::memory_order_acq_rel) & Header::kReferences) == 1) {
      destroy(block);
    }
  }
  [[nodiscard]] static Handle make(size_type capacity, bool exact) {
    static_assert(alignof(T) <= 8, "blocks are aligned to eight bytes");
    static_assert(std::is_nothrow_move_constructible_v<T>, "items move when a block grows");
    const auto room = static_cast<std::uint32_t>(std::bit_width(std::bit_ceil(capacity)) - 1);
    const size_type count = exact ? capacity : std::bit_ceil(capacity);
    if (count > std::numeric_limits<std::uint32_t>::max() / 2) {
      throw std::bad_alloc();
    }
    const Handle block = arena::allocate(bytesFor(count));
    ::new (static_cast<void*>(arena::at(block))) Header{{1U | (exact ? Header::kExactly : room) << Header::kRoom}, 0};
    return block;
  }
  /// Moves the items, or copies them when others see them too, to a block of one's own with so much room.
  void remake(size_type capacity, bool exact) {
    const size_type count = size();
    // While it is filled an exact block has more room than its size says; nobody looks before it is full.
    const Handle block = make(capacity, exact);
    T* to = itemsOf(block);
    if (m_block != 0) {
      if (isOwn()) {
        std::uninitialized_move_n(itemsOf(m_block), count, to);
      } else {
        try {
          std::uninitialized_copy_n(itemsOf(m_block), count, to);
        } catch (...) {
          arena::release(block, bytesFor(exact ? capacity : std::bit_ceil(capacity)));
          throw;
        }
      }
    }
    headerOf(block).size = static_cast<std::uint32_t>(count);
    release();
    m_block = block;
  }
  /// The list's own block, with room for another item or for taking some away.
  void makeRoom(size_type capacity) {
    if (m_block == 0 || !isOwn() || header().room() == Header::kExactly || header().capacity() < capacity) {
      remake(std::max<size_type>(capacity, 1), false);
    }
  }

  inline static std::atomic<void (*)(Handle)> s_dropInterned{nullptr};  ///< of the pool, once there is one
  Handle m_block = 0;
};

template <class T, class Predicate>
std::size_t erase_if(List<T>& list, Predicate predicate) {
  if (std::none_of(std::as_const(list).begin(), std::as_const(list).end(), predicate)) {
    return 0;
  }
  const auto kept = std::remove_if(list.begin(), list.end(), predicate);
  const auto gone = static_cast<std::size_t>(list.end() - kept);
  list.erase(kept, list.end());
  return gone;
}
template <class T, class U>
std::size_t erase(List<T>& list, const U& value) {
  return erase_if(list, [&](const T& item) { return item == value; });
}

}  // namespace claimscope
