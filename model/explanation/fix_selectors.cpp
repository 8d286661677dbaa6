// Changes of selectors: a mistyped name, a guard against run-time errors, a term relaxed to a value that devices have, a term
// less.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/base/words.h"
#include "model/explanation/edit.h"
#include "model/explanation/fixes.h"
#include "model/explanation/selector_edit.h"
#include "model/explanation/truth_table.h"

namespace claimscope::explanation {

using cluster::DeviceIndex;
using cluster::DeviceView;

namespace {

constexpr std::size_t kMostValues = 5;

/// A published value beside a literal.
struct Value {
  std::string text;     ///< as a CEL constant
  std::string shown;    ///< for people
  double distance = 0;  ///< from the literal
  bool less = false;
  bool more = false;
  std::int64_t free = 0;
};

class SelectorFixes {
 public:
  SelectorFixes(const FixFacts& facts, const Census& census, RankedFixes& out) : m_facts(facts), m_census(census), m_out(out) {}

  void add() {
    if (m_census.deviceClass == nullptr || !m_census.bad.empty()) {
      return;
    }
    countFree();
    if (m_facts.chosen.cause.reason == reason::kNoDeviceMatchesClass) {
      relaxClass();
    }
    rename();
    std::size_t number = 0;
    for (std::size_t t = 0; t < m_census.terms.size(); ++t) {
      if (m_census.terms[t].fromClass) {
        continue;
      }
      ++number;
      guard(t);
      const std::vector<std::uint32_t> opened = openedBy(t);
      if (!opened.empty()) {
        relax(t, number, opened);
        drop(t, number, opened);
      }
    }
  }

 private:
  /// Free devices of a group on each node, by the inventory's states; the allocator has the last word.
  void countFree() {
    const cluster::Inventory& inventory = m_facts.context().inventory();
    m_freeOf.assign(m_census.answers.size(), 0);
    m_devicesOf.assign(m_census.answers.size(), 0);
    for (DeviceIndex i = 0; i < inventory.devices.size(); ++i) {
      const std::uint32_t group = m_census.groups.groupOf[i];
      if (group == kNoGroup || m_census.fate[i] == Fate::absent) {
        continue;
      }
      ++m_devicesOf[group];
      m_freeOf[group] += isFree(inventory.devices[i]) ? 1 : 0;
    }
  }

  static bool isFree(const DeviceView& device) {
    return device.state == cluster::DeviceState::free || (device.multiple && device.base == cluster::DeviceState::free);
  }

  /// Usable nodes with enough free devices among these groups and those that match already.
  [[nodiscard]] std::vector<const NodeAnswer*> nodesWith(const std::set<std::uint32_t>& groups, std::int64_t& free,
                                                         std::int64_t& nodes) const {
    const cluster::Inventory& inventory = m_facts.context().inventory();
    std::vector<std::int64_t> byNode(inventory.nodes.size(), 0);
    std::int64_t shared = 0;
    free = 0;
    for (DeviceIndex i = 0; i < inventory.devices.size(); ++i) {
      const std::uint32_t group = m_census.groups.groupOf[i];
      if (group == kNoGroup || m_census.fate[i] == Fate::absent || !isFree(inventory.devices[i]) ||
          (groups.count(group) == 0 && m_census.groupFate[group] != Fate::free)) {
        continue;
      }
      ++free;
      if (inventory.devices[i].nodeIndex == cluster::kNone) {
        ++shared;
      } else {
        ++byNode[inventory.devices[i].nodeIndex];
      }
    }
    std::vector<const NodeAnswer*> out = m_facts.trial.usable([&](const NodeAnswer& node) {
      const std::int64_t own = node.entry->index == cluster::kNone ? 0 : byNode[node.entry->index];
      return own + shared >= m_census.wanted();
    });
    nodes = static_cast<std::int64_t>(out.size());
    return out;
  }

  /// Any usable node with a device of the class: for changes whose matches are not known beforehand.
  [[nodiscard]] std::vector<const NodeAnswer*> nodesOfClass() const {
    return m_facts.trial.usable([&](const NodeAnswer& node) { return m_census.at(*node.entry).passClass() > 0; });
  }

  [[nodiscard]] ResourceClaim changedClaim(std::size_t selector, const std::string& expression) const {
    ResourceClaim changed = *m_census.claim;
    DeviceRequestBody& body = bodyOf(changed);
    if (expression.empty()) {
      body.selectors.erase(body.selectors.begin() + static_cast<std::ptrdiff_t>(selector));
    } else {
      body.selectors[selector] = Text(expression);
    }
    return changed;
  }

