#include "app/commands/redaction.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <type_traits>

#include "model/base/identical.h"
#include "model/cluster/derive.h"
#include "model/cluster/table_writer.h"

namespace claimscope::app {
namespace {

bool isWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

template <class T>
std::string aliasOf() {
  const std::string& kind = kindRequest<T>().kind;
  static const std::map<std::string, std::string> kWords = {{"Namespace", "ns"},
                                                            {"ResourceClaim", "claim"},
                                                            {"ResourceClaimTemplate", "template"},
                                                            {"DeviceClass", "class"},
                                                            {"ResourceClass", "class"},
                                                            {"ResourceSlice", "slice"},
                                                            {"DeviceTaintRule", "rule"},
                                                            {"ResourceQuota", "quota"},
                                                            {"DaemonSet", "workload"},
                                                            {"Deployment", "workload"},
                                                            {"ReplicaSet", "workload"},
                                                            {"StatefulSet", "workload"},
                                                            {"Job", "workload"},
                                                            {"CronJob", "workload"},
                                                            {"PodDisruptionBudget", "pdb"},
                                                            {"Event", "event"},
                                                            {"Pod", "pod"},
                                                            {"Node", "node"},
                                                            {"PodSchedulingContext", "pod"}};
  const auto at = kWords.find(kind);
  return at == kWords.end() ? "object" : at->second;
}

// Rewriting in place. Members are reached through fields(), which every shared part of an object has; the objects are copies of
// our own.

struct Rewriter {
  const NameMap& names;

  void operator()(Text& text) const {
    if (!text.empty()) {
      text = Text(names.apply(text.view()));
    }
  }
  void operator()(Phrase& phrase) const { (*this)(static_cast<Text&>(phrase)); }
  void operator()(std::string& text) const { text = names.apply(text); }
  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, Time> || std::is_same_v<T, Uid> ||
      std::is_same_v<T, ResourceVersion> || std::is_same_v<T, Quantity>
  void operator()(T&) const {}
  template <class T>
  void operator()(List<T>& list) const {
    for (std::size_t i = 0; i < list.size(); ++i) {
      (*this)(list[i]);
    }
  }
  /// Labels are found by their sorted keys, which no name stands in.
  void operator()(Labels& labels) const {
    for (std::size_t i = 0; i < labels.size(); ++i) {
      (*this)(labels[i].second);
    }
  }
  template <class T>
  void operator()(Box<T>& box) const {
    (*this)(box.list());
  }
  template <class T>
  void operator()(claimscope::Part<T>& part) const {
    if (part.isWritten()) {
      (*this)(part.edit());
    }
  }
  template <class T>
  void operator()(std::optional<T>& value) const {
    if (value) {
      (*this)(*value);
    }
  }
  template <class A, class B>
  void operator()(std::pair<A, B>& pair) const {
    (*this)(pair.first);
    (*this)(pair.second);
  }
  template <class... T>
  void operator()(std::variant<T...>& value) const {
    std::visit([this](auto& inner) { (*this)(inner); }, value);
  }
  void operator()(std::monostate&) const {}
  template <HasFields T>
  void operator()(T& value) const {
    std::apply([this](const auto&... member) { ((*this)(const_cast<std::remove_cvref_t<decltype(member)>&>(member)), ...); },
               value.fields());
  }
  template <class... T>
  void all(T&... members) const {
    ((*this)(members), ...);
  }

  void operator()(Metadata& meta) const {
    all(meta.name, meta.namespaceName, meta.labels, meta.finalizers, meta.owners, meta.rare);
  }
  void operator()(RareMetadata& rare) const { (*this)(rare.annotations); }
  void operator()(LabelSelector& selector) const { all(selector.matchLabels, selector.matchExpressions); }
  void operator()(ClassicClaim& c) const { all(c.resourceClassName, c.parametersName); }
  void operator()(DeviceClaimSpec& spec) const {
    // Requests name classes; selectors and constraints speak of products.
    for (std::size_t i = 0; i < spec.requests.size(); ++i) {
      if (spec.requests[i].exactly) {
        (*this)(spec.requests[i].exactly->deviceClassName);
      }
      for (std::size_t j = 0; j < spec.requests[i].firstAvailable.size(); ++j) {
        (*this)(spec.requests[i].firstAvailable[j].deviceClassName);
      }
    }
    for (std::size_t i = 0; i < spec.config.size(); ++i) {
      (*this)(spec.config[i].parameters);
    }
  }
  void operator()(AllocatedDeviceStatus& device) const { all(device.pool, device.conditions, device.interfaceName, device.ips); }
  void operator()(Allocation& allocation) const {
    for (std::size_t i = 0; i < allocation.results.size(); ++i) {
      (*this)(allocation.results[i].pool);
    }
    (*this)(allocation.nodeSelector);
  }

