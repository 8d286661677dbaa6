// View and Intent: what a page is given, and what it asks for. GUI thread.
#pragma once

#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "model/cluster/snapshot.h"
#include "model/diagnosis/finding.h"

namespace claimscope::ui {

using diagnosis::ObjectRef;

/// One moment, ready to draw; everything in it was computed off the GUI thread.
struct View {
  cluster::SnapshotPtr snapshot;                          ///< never null
  std::shared_ptr<const diagnosis::Diagnosis> diagnosis;  ///< never null
  std::string namespaceFilter;                            ///< empty: all namespaces
};

/// Asks the composition root for an object's raw YAML; the answer comes back on the GUI thread.
using FetchYaml = std::function<void(const ObjectRef&, std::function<void(bool ok, QString text)>)>;

}  // namespace claimscope::ui
