// Rows of the migration page: a workload each, with its verdict and the one reason. Pure; built on the GUI thread.
#pragma once

#include <QString>
#include <memory>

#include "ui/pages/migration/ask_migration.h"
#include "ui/tables/simple_rows.h"

namespace claimscope::ui {

enum class MigrationGrouping { none, phase, verdict, pool };

/// A row for each entry, in their order; its id is workloadId().
[[nodiscard]] std::shared_ptr<const SimpleRows> migrationRows(const migration::Bench& bench, MigrationGrouping grouping);
/// "deployment/media/ocr".
[[nodiscard]] std::string workloadId(const migration::Workload& workload);
/// "Fits", "Change", "No fit".
[[nodiscard]] QString fitTitle(migration::Fit fit);
[[nodiscard]] Mark fitMark(migration::Fit fit);

}  // namespace claimscope::ui
