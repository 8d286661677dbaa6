// Connection: one kubeconfig context, resolved: where to connect, how to trust it, who we are. Values; any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/base/result.h"

namespace claimscope::kube {

/// users[].user.exec
struct ExecPlugin {
  std::string apiVersion;
  std::string command;
  std::vector<std::string> args;
  std::vector<std::pair<std::string, std::string>> env;
  std::string interactiveMode;
  std::string installHint;
  bool provideClusterInfo = false;
  std::string clusterConfig;  ///< JSON of the cluster's extension client.authentication.k8s.io/exec; empty: none
};

/// The URL with the password of its user replaced, as Go's URL.Redacted does; for everything that is shown.
[[nodiscard]] std::string withoutPassword(const std::string& url);

/// Secrets are held as bytes; printing code hashes them and the log sink redacts them.
struct Connection {
  std::string context;
  std::string cluster;
  std::string user;
  std::string server;         ///< URL, without a trailing slash, query and fragment
  std::string serverAsGiven;  ///< what kubectl calls the host: query dropped only where the path is longer than "/"
  std::string tlsServerName;
  bool insecureSkipTlsVerify = false;
  std::string caPem;
  std::string caFile;  ///< where caPem was read from; re-read every five minutes. Set with an empty caPem: nobody is trusted
  std::string clientCertPem;
  std::string clientKeyPem;
  std::string clientCertFile;  ///< set together with the key's file when both were read from files; re-read every five minutes
  std::string clientKeyFile;
  std::string token;
  std::string tokenFile;  ///< re-read every minute; wins over token on the wire
  std::string username;
  std::string password;
  std::string impersonateUser;
  std::string impersonateUid;
  std::vector<std::string> impersonateGroups;
  std::map<std::string, std::vector<std::string>> impersonateExtra;
  std::string proxyUrl;
  bool disableCompression = false;
  std::string namespaceName;  ///< of the context; "default" when it has none
  std::optional<ExecPlugin> exec;
  bool oidc = false;          ///< auth-provider oidc: idToken, or nobody
  std::string idToken;        ///< of auth-provider oidc; used while it is valid
  std::string kubeconfigDir;  ///< a relative exec command with a slash resolves against it
};

struct KubeconfigOptions {
  std::string path;                                ///< --kubeconfig: that file only, must exist
  std::string context;                             ///< --context, else current-context
  std::string namespaceName;                       ///< --namespace
  std::map<std::string, std::string> environment;  ///< KUBECONFIG, HOME, KUBERNETES_SERVICE_HOST …; the caller passes it
  std::string serviceAccount = "/var/run/secrets/kubernetes.io/serviceaccount";  ///< where a pod finds its token
};

struct ContextInfo {
  std::string name;
  std::string cluster;
  std::string user;
  std::string namespaceName;
  std::string server;
  std::string credential =
      {};  ///< how it signs in, in words and without a secret: "exec aws eks get-token", "client certificate"
};

/// What the files say, before a context is chosen.
struct KubeconfigSummary {
  std::vector<std::string> files;  ///< read, in order of precedence
  std::string currentContext;
  std::vector<ContextInfo> contexts;
  std::vector<Error> errors;  ///< every problem, not only the first
};

/// By kubectl's rules: --kubeconfig, $KUBECONFIG (':'), ~/.kube/config, in-cluster. notFound when there is no configuration at
/// all.
[[nodiscard]] Result<KubeconfigSummary> summarise(const KubeconfigOptions& options);

/// One context resolved, files read. All problems are in `errors`; the connection is usable only when there are none.
struct Resolved {
  Connection connection;
  std::vector<Error> errors;
};
[[nodiscard]] Resolved resolve(const KubeconfigOptions& options);

}  // namespace claimscope::kube
