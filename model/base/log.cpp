#include "model/base/log.h"

#include <fmt/format.h>
#include <spdlog/sinks/base_sink.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <deque>
#include <mutex>
#include <vector>

#include "model/base/log_tail.h"

namespace claimscope::log {

namespace {

constexpr std::string_view kRedacted = "[redacted]";
constexpr std::size_t kShortestSecret = 6;

struct Secrets {
  std::mutex mutex;
  std::vector<std::string> values;  ///< longest first, so that a secret that contains another is replaced whole
};

/// Never destroyed: the last words of the program are redacted too.
Secrets& secrets() {
  static auto* instance = new Secrets();
  return *instance;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool isWord(char c) {
  return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}
bool isBlank(char c) {
  return c == ' ' || c == '\t';
}
/// Characters of bearer tokens (RFC 6750) and of JWTs.
bool isTokenChar(char c) {
  return isWord(c) || std::string_view("-._~+/=").find(c) != std::string_view::npos;
}

bool startsWithWord(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

std::size_t countWhile(std::string_view text, bool (*wanted)(char)) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), wanted) - text.begin());
}

/// A stretch to replace: `keep` bytes stay, the next `hide` bytes go.
struct Hit {
  std::size_t keep = 0;
  std::size_t hide = 0;
};

/// Length of a value that starts here: a quoted string (also one escaped inside another), or up to the next separator.
Hit valueAt(std::string_view text) {
  std::size_t slashes = 0;
  while (slashes < text.size() && text[slashes] == '\\') {
    ++slashes;
  }
  if (slashes < text.size() && (text[slashes] == '"' || text[slashes] == '\'')) {
    const char quote = text[slashes];
    const std::size_t start = slashes + 1;
    std::size_t run = 0;
    for (std::size_t i = start; i < text.size(); ++i) {
      if (text[i] == quote && run <= slashes) {
        return {start, i - run - start};
      }
      run = text[i] == '\\' ? run + 1 : 0;
    }
    return {start, text.size() - start};
  }
  const std::size_t end = text.find_first_of(" \t\r\n\"',;&)}]\\");
  return {0, end == std::string_view::npos ? text.size() : end};
}

/// `token: x`, `"password":"x"`, `client-key-data=x`, at the start of a word.
Hit namedSecret(std::string_view text) {
  constexpr std::array<std::string_view, 11> kNames = {"token",         "password",        "passwd",        "id-token",
                                                       "refresh-token", "client-key-data", "client-secret", "client_secret",
                                                       "access_token",  "refresh_token",   "id_token"};
  for (const std::string_view name : kNames) {
    if (!startsWithWord(text, name)) {
      continue;
    }
    std::size_t at = name.size();
    while (at < text.size() && (text[at] == '\\' || text[at] == '"' || text[at] == '\'')) {
      ++at;
    }
    at += countWhile(text.substr(at), isBlank);
    if (at >= text.size() || (text[at] != ':' && text[at] != '=')) {
      continue;
    }
    ++at;
    at += countWhile(text.substr(at), isBlank);
    const Hit value = valueAt(text.substr(at));
    return {at + value.keep, value.hide};
  }
  return {};
}

/// "Authorization: <anything>" and "Bearer <token>".
Hit header(std::string_view text) {
  constexpr std::string_view kAuthorization = "authorization";
  if (startsWithWord(text, kAuthorization)) {
    std::size_t at = kAuthorization.size();
    while (at < text.size() && std::string_view("\\\"':=[ \t").find(text[at]) != std::string_view::npos) {
      ++at;
    }
    const std::size_t end = std::min(text.find_first_of("\r\n\"',]", at), text.size());
    return at > kAuthorization.size() ? Hit{at, end - at} : Hit{};
  }
  constexpr std::string_view kBearer = "bearer ";
  return startsWithWord(text, kBearer) ? Hit{kBearer.size(), countWhile(text.substr(kBearer.size()), isTokenChar)} : Hit{};
}

Hit jsonWebToken(std::string_view text) {
  if (!text.starts_with("eyJ")) {
    return {};
  }
  const std::size_t size = countWhile(text, isTokenChar);
  return std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size), '.') >= 2 ? Hit{0, size} : Hit{};
}

/// A PEM block with a private key; one that is cut off goes to the end of the text.
Hit privateKey(std::string_view text) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  constexpr std::string_view kEnd = "-----END ";
  if (!text.starts_with(kBegin) || text.substr(0, 64).find("PRIVATE KEY-----") == std::string_view::npos) {
    return {};
  }
  const std::size_t end = text.find(kEnd);
  if (end == std::string_view::npos) {
    return {0, text.size()};
  }
  const std::size_t close = text.find("-----", end + kEnd.size());
  return {0, close == std::string_view::npos ? text.size() : close + 5};
}

