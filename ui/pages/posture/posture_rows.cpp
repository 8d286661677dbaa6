#include "ui/pages/posture/posture_rows.h"

#include <algorithm>
#include <limits>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/tell.h"
#include "ui/pages/posture/survey_cells.h"

namespace claimscope::ui {
namespace {

using diagnosis::Severity;

constexpr double kByText = std::numeric_limits<double>::quiet_NaN();

Cell countCell(std::int64_t value, Ink ink = Ink::secondary) {
  return value == 0 ? surveyCell(QStringLiteral("0"), FontRole::mono, Ink::muted)
                    : surveyCell(number(value), FontRole::mono, ink);
}

/// "3 of 5", warm where some are left out; "?" where it is not known.
Cell coveredCell(const posture::NamespaceRow& row, std::int64_t covered) {
  if (!row.known) {
    return surveyCell(QStringLiteral("?"), FontRole::mono, Ink::muted);
  }
  return surveyCell(tell("%1 of %2").arg(number(covered), number(row.pods)), FontRole::mono,
                    covered < row.pods ? Ink::warning : Ink::secondary);
}

}  // namespace

Mark markOf(Severity severity, bool proven) {
  return !proven                          ? Mark::unknown
         : severity == Severity::critical ? Mark::critical
         : severity == Severity::warning  ? Mark::warning
                                          : Mark::notice;
}

Cell severityCell(Severity severity, bool proven) {
  Cell cell = surveyCell(!proven                          ? tell("unknown")
                         : severity == Severity::critical ? tell("critical")
                         : severity == Severity::warning  ? tell("warning")
                                                          : tell("notice"),
                         FontRole::small, Ink::secondary);
  cell.mark = markOf(severity, proven);
  return cell;
}

QString areaName(posture::Area area) {
  switch (area) {
    case posture::Area::adminAccess:
      return tell("Admin access");
    case posture::Area::writers:
      return tell("Who may write");
    case posture::Area::drivers:
      return tell("Drivers");
    case posture::Area::nodes:
      return tell("GPU nodes");
    case posture::Area::network:
      break;
  }
  return tell("Network");
}

std::shared_ptr<const SimpleRows> postureItemRows(const posture::Report& report) {
  std::vector<SimpleRows::Line> lines;
  for (const posture::Item& item : report.items) {
    Cell title = surveyCell(said(item.title), FontRole::body, Ink::primary);
    title.tooltip = title.text;
    lines.push_back(
        {item.id,
         {severityCell(item.severity, item.proven), std::move(title), surveyCell(areaName(item.area), FontRole::small)},
         {static_cast<double>(item.proven ? 0 : 10) + static_cast<double>(item.severity), kByText, kByText}});
  }
  return std::make_shared<const SimpleRows>("posture",
                                            std::vector<Column>{surveyColumn("severity", tell("Severity"), 96),
                                                                surveyColumn("title", tell("What stands open"), 320, false, true),
                                                                surveyColumn("area", tell("Area"), 110)},
                                            std::move(lines));
}

std::shared_ptr<const SimpleRows> postureNamespaceRows(const posture::Report& report) {
  std::vector<SimpleRows::Line> lines;
  for (const posture::NamespaceRow& row : report.namespaces) {
    Cell admin = countCell(row.adminClaims);
    if (row.adminAccess) {
      admin.text = tell("%1, allowed").arg(number(row.adminClaims));
      admin.ink = Ink::warning;
    }
    Cell dns = row.known ? countCell(row.withoutDns, Ink::warning) : surveyCell(QStringLiteral("?"), FontRole::mono, Ink::muted);
    Cell policies = row.known ? countCell(row.policies) : surveyCell(QStringLiteral("?"), FontRole::mono, Ink::muted);
    lines.push_back({row.name,
                     {surveyNameCell(row.name), countCell(row.pods), coveredCell(row, row.ingress), coveredCell(row, row.egress),
                      std::move(dns), std::move(policies), std::move(admin)}});
  }
  return std::make_shared<const SimpleRows>(
      "namespace",
      std::vector<Column>{surveyColumn("namespace", tell("Namespace"), 150, false, true),
                          surveyColumn("pods", tell("Pods"), 60, true), surveyColumn("ingress", tell("Ingress"), 90, true),
                          surveyColumn("egress", tell("Egress"), 90, true), surveyColumn("dns", tell("No DNS"), 76, true),
                          surveyColumn("policies", tell("Policies"), 80, true),
                          surveyColumn("admin", tell("Admin claims"), 110, true)},
      std::move(lines));
}

std::shared_ptr<const SimpleRows> postureWriterRows(const posture::Report& report, bool all) {
  std::vector<SimpleRows::Line> lines;
  std::size_t index = 0;
  for (const posture::WriterRow& row : report.writers) {
    ++index;
    if (!all && (row.system || row.everything) && !row.everybody) {
      continue;
    }
    Cell who = surveyNameCell(row.subject);
    if (row.everybody) {
      who.mark = Mark::critical;
    } else if (row.driver) {
      who.tooltip = tell("service account of a driver");
    }
    Cell by = surveyCell(plain(row.by), FontRole::monoSmall, Ink::muted);
    lines.push_back({std::to_string(index) + ":" + row.what + ":" + row.subject + ":" + row.by,
                     {surveyCell(said(row.what)), std::move(who), surveyCell(plain(row.verbs), FontRole::monoSmall),
                      row.where == "everywhere" ? surveyCell(tell("everywhere")) : surveyNameCell(row.where), std::move(by)}});
  }
  return std::make_shared<const SimpleRows>(
      "writer",
      std::vector<Column>{surveyColumn("what", tell("Writes"), 130), surveyColumn("who", tell("Who"), 210),
                          surveyColumn("may", tell("May"), 160), surveyColumn("where", tell("Where"), 100),
                          surveyColumn("by", tell("By"), 160, false, true)},
      std::move(lines));
}

std::shared_ptr<const SimpleRows> postureDriverRows(const posture::Report& report) {
  std::vector<SimpleRows::Line> lines;
  for (const posture::DriverRow& row : report.drivers) {
    lines.push_back({row.driver,
                     {surveyNameCell(row.driver), row.set.empty() ? surveyCell(QStringLiteral("?")) : surveyNameCell(row.set),
                      row.known ? surveyCell(said(row.privileges)) : surveyCell(QStringLiteral("?")),
                      row.known ? surveyNameCell(row.account) : surveyCell(QStringLiteral("?"))}});
  }
  return std::make_shared<const SimpleRows>(
      "driver",
      std::vector<Column>{surveyColumn("driver", tell("Driver"), 140), surveyColumn("set", QStringLiteral("DaemonSet"), 200),
                          surveyColumn("reaches", tell("Reaches"), 240, false, true),
                          surveyColumn("account", tell("Account"), 150)},
      std::move(lines));
}

std::shared_ptr<const SimpleRows> postureNodeRows(const posture::Report& report) {
  std::vector<SimpleRows::Line> lines;
  for (const posture::NodeGroupRow& row : report.nodeGroups) {
    lines.push_back(
        {row.group,
         {surveyNameCell(row.group), countCell(row.nodes), countCell(row.untainted, Ink::warning), countCell(row.guests)}});
  }
  return std::make_shared<const SimpleRows>(
      "nodegroup",
      std::vector<Column>{surveyColumn("group", tell("Group"), 200, false, true), surveyColumn("nodes", tell("Nodes"), 80, true),
                          surveyColumn("untainted", tell("Without taint"), 120, true),
                          surveyColumn("guests", tell("Guests"), 90, true)},
      std::move(lines));
}

DetailFacts factsOf(const posture::Item& item) {
  DetailFacts out;
  out.mark = markOf(item.severity, item.proven);
  out.title = said(item.title);
  out.detail = said(item.detail);
  out.fix = said(item.fix);
  out.command = plainLines(item.command);
  out.yaml = QString::fromStdString(item.yaml);
  for (const diagnosis::Evidence& one : item.evidence) {
    out.evidence.emplace_back(plain(one.object) + QStringLiteral("  ") + plain(one.field), plain(one.value));
  }
  if (!item.objects.empty() &&
      (item.objects.front().kind == "pod" || item.objects.front().kind == "claim" || item.objects.front().kind == "node")) {
    out.object = item.objects.front();
  }
  return out;
}

}  // namespace claimscope::ui
