#include "model/base/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <sstream>
#include <unordered_map>

#include "model/base/json.h"
#include "model/base/yaml_scalar.h"

namespace claimscope::yaml {

namespace {

/// What anchors may add to one stream ("billion laughs").
constexpr std::size_t kMaxExpandedBytes = 16U << 20U;
/// Larger broken JSON is not tried again as YAML, which is a hundred times slower.
constexpr std::size_t kRetryAsYaml = 4U << 20U;

struct Mark {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// Thrown inside this file only; toJson() turns it into an Error.
struct Problem {
  Mark mark;
  std::string cause;
};

Mark markOf(const YAML::Mark& mark) {
  return mark.is_null() ? Mark{} : Mark{static_cast<std::size_t>(mark.line) + 1, static_cast<std::size_t>(mark.column) + 1};
}

struct Node;
using NodePointer = std::shared_ptr<const Node>;

struct Node {
  enum class Type { scalar, null, sequence, map, alias };
  Type type = Type::null;
  bool plain = false;  ///< scalar without quotes
  std::string tag;
  std::string text;
  Mark mark;
  std::vector<NodePointer> children;  ///< of maps: key, value, key, value …
  NodePointer target;                 ///< of an alias
};

/// Collects the events of one document into a tree; aliases stay references, so the tree is never larger than the text.
class Builder final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override {
    m_root = nullptr;
    m_open.clear();
    m_anchors.clear();
    m_mark = markOf(mark);
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(make(mark, Node::Type::null), anchor); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    auto node = make(mark, Node::Type::alias);
    const auto found = m_anchors.find(anchor);
    if (found == m_anchors.end()) {
      throw Problem{node->mark, "an alias is used inside its own anchor or before it"};
    }
    node->target = found->second;
    add(node, 0);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    auto node = make(mark, Node::Type::scalar);
    node->plain = tag == "?";
    node->tag = tag;
    node->text = value;
    add(node, anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(make(mark, Node::Type::sequence), anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(make(mark, Node::Type::map), anchor);
  }
  void OnMapEnd() override { close(); }

  [[nodiscard]] NodePointer root() const { return m_root; }
  [[nodiscard]] Mark mark() const { return m_root == nullptr ? m_mark : m_root->mark; }

 private:
  struct Open {
    std::shared_ptr<Node> node;
    YAML::anchor_t anchor = 0;
  };

  static std::shared_ptr<Node> make(const YAML::Mark& mark, Node::Type type) {
    auto node = std::make_shared<Node>();
    node->type = type;
    node->mark = markOf(mark);
    return node;
  }
  void add(const std::shared_ptr<Node>& node, YAML::anchor_t anchor) {
    if (m_open.empty()) {
      m_root = node;
    } else {
      m_open.back().node->children.push_back(node);
    }
    if (anchor != 0) {
      m_anchors[anchor] = node;
    }
  }
  void open(std::shared_ptr<Node> node, YAML::anchor_t anchor) {
    if (m_open.size() >= static_cast<std::size_t>(json::kMaxDepth)) {
      throw Problem{node->mark, fmt::format("nested more than {} deep", json::kMaxDepth)};
    }
    m_open.push_back({std::move(node), anchor});
  }
  /// An anchor counts from its end on: an alias inside it would be a loop.
  void close() {
    const Open done = m_open.back();
    m_open.pop_back();
    add(done.node, done.anchor);
  }

  NodePointer m_root;
  Mark m_mark;
  std::vector<Open> m_open;
  std::unordered_map<YAML::anchor_t, NodePointer> m_anchors;
};

/// Bytes that are no UTF-8 become U+FFFD one by one, as Go's JSON encoder writes them.
std::string onlyText(const std::string& bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size();) {
    std::size_t length = 1;
    while (length < 4 && i + length < bytes.size() && !simdjson::validate_utf8(bytes.data() + i, length)) {
      ++length;
    }
    const bool valid = simdjson::validate_utf8(bytes.data() + i, length);
    out += valid ? bytes.substr(i, length) : "\xEF\xBF\xBD";
    i += valid ? length : 1;
  }
  return out;
}

/// Whether a plain text may carry a standard tag: `!!int 1.5` and `!!null x` are errors for go-yaml.
bool fitsTag(const Scalar& scalar, std::string_view type) {
  const bool whole = scalar.type == ScalarType::number && scalar.json.find_first_of(".eE") == std::string::npos;
  if (type == "int") {
    return whole;
  }
  if (type == "float") {
    return scalar.type == ScalarType::number || scalar.type == ScalarType::notFinite;
  }
  return type == "bool" ? scalar.type == ScalarType::boolean : type == "null" ? scalar.type == ScalarType::null : true;
}

std::string decodeBase64(const Node& node) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (const char c : node.text) {
    if (c == '=' || c == '\n' || c == ' ' || c == '\r' || c == '\t') {
      continue;
    }
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) {
      throw Problem{node.mark, "!!binary is not base64"};
    }
    bits = (bits << 6U) | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU);
    }
  }
  return onlyText(out);
}

