#include "model/migration/workloads.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "model/base/json_tree.h"
#include "model/migration/device_resource.h"
#include "model/resources/pod/pod_template.h"

namespace claimscope::migration {
namespace {

using cluster::kNoSlot;
using cluster::Slot;
using cluster::Snapshot;
using Json = nlohmann::ordered_json;

/// Who else writes the object: a patch of ours comes back when they write it again. managedFields are not kept, so these are the
/// marks that the tools leave on purpose.
std::string managerOf(const Metadata& meta) {
  const auto annotation = [&](std::string_view key) { return labelValue(meta.annotations(), key).str(); };
  const auto label = [&](std::string_view key) { return labelValue(meta.labels, key).str(); };
  if (const std::string tracking = annotation("argocd.argoproj.io/tracking-id"); !tracking.empty()) {
    return "Argo CD " + tracking.substr(0, tracking.find(':'));
  }
  if (const std::string instance = label("argocd.argoproj.io/instance"); !instance.empty()) {
    return "Argo CD " + instance;
  }
  if (const std::string release = label("helm.toolkit.fluxcd.io/name"); !release.empty()) {
    return "Flux release " + release;
  }
  if (const std::string name = label("kustomize.toolkit.fluxcd.io/name"); !name.empty()) {
    return "Flux " + name;
  }
  if (const std::string release = annotation("meta.helm.sh/release-name"); !release.empty()) {
    return "Helm release " + release;
  }
  if (label("app.kubernetes.io/managed-by") == "Helm") {
    const std::string instance = label("app.kubernetes.io/instance");
    return "Helm release " + (instance.empty() ? meta.name.str() : instance);
  }
  return {};
}

template <class T>
WorkloadKind kindOfObject() {
  if constexpr (std::is_same_v<T, Deployment>) {
    return WorkloadKind::deployment;
  } else if constexpr (std::is_same_v<T, StatefulSet>) {
    return WorkloadKind::statefulSet;
  } else if constexpr (std::is_same_v<T, DaemonSet>) {
    return WorkloadKind::daemonSet;
  } else if constexpr (std::is_same_v<T, CronJob>) {
    return WorkloadKind::cronJob;
  } else {
    return WorkloadKind::job;
  }
}

class Collector {
 public:
  explicit Collector(const Snapshot& snapshot) : m_snapshot(snapshot) {}

  std::vector<Workload> collect() {
    addTable<Deployment>();
    addTable<StatefulSet>();
    addTable<DaemonSet>();
    addTable<CronJob>();
    addTable<Job>();
    m_snapshot.of<Pod>().forEach([this](Slot slot, const Pod& pod) { addPod(slot, pod); });
    std::vector<Workload> out;
    out.reserve(m_found.size());
    for (auto& [key, workload] : m_found) {
      if (workload.kind == WorkloadKind::job && workload.pods.empty() && workload.desired == 0) {
        continue;  // it has ended
      }
      if (!workload.wanted().empty()) {
        out.push_back(std::move(workload));
      }
    }
    return out;
  }

 private:
  using Key = std::tuple<std::string, std::string, std::string>;  // namespace, name, kind

  template <class T>
  void addTable() {
    m_snapshot.of<T>().forEach([this](Slot slot, const T& object) {
      if (!object.extendedTemplate) {
        return;
      }
      Workload out;
      out.kind = kindOfObject<T>();
      out.kindWord = kindRequest<T>().kind;
      describe(object.meta, slot, out);
      out.hasTemplate = true;
      out.asks = asksOf(*object.extendedTemplate);
      if constexpr (std::is_same_v<T, Job>) {
        out.desired = object.complete || object.failed > 0 ? object.active : std::max(object.active, object.suspended ? 1 : 0);
        out.desired = object.complete ? 0
                                      : std::max<std::int64_t>(
                                            out.desired, std::min(object.parallelism, object.completions - object.succeeded));
        out.ready = object.active;
        // A Job that a CronJob made is one of many: the CronJob is what has to change.
        if (const OwnerReference* owner = object.meta.controller()) {
          out.kind = owner->kind == "CronJob" ? WorkloadKind::cronJob : WorkloadKind::other;
          out.kindWord = owner->kind.str();
          out.name = owner->name;
          out.uid = owner->uid;
          out.hasTemplate = false;
          m_jobs[{object.meta.namespaceName.str(), object.meta.name.str()}] = {owner->kind, owner->name};
        }
        // Its own Jobs are what it runs now.
        if (const auto above = m_found.find(keyOf(out)); above != m_found.end()) {
          above->second.desired += out.desired;
          above->second.ready += out.ready;
          return;
        }
      } else if constexpr (std::is_same_v<T, CronJob>) {
        out.rolledOut = true;  // the next Job is of the newest template
      } else {
        out.desired = object.desired;
        out.ready = object.ready;
        out.updated = object.updated;
        out.onDelete = object.strategy == "OnDelete";
        out.rolledOut = object.observedGeneration >= object.meta.generation() && object.updated >= object.desired &&
                        object.available >= object.desired;
      }
      m_found.try_emplace(keyOf(out), std::move(out));
    });
  }

