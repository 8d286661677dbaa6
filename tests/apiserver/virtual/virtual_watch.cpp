// Watches of the virtual server: changes as they happen, bookmarks, initial events, and what can go wrong with them.

#include "model/base/json.h"
#include "model/base/json_tree.h"
#include "tests/apiserver/discovery.h"
#include "tests/apiserver/virtual/exchange.h"

namespace claimscope::apiserver {
namespace {

/// ADDED lines of every object of a list document, each with the kind that lists leave out.
std::string addedLines(const ApiResource& resource, const std::string& document) {
  std::string out;
  const std::string head =
      R"({"type":"ADDED","object":{"kind":")" + resource.kind + R"(","apiVersion":")" + resource.apiVersion() + "\",";
  simdjson::ondemand::parser parser;
  std::string padded = document;
  auto root = parser.iterate(json::padded(padded));
  json::forEachField(root.get_object().value(), [&](std::string_view key, json::Value value) {
    if (key == "items") {
      json::forEachItem(value, [&](json::Value item) {
        out += head;
        out += json::raw(item).substr(1);
        out += "}\n";
      });
    }
  });
  return out;
}

std::string initialEventsEndLine(const std::string& bookmark) {
  nlohmann::ordered_json line = nlohmann::ordered_json::parse(bookmark);
  line["object"]["metadata"]["annotations"]["k8s.io/initial-events-end"] = "true";
  return line.dump() + "\n";
}

}  // namespace

std::string hugeObject(std::size_t bytes) {
  return R"({"metadata":{"name":"huge","namespace":"ml","uid":"00000000-0000-4000-8000-000000000001",)"
         R"("resourceVersion":"1","annotations":{"blob":")" +
         std::string(bytes, 'x') + "\"}}}";
}

void VirtualServer::endWithEvent(const ExchangePtr& exchange, int status, const std::string& reason, const std::string& message) {
  const std::string document = reason == "TooLarge" ? tooLargeDocument(message) : statusDocument(status, reason, message);
  send(exchange, R"({"type":"ERROR","object":)" + document + "}\n");
  deliver(exchange, 0, [self = m_self](Exchange& open) { (*self)->finish(open, {200, {}, std::nullopt}); });
}

