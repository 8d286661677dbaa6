// PodPrivileges: what a pod template asks of its node beyond a place to run. Values; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/survey/document.h"

namespace claimscope::survey {

struct HostPath {
  std::string path;
  bool writable = false;  ///< some container mounts it so
  friend bool operator==(const HostPath&, const HostPath&) = default;
};

struct PodPrivileges {
  bool hostNetwork = false;
  bool hostPid = false;
  bool hostIpc = false;
  std::vector<std::string> privileged;    ///< names of containers
  std::vector<std::string> capabilities;  ///< added: "SYS_ADMIN"
  std::vector<HostPath> hostPaths;
  std::string serviceAccount;  ///< "default" where none is named
  std::string priorityClass;
  bool toleratesEverything = false;
  bool tokenMounted = true;
};

/// Of a pod's spec, or that of a template.
[[nodiscard]] PodPrivileges readPrivileges(const Json& podSpec);
/// Paths of the host that a DRA driver needs by how the kubelet and CDI work: its sockets, its registration, CDI files.
[[nodiscard]] bool isDriverPath(const std::string& path);

}  // namespace claimscope::survey