  [[nodiscard]] std::string patchFor(std::size_t selector, const std::string& expression) const {
    const std::string path =
        std::string(kSpec) + bodyPath(m_facts.context().snapshot(), m_census) + "/selectors/" + std::to_string(selector);
    return expression.empty()
               ? R"({"op":"remove","path":")" + path + R"("})"
               : R"({"op":"replace","path":")" + path + R"(/cel/expression","value":)" + jsonString(expression) + "}";
  }

  [[nodiscard]] bool compiles(const std::string& expression) const {
    cel::Environment environment;
    environment.minor = m_facts.context().allocator().world().features.minor;
    return cel::Selector::compile(expression, environment).has_value();
  }

  bool tryChange(const std::vector<const NodeAnswer*>& nodes, std::size_t selector, const std::string& expression, std::string id,
                 std::string text, const std::function<std::string(const std::string&)>& effect, int cost) {
    if (!expression.empty() && !compiles(expression)) {
      return false;
    }
    const std::string node = m_facts.trial.fitsChanged(nodes, m_census.claim, changedClaim(selector, expression));
    if (node.empty()) {
      return false;
    }
    Fix fix;
    fix.id = std::move(id);
    fix.text = std::move(text);
    fix.effect = effect(node);
    fix.sideEffect = editSideEffect(m_facts.subject(), *m_census.claim);
    fix.command = editCommand(m_facts.subject(), *m_census.claim, {patchFor(selector, expression)});
    fix.node = node;
    fix.verified = true;
    m_out.push_back({std::move(fix), cost});
    return true;
  }

  [[nodiscard]] const std::vector<NameHint>& hints() {
    if (!m_hints) {
      m_hints = nameHints(m_facts.context(), m_census);
    }
    return *m_hints;
  }

  /// Writes the published name wherever the request uses the wrong one, also as a string: "modle" in device.attributes["d"].
  void rename() {
    for (const NameHint& hint : hints()) {
      if (hint.id.empty()) {
        continue;
      }
      const bool sameDomain = hint.reference.domain == hint.domain;
      const std::string from = sameDomain ? hint.reference.id.str() : hint.reference.domain.str() + "/" + hint.reference.id.str();
      const std::string to = sameDomain ? hint.id : hint.domain + "/" + hint.id;
      ResourceClaim changed = *m_census.claim;
      DeviceRequestBody& body = bodyOf(changed);
      std::string operations;
      for (std::size_t i = 0; i < body.selectors.size(); ++i) {
        const std::string expression = renamed(i, hint);
        if (expression == body.selectors[i].view() || !compiles(expression)) {
          continue;
        }
        body.selectors[i] = Text(expression);
        operations += (operations.empty() ? "" : ",") + patchFor(i, expression);
      }
      const std::string node =
          operations.empty() ? std::string() : m_facts.trial.fitsChanged(nodesOfClass(), m_census.claim, changed);
      if (node.empty()) {
        continue;
      }
      Fix fix;
      fix.id = "rename:" + m_census.name + ":" + from;
      fix.text = "Write " + to + " instead of " + from;
      fix.effect = "That is the name devices publish; the claim then fits on " + node + ".";
      fix.sideEffect = editSideEffect(m_facts.subject(), *m_census.claim);
      fix.command = editCommand(m_facts.subject(), *m_census.claim, {operations});
      fix.node = node;
      fix.verified = true;
      m_out.push_back({std::move(fix), 0});
    }
  }

  [[nodiscard]] std::string renamed(std::size_t selector, const NameHint& hint) const {
    std::string expression = m_census.body->selectors[selector].str();
    const std::string right = referenceText(hint.reference.subject, hint.domain, hint.id);
    const std::shared_ptr<const cel::Selector> compiled = m_facts.context().allocator().selector(Text(expression));
    // From the end, so that earlier ranges stay true.
    std::vector<cel::Range> ranges;
    for (const cel::Reference& reference : compiled == nullptr ? std::vector<cel::Reference>{} : compiled->references()) {
      if (reference.id == hint.reference.id && reference.domain == hint.reference.domain &&
          reference.subject == hint.reference.subject) {
        ranges.push_back(reference.range);
      }
    }
    for (const cel::Range& range : ranges) {
      expression = withBytes(expression, range, right);
      break;  // one range is known; the others are spelled like it
    }
    const std::string wrong = referenceText(hint.reference.subject, hint.reference.domain.view(), hint.reference.id.view());
    replaceAll(expression, wrong, right);
    if (hint.reference.domain == hint.domain) {
      for (const char quote : {'"', '\''}) {
        replaceAll(expression, quote + hint.reference.id.str() + quote, quote + hint.id + quote);
      }
    }
    return expression;
  }