  void operator()(PodSpec& s) const {
    all(s.schedulerName, s.priorityClassName, s.schedulingGates, s.nodeSelector, s.requiredNodeAffinity, s.placement,
        s.tolerations);
    for (std::size_t i = 0; i < s.claims.size(); ++i) {
      all(s.claims[i].claimName, s.claims[i].templateName);
    }
  }
  void operator()(RarePodStatus& r) const {
    all(r.message, r.nominatedNodeName, r.initContainerStatuses, r.deviceHealth, r.extendedResourceClaim);
  }
  void operator()(Pod& p) const {
    all(p.meta, p.nodeName, p.spec, p.rare, p.conditions, p.containerStatuses);
    for (std::size_t i = 0; i < p.claimStatuses.size(); ++i) {
      (*this)(p.claimStatuses[i].claimName);
    }
  }
  void operator()(Node& n) const { all(n.meta, n.taints, n.providerId, n.conditions); }
  void operator()(ResourceClaim& c) const { all(c.meta, c.spec, c.allocation, c.reservedFor, c.devices, c.classic); }
  void operator()(ResourceClaimTemplate& t) const { all(t.meta, t.claimLabels, t.spec, t.classic); }
  void operator()(ResourceSlice& s) const {
    all(s.meta, s.poolName, s.nodeName, s.nodeSelector);
    for (std::size_t i = 0; i < s.devices.size(); ++i) {
      if (s.devices[i].extras != nullptr) {
        all(s.devices[i].extras.list()[0].nodeName, s.devices[i].extras.list()[0].nodeSelector);
      }
    }
  }
  void operator()(DeviceClass& c) const { all(c.meta, c.suitableNodes); }
  void operator()(DeviceTaintRule& r) const { all(r.meta, r.pool, r.deviceClassName, r.conditions); }
  void operator()(Event& e) const { all(e.meta, e.message, e.objectNamespace, e.objectName); }
  void operator()(ResourceClass& c) const { all(c.meta, c.parametersName, c.parametersNamespace, c.suitableNodes); }
  void operator()(PodSchedulingContext& c) const { all(c.meta, c.selectedNode, c.potentialNodes, c.unsuitableNodes); }
  void operator()(PodDisruptionBudget& b) const { all(b.meta, b.selector); }
  void operator()(CronJob& c) const { all(c.meta, c.templateClaims); }
  template <class T>
  requires requires(T& set) { set.templateClaims; }
  void operator()(T& set) const { all(set.meta, set.selector, set.templateClaims); }
  void operator()(ResourceClaimParameters& p) const { all(p.meta, p.generatedName); }
  void operator()(ResourceClassParameters& p) const { all(p.meta, p.generatedName); }
  void operator()(ResourceQuota& q) const { all(q.meta, q.hard, q.used, q.scopes); }
  void operator()(Namespace& n) const { (*this)(n.meta); }
};

template <class T>
Box<T> rewritten(const T& object, const NameMap& names) {
  T copy = object;
  Rewriter{names}(copy);
  return copy;
}

template <class T>
void rewriteTable(const cluster::Snapshot& from, const NameMap& names, cluster::Snapshot& to) {
  cluster::TableWriter<T> writer;
  writer.setRevision(to.revision);
  from.of<T>().forEach([&](cluster::Slot, const T& object) { static_cast<void>(writer.upsert(rewritten(object, names), true)); });
  std::get<cluster::Table<T>>(to.tables) = writer.table();
}

std::shared_ptr<const cluster::History> rewriteHistory(const cluster::History& from, const NameMap& names) {
  auto out = std::make_shared<cluster::History>(from);
  for (std::size_t i = 0; i < out->claims.size(); ++i) {
    if (out->claims[i].object != nullptr) {
      cluster::ClaimRecord& record = out->claims.edit(i);
      record.object = rewritten(*record.object, names);
    }
  }
  for (std::size_t i = 0; i < out->pods.size(); ++i) {
    if (out->pods[i].object != nullptr) {
      cluster::PodRecord& record = out->pods.edit(i);
      record.object = rewritten(*record.object, names);
    }
  }
  return out;
}

}  // namespace

NameMap::NameMap(const cluster::Snapshot& snapshot) {
  const auto less = [](const std::string& a, const std::string& b) {
    return cluster::naturalLess(a, b) || (!cluster::naturalLess(b, a) && a < b);
  };
  std::map<std::string, std::set<std::string, decltype(less)>> byWord;
  const auto note = [&](const std::string& word, std::string_view name) {
    if (!name.empty()) {
      byWord.try_emplace(word, less).first->second.insert(std::string(name));
    }
  };
  const auto noteMeta = [&](const std::string& word, const Metadata& meta) {
    note(word, meta.name.view());
    note("ns", meta.namespaceName.view());
    for (const OwnerReference& owner : meta.owners) {
      note(owner.kind == "Pod" ? "pod" : owner.kind == "Node" ? "node" : "workload", owner.name.view());
    }
  };
  const auto noteTable = [&]<class T>(std::type_identity<T>) {
    snapshot.of<T>().forEach([&](cluster::Slot, const T& object) { noteMeta(aliasOf<T>(), object.meta); });
  };
#define X(name) noteTable(std::type_identity<name>{});
  CLAIMSCOPE_KINDS(X)
#undef X
  snapshot.of<Node>().forEach([&](cluster::Slot, const Node& node) {
    note("group", cluster::nodeGroupOf(node.meta).view());
    note("node", labelValue(node.meta.labels, "kubernetes.io/hostname").view());
    note("provider", node.providerId.view());
  });
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    note("node", pod.nodeName.view());
    for (const PodClaimEntry& entry : pod.spec->claims) {
      note("claim", entry.claimName.view());
      note("template", entry.templateName.view());
    }
  });
  snapshot.of<ResourceClaim>().forEach([&](cluster::Slot, const ResourceClaim& claim) {
    for (const ClaimConsumer& consumer : claim.reservedFor) {
      note(consumer.resource == "pods" ? "pod" : "consumer", consumer.name.view());
    }
  });
  snapshot.of<Event>().forEach([&](cluster::Slot, const Event& event) {
    note(event.objectKind == "Pod" ? "pod" : event.objectKind == "Node" ? "node" : "object", event.objectName.view());
  });
  for (const cluster::PoolView& pool : snapshot.inventory->pools) {
    note("pool", pool.name.view());
  }
  for (const cluster::DeviceView& device : snapshot.inventory->devices) {
    note("pool", device.pool.view());
    note("node", device.node.view());
  }
  if (snapshot.history != nullptr) {
    for (std::size_t i = 0; i < snapshot.history->claims.size(); ++i) {
      if (const auto& object = snapshot.history->claims[i].object) {
        noteMeta("claim", object->meta);
      }
    }
    for (std::size_t i = 0; i < snapshot.history->pods.size(); ++i) {
      if (const auto& object = snapshot.history->pods[i].object) {
        noteMeta("pod", object->meta);
        note("node", object->nodeName.view());
      }
    }
  }
  // A name is often several things (a pool is named like its node): the first of these words wins.
  for (const char* word : {"ns", "node", "pod", "claim", "template", "class", "workload", "pool", "group", "quota", "rule", "pdb",
                           "slice", "provider", "consumer", "object", "event"}) {
    const auto at = byWord.find(word);
    if (at != byWord.end()) {
      for (const std::string& name : at->second) {
        add(word, name);
      }
    }
  }
}

