// Selectors of a world: each expression compiled once, and what it says of each device remembered. Thread-safe.
#pragma once

#include <atomic>
#include <memory>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/allocation/pools.h"
#include "model/cel/selector.h"

namespace claimscope::allocation {

/// One expression. Upstream evaluates it for every device of every node; here devices that read the same answer the same, so a
/// cluster of a few models needs a few evaluations.
class SelectorMemo {
 public:
  SelectorMemo(const Text& expression, const cel::Environment& environment, std::size_t devices, bool hideSharing);

  /// Null when it does not compile; then `error` says why.
  [[nodiscard]] const std::shared_ptr<const cel::Selector>& selector() const { return m_selector; }
  [[nodiscard]] const std::string& error() const { return m_error; }
  /// Needs a selector.
  [[nodiscard]] cel::Outcome test(const Pool& pool, std::size_t device) const;
  [[nodiscard]] cel::Outcome test(const DeviceRef& device, std::uint32_t index) const;
  [[nodiscard]] cel::Evaluation evaluate(const DeviceRef& device) const;

 private:
  /// What a reference is called on a device: "id" when the domain is its driver's, always "domain/id".
  struct Name {
    bool capacity = false;
    Text domain;
    Text id;
    Text qualified;
  };
  [[nodiscard]] cel::Device deviceOf(const DeviceRef& device) const;
  [[nodiscard]] cel::Outcome bySignature(const DeviceRef& device, bool remember) const;
  [[nodiscard]] std::size_t signature(const DeviceRef& device) const;
  [[nodiscard]] bool readsSame(const DeviceRef& a, const DeviceRef& b) const;
  [[nodiscard]] bool reads(const Name& name, const Text& driver, const Text& published) const {
    return published == name.qualified || (published == name.id && driver == name.domain);
  }

  std::shared_ptr<const cel::Selector> m_selector;
  std::string m_error;
  bool m_hideSharing = false;  ///< the stable allocator does not tell selectors about allowMultipleAllocations
  std::vector<Name> m_names;
  mutable std::vector<std::atomic<std::uint8_t>> m_known;  ///< by device index: 0 unknown, else outcome + 1
  mutable std::shared_mutex m_mutex;
  mutable std::unordered_multimap<std::size_t, std::pair<DeviceRef, cel::Outcome>> m_bySignature;
};

class Selectors {
 public:
  Selectors(const Features& features, std::size_t devices);
  [[nodiscard]] const SelectorMemo& of(const Text& expression) const;
  [[nodiscard]] std::vector<const SelectorMemo*> of(const List<Text>& expressions) const;

 private:
  cel::Environment m_environment;
  std::size_t m_devices;
  bool m_hideSharing;
  mutable std::shared_mutex m_mutex;
  mutable std::unordered_map<Text, std::unique_ptr<SelectorMemo>> m_memos;
};

/// With upstream's hint for missing keys (cel/errors.go).
[[nodiscard]] std::string withHint(std::string error);

}  // namespace claimscope::allocation
