// An explanation as one JSON document.
#include <map>

#include "app/commands/explain.h"
#include "model/base/log.h"

namespace claimscope::app {
namespace {

using namespace explanation;

Json timeJson(Time time) {
  return time.isSet() ? Json(formatTime(time)) : Json(nullptr);
}

std::string_view rungWord(RungState state) {
  switch (state) {
    case RungState::done:
      return "done";
    case RungState::holds:
      return "holds";
    case RungState::notReached:
      return "notReached";
    case RungState::notUsed:
      return "notUsed";
    case RungState::unknown:
      break;
  }
  return "unknown";
}

std::string_view agreementWord(SchedulerSays::Agreement agreement) {
  switch (agreement) {
    case SchedulerSays::Agreement::agrees:
      return "agrees";
    case SchedulerSays::Agreement::differs:
      return "differs";
    case SchedulerSays::Agreement::stale:
      return "stale";
    case SchedulerSays::Agreement::nothingSaid:
      break;
  }
  return "nothingSaid";
}

Json termJson(const TermRow& term) {
  Json out = {{"from", term.from},
              {"expression", term.expression},
              {"true", term.yes.value},
              {"false", term.no.value},
              {"error", term.error.value}};
  if (!term.hint.empty()) {
    out["hint"] = term.hint;
  }
  Json cells = Json::array();
  for (const Cell& cell : term.cells) {
    Json one = {{"value", cell.truth == Truth::yes  ? "true"
                          : cell.truth == Truth::no ? "false"
                                                    : "error"},
                {"firstFalse", cell.firstFalse},
                {"needed", cell.needed}};
    if (!cell.error.empty()) {
      one["error"] = cell.error;
    }
    cells.push_back(std::move(one));
  }
  out["groups"] = std::move(cells);
  return out;
}

Json requestJson(const RequestExplanation& request) {
  Json devices = Json::object();
  Json bounds = Json::object();
  for (const FunnelStep& step : request.funnel) {
    devices[step.id] = step.count.value;
    if (step.count.bound != Bound::exact) {
      bounds[step.id] = boundWord(step.count.bound);
    }
  }
  Json terms = Json::array();
  for (const TermRow& term : request.terms) {
    terms.push_back(termJson(term));
  }
  Json groups = Json::array();
  for (const DeviceGroup& group : request.groups) {
    groups.push_back({{"label", group.label}, {"devices", group.count.value}, {"passing", group.passing.value}});
  }
  Json out = {{"name", request.name}, {"deviceClass", request.deviceClass}, {"wanted", request.wanted},
              {"all", request.all},   {"adminAccess", request.adminAccess}, {"constraints", request.constraints},
              {"fits", request.fits}, {"devices", std::move(devices)}};
  if (!bounds.empty()) {
    out["bounds"] = std::move(bounds);
  }
  out["terms"] = std::move(terms);
  out["groups"] = std::move(groups);
  return out;
}

Json nodeJson(const NodeExplanation& node) {
  Json reasons = Json::array();
  for (const NodeReason& reason : node.reasons) {
    reasons.push_back({{"id", reason.id}, {"count", reason.count}, {"detail", reason.detail}});
  }
  return {{"name", node.name}, {"fits", node.fits}, {"relevant", node.relevant}, {"reasons", std::move(reasons)}};
}

Json holderJson(const Holder& holder) {
  return {{"claim", holder.name},
          {"devices", holder.devices.value},
          {"state", holder.state},
          {"heldSince", timeJson(holder.heldSince)},
          {"priority", holder.priority ? Json(*holder.priority) : Json(nullptr)},
          {"idleEvidence", holder.idleEvidence},
          {"yield", holder.yield}};
}

Json evidenceJson(const Evidence& evidence) {
  Json out = {
      {"object", evidence.object}, {"field", evidence.field}, {"value", log::redact(evidence.value)}, {"rule", evidence.rule}};
  if (!evidence.mark.empty()) {
    out["mark"] = evidence.mark;
  }
  if (evidence.time.isSet()) {
    out["time"] = formatTime(evidence.time);
  }
  if (!evidence.command.empty()) {
    out["command"] = evidence.command;
  }
  return out;
}

}  // namespace

Json explanationJson(const Explanation& e) {
  Json out;
  out["object"] = e.object;
  out["kind"] = e.kind;
  out["state"] = e.state;
  out["verdict"] = verdictWord(e.verdict);
  out["reason"] = e.reason;
  out["summary"] = e.summary;
  out["detail"] = e.detail;
  out["since"] = timeJson(e.since);
  out["computedFrom"] = timeJson(e.computedFrom);
  out["pod"] = e.pod;
  out["owner"] = e.owner;
  out["ladder"] = Json::array();
  for (const Rung& rung : e.ladder) {
    out["ladder"].push_back({{"id", rung.id},
                             {"title", rung.title},
                             {"state", rungWord(rung.state)},
                             {"detail", rung.detail},
                             {"since", timeJson(rung.since)}});
  }
  out["nodes"] = Json::array();
  for (const NodeExplanation& node : e.nodes) {
    out["nodes"].push_back(nodeJson(node));
  }
  out["requests"] = Json::array();
  for (const RequestExplanation& request : e.requests) {
    out["requests"].push_back(requestJson(request));
  }
  out["holders"] = Json::array();
  for (const Holder& holder : e.holders) {
    out["holders"].push_back(holderJson(holder));
  }
  out["fixes"] = Json::array();
  for (const Fix& fix : e.fixes) {
    out["fixes"].push_back({{"id", fix.id},
                            {"text", fix.text},
                            {"effect", fix.effect},
                            {"sideEffect", fix.sideEffect},
                            {"command", fix.command},
                            {"node", fix.node},
                            {"verified", fix.verified}});
  }
  out["evidence"] = Json::array();
  for (const Evidence& evidence : e.evidence) {
    out["evidence"].push_back(evidenceJson(evidence));
  }
  out["unknowns"] = Json::array();
  for (const Unknown& unknown : e.unknowns) {
    out["unknowns"].push_back({{"what", unknown.what}, {"because", unknown.because}, {"effect", unknown.effect}});
  }
  out["scheduler"] = {{"agreement", agreementWord(e.scheduler.agreement)},
                      {"message", log::redact(e.scheduler.message)},
                      {"time", timeJson(e.scheduler.time)},
                      {"note", e.scheduler.note}};
  return out;
}

}  // namespace claimscope::app
