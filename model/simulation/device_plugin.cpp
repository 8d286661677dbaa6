// device-plugin: a fleet of 200 nodes whose GPUs a device plugin hands out, on its way to a DRA driver. Some nodes are handed
// over, some serve both, most have not begun; workloads of every kind, some of them written by Helm and Argo CD, some moved
// already.
#include <algorithm>

#include "model/simulation/parts.h"
#include "model/simulation/scenarios.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

constexpr std::string_view kResource = "nvidia.com/gpu";
constexpr std::uint32_t kPerNode = 8;
constexpr std::int64_t kAge = 60 * kDay;
constexpr const char* kLabel = "migration-phase=dra";

/// Who hands out the GPUs of a node.
enum class Serving : std::uint8_t { plugin, both, claims };

struct Machine {
  NodeId node = 0;
  Serving serving = Serving::plugin;
  std::uint32_t plugin = 0;  ///< free for the device plugin
};

struct Pool {
  const char* group;
  const char* type;
  std::uint16_t model;
  std::uint32_t nodes;
  std::uint32_t handedOver;
  std::uint32_t both;
};

constexpr Pool kPools[] = {{"gpu-a10g", "g5.48xlarge", a10g, 88, 10, 3},
                           {"gpu-l4", "g6.48xlarge", l4, 72, 14, 0},
                           {"gpu-h100", "p5.48xlarge", h100, 40, 0, 0}};

/// A workload as people think of it.
struct What {
  std::string kind = "Deployment";
  std::string space;
  std::string name;
  std::uint32_t pods = 1;
  std::uint32_t gpus = 1;
  std::uint32_t pool = 0;  ///< in kPools
  std::string annotations = {};
  std::string labels = {};
  std::uint32_t waiting = 0;  ///< pods that find no node
  bool pinned = false;        ///< selects its pool's instance type
};

std::string padded(std::uint32_t number) {
  std::string digits = std::to_string(number);
  return std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits;
}

class Builder {
 public:
  explicit Builder(Cluster& cluster) : m_cluster(cluster) { addModels(cluster); }

  void machines() {
    for (const Pool& pool : kPools) {
      m_pools.emplace_back();
      for (std::uint32_t i = 0; i < pool.nodes; ++i) {
        const Serving serving = i < pool.handedOver               ? Serving::claims
                                : i < pool.handedOver + pool.both ? Serving::both
                                                                  : Serving::plugin;
        auto shape = std::make_shared<NodeShape>(*nodeGroup(pool.group, pool.type, "gpu", "192", "784217Mi", false));
        shape->extended = Text(kResource);
        shape->offered = serving == Serving::claims ? 0 : kPerNode;
        const std::string name = std::string(pool.group) + "-" + padded(i + 1);
        const NodeId node =
            m_cluster.addNode(shape, name, i % 2 == 0 ? "us-west-2a" : "us-west-2b", "rack-" + std::to_string(i / 8 + 1),
                              ago(kAge) + i * 1000, serving == Serving::plugin ? "" : kLabel);
        for (std::uint16_t card = 0; card < kPerNode; ++card) {
          m_cluster.addDevice(kGpuDriver, name, "gpu-" + std::to_string(card), pool.model, card);
        }
        if (serving != Serving::plugin) {
          m_cluster.publish(node, kGpuDriver, ago(2 * kDay));
        }
        m_pools.back().push_back({node, serving, serving == Serving::claims ? 0 : kPerNode});
      }
    }
  }

  void policy() {
    for (const char* name :
         {"default", "kube-system", "media", "search", "team-nlp", "research", "edge", "ml-workloads", "data", "vendor"}) {
      m_cluster.store.add(ObjectKind::namespaces, documents::namespaceNamed(name, ago(kAge)));
    }
    m_cluster.store.add(
        ObjectKind::deviceClasses,
        documents::deviceClass("gpu.nvidia.com",
                               {R"(device.driver == "gpu.nvidia.com")", R"(device.attributes["gpu.nvidia.com"].type == "gpu")"},
                               ago(2 * kDay)));
    constexpr const char* kClaims = "count/resourceclaims.resource.k8s.io";
    m_cluster.store.add(ObjectKind::quotas,
                        documents::quota("media", "media-quota", {{kClaims, "200"}, {"requests.nvidia.com/gpu", "400"}},
                                         {{kClaims, "31"}, {"requests.nvidia.com/gpu", "88"}}, ago(kAge)));
    m_cluster.store.add(ObjectKind::quotas,
                        documents::quota("team-nlp", "team-nlp-quota", {{kClaims, "10"}}, {{kClaims, "10"}}, ago(kAge)));
  }

