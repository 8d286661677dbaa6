#include "model/base/loose_json.h"

namespace claimscope::loose {

const Json& child(const Json& object, const char* key) {
  static const Json kNothing;
  if (!object.is_object()) {
    return kNothing;
  }
  const auto found = object.find(key);
  return found == object.end() ? kNothing : *found;
}

std::string fieldText(const Json& object, const char* key) {
  const Json& value = child(object, key);
  return value.is_string() ? value.get<std::string>() : std::string();
}

bool fieldTrue(const Json& object, const char* key) {
  const Json& value = child(object, key);
  return value.is_boolean() && value.get<bool>();
}

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> out;
  if (list.is_array()) {
    for (const Json& one : list) {
      if (one.is_string()) {
        out.push_back(one.get<std::string>());
      }
    }
  }
  return out;
}

}  // namespace claimscope::loose
