// CostPage: what its tables say. GUI thread.
#include <cmath>
#include <limits>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/cost/cost_page.h"
#include "ui/pages/cost/cost_words.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

const double kByText = std::numeric_limits<double>::quiet_NaN();

Column column(const char* id, const QString& title, int width, bool right = false) {
  Column out;
  out.id = QString::fromLatin1(id);
  out.title = title;
  out.width = width;
  out.right = right;
  return out;
}

Column wide(Column of) {
  of.stretch = true;
  return of;
}

Cell words(const QString& text, Ink ink = Ink::primary, FontRole role = FontRole::body) {
  Cell cell;
  cell.text = text;
  cell.ink = ink;
  cell.role = role;
  return cell;
}

Cell nameOf(const std::string& text, Ink ink = Ink::primary) {
  Cell cell = words(plain(text), ink, FontRole::mono);
  cell.elide = Qt::ElideMiddle;
  return cell;
}

Cell figure(const QString& text, Bound bound, Ink ink = Ink::primary) {
  return words(boundWords(bound) + text, ink, FontRole::mono);
}

Cell moneyCell(const cost::Sum& money, const std::string& currency, Ink ink = Ink::primary) {
  return figure(moneyWords(money, currency), money.bound(), money.known() ? ink : Ink::muted);
}

double sortOf(const cost::Sum& sum) {
  return sum.known() ? sum.value() : -1;
}

Cell roomCell(const cost::Allowance& allowance) {
  const bool none = allowance.more && *allowance.more == 0;
  Cell cell = words(allowance.unlimited ? CostPage::tr("no limit")
                    : allowance.more    ? boundWords(allowance.bound) + number(*allowance.more)
                                        : QStringLiteral("?"),
                    none             ? Ink::warning
                    : allowance.more ? Ink::primary
                                     : Ink::muted,
                    FontRole::mono);
  cell.tooltip = said(allowance.why);
  return cell;
}

double roomSort(const cost::Allowance& allowance) {
  return allowance.unlimited ? 1e12 : allowance.more ? static_cast<double>(*allowance.more) : -1;
}

QString gpuWords(double gpus) {
  return std::abs(gpus - std::round(gpus)) < 0.05 ? number(static_cast<std::int64_t>(std::llround(gpus)))
                                                  : QString::number(gpus, 'f', 1);
}

void put(TableModel& model, std::vector<Column> columns, std::vector<CostRows::Line> lines) {
  model.setSource(std::make_shared<const CostRows>(std::move(columns), std::move(lines)), {});
}

}  // namespace

