// Words, marks and icons of plans and their steps: what the pages of guided actions say in the same way. Pure; any thread.
#pragma once

#include <QString>
#include <QStringList>

#include "ui/base/actions_view.h"
#include "ui/base/plain_label.h"
#include "ui/base/shapes.h"

namespace claimscope::ui {

[[nodiscard]] Mark markOf(actions::Mark mark);
[[nodiscard]] Ink inkOf(actions::Mark mark);

/// A state of something in one word, with its shape and colour.
struct StateWords {
  QString text;
  Mark mark = Mark::notConfigured;
  Ink ink = Ink::muted;
};
/// "Executing", "Failed": of a plan.
[[nodiscard]] StateWords planWords(const PlanRecord& record);
/// "Gone", "429, retry in 3 s", "Queued": of a step. `leaving` of a pod is "Terminating".
[[nodiscard]] StateWords stepWords(const actions::ActionPlan& plan, const actions::Step& step,
                                   const actions::StepProgress& progress, Time now);
/// Evictions and deletes of pods: what people count in a drain.
[[nodiscard]] bool takesPod(const actions::Step& step);
/// "4 of 7 pods gone", "2 of 3 steps done".
[[nodiscard]] QString doneWords(const actions::ActionPlan& plan, const actions::Progress& progress);
/// 0 to 1: steps that are done, those under way count half.
[[nodiscard]] double doneShare(const actions::Progress& progress);
/// "Drain a node"; the id itself for an action that this version does not know.
[[nodiscard]] QString actionTitle(const std::string& action);
/// An id of icons.svg.
[[nodiscard]] QString actionIcon(const std::string& action);
/// "Execute drain", "Release claim": the button repeats the verb.
[[nodiscard]] QString executeText(const std::string& action);
/// "0:48", "12:05": of an armed or running time.
[[nodiscard]] QString minutes(std::int64_t ms);
/// "evict ml/x": an entry of the journal in few words, and what stands beside it.
struct EntryWords {
  QString what;
  QString detail;
  Mark mark = Mark::ok;
};
[[nodiscard]] EntryWords entryWords(const actions::ActionPlan& plan, const actions::JournalEntry& entry);
/// "node gpu-1", "claim ml/x": an object for people.
[[nodiscard]] QString objectName(const diagnosis::ObjectRef& object);
/// "gpu-1", "3 nodes": what a request is about.
[[nodiscard]] QString objectsName(const std::vector<diagnosis::ObjectRef>& objects);
/// Who confirmed it, by the journal; empty: nobody yet.
[[nodiscard]] std::string confirmedBy(const PlanRecord& record);

}  // namespace claimscope::ui
