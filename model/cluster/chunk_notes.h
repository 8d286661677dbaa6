// ChunkNotes: what was read of each chunk of a table or shared vector, kept for as long as the chunk is the same one. One thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace claimscope::cluster {

/// The chunks are held, so that none is written in place and no other one comes to stand at its address.
template <class Notes>
class ChunkNotes {
 public:
  /// Brings the notes up to date with a published sequence: `drop(notes)` for what is out of date, then `read(first, end, notes)`
  /// with empty notes for the places of each chunk that is new. How many chunks that were.
  template <class Sequence, class Read, class Drop>
  std::size_t update(const Sequence& sequence, Read&& read, Drop&& drop) {
    const auto& chunks = sequence.chunks();
    std::size_t changed = 0;
    for (std::size_t i = chunks.size(); i < m_entries.size(); ++i) {
      drop(m_entries[i].notes);
      ++changed;
    }
    m_entries.resize(chunks.size());
    for (std::size_t i = 0; i < chunks.size(); ++i) {
      Entry& entry = m_entries[i];
      if (entry.chunk == chunks[i]) {
        continue;
      }
      drop(entry.notes);
      entry.notes = Notes();
      entry.chunk = chunks[i];
      read(i * Sequence::kChunk, placesEnd(sequence, (i + 1) * Sequence::kChunk), entry.notes);
      ++changed;
    }
    return changed;
  }
  template <class Sequence, class Read>
  std::size_t update(const Sequence& sequence, Read&& read) {
    return update(sequence, std::forward<Read>(read), [](const Notes&) {});
  }

  /// fn(notes) of each chunk, in order.
  template <class Fn>
  void forEach(Fn&& fn) const {
    for (const Entry& entry : m_entries) {
      fn(entry.notes);
    }
  }

 private:
  struct Entry {
    std::shared_ptr<const void> chunk;
    Notes notes;
  };
  /// A table's last chunk has empty places, a vector's last one has none.
  template <class Sequence>
  static std::size_t placesEnd(const Sequence& sequence, std::size_t end) {
    if constexpr (requires { sequence.slotEnd(); }) {
      return end;
    } else {
      return std::min(end, sequence.size());
    }
  }

  std::vector<Entry> m_entries;
};

}  // namespace claimscope::cluster
