#include "model/resources/decoders.h"
#include "model/resources/fields.h"
#include "model/resources/resource_slice/device.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<ResourceSlice>() {
  static const KindRequest request{
      "resource.k8s.io", "resourceslices", "ResourceSlice", {"v1", "v1beta2", "v1beta1", "v1alpha3", "v1alpha2"}, false, 0, true};
  return request;
}

namespace {

using json::Value;

void readPool(Value pool, ResourceSlice& out) {
  json::forEachField(pool, [&](std::string_view key, Value value) {
    if (key == "name") {
      out.poolName = json::text(value);
    } else if (key == "generation") {
      out.poolGeneration = json::integer(value);
    } else if (key == "resourceSliceCount") {
      out.poolSliceCount = json::integer(value);
    }
  });
}

void readSliceSpec(Value spec, ResourceSlice& out) {
  json::forEachField(spec, [&](std::string_view key, Value value) {
    if (key == "driver") {
      out.driver = json::text(value);
    } else if (key == "pool") {
      readPool(value, out);
    } else if (key == "nodeName") {
      out.nodeName = json::text(value);
    } else if (key == "nodeSelector" && !json::isNull(value)) {
      out.nodeSelector = fields::nodeSelector(value);
    } else if (key == "allNodes") {
      out.allNodes = json::boolean(value);
    } else if (key == "perDeviceNodeSelection") {
      out.perDeviceNodeSelection = json::boolean(value);
    } else if (key == "devices") {
      out.devices = fields::list<Device>(value, fields::device);
    } else if (key == "sharedCounters") {
      out.sharedCounters = fields::list<CounterSet>(value, fields::counterSet);
    } else if (key == "skipNodeOperations") {
      out.skipNodeOperations = json::texts(value);
    }
  });
}

}  // namespace

template <>
void decode<ResourceSlice>(json::Object object, std::string_view apiVersion, ResourceSlice& out) {
  bool modern = false;
  json::forEachField(object, [&](std::string_view key, Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "spec") {
      modern = true;
      readSliceSpec(value, out);
    } else if (key == "nodeName") {  // 1.30 has no spec; the three below stand at the top
      out.nodeName = json::text(value);
    } else if (key == "driverName") {
      out.driver = json::text(value);
      out.classic = true;
    } else if (key == "namedResources") {
      out.classic = true;
      json::forEachField(value, [&](std::string_view name, Value field) {
        if (name == "instances") {
          out.devices = fields::list<Device>(field, fields::namedResourcesInstance);
        }
      });
    }
  });
  out.classic = !modern && (out.classic || apiVersion.ends_with("/v1alpha2"));
  if (out.classic) {
    out.poolName = out.nodeName;
  }
}

const DeviceAttribute* Device::attribute(std::string_view wanted) const {
  for (const DeviceAttribute& candidate : attributes) {
    if (candidate.name == wanted) {
      return &candidate;
    }
  }
  return nullptr;
}

}  // namespace claimscope
