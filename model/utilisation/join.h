// Join: finds the device that a series of dcgm-exporter is about. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/prometheus/metrics.h"
#include "model/utilisation/utilisation.h"

namespace claimscope::utilisation {

/// The devices that a series may be about, and by what that was found. More than one: MIG instances of the same profile that
/// nothing tells apart, or devices that publish the same UUID.
struct Match {
  Join join = Join::none;
  std::vector<cluster::DeviceIndex> devices;
};

class DeviceIndexer {
 public:
  explicit DeviceIndexer(const cluster::Snapshot& snapshot);

  [[nodiscard]] Match find(const prometheus::Series& series) const;
  /// UUIDs that several devices of current pools publish.
  [[nodiscard]] const std::vector<Conflict>& conflicts() const { return m_conflicts; }

 private:
  void add(cluster::DeviceIndex index);

  const cluster::Snapshot& m_snapshot;
  std::unordered_map<std::string, std::vector<cluster::DeviceIndex>> m_byUuid;
  std::unordered_map<std::string, std::vector<cluster::DeviceIndex>> m_byInstance;  ///< parent UUID + profile
  std::unordered_map<std::string, std::vector<cluster::DeviceIndex>> m_byAddress;   ///< node + PCI address
  std::vector<Conflict> m_conflicts;
};

/// "0000:01:00.0" and "00000000:01:00.0" are the same place; lower case, the domain without leading zeros.
[[nodiscard]] std::string pciAddress(std::string_view text);

}  // namespace claimscope::utilisation
