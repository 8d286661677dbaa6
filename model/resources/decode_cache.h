// DecodeCache: what decoders of one kind remember from one object to the next. One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "model/base/byte_hash.h"
#include "model/base/text_batch.h"
#include "model/resources/pod/pod.h"
#include "model/resources/resource_claim/resource_claim.h"

namespace claimscope {

/// Replicas carry the same labels, owners, tolerations, requests and claim specs, byte for byte: whoever has read those bytes
/// before need not read them again, nor look for the lists that are equal to what they say. Only what has been read well is kept;
/// of each kind of list some 64, of no more than 4 KiB each.
class DecodeCache {
 public:
  /// Bytes of a message that say one thing. `salt` tells apart what the same bytes may mean in two ways.
  class Key {
   public:
    Key(std::string_view bytes, std::uint64_t salt) noexcept : m_bytes(bytes), m_salt(salt), m_hash(byteHash(bytes, salt)) {}

   private:
    friend class DecodeCache;
    std::string_view m_bytes;
    std::uint64_t m_salt;
    std::uint64_t m_hash;
  };

  /// While it lives, the decoders of its thread use the cache. Uses nest; the inner one counts.
  class Use {
   public:
    explicit Use(DecodeCache& cache) noexcept : m_texts(cache.m_texts), m_outer(s_current) { s_current = &cache; }
    ~Use() { s_current = m_outer; }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

   private:
    TextBatch m_texts;
    DecodeCache* m_outer;
  };
  /// Null without a Use.
  [[nodiscard]] static DecodeCache* current() noexcept { return s_current; }

  /// What was read from these bytes; null when that was not remembered.
  template <class V>
  [[nodiscard]] const V* find(const Key& key) const {
    const Places<V>& places = std::get<Places<V>>(m_places);
    if (places.empty()) {
      return nullptr;
    }
    const Place<V>& place = places[key.m_hash % kPlaces];
    const bool known = place.hash == key.m_hash && place.salt == key.m_salt && place.bytes == key.m_bytes && !place.bytes.empty();
    return known ? &place.value : nullptr;
  }
  /// `value` is made to share what it has in common with others first, and is what find() gives from now on.
  template <class V>
  void keep(const Key& key, V& value) {
    if (key.m_bytes.size() <= kMostBytes) {
      share(value);
      Places<V>& places = std::get<Places<V>>(m_places);
      if (places.empty()) {
        places.resize(kPlaces);
      }
      places[key.m_hash % kPlaces] = {key.m_hash, key.m_salt, std::string(key.m_bytes), value};
    }
  }

 private:
  static constexpr std::size_t kPlaces = 64;
  static constexpr std::size_t kMostBytes = 4096;
  template <class V>
  struct Place {
    std::uint64_t hash = 0;
    std::uint64_t salt = 0;
    std::string bytes;
    V value;
  };
  template <class V>
  using Places = std::vector<Place<V>>;  ///< none before the first is kept

  static void share(Labels& labels);
  static void share(List<OwnerReference>& owners);
  static void share(List<Toleration>& tolerations);
  static void share(List<PodClaimEntry>& claims);
  static void share(ResourceList& resources);
  static void share(DeviceClaimSpec& spec);

  inline static constinit thread_local DecodeCache* s_current = nullptr;
  TextCache m_texts;
  std::tuple<Places<Labels>, Places<List<OwnerReference>>, Places<List<Toleration>>, Places<List<PodClaimEntry>>,
             Places<ResourceList>, Places<DeviceClaimSpec>>
      m_places;
};

}  // namespace claimscope
