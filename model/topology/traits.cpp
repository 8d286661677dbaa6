#include "model/topology/traits.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace claimscope::topology {
namespace {

using cluster::DeviceView;
using cluster::Snapshot;

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

std::string_view lastPart(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

/// With or without the driver's domain before it: drivers publish both.
const AttributeValue* attributeNamed(const Device& device, std::string_view name) {
  for (const DeviceAttribute& attribute : device.attributes) {
    if (lastPart(attribute.name.view()) == name) {
      return &attribute.value;
    }
  }
  return nullptr;
}

template <class T, class Word>
Text joined(const List<T>& values, Word&& word) {
  std::string out;
  for (const T& value : values) {
    out += (out.empty() ? "" : ", ") + std::string(word(value));
  }
  return Text(out);
}

Text textOf(const AttributeValue& value) {
  struct Visitor {
    Text operator()(std::int64_t v) const { return Text(std::to_string(v)); }
    Text operator()(bool v) const { return Text(v ? "true" : "false"); }
    Text operator()(const Text& v) const { return v; }
    Text operator()(const Version& v) const { return v.text; }
    Text operator()(const List<std::int64_t>& v) const {
      return joined(v, [](std::int64_t n) { return std::to_string(n); });
    }
    Text operator()(const List<bool>& v) const {
      return joined(v, [](bool b) { return std::string(b ? "true" : "false"); });
    }
    Text operator()(const List<Text>& v) const {
      return joined(v, [](const Text& t) { return t.view(); });
    }
    Text operator()(const List<Version>& v) const {
      return joined(v, [](const Version& t) { return t.text.view(); });
    }
  };
  return std::visit(Visitor{}, value);
}

Text modelOf(const Device& device) {
  for (const char* name : {"productName", "model", "product"}) {
    if (const AttributeValue* value = attributeNamed(device, name)) {
      return textOf(*value);
    }
  }
  return {};
}

/// Of the first claim that holds the device.
Text ofClaim(const Snapshot& snapshot, const DeviceView& device, Trait::Kind kind,
             std::unordered_map<std::uint32_t, Text>& names) {
  if (device.claims.empty()) {
    return {};
  }
  const cluster::ClaimIndex index = device.claims.front();
  const cluster::ClaimView& claim = snapshot.inventory->claims[index];
  if (kind == Trait::Kind::deviceClass) {
    return claim.classes.empty() ? Text("(no class)") : claim.classes.front();
  }
  const ResourceClaim* object = snapshot.of<ResourceClaim>().at(claim.slot);
  if (object == nullptr || kind == Trait::Kind::claimNamespace) {
    return object == nullptr ? Text() : object->meta.namespaceName;
  }
  Text& name = names[index];
  if (name.empty()) {
    name = Text(object->meta.namespaceName.str() + "/" + object->meta.name.str());
  }
  return name;
}

double ageOf(const Snapshot& snapshot, const DeviceView& device) {
  if (device.claims.empty()) {
    return kNoNumber;
  }
  const ResourceClaim* object = snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[device.claims.front()].slot);
  if (object == nullptr || !object->meta.created.isSet()) {
    return kNoNumber;
  }
  return static_cast<double>(std::max<std::int64_t>(0, snapshot.time - object->meta.created));
}

double capacityNumber(const Device& device, const Trait& trait) {
  for (const DeviceCapacity& capacity : device.capacity) {
    if (trait.kind == Trait::Kind::memory ? lastPart(capacity.name.view()) == "memory" : capacity.name == trait.name) {
      return capacity.value.approximate();
    }
  }
  return kNoNumber;
}

const AttributeValue* attributeValue(const Device& device, const Text& name) {
  for (const DeviceAttribute& attribute : device.attributes) {
    if (attribute.name == name) {
      return &attribute.value;
    }
  }
  return nullptr;
}

/// Whether every device that has the attribute has it as an integer.
bool integersOnly(const Snapshot& snapshot, const Text& name) {
  bool any = false;
  for (const DeviceView& view : snapshot.inventory->devices) {
    const Device* device = snapshot.published(view);
    const AttributeValue* value = device == nullptr ? nullptr : attributeValue(*device, name);
    if (value != nullptr) {
      if (!std::holds_alternative<std::int64_t>(*value)) {
        return false;
      }
      any = true;
    }
  }
  return any;
}

}  // namespace

