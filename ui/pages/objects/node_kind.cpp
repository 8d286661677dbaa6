// The page of nodes: ready, devices by state, pods, what is asked of it, drivers. GUI thread.
#include <algorithm>
#include <utility>

#include "model/diagnosis/workflows/driver_pods.h"
#include "ui/base/tell.h"
#include "ui/pages/objects/fact_kind.h"
#include "ui/pages/objects/kinds.h"
#include "ui/pages/objects/node_pods.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

enum class Ready : std::uint8_t { ready, notReady, unknown, noNode, hidden };

struct NodeFact : RowFact {
  const cluster::NodeView* node = nullptr;
  const Node* object = nullptr;        ///< null: only a slice names it, or nodes are hidden
  const NodePods::Use* use = nullptr;  ///< null: no pod is on it
  cluster::StateCounts counts;
  std::uint32_t claims = 0;
  Ready ready = Ready::unknown;
  bool podsKnown = true;
};

enum NodeTab : std::uint32_t { kReadyTab = 1, kNotReadyTab = 2, kCordonedTab = 4, kWithDevicesTab = 8 };

constexpr double kGi = 1024.0 * 1024.0 * 1024.0;

double allocatable(const Node& node, std::string_view name) {
  for (const auto& [key, amount] : node.allocatable) {
    if (key == name) {
      return amount.approximate();
    }
  }
  return -1;
}

QString shortNumber(double value) {
  return value >= 100 || value == static_cast<double>(static_cast<std::int64_t>(value))
             ? number(static_cast<std::int64_t>(value + 0.5))
             : QString::number(value, 'f', 1);
}

/// "12.5 / 32": asked for and allocatable. What pods ask for is not known without pods.
Cell askedCell(const NodeFact& fact, std::string_view name, double unit, const QString& unitName) {
  if (fact.object == nullptr) {
    return dashCell();
  }
  const double have = allocatable(*fact.object, name);
  const double asked = fact.use == nullptr ? 0 : name == "cpu" ? fact.use->cpu : fact.use->memory;
  const QString all = have < 0 ? QStringLiteral("?") : shortNumber(have / unit);
  Cell cell =
      wordCell((fact.podsKnown ? shortNumber(asked / unit) : QStringLiteral("?")) + QStringLiteral(" / ") + all + unitName);
  cell.role = FontRole::monoSmall;
  if (fact.podsKnown && have > 0 && asked > 0.95 * have) {
    cell.ink = Ink::warning;
  }
  cell.tooltip = tell("Asked for by pods / allocatable: %1 of %2")
                     .arg(fact.podsKnown ? shortNumber(asked / unit) : QStringLiteral("?"), all + unitName);
  return cell;
}

Cell statusCell(const NodeFact& fact) {
  const bool cordoned = fact.object != nullptr && fact.object->unschedulable;
  switch (fact.ready) {
    case Ready::ready:
      return cordoned ? markCell(tell("Ready, cordoned"), Mark::warning) : markCell(tell("Ready"), Mark::ok, Ink::secondary);
    case Ready::notReady:
      return markCell(cordoned ? tell("Not ready, cordoned") : tell("Not ready"), Mark::critical);
    case Ready::unknown:
      return markCell(cordoned ? tell("Unknown, cordoned") : tell("Unknown"), Mark::unknown);
    case Ready::noNode: {
      Cell cell = markCell(tell("No such node"), Mark::warning);
      cell.tooltip = tell("A ResourceSlice names it, but there is no such Node.");
      return cell;
    }
    case Ready::hidden:
      break;
  }
  return markCell(tell("Hidden"), Mark::unknown, Ink::muted);
}

std::string_view statusWord(const NodeFact& fact) {
  switch (fact.ready) {
    case Ready::ready:
      return "ready";
    case Ready::notReady:
      return "not ready";
    case Ready::unknown:
      return "unknown";
    case Ready::noNode:
      return "no such node";
    case Ready::hidden:
      break;
  }
  return "hidden";
}

