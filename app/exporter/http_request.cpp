#include "app/exporter/http_request.h"

#include <algorithm>

#include "model/base/ascii.h"

namespace claimscope::exporter {
namespace {

tl::unexpected<Error> refuse(int status, std::string message) {
  Error error{ErrorCode::invalidInput, std::move(message), {}, {}, status};
  return fail(std::move(error));
}

/// RFC 9110, 5.6.2.
bool isToken(std::string_view text) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kMarks.find(c) != std::string_view::npos;
  });
}

bool isPlain(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x20 ? c != 0x7f : c == '\t'; });
}

/// The next line without its end; a lone line feed ends one too, as RFC 9112 allows.
std::string_view takeLine(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  if (!line.empty() && line.back() == '\r') {
    line.remove_suffix(1);
  }
  return line;
}

Status readLine(std::string_view line, HttpRequest& out, bool& old) {
  const std::size_t first = line.find(' ');
  const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
  if (second == std::string_view::npos || line.find(' ', second + 1) != std::string_view::npos || !isPlain(line)) {
    return refuse(400, "the request line is malformed");
  }
  const std::string_view method = line.substr(0, first);
  std::string_view target = line.substr(first + 1, second - first - 1);
  const std::string_view version = line.substr(second + 1);
  if (!version.starts_with("HTTP/")) {
    return refuse(400, "the request line is malformed");
  }
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    return refuse(505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
  }
  if (!isToken(method) || target.empty()) {
    return refuse(400, "the request line is malformed");
  }
  old = version == "HTTP/1.0";
  out.method = std::string(method);
  // A proxy's client names the whole address.
  if (const std::size_t scheme = target.find("://"); scheme != std::string_view::npos && target.front() != '/') {
    const std::size_t slash = target.find('/', scheme + 3);
    target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
  }
  out.path = std::string(target.substr(0, target.find('?')));
  return {};
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string_view HttpRequest::header(std::string_view name) const {
  const auto found = headers.find(std::string(name));
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

Result<HttpRequest> parseHead(std::string_view head) {
  HttpRequest out;
  bool old = false;
  if (const Status line = readLine(takeLine(head), out, old); !line) {
    return fail(line.error());
  }
  while (!head.empty()) {
    const std::string_view line = takeLine(head);
    if (line.empty()) {
      break;
    }
    const std::size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    if (colon == std::string_view::npos || !isToken(name) || !isPlain(line)) {
      return refuse(400, "a header is malformed");  // folded lines too, which nobody may send any more
    }
    std::string& value = out.headers[lowered(name)];
    value += (value.empty() ? "" : ", ") + std::string(trimmed(line.substr(colon + 1)));
  }
  const std::string connection = lowered(out.header("connection"));
  out.keepAlive = old ? connection.find("keep-alive") != std::string::npos : connection.find("close") == std::string::npos;
  const std::string_view length = out.header("content-length");
  out.hasBody = out.headers.contains("transfer-encoding") || (!length.empty() && length != "0");
  return out;
}

}  // namespace claimscope::exporter
