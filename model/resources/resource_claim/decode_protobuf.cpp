#include "model/resources/decoders.h"
#include "model/resources/protobuf_fields.h"
#include "model/resources/resource_claim/claim_spec.h"

namespace claimscope {

namespace {

using protobuf::Bytes;
using protobuf::Field;

DeviceAllocation resultOf(const Field& item) {
  DeviceAllocation out;
  protobuf::forEachField(item.bytes(), [&out](Field& field) {
    switch (field.number()) {
      case 1:
        out.request = field.text();
        break;
      case 2:
        out.driver = field.text();
        break;
      case 3:
        out.pool = field.text();
        break;
      case 4:
        out.device = field.text();
        break;
      case 5:
        out.adminAccess = field.boolean();
        break;
      case 6:
        field.list(out.tolerations, protobuf::toleration);
        break;
      case 7:
        field.texts(out.bindingConditions);
        break;
      case 8:
        field.texts(out.bindingFailureConditions);
        break;
      case 9:
        out.shareId = field.text();
        break;
      case 10:
        protobuf::quantities(field, out.consumedCapacity);
        break;
      case 11:
        field.texts(out.skipNodeOperations);
        break;
      default:
        break;
    }
  });
  return out;
}

void readAllocation(Bytes message, Allocation& out) {
  protobuf::forEachField(message, [&out](const Field& field) {
    if (field.number() == 1) {
      protobuf::forEachField(field.bytes(), [&out](Field& devices) {
        if (devices.number() == 1) {
          devices.list(out.results, resultOf);
        }
      });
    } else if (field.number() == 3) {
      protobuf::optional(field, out.nodeSelector, protobuf::nodeSelector);
    } else if (field.number() == 5) {
      out.allocationTimestamp = field.time();
    }
  });
}

ClaimConsumer consumerOf(const Field& item) {
  ClaimConsumer out;
  protobuf::forEachField(item.bytes(), [&out](const Field& field) {
    switch (field.number()) {
      case 1:
        out.apiGroup = field.text();
        break;
      case 3:
        out.resource = field.text();
        break;
      case 4:
        out.name = field.text();
        break;
      case 5:
        out.uid = field.as<Uid>();
        break;
      default:
        break;
    }
  });
  return out;
}

AllocatedDeviceStatus deviceStatusOf(const Field& item) {
  AllocatedDeviceStatus out;
  protobuf::forEachField(item.bytes(), [&out](Field& field) {
    switch (field.number()) {
      case 1:
        out.driver = field.text();
        break;
      case 2:
        out.pool = field.text();
        break;
      case 3:
        out.device = field.text();
        break;
      case 4:
        field.list(out.conditions, protobuf::condition);
        break;
      case 6:
        protobuf::forEachField(field.bytes(), [&out](Field& network) {
          if (network.number() == 1) {
            out.interfaceName = network.text();
          } else if (network.number() == 2) {
            network.texts(out.ips);
          }
        });
        break;
      case 7:
        out.shareId = field.text();
        break;
      default:
        break;
    }
  });
  return out;
}

void readClaimStatus(Bytes status, ResourceClaim& out, std::optional<Allocation>& allocation) {
  protobuf::forEachField(status, [&](Field& field) {
    if (field.number() == 1) {
      if (!allocation) {
        allocation.emplace();
      }
      readAllocation(field.bytes(), *allocation);
    } else if (field.number() == 2) {
      field.list(out.reservedFor, consumerOf);
    } else if (field.number() == 4) {
      field.list(out.devices, deviceStatusOf);
    }
  });
}

}  // namespace

template <>
void decodeProtobuf<ResourceClaim>(std::string_view message, std::string_view apiVersion, ResourceClaim& out) {
  std::optional<Allocation> allocation;
  protobuf::forEachField(message, [&](const Field& part) {
    if (part.number() == 1) {
      protobuf::metadata(part.bytes(), out.meta, &out.schedulerWrote);
    } else if (part.number() == 2) {
      protobuf::claimSpec(part.bytes(), apiVersion, out.spec);
    } else if (part.number() == 3) {
      readClaimStatus(part.bytes(), out, allocation);
    }
  });
  if (allocation) {
    out.allocation = std::move(*allocation);
  }
}

}  // namespace claimscope