/// "2 of 2": driver pods that run, of those that are found for the drivers that publish devices of the node.
Cell driversCell(const RowMoment& moment, const NodeFact& fact) {
  std::vector<Text> drivers;
  for (const cluster::DeviceIndex device : fact.node->devices) {
    const Text& driver = moment.inventory().devices[device].driver;
    if (std::find(drivers.begin(), drivers.end(), driver) == drivers.end()) {
      drivers.push_back(driver);
    }
  }
  if (drivers.empty()) {
    return dashCell();
  }
  if (!fact.podsKnown) {
    return unknownCell(tell("Pods are hidden: whether drivers run is not known."));
  }
  std::int64_t well = 0;
  std::int64_t found = 0;
  QStringList lines;
  for (const Text& driver : drivers) {
    const Pod* best = nullptr;
    int score = 0;
    for (std::size_t i = 0; fact.use != nullptr && i < fact.use->daemons.size(); ++i) {
      const Pod* pod = moment.snapshot().of<Pod>().at(fact.use->daemons[i]);
      if (const int now = pod == nullptr ? 0 : diagnosis::driverScore(driver, *pod); now > score) {
        best = pod;
        score = now;
      }
    }
    found += best != nullptr ? 1 : 0;
    well += best != nullptr && diagnosis::troubleOf(*best).empty() ? 1 : 0;
    lines << plain(driver.view()) + QStringLiteral(": ") +
                 (best == nullptr ? tell("no pod of a DaemonSet here looks like it")
                                  : plain(best->meta.name.view()) + QLatin1Char(' ') + plain(best->statusWord()));
  }
  // Pods are judged by their names: that none looks like the driver's is no fault, one that does not run is.
  Cell cell = found == 0 ? unknownCell() : wordCell(tell("%1 of %2").arg(number(well), number(found)), Ink::secondary);
  if (found > 0) {
    cell.mark = well < found ? Mark::warning : Mark::ok;
  }
  cell.tooltip = lines.join(QLatin1Char('\n'));
  return cell;
}

Cell taintsCell(const RowMoment&, const NodeFact& fact) {
  if (fact.object == nullptr) {
    return dashCell();
  }
  Cell cell = fewCell(static_cast<std::int64_t>(fact.object->taints.size()), Bound::exact, Ink::secondary);
  QStringList lines;
  for (const Taint& taint : fact.object->taints) {
    lines << plain(taint.key.view()) + (taint.value.empty() ? QString() : QLatin1Char('=') + plain(taint.value.view())) +
                 QLatin1Char(':') + plain(taint.effect.view());
  }
  cell.tooltip = lines.join(QLatin1Char('\n'));
  return cell;
}

using NodeField = Field<NodeFact>;
using M = const RowMoment&;
using N = const NodeFact&;

std::vector<NodeField> identityFields() {
  return {
      NodeField{fieldColumn("name", tell("Node"), 140), FieldUse::find,
                [](M m, N f) {
                  Cell cell = nameCell(f.node->name.view(), Ink::primary);
                  cell.role = FontRole::mono;
                  cell.mark = m.severity->markOf({"node", {}, f.node->name.str()});
                  return cell;
                },
                [](M, N f) { return textKey(f.node->name.view()); }},
      NodeField{fieldColumn("status", tell("Status"), 100), FieldUse::text, [](M, N f) { return statusCell(f); },
                [](M, N f) { return textKey(statusWord(f)); }},
      NodeField{fieldColumn("group", tell("Group"), 90), FieldUse::find,
                [](M, N f) { return wordCell(plain(f.node->group.view())); },
                [](M, N f) { return textKey(f.node->group.view()); }},
      NodeField{fieldColumn("zone", tell("Zone"), 82), FieldUse::find,
                [](M, N f) { return wordCell(plain(f.node->zone.view())); }, [](M, N f) { return textKey(f.node->zone.view()); }},
      NodeField{fieldColumn("type", tell("Instance type"), 96), FieldUse::find,
                [](M, N f) { return wordCell(plain(f.node->instanceType.view())); },
                [](M, N f) { return textKey(f.node->instanceType.view()); }}};
}

