// Arena: memory for small things that live long, named by handles of four bytes. Any thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace claimscope::arena {

/// A block's place in units of eight bytes; 0 is none. A cluster is made of millions of small blocks that point at each other:
/// four bytes a pointer instead of eight, and no header before each block (docs/decisions/0006-compact-objects.md).
using Handle = std::uint32_t;

namespace detail {
/// Start of the reserved addresses; set before the first handle is given out and never changed.
extern std::atomic<std::byte*> base;
}  // namespace detail

/// The block of a handle that is not 0; aligned to eight bytes.
[[nodiscard]] inline std::byte* at(Handle handle) noexcept {
  return detail::base.load(std::memory_order_relaxed) + (static_cast<std::size_t>(handle) << 3U);
}
/// The handle of a block that allocate() gave.
[[nodiscard]] inline Handle handleOf(const void* block) noexcept {
  const std::byte* base = detail::base.load(std::memory_order_relaxed);
  return static_cast<Handle>(static_cast<std::size_t>(static_cast<const std::byte*>(block) - base) >> 3U);
}

/// Throws std::bad_alloc when the reserved addresses (32 GiB, less where the system gives less) are used up.
[[nodiscard]] Handle allocate(std::size_t bytes);
/// `bytes` as given to allocate(). The memory is kept for blocks of about the same size.
void release(Handle handle, std::size_t bytes) noexcept;
/// How large a block for so many bytes really is.
[[nodiscard]] std::size_t blockSize(std::size_t bytes) noexcept;

/// For benchmarks and tests.
struct Usage {
  std::size_t blocks = 0;
  std::size_t bytes = 0;    ///< in use, with what rounding up takes
  std::size_t touched = 0;  ///< taken from the system so far
};
[[nodiscard]] Usage usage();

/// For std::allocate_shared: the object and its counts in one block of the arena.
template <class T>
struct Allocator {
  using value_type = T;
  Allocator() noexcept = default;
  template <class U>
  Allocator(const Allocator<U>& /*other*/) noexcept {}
  [[nodiscard]] T* allocate(std::size_t count) {
    static_assert(alignof(T) <= 8);
    return reinterpret_cast<T*>(at(arena::allocate(count * sizeof(T))));
  }
  void deallocate(T* block, std::size_t count) noexcept { release(handleOf(block), count * sizeof(T)); }
  friend bool operator==(const Allocator&, const Allocator&) noexcept { return true; }
};

}  // namespace claimscope::arena
