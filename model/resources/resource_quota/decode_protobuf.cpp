#include <iterator>
#include <vector>

#include "model/resources/decoders.h"
#include "model/resources/protobuf_fields.h"
#include "model/resources/resource_quota/resource_quota.h"

namespace claimscope {

namespace {

using protobuf::Field;

QuotaScope readScope(const Field& requirement) {
  QuotaScope out;
  protobuf::forEachField(requirement.bytes(), [&out](Field& field) {
    if (field.number() == 1) {
      out.name = field.text();
    } else if (field.number() == 2) {
      out.op = field.text();
    } else if (field.number() == 3) {
      field.texts(out.values);
    }
  });
  return out;
}

}  // namespace

template <>
void decodeProtobuf<ResourceQuota>(std::string_view message, std::string_view, ResourceQuota& out) {
  ResourceList wanted;
  std::vector<QuotaScope> plain;
  std::vector<QuotaScope> selected;
  protobuf::forEachField(message, [&](const Field& part) {
    if (part.number() == 1) {
      protobuf::metadata(part.bytes(), out.meta);
    } else if (part.number() == 2 || part.number() == 3) {
      const bool status = part.number() == 3;
      protobuf::forEachField(part.bytes(), [&](Field& field) {
        if (field.number() == 1) {
          protobuf::quantities(field, status ? out.hard : wanted);
        } else if (field.number() == 2 && status) {
          protobuf::quantities(field, out.used);
        } else if (field.number() == 2) {
          field.list(plain, [](const Field& item) { return QuotaScope{item.text(), Text("Exists")}; });
        } else if (field.number() == 3 && !status) {
          protobuf::forEachField(field.bytes(), [&](Field& selector) {
            if (selector.number() == 1) {
              selector.list(selected, readScope);
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
