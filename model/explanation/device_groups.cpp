#include "model/explanation/device_groups.h"

#include <algorithm>
#include <unordered_map>
#include <variant>

namespace claimscope::explanation {

using cluster::DeviceIndex;
using cluster::DeviceView;
using cluster::Snapshot;

namespace {

void mix(std::size_t& hash, std::size_t more) {
  hash = (hash ^ more) * 0x9e3779b97f4a7c15ULL;
  hash ^= hash >> 29U;
}

std::size_t hashOf(const AttributeValue& value) {
  std::size_t hash = value.index() + 1;
  std::visit(
      [&](const auto& held) {
        using Held = std::decay_t<decltype(held)>;
        const auto one = [&](const auto& item) {
          using Item = std::decay_t<decltype(item)>;
          if constexpr (std::is_same_v<Item, Text>) {
            mix(hash, item.hash());
          } else if constexpr (std::is_same_v<Item, Version>) {
            mix(hash, item.text.hash());
          } else {
            mix(hash, static_cast<std::size_t>(item));
          }
        };
        if constexpr (std::is_same_v<Held, List<bool>>) {
          for (const bool item : held) {
            one(item);
          }
        } else if constexpr (std::is_same_v<Held, List<std::int64_t>> || std::is_same_v<Held, List<Text>> ||
                             std::is_same_v<Held, List<Version>>) {
          for (const auto& item : held) {
            one(item);
          }
        } else {
          one(held);
        }
      },
      value);
  return hash;
}

/// One constant name that a selector reads.
struct Read {
  bool capacity = false;
  Text domain;
  Text bare;
  Text qualified;
  mutable std::size_t hint = 0;  ///< where the last device had it: neighbours publish alike

  explicit Read(const cel::Reference& reference)
      : capacity(reference.subject == cel::Reference::Subject::capacity),
        domain(reference.domain),
        bare(reference.id),
        qualified(reference.domain.str() + "/" + reference.id.str()) {}

  template <class List>
  [[nodiscard]] const typename List::value_type* find(const List& list, bool own) const {
    const auto is = [&](const auto& entry) { return entry.name == qualified || (own && entry.name == bare); };
    if (hint < list.size() && is(list[hint])) {
      return &list[hint];
    }
    const auto found = std::find_if(list.begin(), list.end(), is);
    if (found == list.end()) {
      return nullptr;
    }
    hint = static_cast<std::size_t>(found - list.begin());
    return &*found;
  }
};

class Grouper {
 public:
  Grouper(const Snapshot& snapshot, std::span<const cel::Selector* const> selectors) : m_snapshot(snapshot) {
    for (const cel::Selector* selector : selectors) {
      m_everything = m_everything || !selector->readsOnlyReferences();
      for (const cel::Reference& reference : selector->references()) {
        const bool known = std::any_of(m_reads.begin(), m_reads.end(), [&](const Read& read) {
          return read.capacity == (reference.subject == cel::Reference::Subject::capacity) && read.domain == reference.domain &&
                 read.bare == reference.id;
        });
        if (!known) {
          m_reads.emplace_back(reference);
        }
      }
    }
  }

  DeviceGroups run() {
    const auto& devices = m_snapshot.inventory->devices;
    m_out.groupOf.assign(devices.size(), kNoGroup);
    cluster::Slot slot = cluster::kNoSlot;
    const ResourceSlice* slice = nullptr;
    for (DeviceIndex i = 0; i < devices.size(); ++i) {
      const DeviceView& view = devices[i];
      if (view.slice == cluster::kNoSlot) {
        continue;
      }
      if (view.slice != slot) {
        slot = view.slice;
        slice = m_snapshot.of<ResourceSlice>().at(slot);
      }
      m_out.groupOf[i] = groupFor(i, slice->driver, slice->devices[view.indexInSlice]);
    }
    return std::move(m_out);
  }

 private:
  using Key = std::vector<std::size_t>;

  std::uint32_t groupFor(DeviceIndex index, const Text& driver, const Device& device) {
    // 64 bits of each value tell values apart; a collision of interned texts or numbers within one name does not happen in
    // practice, and quantities and numbers are kept whole.
    m_key.clear();
    m_key.push_back(driver.hash());
    m_key.push_back(device.extras != nullptr && device.extras->allowMultipleAllocations ? 1U : 0U);
    if (m_everything) {
      for (const DeviceAttribute& attribute : device.attributes) {
        m_key.push_back(attribute.name.hash());
        m_key.push_back(hashOf(attribute.value));
      }
      for (const DeviceCapacity& capacity : device.capacity) {
        m_key.push_back(capacity.name.hash());
        addQuantity(capacity.value);
      }
    } else {
      for (const Read& read : m_reads) {
        const bool own = read.domain == driver;
        if (read.capacity) {
          const DeviceCapacity* found = read.find(device.capacity, own);
          m_key.push_back(found == nullptr ? 0U : 1U);
          if (found != nullptr) {
            addQuantity(found->value);
          }
        } else {
          const DeviceAttribute* found = read.find(device.attributes, own);
          m_key.push_back(found == nullptr ? 0U : hashOf(found->value) | 1U);
        }
      }
    }
    if (m_key == m_lastKey) {
      return m_lastGroup;
    }
    m_lastKey = m_key;
    const auto [entry, isNew] = m_groups.try_emplace(m_key, static_cast<std::uint32_t>(m_out.representatives.size()));
    if (isNew) {
      m_out.representatives.push_back(index);
    }
    m_lastGroup = entry->second;
    return m_lastGroup;
  }

  void addQuantity(const Quantity& quantity) {
    const Quantity::Nano nano = quantity.nano();
    m_key.push_back(static_cast<std::size_t>(nano));
    m_key.push_back(static_cast<std::size_t>(nano >> 64U));
  }

  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept {
      std::size_t hash = key.size();
      for (const std::size_t part : key) {
        mix(hash, part);
      }
      return hash;
    }
  };

  const Snapshot& m_snapshot;
  std::vector<Read> m_reads;
  bool m_everything = false;
  DeviceGroups m_out;
  std::unordered_map<Key, std::uint32_t, KeyHash> m_groups;
  Key m_key;
  Key m_lastKey;
  std::uint32_t m_lastGroup = kNoGroup;
};

}  // namespace

DeviceGroups groupDevices(const Snapshot& snapshot, std::span<const cel::Selector* const> selectors) {
  return Grouper(snapshot, selectors).run();
}

}  // namespace claimscope::explanation
