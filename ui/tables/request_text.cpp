// Requests in one line. Pure; any thread.
#include "ui/tables/request_text.h"

#include <QStringList>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/tell.h"

namespace claimscope::ui {
QString requestText(const DeviceRequestBody& body) {
  const QString count = body.mode == CountMode::all           ? tell("all")
                        : body.mode == CountMode::unsupported ? QStringLiteral("?")
                                                              : number(body.count);
  const QString text = count + QStringLiteral(" × ") + plain(body.deviceClassName.view());
  return body.adminAccess ? tell("%1 with admin access").arg(text) : text;
}

QString requestsText(const DeviceClaimSpec& spec, const ClassicClaim* classic) {
  QStringList parts;
  if (classic != nullptr && !classic->resourceClassName.empty()) {
    parts << plain(classic->resourceClassName.view());
  }
  for (const DeviceRequest& request : spec.requests) {
    QStringList ways;
    if (request.exactly) {
      ways << requestText(*request.exactly);
    }
    for (const DeviceRequestBody& body : request.firstAvailable) {
      ways << requestText(body);
    }
    const QString text = ways.join(QStringLiteral(" | "));
    parts << (spec.requests.size() > 1 ? plain(request.name.view()) + QStringLiteral(": ") + text : text);
  }
  return parts.join(QStringLiteral(", "));
}

std::string_view firstClass(const DeviceClaimSpec& spec, const ClassicClaim* classic) {
  if (classic != nullptr && !classic->resourceClassName.empty()) {
    return classic->resourceClassName.view();
  }
  for (const DeviceRequest& request : spec.requests) {
    if (request.exactly) {
      return request.exactly->deviceClassName.view();
    }
    if (!request.firstAvailable.empty()) {
      return request.firstAvailable.front().deviceClassName.view();
    }
  }
  return {};
}

Text templateOf(const Pod& pod, const Metadata& claim) {
  const auto status = std::find_if(pod.claimStatuses.begin(), pod.claimStatuses.end(),
                                   [&](const PodClaimStatus& entry) { return entry.claimName == claim.name; });
  Text entryName =
      status == pod.claimStatuses.end() ? labelValue(claim.annotations(), "resource.kubernetes.io/pod-claim-name") : status->name;
  const auto entry = std::find_if(pod.spec->claims.begin(), pod.spec->claims.end(),
                                  [&](const PodClaimEntry& candidate) { return candidate.name == entryName; });
  return entry == pod.spec->claims.end() ? Text() : entry->templateName;
}

}  // namespace claimscope::ui