  static void replaceAll(std::string& text, const std::string& what, const std::string& with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
      text.replace(at, what.size(), with);
    }
  }

  [[nodiscard]] DeviceRequestBody& bodyOf(ResourceClaim& claim) const {
    for (DeviceRequest& request : claim.spec.requests) {
      if (request.name == m_census.request->name) {
        return request.exactly
                   ? *request.exactly
                   : request.firstAvailable[static_cast<std::size_t>(m_census.body - m_census.request->firstAvailable.data())];
      }
    }
    return *claim.spec.requests.front().exactly;
  }

  /// has(…) in front of a term that fails on devices which do not publish what it reads.
  void guard(std::size_t t) {
    const TermSource& source = m_census.terms[t];
    const bool fails = std::any_of(m_census.answers.begin(), m_census.answers.end(),
                                   [&](const std::string& answers) { return answers[t] == 'e'; });
    if (!fails || m_census.total.errors() == 0) {
      return;
    }
    const cel::Selector& selector = *source.selector;
    const cel::Range term = selector.terms()[source.term].range;
    std::vector<cel::Reference> missing;
    for (const cel::Reference& reference : selector.references()) {
      if (reference.range.begin >= term.begin && reference.range.end <= term.end && someLack(reference)) {
        missing.push_back(reference);
      }
    }
    if (missing.empty()) {
      return;
    }
    tryChange(
        nodesOfClass(), source.number, guardedTerm(selector, source.term, missing),
        "guard:" + m_census.name + ":" + missing.front().id.str(),
        "Ask with has() whether " + missing.front().id.str() + " is published",
        [](const std::string& node) { return "Devices without it are then passed over; the claim fits on " + node + "."; }, 1);
  }

  [[nodiscard]] bool someLack(const cel::Reference& reference) const {
    const std::string qualified = reference.domain.str() + "/" + reference.id.str();
    for (std::size_t g = 0; g < m_census.groups.representatives.size(); ++g) {
      if (m_census.groupFate[g] == Fate::classFalse || m_census.groupFate[g] == Fate::classError) {
        continue;
      }
      const DeviceView& view = m_facts.context().inventory().devices[m_census.groups.representatives[g]];
      const Device* device = m_facts.context().snapshot().published(view);
      const bool own = view.driver == reference.domain;
      const auto is = [&](const auto& entry) { return entry.name == qualified || (own && entry.name == reference.id); };
      const bool has = reference.subject == cel::Reference::Subject::attribute
                           ? std::any_of(device->attributes.begin(), device->attributes.end(), is)
                           : std::any_of(device->capacity.begin(), device->capacity.end(), is);
      if (!has) {
        return true;
      }
    }
    return false;
  }

  void drop(std::size_t t, std::size_t number, const std::vector<std::uint32_t>& opened) {
    std::int64_t free = 0;
    std::int64_t nodes = 0;
    const std::vector<const NodeAnswer*> where = nodesWith({opened.begin(), opened.end()}, free, nodes);
    const TermSource& source = m_census.terms[t];
    std::int64_t passing = 0;
    for (const std::uint32_t g : opened) {
      passing += m_devicesOf[g];
    }
    tryChange(
        where, source.number, withoutTerm(*source.selector, source.term),
        "drop-term:" + m_census.name + ":" + std::to_string(number),
        "Drop term " + std::to_string(number) + ", " +
            words::middleCut(words::oneLine(source.selector->terms()[source.term].text), 60),
        [&](const std::string& node) { return effectText(passing, free, nodes, node); }, 6);
  }

  [[nodiscard]] std::string effectText(std::int64_t passing, std::int64_t free, std::int64_t nodes,
                                       const std::string& node) const {
    passing += m_census.total.matching();
    return fmt::format("Passes {}, {} free on {}. Fits on {}.", words::counted(passing, "device"),
                       words::bounded(free, m_facts.context().inventory().freeBound), words::counted(nodes, "node"), node);
  }

