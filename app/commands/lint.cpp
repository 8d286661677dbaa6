// claimscope lint: judges manifests, or everything of a cluster, by the rules of model/diagnosis/lint and the checks.
#include "app/commands/lint.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/commands/command.h"
#include "model/base/words.h"
#include "model/base/yaml.h"

namespace claimscope::app {
namespace {

using diagnosis::LintWorld;
using diagnosis::Severity;

struct LintOptions {
  std::vector<std::string> files;
  std::string failOn = "warning";
  bool rules = false;
};

/// A cluster is looked at beside manifests only when one is named: a linter in CI must not depend on somebody's kubeconfig.
bool namesSource(const SourceOptions& source) {
  return source.demo || !source.context.empty() || !source.kubeconfig.empty() || !source.files.empty();
}

int listRules(const CommonOptions& options) {
  Listing listing;
  listing.columns = {{"RULE"}, {"SEVERITY"}, {"WHAT"}, {"WHY", true}};
  for (const diagnosis::LintRule& rule : diagnosis::lintRules()) {
    const bool check = rule.run == nullptr;
    listing.rows.push_back({std::string(rule.id), check ? "(as found)" : std::string(severityWord(rule.severity)),
                            std::string(rule.title), std::string(rule.help)});
    listing.items.push_back({{"id", rule.id},
                             {"severity", check ? Json(nullptr) : Json(severityWord(rule.severity))},
                             {"title", rule.title},
                             {"help", rule.help},
                             {"check", check}});
  }
  if (options.output == "json") {
    fmt::print("{}\n", Json{{"rules", listing.items}}.dump(2));
  } else {
    fmt::print("{}", options.output == "md" ? renderMarkdown(listing, true) : renderTable(listing, options.output == "wide"));
  }
  return 0;
}

void print(const LintOutcome& outcome, const CommonOptions& options) {
  if (options.output == "json" || options.output == "yaml") {
    const std::string text =
        lintJson(outcome).dump(options.output == "json" ? 2 : -1, ' ', false, Json::error_handler_t::replace);
    fmt::print("{}\n", options.output == "json" ? text : yaml::fromJson(text));
  } else if (options.output == "sarif") {
    fmt::print("{}\n", lintSarif(outcome).dump(2, ' ', false, Json::error_handler_t::replace));
  } else if (options.output == "md") {
    fmt::print("{}", lintMarkdown(outcome));
  } else {
    fmt::print("{}", lintText(outcome, !options.noColor && isatty(STDOUT_FILENO) != 0));
  }
}

int runLintCommand(const LintOptions& lint, const CommonOptions& options) {
  if (lint.rules) {
    return listRules(options);
  }
  LintOutcome outcome;
  LintWorld world;
  int problems = 0;
  if (!lint.files.empty()) {
    outcome.manifests = readManifests(lint.files, options.source.namespaceName, world);
    for (const Error& error : outcome.manifests.errors) {
      problems = reportError(error);
    }
    outcome.subject = lint.files.size() == 1 ? lint.files.front() : std::to_string(lint.files.size()) + " files";
    if (world.sources.empty()) {
      if (problems != 0) {
        return 2;
      }
      return reportError({ErrorCode::invalidInput,
                          outcome.subject + ": none of " +
                              words::counted(static_cast<std::int64_t>(outcome.manifests.objects), "object") +
                              " is a kind that rules look at",
                          "Name files with claims, templates, classes, taint rules or workloads",
                          {},
                          0});
    }
  }
  std::unique_ptr<Loaded> loaded;
  if (lint.files.empty() || namesSource(options.source)) {
    auto opened = loadCluster(options, everyKind());
    if (!opened) {
      return opened.error();
    }
    loaded = std::make_unique<Loaded>(std::move(*opened));
    problems = std::max(problems, loaded->problems);
    diagnosis::addCluster(world, *loaded->snapshot, lint.files.empty());
    outcome.subject = lint.files.empty() ? loaded->live->source().description()
                                         : outcome.subject + " beside " + loaded->live->source().description();
  }
  if (loaded == nullptr && !options.source.serverVersion.empty()) {
    const std::size_t dot = options.source.serverVersion.find('.');
    world.minor = dot == std::string::npos ? 0 : std::atoi(options.source.serverVersion.c_str() + dot + 1);
    if (world.minor == 0) {
      return reportError({ErrorCode::usage,
                          "--server-version " + options.source.serverVersion + " is not a version",
                          "Write it like 1.37",
                          {},
                          0});
    }
  } else if (loaded == nullptr) {
    world.minor = 37;
  }
  outcome.report = diagnosis::runLint(world);
  outcome.report.problems.insert(outcome.report.problems.end(), outcome.manifests.problems.begin(),
                                 outcome.manifests.problems.end());
  print(outcome, options);
  if (problems != 0) {
    return lint.files.empty() ? problems : 2;
  }
  const Severity floor = lint.failOn == "critical" ? Severity::critical
                         : lint.failOn == "notice" ? Severity::notice
                                                   : Severity::warning;
  const bool fails = std::any_of(outcome.report.problems.begin(), outcome.report.problems.end(),
                                 [&](const diagnosis::LintProblem& problem) { return problem.severity <= floor; });
  return fails ? 1 : 0;
}

}  // namespace

Command registerLint(CLI::App& parent, CommonOptions& options) {
  auto lint = std::make_shared<LintOptions>();
  CLI::App* app = addCommand(parent, "lint", "Judges manifests, or a cluster, by rules for claims, classes, pods and taints");
  app->add_option("-f,--filename", lint->files,
                  "manifests: a file, a folder or - (repeatable); with --context, --file or --demo beside that cluster")
      ->type_name("FILE");
  app->add_option("--fail-on", lint->failOn, "exit 1 from this severity on")
      ->check(CLI::IsMember({"notice", "warning", "critical"}));
  app->add_flag("--rules", lint->rules, "lists the rules");
  return {app, [lint, &options] { return runLintCommand(*lint, options); }};
}

}  // namespace claimscope::app
