// The page of events: newest first, with the object each is about. GUI thread.
#include <algorithm>
#include <array>
#include <utility>

#include "ui/base/tell.h"
#include "ui/pages/objects/fact_kind.h"
#include "ui/pages/objects/kinds.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

struct EventFact : SlotFact<Event> {};

enum EventTab : std::uint32_t { kWarningTab = 1, kNormalTab = 2, kDraTab = 4 };

/// Reasons that only claims and their devices have.
bool isAboutClaims(const Event& event) {
  if (event.objectKind == "ResourceClaim" || event.objectKind == "ResourceClaimTemplate" || event.objectKind == "ResourceSlice" ||
      event.objectKind == "DeviceTaintRule") {
    return true;
  }
  static constexpr std::array<std::string_view, 6> kReasons{"FailedResourceClaimCreation",     "FailedPrepareDynamicResources",
                                                            "FailedUnprepareDynamicResources", "BindingConditionsPending",
                                                            "DeviceTaintManagerEviction",      "ResourceClaimCreated"};
  const std::string_view reason = event.reason.view();
  return std::find(kReasons.begin(), kReasons.end(), reason) != kReasons.end() ||
         event.message.find("resourceclaim") != std::string_view::npos ||
         event.message.find("ResourceClaim") != std::string_view::npos;
}

QString objectText(const Event& event) {
  const QString name = plain(event.objectName.view());
  return event.objectNamespace.empty() ? name : plain(event.objectNamespace.view()) + QLatin1Char('/') + name;
}

using EventField = Field<EventFact>;
using M = const RowMoment&;
using E = const EventFact&;

FactShape<EventFact> eventShape() {
  FactShape<EventFact> shape;
  shape.fields = {
      EventField{rightColumn("last", tell("Last seen"), 84), FieldUse::shown,
                 [](M m, E f) { return ageCell(f.object->last, m.now()); }, [](M, E f) { return ageKey(f.object->last); }},
      EventField{fieldColumn("type", tell("Type"), 84), FieldUse::text,
                 [](M, E f) {
                   return f.object->type == "Warning" ? markCell(plain(f.object->type.view()), Mark::warning)
                                                      : markCell(plain(f.object->type.view()), Mark::notice, Ink::muted);
                 },
                 [](M, E f) { return textKey(f.object->type.view()); }},
      EventField{fieldColumn("reason", tell("Reason"), 176), FieldUse::find,
                 [](M, E f) { return wordCell(plain(f.object->reason.view()), Ink::primary); },
                 [](M, E f) { return textKey(f.object->reason.view()); }},
      EventField{fieldColumn("kind", tell("Kind"), 92), FieldUse::text,
                 [](M, E f) { return wordCell(plain(f.object->objectKind.view()), Ink::muted); },
                 [](M, E f) { return textKey(f.object->objectKind.view()); }},
      EventField{fieldColumn("object", tell("Object"), 200), FieldUse::find,
                 [](M, E f) {
                   Cell cell = nameCell(f.object->objectName.view(), Ink::primary);
                   cell.text = objectText(*f.object);
                   return cell;
                 },
                 [](M, E f) { return textKey(f.object->objectName.view()); }},
      EventField{hiddenAtFirst(fieldColumn("namespace", tell("Namespace"), 110)), FieldUse::find,
                 [](M, E f) { return wordCell(plain(f.object->objectNamespace.view())); },
                 [](M, E f) { return textKey(f.object->objectNamespace.view()); }},
      EventField{stretched(fieldColumn("message", tell("Message"), 320)), FieldUse::find,
                 [](M, E f) { return wordCell(plain(f.object->message.view())); },
                 [](M, E f) { return textKey(f.object->message.view()); }},
      EventField{rightColumn("count", tell("Count"), 54), FieldUse::number,
                 [](M, E f) { return countCell(f.object->count, Bound::exact, f.object->count > 1 ? Ink::primary : Ink::muted); },
                 [](M, E f) { return numberKey(f.object->count); }},
      EventField{rightColumn("first", tell("First seen"), 84), FieldUse::shown,
                 [](M m, E f) { return ageCell(f.object->first, m.now()); }, [](M, E f) { return ageKey(f.object->first); }},
      EventField{fieldColumn("source", tell("Source"), 138), FieldUse::find,
                 [](M, E f) { return wordCell(plain(f.object->source.view()), Ink::muted); },
                 [](M, E f) { return textKey(f.object->source.view()); }}};
  shape.object = [](M, E f) { return refOf("event", f.object->meta); };
  shape.find = [](M m, const std::vector<EventFact>&, const ObjectRef& object) {
    return object.kind == "event" ? slotRow<Event>(m.snapshot(), object) : kNoRow;
  };
  shape.tabs = {tell("warnings"), tell("normal"), tell("about claims")};
  return shape;
}

