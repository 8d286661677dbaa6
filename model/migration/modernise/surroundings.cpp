// What stands around the manifests of a guide: eksctl's cluster file, network policies. Mostly notes.
#include <fmt/format.h>

#include "model/migration/modernise/bench.h"

namespace claimscope::modernise {
namespace {

/// DRA is stable and on from here on; nothing has to be enabled.
constexpr int kFirstStable = 34;

void clusterConfig(Bench& bench, const Object& object) {
  Node* version = object.node->at("metadata.version");
  const int minor = version == nullptr ? 0 : minorOf(version->text);
  if (version != nullptr && minor < bench.request.target.minor && minor < kFirstStable) {
    const std::string wanted = releaseWord(bench.request.target.minor);
    const std::string choice = bench.choose(
        object, "version", fmt::format("Which Kubernetes should eksctl make instead of {}?", version->text),
        {{wanted, "the server that these manifests are written for"}, {"keep", "as it is: DRA will not be there"}}, true);
    if (choice != "keep") {
      const std::string old = version->text;
      version->assign(choice);
      bench.change(
          object, Weight::changed, "metadata.version", fmt::format("{} becomes {}", old, choice),
          "resource.k8s.io/v1 is served from 1.34 on; ask `aws eks describe-cluster-versions` whether EKS has the release yet");
    } else {
      bench.change(object, Weight::warning, "metadata.version", fmt::format("{} has no DRA that can be used", version->text),
                   "It was chosen to stay");
    }
  }
  bench.change(object, Weight::note, {}, "no feature gate has to be set",
               "EKS lets nobody set feature gates of the control plane, and from 1.34 on DynamicResourceAllocation is always on");
}

void networkPolicy(Bench& bench, const Object& object, Node& node, const std::string& path, int depth) {
  if (depth > 12) {
    return;
  }
  if (Node* labels = node.at("namespaceSelector.matchLabels"); labels != nullptr && labels->find("name") != nullptr) {
    const std::string choice = bench.choose(
        object, "name-label", "Is the label name set on the namespaces by hand?",
        {{"keep", "yes: it stays"}, {"standard", "no: the label kubernetes.io/metadata.name, which every namespace has"}});
    if (choice == "standard") {
      labels->rename("name", "kubernetes.io/metadata.name");
      bench.change(object, Weight::changed, path + ".namespaceSelector.matchLabels", "name becomes kubernetes.io/metadata.name",
                   "The server sets it on every namespace");
    } else {
      bench.change(object, Weight::note, path + ".namespaceSelector.matchLabels", "the label name is set by nobody but you",
                   fmt::format("Without it the rule lets nothing through; --choose {}/name-label=standard takes the label that "
                               "every namespace has",
                               choicePlace(object)));
    }
  }
  for (Entry& entry : node.entries) {
    networkPolicy(bench, object, entry.value, path + (path.empty() ? "" : ".") + entry.key, depth + 1);
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    networkPolicy(bench, object, node.items[i], path + "[" + std::to_string(i) + "]", depth + 1);
  }
}

void reachesNoDns(Bench& bench, const Object& object) {
  const Node* egress = object.node->at("spec.egress");
  if (egress == nullptr || egress->items.empty()) {
    return;
  }
  for (const Node& rule : egress->items) {
    if (rule.find("to") == nullptr) {
      return;
    }
    for (const Node& port : rule.find("ports") == nullptr ? std::vector<Node>() : rule.find("ports")->items) {
      if (port.textAt("port") == "53") {
        return;
      }
    }
  }
  bench.change(object, Weight::note, "spec.egress", "pods that it selects may not reach the cluster's DNS",
               "Nothing lets port 53 to kube-system through: names do not resolve in them");
}

}  // namespace

void noteSurroundings(Bench& bench) {
  for (std::size_t i = 0; i < bench.objects.size(); ++i) {
    Object& object = bench.objects[i];
    if (object.kind == "ClusterConfig" && object.group() == "eksctl.io") {
      clusterConfig(bench, object);
    } else if (object.kind == "NetworkPolicy") {
      if (object.group().empty() || object.group() == "extensions") {
        object.node->child("apiVersion").assign("networking.k8s.io/v1");
        bench.change(object, Weight::changed, "apiVersion", fmt::format("{} becomes networking.k8s.io/v1", object.apiVersion),
                     "NetworkPolicy is a kind of that group; no server knows it elsewhere");
      }
      networkPolicy(bench, object, *object.node, {}, 0);
      reachesNoDns(bench, object);
    }
  }
}

}  // namespace claimscope::modernise
