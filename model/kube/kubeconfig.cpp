// kubeconfig files: reading and merging by kubectl's rules (client-go tools/clientcmd/loader.go, validation.go).
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "model/base/log.h"
#include "model/base/yaml.h"
#include "model/kube/base64.h"
#include "model/kube/connection.h"

namespace claimscope::kube {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaxFile = 16U << 20U;

/// A named entry and the file it came from: relative paths resolve against that file.
struct Entry {
  json body;
  std::filesystem::path folder;
};

struct Merged {
  std::vector<std::string> files;
  std::string currentContext;
  std::map<std::string, Entry> clusters;
  std::map<std::string, Entry> users;
  std::map<std::string, Entry> contexts;
  std::vector<std::string> contextOrder;
  std::vector<Error> errors;
};

Error invalid(std::string message, std::string fix = {}) {
  return {ErrorCode::invalidInput, std::move(message), std::move(fix), std::nullopt, 0};
}

std::string env(const KubeconfigOptions& options, const char* name) {
  const auto found = options.environment.find(name);
  return found == options.environment.end() ? std::string() : found->second;
}

Result<std::string> readFile(const std::filesystem::path& path) {
  std::error_code code;
  if (std::filesystem::is_directory(path, code)) {
    return fail(ErrorCode::invalidInput, path.string() + " is a directory, not a file");
  }
  const std::uintmax_t size = std::filesystem::file_size(path, code);
  if (code) {
    return fail(code == std::errc::no_such_file_or_directory ? ErrorCode::notFound : ErrorCode::invalidInput,
                path.string() + ": " + code.message());
  }
  if (size > kMaxFile) {
    return fail(ErrorCode::tooLarge,
                path.string() + " has " + std::to_string(size) + " bytes; a kubeconfig of more than 16 MiB is refused");
  }
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in.good() && !in.eof()) {
    return fail(ErrorCode::invalidInput, path.string() + " cannot be read", "Check its permissions");
  }
  return bytes;
}

