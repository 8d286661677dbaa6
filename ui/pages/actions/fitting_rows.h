// Fitting rows: the nodes where a reservation fits now, as a table. Pure; built on the GUI thread.
#pragma once

#include <memory>
#include <string>

#include "model/actions/fitting_nodes.h"
#include "model/cluster/snapshot.h"
#include "ui/tables/simple_rows.h"

namespace claimscope::ui {

/// A row for each node; its id is the index into `fitting.nodes`. `pinned` is the node that was chosen, `first` the one that the
/// plan reckons with while none is.
[[nodiscard]] std::shared_ptr<const SimpleRows> fittingRows(const actions::FittingNodes& fitting, const std::string& pinned,
                                                            const std::string& first);

}  // namespace claimscope::ui
