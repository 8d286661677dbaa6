// Reservation rows: devices held in advance, by whom, until when. Pure; built on the GUI thread.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "model/actions/reservations.h"
#include "model/diagnosis/action_request.h"
#include "ui/tables/simple_rows.h"

namespace claimscope::ui {

/// A row for each; its id is the index. `snapshot` is the one they were found in.
[[nodiscard]] std::shared_ptr<const SimpleRows> reservationRows(const std::vector<actions::Reservation>& reservations,
                                                                const cluster::Snapshot& snapshot, Time now);
/// What releases it.
[[nodiscard]] diagnosis::ActionRequest releaseOf(const actions::Reservation& reservation, const cluster::Snapshot& snapshot);
/// Column of the link "Release".
[[nodiscard]] int releaseColumn();

}  // namespace claimscope::ui
