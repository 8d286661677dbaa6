// Cause: one reason with its words, evidence and the changes that would help, before the whole is put together. Values; any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/explanation/explanation.h"
#include "model/explanation/reasons.h"

namespace claimscope::explanation {

struct Cause {
  Verdict verdict = Verdict::unknown;
  std::string_view reason = reason::kUnknown;
  std::string_view rung = "allocation";  ///< that holds; empty when nothing does
  std::string held;                      ///< few words for the rung: "held: no match is free"
  std::string summary;                   ///< cause, without the fix
  std::string detail;
  Time since;
  std::vector<Evidence> evidence;
  std::vector<Fix> fixes;
};

/// "kubectl get pod x -n ns -o yaml" and its like; names are quoted for a shell.
[[nodiscard]] std::string kubectlGet(std::string_view kind, const Metadata& meta, std::string_view output = "yaml");
/// "kubectl -n ns delete resourceclaim x", the namespace left out for cluster-scoped objects.
[[nodiscard]] std::string kubectl(const Text& namespaceName, std::string_view verb, std::string_view kind, std::string_view name);

}  // namespace claimscope::explanation
