// ClassMatches: selectors against groups of devices that read the same. GUI thread.
#include "ui/pages/objects/class_use.h"

#include <algorithm>
#include <utility>

#include "model/allocation/allocator.h"
#include "model/explanation/device_groups.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kFewSlices = 64;  ///< changed slices up to which devices are asked one by one

}  // namespace

void ClassMatches::update(const cluster::SnapshotPtr& snapshot) {
  const auto& slices = snapshot->of<ResourceSlice>();
  const cluster::SnapshotPtr before = std::exchange(m_snapshot, snapshot);
  const auto& classes = snapshot->of<DeviceClass>();
  bool sameClasses = before != nullptr && before->server.minor == snapshot->server.minor &&
                     before->of<DeviceClass>().slotEnd() == classes.slotEnd();
  for (cluster::Slot slot = 0; sameClasses && slot < classes.slotEnd(); ++slot) {
    sameClasses = classes.at(slot) == before->of<DeviceClass>().at(slot);
  }
  std::vector<cluster::Slot> changed;
  if (sameClasses) {
    const cluster::Slot end = std::max(slices.slotEnd(), before->of<ResourceSlice>().slotEnd());
    for (cluster::Slot slot = 0; slot < end; ++slot) {
      if (slices.at(slot) != before->of<ResourceSlice>().at(slot)) {
        changed.push_back(slot);
      }
    }
  }
  if (!sameClasses) {
    compile(*snapshot);
  }
  if (!sameClasses || changed.size() > kFewSlices) {
    askAll(*snapshot);
    return;
  }
  for (const cluster::Slot slot : changed) {
    askSlice(slot, slices.at(slot));
  }
}

void ClassMatches::compile(const cluster::Snapshot& snapshot) {
  cel::Environment environment;
  environment.minor = snapshot.server.minor > 0 ? snapshot.server.minor : environment.minor;
  m_byClass.clear();
  snapshot.of<DeviceClass>().forEach([&](cluster::Slot slot, const DeviceClass& object) {
    Matched& matched = m_byClass[slot];
    for (const Text& expression : object.selectors) {
      auto compiled = cel::Selector::compile(expression.view(), environment);
      if (!compiled) {
        matched.error = compiled.error().message;
        return;
      }
      matched.selectors.push_back(std::move(*compiled));
    }
  });
}

ClassMatches::Answer ClassMatches::ask(const Matched& matched, const ResourceSlice& slice, const Device& device) {
  if (!matched.error.empty()) {
    return Answer::no;
  }
  const cel::Device seen = allocation::celDevice(slice, device);
  for (const auto& selector : matched.selectors) {
    const cel::Outcome outcome = selector->test(seen);
    if (outcome != cel::Outcome::match) {
      return outcome == cel::Outcome::runtimeError ? Answer::error : Answer::no;
    }
  }
  return Answer::yes;
}

void ClassMatches::askAll(const cluster::Snapshot& snapshot) {
  const auto& slices = snapshot.of<ResourceSlice>();
  const auto& devices = snapshot.inventory->devices;
  for (auto& [classSlot, matched] : m_byClass) {
    matched.bySlice.assign(slices.slotEnd(), {});
    for (cluster::Slot slot = 0; slot < slices.slotEnd(); ++slot) {
      if (const ResourceSlice* slice = slices.at(slot)) {
        matched.bySlice[slot].assign(slice->devices.size(), Answer::no);
      }
    }
    std::vector<const cel::Selector*> selectors;
    for (const auto& selector : matched.selectors) {
      selectors.push_back(selector.get());
    }
    const explanation::DeviceGroups groups = explanation::groupDevices(snapshot, selectors);
    std::vector<Answer> answers;
    for (const cluster::DeviceIndex index : groups.representatives) {
      const ResourceSlice* slice = slices.at(devices[index].slice);
      answers.push_back(slice == nullptr ? Answer::no : ask(matched, *slice, slice->devices[devices[index].indexInSlice]));
    }
    for (std::size_t i = 0; i < devices.size(); ++i) {
      if (groups.groupOf[i] != explanation::kNoGroup) {
        matched.bySlice[devices[i].slice][devices[i].indexInSlice] = answers[groups.groupOf[i]];
      }
    }
  }
}

void ClassMatches::askSlice(cluster::Slot slot, const ResourceSlice* slice) {
  for (auto& [classSlot, matched] : m_byClass) {
    if (matched.bySlice.size() <= slot) {
      matched.bySlice.resize(slot + 1);
    }
    std::vector<Answer>& answers = matched.bySlice[slot];
    answers.assign(slice == nullptr ? 0 : slice->devices.size(), Answer::no);
    for (std::size_t i = 0; i < answers.size(); ++i) {
      answers[i] = ask(matched, *slice, slice->devices[i]);
    }
  }
}

std::map<cluster::Slot, ClassUse> ClassMatches::use(const cluster::Snapshot& snapshot) const {
  std::map<cluster::Slot, ClassUse> out;
  const cluster::Inventory& inventory = *snapshot.inventory;
  for (const auto& [classSlot, matched] : m_byClass) {
    ClassUse& use = out[classSlot];
    use.error = matched.error;
    for (const cluster::DeviceView& device : inventory.devices) {
      if (device.slice >= matched.bySlice.size() || device.indexInSlice >= matched.bySlice[device.slice].size()) {
        continue;  // no slice names it any more
      }
      const Answer answer = matched.bySlice[device.slice][device.indexInSlice];
      use.failing += answer == Answer::error ? 1 : 0;
      if (answer == Answer::yes) {
        use.counts.add(device);
        if (use.drivers.empty() || !(use.drivers.back() == device.driver)) {  // devices are sorted by driver
          use.drivers.push_back(device.driver);
        }
      }
    }
    inventory.setBounds(use.counts);
  }
  return out;
}

}  // namespace claimscope::ui
