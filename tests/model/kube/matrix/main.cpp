// fault-matrix: runs the matrix, a part of it, or one cell by hand. `fault-matrix drop:pods:steady:7` repeats a run with its
// story.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <map>

#include "tests/model/kube/matrix/herd.h"
#include "tests/model/kube/matrix/matrix.h"

namespace {

using namespace claimscope;

struct Tally {
  std::size_t runs = 0;
  std::size_t failed = 0;
  std::int64_t worstMs = 0;
  std::int64_t unsaidMs = 0;
  std::uint64_t requests = 0;
  double deadRate = 0;
};

int runOne(const std::string& text) {
  const std::optional<matrix::Spec> spec = matrix::Spec::parse(text);
  if (!spec) {
    fmt::print(stderr, "fault-matrix: {} is not FAULT:KIND:PHASE:SEED\n  Faults: {}\n", text,
               apiserver::faultNamesOf(apiserver::kByVirtual));
    return 2;
  }
  const matrix::Outcome outcome = matrix::run(*spec, true);
  fmt::print("{}: {}, converged after {:.1f} s, {} lists and watches\n", spec->text(), outcome.problems.empty() ? "good" : "BAD",
             static_cast<double>(outcome.convergedMs) / 1000, outcome.requests);
  return outcome.problems.empty() ? 0 : 1;
}

int runHerd(const matrix::HerdOptions& options) {
  const matrix::HerdOutcome herd = matrix::stampede(options);
  fmt::print(
      "{} clients, server away for {} s: {} of {} watches opened again over {:.1f} s, at most {} lists and watches in a second "
      "({:.1f} on average), {} lists; {:.2f} requests/s and client while it was away; all in step {:.0f} s after its return\n",
      options.clients, options.downMs / 1000, herd.reopened, herd.watches, herd.spreadSeconds, herd.mostASecond, herd.meanASecond,
      herd.lists, herd.downRate, herd.slowestSeconds);
  return 0;
}

int run(int argc, char** argv) {
  CLI::App app("Every fault, kind, phase and seed in virtual time", "fault-matrix");
  std::vector<std::string> cells;
  std::uint64_t seeds = 20;
  std::uint64_t first = 0;
  std::string only;
  app.add_option("cells", cells, "FAULT:KIND:PHASE:SEED, one run each, with its story");
  app.add_option("--seeds", seeds, "how many of each")->capture_default_str();
  app.add_option("--first-seed", first)->capture_default_str();
  app.add_option("--fault", only, "only this one");
  std::size_t herd = 0;
  matrix::HerdOptions herdOptions;
  app.add_option("--herd", herd, "so many clients of one server that restarts, instead");
  app.add_option("--down-ms", herdOptions.downMs, "how long it is away")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  if (herd > 0) {
    herdOptions.clients = herd;
    return runHerd(herdOptions);
  }
  if (!cells.empty()) {
    int worst = 0;
    for (const std::string& cell : cells) {
      worst = std::max(worst, runOne(cell));
    }
    return worst;
  }
  const auto start = std::chrono::steady_clock::now();
  Tally all;
  std::map<std::string, std::size_t> problems;
  fmt::print("{:<24} {:>6} {:>6} {:>12} {:>10} {:>9} {:>10}\n", "fault", "runs", "bad", "converged s", "unsaid s", "requests",
             "dead req/s");
  for (const apiserver::Fault fault : matrix::faults()) {
    if (!only.empty() && apiserver::nameOf(fault) != only) {
      continue;
    }
    Tally tally;
    for (const std::string& plural : matrix::plurals()) {
      for (const matrix::Phase phase : {matrix::Phase::initial, matrix::Phase::steady, matrix::Phase::relist}) {
        for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
          const matrix::Spec spec{fault, plural, phase, seed};
          const matrix::Outcome outcome = matrix::run(spec);
          ++tally.runs;
          tally.failed += outcome.problems.empty() ? 0U : 1U;
          tally.worstMs = std::max(tally.worstMs, outcome.convergedMs);
          tally.unsaidMs = std::max(tally.unsaidMs, outcome.unsaidMs);
          tally.requests += outcome.requests;
          tally.deadRate = std::max(tally.deadRate, outcome.deadRate);
          for (const std::string& problem : outcome.problems) {
            if (problems[std::string(apiserver::nameOf(fault)) + std::string(matrix::nameOf(phase))]++ < 2) {
              fmt::print("  BAD {}: {}\n      repeat: fault-matrix {}\n", spec.text(), problem, spec.text());
            }
          }
        }
      }
    }
    fmt::print("{:<24} {:>6} {:>6} {:>12.1f} {:>10.1f} {:>9} {:>10.2f}\n", apiserver::nameOf(fault), tally.runs, tally.failed,
               static_cast<double>(tally.worstMs) / 1000, static_cast<double>(tally.unsaidMs) / 1000, tally.requests,
               tally.deadRate);
    std::fflush(stdout);
    all.runs += tally.runs;
    all.failed += tally.failed;
  }
  const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  fmt::print("{} runs, {} bad, {:.1f} s\n", all.runs, all.failed, took);
  return all.failed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "fault-matrix: {}\n", error.what());
    return 1;
  }
}
