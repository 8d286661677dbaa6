// The page of resource slices: pool, generation, whether the pool is whole, devices by state. GUI thread.
#include <map>
#include <utility>

#include "ui/base/tell.h"
#include "ui/pages/objects/fact_kind.h"
#include "ui/pages/objects/kinds.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

struct SliceFact : SlotFact<ResourceSlice> {
  const cluster::PoolView* pool = nullptr;
  cluster::StateCounts counts;
  std::uint32_t taints = 0;  ///< devices that publish one
};

enum SliceTab : std::uint32_t { kIncompleteTab = 1, kStaleTab = 2, kInvalidTab = 4 };

Cell poolStateCell(const RowMoment&, const SliceFact& fact) {
  if (fact.pool == nullptr) {
    return dashCell();
  }
  if ((fact.tabs & kStaleTab) != 0) {
    Cell cell = markCell(tell("old generation"), Mark::warning);
    cell.tooltip =
        tell("The pool is at generation %1; devices of older ones cannot be allocated.").arg(number(fact.pool->generation));
    return cell;
  }
  if (!fact.pool->invalid.empty()) {
    Cell cell = markCell(tell("invalid"), Mark::critical);
    cell.tooltip = plain(fact.pool->invalid);
    return cell;
  }
  const QString slices = tell("%1 of %2 slices").arg(number(fact.pool->seenSlices), number(fact.pool->expectedSlices));
  if (!fact.pool->complete) {
    Cell cell = markCell(slices, Mark::warning);
    cell.tooltip = tell("The pool is not complete: its driver announces more slices than it publishes.");
    return cell;
  }
  return markCell(slices, Mark::ok, Ink::secondary);
}

std::string_view poolWord(const SliceFact& fact) {
  return fact.pool == nullptr                ? "unknown"
         : (fact.tabs & kStaleTab) != 0      ? "old generation"
         : (fact.tabs & kInvalidTab) != 0    ? "invalid"
         : (fact.tabs & kIncompleteTab) != 0 ? "incomplete"
                                             : "complete";
}

/// Where its devices can be used.
QString nodeText(const ResourceSlice& slice) {
  return !slice.nodeName.empty()        ? plain(slice.nodeName.view())
         : slice.allNodes               ? tell("every node")
         : slice.perDeviceNodeSelection ? tell("each device says")
         : slice.nodeSelector           ? tell("nodes by selector")
                                        : QString();
}

using SliceField = Field<SliceFact>;
using M = const RowMoment&;
using S = const SliceFact&;

FactShape<SliceFact> sliceShape() {
  FactShape<SliceFact> shape;
  shape.fields = {
      SliceField{stretched(fieldColumn("name", tell("Slice"), 230)), FieldUse::find,
                 [](M m, S f) {
                   Cell cell = nameCell(f.object->meta.name.view(), Ink::primary);
                   cell.role = FontRole::mono;
                   cell.mark = m.severity->markOf(refOf("slice", f.object->meta));
                   return cell;
                 },
                 [](M, S f) { return textKey(f.object->meta.name.view()); }},
      SliceField{fieldColumn("driver", tell("Driver"), 130), FieldUse::find,
                 [](M, S f) { return nameCell(f.object->driver.view()); },
                 [](M, S f) { return textKey(f.object->driver.view()); }},
      SliceField{fieldColumn("pool", tell("Pool"), 130), FieldUse::find,
                 [](M, S f) { return nameCell(f.object->poolName.view()); },
                 [](M, S f) { return textKey(f.object->poolName.view()); }},
      SliceField{fieldColumn("node", tell("Node"), 124), FieldUse::find,
                 [](M, S f) {
                   return f.object->nodeName.empty() ? wordCell(nodeText(*f.object), Ink::muted)
                                                     : nameCell(f.object->nodeName.view());
                 },
                 [](M, S f) { return textKey(f.object->nodeName.view()); }},
      SliceField{rightColumn("generation", tell("Generation"), 76), FieldUse::number,
                 [](M, S f) {
                   Cell cell = countCell(f.object->poolGeneration, Bound::exact,
                                         (f.tabs & kStaleTab) != 0 ? Ink::warning : Ink::secondary);
                   return cell;
                 },
                 [](M, S f) { return numberKey(static_cast<double>(f.object->poolGeneration)); }},
      SliceField{fieldColumn("state", tell("Pool is"), 128), FieldUse::text, poolStateCell,
                 [](M, S f) { return textKey(poolWord(f)); }},
      SliceField{rightColumn("devices", tell("Devices"), 60), FieldUse::number,
                 [](M, S f) { return countCell(static_cast<std::int64_t>(f.object->devices.size())); },
                 [](M, S f) { return numberKey(static_cast<double>(f.object->devices.size())); }},
      SliceField{fieldColumn("states", tell("By state"), 112), FieldUse::shown,
                 [](M m, S f) { return stateBarCell(printedCounts(m.snapshot(), f.counts)); }, nullptr},
      SliceField{rightColumn("free", tell("Free"), 50), FieldUse::number,
                 [](M m, S f) {
                   const cluster::StateCounts counts = printedCounts(m.snapshot(), f.counts);
                   return f.counts.total() == 0 ? dashCell() : countCell(counts.of(cluster::DeviceState::free), counts.freeBound);
                 },
                 [](M, S f) { return numberKey(static_cast<double>(f.counts.of(cluster::DeviceState::free))); }},
      SliceField{rightColumn("tainted", tell("Tainted"), 58), FieldUse::number,
                 [](M, S f) { return fewCell(f.taints, Bound::exact, Ink::warning); },
                 [](M, S f) { return numberKey(f.taints); }},
      SliceField{hiddenAtFirst(rightColumn("counters", tell("Counter sets"), 84)), FieldUse::number,
                 [](M, S f) {
                   return fewCell(static_cast<std::int64_t>(f.object->sharedCounters.size()), Bound::exact, Ink::secondary);
                 },
                 [](M, S f) { return numberKey(static_cast<double>(f.object->sharedCounters.size())); }},
      SliceField{rightColumn("age", tell("Age"), 86), FieldUse::shown, [](M m, S f) { return ageCell(f.created, m.now()); },
                 [](M, S f) { return ageKey(f.created); }}};
  shape.object = [](M, S f) { return refOf("slice", f.object->meta); };
  shape.find = [](M m, const std::vector<SliceFact>&, const ObjectRef& object) {
    return object.kind == "slice" ? slotRow<ResourceSlice>(m.snapshot(), {"slice", {}, object.name}) : kNoRow;
  };
  shape.telling = kIncompleteTab | kStaleTab | kInvalidTab;
  shape.tabs = {tell("of incomplete pools"), tell("of old generations"), tell("of invalid pools")};
  return shape;
}

