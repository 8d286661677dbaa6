#include "model/resources/decoders.h"
#include "model/resources/pod/finish.h"
#include "model/resources/pod/placement_fields.h"
#include "model/resources/pod/pod_template.h"
#include "model/resources/protobuf_fields.h"

namespace claimscope {

namespace {

using fields::PodDraft;
using protobuf::Bytes;
using protobuf::Field;

std::pair<Text, Text> readContainerClaim(const Field& item) {
  std::pair<Text, Text> out;
  protobuf::forEachField(item.bytes(), [&out](const Field& field) {
    if (field.number() == 1) {
      out.first = field.text();
    } else if (field.number() == 2) {
      out.second = field.text();
    }
  });
  return out;
}

Container readContainer(Bytes message, bool init, PodDraft& draft) {
  Container out;
  out.init = init;
  const std::size_t before = draft.ports.size();
  protobuf::forEachField(message, [&](const Field& field) {
    switch (field.number()) {
      case 1:
        out.name = field.text();
        break;
      case 2:
        out.image = field.text();
        break;
      case 6:
        draft.ports.push_back(protobuf::containerPort(field));
        break;
      case 8:
        protobuf::forEachField(field.bytes(), [&out](Field& resources) {
          if (resources.number() == 1) {
            protobuf::quantities(resources, out.limits);
          } else if (resources.number() == 2) {
            protobuf::quantities(resources, out.requests);
          } else if (resources.number() == 3) {
            resources.list(out.claims, readContainerClaim);
          }
        });
        break;
      case 24:
        out.sidecar = init && field.bytes() == "Always";
        break;
      default:
        break;
    }
  });
  for (std::size_t i = before; i < draft.ports.size(); ++i) {
    draft.ports[i].init = init && !out.sidecar;
  }
  return out;
}

PodClaimEntry readClaimEntry(const Field& item) {
  PodClaimEntry out;
  protobuf::forEachField(item.bytes(), [&out](const Field& field) {
    switch (field.number()) {
      case 1:
        out.name = field.text();
        break;
      case 2:  // `source`, through 1.30
        out.viaSource = true;
        protobuf::forEachField(field.bytes(), [&out](const Field& source) {
          if (source.number() == 1) {
            out.claimName = source.text();
          } else if (source.number() == 2) {
            out.templateName = source.text();
          }
        });
        break;
      case 3:
        out.claimName = field.text();
        break;
      case 4:
        out.templateName = field.text();
        break;
      default:
        break;
    }
  });
  return out;
}

void readVolume(Bytes volume, PodSpec& spec) {
  protobuf::forEachField(volume, [&spec](const Field& field) {
    if (field.number() == 2) {
      protobuf::forEachField(field.bytes(), [&spec](const Field& source) {
        spec.usesEmptyDir = spec.usesEmptyDir || source.number() == 2;
        spec.volumeClaim = spec.volumeClaim || source.number() == 10 || source.number() == 29;
      });
    }
  });
}

/// PodAffinityTerm: namespaces 2, namespaceSelector 4.
bool crossesNamespaces(Bytes term) {
  bool out = false;
  protobuf::forEachField(term, [&out](const Field& field) { out = out || field.number() == 2 || field.number() == 4; });
  return out;
}

void readAffinity(Bytes affinity, PodDraft& draft) {
  protobuf::forEachField(affinity, [&](const Field& kind) {
    protobuf::forEachField(kind.bytes(), [&](Field& field) {
      if (kind.number() == 1) {
        if (field.number() == 1) {
          protobuf::optional(field, draft.spec.requiredNodeAffinity, protobuf::nodeSelector);
        }
      } else if (field.number() == 1) {
        List<PodAffinityTerm>& terms = kind.number() == 2 ? draft.placement.affinity : draft.placement.antiAffinity;
        field.list(terms, protobuf::podAffinityTerm);
        draft.spec.crossNamespaceAffinity = fields::crossesNamespaces(terms) || draft.spec.crossNamespaceAffinity;
      } else if (field.number() == 2) {
        protobuf::forEachField(field.bytes(), [&draft](const Field& weighted) {
          if (weighted.number() == 2) {
            draft.spec.crossNamespaceAffinity = crossesNamespaces(weighted.bytes()) || draft.spec.crossNamespaceAffinity;
          }
        });
      }
    });
  });
}

/// ResourceRequirements of the pod as a whole: limits 1, requests 2.
void readPodResources(Bytes resources, PodSpec& spec) {
  ResourceList limits;
  ResourceList requests;
  protobuf::forEachField(resources, [&](Field& field) {
    if (field.number() == 1) {
      protobuf::quantities(field, limits);
    } else if (field.number() == 2) {
      protobuf::quantities(field, requests);
    }
  });
  spec.podLevelCompute = fields::asksCompute(limits) || fields::asksCompute(requests);
}

Text readName(const Field& item) {
  Text out;
  protobuf::forEachField(item.bytes(), [&out](const Field& field) {
    if (field.number() == 1) {
      out = field.text();
    }
  });
  return out;
}

/// What is gathered from two fields each. JSON has init containers first, the wire has them last.
struct Halves {
  std::vector<Container> initContainers;
  std::vector<Container> containers;
  std::vector<DeviceHealth> initHealth;
  std::vector<DeviceHealth> health;
  PodDraft draft;
};

template <class Container, class T>
void join(Container& out, std::vector<T>& first, std::vector<T>& second) {
  if (first.empty()) {
    out = std::move(second);
    return;
  }
  first.reserve(first.size() + second.size());
  first.insert(first.end(), std::make_move_iterator(second.begin()), std::make_move_iterator(second.end()));
  out = std::move(first);
}

void readPodSpec(Bytes spec, Pod& pod, Halves& halves) {
  protobuf::forEachField(spec, [&](Field& field) {
    switch (field.number()) {
      case 1:
        readVolume(field.bytes(), halves.draft.spec);
        break;
      case 2:
        field.list(halves.containers, [&](const Field& item) { return readContainer(item.bytes(), false, halves.draft); });
        break;
      case 5:
        halves.draft.spec.hasDeadline = true;
        break;
      case 7:
        protobuf::labels(field, halves.draft.spec.nodeSelector);
        break;
      case 10:
        pod.nodeName = field.text();
        break;
      case 11:
        halves.draft.spec.hostNetwork = field.boolean();
        break;
      case 18:
        readAffinity(field.bytes(), halves.draft);
        break;
      case 19:
        halves.draft.spec.schedulerName = field.text();
        break;
      case 20:
        field.list(halves.initContainers, [&](const Field& item) { return readContainer(item.bytes(), true, halves.draft); });
        break;
      case 22:
        protobuf::remembered(field, halves.draft.spec.tolerations,
                             [&] { field.list(halves.draft.spec.tolerations, protobuf::toleration); });
        break;
      case 24:
        halves.draft.spec.priorityClassName = field.text();
        break;
      case 25:
        halves.draft.spec.priority = field.int32();
        break;
      case 32:
        protobuf::quantities(field, halves.draft.spec.overhead);
        break;
      case 33:
        protobuf::spreadConstraint(field.bytes(), halves.draft.placement);
        break;
      case 38:
        field.list(halves.draft.spec.schedulingGates, readName);
        break;
      case 39:
        protobuf::remembered(field, halves.draft.spec.claims, [&] { field.list(halves.draft.spec.claims, readClaimEntry); });
        break;
      case 40:
        readPodResources(field.bytes(), halves.draft.spec);
        break;
      default:
        break;
    }
  });
}

void readState(Bytes state, ContainerStatus& out) {
  protobuf::forEachField(state, [&out](const Field& kind) {
    // Reason, message and signal are left out of JSON when they say nothing; then they do not replace what an earlier state said.
    const auto say = [](Text& told, const Field& field) {
      if (!field.bytes().empty()) {
        told = field.text();
      }
    };
    switch (kind.number()) {
      case 1:
        out.state = Text("waiting");
        protobuf::forEachField(kind.bytes(), [&](const Field& field) {
          if (field.number() == 1) {
            say(out.reason, field);
          } else if (field.number() == 2) {
            say(out.message, field);
          }
        });
        break;
      case 2:
        out.state = Text("running");
        protobuf::forEachField(kind.bytes(), [&](const Field& field) {
          if (field.number() == 1) {
            out.startedAt = fields::sinceEpoch(field.time());
          }
        });
        break;
      case 3:
        out.state = Text("terminated");
        protobuf::forEachField(kind.bytes(), [&](const Field& field) {
          switch (field.number()) {
            case 1:
              out.exitCode = field.int32();
              break;
            case 2:
              out.signal = field.int32();
              break;
            case 3:
              say(out.reason, field);
              break;
            case 4:
              say(out.message, field);
              break;
            case 5:
              out.startedAt = fields::sinceEpoch(field.time());
              break;
            default:
              break;
          }
        });
        break;
      default:
        break;
    }
  });
}

DeviceHealth readHealth(const Field& item) {
  DeviceHealth out;
  protobuf::forEachField(item.bytes(), [&out](const Field& field) {
    if (field.number() == 1) {
      out.deviceId = field.text();
    } else if (field.number() == 2) {
      out.health = field.text();
    } else if (field.number() == 6) {
      out.message = field.text();
    }
  });
  return out;
}

/// One entry of allocatedResourcesStatus[]; those of device plugins have no "claim:" prefix and are left out.
void readAllocatedResources(Bytes message, std::vector<DeviceHealth>& health) {
  constexpr std::string_view kClaim = "claim:";
  Bytes name;
  std::vector<DeviceHealth> devices;
  protobuf::forEachField(message, [&](Field& field) {
    if (field.number() == 1) {
      name = field.bytes();
    } else if (field.number() == 2) {
      field.list(devices, readHealth);
    }
  });
  if (name.starts_with(kClaim)) {
    const Text entry = protobuf::textOf(name.substr(kClaim.size()));
    for (DeviceHealth& device : devices) {
      device.claimEntry = entry;
      health.push_back(std::move(device));
    }
  }
}

ContainerStatus readContainerStatus(Bytes message, std::vector<DeviceHealth>& health) {
  ContainerStatus out;
  protobuf::forEachField(message, [&](const Field& field) {
    switch (field.number()) {
      case 1:
        out.name = field.text();
        break;
      case 2:
        readState(field.bytes(), out);
        break;
      case 4:
        out.ready = field.boolean();
        break;
      case 5:
        out.restarts = field.int32();
        break;
      case 9:
        out.started = field.boolean();
        break;
      case 14:
        readAllocatedResources(field.bytes(), health);
        break;
      default:
        break;
    }
  });
  return out;
}

ExtendedResourceRequest readMapping(const Field& item) {
  ExtendedResourceRequest out;
  protobuf::forEachField(item.bytes(), [&out](const Field& field) {
    if (field.number() == 1) {
      out.container = field.text();
    } else if (field.number() == 2) {
      out.resource = field.text();
    } else if (field.number() == 3) {
      out.request = field.text();
    }
  });
  return out;
}

PodClaimStatus readClaimStatus(const Field& item) {
  PodClaimStatus out;
  protobuf::forEachField(item.bytes(), [&out](const Field& field) {
    if (field.number() == 1) {
      out.name = field.text();
    } else if (field.number() == 2) {
      out.claimName = field.text();
    }
  });
  return out;
}

void readPodStatus(Bytes status, Pod& pod, Halves& halves) {
  const auto statuses = [](std::vector<DeviceHealth>& health) {
    return [&health](const Field& item) { return readContainerStatus(item.bytes(), health); };
  };
  protobuf::forEachField(status, [&](Field& field) {
    switch (field.number()) {
      case 1:
        pod.phase = field.text();
        break;
      case 2:
        field.list(pod.conditions, [](const Field& item) { return fields::podCondition(protobuf::condition(item)); });
        break;
      case 3:
        halves.draft.rare.message = field.text();
        break;
      case 4:
        halves.draft.rare.reason = field.text();
        break;
      case 7:
        pod.startTime = field.time();
        break;
      case 8:
        field.list(pod.containerStatuses, statuses(halves.health));
        break;
      case 9:
        halves.draft.spec.qosClass = field.text();
        break;
      case 10:
        field.list(halves.draft.rare.initContainerStatuses, statuses(halves.initHealth));
        break;
      case 11:
        halves.draft.rare.nominatedNodeName = field.text();
        break;
      case 15:
        field.list(pod.claimStatuses, readClaimStatus);
        break;
      case 18:
        protobuf::forEachField(field.bytes(), [&halves](Field& extended) {
          if (extended.number() == 2) {
            halves.draft.rare.extendedResourceClaim = extended.text();
          } else if (extended.number() == 1) {
            extended.list(halves.draft.rare.extendedResources, readMapping);
          }
        });
        break;
      default:
        break;
    }
  });
}

}  // namespace

void protobuf::podTemplate(Bytes message, Pod& out) {
  Halves halves;
  protobuf::object(
      message, out.meta, [&](Bytes spec) { readPodSpec(spec, out, halves); }, [](Bytes) {});
  join(halves.draft.spec.containers, halves.initContainers, halves.containers);
  fields::finishSpec(halves.draft, out);
}

Text protobuf::strategyType(Bytes message) {
  Text out;
  protobuf::forEachField(message, [&out](const Field& field) {
    if (field.number() == 1) {
      out = field.text();
    }
  });
  return out;
}

template <>
void decodeProtobuf<Pod>(std::string_view message, std::string_view, Pod& pod) {
  Halves halves;
  protobuf::object(
      message, pod.meta, [&](Bytes spec) { readPodSpec(spec, pod, halves); },
      [&](Bytes status) { readPodStatus(status, pod, halves); });
  join(halves.draft.spec.containers, halves.initContainers, halves.containers);
  join(halves.draft.rare.deviceHealth, halves.initHealth, halves.health);
  fields::finish(halves.draft, pod);
}

}  // namespace claimscope
