#include "model/migration/readiness.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/base/words.h"
#include "model/migration/device_resource.h"

namespace claimscope::migration {
namespace {

using cluster::Snapshot;

class Examiner {
 public:
  Examiner(const Snapshot& snapshot, const Fleet& fleet, const std::vector<ProposedClass>& classes)
      : m_snapshot(snapshot), m_fleet(fleet), m_classes(classes) {}

  Readiness examine() {
    api();
    server();
    drivers();
    classesOfDevices();
    extendedResources();
    nodes();
    doubled();
    return std::move(m_out);
  }

 private:
  void add(std::string id, std::string title, Ready state, std::string detail, std::string fix = {}) {
    m_out.checks.push_back({std::move(id), std::move(title), state, std::move(detail), std::move(fix)});
  }

  void api() {
    const SourceStatus& status = m_snapshot.source(Kind::ResourceClaimTemplate).status;
    const std::string title = "The server serves resource.k8s.io";
    if (status.state == SourceState::notServed) {
      add("api", title, Ready::no, "it has no ResourceClaimTemplates",
          "Update to 1.34, or turn DynamicResourceAllocation and its API on");
      return;
    }
    const std::string version = status.resource.version.empty() ? "v1" : status.resource.version;
    if (status.state == SourceState::waiting || status.state == SourceState::loading) {
      add("api", title, Ready::unknown, "still loading");
    } else if (version == "v1") {
      add("api", title, Ready::yes, "resource.k8s.io/v1");
    } else if (version.starts_with("v1alpha1") || version.starts_with("v1alpha2")) {
      add("api", title, Ready::no, "only resource.k8s.io/" + version + ", classic DRA",
          "Update to 1.34: classic claims can not be allocated from slices");
    } else {
      add("api", title, Ready::warning, "resource.k8s.io/" + version + ": proposals are written for it", "Update to 1.34 for v1");
    }
  }

  void server() {
    const int minor = m_snapshot.server.minor;
    const std::string version = m_snapshot.server.gitVersion.empty() ? fmt::format("1.{}", minor) : m_snapshot.server.gitVersion;
    if (minor == 0 && m_snapshot.server.major <= 1) {
      add("server", "The server's version is new enough", Ready::unknown, "the server does not say its version");
    } else if (m_snapshot.server.major > 1 || minor >= 34) {
      add("server", "The server's version is new enough", Ready::yes, version);
    } else if (minor >= 32) {
      add("server", "The server's version is new enough", Ready::warning, version + ": DRA is beta there and off by default",
          "Update to 1.34");
    } else {
      add("server", "The server's version is new enough", Ready::no, version, "Update to 1.34");
    }
  }

  void drivers() {
    const Bound bound = m_snapshot.boundOf(Kind::ResourceSlice);
    std::map<std::string, std::set<Text>> wanted;  // by driver: resources
    for (const ProposedClass& one : m_classes) {
      wanted[one.driver].insert(one.resource);
    }
    for (const auto& [driver, resources] : wanted) {
      std::vector<std::string> names;
      for (const Text& resource : resources) {
        names.push_back(words::oneLine(resource.view()));
      }
      if (driver.empty()) {
        add("driver", "A driver serves " + words::listed(names), Ready::no, "no DRA driver for it is known",
            "Make a DeviceClass with extendedResourceName " + names.front());
        continue;
      }
      std::set<Text> with;
      std::set<Text> without;
      for (const NodeUse& use : m_fleet.nodes) {
        if (resources.count(use.resource) != 0) {
          (use.devices > 0 ? with : without).insert(use.node);
        }
      }
      for (const Text& node : with) {
        without.erase(node);
      }
      const std::int64_t all = static_cast<std::int64_t>(with.size() + without.size());
      const std::string title = driver + " publishes slices for " + words::listed(names);
      const std::string seen =
          fmt::format("on {} of {}", words::number(static_cast<std::int64_t>(with.size())), words::counted(all, "node"));
      if (bound == Bound::unknown) {
        add("driver:" + driver, title, Ready::unknown, "ResourceSlices are not to be seen");
      } else if (with.empty()) {
        add("driver:" + driver, title, Ready::no, seen,
            "Install the driver on nodes with " + std::string(kPhaseLabel) + "=" + std::string(kPhaseDra));
      } else {
        add("driver:" + driver, title, without.empty() ? Ready::yes : Ready::warning, seen,
            without.empty() ? "" : "The others follow as they are labelled");
      }
    }
  }

