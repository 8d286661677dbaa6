// NetworkPolicy coverage of pods with claims: whom policies select, and what they leave open or shut by mistake.
#include <algorithm>
#include <map>
#include <set>

#include "model/base/json_tree.h"
#include "model/diagnosis/words.h"
#include "model/posture/manifests.h"
#include "model/posture/posture.h"

namespace claimscope::posture {
namespace {

using diagnosis::Severity;
using survey::NetworkPolicy;

constexpr const char* kDnsLabel = "k8s-app";

struct Room {
  NamespaceRow row;
  std::vector<const Pod*> pods;  ///< with claims, not ended
  std::vector<const NetworkPolicy*> policies;
  std::vector<std::string> openIngress;
  std::vector<std::string> openEgress;
  std::vector<std::string> withoutDns;
  std::vector<std::string> hostPods;  ///< on the node's network: no policy holds them
};

Item networkItem(const char* rule, const std::string& namespaceName, const std::string& more, Severity severity) {
  Item item;
  item.rule = rule;
  item.id = std::string(rule) + ":" + namespaceName + more;
  item.area = Area::network;
  item.severity = severity;
  item.namespaceName = namespaceName;
  return item;
}

std::string kubectlIn(const std::string& namespaceName, const std::string& rest) {
  return "kubectl -n " + words::shellWord(namespaceName) + " " + rest;
}

/// The label that every pod of a room has, of those that name an application; empty: none is common.
std::pair<std::string, std::vector<std::string>> commonLabel(const Room& room) {
  for (const char* key : {"app.kubernetes.io/name", "app", "batch.kubernetes.io/job-name", "job-name"}) {
    std::set<std::string> values;
    const bool all = std::all_of(room.pods.begin(), room.pods.end(), [&](const Pod* pod) {
      const Text value = labelValue(pod->meta.labels, key);
      values.insert(value.str());
      return hasLabel(pod->meta.labels, key) && !value.empty();
    });
    if (all && !values.empty() && values.size() <= 20) {
      return {key, {values.begin(), values.end()}};
    }
  }
  return {};
}

survey::PolicyTarget dnsOf(const cluster::Snapshot& snapshot) {
  survey::PolicyTarget out;
  out.namespaceName = "kube-system";
  if (const Namespace* home = snapshot.of<Namespace>().find(Text(), Text("kube-system")); home != nullptr) {
    out.namespaceLabels = home->meta.labels;
  }
  std::vector<std::pair<Text, Text>> labels = {{Text(kDnsLabel), Text("kube-dns")}};
  out.labels = {labels.begin(), labels.end()};
  return out;
}

void judgePod(const Pod& pod, const survey::PolicyTarget& dns, Room& room) {
  if (pod.spec->hostNetwork) {
    room.hostPods.push_back(pod.meta.name.str());
    return;
  }
  bool ingress = false;
  bool egress = false;
  bool dnsOpen = false;
  for (const NetworkPolicy* policy : room.policies) {
    if (!matches(policy->pods, pod.meta.labels)) {
      continue;
    }
    ingress = ingress || policy->ingress;
    egress = egress || policy->egress;
    dnsOpen = dnsOpen || (policy->egress && std::any_of(policy->egressRules.begin(), policy->egressRules.end(),
                                                        [&](const survey::PolicyRule& rule) {
                                                          return survey::admitsDns(rule, policy->namespaceName, dns);
                                                        }));
  }
  room.row.ingress += ingress ? 1 : 0;
  room.row.egress += egress ? 1 : 0;
  if (!ingress) {
    room.openIngress.push_back(pod.meta.name.str());
  }
  if (!egress) {
    room.openEgress.push_back(pod.meta.name.str());
  } else if (!dnsOpen) {
    room.withoutDns.push_back(pod.meta.name.str());
    ++room.row.withoutDns;
  }
}

void addPods(Item& item, const std::vector<std::string>& pods) {
  for (const std::string& pod : pods) {
    if (item.objects.size() < diagnosis::kMaxObjects) {
      item.objects.push_back({"pod", item.namespaceName, pod});
    }
  }
}

void tellOpen(const Context& context, const Room& room) {
  const auto tell = [&](const char* rule, const std::vector<std::string>& pods, const char* direction, const char* meaning,
                        Severity severity) {
    if (pods.empty()) {
      return;
    }
    Item item = networkItem(rule, room.row.name, {}, severity);
    const auto open = static_cast<std::int64_t>(pods.size());
    item.title = words::cut(
        room.row.name + ": no " + direction + " policy selects " +
            (open == room.row.pods ? words::counted(open, "pod") + " with claims"
                                   : words::number(open) + " of " + words::number(room.row.pods) + " pods with claims"),
        diagnosis::kTitleLength);
    item.detail = std::string(meaning) + ": " + words::listed(pods);
    const auto [key, values] = commonLabel(room);
    item.fix = "Apply a policy that selects them; test it with one workload first";
    item.yaml = isolationPolicy(room.row.name, key, values);
    item.command = kubectlIn(room.row.name, "get networkpolicies -o wide");
    for (const NetworkPolicy* policy : room.policies) {
      if (item.evidence.size() < diagnosis::kMaxEvidence) {
        item.evidence.push_back({"NetworkPolicy " + policy->namespaceName + "/" + policy->name, "spec.podSelector",
                                 survey::selectorText(policy->pods)});
      }
    }
    if (room.policies.empty()) {
      item.evidence.push_back({"Namespace " + room.row.name, "NetworkPolicies", "0"});
    }
    addPods(item, pods);
    context.add(std::move(item));
  };
  tell("network-open", room.openIngress, "ingress", "Any pod of the cluster reaches them", Severity::warning);
  tell("network-egress-open", room.openEgress, "egress", "They reach everything, the cloud's metadata service too",
       Severity::notice);
  if (!room.withoutDns.empty()) {
    Item item = networkItem("network-no-dns", room.row.name, {}, Severity::warning);
    item.title = words::cut(room.row.name + ": " + words::counted(static_cast<std::int64_t>(room.withoutDns.size()), "pod") +
                                " with claims may not ask DNS",
                            diagnosis::kTitleLength);
    item.detail = "Their egress policies let port 53 of kube-system through nowhere, so names do not resolve: " +
                  words::listed(room.withoutDns);
    item.fix = "Add an egress rule for DNS";
    const auto [key, values] = commonLabel(room);
    nlohmann::ordered_json selector = nlohmann::ordered_json::object();
    if (!key.empty()) {
      const nlohmann::ordered_json one = {{"key", key}, {"operator", "In"}, {"values", values}};
      selector["matchExpressions"] = nlohmann::ordered_json::array({one});
    }
    item.yaml = dnsPolicy(room.row.name, selector.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    item.command = kubectlIn(room.row.name, "get networkpolicies -o yaml");
    addPods(item, room.withoutDns);
    context.add(std::move(item));
  }
  if (!room.hostPods.empty()) {
    Item item = networkItem("network-host", room.row.name, {}, Severity::notice);
    item.title = words::cut(room.row.name + ": " + words::counted(static_cast<std::int64_t>(room.hostPods.size()), "pod") +
                                " with claims on the network of the node",
                            diagnosis::kTitleLength);
    item.detail = "NetworkPolicies do not hold pods with hostNetwork: " + words::listed(room.hostPods);
    item.fix = "Leave hostNetwork out where the workload can do without";
    item.command = kubectlIn(room.row.name, "get pods -o wide");
    addPods(item, room.hostPods);
    context.add(std::move(item));
  }
}

/// What a policy says by mistake: it selects nobody, lets in from nowhere, or would take DNS away.
void judgePolicy(const Context& context, const NetworkPolicy& policy, const Room& room, const survey::PolicyTarget& dns,
                 const std::vector<std::pair<std::string, Labels>>& namespaces, bool allPodsKnown,
                 const std::vector<const Pod*>& everyPod) {
  const std::string name = policy.namespaceName + "/" + policy.name;
  const std::string object = "NetworkPolicy " + name;
  const bool selects =
      std::any_of(everyPod.begin(), everyPod.end(), [&](const Pod* pod) { return matches(policy.pods, pod->meta.labels); });
  const std::string command = kubectlIn(policy.namespaceName, "get networkpolicy " + words::shellWord(policy.name) + " -o yaml");
  if (!selects && allPodsKnown) {
    Item item = networkItem("network-selects-nothing", policy.namespaceName, "/" + policy.name, Severity::warning);
    item.title = words::cut(name + " selects no pod", diagnosis::kTitleLength);
    std::set<std::string> apps;
    for (const Pod* pod : room.pods) {
      for (const char* key : {"app", "app.kubernetes.io/name"}) {
        if (const Text value = labelValue(pod->meta.labels, key); !value.empty() && apps.size() < 3) {
          apps.insert(std::string(key) + "=" + value.str());
        }
      }
    }
    item.detail = "It asks for " + survey::selectorText(policy.pods) + "; pods with claims here have " +
                  (apps.empty() ? "other labels" : words::listed({apps.begin(), apps.end()})) + ", so it protects nothing";
    item.fix = "Give the pods the label in their template, or select by a label that they have";
    item.evidence.push_back({object, "spec.podSelector", survey::selectorText(policy.pods)});
    const auto [key, values] = commonLabel(room);
    item.yaml = isolationPolicy(policy.namespaceName, key, values);
    item.command = command;
    context.add(std::move(item));
  }
  const bool dnsOpen = std::any_of(policy.egressRules.begin(), policy.egressRules.end(), [&](const survey::PolicyRule& rule) {
    return survey::admitsDns(rule, policy.namespaceName, dns);
  });
  // A policy that shuts everything is deliberate; one with rules and without DNS is the usual oversight.
  if (policy.egress && !policy.egressRules.empty() && !dnsOpen && !selects && allPodsKnown) {
    Item item = networkItem("network-no-dns", policy.namespaceName, "/" + policy.name, Severity::notice);
    item.title = words::cut(name + " would take DNS from the pods it is meant for", diagnosis::kTitleLength);
    item.detail = "It selects nobody yet; once it does, none of its egress rules lets port 53 of kube-system through";
    item.fix = "Add an egress rule for DNS before the selector is corrected";
    item.evidence.push_back(
        {object, "spec.egress",
         words::counted(static_cast<std::int64_t>(policy.egressRules.size()), "rule") + ", none for port 53 of kube-system"});
    const auto [key, values] = commonLabel(room);
    item.yaml = isolationPolicy(policy.namespaceName, key, values);
    item.command = command;
    context.add(std::move(item));
  }
  for (const auto& [direction, rules] :
       {std::pair("spec.ingress", &policy.ingressRules), std::pair("spec.egress", &policy.egressRules)}) {
    for (const survey::PolicyRule& rule : *rules) {
      for (const survey::PolicyPeer& peer : rule.peers) {
        if (!peer.namespaces || namespaces.empty()) {
          continue;
        }
        const bool any = std::any_of(namespaces.begin(), namespaces.end(), [&](const auto& one) {
          return matches(*peer.namespaces, survey::namespaceLabels(one.first, one.second));
        });
        if (any) {
          continue;
        }
        Item item =
            networkItem("network-peer-nowhere", policy.namespaceName, "/" + policy.name + "/" + direction, Severity::warning);
        item.title = words::cut(name + " names a peer that no namespace is", diagnosis::kTitleLength);
        item.detail = std::string(direction) + " lets namespaces with " + survey::selectorText(*peer.namespaces) +
                      " through, and none has that label; every namespace has kubernetes.io/metadata.name";
        item.fix = "Select by kubernetes.io/metadata.name, which the server sets itself";
        item.evidence.push_back(
            {object, std::string(direction) + "[].namespaceSelector", survey::selectorText(*peer.namespaces)});
        item.command = "kubectl get namespaces --show-labels";
        const auto same = [&](const Item& other) { return other.id == item.id; };
        if (std::none_of(context.report.items.begin(), context.report.items.end(), same)) {
          context.add(std::move(item));
        }
      }
    }
  }
}

}  // namespace

void assessNetwork(const Context& context) {
  const cluster::Snapshot& snapshot = context.snapshot;
  std::map<Text, Room> rooms;
  std::map<Text, std::vector<const Pod*>> everyPod;
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    if (!pod.finished()) {
      everyPod[pod.meta.namespaceName].push_back(&pod);
      if (!pod.spec->claims.empty()) {
        rooms[pod.meta.namespaceName].pods.push_back(&pod);
      }
    }
  });
  snapshot.of<ResourceClaim>().forEach(
      [&](cluster::Slot, const ResourceClaim& claim) { static_cast<void>(rooms[claim.meta.namespaceName]); });
  for (const NetworkPolicy& policy : context.facts.policies.value) {
    if (const auto room = rooms.find(Text(policy.namespaceName)); room != rooms.end()) {
      room->second.policies.push_back(&policy);
    }
  }
  std::vector<std::pair<std::string, Labels>> namespaces;
  if (snapshot.boundOf(Kind::Namespace) == Bound::exact) {
    snapshot.of<Namespace>().forEach(
        [&](cluster::Slot, const Namespace& one) { namespaces.emplace_back(one.meta.name.str(), one.meta.labels); });
  }
  const survey::PolicyTarget dns = dnsOf(snapshot);
  const bool known = context.facts.policies.known();
  const bool podsKnown = snapshot.boundOf(Kind::Pod) == Bound::exact;
  for (auto& [name, room] : rooms) {
    room.row.name = name.str();
    room.row.pods = static_cast<std::int64_t>(room.pods.size());
    room.row.policies = static_cast<std::int64_t>(room.policies.size());
    room.row.known = known;
    if (known) {
      for (const Pod* pod : room.pods) {
        judgePod(*pod, dns, room);
      }
      // What was not read may select them: then nothing is proven open.
      if (context.facts.policies.whole()) {
        tellOpen(context, room);
      }
      for (const NetworkPolicy* policy : room.policies) {
        judgePolicy(context, *policy, room, dns, namespaces, podsKnown, everyPod[name]);
      }
    }
    context.report.namespaces.push_back(room.row);
  }
  if (!context.facts.policies.whole()) {
    context.unknown(Area::network, "network-open", "NetworkPolicies",
                    known ? survey::Outcome::failed : context.facts.policies.outcome,
                    known ? "there are more than 10,000 of them" : context.facts.policies.why,
                    "whether pods with claims stand open is not known", "kubectl get networkpolicies -A");
  } else {
    context.report.unknowns.emplace_back(
        "Whether the network plugin enforces NetworkPolicies is in no API; policies of its own kinds (Cilium, Calico) are not "
        "read.");
  }
  if (!podsKnown) {
    context.report.unknowns.emplace_back("Not every pod is seen, so every count of pods is at least what is written.");
  }
}

}  // namespace claimscope::posture
