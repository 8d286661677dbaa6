#include "model/base/text.h"

#include <array>
#include <atomic>
#include <cstring>
#include <mutex>
#include <new>
#include <vector>

namespace claimscope {

struct Text::Entry {
  std::atomic<std::uint32_t> references;
  std::uint32_t size;
  std::size_t hash;
  char* bytes() { return reinterpret_cast<char*>(this + 1); }
  const char* bytes() const { return reinterpret_cast<const char*>(this + 1); }
  std::string_view view() const { return {bytes(), size}; }
};

namespace {

/// One of 64 independently locked parts of the table: open addressing, linear probing, no tombstones
/// (deletion shifts the following run back).
class Shard {
 public:
  Text::Entry* acquire(std::string_view text, std::size_t hash) {
    const std::lock_guard lock(m_mutex);
    if ((m_used + 1) * 4 > m_slots.size() * 3) {
      grow();
    }
    std::size_t i = hash & (m_slots.size() - 1);
    while (m_slots[i] != nullptr) {
      if (m_slots[i]->hash == hash && m_slots[i]->view() == text) {
        m_slots[i]->references.fetch_add(1, std::memory_order_relaxed);
        return m_slots[i];
      }
      i = (i + 1) & (m_slots.size() - 1);
    }
    void* memory = ::operator new(sizeof(Text::Entry) + text.size());
    auto* entry = new (memory) Text::Entry{{1}, static_cast<std::uint32_t>(text.size()), hash};
    std::memcpy(entry->bytes(), text.data(), text.size());
    m_slots[i] = entry;
    ++m_used;
    m_bytes += text.size();
    return entry;
  }

  /// The last reference is only ever dropped here, under the lock, so acquire() cannot revive a freed entry.
  void releaseLast(Text::Entry* entry) noexcept {
    const std::lock_guard lock(m_mutex);
    if (entry->references.fetch_sub(1, std::memory_order_acq_rel) != 1) {
      return;
    }
    const std::size_t mask = m_slots.size() - 1;
    std::size_t hole = entry->hash & mask;
    while (m_slots[hole] != entry) {
      hole = (hole + 1) & mask;
    }
    for (std::size_t next = (hole + 1) & mask; m_slots[next] != nullptr; next = (next + 1) & mask) {
      const std::size_t home = m_slots[next]->hash & mask;
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        m_slots[hole] = m_slots[next];
        hole = next;
      }
    }
    m_slots[hole] = nullptr;
    --m_used;
    m_bytes -= entry->size;
    entry->~Entry();
    ::operator delete(entry);
  }

  void addUsage(Text::Usage& usage) {
    const std::lock_guard lock(m_mutex);
    usage.strings += m_used;
    usage.bytes += m_bytes;
  }

 private:
  void grow() {
    std::vector<Text::Entry*> old(m_slots.empty() ? 64 : m_slots.size() * 2, nullptr);
    old.swap(m_slots);
    for (Text::Entry* entry : old) {
      if (entry != nullptr) {
        std::size_t i = entry->hash & (m_slots.size() - 1);
        while (m_slots[i] != nullptr) {
          i = (i + 1) & (m_slots.size() - 1);
        }
        m_slots[i] = entry;
      }
    }
  }

  std::mutex m_mutex;
  std::vector<Text::Entry*> m_slots;
  std::size_t m_used = 0;
  std::size_t m_bytes = 0;
};

constexpr std::size_t kShards = 64;

/// Never destroyed: a Text in another static object may outlive any order of destruction.
std::array<Shard, kShards>& shards() {
  static auto* table = new std::array<Shard, kShards>();
  return *table;
}

Shard& shardOf(std::size_t hash) {
  return shards()[(hash >> 56) % kShards];
}

}  // namespace

Text::Text(std::string_view bytes) {
  if (!bytes.empty()) {
    const std::size_t hash = std::hash<std::string_view>{}(bytes);
    m_entry = shardOf(hash).acquire(bytes, hash);
  }
}

Text::Text(const Text& other) noexcept : m_entry(other.m_entry) {
  if (m_entry != nullptr) {
    m_entry->references.fetch_add(1, std::memory_order_relaxed);
  }
}

Text& Text::operator=(const Text& other) noexcept {
  if (m_entry != other.m_entry) {
    Text copy(other);
    *this = std::move(copy);
  }
  return *this;
}

Text& Text::operator=(Text&& other) noexcept {
  if (this != &other) {
    release();
    m_entry = other.m_entry;
    other.m_entry = nullptr;
  }
  return *this;
}

void Text::release() noexcept {
  if (m_entry == nullptr) {
    return;
  }
  std::uint32_t count = m_entry->references.load(std::memory_order_relaxed);
  while (count > 1) {
    if (m_entry->references.compare_exchange_weak(count, count - 1, std::memory_order_acq_rel)) {
      m_entry = nullptr;
      return;
    }
  }
  shardOf(m_entry->hash).releaseLast(m_entry);
  m_entry = nullptr;
}

std::string_view Text::view() const noexcept {
  return m_entry == nullptr ? std::string_view() : m_entry->view();
}

std::size_t Text::hash() const noexcept {
  return m_entry == nullptr ? 0 : m_entry->hash;
}

Text::Usage Text::usage() {
  Usage usage;
  for (Shard& shard : shards()) {
    shard.addUsage(usage);
  }
  return usage;
}

}  // namespace claimscope
