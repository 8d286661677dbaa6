// Stands in for model/diagnosis until its checks are linked: the one function of finding.h that pages call.
#include "model/diagnosis/finding.h"

namespace claimscope::diagnosis {

std::string ObjectRef::str() const {
  std::string out = kind;
  for (const std::string& part : {namespaceName, name}) {
    if (!part.empty()) {
      out += "/" + part;
    }
  }
  return out;
}

}  // namespace claimscope::diagnosis
