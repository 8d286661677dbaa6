#include "model/diagnosis/lint/lint.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/base/log.h"
#include "model/diagnosis/disagreement.h"
#include "model/diagnosis/lint/catalog.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// Problems of one rule that are listed; the rest is counted.
constexpr std::size_t kMostOfOneRule = 100;

std::string whatIsMissing(const LintWorld& world, const DeviceCatalog& devices, LintNeeds needs) {
  switch (needs) {
    case LintNeeds::nothing:
      return {};
    case LintNeeds::devices:
      return devices.empty() ? "no ResourceSlice is known" : std::string();
    case LintNeeds::cluster:
      return world.cluster == nullptr ? "no cluster is known" : std::string();
    case LintNeeds::snapshot:
      break;
  }
  return world.cluster == nullptr || world.manifests ? "manifests have no state" : std::string();
}

void clean(LintProblem& problem) {
  problem.message = cut(oneLine(log::redact(problem.message)), 400);
  problem.fix = cut(oneLine(log::redact(problem.fix)), 400);
  problem.field = oneLine(problem.field);
  problem.command = oneLine(problem.command);
  problem.id = oneLine(problem.id);
}

/// The checks of every snapshot, with the one that is too dear for that.
void addFindings(const LintWorld& world, LintReport& report) {
  const Diagnosis diagnosis = diagnose(*world.cluster, schedulerDisagreements(*world.cluster).findings);
  for (const Finding& finding : diagnosis.findings) {
    LintProblem problem;
    problem.id = finding.id;
    problem.rule = finding.check.empty() ? "scheduler_disagreement" : finding.check;
    problem.severity = finding.severity;
    problem.message = finding.title + (finding.detail.empty() ? "" : "; " + finding.detail);
    problem.since = finding.since;
    problem.command = finding.command;
    if (!finding.objects.empty()) {
      problem.object = finding.objects.front();
    }
    for (std::size_t i = 0; i < world.sources.size() && problem.source == kNoSource; ++i) {
      problem.source = world.sources[i].object == problem.object ? i : kNoSource;
    }
    report.problems.push_back(std::move(problem));
  }
  report.rulesRun += diagnosis.checksRun + 1;
  for (const std::string& reason : diagnosis.notChecked) {
    report.skipped.push_back(reason);
  }
}

}  // namespace

LintProblem problemAt(const LintWorld& world, std::size_t source, std::string field, std::string message, std::string fix) {
  LintProblem out;
  out.object = world.sources[source].object;
  out.since = world.sources[source].since;
  out.source = source;
  out.field = std::move(field);
  out.message = std::move(message);
  out.fix = std::move(fix);
  return out;
}

const std::vector<LintRule>& lintRules() {
  static const std::vector<LintRule> kRules = [] {
    std::vector<LintRule> out;
    addApiRules(out);
    addFieldRules(out);
    addRequestRules(out);
    addSelectorRules(out);
    addClassRules(out);
    addPodRules(out);
    addTaintRules(out);
    for (const Check& check : allChecks()) {
      out.push_back({check.id, Severity::warning, check.subject,
                     "A check of every snapshot; claimscope report tells more of what it finds.", LintNeeds::snapshot, nullptr});
    }
    out.push_back({"scheduler_disagreement", Severity::notice, "the scheduler's words beside the allocator's",
                   "The scheduler says something else than the allocator here, and no later change explains it.",
                   LintNeeds::snapshot, nullptr});
    return out;
  }();
  return kRules;
}

LintReport runLint(const LintWorld& world) {
  const DeviceCatalog devices(world);
  const LintContext context{world, devices};
  LintReport report;
  for (const LintRule& rule : lintRules()) {
    if (rule.run == nullptr) {
      continue;
    }
    const std::string missing = whatIsMissing(world, devices, rule.needs);
    if (!missing.empty()) {
      report.skipped.push_back(std::string(rule.id) + ": " + missing);
      continue;
    }
    ++report.rulesRun;
    std::vector<LintProblem> found;
    rule.run(context, found);
    const std::size_t all = found.size();
    found.resize(std::min(all, kMostOfOneRule));
    for (LintProblem& problem : found) {
      problem.rule = problem.rule.empty() ? std::string(rule.id) : problem.rule;
      problem.severity = problem.rated ? problem.severity : rule.severity;
      problem.id = problem.rule + ":" + problem.object.str() + (problem.field.empty() ? "" : ":" + problem.field);
      report.problems.push_back(std::move(problem));
    }
    if (all > kMostOfOneRule) {
      report.skipped.push_back(std::string(rule.id) + ": " + number(static_cast<std::int64_t>(all - kMostOfOneRule)) +
                               " more of them are not listed");
    }
  }
  if (whatIsMissing(world, devices, LintNeeds::snapshot).empty()) {
    addFindings(world, report);
  }
  for (LintProblem& problem : report.problems) {
    clean(problem);
  }
  std::stable_sort(report.problems.begin(), report.problems.end(), [](const LintProblem& a, const LintProblem& b) {
    return std::tuple(a.severity, a.source == kNoSource, a.source, a.field) <
           std::tuple(b.severity, b.source == kNoSource, b.source, b.field);
  });
  std::map<std::string, std::size_t> seen;
  for (LintProblem& problem : report.problems) {
    if (const std::size_t before = seen[problem.id]++; before > 0) {
      problem.id += "#" + std::to_string(before + 1);
    }
  }
  return report;
}

}  // namespace claimscope::diagnosis
