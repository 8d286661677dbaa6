#include "model/explanation/choice_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/words.h"
#include "model/explanation/device_evidence.h"
#include "model/explanation/node_reasons.h"
#include "model/explanation/truth_table.h"

namespace claimscope::explanation {
namespace {

std::string plural(const std::string& noun, std::int64_t count) {
  // "device of class x" → "devices of class x"; products do not change: 16 H200.
  return count == 1 || noun.rfind("device", 0) != 0 ? noun : "devices" + noun.substr(6);
}

class Writer {
 public:
  Writer(const ChoiceFacts& facts, Chosen& chosen) : m_facts(facts), m_chosen(chosen), m_cause(chosen.cause) {
    if (m_chosen.census < facts.census.size()) {
      m_census = &facts.census[m_chosen.census];
      m_noun = deviceNoun(facts.context, *m_census);
    }
  }

  void write() {
    m_cause.rung = "allocation";
    const std::string_view id = m_cause.reason;
    if (m_cause.verdict == Verdict::canFit) {
      writeFits();
    } else if (id == reason::kDeviceClassMissing || id == reason::kSelectorInvalid || id == reason::kUnsupportedRequest ||
               id == reason::kTooManyDevicesForClaim || id == reason::kUnknown) {
      writeSpec();
    } else if (isNodeReason(id) || id == reason::kClaimPinnedToOtherNode || id == reason::kDevicesOnOtherNodes ||
               id == reason::kNodeHasNoSlices || id == reason::kMixedPerNode) {
      writeNodes();
    } else {
      writeDevices();
    }
    if (m_cause.detail.empty()) {
      m_cause.detail = asked();
    } else if (const std::string ask = asked(); !ask.empty()) {
      m_cause.detail += " " + ask + ".";
    }
    if (m_cause.held.empty()) {
      m_cause.held = "no device fits";
    }
    addDeviceEvidence(m_facts, m_chosen);
  }

 private:
  [[nodiscard]] std::string claimName() const {
    return m_census != nullptr ? qualifiedName(m_census->claim->meta) : m_facts.subject.name();
  }
  /// " (request gpu of claim x)" when there are several.
  [[nodiscard]] std::string whichRequest() const {
    return m_census == nullptr || m_facts.census.size() < 2 ? "" : "Request " + m_census->name + ": ";
  }

  void writeFits() {
    const NodeAnswer& node = *m_facts.nodes.fitting;
    const std::string name = node.entry->node->meta.name.str();
    const auto fitting =
        std::count_if(m_facts.nodes.all.begin(), m_facts.nodes.all.end(), [](const NodeAnswer& n) { return n.fits(); });
    const std::string where = fitting == 1 ? "on " + name : "on " + words::counted(fitting, "node") + ", " + name + " first";
    if (m_facts.subject.pod == nullptr && !m_facts.subject.hypothetical) {
      m_cause.rung = "scheduler";
      m_cause.held = "no pod asks for it";
      m_cause.summary = "No pod asks for " + m_facts.subject.name() +
                        ": it is allocated when a pod that names it is scheduled. It fits " + where + ".";
      m_cause.fixes.push_back(
          {"use-claim:" + m_facts.subject.name(), "Create a pod that names the claim",
           "It is allocated with the pod, " + where + ".", "",
           "kubectl -n " + words::shellWord(m_facts.subject.namespaceName().view()) + " apply -f <manifest of a pod>", name,
           true});
    } else if (m_facts.subject.hypothetical) {
      m_cause.rung = "";
      m_cause.summary = "It fits now " + where + ".";
    } else if (m_cause.reason == reason::kFits) {
      const bool silent = m_facts.said.kind == SchedulerMessage::Kind::none;
      m_cause.rung = "scheduler";
      m_cause.held = silent ? "not tried yet" : "waits for its next try";
      m_cause.summary = silent ? "It fits " + where + "; the scheduler has not tried it yet."
                               : "It fits now " + where + "; the scheduler tries it again within 5 minutes.";
    } else {
      m_cause.rung = "scheduler";
      m_cause.held = "the scheduler stopped with an error";
      m_cause.summary = "It fits " + where +
                        ", but the scheduler stops with an error: " + words::cut(words::oneLine(m_facts.said.error), 90) + ".";
    }
  }

