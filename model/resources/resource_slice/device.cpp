#include "model/resources/resource_slice/device.h"

#include "model/resources/fields.h"

namespace claimscope::fields {

namespace {

using json::Value;
using simdjson::ondemand::json_type;

Version version(Value value) {
  return Version{json::text(value)};
}

/// One typed field of an attribute; v1 has `ints`, 1.30 `intSlice: {"ints": […]}`. Unknown types leave the value alone.
void attributeField(std::string_view key, Value value, AttributeValue& out) {
  if (json::isNull(value)) {
    return;
  }
  if (key == "int") {
    out = json::integer(value);
  } else if (key == "bool") {
    out = json::boolean(value);
  } else if (key == "string" || key == "quantity") {
    out = json::text(value);
  } else if (key == "version") {
    out = version(value);
  } else if (key == "ints") {
    out = list<std::int64_t>(value, json::integer);
  } else if (key == "bools") {
    out = list<bool>(value, json::boolean);
  } else if (key == "strings") {
    out = json::texts(value);
  } else if (key == "versions") {
    out = list<Version>(value, version);
  } else if (key == "intSlice" || key == "stringSlice") {
    json::forEachField(value, [&](std::string_view inner, Value field) { attributeField(inner, field, out); });
  }
}

std::vector<DeviceAttribute> attributes(Value value) {
  std::vector<DeviceAttribute> out;
  json::forEachField(value, [&](std::string_view name, Value field) {
    // A value of no type that we know stays an empty version: like upstream's "unsupported attribute value" it fails every
    // selector.
    DeviceAttribute& attribute = out.emplace_back();
    attribute.name = Text(name);
    attribute.value.emplace<Version>();
    json::forEachField(field, [&](std::string_view key, Value inner) { attributeField(key, inner, attribute.value); });
  });
  out.shrink_to_fit();
  return out;
}

Box<CapacityPolicy> capacityPolicy(Value value) {
  CapacityPolicy out;
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "default") {
      out.defaultValue = json::quantity(field);
    } else if (key == "validValues") {
      out.validValues = list<Quantity>(field, json::quantity);
    } else if (key == "validRange" && !json::isNull(field)) {
      out.hasRange = true;
      json::forEachField(field, [&](std::string_view name, Value inner) {
        if (name == "min") {
          out.minimum = json::quantity(inner);
        } else if (name == "max") {
          out.maximum = json::quantity(inner);
        } else if (name == "step") {
          out.step = json::quantity(inner);
        }
      });
    }
  });
  return out;
}

/// v1alpha3 writes the quantity itself, later versions an object around it.
std::vector<DeviceCapacity> capacities(Value value) {
  std::vector<DeviceCapacity> out;
  json::forEachField(value, [&](std::string_view name, Value field) {
    DeviceCapacity& capacity = out.emplace_back(DeviceCapacity{Text(name), {}, nullptr});
    if (type(field) != json_type::object) {
      capacity.value = json::quantity(field);
      return;
    }
    json::forEachField(field, [&](std::string_view key, Value inner) {
      if (key == "value") {
        capacity.value = json::quantity(inner);
      } else if (key == "requestPolicy" && !json::isNull(inner)) {
        capacity.policy = capacityPolicy(inner);
      }
    });
  });
  out.shrink_to_fit();
  return out;
}

CounterConsumption consumption(Value value) {
  CounterConsumption out;
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "counterSet") {
      out.counterSet = json::text(field);
    } else if (key == "counters") {
      out.counters = quantities(field);
    } else if (key == "compatibilityGroups") {
      out.compatibilityGroups = json::texts(field);
    }
  });
  return out;
}

/// A device while it is read; `extras` are made only when something needs them.
struct DeviceBuilder {
  Device device;
  std::optional<DeviceExtras> extras;

  DeviceExtras& more() {
    if (!extras) {
      extras.emplace();
    }
    return *extras;
  }
  void flag(bool DeviceExtras::*field, Value value) {
    if (json::boolean(value)) {
      more().*field = true;
    }
  }
  void texts(List<Text> DeviceExtras::*field, Value value) {
    if (std::vector<Text> read = json::texts(value); !read.empty()) {
      more().*field = std::move(read);
    }
  }

  void extraField(std::string_view key, Value value) {
    if (key == "consumesCounters") {
      if (auto consumes = list<CounterConsumption>(value, consumption); !consumes.empty()) {
        more().consumes = std::move(consumes);
      }
    } else if (key == "nodeName") {
      if (Text node = json::text(value); !node.empty()) {
        more().nodeName = std::move(node);
      }
    } else if (key == "nodeSelector" && !json::isNull(value)) {
      more().nodeSelector = nodeSelector(value);
    } else if (key == "allNodes") {
      flag(&DeviceExtras::allNodes, value);
    } else if (key == "bindsToNode") {
      flag(&DeviceExtras::bindsToNode, value);
    } else if (key == "allowMultipleAllocations") {
      flag(&DeviceExtras::allowMultipleAllocations, value);
    } else if (key == "bindingConditions") {
      texts(&DeviceExtras::bindingConditions, value);
    } else if (key == "bindingFailureConditions") {
      texts(&DeviceExtras::bindingFailureConditions, value);
    }
  }

  void field(std::string_view key, Value value) {
    if (key == "name") {
      device.name = json::text(value);
    } else if (key == "basic") {
      json::forEachField(value, [this](std::string_view inner, Value item) { field(inner, item); });
    } else if (key == "attributes") {
      device.attributes = attributes(value);
    } else if (key == "capacity") {
      device.capacity = capacities(value);
    } else if (key == "taints") {
      device.taints = list<Taint>(value, taint);
    } else {
      extraField(key, value);
    }
  }
};

}  // namespace

Device device(Value value) {
  DeviceBuilder builder;
  json::forEachField(value, [&](std::string_view key, Value field) { builder.field(key, field); });
  if (builder.extras) {
    builder.device.extras = std::move(*builder.extras);
  }
  return std::move(builder.device);
}

Device namedResourcesInstance(Value value) {
  Device out;
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "name") {
      out.name = json::text(field);
    } else if (key == "attributes") {
      out.attributes = list<DeviceAttribute>(field, [](Value item) {
        DeviceAttribute attribute;
        json::forEachField(item, [&](std::string_view name, Value inner) {
          if (name == "name") {
            attribute.name = json::text(inner);
          } else {
            attributeField(name, inner, attribute.value);
          }
        });
        return attribute;
      });
    }
  });
  return out;
}

CounterSet counterSet(Value value) {
  CounterSet out;
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "name") {
      out.name = json::text(field);
    } else if (key == "counters") {
      out.counters = quantities(field);
    }
  });
  return out;
}

}  // namespace claimscope::fields
