#include "model/cost/cost.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/base/words.h"
#include "model/cost/holdings.h"

namespace claimscope::cost {

using cluster::DeviceIndex;
using cluster::DeviceState;
using cluster::DeviceView;
using cluster::kNone;
using cluster::Snapshot;

namespace {

constexpr double kHour = 3'600'000;
constexpr std::array<std::string_view, kParts> kPartIds = {"busy", "idle", "unmeasured", "noPod", "usable", "stranded", "out"};
constexpr std::array<std::string_view, kParts> kPartTitles = {
    "Busy", "Allocated, idle", "Allocated, not measured", "Held by no pod", "Free, usable", "Free, stranded", "Out"};
constexpr std::size_t kMostIdle = 500;

/// A stretch of one device's time in one part.
struct Stretch {
  Part part = Part::busy;
  double hours = 0;
};

/// The part of [from, to] that lies in the window, in hours.
double hoursWithin(Time from, Time to, Time windowFrom, Time windowTo) {
  const Time begin = std::max(from, windowFrom);
  const Time end = std::min(to, windowTo);
  return end > begin ? static_cast<double>(end - begin) / kHour : 0;
}

class Maker {
 public:
  Maker(const Snapshot& snapshot, const utilisation::Utilisation* use, const Question& question, const survey::Growth* growth)
      : m_snapshot(snapshot),
        m_inventory(*snapshot.inventory),
        m_use(use),
        m_growth(growth),
        m_accelerators(acceleratorsOf(snapshot)) {
    m_out.question = question;
    m_out.prices =
        question.prices != nullptr ? question.prices : std::shared_ptr<const PriceTable>(std::shared_ptr<void>(), &listPrices());
    m_out.to = snapshot.time;
    m_out.from = snapshot.time + -std::max<std::int64_t>(0, question.windowMs);
  }

  Report make() {
    m_out.everyDevice = m_accelerators.everyDevice;
    m_out.bound = combine(m_inventory.deviceBound, m_snapshot.boundOf(Kind::Node));
    readRates();
    m_holdings = holdingsOf(m_snapshot, m_accelerators, m_use, m_out.from + -m_out.question.windowMs);
    m_out.knownSince = m_holdings.since;
    m_out.wholeWindow = m_holdings.since.isSet() && m_holdings.since <= m_out.from;
    readMeasures();
    findStrands();
    splitNow();
    splitWindow();
    showBack();
    listIdle();
    if (m_out.question.drains) {
      m_out.drains = drainsOf(m_snapshot, m_accelerators, *m_out.prices);
      m_out.headroom = headroomOf(m_snapshot, m_accelerators, *m_out.prices, m_growth);
      m_out.growthNotes = growthNotes(m_growth, m_out.headroom);
    }
    m_out.offPeak = offPeakOf(m_snapshot, m_holdings, m_accelerators, m_rate);
    return std::move(m_out);
  }

 private:
  void readRates() {
    std::map<std::pair<std::string, Market>, TypePrice> types;
    std::vector<Rate> ofNode(m_inventory.nodes.size());
    for (cluster::NodeIndex i = 0; i < m_inventory.nodes.size(); ++i) {
      const cluster::Slot slot = m_inventory.nodes[i].slot;
      const Node* node = slot == cluster::kNoSlot ? nullptr : m_snapshot.of<Node>().at(slot);
      ofNode[i] = node == nullptr ? Rate() : rateOf(*m_out.prices, node->meta);
      if (m_accelerators.cardsOnNode[i] == 0) {
        continue;
      }
      m_out.nodesWithoutPrice += ofNode[i].bound == Bound::unknown ? 1 : 0;
      TypePrice& type = types[{node == nullptr ? std::string() : instanceTypeOf(node->meta).str(), ofNode[i].market}];
      type.instanceType = node == nullptr ? std::string() : instanceTypeOf(node->meta).str();
      type.market = ofNode[i].market;
      type.rate = ofNode[i];
      ++type.nodes;
    }
    for (auto& [key, type] : types) {
      m_out.types.push_back(std::move(type));
    }
    std::stable_sort(m_out.types.begin(), m_out.types.end(),
                     [](const TypePrice& a, const TypePrice& b) { return a.rate.perHour > b.rate.perHour; });
    for (const AcceleratorCard& card : m_accelerators.cards) {
      Sum rate;
      if (card.node == kNone) {
        rate.add(0, Bound::unknown);
      } else {
        rate.add(ofNode[card.node].perHour / std::max<std::uint32_t>(1, m_accelerators.cardsOnNode[card.node]),
                 ofNode[card.node].bound);
      }
      m_rate.push_back(rate);
    }
  }