  void writeSpec() {
    const std::string_view id = m_cause.reason;
    if (id == reason::kDeviceClassMissing) {
      m_cause.held = "class does not exist";
      m_cause.summary = whichRequest() + "DeviceClass " + m_census->body->deviceClassName.str() + " does not exist.";
    } else if (id == reason::kSelectorInvalid) {
      const BadSelector& bad = m_census->bad.front();
      m_cause.held = "a selector does not compile";
      m_cause.summary = whichRequest() + "A CEL selector " + (bad.fromClass ? "of the class " : "") +
                        "does not compile: " + words::cut(words::oneLine(bad.error.message), 120) + ".";
      m_cause.detail =
          fmt::format("Line {}, column {} of: {}", bad.error.line, bad.error.column, words::oneLine(bad.expression.view()));
    } else if (id == reason::kTooManyDevicesForClaim) {
      m_cause.held = "asks for too many devices";
      m_cause.summary = m_chosen.nodes.empty()
                            ? tooMany()
                            : whichRequest() + "It asks for all devices, and more than 32 match; one claim takes 32 at most.";
    } else if (id == reason::kUnsupportedRequest) {
      m_cause.held = "a request is of an unknown shape";
      m_cause.summary = "A request of " + claimName() + " has a shape this release does not know, so nothing is said about it.";
    } else {
      m_cause.held = "cannot be told";
      m_cause.summary = "Whether it fits cannot be told: ResourceSlices or DeviceClasses are not visible.";
    }
  }

  [[nodiscard]] std::string tooMany() const {
    std::vector<std::string> parts;
    for (const Census& census : m_facts.census) {
      parts.push_back(census.name + " " + words::number(census.wanted()));
    }
    return (parts.size() == 1 ? "Request " : "Together requests ") + words::listed(parts, 4) +
           (parts.size() == 1 ? " asks" : " ask") + " for too much: one claim takes at most 32 devices.";
  }

  [[nodiscard]] std::string nodeNames() const {
    std::vector<std::string> names;
    for (const NodeAnswer* node : m_chosen.nodes) {
      names.push_back(node->entry->node->meta.name.str());
    }
    return names.size() == 1 ? names.front() : words::number(static_cast<std::int64_t>(names.size())) + " nodes";
  }
  [[nodiscard]] std::string firstDetail(std::string_view id) const {
    for (const NodeAnswer* node : m_chosen.nodes) {
      for (const NodeReason& reason : node->reasons) {
        if (reason.id == id && !reason.detail.empty()) {
          return reason.detail;
        }
      }
    }
    return {};
  }

  void writeNodes() {
    const std::string_view id = m_cause.reason;
    const auto count = static_cast<std::int64_t>(m_chosen.nodes.size());
    const std::string detail = firstDetail(id);
    if (id == reason::kNodeSelectorMismatch) {
      m_cause.held = "no node matches the pod's selector";
      m_cause.summary = "No node matches the pod's own node selector or affinity: " +
                        (detail.empty() ? "none of " + words::counted(count, "node") : detail) + ".";
    } else if (id == reason::kNodeTaintNotTolerated && detail == "cordoned") {
      m_cause.held = "the node is cordoned";
      m_cause.summary = "The devices are on " + nodeNames() + ", which " + (count == 1 ? "is" : "are") + " cordoned.";
    } else if (id == reason::kNodeTaintNotTolerated) {
      m_cause.held = "the node's taint is not tolerated";
      m_cause.summary = "The devices are on " + nodeNames() + ", whose " + detail + " the pod does not tolerate.";
    } else if (id == reason::kInsufficientNodeResources) {
      m_cause.held = "the node has no room for the pod";
      m_cause.summary = "Devices are free on " + nodeNames() + ", but the pod does not fit there: " + detail + ".";
    } else if (isByOtherPods(id)) {
      m_cause.held = id == reason::kHostPortTaken               ? "a host port is taken"
                     : id == reason::kTopologySpreadUnsatisfied ? "topology spread keeps it away"
                                                                : "other pods keep it away";
      m_cause.summary = "Devices are free on " + nodeNames() + ", but other pods keep the pod away: " + detail + ".";
    } else if (id == reason::kClaimPinnedToOtherNode) {
      writePinned();
    } else if (id == reason::kDevicesOnOtherNodes) {
      const auto matching = static_cast<std::int64_t>(m_census->total.matching());
      m_cause.held = "devices are on other nodes";
      m_cause.summary =
          std::all_of(m_facts.nodes.all.begin(), m_facts.nodes.all.end(), [](const NodeAnswer& n) { return n.relevant; }) &&
                  m_facts.census.size() > 1
              ? apart()
              : whichRequest() + "All " + words::number(matching) + " matching " + (matching == 1 ? "device is" : "devices are") +
                    " on nodes that the pod may not use.";
    } else if (id == reason::kNodeHasNoSlices) {
      m_cause.held = "the driver publishes nothing there";
      m_cause.summary = "The driver publishes no devices on " + nodeNames() + ", where it did before.";
    } else {
      writeMixed();
    }
  }

