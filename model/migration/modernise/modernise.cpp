#include "model/migration/modernise/modernise.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/json_tree.h"
#include "model/base/words.h"
#include "model/migration/modernise/bench.h"
#include "model/migration/modernise/split.h"

namespace claimscope::modernise {
namespace {

/// Kinds whose objects are in no namespace: those that are met here.
bool clusterScoped(std::string_view kind) {
  static constexpr std::string_view kKinds[] = {"ResourceClass", "DeviceClass",
                                                "ResourceSlice", "DeviceTaintRule",
                                                "Namespace",     "Node",
                                                "ClusterRole",   "ClusterRoleBinding",
                                                "ClusterConfig", "KubeSchedulerConfiguration",
                                                "PriorityClass", "CustomResourceDefinition"};
  return std::find(std::begin(kKinds), std::end(kKinds), kind) != std::end(kKinds);
}

Object objectOf(const Request& request, Node& node, std::size_t document) {
  Object object;
  object.node = &node;
  object.document = document;
  object.apiVersion = node.textAt("apiVersion");
  object.kind = node.textAt("kind");
  object.name = node.textAt("metadata.name");
  object.namespaceName = node.textAt("metadata.namespace");
  if (object.namespaceName.empty() && !object.kind.empty() && !clusterScoped(object.kind)) {
    object.namespaceName = request.namespaceName;
  }
  if (clusterScoped(object.kind)) {
    object.namespaceName.clear();
  }
  return object;
}

bool isList(const Node& root) {
  return root.textAt("kind").ends_with("List") && root.find("items") != nullptr && root.find("items")->isList();
}

void addObjects(Bench& bench, std::size_t document) {
  Node& root = bench.trees[document].root;
  if (!isList(root)) {
    bench.objects.push_back(objectOf(bench.request, root, document));
    return;
  }
  const std::string listKind = root.textAt("kind");
  std::vector<Node>& items = root.find("items")->items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].isMap()) {
      continue;
    }
    Object object = objectOf(bench.request, items[i], document);
    object.prefix = "items[" + std::to_string(i) + "].";
    if (object.kind.empty() && listKind != "List") {
      // Items of a typed list need not say what they are.
      object.kind = listKind.substr(0, listKind.size() - 4);
      object.apiVersion = root.textAt("apiVersion");
      object.namespaceName = clusterScoped(object.kind)     ? std::string()
                             : object.namespaceName.empty() ? bench.request.namespaceName
                                                            : object.namespaceName;
    }
    bench.objects.push_back(std::move(object));
  }
}

/// eksctl's files, kubelet and scheduler configuration, dashboards and fragments are no business of an API server.
bool takenByServer(const Node& root) {
  const std::string version = root.textAt("apiVersion");
  const std::string kind = root.textAt("kind");
  return !version.empty() && !kind.empty() && !version.starts_with("eksctl.io/") &&
         version.find(".config.k8s.io/") == std::string::npos && !version.starts_with("kubeadm.k8s.io/") &&
         !version.starts_with("kustomize.config");
}

void read(Bench& bench) {
  Outcome& outcome = bench.outcome;
  for (std::size_t s = 0; s < outcome.sources.size(); ++s) {
    const Source& source = outcome.sources[s];
    for (const Part& part : source.markdown ? splitMarkdown(source.text) : splitStream(source.text)) {
      Document document;
      document.source = s;
      document.line = part.line;
      document.before = unindented(std::string_view(source.text).substr(part.begin, part.end - part.begin), part.indent);
      document.after = document.before;
      Result<Tree> tree = readTree(document.before, part.line);
      if (!tree) {
        document.fate = Fate::unreadable;
        outcome.errors.push_back(tree.error().within(source.name));
      }
      bench.trees.push_back(tree ? std::move(*tree) : Tree());
      const Node& root = bench.trees.back().root;
      document.apiVersion = document.newApiVersion = root.textAt("apiVersion");
      document.kind = document.newKind = root.textAt("kind");
      document.name = root.textAt("metadata.name");
      document.namespaceName = root.textAt("metadata.namespace");
      document.forCluster = tree.has_value() && takenByServer(root);
      outcome.documents.push_back(std::move(document));
      outcome.places.push_back({part.begin, part.end, part.indent, part.separator});
    }
  }
  for (std::size_t i = 0; i < bench.trees.size(); ++i) {
    if (bench.trees[i].root.isMap()) {
      addObjects(bench, i);
    }
  }
}

