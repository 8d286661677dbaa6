#include "app/source/manifest_head.h"

#include "model/base/json.h"

namespace claimscope::app {

std::string groupOf(const std::string& apiVersion) {
  const std::size_t slash = apiVersion.find('/');
  return slash == std::string::npos ? std::string() : apiVersion.substr(0, slash);
}

ManifestHead manifestHead(std::string& bytes, Items items) {
  ManifestHead head;
  simdjson::ondemand::parser parser;
  auto document = parser.iterate(json::padded(bytes));
  json::forEachField(document.get_object().value(), [&](std::string_view key, json::Value value) {
    if (key == "apiVersion") {
      head.apiVersion = json::string(value);
    } else if (key == "kind") {
      head.kind = json::string(value);
    } else if (key == "gitVersion") {
      head.gitVersion = json::string(value);
    } else if (key == "serverVersion") {
      json::forEachField(value, [&](std::string_view inner, json::Value version) {
        if (inner == "gitVersion") {
          head.gitVersion = json::string(version);
        }
      });
    } else if (key == "metadata") {
      json::forEachField(value, [&](std::string_view inner, json::Value part) {
        if (inner == "name") {
          head.name = json::string(part);
        } else if (inner == "namespace") {
          head.namespaceName = json::string(part);
        }
      });
    } else if (key == "items" && items == Items::take) {
      json::forEachItem(value, [&](json::Value item) { head.items.push_back(json::raw(item)); });
    }
  });
  return head;
}

}  // namespace claimscope::app
