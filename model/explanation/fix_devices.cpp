// Changes of what drivers and administrators say of devices: taint rules, pools, drivers, classes.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/base/words.h"
#include "model/cluster/driver_pods.h"
#include "model/explanation/edit.h"
#include "model/explanation/fixes.h"

namespace claimscope::explanation {

using cluster::DeviceIndex;
using cluster::DeviceView;

namespace {

class DeviceFixes {
 public:
  DeviceFixes(const FixFacts& facts, RankedFixes& out) : m_facts(facts), m_out(out) {}

  void add() {
    for (const Census& census : m_facts.facts.census) {
      if (census.total.of(Fate::tainted) > 0) {
        taints(census);
      }
    }
    pools();
    const std::string_view id = m_facts.chosen.cause.reason;
    if (id == reason::kDriverHasNoSlices || id == reason::kNodeHasNoSlices) {
      driver();
    }
    if (id == reason::kDeviceClassMissing) {
      createClass();
    }
    if (id == reason::kNoDeviceMatchesClass && m_facts.chosen.census < m_facts.facts.census.size()) {
      correctClass(m_facts.facts.census[m_facts.chosen.census]);
    }
  }

 private:
  [[nodiscard]] std::vector<const NodeAnswer*> nodesWith(const Census& census, Fate fate) const {
    return m_facts.trial.usable([&](const NodeAnswer& node) { return !node.devicesFit && census.at(*node.entry).of(fate) > 0; });
  }

  void taints(const Census& census) {
    std::map<Text, const DeviceTaintRule*> rules;
    std::map<std::string, std::pair<const Taint*, std::int64_t>> keys;
    for (const DeviceIndex i : census.matching) {
      if (census.fate[i] != Fate::tainted) {
        continue;
      }
      for (const cluster::EffectiveTaint& taint : m_facts.context().inventory().devices[i].taints) {
        if (!(taint.taint.effect == "NoSchedule") && !(taint.taint.effect == "NoExecute")) {
          continue;
        }
        if (!taint.rule.empty()) {
          rules[taint.rule] = m_facts.context().snapshot().of<DeviceTaintRule>().find({}, taint.rule);
        }
        auto& [example, count] = keys[taint.taint.key.str() + "\n" + taint.taint.value.str() + "\n" + taint.taint.effect.str()];
        example = &taint.taint;
        ++count;
      }
    }
    const std::vector<const NodeAnswer*> nodes = nodesWith(census, Fate::tainted);
    for (const auto& [name, rule] : rules) {
      if (rule != nullptr) {
        deleteRule(*rule, nodes);
      }
    }
    std::size_t tried = 0;
    for (const auto& [key, found] : keys) {
      if (tried++ < 3) {
        tolerate(census, *found.first, found.second, nodes);
      }
    }
  }

  void deleteRule(const DeviceTaintRule& rule, const std::vector<const NodeAnswer*>& nodes) {
    allocation::WhatIf whatIf;
    whatIf.withoutRules.insert(&rule);
    const std::string node = m_facts.trial.fitsOn(nodes, whatIf);
    if (node.empty()) {
      return;
    }
    Fix fix;
    fix.id = "delete-rule:" + rule.meta.name.str();
    fix.text = "Delete DeviceTaintRule " + rule.meta.name.str();
    fix.effect = "Its devices are free again; the claim fits on " + node + ".";
    fix.sideEffect = "Whoever made the rule wanted the devices kept free: taint " + rule.taint.key.str() +
                     (rule.taint.value.empty() ? "" : "=" + rule.taint.value.str()) + ".";
    fix.command = "kubectl delete devicetaintrule " + words::shellWord(rule.meta.name.view());
    fix.node = node;
    fix.verified = true;
    m_out.push_back({std::move(fix), 2});
  }

  void tolerate(const Census& census, const Taint& taint, std::int64_t devices, const std::vector<const NodeAnswer*>& nodes) {
    Toleration toleration;
    toleration.key = taint.key;
    toleration.op = Text(taint.value.empty() ? "Exists" : "Equal");
    toleration.value = taint.value;
    toleration.effect = taint.effect;
    ResourceClaim changed = *census.claim;
    DeviceRequestBody& body = bodyIn(changed, census);
    const bool first = body.tolerations.empty();
    body.tolerations.push_back(toleration);
    const std::string node = m_facts.trial.fitsChanged(nodes, census.claim, changed);
    if (node.empty()) {
      return;
    }
    std::string value = R"({"key":)" + jsonString(taint.key.view()) + R"(,"operator":)" + jsonString(toleration.op.view());
    value += taint.value.empty() ? "" : R"(,"value":)" + jsonString(taint.value.view());
    value += R"(,"effect":)" + jsonString(taint.effect.view()) + "}";
    const std::string path = std::string(kSpec) + bodyPath(m_facts.context().snapshot(), census) + "/tolerations";
    Fix fix;
    fix.id = "tolerate:" + census.name + ":" + taint.key.str();
    fix.text = "Tolerate taint " + taint.key.str() + (taint.value.empty() ? "" : "=" + taint.value.str());
    fix.effect = fmt::format("Opens {}; the claim fits on {}.", words::counted(devices, "device"), node);
    fix.sideEffect = "The taint says that something is wrong with them. " + editSideEffect(m_facts.subject(), *census.claim);
    fix.command = editCommand(m_facts.subject(), *census.claim,
                              {first ? R"({"op":"add","path":")" + path + R"(","value":[)" + value + "]}"
                                     : R"({"op":"add","path":")" + path + R"(/-","value":)" + value + "}"});
    fix.node = node;
    fix.verified = true;
    m_out.push_back({std::move(fix), 5});
  }