  /// Every request has devices somewhere, but no node has those of all.
  [[nodiscard]] std::string apart() const {
    m_cause.held = "no node has devices for all requests";
    std::vector<std::string> parts;
    for (const Census& census : m_facts.census) {
      std::int64_t nodes = 0;
      for (const NodeAnswer& node : m_facts.nodes.all) {
        nodes += census.at(*node.entry).matching() > 0 ? 1 : 0;
      }
      parts.push_back(words::counted(nodes, "node") + (nodes == 1 ? " has " : " have ") + census.name);
    }
    return "No node has devices for all its requests: " + words::listed(parts, 4) + ".";
  }

  void writePinned() {
    std::string claim;
    std::string where;
    for (const NodeAnswer& node : m_facts.nodes.all) {
      for (const NodeReason& reason : node.reasons) {
        if (claim.empty() && reason.id == reason::kClaimPinnedToOtherNode) {
          claim = reason.detail;
        }
      }
    }
    std::string why;
    for (const NodeAnswer& node : m_facts.nodes.all) {
      if (!node.pinnedAway && (!node.podFits || !node.relevant)) {
        where = node.entry->node->meta.name.str();
        for (const NodeReason& reason : node.reasons) {
          if (reason.id != reason::kClaimPinnedToOtherNode) {
            why = reason.detail;
            break;
          }
        }
      }
    }
    m_cause.held = "claim is bound to another node";
    m_cause.summary =
        "Claim " + claim + (where.empty() ? ", which the pod cannot use." : "; " + where + " cannot take the pod: " + why + ".");
  }

  void writeMixed() {
    std::vector<std::pair<std::string, std::int64_t>> counts;
    for (const NodeAnswer* node : m_chosen.nodes) {
      const std::string id(node->podFits ? node->deviceReason : node->nodeReason);
      const auto found = std::find_if(counts.begin(), counts.end(), [&](const auto& entry) { return entry.first == id; });
      if (found == counts.end()) {
        counts.emplace_back(id, 1);
      } else {
        ++found->second;
      }
    }
    std::stable_sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> parts;
    const bool named = m_chosen.nodes.size() <= 3;
    if (named) {
      for (const NodeAnswer* node : m_chosen.nodes) {
        parts.push_back(node->entry->node->meta.name.str() + " has " +
                        shortWords(node->podFits ? node->deviceReason : node->nodeReason));
      }
    } else {
      for (const auto& [id, count] : counts) {
        parts.push_back(words::number(count) + " have " + shortWords(id));
      }
    }
    m_cause.held = "nodes fail for different reasons";
    m_cause.summary =
        (named ? std::string("Waits for devices: ")
               : "Waits for devices: of " + words::counted(static_cast<std::int64_t>(m_chosen.nodes.size()), "node") +
                     " that could serve it, ") +
        words::listed(parts, 4) + ".";
  }

