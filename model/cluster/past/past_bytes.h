// What only an older moment holds: chunks and objects that the next one no longer has, in bytes. Pure; any thread.
#pragma once

#include <bitset>
#include <cstddef>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::cluster {

template <class T>
[[nodiscard]] std::size_t listBytes(const List<T>& list, const List<T>* shared) {
  constexpr std::size_t kBlock = 16;
  return list.empty() || (shared != nullptr && shared->data() == list.data()) ? 0 : kBlock + list.size() * sizeof(T);
}

/// Of one version of an object; `next` is the version that replaced it and shares what stayed the same, or null. Strings are
/// counted by a mean, since most are shared.
[[nodiscard]] std::size_t bytesOf(const Metadata& meta, const Metadata* next);
[[nodiscard]] std::size_t partBytes(const Pod& pod, const Pod* next);
[[nodiscard]] std::size_t partBytes(const ResourceClaim& claim, const ResourceClaim* next);
[[nodiscard]] std::size_t partBytes(const ResourceSlice& slice, const ResourceSlice* next);
[[nodiscard]] std::size_t partBytes(const Node& node, const Node* next);
[[nodiscard]] std::size_t partBytes(const Event& event, const Event* next);

template <class T>
[[nodiscard]] std::size_t objectBytes(const T& object, const T* next) {
  constexpr std::size_t kControl = 16;  // of the shared_ptr
  std::size_t bytes = sizeof(T) + kControl + bytesOf(object.meta, next == nullptr ? nullptr : &next->meta);
  if constexpr (requires { partBytes(object, next); }) {
    bytes += partBytes(object, next);
  }
  return bytes;
}

/// `older` is the table of the snapshot with this revision; both are of one store.
template <class T>
[[nodiscard]] std::size_t heldOnlyBy(const Table<T>& older, Revision revision, const Table<T>& newer) {
  if (older.changed() == newer.changed()) {
    return 0;
  }
  constexpr std::size_t kChunk = Table<T>::kChunk;
  std::size_t bytes = sizeof(Table<T>) + older.slotEnd() / kChunk * 16;
  Slot chunk = kNoSlot;
  std::bitset<Table<T>::kShards> shards;
  newer.forEachChangedSince(revision, [&](Slot slot, const T* now) {
    if (slot >= older.slotEnd()) {
      return;
    }
    if (slot / kChunk != chunk) {
      chunk = slot / static_cast<Slot>(kChunk);
      bytes += sizeof(typename Table<T>::Chunk) + 16;
    }
    const T* old = older.at(slot);
    const bool same = old != nullptr && now != nullptr && old->meta.uid == now->meta.uid;
    if (old != nullptr && old != now) {
      bytes += objectBytes(*old, same ? now : nullptr);
    }
    if (!same) {
      for (const T* object : {old, now}) {
        if (object != nullptr) {
          shards.set(Table<T>::keyHash(object->meta.namespaceName, object->meta.name) % Table<T>::kShards);
        }
      }
    }
  });
  // A shard holds its objects' slots, at most three quarters full.
  const std::size_t shard = 40 + older.size() / Table<T>::kShards * 2 * sizeof(Slot);
  return bytes + shards.count() * shard;
}

}  // namespace claimscope::cluster
