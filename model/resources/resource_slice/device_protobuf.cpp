#include "model/resources/protobuf_fields.h"
#include "model/resources/resource_slice/device.h"

namespace claimscope::protobuf {

namespace {

/// DeviceAttribute. A value of no type that we know stays an empty version, as in JSON.
class AttributeReader {
 public:
  explicit AttributeReader(AttributeValue& out) : m_out(out) { m_out.emplace<Version>(); }

  void field(Field& field) {
    switch (field.number()) {
      case 2:
        m_out = field.integer();
        break;
      case 3:
        m_out = field.boolean();
        break;
      case 4:
        m_out = field.text();
        break;
      case 5:
        m_out = Version{field.text()};
        break;
      case 6:
        numbers<std::int64_t>(field);
        break;
      case 7:
        numbers<bool>(field);
        break;
      case 8: {
        std::vector<Text> texts;
        field.texts(texts);
        m_out = std::move(texts);
        break;
      }
      case 9: {
        std::vector<Version> versions;
        field.list(versions, [](const Field& item) { return Version{item.text()}; });
        m_out = std::move(versions);
        break;
      }
      default:
        break;
    }
  }

 private:
  template <class T>
  void numbers(const Field& field) {
    if (field.number() != m_listed) {
      m_numbers.clear();
    }
    m_listed = field.number();
    field.varints(m_numbers);
    std::vector<T> out;
    out.reserve(m_numbers.size());
    for (const std::uint64_t number : m_numbers) {
      out.push_back(static_cast<T>(number));
    }
    m_out = std::move(out);
  }

  AttributeValue& m_out;
  std::uint32_t m_listed = 0;  ///< the field that m_numbers are of
  std::vector<std::uint64_t> m_numbers;
};

DeviceAttribute attribute(const Field& item) {
  const Entry pair = entry(item);
  DeviceAttribute out;
  out.name = textOf(pair.key);
  AttributeReader reader(out.value);
  forEachField(pair.value, [&reader](Field& field) { reader.field(field); });
  return out;
}

CapacityPolicy capacityPolicy(Bytes message) {
  CapacityPolicy out;
  forEachField(message, [&out](Field& field) {
    if (field.number() == 1) {
      out.defaultValue = field.quantity();
    } else if (field.number() == 3) {
      field.list(out.validValues, [](const Field& item) { return item.quantity(); });
    } else if (field.number() == 4) {
      out.hasRange = true;
      forEachField(field.bytes(), [&out](const Field& range) {
        if (range.number() == 1) {
          out.minimum = range.quantity();
        } else if (range.number() == 2) {
          out.maximum = range.quantity();
        } else if (range.number() == 3) {
          out.step = range.quantity();
        }
      });
    }
  });
  return out;
}

DeviceCapacity readCapacity(const Field& item) {
  const Entry pair = entry(item);
  DeviceCapacity out{textOf(pair.key), {}, nullptr};
  forEachField(pair.value, [&out](const Field& field) {
    if (field.number() == 1) {
      out.value = field.quantity();
    } else if (field.number() == 2) {
      out.policy = capacityPolicy(field.bytes());
    }
  });
  return out;
}

CounterConsumption consumption(const Field& item) {
  CounterConsumption out;
  forEachField(item.bytes(), [&out](Field& field) {
    if (field.number() == 1) {
      out.counterSet = field.text();
    } else if (field.number() == 2) {
      counters(field, out.counters);
    } else if (field.number() == 3) {
      field.texts(out.compatibilityGroups);
    }
  });
  return out;
}

/// A device while it is read; `extras` are made only when something needs them.
struct ProtobufDeviceBuilder {
  Device device;
  std::optional<DeviceExtras> extras;

  DeviceExtras& more() {
    if (!extras) {
      extras.emplace();
    }
    return *extras;
  }
  void flag(bool DeviceExtras::*member, const Field& field) {
    if (field.boolean()) {
      more().*member = true;
    }
  }

  /// Numbers are those of v1; every one of v1beta1's `basic` is one less.
  void field(Field& field, std::uint32_t number) {
    switch (number) {
      case 2:
        field.list(device.attributes, attribute);
        settle(device.attributes, [](const DeviceAttribute& entry) -> const Text& { return entry.name; });
        break;
      case 3:
        field.list(device.capacity, readCapacity);
        settle(device.capacity, [](const DeviceCapacity& entry) -> const Text& { return entry.name; });
        break;
      case 4:
        field.list(more().consumes, consumption);
        break;
      case 5:
        if (!field.bytes().empty()) {
          more().nodeName = field.text();
        }
        break;
      case 6:
        optional(field, more().nodeSelector, nodeSelector);
        break;
      case 7:
        flag(&DeviceExtras::allNodes, field);
        break;
      case 8:
        field.list(device.taints, [](const Field& item) {
          Taint out;
          taint(item.bytes(), out);
          return out;
        });
        break;
      case 9:
        flag(&DeviceExtras::bindsToNode, field);
        break;
      case 10:
        field.texts(more().bindingConditions);
        break;
      case 11:
        field.texts(more().bindingFailureConditions);
        break;
      case 12:
        flag(&DeviceExtras::allowMultipleAllocations, field);
        break;
      default:
        break;
    }
  }
};

}  // namespace

Device device(std::string_view message, bool beta1) {
  ProtobufDeviceBuilder builder;
  forEachField(message, [&](Field& field) {
    if (field.number() == 1) {
      builder.device.name = field.text();
    } else if (!beta1) {
      builder.field(field, field.number());
    } else if (field.number() == 2) {
      forEachField(field.bytes(), [&builder](Field& basic) { builder.field(basic, basic.number() + 1); });
    }
  });
  if (builder.extras) {
    builder.device.extras = std::move(*builder.extras);
  }
  return std::move(builder.device);
}

}  // namespace claimscope::protobuf
