// The page of device classes: selectors, what matches them and is free, who asks. GUI thread.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "ui/base/tell.h"
#include "ui/pages/objects/class_use.h"
#include "ui/pages/objects/fact_kind.h"
#include "ui/pages/objects/kinds.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

struct ClassFact : SlotFact<DeviceClass> {
  const ClassUse* use = nullptr;  ///< null: not worked out
  std::int64_t claims = 0;
  std::int64_t waiting = 0;
  std::int64_t templates = 0;
};

enum ClassTab : std::uint32_t { kWaitingTab = 1, kNothingTab = 2, kUnusedTab = 4 };

/// How sure numbers of matching devices are.
Bound matchBound(const RowMoment& moment) {
  return printedBound(moment.snapshot(), Kind::ResourceSlice);
}

Cell selectorCell(const RowMoment&, const ClassFact& fact) {
  const List<Text>& selectors = fact.object->selectors;
  if (selectors.empty()) {
    return wordCell(tell("every device"), Ink::muted);
  }
  QStringList lines;
  for (const Text& selector : selectors) {
    lines << plainLines(selector.view());
  }
  Cell cell = nameCell(selectors.front().view(), Ink::secondary);
  cell.elide = Qt::ElideRight;
  if (selectors.size() > 1) {
    cell.text = QStringLiteral("%1× ").arg(selectors.size()) + cell.text;
  }
  cell.tooltip = lines.join(QStringLiteral("\n&& "));
  return cell;
}

Cell driversCell(const RowMoment&, const ClassFact& fact) {
  if (fact.use == nullptr || fact.use->drivers.empty()) {
    return dashCell();
  }
  QStringList names;
  for (const Text& driver : fact.use->drivers) {
    names << plain(driver.view());
  }
  Cell cell = nameCell(fact.use->drivers.front().view());
  if (names.size() > 1) {
    cell.text += QStringLiteral(" +%1").arg(names.size() - 1);
    cell.tooltip = names.join(QLatin1Char('\n'));
  }
  return cell;
}

Cell devicesCell(const RowMoment& moment, const ClassFact& fact) {
  if (fact.use == nullptr) {
    return unknownCell();
  }
  if (!fact.use->error.empty()) {
    Cell cell = markCell(tell("error"), Mark::warning);
    cell.tooltip = plain(fact.use->error);
    return cell;
  }
  const std::int64_t devices = fact.use->counts.total();
  Cell cell = countCell(devices, matchBound(moment), devices == 0 ? Ink::warning : Ink::primary);
  if (fact.use->failing > 0) {
    cell.mark = Mark::warning;
    cell.tooltip = tell("Selectors end with an error on %1 devices.").arg(number(fact.use->failing));
  }
  return cell;
}

Cell configCell(const RowMoment&, const ClassFact& fact) {
  const List<DeviceConfiguration>& config = fact.object->config;
  if (config.empty()) {
    return dashCell();
  }
  Cell cell = nameCell(config.front().driver.view());
  QStringList lines;
  for (const DeviceConfiguration& entry : config) {
    lines << plain(entry.driver.view()) + QStringLiteral(": ") + plain(entry.parameters);
  }
  if (config.size() > 1) {
    cell.text += QStringLiteral(" +%1").arg(config.size() - 1);
  }
  cell.tooltip = lines.join(QLatin1Char('\n'));
  return cell;
}

using ClassField = Field<ClassFact>;
using M = const RowMoment&;
using C = const ClassFact&;

std::vector<ClassField> identityFields() {
  return {ClassField{fieldColumn("name", tell("Device class"), 150), FieldUse::find,
                     [](M m, C f) {
                       Cell cell = nameCell(f.object->meta.name.view(), Ink::primary);
                       cell.role = FontRole::mono;
                       cell.mark = m.severity->markOf(refOf("class", f.object->meta));
                       return cell;
                     },
                     [](M, C f) { return textKey(f.object->meta.name.view()); }},
          ClassField{stretched(fieldColumn("selectors", tell("Selectors"), 220)), FieldUse::find, selectorCell,
                     [](M, C f) {
                       return textKey(f.object->selectors.empty() ? std::string_view() : f.object->selectors.front().view());
                     }},
          ClassField{fieldColumn("driver", tell("Drivers"), 124), FieldUse::find, driversCell, [](M, C f) {
                       return textKey(f.use == nullptr || f.use->drivers.empty() ? std::string_view()
                                                                                 : f.use->drivers.front().view());
                     }}};
}