void NameMap::add(const std::string& kind, const std::string& name) {
  if (name.empty() || m_names.count(name) > 0) {
    return;
  }
  m_names.emplace(name, kind + "-" + std::to_string(++m_counts[kind]));
  if (std::find(m_lengths.begin(), m_lengths.end(), name.size()) == m_lengths.end()) {
    m_lengths.push_back(name.size());
    std::sort(m_lengths.rbegin(), m_lengths.rend());
  }
}

std::string NameMap::apply(std::string_view text) const {
  if (const auto whole = m_names.find(text); whole != m_names.end()) {
    return whole->second;
  }
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool begins = isWord(text[at]) && (at == 0 || !isWord(text[at - 1]));
    bool replaced = false;
    for (std::size_t i = 0; begins && i < m_lengths.size() && !replaced; ++i) {
      const std::size_t length = m_lengths[i];
      if (at + length > text.size() || (at + length < text.size() && isWord(text[at + length]))) {
        continue;
      }
      const auto found = m_names.find(text.substr(at, length));
      if (found != m_names.end()) {
        out += found->second;
        at += length;
        replaced = true;
      }
    }
    if (!replaced) {
      out += text[at++];
    }
  }
  return out;
}

cluster::SnapshotPtr redacted(const cluster::Snapshot& snapshot, const NameMap& names) {
  auto out = std::make_shared<cluster::Snapshot>(snapshot);
#define X(name) rewriteTable<name>(snapshot, names, *out);
  CLAIMSCOPE_KINDS(X)
#undef X
  out->server.context = "cluster";
  out->server.address = snapshot.server.address.empty() ? "" : "https://server";
  out->server.user = snapshot.server.user.empty() ? "" : "user";
  out->server.notices.clear();
  for (cluster::Source& source : out->sources) {
    if (source.status.error) {
      // The server's words name users and their groups.
      source.status.error->message = source.status.resource.resource + " cannot be read";
      source.status.error->fix.clear();
    }
    source.lastSkip.reset();
  }
  if (snapshot.history != nullptr) {
    out->history = rewriteHistory(*snapshot.history, names);
  }
  out->inventory = cluster::derive(*out, nullptr);
  return out;
}

}  // namespace claimscope::app
