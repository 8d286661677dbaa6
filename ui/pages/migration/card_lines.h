// Lines of the card: diff, fit, nodes and steps of one workload. Pure; GUI thread.
#pragma once

#include <vector>

#include "ui/pages/actions/line_list.h"
#include "ui/pages/migration/ask_migration.h"

namespace claimscope::ui {

[[nodiscard]] std::vector<TextLine> diffLines(const cluster::Snapshot& snapshot, const migration::Bench& bench,
                                              const migration::Entry& entry);
[[nodiscard]] std::vector<TextLine> fitLines(const migration::Entry& entry);
/// Node groups with how far they are, then nodes that serve both.
[[nodiscard]] std::vector<TextLine> nodeLines(const migration::Bench& bench, const migration::Entry& entry);
/// What is done and what comes, phase by phase.
[[nodiscard]] std::vector<TextLine> stepLines(const migration::Bench& bench, const migration::Entry& entry);

}  // namespace claimscope::ui
