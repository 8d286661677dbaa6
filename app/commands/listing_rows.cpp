// The rows of each noun of `get`.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/commands/listing.h"

namespace claimscope::app {
namespace {

using cluster::DeviceIndex;
using cluster::DeviceState;
using cluster::Inventory;
using cluster::Slot;
using cluster::Snapshot;

class Maker {
 public:
  Maker(const Snapshot& snapshot, const ListingQuery& query)
      : m_snapshot(snapshot), m_inventory(*snapshot.inventory), m_query(query) {}

  Listing make() {
    m_out.kind = m_query.noun;
    static const std::map<std::string, void (Maker::*)()> kMakers = {
        {"namespaces", &Maker::namespaces}, {"nodes", &Maker::nodes},         {"pools", &Maker::pools},
        {"slices", &Maker::slices},         {"devices", &Maker::devices},     {"claims", &Maker::claims},
        {"classes", &Maker::classes},       {"templates", &Maker::templates}, {"pods", &Maker::pods},
        {"taintrules", &Maker::taintRules}, {"quotas", &Maker::quotas},       {"events", &Maker::events}};
    (this->*kMakers.at(m_query.noun))();
    return std::move(m_out);
  }

 private:
  void columns(std::initializer_list<ListingColumn> columns) { m_out.columns = columns; }
  void add(Json item, std::vector<std::string> row) {
    m_out.items.push_back(std::move(item));
    m_out.rows.push_back(std::move(row));
  }

  [[nodiscard]] bool wanted(const Metadata& meta) const {
    return (m_query.namespaceName.empty() || meta.namespaceName == m_query.namespaceName) &&
           (m_query.name.empty() || meta.name == m_query.name);
  }

  /// Objects of a kind that the query wants, sorted by namespace and name.
  template <class T>
  std::vector<const T*> objects() const {
    std::vector<const T*> out;
    m_snapshot.of<T>().forEach([&](Slot, const T& object) {
      if (wanted(object.meta)) {
        out.push_back(&object);
      }
    });
    std::sort(out.begin(), out.end(), [](const T* a, const T* b) {
      return a->meta.namespaceName == b->meta.namespaceName ? a->meta.name < b->meta.name
                                                            : a->meta.namespaceName < b->meta.namespaceName;
    });
    return out;
  }

  [[nodiscard]] std::string age(Time time) const {
    return time.isSet() ? formatAge(m_snapshot.time - time) : std::string("<unknown>");
  }
  [[nodiscard]] Json ageSeconds(Time time) const { return time.isSet() ? Json((m_snapshot.time - time) / 1000) : Json(nullptr); }
  [[nodiscard]] static Json timeJson(Time time) { return time.isSet() ? Json(formatTime(time)) : Json(nullptr); }

  [[nodiscard]] Json head(const Metadata& meta, bool namespaced) const {
    Json out;
    if (namespaced) {
      out["namespace"] = meta.namespaceName.view();
    }
    out["name"] = meta.name.view();
    out["uid"] = meta.uid.str();
    out["ageSeconds"] = ageSeconds(meta.created);
    return out;
  }

  [[nodiscard]] std::string podName(Slot slot) const {
    const Pod* pod = m_snapshot.of<Pod>().at(slot);
    return pod == nullptr ? std::string() : pod->meta.namespaceName.str() + "/" + pod->meta.name.str();
  }
  [[nodiscard]] std::string claimName(cluster::ClaimIndex index) const {
    const ResourceClaim* claim = m_snapshot.of<ResourceClaim>().at(m_inventory.claims[index].slot);
    return claim == nullptr ? std::string() : claim->meta.namespaceName.str() + "/" + claim->meta.name.str();
  }

  template <class Range, class Fn>
  static Json strings(const Range& range, Fn&& fn) {
    Json out = Json::array();
    for (const auto& value : range) {
      out.push_back(fn(value));
    }
    return out;
  }
  static std::string joined(const Json& array) {
    std::string out;
    for (const Json& value : array) {
      out += (out.empty() ? "" : ",") + value.get<std::string>();
    }
    return out;
  }

