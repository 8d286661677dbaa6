// `cost` for people and programs. Any thread.
#include <fmt/format.h>

#include <array>

#include "app/commands/cost.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using cost::Amount;
using cost::Group;
using cost::Part;
using cost::Report;
using cost::Sum;

Json sumJson(const Sum& sum) {
  return {{"value", sum.known() ? Json(sum.value()) : Json(nullptr)}, {"bound", boundWord(sum.bound())}};
}

Json rateJson(const cost::Rate& rate) {
  return {{"perHour", rate.bound == Bound::unknown ? Json(nullptr) : Json(rate.perHour)},
          {"bound", boundWord(rate.bound)},
          {"market", cost::marketWord(rate.market)}};
}

Json amountJson(const Amount& amount) {
  return {{"gpus", amount.gpus}, {"hours", sumJson(amount.hours)}, {"money", sumJson(amount.money)}};
}

Json groupJson(const Group& group) {
  return {{"name", group.name},
          {"detail", group.detail},
          {"gpus", group.gpus},
          {"hours", sumJson(group.hours)},
          {"money", sumJson(group.money)},
          {"idleHours", sumJson(group.idleHours)},
          {"idleMoney", sumJson(group.idleMoney)},
          {"busyPercent", group.measuredHours > 0 ? Json(100 * group.busyHours / group.measuredHours) : Json(nullptr)},
          {"hoursBefore", group.beforeHours ? Json(*group.beforeHours) : Json(nullptr)}};
}

std::string_view byWordOf(cost::GroupBy by) {
  switch (by) {
    case cost::GroupBy::namespaceAndClass:
      return "namespace,class";
    case cost::GroupBy::deviceClass:
      return "class";
    case cost::GroupBy::pool:
      return "pool";
    case cost::GroupBy::owner:
      return "owner";
    case cost::GroupBy::node:
      return "node";
    case cost::GroupBy::namespaceName:
      break;
  }
  return "namespace";
}

Json drainsJson(const Report& report) {
  Json offers = Json::array();
  for (const cost::DrainOffer& offer : report.drains.offers) {
    offers.push_back({{"node", offer.node},
                      {"inUse", offer.inUse},
                      {"cards", offer.cards},
                      {"pods", offer.pods},
                      {"rate", rateJson(offer.rate)},
                      {"clean", offer.clean},
                      {"together", offer.together},
                      {"reason", offer.reason},
                      {"why", offer.why}});
  }
  return {{"candidates", report.drains.candidates},
          {"rehearsed", report.drains.rehearsed},
          {"clean", report.drains.clean},
          {"together", report.drains.together},
          {"togetherPerHour", {{"value", report.drains.togetherPerHour}, {"bound", boundWord(report.drains.moneyBound)}}},
          {"togetherPerMonth",
           {{"value", report.drains.togetherPerHour * cost::kHoursAMonth}, {"bound", boundWord(report.drains.moneyBound)}}},
          {"offers", std::move(offers)}};
}

Json resourcesJson(const ResourceList& list) {
  Json out = Json::object();
  for (const auto& [name, amount] : list) {
    out[name.str()] = std::string(amount.text());
  }
  return out;
}

Json poolJson(const survey::NodePool& pool) {
  Json out{{"name", pool.name},
           {"apiVersion", pool.apiVersion},
           {"weight", pool.weight},
           {"limits", resourcesJson(pool.limits)},
           {"used", pool.used ? resourcesJson(*pool.used) : Json(nullptr)},
           {"replicas", pool.replicas ? Json(*pool.replicas) : Json(nullptr)},
           {"nodeClass", pool.nodeClass},
           {"consolidation", pool.consolidation},
           {"notReady", pool.notReady},
           {"requirements", Json::array()},
           {"taints", Json::array()},
           {"budgets", Json::array()}};
  static constexpr std::array<const char*, 7> kOperators = {"In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt", "?"};
  for (const SelectorRequirement& requirement : pool.requirements) {
    Json values = Json::array();
    for (const Text& value : requirement.values) {
      values.push_back(value.str());
    }
    out["requirements"].push_back({{"key", requirement.key.str()},
                                   {"operator", kOperators.at(static_cast<std::size_t>(requirement.op))},
                                   {"values", std::move(values)}});
  }
  for (const Taint& taint : pool.taints) {
    out["taints"].push_back({{"key", taint.key.str()}, {"value", taint.value.str()}, {"effect", taint.effect.str()}});
  }
  for (const survey::DisruptionBudget& budget : pool.budgets) {
    out["budgets"].push_back(
        {{"nodes", budget.nodes}, {"schedule", budget.schedule}, {"duration", budget.duration}, {"reasons", budget.reasons}});
  }
  return out;
}

