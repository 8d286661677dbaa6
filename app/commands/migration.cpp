// claimscope migration: from device plugins to claims: what there is, whether it is ready, what would be written, how far it is.
// claimscope migrate: the steps, as plans.
#include "app/commands/migration.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/commands/action_flags.h"
#include "app/commands/command.h"
#include "model/base/words.h"
#include "model/base/yaml.h"

namespace claimscope::app {
namespace {

using migration::Bench;

struct MigrationOptions {
  std::string view = "board";
};

void printListing(const Listing& listing, const CommonOptions& options) {
  if (!listing.rows.empty()) {
    fmt::print("{}", options.output == "md" ? renderMarkdown(listing, true) : renderTable(listing, options.output == "wide"));
  }
}

void printText(const cluster::Snapshot& snapshot, const Bench& bench, const std::string& view, const CommonOptions& options) {
  const auto gap = [] { fmt::print("\n"); };
  if (view == "proposal") {
    fmt::print("{}", migrationManifests(snapshot, bench));
    return;
  }
  if (view == "readiness") {
    printListing(migrationReadiness(bench), options);
    return;
  }
  fmt::print("{}\n", migration::verdictText(bench));
  if (!bench.blind.empty()) {
    fmt::print("{}: numbers are bounds.\n", bench.blind);
  }
  gap();
  if (view == "inventory") {
    printListing(migrationInventory(bench), options);
    gap();
    printListing(migrationNodes(bench), options);
    return;
  }
  if (view == "board") {
    printListing(migrationPhases(bench), options);
    gap();
  }
  printListing(migrationWorkloads(bench), options);
  if (view == "replay") {
    fmt::print("\n{} of those that fit would fit at the same time; {} that wait today would start.\n",
               words::number(bench.together), words::counted(bench.gains, "workload"));
  }
  if (!bench.doubled.empty()) {
    std::vector<std::string> names;
    for (const migration::Doubled& one : bench.doubled) {
      names.push_back(words::oneLine(one.node.view()));
    }
    fmt::print("\n{} the device plugin and claims, so that a device may be handed out twice: {}\n",
               words::counted(static_cast<std::int64_t>(names.size()), "node serves", "nodes serve"), words::listed(names, 5));
  }
}

int runMigration(const MigrationOptions& asked, const CommonOptions& options) {
  auto loaded = loadCluster(options, everyKind());
  if (!loaded) {
    return loaded.error();
  }
  const Bench bench = migration::benchOf(*loaded->snapshot);
  if (asked.view == "proposal" && options.output != "json") {
    fmt::print("{}", migrationManifests(*loaded->snapshot, bench));
  } else if (options.output == "json" || options.output == "yaml") {
    const std::string text = migrationJson(*loaded->snapshot, bench)
                                 .dump(options.output == "json" ? 2 : -1, ' ', false, Json::error_handler_t::replace);
    fmt::print("{}\n", options.output == "json" ? text : yaml::fromJson(text));
  } else {
    printText(*loaded->snapshot, bench, asked.view, options);
  }
  if (loaded->problems != 0) {
    return loaded->problems;
  }
  // The answer is negative where a whole workload cannot move, or the cluster is not ready at all.
  return bench.noFit.value > 0 || bench.readiness.worst() == migration::Ready::no ? 1 : 0;
}

struct MigrateOptions {
  std::string what;
  std::vector<std::string> names;
  std::int64_t next = 0;
  FlagValues values;
  RunFlags run;
};

/// "deployment/ml/x"; "ml/x" is the one workload of that name.
Result<actions::ObjectRef> workloadRef(const Bench& bench, const std::string& word) {
  const std::vector<std::string> kinds = {"deployment", "statefulset", "daemonset", "job", "cronjob", "pod", "workload"};
  for (const std::string& kind : kinds) {
    if (word.starts_with(kind + "/")) {
      const auto [space, name] = splitQualified(word.substr(kind.size() + 1), {});
      return actions::ObjectRef{kind, space, name};
    }
  }
  const auto [space, name] = splitQualified(word, {});
  const migration::Entry* found = nullptr;
  for (const migration::Entry& entry : bench.entries) {
    if (entry.workload.namespaceName.view() == space && entry.workload.name.view() == name) {
      if (found != nullptr) {
        return fail(ErrorCode::usage, word + " is more than one workload",
                    "Say which: " + std::string(workloadWord(found->workload.kind)) + "/" + word);
      }
      found = &entry;
    }
  }
  if (found == nullptr) {
    return fail(ErrorCode::notFound, words::oneLine(word) + " asks for no device of a device plugin",
                "See claimscope migration board");
  }
  return actions::ObjectRef{std::string(workloadWord(found->workload.kind)), space, name};
}

Result<actions::ActionRequest> requestOf(const cluster::Snapshot& snapshot, const MigrateOptions& asked) {
  const std::string action = "migrate_" + asked.what;
  actions::ActionRequest request{action, {}, optionsOf(action, asked.values), {}};
  for (const auto& [name, value] : asked.values) {
    if (!value.empty() && request.options.count(name) == 0) {
      return fail(ErrorCode::usage, fmt::format("migrate {} has no --{}", asked.what, name));
    }
  }
  const auto most = static_cast<std::size_t>(std::max<std::int64_t>(asked.next, 0));
  const bool choose = asked.names.empty();
  if (choose && most == 0 && asked.what != "classes") {
    return fail(ErrorCode::usage, "migrate " + asked.what + " needs names, or --next N");
  }
  const Bench bench = migration::benchOf(snapshot);
  if (asked.what == "classes") {
    for (const migration::ProposedClass& one : bench.classes) {
      if (choose && one.problem.empty()) {
        request.objects.push_back({"class", "", one.name});
      }
    }
    for (const std::string& name : asked.names) {
      request.objects.push_back({"class", "", name});
    }
  } else if (asked.what == "nodes") {
    for (const Text& node : choose ? migration::nextNodes(bench, most) : std::vector<Text>{}) {
      request.objects.push_back({"node", "", node.str()});
    }
    for (const std::string& name : asked.names) {
      request.objects.push_back({"node", "", name});
    }
  } else {
    for (const migration::Entry* entry :
         choose ? migration::nextEntries(snapshot, bench, most) : std::vector<const migration::Entry*>{}) {
      request.objects.push_back(
          {std::string(workloadWord(entry->workload.kind)), entry->workload.namespaceName.str(), entry->workload.name.str()});
    }
    for (const std::string& name : asked.names) {
      const Result<actions::ObjectRef> object = workloadRef(bench, name);
      if (!object) {
        return fail(object.error());
      }
      request.objects.push_back(*object);
    }
  }
  if (request.objects.empty()) {
    return fail(ErrorCode::notFound, "no " + asked.what + " can be moved now", "See claimscope migration board");
  }
  return request;
}

int runMigrate(const MigrateOptions& asked, const CommonOptions& options) {
  auto loaded = loadCluster(options, kindsOfPlans());
  if (!loaded) {
    return loaded.error();
  }
  const Result<actions::ActionRequest> request = requestOf(*loaded->snapshot, asked);
  if (!request) {
    return reportError(request.error());
  }
  return planAndRun(options, *loaded, *request, asked.run);
}

}  // namespace

Command registerMigration(CLI::App& parent, CommonOptions& options) {
  auto asked = std::make_shared<MigrationOptions>();
  CLI::App* app = addCommand(parent, "migration", "From device plugins to claims: what there is, what fits, how far it is");
  app->add_option("VIEW", asked->view, "inventory, readiness, proposal (manifests to apply), replay or board")
      ->check(CLI::IsMember({"inventory", "readiness", "proposal", "replay", "board"}));
  return {app, [asked, &options] { return runMigration(*asked, options); }};
}

Command registerMigrate(CLI::App& parent, CommonOptions& options) {
  auto asked = std::make_shared<MigrateOptions>();
  CLI::App* app = addCommand(parent, "migrate", "Hands nodes over to a DRA driver, creates classes, moves workloads to claims");
  app->add_option("WHAT", asked->what, "nodes, classes or workloads")
      ->required()
      ->check(CLI::IsMember({"nodes", "classes", "workloads"}));
  app->add_option("NAME", asked->names, "nodes, classes, or workloads as KIND/NAMESPACE/NAME");
  app->add_option("--next", asked->next, "choose so many that can be moved now")->type_name("N");
  addActionFlags(*app, "migrate_nodes", asked->values);
  addActionFlags(*app, "migrate_workloads", asked->values);
  addRunFlags(*app, asked->run);
  return {app, [asked, &options] { return runMigrate(*asked, options); }};
}

}  // namespace claimscope::app
