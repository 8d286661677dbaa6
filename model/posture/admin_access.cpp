// Claims with admin access, and the namespaces that allow them.
#include <algorithm>
#include <map>

#include "model/diagnosis/words.h"
#include "model/posture/posture.h"

namespace claimscope::posture {
namespace {

using diagnosis::Severity;

/// resource/v1 types.go DRAAdminNamespaceLabelKey: admin access is taken only where it is "true".
constexpr const char* kLabel = "resource.kubernetes.io/admin-access";
/// Of 1.32 and 1.33 pre-releases and some guides.
constexpr const char* kOldLabel = "resource.k8s.io/admin-access";

bool asksAdmin(const DeviceClaimSpec& spec) {
  return std::any_of(spec.requests.begin(), spec.requests.end(),
                     [](const DeviceRequest& request) { return request.exactly && request.exactly->adminAccess; });
}

Item adminItem(const char* rule, const std::string& namespaceName, Severity severity) {
  Item item;
  item.rule = rule;
  item.id = std::string(rule) + ":" + namespaceName;
  item.area = Area::adminAccess;
  item.severity = severity;
  item.namespaceName = namespaceName;
  return item;
}

struct AdminRoom {
  std::vector<std::string> claims;
  std::vector<std::string> templates;
};

}  // namespace

void assessAdminAccess(const Context& context) {
  const cluster::Snapshot& snapshot = context.snapshot;
  std::map<Text, AdminRoom> rooms;
  snapshot.of<ResourceClaim>().forEach([&](cluster::Slot, const ResourceClaim& claim) {
    if (asksAdmin(claim.spec)) {
      rooms[claim.meta.namespaceName].claims.push_back(claim.meta.name.str());
    }
  });
  snapshot.of<ResourceClaimTemplate>().forEach([&](cluster::Slot, const ResourceClaimTemplate& one) {
    if (asksAdmin(one.spec)) {
      rooms[one.meta.namespaceName].templates.push_back(one.meta.name.str());
    }
  });
  std::map<Text, bool> allowed;
  snapshot.of<Namespace>().forEach([&](cluster::Slot, const Namespace& one) {
    const std::string name = one.meta.name.str();
    const Text value = labelValue(one.meta.labels, kLabel);
    allowed[one.meta.name] = value == "true";
    const bool odd = hasLabel(one.meta.labels, kLabel) && !(value == "true") && !(value == "false");
    if (odd || hasLabel(one.meta.labels, kOldLabel)) {
      Item item = adminItem("admin-label-odd", name, Severity::notice);
      item.title = words::cut(name + ": its admin-access label has no effect", diagnosis::kTitleLength);
      item.detail = std::string("Only ") + kLabel + "=true allows claims with admin access";
      item.fix = "Correct the label, or take it away";
      item.evidence.push_back({"Namespace " + name, std::string("metadata.labels[") + (odd ? kLabel : kOldLabel) + "]",
                               odd ? value.str() : labelValue(one.meta.labels, kOldLabel).str()});
      item.command = "kubectl get namespace " + words::shellWord(name) + " --show-labels";
      context.add(std::move(item));
    }
    if (value == "true" && rooms.find(one.meta.name) == rooms.end() && snapshot.boundOf(Kind::ResourceClaim) == Bound::exact) {
      Item item = adminItem("admin-namespace-unused", name, Severity::warning);
      item.title = words::cut(name + " allows admin access, and no claim of it asks for that", diagnosis::kTitleLength);
      item.detail = "Whoever may create claims there sees and touches devices of every tenant";
      item.fix = "Take the label away until it is needed";
      item.evidence.push_back({"Namespace " + name, std::string("metadata.labels[") + kLabel + "]", "true"});
      item.command = "kubectl get namespaces -l " + std::string(kLabel) + "=true";
      item.objects.push_back({"namespace", {}, name});
      context.add(std::move(item));
    }
  });
  for (const auto& [name, room] : rooms) {
    const auto claims = static_cast<std::int64_t>(room.claims.size());
    const std::string what =
        claims > 0 ? words::counted(claims, "claim") + " with admin access"
                   : words::counted(static_cast<std::int64_t>(room.templates.size()), "template") + " with admin access";
    Item item = adminItem("admin-claims", name.str(), Severity::notice);
    item.title = words::cut(name.str() + ": " + what, diagnosis::kTitleLength);
    item.detail = "Its pods reach devices that other tenants hold: " + words::listed(claims > 0 ? room.claims : room.templates);
    item.fix = "Keep such claims to a namespace of their own that only operators may write";
    item.command = "kubectl -n " + words::shellWord(name.str()) + " get resourceclaims -o yaml";
    for (const std::string& claim : room.claims) {
      if (item.objects.size() < diagnosis::kMaxObjects) {
        item.objects.push_back({"claim", name.str(), claim});
      }
      if (item.evidence.size() < diagnosis::kMaxEvidence) {
        item.evidence.push_back(
            {"ResourceClaim " + name.str() + "/" + claim, "spec.devices.requests[].exactly.adminAccess", "true"});
      }
    }
    // A label that went after the claims came: they keep what they have, and nobody may make such a one again.
    if (const auto label = allowed.find(name); label != allowed.end() && !label->second && claims > 0) {
      item.severity = Severity::warning;
      item.detail += "; the namespace no longer allows that, and these keep it";
      item.evidence.push_back({"Namespace " + name.str(), std::string("metadata.labels[") + kLabel + "]", "not true"});
    }
    context.add(std::move(item));
  }
  for (NamespaceRow& row : context.report.namespaces) {
    const auto room = rooms.find(Text(row.name));
    row.adminClaims = room == rooms.end() ? 0 : static_cast<std::int64_t>(room->second.claims.size());
    const auto label = allowed.find(Text(row.name));
    row.adminAccess = label != allowed.end() && label->second;
  }
}

}  // namespace claimscope::posture
