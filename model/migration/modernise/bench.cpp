#include "model/migration/modernise/bench.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/json_tree.h"

namespace claimscope::modernise {

std::string Object::group() const {
  const std::size_t slash = apiVersion.find('/');
  return slash == std::string::npos ? std::string() : apiVersion.substr(0, slash);
}

std::string Object::version() const {
  const std::size_t slash = apiVersion.find('/');
  return slash == std::string::npos ? apiVersion : apiVersion.substr(slash + 1);
}

std::string Object::words() const {
  if (kind.empty()) {
    return "fragment";
  }
  const std::string named = name.empty() ? std::string("(no name)") : name;
  return kind + " " + (namespaceName.empty() ? named : namespaceName + "/" + named);
}

Bench::Bench(const Request& asked, Outcome& out) : request(asked), outcome(out), drivers(asked.drivers) {}

void Bench::change(const Object& object, Weight weight, const std::string& field, std::string what, std::string why) {
  std::size_t line = 0;
  const Node* node = object.node;
  for (std::string_view path = field; node != nullptr;) {
    line = node->line > 0 ? node->line : line;
    if (path.empty()) {
      break;
    }
    const std::size_t end = path.find_first_of(".[");
    std::string_view step = path.substr(0, end);
    std::string_view rest = end == std::string_view::npos ? std::string_view() : path.substr(end);
    if (step.empty() && rest.starts_with('[')) {
      const std::size_t index = static_cast<std::size_t>(std::atoi(std::string(rest.substr(1)).c_str()));
      const std::size_t close = rest.find(']');
      node = node->isList() && index < node->items.size() ? &node->items[index] : nullptr;
      rest = close == std::string_view::npos ? std::string_view() : rest.substr(close + 1);
    } else {
      node = node->find(step);
    }
    path = rest.starts_with('.') ? rest.substr(1) : rest;
  }
  const std::size_t first = object.document < outcome.documents.size() ? outcome.documents[object.document].line : 1;
  outcome.changes.push_back({weight, object.document, object.words(), object.prefix + field,
                             first == 0 || line == 0 ? first : first + line - 1, std::move(what), std::move(why)});
}

std::string Bench::choose(const Object& object, const std::string& aspect, std::string what, std::vector<Option> options,
                          bool free) {
  Choice choice;
  choice.name = choicePlace(object) + "/" + aspect;
  choice.what = std::move(what);
  choice.usual = options.front().value;
  choice.value = choice.usual;
  choice.options = std::move(options);
  choice.free = free;
  choice.document = object.document;
  if (!m_asked.insert(choice.name).second) {
    const auto known =
        std::find_if(outcome.choices.begin(), outcome.choices.end(), [&](const Choice& one) { return one.name == choice.name; });
    return known->value;
  }
  if (const auto chosen = request.choices.find(choice.name); chosen != request.choices.end()) {
    const bool offered = std::any_of(choice.options.begin(), choice.options.end(),
                                     [&](const Option& option) { return option.value == chosen->second; });
    if (offered || (free && !chosen->second.empty() && chosen->second.size() <= 253)) {
      choice.value = chosen->second;
    } else {
      std::vector<std::string> values;
      for (const Option& option : choice.options) {
        values.push_back(option.value);
      }
      outcome.errors.push_back({ErrorCode::usage, choice.name + "=" + chosen->second + " is no answer to this choice",
                                fmt::format("Write one of: {}", fmt::join(values, ", ")), std::nullopt, 0});
    }
  }
  outcome.choices.push_back(choice);
  return choice.value;
}

Object* Bench::find(std::string_view kind, std::string_view namespaceName, std::string_view name) {
  const auto keyOf = [](std::string_view a, std::string_view b, std::string_view c) {
    return std::string(a).append("/").append(b).append("/").append(c);
  };
  if (m_index.empty()) {
    for (std::size_t i = 0; i < objects.size(); ++i) {
      m_index.emplace(keyOf(objects[i].kind, objects[i].namespaceName, objects[i].name), i);
    }
  }
  const auto found = m_index.find(keyOf(kind, namespaceName, name));
  return found == m_index.end() ? nullptr : &objects[found->second];
}

void Bench::remove(Object& object, std::string what, std::string why) {
  object.removed = true;
  change(object, Weight::changed, {}, std::move(what), std::move(why));
}

std::size_t Bench::addDocument(Node root, const std::string& comment, std::size_t source) {
  Document document;
  document.source = source;
  document.line = 0;
  document.fate = Fate::added;
  document.newApiVersion = root.textAt("apiVersion");
  document.newKind = root.textAt("kind");
  document.apiVersion = document.newApiVersion;
  document.kind = document.newKind;
  document.namespaceName = root.textAt("metadata.namespace");
  document.name = root.textAt("metadata.name");
  Tree tree;
  tree.root = std::move(root);
  if (!tree.root.entries.empty()) {
    tree.root.entries.front().value.before = {"# " + comment};
  }
  outcome.documents.push_back(std::move(document));
  outcome.places.push_back({});
  trees.push_back(std::move(tree));
  return trees.size() - 1;
}

void Bench::setResourceVersion(Object& object, const std::string& kind) {
  const bool rule = kind == "DeviceTaintRule";
  const ServedVersion served = rule ? taintRuleVersion(request.target) : resourceVersion(request.target);
  const std::string wanted = "resource.k8s.io/" + served.version;
  if (object.apiVersion == wanted && object.kind == kind) {
    return;
  }
  object.node->child("apiVersion").assign(wanted);
  object.node->child("kind").assign(kind);
  std::string what = object.kind == kind ? fmt::format("{} becomes {}", object.apiVersion, wanted)
                                         : fmt::format("{} {} becomes {} {}", object.apiVersion, object.kind, wanted, kind);
  change(
      object, Weight::changed, "apiVersion", std::move(what),
      fmt::format("{} is the newest version of {} that Kubernetes {} serves{}", wanted, kind, releaseWord(request.target.minor),
                  served.byDefault ? "" : "; it is off by default there: --runtime-config=" + wanted + "=true"));
}

bool Bench::onlyClassicThere(const Object& object) {
  if (!resourceVersion(request.target).version.empty()) {
    return false;
  }
  const std::string release = releaseWord(request.target.minor);
  const std::string classic = request.target.minor == 26 ? "v1alpha1" : "v1alpha2";
  if (!request.target.served.empty() && request.target.minor >= 31) {
    change(object, Weight::lost, "apiVersion",
           "left as it is: the server serves no version of resource.k8s.io that is known here",
           "Dynamic Resource Allocation is off there, or this user may not see it");
  } else if (object.version() == classic && object.kind != "DeviceClass") {
    change(object, Weight::note, "apiVersion",
           fmt::format("left as it is: Kubernetes {} has only classic DRA ({})", release, classic),
           "Choose --server-version 1.34 or newer to see what it becomes after an upgrade");
  } else {
    change(object, Weight::lost, "apiVersion",
           fmt::format("left as it is: Kubernetes {} has only classic DRA ({}) and does not know this", release, classic),
           "Structured parameters need 1.31, resource.k8s.io/v1 needs 1.34: upgrade the cluster first");
  }
  return true;
}

std::string choicePlace(const Object& object) {
  static const std::map<std::string, std::string, std::less<>> kWords = {
      {"ResourceClass", "class"}, {"DeviceClass", "class"},  {"ResourceClaim", "claim"}, {"ResourceClaimTemplate", "template"},
      {"ResourceQuota", "quota"}, {"ConfigMap", "configmap"}};
  if (object.kind.empty()) {
    return "fragment/" + std::to_string(object.document + 1);
  }
  const auto known = kWords.find(object.kind);
  std::string word = known != kWords.end() ? known->second : object.kind;
  std::transform(word.begin(), word.end(), word.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return word + "/" + (object.namespaceName.empty() ? "" : object.namespaceName + "/") + object.name;
}

std::string celString(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Node selectorNode(const std::string& expression) {
  Node selector = Node::map();
  selector.child("cel").set("expression", Node::string(expression));
  return selector;
}

namespace {

std::string member(const std::string& map, const std::string& driver, const std::string& name) {
  const std::size_t slash = name.find('/');
  const std::string domain = slash == std::string::npos ? driver : name.substr(0, slash);
  const std::string id = slash == std::string::npos ? name : name.substr(slash + 1);
  const bool word = !id.empty() && !(id.front() >= '0' && id.front() <= '9') &&
                    id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string::npos;
  return "device." + map + "[" + celString(domain) + "]" + (word ? "." + id : "[" + celString(id) + "]");
}

}  // namespace

std::string celAttribute(const std::string& driver, const std::string& name) {
  return member("attributes", driver, name);
}

std::string celCapacity(const std::string& driver, const std::string& name) {
  return member("capacity", driver, name);
}

}  // namespace claimscope::modernise