  [[nodiscard]] Json countsJson(const cluster::StateCounts& counts) const {
    Json out;
    out["devices"] = countJson({counts.total(), m_inventory.deviceBound});
    out["free"] = countJson({counts.of(DeviceState::free), counts.freeBound});
    out["inUse"] = countJson({counts.of(DeviceState::inUse), counts.inUseBound});
    out["reservedNotUsed"] = countJson({counts.of(DeviceState::reservedNotUsed), counts.inUseBound});
    out["tainted"] = countJson({counts.of(DeviceState::tainted), counts.taintedBound});
    out["unhealthy"] = countJson({counts.of(DeviceState::unhealthy), m_inventory.deviceBound});
    out["unknown"] = countJson({counts.of(DeviceState::unknown), m_inventory.deviceBound});
    out["staleGeneration"] = countJson({counts.of(DeviceState::staleGeneration), m_inventory.deviceBound});
    out["adminAccess"] = countJson({counts.adminAccess, counts.inUseBound});
    return out;
  }
  [[nodiscard]] std::vector<std::string> countCells(const cluster::StateCounts& counts) const {
    return {countText({counts.total(), m_inventory.deviceBound}),
            countText({counts.of(DeviceState::free), counts.freeBound}),
            countText({counts.of(DeviceState::inUse), counts.inUseBound}),
            countText({counts.of(DeviceState::reservedNotUsed), counts.inUseBound}),
            countText({counts.of(DeviceState::tainted), counts.taintedBound}),
            countText({counts.of(DeviceState::unhealthy), m_inventory.deviceBound}),
            countText({counts.of(DeviceState::unknown) + counts.of(DeviceState::staleGeneration), m_inventory.deviceBound})};
  }
  template <class Range>
  [[nodiscard]] cluster::StateCounts countsOf(const Range& devices) const {
    cluster::StateCounts counts;
    for (const DeviceIndex i : devices) {
      counts.add(m_inventory.devices[i].state);
      counts.adminAccess += m_inventory.devices[i].adminAccess ? 1 : 0;
      counts.blocked += m_inventory.devices[i].blocked ? 1 : 0;
    }
    counts.freeBound = counts.blocked > 0 ? combine(m_inventory.counts.freeBound, Bound::atMost) : m_inventory.counts.freeBound;
    if (counts.blocked == 0 && m_inventory.counts.blocked > 0 && m_inventory.deviceBound == Bound::exact &&
        m_inventory.claimBound == Bound::exact && m_inventory.counts.taintedBound == Bound::exact) {
      counts.freeBound = Bound::exact;  // the doubt of the total comes from other pools
    }
    counts.inUseBound = m_inventory.counts.inUseBound;
    counts.taintedBound = m_inventory.counts.taintedBound;
    return counts;
  }

  void namespaces() {
    columns({{"NAME"}, {"STATUS"}, {"CLAIMS"}, {"PENDING"}, {"DEVICES"}, {"AGE"}});
    struct Totals {
      std::int64_t claims = 0;
      std::int64_t pending = 0;
      std::int64_t devices = 0;
    };
    std::map<std::string, Totals> totals;
    for (const cluster::ClaimView& view : m_inventory.claims) {
      const ResourceClaim& claim = *m_snapshot.of<ResourceClaim>().at(view.slot);
      Totals& t = totals[claim.meta.namespaceName.str()];
      ++t.claims;
      t.pending += claim.allocation == nullptr ? 1 : 0;
      t.devices += static_cast<std::int64_t>(view.devices.size());
    }
    for (const Namespace* object : objects<Namespace>()) {
      const Totals t = totals[object->meta.name.str()];
      const Bound bound = m_inventory.claimBound;
      Json item = head(object->meta, false);
      item["phase"] = object->phase.view();
      item["claims"] = countJson({t.claims, bound});
      item["pendingClaims"] = countJson({t.pending, bound});
      item["devices"] = countJson({t.devices, bound});
      add(std::move(item), {object->meta.name.str(), object->phase.str(), countText({t.claims, bound}),
                            countText({t.pending, bound}), countText({t.devices, bound}), age(object->meta.created)});
    }
  }