std::string hidePatterns(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    Hit hit = privateKey(rest);
    if (hit.hide == 0 && (i == 0 || !isWord(text[i - 1]))) {
      hit = jsonWebToken(rest);
      hit = hit.hide == 0 ? header(rest) : hit;
      hit = hit.hide == 0 ? namedSecret(rest) : hit;
    }
    if (hit.hide == 0) {
      out += text[i++];
      continue;
    }
    out += rest.substr(0, hit.keep);
    out += kRedacted;
    i += hit.keep + hit.hide;
  }
  return out;
}

std::string hideKnown(std::string_view text) {
  std::string out(text);
  const std::lock_guard lock(secrets().mutex);
  for (const std::string& secret : secrets().values) {
    for (std::size_t at = out.find(secret); at != std::string::npos; at = out.find(secret, at + kRedacted.size())) {
      out.replace(at, secret.size(), kRedacted);
    }
  }
  return out;
}

/// One code point of UTF-8 at the start of the text; length 0 when the bytes are none.
std::pair<char32_t, std::size_t> codePoint(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) {
    return {first, 1};
  }
  const std::size_t length = first >= 0xF0 && first < 0xF5   ? 4
                             : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xC2 && first < 0xE0 ? 2
                                                             : 0;
  if (length == 0 || text.size() < length) {
    return {0, 0};
  }
  char32_t point = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) {
      return {0, 0};
    }
    point = (point << 6U) | (byte(i) & 0x3FU);
  }
  return {point, length};
}

/// Control characters of C0 and C1, and what reorders or splits a line of text.
bool isHidden(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

std::string showControls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto [point, length] = codePoint(text);
    if (length == 0) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
    } else if (!isHidden(point)) {
      out += text.substr(0, length);
    } else if (point == '\n' || point == '\t' || point == '\r') {
      out += point == '\n' ? "\\n" : point == '\t' ? "\\t" : "\\r";
    } else {
      const auto number = static_cast<std::uint32_t>(point);
      out += number < 0x100 ? fmt::format("\\x{:02x}", number) : fmt::format("\\u{:04x}", number);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

struct Tail {
  std::mutex mutex;
  std::deque<std::string> lines;
};

/// Never destroyed, like the secrets.
Tail& lastLines() {
  static auto* instance = new Tail();
  return *instance;
}

void remember(std::string_view line) {
  constexpr std::size_t kLongest = 2'000;
  while (!line.empty() && line.back() == '\n') {
    line.remove_suffix(1);
  }
  Tail& tail = lastLines();
  const std::lock_guard lock(tail.mutex);
  tail.lines.emplace_back(line.substr(0, kLongest));
  if (tail.lines.size() > kTailLines) {
    tail.lines.pop_front();
  }
}

class RedactingSink final : public spdlog::sinks::base_sink<std::mutex> {
 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    const std::string clean = redact(std::string_view(message.payload.data(), message.payload.size()));
    spdlog::details::log_msg copy = message;
    copy.payload = spdlog::string_view_t(clean.data(), clean.size());
    spdlog::memory_buf_t line;
    formatter_->format(copy, line);
    std::fwrite(line.data(), 1, line.size(), stderr);
    remember({line.data(), line.size()});
  }
  void flush_() override { std::fflush(stderr); }
};

}  // namespace

spdlog::logger& logger() {
  // Kept for the whole life of the process for the same reason as the secrets.
  static spdlog::logger* instance = [] {
    auto* created = new spdlog::logger("claimscope", std::make_shared<RedactingSink>());
    created->set_level(spdlog::level::warn);
    created->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    created->flush_on(spdlog::level::warn);
    return created;
  }();
  return *instance;
}

void setVerbose(int level) {
  logger().set_level(level <= 0   ? spdlog::level::warn
                     : level == 1 ? spdlog::level::info
                     : level == 2 ? spdlog::level::debug
                                  : spdlog::level::trace);
}

void addSecret(std::string_view secret) {
  if (secret.size() < kShortestSecret) {
    return;
  }
  const std::lock_guard lock(secrets().mutex);
  std::vector<std::string>& values = secrets().values;
  if (std::find(values.begin(), values.end(), secret) != values.end()) {
    return;
  }
  const auto place = std::find_if(values.begin(), values.end(), [&](const std::string& v) { return v.size() < secret.size(); });
  values.emplace(place, secret);
}

std::vector<std::string> tail() {
  Tail& kept = lastLines();
  const std::lock_guard lock(kept.mutex);
  return {kept.lines.begin(), kept.lines.end()};
}

std::string redact(std::string_view text) {
  return showControls(hidePatterns(hideKnown(text)));
}

}  // namespace claimscope::log
