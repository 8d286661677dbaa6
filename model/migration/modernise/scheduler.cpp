// kube-scheduler's configuration, as a file of its own or inside a ConfigMap: version and arguments that exist.
#include <fmt/format.h>

#include <algorithm>

#include "model/migration/modernise/bench.h"

namespace claimscope::modernise {
namespace {

constexpr std::string_view kGroup = "kubescheduler.config.k8s.io/";
constexpr std::string_view kPlugin = "DynamicResources";

struct Place {
  Bench& bench;
  const Object& object;
  std::string path;  ///< "data.config.yaml: " inside a ConfigMap

  void say(Weight weight, const std::string& field, std::string what, std::string why) {
    bench.change(object, weight, path.empty() ? field : path, (path.empty() ? "" : field + ": ") + what, std::move(why));
  }
};

/// DynamicResourcesArgs of 1.34 and later; before, the plugin had none.
bool isArgument(std::string_view name) {
  return name == "apiVersion" || name == "kind" || name == "filterTimeout" || name == "bindingTimeout";
}

void takeOut(Node& list, std::string_view name) {
  list.items.erase(
      std::remove_if(list.items.begin(), list.items.end(), [&](const Node& one) { return one.textAt("name") == name; }),
      list.items.end());
}

/// The plugin is among the defaults at every point that it has, and a profile that names it at another does not start.
void plugins(Place& place, Node& profile, const std::string& at) {
  Node* points = profile.find("plugins");
  std::vector<std::string> empty;
  for (std::size_t i = 0; points != nullptr && i < points->entries.size(); ++i) {
    Entry& point = points->entries[i];
    Node* enabled = point.value.find("enabled");
    if (enabled == nullptr || point.key == "multiPoint") {
      continue;
    }
    const std::size_t before = enabled->items.size();
    takeOut(*enabled, kPlugin);
    if (enabled->items.size() == before) {
      continue;
    }
    place.say(
        Weight::changed, fmt::format("{}.plugins.{}.enabled", at, point.key), fmt::format("{} is taken out", kPlugin),
        point.key == "score"
            ? "It does not score by resources, and releases in which it does not score at all refuse to start with it there; "
              "where it scores prioritized lists it does so by default"
            : "It is enabled by default wherever DRA is on");
    if (enabled->items.empty()) {
      point.value.erase("enabled");
    }
    if (point.value.entries.empty()) {
      empty.push_back(point.key);
    }
  }
  for (const std::string& key : empty) {
    points->erase(key);
  }
  if (points != nullptr && points->entries.empty() && !empty.empty()) {
    profile.erase("plugins");
  }
}

void arguments(Place& place, Node& profile, const std::string& at) {
  Node* configs = profile.find("pluginConfig");
  for (std::size_t i = 0; configs != nullptr && i < configs->items.size(); ++i) {
    Node& config = configs->items[i];
    Node* args = config.textAt("name") == kPlugin ? config.find("args") : nullptr;
    if (args == nullptr || !args->isMap()) {
      continue;
    }
    std::vector<std::string> wrong;
    for (const Entry& entry : args->entries) {
      if (!isArgument(entry.key)) {
        wrong.push_back(entry.key);
      }
    }
    for (const std::string& key : wrong) {
      const std::string strategy = args->find(key)->textAt("type");
      args->erase(key);
      place.say(Weight::warning, fmt::format("{}.pluginConfig[{}].args.{}", at, i, key),
                fmt::format("{} is taken out: {} has no such argument", key, kPlugin),
                key == "scoringStrategy" ? fmt::format("NodeResourcesFit has one{}; devices are not scored by how full a node is",
                                                       strategy == "LeastAllocated" ? ", and LeastAllocated is its default"
                                                                                    : ": put " + strategy + " there")
                                         : std::string("The scheduler refuses to start with an argument that it does not know"));
    }
    if (args->entries.empty()) {
      config.erase("args");
    }
  }
  if (configs != nullptr) {
    const std::size_t before = configs->items.size();
    configs->items.erase(
        std::remove_if(configs->items.begin(), configs->items.end(),
                       [](const Node& one) { return one.textAt("name") == kPlugin && one.find("args") == nullptr; }),
        configs->items.end());
    if (configs->items.empty() && before > 0) {
      profile.erase("pluginConfig");
    }
  }
}

void convertConfiguration(Place& place, Node& root) {
  const std::string version = root.textAt("apiVersion").substr(kGroup.size());
  const int target = place.bench.request.target.minor;
  if (version != "v1") {
    root.find("apiVersion")->assign(std::string(kGroup) + "v1");
    place.say(version == "v1beta3" ? Weight::changed : Weight::warning, "apiVersion",
              fmt::format("{}{} becomes {}v1", kGroup, version, kGroup),
              version == "v1beta3" ? "v1 has the same fields; v1beta3 was removed in 1.29"
                                   : "Plugins and weights changed on the way: compare with kube-scheduler --write-config-to");
  }
  Node* profiles = root.find("profiles");
  for (std::size_t i = 0; profiles != nullptr && i < profiles->items.size(); ++i) {
    plugins(place, profiles->items[i], fmt::format("profiles[{}]", i));
    arguments(place, profiles->items[i], fmt::format("profiles[{}]", i));
  }
  (void)target;
}

bool isConfiguration(const Node& root) {
  return root.textAt("apiVersion").starts_with(kGroup) && root.textAt("kind") == "KubeSchedulerConfiguration";
}

}  // namespace

void convertSchedulers(Bench& bench) {
  for (std::size_t i = 0; i < bench.objects.size(); ++i) {
    Object& object = bench.objects[i];
    if (isConfiguration(*object.node)) {
      Place place{bench, object, {}};
      convertConfiguration(place, *object.node);
      continue;
    }
    Node* data = object.kind == "ConfigMap" ? object.node->find("data") : nullptr;
    for (std::size_t d = 0; data != nullptr && d < data->entries.size(); ++d) {
      Node& value = data->entries[d].value;
      if (!value.isScalar() || value.text.find(kGroup) == std::string::npos) {
        continue;
      }
      Result<Tree> tree = readTree(value.text);
      if (!tree || !isConfiguration(tree->root)) {
        continue;
      }
      const Node before = tree->root;
      Place place{bench, object, "data." + data->entries[d].key};
      convertConfiguration(place, tree->root);
      if (!sameValue(before, tree->root)) {
        value.assign(writeTree(*tree));
      }
      bench.change(object, Weight::note, "data." + data->entries[d].key, "a scheduler has to be told to read this",
                   "Nothing reads the ConfigMap by itself: --config of kube-scheduler does. A managed control plane (EKS) has no "
                   "way to set it; "
                   "a second scheduler may");
    }
  }
}

}  // namespace claimscope::modernise
