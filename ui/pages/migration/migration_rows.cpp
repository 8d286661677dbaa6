#include "ui/pages/migration/migration_rows.h"

#include <QObject>
#include <limits>
#include <map>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/cells.h"
#include "ui/pages/migration/phase_board.h"

namespace claimscope::ui {

std::string workloadId(const migration::Workload& workload) {
  return std::string(migration::workloadWord(workload.kind)) + "/" + workload.qualifiedName();
}

QString fitTitle(migration::Fit fit) {
  return fit == migration::Fit::fits     ? QObject::tr("Fits")
         : fit == migration::Fit::change ? QObject::tr("Change")
                                         : QObject::tr("No fit");
}

Mark fitMark(migration::Fit fit) {
  return fit == migration::Fit::fits ? Mark::ok : fit == migration::Fit::change ? Mark::warning : Mark::critical;
}

std::shared_ptr<const SimpleRows> migrationRows(const migration::Bench& bench, MigrationGrouping grouping) {
  const auto groupOf = [&](const migration::Entry& entry) -> std::pair<int, QString> {
    switch (grouping) {
      case MigrationGrouping::phase:
        return {-static_cast<int>(entry.phase), phaseTitle(entry.phase)};
      case MigrationGrouping::verdict:
        return {static_cast<int>(entry.fit), fitTitle(entry.fit)};
      case MigrationGrouping::pool:
        return {0, entry.group.empty() ? QObject::tr("no node yet") : plain(entry.group)};
      case MigrationGrouping::none:
        break;
    }
    return {};
  };
  std::map<std::pair<int, QString>, std::int64_t> sizes;
  for (const migration::Entry& entry : bench.entries) {
    ++sizes[groupOf(entry)];
  }
  std::vector<RowGroup> groups;
  std::map<std::pair<int, QString>, std::uint32_t> index;
  if (grouping != MigrationGrouping::none) {
    for (const auto& [key, size] : sizes) {
      index[key] = static_cast<std::uint32_t>(groups.size());
      groups.push_back({key.second, counted(size, QObject::tr("workload"), QObject::tr("workloads")), {}, groups.size()});
    }
  }
  constexpr double kByText = std::numeric_limits<double>::quiet_NaN();
  std::vector<SimpleRows::Line> lines;
  for (const migration::Entry& entry : bench.entries) {
    SimpleRows::Line line;
    line.id = workloadId(entry.workload);
    Cell fit = wordsCell(fitTitle(entry.fit),
                         entry.fit == migration::Fit::fits     ? Ink::ok
                         : entry.fit == migration::Fit::change ? Ink::warning
                                                               : Ink::critical,
                         FontRole::bodyMedium);
    fit.mark = fitMark(entry.fit);
    Cell name = nameCell(plain(entry.workload.qualifiedName()));
    if (!entry.workload.managedBy.empty()) {
      name.tooltip = QObject::tr("%1\nowned by %2: patch there, or it comes back")
                         .arg(plain(entry.workload.qualifiedName()), plain(entry.workload.managedBy));
    }
    Cell devices = wordsCell(number(entry.workload.perPod()), Ink::primary, FontRole::mono);
    line.cells = {std::move(fit),
                  std::move(name),
                  wordsCell(plain(entry.workload.kindWord)),
                  std::move(devices),
                  entry.group.empty() ? wordsCell(dash(), Ink::muted) : nameCell(plain(entry.group), Ink::secondary),
                  wordsCell(phaseTitle(entry.phase)),
                  wordsCell(said(entry.why))};
    line.numbers = {static_cast<double>(entry.fit),   kByText, kByText, static_cast<double>(entry.workload.perPod()), kByText,
                    static_cast<double>(entry.phase), kByText};
    line.group = grouping == MigrationGrouping::none ? 0 : index[groupOf(entry)];
    lines.push_back(std::move(line));
  }
  std::vector<Column> columns = {
      {QStringLiteral("fit"), QObject::tr("Would fit"), QString(), 80},
      {QStringLiteral("workload"), QObject::tr("Workload"), QString(), 150},
      {QStringLiteral("kind"), QObject::tr("Kind"), QString(), 88},
      {QStringLiteral("gpus"), QObject::tr("Devices"), QObject::tr("Devices that one pod asks for"), 60, false, true},
      {QStringLiteral("pool"), QObject::tr("Pool"), QString(), 76},
      {QStringLiteral("phase"), QObject::tr("Phase"), QString(), 72},
      {QStringLiteral("why"), QObject::tr("Why"), QString(), 104, true}};
  return std::make_shared<const SimpleRows>("workload", std::move(columns), std::move(lines), std::move(groups));
}

}  // namespace claimscope::ui
