#include "model/explanation/cause.h"

#include "model/base/words.h"

namespace claimscope::explanation {

std::string kubectl(const Text& namespaceName, std::string_view verb, std::string_view kind, std::string_view name) {
  std::string out = "kubectl ";
  if (!namespaceName.empty()) {
    out += "-n " + words::shellWord(namespaceName.view()) + " ";
  }
  return out.append(verb).append(" ").append(kind).append(name.empty() ? "" : " " + words::shellWord(name));
}

std::string kubectlGet(std::string_view kind, const Metadata& meta, std::string_view output) {
  return kubectl(meta.namespaceName, "get", kind, meta.name.view()).append(" -o ").append(output);
}

}  // namespace claimscope::explanation
