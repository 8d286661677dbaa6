// World: a seeded cluster in virtual time that answers like an API server: list pages and watch lines as bytes.
// One thread at a time (callers lock).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/clock.h"
#include "model/base/feed.h"
#include "model/base/result.h"

namespace claimscope::simulation {

struct WorldOptions {
  std::string scenario = "eks-hybrid";  ///< eks-hybrid, eks-classic, fleet, quiet, extreme
  std::uint64_t seed = 1;
  /// Virtual time at which the world begins; the same options give the same bytes for ever.
  Time start{1'795'513'338'000};  // 2026-11-24T09:42:18Z
};

/// One name and one sentence each, for help texts and for an unknown name's error.
struct ScenarioInfo {
  std::string name;
  std::string description;
};
[[nodiscard]] std::vector<ScenarioInfo> scenarios();

struct ListQuery {
  std::string namespaceName;  ///< empty: all
  std::string name;           ///< fieldSelector metadata.name; empty: all
  std::size_t limit = 0;      ///< 0: all
  std::string continueToken;
};

/// What a server answers over HTTP.
struct HttpReply {
  int status = 200;
  std::string body = {};
};

/// A request of a client that may change something.
struct HttpRequest {
  std::string method = "GET";
  std::string path = {};  ///< with query
  std::string body = {};
};

/// A watch line that a client was told before the world is looked at.
struct PastLine {
  Time at;               ///< when it came in
  std::string resource;  ///< "pods", "resourceclaims"
  std::string line;
};

class World {
 public:
  virtual ~World() = default;

  [[nodiscard]] virtual ServerInfo server() const = 0;  ///< origin demo, version and served resources
  [[nodiscard]] virtual Time now() const = 0;
  /// Runs everything that happens up to `time`: pods come and go, claims are allocated, the incident develops.
  virtual void advanceTo(Time time) = 0;
  /// The moment worth a picture: when the incident of the scenario has developed (the start for `quiet`).
  [[nodiscard]] virtual Time highlight() const = 0;

  /// metadata.resourceVersion of the newest change.
  [[nodiscard]] virtual std::uint64_t resourceVersion() const = 0;
  /// A `XList` document as the API server writes it, items in key order, managedFields included on some kinds.
  [[nodiscard]] virtual Result<std::string> list(const ApiResource& resource, const ListQuery& query) const = 0;
  /// One object as the API server writes it; notFound otherwise.
  [[nodiscard]] virtual Result<std::string> get(const ApiResource& resource, std::string_view namespaceName,
                                                std::string_view name) const = 0;
  /// Watch lines `{"type":…,"object":…}` (without line end) of changes after `resourceVersion`, oldest first; expired (410) when
  /// that has been compacted away (the last 100,000 changes are kept).
  [[nodiscard]] virtual Result<std::vector<std::string>> changesAfter(const ApiResource& resource,
                                                                      std::uint64_t resourceVersion) const = 0;
  /// What a client that had watched for two hours before the highlight was told of short jobs that are gone by then, oldest
  /// first; empty for most worlds. The objects are in no list.
  [[nodiscard]] virtual std::vector<PastLine> past() const { return {}; }
  /// What an API server does with it: writes happen now, and what the components make of them in the time after. Not asked of
  /// standing demos.
  [[nodiscard]] virtual HttpReply request(const HttpRequest& /*request*/) { return {405}; }
  /// A BOOKMARK line for the newest resourceVersion.
  [[nodiscard]] virtual std::string bookmark(const ApiResource& resource) const = 0;

  /// What the Prometheus of this cluster answers to a path of its HTTP API ("/api/v1/query") and a form; evaluated at now(), and
  /// for ranges at the times asked. 503 where the scenario has none.
  [[nodiscard]] virtual HttpReply prometheus(std::string_view /*path*/, std::string_view /*form*/) const { return {503}; }
  /// What the API server answers for Services and objects of prometheus-operator, which no table of the world has.
  [[nodiscard]] virtual HttpReply apiGet(std::string_view /*path*/) const { return {404}; }
};

/// invalidInput with the list of names when the scenario does not exist.
[[nodiscard]] Result<std::unique_ptr<World>> makeWorld(const WorldOptions& options);

}  // namespace claimscope::simulation
