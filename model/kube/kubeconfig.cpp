// One context of a kubeconfig resolved by kubectl's rules (client-go tools/clientcmd/client_config.go, validation.go, rest,
// transport), with every problem collected.
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "model/base/log.h"
#include "model/kube/answer_field.h"
#include "model/kube/base64.h"
#include "model/kube/connection.h"
#include "model/kube/in_cluster.h"
#include "model/kube/kubeconfig_files.h"
#include "model/kube/kubeconfig_schema.h"
#include "model/kube/pem.h"
#include "model/kube/small_file.h"
#include "model/kube/url.h"

namespace claimscope::kube {
namespace {

using nlohmann::json;

constexpr const char* kExecExtension = "client.authentication.k8s.io/exec";
/// What kubectl takes for a cluster that is not there; nobody is found at it, so we refuse instead.
constexpr const char* kDefaultServer = "http://localhost:8080";

Error invalid(std::string message, std::string fix = {}) {
  return {ErrorCode::invalidInput, std::move(message), std::move(fix), std::nullopt, 0};
}

bool flag(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

/// A relative path beside the kubeconfig that holds it, as Go's filepath.Join gives it.
std::string resolvedPath(const KubeconfigEntry& entry, const std::string& path) {
  if (path.empty() || path.front() == '/') {
    return path;
  }
  std::string out = (entry.folder / path).lexically_normal().string();
  while (out.size() > 1 && out.back() == '/') {
    out.pop_back();
  }
  return out;
}

/// Both forms of a password in a URL are secrets: as it is written, and as it is meant.
void hidePassword(const std::string& url) {
  const std::optional<Url> parsed = parseUrl(url);
  if (parsed && parsed->hasPassword) {
    log::addSecret(parsed->password);
    log::addSecret(decodedPassword(*parsed));
  }
}

bool canBeOpened(const std::string& path) {
  return ::access(path.c_str(), R_OK) == 0;
}

class Resolver {
 public:
  Resolver(const KubeconfigOptions& options, MergedKubeconfig merged) : m_options(options), m_merged(std::move(merged)) {
    m_out.errors = m_merged.errors;
  }

  Resolved run() {
    if (!m_out.errors.empty()) {
      return std::move(m_out);  // kubectl uses nothing of files of which one cannot be read
    }
    Connection& c = m_out.connection;
    c.context = m_options.context.empty() ? m_merged.currentContext : m_options.context;
    const auto context = m_merged.contexts.find(c.context);
    const bool known = context != m_merged.contexts.end();
    if (!known && !c.context.empty()) {
      problem("context \"" + c.context + "\" does not exist", "There are: " + names());
      return std::move(m_out);
    }
    const json body = known ? context->second.body : json::object();
    c.cluster = textField(body, "cluster");
    c.user = textField(body, "user");
    c.namespaceName = m_options.namespaceName.empty() ? textField(body, "namespace") : m_options.namespaceName;
    if (c.namespaceName.empty()) {
      c.namespaceName = ownNamespace(m_options);
    }
    const auto cluster = m_merged.clusters.find(c.cluster);
    const auto user = m_merged.users.find(c.user);
    const bool hasCluster = cluster != m_merged.clusters.end();
    if (hasCluster) {
      readCluster(cluster->second);
    }
    // A user that is not there is an anonymous one (client_config.go getAuthInfo).
    if (user != m_merged.users.end()) {
      readUser(user->second);
    }
    const bool nowhere = !hasCluster || textField(cluster->second.body, "server").empty();
    if (m_out.errors.empty() && isDefault(nowhere) && inPod(m_options)) {
      Resolved own = inCluster(m_options);
      own.connection.namespaceName = c.namespaceName;
      return own;
    }
    if (nowhere) {
      missingServer(hasCluster, known);
    }
    if (isTls()) {
      checkTls();
    } else {
      dropSecrets();
    }
    return std::move(m_out);
  }

 private:
  void problem(std::string message, std::string fix = {}) { m_out.errors.push_back(invalid(std::move(message), std::move(fix))); }

  [[nodiscard]] std::string names() const {
    std::string out;
    for (const std::string& name : m_merged.contextOrder) {
      out += (out.empty() ? "" : ", ") + name;
    }
    return out.empty() ? "no contexts" : out;
  }

  [[nodiscard]] bool isTls() const { return m_out.connection.server.starts_with("https://"); }

  /// What kubectl would connect to is what it connects to without any kubeconfig.
  [[nodiscard]] bool isDefault(bool nowhere) const {
    const Connection& c = m_out.connection;
    return (nowhere || c.serverAsGiven == kDefaultServer) && c.proxyUrl.empty() && !c.disableCompression &&
           c.impersonateUser.empty();
  }

  void missingServer(bool hasCluster, bool hasContext) {
    const Connection& c = m_out.connection;
    if (hasCluster) {
      problem(ownerOfCluster() + " has no server", "Set server: https://…");
    } else if (hasContext) {
      problem("context \"" + c.context + "\" names cluster \"" + c.cluster + "\", which does not exist", "Add it under clusters");
    } else {
      problem("no current context is set", "Name one with --context: " + names());
    }
  }

  [[nodiscard]] std::string ownerOfCluster() const {
    const auto cluster = m_merged.clusters.find(m_out.connection.cluster);
    return (cluster == m_merged.clusters.end() ? "" : cluster->second.file + ": ") + "cluster \"" + m_out.connection.cluster +
           "\"";
  }
  [[nodiscard]] std::string ownerOfUser() const {
    const auto user = m_merged.users.find(m_out.connection.user);
    return (user == m_merged.users.end() ? "" : user->second.file + ": ") + "user \"" + m_out.connection.user + "\"";
  }

  /// A value given as data or as a file, and the file's path; both together are an error although the documentation says that
  /// data wins.
  struct Source {
    std::string bytes;
    std::string file;
  };
  Source sourceOf(const KubeconfigEntry& entry, const char* fileKey, const char* dataKey, const std::string& owner) {
    const auto data = entry.body.find(dataKey);
    Source out{data == entry.body.end() ? std::string() : bytesOfField(*data),
               resolvedPath(entry, textField(entry.body, fileKey))};
    if (!out.bytes.empty() && !out.file.empty()) {
      problem(owner + " has both " + fileKey + " and " + dataKey, "Keep one of them");
      return {};
    }
    if (!out.file.empty()) {
      const Result<std::string> bytes = readSmallFile(out.file);
      if (bytes) {
        out.bytes = *bytes;
      } else if (isTls() || !canBeOpened(out.file)) {
        m_out.errors.push_back(bytes.error().within(owner + ", " + fileKey));  // without TLS it only has to be there
      }
    }
    return out;
  }

  void readCluster(const KubeconfigEntry& entry) {
    Connection& c = m_out.connection;
    const std::string owner = ownerOfCluster();
    readServer(textField(entry.body, "server"), owner);
    c.tlsServerName = textField(entry.body, "tls-server-name");
    c.insecureSkipTlsVerify = flag(entry.body, "insecure-skip-tls-verify");
    const Source ca = sourceOf(entry, "certificate-authority", "certificate-authority-data", owner);
    c.caPem = ca.bytes;
    c.caFile = ca.file;
    c.disableCompression = flag(entry.body, "disable-compression");
    if (const std::string proxy = textField(entry.body, "proxy-url"); !proxy.empty()) {
      hidePassword(proxy);
      const std::optional<Url> url = parseUrl(proxy);
      if (!url || (url->scheme != "http" && url->scheme != "https" && url->scheme != "socks5")) {
        problem(owner + ": proxy-url is not an http, https or socks5 URL", "Write it like http://proxy.example.com:3128");
      } else if (url->host.empty()) {
        problem(owner + ": proxy-url names no host", "Write it like http://proxy.example.com:3128");
      } else {
        c.proxyUrl =
            url->text() + (url->query.empty() ? "" : "?" + url->query) + (url->fragment.empty() ? "" : "#" + url->fragment);
      }
    }
    if (const auto found = entry.body.find("extensions"); found != entry.body.end() && found->is_array()) {
      for (const json& extension : *found) {
        if (extension.is_object() && textField(extension, "name") == kExecExtension && extension.contains("extension") &&
            !extension["extension"].is_null()) {
          m_execExtension = extension["extension"].dump();
        }
      }
    }
  }

  void readServer(const std::string& server, const std::string& owner) {
    if (server.empty()) {
      return;
    }
    Connection& c = m_out.connection;
    hidePassword(server);
    c.serverAsGiven = server;
    if (const std::optional<Url> request = parseRequestUrl(server);
        request && request->opaque.empty() && request->path.size() > 1) {
      c.serverAsGiven = request->text();
    }
    const std::optional<Url> url = parseUrl(c.serverAsGiven);
    if (!url || url->scheme.empty() || url->host.empty()) {
      // client-go would talk plain HTTP to host:port and silently drop every credential.
      const bool bare = parseUrl("http://" + server).has_value() && server.find('/') == std::string::npos;
      problem(owner + ": server \"" + withoutPassword(server) + (bare ? "\" has no scheme" : "\" is not a URL"),
              bare ? "Write https://" + withoutPassword(server) : "Write it like https://api.example.com:6443");
    } else if (url->scheme != "https" && url->scheme != "http") {
      problem(owner + ": server \"" + withoutPassword(server) + "\" is neither https nor http", "Write https://" + url->host);
    } else {
      c.server = url->text();
      while (c.server.back() == '/') {
        c.server.pop_back();
      }
    }
  }

  void readUser(const KubeconfigEntry& entry) {
    Connection& c = m_out.connection;
    const json& body = entry.body;
    const std::string owner = ownerOfUser();
    const auto filled = [&body](const char* key) {
      const auto found = body.find(key);
      return found != body.end() && !found->is_null() && !found->empty() && *found != "";
    };
    // Without a certificate kubectl does not look at the key.
    if (filled("client-certificate") || filled("client-certificate-data")) {
      if (!filled("client-key") && !filled("client-key-data")) {
        problem(owner + " has a client certificate but no key", "Add client-key or client-key-data");
      }
      const Source certificate = sourceOf(entry, "client-certificate", "client-certificate-data", owner);
      const Source key = sourceOf(entry, "client-key", "client-key-data", owner);
      c.clientCertPem = certificate.bytes;
      c.clientKeyPem = key.bytes;
      m_hasCertificate = true;
      if (!certificate.file.empty() && !key.file.empty()) {
        c.clientCertFile = certificate.file;
        c.clientKeyFile = key.file;
      }
    }
    c.token = textField(body, "token");
    c.tokenFile = resolvedPath(entry, textField(body, "tokenFile"));
    c.username = textField(body, "username");
    c.password = textField(body, "password");
    for (const std::string* secret : {&c.token, &c.password, &c.clientKeyPem}) {
      log::addSecret(*secret);
    }
    c.impersonateUser = textField(body, "as");
    c.impersonateUid = textField(body, "as-uid");
    const auto texts = [](const json& list) {
      std::vector<std::string> out;
      for (const json& item : list) {
        out.push_back(item.is_string() ? item.get<std::string>() : std::string());
      }
      return out;
    };
    if (filled("as-groups")) {
      c.impersonateGroups = texts(body["as-groups"]);
    }
    if (filled("as-user-extra")) {
      for (const auto& [key, values] : body["as-user-extra"].items()) {
        c.impersonateExtra[key] = texts(values);
      }
    }
    c.kubeconfigDir = entry.folder.string();
    if (!c.token.empty() && (!c.username.empty() || !c.password.empty())) {
      problem(owner + " has both a token and a user name or password", "Keep one of them");
    }
    if (c.impersonateUser.empty() && (!c.impersonateUid.empty() || !c.impersonateGroups.empty() || !c.impersonateExtra.empty())) {
      problem(owner + " impersonates a uid, groups or extra without a user", "Add as: NAME");
    }
    if (c.impersonateUser.empty()) {
      c.impersonateUid.clear();
    }
    readExec(entry, owner);
    if (const auto provider = body.find("auth-provider"); provider != body.end() && provider->is_object()) {
      m_authProvider = *provider;
      if (c.exec) {
        problem(owner + " has both exec and auth-provider", "Keep exec");
      }
    }
  }

  void readExec(const KubeconfigEntry& entry, const std::string& owner) {
    const auto found = entry.body.find("exec");
    if (found == entry.body.end() || !found->is_object()) {
      return;
    }
    const json& from = *found;
    ExecPlugin exec;
    exec.apiVersion = textField(from, "apiVersion");
    exec.command = textField(from, "command");
    if (exec.command.find('/') != std::string::npos) {
      exec.command = resolvedPath(entry, exec.command);
    }
    exec.interactiveMode = textField(from, "interactiveMode");
    exec.installHint = textField(from, "installHint");
    exec.provideClusterInfo = flag(from, "provideClusterInfo");
    exec.clusterConfig = m_execExtension;
    if (from.contains("args") && from["args"].is_array()) {
      for (const json& argument : from["args"]) {
        exec.args.push_back(argument.is_string() ? argument.get<std::string>() : std::string());
      }
    }
    if (from.contains("env") && from["env"].is_array()) {
      for (const json& variable : from["env"]) {
        const json entryOf = variable.is_object() ? variable : json::object();
        exec.env.emplace_back(textField(entryOf, "name"), textField(entryOf, "value"));
      }
    }
    if (exec.command.empty()) {
      problem(owner + ": exec has no command", "Name the program that gives credentials");
    }
    if (exec.apiVersion.empty()) {
      problem(owner + ": exec has no apiVersion", "Use client.authentication.k8s.io/v1");
    }
    if (std::any_of(exec.env.begin(), exec.env.end(), [](const auto& variable) { return variable.first.empty(); })) {
      problem(owner + ": exec has an environment variable without a name", "Give it a name");
    }
    const std::string& mode = exec.interactiveMode;
    if (mode.empty() && exec.apiVersion != "client.authentication.k8s.io/v1beta1" &&
        exec.apiVersion != "client.authentication.k8s.io/v1alpha1") {
      if (!exec.apiVersion.empty()) {
        problem(owner + ": exec needs interactiveMode with " + exec.apiVersion, "Set interactiveMode: IfAvailable");
      }
    } else if (mode.empty()) {
      exec.interactiveMode = "IfAvailable";
    } else if (mode != "Never" && mode != "IfAvailable" && mode != "Always") {
      problem(owner + ": exec interactiveMode " + mode + " is not known", "Use Never, IfAvailable or Always");
    }
    m_out.connection.exec = std::move(exec);
  }

  /// What kubectl looks at only when it builds a transport with TLS.
  void checkTls() {
    Connection& c = m_out.connection;
    const std::string cluster = ownerOfCluster();
    const std::string user = ownerOfUser();
    if (c.insecureSkipTlsVerify && (!c.caPem.empty() || !c.caFile.empty())) {
      problem(cluster + " has both insecure-skip-tls-verify and a certificate authority", "Keep one of them");
    }
    if (!c.caPem.empty() && readableCertificates(c.caPem).empty()) {
      problem(cluster + ": its certificate authority" + (c.caFile.empty() ? "" : " " + c.caFile) + " holds no certificate",
              "It should be PEM: -----BEGIN CERTIFICATE-----");
    }
    if (m_hasCertificate && c.clientCertFile.empty() && m_out.errors.empty()) {
      if (const std::string cause = problemOfPair(c.clientCertPem, c.clientKeyPem); !cause.empty()) {
        problem(user + ": " + cause, "Renew the client certificate");
      }
    }
    readTokenFile(user);
    if (!c.tokenFile.empty() && !c.username.empty()) {
      problem(user + " has both a tokenFile and a user name", "Keep one of them");
    }
    if (c.exec && !c.exec->apiVersion.empty() && c.exec->apiVersion != "client.authentication.k8s.io/v1" &&
        c.exec->apiVersion != "client.authentication.k8s.io/v1beta1") {
      problem(user + ": exec apiVersion " + c.exec->apiVersion + " is not supported",
              "Use client.authentication.k8s.io/v1 or v1beta1");
    }
    if (m_authProvider.is_object() && !c.exec) {
      readAuthProvider(user);
    }
  }

  /// The file wins over the token once it can be read; alone it must be readable.
  void readTokenFile(const std::string& user) {
    Connection& c = m_out.connection;
    if (c.tokenFile.empty()) {
      return;
    }
    const Result<std::string> file = readSmallFile(c.tokenFile);
    const std::string fromFile = file ? withoutBlanks(*file) : std::string();
    if (!fromFile.empty()) {
      c.token = fromFile;
      log::addSecret(fromFile);
    } else if (c.token.empty()) {
      m_out.errors.push_back(file ? invalid(user + ", tokenFile: " + c.tokenFile + " is empty", "Write the token into it")
                                  : file.error().within(user + ", tokenFile"));
    }
  }

  void readAuthProvider(const std::string& user) {
    const std::string name = textField(m_authProvider, "name");
    if (name != "oidc") {
      problem(
          user + ": the auth provider \"" + name + "\" " +
              (name == "gcp" || name == "azure" ? "was removed from Kubernetes clients" : "is not known to Kubernetes clients"),
          name == "gcp"     ? "Install gke-gcloud-auth-plugin and run gcloud container clusters get-credentials"
          : name == "azure" ? "Install kubelogin and run kubelogin convert-kubeconfig"
                            : "Use an exec plugin");
      return;
    }
    const json config =
        m_authProvider.contains("config") && m_authProvider["config"].is_object() ? m_authProvider["config"] : json::object();
    for (const char* key : {"idp-issuer-url", "client-id"}) {
      if (textField(config, key).empty()) {
        problem(user + ": the auth provider oidc needs " + key, "Add it to its config");
        return;
      }
    }
    const std::string file = textField(config, "idp-certificate-authority");
    const std::optional<std::string> data = decodeBase64(textField(config, "idp-certificate-authority-data"));
    const Result<std::string> pem = data && !data->empty() ? Result<std::string>(*data)
                                    : file.empty()         ? Result<std::string>(std::string())
                                                           : readSmallFile(file);
    if (!data || !pem || (!pem->empty() && readableCertificates(*pem).empty())) {
      problem(user + ": the certificate authority of the auth provider oidc cannot be read", "Renew idp-certificate-authority");
    }
    for (const char* key : {"id-token", "refresh-token", "client-secret"}) {
      log::addSecret(textField(config, key));
    }
    m_out.connection.idToken = textField(config, "id-token");
    m_out.connection.oidc = true;
  }

  /// Secrets travel over TLS only; without it kubectl does not even read them (client_config.go IsConfigTransportTLS).
  void dropSecrets() {
    Connection& c = m_out.connection;
    for (std::string* field : {&c.tlsServerName, &c.caPem, &c.caFile, &c.clientCertPem, &c.clientCertFile, &c.clientKeyPem,
                               &c.clientKeyFile, &c.token, &c.tokenFile, &c.username, &c.password}) {
      field->clear();
    }
    c.insecureSkipTlsVerify = false;
    c.exec.reset();
  }

  const KubeconfigOptions& m_options;
  MergedKubeconfig m_merged;
  Resolved m_out;
  std::string m_execExtension;
  json m_authProvider;
  bool m_hasCertificate = false;
};

Error nothingFound(const MergedKubeconfig& merged, const KubeconfigOptions& options) {
  std::string message = "no kubeconfig was found";
  for (std::size_t i = 0; i < merged.missing.size(); ++i) {
    message += (i == 0 ? ": there is no " : ", no ") + merged.missing[i];
  }
  const auto pod = options.environment.find("KUBERNETES_SERVICE_HOST");
  return {ErrorCode::notFound, message,
          pod != options.environment.end() && !pod->second.empty()
              ? "This pod has no service account token: set automountServiceAccountToken, or pass --kubeconfig PATH"
              : "Set KUBECONFIG, pass --kubeconfig PATH, or try --demo",
          std::nullopt, 0};
}

}  // namespace

std::string withoutPassword(const std::string& url) {
  const std::size_t scheme = url.find("://");
  const std::size_t start = scheme == std::string::npos ? 0 : scheme + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", start), url.size());
  const std::size_t at = end == 0 ? std::string::npos : url.rfind('@', end - 1);
  const std::size_t colon = url.find(':', start);
  if (at == std::string::npos || at < start || colon == std::string::npos || colon > at) {
    return url;
  }
  return std::string(url).replace(colon + 1, at - colon - 1, "xxxxx");
}

namespace {

bool holds(const json& user, const char* key) {
  const auto found = user.find(key);
  return found != user.end() && !found->empty() && *found != "";
}

/// The command and the words before its first flag: what comes after may be a secret.
std::string execWords(const json& exec) {
  const std::string command = textField(exec, "command");
  std::string out = "exec " + std::filesystem::path(command).filename().string();
  const auto args = exec.find("args");
  if (args == exec.end() || !args->is_array()) {
    return out;
  }
  std::size_t words = 0;
  for (const json& arg : *args) {
    if (!arg.is_string() || arg.get_ref<const std::string&>().starts_with("-") || ++words > 2) {
      break;
    }
    out += " " + arg.get<std::string>();
  }
  return out;
}

/// In the order in which they count on the wire: a token in the entry goes before basic auth, an exec plugin last (clientcmd).
std::string credentialOf(const json& user) {
  if (!user.is_object()) {
    return "none";
  }
  std::string out;
  const auto add = [&out](bool is, const std::string& words) { out += !is ? "" : out.empty() ? words : " + " + words; };
  add(holds(user, "client-certificate-data") || holds(user, "client-certificate"), "client certificate");
  add(holds(user, "tokenFile"), "token file");
  add(!holds(user, "tokenFile") && holds(user, "token"), "token");
  add(holds(user, "username"), "password");
  add(holds(user, "exec") && user["exec"].is_object(), holds(user, "exec") ? execWords(user["exec"]) : std::string());
  add(holds(user, "auth-provider") && user["auth-provider"].is_object(),
      holds(user, "auth-provider") ? "auth-provider " + textField(user["auth-provider"], "name") : std::string());
  add(holds(user, "as"), "impersonates");
  return out.empty() ? "none" : out;
}

}  // namespace

Result<KubeconfigSummary> summarise(const KubeconfigOptions& options) {
  const MergedKubeconfig merged = loadKubeconfig(options);
  KubeconfigSummary out;
  out.files = merged.files;
  out.currentContext = merged.currentContext;
  out.errors = merged.errors;
  if (merged.files.empty() && merged.errors.empty()) {
    if (!inPod(options)) {
      return fail(nothingFound(merged, options));
    }
    const Connection own = inCluster(options).connection;
    out.currentContext = kInCluster;
    out.contexts.push_back({kInCluster, "", "", own.namespaceName, own.server, "service account token"});
    return out;
  }
  for (const std::string& name : merged.contextOrder) {
    const json& body = merged.contexts.at(name).body;
    const auto cluster = merged.clusters.find(textField(body, "cluster"));
    const auto user = merged.users.find(textField(body, "user"));
    out.contexts.push_back(
        {name, textField(body, "cluster"), textField(body, "user"), textField(body, "namespace"),
         cluster == merged.clusters.end() ? std::string() : withoutPassword(textField(cluster->second.body, "server")),
         user == merged.users.end() ? "none" : credentialOf(user->second.body)});
  }
  return out;
}

Resolved resolve(const KubeconfigOptions& options) {
  MergedKubeconfig merged = loadKubeconfig(options);
  if (merged.files.empty() && merged.errors.empty() && (options.context.empty() || options.context == kInCluster)) {
    if (inPod(options)) {
      return inCluster(options);
    }
    return Resolved{{}, {nothingFound(merged, options)}};
  }
  return Resolver(options, std::move(merged)).run();
}

}  // namespace claimscope::kube
