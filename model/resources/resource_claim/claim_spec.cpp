#include "model/resources/resource_claim/claim_spec.h"

#include "model/resources/device_class/configuration.h"
#include "model/resources/fields.h"

namespace claimscope::fields {

namespace {

using json::Value;

/// One field of a request body; false when the key is none of a body's.
bool bodyField(std::string_view key, Value value, DeviceRequestBody& out) {
  if (key == "deviceClassName") {
    out.deviceClassName = json::text(value);
  } else if (key == "selectors") {
    out.selectors = celSelectors(value);
  } else if (key == "allocationMode") {
    const Text word = json::text(value);
    out.mode = countMode(word.view());
    if (out.mode == CountMode::unsupported) {
      out.modeWord = word;
    }
  } else if (key == "count") {
    const std::int64_t count = json::integer(value);
    out.count = count == 0 ? 1 : count;
  } else if (key == "adminAccess") {
    out.adminAccessSet = !json::isNull(value);
    out.adminAccess = json::boolean(value);
  } else if (key == "tolerations") {
    out.tolerations = list<Toleration>(value, toleration);
  } else if (key == "derivedAttributes") {
    json::forEachItem(value, [&](Value) { out.derivesAttributes = true; });
  } else if (key == "capacity" && !json::isNull(value)) {
    out.capacitySet = true;
    json::forEachField(value, [&](std::string_view name, Value field) {
      if (name == "requests") {
        out.capacity = quantities(field);
      }
    });
  } else {
    return false;
  }
  return true;
}

DeviceRequestBody body(Value value) {
  DeviceRequestBody out;
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "name") {
      out.name = json::text(field);
    } else {
      bodyField(key, field, out);
    }
  });
  return out;
}

DeviceRequest request(Value value) {
  DeviceRequest out;
  DeviceRequestBody flat;  // v1beta1 and v1alpha3 have the body's fields on the request itself
  bool hasFlat = false;
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "name") {
      out.name = json::text(field);
    } else if (key == "exactly" && !json::isNull(field)) {
      out.exactly = body(field);
    } else if (key == "firstAvailable") {
      out.firstAvailable = list<DeviceRequestBody>(field, body);
    } else {
      hasFlat = bodyField(key, field, flat) || hasFlat;
    }
  });
  if (!out.exactly && hasFlat && (!flat.deviceClassName.empty() || out.firstAvailable.empty())) {
    out.exactly = std::move(flat);
  }
  return out;
}

DeviceConstraint constraint(Value value) {
  DeviceConstraint out;
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "requests") {
      out.requests = json::texts(field);
    } else if (key == "matchAttribute") {
      out.matchAttribute = json::text(field);
    } else if (key == "distinctAttribute") {
      out.distinctAttribute = json::text(field);
    }
  });
  return out;
}

void parametersReference(Value value, ClassicClaim& out) {
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "apiGroup") {
      out.parametersApiGroup = json::text(field);
    } else if (key == "kind") {
      out.parametersKind = json::text(field);
    } else if (key == "name") {
      out.parametersName = json::text(field);
    }
  });
}

}  // namespace

CountMode countMode(std::string_view word) {
  // Clients are told to refuse modes they do not know, so they are shown and never guessed.
  if (word.empty() || word == "ExactCount") {
    return CountMode::exactCount;
  }
  return word == "All" ? CountMode::all : CountMode::unsupported;
}

bool isClassicVersion(std::string_view apiVersion) {
  return apiVersion.ends_with("/v1alpha2") || apiVersion.ends_with("/v1alpha1");
}

void claimSpec(Value value, DeviceClaimSpec& out, ClassicBuilder& classic) {
  json::forEachField(value, [&](std::string_view key, Value field) {
    if (key == "devices") {
      json::forEachField(field, [&](std::string_view name, Value inner) {
        if (name == "requests") {
          out.requests = list<DeviceRequest>(inner, request);
        } else if (name == "constraints") {
          out.constraints = list<DeviceConstraint>(inner, constraint);
        } else if (name == "config") {
          out.config = configurations(inner);
        }
      });
    } else if (key == "resourceClassName") {
      classic.claim.resourceClassName = json::text(field);
      classic.used = true;
    } else if (key == "parametersRef" && !json::isNull(field)) {
      parametersReference(field, classic.claim);
      classic.used = true;
    } else if (key == "allocationMode") {
      classic.claim.allocationMode = json::text(field);
      classic.used = true;
    } else if (key == "controller") {  // 1.31: a control-plane controller allocates, as in classic DRA
      classic.claim.driverName = json::text(field);
      classic.used = classic.used || !classic.claim.driverName.empty();
    }
  });
}

Box<ClassicClaim> finishClassic(ClassicBuilder& classic, std::string_view apiVersion) {
  const bool version = isClassicVersion(apiVersion);
  if (!classic.used && !version) {
    return nullptr;
  }
  if (classic.claim.allocationMode.empty() && (version || !classic.claim.resourceClassName.empty())) {
    classic.claim.allocationMode = Text("WaitForFirstConsumer");
  }
  return std::move(classic.claim);
}

}  // namespace claimscope::fields
