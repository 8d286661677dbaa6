#include "model/actions/reservations.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "model/actions/device_rules.h"
#include "model/base/words.h"
#include "model/diagnosis/check.h"

namespace claimscope::actions {
namespace {

std::string annotation(const Metadata& meta, std::string_view key) {
  return words::cut(words::oneLine(labelValue(meta.annotations(), key).view()), 200);
}

std::string qualified(const Metadata& meta) {
  return meta.namespaceName.empty() ? meta.name.str() : meta.namespaceName.str() + "/" + meta.name.str();
}

void readLease(const Metadata& meta, Reservation& out) {
  out.name = annotation(meta, kReservation);
  out.owner = annotation(meta, kOwner);
  out.purpose = annotation(meta, kPurpose);
  out.made = meta.created;
  out.adopted = annotation(meta, kMadeBy) == "adopted";
  const std::string expires = annotation(meta, kExpires);
  if (const auto time = parseTime(expires)) {
    out.expires = *time;
  } else {
    out.badExpiry = !expires.empty();
  }
}

bool isReservation(const Metadata& meta) {
  return hasLabel(meta.annotations(), kReservation);
}

class Collector {
 public:
  explicit Collector(const cluster::Snapshot& snapshot) : m_snapshot(snapshot), m_inventory(*snapshot.inventory) {}

  std::vector<Reservation> collect() {
    findPlaceholders();
    for (cluster::ClaimIndex i = 0; i < m_inventory.claims.size(); ++i) {
      addClaim(i);
    }
    for (const auto& [name, pods] : m_placeholders) {
      for (const Pod* pod : pods) {
        if (m_seen.count(pod) == 0) {
          addLonePod(*pod);
        }
      }
    }
    addRules();
    sort();
    return std::move(m_out);
  }

 private:
  void findPlaceholders() {
    m_snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
      if (isReservation(pod.meta)) {
        for (const PodClaimEntry& entry : pod.spec->claims) {
          m_placeholders[{pod.meta.namespaceName, entry.claimName}].push_back(&pod);
        }
      }
    });
  }

  void addClaim(cluster::ClaimIndex index) {
    const ResourceClaim& claim = *m_snapshot.of<ResourceClaim>().at(m_inventory.claims[index].slot);
    const auto held =
        m_placeholders.empty() ? m_placeholders.end() : m_placeholders.find({claim.meta.namespaceName, claim.meta.name});
    const bool ours = isReservation(claim.meta);
    // Nearly every claim of a cluster ends here: who uses it is asked of the others only.
    if (!ours && held == m_placeholders.end() && !isHeldByNobody(claim)) {
      return;
    }
    const ClaimUse use = useOf(m_snapshot, index);
    const Pod* placeholder = nullptr;
    if (held != m_placeholders.end()) {
      for (const Pod* pod : held->second) {
        placeholder = placeholder == nullptr || pod->meta.name < placeholder->meta.name ? pod : placeholder;
        m_seen.insert(pod);
      }
    }
    if (!ours && placeholder == nullptr) {
      addForeign(index, use);
      return;
    }
    Reservation out;
    readLease(ours ? use.claim->meta : placeholder->meta, out);
    out.way = annotation(use.claim->meta, kWay) == wayWord(Way::immediate) ? Way::immediate : Way::placeholder;
    out.claim = index;
    out.pod = placeholder;
    out.devices = use.devices();
    out.node = use.view->node.str();
    consumersOf(use, out);
    judgeClaim(use, out);
    m_out.push_back(std::move(out));
  }

  void consumersOf(const ClaimUse& use, Reservation& out) const {
    for (const Consumer& consumer : use.consumers) {
      if (consumer.pod != nullptr && isReservation(consumer.pod->meta)) {
        continue;
      }
      if (!isDead(consumer.state)) {
        out.consumers.push_back(consumer.pod != nullptr ? qualified(consumer.pod->meta) : consumer.name(*use.claim));
      }
    }
  }

  void judgeClaim(const ClaimUse& use, Reservation& out) const {
    const bool allocated = use.claim->allocation != nullptr;
    if (!out.consumers.empty()) {
      out.state = ReservationState::used;
      out.detail = words::listed(out.consumers) + (out.consumers.size() == 1 ? " uses it" : " use it");
    } else if (out.way == Way::immediate) {
      out.state = allocated ? ReservationState::held : ReservationState::waiting;
      out.detail = allocated ? "allocated by its driver" : "its driver has not allocated it yet";
    } else if (out.pod == nullptr) {
      out.state = ReservationState::broken;
      out.detail =
          allocated ? "its placeholder is gone: nothing keeps it for you" : "its placeholder is gone and it holds nothing";
    } else if (out.pod->finished() || out.pod->meta.deleted().isSet()) {
      out.state = ReservationState::broken;
      out.detail = "its placeholder " + qualified(out.pod->meta) + " is " + out.pod->statusWord();
    } else if (!allocated) {
      out.state = ReservationState::waiting;
      out.detail = "pod " + qualified(out.pod->meta) + " waits for devices";
    } else {
      out.state = ReservationState::held;
      out.detail = "held by pod " + qualified(out.pod->meta);
    }
  }