  void describe(const Metadata& meta, Slot slot, Workload& out) const {
    out.namespaceName = meta.namespaceName;
    out.name = meta.name;
    out.uid = meta.uid;
    out.slot = slot;
    out.managedBy = managerOf(meta);
    if (hasLabel(meta.annotations(), kStaticAnnotation)) {
      out.before = readKept(labelValue(meta.annotations(), kStaticAnnotation).view());
    }
  }

  static Key keyOf(const Workload& workload) { return {workload.namespaceName.str(), workload.name.str(), workload.kindWord}; }

  /// The topmost controller of a pod that we can name.
  std::pair<Text, Text> topOf(const Pod& pod) const {
    const OwnerReference* owner = pod.meta.controller();
    if (owner == nullptr) {
      return {Text("Pod"), pod.meta.name};
    }
    if (owner->kind == "ReplicaSet") {
      const ReplicaSet* set = m_snapshot.of<ReplicaSet>().find(pod.meta.namespaceName, owner->name);
      if (set != nullptr && set->meta.controller() != nullptr) {
        return {set->meta.controller()->kind, set->meta.controller()->name};
      }
      // A ReplicaSet that is not seen: its Deployment has its name without the hash.
      const std::string hash = labelValue(pod.meta.labels, "pod-template-hash").str();
      const std::string name = owner->name.str();
      if (set == nullptr && !hash.empty() && name.ends_with("-" + hash)) {
        return {Text("Deployment"), Text(name.substr(0, name.size() - hash.size() - 1))};
      }
    }
    if (owner->kind == "Job") {
      if (const auto found = m_jobs.find({pod.meta.namespaceName.str(), owner->name.str()}); found != m_jobs.end()) {
        return found->second;
      }
    }
    return {owner->kind, owner->name};
  }

  void addPod(Slot slot, const Pod& pod) {
    if (pod.finished()) {
      return;
    }
    const auto [kind, name] = topOf(pod);
    const auto found = m_found.find({pod.meta.namespaceName.str(), name.str(), kind.str()});
    std::vector<ContainerAsk> asks = found == m_found.end() ? asksOf(pod) : std::vector<ContainerAsk>{};
    if (found == m_found.end() && asks.empty()) {
      return;
    }
    Workload& workload = found == m_found.end() ? addUnseen(kind, name, slot, pod, std::move(asks)) : found->second;
    workload.pods.push_back(slot);
    workload.sample = workload.sample == kNoSlot ? slot : workload.sample;
    if (workload.slot == kNoSlot) {
      const PodCondition* ready = pod.condition("Ready");
      ++workload.desired;
      workload.ready += ready != nullptr && ready->status == "True" ? 1 : 0;
    }
  }

  Workload& addUnseen(const Text& kind, const Text& name, Slot slot, const Pod& pod, std::vector<ContainerAsk> asks) {
    Workload out;
    out.kindWord = kind.str();
    out.kind = kind == "Pod"           ? WorkloadKind::pod
               : kind == "Deployment"  ? WorkloadKind::deployment
               : kind == "StatefulSet" ? WorkloadKind::statefulSet
               : kind == "DaemonSet"   ? WorkloadKind::daemonSet
               : kind == "Job"         ? WorkloadKind::job
               : kind == "CronJob"     ? WorkloadKind::cronJob
                                       : WorkloadKind::other;
    out.namespaceName = pod.meta.namespaceName;
    out.name = name;
    out.asks = std::move(asks);
    out.sample = slot;
    out.managedBy = managerOf(pod.meta);
    if (kind == "Pod") {
      out.uid = pod.meta.uid;
    }
    return m_found.emplace(keyOf(out), std::move(out)).first->second;
  }

