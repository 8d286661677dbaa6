// Notifier: what a person asked to be told, and critical findings that appear, read from view after view. Pure; GUI thread.
#pragma once

#include <QString>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ui/base/shapes.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// Something that was told.
struct Notification {
  Time at;
  Mark mark = Mark::notice;
  QString title;
  QString detail;
  std::optional<ObjectRef> object;  ///< what Open shows
  [[nodiscard]] bool critical() const { return mark == Mark::critical; }
};

/// Follows claims and pods by their uid: one that is deleted and made anew under the same name is another one.
class Notifier {
 public:
  static constexpr std::size_t kMostWatched = 200;

  /// Tells once when a claim or pod that waits is allocated, and when an allocated one is released; or that it is gone. False:
  /// not in the view, or too many are watched.
  bool watch(const View& view, const ObjectRef& object);
  void unwatch(const ObjectRef& object);
  [[nodiscard]] bool watches(const ObjectRef& object) const;
  [[nodiscard]] std::size_t watched() const { return m_watched.size(); }
  /// What is new in this view, oldest first. The first whole view of a source tells of no finding: the Overview says them.
  [[nodiscard]] std::vector<Notification> look(const View& view);
  /// Another source: everything is forgotten.
  void clear();

 private:
  struct Watched {
    ObjectRef object;
    Uid uid;
    bool allocated = false;  ///< when it was asked for
  };
  void lookAtFindings(const View& view, std::vector<Notification>& out);
  std::vector<Watched> m_watched;
  std::set<std::string, std::less<>> m_critical;  ///< ids of critical findings that were there
  bool m_begun = false;
};

}  // namespace claimscope::ui