std::vector<ClassField> numberFields() {
  return {ClassField{explained(rightColumn("devices", tell("Devices"), 66), tell("Published devices that its selectors match")),
                     FieldUse::number, devicesCell,
                     [](M, C f) {
                       return SortKey{f.use == nullptr, f.use == nullptr ? 0 : static_cast<double>(f.use->counts.total()), {}};
                     }},
          ClassField{rightColumn("free", tell("Free"), 76), FieldUse::number,
                     [](M m, C f) {
                       if (f.use == nullptr) {
                         return unknownCell();
                       }
                       const cluster::StateCounts counts = printedCounts(m.snapshot(), f.use->counts);
                       const std::int64_t free = counts.of(cluster::DeviceState::free);
                       return countCell(free, counts.freeBound, free == 0 ? Ink::warning : Ink::primary);
                     },
                     [](M, C f) {
                       return SortKey{f.use == nullptr,
                                      f.use == nullptr ? 0 : static_cast<double>(f.use->counts.of(cluster::DeviceState::free)),
                                      {}};
                     }},
          ClassField{
              fieldColumn("states", tell("By state"), 110), FieldUse::shown,
              [](M m, C f) { return f.use == nullptr ? dashCell() : stateBarCell(printedCounts(m.snapshot(), f.use->counts)); },
              nullptr},
          ClassField{rightColumn("claims", tell("Claims"), 58), FieldUse::number,
                     [](M m, C f) { return fewCell(f.claims, printedBound(m.snapshot(), Kind::ResourceClaim)); },
                     [](M, C f) { return numberKey(static_cast<double>(f.claims)); }},
          ClassField{rightColumn("waiting", tell("Waiting"), 58), FieldUse::number,
                     [](M m, C f) { return fewCell(f.waiting, printedBound(m.snapshot(), Kind::ResourceClaim), Ink::warning); },
                     [](M, C f) { return numberKey(static_cast<double>(f.waiting)); }},
          ClassField{rightColumn("templates", tell("Templates"), 68), FieldUse::number,
                     [](M m, C f) {
                       return fewCell(f.templates, printedBound(m.snapshot(), Kind::ResourceClaimTemplate), Ink::secondary);
                     },
                     [](M, C f) { return numberKey(static_cast<double>(f.templates)); }},
          ClassField{fieldColumn("extended", tell("Extended resource"), 126), FieldUse::find,
                     [](M, C f) { return nameCell(f.object->extendedResourceName.view()); },
                     [](M, C f) { return textKey(f.object->extendedResourceName.view()); }},
          ClassField{fieldColumn("config", tell("Configuration"), 110), FieldUse::text, configCell,
                     [](M, C f) {
                       return textKey(f.object->config.empty() ? std::string_view() : f.object->config.front().driver.view());
                     }},
          ClassField{rightColumn("age", tell("Age"), 86), FieldUse::shown, [](M m, C f) { return ageCell(f.created, m.now()); },
                     [](M, C f) { return ageKey(f.created); }}};
}

FactShape<ClassFact> classShape() {
  FactShape<ClassFact> shape;
  for (auto* part : {identityFields, numberFields}) {
    for (ClassField& field : part()) {
      shape.fields.push_back(std::move(field));
    }
  }
  shape.object = [](M, C f) { return refOf("class", f.object->meta); };
  shape.find = [](M m, const std::vector<ClassFact>&, const ObjectRef& object) {
    return object.kind == "class" ? slotRow<DeviceClass>(m.snapshot(), {"class", {}, object.name}) : kNoRow;
  };
  shape.telling = kWaitingTab | kNothingTab;
  shape.tabs = {tell("with waiting claims"), tell("match nothing"), tell("not asked for")};
  return shape;
}

void addClasses(const DeviceClaimSpec& spec, std::set<Text>& out) {
  for (const DeviceRequest& request : spec.requests) {
    if (request.exactly) {
      out.insert(request.exactly->deviceClassName);
    }
    for (const DeviceRequestBody& body : request.firstAvailable) {
      out.insert(body.deviceClassName);
    }
  }
}