  /// The named ones that a reader of the page can look up, then as many of each kind as the seed says.
  void workloads() {
    moved("media", "thumbs", 6, 6);
    moved("search", "embed", 4, 1);
    add({"Deployment", "media", "ocr", 12, 1, 0, helm("ocr"), {}, 0, false});
    add({"StatefulSet", "search", "rank", 4, 2, 0, argo("search"), {}, 0, false});
    add({"DaemonSet", "edge", "vision-probe", 6, 1, 1, {}, {}, 0, true});
    add({"Deployment", "team-nlp", "chat-api", 5, 2, 1, {}, {}, 0, false});
    add({"StatefulSet", "ml-workloads", "llm-serve", 3, 8, 2, {}, {}, 0, true});
    add({"Deployment", "media", "captions", 2, 2, 2, {}, {}, 0, true});
    add({"Deployment", "research", "notebook", 3, 1, 1, {}, {}, 2, false});
    add({"Deployment", "vendor", "face-id", 2, 1, 0, helm("face-id"), {}, 0, false});
    for (const char* name : {"etl-gpu", "train-resnet", "eval-nightly"}) {
      add({"Job", "data", name, 1, 1, 0, {}, {}, 0, false});
    }
    add({"CronJob", "media", "upscale", 2, 4, 1, {}, {}, 0, false});
    for (const char* name : {"old-bench", "debug-shell"}) {
      add({"Pod", "research", name, 1, 1, 0, {}, {}, 0, false});
    }
    constexpr const char* kSpaces[] = {"media", "search", "research", "edge", "ml-workloads", "data"};
    constexpr const char* kNames[] = {"thumb", "rerank", "index", "vision", "speech", "embed", "score", "render"};
    const std::uint32_t more = 60 + static_cast<std::uint32_t>(m_cluster.random.below(9));
    for (std::uint32_t i = 0; i < more; ++i) {
      What what;
      what.kind = m_cluster.random.below(5) == 0 ? "StatefulSet" : "Deployment";
      what.space = kSpaces[m_cluster.random.below(std::size(kSpaces))];
      what.name = std::string(kNames[i % std::size(kNames)]) + "-" + std::to_string(i + 1);
      what.pods = 1 + static_cast<std::uint32_t>(m_cluster.random.below(8));
      what.gpus = 1U << m_cluster.random.below(3);
      what.pool = static_cast<std::uint32_t>(m_cluster.random.below(3));
      what.pinned = m_cluster.random.below(4) == 0;
      const std::uint64_t owner = m_cluster.random.below(6);
      what.annotations = owner == 0 ? helm(what.name) : owner == 1 ? argo(what.space) : std::string();
      add(what);
    }
  }

  /// What the nodes run for it: the device plugin where it still serves, the driver where it does already.
  void daemons() {
    for (const bool driver : {false, true}) {
      const char* name = driver ? "nvidia-dra-driver-kubelet-plugin" : "nvidia-device-plugin";
      PodShape shape =
          podShape("kube-system", name,
                   driver ? "nvcr.io/nvidia/k8s-dra-driver-gpu:v25.12.0" : "nvcr.io/nvidia/k8s-device-plugin:v0.18.1", {});
      shape.tolerations = R"([{"operator":"Exists"}])";
      shape.cpu = Text("50m");
      shape.memory = Text("64Mi");
      std::vector<NodeId> nodes;
      for (const auto& pool : m_pools) {
        for (const Machine& machine : pool) {
          if (machine.serving == Serving::both || (machine.serving == Serving::claims) == driver) {
            nodes.push_back(machine.node);
          }
        }
      }
      const Workload workload = m_cluster.addWorkload(
          replicated("DaemonSet", name, static_cast<std::int32_t>(nodes.size()), ago(kAge)), std::move(shape));
      for (const NodeId node : nodes) {
        m_cluster.addPod({workload.shape,
                          workload.owner,
                          std::string(name) + "-" + m_cluster.random.suffix(),
                          ago(30 * kDay),
                          m_cluster.hardware.nodes[node].name,
                          {},
                          {}});
      }
    }
  }

 private:
  [[nodiscard]] Time ago(std::int64_t ms) const { return m_cluster.now() + -ms; }
  static std::string helm(const std::string& release) {
    return jsonObject({{"meta.helm.sh/release-name", release}, {"meta.helm.sh/release-namespace", "default"}});
  }
  static std::string argo(const std::string& app) {
    return jsonObject({{"argocd.argoproj.io/tracking-id", app + ":apps/Deployment:x/y"}});
  }

  PodShape shapeOf(const What& what) const {
    PodShape shape = gpuPodShape(what.space, what.name, "registry.example.com/" + what.space + "/" + what.name + ":1.4", {});
    shape.container = Text("main");
    if (what.pinned) {
      shape.nodeSelector = jsonObject({{"node.kubernetes.io/instance-type", kPools[what.pool].type}});
    }
    return shape;
  }

  /// The next machine of the pool, then of the others, on which the device plugin has so many; null: none.
  Machine* machineFor(const What& what, std::uint32_t skip) {
    for (std::size_t turn = 0; turn < (what.pinned ? 1 : m_pools.size()); ++turn) {
      std::vector<Machine>& pool = m_pools[(what.pool + turn) % m_pools.size()];
      for (std::size_t i = 0; i < pool.size(); ++i) {
        Machine& machine = pool[(i + skip) % pool.size()];
        if (machine.plugin >= what.gpus) {
          return &machine;
        }
      }
    }
    return nullptr;
  }