  /// The nearest value that gives devices, tried by writing it into the term and asking again.
  void relax(std::size_t t, std::size_t number, const std::vector<std::uint32_t>& opened) {
    const TermSource& source = m_census.terms[t];
    const cel::Selector& selector = *source.selector;
    for (const Literal& literal : literalsOf(selector, source.term)) {
      std::vector<Value> values = valuesNear(selector, source.term, literal, opened);
      for (std::size_t v = 0; v < values.size() && v < kMostValues; ++v) {
        const std::string expression = withBytes(selector.expression(), literal.range, values[v].text);
        const std::set<std::uint32_t> passing = groupsPassing(expression, opened);
        if (passing.empty()) {
          continue;
        }
        std::int64_t free = 0;
        std::int64_t nodes = 0;
        const std::vector<const NodeAnswer*> where = nodesWith(passing, free, nodes);
        std::int64_t devices = 0;
        for (const std::uint32_t g : passing) {
          devices += m_devicesOf[g];
        }
        const char* verb = values[v].less ? "Lower" : values[v].more ? "Raise" : "Change";
        if (tryChange(
                where, source.number, expression, "relax:" + m_census.name + ":" + std::to_string(number),
                fmt::format("{} term {} from {} to {}", verb, number, words::oneLine(literal.value),
                            words::oneLine(values[v].shown)),
                [&](const std::string& node) { return effectText(devices, free, nodes, node); },
                values[v].less || values[v].more ? 3 : 4)) {
          return;
        }
      }
    }
  }

  [[nodiscard]] std::set<std::uint32_t> groupsPassing(const std::string& expression,
                                                      const std::vector<std::uint32_t>& opened) const {
    cel::Environment environment;
    environment.minor = m_facts.context().allocator().world().features.minor;
    const auto compiled = cel::Selector::compile(expression, environment);
    std::set<std::uint32_t> out;
    for (const std::uint32_t g : compiled ? opened : std::vector<std::uint32_t>{}) {
      const DeviceView& view = m_facts.context().inventory().devices[m_census.groups.representatives[g]];
      const ResourceSlice& slice = *m_facts.context().snapshot().of<ResourceSlice>().at(view.slice);
      if ((*compiled)->test(allocation::celDevice(slice, slice.devices[view.indexInSlice])) == cel::Outcome::match) {
        out.insert(g);
      }
    }
    return out;
  }

  /// Devices that every other term takes: what this one alone keeps out.
  [[nodiscard]] std::vector<std::uint32_t> openedBy(std::size_t term) const {
    std::vector<std::uint32_t> out;
    for (std::uint32_t g = 0; g < m_census.answers.size(); ++g) {
      std::string answers = m_census.answers[g];
      if (answers[term] == '1') {
        continue;
      }
      answers[term] = '1';
      if (answers.find_first_not_of('1') == std::string::npos) {
        out.push_back(g);
      }
    }
    return out;
  }

  /// The same for the class, which can be changed in place: tried on an allocator that knows the changed class.
  void relaxClass() {
    for (std::size_t t = 0; t < m_census.terms.size(); ++t) {
      const TermSource& source = m_census.terms[t];
      const std::vector<std::uint32_t> opened = source.fromClass ? openedBy(t) : std::vector<std::uint32_t>{};
      for (const Literal& literal : opened.empty() ? std::vector<Literal>{} : literalsOf(*source.selector, source.term)) {
        for (const Value& value : valuesNear(*source.selector, source.term, literal, opened)) {
          const std::string expression = withBytes(source.selector->expression(), literal.range, value.text);
          const std::set<std::uint32_t> passing = groupsPassing(expression, opened);
          if (!passing.empty()) {
            changeClass(source.number, expression, literal.value, value.shown, passing);
            return;  // one world more is enough for one explanation
          }
        }
      }
    }
  }

