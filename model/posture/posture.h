// Posture: how open a cluster with devices is, item by item, with evidence and the fix. Pure; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/diagnosis/action_request.h"
#include "model/diagnosis/finding.h"
#include "model/survey/facts.h"

namespace claimscope::posture {

enum class Area : std::uint8_t { network, adminAccess, writers, drivers, nodes };
/// "network", "adminAccess", "writers", "drivers", "nodes".
[[nodiscard]] std::string_view areaWord(Area area);

/// One thing worth closing, or that could not be told.
struct Item {
  std::string id;    ///< stable while it lasts: "network-open:ml-workloads"
  std::string rule;  ///< "network-open"
  Area area = Area::network;
  diagnosis::Severity severity = diagnosis::Severity::notice;
  bool proven = true;         ///< false: it could not be told, and `detail` says why
  std::string title;          ///< at most 90 characters
  std::string detail;         ///< cause and scope
  std::string fix;            ///< what to do, one sentence
  std::string yaml;           ///< to apply as it stands, after reading; may be empty
  std::string command;        ///< kubectl that shows the same; may be several lines
  std::string namespaceName;  ///< empty: of the cluster
  std::vector<diagnosis::ObjectRef> objects = {};
  std::vector<diagnosis::Evidence> evidence = {};
  std::optional<diagnosis::ActionRequest> request = {};  ///< a plan that does it, where there is one
};

/// A namespace with claims.
struct NamespaceRow {
  std::string name;
  std::int64_t pods = 0;     ///< that ask for claims and have not ended
  std::int64_t ingress = 0;  ///< of those, selected by a policy of this direction
  std::int64_t egress = 0;
  std::int64_t withoutDns = 0;  ///< selected for egress, and no rule lets DNS through
  std::int64_t policies = 0;
  bool known = false;        ///< policies could be read
  bool adminAccess = false;  ///< its label allows claims with admin access
  std::int64_t adminClaims = 0;
};

/// Who may change something of DRA.
struct WriterRow {
  std::string what;  ///< "ResourceSlices"
  std::string subject;
  std::string verbs;        ///< "create, update, delete"
  std::string where;        ///< "everywhere" or a namespace
  std::string by;           ///< "ClusterRoleBinding a, ClusterRole b"
  bool system = false;      ///< a component of Kubernetes: shown folded
  bool everything = false;  ///< may do anything at all (cluster-admin)
  bool driver = false;      ///< service account of a DRA driver
  bool everybody = false;
};

struct DriverRow {
  std::string driver;
  std::string set;         ///< "kube-system/dra-driver", empty when none looks like it
  std::string privileges;  ///< "privileged, 3 host paths (1 beyond what a driver needs), host network"
  std::string account;     ///< service account, with what it may do beyond a driver's needs
  bool known = false;
};

struct NodeGroupRow {
  std::string group;
  std::int64_t nodes = 0;
  std::int64_t untainted = 0;
  std::int64_t guests = 0;  ///< pods without claim or GPU request, DaemonSets apart
};

struct Report {
  std::vector<Item> items;  ///< proven before unknown, worst first, then by id
  std::vector<NamespaceRow> namespaces;
  std::vector<WriterRow> writers;
  std::vector<DriverRow> drivers;
  std::vector<NodeGroupRow> nodeGroups;
  std::vector<std::string> unknowns;  ///< what no API can tell, one sentence each
  std::size_t rulesRun = 0;
  std::string verdict;        ///< one sentence
  std::string verdictDetail;  ///< one line of evidence
  Time asOf;                  ///< when the server was asked for what is not watched
};
using ReportPtr = std::shared_ptr<const Report>;

/// Everything, or what touches one namespace (empty: all). Facts that nobody asked for give unknown items.
[[nodiscard]] Report assess(const cluster::Snapshot& snapshot, const survey::Facts& facts, const std::string& namespaceName = {});

/// Counts of proven items by severity: critical, warning, notice; then unknown ones.
struct Tally {
  std::int64_t critical = 0;
  std::int64_t warning = 0;
  std::int64_t notice = 0;
  std::int64_t unknown = 0;
};
[[nodiscard]] Tally tallyOf(const Report& report);

// One file each.
struct Context {
  const cluster::Snapshot& snapshot;
  const survey::Facts& facts;
  Report& report;
  void add(Item item) const { report.items.push_back(std::move(item)); }
  /// An unknown item: what could not be asked, and what that hides.
  void unknown(Area area, const char* rule, const std::string& what, survey::Outcome outcome, const std::string& why,
               const std::string& hides, const std::string& command) const;
};
void assessNetwork(const Context& context);
void assessAdminAccess(const Context& context);
void assessWriters(const Context& context);
void assessDrivers(const Context& context);
void assessNodes(const Context& context);

}  // namespace claimscope::posture