  void nodes() {
    columns({{"NAME"},
             {"STATUS"},
             {"GROUP"},
             {"ZONE", true},
             {"TYPE"},
             {"DEVICES"},
             {"FREE"},
             {"INUSE"},
             {"RESERVED", true},
             {"TAINTED"},
             {"UNHEALTHY", true},
             {"UNKNOWN", true},
             {"PODS", true},
             {"AGE"}});
    for (const cluster::NodeView& view : m_inventory.nodes) {
      const Node* node = m_snapshot.of<Node>().at(view.slot);
      if (node == nullptr || !wanted(node->meta)) {
        continue;
      }
      const cluster::StateCounts counts = countsOf(view.devices);
      const Text ready = node->ready();
      const std::string status = std::string(ready == "True" ? "Ready"
                                             : ready.empty() ? "Unknown"
                                                             : "NotReady") +
                                 (node->unschedulable ? ",SchedulingDisabled" : "");
      Json item = head(node->meta, false);
      item["status"] = status;
      item["group"] = view.group.view();
      item["zone"] = view.zone.view();
      item["instanceType"] = view.instanceType.view();
      item.update(countsJson(counts));
      item["pods"] = strings(view.podsWithClaims, [&](Slot slot) { return podName(slot); });
      std::vector<std::string> cells = countCells(counts);
      add(std::move(item),
          {view.name.str(), status, view.group.str(), view.zone.str(), view.instanceType.str(), cells[0], cells[1], cells[2],
           cells[3], cells[4], cells[5], cells[6], std::to_string(view.podsWithClaims.size()), age(node->meta.created)});
    }
  }

  void pools() {
    columns({{"DRIVER"},
             {"POOL"},
             {"NODE"},
             {"GENERATION"},
             {"SLICES"},
             {"COMPLETE"},
             {"DEVICES"},
             {"FREE"},
             {"INUSE"},
             {"RESERVED"},
             {"TAINTED"},
             {"UNHEALTHY"},
             {"UNKNOWN"}});
    for (const cluster::PoolView& pool : m_inventory.pools) {
      if (!m_query.name.empty() && !(pool.name == m_query.name)) {
        continue;
      }
      const cluster::StateCounts counts = countsOf(pool.devices);
      Json item;
      item["driver"] = pool.driver.view();
      item["name"] = pool.name.view();
      item["node"] = pool.node.empty() ? Json(nullptr) : Json(pool.node.view());
      item["generation"] = pool.generation;
      item["slices"] = pool.seenSlices;
      item["expectedSlices"] = pool.expectedSlices;
      item["staleSlices"] = pool.staleSlices;
      item["complete"] = pool.complete;
      if (!pool.invalid.empty()) {
        item["invalid"] = pool.invalid;
      }
      item.update(countsJson(counts));
      std::vector<std::string> row = {pool.driver.str(),
                                      pool.name.str(),
                                      pool.node.str(),
                                      std::to_string(pool.generation),
                                      fmt::format("{}/{}", pool.seenSlices, pool.expectedSlices),
                                      pool.complete ? "true" : "false"};
      for (std::string& cell : countCells(counts)) {
        row.push_back(std::move(cell));
      }
      add(std::move(item), std::move(row));
    }
  }

  void slices() {
    columns({{"NAME"}, {"NODE"}, {"DRIVER"}, {"POOL"}, {"GENERATION", true}, {"DEVICES"}, {"AGE"}});
    for (const ResourceSlice* slice : objects<ResourceSlice>()) {
      Json item = head(slice->meta, false);
      item["driver"] = slice->driver.view();
      item["pool"] = slice->poolName.view();
      item["generation"] = slice->poolGeneration;
      item["resourceSliceCount"] = slice->poolSliceCount;
      item["node"] = slice->nodeName.empty() ? Json(nullptr) : Json(slice->nodeName.view());
      item["allNodes"] = slice->allNodes;
      item["devices"] = slice->devices.size();
      add(std::move(item),
          {slice->meta.name.str(), slice->nodeName.str(), slice->driver.str(), slice->poolName.str(),
           std::to_string(slice->poolGeneration), std::to_string(slice->devices.size()), age(slice->meta.created)});
    }
  }

  static Json attributeJson(const AttributeValue& value) {
    return std::visit(
        [](const auto& v) -> Json {
          using T = std::decay_t<decltype(v)>;
          if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, bool>) {
            return v;
          } else if constexpr (std::is_same_v<T, Text>) {
            return v.view();
          } else if constexpr (std::is_same_v<T, Version>) {
            return v.text.view();
          } else {
            Json out = Json::array();
            for (const auto& element : v) {
              out.push_back(attributeJson(AttributeValue(std::decay_t<decltype(element)>(element))));
            }
            return out;
          }
        },
        value);
  }

