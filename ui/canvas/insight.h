// Insight: what the panel over the topology says: an area in numbers, a chain between two objects, who a failure would hit. Pure;
// GUI thread.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "model/topology/blast.h"
#include "model/topology/links.h"
#include "ui/base/shapes.h"

namespace claimscope::ui {

/// One line of the panel.
struct InsightRow {
  enum class Form {
    heading,  ///< small caption over what follows
    fact,     ///< label left, value right
    object,   ///< an object by kind and name; a link when it can be selected
    words,    ///< how the object above is connected with the one below
  };
  Form form = Form::fact;
  QString label;  ///< caption, label, or the kind of an object
  QString value;  ///< number, or the object's name
  QString aside = {};
  std::optional<cluster::DeviceState> state = std::nullopt;
  topology::Focus link = {};
};

struct Insight {
  QString title;    ///< "Why are they connected?"
  QString verdict;  ///< one sentence
  std::vector<InsightRow> rows;
  [[nodiscard]] bool empty() const { return title.isEmpty(); }
  /// As lines of text, for the clipboard.
  [[nodiscard]] QString text() const;
};

/// Of the nodes inside an area: devices by state and class, claims, pods and owners, all counted exactly.
[[nodiscard]] Insight areaInsight(const cluster::Snapshot& snapshot, const std::vector<cluster::NodeIndex>& nodes);
[[nodiscard]] Insight chainInsight(const cluster::Snapshot& snapshot, const topology::Chain& chain, topology::Focus from,
                                   topology::Focus to);
[[nodiscard]] Insight blastInsight(const cluster::Snapshot& snapshot, const topology::FailureScope& scope,
                                   const topology::BlastRadius& radius);

/// "GPU card gpu-3 (7 partitions)": what a scope is called in a menu.
[[nodiscard]] QString scopeName(const topology::FailureScope& scope);
/// The object a link stands for: kind and name for people.
[[nodiscard]] QString focusName(const cluster::Snapshot& snapshot, topology::Focus focus);

}  // namespace claimscope::ui
