// Reading: events of yaml-cpp become a tree; comments, blank lines and spellings are taken from the text itself.
#include <fmt/format.h>
#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "model/base/json.h"
#include "model/base/json_tree.h"
#include "model/migration/modernise/node.h"

namespace claimscope::modernise {
namespace {

struct Trouble {
  std::size_t line = 1;
  std::size_t column = 1;
  std::string cause;
};

std::vector<std::string_view> linesIn(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    out.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

struct Position {
  std::size_t line = 0;  ///< 0-based
  std::size_t column = 0;
  friend auto operator<=>(const Position&, const Position&) = default;
};

/// Where a scalar in quotes or a block begins and ends: nothing in there is a comment.
struct Opaque {
  Position begin;
  Position end;  ///< first position behind it
};

class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(const std::vector<std::string_view>& lines) : m_lines(lines) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { put(Node(), positionOf(mark), anchor); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = m_anchors.find(anchor);
    if (found == m_anchors.end()) {
      throw Trouble{positionOf(mark).line + 1, positionOf(mark).column + 1, "an alias is used inside its own anchor"};
    }
    expanded = true;
    spend(found->second, mark, m_open.size());
    put(found->second, positionOf(mark), 0);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    Node node = Node::string(value);
    const Position at = skipProperties(positionOf(mark));
    const char first = charAt(at);
    if (tag == "?") {
      node.style = Node::Style::plain;
      node.raw = value.find('\n') == std::string::npos && lineHas(at, value) ? value : std::string();
    } else if (first == '|' || first == '>') {
      node.style = Node::Style::block;
      opaque.push_back({at, blockEnd(at)});
    } else if (first == '"' || first == '\'') {
      const Position end = quoteEnd(at, first);
      opaque.push_back({at, end});
      if (end.line == at.line) {
        node.raw = std::string(m_lines[at.line].substr(at.column, end.column - at.column));
      }
    }
    put(std::move(node), positionOf(mark), anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(Node::list(), mark, anchor, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value style) override {
    open(Node::map(), mark, anchor, style);
  }
  void OnMapEnd() override { close(); }

  Node root;
  bool expanded = false;
  std::vector<Opaque> opaque;

 private:
  struct Open {
    Node node;
    YAML::anchor_t anchor = 0;
    Position at;
    std::string key;
    std::string rawKey;
    Position keyAt;
    bool haveKey = false;
  };

  static Position positionOf(const YAML::Mark& mark) {
    return mark.is_null() ? Position{} : Position{static_cast<std::size_t>(mark.line), static_cast<std::size_t>(mark.column)};
  }
  char charAt(Position at) const {
    return at.line < m_lines.size() && at.column < m_lines[at.line].size() ? m_lines[at.line][at.column] : '\0';
  }
  bool lineHas(Position at, const std::string& value) const {
    return at.line < m_lines.size() && at.column <= m_lines[at.line].size() &&
           m_lines[at.line].substr(at.column).starts_with(value);
  }
  /// Behind tags and anchors on the same line.
  Position skipProperties(Position at) const {
    while (charAt(at) == '&' || charAt(at) == '!') {
      while (charAt(at) != '\0' && charAt(at) != ' ') {
        ++at.column;
      }
      while (charAt(at) == ' ') {
        ++at.column;
      }
    }
    return at;
  }
  Position quoteEnd(Position at, char quote) const {
    ++at.column;
    while (at.line < m_lines.size()) {
      const char c = charAt(at);
      if (c == '\0' && at.column >= m_lines[at.line].size()) {
        at = {at.line + 1, 0};
        continue;
      }
      if (c == '\\' && quote == '"') {
        ++at.column;
      } else if (c == quote) {
        ++at.column;
        if (quote == '"' || charAt(at) != '\'') {
          return at;
        }
      }
      ++at.column;
    }
    return at;
  }
  /// The header line is not part of it, so that a comment there is seen.
  Position blockEnd(Position at) const {
    const bool keepsBlanks = m_lines[at.line].substr(at.column, 3).find('+') != std::string_view::npos;
    std::size_t content = 0;
    std::size_t last = at.line;
    for (std::size_t i = at.line + 1; i < m_lines.size(); ++i) {
      const std::size_t indent = m_lines[i].find_first_not_of(" \r");
      if (indent == std::string_view::npos) {
        last = keepsBlanks ? i : last;
        continue;
      }
      content = content == 0 ? indent : content;
      if (indent < content || content == 0) {
        break;
      }
      last = i;
    }
    return {last + 1, 0};
  }

  /// Aliases count with everything in them.
  void spend(const Node& node, const YAML::Mark& mark, std::size_t depth) {
    if (++m_nodes > kMaxNodes || depth > static_cast<std::size_t>(json::kMaxDepth)) {
      throw Trouble{positionOf(mark).line + 1, positionOf(mark).column + 1,
                    depth > static_cast<std::size_t>(json::kMaxDepth) ? fmt::format("nested more than {} deep", json::kMaxDepth)
                                                                      : "anchors expand to more than 400,000 values"};
    }
    m_bytes += node.text.size();
    if (m_bytes > kMaxDocumentBytes) {
      throw Trouble{positionOf(mark).line + 1, positionOf(mark).column + 1, "anchors expand to more than 16 MiB"};
    }
    for (const Entry& entry : node.entries) {
      spend(entry.value, mark, depth + 1);
    }
    for (const Node& item : node.items) {
      spend(item, mark, depth + 1);
    }
  }

  void open(Node node, const YAML::Mark& mark, YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
    if (m_open.size() >= static_cast<std::size_t>(json::kMaxDepth)) {
      throw Trouble{positionOf(mark).line + 1, positionOf(mark).column + 1,
                    fmt::format("nested more than {} deep", json::kMaxDepth)};
    }
    node.flow = style == YAML::EmitterStyle::Flow;
    m_open.push_back({std::move(node), anchor, positionOf(mark), {}, {}, {}, false});
  }

  void close() {
    Open done = std::move(m_open.back());
    m_open.pop_back();
    if (!m_open.empty() && !done.node.flow) {
      const Open& parent = m_open.back();
      const std::size_t left = parent.node.isMap() ? parent.keyAt.column : parent.at.column;
      done.node.indent = done.at.column >= left ? done.at.column - left : 2;
    }
    put(std::move(done.node), done.at, done.anchor);
  }

  void put(Node node, Position at, YAML::anchor_t anchor) {
    if (++m_nodes > kMaxNodes * 4) {
      throw Trouble{at.line + 1, at.column + 1, "has more than 1.6 million values"};
    }
    if (anchor != 0) {
      expanded = true;
      m_anchors[anchor] = node;
    }
    if (m_open.empty()) {
      node.line = at.line + 1;
      root = std::move(node);
      return;
    }
    Open& parent = m_open.back();
    if (parent.node.isList()) {
      node.line = at.line + 1;
      parent.node.items.push_back(std::move(node));
      return;
    }
    if (!parent.haveKey) {
      if (!node.isScalar() && node.type != Node::Type::null) {
        throw Trouble{at.line + 1, at.column + 1, "a key must be a word, number or boolean"};
      }
      parent.key = node.text;
      parent.rawKey = node.raw;
      parent.keyAt = at;
      parent.haveKey = true;
      return;
    }
    parent.haveKey = false;
    node.line = parent.keyAt.line + 1;
    if (parent.key == "<<" && parent.rawKey == "<<") {
      expanded = true;
      merge(parent.node, node);
      return;
    }
    if (Node* old = parent.node.find(parent.key)) {
      *old = std::move(node);  // the last of equal keys wins
      return;
    }
    parent.node.entries.push_back({std::move(parent.key), std::move(parent.rawKey), std::move(node)});
  }

  /// What is there already is kept.
  static void merge(Node& into, const Node& from) {
    for (const Node& one : from.items) {
      merge(into, one);
    }
    for (const Entry& entry : from.entries) {
      if (into.find(entry.key) == nullptr) {
        into.entries.push_back(entry);
      }
    }
  }

  const std::vector<std::string_view>& m_lines;
  std::vector<Open> m_open;
  std::map<YAML::anchor_t, Node> m_anchors;
  std::size_t m_nodes = 0;
  std::size_t m_bytes = 0;
};

/// Entries and items that may carry a comment, in the order of the document.
void carriers(Node& node, std::vector<Node*>& out) {
  if (node.flow) {
    return;
  }
  for (Entry& entry : node.entries) {
    out.push_back(&entry.value);
    carriers(entry.value, out);
  }
  for (Node& item : node.items) {
    out.push_back(&item);
    carriers(item, out);
  }
}

/// Column of a comment on the line, npos without one.
std::size_t commentAt(std::string_view line, std::size_t number, const std::vector<Opaque>& opaque, std::size_t& next) {
  for (std::size_t column = 0; column < line.size();) {
    while (next < opaque.size() && opaque[next].end <= Position{number, column}) {
      ++next;
    }
    const Opaque* here = next < opaque.size() ? &opaque[next] : nullptr;
    const bool blockHeader = here != nullptr && here->end.column == 0 && here->begin.line == number;
    if (here != nullptr && !blockHeader && here->begin <= Position{number, column} && Position{number, column} < here->end) {
      if (here->end.line > number) {
        return std::string_view::npos;
      }
      column = here->end.column;
      continue;
    }
    if (line[column] == '#' && (column == 0 || line[column - 1] == ' ' || line[column - 1] == '\t')) {
      return column;
    }
    ++column;
  }
  return std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\t')) {
    text.remove_suffix(1);
  }
  return text;
}

void addComments(Tree& tree, const std::vector<std::string_view>& lines, std::vector<Opaque> opaque) {
  std::sort(opaque.begin(), opaque.end(), [](const Opaque& a, const Opaque& b) { return a.begin < b.begin; });
  std::vector<Node*> places;
  carriers(tree.root, places);
  std::stable_sort(places.begin(), places.end(), [](const Node* a, const Node* b) { return a->line < b->line; });
  std::size_t next = 0;
  std::size_t place = 0;  // first that begins behind the line
  for (std::size_t i = 0; i < lines.size(); ++i) {
    while (place < places.size() && places[place]->line <= i + 1) {
      ++place;
    }
    const bool inside = next < opaque.size() && opaque[next].begin.line < i && Position{i, 0} < opaque[next].end;
    const std::size_t column = commentAt(lines[i], i, opaque, next);
    const std::string_view text = trimmed(lines[i]);
    const bool blank = !inside && text.find_first_not_of(" \t") == std::string_view::npos;
    const bool own = column != std::string_view::npos && text.find_first_not_of(" \t") == column;
    if (!blank && column == std::string_view::npos) {
      continue;
    }
    const std::string comment = blank ? std::string() : std::string(text.substr(column));
    if (!blank && !own && place > 0 && places[place - 1]->line == i + 1) {
      // With the blanks before it, so that a column of comments stays one.
      places[place - 1]->after = std::string(text.substr(text.find_last_not_of(" \t", column - 1) + 1));
    } else if (place < places.size()) {
      places[place]->before.push_back(comment);
    } else {
      tree.tail.push_back(comment);
    }
  }
}

tl::unexpected<Error> trouble(const Trouble& found, std::size_t firstLine) {
  return fail(ErrorCode::invalidInput,
              fmt::format("line {}, column {}: {}", found.line + firstLine - 1, found.column, found.cause),
              "Correct the document");
}

Result<Tree> readJson(std::string_view text, std::size_t firstLine) {
  if (json::deeperThan(text, json::kMaxDepth)) {
    return trouble({1, 1, fmt::format("nested more than {} deep", json::kMaxDepth)}, firstLine);
  }
  const nlohmann::ordered_json parsed = nlohmann::ordered_json::parse(text, nullptr, false);
  if (parsed.is_discarded()) {
    return trouble({1, 1, "is no JSON"}, firstLine);
  }
  Tree tree;
  tree.json = true;
  tree.root = nodeOf(parsed);
  return tree;
}

}  // namespace

Result<Tree> readTree(std::string_view text, std::size_t firstLine) {
  if (text.size() > kMaxDocumentBytes) {
    return fail(ErrorCode::tooLarge, fmt::format("line {}: a document of {} MiB", firstLine, text.size() >> 20U),
                "No API server takes an object of more than 1.5 MiB: split the file");
  }
  if (!simdjson::validate_utf8(text.data(), text.size())) {
    return fail(ErrorCode::invalidInput, fmt::format("line {}: is not text in UTF-8", firstLine), "Save the file as UTF-8");
  }
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start != std::string_view::npos && (text[start] == '{' || text[start] == '[')) {
    if (Result<Tree> tree = readJson(text, firstLine)) {
      return tree;
    }
  }
  const std::vector<std::string_view> lines = linesIn(text);
  try {
    std::istringstream stream{std::string(text) + (text.empty() || text.back() == '\n' ? "...\n" : "\n...\n")};
    YAML::Parser parser(stream);
    TreeBuilder builder(lines);
    (void)parser.HandleNextDocument(builder);
    Tree tree;
    tree.root = std::move(builder.root);
    tree.expanded = builder.expanded;
    addComments(tree, lines, std::move(builder.opaque));
    return tree;
  } catch (const Trouble& found) {
    return trouble(found, firstLine);
  } catch (const YAML::Exception& found) {
    return trouble({found.mark.is_null() ? 1 : static_cast<std::size_t>(found.mark.line) + 1,
                    found.mark.is_null() ? 1 : static_cast<std::size_t>(found.mark.column) + 1, found.msg},
                   firstLine);
  }
}

}  // namespace claimscope::modernise
