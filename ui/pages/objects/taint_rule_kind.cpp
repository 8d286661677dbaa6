// The page of device taint rules: what they select, with which effect, and which devices and pods they meet. GUI thread.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "ui/base/tell.h"
#include "ui/pages/objects/fact_kind.h"
#include "ui/pages/objects/kinds.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

struct TaintRuleFact : SlotFact<DeviceTaintRule> {
  cluster::StateCounts counts;  ///< of the devices it taints
  std::int64_t claims = 0;
  std::int64_t pods = 0;
};

enum RuleTab : std::uint32_t { kEvictsTab = 1, kKeepsOutTab = 2, kOnlyTellsTab = 4, kMatchesNothingTab = 8 };

/// "driver gpu.nvidia.com, pool gpu-1, device gpu-0".
QString selectorText(const DeviceTaintRule& rule) {
  if (!rule.hasSelector) {
    return tell("nothing: it has no selector");
  }
  QStringList parts;
  const auto add = [&](const QString& words, const Text& value) {
    if (!value.empty()) {
      parts << words.arg(plain(value.view()));
    }
  };
  add(tell("class %1"), rule.deviceClassName);
  add(tell("driver %1"), rule.driver);
  add(tell("pool %1"), rule.pool);
  add(tell("device %1"), rule.device);
  for (const Text& selector : rule.selectors) {
    parts << plain(selector.view());
  }
  return parts.isEmpty() ? tell("every device") : parts.join(QStringLiteral(", "));
}

/// What its controller says last.
const Condition* sayingOf(const DeviceTaintRule& rule) {
  return rule.conditions.empty() ? nullptr : &rule.conditions.front();
}

Time sinceOf(const DeviceTaintRule& rule) {
  return rule.taint.timeAdded.isSet() ? rule.taint.timeAdded : rule.meta.created;
}

using TaintRuleField = Field<TaintRuleFact>;
using M = const RowMoment&;
using R = const TaintRuleFact&;

std::vector<TaintRuleField> identityFields() {
  return {
      TaintRuleField{fieldColumn("name", tell("Taint rule"), 190), FieldUse::find,
                     [](M m, R f) {
                       Cell cell = nameCell(f.object->meta.name.view(), Ink::primary);
                       cell.role = FontRole::mono;
                       cell.mark = m.severity->markOf(refOf("taintrule", f.object->meta));
                       return cell;
                     },
                     [](M, R f) { return textKey(f.object->meta.name.view()); }},
      TaintRuleField{
          stretched(fieldColumn("selects", tell("Selects"), 220)), FieldUse::shown,
          [](M, R f) { return wordCell(selectorText(*f.object), f.object->hasSelector ? Ink::primary : Ink::warning); }, nullptr},
      TaintRuleField{hiddenAtFirst(fieldColumn("driver", tell("Driver"), 120)), FieldUse::find,
                     [](M, R f) { return nameCell(f.object->driver.view()); },
                     [](M, R f) { return textKey(f.object->driver.view()); }},
      TaintRuleField{hiddenAtFirst(fieldColumn("pool", tell("Pool"), 120)), FieldUse::find,
                     [](M, R f) { return nameCell(f.object->pool.view()); },
                     [](M, R f) { return textKey(f.object->pool.view()); }},
      TaintRuleField{fieldColumn("key", tell("Taint"), 190), FieldUse::find,
                     [](M, R f) {
                       Cell cell = nameCell(f.object->taint.key.view(), Ink::primary);
                       if (!f.object->taint.value.empty()) {
                         cell.text += QLatin1Char('=') + plain(f.object->taint.value.view());
                       }
                       return cell;
                     },
                     [](M, R f) { return textKey(f.object->taint.key.view()); }},
      TaintRuleField{
          fieldColumn("effect", tell("Effect"), 100), FieldUse::text,
          [](M, R f) {
            const bool evicts = f.object->taint.effect == "NoExecute";
            const bool tells = (f.tabs & kOnlyTellsTab) != 0;
            return markCell(plain(f.object->taint.effect.view()), evicts ? Mark::critical : tells ? Mark::notice : Mark::warning);
          },
          [](M, R f) { return textKey(f.object->taint.effect.view()); }}};
}

std::vector<TaintRuleField> numberFields() {
  return {TaintRuleField{rightColumn("devices", tell("Devices"), 66), FieldUse::number,
                         [](M m, R f) {
                           const bool effective = (f.tabs & kOnlyTellsTab) == 0;
                           return countCell(f.counts.total(), printedBound(m.snapshot(), Kind::ResourceSlice),
                                            f.counts.total() == 0 && effective ? Ink::warning : Ink::primary);
                         },
                         [](M, R f) { return numberKey(static_cast<double>(f.counts.total())); }},
          TaintRuleField{fieldColumn("states", tell("By state"), 100), FieldUse::shown,
                         [](M m, R f) { return stateBarCell(printedCounts(m.snapshot(), f.counts)); }, nullptr},
          TaintRuleField{rightColumn("claims", tell("Claims hit"), 74), FieldUse::number,
                         [](M m, R f) { return fewCell(f.claims, printedBound(m.snapshot(), Kind::ResourceClaim)); },
                         [](M, R f) { return numberKey(static_cast<double>(f.claims)); }},
          TaintRuleField{rightColumn("pods", tell("Pods hit"), 66), FieldUse::number,
                         [](M m, R f) {
                           return fewCell(f.pods, printedBound(m.snapshot(), Kind::Pod),
                                          f.object->taint.effect == "NoExecute" ? Ink::warning : Ink::primary);
                         },
                         [](M, R f) { return numberKey(static_cast<double>(f.pods)); }},
          TaintRuleField{fieldColumn("evictions", tell("Controller says"), 190), FieldUse::find,
                         [](M, R f) {
                           const Condition* saying = sayingOf(*f.object);
                           if (saying == nullptr) {
                             return dashCell();
                           }
                           Cell cell = wordCell(plain(saying->message.empty() ? saying->reason.view() : saying->message.view()));
                           cell.tooltip = plain(saying->type.view()) + QLatin1Char('=') + plain(saying->status.view()) +
                                          QStringLiteral(": ") + plain(saying->message.view());
                           return cell;
                         },
                         [](M, R f) {
                           const Condition* saying = sayingOf(*f.object);
                           return textKey(saying == nullptr ? std::string_view() : saying->message.view());
                         }},
          TaintRuleField{rightColumn("since", tell("Since"), 72), FieldUse::shown,
                         [](M m, R f) { return ageCell(sinceOf(*f.object), m.now()); },
                         [](M, R f) { return ageKey(sinceOf(*f.object)); }}};
}

