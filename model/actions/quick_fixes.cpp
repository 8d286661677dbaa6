#include "model/actions/quick_fixes.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/actions/claim_use.h"
#include "model/actions/device_names.h"
#include "model/actions/device_rules.h"
#include "model/actions/reservations.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

using diagnosis::Finding;

/// A finding over many objects offers its first few: the page of the objects has the rest.
constexpr std::size_t kMostEach = 5;
constexpr std::size_t kMostFixes = 8;

class Offers {
 public:
  Offers(const cluster::Snapshot& snapshot, std::vector<std::string> why) : m_snapshot(snapshot), m_why(std::move(why)) {}

  void add(std::string text, std::string action, ObjectRef object, std::map<std::string, std::string> options = {}) {
    if (findAction(action) == nullptr || m_out.size() >= kMostFixes) {
      return;
    }
    ActionRequest request{std::move(action), {std::move(object)}, std::move(options), m_why};
    const bool known = std::any_of(m_out.begin(), m_out.end(), [&](const QuickFix& fix) { return fix.request == request; });
    if (!known) {
      m_out.push_back({std::move(text), std::move(request)});
    }
  }

  void node(const ObjectRef& object, bool drains) {
    const Node* node = m_snapshot.of<Node>().find({}, Text(object.name));
    if (node == nullptr) {
      return;
    }
    const std::string name = shown(object.name);
    if (node->unschedulable) {
      add("Uncordon " + name, "uncordon_node", object);
    }
    if (drains) {
      add("Drain " + name, "drain_node", object);
    }
    if (!node->unschedulable) {
      add("Cordon " + name, "cordon_node", object);
    }
  }

  void device(const ObjectRef& object) {
    const auto devices = devicesOf(m_snapshot, {object});
    if (!devices || devices->empty()) {
      return;
    }
    const cluster::DeviceView& device = m_snapshot.inventory->devices[devices->front()];
    const std::string name = shown(shortDeviceName(device));
    bool cordoned = false;
    bool draining = false;
    for (const DeviceTaintRule* rule : rulesOn(m_snapshot, device)) {
      const std::string_view key = rule->taint.key.view();
      if (key.starts_with(kReservedKeyPrefix)) {
        reservation(refOfRule(rule->meta.name.view()));
      }
      cordoned = cordoned || (key == kCordonKey && madeByClaimscope(*rule));
      draining = draining || key == kDrainKey;
    }
    if (cordoned) {
      add("Put " + name + " back", "taint_device", object, {{"remove", "true"}});
    } else {
      add("Cordon " + name, "taint_device", object);
    }
    add(draining ? "Go on draining " + name : "Drain " + name, "drain_device", object);
    if (draining) {
      add("End the drain of " + name, "drain_device", object, {{"stage", "clean-up"}});
    }
  }

  void claim(const ObjectRef& object) {
    const cluster::ClaimIndex index = claimOf(m_snapshot, object);
    if (index == cluster::kNone) {
      return;
    }
    const ClaimUse use = useOf(m_snapshot, index);
    const bool placeholder = std::any_of(use.consumers.begin(), use.consumers.end(), [](const Consumer& consumer) {
      return consumer.pod != nullptr && hasLabel(consumer.pod->meta.annotations(), kReservation);
    });
    if (placeholder || hasLabel(use.claim->meta.annotations(), kReservation)) {
      reservation(object);
      return;
    }
    const bool holds = use.claim->allocation != nullptr || !use.consumers.empty() || use.claim->meta.deleted().isSet();
    if (holds && use.count(ConsumerState::live) == 0) {
      add("Release " + shown(use.name()), "release_claim", object);
    } else if (!use.generated && use.claim->classic == nullptr && !use.claim->meta.deleted().isSet()) {
      add("Hold " + shown(use.name()), "preallocate", object);
    }
  }

  void reservation(const ObjectRef& object) {
    const auto found = reservationOf(m_snapshot, object);
    if (!found || found->way == Way::foreign) {
      return;
    }
    const std::string name = shown(found->name);
    if (found->state == ReservationState::used) {
      add("Hand over " + name, "hand_over", object);
    } else {
      add("Release reservation " + name, "release_reservation", object);
    }
    add("Renew " + name, "renew_reservation", object);
  }

