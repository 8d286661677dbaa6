#include "app/source/file_source.h"

#include <algorithm>
#include <filesystem>

#include "app/source/file_answers.h"
#include "app/source/manifest_head.h"
#include "app/source/read_whole.h"
#include "model/base/json.h"
#include "model/base/words.h"
#include "model/base/yaml.h"

namespace claimscope::app {
namespace {

constexpr std::uintmax_t kMaxFile = 2ULL << 30U;
constexpr int kDefaultMinor = 37;
constexpr std::size_t kProblemsNamed = 5;

int minorOf(const std::string& version) {
  // "v1.37.2" or "1.37"
  const std::size_t dot = version.find('.');
  return dot == std::string::npos ? 0 : std::atoi(version.c_str() + dot + 1);
}

bool endsWith(const std::string& text, std::string_view end) {
  return text.size() >= end.size() && std::string_view(text).substr(text.size() - end.size()) == end;
}

}  // namespace

FileSource::FileSource(SourceOptions options) : m_options(std::move(options)) {}

void FileSource::problem(ErrorCode code, std::string message, std::string fix) {
  m_problems.push_back({code, std::move(message), std::move(fix), std::nullopt, 0});
}

Status FileSource::load() {
  for (const std::string& path : m_options.files) {
    readPath(path);
  }
  if (m_objects.empty() && m_others.empty() && !m_problems.empty()) {
    Error all = m_problems.front();
    for (std::size_t i = 1; i < m_problems.size() && i < kProblemsNamed; ++i) {
      all.message += "; " + m_problems[i].message;
    }
    if (m_problems.size() > kProblemsNamed) {
      all.message += "; and " + std::to_string(m_problems.size() - kProblemsNamed) + " more";
    }
    return fail(std::move(all));
  }
  if (m_objects.empty() && m_others.empty() && m_unknownKinds > 0) {
    return fail(ErrorCode::invalidInput,
                m_firstUnknown + ", which Claimscope does not look at" +
                    (m_unknownKinds > 1 ? ", nor at the other " + std::to_string(m_unknownKinds - 1) + " objects" : ""),
                "Export pods, nodes and the kinds of resource.k8s.io");
  }
  if (!m_options.serverVersion.empty()) {
    m_minor = minorOf(m_options.serverVersion);
    m_gitVersion = "v" + m_options.serverVersion + ".0";
    if (m_minor == 0) {
      return fail(ErrorCode::usage, "--server-version " + m_options.serverVersion + " is not a version", "Write it like 1.37");
    }
  } else if (m_minor == 0) {
    m_minor = kDefaultMinor;
    m_gitVersion = "v1.37.0";
  }
  if (!m_options.at.empty()) {
    const std::optional<Time> at = parseTime(m_options.at);
    if (!at) {
      return fail(ErrorCode::usage, "--at " + m_options.at + " is not a time", "Write it like 2026-11-24T09:42:18Z");
    }
    m_newest = *at;
  }
  m_clock.set(m_newest.isSet() ? m_newest : Time{0});
  return {};
}

void FileSource::readPath(const std::string& path) {
  std::error_code code;
  if (path != "-" && std::filesystem::is_directory(path, code)) {
    const std::vector<std::string> files = filesBelow(path, kManifestEndings);
    if (files.empty()) {
      problem(ErrorCode::notFound, path + " holds no .yaml, .yml or .json file", "Name a folder that does, or a file");
    }
    for (const std::string& file : files) {
      readPath(file);
    }
    return;
  }
  auto bytes = readWhole(path, kMaxFile, "Split it by namespace or kind");
  if (!bytes) {
    m_problems.push_back(bytes.error());
    return;
  }
  readText(nameOfInput(path), std::move(*bytes));
}

void FileSource::readText(const std::string& name, std::string bytes) {
  if (looksBinary(bytes)) {
    problem(ErrorCode::invalidInput, name + " is binary, not YAML or JSON", "Export objects with kubectl get -o yaml");
    return;
  }
  auto documents = yaml::toJson(bytes);
  if (!documents) {
    m_problems.push_back(documents.error().within(name));
    return;
  }
  if (documents->empty()) {
    problem(ErrorCode::invalidInput, name + (bytes.empty() ? " is empty" : " holds no object, it is empty but for comments"),
            "Export objects with kubectl get -o yaml");
    return;
  }
  m_read.push_back(name);
  for (yaml::Document& document : *documents) {
    const std::string where = document.line > 1 ? name + ", document at line " + std::to_string(document.line) : name;
    readDocument(where, document.json);
  }
}

void FileSource::readDocument(const std::string& where, std::string& bytes) {
  if (bytes.empty() || bytes.front() != '{') {
    problem(ErrorCode::invalidInput, where + " is not an object with apiVersion and kind",
            "It should be a Kubernetes object or a List of them");
    return;
  }
  try {
    const ManifestHead head = manifestHead(bytes);
    if (!head.gitVersion.empty() && head.kind.empty()) {
      m_gitVersion = head.gitVersion;
      m_minor = minorOf(head.gitVersion);
      return;
    }
    if (head.kind.empty() || head.apiVersion.empty()) {
      problem(ErrorCode::invalidInput, where + " has no apiVersion and kind",
              "It should be a Kubernetes object or a List of them");
      return;
    }
    if (endsWith(head.kind, "List")) {
      const std::string itemKind = head.kind == "List" ? std::string() : head.kind.substr(0, head.kind.size() - 4);
      simdjson::ondemand::parser parser;
      auto document = parser.iterate(json::padded(bytes));
      std::size_t index = 0;
      json::forEachField(document.get_object().value(), [&](std::string_view key, json::Value value) {
        if (key == "items") {
          json::forEachItem(value, [&](json::Value item) {
            const std::string object = json::raw(item);
            addObject(where + ", items[" + std::to_string(index++) + "]", object, head.apiVersion, itemKind);
          });
        }
      });
      return;
    }
    addObject(where, bytes, head.apiVersion, head.kind);
  } catch (const json::FieldError& error) {
    problem(ErrorCode::invalidInput, where + ": " + error.path + " " + error.cause, "Correct the document");
  } catch (const simdjson::simdjson_error& error) {
    problem(ErrorCode::invalidInput, where + " is not valid JSON or ends early: " + std::string(error.what()), "Export it again");
  }
}

void FileSource::addObject(const std::string& where, std::string_view object, const std::string& listApiVersion,
                           const std::string& listKind) {
  if (object.size() > kMaxObjectBytes) {
    problem(ErrorCode::tooLarge,
            where + " has " + std::to_string(object.size() >> 20U) + " MiB; an object of more than 16 MiB is refused",
            "No API server stores such an object: check the file");
    return;
  }
  std::string bytes(object);
  const ManifestHead head = manifestHead(bytes);
  const std::string apiVersion = head.apiVersion.empty() ? listApiVersion : head.apiVersion;
  const std::string kindName = head.kind.empty() ? listKind : head.kind;
  const std::optional<Kind> kind = kindOfManifest(groupOf(apiVersion), kindName);
  if (!kind && isAskedFor(groupOf(apiVersion), kindName)) {
    m_others[std::string(groupOf(apiVersion)) + "/" + kindName].push_back(std::move(bytes));
    return;
  }
  if (!kind) {
    ++m_unknownKinds;
    if (m_firstUnknown.empty()) {
      m_firstUnknown = where + " is a " + kindName + " of " + apiVersion;
    }
    return;
  }
  noteTimes(bytes);
  m_objects[{*kind, apiVersion}].push_back(std::move(bytes));
}

void FileSource::noteTimes(std::string_view text) {
  // Quoted RFC 3339 times, wherever they stand: "2026-11-24T09:42:18Z".
  for (std::size_t at = text.find("\"2"); at != std::string_view::npos; at = text.find("\"2", at + 1)) {
    const std::size_t end = text.find('"', at + 1);
    if (end == std::string_view::npos) {
      return;
    }
    const std::string_view value = text.substr(at + 1, end - at - 1);
    if (value.size() >= 20 && value.size() <= 35 && value[10] == 'T') {
      m_newest = std::max(m_newest, parseTime(value).value_or(Time{}));
    }
  }
}

void FileSource::start(Executor& decode, FeedSink& sink) {
  (void)decode;  // files are read before the window or command goes on
  ServerInfo server;
  server.origin = Origin::files;
  server.context = m_read.size() == 1 ? m_read.front() : std::to_string(m_read.size()) + " files";
  server.address = server.context;
  server.gitVersion = m_gitVersion;
  server.minor = m_minor;
  std::map<Kind, SourceStatus> statuses;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    const KindRequest& request = kindRequest(static_cast<Kind>(i));
    SourceStatus& status = statuses[static_cast<Kind>(i)];
    status.resource = {request.group, request.versions.front(), request.resource, request.kind, request.namespaced};
    status.state = SourceState::complete;
    status.lastContact = m_clock.now();
  }
  for (const auto& [key, objects] : m_objects) {
    const KindRequest& request = kindRequest(key.first);
    const std::size_t slash = key.second.find('/');
    const ApiResource resource{request.group, slash == std::string::npos ? key.second : key.second.substr(slash + 1),
                               request.resource, request.kind, request.namespaced};
    server.served.push_back(resource);
  }
  sink.serverFound(server);
  // One list a kind, whose pages may be of different versions.
  for (auto& [kind, status] : statuses) {
    ApiResource resource = status.resource;
    sink.listStarted(resource);
    for (const auto& [key, objects] : m_objects) {
      if (key.first != kind) {
        continue;
      }
      const std::size_t slash = key.second.find('/');
      resource.version = slash == std::string::npos ? key.second : key.second.substr(slash + 1);
      std::string page = R"({"kind":"List","apiVersion":")" + key.second + R"(","metadata":{},"items":[)";
      for (const std::string& object : objects) {
        page += (page.back() == '[' ? "" : ",") + object;
      }
      page += "]}";
      const Result<ListInfo> info = sink.listPage(resource, page);
      if (info) {
        status.objects += info->items;
        status.bytes += page.size();
      } else {
        status.error = info.error();
        m_problems.push_back(info.error().within(m_read.empty() ? "file" : m_read.front()));
      }
    }
    sink.listFinished(status.resource, {});
    sink.sourceChanged(status);
  }
}

