// claimscope drain, cordon, uncordon: kubectl's commands by kubectl's options, rehearsed with their claims before anything is
// sent.
#include "app/commands/drain.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>

#include "app/commands/command.h"
#include "app/commands/run_plan.h"
#include "model/actions/action.h"
#include "model/actions/drain_node/label_query.h"
#include "model/base/yaml.h"

namespace claimscope::app {
namespace {

struct NodeOptions {
  std::vector<std::string> nodes;
  std::string selector;
  RunFlags run;
};

struct DrainFlags {
  NodeOptions of;
  bool ignoreDaemonSets = false;
  bool deleteEmptyDirData = false;
  bool force = false;
  bool disableEviction = false;
  std::int64_t gracePeriod = -1;
  std::string timeout = "0";
  std::int64_t skipWait = 0;
  std::string podSelector;
  std::int64_t nodesAtATime = 1;
  std::int64_t chunkSize = 500;
  std::string cases;
};

void addNodeFlags(CLI::App& app, NodeOptions& options) {
  app.add_option("NODE", options.nodes, "one or more nodes");
  app.add_option("-l,--selector", options.selector, "the nodes with these labels instead")->type_name("LABELS");
  addRunFlags(app, options.run);
}

/// Those that were named, or that have the labels, in the order of their names.
Result<std::vector<actions::ObjectRef>> objectsOf(const cluster::Snapshot& snapshot, const NodeOptions& options) {
  std::vector<actions::ObjectRef> out;
  if (options.nodes.empty() == options.selector.empty()) {
    return fail(ErrorCode::usage, options.nodes.empty() ? "no node is named" : "both nodes and --selector are given",
                "Name nodes, or select them with -l");
  }
  for (const std::string& node : options.nodes) {
    constexpr std::string_view kPrefixes[] = {"node/", "nodes/", "no/"};
    const auto* const prefix =
        std::find_if(std::begin(kPrefixes), std::end(kPrefixes), [&](std::string_view p) { return node.starts_with(p); });
    out.push_back({"node", "", prefix == std::end(kPrefixes) ? node : node.substr(prefix->size())});
  }
  if (options.selector.empty()) {
    return out;
  }
  const Result<NodeSelector> query = actions::drain::parseLabelQuery(options.selector);
  if (!query) {
    return fail(query.error());
  }
  snapshot.of<Node>().forEach([&](cluster::Slot, const Node& node) {
    if (actions::drain::passes(*query, node.meta)) {
      out.push_back({"node", "", node.meta.name.str()});
    }
  });
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return out.empty() ? Result<std::vector<actions::ObjectRef>>(
                           fail(ErrorCode::notFound, "no node has the labels " + options.selector, "See claimscope get nodes"))
                     : out;
}

int act(const std::string& action, const NodeOptions& of, std::map<std::string, std::string> values, const CommonOptions& options,
        RunFlags flags) {
  auto loaded = loadCluster(options, kindsOfPlans());
  if (!loaded) {
    return loaded.error();
  }
  auto objects = objectsOf(*loaded->snapshot, of);
  if (!objects) {
    return reportError(objects.error());
  }
  actions::ActionRequest request;
  request.action = action;
  request.objects = std::move(*objects);
  request.options = std::move(values);
  const Result<actions::ActionPlan> plan = actions::planAction(*loaded->snapshot, request);
  return plan ? runPlan(options, *loaded, *plan, flags) : reportError(plan.error());
}

int answerCases(const std::string& path) {
  std::ifstream file;
  if (path != "-") {
    file.open(path);
    if (!file) {
      return reportError({ErrorCode::usage, "cannot read " + path, "Check the path and its permissions", {}, 0});
    }
  }
  const Status done = answerDrainCases(path == "-" ? std::cin : file, std::cout, path);
  return done ? 0 : reportError(done.error());
}

int runDrain(const DrainFlags& drain, const CommonOptions& options) {
  if (!drain.cases.empty()) {
    return answerCases(drain.cases);
  }
  const auto word = [](bool value) { return std::string(value ? "true" : "false"); };
  RunFlags flags = drain.of.run;
  flags.print = [&](const actions::ActionPlan& plan) {
    if (options.output == "json" || options.output == "yaml") {
      const std::string text =
          drainJson(plan).dump(options.output == "json" ? 2 : -1, ' ', false, Json::error_handler_t::replace);
      fmt::print("{}\n", options.output == "json" ? text : yaml::fromJson(text));
    } else {
      fmt::print("{}", drainText(plan, options.output == "md"));
    }
  };
  return act("drain_node", drain.of,
             {{"ignore-daemonsets", word(drain.ignoreDaemonSets)},
              {"delete-emptydir-data", word(drain.deleteEmptyDirData)},
              {"force", word(drain.force)},
              {"disable-eviction", word(drain.disableEviction)},
              {"grace-period", std::to_string(drain.gracePeriod)},
              {"timeout", drain.timeout},
              {"skip-wait-for-delete-timeout", std::to_string(drain.skipWait)},
              {"pod-selector", drain.podSelector},
              {"nodes-at-a-time", std::to_string(drain.nodesAtATime)}},
             options, flags);
}

Command registerCordoning(CLI::App& parent, CommonOptions& options, const std::string& name, const std::string& help) {
  auto of = std::make_shared<NodeOptions>();
  CLI::App* app = addCommand(parent, name, help);
  addNodeFlags(*app, *of);
  return {app, [of, &options, name] { return act(name + "_node", *of, {}, options, of->run); }};
}

}  // namespace

Command registerDrain(CLI::App& parent, CommonOptions& options) {
  auto drain = std::make_shared<DrainFlags>();
  CLI::App* app =
      addCommand(parent, "drain", "Rehearses, and does, the drain of nodes: which pods go, and where their claims land");
  addNodeFlags(*app, drain->of);
  app->add_flag("--ignore-daemonsets", drain->ignoreDaemonSets, "Skip pods of DaemonSets");
  app->add_flag("--delete-emptydir-data", drain->deleteEmptyDirData, "Evict pods with emptyDir volumes, whose data is lost");
  app->add_flag("--force", drain->force, "Evict pods that no controller makes again");
  app->add_flag("--disable-eviction", drain->disableEviction, "Delete pods, and ask no PodDisruptionBudget");
  app->add_option("--grace-period", drain->gracePeriod, "Seconds each pod has to end; negative: its own")->type_name("N");
  app->add_option("--timeout", drain->timeout, "Give up after this time; 0 waits for ever")->type_name("DUR");
  app->add_option("--skip-wait-for-delete-timeout", drain->skipWait, "Do not wait for pods deleted longer ago than this")
      ->type_name("N");
  app->add_option("--pod-selector", drain->podSelector, "Only pods with these labels")->type_name("LABELS");
  app->add_option("--nodes-at-a-time", drain->nodesAtATime, "How many of several nodes at the same time")->type_name("N");
  app->add_option("--chunk-size", drain->chunkSize, "As kubectl's; has no effect")->group("");
  app->add_option("--cases", drain->cases, "Rehearsals of a file, one JSON object a line")->group("");
  return {app, [drain, &options] { return runDrain(*drain, options); }};
}

Command registerCordon(CLI::App& parent, CommonOptions& options) {
  return registerCordoning(parent, options, "cordon", "Keeps new pods off nodes");
}

Command registerUncordon(CLI::App& parent, CommonOptions& options) {
  return registerCordoning(parent, options, "uncordon", "Lets new pods on nodes again");
}

}  // namespace claimscope::app
