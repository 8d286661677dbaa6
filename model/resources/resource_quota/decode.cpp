#include "model/resources/resource_quota/resource_quota.h"

#include <iterator>

#include "model/resources/decoders.h"
#include "model/resources/fields.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<ResourceQuota>() {
  static const KindRequest request{"", "resourcequotas", "ResourceQuota", {"v1"}, true, 5, true};
  return request;
}

namespace {

QuotaScope readScope(json::Value requirement) {
  QuotaScope out;
  json::forEachField(requirement, [&](std::string_view key, json::Value value) {
    if (key == "scopeName") {
      out.name = json::text(value);
    } else if (key == "operator") {
      out.op = json::text(value);
    } else if (key == "values") {
      out.values = fields::list<Text>(value, [](json::Value item) { return json::text(item); });
    }
  });
  return out;
}

}  // namespace

template <>
void decode<ResourceQuota>(json::Object object, std::string_view, ResourceQuota& out) {
  ResourceList wanted;
  std::vector<QuotaScope> plain;
  std::vector<QuotaScope> selected;
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "spec" || key == "status") {
      ResourceList& hard = key == "spec" ? wanted : out.hard;
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "hard") {
          hard = fields::quantities(field);
        } else if (name == "used") {
          out.used = fields::quantities(field);
        } else if (name == "scopes" && key == "spec") {
          plain = fields::list<QuotaScope>(field, [](json::Value item) { return QuotaScope{json::text(item), Text("Exists")}; });
        } else if (name == "scopeSelector" && key == "spec") {
          json::forEachField(field, [&](std::string_view part, json::Value expressions) {
            if (part == "matchExpressions") {
              selected = fields::list<QuotaScope>(expressions, readScope);
            }
          });
        }
      });
    }
  });
  if (out.hard.empty()) {
    out.hard = std::move(wanted);
  }
  plain.insert(plain.end(), std::make_move_iterator(selected.begin()), std::make_move_iterator(selected.end()));
  out.scopes = std::move(plain);
}

}  // namespace claimscope
