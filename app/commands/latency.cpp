// claimscope latency: where the time of claims goes, stage by stage, and whether an objective is met.
#include "app/commands/latency.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/commands/command.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using latency::GroupBy;

struct LatencyOptions {
  std::string by = "class";
  std::string since;
  std::string objective;
  std::string seen = "any";
  std::string watchFor;
  bool allNamespaces = false;
};

const std::vector<std::pair<std::string, GroupBy>>& groupings() {
  static const std::vector<std::pair<std::string, GroupBy>> kWords = {
      {"class", GroupBy::classAndDriver},    {"driver", GroupBy::driver}, {"node", GroupBy::node},
      {"namespace", GroupBy::namespaceName}, {"owner", GroupBy::owner},   {"pool", GroupBy::nodePool}};
  return kWords;
}

const std::vector<Kind>& kindsOfLatency() {
  static const std::vector<Kind> kKinds = {Kind::ResourceClaim, Kind::Pod, Kind::Node,
                                           Kind::ReplicaSet,    Kind::Job, Kind::ResourceClaimTemplate};
  return kKinds;
}

/// "30s" is the p99; "p95:10s" names another percentile.
std::optional<latency::Objective> parseObjective(const std::string& text) {
  latency::Objective out;
  std::string duration = text;
  if (text.starts_with("p")) {
    const std::size_t colon = text.find(':');
    const std::string digits = colon == std::string::npos ? std::string() : text.substr(1, colon - 1);
    if (digits.empty() || digits.size() > 2 || digits.find_first_not_of("0123456789") != std::string::npos ||
        std::stoi(digits) == 0) {
      return std::nullopt;
    }
    out.percentile = std::stoi(digits);
    duration = text.substr(colon + 1);
  }
  const std::optional<std::int64_t> ms = parseDuration(duration);
  if (!ms || *ms <= 0) {
    return std::nullopt;
  }
  out.ms = *ms;
  return out;
}

/// What the flags ask; an error names the flag.
Result<latency::Question> questionOf(const LatencyOptions& flags, const CommonOptions& options) {
  latency::Question question;
  for (const auto& [word, by] : groupings()) {
    question.by = word == flags.by ? by : question.by;
  }
  question.onlyWatched = flags.seen == "live";
  question.namespaceFilter = flags.allNamespaces ? std::string() : options.source.namespaceName;
  if (!flags.since.empty()) {
    const std::optional<std::int64_t> window = parseDuration(flags.since);
    if (!window || *window <= 0) {
      return fail(ErrorCode::usage, "--since " + flags.since + " is not a duration", "Write it like 15m or 2h");
    }
    question.windowMs = *window;
  }
  if (!flags.objective.empty()) {
    const std::optional<latency::Objective> objective = parseObjective(flags.objective);
    if (!objective) {
      return fail(ErrorCode::usage, "--objective " + flags.objective + " is not an objective",
                  "Write it like 30s (of the p99) or p95:10s");
    }
    question.objective = *objective;
  }
  return question;
}

/// A file is one moment: without --since everything in it counts.
void widenForFiles(const LatencyOptions& flags, const cluster::Snapshot& snapshot, const latency::Lives& lives,
                   latency::Question& question) {
  if (!flags.since.empty() || snapshot.server.origin != Origin::files) {
    return;
  }
  for (const latency::Life& life : lives.lives) {
    if (life.begun.known()) {
      question.windowMs = std::max(question.windowMs, lives.now - life.begun.at + 1);
      break;
    }
  }
}

void print(const LatencyAnswer& answer, const CommonOptions& options) {
  if (options.output == "json") {
    fmt::print("{}\n", latencyJson(answer).dump(2, ' ', false, Json::error_handler_t::replace));
    return;
  }
  if (options.output == "csv") {
    fmt::print("{}", latencyCsv(answer));
    return;
  }
  const bool markdown = options.output == "md";
  const bool wide = options.output == "wide";
  const auto table = [&](const Listing& listing, bool all) {
    return markdown ? renderMarkdown(listing, all) : renderTable(listing, all);
  };
  fmt::print("{}\n", latencySummary(answer));
  const Listing groups = groupListing(answer.report);
  if (!groups.rows.empty()) {
    fmt::print("{}", table(groups, wide || markdown));
  }
  const Listing outliers = outlierListing(answer, wide || markdown ? 50 : 5);
  if (!outliers.rows.empty()) {
    fmt::print("\n{} above the p99:\n\n{}", words::counted(answer.report.abovePercentile, "claim"),
               table(outliers, wide || markdown));
  }
}