std::vector<NodeField> deviceFields() {
  return {NodeField{rightColumn("devices", tell("Devices"), 56), FieldUse::number,
                    [](M m, N f) {
                      const Bound bound = printedBound(m.snapshot(), Kind::ResourceSlice);
                      return fewCell(f.counts.total(), bound);
                    },
                    [](M, N f) { return numberKey(static_cast<double>(f.counts.total())); }},
          NodeField{stretched(fieldColumn("states", tell("By state"), 104)), FieldUse::shown,
                    [](M m, N f) { return stateBarCell(printedCounts(m.snapshot(), f.counts)); }, nullptr},
          NodeField{rightColumn("free", tell("Free"), 42), FieldUse::number,
                    [](M m, N f) {
                      const cluster::StateCounts counts = printedCounts(m.snapshot(), f.counts);
                      return f.counts.total() == 0 ? dashCell()
                                                   : countCell(counts.of(cluster::DeviceState::free), counts.freeBound);
                    },
                    [](M, N f) {
                      return SortKey{f.counts.total() == 0, static_cast<double>(f.counts.of(cluster::DeviceState::free)), {}};
                    }},
          NodeField{rightColumn("claims", tell("Claims"), 50), FieldUse::number,
                    [](M m, N f) { return fewCell(f.claims, printedBound(m.snapshot(), Kind::ResourceClaim)); },
                    [](M, N f) { return numberKey(f.claims); }},
          NodeField{rightColumn("pods", tell("Pods"), 42), FieldUse::number,
                    [](M m, N f) {
                      return fewCell(f.use == nullptr ? 0 : f.use->pods, printedBound(m.snapshot(), Kind::Pod), Ink::secondary);
                    },
                    [](M, N f) { return numberKey(f.use == nullptr ? 0 : static_cast<double>(f.use->pods)); }}};
}

std::vector<NodeField> resourceFields() {
  return {NodeField{explained(rightColumn("cpu", tell("CPU"), 78), tell("CPU cores: asked for by pods / allocatable")),
                    FieldUse::number, [](M, N f) { return askedCell(f, "cpu", 1, {}); },
                    [](M, N f) {
                      return SortKey{!f.podsKnown, f.use == nullptr ? 0 : f.use->cpu, {}};
                    }},
          NodeField{explained(rightColumn("memory", tell("Memory"), 100), tell("Memory: asked for by pods / allocatable")),
                    FieldUse::number, [](M, N f) { return askedCell(f, "memory", kGi, QStringLiteral(" Gi")); },
                    [](M, N f) {
                      return SortKey{!f.podsKnown, f.use == nullptr ? 0 : f.use->memory, {}};
                    }},
          NodeField{explained(fieldColumn("drivers", tell("Drivers"), 66),
                              tell("Drivers that publish devices here, and whether their pods run")),
                    FieldUse::shown, driversCell, nullptr},
          NodeField{rightColumn("age", tell("Age"), 74), FieldUse::shown, [](M m, N f) { return ageCell(f.created, m.now()); },
                    [](M, N f) { return ageKey(f.created); }},
          NodeField{fieldColumn("kubelet", tell("Kubelet"), 64), FieldUse::text,
                    [](M, N f) {
                      return wordCell(f.object == nullptr ? QString() : plain(f.object->kubeletVersion.view()), Ink::muted);
                    },
                    [](M, N f) { return textKey(f.object == nullptr ? std::string_view() : f.object->kubeletVersion.view()); }},
          NodeField{rightColumn("taints", tell("Taints"), 46), FieldUse::number, taintsCell,
                    [](M, N f) { return numberKey(f.object == nullptr ? 0 : static_cast<double>(f.object->taints.size())); }},
          NodeField{hiddenAtFirst(fieldColumn("cordoned", tell("Cordoned"), 70)), FieldUse::text,
                    [](M, N f) {
                      return wordCell(f.object != nullptr && f.object->unschedulable ? tell("yes") : QString(), Ink::warning);
                    },
                    [](M, N f) { return textKey(f.object != nullptr && f.object->unschedulable ? "yes" : "no"); }}};
}

FactShape<NodeFact> nodeShape() {
  FactShape<NodeFact> shape;
  for (auto* part : {identityFields, deviceFields, resourceFields}) {
    for (NodeField& field : part()) {
      shape.fields.push_back(std::move(field));
    }
  }
  shape.object = [](M, N f) { return ObjectRef{"node", {}, f.node->name.str()}; };
  shape.find = [](M m, const std::vector<NodeFact>&, const ObjectRef& object) {
    const cluster::NodeIndex index = object.kind == "node" ? m.inventory().findNode(Text(object.name)) : cluster::kNone;
    return index == cluster::kNone ? kNoRow : static_cast<Row>(index);
  };
  shape.telling = kNotReadyTab | kCordonedTab;
  shape.tabs = {tell("ready"), tell("not ready"), tell("cordoned"), tell("with devices")};
  return shape;
}

class NodeKind final : public FactKind<NodeFact> {
 public:
  NodeKind()
      : FactKind(nodeShape()),
        m_words{tell("Nodes"),
                tell("Find, or filter: group=gpu-nodes free>=4"),
                tell("Nodes that slices name are shown; their readiness, taints and resources are unknown."),
                tell("No node exists"),
                tell("0 Nodes. The list is complete."),
                tell("No node matches"),
                tell("Nodes have no \"%1\".")} {}