/// What the ResourceSlices among the sources publish.
void learnDrivers(Bench& bench) {
  constexpr std::size_t kValuesKept = 8;
  for (const Object& object : bench.objects) {
    const Node* devices = object.kind == "ResourceSlice" ? object.node->at("spec.devices") : nullptr;
    for (const Node& device : devices == nullptr ? std::vector<Node>() : devices->items) {
      KnownDriver& known = bench.drivers[object.node->textAt("spec.driver")];
      const Node* basic = device.find("basic");
      const Node& body = basic != nullptr ? *basic : device;
      for (const Entry& entry : body.find("attributes") == nullptr ? std::vector<Entry>() : body.find("attributes")->entries) {
        std::vector<std::string>& values = known.attributes[entry.key];
        const std::string value = entry.value.textAt("string");
        if (!value.empty() && values.size() < kValuesKept && std::find(values.begin(), values.end(), value) == values.end()) {
          values.push_back(value);
        }
      }
      for (const Entry& entry : body.find("capacity") == nullptr ? std::vector<Entry>() : body.find("capacity")->entries) {
        if (std::find(known.capacities.begin(), known.capacities.end(), entry.key) == known.capacities.end()) {
          known.capacities.push_back(entry.key);
        }
      }
    }
  }
}

/// Which documents changed is decided by their values, so that nothing is rewritten for its looks.
void finish(Bench& bench, const std::vector<nlohmann::ordered_json>& originals) {
  Outcome& outcome = bench.outcome;
  // Items of lists go from behind, or indices would move.
  std::vector<std::size_t> kept(outcome.documents.size(), 0);
  std::vector<std::size_t> had(outcome.documents.size(), 0);
  for (const Object& object : bench.objects) {
    ++had[object.document];
  }
  for (auto object = bench.objects.rbegin(); object != bench.objects.rend(); ++object) {
    if (!object->removed) {
      ++kept[object->document];
    } else if (!object->prefix.empty()) {
      std::vector<Node>& items = bench.trees[object->document].root.find("items")->items;
      const auto index = static_cast<std::size_t>(std::atoi(object->prefix.c_str() + 6));
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(index));
    }
  }
  for (std::size_t i = 0; i < outcome.documents.size(); ++i) {
    Document& document = outcome.documents[i];
    const Tree& tree = bench.trees[i];
    if (document.fate == Fate::unreadable) {
      continue;
    }
    if (document.fate == Fate::added) {
      document.after = writeTree(tree);
      continue;
    }
    if (had[i] > 0 && kept[i] == 0) {
      document.fate = Fate::removed;
      document.after.clear();
      continue;
    }
    if (jsonOf(tree.root) == originals[i]) {
      continue;
    }
    document.fate = Fate::changed;
    document.newApiVersion = tree.root.textAt("apiVersion");
    document.newKind = tree.root.textAt("kind");
    document.after = writeTree(tree);
    if (tree.expanded) {
      outcome.changes.push_back({Weight::note,
                                 i,
                                 document.words(),
                                 {},
                                 document.line,
                                 "anchors and aliases are written out",
                                 "The values are the same; a changed document cannot share them"});
    }
  }
  std::stable_sort(outcome.changes.begin(), outcome.changes.end(),
                   [](const Change& a, const Change& b) { return a.document < b.document; });
}

}  // namespace

std::string_view weightWord(Weight weight) {
  switch (weight) {
    case Weight::lost:
      return "lost";
    case Weight::warning:
      return "warning";
    case Weight::changed:
      return "changed";
    case Weight::note:
      break;
  }
  return "note";
}

std::string_view fateWord(Fate fate) {
  switch (fate) {
    case Fate::untouched:
      return "untouched";
    case Fate::changed:
      return "changed";
    case Fate::removed:
      return "removed";
    case Fate::added:
      return "added";
    case Fate::unreadable:
      break;
  }
  return "unreadable";
}

std::string Document::words() const {
  if (kind.empty()) {
    return "fragment";
  }
  return kind + (name.empty() ? "" : " " + (namespaceName.empty() ? name : namespaceName + "/" + name));
}

std::size_t Outcome::count(Weight weight) const {
  return static_cast<std::size_t>(
      std::count_if(changes.begin(), changes.end(), [&](const Change& change) { return change.weight == weight; }));
}

