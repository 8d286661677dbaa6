// ObjectPages: the kinds that have a page under Objects, in the order of their tabs. GUI thread.
#pragma once

#include <QString>
#include <memory>
#include <string_view>
#include <vector>

#include "ui/pages/objects/object_kind.h"
#include "ui/tables/tab_line.h"

namespace claimscope::ui {

struct ObjectPageEntry {
  const char* id;           ///< of the page: "nodes"
  std::string_view object;  ///< ObjectRef::kind of its rows: "node"; "workload" for all that make pods
  const char* title;        ///< English; translated where it is shown
  std::vector<Kind> kinds;  ///< whose objects are rows; what the page can show depends on all of them
  std::unique_ptr<ObjectKind> (*make)();

  [[nodiscard]] bool lists(std::string_view kind) const;
  /// Of a count of its rows.
  [[nodiscard]] Bound boundIn(const cluster::Snapshot& snapshot) const;
  /// The kind whose source says most about what is missing: one that loads, is refused or lost, else the first.
  [[nodiscard]] Kind tellingKind(const cluster::Snapshot& snapshot) const;
};

[[nodiscard]] const std::vector<ObjectPageEntry>& objectPages();
/// Null for pages that are not among them.
[[nodiscard]] const ObjectPageEntry* objectPage(const QString& id);
/// The page where objects of an ObjectRef kind are listed: "nodes" for "node", "claims" for "claim"; empty when none lists them.
[[nodiscard]] QString pageOfKind(std::string_view kind);
/// The tabs with the number of objects of each kind, as sure as it is.
[[nodiscard]] std::vector<TabLine::Tab> objectTabs(const cluster::Snapshot* snapshot);

}  // namespace claimscope::ui
