#include "ui/pages/actions/forecast_rows.h"

#include <QObject>
#include <QStringList>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/cells.h"

namespace claimscope::ui {
namespace {

using actions::Agreement;
using actions::ForecastComparison;
using actions::ForecastRow;
using actions::ForecastSide;
using actions::ForecastState;

Cell agreement(Agreement how) {
  Cell cell;
  cell.role = FontRole::smallMedium;
  switch (how) {
    case Agreement::same:
      cell.mark = Mark::ok;
      cell.ink = Ink::ok;
      cell.text = QObject::tr("same");
      break;
    case Agreement::differs:
      cell.mark = Mark::warning;
      cell.ink = Ink::warning;
      cell.text = QObject::tr("differs");
      break;
    case Agreement::cannotTell:
      cell.mark = Mark::unknown;
      cell.ink = Ink::unknown;
      cell.text = QObject::tr("cannot tell");
      cell.tooltip = QObject::tr("Not everything can be seen from here: the number allows the controller's, and others too.");
      break;
    case Agreement::notAsked:
      cell.text = dash();
      cell.ink = Ink::muted;
      break;
  }
  return cell;
}

struct SideWords {
  QString text;
  Mark mark = Mark::ok;
  Ink ink = Ink::ok;
};

SideWords sideOf(ForecastSide side) {
  switch (side) {
    case ForecastSide::both:
      return {QObject::tr("both"), Mark::ok, Ink::ok};
    case ForecastSide::onlyOurs:
      return {QObject::tr("only ours"), Mark::warning, Ink::warning};
    case ForecastSide::onlyTheirs:
      return {QObject::tr("only theirs"), Mark::warning, Ink::warning};
    case ForecastSide::oneOfThem:
      return {QObject::tr("perhaps ours"), Mark::unknown, Ink::warning};
    case ForecastSide::neither:
      return {QObject::tr("neither"), Mark::stays, Ink::muted};
    case ForecastSide::ours:
      break;
  }
  return {QObject::tr("ours"), Mark::notice, Ink::secondary};
}

QString list(const std::vector<std::string>& names, const std::string& prefix) {
  if (names.empty()) {
    return dash();
  }
  QStringList out;
  for (const std::string& one : names) {
    const bool own = !prefix.empty() && one.compare(0, prefix.size(), prefix) == 0;
    out << plain(own ? std::string_view(one).substr(prefix.size()) : std::string_view(one));
  }
  return out.join(QStringLiteral(", "));
}

/// "gpu-0, gpu-4" where all are of one pool, which is the target's.
QString devicesOf(const ForecastRow& row, const std::string& pool) {
  const QString all = list(row.devices, pool + "/");
  const qsizetype end = all.section(QLatin1Char(','), 0, 0).lastIndexOf(QLatin1Char('-'));
  if (row.devices.size() < 2 || end < 1) {
    return all;
  }
  // "gpu-0, gpu-4" is "gpu-0, 4".
  return QString(all).replace(QStringLiteral(", ") + all.left(end + 1), QStringLiteral(", "));
}

const actions::Affected* affectedOf(const actions::ActionPlan* plan, const ForecastRow& row) {
  if (plan == nullptr) {
    return nullptr;
  }
  const auto found = std::find_if(plan->affected.begin(), plan->affected.end(),
                                  [&](const actions::Affected& affected) { return affected.object == row.pod; });
  return found == plan->affected.end() ? nullptr : &*found;
}

/// Why it is on one side; else where it would run next.
Cell noteOf(const ForecastRow& row, const actions::ActionPlan* plan) {
  const bool differs = row.side == ForecastSide::onlyTheirs;
  if (row.side == ForecastSide::onlyOurs) {
    Cell cell = wordsCell(QObject::tr("not in the forecast"), Ink::warning);
    cell.tooltip = said(row.note);
    return cell;
  }
  if (!row.note.empty()) {
    return wordsCell(said(row.note), differs ? Ink::warning : Ink::secondary);
  }
  const actions::Affected* affected = affectedOf(plan, row);
  if (affected == nullptr || (!affected->landing.known && affected->landing.reason.empty())) {
    return wordsCell(dash(), Ink::muted);
  }
  const actions::Landing& landing = affected->landing;
  if (!landing.known) {
    return wordsCell(said(landing.reason), Ink::muted);
  }
  return landing.fits ? wordsCell(QStringLiteral("\u203a ") + plain(landing.node))
                      : wordsCell(QObject::tr("nowhere: %1").arg(said(landing.reason)), Ink::critical);
}

QString leaves(const std::string& when) {
  return when.empty() ? dash() : plain(when);
}

Cell countName(const actions::ForecastCount& row) {
  Cell cell = wordsCell(row.id == "published"    ? QObject::tr("Published")
                        : row.id == "allocated"  ? QObject::tr("Allocated")
                        : row.id == "pods"       ? QObject::tr("Pods evicted")
                        : row.id == "namespaces" ? QObject::tr("Namespaces")
                                                 : said(row.title),
                        Ink::primary);
  cell.tooltip = said(row.title);
  return cell;
}

}  // namespace

std::shared_ptr<const SimpleRows> forecastCountRows(const ForecastComparison& forecast) {
  std::vector<SimpleRows::Line> lines;
  for (const actions::ForecastCount& row : forecast.counts) {
    SimpleRows::Line line;
    line.id = row.id;
    line.cells = {countName(row),
                  row.theirs ? wordsCell(number(*row.theirs), Ink::primary, FontRole::mono) : wordsCell(dash(), Ink::muted),
                  countCell(row.ours), agreement(row.agreement)};
    lines.push_back(std::move(line));
  }
  std::vector<Column> columns = {
      {QStringLiteral("what"), QObject::tr("Number"), QString(), 96, true},
      {QStringLiteral("controller"), QObject::tr("Controller"), QObject::tr("As its condition says"), 80, false, true},
      {QStringLiteral("ours"), QObject::tr("Claimscope"), QObject::tr("By the same rules, on this moment"), 88, false, true},
      {QStringLiteral("agreement"), QObject::tr("Agree"), QString(), 92}};
  return std::make_shared<const SimpleRows>("count", std::move(columns), std::move(lines));
}

std::shared_ptr<const SimpleRows> forecastPodRows(const ForecastComparison& forecast, const actions::ActionPlan* plan) {
  const std::string pool = forecast.target.substr(0, forecast.target.find('/'));
  std::vector<SimpleRows::Line> lines;
  lines.reserve(forecast.rows.size());
  for (std::size_t i = 0; i < forecast.rows.size(); ++i) {
    const ForecastRow& row = forecast.rows[i];
    const SideWords side = sideOf(row.side);
    SimpleRows::Line line;
    line.id = std::to_string(i);
    Cell which = wordsCell(side.text, side.ink, FontRole::smallMedium);
    which.mark = side.mark;
    const bool unnamed = row.pod.name.empty();
    Cell pod =
        unnamed
            ? wordsCell(
                  QObject::tr("%1 not named").arg(claimscope::ui::counted(row.unnamed, QObject::tr("pod"), QObject::tr("pods"))),
                  Ink::secondary)
            : nameCell(plain(row.pod.namespaceName + "/" + row.pod.name));
    const auto orDash = [](const std::string& text) { return text.empty() ? dash() : plain(text); };
    line.cells = {which,
                  pod,
                  nameCell(orDash(row.node), Ink::secondary),
                  nameCell(list(row.claims, row.pod.namespaceName + "/"), Ink::secondary),
                  nameCell(devicesOf(row, pool), Ink::secondary),
                  wordsCell(leaves(row.leaves), row.leaves == "at once" ? Ink::primary : Ink::secondary),
                  noteOf(row, plan)};
    lines.push_back(std::move(line));
  }
  std::vector<Column> columns = {{QStringLiteral("side"), QObject::tr("Counted by"),
                                  QObject::tr("The controller names no pod: told from when it counted"), 96},
                                 {QStringLiteral("pod"), QObject::tr("Pod"), QString(), 110, true},
                                 {QStringLiteral("node"), QObject::tr("Node"), QString(), 96},
                                 {QStringLiteral("claim"), QObject::tr("Claim"), QString(), 112},
                                 {QStringLiteral("device"), QObject::tr("Device"), QString(), 78},
                                 {QStringLiteral("leaves"), QObject::tr("Leaves"), QString(), 72},
                                 {QStringLiteral("note"), QObject::tr("Note"),
                                  QObject::tr("Why it is on one side only, or where it would run next"), 150, true}};
  return std::make_shared<const SimpleRows>("forecast", std::move(columns), std::move(lines));
}

QString forecastTotals(const ForecastComparison& forecast) {
  std::int64_t leave = 0;
  std::int64_t stay = 0;
  std::int64_t end = 0;
  for (const ForecastRow& row : forecast.rows) {
    if (row.pod.name.empty()) {
      continue;
    }
    (row.leaves == "stays" ? stay : row.leaves == "ending" ? end : leave) += 1;
  }
  QStringList out{QObject::tr("%1 leave").arg(number(leave))};
  if (stay > 0) {
    out << QObject::tr("%1 stay").arg(number(stay));
  }
  if (end > 0) {
    out << QObject::tr("%1 end already").arg(number(end));
  }
  return out.join(QStringLiteral(", "));
}

QString forecastStateName(const ForecastComparison& forecast) {
  switch (forecast.state) {
    case ForecastState::answered:
      return forecast.differences == 0
                 ? QObject::tr("no difference")
                 : claimscope::ui::counted(forecast.differences, QObject::tr("difference"), QObject::tr("differences"));
    case ForecastState::notAsked:
      return QObject::tr("not asked yet");
    case ForecastState::waiting:
      return QObject::tr("waits for the controller");
    case ForecastState::silent:
      return QObject::tr("no answer");
    case ForecastState::evicting:
      return QObject::tr("being drained");
    case ForecastState::tooOld:
      return QObject::tr("server too old");
    case ForecastState::notServed:
      return QObject::tr("not served");
    case ForecastState::forbidden:
      return QObject::tr("forbidden");
  }
  return {};
}

Mark forecastMark(const ForecastComparison& forecast) {
  switch (forecast.state) {
    case ForecastState::answered:
      return forecast.differences == 0 ? Mark::ok : Mark::warning;
    case ForecastState::notAsked:
      return Mark::notice;
    case ForecastState::waiting:
    case ForecastState::evicting:
      return Mark::running;
    case ForecastState::silent:
      return Mark::warning;
    case ForecastState::tooOld:
    case ForecastState::notServed:
    case ForecastState::forbidden:
      break;
  }
  return Mark::unknown;
}

}  // namespace claimscope::ui
