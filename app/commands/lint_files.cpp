#include "app/commands/lint_files.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "app/source/manifest_head.h"
#include "app/source/read_whole.h"
#include "model/base/json.h"
#include "model/base/json_tree.h"
#include "model/base/yaml.h"

namespace claimscope::app {
namespace {

using diagnosis::LintPod;
using diagnosis::LintSource;
using diagnosis::LintWorld;

constexpr std::uintmax_t kMaxFile = 64U << 20U;

/// "line 3, column 5: cause" as "file:3:5: cause", which editors can jump to.
std::string withPlace(const std::string& file, const std::string& message) {
  unsigned line = 0;
  unsigned column = 0;
  int read = 0;
  if (std::sscanf(message.c_str(), "line %u, column %u: %n", &line, &column, &read) == 2 && read > 0) {
    return file + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " +
           message.substr(static_cast<std::size_t>(read));
  }
  return file + ":1: " + message;
}

class Reader {
 public:
  Reader(std::string namespaceName, LintWorld& world) : m_namespace(std::move(namespaceName)), m_world(world) {}

  void readPath(const std::string& path) {
    std::error_code code;
    if (path != "-" && std::filesystem::is_directory(path, code)) {
      readFolder(path);
      return;
    }
    auto bytes = readWhole(path, kMaxFile, "Split it");
    if (!bytes) {
      m_out.errors.push_back(bytes.error());
      return;
    }
    readText(nameOfInput(path), std::move(*bytes));
  }

  Manifests take() { return std::move(m_out); }

 private:
  void readFolder(const std::string& path) {
    const std::vector<std::string> files = filesBelow(path, kManifestEndings);
    if (files.empty()) {
      problem(ErrorCode::notFound, path + ": holds no .yaml, .yml or .json file", "Name a folder that does, or a file");
    }
    for (const std::string& file : files) {
      readPath(file);
    }
  }

  void problem(ErrorCode code, std::string message, std::string fix) {
    m_out.errors.push_back({code, std::move(message), std::move(fix), std::nullopt, 0});
  }

  void readText(const std::string& file, std::string bytes) {
    if (looksBinary(bytes)) {
      problem(ErrorCode::invalidInput, file + ":1: is binary, not YAML or JSON", "Name a manifest");
      return;
    }
    auto documents = yaml::toJson(bytes);
    if (!documents) {
      Error error = documents.error();
      error.message = withPlace(file, error.message);
      m_out.errors.push_back(std::move(error));
      return;
    }
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    const bool isJson = first != std::string::npos && (bytes[first] == '{' || bytes[first] == '[');
    std::vector<LintLines> lines = isJson ? std::vector<LintLines>() : linesOfText(bytes);
    for (std::size_t i = 0; i < documents->size(); ++i) {
      yaml::Document& document = (*documents)[i];
      if (isJson) {
        std::vector<LintLines> own = linesOfText(document.json, document.line);
        m_out.lines.push_back(own.empty() ? LintLines() : std::move(own.front()));
      } else {
        m_out.lines.push_back(i < lines.size() ? std::move(lines[i]) : LintLines());
      }
      m_document = document.line;
      readDocument(file, document.json, {});
    }
  }

  std::string where(const std::string& file, const std::string& prefix) const {
    const TextPlace place = m_out.lines.back().find(prefix.empty() ? "" : prefix.substr(0, prefix.size() - 1));
    return file + ":" + std::to_string(std::max(place.line, prefix.empty() ? m_document : place.line));
  }

  void readDocument(const std::string& file, std::string& bytes, const std::string& prefix) {
    if (bytes.empty() || bytes.front() != '{') {
      problem(ErrorCode::invalidInput, where(file, prefix) + ": is not an object with apiVersion and kind",
              "It should be a Kubernetes object or a List of them");
      return;
    }
    ManifestHead head;
    try {
      head = manifestHead(bytes, Items::take);
    } catch (const json::FieldError& error) {
      problem(ErrorCode::invalidInput, where(file, prefix) + ": " + error.path + " " + error.cause, "Correct the document");
      return;
    } catch (const simdjson::simdjson_error& error) {
      problem(ErrorCode::invalidInput, where(file, prefix) + ": is not valid JSON: " + std::string(error.what()),
              "Correct the document");
      return;
    }
    if (head.apiVersion.empty() || head.kind.empty()) {
      problem(ErrorCode::invalidInput, where(file, prefix) + ": has no apiVersion and kind",
              "It should be a Kubernetes object or a List of them");
      return;
    }
    if (!head.items.empty()) {
      for (std::size_t i = 0; i < head.items.size(); ++i) {
        readDocument(file, head.items[i], prefix + "items[" + std::to_string(i) + "].");
      }
      return;
    }
    ++m_out.objects;
    readObject(file, prefix, head, bytes);
  }