  void driver(const std::string& node, const std::string& driver) {
    if (!node.empty() && m_snapshot.inventory->findNode(Text(node)) != cluster::kNone) {
      add("Restart " + (driver.empty() ? "the driver" : shown(driver)) + " on " + shown(node), "restart_driver",
          {"node", "", node},
          driver.empty() ? std::map<std::string, std::string>{} : std::map<std::string, std::string>{{"driver", driver}});
    }
  }

  [[nodiscard]] const cluster::Snapshot& snapshot() const { return m_snapshot; }
  [[nodiscard]] std::vector<QuickFix> take() { return std::move(m_out); }

  static std::string shown(std::string_view name) { return words::middleCut(words::oneLine(name), 48); }

 private:
  const cluster::Snapshot& m_snapshot;
  std::vector<std::string> m_why;
  std::vector<QuickFix> m_out;
};

/// Calls fn for the first few objects of a kind.
template <class Fn>
void each(const Finding& finding, std::string_view kind, Fn&& fn) {
  std::size_t count = 0;
  for (const ObjectRef& object : finding.objects) {
    if (object.kind == kind && count++ < kMostEach) {
      fn(object);
    }
  }
}

/// The driver after the last colon of ids like "PrepareFailed:gpu.nvidia.com".
std::string driverInId(const Finding& finding) {
  const std::size_t colon = finding.id.find(':');
  std::string out = colon == std::string::npos ? std::string() : finding.id.substr(colon + 1);
  return out.find('/') == std::string::npos && out.find('.') != std::string::npos ? out : std::string();
}

/// Restarts of a driver on the nodes of claims or pods that need it there.
void restartsFor(const Finding& finding, Offers& offers) {
  const cluster::Snapshot& snapshot = offers.snapshot();
  const std::string driver = driverInId(finding);
  each(finding, "node", [&](const ObjectRef& object) { offers.driver(object.name, driver); });
  each(finding, "pod", [&](const ObjectRef& object) {
    const Pod* pod = snapshot.of<Pod>().find(Text(object.namespaceName), Text(object.name));
    offers.driver(pod == nullptr ? std::string() : pod->nodeName.str(), driver);
  });
  each(finding, "claim", [&](const ObjectRef& object) {
    const cluster::ClaimIndex index = claimOf(snapshot, object);
    offers.driver(index == cluster::kNone ? std::string() : snapshot.inventory->claims[index].node.str(), driver);
  });
}

/// Claims that hold what a waiting demand could use and that nobody uses.
void releasesFor(const Finding& finding, Offers& offers) {
  const cluster::Snapshot& snapshot = offers.snapshot();
  std::set<Text> classes;
  each(finding, "claim", [&](const ObjectRef& object) {
    const cluster::ClaimIndex index = claimOf(snapshot, object);
    if (index != cluster::kNone) {
      const auto& its = snapshot.inventory->claims[index].classes;
      classes.insert(its.begin(), its.end());
    }
  });
  for (const cluster::ClaimView& view : snapshot.inventory->claims) {
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(view.slot);
    const bool unused =
        claim != nullptr && claim->allocation != nullptr && claim->reservedFor.empty() && !claim->meta.deleted().isSet();
    if (unused &&
        std::any_of(view.classes.begin(), view.classes.end(), [&](const Text& name) { return classes.count(name) != 0; })) {
      offers.claim({"claim", claim->meta.namespaceName.str(), claim->meta.name.str()});
    }
  }
}

}  // namespace

