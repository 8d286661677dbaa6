// claimscope diagnose: runs one troubleshooting workflow, or all of them.
#include "app/commands/diagnose.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <future>
#include <memory>

#include "app/commands/command.h"
#include "app/commands/terminal_page.h"
#include "model/base/words.h"
#include "model/base/yaml.h"
#include "model/utilisation/utilisation.h"

namespace claimscope::app {
namespace {

using diagnosis::StepVerdict;
using diagnosis::Workflow;
using diagnosis::WorkflowResult;

/// How long metrics are waited for: a workflow does without them.
constexpr std::int64_t kMetricsMs = 5000;

/// How long one log is waited for.
constexpr std::int64_t kLogMs = 25'000;

struct DiagnoseOptions {
  std::string workflow;
  std::string object;
  bool logs = false;
  bool previous = false;
};

/// Waited for one after the other: there are four at most.
std::vector<DriverLogRead> readLogs(Loaded& loaded, const WorkflowResult& result, bool previous) {
  std::vector<DriverLogRead> out;
  for (diagnosis::DriverLog& log : diagnosis::driverLogs(*loaded.snapshot, result)) {
    DriverLogRead read{std::move(log), previous, {}, {}};
    const auto promise = std::make_shared<std::promise<Result<PodLog>>>();
    std::future<Result<PodLog>> future = promise->get_future();
    loaded.live->source().fetchLog(read.of.request(previous),
                                   [promise](Result<PodLog> answer) { promise->set_value(std::move(answer)); });
    if (future.wait_for(std::chrono::milliseconds(kLogMs)) != std::future_status::ready) {
      read.error = Error{ErrorCode::unreachable, "the log of " + read.of.pod + " does not come", {}, {}, 0};
    } else if (const Result<PodLog> answer = future.get()) {
      read.text = diagnosis::readLogText(*answer, read.of.words);
    } else {
      read.error = answer.error();
    }
    out.push_back(std::move(read));
  }
  return out;
}

void printDocument(const Json& document, const std::string& output) {
  const std::string text = document.dump(output == "json" ? 2 : -1, ' ', false, Json::error_handler_t::replace);
  fmt::print("{}\n", output == "json" ? text : yaml::fromJson(text));
}

std::string kindsOf(const Workflow& workflow) {
  std::string out;
  for (const std::string_view kind : workflow.objectKinds) {
    out += (out.empty() ? "" : ", ") + std::string(kind);
  }
  return out.empty() ? "-" : out;
}

int listWorkflows(const CommonOptions& options) {
  Listing listing;
  listing.kind = "workflows";
  listing.columns = {{"WORKFLOW"}, {"RUNS ON"}, {"TITLE"}, {"LOOKS AT", true}};
  for (const Workflow& workflow : diagnosis::allWorkflows()) {
    listing.rows.push_back(
        {std::string(workflow.id), kindsOf(workflow), std::string(workflow.title), std::string(workflow.summary)});
    listing.items.push_back({{"id", workflow.id},
                             {"title", workflow.title},
                             {"summary", workflow.summary},
                             {"objectKinds", workflow.objectKinds},
                             {"needsObject", workflow.needsObject},
                             {"checks", workflow.checks}});
  }
  if (options.output == "json" || options.output == "yaml") {
    printDocument({{"workflows", listing.items}}, options.output);
  } else if (options.output == "md") {
    fmt::print("{}", renderMarkdown(listing, true));
  } else {
    fmt::print("{}\nRun one with claimscope diagnose WORKFLOW [OBJECT], or all of them with claimscope diagnose all.\n",
               renderTable(listing, options.output == "wide"));
  }
  return 0;
}

std::optional<utilisation::Utilisation> useOf(Loaded& loaded, const CommonOptions& options) {
  if (options.source.prometheus.where == "none" || (loaded.live->desk() == nullptr && !loaded.live->watchMetrics(nullptr))) {
    return std::nullopt;
  }
  const prometheus::MetricsPtr metrics = loaded.live->settledMetrics(kMetricsMs);
  return metrics == nullptr ? std::nullopt : std::optional(utilisation::utilise(*loaded.snapshot, *metrics));
}

int runAll(const CommonOptions& options) {
  auto loaded = loadCluster(options, everyKind(), {0, true});
  if (!loaded) {
    return loaded.error();
  }
  const std::optional<utilisation::Utilisation> use = useOf(*loaded, options);
  Listing listing;
  listing.kind = "workflows";
  listing.columns = {{"WORKFLOW"}, {"OUTCOME"}, {"VERDICT"}};
  bool proven = false;
  std::string markdown;
  for (const Workflow& workflow : diagnosis::allWorkflows()) {
    if (workflow.needsObject) {
      continue;
    }
    const Result<WorkflowResult> result = workflow.run(*loaded->snapshot, std::nullopt, use ? &*use : nullptr);
    if (!result) {
      return reportError(result.error());
    }
    proven = proven || result->outcome == StepVerdict::proven;
    listing.rows.push_back({std::string(workflow.id), std::string(stepVerdictWord(result->outcome)), result->verdict});
    listing.items.push_back(workflowJson(*result));
    markdown += (markdown.empty() ? "" : "\n") + workflowMarkdown(*result);
  }
  if (options.output == "json" || options.output == "yaml") {
    printDocument({{"workflows", listing.items}}, options.output);
  } else {
    fmt::print("{}", options.output == "md" ? markdown : renderTable(listing, false));
  }
  return loaded->problems != 0 ? loaded->problems : proven ? 1 : 0;
}

int unknownWorkflow(const std::string& name) {
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const Workflow& workflow : diagnosis::allWorkflows()) {
    const std::size_t distance = words::editDistance(name, workflow.id, 8);
    const bool part = name.size() >= 3 && workflow.id.find(name) != std::string_view::npos;
    if (distance < 5 || part) {
      near.emplace_back(part ? 0 : distance, workflow.id);
    }
  }
  std::sort(near.begin(), near.end());
  return reportError({ErrorCode::usage,
                      "there is no workflow \"" + name + "\"",
                      near.empty() ? "claimscope diagnose lists them" : "Did you mean " + near.front().second + "?",
                      {},
                      0});
}

int runDiagnose(const DiagnoseOptions& diagnose, const CommonOptions& options) {
  if (diagnose.workflow.empty()) {
    return listWorkflows(options);
  }
  if (diagnose.workflow == "all" && diagnose.object.empty()) {
    return runAll(options);
  }
  std::string name = diagnose.workflow;
  std::replace(name.begin(), name.end(), '-', '_');
  const Workflow* workflow = diagnosis::findWorkflow(name);
  if (workflow == nullptr) {
    return unknownWorkflow(diagnose.workflow);
  }
  std::optional<diagnosis::ObjectRef> object;
  if (!diagnose.object.empty()) {
    Result<diagnosis::ObjectRef> named = objectNamed(*workflow, diagnose.object, options.source.namespaceName);
    if (!named) {
      return reportError(named.error());
    }
    object = std::move(*named);
  } else if (workflow->needsObject) {
    return reportError({ErrorCode::usage, name + " needs an object", "Give it one of: " + kindsOf(*workflow), {}, 0});
  }
  auto loaded = loadCluster(options, everyKind(), {0, name == "latency_regression"});
  if (!loaded) {
    return loaded.error();
  }
  const std::optional<utilisation::Utilisation> use = useOf(*loaded, options);
  const Result<WorkflowResult> result = workflow->run(*loaded->snapshot, object, use ? &*use : nullptr);
  if (!result) {
    return reportError(result.error());
  }
  const std::vector<DriverLogRead> logs =
      diagnose.logs || diagnose.previous ? readLogs(*loaded, *result, diagnose.previous) : std::vector<DriverLogRead>();
  const bool colour = !options.noColor && isatty(STDOUT_FILENO) != 0;
  std::string text = options.output == "md" ? workflowMarkdown(*result) : workflowText(*result, colour);
  Json document = workflowJson(*result);
  for (const DriverLogRead& log : logs) {
    text += options.output == "md" ? driverLogMarkdown(log) : driverLogText(log, colour);
    document["logs"].push_back(driverLogJson(log));
  }
  if (diagnose.logs && logs.empty()) {
    fmt::print(stderr, "claimscope: no step of {} names a driver's pod, so there is no log to read\n", name);
  }
  if (options.output == "json" || options.output == "yaml") {
    printDocument(document, options.output);
  } else {
    fmt::print("{}", text);
  }
  return loaded->problems != 0 ? loaded->problems : result->outcome == StepVerdict::proven ? 1 : 0;
}

}  // namespace

Command registerDiagnose(CLI::App& parent, CommonOptions& options) {
  auto diagnose = std::make_shared<DiagnoseOptions>();
  CLI::App* app =
      addCommand(parent, "diagnose", "Runs a troubleshooting workflow: what is proven, ruled out, unknown, and what helps");
  app->add_option("WORKFLOW", diagnose->workflow, "one of those it lists without an argument, or all");
  app->add_option("OBJECT", diagnose->object, "KIND/NAMESPACE/NAME, KIND/NAME or a name; none: the cluster as a whole");
  app->add_flag("--logs", diagnose->logs,
                "reads the last 200 lines of the driver pods that it names and shows those that matter");
  app->add_flag("--previous", diagnose->previous, "the same of the containers before their last restart");
  return {app, [diagnose, &options] { return runDiagnose(*diagnose, options); }};
}

}  // namespace claimscope::app
