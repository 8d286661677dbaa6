// Runs every check, cleans and sorts what they found, and writes the verdict.
#include <algorithm>
#include <map>

#include "model/base/log.h"
#include "model/diagnosis/disagreement.h"
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/source_words.h"
#include "model/diagnosis/verdict.h"
#include "model/diagnosis/wait_reason.h"
#include "model/diagnosis/words.h"
#include "model/utilisation/utilisation.h"

namespace claimscope::diagnosis {
namespace {

/// Findings of one check that are listed one by one; the rest becomes one more, so that a thousand causes stay readable.
constexpr std::size_t kMostOfOneCheck = 20;
constexpr std::size_t kDetailLength = 300;
constexpr std::size_t kValueLength = 1000;

bool worseOrOlder(const Finding& a, const Finding& b) {
  if (a.severity != b.severity) {
    return a.severity < b.severity;
  }
  if (a.since.isSet() != b.since.isSet()) {
    return a.since.isSet();
  }
  return a.since != b.since ? a.since < b.since : a.id < b.id;
}

/// Cluster text reaches titles, details and evidence: one harmless line each, secrets blanked.
void clean(Finding& finding) {
  finding.id = oneLine(finding.id);
  finding.title = cut(oneLine(log::redact(finding.title)), kTitleLength);
  finding.detail = cut(oneLine(log::redact(finding.detail)), kDetailLength);
  finding.command = oneLine(finding.command);
  for (Evidence& evidence : finding.evidence) {
    evidence.object = oneLine(evidence.object);
    evidence.field = oneLine(evidence.field);
    evidence.value = cut(oneLine(log::redact(evidence.value)), kValueLength);
  }
}

void foldExcess(const Check& check, std::vector<Finding>& found) {
  std::sort(found.begin(), found.end(), worseOrOlder);
  if (found.size() <= kMostOfOneCheck) {
    return;
  }
  Finding rest = found[kMostOfOneCheck - 1];
  const std::size_t more = found.size() - kMostOfOneCheck;
  for (std::size_t i = kMostOfOneCheck; i < found.size(); ++i) {
    for (const ObjectRef& object : found[i].objects) {
      addObject(rest, object);
    }
    for (const Evidence& evidence : found[i].evidence) {
      addEvidence(rest, evidence.object, evidence.field, evidence.value);
    }
  }
  rest.id = std::string(check.id) + ":more";
  rest.detail = "and " + number(static_cast<std::int64_t>(more)) + " more findings of this kind";
  found.resize(kMostOfOneCheck - 1);
  found.push_back(std::move(rest));
}

/// Two causes may share an id only by accident; views tell findings apart by it.
void makeIdsUnique(std::vector<Finding>& findings) {
  std::map<std::string, std::size_t> seen;
  for (Finding& finding : findings) {
    const std::size_t before = seen[finding.id]++;
    if (before > 0) {
      finding.id += "#" + std::to_string(before + 1);
    }
  }
}

void runChecks(const Examination& examination, Diagnosis& out) {
  for (const Check& check : allChecks()) {
    const std::string hidden = unreadable(examination.snapshot, check.needs);
    if (!hidden.empty()) {
      out.notChecked.push_back(std::string(check.subject) + ": " + hidden);
      continue;
    }
    if (check.needsMetrics && (examination.use == nullptr || !examination.use->available || examination.use->stale)) {
      continue;
    }
    ++out.checksRun;
    std::vector<Finding> found;
    check.run(examination, found);
    out.checksPassed += found.empty() ? 1U : 0U;
    for (Finding& finding : found) {
      finding.check = check.id;
      clean(finding);
    }
    foldExcess(check, found);
    std::move(found.begin(), found.end(), std::back_inserter(out.findings));
  }
  // Rules that cannot be read hide taints from the checks that did run.
  const std::string rules = unreadable(examination.snapshot, {Kind::DeviceTaintRule});
  if (!rules.empty()) {
    out.notChecked.push_back("taints by rule: " + rules);
  }
}

}  // namespace

Diagnosis diagnose(const cluster::Snapshot& snapshot) {
  return diagnose(snapshot, {});
}

Diagnosis diagnose(const cluster::Snapshot& snapshot, std::vector<Finding> more, const utilisation::Utilisation* use) {
  Notebook notebook;
  return diagnose(snapshot, notebook, std::move(more), use);
}

Diagnosis diagnose(const cluster::Snapshot& snapshot, Notebook& notebook, std::vector<Finding> more,
                   const utilisation::Utilisation* use) {
  const Examination examination(snapshot, use, &notebook);
  Diagnosis out;
  if (!draIsAbsent(snapshot)) {
    runChecks(examination, out);
    out.waitReasons = waitReasons(examination);
  }
  for (Finding& finding : more) {
    clean(finding);
    out.findings.push_back(std::move(finding));
  }
  std::sort(out.findings.begin(), out.findings.end(), worseOrOlder);
  makeIdsUnique(out.findings);
  out.anythingWrong = !out.findings.empty();
  out.worst = out.findings.empty() ? Severity::notice : out.findings.front().severity;
  writeVerdict(examination, out);
  out.verdict = oneLine(out.verdict);
  out.verdictDetail = oneLine(out.verdictDetail);
  return out;
}

}  // namespace claimscope::diagnosis
