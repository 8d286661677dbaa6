#include "app/commands/sync_follow.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <thread>

#include "app/commands/digest.h"
#include "model/base/log.h"

namespace claimscope::app {

const std::string& Digests::of(const cluster::Snapshot& snapshot, Kind kind) {
  Known& known = m_known[static_cast<std::size_t>(kind)];
  const cluster::Revision changed = visitKind(kind, [&]<class T>(std::type_identity<T>) { return snapshot.of<T>().changed(); });
  if (known.digest.empty() || known.changed != changed) {
    known = {changed, sha256(digestLines(snapshot, kind))};
  }
  return known.digest;
}

Json followLine(const cluster::Snapshot& snapshot, Time now, Digests& digests) {
  Json kinds = Json::object();
  std::uint64_t relists = 0;
  std::uint64_t reconnects = 0;
  std::uint64_t events = 0;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    const Kind kind = static_cast<Kind>(i);
    const SourceStatus& stream = snapshot.source(kind).status;
    const std::optional<std::int64_t> age = snapshot.ageMs(kind);
    relists += stream.relists;
    reconnects += stream.reconnects;
    events += stream.events;
    Json one = {{"state", sourceStateWord(stream.state)},
                {"version", stream.resource.apiVersion()},
                {"count", visitKind(kind, [&]<class T>(std::type_identity<T>) { return snapshot.of<T>().size(); })},
                {"digest", digests.of(snapshot, kind)},
                {"resourceVersion", stream.resourceVersion},
                {"bytes", stream.bytes},
                {"ageMs", age ? Json(*age) : Json(nullptr)},
                {"relists", stream.relists},
                {"reconnects", stream.reconnects}};
    if (snapshot.source(kind).skipped > 0) {
      one["skipped"] = snapshot.source(kind).skipped;
    }
    if (stream.error) {
      one["error"] = log::redact(stream.error->text());
    }
    kinds[kindRequest(kind).resource] = std::move(one);
  }
  Json notices = Json::array();
  for (const ServerNotice& notice : snapshot.server.notices) {
    notices.push_back({{"at", formatTime(notice.at)}, {"text", log::redact(notice.what.text())}});
  }
  return {{"time", formatTime(now)},
          {"snapshot", formatTime(snapshot.time)},
          {"server", snapshot.server.gitVersion},
          {"settled", snapshot.firstSyncDone},
          {"kinds", std::move(kinds)},
          {"relists", relists},
          {"reconnects", reconnects},
          {"events", events},
          {"notices", std::move(notices)}};
}

int followSync(Live& live, std::int64_t everyMs, std::int64_t forMs) {
  using Milliseconds = std::chrono::milliseconds;
  const auto start = std::chrono::steady_clock::now();
  Digests digests;
  for (std::int64_t tick = 1; forMs <= 0 || tick * everyMs <= forMs; ++tick) {
    std::this_thread::sleep_until(start + Milliseconds(tick * everyMs));
    const cluster::SnapshotPtr snapshot = live.latest();
    if (snapshot == nullptr) {
      continue;
    }
    fmt::print("{}\n", followLine(*snapshot, live.source().clock().now(), digests).dump());
    // Whoever reads along must not wait for a full buffer; a reader that has gone ends the program.
    if (std::fflush(stdout) != 0) {
      return 0;
    }
  }
  return 0;
}

}  // namespace claimscope::app
