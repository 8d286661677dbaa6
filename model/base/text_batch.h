// TextBatch: makes equal strings cheap while one thread reads many objects. The thread that made it; a cache: one at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "model/base/text.h"

namespace claimscope {

/// Strings that were asked for lately, each kept alive until another takes its place or the cache goes.
class TextCache {
 public:
  TextCache() noexcept = default;
  ~TextCache();
  TextCache(const TextCache&) = delete;
  TextCache& operator=(const TextCache&) = delete;

 private:
  friend class Text;
  struct Place {
    arena::Handle handle = 0;
    std::uint32_t spare = 0;      ///< references that are ours to give, beside the one that keeps the entry
    std::uint32_t candidate = 0;  ///< hash that was asked for last and is not here: a second time brings it in
  };
  static constexpr std::size_t kPlaces = 1024;
  /// The entry with these bytes, with a reference for the caller.
  [[nodiscard]] arena::Handle find(std::string_view bytes, std::uint32_t hash);
  static void drop(Place& place) noexcept;

  std::array<Place, kPlaces> m_places{};
};

/// While it lives, the Texts of its thread look into the cache first: the words of a page (label keys, images, reasons) repeat
/// thousands of times, and each would cost a lock and a reference count that all decoders fight for. References are taken from
/// the shared count a hundred at a time and given back by the cache. Batches nest; the inner one counts.
class TextBatch {
 public:
  explicit TextBatch(TextCache& cache) noexcept;
  ~TextBatch();
  TextBatch(const TextBatch&) = delete;
  TextBatch& operator=(const TextBatch&) = delete;

 private:
  TextCache* m_outer;
};

}  // namespace claimscope
