#include "model/diagnosis/finding.h"

namespace claimscope::diagnosis {

std::string_view severityWord(Severity severity) {
  switch (severity) {
    case Severity::critical:
      return "critical";
    case Severity::warning:
      return "warning";
    case Severity::notice:
      break;
  }
  return "notice";
}

std::string ObjectRef::str() const {
  return kind + "/" + (namespaceName.empty() ? std::string() : namespaceName + "/") + name;
}

}  // namespace claimscope::diagnosis
