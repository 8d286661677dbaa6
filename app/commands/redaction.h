// Redaction: a snapshot in which every name is another one, the same everywhere: pod-1, ns-2. Whatever is computed from it cannot
// tell the names it never saw. One thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::app {

class NameMap {
 public:
  /// Names of every object of the snapshot and of what its history remembers, in their natural order, so that equal clusters get
  /// equal names.
  explicit NameMap(const cluster::Snapshot& snapshot);
  /// A further name that text may hold: of an object that a journal remembers. Known ones stay what they are.
  void add(const std::string& kind, const std::string& name);

  /// The text with each known name in it replaced, longest first, wherever it stands between other letters and digits.
  [[nodiscard]] std::string apply(std::string_view text) const;
  /// Every original name, for tests.
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& names() const { return m_names; }

 private:
  std::map<std::string, std::string, std::less<>> m_names;
  std::map<std::string, std::size_t> m_counts;
  std::vector<std::size_t> m_lengths;  ///< of names, longest first
};

/// Equal to the snapshot but for names, addresses and users. Device, driver and attribute names stay: they name products.
[[nodiscard]] cluster::SnapshotPtr redacted(const cluster::Snapshot& snapshot, const NameMap& names);

}  // namespace claimscope::app
