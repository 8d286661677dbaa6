// ManifestHead: what a document says it is, read without the rest. Any thread.
#pragma once

#include <string>
#include <vector>

namespace claimscope::app {

struct ManifestHead {
  std::string apiVersion;
  std::string kind;
  std::string namespaceName;
  std::string name;
  std::string gitVersion;          ///< of a /version document or the output of `kubectl version -o json`
  std::vector<std::string> items;  ///< of a list, each as JSON; only when asked for
};

/// "resource.k8s.io" of "resource.k8s.io/v1"; empty for the core group.
[[nodiscard]] std::string groupOf(const std::string& apiVersion);

enum class Items : bool { skip, take };

/// `bytes` is one JSON object; it may be grown (parser padding). Throws json::FieldError and simdjson::simdjson_error.
[[nodiscard]] ManifestHead manifestHead(std::string& bytes, Items items = Items::skip);

}  // namespace claimscope::app
