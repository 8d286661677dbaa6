// Writing: a tree as YAML in the look of its source, or as JSON where it was JSON.
#include <algorithm>

#include "model/base/json_tree.h"
#include "model/base/yaml.h"
#include "model/base/yaml_scalar.h"
#include "model/migration/modernise/node.h"

namespace claimscope::modernise {
namespace {

/// Flow style is kept where everything in it fits on the line.
bool staysFlow(const Node& node) {
  if (node.isScalar()) {
    return node.style != Node::Style::block && node.text.find('\n') == std::string::npos && node.before.empty();
  }
  if (node.type == Node::Type::null) {
    return true;
  }
  if (!node.flow && !(node.entries.empty() && node.items.empty())) {
    return false;
  }
  return std::all_of(node.entries.begin(), node.entries.end(), [](const Entry& entry) { return staysFlow(entry.value); }) &&
         std::all_of(node.items.begin(), node.items.end(), staysFlow);
}

std::string oneLineScalar(const Node& node, bool inFlow) {
  if (node.type == Node::Type::null) {
    return inFlow ? "null" : "";
  }
  if (!node.raw.empty()) {
    return node.raw;
  }
  if (node.style == Node::Style::plain && yaml::resolvePlain(node.text).type != yaml::ScalarType::string) {
    return node.text;
  }
  std::string text = yaml::fromJson(yaml::quoteJson(node.text));
  while (!text.empty() && text.back() == '\n') {
    text.pop_back();
  }
  return inFlow && !text.starts_with('"') && text.find_first_of(",[]{}") != std::string::npos ? yaml::quoteJson(node.text) : text;
}

std::string keyText(const Entry& entry) {
  return entry.rawKey.empty() ? oneLineScalar(Node::string(entry.key), true) : entry.rawKey;
}

std::string flowText(const Node& node) {
  std::string out;
  if (node.isMap()) {
    for (const Entry& entry : node.entries) {
      out += (out.empty() ? "" : ", ") + keyText(entry) + ": " + flowText(entry.value);
    }
    return "{" + out + "}";
  }
  if (node.isList()) {
    for (const Node& item : node.items) {
      out += (out.empty() ? "" : ", ") + flowText(item);
    }
    return "[" + out + "]";
  }
  return oneLineScalar(node, true);
}

class TreeWriter {
 public:
  /// `first`: the first entry continues the line of a list's dash.
  void map(const Node& node, std::size_t indent, bool first) {
    for (const Entry& entry : node.entries) {
      comments(entry.value, indent, first);
      pad(first ? 0 : indent);
      first = false;
      m_out += keyText(entry) + ":";
      value(entry.value, indent, false);
    }
  }

  void list(const Node& node, std::size_t indent, bool first) {
    for (const Node& item : node.items) {
      comments(item, indent, first);
      pad(first ? 0 : indent);
      first = false;
      m_out += "-";
      value(item, indent, true);
    }
  }

  void value(const Node& node, std::size_t indent, bool inList) {
    const std::string after =
        node.after.empty() || node.after.front() == ' ' || node.after.front() == '\t' ? node.after : " " + node.after;
    const bool collection = node.isMap() || node.isList();
    if (collection && !staysFlow(node)) {
      const std::size_t inner = indent + (inList || !node.isList() ? std::max<std::size_t>(node.indent, 2) : node.indent);
      if (inList && after.empty()) {
        m_out.append(inner - indent - 1, ' ');
        node.isMap() ? map(node, inner, true) : list(node, inner, true);
        return;
      }
      m_out += after + "\n";
      node.isMap() ? map(node, inner, false) : list(node, inner, false);
      return;
    }
    if (node.isScalar() && (node.style == Node::Style::block || node.text.find('\n') != std::string::npos) &&
        block(node, indent + 2, after)) {
      return;
    }
    const std::string text = collection ? flowText(node) : oneLineScalar(node, false);
    m_out += (text.empty() ? "" : " ") + text + after + "\n";
  }

  void lines(const std::vector<std::string>& comments, std::size_t indent) {
    for (const std::string& comment : comments) {
      pad(comment.empty() ? 0 : indent);
      m_out += comment + "\n";
    }
  }

  std::string take() { return std::move(m_out); }

 private:
  void pad(std::size_t indent) { m_out.append(indent, ' '); }

  /// Above the first entry of a list's item there is no room: its comments go above the item.
  void comments(const Node& node, std::size_t indent, bool first) {
    if (!first) {
      lines(node.before, indent);
    }
  }

  bool block(const Node& node, std::size_t indent, const std::string& after) {
    const std::string& text = node.text;
    const bool clean = std::none_of(text.begin(), text.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; });
    if (text.empty() || !clean || text.front() == ' ' || text.front() == '\n' || text.find('\n') == std::string::npos) {
      return false;
    }
    m_out += text.back() != '\n' ? " |-" : text.ends_with("\n\n") ? " |+" : " |";
    m_out += after + "\n";
    for (std::string_view rest = text; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      pad(end > 0 ? indent : 0);
      m_out += std::string(rest.substr(0, end)) + "\n";
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return true;
  }

  std::string m_out;
};

}  // namespace

std::string writeTree(const Tree& tree) {
  if (tree.json) {
    return jsonOf(tree.root).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  }
  TreeWriter writer;
  if (staysFlow(tree.root) && !tree.root.isScalar()) {
    return flowText(tree.root) + "\n";
  }
  if (tree.root.isMap()) {
    writer.map(tree.root, 0, false);
  } else if (tree.root.isList()) {
    writer.list(tree.root, 0, false);
  } else {
    return oneLineScalar(tree.root, false) + "\n";
  }
  writer.lines(tree.tail, 0);
  return writer.take();
}

}  // namespace claimscope::modernise
