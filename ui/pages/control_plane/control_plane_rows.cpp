#include "ui/pages/control_plane/control_plane_rows.h"

#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/tell.h"
#include "ui/pages/posture/posture_rows.h"
#include "ui/pages/posture/survey_cells.h"

namespace claimscope::ui {
namespace {

using control_plane::Answers;
using control_plane::GateState;

Cell ageCell(std::int64_t ms) {
  return surveyCell(ms < 0 ? QString() : age(ms), FontRole::mono);
}

Cell markedCell(Mark mark, const QString& text) {
  Cell cell = surveyCell(text, FontRole::small);
  cell.mark = mark;
  return cell;
}

QString joined(const std::vector<std::string>& list) {
  QStringList out;
  for (const std::string& one : list) {
    out += plain(one);
  }
  return out.join(QStringLiteral(", "));
}

}  // namespace

Mark markOf(Answers answers) {
  switch (answers) {
    case Answers::yes:
      return Mark::ok;
    case Answers::late:
      return Mark::warning;
    case Answers::no:
      return Mark::critical;
    case Answers::notVisible:
      return Mark::notConfigured;
    case Answers::unknown:
      break;
  }
  return Mark::unknown;
}

QString answersName(Answers answers) {
  switch (answers) {
    case Answers::yes:
      return tell("answers");
    case Answers::late:
      return tell("not in order");
    case Answers::no:
      return tell("silent");
    case Answers::notVisible:
      return tell("not visible");
    case Answers::unknown:
      break;
  }
  return tell("unknown");
}

std::shared_ptr<const SimpleRows> componentRows(const control_plane::Report& report) {
  std::vector<SimpleRows::Line> lines;
  for (const control_plane::Problem& one : report.problems) {
    Cell title = surveyCell(said(one.title), FontRole::body, Ink::primary);
    lines.push_back({"problem:" + one.id,
                     {severityCell(one.severity, true), std::move(title), surveyCell({}), surveyCell(said(one.detail))}});
  }
  for (const control_plane::ComponentRow& row : report.components) {
    lines.push_back({"component:" + row.name,
                     {markedCell(markOf(row.answers), answersName(row.answers)), surveyNameCell(row.name), ageCell(row.ageMs),
                      surveyCell(said(row.evidence))}});
  }
  return std::make_shared<const SimpleRows>(
      "component",
      std::vector<Column>{surveyColumn("state", tell("State"), 112), surveyColumn("what", tell("Component or problem"), 290),
                          surveyColumn("age", tell("Last sign"), 80, true),
                          surveyColumn("evidence", tell("Evidence"), 200, false, true)},
      std::move(lines));
}

std::shared_ptr<const SimpleRows> gateRows(const control_plane::Report& report) {
  std::vector<SimpleRows::Line> lines;
  for (const control_plane::GateRow& row : report.gates) {
    const Mark mark = row.state == GateState::on ? Mark::ok : row.state == GateState::off ? Mark::stays : Mark::unknown;
    Cell name = surveyNameCell(row.name);
    name.tooltip = said(row.gives);
    lines.push_back(
        {row.name,
         {std::move(name),
          markedCell(mark, row.state == GateState::on    ? tell("enabled")
                           : row.state == GateState::off ? tell("disabled")
                                                         : tell("unknown")),
          surveyCell(said(row.stage), FontRole::small),
          surveyCell(row.defaultOn ? tell("enabled") : tell("disabled"), FontRole::small), surveyCell(said(row.evidence))}});
  }
  return std::make_shared<const SimpleRows>(
      "gate",
      std::vector<Column>{surveyColumn("gate", tell("Gate"), 250), surveyColumn("state", tell("State"), 92),
                          surveyColumn("stage", tell("Stage"), 90), surveyColumn("default", tell("Default"), 70),
                          surveyColumn("evidence", tell("Evidence"), 200, false, true)},
      std::move(lines));
}

std::shared_ptr<const SimpleRows> servedRows(const control_plane::Report& report) {
  std::vector<SimpleRows::Line> lines;
  for (const control_plane::ServedRow& row : report.served) {
    const bool known = row.outcome == survey::Outcome::answered;
    const bool none = row.outcome == survey::Outcome::notServed;
    lines.push_back({row.version,
                     {surveyNameCell("resource.k8s.io/" + row.version),
                      markedCell(known  ? Mark::ok
                                 : none ? Mark::stays
                                        : Mark::unknown,
                                 known  ? tell("served")
                                 : none ? tell("not served")
                                        : tell("unknown")),
                      surveyCell(joined(row.kinds), FontRole::monoSmall)}});
  }
  return std::make_shared<const SimpleRows>(
      "served",
      std::vector<Column>{surveyColumn("version", tell("Version"), 220), surveyColumn("state", tell("State"), 110),
                          surveyColumn("kinds", tell("Kinds"), 200, false, true)},
      std::move(lines));
}

std::shared_ptr<const SimpleRows> profileRows(const control_plane::Report& report) {
  std::vector<SimpleRows::Line> lines;
  for (const control_plane::ProfileRow& row : report.profiles) {
    lines.push_back({row.schedulerName + "|" + row.from,
                     {surveyNameCell(row.schedulerName), surveyCell(said(row.from)), surveyCell(number(row.pods), FontRole::mono),
                      surveyCell(number(row.withClaims), FontRole::mono), surveyCell(number(row.bound), FontRole::mono)}});
  }
  return std::make_shared<const SimpleRows>(
      "profile",
      std::vector<Column>{surveyColumn("name", tell("Scheduler"), 170), surveyColumn("from", tell("From"), 200, false, true),
                          surveyColumn("pods", tell("Pods"), 70, true), surveyColumn("claims", tell("With claims"), 100, true),
                          surveyColumn("bound", tell("Bound"), 70, true)},
      std::move(lines));
}

std::shared_ptr<const SimpleRows> leaseRows(const control_plane::Report& report) {
  std::vector<SimpleRows::Line> lines;
  for (const control_plane::LeaseRow& row : report.leases) {
    lines.push_back({row.name,
                     {surveyNameCell(row.name), surveyNameCell(row.holder), ageCell(row.ageMs),
                      markedCell(row.expired ? Mark::warning : Mark::ok, row.expired ? tell("expired") : tell("held"))}});
  }
  return std::make_shared<const SimpleRows>(
      "lease",
      std::vector<Column>{surveyColumn("lease", tell("Lease"), 250), surveyColumn("holder", tell("Holder"), 200, false, true),
                          surveyColumn("age", tell("Renewed"), 80, true), surveyColumn("state", tell("State"), 90)},
      std::move(lines));
}

std::shared_ptr<const SimpleRows> skewRows(const control_plane::Report& report) {
  std::vector<SimpleRows::Line> lines;
  for (const control_plane::SkewRow& row : report.skew) {
    lines.push_back({row.component + row.version,
                     {surveyNameCell(row.component), surveyNameCell(row.version), surveyCell(number(row.count), FontRole::mono),
                      markedCell(row.fits ? Mark::ok : Mark::warning, said(row.words))}});
  }
  return std::make_shared<const SimpleRows>(
      "skew",
      std::vector<Column>{surveyColumn("component", tell("Component"), 160), surveyColumn("version", tell("Version"), 200),
                          surveyColumn("count", tell("Count"), 70, true), surveyColumn("skew", tell("Skew"), 200, false, true)},
      std::move(lines));
}

std::optional<DetailFacts> factsOf(const control_plane::Report& report, const std::string& id) {
  for (const control_plane::Problem& one : report.problems) {
    if ("problem:" + one.id == id) {
      DetailFacts out;
      out.mark = markOf(one.severity, true);
      out.title = said(one.title);
      out.detail = said(one.detail);
      out.fix = said(one.fix);
      out.command = plainLines(one.command);
      out.yaml = QString::fromStdString(one.yaml);
      for (const diagnosis::Evidence& each : one.evidence) {
        out.evidence.emplace_back(plain(each.object) + QStringLiteral("  ") + plain(each.field), plain(each.value));
      }
      return out;
    }
  }
  for (const control_plane::ComponentRow& row : report.components) {
    if ("component:" + row.name == id) {
      DetailFacts out;
      out.mark = markOf(row.answers);
      out.title = plain(row.name) + QStringLiteral(" · ") + answersName(row.answers);
      out.detail = said(row.evidence);
      if (!row.version.empty()) {
        out.evidence.emplace_back(tell("Version"), plain(row.version));
      }
      if (!row.holder.empty()) {
        out.evidence.emplace_back(tell("Holder"), plain(row.holder));
      }
      out.evidence.emplace_back(tell("Without it"), said(row.hides));
      return out;
    }
  }
  return std::nullopt;
}

}  // namespace claimscope::ui
