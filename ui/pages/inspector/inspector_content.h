// InspectorContent: what the inspector says about one object of a view. Pure; any thread.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "ui/base/plain_label.h"
#include "ui/base/shapes.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// One line: label and value; a link when the value is another object.
struct InspectorRow {
  QString label;
  QString value;
  FontRole role = FontRole::small;
  Ink ink = Ink::primary;
  std::optional<ObjectRef> link;
  std::optional<cluster::DeviceState> state;
  std::optional<Mark> mark;
  friend bool operator==(const InspectorRow&, const InspectorRow&) = default;
};

struct InspectorSection {
  QString title;  ///< upper-case caption; empty for the first one
  QString scope;  ///< muted, at the right of the title
  std::vector<InspectorRow> rows;
  QString code;  ///< command or expression in a box that can be copied
  friend bool operator==(const InspectorSection&, const InspectorSection&) = default;
};

struct InspectorChip {
  QString text;
  std::optional<cluster::DeviceState> state;
  std::optional<Mark> mark;
  friend bool operator==(const InspectorChip&, const InspectorChip&) = default;
};

struct InspectorContent {
  QString kind;  ///< "Resource claim", "Device", …
  QString name;
  std::vector<InspectorChip> chips;
  std::vector<InspectorSection> sections;
  QString command;       ///< kubectl that shows the object; empty when there is none
  bool hasYaml = false;  ///< an API object of this name can be fetched
  bool inTopology = false;
  bool explains = false;  ///< a claim, or a pod with claims: why it is as it is can be told
  bool gone = false;      ///< nothing of this name is in the view
  friend bool operator==(const InspectorContent&, const InspectorContent&) = default;
};

/// Kinds as in ObjectRef: claim, device, node, pool, pod, class, template, slice, event, quota, taintrule, group, the
/// workloads of ui/base/object_kinds.h; and "finding",
/// whose name is the finding's id.
[[nodiscard]] InspectorContent inspect(const View& view, const ObjectRef& object);

/// The API object whose YAML stands for this one: a device's or pool's ResourceSlice, else the object itself; none for findings.
[[nodiscard]] std::optional<ObjectRef> yamlObject(const View& view, const ObjectRef& object);

}  // namespace claimscope::ui
