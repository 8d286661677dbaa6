#include <array>

#include "model/resources/device_class/configuration.h"
#include "model/resources/protobuf_fields.h"
#include "model/resources/resource_claim/claim_spec.h"

namespace claimscope::protobuf {

namespace {

/// What a field of a request's body is. The four messages that have one number them differently.
enum class BodyField : std::uint8_t {
  none,
  name,
  className,
  selectors,
  mode,
  count,
  adminAccess,
  tolerations,
  capacity,
  derived,
  firstAvailable,
};
using BodyNumbers = std::array<BodyField, 11>;
using enum BodyField;

constexpr BodyNumbers kExactly = {none, className, selectors, mode, count, adminAccess, tolerations, capacity, derived};
constexpr BodyNumbers kSubRequest = {none, name, className, selectors, mode, count, tolerations, capacity, derived};
constexpr BodyNumbers kSubRequestBeta1 = {none, name, className, selectors, mode, count, none, tolerations, capacity, derived};
constexpr BodyNumbers kRequestBeta1 = {none,        name,           className,   selectors, mode,   count,
                                       adminAccess, firstAvailable, tolerations, capacity,  derived};

BodyField fieldOf(const BodyNumbers& numbers, std::uint32_t number) {
  return number < numbers.size() ? numbers[number] : none;
}

/// One field of a body; false when it is none of a body's.
bool bodyField(BodyField what, Field& field, DeviceRequestBody& out) {
  switch (what) {
    case className:
      out.deviceClassName = field.text();
      return true;
    case selectors:
      field.list(out.selectors, celSelector);
      return true;
    case mode: {
      const Bytes word = field.bytes();
      out.mode = fields::countMode(word);
      out.modeWord = out.mode == CountMode::unsupported ? field.text() : Text();
      return true;
    }
    case count: {
      const std::int64_t number = field.integer();
      out.count = number == 0 ? 1 : number;
      return true;
    }
    case adminAccess:
      out.adminAccess = field.boolean();
      out.adminAccessSet = true;
      return true;
    case tolerations:
      field.list(out.tolerations, toleration);
      return true;
    case capacity:
      out.capacitySet = true;
      forEachField(field.bytes(), [&out](Field& inner) {
        if (inner.number() == 1) {
          quantities(inner, out.capacity);
        }
      });
      return true;
    case derived:
      out.derivesAttributes = true;
      return true;
    default:
      return false;
  }
}

DeviceRequestBody body(Bytes message, const BodyNumbers& numbers) {
  DeviceRequestBody out;
  forEachField(message, [&](Field& field) {
    const BodyField what = fieldOf(numbers, field.number());
    if (what == name) {
      out.name = field.text();
    } else {
      bodyField(what, field, out);
    }
  });
  return out;
}

DeviceRequest request(const Field& item) {
  DeviceRequest out;
  forEachField(item.bytes(), [&out](Field& field) {
    if (field.number() == 1) {
      out.name = field.text();
    } else if (field.number() == 2) {
      out.exactly = body(field.bytes(), kExactly);
    } else if (field.number() == 3) {
      field.list(out.firstAvailable, [](const Field& sub) { return body(sub.bytes(), kSubRequest); });
    }
  });
  return out;
}

/// v1beta1 has the body's fields on the request itself; a request with alternatives has an empty body.
DeviceRequest requestBeta1(const Field& item) {
  DeviceRequest out;
  DeviceRequestBody flat;
  bool hasFlat = false;
  forEachField(item.bytes(), [&](Field& field) {
    const BodyField what = fieldOf(kRequestBeta1, field.number());
    if (what == name) {
      out.name = field.text();
    } else if (what == firstAvailable) {
      field.list(out.firstAvailable, [](const Field& sub) { return body(sub.bytes(), kSubRequestBeta1); });
    } else {
      hasFlat = bodyField(what, field, flat) || hasFlat;
    }
  });
  if (hasFlat && (!flat.deviceClassName.empty() || out.firstAvailable.empty())) {
    out.exactly = std::move(flat);
  }
  return out;
}

DeviceConstraint constraint(const Field& item) {
  DeviceConstraint out;
  forEachField(item.bytes(), [&out](Field& field) {
    if (field.number() == 1) {
      field.texts(out.requests);
    } else if (field.number() == 2) {
      out.matchAttribute = field.text();
    } else if (field.number() == 3) {
      out.distinctAttribute = field.text();
    }
  });
  return out;
}

DeviceConfiguration claimConfiguration(const Field& item) {
  DeviceConfiguration out;
  forEachField(item.bytes(), [&out](Field& field) {
    if (field.number() == 1) {
      field.texts(out.requests);
    } else if (field.number() == 2) {
      configuration(field.bytes(), out);
    }
  });
  return out;
}

}  // namespace

void claimSpec(std::string_view message, std::string_view apiVersion, DeviceClaimSpec& out) {
  const bool beta1 = apiVersion.ends_with("/v1beta1");
  DecodeCache* cache = out.requests.empty() && out.constraints.empty() && out.config.empty() ? DecodeCache::current() : nullptr;
  const DecodeCache::Key key{message, beta1 ? 1U : 0U};
  if (const DeviceClaimSpec* known = cache == nullptr ? nullptr : cache->find<DeviceClaimSpec>(key)) {
    out = *known;
    return;
  }
  forEachField(message, [&](const Field& spec) {
    if (spec.number() != 1) {
      return;
    }
    forEachField(spec.bytes(), [&](Field& field) {
      if (field.number() == 1) {
        field.list(out.requests, beta1 ? requestBeta1 : request);
      } else if (field.number() == 2) {
        field.list(out.constraints, constraint);
      } else if (field.number() == 3) {
        field.list(out.config, claimConfiguration);
      }
    });
  });
  if (cache != nullptr) {
    cache->keep(key, out);
  }
}

}  // namespace claimscope::protobuf
