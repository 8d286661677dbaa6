#include "model/kube/discovery_run.h"

#include <algorithm>

#include "model/kube/transport.h"

namespace claimscope::kube {
namespace {

constexpr const char* kJson = "application/json";
constexpr const char* kAggregated =
    "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/"
    "json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,"
    "application/json";

}  // namespace

void DiscoveryRun::start(Get get, std::string server, std::vector<KindRequest> kinds, Done done) {
  const auto run = std::make_shared<DiscoveryRun>(std::move(get), std::move(server), std::move(kinds), std::move(done));
  run->ask("/version", kJson, [](DiscoveryRun& self, std::string version) {
    self.m_found.version = std::move(version);
    self.ask("/api", kAggregated, [](DiscoveryRun& inner, const std::string& core) { inner.onRoot("/api", core); });
  });
}

void DiscoveryRun::ask(const std::string& path, const std::string& accept, std::function<void(DiscoveryRun&, std::string)> next) {
  m_get(path, accept, [self = shared_from_this(), path, next = std::move(next)](Result<std::string> answer) {
    if (!answer) {
      self->m_done(fail(answer.error()));
    } else if (!isApiDocument(*answer)) {
      self->m_done(fail(notAnApiServer(self->m_server + (path == "/version" ? std::string() : path), *answer)));
    } else {
      next(*self, std::move(*answer));
    }
  });
}

void DiscoveryRun::onRoot(const std::string& root, const std::string& answer) {
  std::vector<std::string> pending;
  if (!addAggregated(answer, m_found.served)) {
    for (const std::string& groupVersion : groupVersions(answer)) {
      const bool wanted = std::any_of(m_kinds.begin(), m_kinds.end(), [&](const KindRequest& kind) {
        return groupVersion == kind.group ||
               (kind.group.empty() ? groupVersion.find('/') == std::string::npos : groupVersion.rfind(kind.group + "/", 0) == 0);
      });
      if (wanted) {
        pending.push_back(groupVersion);
      }
    }
  }
  readGroups(root, std::move(pending));
}

/// Servers before aggregated discovery: one request per group version, one after another.
void DiscoveryRun::readGroups(const std::string& root, std::vector<std::string> pending) {
  if (pending.empty()) {
    if (root == "/api") {
      ask("/apis", kAggregated, [](DiscoveryRun& self, const std::string& groups) { self.onRoot("/apis", groups); });
    } else {
      m_done(std::move(m_found));
    }
    return;
  }
  const std::string groupVersion = pending.back();
  pending.pop_back();
  m_get(root + "/" + groupVersion, kJson,
        [self = shared_from_this(), root, groupVersion, pending](const Result<std::string>& answer) {
          const std::size_t slash = groupVersion.find('/');
          if (!answer && answer.error().code != ErrorCode::notFound && answer.error().code != ErrorCode::forbidden) {
            self->m_done(fail(answer.error()));
            return;
          }
          if (answer) {
            addResources(*answer, slash == std::string::npos ? std::string() : groupVersion.substr(0, slash),
                         slash == std::string::npos ? groupVersion : groupVersion.substr(slash + 1), self->m_found.served);
          }
          self->readGroups(root, pending);
        });
}

}  // namespace claimscope::kube