  const Snapshot& m_snapshot;
  std::map<Key, Workload> m_found;
  std::map<std::pair<std::string, std::string>, std::pair<Text, Text>> m_jobs;  ///< Jobs that something else made
};

template <class T>
const Pod* templateAt(const Snapshot& snapshot, Slot slot) {
  const T* object = snapshot.of<T>().at(slot);
  return object == nullptr ? nullptr : object->extendedTemplate.get();
}

}  // namespace

std::int64_t Workload::perPod() const {
  std::int64_t together = 0;
  std::int64_t init = 0;
  for (const ContainerAsk& ask : wanted()) {
    (ask.init ? init : together) += ask.init ? std::max<std::int64_t>(ask.count - init, 0) : ask.count;
  }
  return std::max(together, init);
}

std::string_view workloadWord(WorkloadKind kind) {
  switch (kind) {
    case WorkloadKind::deployment:
      return "deployment";
    case WorkloadKind::statefulSet:
      return "statefulset";
    case WorkloadKind::daemonSet:
      return "daemonset";
    case WorkloadKind::job:
      return "job";
    case WorkloadKind::cronJob:
      return "cronjob";
    case WorkloadKind::pod:
      return "pod";
    case WorkloadKind::other:
      break;
  }
  return "workload";
}

std::vector<ContainerAsk> asksOf(const Pod& pod) {
  std::vector<ContainerAsk> out;
  for (const Container& container : pod.spec->containers) {
    const auto ask = [&](const Text& resource) -> ContainerAsk& {
      for (ContainerAsk& known : out) {
        if (known.container == container.name && known.resource == resource) {
          return known;
        }
      }
      out.push_back({container.name, resource, 0, {}, {}, container.init && !container.sidecar});
      return out.back();
    };
    for (const auto& [resource, amount] : container.limits) {
      if (isDeviceResource(resource.view()) && amount.value() > 0) {
        ContainerAsk& known = ask(resource);
        known.limit = std::string(amount.text());
        known.count = amount.value();
      }
    }
    // Limits and requests of an extended resource have to be equal; a template may have one of them alone.
    for (const auto& [resource, amount] : container.requests) {
      if (isDeviceResource(resource.view()) && amount.value() > 0) {
        ContainerAsk& known = ask(resource);
        known.request = std::string(amount.text());
        known.count = std::max(known.count, amount.value());
      }
    }
  }
  return out;
}

std::vector<Workload> staticWorkloads(const Snapshot& snapshot) {
  return Collector(snapshot).collect();
}

const Pod* formOf(const Snapshot& snapshot, const Workload& workload) {
  const Pod* form = nullptr;
  switch (workload.kind) {
    case WorkloadKind::deployment:
      form = templateAt<Deployment>(snapshot, workload.slot);
      break;
    case WorkloadKind::statefulSet:
      form = templateAt<StatefulSet>(snapshot, workload.slot);
      break;
    case WorkloadKind::daemonSet:
      form = templateAt<DaemonSet>(snapshot, workload.slot);
      break;
    case WorkloadKind::job:
      form = templateAt<Job>(snapshot, workload.slot);
      break;
    case WorkloadKind::cronJob:
      form = workload.hasTemplate ? templateAt<CronJob>(snapshot, workload.slot) : templateAt<Job>(snapshot, workload.slot);
      break;
    case WorkloadKind::pod:
    case WorkloadKind::other:
      break;
  }
  return form != nullptr ? form : snapshot.of<Pod>().at(workload.sample);
}

std::string keptText(const std::vector<ContainerAsk>& asks) {
  Json out = Json::array();
  for (const ContainerAsk& ask : asks) {
    Json one = {{"container", ask.container.str()}, {"resource", ask.resource.str()}};
    if (!ask.limit.empty()) {
      one["limit"] = ask.limit;
    }
    if (!ask.request.empty()) {
      one["request"] = ask.request;
    }
    if (ask.init) {
      one["init"] = true;
    }
    out.push_back(std::move(one));
  }
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<ContainerAsk> readKept(std::string_view text) {
  std::vector<ContainerAsk> out;
  const Json read = Json::parse(text, nullptr, false);
  if (!read.is_array()) {
    return out;
  }
  const auto word = [](const Json& one, const char* key) {
    const auto found = one.find(key);
    return found != one.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  for (const Json& one : read) {
    if (!one.is_object()) {
      return {};
    }
    ContainerAsk ask;
    ask.container = Text(word(one, "container"));
    ask.resource = Text(word(one, "resource"));
    ask.limit = word(one, "limit");
    ask.request = word(one, "request");
    ask.init = one.contains("init");
    const std::optional<Quantity> amount = Quantity::parse(ask.limit.empty() ? ask.request : ask.limit);
    if (ask.container.empty() || !isDeviceResource(ask.resource.view()) || !amount || amount->value() <= 0) {
      return {};  // somebody has edited it: nothing is built on it
    }
    ask.count = amount->value();
    out.push_back(std::move(ask));
  }
  return out;
}

}  // namespace claimscope::migration