  std::size_t addSource(const std::string& file, const std::string& prefix, const ManifestHead& head, const Metadata& meta,
                        const std::string& word, const std::string& bytes) {
    m_world.sources.push_back({{word, meta.namespaceName.str(), meta.name.str()}, head.apiVersion, head.kind, bytes, {}});
    m_out.places.push_back({file, m_out.lines.size() - 1, prefix});
    const std::size_t source = m_world.sources.size() - 1;
    const std::string key = groupOf(head.apiVersion) + "/" + head.kind + "/" + m_world.sources[source].object.str();
    const auto [at, isNew] = m_seen.emplace(key, source);
    if (!isNew && !head.name.empty()) {
      const ManifestPlace& other = m_out.places[at->second];
      diagnosis::LintProblem twice =
          problemAt(m_world, source, "metadata.name",
                    head.kind + " " + head.name + " is defined twice, first in " + other.file + ":" +
                        std::to_string(m_out.lines[other.lines]
                                           .find(other.prefix.empty() ? "" : other.prefix.substr(0, other.prefix.size() - 1))
                                           .line),
                    "Whichever is applied last wins: take one away.");
      twice.rule = "object-twice";
      twice.id = "object-twice:" + twice.object.str();
      m_out.problems.push_back(std::move(twice));
    }
    return source;
  }

  template <class T>
  Box<T> decode(const std::string& file, const std::string& prefix, const ManifestHead& head, std::string bytes) {
    Result<Box<T>> object = decodeObject<T>(head.apiVersion, bytes);
    if (!object) {
      Error error = object.error();
      // The decoder names the field: its line is where to look.
      const std::size_t at = error.message.find("spec.");
      std::string field = at == std::string::npos ? "" : error.message.substr(at, error.message.find_first_of(" :,", at) - at);
      for (std::size_t dot = field.find(".["); dot != std::string::npos; dot = field.find(".[")) {
        field.erase(dot, 1);
      }
      const TextPlace place = m_out.lines.back().find(prefix + field);
      error.message = file + ":" + std::to_string(place.line) + ": " + error.message;
      m_out.errors.push_back(std::move(error));
      return nullptr;
    }
    T copy = **object;
    if (kindRequest<T>().namespaced && copy.meta.namespaceName.empty()) {
      copy.meta.namespaceName = Text(m_namespace);
    }
    if (copy.meta.name.empty()) {
      copy.meta.name = Text("(generated name)");
    }
    return copy;
  }

  template <class T>
  void add(const std::string& file, const std::string& prefix, const ManifestHead& head, const std::string& bytes,
           const std::string& word, std::vector<diagnosis::LintEntry<T>>& out) {
    if (const Box<T> object = decode<T>(file, prefix, head, bytes)) {
      const std::size_t source = addSource(file, prefix, head, object->meta, word, bytes);
      out.push_back({object, source});
    }
  }

