#include "model/cel/device_values.h"

#include <array>

namespace claimscope::cel {
namespace {

/// The names of one domain with their values.
template <class Entries>
class DomainMap : public MapObject {
 public:
  DomainMap(const Entries& entries, std::string_view driver, std::string_view domain,
            Value (*convert)(const typename Entries::value_type&))
      : m_convert(convert) {
    for (const auto& entry : entries) {
      const QualifiedName name = qualifiedName(entry.first.view(), driver);
      if (name.domain != domain) {
        continue;
      }
      // Published twice, once with the driver's own domain: upstream takes either, here the later one.
      bool replaced = false;
      for (auto& [id, known] : m_entries) {
        if (id == name.id) {
          known = &entry;
          replaced = true;
        }
      }
      if (!replaced) {
        m_entries.emplace_back(name.id, &entry);
      }
    }
  }
  [[nodiscard]] std::size_t size() const override { return m_entries.size(); }
  [[nodiscard]] bool find(const Value& key, Value& out) const override {
    if (!key.is(Kind::string)) {
      return false;
    }
    for (const auto& [id, entry] : m_entries) {
      if (id == key.text()) {
        out = m_convert(*entry);
        return true;
      }
    }
    return false;
  }
  [[nodiscard]] Value keyAt(std::size_t index) const override { return Value::borrowed(m_entries[index].first); }
  [[nodiscard]] Value valueAt(std::size_t index) const override { return m_convert(*m_entries[index].second); }

 private:
  Value (*m_convert)(const typename Entries::value_type&);
  std::vector<std::pair<std::string_view, const typename Entries::value_type*>> m_entries;
};

/// Domains with their maps. A domain that nothing is published in looks like an empty map, but is not counted.
template <class Entries>
class DomainsMap : public MapObject {
 public:
  DomainsMap(const Entries& entries, std::string_view driver, Value (*convert)(const typename Entries::value_type&))
      : m_entries(entries), m_driver(driver), m_convert(convert) {
    for (const auto& entry : entries) {
      const std::string_view domain = qualifiedName(entry.first.view(), driver).domain;
      bool known = false;
      for (const std::string_view other : m_domains) {
        known = known || other == domain;
      }
      if (!known) {
        m_domains.push_back(domain);
      }
    }
  }
  [[nodiscard]] std::size_t size() const override { return m_domains.size(); }
  [[nodiscard]] bool find(const Value& key, Value& out) const override {
    if (!key.is(Kind::string)) {
      return false;
    }
    for (const std::string_view domain : m_domains) {
      if (domain == key.text()) {
        out = mapOfDomain(domain);
        return true;
      }
    }
    return false;
  }
  [[nodiscard]] bool lookUp(const Value& key, Value& out) const override {
    if (!find(key, out)) {
      static const Value kEmpty = Value::object(Kind::map, std::make_shared<EntriesMap>());
      out = kEmpty;
    }
    return true;
  }
  [[nodiscard]] Value keyAt(std::size_t index) const override { return Value::borrowed(m_domains[index]); }
  [[nodiscard]] Value valueAt(std::size_t index) const override { return mapOfDomain(m_domains[index]); }

 private:
  [[nodiscard]] Value mapOfDomain(std::string_view domain) const {
    return Value::object(Kind::map, std::make_shared<DomainMap<Entries>>(m_entries, m_driver, domain, m_convert));
  }
  const Entries& m_entries;
  std::string_view m_driver;
  Value (*m_convert)(const typename Entries::value_type&);
  std::vector<std::string_view> m_domains;
};

class DeviceMap : public MapObject {
 public:
  explicit DeviceMap(const Device& device) : m_device(device) {}
  [[nodiscard]] std::size_t size() const override { return kNames.size(); }
  [[nodiscard]] bool find(const Value& key, Value& out) const override {
    if (key.is(Kind::string)) {
      for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames[i] == key.text()) {
          out = valueAt(i);
          return true;
        }
      }
    }
    return false;
  }
  [[nodiscard]] Value keyAt(std::size_t index) const override { return Value::borrowed(kNames[index]); }
  [[nodiscard]] Value valueAt(std::size_t index) const override {
    const std::string_view driver = m_device.driver.view();
    switch (index) {
      case 0:
        return Value::borrowed(driver);
      case 1:
        return Value::boolean(m_device.allowMultipleAllocations);
      case 2:
        return Value::object(Kind::map,
                             std::make_shared<DomainsMap<decltype(m_device.attributes)>>(
                                 m_device.attributes, driver, [](const auto& entry) { return attributeValue(*entry.second); }));
      default:
        return Value::object(Kind::map,
                             std::make_shared<DomainsMap<decltype(m_device.capacity)>>(
                                 m_device.capacity, driver, [](const auto& entry) { return capacityValue(*entry.second); }));
    }
  }