Json roomJson(const cost::GroupRoom& room) {
  const bool known = room.servesBound == Bound::exact;
  Json out{{"group", room.group},
           {"grower", cost::growerWords(room.grower)},
           {"nodes", room.nodes},
           {"cards", known ? Json(room.cards) : Json(nullptr)},
           {"copyOf", room.copyOf},
           {"instanceType", room.instanceType},
           {"rate", rateJson(room.rate)},
           {"more",
            {{"value", room.allowance.more ? Json(*room.allowance.more) : Json(nullptr)},
             {"bound", boundWord(room.allowance.bound)},
             {"unlimited", room.allowance.unlimited},
             {"why", room.allowance.why}}},
           {"serves", known ? Json(room.serves) : Json(nullptr)},
           {"waiting", room.waiting},
           {"claims", room.claims},
           {"unserved", Json::array()},
           {"nodePool", room.pool ? poolJson(*room.pool) : Json(nullptr)}};
  for (const cost::Unserved& one : room.unserved) {
    out["unserved"].push_back({{"claims", one.claims}, {"claim", one.claim}, {"why", one.why}});
  }
  return out;
}

std::string figureOf(double gpus) {
  return gpus == static_cast<double>(static_cast<std::int64_t>(gpus)) ? words::number(static_cast<std::int64_t>(gpus))
                                                                      : fmt::format("{:.1f}", gpus);
}

std::string rateText(const cost::Rate& rate, const std::string& currency) {
  Sum sum;
  sum.add(rate.perHour, rate.bound);
  return cost::moneyText(sum, currency);
}

class TextMaker {
 public:
  TextMaker(const Report& report, bool markdown) : m_report(report), m_currency(report.prices->currency), m_markdown(markdown) {}

  std::string make() {
    head();
    parts();
    groups();
    idle();
    stranded();
    drains();
    headroom();
    offPeak();
    return std::move(m_out);
  }

 private:
  std::string money(const Sum& sum) const { return cost::moneyText(sum, m_currency); }

  void table(const std::string& title, const Listing& listing) {
    if (listing.rows.empty()) {
      return;
    }
    m_out +=
        m_markdown ? "\n## " + title + "\n\n" + renderMarkdown(listing, true) : "\n" + title + "\n" + renderTable(listing, true);
  }

  void head() {
    const cost::VerdictWords verdict = cost::verdictOf(m_report);
    m_out += (m_markdown ? "# " : "") + verdict.sentence + "\n" + (m_markdown ? "\n" : "") + verdict.evidence + "\n";
    std::string types;
    for (const cost::TypePrice& type : m_report.types) {
      types += (types.empty() ? "" : ", ") + (type.instanceType.empty() ? "(no type)" : words::oneLine(type.instanceType)) + " " +
               rateText(type.rate, m_currency) +
               (type.market == cost::Market::onDemand ? "" : " " + std::string(cost::marketWord(type.market)));
    }
    m_out += fmt::format("Prices: {}{}{}: {} a node hour\n", words::oneLine(m_report.prices->source),
                         m_report.prices->taken.empty() ? "" : " of " + words::oneLine(m_report.prices->taken),
                         m_report.prices->own > 0 ? " over the list" : "", types.empty() ? "no node" : types);
  }

