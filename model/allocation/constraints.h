// Constraint: matchAttribute or distinctAttribute of a claim, and the devices it holds together so far. One thread.
#pragma once

#include <vector>

#include "model/allocation/features.h"
#include "model/resources/resource_claim/resource_claim.h"
#include "model/resources/resource_slice/resource_slice.h"

namespace claimscope::allocation {

/// The attribute by its full name, or by its id when the domain is the driver's; null when the device does not have it.
[[nodiscard]] const AttributeValue* findAttribute(const Device& device, const Text& driver, const Text& qualified,
                                                  const Text& domain, const Text& id);

class Constraint {
 public:
  Constraint(const DeviceConstraint& spec, const Features& features);
  /// Takes the device into the set; false, and nothing changed, when it does not go with the others or lacks the attribute.
  /// A constraint for other requests takes every device and remembers none.
  [[nodiscard]] bool add(const Text& request, const Text& fullRequest, const Device& device, const Text& driver);
  /// Undoes the newest add with the same arguments.
  void remove(const Text& request, const Text& fullRequest);
  [[nodiscard]] bool appliesTo(const Text& request, const Text& fullRequest) const;

 private:
  [[nodiscard]] bool matchesScalar(const AttributeValue& value) const;
  [[nodiscard]] bool distinctScalar(const AttributeValue& value) const;
  [[nodiscard]] bool addList(const AttributeValue& value);

  const DeviceConstraint& m_spec;
  bool m_match = false;  ///< else distinct
  bool m_lists = false;  ///< attributes are sets, one value is a set of one (listTypeAttributes)
  Text m_qualified;
  Text m_domain;
  Text m_id;
  std::vector<const AttributeValue*> m_values;  ///< without lists: one a device
  /// With lists. match: what all devices so far have in common, one entry a device; distinct: the set of each device.
  std::vector<AttributeValue> m_sets;
};

}  // namespace claimscope::allocation
