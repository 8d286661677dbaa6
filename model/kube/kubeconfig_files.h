// The kubeconfig files, read and merged by kubectl's rules (client-go tools/clientcmd/loader.go). Any thread; reads files.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "model/base/json_tree.h"
#include "model/base/result.h"
#include "model/kube/connection.h"

namespace claimscope::kube {

/// A named entry and the file it came from: relative paths resolve against that file.
struct KubeconfigEntry {
  nlohmann::json body;
  std::filesystem::path folder;
  std::string file;
};

struct MergedKubeconfig {
  std::vector<std::string> files;    ///< read, in order of precedence
  std::vector<std::string> missing;  ///< named but not there, which is no error
  std::string currentContext;
  std::map<std::string, KubeconfigEntry> clusters;
  std::map<std::string, KubeconfigEntry> users;
  std::map<std::string, KubeconfigEntry> contexts;
  std::vector<std::string> contextOrder;
  std::vector<Error> errors;  ///< any of them refuses all files, as kubectl does
};

/// --kubeconfig, else $KUBECONFIG (':'), else ~/.kube/config. The first file wins for each name; entries are never combined.
[[nodiscard]] MergedKubeconfig loadKubeconfig(const KubeconfigOptions& options);

}  // namespace claimscope::kube