  void parts() {
    Listing listing;
    listing.columns = {{"PART"}, {"NOW"}, {"GPU HOURS"}, {"COST"}, {"SHARE"}};
    for (std::size_t i = 0; i < cost::kParts; ++i) {
      const Amount& amount = m_report.parts[i];
      if (static_cast<Part>(i) == Part::unmeasured && amount.hours.nothing()) {
        continue;
      }
      listing.rows.push_back({std::string(cost::partTitle(static_cast<Part>(i))), figureOf(amount.gpus),
                              cost::hoursText(amount.hours), money(amount.money),
                              m_report.hours.value() > 0 && amount.hours.known()
                                  ? fmt::format("{:.1f} %", 100 * amount.hours.value() / m_report.hours.value())
                                  : "?"});
    }
    listing.rows.push_back({m_report.everyDevice ? "All devices" : "All GPUs", figureOf(m_report.gpus),
                            cost::hoursText(m_report.hours), money(m_report.money), ""});
    table(fmt::format("Where {} GPU hours went, {} to {}", cost::hoursText(m_report.hours), formatTime(m_report.from),
                      formatTime(m_report.to)),
          listing);
  }

  void groups() {
    Listing listing;
    const cost::GroupBy by = m_report.question.by;
    const bool two = by == cost::GroupBy::namespaceAndClass || by == cost::GroupBy::owner || by == cost::GroupBy::node;
    const char* first = by == cost::GroupBy::deviceClass ? "CLASS"
                        : by == cost::GroupBy::pool      ? "POOL"
                        : by == cost::GroupBy::owner     ? "OWNER"
                        : by == cost::GroupBy::node      ? "NODE"
                                                         : "NAMESPACE";
    const char* second = by == cost::GroupBy::owner ? "NAMESPACE" : by == cost::GroupBy::node ? "POOL" : "CLASS";
    listing.columns = {{first}};
    if (two) {
      listing.columns.push_back({second});
    }
    for (const char* column : {"NOW", "GPU HOURS", "COST", "BUSY", "IDLE", "BEFORE"}) {
      listing.columns.push_back({column});
    }
    for (const Group& group : m_report.groups) {
      std::vector<std::string> row{group.name.empty() ? "(none)" : group.name};
      if (two) {
        row.push_back(group.detail);
      }
      row.insert(row.end(), {figureOf(group.gpus), cost::hoursText(group.hours), money(group.money),
                             group.measuredHours > 0 ? fmt::format("{:.0f} %", 100 * group.busyHours / group.measuredHours) : "?",
                             money(group.idleMoney), beforeText(group)});
      listing.rows.push_back(std::move(row));
    }
    table("Who had them", listing);
  }

  static std::string beforeText(const Group& group) {
    if (!group.beforeHours) {
      return "?";
    }
    if (*group.beforeHours <= 0) {
      return "new";
    }
    return fmt::format("{:+.0f} %", 100 * (group.hours.value() / *group.beforeHours - 1));
  }

  void idle() {
    Listing listing;
    listing.columns = {{"CLAIM"}, {"HOLDS"}, {"FOR"}, {"COST"}, {"OWNER"}, {"WHY"}};
    for (const cost::IdleClaim& one : m_report.idle) {
      listing.rows.push_back({one.namespaceName + "/" + one.name, one.holds,
                              (one.forBound == Bound::exact    ? ""
                               : one.forBound == Bound::atMost ? "≤"
                                                               : "≥") +
                                  words::duration(one.forMs),
                              money(one.money), one.owner, one.noPod ? "no pod uses it" : "nothing computed"});
    }
    table("Idle claims", listing);
  }

  void stranded() {
    Listing listing;
    listing.columns = {{"WHY"}, {"GPUS"}, {"COST"}, {"NODES"}};
    for (const cost::StrandGroup& group : m_report.stranded) {
      listing.rows.push_back({group.model + " " + std::string(cost::whyWords(group.why)), figureOf(group.gpus),
                              money(group.money), words::listed(group.nodes, 2)});
    }
    table(fmt::format("Stranded: free, but no claim can take it ({} tried{})",
                      words::counted(m_report.shapes, "kind of claim", "kinds of claim"),
                      m_report.shapesLeftOut > 0 ? fmt::format(", {} more not", m_report.shapesLeftOut) : ""),
          listing);
  }

