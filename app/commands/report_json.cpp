// The report as one JSON document.
#include "app/commands/report.h"
#include "model/base/log.h"

namespace claimscope::app {
namespace {

using cluster::DeviceState;
using cluster::Snapshot;

Json timeJson(Time time) {
  return time.isSet() ? Json(formatTime(time)) : Json(nullptr);
}

Json ageJson(const Snapshot& snapshot, Time since) {
  return since.isSet() ? Json(std::max<std::int64_t>(0, snapshot.time - since) / 1000) : Json(nullptr);
}

Json findingJson(const Snapshot& snapshot, const diagnosis::Finding& finding) {
  Json objects = Json::array();
  for (const diagnosis::ObjectRef& object : finding.objects) {
    objects.push_back({{"kind", object.kind}, {"namespace", object.namespaceName}, {"name", object.name}});
  }
  Json evidence = Json::array();
  for (const diagnosis::Evidence& item : finding.evidence) {
    evidence.push_back({{"object", item.object}, {"field", item.field}, {"value", item.value}});
  }
  return {{"id", finding.id},
          {"check", finding.check},
          {"severity", diagnosis::severityWord(finding.severity)},
          {"title", finding.title},
          {"detail", finding.detail},
          {"since", timeJson(finding.since)},
          {"ageSeconds", ageJson(snapshot, finding.since)},
          {"objects", std::move(objects)},
          {"evidence", std::move(evidence)},
          {"command", finding.command}};
}

Json groupJson(const Snapshot& snapshot, const cluster::GroupView& group) {
  const Bound devices = snapshot.inventory->deviceBound;
  const auto of = [&](DeviceState state) { return group.counts.of(state); };
  return {{"name", group.name.view()},
          {"nodes", countJson({static_cast<std::int64_t>(group.nodes.size()), snapshot.boundOf(Kind::Node)})},
          {"product", group.product.view()},
          {"devices", countJson({group.counts.total(), devices})},
          {"free", countJson({of(DeviceState::free), group.counts.freeBound})},
          {"inUse", countJson({of(DeviceState::inUse), group.counts.inUseBound})},
          {"reservedNotUsed", countJson({of(DeviceState::reservedNotUsed), group.counts.inUseBound})},
          {"tainted", countJson({of(DeviceState::tainted), group.counts.taintedBound})},
          {"unhealthy", countJson({of(DeviceState::unhealthy), devices})},
          {"unknown", countJson({of(DeviceState::unknown), devices})},
          {"staleGeneration", countJson({of(DeviceState::staleGeneration), devices})},
          {"counterBlocked", group.counts.blocked}};
}

}  // namespace

Json reportJson(const Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis) {
  std::vector<Kind> kinds;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    kinds.push_back(static_cast<Kind>(i));
  }
  const cluster::Inventory& inventory = *snapshot.inventory;
  Json out;
  out["context"] = log::redact(snapshot.server.context);
  out["address"] = log::redact(snapshot.server.address);
  out["serverVersion"] = snapshot.server.gitVersion;
  out["time"] = timeJson(snapshot.time);
  out["verdict"] = diagnosis.verdict;
  out["verdictDetail"] = diagnosis.verdictDetail;
  out["worst"] = diagnosis.anythingWrong ? Json(diagnosis::severityWord(diagnosis.worst)) : Json(nullptr);
  out["checks"] = {{"run", diagnosis.checksRun}, {"passed", diagnosis.checksPassed}};
  out["findings"] = Json::array();
  for (const diagnosis::Finding& finding : diagnosis.findings) {
    out["findings"].push_back(findingJson(snapshot, finding));
  }
  out["totals"] = {{"nodes", countJson({static_cast<std::int64_t>(inventory.nodes.size()), snapshot.boundOf(Kind::Node)})},
                   {"devices", countJson({inventory.counts.total(), inventory.deviceBound})},
                   {"claims", countJson({static_cast<std::int64_t>(inventory.claims.size()), inventory.claimBound})}};
  out["pools"] = Json::array();
  for (const cluster::GroupView& group : inventory.groups) {
    if (group.counts.total() > 0) {
      out["pools"].push_back(groupJson(snapshot, group));
    }
  }
  out["pendingClaims"] = Json::array();
  for (const PendingRow& row : pendingRows(snapshot, diagnosis)) {
    out["pendingClaims"].push_back({{"namespace", row.namespaceName},
                                    {"claim", row.claim},
                                    {"exists", row.exists},
                                    {"deviceClass", row.deviceClass},
                                    {"wanted", row.wanted},
                                    {"since", timeJson(row.since)},
                                    {"ageSeconds", ageJson(snapshot, row.since)},
                                    {"heldAt", row.heldAt},
                                    {"why", log::redact(row.why)},
                                    {"told", log::redact(row.told)}});
  }
  out["notChecked"] = diagnosis.notChecked;
  out["sources"] = sourcesJson(snapshot, kinds);
  return out;
}

}  // namespace claimscope::app
