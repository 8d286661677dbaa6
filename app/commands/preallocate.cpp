// claimscope preallocate: holds devices with a lease before the pod that needs them is there.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/commands/action_flags.h"
#include "app/commands/listing.h"
#include "app/commands/plan_text.h"
#include "model/actions/calls.h"
#include "model/actions/device_names.h"
#include "model/actions/fitting_nodes.h"
#include "model/actions/hold_preview.h"
#include "model/actions/plan_json.h"
#include "model/actions/reservations.h"
#include "model/base/json_tree.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

struct PreallocateOptions {
  std::vector<std::string> what;
  std::string claim;
  std::string namespaceName;
  bool ways = false;
  bool nodes = false;
  FlagValues values;
  RunFlags run;
};

int printWays(const cluster::Snapshot& snapshot) {
  for (const actions::WayOffer& offer : actions::waysOffered(snapshot)) {
    fmt::print("--way {}  {}{}\n", actions::wayWord(offer.way), offer.title, offer.possible ? "" : "  (not possible here)");
    if (!offer.possible) {
      fmt::print("    {}\n", offer.because);
    }
    for (const std::string& give : offer.gives) {
      fmt::print("  + {}\n", give);
    }
    for (const std::string& cost : offer.costs) {
      fmt::print("  - {}\n", cost);
    }
  }
  fmt::print("Not offered:\n");
  for (const std::string& text : actions::waysNotOffered()) {
    fmt::print("    {}\n", text);
  }
  return 0;
}

Listing nodeListing(const actions::FittingNodes& fitting) {
  Listing out;
  out.columns = {{"NODE"}, {"GETS"}, {"LEFT FREE"}, {"DEVICES"}, {"POOL"}, {"ZONE"}};
  for (const actions::FittingNode& node : fitting.nodes) {
    std::vector<std::string> devices;
    for (const std::string& device : node.devices) {
      devices.push_back(device.substr(device.rfind('/') + 1));
    }
    out.rows.push_back({node.node, std::to_string(node.devices.size()),
                        words::bounded(node.freeAfter.value, node.freeAfter.bound),
                        devices.empty() ? "-" : words::listed(devices, 8),
                        node.pools.empty() ? "-" : words::listed(node.pools, 2), node.zone.empty() ? "-" : node.zone});
  }
  return out;
}

actions::OrderedJson nodesJson(const actions::FittingNodes& fitting) {
  using actions::OrderedJson;
  const auto count = [](Count value) { return OrderedJson{{"value", value.value}, {"bound", boundWord(value.bound)}}; };
  OrderedJson nodes = OrderedJson::array();
  for (const actions::FittingNode& node : fitting.nodes) {
    nodes.push_back({{"name", node.node},
                     {"zone", node.zone},
                     {"devices", node.devices},
                     {"pools", node.pools},
                     {"freeAfter", count(node.freeAfter)}});
  }
  OrderedJson misses = OrderedJson::array();
  for (const actions::MissedNodes& miss : fitting.misses) {
    misses.push_back({{"id", miss.reason}, {"nodes", miss.nodes}, {"example", miss.example}, {"detail", miss.detail}});
  }
  return {{"fits", count({static_cast<std::int64_t>(fitting.nodes.size()), fitting.bound})},
          {"nodes", std::move(nodes)},
          {"nearMisses", std::move(misses)},
          {"otherNearMisses", fitting.otherMisses},
          {"withoutSuchDevices", fitting.without},
          {"excluded", fitting.excluded},
          {"summary", actions::fittingWords(fitting)}};
}

/// With the nodes where it fits, best fit first: of thousands the first few, and how many there are; all of them with --nodes.
std::string nodesText(const actions::FittingNodes& fitting, bool all) {
  constexpr std::size_t kShown = 12;
  std::string out = "\nNodes where it fits now\n  " + words::oneLine(actions::fittingWords(fitting)) + "\n";
  for (const actions::MissedNodes& miss : fitting.misses) {
    if (!miss.example.empty()) {
      out += "  nearest that " + (miss.words.starts_with("have ") ? "has " + miss.words.substr(5) : miss.words) + ": " +
             words::oneLine(miss.example) + (miss.detail.empty() ? "" : ", " + words::oneLine(miss.detail)) + "\n";
    }
  }
  if (fitting.nodes.empty()) {
    return out;
  }
  Listing listing = nodeListing(fitting);
  const std::size_t rows = listing.rows.size();
  if (!all && rows > kShown) {
    listing.rows.resize(kShown);
  }
  out += "\n" + renderTable(listing, false);
  if (listing.rows.size() < rows) {
    out += "  and " + words::number(static_cast<std::int64_t>(rows - listing.rows.size())) + " more: --nodes lists all\n";
  }
  return out;
}