  void drains() {
    Listing listing;
    listing.columns = {{"NODE"}, {"IN USE"}, {"PODS"}, {"AN HOUR"}, {"REHEARSED"}};
    for (const cost::DrainOffer& offer : m_report.drains.offers) {
      listing.rows.push_back(
          {offer.node, fmt::format("{} of {}", offer.inUse, offer.cards), std::to_string(offer.pods),
           rateText(offer.rate, m_currency),
           offer.clean ? (offer.together ? "all fit elsewhere" : "all fit elsewhere, but not with the others") : offer.why});
    }
    table(fmt::format("Nodes that could be drained: {} of {} rehearsed", m_report.drains.clean, m_report.drains.rehearsed),
          listing);
    if (!m_report.drains.together.empty()) {
      Sum hour;
      hour.add(m_report.drains.togetherPerHour, m_report.drains.moneyBound);
      Sum month;
      month.add(m_report.drains.togetherPerHour * cost::kHoursAMonth, m_report.drains.moneyBound);
      m_out += fmt::format("{} can go together: {} an hour, {} a month\n",
                           words::counted(static_cast<std::int64_t>(m_report.drains.together.size()), "node"), money(hour),
                           money(month));
    }
  }

  void headroom() {
    Listing listing;
    listing.columns = {{"GROUP"},    {"NODES"},   {"GROWN BY"}, {"ROOM FOR"}, {"WHY"},
                       {"ONE MORE"}, {"AN HOUR"}, {"SERVES"},   {"CLAIMS"}};
    Listing others;
    others.columns = {{"GROUP"}, {"CLAIMS"}, {"FOR EXAMPLE"}, {"WHY"}};
    for (const cost::GroupRoom& room : m_report.headroom) {
      const bool known = room.servesBound == Bound::exact;
      listing.rows.push_back(
          {room.group, std::to_string(room.nodes), std::string(cost::growerWords(room.grower)), roomText(room.allowance),
           room.allowance.why,
           fmt::format("{} x {}", known ? std::to_string(room.cards) : "?", room.instanceType.empty() ? "?" : room.instanceType),
           rateText(room.rate, m_currency), fmt::format("{} of {}", known ? std::to_string(room.serves) : "?", room.waiting),
           words::listed(room.claims, 2)});
      constexpr std::size_t kReasons = 3;
      for (std::size_t i = 0; i < room.unserved.size() && i < kReasons; ++i) {
        const cost::Unserved& one = room.unserved[i];
        others.rows.push_back({room.group, std::to_string(one.claims), one.claim, one.why});
      }
    }
    table("What one more node would serve of the waiting claims", listing);
    for (const std::string& note : m_report.growthNotes) {
      m_out += (m_markdown ? "\n" : "") + note + "\n";
    }
    table("Waiting claims that one more node would not serve", others);
  }

  static std::string roomText(const cost::Allowance& allowance) {
    if (allowance.unlimited) {
      return "any";
    }
    return !allowance.more ? "?" : (allowance.bound == Bound::atMost ? "≤" : "") + words::counted(*allowance.more, "node");
  }

  void offPeak() {
    Listing listing;
    listing.columns = {{"OWNER"}, {"NAMESPACE"}, {"RUNS"}, {"NOW"}, {"TAKES"}, {"AN HOUR"}};
    for (const cost::OffPeak& one : m_report.offPeak) {
      listing.rows.push_back({one.owner, one.namespaceName, std::to_string(one.runs), one.running > 0 ? figureOf(one.gpus) : "0",
                              (one.medianBound == Bound::exact ? "" : "≥") + words::duration(one.medianMs), money(one.perHour)});
    }
    table("Batch work that could run at another time", listing);
  }

  const Report& m_report;
  std::string m_currency;
  bool m_markdown;
  std::string m_out;
};

/// RFC 4180; what a spreadsheet would run becomes text.
std::string csvCell(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
    text.insert(text.begin(), '\'');
  }
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    return text;
  }
  std::string out = "\"";
  for (const char c : text) {
    out += c == '"' ? "\"\"" : std::string(1, c);
  }
  return out + "\"";
}

std::string csvNumber(const Sum& sum) {
  return sum.known() ? fmt::format("{:.4f}", sum.value()) : std::string();
}

}  // namespace

