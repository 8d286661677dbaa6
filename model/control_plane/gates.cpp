// Which DRA feature gates are on, and by what that is known.
#include <algorithm>
#include <map>

#include "model/base/words.h"
#include "model/control_plane/control_plane.h"
#include "model/control_plane/gate_table.h"

namespace claimscope::control_plane {
namespace {

/// Gate -> the object whose field needs it.
using Signs = std::map<std::string_view, std::string>;

void note(Signs& signs, std::string_view gate, const char* kind, const Metadata& meta, const char* field) {
  if (signs.find(gate) == signs.end()) {
    signs.emplace(gate, std::string(kind) + " " + (meta.namespaceName.empty() ? "" : meta.namespaceName.str() + "/") +
                            meta.name.str() + " has " + field);
  }
}

void readSpec(Signs& signs, const char* kind, const Metadata& meta, const DeviceClaimSpec& spec) {
  for (const DeviceRequest& request : spec.requests) {
    if (!request.firstAvailable.empty()) {
      note(signs, "DRAPrioritizedList", kind, meta, "firstAvailable");
    }
    const auto body = [&](const DeviceRequestBody& one) {
      if (one.adminAccess) {
        note(signs, "DRAAdminAccess", kind, meta, "adminAccess");
      }
      if (!one.tolerations.empty()) {
        note(signs, "DRADeviceTaints", kind, meta, "tolerations");
      }
      if (one.capacitySet) {
        note(signs, "DRAConsumableCapacity", kind, meta, "capacity requests");
      }
      if (one.derivesAttributes) {
        note(signs, "DRADerivedAttributes", kind, meta, "derivedAttributes");
      }
    };
    if (request.exactly) {
      body(*request.exactly);
    }
    for (const DeviceRequestBody& one : request.firstAvailable) {
      body(one);
    }
  }
}

void readSlice(Signs& signs, const ResourceSlice& slice) {
  const auto found = [&](std::string_view gate, const char* field) { note(signs, gate, "ResourceSlice", slice.meta, field); };
  if (!slice.sharedCounters.empty() || slice.perDeviceNodeSelection) {
    found("DRAPartitionableDevices", slice.sharedCounters.empty() ? "perDeviceNodeSelection" : "sharedCounters");
  }
  if (!slice.skipNodeOperations.empty()) {
    found("DRAOptionalNodeOperations", "skipNodeOperations");
  }
  for (const Device& device : slice.devices) {
    if (!device.taints.empty()) {
      found("DRADeviceTaints", "taints");
    }
    for (const DeviceAttribute& attribute : device.attributes) {
      if (attribute.value.index() >= 4) {  // the lists of AttributeValue
        found("DRAListTypeAttributes", "a list as attribute");
      }
    }
    if (device.extras.get() == nullptr) {
      continue;
    }
    const DeviceExtras& extras = *device.extras;
    if (!extras.consumes.empty()) {
      found("DRAPartitionableDevices", "consumesCounters");
      for (const CounterConsumption& one : extras.consumes) {
        if (!one.compatibilityGroups.empty()) {
          found("DRADeviceCompatibilityGroups", "compatibilityGroups");
        }
      }
    }
    if (extras.allowMultipleAllocations) {
      found("DRAConsumableCapacity", "allowMultipleAllocations");
    }
    if (!extras.bindingConditions.empty()) {
      found("DRADeviceBindingConditions", "bindingConditions");
    }
  }
}

Signs signsOf(const cluster::Snapshot& snapshot) {
  Signs signs;
  snapshot.of<ResourceClaim>().forEach([&](cluster::Slot, const ResourceClaim& claim) {
    if (claim.classic.get() != nullptr) {
      return;
    }
    readSpec(signs, "ResourceClaim", claim.meta, claim.spec);
    if (!claim.devices.empty()) {
      note(signs, "DRAResourceClaimDeviceStatus", "ResourceClaim", claim.meta, "status.devices");
    }
    if (claim.allocation.get() != nullptr && claim.allocation->allocationTimestamp.isSet()) {
      note(signs, "DRADeviceBindingConditions", "ResourceClaim", claim.meta, "status.allocation.allocationTimestamp");
    }
  });
  snapshot.of<ResourceClaimTemplate>().forEach(
      [&](cluster::Slot, const ResourceClaimTemplate& one) { readSpec(signs, "ResourceClaimTemplate", one.meta, one.spec); });
  snapshot.of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) { readSlice(signs, slice); });
  snapshot.of<DeviceClass>().forEach([&](cluster::Slot, const DeviceClass& one) {
    if (!one.extendedResourceName.empty()) {
      note(signs, "DRAExtendedResource", "DeviceClass", one.meta, "extendedResourceName");
    }
  });
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    if (!pod.rare->extendedResourceClaim.empty()) {
      note(signs, "DRAExtendedResource", "Pod", pod.meta, "status.extendedResourceClaimStatus");
    }
  });
  return signs;
}

/// Of "--feature-gates=A=true,B=false"; AllAlpha and AllBeta decide for gates that are not named. None: not said.
std::optional<bool> flagSays(const std::string& flag, const std::string& gate, char stage) {
  std::optional<bool> named;
  std::optional<bool> all;
  std::string_view rest = flag;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    const std::string_view one = rest.substr(0, comma);
    const std::size_t equals = one.find('=');
    if (equals != std::string_view::npos) {
      const std::string_view name = one.substr(0, equals);
      const bool on = one.substr(equals + 1) == "true";
      if (name == gate) {
        named = on;
      } else if ((name == "AllAlpha" && stage == 'a') || (name == "AllBeta" && stage == 'b')) {
        all = on;
      }
    }
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
  }
  return named ? named : all;
}