void CostPage::fillGroups() {
  const bool two = m_question.by == cost::GroupBy::namespaceAndClass || m_question.by == cost::GroupBy::owner;
  const QString first = m_question.by == cost::GroupBy::deviceClass ? tr("Class")
                        : m_question.by == cost::GroupBy::pool      ? tr("Pool")
                        : m_question.by == cost::GroupBy::owner     ? tr("Owner")
                                                                    : tr("Namespace");
  std::vector<Column> columns{wide(column("name", first, 130))};
  if (two) {
    columns.push_back(column("detail", m_question.by == cost::GroupBy::owner ? tr("Namespace") : tr("Class"), 150));
  }
  columns.push_back(column("hours", tr("GPU hours"), 92, true));
  columns.push_back(column("cost", tr("Cost"), 92, true));
  columns.push_back(column("busy", tr("Busy"), 130));
  columns.push_back(column("idle", tr("Idle"), 88, true));
  Column before = column("before", tr("Before"), 76, true);
  before.tooltip = tr("GPU hours against the window before; unknown while the history does not go back so far");
  columns.push_back(before);
  std::vector<CostRows::Line> lines;
  const auto known = m_report == nullptr ? std::vector<cost::Group>() : m_report->groups;
  for (const cost::Group& group : known) {
    CostRows::Line line{group.key, {}, {}, {}};
    const auto add = [&](Cell cell, double value) {
      line.cells.push_back(std::move(cell));
      line.numbers.push_back(value);
    };
    add(group.name.empty() ? words(tr("none"), Ink::muted) : nameOf(group.name), kByText);
    if (two) {
      add(words(plain(group.detail), Ink::secondary), kByText);
    }
    add(figure(hoursWords(group.hours), group.hours.bound()), sortOf(group.hours));
    add(moneyCell(group.money, m_report->prices->currency), sortOf(group.money));
    Cell busy;
    const double share = group.measuredHours > 0 ? group.busyHours / group.measuredHours : -1;
    if (share < 0) {
      busy = words(QStringLiteral("?"), Ink::muted, FontRole::mono);
      busy.tooltip = tr("No metrics say whether it is busy.");
    } else {
      busy.part = share;
      busy.partInk = Ink::notice;
      busy.text = tr("%1 %").arg(static_cast<int>(std::lround(100 * share)));
    }
    add(std::move(busy), share);
    const bool much = group.idleMoney.known() && group.money.known() && group.idleMoney.value() > 0.25 * group.money.value();
    add(moneyCell(group.idleMoney, m_report->prices->currency, much ? Ink::warning : Ink::primary), sortOf(group.idleMoney));
    if (!group.beforeHours) {
      Cell none = words(QStringLiteral("?"), Ink::muted, FontRole::mono);
      none.tooltip = tr("The history does not go back so far.");
      add(std::move(none), -1);
    } else if (*group.beforeHours <= 0) {
      add(words(tr("new"), Ink::secondary), 1e9);
    } else {
      const double change = 100 * (group.hours.value() / *group.beforeHours - 1);
      add(words(tr("%1 %").arg((change > 0.5 ? QStringLiteral("+") : QString()) + QString::number(std::lround(change))),
                change > 15 ? Ink::warning : Ink::secondary, FontRole::mono),
          change + 1000);
    }
    lines.push_back(std::move(line));
  }
  m_groupPanel->setScope(m_report == nullptr ? QString()
                                             : counted(static_cast<std::int64_t>(lines.size()), tr("row"), tr("rows")));
  put(m_groupModel, std::move(columns), std::move(lines));
}

