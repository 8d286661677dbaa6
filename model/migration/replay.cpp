#include "model/migration/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "model/allocation/node_fit.h"
#include "model/base/words.h"
#include "model/explanation/placements.h"
#include "model/migration/device_resource.h"

namespace claimscope::migration {

using allocation::Allocator;
using allocation::NodeRefusal;
using allocation::Outcome;
using cluster::Snapshot;

namespace {

/// Devices looked at for one claim before the answer is "unknown": a page asks hundreds of times.
constexpr std::int64_t kMostSteps = 200'000;

std::string requestKey(const WorkloadProposal& proposal) {
  std::string out;
  for (const ProposedRequest& request : proposal.requests) {
    out += fmt::format("{}*{};", request.className, request.count);
    for (const std::string& selector : request.selectors) {
      out += selector + ";";
    }
  }
  return out;
}

/// Devices of each class that one pod takes.
std::map<Text, std::int64_t> askedOf(const WorkloadProposal& proposal) {
  std::map<Text, std::int64_t> out;
  for (const ProposedRequest& request : proposal.requests) {
    out[Text(request.className)] += request.count;
  }
  return out;
}

/// The pod as it would be made after the patch: without a node, without the resources that have become claims.
Pod successor(const Pod& form, const Workload& workload) {
  Pod out = form;
  out.meta.namespaceName = workload.namespaceName;
  out.meta.uid = {};
  out.meta.rare.edit().deleted = {};
  out.nodeName = {};
  out.rare.edit().nominatedNodeName = {};
  out.phase = Text("Pending");
  for (Container& container : out.spec.edit().containers) {
    const auto without = [](const ResourceList& list) {
      ResourceList kept;
      for (const auto& entry : list) {
        if (!isDeviceResource(entry.first.view())) {
          kept.push_back(entry);
        }
      }
      return kept;
    };
    container.limits = without(container.limits);
    container.requests = without(container.requests);
    // A template may have limits alone: a server writes them as requests into each pod.
    for (const auto& [name, amount] : container.limits) {
      if (std::none_of(container.requests.begin(), container.requests.end(),
                       [&](const auto& entry) { return entry.first == name; })) {
        container.requests.push_back({name, amount});
      }
    }
  }
  return out;
}

}  // namespace

/// Why nodes were refused; the one reason follows from what held most of them.
struct Replay::Tally {
  std::int64_t selector = 0;
  std::int64_t taint = 0;
  std::int64_t room = 0;
  std::int64_t devices = 0;
  std::int64_t others = 0;  ///< refused because of other pods
  std::int64_t notOver = 0;
  std::string taintWord;
  std::string roomWord;
  std::string otherWord;

