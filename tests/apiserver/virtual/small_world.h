// SmallWorld: a cluster of a few objects of five kinds whose history a test writes, compacts, restores and replaces. One thread.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/simulation/world.h"

namespace claimscope::apiserver {

struct SmallWorldOptions {
  std::uint64_t cluster = 1;           ///< uids and names differ from cluster to cluster
  std::uint64_t firstVersion = 1'000;  ///< resourceVersion before the first object
  std::size_t objects = 16;            ///< of each kind in the beginning; churn keeps it between half and twice that
  std::size_t keptChanges = 2'000;     ///< older ones are compacted away
};

/// Which versions of resource.k8s.io the server has.
enum class DraVersions { v1, both, v1beta1 };

class SmallWorld final : public simulation::World {
 public:
  static constexpr std::size_t kKinds = 5;  ///< pods, resourceclaims, resourceslices, nodes, events

  explicit SmallWorld(SmallWorldOptions options);

  // What a client sees.
  [[nodiscard]] ServerInfo server() const override;
  [[nodiscard]] Time now() const override { return {kCreated}; }
  void advanceTo(Time) override {}  // nothing happens but what the test writes
  [[nodiscard]] Time highlight() const override { return now(); }
  [[nodiscard]] std::uint64_t resourceVersion() const override { return m_state.version; }
  [[nodiscard]] Result<std::string> list(const ApiResource& resource, const simulation::ListQuery& query) const override;
  [[nodiscard]] Result<std::string> get(const ApiResource& resource, std::string_view namespaceName,
                                        std::string_view name) const override;
  [[nodiscard]] Result<std::vector<std::string>> changesAfter(const ApiResource& resource, std::uint64_t version) const override;
  [[nodiscard]] std::string bookmark(const ApiResource& resource) const override;

  // What the test does.
  /// One write to a kind: most change an object, some create or delete one; freed names are used again. `random`: any number.
  void write(const std::string& plural, std::uint64_t random);
  void create(const std::string& plural, const std::string& name);
  void remove(const std::string& plural, const std::string& name);
  /// Forgets every change and every continue token so far.
  void compact();
  /// As if every change since the beginning were still known.
  void forgetCompaction() { m_compacted = 0; }
  /// The state as a backup holds it.
  void backUp() { m_backup = std::make_unique<State>(m_state); }
  /// etcd comes back from the backup: objects and resourceVersion go back, later history is gone.
  void restore();
  void serve(DraVersions versions) { m_dra = versions; }
  /// A kind that is not served, as when its CRD or feature gate is off; empty: all are.
  void withdraw(const std::string& plural) { m_withdrawn = plural; }

  /// "uid SP resourceVersion LF" of every object, sorted bytewise.
  [[nodiscard]] std::string digestLines(const std::string& plural) const;
  [[nodiscard]] std::size_t count(const std::string& plural) const;

 private:
  static constexpr std::int64_t kCreated = 1'795'513'338'000;
  struct Thing {
    std::string name;
    std::uint64_t uid = 0;
    std::uint64_t version = 0;
    std::uint32_t generation = 1;
  };
  struct Change {
    std::uint64_t version = 0;
    std::size_t kind = 0;
    const char* type = "";
    Thing thing;
  };
  using Table = std::map<std::string, Thing>;
  struct State {
    std::array<Table, kKinds> tables;
    std::uint64_t version = 0;
    std::uint64_t uids = 0;
  };
  /// A list that is being read in pages: a real server answers all of them from one version.
  struct Pages {
    std::uint64_t version = 0;
    std::vector<Thing> things;
  };

  [[nodiscard]] static std::size_t indexOf(const std::string& plural);
  [[nodiscard]] Result<std::size_t> served(const ApiResource& resource) const;
  void append(std::string& out, std::size_t kind, const Thing& thing, const std::string& apiVersion, bool withType) const;
  [[nodiscard]] std::string uidText(std::uint64_t uid) const;
  void log(std::size_t kind, const char* type, const Thing& thing);

  SmallWorldOptions m_options;
  State m_state;
  std::unique_ptr<State> m_backup;
  std::deque<Change> m_changes;
  std::uint64_t m_compacted = 0;
  mutable std::deque<Pages> m_pages;
  DraVersions m_dra = DraVersions::v1;
  std::string m_withdrawn;
};

}  // namespace claimscope::apiserver
