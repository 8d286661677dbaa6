#include "app/commands/case_snapshot.h"

#include <map>
#include <utility>

#include "model/base/executor.h"
#include "model/cluster/store.h"

namespace claimscope::app {

Result<cluster::SnapshotPtr> snapshotOfCase(const Json& given) {
  const std::optional<Time> at = parseTime(given.value("at", "2026-01-01T00:00:00Z"));
  if (!at) {
    return fail(ErrorCode::invalidInput, "at is not a time");
  }
  ManualClock clock(*at);
  InlineExecutor executor;
  cluster::Store store(clock, executor);
  ServerInfo server;
  server.origin = Origin::files;
  server.minor = given.value("minor", 37);
  store.serverFound(server);
  std::map<std::pair<Kind, std::string>, Json> lists;
  for (const Json& object : given.value("objects", Json::array())) {
    const std::string apiVersion = object.value("apiVersion", "");
    const std::size_t slash = apiVersion.find('/');
    const std::optional<Kind> kind =
        kindOfManifest(slash == std::string::npos ? "" : apiVersion.substr(0, slash), object.value("kind", ""));
    if (kind) {
      lists[{*kind, apiVersion}].push_back(object);
    }
  }
  for (std::size_t i = 0; i < kKindCount; ++i) {
    const KindRequest& request = kindRequest(static_cast<Kind>(i));
    SourceStatus status;
    status.resource = {request.group, request.versions.front(), request.resource, request.kind, request.namespaced};
    status.lastContact = *at;
    status.state = SourceState::complete;
    for (const auto& [key, objects] : lists) {
      if (key.first != static_cast<Kind>(i)) {
        continue;
      }
      const std::size_t slash = key.second.find('/');
      status.resource.version = slash == std::string::npos ? key.second : key.second.substr(slash + 1);
      std::string page = Json{
          {"kind", request.kind + "List"},
          {"apiVersion", key.second},
          {"metadata", {{"resourceVersion", "1"}}},
          {"items", objects}}.dump();
      store.listStarted(status.resource);
      if (const Result<ListInfo> read = store.listPage(status.resource, page); !read) {
        return fail(read.error());
      }
      store.listFinished(status.resource, "1");
    }
    store.sourceChanged(status);
  }
  store.flush();
  return store.latest();
}

}  // namespace claimscope::app
