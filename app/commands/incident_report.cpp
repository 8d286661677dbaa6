#include "app/commands/incident_report.h"

#include <utility>

#include "app/commands/report.h"
#include "model/base/yaml.h"
#include "model/diagnosis/disagreement.h"

namespace claimscope::app {
namespace {

std::string written(const ReportRequest& request, const cluster::Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis,
                    const Incident& incident) {
  switch (request.format) {
    case ReportRequest::Format::json:
    case ReportRequest::Format::yaml: {
      const bool json = request.format == ReportRequest::Format::json;
      Json document = reportJson(snapshot, diagnosis);
      document.update(incidentJson(incident));
      const std::string text = document.dump(json ? 2 : -1, ' ', false, Json::error_handler_t::replace);
      return (json ? text : yaml::fromJson(text)) + "\n";
    }
    case ReportRequest::Format::html:
      return reportHtml(snapshot, diagnosis, incident);
    case ReportRequest::Format::markdown:
      break;
  }
  return reportMarkdown(snapshot, diagnosis) + "\n" + incidentMarkdown(incident);
}

/// Journals name objects that may be gone from the cluster.
void redactActions(NameMap& names, const actions::JournalList& journals, Incident& incident) {
  for (const actions::JournalFile& file : journals.files) {
    for (const actions::Step& step : file.plan.steps) {
      names.add("ns", step.call.target.namespaceName);
      names.add(step.call.target.resource.resource == "nodes"  ? "node"
                : step.call.target.resource.resource == "pods" ? "pod"
                                                               : "object",
                step.call.target.name);
    }
  }
  for (ActionTaken& taken : incident.actions) {
    taken.title = names.apply(taken.title);
    taken.result = names.apply(taken.result);
    taken.who = taken.who.empty() ? "" : "user";
    for (std::string& command : taken.commands) {
      command = names.apply(command);
    }
  }
  for (std::string& text : incident.unreadable) {
    text = "a journal";
  }
}

}  // namespace

std::string incidentReport(cluster::SnapshotPtr snapshot, const utilisation::Utilisation* use,
                           const actions::JournalList& journals, ReportRequest request) {
  Incident incident;
  incident.windowMs = request.windowMs;
  incident.redacted = request.redact;
  if (!request.redact) {
    incident.pictures = std::move(request.pictures);
  }
  addActions(*snapshot, journals, incident);
  if (request.redact) {
    NameMap names(*snapshot);
    redactActions(names, journals, incident);
    snapshot = redacted(*snapshot, names);
    use = nullptr;  // it goes by the names of before
  }
  const diagnosis::Diagnosis diagnosis =
      diagnosis::diagnose(*snapshot, diagnosis::schedulerDisagreements(*snapshot).findings, use);
  addTimeline(*snapshot, diagnosis, incident);
  addExplanations(*snapshot, request.top, incident);
  return written(request, *snapshot, diagnosis, incident);
}

}  // namespace claimscope::app