class EventKind final : public FactKind<EventFact> {
 public:
  EventKind()
      : FactKind(eventShape()),
        m_words{tell("Events"),
                tell("Find, or filter: reason=FailedScheduling count>=5"),
                tell("Why pods wait, and what failed on nodes, is told by claims and pods alone."),
                tell("No event is kept"),
                tell("0 Events. The API server keeps them for an hour or so."),
                tell("No event matches"),
                tell("Events have no \"%1\".")} {}

  [[nodiscard]] const ObjectWords& words() const override { return m_words; }
  [[nodiscard]] QStringList groupings() const override {
    return {QStringLiteral("reason"), QStringLiteral("object"), QStringLiteral("namespace"), QStringLiteral("source")};
  }
  /// Newest first: the youngest age.
  [[nodiscard]] std::vector<SortColumn> defaultSort() const override { return {{0, false}}; }
  [[nodiscard]] std::vector<StateTab> tabs(const ObjectRows& rows, Bound bound) const override {
    const auto count = [&](std::size_t tab) { return number(Count{rows.inTab(tab), bound}); };
    return {{tell("Warning"), count(1), {}, Mark::warning},
            {tell("Normal"), count(2), {}, Mark::notice},
            {tell("About claims"), count(3), {}, {}}};
  }
  [[nodiscard]] QString subtitle(const View& view, const ObjectRows& rows) const override {
    const Bound bound = printedBound(*view.snapshot, Kind::Event);
    return QStringList{countedBound(rows.presentRows(), bound, tell("event"), tell("events")),
                       countedBound(rows.inTab(1), bound, tell("warning"), tell("warnings"))}
        .join(QStringLiteral(" · "));
  }

 protected:
  [[nodiscard]] std::string refKind() const override { return "event"; }
  [[nodiscard]] Dependencies dependsOn(const View& view) const override {
    // The inventory tells one source from another.
    return {addressOf(view.snapshot->inventory.get()), view.snapshot->of<Event>().changed()};
  }
  void build(const RowMoment& moment, const ObjectOptions&, FactSet<EventFact>& set) override {
    const auto& events = moment.snapshot().of<Event>();
    const Text only(moment.view.namespaceFilter);
    // What has not changed is the same object in both moments.
    if (before() != nullptr && m_namespace == moment.view.namespaceFilter) {
      set.facts = before()->facts;
    }
    set.facts.resize(events.slotEnd());
    for (cluster::Slot slot = 0; slot < events.slotEnd(); ++slot) {
      const Event* event = events.at(slot);
      EventFact& fact = set.facts[slot];
      if (event == fact.object) {
        continue;
      }
      fact = EventFact{};
      fact.object = event;
      fact.slot = slot;
      fact.present = event != nullptr && (only.empty() || event->objectNamespace == only || event->meta.namespaceName == only);
      if (fact.present) {
        fact.identity = mixIdentity(mixIdentity(13, event->meta.namespaceName.hash()), event->meta.name.hash());
        fact.created = event->meta.created;
        fact.tabs = (event->type == "Warning" ? kWarningTab : kNormalTab) | (isAboutClaims(*event) ? kDraTab : 0U);
      }
    }
    m_namespace = moment.view.namespaceFilter;
  }

 private:
  ObjectWords m_words;
  std::string m_namespace;
};

}  // namespace

std::unique_ptr<ObjectKind> makeEventKind() {
  return std::make_unique<EventKind>();
}

}  // namespace claimscope::ui