void FileSource::fetch(Kind kind, const std::string& namespaceName, const std::string& name,
                       std::function<void(Result<std::string>)> done) {
  for (const auto& [key, objects] : m_objects) {
    if (key.first != kind) {
      continue;
    }
    for (const std::string& object : objects) {
      std::string copy = object;
      const ManifestHead head = manifestHead(copy);
      if (head.name == name && head.namespaceName == namespaceName) {
        done(object);
        return;
      }
    }
  }
  done(claimscope::fail(ErrorCode::notFound, kindRequest(kind).kind + " " + namespaceName + "/" + name + " is not in the files"));
}

void FileSource::fetchLog(const PodLogRequest& request, std::function<void(Result<PodLog>)> done) {
  const std::string pod = words::shellWord(request.pod);
  done(claimscope::fail(ErrorCode::notServed, "a file has no logs",
                        "Read it in the cluster: kubectl -n " + words::shellWord(request.namespaceName) + " logs " + pod));
}

void FileSource::reviewAccess(const std::vector<ApiResource>& /*kinds*/, const std::string& namespaceName,
                              std::function<void(AccessReport)> done) {
  AccessReport report;
  report.at = m_clock.now();
  report.namespaceName = namespaceName;
  report.error =
      Error{ErrorCode::notServed, "files hold objects, not permissions", "Open the cluster itself to ask what you may do", {}, 0};
  done(std::move(report));
}

Asker FileSource::asker() {
  // What was read stays as it is, so the answers may outlive the source. Pods and DaemonSets are asked for whole.
  auto all = std::make_shared<std::map<std::string, std::vector<std::string>>>(m_others);
  for (const auto& [key, objects] : m_objects) {
    if (key.first == Kind::DaemonSet || key.first == Kind::Pod) {
      std::vector<std::string>& list = (*all)[kindRequest(key.first).group + "/" + kindRequest(key.first).kind];
      list.insert(list.end(), objects.begin(), objects.end());
    }
  }
  return [all](const std::string& path, const std::string& body, const std::function<void(Result<std::string>)>& done) {
    done(body.empty() ? answerFromFiles(*all, path)
                      : claimscope::fail(ErrorCode::cancelled, "files hold objects, not permissions"));
  };
}

std::string FileSource::description() const {
  return m_read.size() == 1 ? "file " + m_read.front() : std::to_string(m_read.size()) + " files";
}

}  // namespace claimscope::app
