// SourceStory: what is to say about a kind instead of, or above, its rows. Pure; any thread.
#pragma once

#include <QString>

#include "model/cluster/snapshot.h"
#include "ui/base/shapes.h"

namespace claimscope::ui {

struct SourceStory {
  enum class Show { rows, loading, empty, forbidden, notServed, failed };
  Show show = Show::rows;
  QString title;     ///< of the note: object and cause
  QString detail;    ///< scope and fix
  QString code;      ///< YAML to ask for, with forbidden
  double part = -1;  ///< 0 to 1 of the list that is loaded, below 0 when the end is not known
  QString progress;  ///< "ResourceClaims 4,500 of ≥7,306", set while loading, with rows or without
  bool stale = false;
  QString bannerTitle;  ///< above rows that are not the whole truth: contact lost, or refused after they were read
  QString bannerDetail;
};

/// `hidden` says what a refusal of this kind does to the page: "Free counts are at most."
[[nodiscard]] SourceStory storyOf(const cluster::Snapshot& snapshot, Kind kind, const QString& hidden, bool haveRows);

/// ClusterRole that would allow list and watch of a kind.
[[nodiscard]] QString roleFor(Kind kind);

}  // namespace claimscope::ui