  void devices() {
    columns({{"DRIVER"}, {"POOL"}, {"DEVICE"}, {"NODE"}, {"STATE"}, {"CLAIMS"}, {"PODS"}, {"OWNER", true}});
    for (const cluster::DeviceView& device : m_inventory.devices) {
      if (!m_query.name.empty() && !(device.name == m_query.name)) {
        continue;
      }
      const Json claims = strings(device.claims, [&](cluster::ClaimIndex i) { return claimName(i); });
      Json podsJson = Json::array();
      std::string owner;
      for (const cluster::ClaimIndex i : device.claims) {
        for (const Slot slot : m_inventory.claims[i].pods) {
          podsJson.push_back(podName(slot));
        }
        owner = owner.empty() ? m_inventory.claims[i].owner.str() : owner;
      }
      const std::string state = std::string(deviceStateWord(device.state)) + (device.adminAccess ? ",adminAccess" : "");
      Json item;
      item["driver"] = device.driver.view();
      item["pool"] = device.pool.view();
      item["name"] = device.name.view();
      item["node"] = device.node.empty() ? Json(nullptr) : Json(device.node.view());
      item["state"] = deviceStateWord(device.state);
      item["adminAccess"] = device.adminAccess;
      item["counterBlocked"] = device.blocked;
      item["claims"] = claims;
      item["pods"] = podsJson;
      item["owner"] = owner;
      if (!device.healthDetail.empty()) {
        item["health"] = device.healthDetail.view();
      }
      item["taints"] = strings(device.taints, [](const cluster::EffectiveTaint& t) {
        return Json{{"key", t.taint.key.view()},
                    {"value", t.taint.value.view()},
                    {"effect", t.taint.effect.view()},
                    {"rule", t.rule.view()}};
      });
      Json attributes = Json::object();
      Json capacity = Json::object();
      if (const ResourceSlice* slice = m_snapshot.of<ResourceSlice>().at(device.slice)) {
        for (const DeviceAttribute& attribute : slice->devices[device.indexInSlice].attributes) {
          attributes[attribute.name.str()] = attributeJson(attribute.value);
        }
        for (const DeviceCapacity& c : slice->devices[device.indexInSlice].capacity) {
          capacity[c.name.str()] = c.value.text();
        }
      }
      item["attributes"] = std::move(attributes);
      item["capacity"] = std::move(capacity);
      add(std::move(item), {device.driver.str(), device.pool.str(), device.name.str(), device.node.str(), state, joined(claims),
                            joined(podsJson), owner});
    }
  }

  void claims() {
    columns({{"NAMESPACE"},
             {"NAME"},
             {"STATE"},
             {"AGE"},
             {"CLASS", true},
             {"WANTED", true},
             {"DEVICES", true},
             {"NODE", true},
             {"PODS", true},
             {"OWNER", true},
             {"HELD AT", true},
             {"WHY", true}});
    for (const cluster::ClaimView& view : m_inventory.claims) {
      const ResourceClaim& claim = *m_snapshot.of<ResourceClaim>().at(view.slot);
      if (!wanted(claim.meta)) {
        continue;
      }
      Json item = head(claim.meta, true);
      item["state"] = view.state.view();
      item["deviceClasses"] = strings(view.classes, [](const Text& name) { return name.str(); });
      item["wanted"] = view.wanted;
      item["all"] = view.wantsAll;
      Json devicesJson = Json::array();
      std::string deviceCell;
      for (std::size_t i = 0; i < view.devices.size(); ++i) {
        const DeviceAllocation& result = claim.allocation->results[i];
        const cluster::DeviceView& device = m_inventory.devices[view.devices[i]];
        Json entry = {{"driver", result.driver.view()}, {"pool", result.pool.view()}, {"device", result.device.view()}};
        if (!result.shareId.empty()) {
          entry["shareId"] = result.shareId.view();
        }
        entry["request"] = result.request.view();
        entry["node"] = device.node.empty() ? Json(nullptr) : Json(device.node.view());
        if (result.adminAccess) {
          entry["adminAccess"] = true;
        }
        devicesJson.push_back(std::move(entry));
        deviceCell += (deviceCell.empty() ? "" : ",") + result.device.str();
      }
      item["devices"] = std::move(devicesJson);
      item["node"] = view.node.empty() ? Json(nullptr) : Json(view.node.view());
      // Consumers are in the claim's namespace; said here, so that a reader need not know.
      item["reservedFor"] = strings(claim.reservedFor, [&claim](const ClaimConsumer& c) {
        return Json{{"apiGroup", c.apiGroup.view()},
                    {"resource", c.resource.view()},
                    {"namespace", claim.meta.namespaceName.view()},
                    {"name", c.name.view()},
                    {"uid", c.uid.str()}};
      });
      const Json podsJson = strings(view.pods, [&](Slot slot) { return podName(slot); });
      item["pods"] = podsJson;
      item["owner"] = view.owner.view();
      item["heldAt"] = view.heldAt.view();
      item["why"] = view.why.view();
      item["allocatedAt"] = claim.allocation == nullptr
                                ? Json(nullptr)
                                : timeJson(claim.allocation->allocationTimestamp.isSet() ? claim.allocation->allocationTimestamp
                                                                                         : claim.schedulerWrote);
      if (claim.classic != nullptr) {
        item["classic"] = {{"resourceClassName", claim.classic->resourceClassName.view()},
                           {"allocationMode", claim.classic->allocationMode.view()},
                           {"parametersKind", claim.classic->parametersKind.view()},
                           {"parametersName", claim.classic->parametersName.view()},
                           {"opaqueAllocation", claim.classic->opaqueAllocation}};
      }
      add(std::move(item), {claim.meta.namespaceName.str(), claim.meta.name.str(), view.state, age(claim.meta.created),
                            joined(strings(view.classes, [](const Text& name) { return name.str(); })),
                            view.wantsAll ? "all" : std::to_string(view.wanted), deviceCell, view.node.str(), joined(podsJson),
                            view.owner, view.heldAt, view.why});
    }
  }

