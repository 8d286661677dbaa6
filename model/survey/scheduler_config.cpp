#include "model/survey/scheduler_config.h"

#include <algorithm>
#include <array>
#include <set>

#include "model/base/words.h"
#include "model/base/yaml.h"

namespace claimscope::survey {
namespace {

constexpr const char* kGroup = "kubescheduler.config.k8s.io/";
constexpr const char* kPlugin = "DynamicResources";
constexpr int kNewestMinor = 37;
constexpr int kArgsSince = 34;   // DynamicResourcesArgs; before, arguments of an unknown type are passed over
constexpr int kScoreSince = 35;  // DynamicResources implements Score
/// Without one of these a claim is not allocated, or not written.
constexpr std::array<const char*, 7> kNeededPoints = {"multiPoint", "preEnqueue", "preFilter", "filter",
                                                      "postFilter", "reserve",    "preBind"};
constexpr std::array<const char*, 4> kKnownArguments = {"apiVersion", "kind", "filterTimeout", "bindingTimeout"};

/// The minor since which kube-scheduler refuses the version; 0: it takes it.
int removedSince(const std::string& version) {
  static const std::array<std::pair<const char*, int>, 6> kRemoved = {
      {{"v1alpha1", 19}, {"v1alpha2", 21}, {"v1beta1", 23}, {"v1beta2", 28}, {"v1beta3", 29}, {"v1", 0}}};
  for (const auto& [name, minor] : kRemoved) {
    if (version == name) {
      return minor;
    }
  }
  return 1;  // never existed
}

bool isOff(const SchedulerProfile& profile, const std::string& point) {
  const auto named = [&](const auto& list, const char* plugin) {
    return std::find(list.begin(), list.end(), std::pair(point, std::string(plugin))) != list.end();
  };
  return (named(profile.disabled, kPlugin) || named(profile.disabled, "*")) && !named(profile.enabled, kPlugin);
}

class Reader {
 public:
  Reader(SchedulerConfig& out, int minor) : m_out(out), m_minor(minor == 0 ? kNewestMinor : minor) {}

  void read(const Json& document) {
    m_out.apiVersion = fieldText(document, "apiVersion");
    readVersion();
    const Json& profiles = child(document, "profiles");
    std::set<std::string> names;
    std::size_t index = 0;
    for (const Json& one : profiles.is_array() ? profiles : Json::array()) {
      const std::string path = "profiles[" + std::to_string(index++) + "]";
      SchedulerProfile profile = readProfile(one, path);
      if (!names.insert(profile.schedulerName).second) {
        add(ConfigFault::duplicateProfile, path + ".schedulerName",
            "two profiles are named " + words::oneLine(profile.schedulerName) + "; kube-scheduler refuses that",
            "Give every profile a name of its own");
      }
      m_out.profiles.push_back(std::move(profile));
    }
    if (m_out.profiles.empty()) {
      m_out.profiles.push_back({"default-scheduler", {}, {}, {}});
    }
  }

 private:
  void add(ConfigFault fault, std::string field, std::string text, std::string fix) {
    m_out.problems.push_back({fault, std::move(field), std::move(text), std::move(fix)});
  }

  void readVersion() {
    const std::string version = m_out.apiVersion.substr(std::string_view(kGroup).size());
    const int since = removedSince(version);
    if (since != 0 && m_minor >= since) {
      add(ConfigFault::versionRemoved, "apiVersion",
          since == 1 ? m_out.apiVersion + " is no version that kube-scheduler has"
                     : m_out.apiVersion + " is gone since 1." + std::to_string(since) + "; kube-scheduler of 1." +
                           std::to_string(m_minor) + " does not start with it",
          std::string("Write apiVersion: ") + kGroup + "v1");
    }
  }

  SchedulerProfile readProfile(const Json& one, const std::string& path) {
    SchedulerProfile out;
    out.schedulerName = fieldText(one, "schedulerName");
    if (out.schedulerName.empty()) {
      out.schedulerName = "default-scheduler";
    }
    const Json& plugins = child(one, "plugins");
    if (plugins.is_object()) {
      for (const auto& [point, set] : plugins.items()) {
        for (const auto& [key, list] : {std::pair("disabled", &out.disabled), std::pair("enabled", &out.enabled)}) {
          const Json& entries = child(set, key);
          for (const Json& entry : entries.is_array() ? entries : Json::array()) {
            list->emplace_back(point, fieldText(entry, "name"));
          }
        }
      }
    }
    judgePlugins(out, path);
    const Json& configs = child(one, "pluginConfig");
    std::size_t index = 0;
    for (const Json& config : configs.is_array() ? configs : Json::array()) {
      const std::string where = path + ".pluginConfig[" + std::to_string(index++) + "].args";
      const Json& args = child(config, "args");
      if (fieldText(config, "name") == kPlugin && args.is_object()) {
        for (const auto& [name, value] : args.items()) {
          out.dynamicResourcesArgs.push_back(name);
          judgeArgument(name, where);
        }
      }
    }
    return out;
  }