std::vector<QuickFix> quickFixes(const cluster::Snapshot& snapshot, const Finding& finding) {
  Offers offers(snapshot, {finding.id});
  const std::string_view check = finding.check;
  if (check == "claim_unused" || check == "consumer_unknown" || check == "claim_deleting" || check == "pod_finished" ||
      check == "consumers_full") {
    each(finding, "claim", [&](const ObjectRef& object) {
      offers.add("Release " + Offers::shown(object.namespaceName + "/" + object.name), "release_claim", object);
    });
  } else if (check == "claims_waiting" || check == "claims_unplaced") {
    releasesFor(finding, offers);
  } else if (check == "device_unhealthy" || check == "device_taints" || check == "device_doubled") {
    each(finding, "device", [&](const ObjectRef& object) { offers.device(object); });
    each(finding, "taintrule", [&](const ObjectRef& object) { offers.reservation(object); });
  } else if (check == "driver_lost" || check == "prepare_failed" || check == "device_withdrawn") {
    restartsFor(finding, offers);
  } else if (check == "pod_terminating") {
    if (finding.id.find("DriverLost") != std::string::npos || finding.title.find("driver") != std::string::npos) {
      restartsFor(finding, offers);
    }
    each(finding, "node", [&](const ObjectRef& object) { offers.node(object, false); });
  } else if (check == "pool_incomplete" || check == "pool_stale_generation" || check == "pool_invalid") {
    each(finding, "pool", [&](const ObjectRef& object) {
      for (const cluster::PoolView& pool : snapshot.inventory->pools) {
        if (pool.driver.view() == object.namespaceName && pool.name.view() == object.name) {
          offers.driver(pool.node.str(), pool.driver.str());
        }
      }
    });
  } else if (check == "node_not_ready") {
    each(finding, "node", [&](const ObjectRef& object) { offers.node(object, true); });
  } else if (check == "node_cordoned") {
    each(finding, "node", [&](const ObjectRef& object) { offers.node(object, false); });
  }
  return offers.take();
}

std::vector<QuickFix> actionsFor(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  Offers offers(snapshot, {});
  if (object.kind == "node") {
    offers.node(object, true);
    const cluster::NodeIndex index = snapshot.inventory->findNode(Text(object.name));
    std::set<Text> drivers;
    if (index != cluster::kNone) {
      for (const cluster::DeviceIndex device : snapshot.inventory->nodes[index].devices) {
        drivers.insert(snapshot.inventory->devices[device].driver);
      }
    }
    for (const Text& driver : drivers) {
      offers.driver(object.name, driver.str());
    }
  } else if (object.kind == "device") {
    offers.device(object);
  } else if (object.kind == "pool") {
    for (const cluster::PoolView& pool : snapshot.inventory->pools) {
      if (pool.driver.view() == object.namespaceName && pool.name.view() == object.name && !pool.devices.empty()) {
        offers.add("Cordon pool " + Offers::shown(object.name), "taint_device", object, {{"pool", "true"}});
        offers.add("Drain pool " + Offers::shown(object.name), "drain_device", object, {{"pool", "true"}});
        offers.driver(pool.node.str(), pool.driver.str());
      }
    }
  } else if (object.kind == "claim") {
    offers.claim(object);
  } else if (object.kind == "class") {
    offers.add("Preallocate devices of " + Offers::shown(object.name), "preallocate", object);
  } else if (object.kind == "taintrule" || object.kind == "reservation") {
    offers.reservation(object);
    const DeviceTaintRule* rule = snapshot.of<DeviceTaintRule>().find({}, Text(object.name));
    const bool drains = object.kind == "taintrule" && rule != nullptr &&
                        (rule->taint.effect == "None" || rule->taint.effect == "NoExecute") && !rule->driver.empty() &&
                        !rule->pool.empty();
    if (drains) {
      const ActionRequest request = requestOfRule(*rule);
      offers.add((rule->taint.effect == "None" ? "Compare and drain by " : "Go on draining by ") + Offers::shown(object.name),
                 request.action, request.objects.front(), request.options);
    }
  } else if (object.kind == "pod") {
    const Pod* pod = snapshot.of<Pod>().find(Text(object.namespaceName), Text(object.name));
    if (pod != nullptr && hasLabel(pod->meta.annotations(), kReservation)) {
      offers.reservation(object);
    }
  }
  return offers.take();
}

}  // namespace claimscope::actions