  static std::string shortWords(std::string_view id) {
    return id == reason::kAllMatchingDevicesInUse     ? "every match in use"
           : id == reason::kNotEnoughDevices          ? "too few free"
           : id == reason::kDeviceTainted             ? "only tainted ones"
           : id == reason::kCountersExhausted         ? "no counters left"
           : id == reason::kCapacityExceeded          ? "no capacity left"
           : id == reason::kPoolIncomplete            ? "an incomplete pool"
           : id == reason::kPoolInvalid               ? "an invalid pool"
           : id == reason::kPoolStaleGeneration       ? "an old pool generation"
           : id == reason::kConstraintUnsatisfiable   ? "none that meet the constraint"
           : id == reason::kAllModeNeedsEveryDevice   ? "one of all in use"
           : id == reason::kNodeTaintNotTolerated     ? "a taint or cordon"
           : id == reason::kInsufficientNodeResources ? "no room for the pod"
           : isByOtherPods(id)                        ? "other pods in the way"
                                                      : std::string(id);
  }

  void writeDevices() {
    const std::string_view id = m_cause.reason;
    const Tally& total = m_census->total;
    const auto matching = static_cast<std::int64_t>(total.matching());
    const std::int64_t wanted = m_census->wanted();
    const bool waits = m_cause.verdict == Verdict::waitsForDevices;
    const std::string all = matching == 1 ? "the only one that matches" : "all " + words::number(matching) + " that match";
    const std::string detail = firstDetail(id);
    const std::string which = whichRequest();
    if (id == reason::kAllMatchingDevicesInUse) {
      m_cause.held = "no match is free";
      m_cause.summary = total.of(Fate::inUse) == total.matching()
                            ? fmt::format("{}Waits for devices: {} {} in use.", which, all, matching == 1 ? "is" : "are")
                            : fmt::format("{}Waits for devices: the {} that the pod can reach are in use.", which,
                                          words::number(reach(Fate::inUse)));
    } else if (id == reason::kNotEnoughDevices) {
      const auto best =
          std::max_element(m_chosen.nodes.begin(), m_chosen.nodes.end(), [&](const NodeAnswer* a, const NodeAnswer* b) {
            return m_census->at(*a->entry).of(Fate::free) < m_census->at(*b->entry).of(Fate::free);
          });
      const std::int64_t free = best == m_chosen.nodes.end() ? 0 : m_census->at(*(*best)->entry).of(Fate::free);
      m_cause.held = "too few are free";
      m_cause.summary =
          waits ? fmt::format("{}Waits for devices: it wants {} on one node, at most {} {} free together.", which, wanted, free,
                              free == 1 ? "is" : "are")
                : fmt::format("Request {} wants {} on one node, and no node has that many that match.", m_census->name, wanted);
    } else if (id == reason::kNoDeviceMatchesClass) {
      m_cause.held = "no device of the class";
      m_cause.summary = fmt::format("{}None of {} passes the selectors of class {}.", which,
                                    words::counted(total.seen(), "device"), m_census->body->deviceClassName.view());
    } else if (id == reason::kDriverHasNoSlices) {
      const std::vector<std::string> drivers = driversNamed(*m_census);
      m_cause.held = "the driver publishes no devices";
      m_cause.summary = drivers.empty()
                            ? which + "No driver publishes any device: there is no ResourceSlice."
                            : which + "Driver " + words::listed(drivers) + " publishes no devices: it has no ResourceSlice.";
    } else if (id == reason::kNoDeviceMatchesRequest) {
      m_cause.held = "no device passes the selectors";
      m_cause.summary = which + noMatch();
    } else if (id == reason::kSelectorRuntimeError) {
      writeRuntimeError(which);
    } else if (id == reason::kDeviceTainted) {
      m_cause.held = "matching devices are tainted";
      m_cause.summary =
          fmt::format("{}{} that would do {} tainted{} and not tolerated.", which, words::counted(reach(Fate::tainted), "device"),
                      reach(Fate::tainted) == 1 ? "is" : "are", detail.empty() ? "" : ", " + detail + ",");
    } else if (id == reason::kPoolIncomplete) {
      m_cause.held = "its pool is incomplete";
      m_cause.summary = which + "The devices are in " + poolName([](const cluster::PoolView& p) { return !p.complete; }) +
                        ", which is incomplete: not all its slices are there.";
    } else if (id == reason::kPoolInvalid) {
      m_cause.held = "its pool is invalid";
      m_cause.summary = which + "The devices are in " + poolName([](const cluster::PoolView& p) { return !p.invalid.empty(); }) +
                        ", which is invalid.";
    } else if (id == reason::kPoolStaleGeneration) {
      m_cause.held = "only an old pool generation has them";
      m_cause.summary =
          which + "Only older slices of " + stalePool() + " name matching devices: slices of an older generation do not count.";
    } else if (id == reason::kConstraintUnsatisfiable) {
      m_cause.held = "the constraint cannot be met";
      m_cause.summary = fmt::format("{} cannot be met by the devices {}.",
                                    detail.empty() ? std::string("A constraint") : "Constraint " + detail,
                                    waits ? "that are free" : "there are");
    } else if (id == reason::kCountersExhausted) {
      m_cause.held = "shared counters are used up";
      m_cause.summary = which + "The devices look free, but partitions in use have taken the counters they share" +
                        (detail.empty() || detail.find("each alone") == 0 ? "." : ": " + detail + ".");
    } else if (id == reason::kCapacityExceeded) {
      m_cause.held = "not enough capacity is left";
      m_cause.summary = which + capacityWords(detail.empty() ? "capacity" : detail, waits);
    } else if (id == reason::kCapacityNameUnknown) {
      m_cause.held = "no device has that capacity";
      m_cause.summary = fmt::format("{}No matching device publishes the capacity {} it asks for.", which, detail);
    } else if (id == reason::kAllModeNeedsEveryDevice) {
      m_cause.held = "one of all is in use";
      m_cause.summary = fmt::format("{}It asks for all matching devices of a node, and {}.", which, detail);
    } else if (id == reason::kNoAlternativeFits) {
      m_cause.held = "no alternative fits";
      m_cause.summary = "None of the alternatives of request " + m_census->request->name.str() + " fits: " + detail + ".";
    } else if (id == reason::kDeviceNotSelectable) {
      m_cause.held = "a feature is off";
      m_cause.summary = which + "The devices need a feature that this server has off: " +
                        (detail.empty() ? "binding conditions or shared counters" : detail) + ".";
    } else {
      m_cause.held = "no device fits";
      m_cause.summary =
          which + "The scheduler cannot allocate it: " + (detail.empty() ? std::string("no device fits") : detail) + ".";
    }
  }