void CostPage::fillLower() {
  std::vector<Column> columns;
  std::vector<CostRows::Line> lines;
  const QString window = costWindowWords(m_question.windowMs);
  const std::string currency = m_report == nullptr ? "USD" : m_report->prices->currency;
  if (m_lower == 0) {
    columns = {wide(column("why", tr("Why"), 300)), column("gpus", tr("GPUs"), 70, true), column("cost", window, 96, true),
               column("nodes", tr("For example"), 150)};
    const auto known = m_report == nullptr ? std::vector<cost::StrandGroup>() : m_report->stranded;
    for (const cost::StrandGroup& group : known) {
      CostRows::Line line{std::string(cost::whyId(group.why)) + "/" + group.model, {}, {}, {}};
      if (!group.example.empty()) {
        line.object = {"device", group.driver, group.example};
      }
      line.cells = {words(strandWords(group)), words(gpuWords(group.gpus), Ink::primary, FontRole::mono),
                    moneyCell(group.money, currency),
                    nameOf(group.nodes.empty() ? std::string() : group.nodes.front(), Ink::secondary)};
      line.numbers = {kByText, group.gpus, sortOf(group.money), kByText};
      lines.push_back(std::move(line));
    }
    m_lowerPanel->setTitle(tr("Stranded: free, but no claim can take it"));
    m_lowerPanel->setScope(m_report == nullptr ? QString()
                                               : boundWords(m_report->of(cost::Part::stranded).money.bound()) +
                                                     moneyWords(m_report->of(cost::Part::stranded).money, currency));
  } else if (m_lower == 1) {
    columns = {wide(column("group", tr("Group"), 150)),  column("grown", tr("Grown by"), 140),
               column("room", tr("Room for"), 90, true), column("type", tr("One more"), 130),
               column("rate", tr("An hour"), 84, true),  column("serves", tr("Serves"), 90, true)};
    const auto known = m_report == nullptr ? std::vector<cost::GroupRoom>() : m_report->headroom;
    for (const cost::GroupRoom& room : known) {
      cost::Sum rate;
      rate.add(room.rate.perHour, room.rate.bound);
      QStringList claims;
      for (const std::string& claim : room.claims) {
        claims << plain(claim);
      }
      const bool sure = room.servesBound == Bound::exact;
      Cell serves = words(sure ? tr("%1 of %2").arg(number(room.serves), number(room.waiting)) : QStringLiteral("?"),
                          sure && room.serves > 0 ? Ink::ok : Ink::secondary, FontRole::mono);
      serves.tooltip = !sure              ? tr("No node of it exists, so what devices one would have is not known.")
                       : claims.isEmpty() ? tr("No waiting claim would fit on it.")
                                          : claims.join(QLatin1Char('\n'));
      for (const cost::Unserved& one : room.unserved) {
        serves.tooltip += QLatin1Char('\n') + tr("not %1 (%2): %3").arg(plain(one.claim), number(one.claims), said(one.why));
      }
      CostRows::Line line{room.group, {"node", {}, room.copyOf}, {}, {}};
      line.cells = {
          nameOf(room.group),        words(growerName(room.grower), Ink::secondary),
          roomCell(room.allowance),  nameOf(room.instanceType.empty() ? std::string("?") : room.instanceType, Ink::secondary),
          moneyCell(rate, currency), std::move(serves)};
      line.numbers = {kByText, kByText, roomSort(room.allowance), kByText, sortOf(rate), static_cast<double>(room.serves)};
      lines.push_back(std::move(line));
    }
    m_lowerPanel->setTitle(tr("What one more node would serve"));
    m_lowerPanel->setScope(m_report == nullptr || m_report->growthNotes.empty()
                               ? tr("a copy of one of the group, waiting claims oldest first")
                               : said(m_report->growthNotes.front()));
  } else {
    columns = {wide(column("owner", tr("Owner"), 170)), column("namespace", tr("Namespace"), 120),
               column("runs", tr("Runs"), 60, true),    column("now", tr("Now"), 64, true),
               column("takes", tr("Takes"), 100, true), column("rate", tr("An hour"), 84, true)};
    const auto known = m_report == nullptr ? std::vector<cost::OffPeak>() : m_report->offPeak;
    for (const cost::OffPeak& one : known) {
      CostRows::Line line{one.namespaceName + "/" + one.owner, {}, {}, {}};
      line.cells = {nameOf(one.owner),
                    words(plain(one.namespaceName), Ink::secondary),
                    words(number(one.runs), Ink::secondary, FontRole::mono),
                    words(one.running > 0 ? gpuWords(one.gpus) : QStringLiteral("0"), Ink::primary, FontRole::mono),
                    figure(age(one.medianMs), one.medianBound, Ink::secondary),
                    moneyCell(one.perHour, currency)};
      line.numbers = {kByText,
                      kByText,
                      static_cast<double>(one.runs),
                      one.running > 0 ? one.gpus : 0,
                      static_cast<double>(one.medianMs),
                      sortOf(one.perHour)};
      lines.push_back(std::move(line));
    }
    m_lowerPanel->setTitle(tr("Batch work that could run at another time"));
    m_lowerPanel->setScope(tr("what Jobs hold and held"));
  }
  m_lowerTable->view().setAccessibleName(m_which == nullptr ? QString()
                                         : m_lower == 0     ? tr("Stranded")
                                         : m_lower == 1     ? tr("One more node")
                                                            : tr("Off-peak"));
  put(m_lowerModel, std::move(columns), std::move(lines));
}

