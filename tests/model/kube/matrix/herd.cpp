#include "tests/model/kube/matrix/herd.h"

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "model/cluster/store.h"
#include "model/kube/session.h"
#include "model/resources/kinds.h"
#include "tests/apiserver/virtual/fault_script.h"
#include "tests/model/kube/matrix/matrix.h"
#include "tests/model/kube/matrix/tap.h"

namespace claimscope::matrix {
namespace {

struct Client {
  std::unique_ptr<cluster::Store> store;
  std::unique_ptr<Tap> tap;
  std::unique_ptr<kube::Session> session;

  [[nodiscard]] bool isLive() const {
    return std::all_of(plurals().begin(), plurals().end(),
                       [&](const std::string& plural) { return tap->status(plural).state == SourceState::live; });
  }
};

std::vector<KindRequest> kinds() {
  std::vector<KindRequest> out;
  for (const KindRequest& request : allKindRequests()) {
    if (std::find(plurals().begin(), plurals().end(), request.resource) != plurals().end()) {
      out.push_back(request);
    }
  }
  return out;
}

}  // namespace

HerdOutcome stampede(const HerdOptions& options) {
  apiserver::VirtualTime time;
  apiserver::VirtualServer server(time, std::make_unique<apiserver::SmallWorld>(apiserver::SmallWorldOptions{}), 3);
  std::vector<Client> clients;
  for (std::size_t i = 0; i < options.clients; ++i) {
    Client client;
    client.store = std::make_unique<cluster::Store>(time, time, cluster::StoreOptions{.minPublishMs = 1'000'000'000'000});
    client.tap = std::make_unique<Tap>(*client.store);
    kube::Connection connection;
    connection.context = "herd";
    connection.server = "https://virtual.invalid";
    connection.token = "virtual";
    kube::SessionOptions session;
    session.seed = i + 1;
    const std::string name = "client-" + std::to_string(i);
    client.session = std::make_unique<kube::Session>(connection, session, time, time, *client.tap,
                                                     kube::Transports{server.connect(name), server.connect(name)});
    client.session->start(kinds());
    clients.push_back(std::move(client));
    time.runFor(200);  // people do not start their tools in the same moment
  }
  time.runFor(30'000);
  HerdOutcome out;
  out.watches = server.openWatches();
  server.clearLog();
  server.setFault(apiserver::Fault::refused, {});
  time.runFor(options.downMs);
  std::size_t whileDown = 0;
  for (const apiserver::VirtualRequest& request : server.log()) {
    whileDown += request.verb == "watch" || request.verb == "list" ? 1U : 0U;
  }
  out.downRate =
      static_cast<double>(whileDown) * 1000 / static_cast<double>(options.downMs) / static_cast<double>(options.clients);
  server.clearFault();
  server.clearLog();
  const std::int64_t back = time.steadyMs();
  for (int i = 0; i < 150; ++i) {
    time.runFor(1'000);
    const bool all = std::all_of(clients.begin(), clients.end(), [](const Client& client) { return client.isLive(); });
    if (all) {
      break;
    }
  }
  out.slowestSeconds = static_cast<double>(time.steadyMs() - back) / 1000;
  out.reopened = server.openWatches();
  std::map<std::int64_t, std::size_t> seconds;
  std::int64_t first = INT64_MAX;
  std::int64_t last = 0;
  std::size_t opened = 0;
  std::size_t asked = 0;
  for (const apiserver::VirtualRequest& request : server.log()) {
    if (request.verb != "watch" && request.verb != "list") {
      continue;
    }
    const bool probe = request.path.find("?limit=1") != std::string::npos &&
                       request.path.find("?limit=1&") == std::string::npos && request.path.back() == '1';
    if (request.verb == "list" && !probe) {
      ++out.lists;
    }
    ++seconds[request.at / 1000];
    ++asked;
    if (request.verb == "watch") {
      ++opened;
      first = std::min(first, request.at);
      last = std::max(last, request.at);
    }
  }
  for (const auto& [second, requests] : seconds) {
    out.mostASecond = std::max(out.mostASecond, requests);
  }
  out.spreadSeconds = opened == 0 ? 0 : static_cast<double>(last - first) / 1000;
  out.meanASecond = out.spreadSeconds > 0 ? static_cast<double>(asked) / out.spreadSeconds : static_cast<double>(asked);
  return out;
}

}  // namespace claimscope::matrix
