// livesOf: one pass over claims, what is gone and pods without a claim. Any thread.
#include "model/latency/lives.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "model/latency/life_reader.h"

namespace claimscope::latency {

using cluster::Snapshot;

namespace {

/// "Now" of the answer, by our clock: what a lost source does not tell has not happened, as far as anybody can say.
Time asOf(const Snapshot& snapshot) {
  Time now = snapshot.time;
  for (const Kind kind : {Kind::ResourceClaim, Kind::Pod}) {
    const SourceStatus& status = snapshot.source(kind).status;
    if (status.state == SourceState::stale && status.lastContact.isSet()) {
      now = std::min(now, status.lastContact);
    }
  }
  return now;
}

bool answers(SourceState state) {
  return state != SourceState::waiting && state != SourceState::forbidden && state != SourceState::notServed &&
         state != SourceState::failed;
}

Bound boundOf(const Snapshot& snapshot) {
  const SourceState claims = snapshot.source(Kind::ResourceClaim).status.state;
  if (!answers(claims)) {
    return Bound::unknown;
  }
  const bool exact = snapshot.boundOf(Kind::ResourceClaim) == Bound::exact && snapshot.boundOf(Kind::Pod) == Bound::exact &&
                     claims != SourceState::stale && snapshot.source(Kind::Pod).status.state != SourceState::stale;
  return exact ? Bound::exact : Bound::atLeast;
}

/// Claims that are there although the pod's status does not name them yet: the controller writes that a moment later.
class ClaimsMade {
 public:
  explicit ClaimsMade(const Snapshot& snapshot) : m_snapshot(snapshot) {
    for (const cluster::MissingClaim& missing : snapshot.inventory->missing) {
      if (const Pod* pod = snapshot.of<Pod>().at(missing.pod)) {
        m_entries[pod->meta.uid];
      }
    }
    if (m_entries.empty()) {
      return;
    }
    snapshot.of<ResourceClaim>().forEach([&](cluster::Slot, const ResourceClaim& claim) {
      const OwnerReference* owner = claim.meta.controller();
      const auto found = owner == nullptr ? m_entries.end() : m_entries.find(owner->uid);
      if (found != m_entries.end()) {
        found->second.push_back(labelValue(claim.meta.annotations(), "resource.kubernetes.io/pod-claim-name"));
      }
    });
  }
  [[nodiscard]] bool has(const cluster::MissingClaim& missing) const {
    const Pod* pod = m_snapshot.of<Pod>().at(missing.pod);
    const auto found = pod == nullptr ? m_entries.end() : m_entries.find(pod->meta.uid);
    // Before 1.28 the annotation is not there.
    return found != m_entries.end() && std::any_of(found->second.begin(), found->second.end(),
                                                   [&](const Text& entry) { return entry.empty() || entry == missing.entry; });
  }

 private:
  const Snapshot& m_snapshot;
  std::unordered_map<Uid, std::vector<Text>> m_entries;
};

/// A pending claim has no driver yet; where all of its class have the same, it will have that one.
void fillDrivers(std::vector<Life>& lives) {
  std::unordered_map<Text, std::pair<Text, bool>> driverOf;  // and whether it is the only one
  for (const Life& life : lives) {
    if (!life.driver.empty()) {
      const auto [at, isNew] = driverOf.try_emplace(life.deviceClass, life.driver, true);
      at->second.second = at->second.second && at->second.first == life.driver;
    }
  }
  for (Life& life : lives) {
    if (life.driver.empty()) {
      const auto found = driverOf.find(life.deviceClass);
      if (found != driverOf.end() && found->second.second) {
        life.driver = found->second.first;
      }
    }
  }
}

/// Lives are large: the order is found on small things first, and each life is then moved to its place once.
std::vector<Life> sorted(std::vector<Life> lives) {
  std::vector<std::pair<std::int64_t, std::uint32_t>> order(lives.size());
  for (std::size_t i = 0; i < lives.size(); ++i) {
    order[i] = {lives[i].begun.at.ms, static_cast<std::uint32_t>(i)};
  }
  if (std::is_sorted(order.begin(), order.end())) {
    return lives;
  }
  std::sort(order.begin(), order.end());
  constexpr std::size_t kAhead = 8;
  constexpr std::size_t kLine = 64;
  std::vector<Life> out;
  out.reserve(lives.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i + kAhead < order.size()) {
      const char* next = reinterpret_cast<const char*>(&lives[order[i + kAhead].second]);
      for (std::size_t at = 0; at < sizeof(Life); at += kLine) {
        __builtin_prefetch(next + at);
      }
    }
    out.push_back(std::move(lives[order[i].second]));
  }
  return out;
}

}  // namespace

Lives livesOf(const Snapshot& snapshot, const LivesOptions& options) {
  Lives out;
  out.bound = boundOf(snapshot);
  out.podsKnown = answers(snapshot.source(Kind::Pod).status.state);
  const LifeReader reader(snapshot, snapshot.boundOf(Kind::Pod) == Bound::exact);
  out.clockAheadMs = reader.clockAheadMs();
  const auto server = [&](Time ours) { return ours.isSet() ? ours + -out.clockAheadMs : ours; };
  out.now = server(asOf(snapshot));
  if (snapshot.history != nullptr && snapshot.history->claimsSince.isSet()) {
    out.watchedSince = server(std::max(snapshot.history->claimsSince, snapshot.history->podsSince));
    out.since = std::max(out.watchedSince, out.now + -snapshot.history->keepMs);
    out.overflowed = snapshot.history->dropped;
  }
  const Text only(options.namespaceName);
  const bool all = options.namespaceName.empty();
  const Time oldest = options.backMs > 0 && out.now.isSet() ? out.now + -options.backMs : Time();
  std::vector<Life> lives;
  lives.reserve(snapshot.inventory->claims.size());
  const auto add = [&](const auto& from) {
    Life& life = lives.emplace_back();
    if (!reader.read(from, life) || (!all && !(life.namespaceName == only))) {
      lives.pop_back();
      return;
    }
    if (oldest.isSet() && life.begun.known()) {
      const Span whole = wholeOf(life, out.now);
      if (!whole.open && whole.to < oldest && !(life.released.known() && life.released.at >= oldest)) {
        lives.pop_back();
      }
    }
  };
  const auto& claims = snapshot.inventory->claims;
  const auto ahead = [&claims](std::size_t at) { return at < claims.size() ? &claims[at] : nullptr; };
  constexpr std::size_t kFar = 60;
  constexpr std::size_t kMid = 40;
  constexpr std::size_t kNear = 20;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    reader.prefetch(ahead(i + kFar), ahead(i + kMid), ahead(i + kNear));
    add(claims[i]);
  }
  const ClaimsMade made(snapshot);
  for (const cluster::MissingClaim& missing : snapshot.inventory->missing) {
    if (!made.has(missing)) {
      add(missing);
    }
  }
  if (snapshot.history != nullptr) {
    for (const cluster::ClaimRecord& record : snapshot.history->claims) {
      if (record.gone.isSet()) {
        add(record);
      }
    }
  }
  fillDrivers(lives);
  out.lives = sorted(std::move(lives));
  return out;
}

}  // namespace claimscope::latency
