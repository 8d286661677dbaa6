// TableWriter<T>: the mutable side of a Table; copies a chunk or index shard only when a published table shares it.
// The store's strand only.
#pragma once

#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "model/cluster/table.h"
#include "model/resources/metadata.h"

namespace claimscope::cluster {

enum class Change { none, added, modified, deleted };

template <class T>
class TableWriter {
 public:
  using TableType = Table<T>;

  /// Adds or replaces by namespace and name. An older resourceVersion of the same uid is ignored unless `force` (relist after a
  /// restore). `replaced` gets what was there under that name, where something changed.
  Change upsert(Box<T> object, bool force = false, Box<T>* replaced = nullptr) {
    const Metadata& meta = object->meta;
    const Slot slot = m_table.slotOf(meta.namespaceName, meta.name);
    if (slot == kNoSlot) {
      insert(std::move(object));
      return Change::added;
    }
    const Metadata& old = m_table.at(slot)->meta;
    if (old.uid == meta.uid) {
      if (old.resourceVersion == meta.resourceVersion && !meta.resourceVersion.empty()) {
        return Change::none;
      }
      const std::uint64_t before = old.resourceVersion.number();
      const std::uint64_t after = meta.resourceVersion.number();
      if (!force && before != 0 && after != 0 && after < before) {
        return Change::none;
      }
      keepReplaced(slot, replaced);
      write(slot, std::move(object));
      return Change::modified;
    }
    // The name was taken over by another object: its predecessor is gone, and the slot's history with it.
    keepReplaced(slot, replaced);
    write(slot, std::move(object));
    return Change::added;
  }

  /// The same object in the same version is there already.
  [[nodiscard]] bool holds(const Metadata& meta) const {
    const T* known = m_table.find(meta.namespaceName, meta.name);
    return known != nullptr && known->meta.uid == meta.uid && known->meta.resourceVersion == meta.resourceVersion &&
           !meta.resourceVersion.empty();
  }

  /// Removes by namespace and name; an event about an object that was replaced since (other uid) changes nothing.
  Change erase(const Metadata& meta, Box<T>* replaced = nullptr) {
    const Slot slot = m_table.slotOf(meta.namespaceName, meta.name);
    if (slot == kNoSlot || (!meta.uid.empty() && !(m_table.at(slot)->meta.uid == meta.uid))) {
      return Change::none;
    }
    keepReplaced(slot, replaced);
    eraseSlot(slot);
    return Change::deleted;
  }

  void eraseSlot(Slot slot) {
    const Metadata& meta = m_table.at(slot)->meta;
    const std::size_t hash = TableType::keyHash(meta.namespaceName, meta.name);
    removeFrom(shardFor(hash), hash, slot);
    --m_used[hash % TableType::kShards];
    write(slot, nullptr);
    m_free.push_back(slot);
    --m_table.m_size;
  }

  /// Changes from now on carry this revision: that of the snapshot they will appear in.
  void setRevision(Revision revision) { m_revision = revision; }
  [[nodiscard]] const TableType& table() const { return m_table; }

 private:
  using Chunk = typename TableType::Chunk;
  using IndexShard = typename TableType::IndexShard;

  void keepReplaced(Slot slot, Box<T>* replaced) const {
    if (replaced != nullptr) {
      *replaced = m_table.share(slot);
    }
  }
  void insert(Box<T> object) {
    const std::size_t hash = TableType::keyHash(object->meta.namespaceName, object->meta.name);
    Slot slot = 0;
    if (!m_free.empty()) {
      slot = m_free.back();
      m_free.pop_back();
    } else {
      slot = m_next++;
      if (slot >= m_table.slotEnd()) {
        m_table.m_chunks.push_back(std::make_shared<Chunk>());
      }
    }
    IndexShard& shard = shardFor(hash);
    std::size_t& used = m_used[hash % TableType::kShards];
    if ((++used) * 4 > shard.size() * 3) {
      grow(shard);
    }
    write(slot, std::move(object));
    addTo(shard, hash, slot);
    ++m_table.m_size;
  }

  void write(Slot slot, Box<T> object) {
    auto& shared = m_table.m_chunks[slot / TableType::kChunk];
    if (shared.use_count() != 1) {
      shared = std::make_shared<Chunk>(*shared);
    }
    // Sole owner: nobody else can see this chunk, so writing through the const pointer is safe.
    auto& chunk = const_cast<Chunk&>(*shared);
    chunk.cells[slot % TableType::kChunk] = {std::move(object), static_cast<std::uint32_t>(m_revision)};
    chunk.changed = m_revision;
    m_table.m_changed = m_revision;
  }

  IndexShard& shardFor(std::size_t hash) {
    auto& shared = m_table.m_index[hash % TableType::kShards];
    if (shared == nullptr) {
      shared = std::make_shared<IndexShard>();
    } else if (shared.use_count() != 1) {
      shared = std::make_shared<IndexShard>(*shared);
    }
    return const_cast<IndexShard&>(*shared);
  }

  [[nodiscard]] std::size_t hashOf(Slot slot) const {
    const Metadata& meta = m_table.at(slot)->meta;
    return TableType::keyHash(meta.namespaceName, meta.name);
  }
  static void addTo(IndexShard& shard, std::size_t hash, Slot slot) {
    const std::size_t mask = shard.size() - 1;
    std::size_t i = TableType::placeOf(hash) & mask;
    while (shard[i] != 0) {
      i = (i + 1) & mask;
    }
    shard[i] = slot + 1;
  }
  /// No tombstones: what stands behind the hole moves into it.
  void removeFrom(IndexShard& shard, std::size_t hash, Slot slot) const {
    const std::size_t mask = shard.size() - 1;
    std::size_t hole = TableType::placeOf(hash) & mask;
    while (shard[hole] != slot + 1) {
      hole = (hole + 1) & mask;
    }
    for (std::size_t next = (hole + 1) & mask; shard[next] != 0; next = (next + 1) & mask) {
      const std::size_t home = TableType::placeOf(hashOf(shard[next] - 1)) & mask;
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        shard[hole] = shard[next];
        hole = next;
      }
    }
    shard[hole] = 0;
  }
  void grow(IndexShard& shard) const {
    IndexShard old(shard.empty() ? 4 : shard.size() * 2, 0);
    old.swap(shard);
    for (const Slot entry : old) {
      if (entry != 0) {
        addTo(shard, hashOf(entry - 1), entry - 1);
      }
    }
  }

  TableType m_table;
  std::array<std::size_t, TableType::kShards> m_used{};  ///< entries of each index shard
  std::vector<Slot> m_free;
  Slot m_next = 0;
  Revision m_revision = 1;
};

}  // namespace claimscope::cluster
