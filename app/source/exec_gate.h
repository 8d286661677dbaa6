// The gate for exec plugins of commands: policy from flags, environment or kuberc; asks on the terminal. One thread to make it.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "model/kube/exec_policy.h"

namespace claimscope::app {

/// The policy: `flag` (--exec-policy), else $CLAIMSCOPE_EXEC_POLICY, else credentialPluginPolicy of kubectl's kuberc file, else
/// ask. `given` tells that somebody chose it.
struct ChosenPolicy {
  kube::ExecPolicy policy;
  bool given = false;
};
[[nodiscard]] Result<ChosenPolicy> choosePolicy(const std::string& flag, const std::map<std::string, std::string>& environment);

/// For commands. With a terminal on stdin and stderr a person is asked once and the answer remembered. Without one, what kubectl
/// would run is run and said on stderr, unless ask was chosen: then it is refused.
[[nodiscard]] Result<std::shared_ptr<kube::ExecGate>> terminalGate(const std::string& flag,
                                                                   const std::map<std::string, std::string>& environment);

}  // namespace claimscope::app
