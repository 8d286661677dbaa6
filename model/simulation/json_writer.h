// JsonWriter: appends JSON to a string, field after field, as the API server orders them. One thread.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/base/clock.h"

namespace claimscope::simulation {

/// Commas are put where the text so far asks for one, so writers of parts of an object need not know of each other.
/// Keys are the program's own and written as they are; values are escaped.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : m_out(out) {}

  void open() { separate(), m_out += '{'; }
  void open(std::string_view key) { name(key), m_out += '{'; }
  void close() { m_out += '}'; }
  void openList(std::string_view key) { name(key), m_out += '['; }
  void closeList() { m_out += ']'; }

  void text(std::string_view key, std::string_view value) { name(key), quoted(value); }
  /// Nothing when the value is empty, as `omitempty` does.
  void optional(std::string_view key, std::string_view value) {
    if (!value.empty()) {
      text(key, value);
    }
  }
  void number(std::string_view key, std::int64_t value) { name(key), digits(value); }
  void flag(std::string_view key, bool value) { name(key), m_out += value ? "true" : "false"; }
  /// metav1.Time: whole seconds. Nothing when not set.
  void time(std::string_view key, Time value);
  /// JSON that is already written.
  void raw(std::string_view key, std::string_view json) { name(key), m_out += json; }
  void item(std::string_view value) { separate(), quoted(value); }
  void rawItem(std::string_view json) { separate(), m_out += json; }
  /// Fields that are already written, without the braces around them.
  void fields(std::string_view json) {
    if (!json.empty()) {
      rawItem(json);
    }
  }

 private:
  void separate() {
    if (!m_out.empty() && m_out.back() != '{' && m_out.back() != '[') {
      m_out += ',';
    }
  }
  void name(std::string_view key) {
    separate();
    m_out += '"';
    m_out += key;
    m_out += "\":";
  }
  void digits(std::int64_t value) {
    char buffer[24];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
    m_out.append(buffer, end.ptr);
  }
  void quoted(std::string_view value);

  std::string& m_out;
};

/// {"a":"b",…} of pairs; for labels, selectors and the like that many objects share.
[[nodiscard]] std::string jsonObject(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs);

}  // namespace claimscope::simulation
