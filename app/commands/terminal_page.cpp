#include "app/commands/terminal_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {

std::vector<std::string> linesOf(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(std::string text, std::size_t columns) {
  const std::size_t have = width(text);
  return have < columns ? text.append(columns - have, ' ') : text;
}

std::string safe(std::string_view text) {
  return log::redact(words::oneLine(text));
}

std::string TerminalPage::ink(std::string_view text, Ink ink) const {
  if (!m_colour || ink == Ink::plain) {
    return std::string(text);
  }
  static const std::map<Ink, const char*> kCodes = {
      {Ink::bold, "1"}, {Ink::dim, "2"}, {Ink::red, "31"}, {Ink::green, "32"}, {Ink::yellow, "33"}};
  return fmt::format("\033[{}m{}\033[0m", kCodes.at(ink), text);
}

void TerminalPage::line(std::string_view text) {
  while (!text.empty() && text.back() == ' ') {
    text.remove_suffix(1);
  }
  m_out.append(text).append("\n");
}

void TerminalPage::title(std::string_view text) {
  line();
  line(ink(text, Ink::bold));
}

void TerminalPage::wrapped(std::string_view text, std::size_t indent, Ink colour) {
  const std::size_t room = kColumns - indent;
  std::string row;
  const auto flush = [&] {
    if (!row.empty()) {
      line(std::string(indent, ' ') + ink(row, colour));
      row.clear();
    }
  };
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    std::string word(text.substr(0, space));
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    if (!row.empty() && width(row) + 1 + width(word) > room) {
      flush();
    }
    while (width(word) > room) {  // one word longer than the line: a message without spaces
      std::size_t cut = 0;
      for (std::size_t seen = 0; cut < word.size() && seen < room; ++cut) {
        seen += (static_cast<unsigned char>(word[cut]) & 0xC0U) != 0x80U ? 1U : 0U;
      }
      while (cut < word.size() && (static_cast<unsigned char>(word[cut]) & 0xC0U) == 0x80U) {
        ++cut;
      }
      line(std::string(indent, ' ') + ink(word.substr(0, cut), colour));
      word.erase(0, cut);
    }
    row += (row.empty() ? "" : " ") + word;
  }
  flush();
}

}  // namespace claimscope::app
