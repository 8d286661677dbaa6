// The service account of the pod we run in (client-go rest InClusterConfig). Any thread; reads files.
#pragma once

#include <string>

#include "model/kube/connection.h"

namespace claimscope::kube {

inline constexpr const char* kInCluster = "in-cluster";  ///< what the context is called

/// A service account can be used: the environment names the server and there is a token.
[[nodiscard]] bool inPod(const KubeconfigOptions& options);
/// The namespace of the pod (POD_NAMESPACE wins over the file), "default" outside of one.
[[nodiscard]] std::string ownNamespace(const KubeconfigOptions& options);
/// The service account, used only when no kubeconfig says otherwise.
[[nodiscard]] Resolved inCluster(const KubeconfigOptions& options);

/// Without the blanks and line ends around it, as tokens in files are read.
[[nodiscard]] std::string withoutBlanks(const std::string& text);

}  // namespace claimscope::kube
