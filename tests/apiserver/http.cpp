#include "tests/apiserver/http.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace claimscope::apiserver {
namespace {

constexpr std::size_t kMaxHead = 64U << 10U;
constexpr std::size_t kMaxBody = 4U << 20U;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::string decodePercent(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned int value = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr == text.data() + i + 3) {
      out += static_cast<char>(value);
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::string_view reasonOf(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 410:
      return "Gone";
    case 422:
      return "Unprocessable Entity";
    case 429:
      return "Too Many Requests";
    default:
      return status >= 500 ? "Internal Server Error" : "Answer";
  }
}

bool parseHead(std::string_view head, HttpRequest& request) {
  const std::size_t firstEnd = head.find("\r\n");
  const std::string_view first = head.substr(0, firstEnd);
  const std::size_t methodEnd = first.find(' ');
  const std::size_t pathEnd = first.rfind(' ');
  if (methodEnd == std::string_view::npos || pathEnd <= methodEnd) {
    return false;
  }
  request.method = first.substr(0, methodEnd);
  const std::string_view target = first.substr(methodEnd + 1, pathEnd - methodEnd - 1);
  const std::size_t question = target.find('?');
  request.path = decodePercent(target.substr(0, question));
  if (question != std::string_view::npos) {
    request.query = parseQuery(target.substr(question + 1));
  }
  std::size_t at = firstEnd;
  while (at != std::string_view::npos && at + 2 < head.size()) {
    const std::size_t start = at + 2;
    at = head.find("\r\n", start);
    const std::string_view line = head.substr(start, at == std::string_view::npos ? at : at - start);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) {
      const std::size_t value = line.find_first_not_of(" \t", colon + 1);
      request.headers[lower(line.substr(0, colon))] =
          value == std::string_view::npos ? std::string() : std::string(line.substr(value));
    }
  }
  return true;
}

}  // namespace

std::map<std::string, std::string> parseQuery(std::string_view query) {
  std::map<std::string, std::string> out;
  while (!query.empty()) {
    const std::string_view part = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), part.size() + 1));
    const std::size_t equals = part.find('=');
    out[decodePercent(part.substr(0, equals))] =
        equals == std::string_view::npos ? std::string() : decodePercent(part.substr(equals + 1));
  }
  return out;
}

std::optional<HttpRequest> readRequest(Stream& stream, std::string& buffer) {
  std::size_t end = 0;
  while ((end = buffer.find("\r\n\r\n")) == std::string::npos) {
    if (buffer.size() > kMaxHead || !stream.read(buffer)) {
      return std::nullopt;
    }
  }
  HttpRequest request;
  if (!parseHead(std::string_view(buffer).substr(0, end), request)) {
    return std::nullopt;
  }
  buffer.erase(0, end + 4);
  const std::size_t size = static_cast<std::size_t>(std::strtoull(request.header("content-length").c_str(), nullptr, 10));
  if (size > kMaxBody) {
    return std::nullopt;
  }
  while (buffer.size() < size) {
    if (!stream.read(buffer)) {
      return std::nullopt;
    }
  }
  request.body = buffer.substr(0, size);
  buffer.erase(0, size);
  return request;
}

std::string headOf(const HttpAnswer& answer, std::optional<std::size_t> size) {
  std::string out =
      fmt::format("HTTP/1.1 {} {}\r\nContent-Type: {}\r\n", answer.status, reasonOf(answer.status), answer.contentType);
  for (const auto& [name, value] : answer.headers) {
    out += name + ": " + value + "\r\n";
  }
  out += size ? fmt::format("Content-Length: {}\r\n\r\n", *size) : std::string("Transfer-Encoding: chunked\r\n\r\n");
  return out;
}

bool writeAnswer(Stream& stream, const HttpAnswer& answer) {
  return stream.write(headOf(answer, answer.body.size())) && stream.write(answer.body);
}

std::string chunk(std::string_view text) {
  return fmt::format("{:x}\r\n{}\r\n", text.size(), text);
}

std::string gzip(std::string_view text) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("gzip cannot start");
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace claimscope::apiserver
