// DeviceCatalog: the published devices, what they publish, and which of them selectors take. Fills its memory as it is asked; one
// thread.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/allocation/selectors.h"
#include "model/diagnosis/lint/world.h"

namespace claimscope::diagnosis {

class DeviceCatalog {
 public:
  explicit DeviceCatalog(const LintWorld& world);
  ~DeviceCatalog();
  DeviceCatalog(const DeviceCatalog&) = delete;
  DeviceCatalog& operator=(const DeviceCatalog&) = delete;

  /// Of the newest generation of each pool.
  [[nodiscard]] const std::vector<allocation::DeviceRef>& devices() const { return m_devices; }
  [[nodiscard]] bool empty() const { return m_devices.empty(); }
  [[nodiscard]] std::size_t drivers() const { return m_drivers.size(); }

  struct Answer {
    std::vector<std::uint32_t> taken;    ///< indexes of devices()
    std::vector<std::uint32_t> failing;  ///< on which an expression ends with a run-time error before one is false
    std::string error;                   ///< of the first
    bool broken = false;                 ///< some expression does not compile: nothing can be said
    std::int64_t mostOnOneNode = 0;      ///< of the taken ones, that one node can reach; those of no single node count for each
  };
  /// What the selectors say one after another, of all devices or of some.
  [[nodiscard]] Answer ask(const List<Text>& selectors, const std::vector<std::uint32_t>* among = nullptr) const;
  /// ask() of a class, remembered.
  [[nodiscard]] const Answer& askClass(const DeviceClass& object) const;
  /// What a request can ever take: its selectors, of what its class takes. Remembered by class and selectors, since a thousand
  /// claims of a fleet ask a handful of questions.
  [[nodiscard]] const Answer& askRequest(const DeviceClass& object, const List<Text>& selectors) const;
  /// Null when it compiles for a server of this version, as at creation for manifests; else why not.
  [[nodiscard]] std::string whyBroken(const Text& expression) const;
  [[nodiscard]] std::shared_ptr<const cel::Selector> compiled(const Text& expression) const;

  /// "gpu.nvidia.com/model": every name, with its domain, that some device publishes.
  [[nodiscard]] const std::set<std::string>& attributes() const { return m_attributes; }
  [[nodiscard]] const std::set<std::string>& capacities() const { return m_capacities; }
  /// The published name that looks most like this one; empty when none is near.
  [[nodiscard]] static std::string nearest(const std::set<std::string>& names, const std::string& name);

 private:
  [[nodiscard]] std::int64_t mostOnOneNode(const std::vector<std::uint32_t>& devices) const;

  const LintWorld& m_world;
  std::vector<allocation::DeviceRef> m_devices;
  std::set<Text> m_drivers;
  std::set<std::string> m_attributes;
  std::set<std::string> m_capacities;
  std::unique_ptr<allocation::Selectors> m_selectors;
  mutable std::map<const DeviceClass*, Answer> m_byClass;
  mutable std::map<std::pair<const DeviceClass*, std::vector<Text>>, Answer> m_byRequest;
};

}  // namespace claimscope::diagnosis
