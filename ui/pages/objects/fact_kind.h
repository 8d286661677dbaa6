// FactKind: an ObjectKind whose rows are facts, made anew only when what they depend on has changed. GUI thread.
#pragma once

#include <QCoreApplication>
#include <memory>
#include <utility>
#include <vector>

#include "ui/pages/objects/fact_rows.h"
#include "ui/pages/objects/object_kind.h"

namespace claimscope::ui {

/// The revision or address of something; two equal lists of them mean equal facts.
using Dependencies = std::vector<std::uint64_t>;

[[nodiscard]] inline std::uint64_t addressOf(const void* object) {
  return reinterpret_cast<std::uintptr_t>(object);
}

template <class Fact>
class FactKind : public ObjectKind {
 public:
  [[nodiscard]] std::vector<Column> columns() const override {
    std::vector<Column> out;
    for (const Field<Fact>& field : shape().fields) {
      out.push_back(field.column);
    }
    return out;
  }

  [[nodiscard]] Answer rows(const View& view, const std::shared_ptr<const ObjectSeverity>& severity, const ObjectOptions& options,
                            const std::shared_ptr<const std::vector<Column>>& columns) override {
    RowMoment moment{view, severity};
    Dependencies dependencies = dependsOn(view);
    dependencies.push_back(addressOf(view.diagnosis.get()));
    dependencies.push_back(static_cast<std::uint64_t>(options.grouping + 1));
    dependencies.push_back(options.everything ? 1U : 0U);
    const bool sameNamespace = view.namespaceFilter == m_namespace;
    const bool same = m_set != nullptr && dependencies == m_dependencies && sameNamespace && m_view.snapshot != nullptr;
    if (!same) {
      auto set = std::make_shared<FactSet<Fact>>();
      build(moment, options, *set);
      for (Fact& fact : set->facts) {
        fact.band = (fact.tabs & shape().telling) != 0 ? 1 : 2;
      }
      severity->forEachBad(refKind(), [&](const ObjectRef& object) {
        const Row row = shape().find(moment, set->facts, object);
        if (row < set->facts.size()) {
          set->facts[row].band = 0;
        }
      });
      set->count();
      if (options.grouping >= 0) {
        const QString id = groupings().at(options.grouping);
        for (const Field<Fact>& field : shape().fields) {
          if (field.column.id == id) {
            set->group(moment, field);
          }
        }
      }
      m_set = std::move(set);
      m_dependencies = std::move(dependencies);
      m_namespace = view.namespaceFilter;
    }
    m_view = view;  // what the dependencies name stays alive, so that no address comes back as another's
    m_rows = std::make_shared<const FactRows<Fact>>(std::move(moment), m_set, m_shape, columns);
    return {m_rows, same};
  }

 protected:
  explicit FactKind(FactShape<Fact> shape) : m_shape(std::make_shared<const FactShape<Fact>>(std::move(shape))) {}

  [[nodiscard]] const FactShape<Fact>& shape() const { return *m_shape; }
  /// Kind of the rows' objects: "pod".
  [[nodiscard]] virtual std::string refKind() const = 0;
  [[nodiscard]] virtual Dependencies dependsOn(const View& view) const = 0;
  /// Fills set.facts; counting, bands of findings and groups follow.
  virtual void build(const RowMoment& moment, const ObjectOptions& options, FactSet<Fact>& set) = 0;
  /// The facts of the moment before; null at first.
  [[nodiscard]] const FactSet<Fact>* before() const { return m_set.get(); }
  [[nodiscard]] const View& viewBefore() const { return m_view; }

 private:
  std::shared_ptr<const FactShape<Fact>> m_shape;
  std::shared_ptr<const FactSet<Fact>> m_set;
  std::shared_ptr<const ObjectRows> m_rows;
  Dependencies m_dependencies;
  std::string m_namespace;
  View m_view;
};

/// A fact of an object in a table, at its slot.
template <class T>
struct SlotFact : RowFact {
  const T* object = nullptr;  ///< of the snapshot of the moment
  cluster::Slot slot = cluster::kNoSlot;
};

/// Facts by slot: row and slot are the same number. `fill` adds what the kind knows besides.
template <class T, class Fact, class Fill>
void fillSlots(const cluster::Snapshot& snapshot, const std::string& namespaceFilter, std::vector<Fact>& facts, Fill&& fill) {
  const auto& table = snapshot.of<T>();
  const Text only(namespaceFilter);
  facts.assign(table.slotEnd(), Fact{});
  table.forEach([&](cluster::Slot slot, const T& object) {
    Fact& fact = facts[slot];
    fact.object = &object;
    fact.slot = slot;
    fact.present = only.empty() || object.meta.namespaceName.empty() || object.meta.namespaceName == only;
    if (fact.present) {
      fact.identity = mixIdentity(mixIdentity(11, object.meta.namespaceName.hash()), object.meta.name.hash());
      fact.created = object.meta.created;
      fill(fact, object);
    }
  });
}

template <class T>
[[nodiscard]] Row slotRow(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  const cluster::Slot slot = snapshot.of<T>().slotOf(Text(object.namespaceName), Text(object.name));
  return slot == cluster::kNoSlot ? kNoRow : static_cast<Row>(slot);
}

}  // namespace claimscope::ui
