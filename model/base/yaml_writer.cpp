#include <fmt/format.h>

#include "model/base/json.h"
#include "model/base/json_tree.h"
#include "model/base/yaml.h"
#include "model/base/yaml_scalar.h"

namespace claimscope::yaml {

namespace {

using Json = nlohmann::ordered_json;

/// A scalar that go-yaml would read as a date, which kubectl quotes too.
bool looksLikeDate(std::string_view text) {
  return text.size() >= 8 && text[4] == '-' && text.substr(0, 4).find_first_not_of("0123456789") == std::string_view::npos;
}

/// C1 controls, bidi marks and other characters that change how the line reads: E2 80/81 xx, C2 80–9F, EF BB BF.
bool hasHiddenCharacters(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto a = static_cast<unsigned char>(text[i]);
    const auto b = static_cast<unsigned char>(text[i + 1]);
    if ((a == 0xC2 && b < 0xA0) || (a == 0xD8 && b == 0x9C) || (a == 0xE2 && (b == 0x80 || b == 0x81)) ||
        (a == 0xEF && b == 0xBB)) {
      return true;
    }
  }
  return false;
}

bool hasControls(std::string_view text, bool lineBreaksAllowed) {
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) < 0x20 || c == 0x7F) && !(lineBreaksAllowed && c == '\n')) {
      return true;
    }
  }
  return hasHiddenCharacters(text);
}

bool plainIsSafe(std::string_view text) {
  constexpr std::string_view kIndicators = "-?:,[]{}#&*!|>'\"%@`=<";
  if (resolvePlain(text).type != ScalarType::string || looksLikeDate(text) || hasControls(text, false)) {
    return false;
  }
  // A dash or colon may start a word when no blank follows it.
  const bool wordStart = (text.front() == '-' || text.front() == ':') && text.size() > 1 && text[1] != ' ' && text != "---";
  if (kIndicators.find(text.front()) != std::string_view::npos && !wordStart) {
    return false;
  }
  return text.front() != ' ' && text.back() != ' ' && text.back() != ':' && text.find(": ") == std::string_view::npos &&
         text.find(" #") == std::string_view::npos && !text.starts_with("--- ") && !text.starts_with("...");
}

/// Double quotes, with everything outside printable ASCII that hides escaped.
std::string doubleQuoted(std::string_view text) {
  return Json(text).dump(-1, ' ', hasHiddenCharacters(text), Json::error_handler_t::replace);
}

class Writer {
 public:
  void value(const Json& json, std::size_t indent, bool inList) {
    if (json.is_object() && !json.empty()) {
      object(json, indent, inList);
    } else if (json.is_array() && !json.empty()) {
      array(json, indent, inList);
    } else if (json.is_string()) {
      string(json.get_ref<const std::string&>(), indent);
    } else {
      m_out += json.dump() + "\n";
    }
  }
  std::string take() { return std::move(m_out); }

 private:
  void pad(std::size_t indent) { m_out.append(indent, ' '); }

  /// The first line continues the "- " of a list item.
  void object(const Json& json, std::size_t indent, bool inList) {
    bool first = true;
    for (const auto& [key, item] : json.items()) {
      pad(first && inList ? 0 : indent);
      first = false;
      m_out += plainIsSafe(key) ? key : doubleQuoted(key);
      m_out += ':';
      const bool nested = (item.is_object() || item.is_array()) && !item.empty();
      m_out += nested ? "\n" : " ";
      // Lists stand under their key without further indent, as kubectl writes them.
      value(item, item.is_array() ? indent : indent + 2, false);
    }
  }

  void array(const Json& json, std::size_t indent, bool inList) {
    bool first = true;
    for (const Json& item : json) {
      pad(first && inList ? 0 : indent);
      first = false;
      m_out += "- ";
      value(item, indent + 2, true);
    }
  }

  void string(const std::string& text, std::size_t indent) {
    if (plainIsSafe(text)) {
      m_out += text + "\n";
      return;
    }
    const bool block = text.find('\n') != std::string::npos && !hasControls(text, true) && text.front() != ' ' &&
                       text.front() != '\n' && indent > 0 && text.find(" \n") == std::string::npos;
    if (!block) {
      m_out += doubleQuoted(text) + "\n";
      return;
    }
    const bool endsWithBreak = text.back() == '\n';
    const bool keepsBreaks = text.ends_with("\n\n");
    m_out += keepsBreaks ? "|+\n" : endsWithBreak ? "|\n" : "|-\n";
    std::string_view rest = text;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (end > 0) {
        pad(indent);
        m_out += rest.substr(0, end);
      }
      m_out += '\n';
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  std::string m_out;
};

}  // namespace

std::string fromJson(std::string_view json) {
  // JSON is YAML, so what is too deep or broken is handed back as it came.
  if (json::deeperThan(json, json::kMaxDepth)) {
    return std::string(json);
  }
  const Json parsed = Json::parse(json, nullptr, false);
  if (parsed.is_discarded()) {
    return std::string(json);
  }
  Writer writer;
  writer.value(parsed, 0, false);
  return writer.take();
}

}  // namespace claimscope::yaml
