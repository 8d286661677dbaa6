// ActionRequest: a guided action that somebody wants, by name: what findings and workflows offer, and what model/actions plans.
// Values; any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/diagnosis/finding.h"

namespace claimscope::diagnosis {

struct ActionRequest {
  std::string action;                               ///< folder of model/actions: "drain_node", "release_claim"
  std::vector<ObjectRef> objects = {};              ///< what it is done to
  std::map<std::string, std::string> options = {};  ///< by the names of the command's flags: {"ignore-daemonsets", "true"}
  std::vector<std::string> why = {};                ///< ids of findings, or words of a person
  friend bool operator==(const ActionRequest&, const ActionRequest&) = default;
};

}  // namespace claimscope::diagnosis
