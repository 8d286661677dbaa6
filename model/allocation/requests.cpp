// Search::prepare: what each claim asks for, and whether that can be handled at all (upstream Allocate, validateDeviceRequest).
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "model/allocation/search.h"

namespace claimscope::allocation {

std::string objectName(const Metadata& meta) {
  return meta.namespaceName.empty() ? meta.name.str() : meta.namespaceName.str() + "/" + meta.name.str();
}

bool Search::fail(std::string error) {
  m_error = std::move(error);
  return false;
}

bool Search::prepare() {
  m_claims.resize(m_attempt.claims.size());
  for (std::size_t i = 0; i < m_claims.size(); ++i) {
    m_claims[i].claim = m_attempt.claims[i];
    if (!prepareClaim(m_claims[i])) {
      return false;
    }
  }
  return true;
}

bool Search::prepareClaim(ClaimData& data) {
  const ResourceClaim& claim = *data.claim;
  const List<DeviceRequest>& requests = claim.spec.requests;
  data.requests.resize(requests.size());
  data.selected.resize(requests.size());
  std::int64_t total = 0;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const DeviceRequest& request = requests[i];
    if (!featuresAllow(claim, request)) {
      return false;
    }
    std::vector<RequestData>& bodies = data.requests[i];
    bodies.resize(std::max<std::size_t>(request.firstAvailable.size(), 1));
    if (request.firstAvailable.empty()) {
      if (!request.exactly) {
        return fail(fmt::format("claim {}, request {}: unknown request type", objectName(claim.meta), request.name.view()));
      }
      bodies[0].body = &*request.exactly;
      bodies[0].fullName = request.name;
    }
    for (std::size_t a = 0; a < request.firstAvailable.size(); ++a) {
      bodies[a].body = &request.firstAvailable[a];
      bodies[a].alternative = true;
      bodies[a].fullName = Text(request.name.str() + "/" + request.firstAvailable[a].name.str());
    }
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (RequestData& body : bodies) {
      body.request = &request;
      if (!prepareRequest(claim, body)) {
        return false;
      }
      least = std::min(least, body.count);
    }
    if (least > kMaxDevices - total) {
      return fail(
          fmt::format("claim {}, request {}: adding {} devices exceeds the claim limit of {}, with {} already accounted for",
                      objectName(claim.meta), request.name.view(), least, kMaxDevices, total));
    }
    total += least;
  }
  return prepareConstraints(data);
}

bool Search::featuresAllow(const ResourceClaim& claim, const DeviceRequest& request) {
  if (!m_features.prioritizedList && !request.firstAvailable.empty()) {
    return fail(fmt::format("claim {}, request {}: has subrequests, but the DRAPrioritizedList feature is disabled",
                            objectName(claim.meta), request.name.view()));
  }
  // The stable allocator does not know of capacity requests and leaves them aside.
  if (m_features.consumableCapacity || m_variant == Variant::stable) {
    return true;
  }
  if (request.exactly && request.exactly->capacitySet) {
    return fail(fmt::format("claim {}, request {}: has capacity requests, but the DRAConsumableCapacity feature is disabled",
                            objectName(claim.meta), request.name.view()));
  }
  for (const DeviceRequestBody& alternative : request.firstAvailable) {
    if (alternative.capacitySet) {
      return fail(fmt::format("claim {}, subrequest {}: has capacity requests, but the DRAConsumableCapacity feature is disabled",
                              objectName(claim.meta), alternative.name.view()));
    }
  }
  return true;
}

bool Search::prepareRequest(const ResourceClaim& claim, RequestData& data) {
  const DeviceRequestBody& body = *data.body;
  const auto where = [&] { return fmt::format("claim {}, request {}", objectName(claim.meta), data.name().view()); };
  if (body.derivesAttributes) {
    return fail(where() + ": cannot handle request with derived attributes, the feature is disabled");
  }
  for (std::size_t i = 0; i < body.selectors.size(); ++i) {
    if (body.selectors[i].empty()) {
      return fail(fmt::format("{}, selector #{}: CEL expression empty (unsupported selector type?)", where(), i));
    }
  }
  if (!m_features.adminAccess && body.adminAccessSet && !data.alternative) {
    return fail(where() + ": admin access is requested, but the feature is disabled");
  }
  if (body.deviceClassName.empty()) {
    return fail(where() + ": missing device class name (unsupported request type?)");
  }
  const auto found = m_attempt.classes.find(body.deviceClassName);
  if (found == m_attempt.classes.end()) {
    const std::string name = body.deviceClassName.str();
    return fail(
        fmt::format("{0}: could not retrieve device class {1}: deviceclass.resource.k8s.io \"{1}\" not found", where(), name));
  }
  data.deviceClass = found->second.deviceClass;
  data.classSelectors = &found->second.memos(m_attempt.selectors);
  data.selectors = m_attempt.selectors.of(body.selectors);
  switch (body.mode) {
    case CountMode::exactCount:
      data.count = std::max<std::int64_t>(body.count, 0);
      return true;
    case CountMode::all:
      return collectAll(claim, data);
    case CountMode::unsupported:
      break;
  }
  return fail(fmt::format("{}: unsupported count mode {}", where(), body.modeWord.view()));
}

/// Everything the request must have. Every pool must be usable, whoever drives it.
bool Search::collectAll(const ResourceClaim& claim, RequestData& data) {
  const auto where = [&] { return fmt::format("claim {}, request {}: ", objectName(claim.meta), data.name().view()); };
  static const ClaimSet kNone;
  for (std::uint32_t p = 0; p < m_view.pools.size(); ++p) {
    const Pool& pool = *m_view.pools[p];
    if (pool.shown.incomplete || !pool.shown.invalid.empty()) {
      return fail(fmt::format("{}asks for all devices, but resource pool {}/{} is currently {}", where(),
                              pool.shown.driver.view(), pool.shown.name.view(),
                              pool.shown.incomplete ? "being updated" : "invalid"));
    }
    for (std::uint32_t d = 0; d < pool.devices.size(); ++d) {
      const std::optional<bool> match = selectable(claim, data, {p, d});
      if (!match) {
        return false;
      }
      if (!*match) {
        continue;
      }
      if (m_features.consumableCapacity) {
        // What others hold is left aside: a device that is only full stays wanted, and then the request fails.
        const Device& device = pool.devices[d].device();
        const auto fits = fitsCapacity(device, *data.body, m_features.fractionalCapacityRange, Held{nullptr, &kNone, nullptr});
        if (!fits) {
          return fail(fmt::format("{}checking capacity for device {}: {}", where(), device.name.view(), fits.error()));
        }
        if (fits->fit != CapacityFit::fits) {
          continue;
        }
      }
      data.all.push_back({p, d});
    }
  }
  data.count = static_cast<std::int64_t>(data.all.size());
  return true;
}

bool Search::prepareConstraints(ClaimData& data) {
  const List<DeviceConstraint>& constraints = data.claim->spec.constraints;
  data.constraints.reserve(constraints.size());
  for (std::size_t i = 0; i < constraints.size(); ++i) {
    const bool known =
        !constraints[i].matchAttribute.empty() || (!constraints[i].distinctAttribute.empty() && m_variant != Variant::stable);
    if (!known) {
      return fail(fmt::format("claim {}, constraint #{}: empty constraint (unsupported constraint type?)",
                              objectName(data.claim->meta), i));
    }
    data.constraints.emplace_back(constraints[i], m_features);
  }
  return true;
}

}  // namespace claimscope::allocation
