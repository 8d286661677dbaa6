#include "model/actions/arming.h"

namespace claimscope::actions {

Result<Arming> arm(const std::string& context, const std::string& typed, Time now, std::int64_t forMs) {
  if (context.empty()) {
    return fail(ErrorCode::usage, "there is no context to arm", "Only a cluster of a kubeconfig can be changed");
  }
  if (typed != context) {
    return fail(ErrorCode::usage, "the name typed is not that of the context " + context, "Type it letter by letter");
  }
  return Arming{context, now + forMs};
}

}  // namespace claimscope::actions
