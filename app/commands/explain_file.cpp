// Claims, templates and pods of a file, explained as if they were created now.
#include <fmt/format.h>

#include "app/commands/explain.h"
#include "app/source/manifest_head.h"
#include "app/source/read_whole.h"
#include "model/base/json.h"
#include "model/base/yaml.h"

namespace claimscope::app {
namespace {

constexpr std::size_t kMaxFile = 64U << 20U;

class Reader {
 public:
  Reader(std::string path, std::string namespaceName) : m_path(std::move(path)), m_namespace(std::move(namespaceName)) {}

  Result<HypotheticalFile> read() {
    const Result<std::string> bytes = readWhole(m_path, kMaxFile, "Write only the claim and its pod into the file");
    if (!bytes) {
      return fail(bytes.error());
    }
    m_path = nameOfInput(m_path);
    auto documents = yaml::toJson(*bytes);
    if (!documents) {
      return fail(documents.error().within(m_path));
    }
    for (yaml::Document& document : *documents) {
      const std::string where = document.line > 1 ? m_path + ", document at line " + std::to_string(document.line) : m_path;
      if (Status status = readDocument(where, document.json); !status) {
        return fail(status.error());
      }
    }
    if (m_out.claims.empty() && m_out.templates.empty() && m_out.pods.empty()) {
      return fail(ErrorCode::invalidInput, m_path + " holds no ResourceClaim, ResourceClaimTemplate or Pod",
                  "Write the claim you want explained into it");
    }
    return std::move(m_out);
  }

 private:
  Status readDocument(const std::string& where, std::string& bytes) {
    if (bytes.empty() || bytes.front() != '{') {
      return fail(ErrorCode::invalidInput, where + " is not an object with apiVersion and kind",
                  "It should be a ResourceClaim, a ResourceClaimTemplate or a Pod");
    }
    ManifestHead head;
    try {
      head = manifestHead(bytes, Items::take);
    } catch (const json::FieldError& error) {
      return fail(ErrorCode::invalidInput, where + ": " + error.path + " " + error.cause, "Correct the document");
    } catch (const simdjson::simdjson_error& error) {
      return fail(ErrorCode::invalidInput, where + " is not valid JSON: " + std::string(error.what()), "Correct the document");
    }
    if (!head.items.empty()) {
      for (std::size_t i = 0; i < head.items.size(); ++i) {
        if (Status status = readDocument(where + ", items[" + std::to_string(i) + "]", head.items[i]); !status) {
          return status;
        }
      }
      return {};
    }
    if (head.apiVersion.empty() || head.kind.empty()) {
      return fail(ErrorCode::invalidInput, where + " has no apiVersion and kind",
                  "It should be a ResourceClaim, a ResourceClaimTemplate or a Pod");
    }
    const auto kind = kindOfManifest(groupOf(head.apiVersion), head.kind);
    Status status;
    if (kind == Kind::ResourceClaim) {
      status = decodeInto(where, head.apiVersion, bytes, m_out.claims);
    } else if (kind == Kind::ResourceClaimTemplate) {
      status = decodeInto(where, head.apiVersion, bytes, m_out.templates);
    } else if (kind == Kind::Pod) {
      status = decodeInto(where, head.apiVersion, bytes, m_out.pods);
    }
    return status;  // other kinds may stand in the file: they do not ask for devices
  }

  template <class T>
  Status decodeInto(const std::string& where, const std::string& apiVersion, std::string& bytes, std::vector<Box<T>>& out) {
    Result<Box<T>> object = decodeObject<T>(apiVersion, bytes);
    if (!object) {
      return fail(object.error().within(where));
    }
    T copy = **object;
    if (copy.meta.namespaceName.empty()) {
      copy.meta.namespaceName = Text(m_namespace);
    }
    if (copy.meta.name.empty()) {
      copy.meta.name = Text("(generated name)");
    }
    if constexpr (std::is_same_v<T, ResourceClaim>) {
      // As if it were created now: what a status says of another cluster does not count.
      copy.allocation = nullptr;
      copy.reservedFor.clear();
      copy.devices.clear();
      copy.meta.rare.edit().deleted = {};
    } else if constexpr (std::is_same_v<T, Pod>) {
      copy.nodeName = {};
      copy.claimStatuses.clear();
      copy.conditions.clear();
      copy.phase = Text("Pending");
      copy.meta.rare.edit().deleted = {};
    }
    out.emplace_back(std::move(copy));
    return {};
  }

  std::string m_path;
  std::string m_namespace;
  HypotheticalFile m_out;
};

ResourceClaim claimFromTemplate(const ResourceClaimTemplate& source, const std::string& name) {
  ResourceClaim claim;
  claim.meta.name = Text(name);
  claim.meta.namespaceName = source.meta.namespaceName;
  claim.spec = source.spec;
  claim.classic = source.classic;
  return claim;
}

template <class T>
const T* findIn(const std::vector<Box<T>>& list, const Text& namespaceName, const Text& name) {
  for (const auto& object : list) {
    if (object->meta.name == name && object->meta.namespaceName == namespaceName) {
      return object.get();
    }
  }
  return nullptr;
}

explanation::Explanation explainPodOf(const cluster::Snapshot& snapshot, const HypotheticalFile& file, const Pod& pod) {
  std::vector<ResourceClaim> generated;
  generated.reserve(pod.spec->claims.size());
  std::vector<const ResourceClaim*> claims;
  for (const PodClaimEntry& entry : pod.spec->claims) {
    if (!entry.templateName.empty()) {
      const auto* source = findIn(file.templates, pod.meta.namespaceName, entry.templateName);
      source = source != nullptr ? source : snapshot.of<ResourceClaimTemplate>().find(pod.meta.namespaceName, entry.templateName);
      if (source != nullptr) {
        generated.push_back(claimFromTemplate(*source, pod.meta.name.str() + "-" + entry.name.str()));
        claims.push_back(&generated.back());
      }
      continue;
    }
    const auto* claim = findIn(file.claims, pod.meta.namespaceName, entry.claimName);
    claim = claim != nullptr ? claim : snapshot.of<ResourceClaim>().find(pod.meta.namespaceName, entry.claimName);
    if (claim != nullptr) {
      claims.push_back(claim);
    }
  }
  return explanation::explainHypotheticalPod(snapshot, pod, claims);
}

}  // namespace

Result<HypotheticalFile> readHypothetical(const std::string& path, const std::string& namespaceName) {
  return Reader(path, namespaceName.empty() ? "default" : namespaceName).read();
}

std::vector<explanation::Explanation> explainFile(const cluster::Snapshot& snapshot, const HypotheticalFile& file) {
  std::vector<explanation::Explanation> out;
  for (const auto& pod : file.pods) {
    if (!pod->spec->claims.empty()) {
      out.push_back(explainPodOf(snapshot, file, *pod));
    }
  }
  if (!out.empty()) {
    return out;
  }
  for (const auto& claim : file.claims) {
    out.push_back(explanation::explainHypothetical(snapshot, *claim));
  }
  for (const auto& source : file.templates) {
    out.push_back(explanation::explainHypothetical(snapshot, claimFromTemplate(*source, source->meta.name.str())));
  }
  return out;
}

}  // namespace claimscope::app