  void readMeasures() {
    m_out.measured = m_use != nullptr && m_use->available;
    m_out.whyUnmeasured = m_out.measured                           ? std::string()
                          : m_use == nullptr || m_use->why.empty() ? "no metrics were asked"
                                                                   : m_use->why;
    m_holdingOf.assign(m_inventory.devices.size(), nullptr);
    for (const Holding& holding : m_holdings.all) {
      if (holding.claim == kNone) {
        continue;
      }
      for (const DeviceIndex device : holding.devices) {
        const Holding*& kept = m_holdingOf[device];
        // Of several that share a device, the one that uses it most speaks for it.
        if (kept == nullptr || partOf(holding) < partOf(*kept)) {
          kept = &holding;
        }
      }
    }
    for (DeviceIndex i = 0; i < m_holdingOf.size(); ++i) {
      if (m_holdingOf[i] != nullptr && partOf(*m_holdingOf[i]) != Part::noPod) {
        m_out.inUseGpus += m_accelerators.share[i];
        m_out.measuredGpus += m_holdingOf[i]->measured ? m_accelerators.share[i] : 0;
      }
    }
  }

  [[nodiscard]] Part partOf(const Holding& holding) const {
    return holding.unusedSince.isSet() && holding.claim != kNone ? Part::noPod
           : holding.idleSince.isSet()                           ? Part::idle
           : holding.measured                                    ? Part::busy
                                                                 : Part::unmeasured;
  }

  void findStrands() {
    const bool any = std::any_of(m_inventory.devices.begin(), m_inventory.devices.end(),
                                 [](const DeviceView& device) { return device.claims.empty(); });
    if (!any) {
      m_strands.usable.assign(m_inventory.devices.size(), 0);
      return;
    }
    m_context = std::make_unique<explanation::ExplanationContext>(m_snapshot);
    m_strands = strandsOf(*m_context, m_accelerators, shapesOf(m_snapshot));
    m_out.shapes = m_strands.shapes;
    m_out.shapesLeftOut = m_strands.shapesLeftOut;
    m_why.assign(m_inventory.devices.size(), kWhys);
    for (const Strand& strand : m_strands.strands) {
      m_why[strand.device] = static_cast<std::size_t>(strand.why);
    }
  }

  [[nodiscard]] Part partNow(DeviceIndex index) const {
    const DeviceView& device = m_inventory.devices[index];
    if (device.state == DeviceState::unhealthy) {
      return Part::out;
    }
    if (m_holdingOf[index] != nullptr) {
      return partOf(*m_holdingOf[index]);
    }
    if (index < m_why.size() && m_why[index] != kWhys) {
      return Part::stranded;
    }
    return device.state == DeviceState::free ? Part::usable : Part::out;
  }

