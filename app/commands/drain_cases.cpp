#include <algorithm>
#include <istream>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <vector>

#include "app/commands/case_lines.h"
#include "app/commands/drain.h"
#include "model/actions/action.h"
#include "model/base/executor.h"
#include "model/cluster/store.h"

namespace claimscope::app {
namespace {

/// The objects of a case as lists of their kinds, through the decoders that read a cluster.
Result<cluster::SnapshotPtr> load(const Json& given) {
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

Json answer(const Json& given) {
  const Result<cluster::SnapshotPtr> snapshot = load(given);
  if (!snapshot) {
    return {{"error", snapshot.error().text()}};
  }
  actions::ActionRequest request;
  request.action = "drain_node";
  for (const Json& node : given.value("nodes", Json::array())) {
    request.objects.push_back({"node", "", node.get<std::string>()});
  }
  const Json options = given.value("options", Json::object());
  for (const auto& [name, value] : options.items()) {
    request.options[name] = value.is_string() ? value.get<std::string>() : value.dump();
  }
  const Result<actions::ActionPlan> plan = actions::planAction(**snapshot, request);
  return plan ? drainJson(*plan) : Json{{"error", plan.error().text()}};
}

}  // namespace

Status answerDrainCases(std::istream& in, std::ostream& out, const std::string& name) {
  return answerCaseLines(in, out, name, answer);
}

}  // namespace claimscope::app
