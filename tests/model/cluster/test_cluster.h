// TestCluster: a store in virtual time that is fed with objects written in the test. One thread.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/store.h"
#include "tests/kit/json_text.h"

namespace claimscope::cluster {

/// Every kind has answered (empty) unless the test says otherwise, so that numbers are exact.
class TestCluster {
 public:
  explicit TestCluster(int minor = 36, StoreOptions options = {})
      : clock(*parseTime("2026-11-24T09:42:18Z")), store(clock, m_executor, options) {
    ServerInfo server;
    server.minor = minor;
    store.serverFound(server);
    for (std::size_t i = 0; i < kKindCount; ++i) {
      setState(static_cast<Kind>(i), SourceState::live);
    }
  }

  template <class T>
  static ApiResource resource(std::string_view version = {}) {
    const KindRequest& request = kindRequest<T>();
    return {request.group, version.empty() ? request.versions.front() : std::string(version), request.resource, request.kind,
            request.namespaced};
  }

  void setState(Kind kind, SourceState state) {
    SourceStatus status;
    const KindRequest& request = kindRequest(kind);
    status.resource = {request.group, request.versions.front(), request.resource, request.kind, request.namespaced};
    status.state = state;
    status.lastContact = clock.now();
    store.sourceChanged(status);
  }

  /// Only one namespace of the kind may be read, as the reflector says it.
  void limit(Kind kind, const std::string& namespaceName) {
    SourceStatus status;
    const KindRequest& request = kindRequest(kind);
    status.resource = {request.group, request.versions.front(), request.resource, request.kind, request.namespaced};
    status.state = SourceState::live;
    status.lastContact = clock.now();
    status.error = Error{ErrorCode::forbidden, "only namespace " + namespaceName + " is shown: it is forbidden", {}, {}, 403};
    store.sourceChanged(status);
  }

  /// One page of a list, or a whole one; items with single quotes.
  template <class T>
  Result<ListInfo> page(const std::vector<std::string>& items, std::string_view version = {}) {
    std::string text = "{'kind':'" + kindRequest<T>().kind + "List','apiVersion':'" + resource<T>(version).apiVersion() +
                       "','metadata':{'resourceVersion':'100'},'items':[";
    for (std::size_t i = 0; i < items.size(); ++i) {
      text += (i == 0 ? "" : ",") + items[i];
    }
    text = kit::jsonText(text + "]}");
    return store.listPage(resource<T>(version), text);
  }
  template <class T>
  void list(const std::vector<std::string>& items, std::string_view version = {}) {
    store.listStarted(resource<T>(version));
    if (const Result<ListInfo> info = page<T>(items, version); !info) {
      throw std::runtime_error(info.error().text());
    }
    store.listFinished(resource<T>(version), "100");
    store.flush();
  }
  template <class T>
  Result<EventInfo> event(std::string_view type, const std::string& item) {
    std::string text = kit::jsonText("{'type':'" + std::string(type) + "','object':" + item + "}");
    Result<EventInfo> info = store.watchLine(resource<T>(), text);
    store.flush();
    return info;
  }

  [[nodiscard]] SnapshotPtr snapshot() const { return store.latest(); }
  [[nodiscard]] const Inventory& inventory() const { return *store.latest()->inventory; }
  /// Throws when there is no such device.
  [[nodiscard]] const DeviceView& device(std::string_view pool, std::string_view name, std::string_view driver = "gpu") const {
    const DeviceIndex index = inventory().findDevice(Text(driver), Text(pool), Text(name));
    if (index == kNone) {
      throw std::runtime_error("no device " + std::string(pool) + "/" + std::string(name));
    }
    return inventory().devices[index];
  }
  [[nodiscard]] std::string state(std::string_view pool, std::string_view name) const {
    return std::string(deviceStateWord(device(pool, name).state));
  }
  [[nodiscard]] const PoolView& pool(std::string_view name) const {
    for (const PoolView& candidate : inventory().pools) {
      if (candidate.name == name) {
        return candidate;
      }
    }
    throw std::runtime_error("no pool " + std::string(name));
  }
  [[nodiscard]] const ClaimView& claim(std::string_view namespaceName, std::string_view name) const {
    const ClaimIndex index = inventory().findClaim(store.latest()->of<ResourceClaim>().slotOf(Text(namespaceName), Text(name)));
    if (index == kNone) {
      throw std::runtime_error("no claim " + std::string(name));
    }
    return inventory().claims[index];
  }

 private:
  InlineExecutor m_executor;

 public:
  ManualClock clock;
  Store store;
};

}  // namespace claimscope::cluster