  /// Parts of each card as it stands: what is held first, then what is out, then what is free, so that partitions that overlap
  /// add up to one card.
  void splitNow() {
    m_cardParts.resize(m_accelerators.cards.size());
    for (std::size_t c = 0; c < m_accelerators.cards.size(); ++c) {
      std::array<double, kParts>& parts = m_cardParts[c];
      double left = 1;
      const auto take = [&](auto accepts) {
        for (const DeviceIndex device : m_accelerators.cards[c].devices) {
          const Part part = partNow(device);
          if (accepts(part)) {
            const double share = std::min(left, m_accelerators.share[device]);
            parts[static_cast<std::size_t>(part)] += share;
            left -= share;
          }
        }
      };
      take([](Part part) { return part <= Part::noPod; });
      take([](Part part) { return part == Part::out; });
      take([](Part part) { return part == Part::usable; });
      take([](Part part) { return part == Part::stranded; });
      if (left > 1e-9) {
        // What is left of a card's counters and no device of it can use.
        parts[static_cast<std::size_t>(Part::stranded)] += m_accelerators.cards[c].devices.size() > 1 ? left : 0;
        parts[static_cast<std::size_t>(Part::usable)] += m_accelerators.cards[c].devices.size() > 1 ? 0 : left;
      }
      for (std::size_t p = 0; p < kParts; ++p) {
        m_out.parts[p].gpus += parts[p];
      }
      m_out.gpus += 1;
    }
  }

  /// When the card's node came; not set when nobody knows.
  [[nodiscard]] Time cardSince(const AcceleratorCard& card) const {
    const cluster::Slot slot = card.node == kNone ? cluster::kNoSlot : m_inventory.nodes[card.node].slot;
    const Node* node = slot == cluster::kNoSlot ? nullptr : m_snapshot.of<Node>().at(slot);
    return node == nullptr ? Time() : node->meta.created;
  }

  [[nodiscard]] std::int64_t holdersOf(DeviceIndex device) const {
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(m_inventory.devices[device].claims.size()));
  }

  /// A holding's hours on one device, by what they were.
  [[nodiscard]] std::vector<Stretch> stretchesOf(const Holding& holding, DeviceIndex device, Time from, Time to) const {
    const double share = m_accelerators.share[device] / (holding.claim == kNone ? 1.0 : static_cast<double>(holdersOf(device)));
    const Time used = holding.unusedSince.isSet() ? std::max(holding.unusedSince, holding.from) : holding.to;
    const Time busy = holding.idleSince.isSet() ? std::min(std::max(holding.idleSince, holding.from), used) : used;
    const bool out = holding.claim != kNone && m_inventory.devices[device].state == DeviceState::unhealthy;
    return {{out                ? Part::out
             : holding.measured ? Part::busy
                                : Part::unmeasured,
             share * hoursWithin(holding.from, busy, from, to)},
            {out ? Part::out : Part::idle, share * hoursWithin(busy, used, from, to)},
            {out ? Part::out : Part::noPod, share * hoursWithin(used, holding.to, from, to)}};
  }

  void splitWindow() {
    std::vector<std::array<double, kParts>> hours(m_accelerators.cards.size());
    for (const Holding& holding : m_holdings.all) {
      for (const DeviceIndex device : holding.devices) {
        for (const Stretch& stretch : stretchesOf(holding, device, m_out.from, m_out.to)) {
          hours[m_accelerators.cardOf[device]][static_cast<std::size_t>(stretch.part)] += stretch.hours;
        }
      }
    }
    const bool beyondMetrics = m_use != nullptr && m_out.question.windowMs > m_use->windowMs;
    for (std::size_t c = 0; c < hours.size(); ++c) {
      const double whole = hoursWithin(cardSince(m_accelerators.cards[c]), m_out.to, m_out.from, m_out.to);
      double held = 0;
      for (const double part : hours[c]) {
        held += part;
      }
      // Two claims that say to have had the same card at the same time: no card has more hours than there were.
      const double scale = held > whole && held > 0 ? whole / held : 1;
      const double rest = std::max(0.0, whole - held);
      const std::array<double, kParts>& now = m_cardParts[c];
      double open = 0;
      for (const Part part : {Part::usable, Part::stranded, Part::out}) {
        open += now[static_cast<std::size_t>(part)];
      }
      for (std::size_t p = 0; p < kParts; ++p) {
        const bool ofRest = p >= static_cast<std::size_t>(Part::usable);
        const double freed = !ofRest                                       ? 0
                             : open > 1e-9                                 ? rest * now[p] / open
                             : p == static_cast<std::size_t>(Part::usable) ? rest
                                                                           : 0;
        const double value = hours[c][p] * scale + freed;
        if (value <= 0) {
          continue;
        }
        Bound bound = Bound::exact;
        if (freed > 0 && m_out.question.windowMs > 0) {
          bound = Bound::atMost;  // as it stands now, taken for all the time that nobody held it
        } else if (p == static_cast<std::size_t>(Part::busy) && beyondMetrics) {
          bound = Bound::atMost;  // before the metrics begin nobody saw it idle
        } else if (p == static_cast<std::size_t>(Part::idle) && beyondMetrics) {
          bound = Bound::atLeast;
        }
        add(m_out.parts[p], c, value, bound);
      }
      m_out.hours.add(whole);
      m_out.money.add(whole * m_rate[c].value(), m_rate[c].bound());
    }
    m_out.hours.weaken(m_out.bound);
    const bool unmeasured = m_out.inUseGpus > 0 && !m_out.measured;
    if (unmeasured) {
      for (const Part part : {Part::busy, Part::idle}) {
        m_out.parts[static_cast<std::size_t>(part)].hours.weaken(Bound::unknown);
        m_out.parts[static_cast<std::size_t>(part)].money.weaken(Bound::unknown);
      }
    }
    if (m_inventory.freeBound == Bound::atMost) {
      m_out.freeBoundWhy =
          m_snapshot.boundOf(Kind::DeviceTaintRule) == Bound::exact ? "claims are hidden or late" : "DeviceTaintRules are hidden";
      m_out.parts[static_cast<std::size_t>(Part::usable)].hours.weaken(Bound::atMost);
      m_out.parts[static_cast<std::size_t>(Part::usable)].money.weaken(Bound::atMost);
    }
    groupStrands();
  }

