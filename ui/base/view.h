// View and Intent: what a page is given, and what it asks for. GUI thread.
#pragma once

#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "model/cluster/snapshot.h"
#include "model/diagnosis/finding.h"
#include "model/explanation/explanation.h"

namespace claimscope::ui {

using diagnosis::ObjectRef;

/// One moment, ready to draw; everything in it was computed off the GUI thread.
struct View {
  cluster::SnapshotPtr snapshot;                          ///< never null
  std::shared_ptr<const diagnosis::Diagnosis> diagnosis;  ///< never null
  std::string namespaceFilter;                            ///< empty: all namespaces
  /// Of the claim or pod that was asked for, on this snapshot; null when none was, or it is not in the snapshot.
  std::shared_ptr<const explanation::Explanation> explanation = nullptr;
  double explanationMs = -1;  ///< what computing it took; below 0: not measured
};

/// Asks the composition root for an object's raw YAML; the answer comes back on the GUI thread.
using FetchYaml = std::function<void(const ObjectRef&, std::function<void(bool ok, QString text)>)>;

}  // namespace claimscope::ui