  [[nodiscard]] static bool isHeldByNobody(const ResourceClaim& claim) {
    return claim.allocation != nullptr && claim.reservedFor.empty() && !claim.meta.deleted().isSet();
  }

  /// Allocated and used by nobody for a while: it holds devices as a reservation does, without anybody's name on it.
  void addForeign(cluster::ClaimIndex index, const ClaimUse& use) {
    const ResourceClaim& claim = *use.claim;
    if (!isHeldByNobody(claim) || use.devices().empty()) {
      return;
    }
    const Time since = claim.allocation->allocationTimestamp.isSet() ? claim.allocation->allocationTimestamp : claim.meta.created;
    if (since.isSet() && m_snapshot.time - since < diagnosis::kSettleMs) {
      return;
    }
    Reservation out;
    out.name = claim.meta.name.str();
    out.way = Way::foreign;
    out.made = claim.meta.created;
    out.claim = index;
    out.devices = use.devices();
    out.node = use.view->node.str();
    out.owner = use.view->owner;
    out.detail = "allocated and reserved by nobody";
    m_out.push_back(std::move(out));
  }

  /// A placeholder whose claim is not there.
  void addLonePod(const Pod& pod) {
    Reservation out;
    readLease(pod.meta, out);
    out.pod = &pod;
    out.state = ReservationState::broken;
    out.detail = "pod " + qualified(pod.meta) + " is there, its claim is not";
    m_out.push_back(std::move(out));
    m_seen.insert(&pod);
  }

  void addRules() {
    std::map<std::string, std::vector<const DeviceTaintRule*>> byName;
    m_snapshot.of<DeviceTaintRule>().forEach([&](cluster::Slot, const DeviceTaintRule& rule) {
      if (isReservation(rule.meta) || rule.taint.key.view().starts_with(kReservedKeyPrefix)) {
        const std::string name = annotation(rule.meta, kReservation);
        byName[name.empty() ? rule.taint.key.str().substr(std::min(rule.taint.key.view().size(), kReservedKeyPrefix.size()))
                            : name]
            .push_back(&rule);
      }
    });
    for (auto& [name, rules] : byName) {
      std::sort(rules.begin(), rules.end(), [](const auto* a, const auto* b) { return a->meta.name < b->meta.name; });
      addRule(name, rules);
    }
  }

  void addRule(const std::string& name, const std::vector<const DeviceTaintRule*>& rules) {
    Reservation out;
    readLease(rules.front()->meta, out);
    out.name = name;
    out.way = Way::taint;
    out.rules = rules;
    out.tolerationKey = rules.front()->taint.key.str();
    std::set<cluster::DeviceIndex> devices;
    for (const DeviceTaintRule* rule : rules) {
      for (const cluster::DeviceIndex device : devicesUnder(m_snapshot, *rule)) {
        devices.insert(device);
      }
    }
    out.devices.assign(devices.begin(), devices.end());
    std::set<std::string> consumers;
    std::set<std::string> nodes;
    std::size_t taken = 0;
    for (const cluster::DeviceIndex index : out.devices) {
      const cluster::DeviceView& device = m_inventory.devices[index];
      nodes.insert(device.node.str());
      bool tolerated = false;
      for (const cluster::ClaimIndex holder : device.claims) {
        tolerated = useReserved(holder, device, rules.front()->taint, consumers) || tolerated;
      }
      taken += tolerated ? 1 : 0;
    }
    out.node = nodes.size() == 1 ? *nodes.begin() : std::string();
    out.consumers.assign(consumers.begin(), consumers.end());
    const auto all = static_cast<std::int64_t>(out.devices.size());
    if (out.devices.empty()) {
      out.state = ReservationState::broken;
      out.detail = "its devices are gone";
    } else if (taken == out.devices.size()) {
      out.state = ReservationState::used;
      out.detail = words::listed(out.consumers) + (out.consumers.size() == 1 ? " uses them" : " use them");
    } else {
      out.detail =
          taken == 0 ? "kept from claims that do not tolerate " + out.tolerationKey
                     : fmt::format("{} of {} are used by {}", taken, words::counted(all, "device"), words::listed(out.consumers));
    }
    m_out.push_back(std::move(out));
  }

  /// True when the holder got the device by tolerating the key, so that the reservation has reached its aim.
  bool useReserved(cluster::ClaimIndex holder, const cluster::DeviceView& device, const Taint& taint,
                   std::set<std::string>& consumers) const {
    const ClaimUse use = useOf(m_snapshot, holder);
    if (use.claim->allocation == nullptr) {
      return false;
    }
    const bool tolerating = std::any_of(
        use.claim->allocation->results.begin(), use.claim->allocation->results.end(), [&](const DeviceAllocation& result) {
          return result.driver == device.driver && result.pool == device.pool && result.device == device.name &&
                 !result.adminAccess &&
                 std::any_of(result.tolerations.begin(), result.tolerations.end(), [&](const Toleration& toleration) {
                   return !toleration.key.empty() && tolerates(toleration, taint);
                 });
        });
    if (!tolerating) {
      return false;
    }
    for (const Consumer& consumer : use.consumers) {
      if (!isDead(consumer.state)) {
        consumers.insert(consumer.pod != nullptr ? qualified(consumer.pod->meta) : consumer.name(*use.claim));
      }
    }
    return true;
  }

