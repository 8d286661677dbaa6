#include "ui/pages/troubleshoot/troubleshoot_words.h"

#include <QObject>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/troubleshoot/check_list.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kMostFindings = 200;

bool fits(const diagnosis::Workflow& workflow, const std::optional<ObjectRef>& object) {
  return object && runsOn(workflow, object->kind);
}

/// A line of Markdown: what acts there is made harmless.
QString line(std::string_view text) {
  QString words = plain(text);
  for (const char* sign : {"\\", "`", "*", "_", "[", "]", "<", ">", "#", "|"}) {
    words.replace(QLatin1String(sign), QLatin1Char('\\') + QLatin1String(sign));
  }
  return words;
}

/// A fence that the text itself does not hold.
QString fenced(const std::string& text) {
  QString fence = QStringLiteral("```");
  const QString lines = plainLines(text);
  while (lines.contains(fence)) {
    fence += QLatin1Char('`');
  }
  return fence + QLatin1Char('\n') + lines + QLatin1Char('\n') + fence + QLatin1Char('\n');
}

}  // namespace

bool runsOn(const diagnosis::Workflow& workflow, const std::string& kind) {
  return std::find(workflow.objectKinds.begin(), workflow.objectKinds.end(), kind) != workflow.objectKinds.end();
}

std::vector<const diagnosis::Finding*> findingsFor(const diagnosis::Workflow& workflow, const diagnosis::Diagnosis& diagnosis) {
  std::vector<const diagnosis::Finding*> out;
  for (const diagnosis::Finding& finding : diagnosis.findings) {
    if (std::find(workflow.checks.begin(), workflow.checks.end(), finding.check) != workflow.checks.end()) {
      out.push_back(&finding);
    }
  }
  return out;
}

std::vector<OpenItem> workflowItems(const diagnosis::Diagnosis& diagnosis, const diagnosis::WorkflowResult* open) {
  std::vector<OpenItem> suggested;
  std::vector<OpenItem> others;
  for (const diagnosis::Workflow& workflow : diagnosis::allWorkflows()) {
    const auto findings = static_cast<std::int64_t>(findingsFor(workflow, diagnosis).size());
    OpenItem item;
    item.id = QString::fromUtf8(workflow.id.data(), static_cast<qsizetype>(workflow.id.size()));
    item.icon = QStringLiteral("troubleshoot");
    item.title = said(workflow.title);
    item.detail = findings > 0 ? counted(findings, QObject::tr("finding"), QObject::tr("findings")) : QObject::tr("no finding");
    if (open != nullptr && open->workflow == workflow.id) {
      const VerdictTally tally = tallyOf(*open);
      item.detail = open->object.empty() ? QObject::tr("the cluster") : plain(open->object);
      item.end = QObject::tr("%1 of %2").arg(tally.proven + tally.ruledOut).arg(tally.all);
      item.endInk = open->outcome == diagnosis::StepVerdict::ruledOut ? Ink::ok
                    : open->outcome == diagnosis::StepVerdict::proven ? Ink::warning
                                                                      : Ink::unknown;
    }
    (findings > 0 ? suggested : others).push_back(std::move(item));
  }
  suggested.insert(suggested.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
  return suggested;
}

std::vector<OpenItem> findingItems(const diagnosis::Diagnosis& diagnosis, Time now) {
  std::vector<OpenItem> items;
  for (const diagnosis::Finding& finding : diagnosis.findings) {
    if (items.size() == kMostFindings) {
      break;
    }
    OpenItem item;
    item.id = QString::fromStdString(finding.id);
    item.mark = markOf(finding.severity);
    item.title = said(finding.title);
    item.end = finding.since.isSet() && now.isSet() ? shortAge(std::max<std::int64_t>(0, now - finding.since)) : QString();
    items.push_back(std::move(item));
  }
  return items;
}

std::optional<ObjectRef> objectFor(const diagnosis::Workflow& workflow, const std::optional<ObjectRef>& selection,
                                   const diagnosis::Diagnosis& diagnosis) {
  if (fits(workflow, selection)) {
    return selection;
  }
  if (selection && selection->kind == "finding") {
    for (const diagnosis::Finding& finding : diagnosis.findings) {
      if (finding.id != selection->name) {
        continue;
      }
      for (const ObjectRef& object : finding.objects) {
        if (fits(workflow, object)) {
          return object;
        }
      }
    }
  }
  if (!workflow.needsObject) {
    return std::nullopt;
  }
  for (const diagnosis::Finding* finding : findingsFor(workflow, diagnosis)) {
    for (const ObjectRef& object : finding->objects) {
      if (fits(workflow, object)) {
        return object;
      }
    }
  }
  return std::nullopt;
}

VerdictTally tallyOf(const diagnosis::WorkflowResult& result) {
  VerdictTally tally;
  tally.all = static_cast<int>(result.steps.size());
  for (const diagnosis::WorkflowStep& step : result.steps) {
    tally.proven += step.verdict == diagnosis::StepVerdict::proven ? 1 : 0;
    tally.ruledOut += step.verdict == diagnosis::StepVerdict::ruledOut ? 1 : 0;
    tally.unknown += step.verdict == diagnosis::StepVerdict::unknown ? 1 : 0;
  }
  return tally;
}

QString resultMarkdown(const diagnosis::WorkflowResult& result) {
  QString text =
      QStringLiteral("# %1%2\n\n%3\n")
          .arg(line(result.title), result.object.empty() ? QString() : QStringLiteral(" (%1)").arg(line(result.object)),
               line(result.verdict));
  if (!result.detail.empty()) {
    text += QLatin1Char('\n') + line(result.detail) + QLatin1Char('\n');
  }
  if (result.computedFrom.isSet()) {
    text += QObject::tr("\nSeen at %1.\n").arg(fullTime(result.computedFrom));
  }
  int index = 0;
  for (const diagnosis::WorkflowStep& step : result.steps) {
    text += QStringLiteral("\n## %1. %2: %3\n\n").arg(++index).arg(line(step.title), verdictName(step.verdict).toLower());
    for (const std::string& words : {step.looked, step.found, step.next}) {
      if (!words.empty()) {
        text += line(words) + QStringLiteral("\n\n");
      }
    }
    for (const diagnosis::Evidence& evidence : step.evidence) {
      text += QStringLiteral("- %1 %2: %3\n").arg(line(evidence.object), line(evidence.field), line(evidence.value));
    }
    if (!step.command.empty()) {
      text += QLatin1Char('\n') + fenced(step.command);
    }
    for (const diagnosis::WorkflowFix& fix : step.fixes) {
      text += QStringLiteral("\n**%1** %2\n").arg(line(fix.text), line(fix.effect));
      if (!fix.command.empty()) {
        text += QLatin1Char('\n') + fenced(fix.command);
      }
    }
  }
  return text;
}

}  // namespace claimscope::ui