FactShape<TaintRuleFact> ruleShape() {
  FactShape<TaintRuleFact> shape;
  for (auto* part : {identityFields, numberFields}) {
    for (TaintRuleField& field : part()) {
      shape.fields.push_back(std::move(field));
    }
  }
  shape.object = [](M, R f) { return refOf("taintrule", f.object->meta); };
  shape.find = [](M m, const std::vector<TaintRuleFact>&, const ObjectRef& object) {
    return object.kind == "taintrule" ? slotRow<DeviceTaintRule>(m.snapshot(), {"taintrule", {}, object.name}) : kNoRow;
  };
  shape.tabs = {tell("evict"), tell("keep out"), tell("only tell"), tell("match no device")};
  return shape;
}

class TaintRuleKind final : public FactKind<TaintRuleFact> {
 public:
  TaintRuleKind()
      : FactKind(ruleShape()),
        m_words{tell("Taint rules"),
                tell("Find, or filter: effect=NoExecute devices>=1"),
                tell("Which devices are tainted is at least what slices say; free counts are at most."),
                tell("No taint rule exists"),
                tell("0 DeviceTaintRules. The list is complete."),
                tell("No taint rule matches"),
                tell("Taint rules have no \"%1\".")} {}

  [[nodiscard]] const ObjectWords& words() const override { return m_words; }
  [[nodiscard]] QStringList groupings() const override { return {QStringLiteral("effect"), QStringLiteral("driver")}; }
  [[nodiscard]] std::vector<StateTab> tabs(const ObjectRows& rows, Bound bound) const override {
    const auto count = [&](std::size_t tab) { return number(Count{rows.inTab(tab), bound}); };
    return {{tell("Evict"), count(1), {}, Mark::critical},
            {tell("Keep out"), count(2), {}, Mark::warning},
            {tell("Only tell"), count(3), {}, Mark::notice},
            {tell("Match no device"), count(4), {}, {}}};
  }
  [[nodiscard]] QString subtitle(const View& view, const ObjectRows& rows) const override {
    const Bound bound = printedBound(*view.snapshot, Kind::DeviceTaintRule);
    QStringList parts{countedBound(rows.presentRows(), bound, tell("taint rule"), tell("taint rules"))};
    if (rows.inTab(1) > 0) {
      parts << tell("%1 evict pods").arg(number(Count{rows.inTab(1), bound}));
    }
    return parts.join(QStringLiteral(" · "));
  }

 protected:
  [[nodiscard]] std::string refKind() const override { return "taintrule"; }
  [[nodiscard]] Dependencies dependsOn(const View& view) const override {
    return {addressOf(view.snapshot->inventory.get()), view.snapshot->of<DeviceTaintRule>().changed()};
  }
  void build(const RowMoment& moment, const ObjectOptions&, FactSet<TaintRuleFact>& set) override {
    struct Hit {
      cluster::StateCounts counts;
      std::set<cluster::ClaimIndex> claims;
      std::set<cluster::Slot> pods;
    };
    std::map<Text, Hit> hits;
    for (const cluster::DeviceView& device : moment.inventory().devices) {
      for (const cluster::EffectiveTaint& taint : device.taints) {
        if (taint.rule.empty()) {
          continue;
        }
        Hit& hit = hits[taint.rule];
        hit.counts.add(device);
        for (const cluster::ClaimIndex index : device.claims) {
          hit.claims.insert(index);
          const cluster::ClaimView& claim = moment.inventory().claims[index];
          hit.pods.insert(claim.pods.begin(), claim.pods.end());
        }
      }
    }
    fillSlots<DeviceTaintRule>(moment.snapshot(), {}, set.facts, [&](TaintRuleFact& fact, const DeviceTaintRule& object) {
      if (const auto found = hits.find(object.meta.name); found != hits.end()) {
        fact.counts = found->second.counts;
        fact.claims = static_cast<std::int64_t>(found->second.claims.size());
        fact.pods = static_cast<std::int64_t>(found->second.pods.size());
      }
      moment.inventory().setBounds(fact.counts);
      const Text& effect = object.taint.effect;
      fact.tabs = (effect == "NoExecute"    ? kEvictsTab
                   : effect == "NoSchedule" ? kKeepsOutTab
                                            : kOnlyTellsTab) |
                  (fact.counts.total() == 0 ? kMatchesNothingTab : 0U);
    });
  }

 private:
  ObjectWords m_words;
};

}  // namespace

std::unique_ptr<ObjectKind> makeTaintRuleKind() {
  return std::make_unique<TaintRuleKind>();
}

}  // namespace claimscope::ui