  void classesOfDevices() {
    std::vector<std::string> missing;
    std::vector<std::string> there;
    for (const ProposedClass& one : m_classes) {
      if (one.problem.empty()) {
        (one.exists ? there : missing).push_back(one.name);
      }
    }
    if (m_snapshot.boundOf(Kind::DeviceClass) == Bound::unknown) {
      add("classes", "DeviceClasses exist", Ready::unknown, "DeviceClasses are not to be seen");
    } else if (!missing.empty()) {
      add("classes", "DeviceClasses exist", Ready::warning,
          words::listed(missing) + (missing.size() == 1 ? " is" : " are") + " missing",
          "claimscope migrate classes creates them");
    } else if (!there.empty()) {
      add("classes", "DeviceClasses exist", Ready::yes, words::listed(there));
    }
  }

  void extendedResources() {
    const int minor = m_snapshot.server.minor;
    const bool some = std::any_of(m_classes.begin(), m_classes.end(),
                                  [](const ProposedClass& one) { return one.exists && !one.extendedResourceName.empty(); });
    std::int64_t served = 0;
    m_snapshot.of<Pod>().forEach(
        [&](cluster::Slot, const Pod& pod) { served += pod.rare->extendedResourceClaim.empty() ? 0 : 1; });
    const std::string title = "Classes may stand for extended resources (DRAExtendedResource)";
    if (served > 0) {
      add("extendedResources", title, Ready::yes,
          words::counted(served, "pod has", "pods have") + " such a claim: the gate is on");
    } else if (servesExtendedResources(m_snapshot.server)) {
      add("extendedResources", title, Ready::yes,
          some ? "on by default from 1.36; a class uses it" : "on by default from 1.36; no class uses it yet");
    } else if (minor >= 34) {
      add("extendedResources", title, Ready::warning, "alpha and off by default on 1." + std::to_string(minor),
          "Workloads are patched to claims, which needs no gate");
    } else {
      add("extendedResources", title, Ready::warning, "not known to this server",
          "Workloads are patched to claims, which needs no gate");
    }
  }

  void nodes() {
    std::int64_t labelled = 0;
    std::int64_t over = 0;
    std::int64_t all = 0;
    for (const GroupUse& group : m_fleet.groups) {
      labelled += group.labelled;
      over += group.handedOver;
      all += group.nodes;
    }
    const std::string title = fmt::format("Nodes are handed over ({}={})", kPhaseLabel, kPhaseDra);
    if (m_fleet.bound == Bound::unknown) {
      add("nodes", title, Ready::unknown, "nodes are not to be seen");
      return;
    }
    const std::string seen = fmt::format("{} of {} labelled, {} handed over", words::number(labelled),
                                         words::counted(all, "node"), words::number(over));
    add("nodes", title, over > 0 && over == labelled ? Ready::yes : Ready::warning, seen,
        labelled == 0     ? "claimscope migrate nodes labels the next ones"
        : over < labelled ? "The device plugin has to leave labelled nodes"
                          : "");
  }

  void doubled() {
    std::vector<std::string> used;
    std::int64_t both = 0;
    for (const NodeUse& use : m_fleet.nodes) {
      both += use.serves == Serves::both ? 1 : 0;
      if (use.mayBeDoubled()) {
        used.push_back(words::oneLine(use.node.view()));
      }
    }
    const std::string title = "No node serves the device plugin and claims at once";
    if (both == 0) {
      add("doubled", title, m_fleet.bound == Bound::exact ? Ready::yes : Ready::unknown, "each node serves one of them");
      return;
    }
    add("doubled", title, Ready::warning,
        words::counted(both, "node serves", "nodes serve") + " both" +
            (used.empty() ? std::string() : "; in use on " + words::listed(used)),
        "A device there may be handed out twice: keep the device plugin off labelled nodes, and the driver off the others");
  }

  const Snapshot& m_snapshot;
  const Fleet& m_fleet;
  const std::vector<ProposedClass>& m_classes;
  Readiness m_out;
};

}  // namespace

std::string_view readyWord(Ready ready) {
  switch (ready) {
    case Ready::yes:
      return "yes";
    case Ready::warning:
      return "warning";
    case Ready::no:
      return "no";
    case Ready::unknown:
      break;
  }
  return "unknown";
}

Ready Readiness::worst() const {
  Ready out = Ready::yes;
  const auto rank = [](Ready ready) {
    return ready == Ready::no ? 3 : ready == Ready::unknown ? 2 : ready == Ready::warning ? 1 : 0;
  };
  for (const ReadinessCheck& check : checks) {
    out = rank(check.state) > rank(out) ? check.state : out;
  }
  return out;
}

Readiness readinessOf(const Snapshot& snapshot, const Fleet& fleet, const std::vector<ProposedClass>& classes) {
  return Examiner(snapshot, fleet, classes).examine();
}

}  // namespace claimscope::migration
