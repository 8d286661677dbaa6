#include "model/resources/decoders.h"
#include "model/resources/fields.h"
#include "model/resources/resource_claim/claim_spec.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<ResourceClaim>() {
  static const KindRequest request{"resource.k8s.io",
                                   "resourceclaims",
                                   "ResourceClaim",
                                   {"v1", "v1beta2", "v1beta1", "v1alpha3", "v1alpha2", "v1alpha1"},
                                   true,
                                   1,
                                   true};
  return request;
}

namespace {

using json::Value;

DeviceAllocation readResult(Value result) {
  DeviceAllocation out;
  json::forEachField(result, [&](std::string_view key, Value value) {
    if (key == "request") {
      out.request = json::text(value);
    } else if (key == "driver") {
      out.driver = json::text(value);
    } else if (key == "pool") {
      out.pool = json::text(value);
    } else if (key == "device") {
      out.device = json::text(value);
    } else if (key == "shareID") {
      out.shareId = json::text(value);
    } else if (key == "adminAccess") {
      out.adminAccess = json::boolean(value);
    } else if (key == "tolerations") {
      out.tolerations = fields::list<Toleration>(value, fields::toleration);
    } else if (key == "consumedCapacity") {
      out.consumedCapacity = fields::quantities(value);
    } else if (key == "bindingConditions") {
      out.bindingConditions = json::texts(value);
    } else if (key == "bindingFailureConditions") {
      out.bindingFailureConditions = json::texts(value);
    } else if (key == "skipNodeOperations") {
      out.skipNodeOperations = json::texts(value);
    }
  });
  return out;
}

/// The name of an instance that 1.30's structured parameters allocated.
Text readNamedResource(Value result) {
  Text out;
  json::forEachField(result, [&](std::string_view key, Value value) {
    if (key == "namedResources") {
      json::forEachField(value, [&](std::string_view name, Value field) {
        if (name == "name") {
          out = json::text(field);
        }
      });
    }
  });
  return out;
}

/// One entry of resourceHandles: structuredData names devices of a node, anything else only the driver understands.
void readHandle(Value handle, List<DeviceAllocation>& results) {
  Text driver;
  Text node;
  std::vector<Text> instances;
  json::forEachField(handle, [&](std::string_view key, Value value) {
    if (key == "driverName") {
      driver = json::text(value);
    } else if (key == "structuredData") {
      json::forEachField(value, [&](std::string_view name, Value field) {
        if (name == "nodeName") {
          node = json::text(field);
        } else if (name == "results") {
          instances = fields::list<Text>(field, readNamedResource);
        }
      });
    }
  });
  for (Text& instance : instances) {
    DeviceAllocation result;
    result.driver = driver;
    result.pool = node;
    result.device = std::move(instance);
    results.push_back(std::move(result));
  }
}

Box<Allocation> readAllocation(Value allocation, fields::ClassicBuilder& classic) {
  Allocation out;
  bool opaque = false;
  json::forEachField(allocation, [&](std::string_view key, Value value) {
    if (key == "devices") {
      json::forEachField(value, [&](std::string_view name, Value field) {
        if (name == "results") {
          out.results = fields::list<DeviceAllocation>(field, readResult);
        }
      });
    } else if ((key == "nodeSelector" || key == "availableOnNodes") && !json::isNull(value)) {
      out.nodeSelector = fields::nodeSelector(value);
      opaque = opaque || key == "availableOnNodes";
    } else if (key == "allocationTimestamp") {
      out.allocationTimestamp = json::time(value);
    } else if (key == "resourceHandles") {
      opaque = true;
      json::forEachItem(value, [&](Value handle) { readHandle(handle, out.results); });
    } else if (key == "shareable") {
      classic.claim.shareable = json::boolean(value);
      opaque = true;
    } else if (key == "resourceHandle" || key == "controller") {
      opaque = opaque || !json::text(value).empty();
    }
  });
  // Only classic allocations have any of those fields.
  classic.claim.opaqueAllocation = opaque && out.results.empty();
  classic.used = classic.used || opaque;
  out.results.shrink_to_fit();
  return out;
}

ClaimConsumer readConsumer(Value consumer) {
  ClaimConsumer out;
  json::forEachField(consumer, [&](std::string_view key, Value value) {
    if (key == "apiGroup") {
      out.apiGroup = json::text(value);
    } else if (key == "resource") {
      out.resource = json::text(value);
    } else if (key == "name") {
      out.name = json::text(value);
    } else if (key == "uid") {
      out.uid = Uid(json::string(value));
    }
  });
  return out;
}

AllocatedDeviceStatus readDeviceStatus(Value status) {
  AllocatedDeviceStatus out;
  json::forEachField(status, [&](std::string_view key, Value value) {
    if (key == "driver") {
      out.driver = json::text(value);
    } else if (key == "pool") {
      out.pool = json::text(value);
    } else if (key == "device") {
      out.device = json::text(value);
    } else if (key == "shareID") {
      out.shareId = json::text(value);
    } else if (key == "conditions") {
      out.conditions = fields::conditions(value);
    } else if (key == "networkData") {
      json::forEachField(value, [&](std::string_view name, Value field) {
        if (name == "interfaceName") {
          out.interfaceName = json::text(field);
        } else if (name == "ips") {
          out.ips = json::texts(field);
        }
      });
    }
  });
  return out;
}

void readClaimStatus(Value status, ResourceClaim& out, fields::ClassicBuilder& classic) {
  json::forEachField(status, [&](std::string_view key, Value value) {
    if (key == "allocation" && !json::isNull(value)) {
      out.allocation = readAllocation(value, classic);
    } else if (key == "reservedFor") {
      out.reservedFor = fields::list<ClaimConsumer>(value, readConsumer);
    } else if (key == "devices") {
      out.devices = fields::list<AllocatedDeviceStatus>(value, readDeviceStatus);
    } else if (key == "driverName") {
      classic.claim.driverName = json::text(value);
      classic.used = true;
    } else if (key == "deallocationRequested") {
      classic.claim.deallocationRequested = json::boolean(value);
      classic.used = classic.used || classic.claim.deallocationRequested;
    }
  });
}

/// v1alpha1, and handles that leave out the driver, mean the claim's driver.
void fillDriver(ResourceClaim& claim, const Text& driver) {
  const auto lacksDriver = [](const DeviceAllocation& result) { return result.driver.empty(); };
  if (claim.allocation == nullptr || driver.empty() ||
      std::none_of(claim.allocation->results.begin(), claim.allocation->results.end(), lacksDriver)) {
    return;
  }
  Allocation filled = *claim.allocation;
  for (DeviceAllocation& result : filled.results) {
    if (result.driver.empty()) {
      result.driver = driver;
    }
  }
  claim.allocation = std::move(filled);
}

}  // namespace

template <>
void decode<ResourceClaim>(json::Object object, std::string_view apiVersion, ResourceClaim& out) {
  fields::ClassicBuilder classic;
  json::forEachField(object, [&](std::string_view key, Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta, &out.schedulerWrote);
    } else if (key == "spec") {
      fields::claimSpec(value, out.spec, classic);
    } else if (key == "status") {
      readClaimStatus(value, out, classic);
    }
  });
  out.classic = fields::finishClassic(classic, apiVersion);
  if (out.classic != nullptr) {
    fillDriver(out, out.classic->driverName);
  }
}

std::string ResourceClaim::stateWord() const {
  const bool deleted = meta.deleted().isSet();
  if (allocation == nullptr) {
    return deleted ? "deleted" : "pending";
  }
  return std::string(deleted ? "deleted," : "") + (reservedFor.empty() ? "allocated" : "allocated,reserved");
}

}  // namespace claimscope