  void add(Amount& amount, std::size_t card, double hours, Bound bound) const {
    amount.hours.add(hours, bound);
    Sum money;
    money.add(hours * m_rate[card].value(), m_rate[card].bound());
    if (m_rate[card].bound() != Bound::unknown) {
      money.weaken(bound);
    }
    amount.money.add(money);
  }

  void groupStrands() {
    std::map<std::pair<std::size_t, std::string>, StrandGroup> groups;
    const double windowHours = static_cast<double>(m_out.question.windowMs) / kHour;
    for (const Strand& strand : m_strands.strands) {
      const std::string model = modelOf(m_snapshot, strand.device);
      StrandGroup& group = groups[{static_cast<std::size_t>(strand.why), model}];
      group.why = strand.why;
      group.model = model;
      const std::uint32_t card = m_accelerators.cardOf[strand.device];
      const double share =
          std::min(m_accelerators.share[strand.device], m_cardParts[card][static_cast<std::size_t>(Part::stranded)]);
      group.gpus += share;
      group.money.add(share * windowHours * m_rate[card].value(),
                      m_rate[card].bound() == Bound::exact ? Bound::atMost : m_rate[card].bound());
      if (group.devices.empty()) {
        const DeviceView& first = m_inventory.devices[strand.device];
        group.driver = first.driver.str();
        group.example = first.pool.str() + "/" + first.name.str();
      }
      group.devices.push_back(strand.device);
      const std::string node = m_inventory.devices[strand.device].node.str();
      if (group.nodes.size() < 3 && std::find(group.nodes.begin(), group.nodes.end(), node) == group.nodes.end()) {
        group.nodes.push_back(node);
      }
    }
    for (auto& [key, group] : groups) {
      m_out.stranded.push_back(std::move(group));
    }
    std::stable_sort(m_out.stranded.begin(), m_out.stranded.end(), [](const StrandGroup& a, const StrandGroup& b) {
      return a.money.value() != b.money.value() ? a.money.value() > b.money.value() : a.gpus > b.gpus;
    });
  }

  [[nodiscard]] bool inScope(const Holding& holding) const {
    const std::string& only = m_out.question.namespaceFilter;
    return only.empty() || holding.namespaceName == only;
  }