int runLatency(const LatencyOptions& flags, const CommonOptions& options) {
  Result<latency::Question> question = questionOf(flags, options);
  if (!question) {
    return reportError(question.error());
  }
  const std::optional<std::int64_t> watchMs =
      flags.watchFor.empty() ? std::optional<std::int64_t>(0) : parseDuration(flags.watchFor);
  if (!watchMs || *watchMs < 0) {
    return reportError({ErrorCode::usage, "--for " + flags.watchFor + " is not a duration", "Write it like 30s or 2m", {}, 0});
  }
  auto loaded = loadCluster(options, kindsOfLatency(), {*watchMs, true});
  if (!loaded) {
    return loaded.error();
  }
  const SourceStatus& claims = loaded->snapshot->source(Kind::ResourceClaim).status;
  if (claims.error && (claims.state == SourceState::forbidden || claims.state == SourceState::failed)) {
    return reportError(*claims.error);
  }
  if (claims.state == SourceState::notServed) {
    return reportError({ErrorCode::notServed,
                        loaded->snapshot->server.context + " does not serve " + claims.resource.resource,
                        "Dynamic Resource Allocation may be off, or the server too old",
                        {},
                        0});
  }
  if (claims.state == SourceState::waiting || claims.state == SourceState::loading) {
    return loaded->problems;  // said already: it did not arrive in time
  }
  LatencyAnswer answer;
  answer.snapshot = loaded->snapshot;
  answer.lives = latency::livesOf(*loaded->snapshot);
  widenForFiles(flags, *loaded->snapshot, answer.lives, *question);
  answer.report = latency::report(answer.lives, *question);
  answer.objectiveGiven = !flags.objective.empty();
  print(answer, options);
  for (const Kind kind : {Kind::ResourceClaim, Kind::Pod}) {
    const SourceStatus& status = loaded->snapshot->source(kind).status;
    if (status.error && options.output != "json") {
      fmt::print(stderr, "note: {} {}: {}\n", kindRequest(kind).resource, sourceStateWord(status.state),
                 log::redact(status.error->text()));
    }
  }
  if (loaded->problems != 0) {
    return loaded->problems;
  }
  return answer.objectiveGiven && answer.report.objectiveMissed ? 1 : 0;
}

}  // namespace

std::string byWord(GroupBy by) {
  for (const auto& [word, candidate] : groupings()) {
    if (candidate == by) {
      return word;
    }
  }
  return "class";
}

Command registerLatency(CLI::App& parent, CommonOptions& options) {
  auto flags = std::make_shared<LatencyOptions>();
  CLI::App* app = addCommand(parent, "latency", "Prints where the time of claims goes, stage by stage (-o csv: each claim)");
  std::vector<std::string> words;
  for (const auto& [word, by] : groupings()) {
    words.push_back(word);
  }
  app->add_option("--by", flags->by, "class (and driver), driver, node, namespace, owner or pool (of nodes)")
      ->check(CLI::IsMember(words));
  app->add_option("--since", flags->since, "how far back; 1h, or all that a file has")->type_name("DUR");
  app->add_option("--objective", flags->objective, "exit 1 when it is missed: 30s (of the p99), p95:10s")->type_name("DUR");
  app->add_option("--seen", flags->seen, "live: only what the watch told to the millisecond; any: stored times too")
      ->check(CLI::IsMember({"live", "any"}));
  app->add_option("--for", flags->watchFor, "watch for this long first")->type_name("DUR");
  app->add_flag("-A,--all-namespaces", flags->allNamespaces, "every namespace");
  return {app, [flags, &options] { return runLatency(*flags, options); }};
}

}  // namespace claimscope::app