  void sort() {
    std::stable_sort(m_out.begin(), m_out.end(), [](const Reservation& a, const Reservation& b) {
      if ((a.way == Way::foreign) != (b.way == Way::foreign)) {
        return b.way == Way::foreign;
      }
      if (a.expires.isSet() != b.expires.isSet()) {
        return a.expires.isSet();
      }
      return a.expires == b.expires ? a.name < b.name : a.expires < b.expires;
    });
  }

  const cluster::Snapshot& m_snapshot;
  const cluster::Inventory& m_inventory;
  std::map<std::pair<Text, Text>, std::vector<const Pod*>> m_placeholders;  ///< by namespace and name of the claim
  std::set<const Pod*> m_seen;
  std::vector<Reservation> m_out;
};

bool isNamed(const cluster::Snapshot& snapshot, const Reservation& reservation, const ObjectRef& object) {
  if (object.kind == "claim" && reservation.claim != cluster::kNone) {
    const ObjectRef its = useOf(snapshot, reservation.claim).claim == nullptr ? ObjectRef{} : reservation.object(snapshot);
    return its == object;
  }
  if (object.kind == "taintrule") {
    return std::any_of(reservation.rules.begin(), reservation.rules.end(),
                       [&](const DeviceTaintRule* rule) { return rule->meta.name.view() == object.name; });
  }
  if (object.kind == "pod") {
    return reservation.pod != nullptr && reservation.pod->meta.namespaceName.view() == object.namespaceName &&
           reservation.pod->meta.name.view() == object.name;
  }
  const ObjectRef its = reservation.object(snapshot);
  return object.kind == "reservation" && (reservation.name == object.name || its.name == object.name) &&
         (object.namespaceName.empty() || its.namespaceName == object.namespaceName);
}

}  // namespace

std::string_view wayWord(Way way) {
  switch (way) {
    case Way::placeholder:
      return "placeholder";
    case Way::taint:
      return "taint";
    case Way::immediate:
      return "immediate";
    case Way::foreign:
      return "foreign";
  }
  return "foreign";
}

std::string_view reservationWord(ReservationState state) {
  switch (state) {
    case ReservationState::waiting:
      return "waiting";
    case ReservationState::held:
      return "held";
    case ReservationState::used:
      return "in use";
    case ReservationState::broken:
      return "broken";
  }
  return "held";
}

ObjectRef Reservation::object(const cluster::Snapshot& snapshot) const {
  if (claim != cluster::kNone) {
    const Metadata& meta = snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[claim].slot)->meta;
    return {"claim", meta.namespaceName.str(), meta.name.str()};
  }
  if (!rules.empty()) {
    return refOfRule(rules.front()->meta.name.view());
  }
  return pod == nullptr ? ObjectRef{} : ObjectRef{"pod", pod->meta.namespaceName.str(), pod->meta.name.str()};
}

std::optional<std::int64_t> Reservation::leftMs(Time now) const {
  return expires.isSet() && now.isSet() ? std::optional(expires - now) : std::nullopt;
}

std::string Reservation::expiryWords(Time now) const {
  if (badExpiry) {
    return "expiry unreadable";
  }
  const auto left = leftMs(now);
  return !left ? "never expires" : *left >= 0 ? words::duration(*left) + " left" : "overdue " + words::duration(-*left);
}

std::vector<Reservation> reservationsOf(const cluster::Snapshot& snapshot) {
  return Collector(snapshot).collect();
}

Result<Reservation> reservationOf(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  std::vector<Reservation> all = reservationsOf(snapshot);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (isNamed(snapshot, all[i], object)) {
      found.push_back(i);
    }
  }
  if (found.size() == 1) {
    return std::move(all[found.front()]);
  }
  const std::string name =
      words::cut(words::oneLine(object.namespaceName.empty() ? object.name : object.namespaceName + "/" + object.name), 160);
  if (found.size() > 1) {
    std::vector<std::string> names;
    for (const std::size_t i : found) {
      names.push_back(all[i].object(snapshot).str());
    }
    return fail(ErrorCode::usage, fmt::format("{} reservations are called {}", found.size(), name),
                "Name its object: " + words::listed(names, 5));
  }
  std::vector<std::string> names;
  for (const Reservation& one : all) {
    names.push_back(one.name);
  }
  return fail(ErrorCode::notFound, "there is no reservation " + name,
              names.empty() ? "There is none at all" : "There are " + words::listed(names, 5));
}

}  // namespace claimscope::actions
