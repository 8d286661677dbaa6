#include "model/simulation/json_writer.h"

#include <algorithm>

namespace claimscope::simulation {

void JsonWriter::quoted(std::string_view value) {
  constexpr char kHex[] = "0123456789abcdef";
  m_out += '"';
  for (std::size_t i = 0; i < value.size();) {
    const auto plain = [](char c) { return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20; };
    const auto* begin = value.data() + i;
    const auto* end = std::find_if_not(begin, value.data() + value.size(), plain);
    m_out.append(begin, end);
    i += static_cast<std::size_t>(end - begin);
    if (i == value.size()) {
      break;
    }
    const char c = value[i++];
    if (c == '"' || c == '\\') {
      m_out += '\\';
      m_out += c;
    } else if (c == '\n') {
      m_out += "\\n";
    } else {
      m_out += "\\u00";
      m_out += kHex[static_cast<unsigned char>(c) >> 4U];
      m_out += kHex[static_cast<unsigned char>(c) & 15U];
    }
  }
  m_out += '"';
}

void JsonWriter::time(std::string_view key, Time value) {
  if (!value.isSet()) {
    return;
  }
  // Neighbouring objects and fields carry the same second again and again.
  thread_local std::int64_t lastSecond = -1;
  thread_local std::string lastText;
  const std::int64_t second = value.ms / 1000;
  if (second != lastSecond || lastText.empty()) {
    lastSecond = second;
    lastText = formatTime({second * 1000});
  }
  name(key);
  m_out += '"';
  m_out += lastText;
  m_out += '"';
}

std::string jsonObject(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs) {
  std::string out;
  JsonWriter json(out);
  json.open();
  for (const auto& [key, value] : pairs) {
    json.text(key, value);
  }
  json.close();
  return out;
}

}  // namespace claimscope::simulation
