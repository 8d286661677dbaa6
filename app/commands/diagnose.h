// What `diagnose` prints: one workflow that ran, as JSON, for a terminal, and for a ticket. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/commands/listing.h"
#include "model/diagnosis/log_text.h"
#include "model/diagnosis/workflow.h"
#include "model/diagnosis/workflows/driver_logs.h"

namespace claimscope::app {

[[nodiscard]] Json workflowJson(const diagnosis::WorkflowResult& result);
/// At most 100 columns but for commands; `colour` adds terminal colours. Cluster text cannot move the cursor.
[[nodiscard]] std::string workflowText(const diagnosis::WorkflowResult& result, bool colour);
/// Markdown for a ticket. Cluster text is never markup.
[[nodiscard]] std::string workflowMarkdown(const diagnosis::WorkflowResult& result);

/// A driver's log that was read for a workflow, or why it was not.
struct DriverLogRead {
  diagnosis::DriverLog of;
  bool previous = false;
  diagnosis::LogText text;
  std::optional<Error> error;
};
[[nodiscard]] Json driverLogJson(const DriverLogRead& log);
/// The lines around the one that decides, marked; behind workflowText().
[[nodiscard]] std::string driverLogText(const DriverLogRead& log, bool colour);
[[nodiscard]] std::string driverLogMarkdown(const DriverLogRead& log);

/// The claimscope command that carries a request out, after its rehearsal.
[[nodiscard]] std::string actionCommand(const diagnosis::ActionRequest& request);
[[nodiscard]] Json actionJson(const diagnosis::ActionRequest& request);

/// "pod/ns/name", "node/name", or "ns/name" and "name" of the first kind that the workflow runs on; a name alone is in
/// `namespaceName`, or "default". Errors say which kinds it runs on.
[[nodiscard]] Result<diagnosis::ObjectRef> objectNamed(const diagnosis::Workflow& workflow, const std::string& text,
                                                       const std::string& namespaceName);

}  // namespace claimscope::app
