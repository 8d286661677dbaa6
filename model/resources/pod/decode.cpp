#include "model/resources/decoders.h"
#include "model/resources/fields.h"
#include "model/resources/pod/finish.h"
#include "model/resources/pod/placement_fields.h"
#include "model/resources/pod/pod_template.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<Pod>() {
  static const KindRequest request{"", "pods", "Pod", {"v1"}, true, 3, true};
  return request;
}

namespace {

using fields::PodDraft;
using json::Value;

std::pair<Text, Text> readContainerClaim(Value claim) {
  std::pair<Text, Text> out;
  json::forEachField(claim, [&](std::string_view key, Value value) {
    if (key == "name") {
      out.first = json::text(value);
    } else if (key == "request") {
      out.second = json::text(value);
    }
  });
  return out;
}

void readContainers(Value containers, bool init, PodDraft& draft) {
  json::forEachItem(containers, [&](Value item) {
    Container out;
    out.init = init;
    std::vector<fields::ContainerPort> ports;
    json::forEachField(item, [&](std::string_view key, Value value) {
      if (key == "name") {
        out.name = json::text(value);
      } else if (key == "image") {
        out.image = json::text(value);
      } else if (key == "restartPolicy") {
        out.sidecar = init && json::text(value) == "Always";
      } else if (key == "resources") {
        json::forEachField(value, [&](std::string_view name, Value field) {
          if (name == "requests") {
            out.requests = fields::quantities(field);
          } else if (name == "limits") {
            out.limits = fields::quantities(field);
          } else if (name == "claims") {
            out.claims = fields::list<std::pair<Text, Text>>(field, readContainerClaim);
          }
        });
      } else if (key == "ports") {
        ports = fields::list<fields::ContainerPort>(value, fields::containerPort);
      }
    });
    for (fields::ContainerPort& port : ports) {
      port.init = init && !out.sidecar;
      draft.ports.push_back(std::move(port));
    }
    draft.spec.containers.push_back(std::move(out));
  });
  draft.spec.containers.shrink_to_fit();
}

PodClaimEntry readClaimEntry(Value entry) {
  PodClaimEntry out;
  const auto readNames = [&out](std::string_view key, Value value) {
    if (key == "resourceClaimName") {
      out.claimName = json::text(value);
    } else if (key == "resourceClaimTemplateName") {
      out.templateName = json::text(value);
    }
  };
  json::forEachField(entry, [&](std::string_view key, Value value) {
    if (key == "name") {
      out.name = json::text(value);
    } else if (key == "source" && !json::isNull(value)) {
      out.viaSource = true;
      json::forEachField(value, readNames);
    } else {
      readNames(key, value);
    }
  });
  return out;
}

void readVolumes(Value volumes, PodDraft& draft) {
  json::forEachItem(volumes, [&](Value volume) {
    json::forEachField(volume, [&](std::string_view key, Value value) {
      if (key == "emptyDir" && !json::isNull(value)) {
        draft.spec.usesEmptyDir = true;
      } else if ((key == "persistentVolumeClaim" || key == "ephemeral") && !json::isNull(value)) {
        draft.spec.volumeClaim = true;
      }
    });
  });
}

/// A preferred term of pod affinity that is about other namespaces than the pod's own.
bool crossesNamespaces(Value term) {
  bool out = false;
  json::forEachField(term, [&](std::string_view key, Value value) {
    if (key == "namespaces") {
      json::forEachItem(value, [&](Value) { out = true; });
    } else if (key == "namespaceSelector") {
      out = !json::isNull(value) || out;
    }
  });
  return out;
}

void readPreferredAffinity(Value terms, PodDraft& draft) {
  json::forEachItem(terms, [&](Value weighted) {
    json::forEachField(weighted, [&](std::string_view key, Value term) {
      if (key == "podAffinityTerm") {
        draft.spec.crossNamespaceAffinity = crossesNamespaces(term) || draft.spec.crossNamespaceAffinity;
      }
    });
  });
}

void readAffinity(Value affinity, PodDraft& draft) {
  json::forEachField(affinity, [&](std::string_view key, Value kind) {
    json::forEachField(kind, [&](std::string_view name, Value field) {
      const bool required = name == "requiredDuringSchedulingIgnoredDuringExecution";
      if (json::isNull(field)) {
        return;
      }
      if (key == "nodeAffinity") {
        if (required) {
          draft.spec.requiredNodeAffinity = fields::nodeSelector(field);
        }
        return;
      }
      if (!required) {
        readPreferredAffinity(field, draft);
        return;
      }
      List<PodAffinityTerm>& terms = key == "podAffinity" ? draft.placement.affinity : draft.placement.antiAffinity;
      terms = fields::list<PodAffinityTerm>(field, fields::podAffinityTerm);
      draft.spec.crossNamespaceAffinity = fields::crossesNamespaces(terms) || draft.spec.crossNamespaceAffinity;
    });
  });
}

void readPodResources(Value resources, PodDraft& draft) {
  json::forEachField(resources, [&](std::string_view key, Value value) {
    if (key == "requests" || key == "limits") {
      draft.spec.podLevelCompute = fields::asksCompute(fields::quantities(value)) || draft.spec.podLevelCompute;
    }
  });
}

void readSchedulingGates(Value gates, PodDraft& draft) {
  json::forEachItem(gates, [&](Value gate) {
    json::forEachField(gate, [&](std::string_view key, Value value) {
      if (key == "name") {
        draft.spec.schedulingGates.push_back(json::text(value));
      }
    });
  });
}

void readPodSpec(Value spec, Pod& pod, PodDraft& draft) {
  json::forEachField(spec, [&](std::string_view key, Value value) {
    if (key == "containers") {
      readContainers(value, false, draft);
    } else if (key == "initContainers") {
      readContainers(value, true, draft);
    } else if (key == "nodeName") {
      pod.nodeName = json::text(value);
    } else if (key == "schedulerName") {
      draft.spec.schedulerName = json::text(value);
    } else if (key == "priorityClassName") {
      draft.spec.priorityClassName = json::text(value);
    } else if (key == "priority") {
      draft.spec.priority = fields::int32(value);
    } else if (key == "activeDeadlineSeconds") {
      draft.spec.hasDeadline = !json::isNull(value);
    } else if (key == "resources") {
      readPodResources(value, draft);
    } else if (key == "hostNetwork") {
      draft.spec.hostNetwork = json::boolean(value);
    } else if (key == "volumes") {
      readVolumes(value, draft);
    } else if (key == "nodeSelector") {
      draft.spec.nodeSelector = fields::labels(value);
    } else if (key == "affinity") {
      readAffinity(value, draft);
    } else if (key == "topologySpreadConstraints") {
      fields::spreadConstraints(value, draft.placement);
    } else if (key == "tolerations") {
      draft.spec.tolerations = fields::list<Toleration>(value, fields::toleration);
    } else if (key == "schedulingGates") {
      readSchedulingGates(value, draft);
    } else if (key == "resourceClaims") {
      draft.spec.claims = fields::list<PodClaimEntry>(value, readClaimEntry);
    } else if (key == "overhead") {
      draft.spec.overhead = fields::quantities(value);
    }
  });
}

void readState(Value state, ContainerStatus& out) {
  json::forEachField(state, [&](std::string_view key, Value detail) {
    if (json::isNull(detail)) {
      return;
    }
    out.state = Text(key);
    json::forEachField(detail, [&](std::string_view name, Value field) {
      if (name == "reason") {
        out.reason = json::text(field);
      } else if (name == "message") {
        out.message = json::text(field);
      } else if (name == "startedAt") {
        out.startedAt = fields::sinceEpoch(json::time(field));
      } else if (name == "exitCode") {
        out.exitCode = fields::int32(field);
      } else if (name == "signal") {
        out.signal = fields::int32(field);
      }
    });
  });
}

/// allocatedResourcesStatus[] of one container; entries of device plugins have no "claim:" prefix and are left out.
void readAllocatedResources(Value resources, PodDraft& draft) {
  json::forEachItem(resources, [&](Value entry) {
    constexpr std::string_view kClaim = "claim:";
    std::string name;
    std::vector<DeviceHealth> devices;
    json::forEachField(entry, [&](std::string_view key, Value value) {
      if (key == "name") {
        name = json::string(value);
      } else if (key == "resources") {
        devices = fields::list<DeviceHealth>(value, [](Value item) {
          DeviceHealth out;
          json::forEachField(item, [&](std::string_view inner, Value field) {
            if (inner == "resourceID") {
              out.deviceId = json::text(field);
            } else if (inner == "health") {
              out.health = json::text(field);
            } else if (inner == "message") {
              out.message = json::text(field);
            }
          });
          return out;
        });
      }
    });
    if (name.starts_with(kClaim)) {
      for (DeviceHealth& device : devices) {
        device.claimEntry = Text(std::string_view(name).substr(kClaim.size()));
        draft.rare.deviceHealth.push_back(std::move(device));
      }
    }
  });
}

std::vector<ContainerStatus> readContainerStatuses(Value statuses, PodDraft& draft) {
  return fields::list<ContainerStatus>(statuses, [&draft](Value item) {
    ContainerStatus out;
    json::forEachField(item, [&](std::string_view key, Value value) {
      if (key == "name") {
        out.name = json::text(value);
      } else if (key == "ready") {
        out.ready = json::boolean(value);
      } else if (key == "started") {
        out.started = json::boolean(value);
      } else if (key == "restartCount") {
        out.restarts = fields::int32(value);
      } else if (key == "state") {
        readState(value, out);
      } else if (key == "allocatedResourcesStatus") {
        readAllocatedResources(value, draft);
      }
    });
    return out;
  });
}

ExtendedResourceRequest readMapping(Value mapping) {
  ExtendedResourceRequest out;
  json::forEachField(mapping, [&](std::string_view key, Value value) {
    if (key == "containerName") {
      out.container = json::text(value);
    } else if (key == "resourceName") {
      out.resource = json::text(value);
    } else if (key == "requestName") {
      out.request = json::text(value);
    }
  });
  return out;
}

PodClaimStatus readClaimStatus(Value status) {
  PodClaimStatus out;
  json::forEachField(status, [&](std::string_view key, Value value) {
    if (key == "name") {
      out.name = json::text(value);
    } else if (key == "resourceClaimName") {
      out.claimName = json::text(value);
    }
  });
  return out;
}

void readPodStatus(Value status, Pod& pod, PodDraft& draft) {
  json::forEachField(status, [&](std::string_view key, Value value) {
    if (key == "phase") {
      pod.phase = json::text(value);
    } else if (key == "reason") {
      draft.rare.reason = json::text(value);
    } else if (key == "message") {
      draft.rare.message = json::text(value);
    } else if (key == "qosClass") {
      draft.spec.qosClass = json::text(value);
    } else if (key == "nominatedNodeName") {
      draft.rare.nominatedNodeName = json::text(value);
    } else if (key == "startTime") {
      pod.startTime = json::time(value);
    } else if (key == "conditions") {
      pod.conditions =
          fields::list<PodCondition>(value, [](Value item) { return fields::podCondition(fields::condition(item)); });
    } else if (key == "containerStatuses") {
      pod.containerStatuses = readContainerStatuses(value, draft);
    } else if (key == "initContainerStatuses") {
      draft.rare.initContainerStatuses = readContainerStatuses(value, draft);
    } else if (key == "resourceClaimStatuses") {
      pod.claimStatuses = fields::list<PodClaimStatus>(value, readClaimStatus);
    } else if (key == "extendedResourceClaimStatus") {
      json::forEachField(value, [&](std::string_view name, Value field) {
        if (name == "resourceClaimName") {
          draft.rare.extendedResourceClaim = json::text(field);
        } else if (name == "requestMappings") {
          draft.rare.extendedResources = fields::list<ExtendedResourceRequest>(field, readMapping);
        }
      });
    }
  });
}

}  // namespace

void fields::podTemplate(Value value, Pod& out) {
  PodDraft draft;
  json::forEachField(value, [&](std::string_view key, Value part) {
    if (key == "metadata") {
      fields::metadata(part, out.meta);
    } else if (key == "spec") {
      readPodSpec(part, out, draft);
    }
  });
  finishSpec(draft, out);
}

Text fields::strategyType(Value value) {
  Text out;
  json::forEachField(value, [&](std::string_view key, Value part) {
    if (key == "type") {
      out = json::text(part);
    }
  });
  return out;
}

template <>
void decode<Pod>(json::Object object, std::string_view, Pod& pod) {
  PodDraft draft;
  json::forEachField(object, [&](std::string_view key, Value value) {
    if (key == "metadata") {
      fields::metadata(value, pod.meta);
    } else if (key == "spec") {
      readPodSpec(value, pod, draft);
    } else if (key == "status") {
      readPodStatus(value, pod, draft);
    }
  });
  draft.spec.schedulingGates.shrink_to_fit();
  draft.rare.deviceHealth.shrink_to_fit();
  fields::finish(draft, pod);
}

}  // namespace claimscope
