#include "model/survey/old_objects.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/base/words.h"
#include "model/base/yaml.h"
#include "model/survey/document.h"

namespace claimscope::survey {
namespace {

using cluster::Slot;
using cluster::Snapshot;

constexpr std::string_view kMark = "old:";

bool isClassic(const Snapshot& snapshot, Kind kind) {
  const std::string& version = snapshot.source(kind).status.resource.version;
  return version == "v1alpha1" || version == "v1alpha2";
}

/// The keys that upstream's evaluators never counted under this name (modernise, countKey).
bool hasOldKey(const ResourceQuota& quota) {
  return std::any_of(quota.hard.begin(), quota.hard.end(), [](const auto& entry) {
    const std::string_view key = entry.first.view();
    return key == "resourceclaims.resource.k8s.io" || key == "resourceclaimtemplates.resource.k8s.io" ||
           key == "resourceclaims" || key == "resourceclaimtemplates" || key == "count/resourceclaims" ||
           key == "count/resourceclaimtemplates";
  });
}

/// Gathers questions; the id says what an answer is: "old:APIVERSION:KIND:NAMESPACE/NAME".
class Asking {
 public:
  explicit Asking(const Snapshot& snapshot) : m_snapshot(snapshot) {}

  OldQuestions ask() {
    lists();
    configMaps();
    const bool classic = !m_out.empty();
    workloads<Deployment>(classic);
    workloads<StatefulSet>(classic);
    workloads<DaemonSet>(classic);
    workloads<CronJob>(classic);
    workloads<Job>(classic);
    m_snapshot.of<Pod>().forEach([&](Slot, const Pod& pod) {
      const bool old =
          std::any_of(pod.spec->claims.begin(), pod.spec->claims.end(), [](const PodClaimEntry& one) { return one.viaSource; });
      if (old && pod.meta.controller() == nullptr && !pod.finished()) {
        one(kindRequest<Pod>(), "v1", pod.meta);
      }
    });
    m_snapshot.of<ResourceQuota>().forEach([&](Slot, const ResourceQuota& quota) {
      if (hasOldKey(quota)) {
        one(kindRequest<ResourceQuota>(), "v1", quota.meta);
      }
    });
    return {std::move(m_out), m_leftOut};
  }

 private:
  template <class T>
  void list() {
    if (!m_snapshot.of<T>().empty() && isClassic(m_snapshot, kKindOf<T>)) {
      const ApiResource& resource = m_snapshot.source(kKindOf<T>).status.resource;
      m_out.push_back({fmt::format("{}{}:{}:", kMark, resource.apiVersion(), kindRequest<T>().kind),
                       fmt::format("/apis/{}/{}?limit={}", resource.apiVersion(), resource.resource, kPageSize),
                       {},
                       true});
    }
  }
  void lists() {
    list<ResourceClass>();
    list<ResourceClassParameters>();
    list<ResourceClaimParameters>();
    list<ResourceClaimTemplate>();
    list<ResourceClaim>();
  }

  void configMaps() {
    std::set<std::pair<std::string, std::string>> names;
    const auto note = [&](const Text& kind, const Text& group, const Text& space, const Text& name) {
      // The guide leaves the kind out where it means a ConfigMap.
      if (group.empty() && (kind.empty() || kind == "ConfigMap") && isName(space.view()) && isName(name.view())) {
        names.emplace(space.str(), name.str());
      }
    };
    m_snapshot.of<ResourceClass>().forEach([&](Slot, const ResourceClass& one) {
      note(one.parametersKind, one.parametersApiGroup, one.parametersNamespace, one.parametersName);
    });
    const auto ofClaim = [&](const auto& object) {
      if (object.classic != nullptr) {
        note(object.classic->parametersKind, object.classic->parametersApiGroup, object.meta.namespaceName,
             object.classic->parametersName);
      }
    };
    m_snapshot.of<ResourceClaim>().forEach([&](Slot, const ResourceClaim& claim) { ofClaim(claim); });
    m_snapshot.of<ResourceClaimTemplate>().forEach([&](Slot, const ResourceClaimTemplate& form) { ofClaim(form); });
    for (const auto& [space, name] : names) {
      push("v1", "ConfigMap", space, name, fmt::format("/api/v1/namespaces/{}/configmaps/{}", space, name));
    }
  }

  template <class T>
  void workloads(bool classic) {
    m_snapshot.of<T>().forEach([&](Slot, const T& object) {
      if (classic && !object.templateClaims.empty() && object.meta.controller() == nullptr) {
        one(kindRequest<T>(), kindRequest<T>().group + "/v1", object.meta);
      }
    });
  }

  void one(const KindRequest& kind, const std::string& apiVersion, const Metadata& meta) {
    const std::string root = kind.group.empty() ? "/api/v1" : "/apis/" + apiVersion;
    push(apiVersion, kind.kind, meta.namespaceName.str(), meta.name.str(),
         fmt::format("{}/namespaces/{}/{}/{}", root, meta.namespaceName.view(), kind.resource, meta.name.view()));
  }