  void classes() {
    columns({{"NAME"}, {"SELECTORS"}, {"EXTENDED RESOURCE", true}, {"CLAIMS"}, {"PENDING"}, {"AGE"}});
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> claims;
    for (const cluster::ClaimView& view : m_inventory.claims) {
      for (const Text& name : view.classes) {
        ++claims[name.str()].first;
        claims[name.str()].second += view.state == "pending" ? 1 : 0;
      }
    }
    const Bound bound = m_inventory.claimBound;
    auto addClass = [&](const Metadata& meta, Json item, const std::string& selectors, const std::string& extended) {
      const auto [all, pending] = claims[meta.name.str()];
      item["claims"] = countJson({all, bound});
      item["pendingClaims"] = countJson({pending, bound});
      add(std::move(item),
          {meta.name.str(), selectors, extended, countText({all, bound}), countText({pending, bound}), age(meta.created)});
    };
    for (const DeviceClass* object : objects<DeviceClass>()) {
      Json item = head(object->meta, false);
      item["selectors"] = strings(object->selectors, [](const Text& expression) { return expression.str(); });
      item["extendedResourceName"] = object->extendedResourceName.view();
      addClass(object->meta, std::move(item),
               joined(strings(object->selectors, [](const Text& expression) { return expression.str(); })),
               object->extendedResourceName.str());
    }
    for (const ResourceClass* object : objects<ResourceClass>()) {
      Json item = head(object->meta, false);
      item["classic"] = true;
      item["driverName"] = object->driverName.view();
      addClass(object->meta, std::move(item), "driver " + object->driverName.str() + " (classic)", {});
    }
  }

  void templates() {
    columns({{"NAMESPACE"}, {"NAME"}, {"CLASS"}, {"AGE"}});
    for (const ResourceClaimTemplate* object : objects<ResourceClaimTemplate>()) {
      Json item = head(object->meta, true);
      Json names = Json::array();
      for (const DeviceRequest& request : object->spec.requests) {
        if (request.exactly) {
          names.push_back(request.exactly->deviceClassName.view());
        }
        for (const DeviceRequestBody& body : request.firstAvailable) {
          names.push_back(body.deviceClassName.view());
        }
      }
      if (object->classic != nullptr) {
        names.push_back(object->classic->resourceClassName.view());
      }
      item["deviceClasses"] = names;
      add(std::move(item), {object->meta.namespaceName.str(), object->meta.name.str(), joined(names), age(object->meta.created)});
    }
  }