  void add(const What& what) {
    PodShape shape = shapeOf(what);
    shape.extended = Text(kResource);
    shape.extendedCount = what.gpus;
    const Time created = ago(10 * kDay + static_cast<std::int64_t>(m_cluster.random.below(20)) * kDay);
    Workload workload;
    if (what.kind == "Pod") {
      workload.shape = std::make_shared<const PodShape>(std::move(shape));
    } else {
      const bool cron = what.kind == "CronJob";
      documents::Controller controller = replicated(cron ? "Job" : what.kind, cron ? what.name + "-29401200" : what.name,
                                                    static_cast<std::int32_t>(what.pods), cron ? ago(kHour) : created);
      controller.ready = static_cast<std::int32_t>(what.pods - what.waiting);
      controller.annotations = Text(what.annotations);
      if (what.kind == "Job" || cron) {
        shape.restartPolicy = Text("OnFailure");
      }
      if (cron) {
        documents::Controller above = replicated(what.kind, what.name, controller.desired, created);
        above.finished = ago(kHour);
        controller.owner = m_cluster.addWorkload(above, shape).owner;
      }
      workload = m_cluster.addWorkload(controller, std::move(shape));
    }
    const auto skip = static_cast<std::uint32_t>(m_cluster.random.below(40));
    for (std::uint32_t i = 0; i < what.pods; ++i) {
      Machine* machine = i < what.pods - what.waiting ? machineFor(what, skip + i) : nullptr;
      addPod(what, workload, i, machine, created);
    }
  }

  void addPod(const What& what, const Workload& workload, std::uint32_t index, Machine* machine, Time created) {
    PodPlan plan{workload.shape, workload.owner, {}, created, {}, {}, {}};
    plan.name = what.kind == "Pod"           ? what.name
                : what.kind == "StatefulSet" ? what.name + "-" + std::to_string(index)
                                             : workload.owner.name.str() + "-" + m_cluster.random.suffix();
    if (machine != nullptr) {
      machine->plugin -= what.gpus;
      plan.node = m_cluster.hardware.nodes[machine->node].name;
    }
    const auto pod = m_cluster.addPod(plan);
    if (machine == nullptr) {
      auto extra = std::make_shared<PodExtra>();
      extra->schedulingReason = "Unschedulable";
      extra->schedulingMessage = "0/200 nodes are available: 200 Insufficient nvidia.com/gpu.";
      extra->since = ago(40 * kMinute);
      pod->created = ago(40 * kMinute);
      pod->extra = extra;
    }
  }

  /// A Deployment that has been patched to claims; `done` of its pods are new.
  void moved(const std::string& space, const std::string& name, std::uint32_t pods, std::uint32_t done) {
    const auto claim = gpuClaim("gpu.nvidia.com", 1);
    const Time patched = ago(3 * kHour);
    m_cluster.addTemplate(space, name + "-gpu", *claim, patched);
    What what{"Deployment", space, name, pods, 1, 0, {}, {}, 0, false};
    PodShape fresh = shapeOf(what);
    fresh.claims = {byTemplate("gpu", name + "-gpu", claim)};
    documents::Controller controller = replicated("Deployment", name, static_cast<std::int32_t>(pods), ago(20 * kDay));
    controller.updated = static_cast<std::int32_t>(done);
    controller.annotations = Text(jsonObject(
        {{"claimscope.io/static-resources", R"([{"container":"main","resource":"nvidia.com/gpu","limit":"1","request":"1"}])"}}));
    const Workload now = m_cluster.addWorkload(controller, std::move(fresh));
    std::uint32_t made = 0;
    for (const Machine& machine : m_pools[0]) {
      if (machine.serving != Serving::claims || made == done) {
        continue;
      }
      PodPlan plan{now.shape,
                   now.owner,
                   now.owner.name.str() + "-" + m_cluster.random.suffix(),
                   patched + made * kMinute,
                   m_cluster.hardware.nodes[machine.node].name,
                   {{m_cluster.hardware.nodes[machine.node].firstDevice + m_next++ % kPerNode}},
                   {}};
      m_cluster.addPod(plan);
      ++made;
    }
    if (done < pods) {
      PodShape old = shapeOf(what);
      old.extended = Text(kResource);
      old.extendedCount = 1;
      Workload before{std::make_shared<const PodShape>(std::move(old)), now.owner};
      for (std::uint32_t i = done; i < pods; ++i) {
        addPod(what, before, i, machineFor(what, 30 + i), ago(20 * kDay));
      }
    }
  }

  Cluster& m_cluster;
  std::vector<std::vector<Machine>> m_pools;
  std::uint32_t m_next = 0;
};

}  // namespace

void buildDevicePlugin(Cluster& cluster) {
  cluster.contextName = "static-gpu-fleet";
  Builder builder(cluster);
  builder.machines();
  builder.policy();
  builder.workloads();
  builder.daemons();
}

}  // namespace claimscope::simulation
