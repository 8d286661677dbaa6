// DiscoveryRun: asks one server what it is and what it serves, once, whichever sort of discovery it has. On its owner's strand.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/base/feed.h"
#include "model/base/result.h"
#include "model/kube/discovery.h"

namespace claimscope::kube {

struct Discovered {
  std::string version;  ///< the /version document
  Served served;
};

class DiscoveryRun : public std::enable_shared_from_this<DiscoveryRun> {
 public:
  /// GET of a path with an Accept header; the answer comes on the owner's strand, or never when the owner has ended.
  using Get = std::function<void(const std::string& path, const std::string& accept, std::function<void(Result<std::string>)>)>;
  using Done = std::function<void(Result<Discovered>)>;

  /// `server` names it in errors. An answer that is missing is an error: "not served" would be a guess.
  static void start(Get get, std::string server, std::vector<KindRequest> kinds, Done done);

  DiscoveryRun(Get get, std::string server, std::vector<KindRequest> kinds, Done done)
      : m_get(std::move(get)), m_server(std::move(server)), m_kinds(std::move(kinds)), m_done(std::move(done)) {}

 private:
  void ask(const std::string& path, const std::string& accept, std::function<void(DiscoveryRun&, std::string)> next);
  void onRoot(const std::string& root, const std::string& answer);
  void readGroups(const std::string& root, std::vector<std::string> pending);

  Get m_get;
  std::string m_server;
  std::vector<KindRequest> m_kinds;
  Done m_done;
  Discovered m_found;
};

}  // namespace claimscope::kube
