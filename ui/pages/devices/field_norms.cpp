#include "ui/pages/devices/field_norms.h"

#include <algorithm>

#include "ui/pages/devices/device_rows.h"

namespace claimscope::ui {
namespace {

Text keyOf(const DeviceGroups& groups, cluster::DeviceIndex device) {
  return device < groups.groupOf.size() ? groups.groups[groups.groupOf[device]].key : Text();
}

Text valueOf(const cluster::Snapshot& snapshot, const LearnedField& field, cluster::DeviceIndex device) {
  const Device* published = snapshot.published(snapshot.inventory->devices[device]);
  if (published == nullptr) {
    return {};
  }
  if (field.capacity) {
    for (const DeviceCapacity& capacity : published->capacity) {
      if (capacity.name == field.name) {
        return Text(capacity.value.text());
      }
    }
    return {};
  }
  for (const DeviceAttribute& attribute : published->attributes) {
    if (attribute.name == field.name) {
      if (const auto* text = std::get_if<Text>(&attribute.value)) {
        return *text;
      }
      if (const auto* version = std::get_if<Version>(&attribute.value)) {
        return version->text;
      }
      return Text(attributeText(attribute.value).toStdString());
    }
  }
  return {};
}

}  // namespace

const FieldNorms::Norm& FieldNorms::of(const cluster::Snapshot& snapshot, const DeviceGroups& groups, const LearnedField& field,
                                       std::size_t fieldIndex) const {
  const auto [found, fresh] = m_norms.try_emplace(fieldIndex);
  if (!fresh) {
    return found->second;
  }
  struct Seen {
    std::unordered_map<Text, std::size_t> counts;
    std::size_t all = 0;
  };
  std::unordered_map<Text, Seen> seen;
  for (cluster::DeviceIndex i = 0; i < snapshot.inventory->devices.size(); ++i) {
    Seen& group = seen[keyOf(groups, i)];
    // Values that all differ (a UUID) are no norm: after a while nobody need look on.
    constexpr std::size_t kMostValues = 256;
    if (group.counts.size() > kMostValues) {
      continue;
    }
    if (const Text value = valueOf(snapshot, field, i); !value.empty()) {
      ++group.counts[value];
      ++group.all;
    }
  }
  for (const auto& [key, group] : seen) {
    const auto most = std::max_element(group.counts.begin(), group.counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (group.all >= 4 && most->second * 5 >= group.all * 4) {
      found->second[key] = most->first;
    }
  }
  return found->second;
}

std::optional<Text> FieldNorms::usualInstead(const cluster::Snapshot& snapshot, const DeviceGroups& groups,
                                             const LearnedField& field, std::size_t fieldIndex,
                                             cluster::DeviceIndex device) const {
  const Norm& norm = of(snapshot, groups, field, fieldIndex);
  const auto usual = norm.find(keyOf(groups, device));
  if (usual == norm.end()) {
    return std::nullopt;
  }
  const Text own = valueOf(snapshot, field, device);
  return own.empty() || own == usual->second ? std::nullopt : std::optional<Text>(usual->second);
}

}  // namespace claimscope::ui
