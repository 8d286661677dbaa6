// Claims that wait for, and templates that name, a device class that does not exist.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

struct Users {
  bool classic = false;
  std::vector<cluster::ClaimIndex> claims;
  std::vector<const ResourceClaimTemplate*> templates;
};

bool exists(const Examination& examination, const Text& name, bool classic) {
  return classic ? examination.snapshot.of<ResourceClass>().find({}, name) != nullptr
                 : examination.snapshot.of<DeviceClass>().find({}, name) != nullptr;
}

/// The class of a request is a claim about now only while the claim is not allocated.
void collect(const Examination& examination, std::map<Text, Users>& out) {
  const bool modernKnown = examination.complete(Kind::DeviceClass);
  const bool classicKnown = examination.complete(Kind::ResourceClass);
  const auto add = [&](const Text& name, bool classic) -> Users* {
    if (name.empty() || !(classic ? classicKnown : modernKnown) || exists(examination, name, classic)) {
      return nullptr;
    }
    Users& users = out[name];
    users.classic = classic;
    return &users;
  };
  for (const cluster::ClaimIndex i : examination.waiting) {
    for (const Text& name : examination.inventory.claims[i].classes) {
      if (Users* users = add(name, examination.claim(i).classic != nullptr)) {
        users->claims.push_back(i);
      }
    }
  }
  examination.snapshot.of<ResourceClaimTemplate>().forEach([&](cluster::Slot, const ResourceClaimTemplate& object) {
    if (object.classic != nullptr) {
      if (Users* users = add(object.classic->resourceClassName, true)) {
        users->templates.push_back(&object);
      }
    }
    for (const DeviceRequest& request : object.spec.requests) {
      if (Users* users = request.exactly ? add(request.exactly->deviceClassName, false) : nullptr) {
        users->templates.push_back(&object);
      }
      for (const DeviceRequestBody& body : request.firstAvailable) {
        if (Users* users = add(body.deviceClassName, false)) {
          users->templates.push_back(&object);
        }
      }
    }
  });
}

void findClassMissing(const Examination& examination, std::vector<Finding>& out) {
  std::map<Text, Users> missing;
  collect(examination, missing);
  for (auto& [name, users] : missing) {
    const std::string kind = users.classic ? "ResourceClass" : "DeviceClass";
    const auto claims = static_cast<std::int64_t>(users.claims.size());
    const auto templates = static_cast<std::int64_t>(users.templates.size());
    std::sort(users.templates.begin(), users.templates.end(), [](const auto* a, const auto* b) {
      return a->meta.namespaceName == b->meta.namespaceName ? a->meta.name < b->meta.name
                                                            : a->meta.namespaceName < b->meta.namespaceName;
    });
    Finding finding;
    finding.id = "DeviceClassMissing:" + name.str();
    finding.severity = claims > 0 ? Severity::warning : Severity::notice;
    finding.title = kind + " " + middleCut(name.view(), 40) + " does not exist, " +
                    (claims > 0 ? counted(claims, "claim waits", "claims wait")
                                : counted(templates, "template names", "templates name") + " it");
    finding.detail = "create the class or correct the name in the claims and templates";
    addObject(finding, {"class", "", name.str()});
    for (const cluster::ClaimIndex i : users.claims) {
      const Time created = examination.claim(i).meta.created;
      finding.since = finding.since.isSet() ? std::min(finding.since, created) : created;
      addObject(finding, examination.refOfClaim(i));
      addEvidence(finding, "ResourceClaim " + examination.claimName(i),
                  users.classic ? "spec.resourceClassName" : "spec.devices.requests[].deviceClassName", name.str());
    }
    for (const ResourceClaimTemplate* object : users.templates) {
      addObject(finding, {"template", object->meta.namespaceName.str(), object->meta.name.str()});
      addEvidence(finding, "ResourceClaimTemplate " + object->meta.namespaceName.str() + "/" + object->meta.name.str(),
                  "spec.spec", "class " + name.str());
    }
    finding.command = "kubectl get " + std::string(users.classic ? "resourceclasses" : "deviceclasses");
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check classMissing() {
  return {"class_missing", "classes that claims and templates name", {Kind::ResourceClaim}, findClassMissing};
}

}  // namespace claimscope::diagnosis