/// Writes trees as JSON, expanding aliases under a budget for the whole stream.
class JsonWriter {
 public:
  void write(const Node& node, std::string& out) {
    if (node.type == Node::Type::alias) {
      const Deeper deeper(*this, node);
      ++m_aliases;
      write(*node.target, out);
      --m_aliases;
      return;
    }
    const std::size_t before = out.size();
    if (node.type == Node::Type::scalar || node.type == Node::Type::null) {
      out += scalar(node);
      charge(node, out.size() - before);
      return;
    }
    const Deeper deeper(*this, node);
    charge(node, 2);
    if (node.type == Node::Type::sequence) {
      out += '[';
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        out += i == 0 ? "" : ",";
        write(*node.children[i], out);
      }
      out += ']';
      return;
    }
    out += '{';
    bool first = true;
    for (const auto& [key, value] : entries(node)) {
      out += first ? "" : ",";
      first = false;
      out += quoteJson(key);
      out += ':';
      charge(node, key.size() + 4);
      write(*value, out);
    }
    out += '}';
  }

 private:
  using Entries = std::vector<std::pair<std::string, NodePointer>>;

  struct Deeper {
    Deeper(JsonWriter& writer, const Node& node) : m_writer(writer) {
      if (++m_writer.m_depth > json::kMaxDepth) {
        throw Problem{node.mark, fmt::format("nested more than {} deep", json::kMaxDepth)};
      }
    }
    ~Deeper() { --m_writer.m_depth; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    JsonWriter& m_writer;
  };

  void charge(const Node& node, std::size_t bytes) {
    if (m_aliases > 0) {
      spend(node, bytes);
    }
  }

  void spend(const Node& node, std::size_t bytes) {
    m_expanded += bytes;
    if (m_expanded > kMaxExpandedBytes) {
      throw Problem{node.mark, "anchors expand to more than 16 MiB"};
    }
  }

  static std::string scalar(const Node& node) {
    if (node.type == Node::Type::null) {
      return "null";
    }
    constexpr std::string_view kStandard = "tag:yaml.org,2002:";
    const std::string_view tag = node.tag;
    if (tag == "tag:yaml.org,2002:binary") {
      return quoteJson(decodeBase64(node));
    }
    const bool typed = tag.starts_with(kStandard) && tag != "tag:yaml.org,2002:str";
    if (!node.plain && !typed) {
      return quoteJson(node.text);
    }
    Scalar resolved = resolvePlain(node.text);
    if (typed && !fitsTag(resolved, tag.substr(kStandard.size()))) {
      throw Problem{node.mark, fmt::format("is tagged !!{} but is something else", tag.substr(kStandard.size()))};
    }
    if (resolved.type == ScalarType::notFinite) {
      throw Problem{node.mark, "infinity and NaN have no JSON form"};
    }
    return resolved.type == ScalarType::string ? quoteJson(node.text) : std::move(resolved.json);
  }

  static const Node& resolve(const Node& node) { return node.type == Node::Type::alias ? *node.target : node; }

  static std::string keyOf(const Node& written) {
    const Node& node = resolve(written);
    if (node.type != Node::Type::scalar) {
      throw Problem{written.mark, "a key must be a word, number or boolean"};
    }
    if (!node.plain) {
      return node.text;
    }
    const Scalar resolved = resolvePlain(node.text);
    return resolved.type == ScalarType::string || resolved.type == ScalarType::notFinite ? node.text : resolved.json;
  }

  /// Keys with their values: the last of equal keys wins, and a merge key counts where it stands (go-yaml v2).
  Entries entries(const Node& map) {
    Entries out;
    std::unordered_map<std::string, std::size_t> index;
    const auto put = [&](std::string key, const NodePointer& value) {
      const auto [place, isNew] = index.try_emplace(key, out.size());
      if (isNew) {
        out.emplace_back(std::move(key), value);
      } else {
        out[place->second].second = value;
      }
    };
    for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
      const Node& key = *map.children[i];
      if (key.type == Node::Type::scalar && key.plain && key.text == "<<") {
        merge(*map.children[i + 1], put);
      } else {
        put(keyOf(key), map.children[i + 1]);
      }
    }
    return out;
  }

  template <class Put>
  void merge(const Node& written, const Put& put) {
    const Node& source = resolve(written);
    const Deeper deeper(*this, written);
    if (source.type == Node::Type::map) {
      for (auto& [key, value] : entries(source)) {
        // Merges of merges double with each level, whether or not they are written out.
        spend(written, key.size() + 4);
        put(key, value);
      }
      return;
    }
    if (source.type != Node::Type::sequence) {
      throw Problem{written.mark, "a merge key needs a map or a list of maps"};
    }
    for (auto item = source.children.rbegin(); item != source.children.rend(); ++item) {
      if (resolve(**item).type != Node::Type::map) {
        throw Problem{written.mark, "a merge key needs a map or a list of maps"};
      }
      merge(**item, put);
    }
  }

  int m_depth = 0;
  int m_aliases = 0;
  std::size_t m_expanded = 0;
};