  /// None passes, with what keeps them out: a name nobody publishes, or the one term that refuses all.
  [[nodiscard]] std::string noMatch() const {
    std::string out = fmt::format("None of {} of class {} passes ", words::counted(m_census->total.passClass(), "device"),
                                  m_census->body->deviceClassName.view());
    for (const NameHint& hint : nameHints(m_facts.context, *m_census)) {
      return out + "its selectors: " + words::oneLine(hint.text) + (hint.text.empty() || hint.text.back() == '?' ? "" : ".");
    }
    std::size_t number = 0;
    for (std::size_t t = 0; t < m_census->terms.size(); ++t) {
      if (m_census->terms[t].fromClass) {
        continue;
      }
      ++number;
      bool refusesAll = true;
      for (std::size_t g = 0; g < m_census->answers.size(); ++g) {
        const bool ofClass = m_census->groupFate[g] != Fate::classFalse && m_census->groupFate[g] != Fate::classError;
        refusesAll = refusesAll && (!ofClass || m_census->answers[g][t] != '1');
      }
      if (refusesAll) {
        const TermSource& source = m_census->terms[t];
        return out +
               fmt::format("term {}, {}.", number, words::cut(words::oneLine(source.selector->terms()[source.term].text), 90));
      }
    }
    return out + "its selectors.";
  }