  void note(const NodeRefusal& refusal) {
    switch (refusal.kind) {
      case NodeRefusal::Kind::nodeName:
      case NodeRefusal::Kind::selectorMismatch:
        ++selector;
        break;
      case NodeRefusal::Kind::unschedulable:
      case NodeRefusal::Kind::taint:
        ++taint;
        taintWord = refusal.detail;
        break;
      case NodeRefusal::Kind::resources:
      case NodeRefusal::Kind::podCount:
        ++room;
        roomWord = refusal.detail;
        break;
      case NodeRefusal::Kind::hostPort:
      case NodeRefusal::Kind::topologySpread:
      case NodeRefusal::Kind::podAffinity:
      case NodeRefusal::Kind::podAntiAffinity:
      case NodeRefusal::Kind::runningAntiAffinity:
        ++others;
        otherWord = refusal.detail;
        break;
    }
  }
};

/// A site that has devices and room for some of the pods.
struct Replay::Chosen {
  Site* site = nullptr;
  std::int64_t room = 0;
  std::int64_t pods = 0;  ///< placed there
};

/// A node with devices of some class, and what is left of it.
struct Replay::Site {
  const Node* node = nullptr;
  cluster::NodeIndex index = cluster::kNone;
  std::vector<const NodeUse*> uses;
  bool handedOver = false;
  std::map<Text, std::int64_t> free;      ///< by class, as judged
  std::map<Text, std::int64_t> taken;     ///< by class, by workloads placed before
  std::map<std::string, bool> allocates;  ///< by request key
  std::set<Text> classes;                 ///< whose devices it has at all
  std::map<Text, std::int64_t> devices;   ///< by class: free or not
};

Replay::~Replay() = default;

Replay::Replay(const Snapshot& snapshot, const Fleet& fleet, const std::vector<ProposedClass>& classes) : m_snapshot(snapshot) {
  allocation::World world;
  world.features = snapshot.server.minor == 0 ? allocation::Features{} : allocation::Features::ofServer(snapshot.server.minor);
  snapshot.of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) { world.slices.push_back(&slice); });
  snapshot.of<DeviceClass>().forEach([&](cluster::Slot, const DeviceClass& one) { world.classes.push_back(&one); });
  snapshot.of<DeviceTaintRule>().forEach([&](cluster::Slot, const DeviceTaintRule& rule) { world.taintRules.push_back(&rule); });
  snapshot.of<ResourceClaim>().forEach([&](cluster::Slot, const ResourceClaim& claim) {
    if (claim.allocation != nullptr) {
      world.claims.push_back(&claim);
    }
  });
  for (const ProposedClass& proposed : classes) {
    if (!proposed.exists && proposed.object != nullptr) {
      m_made.push_back(std::make_unique<const DeviceClass>(*proposed.object));
      world.classes.push_back(m_made.back().get());
    }
    m_served.push_back(proposed.resource);
  }
  m_allocator = std::make_unique<const Allocator>(std::move(world));
  const cluster::Inventory& inventory = *snapshot.inventory;
  std::set<Text> drivers;
  for (const ProposedClass& proposed : classes) {
    drivers.insert(Text(proposed.driver));
  }
  for (cluster::NodeIndex i = 0; i < inventory.nodes.size(); ++i) {
    const Node* node = snapshot.of<Node>().at(inventory.nodes[i].slot);
    if (node == nullptr) {
      continue;
    }
    auto site = std::make_unique<Site>();
    site->uses = fleet.of(node->meta.name);
    if (site->uses.empty() && inventory.nodes[i].devices.empty()) {
      continue;
    }
    site->node = node;
    site->index = i;
    site->handedOver = !site->uses.empty() &&
                       std::all_of(site->uses.begin(), site->uses.end(), [](const NodeUse* use) { return use->handedOver(); });
    m_sites.push_back(std::move(site));
  }
  m_podsOn.resize(inventory.nodes.size());
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    if (!pod.nodeName.empty() && !pod.finished()) {
      if (const cluster::NodeIndex index = inventory.findNode(pod.nodeName); index != cluster::kNone) {
        m_podsOn[index].push_back(&pod);
      }
    }
  });
  std::vector<allocation::PodTopology::Place> places;
  for (cluster::NodeIndex i = 0; i < inventory.nodes.size(); ++i) {
    if (const Node* node = snapshot.of<Node>().at(inventory.nodes[i].slot); node != nullptr) {
      places.push_back({node, m_podsOn[i]});
    }
  }
  m_topology = std::make_unique<const allocation::PodTopology>(explanation::placementsOf(snapshot, std::move(places)));
  m_placement = std::make_unique<allocation::Placement>(*m_topology);
}