void VirtualServer::watch(const ExchangePtr& exchange) {
  Exchange& x = *exchange;
  const bool faulty = concerns(x);
  const std::string from = x.parameter("resourceVersion");
  const bool initial = x.flag("sendInitialEvents");
  if (initial && !m_options.watchList) {
    refuse(exchange, 422, "Invalid", "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
    return;
  }
  if (initial && x.parameter("resourceVersionMatch") != "NotOlderThan") {
    refuse(exchange, 422, "Invalid", "resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch");
    return;
  }
  deliver(exchange, 0, [](Exchange& open) {
    if (open.request.onOpen) {
      open.request.onOpen();
    }
  });
  x.open = true;
  x.version = std::strtoull(from.c_str(), nullptr, 10);
  if (initial && x.version > m_world->resourceVersion()) {
    endWithEvent(exchange, 504, "TooLarge", from);
    return;
  }
  if (faulty && m_fault == Fault::expiredEvent) {
    endWithEvent(exchange, 410, "Expired", "too old resource version: " + from);
    return;
  }
  if (faulty && m_fault == Fault::errorEvent) {
    endWithEvent(exchange, 500, "InternalError", "etcd event received with PrevKv=nil");
    return;
  }
  if (initial || x.version == 0) {
    simulation::ListQuery query;
    query.namespaceName = x.namespaceName;
    x.version = m_world->resourceVersion();
    const Result<std::string> document = m_world->list(x.resource, query);
    send(exchange, addedLines(x.resource, *document));
    if (initial && x.flag("allowWatchBookmarks") && !(faulty && m_fault == Fault::missingBookmark)) {
      send(exchange, initialEventsEndLine(m_world->bookmark(x.resource)));
    }
  } else if (const auto known = m_world->changesAfter(x.resource, x.version); !known) {
    endWithEvent(exchange, 410, "Expired", known.error().message);
    return;
  }
  if (faulty && m_fault == Fault::gzipWatch && x.request.compressed) {
    // libcurl stops after the first member (kubernetes-client.md, first fact).
    breakOff(exchange, 1'000, "Failed writing received data", "");
  }
  if (faulty && m_fault == Fault::huge && !std::exchange(m_hugeWatched, true)) {
    send(exchange, R"({"type":"MODIFIED","object":)" + hugeObject(m_options.hugeBytes) + "}\n");
  }
  if (faulty && (m_fault == Fault::drop || m_fault == Fault::goaway || m_fault == Fault::resetStream)) {
    const std::int64_t life = m_random.between(10, 5'000);
    if (m_fault == Fault::drop) {
      m_time.at(life, [self = m_self, exchange] {
        if (*self != nullptr && !exchange->ended && !exchange->deaf) {
          (void)exchange->request.onData(R"({"type":"MODIFIED","object":{"meta)");
        }
      });
    }
    breakOff(exchange, life, "the connection was reset in the middle of an answer", "Check the network");
  }
  if (faulty && m_fault == Fault::cut) {
    const std::int64_t life = m_random.between(0, 1) == 0 ? 1 : m_random.between(500, 3'000);
    m_time.at(m_options.latencyMs + life, [self = m_self, exchange] {
      if (*self != nullptr && !exchange->ended && !exchange->deaf) {
        (*self)->finish(*exchange, {200, {}, std::nullopt});
      }
    });
  }
  const std::int64_t seconds = std::strtoll(x.parameter("timeoutSeconds").c_str(), nullptr, 10);
  if (seconds > 0) {
    m_time.at(1000 * seconds, [self = m_self, weak = std::weak_ptr<Exchange>(exchange)] {
      const ExchangePtr open = weak.lock();
      if (*self != nullptr && open != nullptr && !open->ended && !open->deaf) {
        (*self)->finish(*open, {200, {}, std::nullopt});
      }
    });
  }
  if (x.flag("allowWatchBookmarks")) {
    bookmarkLater(exchange);
  }
  x.pumpPlanned = true;
  pump(exchange);
}

void VirtualServer::bookmarkLater(const ExchangePtr& exchange) {
  m_time.at(m_options.bookmarkMs, [self = m_self, weak = std::weak_ptr<Exchange>(exchange)] {
    const ExchangePtr open = weak.lock();
    if (*self == nullptr || open == nullptr || open->ended || open->deaf) {
      return;
    }
    VirtualServer& server = **self;
    server.pump(open);  // a bookmark never overtakes an event
    // A watch from the future stays silent until the server has caught up (seen on a real server).
    const bool silent = open->version > server.m_world->resourceVersion();
    if (!silent && !(server.m_fault == Fault::missingBookmark && server.concerns(*open))) {
      server.send(open, server.m_world->bookmark(open->resource) + "\n");
    }
    server.bookmarkLater(open);
  });
}

void VirtualServer::changed() {
  // A burst is needed for an order to be wrong.
  const std::int64_t wait = m_fault == Fault::outOfOrder ? 1'500 : 0;
  for (const auto& [id, exchange] : m_open) {
    if (exchange->open && !exchange->pumpPlanned && !exchange->deaf) {
      exchange->pumpPlanned = true;
      m_time.at(wait, [self = m_self, open = exchange] {
        if (*self != nullptr && !open->ended) {
          (*self)->pump(open);
        }
      });
    }
  }
}

void VirtualServer::pump(const ExchangePtr& exchange) {
  Exchange& x = *exchange;
  x.pumpPlanned = false;
  const Result<std::vector<std::string>> changes = m_world->changesAfter(x.resource, x.version);
  if (!changes) {
    if (changes.error().code == ErrorCode::expired) {
      endWithEvent(exchange, 410, "Expired", changes.error().message);
    } else {
      deliver(exchange, 0, [self = m_self](Exchange& open) { (*self)->finish(open, {200, {}, std::nullopt}); });
    }
    return;
  }
  x.version = std::max(x.version, m_world->resourceVersion());
  std::vector<std::string> lines = *changes;
  if (lines.empty()) {
    return;
  }
  const Fault fault = concerns(x) ? m_fault : Fault::none;
  if (fault == Fault::outOfOrder) {
    std::reverse(lines.begin(), lines.end());
  }
  std::string text;
  for (const std::string& line : lines) {
    if (!x.namespaceName.empty() && line.find("\"namespace\":\"" + x.namespaceName + "\"") == std::string::npos) {
      continue;
    }
    text += line;
    text += '\n';
    if (fault == Fault::duplicateEvent) {
      text += line;
      text += '\n';
    } else if (fault == Fault::unknownType) {
      text += R"({"type":"REMARKED","object":{"kind":"Remark","apiVersion":"example.com/v1","metadata":{"name":"remark"}}})";
      text += '\n';
    } else if (fault == Fault::tornLine) {
      text += R"({"type":"MODIFIED","object":{"metadata":{"name":"torn","uid":)";
      text += '\n';
    }
  }
  send(exchange, std::move(text));
}

}  // namespace claimscope::apiserver
