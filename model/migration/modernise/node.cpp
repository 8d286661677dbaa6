#include "model/migration/modernise/node.h"

#include <algorithm>

#include "model/base/json_tree.h"
#include "model/base/yaml_scalar.h"

namespace claimscope::modernise {
namespace {

std::string_view firstStep(std::string_view path) {
  return path.substr(0, path.find('.'));
}

std::string_view restOf(std::string_view path) {
  const std::size_t dot = path.find('.');
  return dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
}

}  // namespace

std::string ownLine(const std::string& comment) {
  const std::size_t start = comment.find_first_not_of(" \t");
  return start == std::string::npos ? std::string() : comment.substr(start);
}

Node Node::string(std::string value) {
  Node node = of(Type::scalar);
  node.style = Style::quoted;
  node.text = std::move(value);
  return node;
}

Node Node::number(long long value) {
  Node node = of(Type::scalar);
  node.text = std::to_string(value);
  node.raw = node.text;
  return node;
}

const Node* Node::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

Node* Node::find(std::string_view key) {
  return const_cast<Node*>(std::as_const(*this).find(key));
}

const Node* Node::at(std::string_view path) const {
  const Node* node = this;
  for (; node != nullptr && !path.empty(); path = restOf(path)) {
    node = node->find(firstStep(path));
  }
  return node;
}

Node* Node::at(std::string_view path) {
  return const_cast<Node*>(std::as_const(*this).at(path));
}

std::string Node::textAt(std::string_view path) const {
  const Node* node = at(path);
  return node == nullptr || !node->isScalar() ? std::string() : node->text;
}

Node& Node::set(std::string_view key, Node value) {
  if (Node* old = find(key)) {
    value.before = std::move(old->before);
    value.after = value.after.empty() ? std::move(old->after) : std::move(value.after);
    value.line = old->line;
    *old = std::move(value);
    return *old;
  }
  type = Type::map;
  entries.push_back({std::string(key), {}, std::move(value)});
  return entries.back().value;
}

Node& Node::child(std::string_view key) {
  if (Node* old = find(key)) {
    if (old->type == Type::null) {
      old->type = Type::map;
    }
    return *old;
  }
  return set(key, map());
}

Node& Node::setAfter(std::string_view key, std::string_view newKey, Node value) {
  erase(newKey);
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  if (found == entries.end()) {
    return set(newKey, std::move(value));
  }
  return entries.insert(found + 1, {std::string(newKey), {}, std::move(value)})->value;
}

bool Node::erase(std::string_view key) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  if (found == entries.end()) {
    return false;
  }
  // What was said above or behind the entry is kept where it stood.
  std::vector<std::string> comments = std::move(found->value.before);
  const bool first = found == entries.begin();
  if (!found->value.after.empty()) {
    comments.push_back(ownLine(found->value.after));
  }
  const auto next = entries.erase(found);
  if (next != entries.end()) {
    next->value.before.insert(next->value.before.begin(), comments.begin(), comments.end());
  } else if (!entries.empty() && !first) {
    std::string& behind = entries.back().value.after;
    for (const std::string& comment : comments) {
      behind = behind.empty() && !comment.empty() ? " " + comment : behind;
    }
  }
  return true;
}

bool Node::rename(std::string_view key, std::string_view newKey) {
  for (Entry& entry : entries) {
    if (entry.key == key) {
      entry.key = newKey;
      entry.rawKey.clear();
      return true;
    }
  }
  return false;
}

Node& Node::add(Node item) {
  type = Type::list;
  items.push_back(std::move(item));
  return items.back();
}

void Node::assign(std::string value) {
  type = Type::scalar;
  text = std::move(value);
  const bool was = style == Style::plain && yaml::resolvePlain(text).type == yaml::ScalarType::string;
  style = style == Style::block ? Style::block : Style::quoted;
  const char quote = raw.empty() ? '\0' : raw.front();
  raw.clear();
  if (!was && (quote == '"' || quote == '\'') && text.find_first_of("\"'\\\n") == std::string::npos) {
    raw = quote + text + quote;
  }
}

nlohmann::ordered_json jsonOf(const Node& node) {
  using Json = nlohmann::ordered_json;
  switch (node.type) {
    case Node::Type::null:
      return nullptr;
    case Node::Type::map: {
      Json out = Json::object();
      for (const Entry& entry : node.entries) {
        out[entry.key] = jsonOf(entry.value);
      }
      return out;
    }
    case Node::Type::list: {
      Json out = Json::array();
      for (const Node& item : node.items) {
        out.push_back(jsonOf(item));
      }
      return out;
    }
    case Node::Type::scalar:
      break;
  }
  if (node.style == Node::Style::plain) {
    const yaml::Scalar scalar = yaml::resolvePlain(node.text);
    if (scalar.type != yaml::ScalarType::string && scalar.type != yaml::ScalarType::notFinite) {
      Json value = Json::parse(scalar.json, nullptr, false);
      return value.is_discarded() ? Json(node.text) : value;
    }
  }
  return node.text;
}

Node nodeOf(const nlohmann::ordered_json& json) {
  if (json.is_object()) {
    Node node = Node::map();
    for (const auto& [key, value] : json.items()) {
      node.entries.push_back({key, {}, nodeOf(value)});
    }
    return node;
  }
  if (json.is_array()) {
    Node node = Node::list();
    for (const nlohmann::ordered_json& item : json) {
      node.items.push_back(nodeOf(item));
    }
    return node;
  }
  if (json.is_string()) {
    return Node::string(json.get<std::string>());
  }
  Node node;
  if (!json.is_null()) {
    node.type = Node::Type::scalar;
    node.text = json.dump();
    node.raw = node.text;
  }
  return node;
}

bool sameValue(const Node& a, const Node& b) {
  return jsonOf(a) == jsonOf(b);
}

}  // namespace claimscope::modernise