  static DeviceRequestBody& bodyIn(ResourceClaim& claim, const Census& census) {
    for (DeviceRequest& request : claim.spec.requests) {
      if (!(request.name == census.request->name)) {
        continue;
      }
      if (request.exactly) {
        return *request.exactly;
      }
      return request.firstAvailable[static_cast<std::size_t>(census.body - census.request->firstAvailable.data())];
    }
    return *claim.spec.requests.front().exactly;
  }

  /// Pools that hold matching devices and are not whole: the driver has to publish the rest.
  void pools() {
    std::set<cluster::PoolIndex> broken;
    for (const Census& census : m_facts.facts.census) {
      for (const DeviceIndex i : census.matching) {
        if (census.fate[i] == Fate::poolUnusable) {
          broken.insert(m_facts.context().inventory().devices[i].poolIndex);
        }
      }
      for (const DeviceIndex i : census.staleMatching) {
        broken.insert(m_facts.context().inventory().devices[i].poolIndex);
      }
    }
    std::size_t written = 0;
    for (const cluster::PoolIndex index : broken) {
      if (index != cluster::kNone && written++ < 2) {
        repairPool(m_facts.context().inventory().pools[index]);
      }
    }
  }

  void repairPool(const cluster::PoolView& pool) {
    const allocation::Allocator* repaired = pool.complete ? nullptr : m_facts.context().repaired();
    const std::string node =
        repaired == nullptr
            ? ""
            : m_facts.trial.fitsOn(m_facts.trial.usable([](const NodeAnswer& n) { return n.depth >= 2; }), {}, repaired);
    const std::optional<cluster::DriverPod> plugin =
        pool.node.empty() ? std::nullopt : cluster::driverPodOn(m_facts.context().snapshot(), pool.driver, pool.node);
    Fix fix;
    fix.id = "repair-pool:" + pool.driver.str() + "/" + pool.name.str();
    fix.verified = !node.empty();
    fix.node = node;
    fix.effect = !pool.complete
                     ? "Complete, the pool counts again" + (node.empty() ? std::string(".") : "; the claim fits on " + node + ".")
                 : !pool.invalid.empty() ? "Valid, the pool counts again. Now " + pool.invalid + "."
                                         : "Devices in slices of the newest generation count.";
    if (plugin) {
      const Metadata& meta = plugin->pod->meta;
      fix.text = "Restart " + qualifiedName(meta) + ", so that it publishes pool " + pool.name.str() + " anew";
      fix.sideEffect = "Pods with prepared devices keep running.";
      fix.command = kubectl(meta.namespaceName, "delete", "pod", meta.name.str());
    } else {
      fix.text = "Let driver " + pool.driver.str() + " publish all slices of pool " + pool.name.str();
      fix.command = "kubectl get resourceslices --field-selector spec.driver=" + words::shellWord(pool.driver.view()) +
                    "  # <restart its pod>";
    }
    m_out.push_back({std::move(fix), 3});
  }

  void driver() {
    std::vector<std::string> drivers;
    if (m_facts.chosen.census < m_facts.facts.census.size()) {
      drivers = driversNamed(m_facts.facts.census[m_facts.chosen.census]);
    }
    const std::string name = drivers.empty() ? "the driver" : "driver " + drivers.front();
    Fix fix;
    fix.id = "start-driver:" + name;
    fix.text = "Install or restart " + name;
    fix.effect = "It publishes its devices when its pods run.";
    fix.command = "kubectl get daemonsets,pods -A -o wide | grep -i dra  # <install or restart it>";
    // A DaemonSet that wants pods and has none says why (A9).
    m_facts.context().snapshot().of<DaemonSet>().forEach([&](cluster::Slot, const DaemonSet& set) {
      const std::string_view setName = set.meta.name.view();
      if (setName.find("dra") != std::string_view::npos && set.ready < set.desired) {
        fix.text =
            "Bring DaemonSet " + qualifiedName(set.meta) + fmt::format(" up: {} of {} pods are ready", set.ready, set.desired);
        fix.command = kubectl(set.meta.namespaceName, "describe", "daemonset", setName) + "  # <see why>";
      }
    });
    m_out.push_back({std::move(fix), 3});
  }

  void createClass() {
    for (const Census& census : m_facts.facts.census) {
      if (census.deviceClass == nullptr) {
        Fix fix;
        const std::string name = census.body->deviceClassName.str();
        fix.id = "create-class:" + name;
        fix.text = "Create DeviceClass " + name;
        fix.effect = "The scheduler tries again as soon as it exists.";
        fix.command = "kubectl apply -f <manifest of DeviceClass>";
        m_out.push_back({std::move(fix), 5});
        return;
      }
    }
  }

  /// Classes can be changed: they are no part of a claim.
  void correctClass(const Census& census) {
    Fix fix;
    fix.id = "edit-class:" + census.body->deviceClassName.str();
    fix.text = "Correct the selectors of DeviceClass " + census.body->deviceClassName.str();
    fix.effect = "Devices that pass are taken at the next try.";
    fix.sideEffect = "Every claim of the class sees the change.";
    fix.command = "kubectl edit deviceclass " + words::shellWord(census.body->deviceClassName.view());
    m_out.push_back({std::move(fix), 6});
  }

  const FixFacts& m_facts;
  RankedFixes& m_out;
};

}  // namespace

void addDeviceFixes(const FixFacts& facts, RankedFixes& out) {
  DeviceFixes(facts, out).add();
}

}  // namespace claimscope::explanation
