// LifeReader: the moments of one claim from its object, its pod and what the watch told. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/latency/life.h"
#include "model/latency/uid_index.h"

namespace claimscope::latency {

class LifeReader {
 public:
  /// `podsComplete`: a pod that is not there does not exist.
  LifeReader(const cluster::Snapshot& snapshot, bool podsComplete);

  /// Asks the memory for what read() needs of a claim some places ahead. A hundred thousand claims are spread over it, and
  /// waiting for one object after the other is most of the time: `far` ones bring the objects, `mid` ones what these point to,
  /// `near` ones what that leads to.
  void prefetch(const cluster::ClaimView* far, const cluster::ClaimView* mid, const cluster::ClaimView* near) const;

  /// False when no pod asks for the claim, so that it does not wait.
  [[nodiscard]] bool read(const cluster::ClaimView& view, Life& out) const;
  /// A claim that is gone.
  [[nodiscard]] bool read(const cluster::ClaimRecord& record, Life& out) const;
  /// A pod whose template has not become a claim.
  [[nodiscard]] bool read(const cluster::MissingClaim& missing, Life& out) const;
  [[nodiscard]] std::int64_t clockAheadMs() const { return m_aheadMs; }

 private:
  /// A pod and what the watch told of it, either of which may be missing.
  struct PodRef {
    const Pod* pod = nullptr;
    const cluster::PodRecord* record = nullptr;
  };
  /// What a life is read from.
  struct Sources {
    const ResourceClaim* claim = nullptr;          ///< as it is, or was at last
    const ResourceClaim* allocated = nullptr;      ///< the version with the allocation; null when it has none
    const cluster::ClaimRecord* record = nullptr;  ///< null: it came with the list and did not change
    PodRef pod;                                    ///< the first that reserved it
    const cluster::ClaimView* view = nullptr;      ///< null when it is gone
  };

  [[nodiscard]] Time server(Time ours) const { return ours.isSet() ? ours + -m_aheadMs : ours; }
  [[nodiscard]] bool waitsAgain(const cluster::ClaimView& view, const cluster::ClaimRecord& record) const;
  [[nodiscard]] PodRef recorded(const Pod* pod) const;
  [[nodiscard]] PodRef podOf(const Text& namespaceName, const Text& name, const Uid& uid) const;
  /// The oldest pod that names a claim which has never been allocated: a pod that is gone, and for a claim that is gone any.
  [[nodiscard]] PodRef askedFor(const ResourceClaim& claim, bool claimGone) const;
  [[nodiscard]] PodRef firstConsumer(const Sources& from) const;
  void readAll(Sources& from, Life& out) const;
  void readBegin(const Sources& from, Life& out) const;
  void readAllocation(const Sources& from, Life& out) const;
  void readPod(const PodRef& from, Life& out) const;
  void readEnd(const Sources& from, Life& out) const;
  void readTeardown(const Sources& from, Life& out) const;
  void readWords(const Sources& from, Life& out) const;
  void readOwner(const Metadata& of, Life& out) const;
  [[nodiscard]] Text poolOf(const Text& node) const;

  const cluster::Snapshot& m_snapshot;
  bool m_podsComplete;
  cluster::History m_none;
  const cluster::History& m_history;
  UidIndex<cluster::ClaimRecord> m_claims;
  UidIndex<cluster::PodRecord> m_pods;
  std::int64_t m_aheadMs = 0;
  mutable std::unordered_map<Text, Text> m_poolOf;
  using Askers = std::unordered_map<Text, std::vector<const Pod*>>;  ///< by claim name, of all namespaces; made when needed
  mutable std::optional<Askers> m_goneAskers;
  mutable std::optional<Askers> m_askers;  ///< pods that are there
};

/// Class of the first request: of its alternative that was taken, once it is allocated, else of the first one.
[[nodiscard]] Text classOf(const ResourceClaim& claim, const ResourceClaim* allocated);

}  // namespace claimscope::latency
