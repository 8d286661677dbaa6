#include "app/bridge/explain_object.h"

#include <chrono>

#include "model/explanation/use.h"

namespace claimscope::app {

std::shared_ptr<const explanation::Explanation> explainObject(const cluster::Snapshot& snapshot, const ui::ObjectRef& object) {
  const Text space(object.namespaceName);
  const Text name(object.name);
  if (object.kind == "pod") {
    const cluster::Slot slot = snapshot.of<Pod>().slotOf(space, name);
    return slot == cluster::kNoSlot ? nullptr
                                    : std::make_shared<const explanation::Explanation>(explanation::explainPod(snapshot, slot));
  }
  const cluster::Slot slot = object.kind == "claim" ? snapshot.of<ResourceClaim>().slotOf(space, name) : cluster::kNoSlot;
  const cluster::ClaimIndex claim = slot == cluster::kNoSlot ? cluster::kNone : snapshot.inventory->findClaim(slot);
  return claim == cluster::kNone ? nullptr
                                 : std::make_shared<const explanation::Explanation>(explanation::explainClaim(snapshot, claim));
}

void useInto(ui::View& view) {
  view.use = view.metrics == nullptr || view.snapshot == nullptr
                 ? nullptr
                 : std::make_shared<const utilisation::Utilisation>(utilisation::utilise(*view.snapshot, *view.metrics));
}

void explainInto(ui::View& view, const std::optional<ui::ObjectRef>& object) {
  if (!object) {
    return;
  }
  const auto start = std::chrono::steady_clock::now();
  view.explanation = explainObject(*view.snapshot, *object);
  if (view.explanation != nullptr && view.use != nullptr && view.use->available) {
    auto ranked = std::make_shared<explanation::Explanation>(*view.explanation);
    explanation::addUse(*ranked, *view.use);
    view.explanation = std::move(ranked);
  }
  view.explanationMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace claimscope::app
