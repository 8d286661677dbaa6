#include "model/actions/object_check.h"

#include <fmt/format.h>

#include "model/actions/json_line.h"
#include "model/base/json_tree.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

constexpr std::size_t kMostChanges = 64;

std::string textAt(const nlohmann::json& object, const char* pointer) {
  const nlohmann::json::json_pointer path(pointer);
  return object.contains(path) && object.at(path).is_string() ? object.at(path).get<std::string>() : std::string();
}

/// The value at a pointer as JSON, empty when absent. A boolean false and an absent field are the same to the API (omitempty).
std::string valueAt(const nlohmann::json& object, const std::string& pointer) {
  try {
    const nlohmann::json::json_pointer path(pointer);
    if (!object.contains(path) || object.at(path).is_null() || object.at(path) == false) {
      return {};
    }
    return jsonLine(object.at(path));
  } catch (const nlohmann::json::exception&) {
    return {};
  }
}

bool hasList(const nlohmann::json& value) {
  if (value.is_array()) {
    return true;
  }
  if (value.is_object()) {
    for (const nlohmann::json& child : value) {
      if (hasList(child)) {
        return true;
      }
    }
  }
  return false;
}

void withoutServerFields(nlohmann::json& object) {
  if (object.is_object() && object.contains("metadata") && object["metadata"].is_object()) {
    for (const char* field : {"managedFields", "resourceVersion", "generation"}) {
      object["metadata"].erase(field);
    }
  }
}

void addLeaves(const nlohmann::json& value, const std::string& pointer, bool before, std::vector<FieldChange>& out) {
  if (value.is_object() && !value.empty()) {
    for (const auto& [key, child] : value.items()) {
      addLeaves(child, pointer + "/" + key, before, out);
    }
    return;
  }
  if (out.size() < kMostChanges) {
    out.push_back(before ? FieldChange{pointer, jsonLine(value), ""} : FieldChange{pointer, "", jsonLine(value)});
  }
}

void compare(const nlohmann::json& before, const nlohmann::json& after, const std::string& pointer,
             std::vector<FieldChange>& out) {
  if (before == after || out.size() >= kMostChanges) {
    return;
  }
  if (!before.is_object() || !after.is_object()) {
    out.push_back({pointer, jsonLine(before), jsonLine(after)});
    return;
  }
  for (const auto& [key, value] : before.items()) {
    const auto other = after.find(key);
    if (other == after.end()) {
      addLeaves(value, pointer + "/" + key, true, out);
    } else {
      compare(value, *other, pointer + "/" + key, out);
    }
  }
  for (const auto& [key, value] : after.items()) {
    if (!before.contains(key)) {
      addLeaves(value, pointer + "/" + key, false, out);
    }
  }
}

}  // namespace

ObjectCheck checkObject(const Step& step, const std::string& text) {
  ObjectCheck out;
  const nlohmann::json object = nlohmann::json::parse(text, nullptr, false);
  if (!object.is_object()) {
    out.moved = "the server's answer is no object";
    return out;
  }
  const std::string uid = textAt(object, "/metadata/uid");
  out.resourceVersion = textAt(object, "/metadata/resourceVersion");
  if (!step.call.target.uid.empty() && uid != step.call.target.uid) {
    out.moved = fmt::format("it is another object of the same name: uid {} instead of {}", uid, step.call.target.uid);
    return out;
  }
  // Asked before the guards: a repeated call finds its own work, and that is no change by somebody else.
  if (step.call.verb == Verb::patch) {
    const nlohmann::json patch = nlohmann::json::parse(step.call.body, nullptr, false);
    if (patch.is_object() && !hasList(patch)) {
      nlohmann::json patched = object;
      patched.merge_patch(patch);
      nlohmann::json before = object;
      withoutServerFields(before);
      withoutServerFields(patched);
      out.alreadySo = before == patched;
    }
  }
  if (out.alreadySo) {
    return out;
  }
  for (const FieldGuard& guard : step.guards) {
    const std::string now = valueAt(object, guard.pointer);
    if (now != guard.value) {
      out.moved = fmt::format("{} has changed since the rehearsal: {} instead of {}", guard.pointer,
                              now.empty() ? "absent" : words::cut(words::oneLine(now), 80),
                              guard.value.empty() ? "absent" : words::cut(words::oneLine(guard.value), 80));
      return out;
    }
  }
  if (step.exactVersion && !step.call.target.resourceVersion.empty() && out.resourceVersion != step.call.target.resourceVersion) {
    out.moved = fmt::format("it has changed since the rehearsal (resourceVersion {} instead of {})", out.resourceVersion,
                            step.call.target.resourceVersion);
  }
  return out;
}

bool madeByPlan(const std::string& text, const std::string& planId) {
  const nlohmann::json object = nlohmann::json::parse(text, nullptr, false);
  return object.is_object() && textAt(object, "/metadata/annotations/claimscope.io~1plan") == planId;
}

std::vector<FieldChange> fieldChanges(const std::string& before, const std::string& after) {
  std::vector<FieldChange> out;
  nlohmann::json old = nlohmann::json::parse(before, nullptr, false);
  nlohmann::json now = nlohmann::json::parse(after, nullptr, false);
  if (!now.is_object()) {
    return out;
  }
  if (!old.is_object()) {
    old = nlohmann::json::object();
  }
  withoutServerFields(old);
  withoutServerFields(now);
  compare(old, now, "", out);
  return out;
}

}  // namespace claimscope::actions