  void push(const std::string& apiVersion, const std::string& kind, const std::string& space, const std::string& name,
            std::string path) {
    if (!isName(space) || !isName(name)) {
      return;
    }
    if (++m_asked > kMostOldObjects) {
      ++m_leftOut;
      return;
    }
    m_out.push_back({fmt::format("{}{}:{}:{}/{}", kMark, apiVersion, kind, space, name), std::move(path), {}, false});
  }

  const Snapshot& m_snapshot;
  std::vector<Question> m_out;
  std::size_t m_asked = 0;
  std::int64_t m_leftOut = 0;
};

void eraseKeys(nlohmann::ordered_json& object, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    if (object.is_object()) {
      object.erase(key);
    }
  }
}

/// The object as somebody would have written it.
void clean(nlohmann::ordered_json& object) {
  eraseKeys(object, {"status"});
  nlohmann::ordered_json& metadata = object["metadata"];
  if (metadata.is_object() && metadata.contains("annotations")) {
    eraseKeys(metadata["annotations"], {"kubectl.kubernetes.io/last-applied-configuration", "deployment.kubernetes.io/revision"});
    if (metadata["annotations"].empty()) {
      metadata.erase("annotations");
    }
  }
  eraseKeys(metadata, {"managedFields", "uid", "resourceVersion", "generation", "creationTimestamp", "selfLink",
                       "ownerReferences", "finalizers", "generateName"});
  if (object.value("kind", "") == "Job" && object["spec"].is_object()) {
    eraseKeys(object["spec"], {"selector"});  // the server makes both anew
    const nlohmann::ordered_json::json_pointer labels("/template/metadata/labels");
    if (object["spec"].contains(labels)) {
      eraseKeys(object["spec"][labels],
                {"controller-uid", "job-name", "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name"});
    }
  }
  if (object.value("kind", "") == "Pod" && object["spec"].is_object()) {
    eraseKeys(object["spec"], {"nodeName"});
  }
}

bool madeByController(const nlohmann::ordered_json& object) {
  const nlohmann::ordered_json::json_pointer owners("/metadata/ownerReferences");
  if (!object.contains(owners) || !object[owners].is_array()) {
    return false;
  }
  return std::any_of(object[owners].begin(), object[owners].end(), [](const auto& owner) {
    return owner.is_object() && owner.contains("controller") && owner["controller"] == true;
  });
}

std::string whyMissing(const Answer& answer) {
  return answer.outcome == Outcome::forbidden   ? "forbidden"
         : answer.outcome == Outcome::notServed ? "not there"
         : answer.outcome == Outcome::notAsked  ? "not asked for"
                                                : words::oneLine(answer.why);
}

}  // namespace

OldQuestions oldObjectQuestions(const Snapshot& snapshot) {
  return Asking(snapshot).ask();
}

OldManifests oldManifests(const Survey& survey) {
  OldManifests out;
  const auto add = [&](nlohmann::ordered_json object, const std::string& apiVersion, const std::string& kind) {
    if (!object.is_object() || madeByController(object)) {
      return;
    }
    nlohmann::ordered_json whole{{"apiVersion", apiVersion}, {"kind", kind}};
    for (auto& [key, value] : object.items()) {
      if (key != "apiVersion" && key != "kind") {
        whole[key] = std::move(value);
      }
    }
    clean(whole);
    out.yaml += (out.yaml.empty() ? "" : "---\n") +
                yaml::fromJson(whole.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    out.yaml += out.yaml.ends_with('\n') ? "" : "\n";
    ++out.objects;
  };
  for (const auto& [id, answer] : survey.answers) {
    if (!id.starts_with(kMark)) {
      continue;
    }
    const std::size_t first = id.find(':', kMark.size());
    const std::size_t second = id.find(':', first + 1);
    const std::string apiVersion = id.substr(kMark.size(), first - kMark.size());
    const std::string kind = id.substr(first + 1, second - first - 1);
    const std::string name = id.substr(second + 1);
    if (answer.outcome != Outcome::answered) {
      out.missing.push_back(kind + (name.empty() ? "" : " " + name) + ": " + whyMissing(answer));
      continue;
    }
    for (const std::string& page : answer.pages) {
      nlohmann::ordered_json object = nlohmann::ordered_json::parse(page, nullptr, false);
      if (name.empty() && object.is_object() && object.contains("items") && object["items"].is_array()) {
        for (auto& item : object["items"]) {
          add(std::move(item), apiVersion, kind);
        }
      } else if (!name.empty()) {
        add(std::move(object), apiVersion, kind);
      }
    }
    if (!answer.complete) {
      out.missing.push_back(kind + ": there are more than were read");
    }
  }
  return out;
}

}  // namespace claimscope::survey
