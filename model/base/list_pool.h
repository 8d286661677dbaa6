// ListPool: finds the one block that identical lists share. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <vector>

#include "model/base/box.h"
#include "model/base/identical.h"
#include "model/base/list.h"

namespace claimscope {

/// One pool for each type of item; like the table of Text, open addressing in independently locked parts, and a block leaves with
/// the last list that refers to it.
template <class T>
class ListPool {
 public:
  using Handle = arena::Handle;

  /// Never destroyed: lists in static objects may outlive any order of destruction.
  [[nodiscard]] static ListPool& instance() {
    static auto* pool = new ListPool();
    return *pool;
  }

  /// Takes over the caller's reference to an exact block of its own and gives one to the block that is kept.
  [[nodiscard]] Handle canonical(Handle block) {
    const std::size_t hash = hashOf(block);
    Part& part = partOf(hash);
    Handle found = 0;
    {
      const std::lock_guard lock(part.mutex);
      if ((part.used + 1) * 4 > part.places.size() * 3) {
        grow(part);
      }
      const std::size_t mask = part.places.size() - 1;
      std::size_t i = hash & mask;
      while (part.places[i].block != 0 && found == 0) {
        if (part.places[i].hash == static_cast<std::uint32_t>(hash) && same(part.places[i].block, block)) {
          found = part.places[i].block;
          List<T>::headerOf(found).bits.fetch_add(1, std::memory_order_relaxed);
        }
        i = (i + 1) & mask;
      }
      if (found == 0) {
        List<T>::headerOf(block).bits.fetch_or(Header::kInterned, std::memory_order_relaxed);
        part.places[i] = {block, static_cast<std::uint32_t>(hash)};
        ++part.used;
        return block;
      }
    }
    List<T>::destroy(block);
    return found;
  }

  /// Drops one reference; the last only under the lock, so that canonical() cannot revive a block that goes.
  static void drop(Handle block) {
    std::atomic<std::uint32_t>& bits = List<T>::headerOf(block).bits;
    std::uint32_t seen = bits.load(std::memory_order_relaxed);
    while ((seen & Header::kReferences) > 1) {
      if (bits.compare_exchange_weak(seen, seen - 1, std::memory_order_acq_rel)) {
        return;
      }
    }
    instance().dropLast(block);
  }

  struct Usage {
    std::size_t blocks = 0;
    std::size_t tableBytes = 0;
  };
  [[nodiscard]] Usage usage() {
    Usage out;
    for (Part& part : m_parts) {
      const std::lock_guard lock(part.mutex);
      out.blocks += part.used;
      out.tableBytes += part.places.capacity() * sizeof(Slot);
    }
    return out;
  }

 private:
  using Header = typename List<T>::Header;
  struct Slot {
    Handle block = 0;
    std::uint32_t hash = 0;
  };
  struct Part {
    std::mutex mutex;
    std::vector<Slot> places;
    std::size_t used = 0;
  };
  static constexpr unsigned kPartBits = 4;

  [[nodiscard]] static std::size_t hashOf(Handle block) {
    std::size_t out = List<T>::headerOf(block).size;
    for (std::size_t i = 0; i < List<T>::headerOf(block).size; ++i) {
      out = identical::mix(out, identical::hash(List<T>::itemsOf(block)[i]));
    }
    return out ^ (out >> 32U);
  }
  [[nodiscard]] static bool same(Handle a, Handle b) {
    const std::uint32_t size = List<T>::headerOf(a).size;
    return size == List<T>::headerOf(b).size && std::equal(List<T>::itemsOf(a), List<T>::itemsOf(a) + size, List<T>::itemsOf(b),
                                                           [](const T& x, const T& y) { return identical::same(x, y); });
  }
  [[nodiscard]] Part& partOf(std::size_t hash) { return m_parts[hash >> (64 - kPartBits)]; }

  void dropLast(Handle block) {
    const std::size_t hash = hashOf(block);
    Part& part = partOf(hash);
    {
      const std::lock_guard lock(part.mutex);
      if ((List<T>::headerOf(block).bits.fetch_sub(1, std::memory_order_acq_rel) & Header::kReferences) != 1) {
        return;
      }
      const std::size_t mask = part.places.size() - 1;
      std::size_t hole = hash & mask;
      while (part.places[hole].block != block) {
        hole = (hole + 1) & mask;
      }
      for (std::size_t next = (hole + 1) & mask; part.places[next].block != 0; next = (next + 1) & mask) {
        const std::size_t home = part.places[next].hash & mask;
        if (((next - home) & mask) >= ((next - hole) & mask)) {
          part.places[hole] = part.places[next];
          hole = next;
        }
      }
      part.places[hole] = {};
      --part.used;
    }
    // Items may hold the last references to other lists: not under the lock.
    List<T>::destroy(block);
  }

  static void grow(Part& part) {
    std::vector<Slot> old(part.places.empty() ? 16 : part.places.size() * 2);
    old.swap(part.places);
    const std::size_t mask = part.places.size() - 1;
    for (const Slot& slot : old) {
      if (slot.block != 0) {
        std::size_t i = slot.hash & mask;
        while (part.places[i].block != 0) {
          i = (i + 1) & mask;
        }
        part.places[i] = slot;
      }
    }
  }

  std::array<Part, std::size_t{1} << kPartBits> m_parts;
};

namespace identical {
template <class T>
std::size_t hash(const List<T>& list) {
  if (list.isInterned()) {
    return list.block() * std::size_t{0x9e3779b97f4a7c15ULL};
  }
  std::size_t out = list.size();
  for (const T& item : list) {
    out = mix(out, hash(item));
  }
  return out;
}
template <class T>
bool same(const List<T>& a, const List<T>& b) {
  if (a.block() == b.block()) {
    return true;
  }
  return !(a.isInterned() && b.isInterned()) && a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](const T& x, const T& y) { return same(x, y); });
}
template <class T>
std::size_t hash(const Box<T>& box) {
  return hash(box.list());
}
template <class T>
bool same(const Box<T>& a, const Box<T>& b) {
  return same(a.list(), b.list());
}
template <class T>
std::size_t hash(const Part<T>& part) {
  return hash(part.list());
}
template <class T>
bool same(const Part<T>& a, const Part<T>& b) {
  return same(a.list(), b.list());
}
}  // namespace identical

/// Makes identical lists share one block. Lists within the items should be interned first, or they are compared item by item and
/// an interned one is never found identical to one that is not.
template <class T>
void intern(List<T>& list) {
  list.internIn(ListPool<T>::instance());
}

/// The same for a part; one that says nothing takes nothing.
template <class T>
void intern(Part<T>& part) {
  if (part.isWritten() && !part.list().isInterned() && identical::same(*part, *Part<T>())) {
    part.list().clear();
  }
  intern(part.list());
}

}  // namespace claimscope
