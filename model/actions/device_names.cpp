#include "model/actions/device_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/base/words.h"
#include "model/diagnosis/demand.h"

namespace claimscope::actions {

using cluster::DeviceIndex;
using cluster::DeviceView;
using cluster::Inventory;

namespace {

std::string shown(std::string_view name) {
  return words::cut(words::oneLine(name), 120);
}

/// Names with the fewest changes to what was asked, for "did you mean".
std::string nearest(const Inventory& inventory, std::string_view wanted) {
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const DeviceView& device : inventory.devices) {
    for (const std::string& name : {deviceName(device), shortDeviceName(device)}) {
      const std::size_t distance = words::editDistance(name, wanted, 5);
      if (distance < 5) {
        found.emplace_back(distance, deviceName(device));
        break;
      }
    }
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < found.size() && i < 3; ++i) {
    names.push_back(found[i].second);
  }
  return words::listed(names, 3);
}

tl::unexpected<Error> noDevice(const cluster::Snapshot& snapshot, const std::string& name) {
  const std::string near = nearest(*snapshot.inventory, name);
  const bool hidden = snapshot.boundOf(Kind::ResourceSlice) == Bound::unknown;
  return fail(ErrorCode::notFound, "there is no device " + shown(name),
              hidden         ? "ResourceSlices are hidden here: no device can be seen"
              : near.empty() ? "See claimscope get devices; a device is driver/pool/device"
                             : "Did you mean " + near + "?");
}

}  // namespace

std::string deviceName(const DeviceView& device) {
  return device.driver.str() + "/" + device.pool.str() + "/" + device.name.str();
}

std::string shortDeviceName(const DeviceView& device) {
  return device.pool.str() + "/" + device.name.str();
}

ObjectRef refOfDevice(const DeviceView& device) {
  return {"device", device.driver.str(), shortDeviceName(device)};
}

Result<std::vector<DeviceIndex>> devicesOf(const cluster::Snapshot& snapshot, const std::vector<ObjectRef>& objects) {
  const Inventory& inventory = *snapshot.inventory;
  std::set<DeviceIndex> out;
  for (const ObjectRef& object : objects) {
    if (object.kind == "pool") {
      bool found = false;
      for (const cluster::PoolView& pool : inventory.pools) {
        if (pool.driver.view() == object.namespaceName && pool.name.view() == object.name) {
          out.insert(pool.devices.begin(), pool.devices.end());
          found = true;
        }
      }
      if (!found) {
        return fail(ErrorCode::notFound, "there is no pool " + shown(object.namespaceName + "/" + object.name),
                    "See claimscope get pools");
      }
      continue;
    }
    if (object.kind != "device") {
      return fail(ErrorCode::usage, "a device is expected, not a " + shown(object.kind));
    }
    // Pools may have slashes in their names, devices may not.
    const std::size_t slash = object.name.rfind('/');
    const DeviceIndex index = slash == std::string::npos
                                  ? cluster::kNone
                                  : inventory.findDevice(Text(object.namespaceName), Text(object.name.substr(0, slash)),
                                                         Text(object.name.substr(slash + 1)));
    if (index == cluster::kNone) {
      return noDevice(snapshot, object.namespaceName + "/" + object.name);
    }
    out.insert(index);
  }
  return std::vector<DeviceIndex>(out.begin(), out.end());
}

Result<ObjectRef> deviceByWord(const cluster::Snapshot& snapshot, const std::string& typed) {
  const std::string word = typed.starts_with("device/") ? typed.substr(7) : typed;
  const DeviceView* found = nullptr;
  std::size_t count = 0;
  for (const DeviceView& device : snapshot.inventory->devices) {
    if (deviceName(device) == word) {
      return refOfDevice(device);
    }
    if (shortDeviceName(device) == word || device.name.view() == word) {
      found = &device;
      ++count;
    }
  }
  if (count > 1) {
    return fail(ErrorCode::usage, fmt::format("{} devices are called {}", count, shown(word)), "Write driver/pool/device");
  }
  return found != nullptr ? Result<ObjectRef>(refOfDevice(*found)) : Result<ObjectRef>(noDevice(snapshot, word));
}

std::string deviceWords(const cluster::Snapshot& snapshot, const std::vector<DeviceIndex>& devices) {
  const auto count = static_cast<std::int64_t>(devices.size());
  std::string product;
  for (const DeviceIndex index : devices) {
    const DeviceView& device = snapshot.inventory->devices[index];
    const Device* published = snapshot.published(device);
    const std::string its = published == nullptr ? std::string() : diagnosis::productName(device.driver, *published);
    if (its.empty() || (!product.empty() && its != product)) {
      return words::counted(count, "device");
    }
    product = its;
  }
  return product.empty() ? words::counted(count, "device") : words::number(count) + " × " + shown(product);
}

std::string nodeWords(const cluster::Snapshot& snapshot, const std::vector<DeviceIndex>& devices) {
  std::set<std::string> nodes;
  for (const DeviceIndex index : devices) {
    const Text& node = snapshot.inventory->devices[index].node;
    if (!node.empty()) {
      nodes.insert(node.str());
    }
  }
  return nodes.empty()       ? std::string()
         : nodes.size() == 1 ? *nodes.begin()
                             : words::counted(static_cast<std::int64_t>(nodes.size()), "node");
}

}  // namespace claimscope::actions