void Replay::settle(const Pod& pod, const std::vector<const Pod*>& own, bool keep, std::vector<Chosen>& chosen, Placement& out,
                    Tally& tally) {
  if (!m_placement->rulesOf(pod).any()) {
    for (Chosen& here : chosen) {
      here.pods = std::min(here.room, out.wanted - out.placed);
      out.placed += here.pods;
    }
    return;
  }
  for (const Pod* one : own) {
    m_placement->remove(*one);
  }
  std::vector<std::unique_ptr<const Pod>> placed;
  std::vector<NodeRefusal> refusals;
  // One a node in turns: it is what spreading and anti-affinity ask for, and what affinity does not mind.
  for (bool more = true; more && out.placed < out.wanted;) {
    more = false;
    tally.others = 0;
    for (Chosen& here : chosen) {
      if (here.pods >= here.room || out.placed >= out.wanted) {
        continue;
      }
      refusals.clear();
      m_placement->rulesOf(pod).judge(*here.site->node, refusals, nullptr);
      if (!refusals.empty()) {
        tally.note(refusals.front());
        continue;
      }
      placed.push_back(std::make_unique<const Pod>(pod));
      m_placement->add(*placed.back(), *here.site->node);
      ++here.pods;
      ++out.placed;
      more = true;
    }
  }
  if (keep && out.placed >= out.wanted) {
    std::move(placed.begin(), placed.end(), std::back_inserter(m_placed));
    return;
  }
  for (const auto& one : placed) {
    m_placement->remove(*one);
  }
  for (const Pod* one : own) {
    const Node* node = m_snapshot.of<Node>().find({}, one->nodeName);
    if (node != nullptr && !one->finished()) {
      m_placement->add(*one, *node);
    }
  }
}

std::int64_t Replay::freeAt(Site& site, const Text& className) {
  const auto known = site.free.find(className);
  if (known != site.free.end()) {
    return known->second;
  }
  DeviceRequestBody body;
  body.deviceClassName = className;
  std::int64_t free = 0;
  std::int64_t all = 0;
  for (const allocation::PoolAtNode& pool : m_allocator->poolsAt(*site.node)) {
    for (const allocation::DeviceRef& device : pool.devices) {
      const Allocator::Verdict verdict = m_allocator->judge(*site.node, pool, device, body);
      all += verdict.passClass ? 1 : 0;
      free += verdict.refusal == allocation::Refusal::none ? 1 : 0;
    }
  }
  site.devices[className] = all;
  return site.free[className] = free;
}

bool Replay::allocates(Site& site, const Workload& workload, const WorkloadProposal& proposal, const std::string& key) {
  const auto known = site.allocates.find(key);
  if (known != site.allocates.end()) {
    return known->second;
  }
  ResourceClaim claim;
  claim.meta.name = Text(proposal.templateName);
  claim.meta.namespaceName = workload.namespaceName;
  claim.spec = proposal.spec;
  const ResourceClaim* one = &claim;
  allocation::WhatIf whatIf;
  whatIf.maxSteps = kMostSteps;
  const Outcome outcome = m_allocator->allocate(*site.node, std::span(&one, 1), whatIf);
  return site.allocates[key] = outcome.kind == Outcome::Kind::allocated;
}

Placement Replay::alone(const Workload& workload, const WorkloadProposal& proposal, Nodes nodes) {
  return place(workload, proposal, nodes, false);
}

Placement Replay::next(const Workload& workload, const WorkloadProposal& proposal, Nodes nodes) {
  return place(workload, proposal, nodes, true);
}