  void pods() {
    columns({{"NAMESPACE"}, {"NAME"}, {"STATUS"}, {"NODE"}, {"CLAIMS"}, {"AGE"}});
    std::vector<std::pair<const Pod*, Slot>> order;
    m_snapshot.of<Pod>().forEach([&](Slot slot, const Pod& pod) {
      if (wanted(pod.meta)) {
        order.emplace_back(&pod, slot);
      }
    });
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return a.first->meta.namespaceName == b.first->meta.namespaceName
                 ? a.first->meta.name < b.first->meta.name
                 : a.first->meta.namespaceName < b.first->meta.namespaceName;
    });
    for (const auto& [pod, slot] : order) {
      const Json claimsJson = strings(m_inventory.claimsOfPod(slot), [&](cluster::ClaimIndex i) { return claimName(i); });
      Json item = head(pod->meta, true);
      item["status"] = pod->statusWord();
      item["phase"] = pod->phase.view();
      item["node"] = pod->nodeName.empty() ? Json(nullptr) : Json(pod->nodeName.view());
      item["claims"] = claimsJson;
      const OwnerReference* owner = pod->meta.controller();
      item["owner"] = owner == nullptr ? std::string() : owner->kind.str() + "/" + owner->name.str();
      add(std::move(item), {pod->meta.namespaceName.str(), pod->meta.name.str(), pod->statusWord(), pod->nodeName.str(),
                            joined(claimsJson), age(pod->meta.created)});
    }
  }

  void taintRules() {
    columns({{"NAME"}, {"DRIVER"}, {"POOL"}, {"DEVICE"}, {"TAINT"}, {"DEVICES"}, {"AGE"}});
    for (const DeviceTaintRule* rule : objects<DeviceTaintRule>()) {
      const auto tainted =
          std::count_if(m_inventory.devices.begin(), m_inventory.devices.end(), [&](const cluster::DeviceView& device) {
            return std::any_of(device.taints.begin(), device.taints.end(),
                               [&](const cluster::EffectiveTaint& t) { return t.rule == rule->meta.name; });
          });
      const Count devicesTainted{tainted, m_inventory.deviceBound};
      Json item = head(rule->meta, false);
      item["driver"] = rule->driver.view();
      item["pool"] = rule->pool.view();
      item["device"] = rule->device.view();
      item["taint"] = {
          {"key", rule->taint.key.view()}, {"value", rule->taint.value.view()}, {"effect", rule->taint.effect.view()}};
      item["devices"] = countJson(devicesTainted);
      const std::string taint = rule->taint.key.str() + (rule->taint.value.empty() ? "" : "=" + rule->taint.value.str()) + ":" +
                                rule->taint.effect.str();
      add(std::move(item), {rule->meta.name.str(), rule->driver.str(), rule->pool.str(), rule->device.str(), taint,
                            countText(devicesTainted), age(rule->meta.created)});
    }
  }

  void quotas() {
    columns({{"NAMESPACE"}, {"NAME"}, {"USED"}, {"AGE"}});
    for (const ResourceQuota* quota : objects<ResourceQuota>()) {
      Json item = head(quota->meta, true);
      Json hard = Json::object();
      Json used = Json::object();
      std::string cell;
      for (const auto& [name, quantity] : quota->hard) {
        hard[name.str()] = quantity.text();
        const auto found =
            std::find_if(quota->used.begin(), quota->used.end(), [&key = name](const auto& entry) { return entry.first == key; });
        const std::string value = found == quota->used.end() ? "0" : std::string(found->second.text());
        used[name.str()] = value;
        cell += (cell.empty() ? "" : ", ") + name.str() + ": " + value + "/" + std::string(quantity.text());
      }
      item["hard"] = std::move(hard);
      item["used"] = std::move(used);
      add(std::move(item), {quota->meta.namespaceName.str(), quota->meta.name.str(), cell, age(quota->meta.created)});
    }
  }

  void events() {
    columns({{"NAMESPACE"}, {"LAST SEEN"}, {"TYPE"}, {"REASON"}, {"OBJECT"}, {"MESSAGE"}});
    for (const Event* event : objects<Event>()) {
      const std::string object = event->objectKind.str() + "/" + event->objectName.str();
      Json item = head(event->meta, true);
      item["type"] = event->type.view();
      item["reason"] = event->reason.view();
      item["object"] = object;
      item["message"] = event->message.view();
      item["count"] = event->count;
      item["lastSeen"] = timeJson(event->last);
      add(std::move(item),
          {event->meta.namespaceName.str(), age(event->last), event->type.str(), event->reason.str(), object, event->message});
    }
  }

  const Snapshot& m_snapshot;
  const Inventory& m_inventory;
  const ListingQuery& m_query;
  Listing m_out;
};

}  // namespace

Listing makeListing(const cluster::Snapshot& snapshot, const ListingQuery& query) {
  return Maker(snapshot, query).make();
}

}  // namespace claimscope::app