  void changeClass(std::size_t number, const std::string& expression, const std::string& from, const std::string& to,
                   const std::set<std::uint32_t>& passing) {
    DeviceClass changed = *m_census.deviceClass;
    changed.selectors[number] = Text(expression);
    allocation::World world = m_facts.context().allocator().world();
    std::replace(world.classes.begin(), world.classes.end(), m_census.deviceClass, static_cast<const DeviceClass*>(&changed));
    const allocation::Allocator allocator(std::move(world));
    std::int64_t free = 0;
    std::int64_t nodes = 0;
    const std::string node = m_facts.trial.fitsOn(nodesWith(passing, free, nodes), allocation::WhatIf{}, &allocator);
    if (node.empty()) {
      return;
    }
    Fix fix;
    fix.id = "relax-class:" + changed.meta.name.str();
    fix.text = "Change " + from + " to " + to + " in DeviceClass " + changed.meta.name.str();
    fix.effect =
        fmt::format("{} free on {} then pass. Fits on {}.", words::counted(free, "device"), words::counted(nodes, "node"), node);
    fix.sideEffect = "Every claim of the class sees the change.";
    fix.command = "kubectl patch deviceclass " + words::shellWord(changed.meta.name.view()) + " --type=json -p " +
                  words::shellWord(R"([{"op":"replace","path":"/spec/selectors/)" + std::to_string(number) +
                                   R"(/cel/expression","value":)" + jsonString(expression) + "}]");
    fix.node = node;
    fix.verified = true;
    m_out.push_back({std::move(fix), 4});
  }

  /// What the opened devices publish under the names of the term, as constants of the literal's kind, nearest first.
  [[nodiscard]] std::vector<Value> valuesNear(const cel::Selector& selector, std::size_t term, const Literal& literal,
                                              const std::vector<std::uint32_t>& opened) const {
    std::map<std::string, Value> found;
    const cel::Range range = selector.terms()[term].range;
    for (const cel::Reference& reference : selector.references()) {
      if (reference.range.begin < range.begin || reference.range.end > range.end) {
        continue;
      }
      for (const std::uint32_t g : opened) {
        const DeviceView& view = m_facts.context().inventory().devices[m_census.groups.representatives[g]];
        const Device* device = m_facts.context().snapshot().published(view);
        if (std::optional<Value> value = valueOf(*device, view.driver, reference, literal)) {
          found.try_emplace(value->text, *value).first->second.free += m_freeOf[g];
        }
      }
    }
    std::vector<Value> out;
    for (auto& [text, value] : found) {
      if (value.free > 0 && value.shown != literal.value) {
        out.push_back(std::move(value));
      }
    }
    std::stable_sort(out.begin(), out.end(), [](const Value& a, const Value& b) {
      return a.distance != b.distance ? a.distance < b.distance : a.free > b.free;
    });
    return out;
  }

  static std::optional<Value> valueOf(const Device& device, const Text& driver, const cel::Reference& reference,
                                      const Literal& literal) {
    const std::string qualified = reference.domain.str() + "/" + reference.id.str();
    const bool own = driver == reference.domain;
    const auto is = [&](const auto& entry) { return entry.name == qualified || (own && entry.name == reference.id); };
    if (reference.subject == cel::Reference::Subject::capacity) {
      const auto entry = std::find_if(device.capacity.begin(), device.capacity.end(), is);
      return entry == device.capacity.end() ? std::nullopt : quantityValue(entry->value, literal);
    }
    const auto entry = std::find_if(device.attributes.begin(), device.attributes.end(), is);
    if (entry == device.attributes.end()) {
      return std::nullopt;
    }
    if (const auto* number = std::get_if<std::int64_t>(&entry->value);
        number != nullptr && literal.kind == Literal::Kind::number) {
      const double distance = static_cast<double>(*number) - std::strtod(literal.value.c_str(), nullptr);
      return Value{std::to_string(*number), std::to_string(*number), std::abs(distance), distance<0, distance> 0, 0};
    }
    if (const auto* flag = std::get_if<bool>(&entry->value); flag != nullptr && literal.kind == Literal::Kind::boolean) {
      const std::string text = *flag ? "true" : "false";
      return Value{text, text, 1, false, false, 0};
    }
    const auto* text = std::get_if<Text>(&entry->value);
    const auto* version = std::get_if<Version>(&entry->value);
    if (literal.kind != Literal::Kind::text || (text == nullptr && version == nullptr)) {
      return std::nullopt;
    }
    const std::string value = text != nullptr ? text->str() : version->text.str();
    return Value{celString(value), value, static_cast<double>(words::editDistance(value, literal.value, 100)), false, false, 0};
  }

  static std::optional<Value> quantityValue(const Quantity& value, const Literal& literal) {
    const std::optional<Quantity> asked = Quantity::parse(literal.value);
    if (!asked || literal.kind != Literal::Kind::text) {
      return std::nullopt;
    }
    const double distance = value.approximate() - asked->approximate();
    return Value{celString(value.text()), std::string(value.text()), std::abs(distance), distance<0, distance> 0, 0};
  }

  const FixFacts& m_facts;
  const Census& m_census;
  RankedFixes& m_out;
  std::optional<std::vector<NameHint>> m_hints;
  std::vector<std::int64_t> m_freeOf;
  std::vector<std::int64_t> m_devicesOf;
};

}  // namespace

void addSelectorFixes(const FixFacts& facts, RankedFixes& out) {
  for (const Census& census : facts.facts.census) {
    SelectorFixes(facts, census, out).add();
  }
}

}  // namespace claimscope::explanation