  void judgePlugins(const SchedulerProfile& profile, const std::string& path) {
    for (const char* point : kNeededPoints) {
      if (isOff(profile, point)) {
        add(ConfigFault::filterDisabled, path + ".plugins." + point + ".disabled",
            std::string(kPlugin) + " is off at " + point + " in profile " + words::oneLine(profile.schedulerName) +
                ": pods of this profile get no devices, or several pods the same ones",
            std::string("Take ") + kPlugin + " out of disabled, or enable it again");
      }
    }
    const bool scores = std::find(profile.enabled.begin(), profile.enabled.end(),
                                  std::pair(std::string("score"), std::string(kPlugin))) != profile.enabled.end();
    if (scores && m_minor < kScoreSince) {
      add(ConfigFault::scoreUnsupported, path + ".plugins.score.enabled",
          std::string(kPlugin) + " scores no nodes before 1." + std::to_string(kScoreSince) +
              "; kube-scheduler does not start with it",
          std::string("Take ") + kPlugin + " out of score.enabled");
    }
  }

  void judgeArgument(const std::string& name, const std::string& where) {
    if (std::find(kKnownArguments.begin(), kKnownArguments.end(), name) != kKnownArguments.end()) {
      return;
    }
    const std::string shown = words::cut(words::oneLine(name), 60);
    add(ConfigFault::unknownArgument, where + "." + shown,
        std::string(kPlugin) + " has no argument " + shown +
            (m_minor >= kArgsSince ? "; kube-scheduler does not start with it" : "; before 1.34 its arguments are passed over"),
        name == "scoringStrategy"
            ? "Take it out; scoringStrategy is an argument of NodeResourcesFit, and devices are taken in the order of pools"
            : "Take it out; it takes filterTimeout and bindingTimeout");
  }

  SchedulerConfig& m_out;
  int m_minor;
};

Json documentOf(const std::string& yaml) {
  const Result<std::string> json = yaml::firstToJson(yaml);
  return json ? parsed(*json) : Json();
}

bool isConfiguration(const Json& document) {
  return fieldText(document, "kind") == "KubeSchedulerConfiguration" && fieldText(document, "apiVersion").starts_with(kGroup);
}

}  // namespace

std::string_view configFaultWord(ConfigFault fault) {
  switch (fault) {
    case ConfigFault::versionRemoved:
      return "versionRemoved";
    case ConfigFault::unknownArgument:
      return "unknownArgument";
    case ConfigFault::filterDisabled:
      return "filterDisabled";
    case ConfigFault::scoreUnsupported:
      return "scoreUnsupported";
    case ConfigFault::duplicateProfile:
      return "duplicateProfile";
    case ConfigFault::unreadable:
      break;
  }
  return "unreadable";
}

SchedulerConfig readSchedulerConfig(const std::string& object, const std::string& key, const std::string& yaml, int minor) {
  SchedulerConfig out;
  out.object = object;
  out.key = key;
  const Json document = documentOf(yaml);
  if (!isConfiguration(document)) {
    out.problems.push_back({ConfigFault::unreadable, key, "it names KubeSchedulerConfiguration and is none that can be read",
                            "Correct its YAML, apiVersion and kind"});
    return out;
  }
  Reader(out, minor).read(document);
  if (!out.problems.empty()) {
    out.repaired = repairedSchedulerConfig(yaml, minor);
  }
  return out;
}

std::string repairedSchedulerConfig(const std::string& yaml, int minor) {
  nlohmann::ordered_json document = nlohmann::ordered_json::parse(documentOf(yaml).dump(), nullptr, false);
  if (!document.is_object() || !isConfiguration(parsed(document.dump()))) {
    return {};
  }
  const int judged = minor == 0 ? kNewestMinor : minor;
  document["apiVersion"] = std::string(kGroup) + "v1";
  const auto drop = [](nlohmann::ordered_json& list, const std::set<std::string>& names) {
    if (list.is_array()) {
      list.erase(std::remove_if(list.begin(), list.end(),
                                [&](const auto& entry) {
                                  return entry.is_object() && entry.contains("name") && entry["name"].is_string() &&
                                         names.count(entry["name"].template get<std::string>()) > 0;
                                }),
                 list.end());
    }
  };
  if (document.contains("profiles") && document["profiles"].is_array()) {
    for (auto& profile : document["profiles"]) {
      if (!profile.is_object()) {
        continue;
      }
      if (profile.contains("plugins") && profile["plugins"].is_object()) {
        for (auto& [point, set] : profile["plugins"].items()) {
          const bool needed = std::find(kNeededPoints.begin(), kNeededPoints.end(), point) != kNeededPoints.end();
          if (set.is_object() && set.contains("disabled") && needed) {
            drop(set["disabled"], {kPlugin});
          }
          // Default plugins are on at every point they have; naming one again changes only the order.
          if (set.is_object() && set.contains("enabled") && point == "score" && judged < kScoreSince) {
            drop(set["enabled"], {kPlugin});
          }
        }
      }
      if (profile.contains("pluginConfig") && profile["pluginConfig"].is_array()) {
        auto& configs = profile["pluginConfig"];
        for (auto& config : configs) {
          if (config.is_object() && config.contains("name") && config["name"] == kPlugin && config.contains("args") &&
              config["args"].is_object()) {
            std::vector<std::string> unknown;
            for (const auto& [name, value] : config["args"].items()) {
              if (std::find(kKnownArguments.begin(), kKnownArguments.end(), name) == kKnownArguments.end()) {
                unknown.push_back(name);
              }
            }
            for (const std::string& name : unknown) {
              config["args"].erase(name);
            }
          }
        }
        configs.erase(std::remove_if(configs.begin(), configs.end(),
                                     [](const auto& config) {
                                       return config.is_object() && config.contains("args") && config["args"].empty();
                                     }),
                      configs.end());
        if (configs.empty()) {
          profile.erase("pluginConfig");
        }
      }
    }
  }
  return yaml::fromJson(document.dump());
}

}  // namespace claimscope::survey