  /// Key, name and detail of the group that a device of a holding belongs to.
  [[nodiscard]] Group groupOf(const Holding& holding, DeviceIndex device) const {
    Group out;
    const cluster::NodeIndex node = m_inventory.devices[device].nodeIndex;
    switch (m_out.question.by) {
      case GroupBy::namespaceAndClass:
        out.name = holding.namespaceName;
        out.detail = holding.deviceClass;
        break;
      case GroupBy::namespaceName:
        out.name = holding.namespaceName;
        break;
      case GroupBy::deviceClass:
        out.name = holding.deviceClass;
        break;
      case GroupBy::owner:
        out.name = holding.owner;
        out.detail = holding.namespaceName;
        break;
      case GroupBy::pool:
        out.name = node == kNone ? std::string() : m_inventory.nodes[node].group.str();
        break;
      case GroupBy::node:
        out.name = m_inventory.devices[device].node.str();
        out.detail = node == kNone ? std::string() : m_inventory.nodes[node].group.str();
        break;
    }
    out.key = out.name + "\x1f" + out.detail;
    return out;
  }

  void showBack() {
    std::map<std::string, Group> groups;
    const bool before =
        m_holdings.since.isSet() && m_out.question.windowMs > 0 && m_holdings.since <= m_out.from + -m_out.question.windowMs;
    const Time beforeFrom = m_out.from + -m_out.question.windowMs;
    for (const Holding& holding : m_holdings.all) {
      if (!inScope(holding)) {
        continue;
      }
      for (const DeviceIndex device : holding.devices) {
        Group fresh = groupOf(holding, device);
        Group& group = groups.try_emplace(fresh.key, fresh).first->second;
        const Sum& rate = m_rate[m_accelerators.cardOf[device]];
        for (const Stretch& stretch : stretchesOf(holding, device, m_out.from, m_out.to)) {
          if (stretch.hours <= 0) {
            continue;
          }
          group.hours.add(stretch.hours, holding.fromBound);
          group.money.add(stretch.hours * rate.value(), rate.bound());
          const bool waste = stretch.part == Part::idle || stretch.part == Part::noPod;
          if (waste) {
            group.idleHours.add(stretch.hours);
            group.idleMoney.add(stretch.hours * rate.value(), rate.bound());
          }
          if (holding.measured || (stretch.part == Part::noPod && m_out.measured)) {
            group.measuredHours += stretch.hours;
            group.busyHours += waste ? 0 : stretch.hours;
          }
        }
        if (before) {
          for (const Stretch& stretch : stretchesOf(holding, device, beforeFrom, m_out.from)) {
            group.beforeHours = group.beforeHours.value_or(0) + stretch.hours;
          }
        }
        group.gpus += holding.claim == kNone ? 0 : m_accelerators.share[device] / static_cast<double>(holdersOf(device));
      }
    }
    for (auto& [key, group] : groups) {
      // What nobody measured may be idle too; where nothing was, only claims that no pod uses are known to be wasted.
      if (const double dark = group.hours.value() - group.measuredHours; dark > 1e-9) {
        const Bound bound = group.measuredHours > 0 || group.idleHours.value() > 0 ? Bound::atLeast : Bound::unknown;
        group.idleHours.weaken(bound);
        group.idleMoney.weaken(bound);
      }
      if (group.hours.value() > 0) {
        m_out.groups.push_back(std::move(group));
      }
    }
    std::stable_sort(m_out.groups.begin(), m_out.groups.end(), [](const Group& a, const Group& b) {
      return a.money.value() != b.money.value() ? a.money.value() > b.money.value() : a.hours.value() > b.hours.value();
    });
  }