TraitValues traitValues(const Snapshot& snapshot, const Trait& trait) {
  using Kind = Trait::Kind;
  const auto& devices = snapshot.inventory->devices;
  TraitValues out;
  out.numeric = trait.kind == Kind::memory || trait.kind == Kind::age || trait.kind == Kind::capacity ||
                (trait.kind == Kind::attribute && integersOnly(snapshot, trait.name));
  if (out.numeric) {
    out.numbers.assign(devices.size(), kNoNumber);
  } else {
    out.texts.resize(devices.size());
  }
  std::unordered_map<std::uint32_t, Text> claimNames;
  for (std::size_t i = 0; i < devices.size(); ++i) {
    const DeviceView& view = devices[i];
    if (trait.kind == Kind::age) {
      out.numbers[i] = ageOf(snapshot, view);
      continue;
    }
    if (trait.kind == Kind::deviceClass || trait.kind == Kind::claimNamespace || trait.kind == Kind::claim) {
      out.texts[i] = ofClaim(snapshot, view, trait.kind, claimNames);
      continue;
    }
    const Device* device = snapshot.published(view);
    if (device == nullptr) {
      continue;
    }
    if (trait.kind == Kind::memory || trait.kind == Kind::capacity) {
      out.numbers[i] = capacityNumber(*device, trait);
    } else if (trait.kind == Kind::model) {
      out.texts[i] = modelOf(*device);
    } else {
      const AttributeValue* value =
          trait.kind == Kind::driverVersion ? attributeNamed(*device, "driverVersion") : attributeValue(*device, trait.name);
      if (value != nullptr && out.numeric) {
        out.numbers[i] = static_cast<double>(std::get<std::int64_t>(*value));
      } else if (value != nullptr) {
        out.texts[i] = textOf(*value);
      }
    }
  }
  return out;
}

std::vector<AttributeChoice> attributeChoices(const Snapshot& snapshot) {
  struct Key {
    Text name;
    bool capacity;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const { return key.name.hash() * 2U + (key.capacity ? 1U : 0U); }
  };
  std::unordered_map<Key, AttributeChoice, Hash> seen;
  snapshot.of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) {
    for (const Device& device : slice.devices) {
      for (const DeviceAttribute& attribute : device.attributes) {
        const bool integer = std::holds_alternative<std::int64_t>(attribute.value);
        const auto [found, fresh] = seen.try_emplace({attribute.name, false}, AttributeChoice{attribute.name, false, true, 0});
        found->second.numeric = found->second.numeric && integer;
        ++found->second.devices;
      }
      for (const DeviceCapacity& capacity : device.capacity) {
        ++seen.try_emplace({capacity.name, true}, AttributeChoice{capacity.name, true, true, 0}).first->second.devices;
      }
    }
  });
  std::vector<AttributeChoice> out;
  out.reserve(seen.size());
  for (const auto& [key, choice] : seen) {
    out.push_back(choice);
  }
  std::sort(out.begin(), out.end(), [](const AttributeChoice& a, const AttributeChoice& b) {
    return a.devices != b.devices ? a.devices > b.devices : a.name == b.name ? a.capacity < b.capacity : a.name < b.name;
  });
  return out;
}

Categories categoriesOf(const std::vector<Text>& values, std::size_t most) {
  std::unordered_map<Text, std::size_t> counts;
  for (const Text& value : values) {
    if (!value.empty()) {
      ++counts[value];
    }
  }
  std::vector<std::pair<Text, std::size_t>> order(counts.begin(), counts.end());
  std::sort(order.begin(), order.end(),
            [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
  Categories out;
  // One value too many takes no more room than "1 other".
  const std::size_t named = order.size() > most ? most - 1 : order.size();
  out.otherValues = order.size() - named;
  std::unordered_map<Text, std::uint8_t> index;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i < named) {
      out.names.push_back(order[i].first);
    }
    index[order[i].first] = static_cast<std::uint8_t>(std::min(i, named));
  }
  out.of.resize(values.size(), Categories::kNone);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i].empty()) {
      out.of[i] = index[values[i]];
    }
  }
  return out;
}

Steps stepsAt(const std::vector<double>& values, std::vector<double> limits) {
  Steps out;
  out.limits = std::move(limits);
  out.of.resize(values.size(), Steps::kNone);
  bool any = false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i]) || out.limits.empty()) {
      continue;
    }
    out.least = any ? std::min(out.least, values[i]) : values[i];
    any = true;
    const auto found = std::lower_bound(out.limits.begin(), out.limits.end(), values[i]);
    const auto step = std::min<std::ptrdiff_t>(found - out.limits.begin(), static_cast<std::ptrdiff_t>(out.limits.size()) - 1);
    out.of[i] = static_cast<std::uint8_t>(step);
  }
  return out;
}

Steps stepsOf(const std::vector<double>& values, std::size_t most) {
  std::map<double, std::size_t> counts;
  std::size_t total = 0;
  for (const double value : values) {
    if (!std::isnan(value)) {
      ++counts[value];
      ++total;
    }
  }
  std::vector<double> limits;
  std::size_t taken = 0;
  for (auto entry = counts.begin(); entry != counts.end(); ++entry) {
    taken += entry->second;
    const bool last = std::next(entry) == counts.end();
    const bool own = counts.size() <= most;
    const std::size_t due = total * (limits.size() + 1) / most;
    if (last || own || (limits.size() + 1 < most && taken >= due)) {
      limits.push_back(entry->first);
    }
  }
  return stepsAt(values, std::move(limits));
}

}  // namespace claimscope::topology
