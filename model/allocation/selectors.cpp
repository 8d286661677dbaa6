#include "model/allocation/selectors.h"

#include <algorithm>
#include <mutex>

namespace claimscope::allocation {

namespace {

void mix(std::size_t& hash, std::size_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15ULL;
  hash ^= hash >> 29U;
}

std::size_t hashOf(const Version& version) {
  return version.text.hash() + 1;
}
std::size_t hashOf(const Text& text) {
  return text.hash();
}
std::size_t hashOf(std::int64_t value) {
  return static_cast<std::size_t>(value);
}
std::size_t hashOf(bool value) {
  return value ? 2 : 1;
}
template <class T>
std::size_t hashOf(const List<T>& values) {
  std::size_t hash = values.size();
  for (const T& value : values) {
    mix(hash, hashOf(value));
  }
  return hash;
}

void mix(std::size_t& hash, const AttributeValue& value) {
  mix(hash, value.index());
  mix(hash, std::visit([](const auto& held) { return hashOf(held); }, value));
}

bool isVersion(const AttributeValue& value) {
  return std::holds_alternative<Version>(value) || std::holds_alternative<List<Version>>(value);
}

bool shares(const Device& device) {
  return device.extras != nullptr && device.extras->allowMultipleAllocations;
}

}  // namespace

std::string withHint(std::string error) {
  if (error.find("no such key:") != std::string::npos &&
      error.find("consider using CEL optional chaining") == std::string::npos) {
    error +=
        ". consider using CEL optional chaining (.? followed by orValue()) or guarding the check with has() for optional fields";
  }
  return error;
}

SelectorMemo::SelectorMemo(const Text& expression, const cel::Environment& environment, std::size_t devices, bool hideSharing)
    : m_hideSharing(hideSharing), m_known(devices) {
  auto compiled = cel::Selector::compile(expression.view(), environment);
  if (!compiled) {
    m_error = compiled.error().message;
    return;
  }
  m_selector = std::move(*compiled);
  for (const cel::Reference& reference : m_selector->references()) {
    m_names.push_back({reference.subject == cel::Reference::Subject::capacity, reference.domain, reference.id,
                       Text(reference.domain.str() + "/" + reference.id.str())});
  }
}

cel::Device SelectorMemo::deviceOf(const DeviceRef& device) const {
  cel::Device out = celDevice(*device.slice, device.device());
  out.allowMultipleAllocations = out.allowMultipleAllocations && !m_hideSharing;
  return out;
}

cel::Outcome SelectorMemo::test(const Pool& pool, std::size_t device) const {
  return test(pool.devices[device], pool.indexes[device]);
}

cel::Outcome SelectorMemo::test(const DeviceRef& device, std::uint32_t index) const {
  const bool remembered = index < m_known.size();
  if (remembered) {
    if (const std::uint8_t known = m_known[index].load(std::memory_order_relaxed); known != 0) {
      return static_cast<cel::Outcome>(known - 1);
    }
  }
  const cel::Outcome outcome =
      m_selector->readsOnlyReferences() ? bySignature(device, remembered) : m_selector->test(deviceOf(device));
  if (remembered) {
    m_known[index].store(static_cast<std::uint8_t>(static_cast<int>(outcome) + 1), std::memory_order_relaxed);
  }
  return outcome;
}

cel::Evaluation SelectorMemo::evaluate(const DeviceRef& device) const {
  return m_selector->evaluate(deviceOf(device));
}

cel::Outcome SelectorMemo::bySignature(const DeviceRef& device, bool remember) const {
  const std::size_t hash = signature(device);
  {
    const std::shared_lock lock(m_mutex);
    const auto [begin, end] = m_bySignature.equal_range(hash);
    for (auto it = begin; it != end; ++it) {
      if (readsSame(it->second.first, device)) {
        return it->second.second;
      }
    }
  }
  const cel::Outcome outcome = m_selector->test(deviceOf(device));
  if (!remember) {
    return outcome;  // a device that is not in the world may go before this memo does
  }
  constexpr std::size_t kMaxSignatures = 100'000;
  const std::unique_lock lock(m_mutex);
  if (m_bySignature.size() < kMaxSignatures) {
    m_bySignature.emplace(hash, std::pair(device, outcome));
  }
  return outcome;
}

std::size_t SelectorMemo::signature(const DeviceRef& ref) const {
  const Device& device = ref.device();
  const Text& driver = ref.slice->driver;
  std::size_t hash = driver.hash() + (shares(device) ? 1 : 0);
  // A version that cannot be parsed fails every selector on its device, so versions always count.
  for (const DeviceAttribute& attribute : device.attributes) {
    if (isVersion(attribute.value) || std::any_of(m_names.begin(), m_names.end(), [&](const Name& name) {
          return !name.capacity && reads(name, driver, attribute.name);
        })) {
      mix(hash, attribute.name.hash());
      mix(hash, attribute.value);
    }
  }
  for (const Name& name : m_names) {
    if (!name.capacity) {
      continue;
    }
    for (const DeviceCapacity& capacity : device.capacity) {
      if (reads(name, driver, capacity.name)) {
        mix(hash, capacity.name.hash());
        mix(hash, static_cast<std::size_t>(capacity.value.nano()));
      }
    }
  }
  return hash;
}

bool SelectorMemo::readsSame(const DeviceRef& first, const DeviceRef& second) const {
  const Device& a = first.device();
  const Device& b = second.device();
  const Text& driver = first.slice->driver;
  if (!(driver == second.slice->driver) || shares(a) != shares(b)) {
    return false;
  }
  // Walks both lists of what counts in step; published order is the same for devices of one driver, and when it is not, another
  // evaluation is all it costs.
  const auto counts = [&](const DeviceAttribute& attribute) {
    return isVersion(attribute.value) || std::any_of(m_names.begin(), m_names.end(), [&](const Name& name) {
             return !name.capacity && reads(name, driver, attribute.name);
           });
  };
  auto left = a.attributes.begin();
  auto right = b.attributes.begin();
  while (true) {
    left = std::find_if(left, a.attributes.end(), counts);
    right = std::find_if(right, b.attributes.end(), counts);
    if (left == a.attributes.end() || right == b.attributes.end()) {
      break;
    }
    if (!(left->name == right->name) || left->value != right->value) {
      return false;
    }
    ++left;
    ++right;
  }
  if (left != a.attributes.end() || right != b.attributes.end()) {
    return false;
  }
  return std::all_of(m_names.begin(), m_names.end(), [&](const Name& name) {
    if (!name.capacity) {
      return true;
    }
    const auto value = [&](const Device& device, const Text& published) -> const Quantity* {
      for (const DeviceCapacity& capacity : device.capacity) {
        if (capacity.name == published) {
          return &capacity.value;
        }
      }
      return nullptr;
    };
    const auto same = [&](const Text& published) {
      const Quantity* x = value(a, published);
      const Quantity* y = value(b, published);
      return (x == nullptr) == (y == nullptr) && (x == nullptr || x->text() == y->text());
    };
    return same(name.qualified) && (!(driver == name.domain) || same(name.id));
  });
}

Selectors::Selectors(const Features& features, std::size_t devices)
    : m_environment{features.minor, true, features.consumableCapacity, features.listTypeAttributes},
      m_devices(devices),
      m_hideSharing(features.variant() == Variant::stable) {}

const SelectorMemo& Selectors::of(const Text& expression) const {
  {
    const std::shared_lock lock(m_mutex);
    if (const auto found = m_memos.find(expression); found != m_memos.end()) {
      return *found->second;
    }
  }
  auto memo = std::make_unique<SelectorMemo>(expression, m_environment, m_devices, m_hideSharing);
  const std::unique_lock lock(m_mutex);
  return *m_memos.try_emplace(expression, std::move(memo)).first->second;
}

std::vector<const SelectorMemo*> Selectors::of(const List<Text>& expressions) const {
  std::vector<const SelectorMemo*> out;
  out.reserve(expressions.size());
  for (const Text& expression : expressions) {
    out.push_back(&of(expression));
  }
  return out;
}

}  // namespace claimscope::allocation
