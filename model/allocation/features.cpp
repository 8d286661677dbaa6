#include "model/allocation/features.h"

namespace claimscope::allocation {

Variant Features::variant() const {
  if (listTypeAttributes || compatibilityGroups || optionalNodeOperations) {
    return Variant::experimental;
  }
  return consumableCapacity || deviceBindingAndStatus ? Variant::incubating : Variant::stable;
}

Features Features::ofServer(int minor) {
  constexpr int kNewest = 37;
  const int server = minor > 0 ? minor : kNewest;
  Features out;
  out.minor = server;
  out.adminAccess = server >= 34;
  out.prioritizedList = server >= 34;
  out.deviceTaints = server >= 36;
  out.partitionableDevices = server >= 36;
  out.consumableCapacity = server >= 36;
  out.deviceBindingAndStatus = server >= 36;
  out.fractionalCapacityRange = server >= kNewest;
  out.incompletePoolsForExactCount = server <= 34;
  return out;
}

}  // namespace claimscope::allocation
