#include "model/kube/kubeconfig_files.h"

#include <algorithm>
#include <set>

#include "model/base/yaml.h"
#include "model/kube/answer_field.h"
#include "model/kube/kubeconfig_schema.h"
#include "model/kube/small_file.h"

namespace claimscope::kube {
namespace {

using nlohmann::json;

/// Takes over the named entries of one file that no earlier file had.
void mergeNamed(const json& document, const char* list, const char* body, const std::filesystem::path& file,
                std::map<std::string, KubeconfigEntry>& into, std::vector<std::string>* order) {
  const auto found = document.find(list);
  if (found == document.end() || !found->is_array()) {
    return;
  }
  for (const json& item : *found) {
    const auto value = item.is_object() ? item.find(body) : item.end();
    const std::string name = item.is_object() ? textField(item, "name") : std::string();
    const json entry = item.is_object() && value != item.end() && value->is_object() ? *value : json::object();
    if (into.emplace(name, KubeconfigEntry{entry, file.parent_path(), file.string()}).second && order != nullptr) {
      order->push_back(name);
    }
  }
}

void loadFile(const std::filesystem::path& file, bool mustExist, MergedKubeconfig& merged) {
  const std::filesystem::path absolute = std::filesystem::absolute(file).lexically_normal();
  const Result<std::string> bytes = readSmallFile(file);
  if (!bytes) {
    if (mustExist || bytes.error().code != ErrorCode::notFound) {
      merged.errors.push_back(bytes.error().within("kubeconfig"));
    } else {
      merged.missing.push_back(file.string());
    }
    return;
  }
  merged.files.push_back(absolute.string());
  const std::string owner = "kubeconfig " + absolute.string();
  const Result<std::string> text = yaml::firstToJson(*bytes);
  if (!text) {
    merged.errors.push_back(text.error().within(owner));
    return;
  }
  const json document = json::parse(*text, nullptr, false);
  if (document.is_null()) {
    return;  // an empty file says nothing
  }
  const std::vector<Error> problems = schemaProblems(document, owner);
  if (!problems.empty()) {
    merged.errors.insert(merged.errors.end(), problems.begin(), problems.end());
    return;
  }
  if (merged.currentContext.empty()) {
    merged.currentContext = textField(document, "current-context");
  }
  mergeNamed(document, "clusters", "cluster", absolute, merged.clusters, nullptr);
  mergeNamed(document, "users", "user", absolute, merged.users, nullptr);
  mergeNamed(document, "contexts", "context", absolute, merged.contexts, &merged.contextOrder);
}

/// kubectl copies ~/.kube/.kubeconfig, its name of 2014, to ~/.kube/config where that is missing; we read it where it is.
void loadHome(const std::filesystem::path& folder, MergedKubeconfig& merged) {
  std::error_code code;
  const bool old =
      !std::filesystem::exists(folder / "config", code) && !code && std::filesystem::exists(folder / ".kubeconfig", code);
  loadFile(folder / (old ? ".kubeconfig" : "config"), false, merged);
}

}  // namespace

MergedKubeconfig loadKubeconfig(const KubeconfigOptions& options) {
  const auto variable = [&options](const char* name) {
    const auto found = options.environment.find(name);
    return found == options.environment.end() ? std::string() : found->second;
  };
  MergedKubeconfig merged;
  if (!options.path.empty()) {
    loadFile(options.path, true, merged);
    return merged;
  }
  const std::string list = variable("KUBECONFIG");
  const std::string home = variable("HOME");
  if (list.empty()) {
    if (!home.empty()) {
      loadHome(std::filesystem::path(home) / ".kube", merged);
    }
    return merged;
  }
  std::set<std::string> seen;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t end = std::min(list.find(':', start), list.size());
    const std::string part = list.substr(start, end - start);
    if (!part.empty() && seen.insert(part).second) {
      loadFile(part, false, merged);
    }
    start = end + 1;
  }
  return merged;
}

}  // namespace claimscope::kube