  void writeRuntimeError(const std::string& which) {
    std::string error;
    std::string device;
    for (std::size_t g = 0; g < m_census->groupFate.size(); ++g) {
      if (m_census->groupFate[g] == Fate::selectorError || m_census->groupFate[g] == Fate::classError) {
        const cluster::DeviceView& view = m_facts.context.inventory().devices[m_census->groups.representatives[g]];
        error = m_census->groupError[g];
        device = view.pool.str() + "/" + view.name.str();
        break;
      }
    }
    m_cause.held = "a selector fails on a device";
    m_cause.summary =
        fmt::format("{}A selector ends with an error on device {}: {}.", which, device, words::cut(words::oneLine(error), 100));
    m_cause.detail = "One device is enough: the scheduler gives the whole pod up.";
  }

  [[nodiscard]] std::string capacityWords(const std::string& name, bool waits) const {
    std::string asked;
    for (const auto& [capacity, amount] : m_census->body->capacity) {
      asked = capacity == name || asked.empty() ? std::string(amount.text()) : asked;
    }
    if (waits) {
      return fmt::format("Other shares leave too little {} on the devices that match{}.", name,
                         asked.empty() ? "" : ": it asks for " + asked);
    }
    return m_census->total.of(Fate::capacityNotAllowed) > 0
               ? fmt::format("No device gives {} of {}: its policy does not allow it.", asked, name)
               : fmt::format("No device has {} of {}.", asked, name);
  }

  [[nodiscard]] std::int64_t reach(Fate fate) const {
    std::int64_t sum = 0;
    for (const NodeAnswer* node : m_chosen.nodes) {
      sum += node->entry->index == cluster::kNone ? 0 : m_census->byNode[node->entry->index].of(fate);
    }
    for (const SharedDevices& shared : m_census->shared) {
      sum += shared.tally.of(fate);
    }
    return sum;
  }

  [[nodiscard]] std::string stalePool() const {
    for (const cluster::DeviceIndex i : m_census->staleMatching) {
      return "pool " + m_facts.context.inventory().devices[i].pool.str();
    }
    return poolName([](const cluster::PoolView& pool) { return pool.staleSlices > 0; });
  }

  template <class Test>
  [[nodiscard]] std::string poolName(Test test) const {
    std::vector<std::string> names;
    for (const cluster::DeviceIndex i : m_census->matching) {
      const cluster::DeviceView& device = m_facts.context.inventory().devices[i];
      const cluster::PoolView& pool = m_facts.context.inventory().pools[device.poolIndex];
      if (m_census->fate[i] == Fate::poolUnusable && test(pool) &&
          std::find(names.begin(), names.end(), pool.name.str()) == names.end()) {
        names.push_back(pool.name.str());
      }
    }
    return names.size() == 1 ? "pool " + names.front() : names.empty() ? std::string("a pool") : "pools " + words::listed(names);
  }

  /// "2 H200 on one node": what is asked, and that the constraint is not the problem.
  [[nodiscard]] std::string asked() const {
    if (m_census == nullptr) {
      return {};
    }
    std::string out = m_census->body->mode == CountMode::all
                          ? "All " + plural(m_noun, 2) + " of one node"
                          : words::number(m_census->body->count) + " " + plural(m_noun, m_census->body->count);
    if (m_census->body->mode != CountMode::all && m_census->body->count > 1) {
      out += " on one node";
    }
    if (m_cause.verdict == Verdict::waitsForDevices && m_cause.reason != reason::kConstraintUnsatisfiable) {
      for (const DeviceConstraint& constraint : m_census->claim->spec.constraints) {
        const std::string_view name =
            constraint.matchAttribute.empty() ? constraint.distinctAttribute.view() : constraint.matchAttribute.view();
        const std::size_t slash = name.rfind('/');
        out += fmt::format(" · {} {} is satisfiable", constraint.matchAttribute.empty() ? "distinctAttribute" : "matchAttribute",
                           slash == std::string_view::npos ? name : name.substr(slash + 1));
      }
    }
    return out;
  }

  const ChoiceFacts& m_facts;
  Chosen& m_chosen;
  Cause& m_cause;
  const Census* m_census = nullptr;
  std::string m_noun;
};

}  // namespace

void describeCause(const ChoiceFacts& facts, Chosen& chosen) {
  Writer(facts, chosen).write();
}

}  // namespace claimscope::explanation