void CostPage::fillIdle() {
  std::vector<Column> columns{wide(column("claim", tr("Claim"), 92)), column("holds", tr("Holds"), 68),
                              column("for", tr("Idle for"), 82, true), column("cost", tr("Cost"), 64, true),
                              column("next", tr("Next"), 54)};
  std::vector<CostRows::Line> lines;
  const auto known = m_report == nullptr ? std::vector<cost::IdleClaim>() : m_report->idle;
  for (const cost::IdleClaim& idle : known) {
    CostRows::Line line{idle.namespaceName + "/" + idle.name, {"claim", idle.namespaceName, idle.name}, {}, {}};
    Cell next = words(idle.noPod ? tr("Release") : tr("Ask"), Ink::accent, FontRole::small);
    next.tooltip = idle.noPod           ? tr("No pod uses it: the actions of the claim (X) release it.")
                   : idle.owner.empty() ? tr("Nobody is known to own it.")
                                        : tr("Ask who runs %1.").arg(plain(idle.owner));
    line.cells = {nameOf(idle.namespaceName + "/" + idle.name), words(plain(idle.holds), Ink::secondary, FontRole::small),
                  figure(age(idle.forMs), idle.forBound), moneyCell(idle.money, m_report->prices->currency), std::move(next)};
    line.numbers = {kByText, kByText, static_cast<double>(idle.forMs), sortOf(idle.money), kByText};
    lines.push_back(std::move(line));
  }
  m_idlePanel->setScope(m_report == nullptr || lines.empty()
                            ? QString()
                            : counted(static_cast<std::int64_t>(lines.size()), tr("claim"), tr("claims")));
  put(m_idleModel, std::move(columns), std::move(lines));
}

void CostPage::fillDrains() {
  std::vector<Column> columns{column("node", tr("Node"), 112), column("use", tr("In use"), 52, true),
                              column("pods", tr("Pods"), 44, true), column("rate", tr("An hour"), 68, true),
                              wide(column("rehearsed", tr("Rehearsed"), 80))};
  std::vector<CostRows::Line> lines;
  const auto known = m_report == nullptr ? std::vector<cost::DrainOffer>() : m_report->drains.offers;
  for (const cost::DrainOffer& offer : known) {
    CostRows::Line line{offer.node, {"node", {}, offer.node}, {}, {}};
    cost::Sum rate;
    rate.add(offer.rate.perHour, offer.rate.bound);
    Cell rehearsed = words(offerWords(offer), offer.clean ? Ink::secondary : Ink::warning, FontRole::small);
    rehearsed.mark = offer.clean ? Mark::ok : Mark::warning;
    line.cells = {nameOf(offer.node), words(number(offer.inUse), Ink::primary, FontRole::mono),
                  words(number(offer.pods), Ink::primary, FontRole::mono), moneyCell(rate, m_report->prices->currency),
                  std::move(rehearsed)};
    line.numbers = {kByText, static_cast<double>(offer.inUse), static_cast<double>(offer.pods), sortOf(rate), kByText};
    lines.push_back(std::move(line));
  }
  put(m_drainModel, std::move(columns), std::move(lines));
  m_drainPanel->setScope(m_report == nullptr || m_report->drains.rehearsed == 0
                             ? QString()
                             : tr("%1 of %2 rehearsed, fewest in use first")
                                   .arg(number(m_report->drains.rehearsed), number(m_report->drains.candidates)));
  if (m_report == nullptr || m_report->drains.clean == 0) {
    m_drainFoot->setText(m_report == nullptr ? QString() : tr("No rehearsal is clean"));
    return;
  }
  cost::Sum hour;
  hour.add(m_report->drains.togetherPerHour, m_report->drains.moneyBound);
  cost::Sum month;
  month.add(m_report->drains.togetherPerHour * cost::kHoursAMonth, m_report->drains.moneyBound);
  const std::string& currency = m_report->prices->currency;
  m_drainFoot->setText(tr("%1 together: %2 an hour, %3 a month")
                           .arg(counted(static_cast<std::int64_t>(m_report->drains.together.size()), tr("node"), tr("nodes")),
                                boundWords(hour.bound()) + moneyWords(hour, currency),
                                boundWords(month.bound()) + moneyWords(month, currency)));
}

}  // namespace claimscope::ui