Placement Replay::place(const Workload& workload, const WorkloadProposal& proposal, Nodes nodes, bool take) {
  Placement out;
  out.wanted = std::max<std::int64_t>(workload.desired, 1);
  const Pod* form = formOf(m_snapshot, workload);
  if (form == nullptr || !proposal.problem.empty()) {
    out.reason = form == nullptr ? "neither template nor pod is to be seen" : proposal.problem;
    return out;
  }
  const Pod pod = successor(*form, workload);
  const std::string key = requestKey(proposal);
  const std::map<Text, std::int64_t> asked = askedOf(proposal);
  std::set<const Pod*> own;
  for (const cluster::Slot slot : workload.pods) {
    if (const Pod* one = m_snapshot.of<Pod>().at(slot); one != nullptr) {
      own.insert(one);
    }
  }
  Tally tally;
  std::int64_t most = 0;  // devices of the largest node, whoever has them
  std::vector<Chosen> chosen;
  for (const std::unique_ptr<Site>& at : m_sites) {
    Site& site = *at;
    std::int64_t fits = out.wanted;
    std::int64_t freeHere = 0;
    bool has = true;
    for (const auto& [className, count] : asked) {
      std::int64_t free = freeAt(site, className) - (take ? site.taken[className] : 0);
      has = has && site.devices[className] > 0;
      most = std::max(most, site.devices[className]);
      // Where the device plugin serves as well, what its other pods hold is gone, though no slice says which devices those are.
      for (const NodeUse* use : site.uses) {
        const auto mine = std::count_if(own.begin(), own.end(), [&](const Pod* one) {
          return one != nullptr && one->nodeName == site.node->meta.name && one->rare->extendedResourceClaim.empty();
        });
        if (use->serves == Serves::both || (use->requested > 0 && use->devices > 0)) {
          free -= std::max<std::int64_t>(use->requested - mine * workload.perPod(), 0);
        }
      }
      free = std::max<std::int64_t>(free, 0);
      freeHere += free;
      fits = std::min(fits, free / std::max<std::int64_t>(count, 1));
    }
    if (!has) {
      continue;
    }
    ++out.serving;
    if (nodes == Nodes::handedOver && !site.handedOver) {
      ++tally.notOver;
      continue;
    }
    if (site.node->ready() == "False" || site.node->ready() == "Unknown") {
      ++tally.room;
      tally.roomWord = "node not ready";
      continue;
    }
    std::vector<const Pod*> others;
    for (const Pod* one : m_podsOn[site.index]) {
      if (own.count(one) == 0) {
        others.push_back(one);
      }
    }
    // Rules between pods are judged pod by pod, below.
    const std::vector<NodeRefusal> refused = allocation::nodeFit(pod, *site.node, others, m_served);
    if (!refused.empty()) {
      tally.note(refused.front());
      continue;
    }
    out.free += freeHere;
    if (fits == 0 || !allocates(site, workload, proposal, key)) {
      ++tally.devices;
      continue;
    }
    ++out.nodes;
    const bool ports = pod.spec->placement && !pod.spec->placement->hostPorts.empty();
    chosen.push_back({&site, workload.kind == WorkloadKind::daemonSet || ports ? 1 : fits, 0});
  }
  settle(pod, {own.begin(), own.end()}, take, chosen, out, tally);
  const std::int64_t perPod = workload.perPod();
  const std::string noun(deviceNoun(workload.resource().view()));
  if (out.placed >= out.wanted) {
    if (take) {
      for (const Chosen& here : chosen) {
        for (const auto& [className, count] : asked) {
          here.site->taken[className] += here.pods * count;
        }
      }
    }
    return out;
  }
  if (out.serving == 0) {
    out.reason = "no driver publishes " + (workload.resource().empty() ? "such devices" : workload.resource().str());
  } else if (out.placed > 0) {
    out.reason = fmt::format("room for {} of {} pods now", words::number(out.placed), words::number(out.wanted));
  } else if (nodes == Nodes::handedOver && tally.notOver == out.serving) {
    out.reason = "no node is handed over yet";
  } else if (most < perPod) {
    out.reason = fmt::format("no node has {} {}", perPod, perPod == 1 ? noun : noun + "s");
  } else if (tally.devices > 0) {
    out.reason = fmt::format("no node has {} free", perPod);
  } else if (tally.others > 0) {
    out.reason = words::cut(words::oneLine(tally.otherWord), 80);
  } else if (tally.taint > 0 && tally.taint >= tally.selector) {
    out.reason = words::cut(words::oneLine(tally.taintWord), 60);
  } else if (tally.room > 0 && tally.room >= tally.selector) {
    out.reason = words::cut(words::oneLine(tally.roomWord), 60);
  } else {
    out.reason = "no node with slices matches its node selector";
  }
  return out;
}

}  // namespace claimscope::migration
