#include "model/survey/pod_privileges.h"

#include <algorithm>
#include <array>
#include <map>

namespace claimscope::survey {

bool isDriverPath(const std::string& path) {
  static constexpr std::array<const char*, 5> kNeeded = {"/var/lib/kubelet/plugins", "/var/lib/kubelet/plugins_registry",
                                                         "/var/run/cdi", "/etc/cdi", "/run/cdi"};
  return std::any_of(kNeeded.begin(), kNeeded.end(), [&](const char* needed) {
    const std::string prefix(needed);
    return path == prefix || path.starts_with(prefix + "/");
  });
}

PodPrivileges readPrivileges(const Json& spec) {
  PodPrivileges out;
  out.hostNetwork = fieldTrue(spec, "hostNetwork");
  out.hostPid = fieldTrue(spec, "hostPID");
  out.hostIpc = fieldTrue(spec, "hostIPC");
  out.serviceAccount = fieldText(spec, "serviceAccountName");
  if (out.serviceAccount.empty()) {
    out.serviceAccount = "default";
  }
  out.priorityClass = fieldText(spec, "priorityClassName");
  const Json& mounted = child(spec, "automountServiceAccountToken");
  out.tokenMounted = !mounted.is_boolean() || mounted.get<bool>();
  std::map<std::string, bool> writableMounts;
  for (const char* list : {"initContainers", "containers"}) {
    const Json& containers = child(spec, list);
    for (const Json& container : containers.is_array() ? containers : Json::array()) {
      const Json& security = child(container, "securityContext");
      if (fieldTrue(security, "privileged")) {
        out.privileged.push_back(fieldText(container, "name"));
      }
      for (const std::string& added : texts(child(child(security, "capabilities"), "add"))) {
        if (std::find(out.capabilities.begin(), out.capabilities.end(), added) == out.capabilities.end()) {
          out.capabilities.push_back(added);
        }
      }
      const Json& mounts = child(container, "volumeMounts");
      for (const Json& mount : mounts.is_array() ? mounts : Json::array()) {
        bool& writable = writableMounts[fieldText(mount, "name")];
        writable = writable || !fieldTrue(mount, "readOnly");
      }
    }
  }
  const Json& volumes = child(spec, "volumes");
  for (const Json& volume : volumes.is_array() ? volumes : Json::array()) {
    const std::string path = fieldText(child(volume, "hostPath"), "path");
    if (!path.empty()) {
      out.hostPaths.push_back({path, writableMounts[fieldText(volume, "name")]});
    }
  }
  const Json& tolerations = child(spec, "tolerations");
  for (const Json& one : tolerations.is_array() ? tolerations : Json::array()) {
    out.toleratesEverything = out.toleratesEverything || (fieldText(one, "operator") == "Exists" &&
                                                          fieldText(one, "key").empty() && fieldText(one, "effect").empty());
  }
  return out;
}

}  // namespace claimscope::survey
