// The page of claim templates: what they ask for, which claims and pods come of them. GUI thread.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "ui/base/tell.h"
#include "ui/pages/objects/fact_kind.h"
#include "ui/pages/objects/kinds.h"
#include "ui/tables/object_texts.h"
#include "ui/tables/request_text.h"

namespace claimscope::ui {
namespace {

struct TemplateFact : SlotFact<ResourceClaimTemplate> {
  std::int64_t pods = 0;
  std::int64_t claims = 0;
  std::int64_t pending = 0;
  std::int64_t missing = 0;  ///< pods whose claim could not be created
  Text owner;                ///< of the first pod
  std::int64_t owners = 0;   ///< different ones
};

enum TemplateTab : std::uint32_t { kUsedTab = 1, kPendingTab = 2, kUnusedTab = 4 };

using TemplateField = Field<TemplateFact>;
using M = const RowMoment&;
using T = const TemplateFact&;

FactShape<TemplateFact> templateShape() {
  FactShape<TemplateFact> shape;
  shape.fields = {
      TemplateField{fieldColumn("name", tell("Claim template"), 190), FieldUse::find,
                    [](M m, T f) {
                      Cell cell = nameCell(f.object->meta.name.view(), Ink::primary);
                      cell.role = FontRole::mono;
                      cell.mark = m.severity->markOf(refOf("template", f.object->meta));
                      return cell;
                    },
                    [](M, T f) { return textKey(f.object->meta.name.view()); }},
      TemplateField{fieldColumn("namespace", tell("Namespace"), 110), FieldUse::find,
                    [](M, T f) { return wordCell(plain(f.object->meta.namespaceName.view())); },
                    [](M, T f) { return textKey(f.object->meta.namespaceName.view()); }},
      TemplateField{stretched(fieldColumn("requests", tell("Requests"), 220)), FieldUse::shown,
                    [](M, T f) {
                      Cell cell = wordCell(requestsText(f.object->spec, f.object->classic.get()), Ink::primary);
                      cell.role = FontRole::monoSmall;
                      return cell;
                    },
                    nullptr},
      TemplateField{hiddenAtFirst(fieldColumn("class", tell("Device class"), 130)), FieldUse::find,
                    [](M, T f) { return nameCell(firstClass(f.object->spec, f.object->classic.get())); },
                    [](M, T f) { return textKey(firstClass(f.object->spec, f.object->classic.get())); }},
      TemplateField{fieldColumn("owner", tell("Used by"), 170), FieldUse::find,
                    [](M, T f) {
                      Cell cell = nameCell(f.owner.view());
                      if (f.owners > 1) {
                        cell.text += QStringLiteral(" +") + number(f.owners - 1);
                      }
                      return cell;
                    },
                    [](M, T f) { return textKey(f.owner.view()); }},
      TemplateField{rightColumn("pods", tell("Pods"), 54), FieldUse::number,
                    [](M m, T f) { return fewCell(f.pods, printedBound(m.snapshot(), Kind::Pod)); },
                    [](M, T f) { return numberKey(static_cast<double>(f.pods)); }},
      TemplateField{rightColumn("claims", tell("Claims made"), 82), FieldUse::number,
                    [](M m, T f) { return fewCell(f.claims, printedBound(m.snapshot(), Kind::ResourceClaim)); },
                    [](M, T f) { return numberKey(static_cast<double>(f.claims)); }},
      TemplateField{rightColumn("pending", tell("Pending"), 60), FieldUse::number,
                    [](M m, T f) { return fewCell(f.pending, printedBound(m.snapshot(), Kind::ResourceClaim), Ink::warning); },
                    [](M, T f) { return numberKey(static_cast<double>(f.pending)); }},
      TemplateField{rightColumn("missing", tell("Not made"), 66), FieldUse::number,
                    [](M m, T f) {
                      Cell cell = fewCell(f.missing, printedBound(m.snapshot(), Kind::Pod), Ink::warning);
                      cell.tooltip = f.missing > 0 ? tell("Pods whose claim was not created from it.") : QString();
                      return cell;
                    },
                    [](M, T f) { return numberKey(static_cast<double>(f.missing)); }},
      TemplateField{rightColumn("age", tell("Age"), 86), FieldUse::shown, [](M m, T f) { return ageCell(f.created, m.now()); },
                    [](M, T f) { return ageKey(f.created); }}};
  shape.object = [](M, T f) { return refOf("template", f.object->meta); };
  shape.find = [](M m, const std::vector<TemplateFact>&, const ObjectRef& object) {
    return object.kind == "template" ? slotRow<ResourceClaimTemplate>(m.snapshot(), object) : kNoRow;
  };
  shape.telling = kPendingTab;
  shape.tabs = {tell("in use"), tell("with pending claims"), tell("not used")};
  return shape;
}

class TemplateKind final : public FactKind<TemplateFact> {
 public:
  TemplateKind()
      : FactKind(templateShape()),
        m_words{tell("Claim templates"),
                tell("Find, or filter: class=gpu pending>=1"),
                tell("What the pods of a Job or Deployment will ask for is unknown."),
                tell("No claim template exists"),
                tell("0 ResourceClaimTemplates. The list is complete."),
                tell("No claim template matches"),
                tell("Claim templates have no \"%1\".")} {}

