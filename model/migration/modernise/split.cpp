#include "model/migration/modernise/split.h"

#include <algorithm>

namespace claimscope::modernise {
namespace {

std::size_t lineEnd(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

/// "---" alone or with a comment; with a document behind it on the line it is part of that.
bool isSeparator(std::string_view line) {
  if (!line.starts_with("---")) {
    return false;
  }
  const std::size_t rest = line.find_first_not_of(" \t\r\n", 3);
  const bool blank = line.size() > 3 && (line[3] == ' ' || line[3] == '\t' || line[3] == '\r' || line[3] == '\n');
  return rest == std::string_view::npos || (blank && line[rest] == '#');
}

void splitRange(std::string_view text, std::size_t begin, std::size_t end, std::size_t line, std::string_view indent,
                std::size_t fence, std::vector<Part>& out) {
  Part part{begin, begin, line, {}, std::string(indent), fence};
  for (std::size_t at = begin; at < end; ++line) {
    const std::size_t next = std::min(lineEnd(text, at), end);
    std::string_view here = text.substr(at, next - at);
    here.remove_prefix(here.starts_with(indent) ? indent.size() : 0);
    const bool joined = !isSeparator(here) && (here.starts_with("--- ") || here.starts_with("---\t"));
    if (isSeparator(here) || joined) {
      part.end = at;
      if (part.end > part.begin || !part.separator.empty()) {
        out.push_back(part);
      }
      part = {joined ? at : next,      end,
              line + (joined ? 0 : 1), joined ? std::string() : std::string(text.substr(at, next - at)),
              std::string(indent),     fence};
    }
    at = next;
  }
  part.end = end;
  if (part.end > part.begin || !part.separator.empty()) {
    out.push_back(part);
  }
}

std::size_t countLines(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

std::vector<Part> splitStream(std::string_view text) {
  std::vector<Part> out;
  const std::size_t bom = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  splitRange(text, bom, text.size(), 1, {}, 0, out);
  return out;
}

std::vector<Part> splitMarkdown(std::string_view text) {
  std::vector<Part> out;
  std::size_t fence = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = lineEnd(text, at);
    const std::string_view line = text.substr(at, next - at);
    const std::size_t indent = line.find_first_not_of(' ');
    const char mark = indent == std::string_view::npos ? '\0' : line[indent];
    std::size_t ticks = 0;
    while (indent != std::string_view::npos && indent + ticks < line.size() && line[indent + ticks] == mark) {
      ++ticks;
    }
    if ((mark != '`' && mark != '~') || ticks < 3) {
      at = next;
      continue;
    }
    std::string_view word = line.substr(indent + ticks);
    word.remove_prefix(std::min(word.find_first_not_of(" \t"), word.size()));
    word = word.substr(0, word.find_first_of(" \t\r\n{"));
    // The block ends at a line of at least as many marks, or with the text.
    std::size_t end = next;
    while (end < text.size()) {
      const std::size_t after = lineEnd(text, end);
      std::string_view closing = text.substr(end, after - end);
      closing.remove_prefix(std::min(closing.find_first_not_of(' '), closing.size()));
      const std::size_t marks =
          closing.find_first_not_of(mark) == std::string_view::npos ? closing.size() : closing.find_first_not_of(mark);
      if (marks >= ticks && closing.find_first_not_of(" \t\r\n", marks) == std::string_view::npos) {
        break;
      }
      end = after;
    }
    if (word == "yaml" || word == "yml" || word == "json") {
      splitRange(text, next, end, countLines(text.substr(0, next)) + 1, line.substr(0, indent), ++fence, out);
    }
    at = end < text.size() ? lineEnd(text, end) : end;
  }
  return out;
}

std::string unindented(std::string_view text, std::string_view indent) {
  if (indent.empty()) {
    return std::string(text);
  }
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = lineEnd(text, at);
    std::string_view line = text.substr(at, next - at);
    line.remove_prefix(line.starts_with(indent) ? indent.size() : 0);
    out += line;
    at = next;
  }
  return out;
}

std::string indented(std::string_view text, std::string_view indent) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = lineEnd(text, at);
    const std::string_view line = text.substr(at, next - at);
    out += line == "\n" ? std::string() : std::string(indent);
    out += line;
    at = next;
  }
  return out;
}

}  // namespace claimscope::modernise