  [[nodiscard]] const ObjectWords& words() const override { return m_words; }
  [[nodiscard]] QStringList groupings() const override {
    return {QStringLiteral("group"), QStringLiteral("zone"), QStringLiteral("type"), QStringLiteral("kubelet")};
  }
  [[nodiscard]] std::vector<StateTab> tabs(const ObjectRows& rows, Bound bound) const override {
    const auto count = [&](std::size_t tab) { return number(Count{rows.inTab(tab), bound}); };
    return {{tell("Ready"), count(1), {}, Mark::ok},
            {tell("Not ready"), count(2), {}, Mark::critical},
            {tell("Cordoned"), count(3), {}, Mark::warning},
            {tell("With devices"), count(4), {}, {}}};
  }
  [[nodiscard]] QString subtitle(const View& view, const ObjectRows& rows) const override {
    const Bound bound = printedBound(*view.snapshot, Kind::Node);
    QStringList parts{countedBound(rows.presentRows(), bound, tell("node"), tell("nodes")),
                      tell("%1 with devices").arg(number(Count{rows.inTab(4), bound}))};
    if (rows.inTab(2) > 0) {
      parts << tell("%1 not ready").arg(number(Count{rows.inTab(2), bound}));
    }
    if (rows.inTab(3) > 0) {
      parts << tell("%1 cordoned").arg(number(Count{rows.inTab(3), bound}));
    }
    return parts.join(QStringLiteral(" · "));
  }

 protected:
  [[nodiscard]] std::string refKind() const override { return "node"; }
  [[nodiscard]] Dependencies dependsOn(const View& view) const override {
    return {addressOf(view.snapshot->inventory.get()), view.snapshot->of<Node>().changed(), view.snapshot->of<Pod>().changed(),
            static_cast<std::uint64_t>(view.snapshot->boundOf(Kind::Node))};
  }
  void build(const RowMoment& moment, const ObjectOptions&, FactSet<NodeFact>& set) override {
    m_pods.update(moment.view.snapshot);
    const cluster::Snapshot& snapshot = moment.snapshot();
    const cluster::Inventory& inventory = moment.inventory();
    const bool hidden = snapshot.boundOf(Kind::Node) == Bound::unknown;
    const bool podsKnown = printedBound(snapshot, Kind::Pod) != Bound::unknown;
    set.facts.resize(inventory.nodes.size());
    std::vector<cluster::ClaimIndex> claims;
    for (std::size_t i = 0; i < inventory.nodes.size(); ++i) {
      NodeFact& fact = set.facts[i];
      fact.node = &inventory.nodes[i];
      fact.object = snapshot.of<Node>().at(fact.node->slot);
      fact.use = m_pods.of(fact.node->name);
      fact.podsKnown = podsKnown;
      fact.present = true;
      fact.identity = mixIdentity(5, fact.node->name.hash());
      claims.clear();
      for (const cluster::DeviceIndex index : fact.node->devices) {
        const cluster::DeviceView& device = inventory.devices[index];
        fact.counts.add(device);
        claims.insert(claims.end(), device.claims.begin(), device.claims.end());
      }
      std::sort(claims.begin(), claims.end());
      fact.claims = static_cast<std::uint32_t>(std::unique(claims.begin(), claims.end()) - claims.begin());
      inventory.setBounds(fact.counts);
      judge(fact, hidden);
    }
  }

 private:
  static void judge(NodeFact& fact, bool hidden) {
    if (fact.object == nullptr) {
      fact.ready = hidden ? Ready::hidden : Ready::noNode;
    } else {
      const Text ready = fact.object->ready();
      fact.ready = ready == "True" ? Ready::ready : ready == "False" ? Ready::notReady : Ready::unknown;
      fact.created = fact.object->meta.created;
      fact.tabs |= fact.object->unschedulable ? kCordonedTab : 0U;
    }
    fact.tabs |= fact.ready == Ready::ready ? kReadyTab : fact.ready == Ready::hidden ? 0U : kNotReadyTab;
    fact.tabs |= fact.node->devices.empty() ? 0U : kWithDevicesTab;
  }

  ObjectWords m_words;
  NodePods m_pods;
};

}  // namespace

std::unique_ptr<ObjectKind> makeNodeKind() {
  return std::make_unique<NodeKind>();
}

}  // namespace claimscope::ui
