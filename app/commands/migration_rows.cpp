// Rows, JSON and manifests of `claimscope migration`.
#include <fmt/format.h>

#include <set>

#include "app/commands/migration.h"
#include "model/base/words.h"
#include "model/base/yaml.h"

namespace claimscope::app {
namespace {

using migration::Bench;
using migration::Entry;

std::string orDash(const std::string& text) {
  return text.empty() ? "-" : text;
}

std::string shown(const Text& text) {
  return words::oneLine(text.view());
}

Json asksJson(const std::vector<migration::ContainerAsk>& asks) {
  Json out = Json::array();
  for (const migration::ContainerAsk& ask : asks) {
    out.push_back(
        {{"container", ask.container.str()}, {"resource", ask.resource.str()}, {"count", ask.count}, {"init", ask.init}});
  }
  return out;
}

Json entryJson(const cluster::Snapshot& snapshot, const Bench& bench, const Entry& entry) {
  const migration::Workload& workload = entry.workload;
  Json out = {{"kind", workload.kindWord},
              {"namespace", workload.namespaceName.str()},
              {"name", workload.name.str()},
              {"uid", workload.uid.str()},
              {"fit", fitWord(entry.fit)},
              {"phase", phaseWord(entry.phase)},
              {"why", entry.why},
              {"pods", workload.desired},
              {"ready", workload.ready},
              {"devicesPerPod", workload.perPod()},
              {"asks", asksJson(workload.asks)},
              {"askedBefore", asksJson(workload.before)},
              {"group", entry.group},
              {"managedBy", workload.managedBy},
              {"claimed", entry.claimed},
              {"waiting", entry.waiting},
              {"gains", entry.gains()},
              {"servedByClass", entry.servedByClass},
              {"free", countJson({entry.placement.free, Bound::atMost})},
              {"placed", countJson({entry.placement.placed, Bound::atMost})},
              {"nodes", countJson({entry.placement.nodes, Bound::atMost})},
              {"placedOnHandedOver", countJson({entry.handedOver.placed, Bound::atMost})},
              {"template", entry.proposal.templateName}};
  Json quotas = Json::array();
  for (const migration::QuotaRoom& quota : entry.quotas) {
    quotas.push_back(
        {{"quota", quota.quota}, {"resource", quota.resource}, {"hard", quota.hard}, {"used", quota.used}, {"adds", quota.adds}});
  }
  out["quotas"] = std::move(quotas);
  const Pod* form = migration::formOf(snapshot, workload);
  if (entry.patchable() && form != nullptr && !workload.asks.empty()) {
    out["patch"] = migration::workloadPatch(*form, workload, entry.proposal, bench.pinNodes);
    out["undo"] = migration::workloadUndo(*form, workload, {entry.proposal.entryName}, bench.pinNodes);
  }
  return out;
}

}  // namespace

Listing migrationInventory(const Bench& bench) {
  Listing out;
  out.columns = {{"RESOURCE"}, {"NODES"}, {"ALLOCATABLE"}, {"REQUESTED"}, {"FREE"}, {"WORKLOADS"}, {"PODS"}};
  for (const migration::ResourceUse& use : bench.fleet.resources) {
    out.rows.push_back({shown(use.resource), words::number(use.nodes), countText(use.allocatable), countText(use.requested),
                        countText(use.free), words::number(use.workloads), words::number(use.pods)});
  }
  return out;
}

Listing migrationNodes(const Bench& bench) {
  Listing out;
  out.columns = {{"NODE"},    {"GROUP"}, {"RESOURCE"}, {"ALLOCATABLE"}, {"REQUESTED"},
                 {"DEVICES"}, {"HELD"},  {"SERVES"},   {"LABELLED"}};
  for (const migration::NodeUse& use : bench.fleet.nodes) {
    out.rows.push_back({shown(use.node), shown(use.group), shown(use.resource), words::number(use.allocatable),
                        words::number(use.requested), words::number(use.devices), words::number(use.held),
                        std::string(servesWord(use.serves)) + (use.mayBeDoubled() ? " (may be doubled)" : ""),
                        use.labelled ? "yes" : "no"});
  }
  return out;
}

Listing migrationReadiness(const Bench& bench) {
  Listing out;
  out.columns = {{"READY"}, {"CHECK"}, {"SEEN"}, {"DO"}};
  for (const migration::ReadinessCheck& check : bench.readiness.checks) {
    out.rows.push_back({std::string(readyWord(check.state)), check.title, orDash(check.detail), orDash(check.fix)});
  }
  return out;
}

Listing migrationPhases(const Bench& bench) {
  Listing out;
  out.columns = {{"PHASE"}, {"PROVEN"}, {"OF"}};
  for (std::size_t i = 0; i < migration::kPhases; ++i) {
    out.rows.push_back({std::string(phaseWord(static_cast<migration::Phase>(i))), countText(bench.phases[i].proven),
                        words::number(bench.phases[i].of)});
  }
  return out;
}

Listing migrationWorkloads(const Bench& bench) {
  Listing out;
  out.columns = {{"FIT"}, {"WORKLOAD"}, {"KIND"}, {"PODS"}, {"DEVICES"}, {"POOL"}, {"PHASE"}, {"WHY"}, {"MANAGED BY", true}};
  for (const Entry& entry : bench.entries) {
    const migration::Workload& workload = entry.workload;
    out.rows.push_back({entry.fit == migration::Fit::noFit ? "no fit" : std::string(fitWord(entry.fit)),
                        words::oneLine(workload.qualifiedName()), words::oneLine(workload.kindWord),
                        words::number(workload.desired), words::number(workload.perPod()), orDash(words::oneLine(entry.group)),
                        std::string(phaseWord(entry.phase)), entry.why, orDash(words::oneLine(workload.managedBy))});
  }
  return out;
}

Json migrationJson(const cluster::Snapshot& snapshot, const Bench& bench) {
  Json out = {{"verdict", migration::verdictText(bench)},
              {"workloads", countJson({static_cast<std::int64_t>(bench.entries.size()), bench.bound})},
              {"fits", countJson(bench.fits)},
              {"change", countJson(bench.change)},
              {"noFit", countJson(bench.noFit)},
              {"together", bench.together},
              {"gains", bench.gains},
              {"devicesAsked", bench.devicesAsked},
              {"helmReleases", bench.helmReleases},
              {"argoApps", bench.argoApps},
              {"pinNodes", bench.pinNodes}};
  for (std::size_t i = 0; i < migration::kPhases; ++i) {
    out["phases"][std::string(phaseWord(static_cast<migration::Phase>(i)))] = countJson(bench.phases[i].proven);
  }
  out["resources"] = Json::array();
  for (const migration::ResourceUse& use : bench.fleet.resources) {
    out["resources"].push_back({{"resource", use.resource.str()},
                                {"nodes", use.nodes},
                                {"allocatable", countJson(use.allocatable)},
                                {"requested", countJson(use.requested)},
                                {"free", countJson(use.free)},
                                {"workloads", use.workloads},
                                {"pods", use.pods}});
  }
  out["nodes"] = Json::array();
  for (const migration::NodeUse& use : bench.fleet.nodes) {
    out["nodes"].push_back({{"node", use.node.str()},
                            {"group", use.group.str()},
                            {"resource", use.resource.str()},
                            {"allocatable", use.allocatable},
                            {"requested", use.requested},
                            {"devices", use.devices},
                            {"held", use.held},
                            {"labelled", use.labelled},
                            {"serves", servesWord(use.serves)},
                            {"handedOver", use.handedOver()},
                            {"mayBeDoubled", use.mayBeDoubled()}});
  }
  out["groups"] = Json::array();
  for (const migration::GroupUse& group : bench.fleet.groups) {
    out["groups"].push_back({{"group", group.group.str()},
                             {"nodes", group.nodes},
                             {"labelled", group.labelled},
                             {"handedOver", group.handedOver},
                             {"servesBoth", group.doubled}});
  }
  out["readiness"] = Json::array();
  for (const migration::ReadinessCheck& check : bench.readiness.checks) {
    out["readiness"].push_back({{"id", check.id},
                                {"title", check.title},
                                {"ready", readyWord(check.state)},
                                {"detail", check.detail},
                                {"fix", check.fix}});
  }
  out["classes"] = Json::array();
  for (const migration::ProposedClass& one : bench.classes) {
    out["classes"].push_back({{"resource", one.resource.str()},
                              {"name", one.name},
                              {"driver", one.driver},
                              {"selectors", one.selectors},
                              {"extendedResourceName", one.extendedResourceName},
                              {"exists", one.exists},
                              {"problem", one.problem}});
  }
  out["items"] = Json::array();
  for (const Entry& entry : bench.entries) {
    out["items"].push_back(entryJson(snapshot, bench, entry));
  }
  out["otherResources"] = Json::array();
  for (const Text& other : bench.fleet.others) {
    out["otherResources"].push_back(other.str());
  }
  out["sources"] =
      sourcesJson(snapshot, {Kind::Node, Kind::Pod, Kind::ResourceSlice, Kind::ResourceClaim, Kind::DeviceClass, Kind::Deployment,
                             Kind::StatefulSet, Kind::DaemonSet, Kind::Job, Kind::CronJob, Kind::ResourceQuota});
  return out;
}

std::string migrationManifests(const cluster::Snapshot& snapshot, const Bench& bench) {
  std::string out;
  std::set<std::string> classes;
  const auto add = [&out](const Json& object) {
    out += (out.empty() ? "" : "---\n") + yaml::fromJson(object.dump(-1, ' ', false, Json::error_handler_t::replace));
    out += out.ends_with('\n') ? "" : "\n";
  };
  for (const migration::ProposedClass& one : bench.classes) {
    if (!one.exists && one.problem.empty() && classes.insert(one.name).second) {
      add(migration::classManifest(migration::devicesApi(snapshot, Kind::DeviceClass), one));
    }
  }
  for (const Entry& entry : bench.entries) {
    if (entry.proposal.problem.empty() && !entry.proposal.templateExists) {
      add(migration::templateManifest(migration::devicesApi(snapshot, Kind::ResourceClaimTemplate), entry.workload,
                                      entry.proposal));
    }
  }
  for (const Entry& entry : bench.entries) {
    const Pod* form = migration::formOf(snapshot, entry.workload);
    if (!entry.patchable() || form == nullptr || entry.workload.asks.empty()) {
      continue;
    }
    out += fmt::format(
        "# {}: {}{}\n", words::oneLine(entry.workload.qualifiedName()), entry.why,
        entry.workload.managedBy.empty() ? "" : "; written by " + words::oneLine(entry.workload.managedBy) + ", patch it there");
    std::string command =
        migration::patchCommand(entry.workload, migration::workloadPatch(*form, entry.workload, entry.proposal, bench.pinNodes));
    for (std::size_t at = 0; (at = command.find('\n', at)) != std::string::npos; at += 2) {
      command.insert(at + 1, "# ");
    }
    out += "# " + command + "\n";
  }
  return out;
}

}  // namespace claimscope::app
