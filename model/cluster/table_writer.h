// TableWriter<T>: the mutable side of a Table; copies a chunk or index shard only when a published table shares it.
// The store's strand only.
#pragma once

#include <algorithm>
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
  /// restore).
  Change upsert(std::shared_ptr<const T> object, bool force = false) {
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
      write(slot, std::move(object));
      return Change::modified;
    }
    // The name was taken over by another object: its predecessor is gone, and the slot's history with it.
    write(slot, std::move(object));
    return Change::added;
  }

  /// Removes by namespace and name; an event about an object that was replaced since (other uid) changes nothing.
  Change erase(const Metadata& meta) {
    const Slot slot = m_table.slotOf(meta.namespaceName, meta.name);
    if (slot == kNoSlot || (!meta.uid.empty() && !(m_table.at(slot)->meta.uid == meta.uid))) {
      return Change::none;
    }
    eraseSlot(slot);
    return Change::deleted;
  }

  void eraseSlot(Slot slot) {
    const Metadata& meta = m_table.at(slot)->meta;
    const std::size_t hash = TableType::keyHash(meta.namespaceName, meta.name);
    auto& shard = shardFor(hash);
    shard.erase(std::remove(shard.begin(), shard.end(), std::pair<std::size_t, Slot>(hash, slot)), shard.end());
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

  void insert(std::shared_ptr<const T> object) {
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
    shardFor(hash).emplace_back(hash, slot);
    write(slot, std::move(object));
    ++m_table.m_size;
  }

  void write(Slot slot, std::shared_ptr<const T> object) {
    auto& shared = m_table.m_chunks[slot / TableType::kChunk];
    if (shared.use_count() != 1) {
      shared = std::make_shared<Chunk>(*shared);
    }
    // Sole owner: nobody else can see this chunk, so writing through the const pointer is safe.
    auto& chunk = const_cast<Chunk&>(*shared);
    chunk.cells[slot % TableType::kChunk] = {std::move(object), m_revision};
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

  TableType m_table;
  std::vector<Slot> m_free;
  Slot m_next = 0;
  Revision m_revision = 1;
};

}  // namespace claimscope::cluster