std::string Outcome::manifests() const {
  std::string out;
  std::size_t last = sources.size();
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const Document& document = documents[i];
    const bool markdown = document.fate != Fate::added && sources[document.source].markdown;
    if (document.fate == Fate::removed || (markdown && (!document.forCluster || document.fate == Fate::unreadable))) {
      continue;
    }
    const bool sameSource = last == document.source && !markdown && document.fate != Fate::added;
    const bool first = out.empty();
    if (!first && out.back() != '\n') {
      out += '\n';
    }
    // The separator as it stood; where there was none, or the first is gone, one of our own.
    const bool brings = document.after.starts_with("---");  // "--- a: 1": the document begins on the line of its separator
    if (first && (i > 0 || markdown)) {
      // What stood before it is gone.
    } else if (sameSource || first) {
      out += !places[i].separator.empty() || first || brings ? places[i].separator : "---\n";
    } else if (!brings) {
      out += "---\n";
    }
    out += document.after;
    last = document.source;
  }
  return out;
}

std::string Outcome::sourceText(std::size_t source) const {
  std::string out;
  std::size_t at = 0;
  const std::string& text = sources[source].text;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (documents[i].source != source || documents[i].fate == Fate::added) {
      continue;
    }
    const Place& place = places[i];
    if (documents[i].fate == Fate::changed || documents[i].fate == Fate::removed) {
      std::size_t begin = place.begin;
      if (documents[i].fate == Fate::removed && !place.separator.empty()) {
        begin -= place.separator.size();
      }
      out += text.substr(at, begin - at) + indented(documents[i].after, place.indent);
      at = place.end;
    }
  }
  out += text.substr(at);
  bool fenced = false;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (documents[i].source == source && documents[i].fate == Fate::added) {
      if (!out.empty() && out.back() != '\n') {
        out += '\n';
      }
      out += sources[source].markdown && !fenced ? "\n```yaml\n" : "---\n";
      fenced = sources[source].markdown;
      out += documents[i].after;
    }
  }
  return out + (fenced ? "```\n" : "");
}

Outcome modernise(const Request& request) {
  Outcome outcome;
  outcome.target = request.target;
  outcome.sources = request.sources;
  const std::string version = resourceVersion(request.target).version;
  outcome.resourceVersion = version.empty() ? std::string() : "resource.k8s.io/" + version;
  Bench bench(request, outcome);
  read(bench);
  std::vector<nlohmann::ordered_json> originals;
  originals.reserve(bench.trees.size());
  for (const Tree& tree : bench.trees) {
    originals.push_back(jsonOf(tree.root));
  }
  learnDrivers(bench);
  convertClasses(bench);
  convertClaims(bench);
  convertModern(bench);
  convertTaintRules(bench);
  proposeMissing(bench);
  convertPods(bench);
  convertQuotas(bench);
  convertSchedulers(bench);
  convertMonitoring(bench);
  noteSurroundings(bench);
  finish(bench, originals);
  for (const auto& [name, value] : request.choices) {
    if (!bench.usedChoice(name)) {
      outcome.errors.push_back({ErrorCode::usage, name + " is no choice of these manifests",
                                outcome.choices.empty() ? "There is none here" : "One is " + outcome.choices.front().name,
                                std::nullopt, 0});
    }
  }
  return outcome;
}

std::string summary(const Outcome& outcome) {
  std::size_t objects = 0;
  std::size_t changed = 0;
  for (const Document& document : outcome.documents) {
    objects += document.fate == Fate::added ? 0 : 1;
    changed += document.fate == Fate::changed || document.fate == Fate::removed ? 1 : 0;
  }
  const auto number = [](std::size_t value) { return static_cast<std::int64_t>(value); };
  std::string out =
      changed == 0 ? fmt::format("{} for Kubernetes {} already", words::counted(number(objects), "document is", "documents are"),
                                 releaseWord(outcome.target.minor))
                   : fmt::format("{} of {} for Kubernetes {}", words::number(number(changed)),
                                 words::counted(number(objects), "document changes", "documents change"),
                                 releaseWord(outcome.target.minor));
  const std::size_t lost = outcome.count(Weight::lost);
  out += lost == 0 ? "; everything could be carried over"
                   : fmt::format("; {} not be carried over", words::counted(number(lost), "thing could", "things could"));
  if (!outcome.errors.empty()) {
    out += fmt::format("; {} not be read", words::counted(number(outcome.errors.size()), "thing could", "things could"));
  }
  return out;
}

}  // namespace claimscope::modernise
