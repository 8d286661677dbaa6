#include "model/base/arena.h"

#include <sys/mman.h>

#include <array>
#include <bit>
#include <cstring>
#include <mutex>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#include <sanitizer/lsan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) static_cast<void>(0)
#define ASAN_UNPOISON_MEMORY_REGION(address, size) static_cast<void>(0)
#endif

namespace claimscope::arena {

namespace detail {
constinit std::atomic<std::byte*> base{nullptr};
}  // namespace detail

namespace {

constexpr std::size_t kUnit = 8;
constexpr std::size_t kMostReserved = std::size_t{32} << 30U;
constexpr std::size_t kLeastReserved = std::size_t{256} << 20U;
/// Small classes cut their blocks from pieces of this size; what is larger is cut by itself.
constexpr std::size_t kPiece = std::size_t{64} << 10U;
/// Up to so many units there is a class for each number of them; beyond, eight classes for each doubling.
constexpr std::size_t kExactUnits = 64;
constexpr unsigned kExactBits = 6;
constexpr unsigned kSteps = 8;
constexpr std::size_t kClasses = kExactUnits + 1 + (32 - kExactBits) * kSteps;
/// Free blocks of at least this size give their pages back.
constexpr std::size_t kGiveBack = std::size_t{256} << 10U;
constexpr std::size_t kPage = 4096;

struct alignas(64) SizeClass {
  std::mutex mutex;
  Handle free = 0;     ///< first free block; each holds the handle of the next
  std::size_t at = 0;  ///< what is left of the piece being cut, as offsets from the base
  std::size_t end = 0;
  std::size_t blocks = 0;
};

/// Never destroyed: static objects release their blocks at exit in any order.
std::array<SizeClass, kClasses>& classes() {
  static auto* table = new std::array<SizeClass, kClasses>();
  return *table;
}

std::atomic<std::size_t> g_next{kUnit};  // handle 0 is none
std::size_t g_end = 0;

void reserve() {
  static std::once_flag once;
  std::call_once(once, [] {
    for (std::size_t size = kMostReserved; size >= kLeastReserved; size /= 2) {
      void* region = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
      if (region != MAP_FAILED) {
        g_end = size;
        detail::base = static_cast<std::byte*>(region);
        return;
      }
    }
  });
  if (detail::base == nullptr) {
    throw std::bad_alloc();
  }
}

struct ClassOf {
  std::size_t index;
  std::size_t units;  ///< of a block of this class
};

ClassOf classOf(std::size_t bytes) {
  const std::size_t units = bytes == 0 ? 1 : (bytes + kUnit - 1) / kUnit;
  if (units <= kExactUnits) {
    return {units, units};
  }
  // The upper four bits of (units - 1) say the class: 65…72 units are the first, 73…80 the second, …, 129…144 the ninth.
  const auto bits = static_cast<unsigned>(std::bit_width(units - 1));
  const unsigned shift = bits - 4;
  const std::size_t step = ((units - 1) >> shift) + 1;  // 9 … 16
  return {kExactUnits + 1 + static_cast<std::size_t>(bits - kExactBits - 1) * kSteps + (step - 9), step << shift};
}

std::size_t cut(std::size_t size) {
  const std::size_t offset = g_next.fetch_add(size);
  if (offset + size > g_end) {
    g_next.fetch_sub(size);
    throw std::bad_alloc();
  }
#if defined(__SANITIZE_ADDRESS__)
  // The leak checker follows pointers through known memory only.
  __lsan_register_root_region(at(static_cast<Handle>(offset / kUnit)), size);
  ASAN_POISON_MEMORY_REGION(at(static_cast<Handle>(offset / kUnit)), size);
#endif
  return offset;
}

}  // namespace

Handle allocate(std::size_t bytes) {
  reserve();
  if (bytes >= g_end) {
    throw std::bad_alloc();
  }
  const auto [index, units] = classOf(bytes);
  const std::size_t size = units * kUnit;
  SizeClass& of = classes()[index];
  const std::lock_guard lock(of.mutex);
  Handle handle = of.free;
  if (handle != 0) {
    ASAN_UNPOISON_MEMORY_REGION(at(handle), size);
    std::memcpy(&of.free, at(handle), sizeof(Handle));
  } else {
    if (of.at + size > of.end) {
      const std::size_t piece = size > kPiece / 4 ? size : kPiece / size * size;
      of.at = cut(piece);
      of.end = of.at + piece;
    }
    handle = static_cast<Handle>(of.at / kUnit);
    of.at += size;
    ASAN_UNPOISON_MEMORY_REGION(at(handle), size);
  }
  ++of.blocks;
  return handle;
}

void release(Handle handle, std::size_t bytes) noexcept {
  const auto [index, units] = classOf(bytes);
  const std::size_t size = units * kUnit;
  std::byte* block = at(handle);
  if (size >= kGiveBack) {
    const auto begin = (reinterpret_cast<std::uintptr_t>(block) + sizeof(Handle) + kPage - 1) / kPage * kPage;
    const auto end = (reinterpret_cast<std::uintptr_t>(block) + size) / kPage * kPage;
    madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
  }
  SizeClass& of = classes()[index];
  const std::lock_guard lock(of.mutex);
  std::memcpy(block, &of.free, sizeof(Handle));
  ASAN_POISON_MEMORY_REGION(block, size);
  of.free = handle;
  --of.blocks;
}

std::size_t blockSize(std::size_t bytes) noexcept {
  return classOf(bytes).units * kUnit;
}

Usage usage() {
  Usage out;
  for (std::size_t i = 1; i < kClasses; ++i) {
    SizeClass& of = classes()[i];
    const std::lock_guard lock(of.mutex);
    std::size_t units = i;
    if (i > kExactUnits) {
      const std::size_t beyond = i - kExactUnits - 1;
      units = (beyond % kSteps + 9) << (beyond / kSteps + kExactBits + 1 - 4);
    }
    out.blocks += of.blocks;
    out.bytes += of.blocks * units * kUnit;
  }
  out.touched = g_next.load();
  return out;
}

}  // namespace claimscope::arena
