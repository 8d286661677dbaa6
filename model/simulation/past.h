// Past: what a client that had watched for the last two hours would have been told of jobs that came and went. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/simulation/parts.h"
#include "model/simulation/world.h"

namespace claimscope::simulation {

/// One job of one pod with one claim from a template; all of it is gone before the world's highlight.
struct PastJob {
  std::string namespaceName;
  std::string name;   ///< of the Job; the pod is called <name>-xxxxx
  std::string entry;  ///< of the claim in the pod: "gpu"
  std::shared_ptr<const ClaimShape> claim;
  std::vector<DeviceId> devices;
  std::string image;
  Time created;
  std::int64_t claimMs = 100;  ///< pod created to claim created, and so on, stage by stage
  std::int64_t allocateMs = 400;
  std::int64_t bindMs = 60;
  std::int64_t prepareMs = 150;
  std::int64_t startMs = 120;
  std::int64_t runMs = 20'000;
  std::int64_t teardownMs = 600;  ///< finished to released and deleted
};

/// Collects watch lines and puts them in order of time.
class PastWriter {
 public:
  /// Numbers of its own: the world is the same with and without a past.
  explicit PastWriter(const Cluster& cluster) : m_cluster(cluster), m_random(mixed(cluster.hardware.seed ^ 0x9a57ULL)) {}

  /// Shortens the run so that it has ended; a job that could not have started by then is left out.
  void add(PastJob job);
  [[nodiscard]] Random& random() { return m_random; }
  [[nodiscard]] Time end() const { return m_cluster.highlight; }
  [[nodiscard]] std::vector<PastLine> lines();

 private:
  void tell(Time at, std::string_view type, std::string_view resource, Object& object);

  const Cluster& m_cluster;
  Random m_random;
  std::vector<PastLine> m_lines;
  std::uint64_t m_version = 10'000'000;
};

// Of the scenarios that have one.
[[nodiscard]] std::vector<PastLine> fleetPast(const Cluster& cluster);
[[nodiscard]] std::vector<PastLine> eksPast(const Cluster& cluster);

}  // namespace claimscope::simulation