void printHold(const CommonOptions& options, const actions::ActionPlan& plan, const cluster::Snapshot& snapshot, bool nodes) {
  const auto fitting = actions::fittingNodes(snapshot, plan.request);
  if (options.output == "json") {
    actions::OrderedJson out = actions::planJson(plan);
    if (nodes && fitting) {
      out["fitting"] = nodesJson(*fitting);
    }
    fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    return;
  }
  fmt::print("{}", options.output == "md" ? planMarkdown(plan) : planText(plan));
  if (options.output != "md" && fitting) {
    fmt::print("{}", nodesText(*fitting, nodes));
    const actions::HoldPreview preview = actions::holdPreview(plan);
    fmt::print("\nLease: expires {}\n", words::oneLine(actions::expiryWords(preview, snapshot.time)));
    if (!preview.workload.empty()) {
      fmt::print("{}:\n{}", words::oneLine(preview.workloadTitle), preview.workload);
    }
  }
}

/// A class, or with --way taint devices by name.
Result<std::vector<actions::ObjectRef>> objectsOf(const PreallocateOptions& asked, const cluster::Snapshot& snapshot) {
  std::vector<actions::ObjectRef> out;
  if (!asked.claim.empty()) {
    const auto [namespaceName, name] = splitQualified(asked.claim, asked.namespaceName);
    out.push_back({"claim", namespaceName, name});
  }
  for (const std::string& word : asked.what) {
    if (word.find('/') == std::string::npos) {
      out.push_back({"class", "", word});
      continue;
    }
    auto device = actions::deviceByWord(snapshot, word);
    if (!device) {
      return fail(device.error());
    }
    out.push_back(std::move(*device));
  }
  return out;
}

int runPreallocate(const PreallocateOptions& asked, const CommonOptions& options) {
  if (!asked.ways && asked.what.empty() == asked.claim.empty()) {
    return reportError({ErrorCode::usage,
                        "preallocate needs a class, devices, or --claim",
                        "Write claimscope preallocate CLASS --count 2",
                        {},
                        0});
  }
  auto loaded = loadCluster(options, kindsOfPlans());
  if (!loaded) {
    return loaded.error();
  }
  if (asked.ways) {
    return printWays(*loaded->snapshot);
  }
  auto objects = objectsOf(asked, *loaded->snapshot);
  if (!objects) {
    return reportError(objects.error());
  }
  FlagValues values = optionsOf("preallocate", asked.values);
  if (!asked.namespaceName.empty()) {
    values["namespace"] = asked.namespaceName;
  }
  RunFlags run = asked.run;
  if (run.planOnly || asked.nodes) {
    run.print = [&](const actions::ActionPlan& plan) { printHold(options, plan, *loaded->snapshot, asked.nodes); };
  }
  return planAndRun(options, *loaded, {"preallocate", std::move(*objects), std::move(values), {}}, run);
}

}  // namespace

Command registerPreallocate(CLI::App& parent, CommonOptions& options) {
  auto asked = std::make_shared<PreallocateOptions>();
  CLI::App* app = addCommand(parent, "preallocate", "Holds devices with a lease before the pod that needs them is there");
  app->add_option("CLASS", asked->what, "DeviceClass; with --way taint also devices: driver/pool/device");
  app->add_option("--claim", asked->claim, "hold this claim, which exists already")->type_name("NS/NAME");
  app->add_flag("--ways", asked->ways, "only print which ways this cluster has, and what each costs");
  app->add_flag("--nodes", asked->nodes, "list every node where it fits now; with -o json too");
  addNamespaceFlag(*app, asked->namespaceName);
  addActionFlags(*app, "preallocate", asked->values, {"namespace"});
  addRunFlags(*app, asked->run);
  return {app, [asked, &options] { return runPreallocate(*asked, options); }};
}

}  // namespace claimscope::app