  void readObject(const std::string& file, const std::string& prefix, const ManifestHead& head, const std::string& bytes) {
    const std::optional<Kind> kind = kindOfManifest(groupOf(head.apiVersion), head.kind);
    if (kind == Kind::ResourceClaim) {
      add(file, prefix, head, bytes, "claim", m_world.claims);
    } else if (kind == Kind::ResourceClaimTemplate) {
      add(file, prefix, head, bytes, "template", m_world.templates);
    } else if (kind == Kind::DeviceClass) {
      add(file, prefix, head, bytes, "class", m_world.classes);
    } else if (kind == Kind::ResourceSlice) {
      add(file, prefix, head, bytes, "slice", m_world.slices);
    } else if (kind == Kind::DeviceTaintRule) {
      add(file, prefix, head, bytes, "taintrule", m_world.taintRules);
    } else if (kind == Kind::ResourceQuota) {
      add(file, prefix, head, bytes, "quota", m_world.quotas);
    } else if (kind == Kind::Namespace) {
      add(file, prefix, head, bytes, "namespace", m_world.namespaces);
    } else if (kind == Kind::ResourceClass) {
      if (const auto object = decode<ResourceClass>(file, prefix, head, bytes)) {
        addSource(file, prefix, head, object->meta, "class", bytes);
      }
    } else if (kind == Kind::Pod) {
      if (const auto pod = decode<Pod>(file, prefix, head, bytes)) {
        const std::size_t source = addSource(file, prefix, head, pod->meta, "pod", bytes);
        m_world.pods.push_back({pod, source, "Pod " + pod->meta.name.str(), "Pod", 1, ""});
      }
    } else if (!readWorkload(file, prefix, head, bytes)) {
      ++m_out.otherKinds;
    }
  }

  /// Whatever makes pods from spec.template: Deployment, Job, CronJob and kinds that are like them.
  bool readWorkload(const std::string& file, const std::string& prefix, const ManifestHead& head, const std::string& bytes) {
    const nlohmann::json json = nlohmann::json::parse(bytes, nullptr, false);
    const bool cron = json.is_object() && json.contains("/spec/jobTemplate/spec/template"_json_pointer);
    const nlohmann::json::json_pointer at = cron ? "/spec/jobTemplate/spec/template"_json_pointer : "/spec/template"_json_pointer;
    if (!json.is_object() || !json.contains(at) || !json[at].is_object() || !json[at].contains("spec") ||
        !json[at]["spec"].is_object() || !json[at]["spec"].contains("containers")) {
      return false;
    }
    nlohmann::json pod = {{"apiVersion", "v1"},
                          {"kind", "Pod"},
                          {"metadata", json[at].value("metadata", nlohmann::json::object())},
                          {"spec", json[at]["spec"]}};
    if (!pod["metadata"].is_object()) {
      pod["metadata"] = nlohmann::json::object();
    }
    pod["metadata"]["name"] = head.name;
    pod["metadata"]["namespace"] = head.namespaceName;
    const std::string path = cron ? "spec.jobTemplate.spec.template." : "spec.template.";
    const ManifestHead podHead{"v1", "Pod", head.namespaceName, head.name, {}, {}};
    const Box<Pod> made =
        decode<Pod>(file, prefix + path, podHead, pod.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    if (made == nullptr) {
      return true;
    }
    const std::size_t source = addSource(file, prefix, head, made->meta, head.kind, bytes);
    const char* count = head.kind == "Job" || cron ? "parallelism" : "replicas";
    const nlohmann::json& spec = cron ? json["spec"]["jobTemplate"]["spec"] : json["spec"];
    const bool counted = spec.is_object() && spec.contains(count) && spec[count].is_number_integer();
    m_world.pods.push_back(
        {made, source, head.kind + " " + head.name, head.kind, counted ? spec[count].get<std::int64_t>() : 1, path});
    return true;
  }

  std::string m_namespace;
  LintWorld& m_world;
  Manifests m_out;
  std::map<std::string, std::size_t> m_seen;
  std::size_t m_document = 1;
};

}  // namespace

FieldPlace Manifests::locate(const diagnosis::LintProblem& problem) const {
  if (problem.source >= places.size()) {
    return {};
  }
  const ManifestPlace& place = places[problem.source];
  const std::string field = place.prefix + problem.field;
  return {place.file,
          lines[place.lines].find(problem.field.empty() && !place.prefix.empty() ? place.prefix.substr(0, place.prefix.size() - 1)
                                                                                 : field)};
}

Manifests readManifests(const std::vector<std::string>& paths, const std::string& namespaceName, LintWorld& world) {
  world.manifests = true;
  Reader reader(namespaceName.empty() ? "default" : namespaceName, world);
  for (const std::string& path : paths) {
    reader.readPath(path);
  }
  return reader.take();
}

}  // namespace claimscope::app
