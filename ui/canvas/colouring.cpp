#include <algorithm>
#include <unordered_map>

#include "ui/base/format.h"
#include "ui/canvas/scene.h"

namespace claimscope::ui {
namespace {

/// The value a device is coloured by: the class or namespace of its first consuming claim.
Text valueOf(const cluster::Snapshot& snapshot, const cluster::DeviceView& device, ColourBy by) {
  if (device.claims.empty()) {
    return {};
  }
  const cluster::ClaimView& claim = snapshot.inventory->claims[device.claims.front()];
  if (by == ColourBy::deviceClass) {
    return claim.classes.empty() ? Text("(no class)") : claim.classes.front();
  }
  const ResourceClaim* object = snapshot.of<ResourceClaim>().at(claim.slot);
  return object == nullptr ? Text() : object->meta.namespaceName;
}

}  // namespace

Colouring makeColouring(const cluster::Snapshot& snapshot, ColourBy by, const Theme& theme) {
  Colouring out;
  out.by = by;
  if (by == ColourBy::state) {
    return out;
  }
  const auto& devices = snapshot.inventory->devices;
  std::vector<Text> values(devices.size());
  std::unordered_map<Text, std::int64_t> counts;
  for (std::size_t i = 0; i < devices.size(); ++i) {
    values[i] = valueOf(snapshot, devices[i], by);
    if (!values[i].empty()) {
      ++counts[values[i]];
    }
  }
  std::vector<std::pair<Text, std::int64_t>> order(counts.begin(), counts.end());
  std::sort(order.begin(), order.end(),
            [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
  std::unordered_map<Text, std::uint8_t> index;
  constexpr std::size_t kColours = 8;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t category = order.size() > kColours ? std::min(i, kColours - 1) : i;
    if (category == out.categories.size()) {
      const bool others = order.size() > kColours && category == kColours - 1;
      out.categories.push_back(
          {others ? QStringLiteral("%1 others").arg(order.size() - kColours + 1) : plain(order[i].first.view()),
           theme.chart[category], 0});
    }
    out.categories[category].devices += order[i].second;
    index[order[i].first] = static_cast<std::uint8_t>(category);
  }
  out.of.resize(devices.size(), Colouring::kNoCategory);
  for (std::size_t i = 0; i < devices.size(); ++i) {
    if (!values[i].empty()) {
      out.of[i] = index[values[i]];
    }
  }
  return out;
}

}  // namespace claimscope::ui
