// What the report lists, and how cluster text is kept from acting as Markdown.
#include <algorithm>

#include "app/commands/report.h"
#include "model/base/log.h"
#include "model/diagnosis/wait_reason.h"

namespace claimscope::app {
namespace {

using cluster::ClaimView;
using cluster::Snapshot;

/// Allocated claims wait since the pod that cannot start was created; the others since they exist.
Time waitsSince(const Snapshot& snapshot, const ClaimView& view, const ResourceClaim& claim) {
  if (claim.allocation != nullptr && !view.pods.empty()) {
    return snapshot.of<Pod>().at(view.pods.front())->meta.created;
  }
  return claim.meta.created;
}

void setWhy(const diagnosis::Diagnosis& diagnosis, const Uid& uid, std::string_view told, PendingRow& row) {
  row.told = told;
  row.why = diagnosis::waitReasonOf(diagnosis, uid, told);
}

void addMissing(const Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis, std::vector<PendingRow>& rows) {
  for (const cluster::MissingClaim& missing : snapshot.inventory->missing) {
    const Pod& pod = *snapshot.of<Pod>().at(missing.pod);
    PendingRow row;
    row.namespaceName = pod.meta.namespaceName.str();
    row.claim = pod.meta.name.str() + " › " + missing.entry.str();
    row.exists = false;
    row.since = pod.meta.created;
    row.heldAt = missing.heldAt;
    setWhy(diagnosis, pod.meta.uid, missing.why, row);
    const ResourceClaimTemplate* source = snapshot.of<ResourceClaimTemplate>().find(pod.meta.namespaceName, missing.templateName);
    if (source != nullptr) {
      for (const DeviceRequest& request : source->spec.requests) {
        if (request.exactly) {
          row.deviceClass += (row.deviceClass.empty() ? "" : ", ") + request.exactly->deviceClassName.str();
          row.wanted += request.exactly->count;
        }
      }
    }
    rows.push_back(std::move(row));
  }
}

}  // namespace

std::vector<PendingRow> pendingRows(const Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis) {
  std::vector<PendingRow> rows;
  for (const ClaimView& view : snapshot.inventory->claims) {
    const ResourceClaim& claim = *snapshot.of<ResourceClaim>().at(view.slot);
    // "consumer" waits for a pod, which is how named claims spend most of their life.
    if (view.heldAt.empty() || view.heldAt == "release" || view.heldAt == "consumer") {
      continue;
    }
    PendingRow row;
    row.namespaceName = claim.meta.namespaceName.str();
    row.claim = claim.meta.name.str();
    for (const Text& name : view.classes) {
      row.deviceClass += (row.deviceClass.empty() ? "" : ", ") + name.str();
    }
    row.wanted = view.wanted;
    row.since = waitsSince(snapshot, view, claim);
    row.heldAt = view.heldAt;
    setWhy(diagnosis, claim.meta.uid, view.why, row);
    rows.push_back(std::move(row));
  }
  addMissing(snapshot, diagnosis, rows);
  std::stable_sort(rows.begin(), rows.end(), [](const PendingRow& a, const PendingRow& b) { return a.since < b.since; });
  return rows;
}

std::string markdownText(std::string_view text) {
  std::string out;
  for (const char c : log::redact(text)) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '\n' || c == '\r') {
      out += ' ';
    } else {
      if (std::string_view("\\`*_{}[]#|~!@").find(c) != std::string_view::npos) {
        out += '\\';
      }
      out += c;
    }
  }
  // Links are made of bare addresses too: a zero-width joiner would hide in copies, so the colon is written as an entity.
  for (std::size_t at = out.find("://"); at != std::string::npos; at = out.find("://", at + 1)) {
    out.replace(at, 1, "&#58;");
  }
  return out;
}

std::string markdownCode(std::string_view text, bool inTable) {
  std::string body;
  for (const char c : log::redact(text)) {
    const bool lineEnd = c == '\n' || c == '\r';
    if (c == '|' && inTable) {
      body += '\\';  // a table splits at it even inside code
    }
    body += lineEnd ? ' ' : c;
  }
  if (body.empty()) {
    return "-";
  }
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : body) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const std::string pad = longest > 0 ? " " : "";
  return fence + pad + body + pad + fence;
}

}  // namespace claimscope::app