std::size_t skipBlanks(std::string_view text, std::size_t at) {
  const std::size_t next = text.find_first_not_of(" \t\r\n", at);
  return next == std::string_view::npos ? text.size() : next;
}

/// End of the JSON value that opens at `at`, by brackets and strings only; npos when it does not close.
std::size_t closeOf(std::string_view text, std::size_t at) {
  int depth = 0;
  bool quoted = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      at += c == '\\' ? 1 : 0;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

/// A stream of JSON values, one after another or parted by `---`; empty when it is something else, perhaps YAML.
std::optional<std::vector<Document>> splitJson(std::string_view text) {
  std::vector<Document> out;
  simdjson::dom::parser parser;
  std::size_t line = 1;
  std::size_t counted = 0;
  for (std::size_t at = skipBlanks(text, 0); at < text.size(); at = skipBlanks(text, at)) {
    if (text.substr(at).starts_with("---")) {
      at += 3;
      continue;
    }
    const std::size_t end = text[at] == '{' || text[at] == '[' ? closeOf(text, at) : std::string_view::npos;
    if (end == std::string_view::npos || parser.parse(text.data() + at, end - at, true).error() != simdjson::SUCCESS) {
      return std::nullopt;
    }
    line += static_cast<std::size_t>(
        std::count(text.begin() + static_cast<std::ptrdiff_t>(counted), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    counted = at;
    out.push_back({std::string(text.substr(at, end - at)), line});
    at = end;
  }
  return out;
}

tl::unexpected<Error> problem(Mark mark, const std::string& cause) {
  return fail(ErrorCode::invalidInput, fmt::format("line {}, column {}: {}", mark.line, mark.column, cause));
}

}  // namespace

namespace {

enum class Documents { all, first };

/// go-yaml takes %YAML 1.1 and %TAG and nothing else; yaml-cpp takes anything.
void checkDirectives(std::string_view text) {
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::string_view here = text.substr(0, text.find('\n'));
    const std::string_view word = here.substr(0, here.find_first_of(" \t\r"));
    if (!here.empty() && here[0] != '%' && here[0] != '#' && here[0] != '\r') {
      return;
    }
    const std::size_t version = here.find_first_not_of(" \t", word.size());
    const bool old = version != std::string_view::npos && here.substr(version).starts_with("1.1");
    if (word.starts_with('%') && word != "%TAG" && !(word == "%YAML" && old)) {
      throw Problem{{line, 1}, "a directive that is neither %YAML 1.1 nor %TAG"};
    }
    text.remove_prefix(std::min(here.size() + 1, text.size()));
  }
}

/// With an end of document, so that yaml-cpp sees that a quotation is still open at the end of the text.
std::string ended(std::string_view text) {
  return std::string(text) + (text.empty() || text.back() == '\n' ? "...\n" : "\n...\n");
}

Result<std::vector<Document>> read(std::string_view text, Documents wanted) {
  if (text.starts_with("\xEF\xBB\xBF")) {
    text.remove_prefix(3);
  }
  const std::size_t start = skipBlanks(text, 0);
  if (start < text.size() && (text[start] == '{' || text[start] == '[')) {
    if (std::optional<std::vector<Document>> documents = splitJson(text)) {
      return std::move(*documents);
    }
    if (text.size() > kRetryAsYaml) {
      return fail(ErrorCode::invalidInput, "starts like JSON but is not valid JSON", "Check that the file is complete");
    }
  }
  if (!simdjson::validate_utf8(text.data(), text.size())) {
    return fail(ErrorCode::invalidInput, "is not text in UTF-8", "Save the file as UTF-8");
  }
  try {
    checkDirectives(text);
    std::istringstream stream{ended(text)};
    YAML::Parser parser(stream);
    Builder builder;
    JsonWriter writer;
    std::vector<Document> out;
    while (parser.HandleNextDocument(builder)) {
      const bool empty = builder.root() == nullptr || builder.root()->type == Node::Type::null;
      if (!empty) {
        Document document{{}, builder.mark().line};
        writer.write(*builder.root(), document.json);
        out.push_back(std::move(document));
      }
      if (wanted == Documents::first) {
        break;
      }
    }
    return out;
  } catch (const Problem& found) {
    return problem(found.mark, found.cause);
  } catch (const YAML::Exception& found) {
    return problem(markOf(found.mark), found.msg);
  }
}

}  // namespace

Result<std::vector<Document>> toJson(std::string_view text) {
  return read(text, Documents::all);
}

Result<std::string> firstToJson(std::string_view text) {
  auto documents = read(text, Documents::first);
  if (!documents) {
    return fail(documents.error());
  }
  return documents->empty() ? std::string("null") : std::move(documents->front().json);
}

}  // namespace claimscope::yaml