  [[nodiscard]] const ObjectWords& words() const override { return m_words; }
  [[nodiscard]] QStringList groupings() const override {
    return {QStringLiteral("namespace"), QStringLiteral("class"), QStringLiteral("owner")};
  }
  [[nodiscard]] std::vector<StateTab> tabs(const ObjectRows& rows, Bound bound) const override {
    const auto count = [&](std::size_t tab) { return number(Count{rows.inTab(tab), bound}); };
    return {{tell("In use"), count(1), {}, {}},
            {tell("With pending claims"), count(2), {}, Mark::pending},
            {tell("Not used"), count(3), {}, {}}};
  }
  [[nodiscard]] QString subtitle(const View& view, const ObjectRows& rows) const override {
    const Bound bound = printedBound(*view.snapshot, Kind::ResourceClaimTemplate);
    QStringList parts{countedBound(rows.presentRows(), bound, tell("claim template"), tell("claim templates")),
                      tell("%1 in use").arg(number(Count{rows.inTab(1), bound}))};
    if (rows.inTab(2) > 0) {
      parts << tell("%1 with pending claims").arg(number(Count{rows.inTab(2), bound}));
    }
    return parts.join(QStringLiteral(" · "));
  }

 protected:
  [[nodiscard]] std::string refKind() const override { return "template"; }
  [[nodiscard]] Dependencies dependsOn(const View& view) const override {
    return {addressOf(view.snapshot->inventory.get()), view.snapshot->of<ResourceClaimTemplate>().changed(),
            view.snapshot->of<Pod>().changed()};
  }
  void build(const RowMoment& moment, const ObjectOptions&, FactSet<TemplateFact>& set) override {
    const cluster::Snapshot& snapshot = moment.snapshot();
    fillSlots<ResourceClaimTemplate>(snapshot, moment.view.namespaceFilter, set.facts, [](TemplateFact&, const auto&) {});
    std::map<cluster::Slot, std::set<Text>> owners;
    const auto factOf = [&](const Text& namespaceName, const Text& name) -> TemplateFact* {
      const cluster::Slot slot =
          name.empty() ? cluster::kNoSlot : snapshot.of<ResourceClaimTemplate>().slotOf(namespaceName, name);
      return slot < set.facts.size() ? &set.facts[slot] : nullptr;
    };
    std::set<std::pair<cluster::Slot, cluster::Slot>> counted;  // template and pod: a pod may use one for two claims
    const auto use = [&](TemplateFact& fact, cluster::Slot slot, const Pod& pod, std::string_view owner) {
      fact.pods += counted.emplace(fact.slot, slot).second ? 1 : 0;
      const OwnerReference* controller = pod.meta.controller();
      const Text name = !owner.empty() ? Text(owner) : controller != nullptr ? controller->name : pod.meta.name;
      fact.owner = fact.owner.empty() ? name : fact.owner;
      owners[fact.slot].insert(name);
    };
    for (const cluster::ClaimView& claim : moment.inventory().claims) {
      const ResourceClaim* object = snapshot.of<ResourceClaim>().at(claim.slot);
      const OwnerReference* owner = object == nullptr ? nullptr : object->meta.controller();
      if (owner == nullptr || !(owner->kind == "Pod")) {
        continue;  // not made from a template
      }
      const cluster::Slot slot = snapshot.of<Pod>().slotOf(object->meta.namespaceName, owner->name);
      const Pod* pod = snapshot.of<Pod>().at(slot);
      if (pod == nullptr) {
        continue;
      }
      if (TemplateFact* fact = factOf(object->meta.namespaceName, templateOf(*pod, object->meta))) {
        ++fact->claims;
        fact->pending += waits(claim) ? 1 : 0;
        use(*fact, slot, *pod, claim.owner.view());
      }
    }
    for (const cluster::MissingClaim& missing : moment.inventory().missing) {
      const Pod* pod = snapshot.of<Pod>().at(missing.pod);
      TemplateFact* fact = pod == nullptr ? nullptr : factOf(pod->meta.namespaceName, missing.templateName);
      if (fact != nullptr) {
        ++fact->missing;
        use(*fact, missing.pod, *pod, {});
      }
    }
    for (TemplateFact& fact : set.facts) {
      const auto found = owners.find(fact.slot);
      fact.owners = found == owners.end() ? 0 : static_cast<std::int64_t>(found->second.size());
      fact.tabs = (fact.pods > 0 ? kUsedTab : kUnusedTab) | (fact.pending > 0 ? kPendingTab : 0U);
    }
  }

 private:
  ObjectWords m_words;
};

}  // namespace

std::unique_ptr<ObjectKind> makeTemplateKind() {
  return std::make_unique<TemplateKind>();
}

}  // namespace claimscope::ui
