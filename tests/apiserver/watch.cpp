// Watches of the fake API server: changes as they happen, bookmarks, initial events, and what can go wrong with them.
#include <algorithm>

#include "model/base/json.h"
#include "model/base/json_tree.h"
#include "tests/apiserver/call.h"
#include "tests/apiserver/discovery.h"

namespace claimscope::apiserver {
namespace {

constexpr std::int64_t kLookForClientMs = 50;

std::int64_t steadyMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// ADDED lines of every object of a list document, each with the kind that lists leave out.
std::vector<std::string> addedLines(const ApiResource& resource, std::string document) {
  std::vector<std::string> out;
  const std::string head =
      R"({"type":"ADDED","object":{"kind":")" + resource.kind + R"(","apiVersion":")" + resource.apiVersion() + "\",";
  simdjson::ondemand::parser parser;
  auto root = parser.iterate(json::padded(document));
  json::forEachField(root.get_object().value(), [&](std::string_view key, json::Value value) {
    if (key == "items") {
      json::forEachItem(value, [&](json::Value item) { out.push_back(head + json::raw(item).substr(1) + "}"); });
    }
  });
  return out;
}

/// The same bookmark with the annotation that ends the initial events.
std::string endOfInitialEvents(const std::string& bookmark) {
  nlohmann::ordered_json line = nlohmann::ordered_json::parse(bookmark);
  line["object"]["metadata"]["annotations"]["k8s.io/initial-events-end"] = "true";
  return line.dump();
}

/// True for a line about an object of the namespace.
bool isIn(const std::string& line, const std::string& namespaceName) {
  return namespaceName.empty() || line.find("\"namespace\":\"" + namespaceName + "\"") != std::string::npos;
}

/// What a faulty server or proxy makes of the events of a moment.
std::vector<std::string> disturbed(std::vector<std::string> lines, Fault fault) {
  std::vector<std::string> out;
  if (fault == Fault::outOfOrder) {
    std::reverse(lines.begin(), lines.end());
  }
  for (std::string& line : lines) {
    if (fault == Fault::duplicateEvent) {
      out.push_back(line);
    } else if (fault == Fault::unknownType) {
      out.emplace_back(
          R"({"type":"REMARKED","object":{"kind":"Remark","apiVersion":"example.com/v1","metadata":{"name":"remark"}}})");
    }
    out.push_back(std::move(line));
  }
  return out;
}

class OpenCount {
 public:
  explicit OpenCount(std::atomic<std::size_t>& count) : m_count(count) { ++m_count; }
  ~OpenCount() { --m_count; }
  OpenCount(const OpenCount&) = delete;
  OpenCount& operator=(const OpenCount&) = delete;

 private:
  std::atomic<std::size_t>& m_count;
};

}  // namespace

bool ApiServer::watch(Call& call) {
  const Fault fault = call.rule.fault;
  // What concerns the size or pace of an answer leaves watches alone.
  const bool handled = fault == Fault::truncated || fault == Fault::slow || fault == Fault::huge || fault == Fault::none ||
                       fault == Fault::drop || fault == Fault::expiredContinue || isOfWatches(fault);
  if (!handled) {
    return answerFault(call);
  }
  const std::string from = call.request.parameter("resourceVersion");
  const bool initial = call.request.flag("sendInitialEvents");
  if (initial && !m_options.watchList) {
    return fail(
        call, 422, "Invalid",
        "sendInitialEvents: Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
  }
  const ApiResource& resource = *call.resource;
  std::uint64_t version = std::strtoull(from.c_str(), nullptr, 10);
  std::vector<std::string> lines;
  if (initial || version == 0) {
    simulation::ListQuery query;
    query.namespaceName = call.namespaceName;
    version = m_world.resourceVersion();
    Result<std::string> document = m_world.list(resource, query);
    if (!document) {
      return fail(call, document.error());
    }
    lines = addedLines(resource, std::move(*document));
    if (initial && call.request.flag("allowWatchBookmarks") && fault != Fault::missingBookmark) {
      lines.push_back(endOfInitialEvents(m_world.bookmark(resource)));
    }
  } else if (const auto known = m_world.changesAfter(resource, version); !known) {
    return fail(call, known.error());
  }

  const bool zipped = fault == Fault::gzipWatch && call.request.header("accept-encoding").find("gzip") != std::string::npos;
  const bool protobuf = m_options.protobuf && call.wantsProtobuf();
  HttpAnswer head;
  if (protobuf) {
    head.contentType = "application/vnd.kubernetes.protobuf;stream=watch";
  }
  if (zipped) {
    head.headers.emplace_back("Content-Encoding", "gzip");
  }
  if (!call.stream.write(headOf(head, std::nullopt))) {
    return false;
  }
  const OpenCount open(m_openWatches);
  const auto send = [&](const std::string& line) {
    // Half a line stays half a line: what is no JSON is sent as it is.
    const Result<std::string> message = protobuf ? kit::protobufEvent(resource, line) : Result<std::string>(line);
    const std::string bytes = protobuf && message ? kit::framed(*message) : line + "\n";
    return call.stream.write(chunk(zipped ? gzip(bytes) : bytes));
  };
  const std::int64_t seconds = std::strtoll(call.request.parameter("timeoutSeconds").c_str(), nullptr, 10);
  const std::int64_t end = seconds > 0 ? steadyMs() + 1000 * seconds : std::numeric_limits<std::int64_t>::max();
  std::int64_t nextBookmark = steadyMs() + m_options.bookmarkMs;
  bool torn = fault == Fault::tornLine;
  if (fault == Fault::expiredEvent) {
    (void)send(R"({"type":"ERROR","object":)" + statusDocument(410, "Expired", "too old resource version: " + from) + "}");
    return call.stream.write(chunk({}));
  }
  if (fault == Fault::errorEvent) {
    (void)send(R"({"type":"ERROR","object":)" + statusDocument(500, "InternalError", "etcd event received with PrevKv=nil") +
               "}");
    return call.stream.write(chunk({}));
  }
  for (;;) {
    for (const std::string& line : lines) {
      if (torn && !send(R"({"type":"MODIFIED","object":{"metadata":{"name":"torn","uid":)")) {
        return false;
      }
      torn = false;
      if (isIn(line, call.namespaceName) && !send(line)) {
        return false;
      }
    }
    if (fault == Fault::drop) {
      (void)call.stream.write("40\r\n{\"type\":\"MODIFIED\",\"object\":{\"meta");
      call.stream.reset();
      return false;
    }
    if (fault == Fault::cut || steadyMs() >= end) {
      return call.stream.write(chunk({}));
    }
    if (!m_world.waitForChange(version, kLookForClientMs) || call.stream.isGone()) {
      return false;
    }
    const Result<SharedWorld::Changes> changes = m_world.changesAfter(resource, version);
    if (!changes) {
      (void)send(R"({"type":"ERROR","object":)" + statusDocument(410, "Expired", changes.error().message) + "}");
      return call.stream.write(chunk({}));
    }
    lines = disturbed(changes->lines, fault);
    version = changes->version;
    if (call.request.flag("allowWatchBookmarks") && steadyMs() >= nextBookmark) {
      nextBookmark = steadyMs() + m_options.bookmarkMs;
      for (const std::string& line : lines) {
        if (isIn(line, call.namespaceName) && !send(line)) {
          return false;
        }
      }
      lines.clear();
      if (fault != Fault::missingBookmark && !send(m_world.bookmark(resource))) {
        return false;
      }
    }
  }
}

}  // namespace claimscope::apiserver