class SliceKind final : public FactKind<SliceFact> {
 public:
  SliceKind()
      : FactKind(sliceShape()),
        m_words{tell("Resource slices"),
                tell("Find, or filter: node=gpu-1 state=incomplete"),
                tell("Devices are unknown until this is allowed."),
                tell("No resource slice is published"),
                tell("0 ResourceSlices. The list is complete: no DRA driver publishes devices."),
                tell("No resource slice matches"),
                tell("Resource slices have no \"%1\".")} {}

  [[nodiscard]] const ObjectWords& words() const override { return m_words; }
  [[nodiscard]] QStringList groupings() const override {
    return {QStringLiteral("driver"), QStringLiteral("pool"), QStringLiteral("node"), QStringLiteral("state")};
  }
  [[nodiscard]] std::vector<StateTab> tabs(const ObjectRows& rows, Bound bound) const override {
    const auto count = [&](std::size_t tab) { return number(Count{rows.inTab(tab), bound}); };
    return {{tell("Pool incomplete"), count(1), {}, Mark::warning},
            {tell("Old generation"), count(2), {}, Mark::warning},
            {tell("Pool invalid"), count(3), {}, Mark::critical}};
  }
  [[nodiscard]] QString subtitle(const View& view, const ObjectRows& rows) const override {
    const Bound bound = printedBound(*view.snapshot, Kind::ResourceSlice);
    const auto pools = static_cast<std::int64_t>(view.snapshot->inventory->pools.size());
    const auto devices = static_cast<std::int64_t>(view.snapshot->inventory->devices.size());
    QStringList parts{countedBound(rows.presentRows(), bound, tell("slice"), tell("slices")),
                      countedBound(pools, bound, tell("pool"), tell("pools")),
                      countedBound(devices, bound, tell("device"), tell("devices"))};
    if (rows.inTab(1) + rows.inTab(2) + rows.inTab(3) == 0 && bound == Bound::exact) {
      parts << tell("every pool is complete");
    }
    return parts.join(QStringLiteral(" · "));
  }

 protected:
  [[nodiscard]] std::string refKind() const override { return "slice"; }
  [[nodiscard]] Dependencies dependsOn(const View& view) const override {
    return {addressOf(view.snapshot->inventory.get()), view.snapshot->of<ResourceSlice>().changed()};
  }
  void build(const RowMoment& moment, const ObjectOptions&, FactSet<SliceFact>& set) override {
    std::map<std::pair<Text, Text>, const cluster::PoolView*> pools;
    for (const cluster::PoolView& pool : moment.inventory().pools) {
      pools.emplace(std::pair(pool.driver, pool.name), &pool);
    }
    fillSlots<ResourceSlice>(moment.snapshot(), {}, set.facts, [&](SliceFact& fact, const ResourceSlice& object) {
      const auto found = pools.find({object.driver, object.classic ? object.nodeName : object.poolName});
      fact.pool = found == pools.end() ? nullptr : found->second;
      if (fact.pool != nullptr) {
        fact.tabs = (object.poolGeneration < fact.pool->generation ? kStaleTab
                     : fact.pool->complete                         ? 0U
                                                                   : kIncompleteTab) |
                    (fact.pool->invalid.empty() ? 0U : kInvalidTab);
      }
    });
    for (const cluster::DeviceView& device : moment.inventory().devices) {
      if (device.slice < set.facts.size()) {
        SliceFact& fact = set.facts[device.slice];
        fact.counts.add(device);
        fact.taints += device.taints.empty() ? 0U : 1U;
      }
    }
    for (SliceFact& fact : set.facts) {
      moment.inventory().setBounds(fact.counts);
    }
  }

 private:
  ObjectWords m_words;
};

}  // namespace

std::unique_ptr<ObjectKind> makeSliceKind() {
  return std::make_unique<SliceKind>();
}

}  // namespace claimscope::ui