std::string stageWord(const GateSpec* spec, int minor) {
  if (minor == 0) {
    return {};
  }
  if (spec == nullptr) {
    return "not in 1." + std::to_string(minor);
  }
  return spec->stage == 'a' ? "alpha" : spec->stage == 'b' ? "beta" : spec->stage == 'g' ? "GA" : "locked";
}

/// Kinds without which a feature cannot be used, whatever its gate says.
const char* kindOfGate(std::string_view gate) {
  return gate == "DRADeviceTaintRules"     ? "devicetaintrules"
         : gate == "DRAResourcePoolStatus" ? "resourcepoolstatusrequests"
                                           : nullptr;
}

/// The versions of resource.k8s.io that serve a kind; none when not every version could be asked.
std::optional<std::vector<std::string>> versionsServing(const survey::Facts& facts, const std::string& kind) {
  if (facts.served.empty()) {
    return std::nullopt;
  }
  std::vector<std::string> out;
  for (const auto& [version, known] : facts.served) {
    if (known.known() && std::find(known.value.begin(), known.value.end(), kind) != known.value.end()) {
      out.push_back(version);
    } else if (!known.known() && known.outcome != survey::Outcome::notServed) {
      return std::nullopt;
    }
  }
  return out;
}

}  // namespace

void examineGates(const Context& context) {
  const int minor = context.report.minor;
  const Signs signs = signsOf(context.snapshot);
  const survey::Facts& facts = context.facts;
  for (const GateEntry& entry : gateTable()) {
    const GateSpec* spec = specIn(entry, minor);
    GateRow row;
    row.name = std::string(entry.name);
    row.gives = std::string(entry.gives);
    row.stage = stageWord(spec, minor);
    row.defaultOn = spec != nullptr && spec->on;
    const auto prove = [&row](bool on, std::string evidence) {
      row.state = on ? GateState::on : GateState::off;
      row.evidence = std::move(evidence);
    };
    const auto metric = std::find_if(facts.gates.value.begin(), facts.gates.value.end(),
                                     [&](const survey::GateMetric& one) { return one.name == row.name; });
    const survey::ComponentPod* server = nullptr;
    for (const survey::ComponentPod& pod : facts.componentPods.value) {
      server = pod.component == "kube-apiserver" && server == nullptr ? &pod : server;
    }
    const auto sign = signs.find(entry.name);
    const char* kind = kindOfGate(entry.name);
    const std::optional<std::vector<std::string>> serving = kind == nullptr ? std::nullopt : versionsServing(facts, kind);
    std::optional<bool> flag;
    if (server != nullptr && spec != nullptr) {
      const auto given = server->flags.find("feature-gates");
      flag = given == server->flags.end() ? std::optional<bool>() : flagSays(given->second, row.name, spec->stage);
    }
    if (metric != facts.gates.value.end()) {
      prove(metric->enabled, "kubernetes_feature_enabled of the API server is " + std::string(metric->enabled ? "1" : "0"));
    } else if (facts.gates.known() && !facts.gates.value.empty() && minor != 0) {
      prove(false, "the API server's metrics do not know this gate");
    } else if (spec != nullptr && spec->stage == 'l') {
      prove(true, "cannot be switched off in 1." + std::to_string(minor));
    } else if (minor != 0 && spec == nullptr) {
      prove(false, "1." + std::to_string(minor) + " does not have it");
    } else if (flag) {
      prove(*flag, "flag feature-gates of pod " + server->name);
    } else if (server != nullptr && spec != nullptr) {
      prove(spec->on, "pod " + server->name + " has no flag for it, so the default holds");
    } else if (sign != signs.end()) {
      prove(true, sign->second + ": on when that was written");
    } else if (serving && serving->empty()) {
      prove(false, "no version of resource.k8s.io serves " + std::string(kind));
    } else if (entry.name == "DynamicResourceAllocation" && !context.snapshot.server.served.empty() &&
               std::any_of(context.snapshot.server.served.begin(), context.snapshot.server.served.end(),
                           [](const ApiResource& one) { return one.group == "resource.k8s.io"; })) {
      prove(true, "the server serves resource.k8s.io");
    } else {
      row.evidence = minor == 0 ? "the server's version is not known"
                     : serving ? std::string(kind) + " are served by " + words::listed(*serving) + "; that does not tell the gate"
                               : "no object uses it, and no metrics or flags can be read";
    }
    context.report.gates.push_back(std::move(row));
  }
  if (!facts.gates.known()) {
    context.report.unknowns.push_back(
        facts.gates.outcome == survey::Outcome::forbidden
            ? "The API server's /metrics are refused to you, so gates are told by flags, versions and objects alone."
            : "The API server's /metrics cannot be read, so gates are told by flags, versions and objects alone.");
  }
  context.report.unknowns.emplace_back(
      "Gates of scheduler, controller manager and kubelets may differ from the API server's; only its own are told here.");
}

}  // namespace claimscope::control_plane
