#include "model/base/text.h"

#include <array>
#include <cstring>
#include <limits>
#include <mutex>
#include <new>
#include <vector>

#include "model/base/byte_hash.h"
#include "model/base/text_batch.h"

namespace claimscope {
namespace {

using arena::Handle;

Text::Entry& entryOf(Handle handle) {
  return *reinterpret_cast<Text::Entry*>(arena::at(handle));
}

/// One of 64 independently locked parts of the table: open addressing, linear probing, no tombstones
/// (deletion shifts the following run back).
class Shard {
 public:
  Handle acquire(std::string_view text, std::uint32_t hash) {
    const std::lock_guard lock(m_mutex);
    if ((m_used + 1) * 4 > m_slots.size() * 3) {
      grow();
    }
    std::size_t i = hash & (m_slots.size() - 1);
    while (m_slots[i] != 0) {
      Text::Entry& entry = entryOf(m_slots[i]);
      if (entry.hash == hash && entry.view() == text) {
        entry.references.fetch_add(1, std::memory_order_relaxed);
        return m_slots[i];
      }
      i = (i + 1) & (m_slots.size() - 1);
    }
    const Handle handle = arena::allocate(sizeof(Text::Entry) + text.size());
    auto* entry = new (arena::at(handle)) Text::Entry{{1}, static_cast<std::uint32_t>(text.size()), hash};
    std::memcpy(reinterpret_cast<char*>(entry) + sizeof(Text::Entry), text.data(), text.size());
    m_slots[i] = handle;
    ++m_used;
    m_bytes += text.size();
    return handle;
  }

  /// The last reference is only ever dropped here, under the lock, so acquire() cannot revive a freed entry.
  void releaseLast(Handle handle) noexcept {
    Text::Entry& entry = entryOf(handle);
    const std::lock_guard lock(m_mutex);
    if (entry.references.fetch_sub(1, std::memory_order_acq_rel) != 1) {
      return;
    }
    const std::size_t mask = m_slots.size() - 1;
    std::size_t hole = entry.hash & mask;
    while (m_slots[hole] != handle) {
      hole = (hole + 1) & mask;
    }
    for (std::size_t next = (hole + 1) & mask; m_slots[next] != 0; next = (next + 1) & mask) {
      const std::size_t home = entryOf(m_slots[next]).hash & mask;
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        m_slots[hole] = m_slots[next];
        hole = next;
      }
    }
    m_slots[hole] = 0;
    --m_used;
    const std::size_t size = entry.size;
    m_bytes -= size;
    entry.~Entry();
    arena::release(handle, sizeof(Text::Entry) + size);
  }

  void addUsage(Text::Usage& usage) {
    const std::lock_guard lock(m_mutex);
    usage.strings += m_used;
    usage.bytes += m_bytes;
    usage.tableBytes += m_slots.capacity() * sizeof(Handle);
  }

 private:
  void grow() {
    std::vector<Handle> old(m_slots.empty() ? 64 : m_slots.size() * 2, 0);
    old.swap(m_slots);
    for (const Handle handle : old) {
      if (handle != 0) {
        std::size_t i = entryOf(handle).hash & (m_slots.size() - 1);
        while (m_slots[i] != 0) {
          i = (i + 1) & (m_slots.size() - 1);
        }
        m_slots[i] = handle;
      }
    }
  }

  std::mutex m_mutex;
  std::vector<Handle> m_slots;
  std::size_t m_used = 0;
  std::size_t m_bytes = 0;
};

constexpr unsigned kShardBits = 6;

/// Never destroyed: a Text in another static object may outlive any order of destruction.
std::array<Shard, std::size_t{1} << kShardBits>& shards() {
  static auto* table = new std::array<Shard, std::size_t{1} << kShardBits>();
  return *table;
}

/// The upper bits choose the shard, the lower ones the place in it.
Shard& shardOf(std::uint32_t hash) {
  return shards()[hash >> (32 - kShardBits)];
}

thread_local TextCache* t_cache = nullptr;
constexpr std::uint32_t kReferencesAtOnce = 100;

}  // namespace

TextBatch::TextBatch(TextCache& cache) noexcept : m_outer(t_cache) {
  t_cache = &cache;
}

TextBatch::~TextBatch() {
  t_cache = m_outer;
}

TextCache::~TextCache() {
  for (Place& place : m_places) {
    drop(place);
  }
}

void TextCache::drop(Place& place) noexcept {
  if (place.handle != 0) {
    entryOf(place.handle).references.fetch_sub(place.spare, std::memory_order_acq_rel);
    const Text last = Text::attach(place.handle);  // its own reference goes with it
    place.handle = 0;
    place.spare = 0;
  }
}

Handle TextCache::find(std::string_view bytes, std::uint32_t hash) {
  Place& place = m_places[hash % kPlaces];
  if (place.handle != 0) {
    Text::Entry& entry = entryOf(place.handle);
    if (entry.hash == hash && entry.view() == bytes) {
      if (place.spare == 0) {
        entry.references.fetch_add(kReferencesAtOnce, std::memory_order_relaxed);
        place.spare = kReferencesAtOnce;
      }
      --place.spare;
      return place.handle;
    }
  }
  const Handle handle = shardOf(hash).acquire(bytes, hash);
  if (place.candidate == hash) {
    drop(place);
    entryOf(handle).references.fetch_add(1 + kReferencesAtOnce, std::memory_order_relaxed);
    place.handle = handle;
    place.spare = kReferencesAtOnce;
  }
  place.candidate = hash;
  return handle;
}

Text::Text(std::string_view bytes) {
  if (!bytes.empty()) {
    if (bytes.size() > std::numeric_limits<std::uint32_t>::max()) {
      throw std::bad_alloc();
    }
    const std::size_t full = byteHash(bytes);
    const auto hash = static_cast<std::uint32_t>(full ^ (full >> 32U));
    m_entry = t_cache == nullptr ? shardOf(hash).acquire(bytes, hash) : t_cache->find(bytes, hash);
  }
}

void Text::releaseEntry() noexcept {
  std::atomic<std::uint32_t>& references = entry().references;
  std::uint32_t count = references.load(std::memory_order_relaxed);
  while (count > 1) {
    if (references.compare_exchange_weak(count, count - 1, std::memory_order_acq_rel)) {
      m_entry = 0;
      return;
    }
  }
  shardOf(entry().hash).releaseLast(m_entry);
  m_entry = 0;
}

Text::Usage Text::usage() {
  Usage usage;
  for (Shard& shard : shards()) {
    shard.addUsage(usage);
  }
  return usage;
}

}  // namespace claimscope
