#include "model/utilisation/join.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/words.h"

namespace claimscope::utilisation {
namespace {

using cluster::DeviceIndex;

/// An attribute as text, by its name or with the driver before it: both are the same attribute.
std::string_view attributeOf(const Device& device, const Text& driver, std::string_view name) {
  for (const DeviceAttribute& attribute : device.attributes) {
    std::string_view published = attribute.name.view();
    const std::string_view domain = driver.view();
    if (published.size() == domain.size() + 1 + name.size() && published.starts_with(domain) && published[domain.size()] == '/') {
      published.remove_prefix(domain.size() + 1);
    }
    const Text* text = std::get_if<Text>(&attribute.value);
    if (published == name && text != nullptr) {
      return text->view();
    }
  }
  return {};
}

std::string instanceKey(std::string_view parent, std::string_view profile) {
  return fmt::format("{}\n{}", parent, profile);
}

/// Hosts are node names, with or without a domain.
std::string shortHost(std::string_view host) {
  return std::string(host.substr(0, host.find('.')));
}

std::string_view firstOf(const prometheus::Series& series, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const std::string_view value = series.label(name); !value.empty()) {
      return value;
    }
  }
  return {};
}

std::string_view hostOf(const prometheus::Series& series) {
  return firstOf(series, {"Hostname", "hostname", "node", "kubernetes_node", "exported_node"});
}

}  // namespace

std::string pciAddress(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c >= 'A' && c <= 'F' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  const std::size_t zeros = std::min(out.find_first_not_of('0'), out.find(':'));
  return zeros == std::string::npos ? out : out.substr(zeros);
}

DeviceIndexer::DeviceIndexer(const cluster::Snapshot& snapshot) : m_snapshot(snapshot) {
  for (DeviceIndex i = 0; i < snapshot.inventory->devices.size(); ++i) {
    add(i);
  }
  for (const auto& [uuid, devices] : m_byUuid) {
    if (devices.size() < 2) {
      continue;
    }
    Conflict conflict;
    conflict.uuid = words::oneLine(uuid);
    conflict.devices = devices;
    const auto held = std::count_if(devices.begin(), devices.end(),
                                    [&](DeviceIndex i) { return !snapshot.inventory->devices[i].claims.empty(); });
    conflict.bothAllocated = held > 1;
    conflict.what = fmt::format("{} devices publish the UUID {}{}", devices.size(), words::middleCut(conflict.uuid, 44),
                                conflict.bothAllocated ? ", and more than one is allocated" : "");
    m_conflicts.push_back(std::move(conflict));
  }
  std::sort(m_conflicts.begin(), m_conflicts.end(), [](const Conflict& a, const Conflict& b) { return a.uuid < b.uuid; });
}

void DeviceIndexer::add(DeviceIndex index) {
  const cluster::DeviceView& view = m_snapshot.inventory->devices[index];
  if (view.slice == cluster::kNoSlot || view.state == cluster::DeviceState::staleGeneration) {
    return;
  }
  const ResourceSlice* slice = m_snapshot.of<ResourceSlice>().at(view.slice);
  if (slice == nullptr || view.indexInSlice >= slice->devices.size()) {
    return;
  }
  const Device& device = slice->devices[view.indexInSlice];
  if (const std::string_view uuid = attributeOf(device, slice->driver, "uuid"); !uuid.empty()) {
    m_byUuid[std::string(uuid)].push_back(index);
  }
  const std::string_view parent = attributeOf(device, slice->driver, "parentUUID");
  const std::string_view profile = attributeOf(device, slice->driver, "profile");
  if (!parent.empty() && !profile.empty()) {
    m_byInstance[instanceKey(parent, profile)].push_back(index);
    return;  // its PCI address is the whole GPU's
  }
  std::string_view address = attributeOf(device, Text("resource.kubernetes.io"), "pciBusID");
  address = address.empty() ? attributeOf(device, slice->driver, "pciBusID") : address;
  if (!address.empty() && !view.node.empty()) {
    m_byAddress[shortHost(view.node.view()) + "\n" + pciAddress(address)].push_back(index);
  }
}

Match DeviceIndexer::find(const prometheus::Series& series) const {
  const std::string_view driver = series.label("dra_driver_name");
  const std::string_view pool = series.label("dra_pool_name");
  const std::string_view name = series.label("dra_device_name");
  if (!driver.empty() && !pool.empty() && !name.empty()) {
    const DeviceIndex index = m_snapshot.inventory->findDevice(Text(driver), Text(pool), Text(name));
    if (index != cluster::kNone) {
      return {Join::draLabels, {index}};
    }
  }
  const auto in = [](const auto& map, const std::string& key) -> std::vector<DeviceIndex> {
    const auto found = map.find(key);
    return found == map.end() ? std::vector<DeviceIndex>() : found->second;
  };
  if (const std::string_view mig = series.label("dra_mig_device_uuid"); !mig.empty()) {
    if (auto devices = in(m_byUuid, std::string(mig)); !devices.empty()) {
      return {Join::uuid, std::move(devices)};
    }
  }
  const std::string_view uuid = firstOf(series, {"UUID", "uuid", "gpu_uuid", "GPU_UUID"});
  if (const std::string_view profile = series.label("GPU_I_PROFILE"); !profile.empty()) {
    // The series carries the UUID of the whole GPU.
    return {Join::migInstance, in(m_byInstance, instanceKey(uuid, profile))};
  }
  if (!uuid.empty()) {
    auto devices = in(m_byUuid, std::string(uuid));
    if (devices.size() > 1) {
      // The same UUID twice: the series' host may still say which one is meant.
      const std::string host = shortHost(hostOf(series));
      std::vector<DeviceIndex> here;
      std::copy_if(devices.begin(), devices.end(), std::back_inserter(here), [&](DeviceIndex i) {
        return !host.empty() && shortHost(m_snapshot.inventory->devices[i].node.view()) == host;
      });
      devices = here.empty() ? devices : here;
    }
    if (!devices.empty()) {
      return {Join::uuid, std::move(devices)};
    }
  }
  const std::string_view address = series.label("pci_bus_id");
  if (const std::string_view host = hostOf(series); !address.empty() && !host.empty()) {
    return {Join::pciAddress, in(m_byAddress, shortHost(host) + "\n" + pciAddress(address))};
  }
  return {};
}

}  // namespace claimscope::utilisation
