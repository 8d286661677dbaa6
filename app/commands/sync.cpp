// claimscope sync: loads every kind, optionally watches for a while, prints digests and what it cost.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <thread>

#include "app/commands/command.h"
#include "app/commands/digest.h"
#include "app/commands/listing.h"
#include "app/commands/staleness.h"
#include "app/commands/sync_follow.h"
#include "model/base/log.h"

namespace claimscope::app {
namespace {

std::int64_t cpuMs() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

/// A line of /proc/self/status in KiB: VmHWM is the peak, VmRSS what is held now.
std::int64_t memoryKiB(const std::string& name) {
  std::ifstream status("/proc/self/status");
  std::string line;
  while (std::getline(status, line)) {
    if (line.rfind(name + ":", 0) == 0) {
      return std::atoll(line.c_str() + name.size() + 1);
    }
  }
  return 0;
}

/// When the first snapshot with something to draw appeared, and when every kind had been listed.
struct Milestones {
  std::atomic<std::int64_t> firstPicture{-1};
  std::atomic<std::int64_t> fullSync{-1};
};

int runSync(const std::string& watchFor, const std::string& every, const CommonOptions& options) {
  const std::optional<std::int64_t> watchMs = watchFor.empty() ? std::optional<std::int64_t>(0) : parseDuration(watchFor);
  const std::optional<std::int64_t> everyMs = every.empty() ? std::optional<std::int64_t>(0) : parseDuration(every);
  const std::optional<std::int64_t> timeoutMs = parseDuration(options.timeout);
  if (!watchMs || !everyMs || !timeoutMs || *watchMs < 0 || *everyMs < 0 || (!every.empty() && *everyMs < 10)) {
    return reportError(
        {ErrorCode::usage, "--for, --every and --timeout need durations", "Write them like 500ms, 30s or 2m", {}, 0});
  }
  const auto start = std::chrono::steady_clock::now();
  auto elapsed = [start] {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
  };
  SourceOptions sourceOptions = options.source;
  sourceOptions.remembers = false;  // what is gone is not loaded
  if (sourceOptions.demo && watchFor.empty() && every.empty()) {
    sourceOptions.speed = 0;
  }
  auto source = openSource(sourceOptions);
  if (!source) {
    return reportError(source.error());
  }
  Milestones milestones;
  Staleness staleness;
  if (*watchMs > 0) {
    *source = noteStamps(std::move(*source), staleness);
  }
  Live live(std::move(*source), [&](const cluster::SnapshotPtr& snapshot) {
    if (*watchMs > 0) {
      staleness.shown(*snapshot);
    }
    std::int64_t unset = -1;
    if (!snapshot->inventory->nodes.empty() || !snapshot->inventory->devices.empty()) {
      milestones.firstPicture.compare_exchange_strong(unset, elapsed());
    }
    unset = -1;
    if (snapshot->firstSyncDone) {
      milestones.fullSync.compare_exchange_strong(unset, elapsed());
    }
  });
  live.start();
  if (*everyMs > 0) {
    return followSync(live, *everyMs, *watchMs);
  }
  std::vector<Kind> kinds;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    kinds.push_back(static_cast<Kind>(i));
  }
  const bool settled = live.waitSettled(kinds, *timeoutMs);
  if (*watchMs > 0) {
    std::this_thread::sleep_until(start + std::chrono::milliseconds(*watchMs));
  }
  const cluster::SnapshotPtr snapshot = live.flushed();
  keepUntilExit(snapshot);
  // Before the digests below, which are not part of loading.
  const std::int64_t cpu = cpuMs();
  const std::int64_t peakKiB = memoryKiB("VmHWM");
  const std::int64_t heldKiB = memoryKiB("VmRSS");
  Json out;
  Json kindsJson = Json::object();
  std::uint64_t relists = 0;
  std::uint64_t reconnects = 0;
  std::uint64_t events = 0;
  std::optional<Error> refused;
  std::string waiting;
  int status = 0;
  bool anyListed = false;
  for (const Kind kind : kinds) {
    const SourceStatus& stream = snapshot->source(kind).status;
    relists += stream.relists;
    reconnects += stream.reconnects;
    events += stream.events;
    if (stream.state == SourceState::notServed) {
      continue;
    }
    if (stream.state == SourceState::waiting || stream.state == SourceState::loading) {
      waiting += (waiting.empty() ? "" : ", ") + kindRequest(kind).resource;
    }
    if (stream.state != SourceState::live && stream.state != SourceState::stale && stream.state != SourceState::complete &&
        stream.state != SourceState::polling) {
      refused = stream.error ? stream.error : refused;
      // A kind that one may not see is an answer; one that broke is not.
      status = stream.state == SourceState::failed && stream.error ? std::max(status, exitStatus(stream.error->code)) : status;
      kindsJson[kindRequest(kind).resource] = {{"state", sourceStateWord(stream.state)},
                                               {"error", stream.error ? log::redact(stream.error->text()) : ""}};
      continue;
    }
    anyListed = true;
    const std::size_t count = visitKind(kind, [&]<class T>(std::type_identity<T>) { return snapshot->of<T>().size(); });
    kindsJson[kindRequest(kind).resource] = {{"count", count},
                                             {"bytes", stream.bytes},
                                             {"digest", sha256(digestLines(*snapshot, kind))},
                                             {"state", sourceStateWord(stream.state)}};
  }
  for (const Error& problem : live.source().problems()) {
    status = reportError(problem);
  }
  if (!anyListed && refused) {
    return reportError(*refused);
  }
  if (!settled) {
    status = reportError({ErrorCode::unreachable,
                          live.source().description() + ": no complete answer within " + options.timeout + " for " + waiting,
                          "Wait longer with --timeout, or check the network",
                          {},
                          0});
    if (!anyListed) {
      return status;
    }
  }
  out["kinds"] = std::move(kindsJson);
  out["firstPictureMs"] = milestones.firstPicture.load() < 0 ? Json(nullptr) : Json(milestones.firstPicture.load());
  out["fullSyncMs"] = milestones.fullSync.load() < 0 ? Json(nullptr) : Json(milestones.fullSync.load());
  out["cpuMs"] = cpu;
  out["peakRssKiB"] = peakKiB;
  out["rssKiB"] = heldKiB;
  out["relists"] = relists;
  out["reconnects"] = reconnects;
  out["events"] = events;
  if (const auto times = staleness.summary()) {
    out["stalenessMs"] = {{"p50", times->p50}, {"p99", times->p99}, {"worst", times->worst}, {"samples", times->samples}};
  }
  if (options.output == "json") {
    fmt::print("{}\n", out.dump(2));
  } else {
    fmt::print("first picture {} ms, everything {} ms, CPU {} ms, peak {} MiB, {} relists, {} reconnects, {} events\n",
               out["firstPictureMs"].dump(), out["fullSyncMs"].dump(), cpu, peakKiB / 1024, relists, reconnects, events);
    for (const auto& [name, kind] : out["kinds"].items()) {
      fmt::print("{:<26} {:>8} objects  {}\n", name, kind.contains("count") ? kind["count"].dump() : "-",
                 kind.value("digest", kind.value("state", "")));
    }
  }
  return status;
}

}  // namespace

Command registerSync(CLI::App& parent, CommonOptions& options) {
  auto watchFor = std::make_shared<std::string>();
  auto every = std::make_shared<std::string>();
  CLI::App* app = addCommand(parent, "sync", "Loads every kind and prints counts, digests and what it cost");
  app->add_option("--for", *watchFor, "go on watching for this long")->type_name("DUR");
  app->add_option("--every", *every, "print a JSON line about what is shown at that moment, so often, until --for is over")
      ->type_name("DUR");
  return {app, [watchFor, every, &options] { return runSync(*watchFor, *every, options); }};
}

}  // namespace claimscope::app
