#include "app/commands/lint_lines.h"

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <stdexcept>

namespace claimscope::app {
namespace {

constexpr std::size_t kMostBytes = 4U << 20U;
constexpr std::size_t kMostDeep = 128;

/// Follows the events of yaml-cpp with the path of where it is.
class Follower final : public YAML::EventHandler {
 public:
  explicit Follower(std::size_t firstLine) : m_offset(firstLine - 1) {}

  void OnDocumentStart(const YAML::Mark&) override {
    m_open.clear();
    m_lines = LintLines();
    m_empty = true;
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { leaf(mark, nullptr); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    m_empty = m_empty && !m_open.empty();
    leaf(mark, nullptr);
  }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t, const std::string& value) override {
    m_empty = m_empty && !m_open.empty();
    leaf(mark, &value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    open(mark, true);
  }
  void OnSequenceEnd() override { m_open.pop_back(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    open(mark, false);
  }
  void OnMapEnd() override { m_open.pop_back(); }

  [[nodiscard]] bool empty() const { return m_empty; }
  [[nodiscard]] LintLines take() { return std::move(m_lines); }

 private:
  struct Level {
    std::string path;
    bool sequence = false;
    std::size_t index = 0;
    bool keyRead = false;  ///< of a map: the next event is a value
    std::string key;
    TextPlace keyPlace;
  };

  [[nodiscard]] TextPlace placeOf(const YAML::Mark& mark) const {
    return mark.is_null()
               ? TextPlace{m_offset + 1, 1}
               : TextPlace{static_cast<std::size_t>(mark.line) + 1 + m_offset, static_cast<std::size_t>(mark.column) + 1};
  }

  /// The path of a value that begins here. A field is where its key is, an item of a list where it begins.
  std::string enter(TextPlace place) {
    if (m_open.empty()) {
      m_lines.add("", place);
      return {};
    }
    Level& level = m_open.back();
    if (level.sequence) {
      const std::string path = level.path + "[" + std::to_string(level.index++) + "]";
      m_lines.add(path, place);
      return path;
    }
    level.keyRead = false;
    const std::string path = level.path.empty() ? level.key : level.path + "." + level.key;
    m_lines.add(path, level.keyPlace);
    return path;
  }

  void leaf(const YAML::Mark& mark, const std::string* value) {
    const TextPlace place = placeOf(mark);
    if (!m_open.empty() && !m_open.back().sequence && !m_open.back().keyRead) {
      m_open.back().key = value == nullptr ? "~" : *value;
      m_open.back().keyPlace = place;
      m_open.back().keyRead = true;
      return;
    }
    enter(place);
  }

  void open(const YAML::Mark& mark, bool sequence) {
    if (m_open.size() >= kMostDeep) {
      throw std::length_error("nested too deep");
    }
    m_empty = false;
    Level level;
    level.path = enter(placeOf(mark));
    level.sequence = sequence;
    m_open.push_back(std::move(level));
  }

  std::size_t m_offset;
  std::vector<Level> m_open;
  LintLines m_lines;
  bool m_empty = true;
};

}  // namespace

TextPlace LintLines::find(std::string_view path) const {
  std::string wanted(path);
  for (;;) {
    const auto at = m_places.find(wanted);
    if (at != m_places.end()) {
      return at->second;
    }
    const std::size_t cut = wanted.find_last_of(".[");
    if (wanted.empty()) {
      return {};
    }
    wanted.resize(cut == std::string::npos ? 0 : cut);
  }
}

std::vector<LintLines> linesOfText(std::string_view text, std::size_t firstLine) {
  std::vector<LintLines> out;
  if (text.size() > kMostBytes) {
    return out;
  }
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    Follower follower(firstLine);
    while (parser.HandleNextDocument(follower)) {
      if (!follower.empty()) {
        out.push_back(follower.take());
      }
    }
  } catch (const YAML::Exception&) {
    // What could not be followed has no lines; that it could be read was seen before.
  } catch (const std::length_error&) {
  }
  return out;
}

}  // namespace claimscope::app