  void listIdle() {
    for (const Holding& holding : m_holdings.all) {
      const Part part = partOf(holding);
      if (holding.claim == kNone || !inScope(holding) || (part != Part::idle && part != Part::noPod)) {
        continue;
      }
      IdleClaim out;
      out.claim = holding.claim;
      out.namespaceName = holding.namespaceName;
      out.name = holding.name;
      out.owner = holding.owner;
      out.noPod = part == Part::noPod;
      const Time since = out.noPod ? holding.unusedSince : holding.idleSince;
      out.forMs = std::max<std::int64_t>(0, m_out.to - since);
      out.forBound = out.noPod ? holding.fromBound : Bound::atLeast;
      std::map<std::string, std::int64_t> models;
      for (const DeviceIndex device : holding.devices) {
        ++models[modelOf(m_snapshot, device)];
        const Sum& rate = m_rate[m_accelerators.cardOf[device]];
        out.money.add(static_cast<double>(out.forMs) / kHour * m_accelerators.share[device] * rate.value(), rate.bound());
      }
      for (const auto& [model, count] : models) {
        out.holds += fmt::format("{}{} {}", out.holds.empty() ? "" : ", ", count, model);
      }
      m_out.idle.push_back(std::move(out));
    }
    std::stable_sort(m_out.idle.begin(), m_out.idle.end(), [](const IdleClaim& a, const IdleClaim& b) {
      return a.money.value() != b.money.value() ? a.money.value() > b.money.value() : a.forMs > b.forMs;
    });
  }

  const Snapshot& m_snapshot;
  const cluster::Inventory& m_inventory;
  const utilisation::Utilisation* m_use;
  const survey::Growth* m_growth;
  Accelerators m_accelerators;
  Holdings m_holdings;
  std::vector<Sum> m_rate;  ///< by card, an hour of it
  std::vector<const Holding*> m_holdingOf;
  std::unique_ptr<explanation::ExplanationContext> m_context;
  Strands m_strands;
  std::vector<std::size_t> m_why;  ///< by DeviceIndex; kWhys: not stranded
  std::vector<std::array<double, kParts>> m_cardParts;
  Report m_out;
};

}  // namespace

std::string_view partId(Part part) {
  return kPartIds[static_cast<std::size_t>(part)];
}

std::string_view partTitle(Part part) {
  return kPartTitles[static_cast<std::size_t>(part)];
}

Report costOf(const Snapshot& snapshot, const utilisation::Utilisation* use, const Question& question,
              const survey::Growth* growth) {
  return Maker(snapshot, use, question, growth).make();
}

VerdictWords verdictOf(const Report& report) {
  VerdictWords out;
  const std::string& currency = report.prices->currency;
  const std::string whole = report.money.known() ? moneyText(report.money, currency) : hoursText(report.hours) + " GPU hours";
  const auto worth = [&](Part part) {
    const Amount& amount = report.of(part);
    return amount.money.known() ? moneyText(amount.money, currency) : hoursText(amount.hours) + " GPU hours";
  };
  if (report.gpus == 0) {
    return {"No accelerator is published.", "Nothing costs anything that Claimscope could tell."};
  }
  if (report.inUseGpus > 0 && !report.measured) {
    out.sentence =
        fmt::format("{} stranded of {}; how much of what is allocated idles is unknown.", worth(Part::stranded), whole);
  } else if (report.of(Part::idle).hours.value() > 0) {
    out.sentence = fmt::format("{} of {} went to GPUs that were allocated and idle.", worth(Part::idle), whole);
  } else if (report.of(Part::stranded).hours.value() > 0) {
    out.sentence = fmt::format("{} of {} went to free GPUs that no claim can take.", worth(Part::stranded), whole);
  } else {
    out.sentence = "No GPU is idle or stranded.";
  }
  out.evidence = report.measured
                     ? fmt::format("Idle is nothing computed for half an hour or longer, from {:.0f} of {:.0f} GPUs in use.",
                                   report.measuredGpus, report.inUseGpus)
                     : "Idle needs metrics: " + report.whyUnmeasured + ".";
  if (!report.wholeWindow && report.question.windowMs > 0) {
    out.evidence += report.knownSince.isSet() ? " Claims that ended are known since " + formatTime(report.knownSince) + " only."
                                              : " Claims that ended are not known.";
  }
  if (!report.freeBoundWhy.empty()) {
    out.evidence += " Free is at most: " + report.freeBoundWhy + ".";
  }
  if (report.nodesWithoutPrice > 0) {
    out.evidence += fmt::format(" {} no price.", words::counted(report.nodesWithoutPrice, "node has", "nodes have"));
  }
  return out;
}

}  // namespace claimscope::cost