std::string text(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flag(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

/// Takes over the named entries of one file that no earlier file had.
void mergeNamed(const json& document, const char* list, const char* body, const std::filesystem::path& file,
                std::map<std::string, Entry>& into, std::vector<std::string>* order, std::vector<Error>& errors) {
  const auto found = document.find(list);
  if (found == document.end() || found->is_null()) {
    return;
  }
  if (!found->is_array()) {
    errors.push_back(invalid(file.string() + ": " + list + " is not a list"));
    return;
  }
  std::set<std::string> here;
  for (const json& item : *found) {
    const std::string name = item.is_object() ? text(item, "name") : std::string();
    if (!item.is_object()) {
      errors.push_back(invalid(file.string() + ": an entry of " + list + " is not an object"));
      continue;
    }
    if (!here.insert(name).second) {
      errors.push_back(invalid(file.string() + ": " + list + " names \"" + name + "\" twice", "Remove one of them"));
      continue;
    }
    const auto value = item.find(body);
    const bool isNew =
        into.emplace(name, Entry{value != item.end() && value->is_object() ? *value : json::object(), file.parent_path()}).second;
    if (isNew && order != nullptr) {
      order->push_back(name);
    }
  }
}

void loadFile(const std::filesystem::path& file, bool mustExist, Merged& merged) {
  const Result<std::string> bytes = readFile(file);
  if (!bytes) {
    if (mustExist || bytes.error().code != ErrorCode::notFound) {
      merged.errors.push_back(bytes.error().within("kubeconfig"));
    }
    return;
  }
  merged.files.push_back(file.string());
  const auto documents = yaml::toJson(*bytes);
  if (!documents) {
    merged.errors.push_back(documents.error().within("kubeconfig " + file.string()));
    return;
  }
  if (documents->empty()) {
    return;
  }
  const json document = json::parse(documents->front().json, nullptr, false);
  if (!document.is_object()) {
    merged.errors.push_back(
        invalid("kubeconfig " + file.string() + " is not a mapping", "It should have clusters, users and contexts"));
    return;
  }
  if (merged.currentContext.empty()) {
    merged.currentContext = text(document, "current-context");
  }
  mergeNamed(document, "clusters", "cluster", file, merged.clusters, nullptr, merged.errors);
  mergeNamed(document, "users", "user", file, merged.users, nullptr, merged.errors);
  mergeNamed(document, "contexts", "context", file, merged.contexts, &merged.contextOrder, merged.errors);
}

Merged load(const KubeconfigOptions& options) {
  Merged merged;
  if (!options.path.empty()) {
    loadFile(std::filesystem::absolute(options.path), true, merged);
    return merged;
  }
  const std::string list = env(options, "KUBECONFIG");
  if (!list.empty()) {
    std::set<std::string> seen;
    std::size_t start = 0;
    while (start <= list.size()) {
      const std::size_t end = std::min(list.find(':', start), list.size());
      const std::string part = list.substr(start, end - start);
      if (!part.empty() && seen.insert(part).second) {
        loadFile(std::filesystem::absolute(part), false, merged);
      }
      start = end + 1;
    }
    return merged;
  }
  const std::string home = env(options, "HOME");
  if (!home.empty()) {
    loadFile(std::filesystem::path(home) / ".kube" / "config", false, merged);
  }
  return merged;
}

/// Where the password of scheme://user:password@host stands: position and length.
std::optional<std::pair<std::size_t, std::size_t>> passwordRange(const std::string& url) {
  const std::size_t scheme = url.find("://");
  const std::size_t start = scheme == std::string::npos ? 0 : scheme + 3;
  const std::size_t end = std::min(url.find('/', start), url.size());
  const std::size_t at = end == 0 ? std::string::npos : url.rfind('@', end - 1);
  const std::size_t colon = url.find(':', start);
  if (at == std::string::npos || at < start || colon == std::string::npos || colon > at) {
    return std::nullopt;
  }
  return std::pair(colon + 1, at - colon - 1);
}

constexpr const char* kServiceAccount = "/var/run/secrets/kubernetes.io/serviceaccount/";

/// The namespace of the pod we run in, if we run in one (client-go in_cluster: POD_NAMESPACE wins over the file).
std::optional<std::string> ownNamespace(const KubeconfigOptions& options) {
  std::error_code code;
  if (env(options, "KUBERNETES_SERVICE_HOST").empty() || env(options, "KUBERNETES_SERVICE_PORT").empty() ||
      !std::filesystem::exists(std::string(kServiceAccount) + "token", code)) {
    return std::nullopt;
  }
  if (const std::string own = env(options, "POD_NAMESPACE"); !own.empty()) {
    return own;
  }
  const Result<std::string> file = readFile(std::string(kServiceAccount) + "namespace");
  return file && !file->empty() ? std::optional(*file) : std::nullopt;
}

class Resolver {
 public:
  Resolver(const KubeconfigOptions& options, Merged merged) : m_options(options), m_merged(std::move(merged)) {
    m_out.errors = m_merged.errors;
  }

  Resolved run() {
    Connection& c = m_out.connection;
    c.context = m_options.context.empty() ? m_merged.currentContext : m_options.context;
    if (c.context.empty()) {
      if (m_out.errors.empty()) {
        problem("no current context is set", "Name one with --context: " + names());
      }
      return std::move(m_out);
    }
    const auto context = m_merged.contexts.find(c.context);
    if (context == m_merged.contexts.end()) {
      problem("context \"" + c.context + "\" does not exist", "There are: " + names());
      return std::move(m_out);
    }
    requireTexts(context->second.body, "context \"" + c.context + "\"", {"cluster", "user", "namespace"});
    c.cluster = text(context->second.body, "cluster");
    c.user = text(context->second.body, "user");
    c.namespaceName = m_options.namespaceName.empty() ? text(context->second.body, "namespace") : m_options.namespaceName;
    if (c.namespaceName.empty()) {
      c.namespaceName = ownNamespace(m_options).value_or("default");
    }
    const auto cluster = m_merged.clusters.find(c.cluster);
    if (cluster == m_merged.clusters.end()) {
      problem("context \"" + c.context + "\" names cluster \"" + c.cluster + "\", which does not exist", "Add it under clusters");
    } else {
      readCluster(cluster->second);
    }
    const auto user = m_merged.users.find(c.user);
    // A user that is not there is an anonymous one, as for kubectl (client_config.go getAuthInfo).
    if (user != m_merged.users.end()) {
      readUser(user->second);
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

  /// A value given as data (base64) or as a file; both together are an error (kubernetes-client.md, kubeconfig 5).
  std::string bytesOf(const Entry& entry, const char* fileKey, const char* dataKey, const std::string& owner) {
    const std::string data = text(entry.body, dataKey);
    const std::string file = text(entry.body, fileKey);
    if (!data.empty() && !file.empty()) {
      problem(owner + " has both " + fileKey + " and " + dataKey, "Keep one of them");
      return {};
    }
    if (!data.empty()) {
      const std::optional<std::string> decoded = decodeBase64(data);
      if (!decoded) {
        problem(owner + ": " + dataKey + " is not valid base64");
      }
      return decoded.value_or("");
    }
    if (file.empty()) {
      return {};
    }
    const std::filesystem::path path = entry.folder / file;
    const Result<std::string> bytes = readFile(path);
    if (!bytes) {
      m_out.errors.push_back(bytes.error().within(owner + ", " + fileKey));
    }
    return bytes.value_or("");
  }

  /// client-go refuses a file whose text fields are numbers or booleans (YAML's `token: 12345`); a silent anonymous login would
  /// be worse.
  void requireTexts(const json& body, const std::string& owner, std::initializer_list<const char*> keys) {
    for (const char* key : keys) {
      const auto found = body.find(key);
      if (found != body.end() && !found->is_null() && !found->is_string()) {
        problem(owner + ": " + key + " is not a text", "Put quotes around it");
      }
    }
  }

  static std::string passwordOf(const std::string& url) {
    const auto range = passwordRange(url);
    return range ? url.substr(range->first, range->second) : std::string();
  }

  void readCluster(const Entry& entry) {
    Connection& c = m_out.connection;
    const std::string owner = "cluster \"" + c.cluster + "\"";
    requireTexts(entry.body, owner,
                 {"server", "tls-server-name", "certificate-authority", "certificate-authority-data", "proxy-url"});
    c.server = text(entry.body, "server");
    while (!c.server.empty() && c.server.back() == '/') {
      c.server.pop_back();
    }
    if (c.server.empty()) {
      problem(owner + " has no server", "Set server: https://…");
    } else if (c.server.find("://") == std::string::npos) {
      // client-go would silently talk plain HTTP and drop every credential.
      problem(owner + ": server \"" + c.server + "\" has no scheme", "Write https://" + c.server);
    }
    c.tlsServerName = text(entry.body, "tls-server-name");
    c.insecureSkipTlsVerify = flag(entry.body, "insecure-skip-tls-verify");
    c.caPem = bytesOf(entry, "certificate-authority", "certificate-authority-data", owner);
    c.proxyUrl = text(entry.body, "proxy-url");
    c.disableCompression = flag(entry.body, "disable-compression");
    if (const std::size_t scheme = c.proxyUrl.find("://"); !c.proxyUrl.empty()) {
      const std::string name = c.proxyUrl.substr(0, scheme);
      if (scheme == std::string::npos || (name != "http" && name != "https" && name != "socks5")) {
        problem(owner + ": proxy-url is not an http, https or socks5 URL", "Write it like http://proxy.example.com:3128");
      }
      log::addSecret(passwordOf(c.proxyUrl));
    }
    log::addSecret(passwordOf(c.server));
    if (c.insecureSkipTlsVerify && !c.caPem.empty()) {
      problem(owner + " has both insecure-skip-tls-verify and a certificate authority", "Keep one of them");
    }
  }

  void readUser(const Entry& entry) {
    Connection& c = m_out.connection;
    const json& body = entry.body;
    const std::string owner = "user \"" + c.user + "\"";
    requireTexts(body, owner,
                 {"client-certificate", "client-certificate-data", "client-key", "client-key-data", "token", "tokenFile",
                  "username", "password", "as", "as-uid"});
    c.clientCertPem = bytesOf(entry, "client-certificate", "client-certificate-data", owner);
    c.clientKeyPem = bytesOf(entry, "client-key", "client-key-data", owner);
    c.token = text(body, "token");
    c.tokenFile = text(body, "tokenFile");
    if (!c.tokenFile.empty()) {
      c.tokenFile = (entry.folder / c.tokenFile).string();
    }
    c.username = text(body, "username");
    c.password = text(body, "password");
    for (const std::string* secret : {&c.token, &c.password, &c.clientKeyPem}) {
      log::addSecret(*secret);
    }
    c.impersonateUser = text(body, "as");
    c.impersonateUid = text(body, "as-uid");
    if (body.contains("as-groups") && body["as-groups"].is_array()) {
      for (const json& group : body["as-groups"]) {
        c.impersonateGroups.push_back(group.is_string() ? group.get<std::string>() : std::string());
      }
    }
    if (body.contains("as-user-extra") && body["as-user-extra"].is_object()) {
      for (const auto& [key, values] : body["as-user-extra"].items()) {
        for (const json& value : values) {
          c.impersonateExtra[key].push_back(value.is_string() ? value.get<std::string>() : std::string());
        }
      }
    }
    c.kubeconfigDir = entry.folder.string();
    readExec(body, owner);
    validateUser(body, owner);
  }

  void readExec(const json& body, const std::string& owner) {
    if (!body.contains("exec") || !body["exec"].is_object()) {
      return;
    }
    const json& from = body["exec"];
    ExecPlugin exec;
    exec.apiVersion = text(from, "apiVersion");
    exec.command = text(from, "command");
    exec.interactiveMode = text(from, "interactiveMode");
    exec.installHint = text(from, "installHint");
    exec.provideClusterInfo = flag(from, "provideClusterInfo");
    if (from.contains("args") && from["args"].is_array()) {
      for (const json& argument : from["args"]) {
        exec.args.push_back(argument.is_string() ? argument.get<std::string>() : argument.dump());
      }
    }
    if (from.contains("env") && from["env"].is_array()) {
      for (const json& variable : from["env"]) {
        exec.env.emplace_back(text(variable, "name"), text(variable, "value"));
      }
    }
    if (exec.command.empty()) {
      problem(owner + ": exec has no command");
    }
    if (exec.apiVersion.empty()) {
      problem(owner + ": exec has no apiVersion", "Use client.authentication.k8s.io/v1");
    } else if (exec.apiVersion != "client.authentication.k8s.io/v1" &&
               exec.apiVersion != "client.authentication.k8s.io/v1beta1") {
      problem(owner + ": exec apiVersion " + exec.apiVersion + " is not supported",
              "Use client.authentication.k8s.io/v1 or v1beta1");
    } else if (exec.interactiveMode.empty()) {
      if (exec.apiVersion == "client.authentication.k8s.io/v1") {
        problem(owner + ": exec needs interactiveMode with client.authentication.k8s.io/v1", "Set interactiveMode: IfAvailable");
      }
      exec.interactiveMode = "IfAvailable";
    }
    if (!exec.interactiveMode.empty() && exec.interactiveMode != "Never" && exec.interactiveMode != "IfAvailable" &&
        exec.interactiveMode != "Always") {
      problem(owner + ": exec interactiveMode " + exec.interactiveMode + " is not known", "Use Never, IfAvailable or Always");
    }
    m_out.connection.exec = std::move(exec);
  }

  void validateUser(const json& body, const std::string& owner) {
    const Connection& c = m_out.connection;
    if (!c.clientCertPem.empty() && c.clientKeyPem.empty()) {
      problem(owner + " has a client certificate but no key", "Add client-key or client-key-data");
    }
    if (!c.tokenFile.empty() && !c.username.empty()) {
      problem(owner + " has both a tokenFile and a user name", "Keep one of them");
    }
    if (!c.token.empty() && !c.username.empty()) {
      problem(owner + " has both a token and a user name", "Keep one of them");
    }
    if (c.impersonateUser.empty() && (!c.impersonateUid.empty() || !c.impersonateGroups.empty() || !c.impersonateExtra.empty())) {
      problem(owner + " impersonates a uid, groups or extra without a user", "Add as: NAME");
    }
    if (body.contains("auth-provider") && body["auth-provider"].is_object()) {
      const std::string name = text(body["auth-provider"], "name");
      if (c.exec) {
        problem(owner + " has both exec and auth-provider", "Keep exec");
      } else if (c.token.empty() && c.clientCertPem.empty()) {
        problem(owner + ": the auth provider " + name + " was removed from Kubernetes clients",
                name == "gcp"     ? "Install gke-gcloud-auth-plugin and run gcloud container clusters get-credentials"
                : name == "azure" ? "Install kubelogin and run kubelogin convert-kubeconfig"
                                  : "Use an exec plugin");
      }
    }
  }

  const KubeconfigOptions& m_options;
  Merged m_merged;
  Resolved m_out;
};

/// The service account of a pod, used only when no kubeconfig says otherwise.
std::optional<Resolved> inCluster(const KubeconfigOptions& options) {
  const std::string host = env(options, "KUBERNETES_SERVICE_HOST");
  const std::string port = env(options, "KUBERNETES_SERVICE_PORT");
  if (host.empty() || port.empty()) {
    return std::nullopt;
  }
  Resolved out;
  out.connection.context = "in-cluster";
  out.connection.server = "https://" + (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + port;
  out.connection.tokenFile = std::string(kServiceAccount) + "token";
  const Result<std::string> ca = readFile(std::string(kServiceAccount) + "ca.crt");
  if (ca) {
    out.connection.caPem = *ca;
  } else {
    out.errors.push_back(ca.error().within("service account"));
  }
  out.connection.namespaceName =
      !options.namespaceName.empty() ? options.namespaceName : ownNamespace(options).value_or("default");
  return out;
}

}  // namespace

std::string withoutPassword(const std::string& url) {
  const auto range = passwordRange(url);
  return range ? std::string(url).replace(range->first, range->second, "xxxxx") : url;
}

Result<KubeconfigSummary> summarise(const KubeconfigOptions& options) {
  const Merged merged = load(options);
  if (merged.files.empty() && merged.errors.empty()) {
    return fail(ErrorCode::notFound, "no kubeconfig was found", "Set KUBECONFIG, pass --kubeconfig PATH, or try --demo");
  }
  KubeconfigSummary out;
  out.files = merged.files;
  out.currentContext = merged.currentContext;
  out.errors = merged.errors;
  for (const std::string& name : merged.contextOrder) {
    const json& body = merged.contexts.at(name).body;
    const auto cluster = merged.clusters.find(text(body, "cluster"));
    out.contexts.push_back(
        {name, text(body, "cluster"), text(body, "user"), text(body, "namespace"),
         cluster == merged.clusters.end() ? std::string() : withoutPassword(text(cluster->second.body, "server"))});
  }
  return out;
}

Resolved resolve(const KubeconfigOptions& options) {
  Merged merged = load(options);
  if (merged.files.empty() && merged.errors.empty()) {
    if (std::optional<Resolved> service = inCluster(options)) {
      return *service;
    }
    Resolved none;
    none.errors.push_back({ErrorCode::notFound, "no kubeconfig was found",
                           "Set KUBECONFIG, pass --kubeconfig PATH, or try --demo", std::nullopt, 0});
    return none;
  }
  return Resolver(options, std::move(merged)).run();
}

}  // namespace claimscope::kube