class ClassKind final : public FactKind<ClassFact> {
 public:
  ClassKind()
      : FactKind(classShape()),
        m_words{tell("Device classes"),
                tell("Find, or filter: driver=gpu.nvidia.com waiting>=1"),
                tell("What claims ask for cannot be compared with devices."),
                tell("No device class exists"),
                tell("0 DeviceClasses. The list is complete: no claim can ask for a device."),
                tell("No device class matches"),
                tell("Device classes have no \"%1\".")} {}

  [[nodiscard]] const ObjectWords& words() const override { return m_words; }
  [[nodiscard]] QStringList groupings() const override { return {QStringLiteral("driver")}; }
  [[nodiscard]] std::vector<StateTab> tabs(const ObjectRows& rows, Bound bound) const override {
    const auto count = [&](std::size_t tab) { return number(Count{rows.inTab(tab), bound}); };
    return {{tell("Waited for"), count(1), {}, Mark::pending},
            {tell("Match nothing"), count(2), {}, Mark::warning},
            {tell("Not asked for"), count(3), {}, {}}};
  }
  [[nodiscard]] QString subtitle(const View& view, const ObjectRows& rows) const override {
    const Bound bound = printedBound(*view.snapshot, Kind::DeviceClass);
    QStringList parts{countedBound(rows.presentRows(), bound, tell("device class"), tell("device classes"))};
    parts << (rows.inTab(1) > 0 ? tell("claims wait for %1").arg(number(Count{rows.inTab(1), bound})) : tell("no claim waits"));
    if (rows.inTab(2) > 0) {
      parts << tell("%1 match no device").arg(number(Count{rows.inTab(2), bound}));
    }
    return parts.join(QStringLiteral(" · "));
  }

 protected:
  [[nodiscard]] std::string refKind() const override { return "class"; }
  [[nodiscard]] Dependencies dependsOn(const View& view) const override {
    return {addressOf(view.snapshot->inventory.get()), view.snapshot->of<DeviceClass>().changed(),
            view.snapshot->of<ResourceClaimTemplate>().changed()};
  }
  void build(const RowMoment& moment, const ObjectOptions&, FactSet<ClassFact>& set) override {
    const cluster::Snapshot& snapshot = moment.snapshot();
    m_matches.update(moment.view.snapshot);
    m_use = m_matches.use(snapshot);
    struct Asked {
      std::int64_t claims = 0;
      std::int64_t waiting = 0;
      std::int64_t templates = 0;
    };
    std::map<Text, Asked> asked;
    for (const cluster::ClaimView& claim : moment.inventory().claims) {
      for (const Text& name : claim.classes) {
        Asked& entry = asked[name];
        ++entry.claims;
        entry.waiting += waits(claim) ? 1 : 0;
      }
    }
    snapshot.of<ResourceClaimTemplate>().forEach([&](cluster::Slot, const ResourceClaimTemplate& object) {
      std::set<Text> names;
      addClasses(object.spec, names);
      for (const Text& name : names) {
        ++asked[name].templates;
      }
    });
    fillSlots<DeviceClass>(snapshot, {}, set.facts, [&](ClassFact& fact, const DeviceClass& object) {
      const Asked& entry = asked[object.meta.name];
      fact.claims = entry.claims;
      fact.waiting = entry.waiting;
      fact.templates = entry.templates;
      const auto found = m_use.find(fact.slot);
      fact.use = found == m_use.end() ? nullptr : &found->second;
      fact.tabs = (fact.waiting > 0 ? kWaitingTab : 0U) |
                  (fact.use != nullptr && fact.use->counts.total() == 0 ? kNothingTab : 0U) |
                  (fact.claims == 0 && fact.templates == 0 ? kUnusedTab : 0U);
    });
  }

 private:
  ObjectWords m_words;
  ClassMatches m_matches;
  std::map<cluster::Slot, ClassUse> m_use;
};

}  // namespace

std::unique_ptr<ObjectKind> makeClassKind() {
  return std::make_unique<ClassKind>();
}

}  // namespace claimscope::ui
