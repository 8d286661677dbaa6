// Rows of the tables of Settings: contexts, permissions, sources. Pure; any thread.
#pragma once

#include <memory>
#include <vector>

#include "model/base/access_words.h"
#include "ui/base/sources.h"
#include "ui/tables/simple_rows.h"

namespace claimscope::ui {

enum class ContextField { name, credential, state, address };
enum class AccessField { kind, list, watch, get, write, hidden };
enum class SourceField { kind, way, objects, bytes, rate, age, relists, reconnects };

/// Id of a row is that of the choice.
[[nodiscard]] std::shared_ptr<const SimpleRows> contextRows(const std::vector<SourceChoice>& choices);

/// Id of a row: "group/resource", with the verb for writes.
[[nodiscard]] std::string accessRowId(const AccessLine& line);
[[nodiscard]] std::shared_ptr<const SimpleRows> accessRows(const AccessReport& report);

/// Id of a row is the plural of its kind.
[[nodiscard]] std::shared_ptr<const SimpleRows> streamRows(const cluster::Snapshot& snapshot);

/// "yes", "no", "only in ml-workloads", "not known": what the mark of a cell stands for.
[[nodiscard]] QString permissionWords(const AccessRule& rule, const std::string& namespaceName);

}  // namespace claimscope::ui
