#include "model/migration/modernise/drivers.h"

#include <algorithm>

namespace claimscope::modernise {

void learnSlice(const ResourceSlice& slice, std::map<std::string, KnownDriver>& drivers) {
  constexpr std::size_t kValues = 8;
  const auto addNew = [](std::vector<std::string>& list, std::string value, std::size_t most) {
    if (list.size() < most && std::find(list.begin(), list.end(), value) == list.end()) {
      list.push_back(std::move(value));
    }
  };
  KnownDriver& known = drivers[slice.driver.str()];
  for (const Device& device : slice.devices) {
    for (const DeviceAttribute& attribute : device.attributes) {
      std::vector<std::string>& values = known.attributes[attribute.name.str()];
      if (const Text* text = std::get_if<Text>(&attribute.value)) {
        addNew(values, text->str(), kValues);
      }
    }
    for (const DeviceCapacity& capacity : device.capacity) {
      addNew(known.capacities, capacity.name.str(), 256);
    }
  }
}

}  // namespace claimscope::modernise
