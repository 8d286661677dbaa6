// SchedulerConfig: a KubeSchedulerConfiguration as it is written, and what is wrong with it. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/survey/document.h"

namespace claimscope::survey {

struct SchedulerProfile {
  std::string schedulerName;  ///< "default-scheduler" where none is named
  /// "filter": plugins that are switched off there; "*" all of them that are not enabled again.
  std::vector<std::pair<std::string, std::string>> disabled;
  std::vector<std::pair<std::string, std::string>> enabled;
  std::vector<std::string> dynamicResourcesArgs;  ///< names of the arguments given to DynamicResources
};

enum class ConfigFault : unsigned char {
  unreadable,        ///< no YAML, or no KubeSchedulerConfiguration
  versionRemoved,    ///< an API version that this kube-scheduler refuses
  unknownArgument,   ///< DynamicResources has no such argument: refused since 1.34, ignored before
  filterDisabled,    ///< DynamicResources is off at an extension point: claims are not allocated
  scoreUnsupported,  ///< enabled at a point that this version of it does not have
  duplicateProfile,  ///< two profiles of one name
};
/// "versionRemoved", …
[[nodiscard]] std::string_view configFaultWord(ConfigFault fault);

struct ConfigProblem {
  ConfigFault fault = ConfigFault::unreadable;
  std::string field;  ///< "profiles[0].pluginConfig[0].args.scoringStrategy"
  std::string text;   ///< one sentence
  std::string fix;
};

struct SchedulerConfig {
  std::string object;  ///< "ConfigMap kube-system/scheduler-config"
  std::string key;     ///< of its data
  std::string apiVersion;
  std::vector<SchedulerProfile> profiles;
  std::vector<ConfigProblem> problems;
  std::string repaired;  ///< with them put right, as YAML; empty where nothing is wrong or nothing can be read
};

/// Reads one; `minor` is that of the server (0: not known, judged as 1.37). Upstream: pkg/scheduler/apis/config (v1beta3 is gone
/// since 1.29, v1beta2 since 1.28; files are decoded strictly; DynamicResourcesArgs has filterTimeout and bindingTimeout,
/// since 1.34).
[[nodiscard]] SchedulerConfig readSchedulerConfig(const std::string& object, const std::string& key, const std::string& yaml,
                                                  int minor);
/// The same with what is wrong put right, as YAML; empty when nothing could be read.
[[nodiscard]] std::string repairedSchedulerConfig(const std::string& yaml, int minor);

}  // namespace claimscope::survey
