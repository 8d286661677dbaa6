// Table<T>: objects of one kind in stable slots, shared between snapshots chunk by chunk. Reading: any thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "model/base/box.h"
#include "model/base/text.h"

namespace claimscope::cluster {

/// Position of an object in its table; an object keeps it for life, a later object may reuse it.
using Slot = std::uint32_t;
inline constexpr Slot kNoSlot = 0xffffffffU;
using Revision = std::uint64_t;  ///< counts published snapshots: at twenty a second 32 bits of it last for six years

/// Immutable. Copying one copies a few hundred pointers, whatever the number of objects.
template <class T>
class Table {
 public:
  static constexpr std::size_t kChunk = 64;
  static constexpr std::size_t kShards = 256;

  struct Cell {
    Box<T> object;              ///< null: the slot is empty
    std::uint32_t changed = 0;  ///< snapshot revision in which this slot last changed, deletions too
  };
  struct Chunk {
    std::array<Cell, kChunk> cells;
    Revision changed = 0;
  };
  /// Open addressing with linear probing. An entry is a slot plus one, 0 is free; the object in the slot says its name.
  using IndexShard = std::vector<Slot>;

  [[nodiscard]] std::size_t size() const { return m_size; }
  [[nodiscard]] bool empty() const { return m_size == 0; }
  /// One past the highest slot ever used.
  [[nodiscard]] Slot slotEnd() const { return static_cast<Slot>(m_chunks.size() * kChunk); }
  /// Null for an empty or unknown slot.
  [[nodiscard]] const T* at(Slot slot) const {
    return slot < slotEnd() ? m_chunks[slot / kChunk]->cells[slot % kChunk].object.get() : nullptr;
  }
  [[nodiscard]] Box<T> share(Slot slot) const {
    return slot < slotEnd() ? m_chunks[slot / kChunk]->cells[slot % kChunk].object : nullptr;
  }
  /// Of a published table a chunk that is the same one holds the same.
  [[nodiscard]] const std::vector<std::shared_ptr<const Chunk>>& chunks() const { return m_chunks; }
  /// Revision in which the table last changed.
  [[nodiscard]] Revision changed() const { return m_changed; }

  [[nodiscard]] Slot slotOf(const Text& namespaceName, const Text& name) const {
    const std::size_t hash = keyHash(namespaceName, name);
    const auto& shard = m_index[hash % kShards];
    if (shard != nullptr) {
      const std::size_t mask = shard->size() - 1;
      for (std::size_t i = placeOf(hash) & mask; (*shard)[i] != 0; i = (i + 1) & mask) {
        const T* object = at((*shard)[i] - 1);
        if (object->meta.name == name && object->meta.namespaceName == namespaceName) {
          return (*shard)[i] - 1;
        }
      }
    }
    return kNoSlot;
  }
  [[nodiscard]] const T* find(const Text& namespaceName, const Text& name) const { return at(slotOf(namespaceName, name)); }

  /// fn(slot, object) for each object in slot order.
  template <class Fn>
  void forEach(Fn&& fn) const {
    for (std::size_t c = 0; c < m_chunks.size(); ++c) {
      for (std::size_t i = 0; i < kChunk; ++i) {
        const Cell& cell = m_chunks[c]->cells[i];
        if (cell.object != nullptr) {
          fn(static_cast<Slot>(c * kChunk + i), *cell.object);
        }
      }
    }
  }
  /// fn(slot, object or null) for each slot that changed after `revision`, deletions included.
  template <class Fn>
  void forEachChangedSince(Revision revision, Fn&& fn) const {
    for (std::size_t c = 0; c < m_chunks.size(); ++c) {
      if (m_chunks[c]->changed > revision) {
        for (std::size_t i = 0; i < kChunk; ++i) {
          const Cell& cell = m_chunks[c]->cells[i];
          if (cell.changed > revision) {
            fn(static_cast<Slot>(c * kChunk + i), cell.object.get());
          }
        }
      }
    }
  }

  [[nodiscard]] static std::size_t keyHash(const Text& namespaceName, const Text& name) {
    return namespaceName.hash() * 0x9e3779b97f4a7c15ULL ^ (name.hash() + (name.hash() << 7));
  }
  /// Where in its shard an object is looked for first.
  [[nodiscard]] static std::size_t placeOf(std::size_t hash) { return hash / kShards; }

 private:
  template <class>
  friend class TableWriter;
  std::vector<std::shared_ptr<const Chunk>> m_chunks;
  std::array<std::shared_ptr<const IndexShard>, kShards> m_index;
  std::size_t m_size = 0;
  Revision m_changed = 0;
};

}  // namespace claimscope::cluster
