// claimscope diagnostics: a bundle for whoever mends the program: versions, states, counts, timings, the last lines of the log.
#include "app/commands/diagnostics.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "app/commands/diagnostics_bundle.h"
#include "model/base/log_tail.h"
#include "model/diagnosis/finding.h"

namespace claimscope::app {
namespace {

struct DiagnosticsOptions {
  std::string out;
  bool names = false;
};

double msSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

int write(const std::string& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) {
    return reportError(
        {ErrorCode::invalidInput, "cannot write " + path, "Check that the folder exists and can be written", {}, 0});
  }
  std::error_code ignored;
  std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
  return 0;
}

/// A bundle is made of a cluster that cannot be read too: why is what it is for.
int run(const CommonOptions& options, const DiagnosticsOptions& wishes) {
  const auto start = std::chrono::steady_clock::now();
  const auto loaded = loadCluster(options, everyKind());
  DiagnosticsInput input;
  input.timings.emplace_back("load", msSince(start));
  input.names = wishes.names;
  input.program = programFacts();
  input.settings = {{"execPolicy", options.source.execPolicy}, {"demo", options.source.demo ? options.source.scenario : "no"}};
  diagnosis::Diagnosis diagnosis;
  if (loaded) {
    input.snapshot = loaded->snapshot;
    const auto checks = std::chrono::steady_clock::now();
    diagnosis = diagnosis::diagnose(*loaded->snapshot);
    input.timings.emplace_back("checks", msSince(checks));
    input.diagnosis = &diagnosis;
    for (const Error& problem : loaded->live->source().problems()) {
      input.problems.push_back(problem.text());
    }
  } else {
    input.problems.push_back(fmt::format("the cluster could not be read: status {}", loaded.error()));
  }
  input.log = log::tail();
  const Time now = SystemClock().now();
  const Result<std::string> bytes = tarGz(diagnosticsFiles(input), now);
  if (!bytes) {
    return reportError(bytes.error());
  }
  const std::string path = wishes.out.empty() ? diagnosticsName(now) : wishes.out;
  if (const int status = write(path, *bytes); status != 0) {
    return status;
  }
  fmt::print("{}\n", path);
  return 0;
}

}  // namespace

Command registerDiagnostics(CLI::App& parent, CommonOptions& options) {
  auto wishes = std::make_shared<DiagnosticsOptions>();
  CLI::App* app =
      addCommand(parent, "diagnostics", "a bundle for a bug report: versions, states, counts, timings, log; no names");
  app->add_option("--out", wishes->out, "file to write, a .tar.gz; else one named by the time in this folder")->type_name("FILE");
  app->add_flag("--names", wishes->names, "with the names of objects, contexts and servers");
  return {app, [&options, wishes] { return run(options, *wishes); }};
}

}  // namespace claimscope::app
