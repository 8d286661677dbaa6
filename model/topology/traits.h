// Traits: what a device can be told apart by besides its state: its class, model, claim, age, any attribute. Pure; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::topology {

struct Trait {
  enum class Kind : std::uint8_t {
    deviceClass,     ///< of the first claim that holds it
    claimNamespace,  ///< of the same claim
    claim,           ///< the same claim, "namespace/name"
    model,           ///< productName, model or product attribute
    memory,          ///< capacity "memory", bytes
    driverVersion,   ///< attribute
    age,             ///< of the claim that holds it, milliseconds
    attribute,       ///< by `name`, as published
    capacity,        ///< by `name`, as published
  };
  Kind kind = Kind::model;
  Text name = {};
  friend bool operator==(const Trait&, const Trait&) = default;
};

/// One value a device, by DeviceIndex. Numbers are NaN and texts empty where a device has none.
struct TraitValues {
  bool numeric = false;
  std::vector<Text> texts;
  std::vector<double> numbers;
};
[[nodiscard]] TraitValues traitValues(const cluster::Snapshot& snapshot, const Trait& trait);

/// One attribute or capacity that some slice publishes.
struct AttributeChoice {
  Text name;
  bool capacity = false;
  bool numeric = false;     ///< capacities, and attributes that are integers wherever they are published
  std::size_t devices = 0;  ///< that have it
};
/// Most common first, then by name.
[[nodiscard]] std::vector<AttributeChoice> attributeChoices(const cluster::Snapshot& snapshot);

/// Texts as at most `most` categories, most devices first; what is left is one more category at the end and counted.
struct Categories {
  static constexpr std::uint8_t kNone = 0xff;
  std::vector<Text> names;      ///< without the rest
  std::size_t otherValues = 0;  ///< distinct values in the rest; 0: there is none
  std::vector<std::uint8_t> of;
  [[nodiscard]] std::size_t size() const { return names.size() + (otherValues > 0 ? 1 : 0); }
};
[[nodiscard]] Categories categoriesOf(const std::vector<Text>& values, std::size_t most);

/// Numbers as steps: step i holds what is above the limit before it and at most limits[i]. Few different values get a step each;
/// many are cut so that steps hold about equally many devices.
struct Steps {
  static constexpr std::uint8_t kNone = 0xff;
  std::vector<double> limits;  ///< rising
  double least = 0;
  std::vector<std::uint8_t> of;
};
[[nodiscard]] Steps stepsOf(const std::vector<double>& values, std::size_t most);
/// The same with limits that are given; the last step takes everything above as well.
[[nodiscard]] Steps stepsAt(const std::vector<double>& values, std::vector<double> limits);

}  // namespace claimscope::topology
