#include "model/simulation/cluster.h"

#include <algorithm>

namespace claimscope::simulation {

Cluster::Cluster(std::uint64_t seed, Time start, bool isClassic)
    : store(seed), random(seed), schedule(start), classic(isClassic), highlight(start) {
  hardware.seed = mixed(seed);
}

NodeId Cluster::addNode(const std::shared_ptr<const NodeShape>& shape, std::string_view name, std::string_view zone,
                        std::string_view rack, Time created, std::string_view label) {
  const auto id = static_cast<NodeId>(hardware.nodes.size());
  auto node = std::make_shared<NodeObject>();
  node->name = Text(name);
  node->shape = shape;
  node->zone = Text(zone);
  node->rack = Text(rack);
  node->extraLabel = Text(label);
  node->index = id;
  node->extended = shape->extended;
  node->offered = shape->offered;
  node->created = created;
  node->readySince = created + 40'000;
  node->heartbeat = now() + -static_cast<std::int64_t>(random.below(300'000));
  node->makeLabels();
  node->uid = store.newUid();
  hardware.nodes.push_back({node->name, node->zone, node->rack, node->uid, static_cast<DeviceId>(hardware.devices.size()), 0});
  store.add(ObjectKind::nodes, std::move(node));
  return id;
}

DeviceId Cluster::addDevice(std::string_view driver, std::string_view pool, std::string_view name, std::uint16_t model,
                            std::uint16_t card) {
  const auto id = static_cast<DeviceId>(hardware.devices.size());
  hardware.devices.push_back({Text(driver), Text(pool), Text(name), static_cast<NodeId>(hardware.nodes.size() - 1), model, card});
  ++hardware.nodes.back().devices;
  return id;
}

std::string Cluster::addSlice(std::string_view driver, std::string_view pool, NodeId node,
                              const std::vector<SliceDevice>& devices, std::int64_t generation, std::int64_t sliceCount,
                              Time created) {
  auto slice = std::make_shared<SliceObject>();
  const std::string prefix = std::string(pool) + "-" + std::string(driver) + "-";
  slice->name = Text(prefix + random.suffix());
  slice->generateName = Text(prefix);
  slice->driver = Text(driver);
  slice->pool = Text(pool);
  slice->poolGeneration = generation;
  slice->sliceCount = sliceCount;
  slice->devices = devices;
  slice->generation = 1;
  slice->created = created;
  if (node != kNobody) {
    slice->node = hardware.nodes[node].name;
    slice->owner = {Text("Node"), slice->node, hardware.nodes[node].uid};
  }
  std::string name = slice->name.str();
  store.add(ObjectKind::slices, std::move(slice));
  return name;
}

std::string Cluster::publish(NodeId node, std::string_view driver, Time created) {
  const NodeInfo& info = hardware.nodes[node];
  std::vector<SliceDevice> devices;
  for (DeviceId id = info.firstDevice; id < info.firstDevice + info.devices; ++id) {
    if (hardware.devices[id].driver == driver) {
      devices.push_back({id, {}});
    }
  }
  return addSlice(driver, info.name.view(), node, devices, 1, 1, created);
}

Workload Cluster::addWorkload(const documents::Controller& what, PodShape shape) {
  auto shared = std::make_shared<const PodShape>(std::move(shape));
  const ObjectKind kind = what.kind == "Deployment"    ? ObjectKind::deployments
                          : what.kind == "StatefulSet" ? ObjectKind::statefulSets
                          : what.kind == "DaemonSet"   ? ObjectKind::daemonSets
                          : what.kind == "CronJob"     ? ObjectKind::cronJobs
                                                       : ObjectKind::jobs;
  const auto top = store.add(kind, documents::controller(what, *shared, context()));
  if (what.kind != "Deployment") {
    return {shared, top->asOwner(what.kind)};
  }
  documents::Controller set = what;
  set.kind = "ReplicaSet";
  set.name = what.name + "-" + random.suffix(9);
  set.owner = top->asOwner("Deployment");
  const auto replicas = store.add(ObjectKind::replicaSets, documents::controller(set, *shared, context()));
  return {shared, replicas->asOwner("ReplicaSet")};
}

void Cluster::addTemplate(std::string_view namespaceName, std::string_view name, const ClaimShape& shape, Time created) {
  store.add(ObjectKind::claimTemplates, documents::claimTemplate(namespaceName, name, shape, context(), created));
}

std::shared_ptr<PodObject> Cluster::podOf(const PodPlan& plan) const {
  auto pod = std::make_shared<PodObject>();
  pod->name = Text(plan.name);
  pod->namespaceName = plan.shape->namespaceName;
  pod->labels = plan.shape->labels;
  pod->owner = plan.owner;
  pod->shape = plan.shape;
  pod->created = plan.created;
  return pod;
}

std::shared_ptr<PodObject> Cluster::addPod(const PodPlan& plan) {
  std::shared_ptr<PodObject> pod = podOf(plan);
  pod->uid = store.newUid();
  const Time claimCreated = plan.created + 1000;
  const Time allocated = claimCreated + plan.allocateMs;
  std::size_t next = 0;
  for (const ClaimEntry& entry : plan.shape->claims) {
    if (entry.templateName.empty()) {
      continue;
    }
    auto claim = std::make_shared<ClaimObject>();
    const std::string prefix = plan.name + "-" + entry.name.str() + "-";
    claim->name = Text(next < plan.claimNames.size() ? plan.claimNames[next] : prefix + random.suffix());
    claim->generateName = Text(prefix);
    claim->namespaceName = pod->namespaceName;
    claim->annotations = podClaimAnnotation(entry.name);
    claim->owner = pod->asOwner("Pod");
    claim->shape = entry.shape;
    claim->created = claimCreated;
    if (next < plan.devices.size() && !plan.devices[next].empty()) {
      claim->devices = plan.devices[next];
      claim->allocatedAt = allocated;
      claim->finalizer = Text(classic ? kClassicClaimFinalizer : kClaimFinalizer);
      claim->reservedFor.push_back({pod->name, pod->uid});
      claim->share = plan.share ? store.newUid() : 0;
      if (!claim->shape->adminAccess) {
        for (const DeviceId id : claim->devices) {
          hardware.devices[id].taken = true;
        }
      }
    }
    pod->generatedClaims.push_back(claim->name);
    store.add(ObjectKind::claims, std::move(claim));
    ++next;
  }
  if (!plan.node.empty()) {
    pod->node = plan.node;
    pod->scheduledAt = allocated;
    pod->preparedAt = allocated + plan.prepareMs;
    pod->startedAt = pod->preparedAt + plan.startMs;
    pod->stage = PodStage::running;
  }
  store.add(ObjectKind::pods, pod);
  return pod;
}

std::shared_ptr<ClaimObject> Cluster::addClaim(std::string_view namespaceName, std::string_view name,
                                               const std::shared_ptr<const ClaimShape>& shape,
                                               const std::vector<DeviceId>& devices,
                                               const std::vector<std::shared_ptr<PodObject>>& pods, Time created) {
  auto claim = std::make_shared<ClaimObject>();
  claim->name = Text(name);
  claim->namespaceName = Text(namespaceName);
  claim->shape = shape;
  claim->created = created;
  claim->devices = devices;
  if (!devices.empty()) {
    claim->allocatedAt = created + 2000;
    claim->finalizer = Text(classic ? kClassicClaimFinalizer : kClaimFinalizer);
    for (const DeviceId id : devices) {
      hardware.devices[id].taken = hardware.devices[id].taken || !shape->adminAccess;
    }
    for (const auto& pod : pods) {
      claim->reservedFor.push_back({pod->name, pod->uid});
    }
  }
  store.add(ObjectKind::claims, claim);
  return claim;
}

std::string Cluster::event(std::string_view kind, const Object& object, const EventText& text, Time first, Time last) {
  auto event = std::make_shared<EventObject>();
  event->uid = store.newUid();
  event->name = Text(object.name.str() + "." + uuid(event->uid).substr(0, 8) + uuid(event->uid).substr(24, 8));
  event->namespaceName = object.namespaceName.empty() ? Text("default") : object.namespaceName;
  event->objectKind = Text(kind);
  event->objectName = object.name;
  event->objectUid = object.uid;
  event->reason = Text(text.reason);
  event->component = Text(text.component);
  event->message = text.message;
  event->warning = text.warning;
  event->count = text.count;
  event->first = first;
  event->last = last;
  event->created = first;
  return store.add(ObjectKind::events, std::move(event))->key();
}

}  // namespace claimscope::simulation
