// RelatedEvents: the events about an object and about what belongs to it, followed from moment to moment. GUI thread.
#pragma once

#include <set>
#include <vector>

#include "ui/base/view.h"
#include "ui/pages/inspector/inspector_content.h"

namespace claimscope::ui {

/// What events may name when they are about an object.
struct EventSubject {
  Text kind;  ///< "Pod"
  Text namespaceName;
  Text name;
  Uid uid;        ///< empty: any life of this name
  ObjectRef ref;  ///< the same as a link
  friend bool operator==(const EventSubject&, const EventSubject&) = default;
};

/// Claims have no events, so those of their pods stand for them; a pod's claims, and a device's node and pods.
[[nodiscard]] std::vector<EventSubject> eventSubjects(const cluster::Snapshot& snapshot, const ObjectRef& object);

class RelatedEvents {
 public:
  /// Looks at every event once, then at those that changed.
  void update(const View& view, const std::optional<ObjectRef>& object);
  [[nodiscard]] std::size_t count() const { return m_found.size(); }
  /// Newest first, at most kMost of them; says what is hidden or kept elsewhere.
  [[nodiscard]] std::vector<InspectorSection> sections() const;
  static constexpr std::size_t kMost = 40;

 private:
  [[nodiscard]] const EventSubject* subjectOf(const Event& event) const;
  View m_view;
  std::optional<ObjectRef> m_object;
  std::vector<EventSubject> m_subjects;
  std::set<cluster::Slot> m_found;
};

}  // namespace claimscope::ui