Json costJson(const Report& report, const cluster::Snapshot& snapshot) {
  const cost::VerdictWords verdict = cost::verdictOf(report);
  Json out{{"verdict", verdict.sentence},
           {"evidence", verdict.evidence},
           {"from", formatTime(report.from)},
           {"to", formatTime(report.to)},
           {"knownSince", report.knownSince.isSet() ? Json(formatTime(report.knownSince)) : Json(nullptr)},
           {"wholeWindow", report.wholeWindow},
           {"measured", report.measured},
           {"currency", report.prices->currency},
           {"prices",
            {{"source", report.prices->source},
             {"taken", report.prices->taken},
             {"own", report.prices->own},
             {"types", Json::array()}}},
           {"gpus", report.gpus},
           {"everyDevice", report.everyDevice},
           {"hours", sumJson(report.hours)},
           {"money", sumJson(report.money)},
           {"parts", Json::object()},
           {"by", byWordOf(report.question.by)},
           {"groups", Json::array()},
           {"idle", Json::array()},
           {"stranded", Json::array()}};
  for (const cost::TypePrice& type : report.types) {
    out["prices"]["types"].push_back({{"instanceType", type.instanceType}, {"nodes", type.nodes}, {"rate", rateJson(type.rate)}});
  }
  for (std::size_t i = 0; i < cost::kParts; ++i) {
    out["parts"][std::string(cost::partId(static_cast<Part>(i)))] = amountJson(report.parts[i]);
  }
  for (const Group& group : report.groups) {
    out["groups"].push_back(groupJson(group));
  }
  for (const cost::IdleClaim& one : report.idle) {
    out["idle"].push_back({{"namespace", one.namespaceName},
                           {"name", one.name},
                           {"owner", one.owner},
                           {"holds", one.holds},
                           {"for", {{"ms", one.forMs}, {"bound", boundWord(one.forBound)}}},
                           {"money", sumJson(one.money)},
                           {"noPod", one.noPod}});
  }
  for (const cost::StrandGroup& group : report.stranded) {
    out["stranded"].push_back({{"why", cost::whyId(group.why)},
                               {"text", group.model + " " + std::string(cost::whyWords(group.why))},
                               {"model", group.model},
                               {"gpus", group.gpus},
                               {"devices", group.devices.size()},
                               {"money", sumJson(group.money)},
                               {"nodes", group.nodes}});
  }
  out["shapes"] = {{"tried", report.shapes}, {"leftOut", report.shapesLeftOut}};
  out["drains"] = drainsJson(report);
  out["headroom"] = Json::array();
  for (const cost::GroupRoom& room : report.headroom) {
    out["headroom"].push_back(roomJson(room));
  }
  out["growthNotes"] = report.growthNotes;
  out["offPeak"] = Json::array();
  for (const cost::OffPeak& one : report.offPeak) {
    out["offPeak"].push_back({{"namespace", one.namespaceName},
                              {"owner", one.owner},
                              {"runs", one.runs},
                              {"running", one.running},
                              {"gpus", one.gpus},
                              {"takes", {{"ms", one.medianMs}, {"bound", boundWord(one.medianBound)}}},
                              {"perHour", sumJson(one.perHour)}});
  }
  out["sources"] = sourcesJson(snapshot, {Kind::Node, Kind::ResourceSlice, Kind::ResourceClaim, Kind::Pod});
  return out;
}

std::string costText(const Report& report, bool markdown) {
  return TextMaker(report, markdown).make();
}

std::string costCsv(const Report& report) {
  std::string out =
      "name,detail,gpusNow,gpuHours,gpuHoursBound,money,moneyBound,currency,busyPercent,idleHours,idleMoney,gpuHoursBefore\r\n";
  for (const Group& group : report.groups) {
    out += fmt::format("{},{},{:.3f},{},{},{},{},{},{},{},{},{}\r\n", csvCell(group.name), csvCell(group.detail), group.gpus,
                       csvNumber(group.hours), boundWord(group.hours.bound()), csvNumber(group.money),
                       boundWord(group.money.bound()), csvCell(report.prices->currency),
                       group.measuredHours > 0 ? fmt::format("{:.1f}", 100 * group.busyHours / group.measuredHours) : "",
                       csvNumber(group.idleHours), csvNumber(group.idleMoney),
                       group.beforeHours ? fmt::format("{:.4f}", *group.beforeHours) : "");
  }
  return out;
}

}  // namespace claimscope::app