 private:
  static constexpr std::array<std::string_view, 4> kNames = {"driver", "allowMultipleAllocations", "attributes", "capacity"};
  const Device& m_device;
};

Value semverValue(const Version& version) {
  const ParsedVersion& parsed = parsedVersion(version.text);
  return parsed.version ? Value::object(Kind::semver, parsed.version) : Value::error(parsed.error);
}

template <class T, class Convert>
Value listOf(const List<T>& values, Convert convert) {
  std::vector<Value> out;
  out.reserve(values.size());
  for (const auto& value : values) {
    out.push_back(convert(value));
  }
  return makeList(std::move(out));
}

}  // namespace

QualifiedName qualifiedName(std::string_view name, std::string_view driver) {
  const std::size_t slash = name.find('/');
  return slash == std::string_view::npos ? QualifiedName{driver, name}
                                         : QualifiedName{name.substr(0, slash), name.substr(slash + 1)};
}

Value deviceValue(const Device& device) {
  return Value::object(Kind::map, std::make_shared<DeviceMap>(device));
}

Value attributeValue(const AttributeValue& attribute) {
  switch (attribute.index()) {
    case 0:
      return Value::integer(*std::get_if<std::int64_t>(&attribute));
    case 1:
      return Value::boolean(*std::get_if<bool>(&attribute));
    case 2:
      return Value::borrowed(std::get_if<Text>(&attribute)->view());
    case 3:
      return semverValue(*std::get_if<Version>(&attribute));
    case 4:
      return listOf(*std::get_if<List<std::int64_t>>(&attribute), [](std::int64_t value) { return Value::integer(value); });
    case 5:
      return listOf(*std::get_if<List<bool>>(&attribute), [](bool value) { return Value::boolean(value); });
    case 6:
      return listOf(*std::get_if<List<Text>>(&attribute), [](const Text& value) { return Value::borrowed(value.view()); });
    default:
      return listOf(*std::get_if<List<Version>>(&attribute), semverValue);
  }
}

Value capacityValue(const Quantity& quantity) {
  std::optional<Amount> amount = Amount::parse(quantity.text());
  return quantityValue(amount ? std::move(*amount) : Amount::ofInteger(0), false);
}

const ParsedVersion& parsedVersion(const Text& text) {
  constexpr std::size_t kSlots = 512;
  struct Slot {
    bool used = false;
    Text text;
    ParsedVersion parsed;
  };
  thread_local std::array<Slot, kSlots> cache;
  Slot& slot = cache[(text.hash() >> 4U) % kSlots];
  if (!slot.used || !(slot.text == text)) {
    auto parsed = Semver::parse(text.view());
    slot.used = true;
    slot.text = text;
    slot.parsed.version = parsed ? std::make_shared<SemverObject>(std::move(*parsed)) : nullptr;
    slot.parsed.error = parsed ? std::string() : parsed.error();
  }
  return slot.parsed;
}

namespace {

const std::string* badVersion(const AttributeValue& attribute) {
  if (const auto* version = std::get_if<Version>(&attribute)) {
    const ParsedVersion& parsed = parsedVersion(version->text);
    return parsed.version ? nullptr : &parsed.error;
  }
  if (const auto* versions = std::get_if<List<Version>>(&attribute)) {
    for (const Version& version : *versions) {
      const ParsedVersion& parsed = parsedVersion(version.text);
      if (!parsed.version) {
        return &parsed.error;
      }
    }
  }
  return nullptr;
}

}  // namespace

std::string versionError(const Device& device) {
  for (const auto& [name, value] : device.attributes) {
    if (const std::string* error = badVersion(*value)) {
      return "attribute " + name.str() + ": parse semantic version: " + *error;
    }
  }
  return {};
}

bool hasBadVersion(const Device& device) {
  for (const auto& [name, value] : device.attributes) {
    const std::size_t index = value->index();
    if ((index == 3 || index == 7) && badVersion(*value) != nullptr) {
      return true;
    }
  }
  return false;
}

}  // namespace claimscope::cel
