// ClaimGraph: the relations of one claim, pod or workload as boxes in two columns, laid out so that no arrows cross. Pure; any
// thread.
#pragma once

#include <QRect>
#include <QString>
#include <optional>
#include <vector>

#include "ui/base/shapes.h"
#include "ui/base/view.h"

namespace claimscope::ui {

struct GraphBox {
  QString kind = {};    ///< muted first line: "ResourceClaim"
  QString state = {};   ///< at the right of it: "Running", "2 devices"
  QString name = {};    ///< second line, as the cluster writes it
  QString detail = {};  ///< third line, muted; empty: none
  std::optional<ObjectRef> link = {};
  std::optional<cluster::DeviceState> shape = {};
  std::optional<Mark> mark = {};
  bool centre = false;  ///< what the graph is about
  QRect rect = {};      ///< set by layout()
  friend bool operator==(const GraphBox&, const GraphBox&) = default;
};

struct GraphArrow {
  std::size_t from = 0;
  std::size_t to = 0;
  QString words;                    ///< beside it: "generated", "asks"
  bool binding = false;             ///< the claim's own: drawn in the accent
  std::vector<QPoint> points = {};  ///< set by layout(); the last one has the head
  friend bool operator==(const GraphArrow&, const GraphArrow&) = default;
};

/// Left column, from the top: template, claim, requests, devices; right column: owner, pods; the nodes below both.
struct ClaimGraph {
  std::vector<GraphBox> boxes;
  std::vector<GraphArrow> arrows;
  int height = 0;
  [[nodiscard]] bool empty() const { return boxes.empty(); }
  friend bool operator==(const ClaimGraph&, const ClaimGraph&) = default;
};

/// Of a claim, a pod (its first claim, the others counted) or a workload; empty for what has no relations to show. `width` in
/// pixels.
[[nodiscard]] ClaimGraph claimGraph(const cluster::Snapshot& snapshot, const ObjectRef& object, int width);
/// What it says to a screen reader: "ResourceClaimTemplate x generated ResourceClaim y; …".
[[nodiscard]] QString graphWords(const ClaimGraph& graph);

}  // namespace claimscope::ui
