#include "model/cost/shapes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "model/allocation/node_fit.h"
#include "model/base/words.h"

namespace claimscope::cost {

using cluster::Snapshot;

namespace {

void addTolerations(std::string& key, const List<Toleration>& tolerations) {
  for (const Toleration& one : tolerations) {
    key += fmt::format("~{}={}:{}", one.key.view(), one.value.view(), one.effect.view());
  }
}

void addBody(std::string& key, const DeviceRequestBody& body) {
  key += fmt::format("|{} {} {} {}", body.deviceClassName.view(), static_cast<int>(body.mode), body.count, body.adminAccess);
  for (const Text& selector : body.selectors) {
    key += "&";
    key += selector.view();
  }
  addTolerations(key, body.tolerations);
  for (const auto& [name, amount] : body.capacity) {
    key += fmt::format("%{}={}", name.view(), amount.text());
  }
}

std::string keyOf(const DeviceClaimSpec& spec) {
  std::string key;
  for (const DeviceRequest& request : spec.requests) {
    key += ";";
    if (request.exactly) {
      addBody(key, *request.exactly);
    }
    for (const DeviceRequestBody& body : request.firstAvailable) {
      addBody(key += "?", body);
    }
  }
  for (const DeviceConstraint& constraint : spec.constraints) {
    key += fmt::format("!{}/{}", constraint.matchAttribute.view(), constraint.distinctAttribute.view());
    for (const Text& request : constraint.requests) {
      key += fmt::format(",{}", request.view());
    }
  }
  return key;
}

/// What a pod asks of a node, devices left aside.
std::string keyOf(const Pod* pod) {
  if (pod == nullptr) {
    return {};
  }
  std::string key = "@";
  for (const auto& [name, amount] : allocation::podRequests(*pod)) {
    key += fmt::format("{}={},", name.view(), amount.text());
  }
  for (const auto& [name, value] : pod->spec->nodeSelector) {
    key += fmt::format("#{}={}", name.view(), value.view());
  }
  addTolerations(key, pod->spec->tolerations);
  return key + (pod->spec->requiredNodeAffinity ? "^" : "");
}

bool takesNothing(const DeviceClaimSpec& spec) {
  return std::all_of(spec.requests.begin(), spec.requests.end(), [](const DeviceRequest& request) {
    return request.exactly ? request.exactly->adminAccess
                           : std::all_of(request.firstAvailable.begin(), request.firstAvailable.end(),
                                         [](const DeviceRequestBody& body) { return body.adminAccess; });
  });
}

std::int64_t leastOf(const DeviceClaimSpec& spec) {
  const auto of = [](const DeviceRequestBody& body) {
    return body.adminAccess ? std::int64_t{0} : body.mode == CountMode::exactCount ? std::max<std::int64_t>(1, body.count) : 1;
  };
  std::int64_t out = 0;
  for (const DeviceRequest& request : spec.requests) {
    if (request.exactly) {
      out += of(*request.exactly);
    } else if (!request.firstAvailable.empty()) {
      std::int64_t least = of(request.firstAvailable.front());
      for (const DeviceRequestBody& body : request.firstAvailable) {
        least = std::min(least, of(body));
      }
      out += least;
    }
  }
  return std::max<std::int64_t>(1, out);
}

class Collector {
 public:
  explicit Collector(const Snapshot& snapshot) : m_snapshot(snapshot) {}

  Shapes collect() {
    const cluster::Inventory& inventory = *m_snapshot.inventory;
    for (const cluster::ClaimView& view : inventory.claims) {
      const ResourceClaim* claim = m_snapshot.of<ResourceClaim>().at(view.slot);
      if (claim == nullptr || claim->classic != nullptr || claim->spec.requests.empty() || takesNothing(claim->spec)) {
        continue;
      }
      const Pod* pod = nullptr;
      for (const cluster::Slot slot : view.pods) {
        pod = pod == nullptr ? m_snapshot.of<Pod>().at(slot) : pod;
      }
      Shape& shape = at(claim->spec, pod, claim->meta.namespaceName, claim->meta.name, {});
      ++shape.claims;
      shape.waiting += view.heldAt == "allocation" ? 1 : 0;
    }
    templates();
    Shapes out;
    for (auto& [key, shape] : m_shapes) {
      out.shapes.push_back(std::move(shape));
    }
    std::stable_sort(out.shapes.begin(), out.shapes.end(), [](const Shape& a, const Shape& b) {
      return (a.waiting > 0) != (b.waiting > 0) ? a.waiting > 0
             : a.devices != b.devices           ? a.devices < b.devices
                                                : a.claims > b.claims;
    });
    if (out.shapes.size() > kMostShapes) {
      out.leftOut = static_cast<std::int64_t>(out.shapes.size() - kMostShapes);
      out.shapes.resize(kMostShapes);
    }
    out.bound = combine(m_snapshot.boundOf(Kind::ResourceClaim), m_snapshot.boundOf(Kind::ResourceClaimTemplate));
    out.bound = out.leftOut > 0 ? combine(out.bound, Bound::atLeast) : out.bound;
    return out;
  }

 private:
  Shape& at(const DeviceClaimSpec& spec, const Pod* pod, const Text& space, const Text& name, std::string_view word) {
    const auto [place, isNew] = m_shapes.try_emplace(keyOf(spec) + keyOf(pod));
    Shape& shape = place->second;
    m_specs.insert({keyOf(spec), true});
    if (isNew) {
      shape.claim = std::make_unique<ResourceClaim>();
      shape.claim->spec = spec;
      shape.claim->meta.namespaceName = space;
      shape.claim->meta.name = name;
      shape.pod = pod;
      shape.name = std::string(word) + words::oneLine(space.str() + "/" + name.str());
      shape.devices = leastOf(spec);
      shape.plain = spec.requests.size() == 1 && spec.constraints.empty() && spec.requests.front().exactly &&
                    spec.requests.front().exactly->mode == CountMode::exactCount &&
                    spec.requests.front().exactly->capacity.empty();
    }
    return shape;
  }

  /// Templates whose like no claim has: what they make has no pod yet.
  void templates() {
    m_snapshot.of<ResourceClaimTemplate>().forEach([&](cluster::Slot, const ResourceClaimTemplate& form) {
      if (!form.spec.requests.empty() && !takesNothing(form.spec) && m_specs.count(keyOf(form.spec)) == 0) {
        static_cast<void>(at(form.spec, nullptr, form.meta.namespaceName, form.meta.name, "template "));
      }
    });
  }

  const Snapshot& m_snapshot;
  std::map<std::string, Shape> m_shapes;
  std::unordered_map<std::string, bool> m_specs;
};

}  // namespace

Shapes shapesOf(const Snapshot& snapshot) {
  return Collector(snapshot).collect();
}

}  // namespace claimscope::cost
