// The report as Markdown.
#include <fmt/format.h>

#include "app/commands/report.h"
#include "model/base/log.h"
#include "model/diagnosis/words.h"

namespace claimscope::app {
namespace {

using cluster::DeviceState;
using cluster::Snapshot;
using diagnosis::Finding;

/// Claims listed one by one; the rest is counted.
constexpr std::size_t kMostPending = 100;
constexpr std::size_t kMostObjects = 12;

std::string since(const Snapshot& snapshot, Time time) {
  return time.isSet() ? diagnosis::duration(snapshot.time - time) : "-";
}

std::string total(std::int64_t value, Bound bound) {
  return countText({value, bound});
}

void header(const Snapshot& snapshot, std::string& out) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  const ServerInfo& server = snapshot.server;
  out += "# Claimscope report: " + markdownText(server.context.empty() ? "(no context)" : server.context) + "\n\n";
  out += "- Time: " + formatTime(snapshot.time) + "\n";
  out += "- Server: " +
         (server.gitVersion.empty() ? std::string("version not known") : "Kubernetes " + markdownText(server.gitVersion)) +
         (server.address.empty() ? "" : ", " + markdownCode(server.address, false)) +
         (server.insecure ? ", TLS not verified" : "") + "\n";
  out += fmt::format("- Seen: {} nodes, {} devices, {} claims\n\n",
                     total(static_cast<std::int64_t>(inventory.nodes.size()), snapshot.boundOf(Kind::Node)),
                     total(inventory.counts.total(), inventory.deviceBound),
                     total(static_cast<std::int64_t>(inventory.claims.size()), inventory.claimBound));
}

void findingRows(const Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis, std::string& out) {
  out += fmt::format("## Findings\n\n{} open, {} of {} checks passed.\n\n", diagnosis.findings.size(), diagnosis.checksPassed,
                     diagnosis.checksRun);
  if (diagnosis.findings.empty()) {
    return;
  }
  out += "| # | Severity | Finding | Cause and scope | Age |\n|--:|---|---|---|--:|\n";
  std::size_t number = 0;
  for (const Finding& finding : diagnosis.findings) {
    out += fmt::format("| {} | {} | {} | {} | {} |\n", ++number, diagnosis::severityWord(finding.severity),
                       markdownText(finding.title), markdownText(finding.detail), since(snapshot, finding.since));
  }
  out += "\n";
}

/// Cluster text cannot close the fence: it is one line, and the line does not begin with backquotes.
void evidence(const diagnosis::Diagnosis& diagnosis, std::string& out) {
  std::size_t number = 0;
  for (const Finding& finding : diagnosis.findings) {
    out += fmt::format("### {}. {}\n\n", ++number, markdownText(finding.title));
    if (!finding.evidence.empty()) {
      out += "| Object | Field | Value |\n|---|---|---|\n";
      for (const diagnosis::Evidence& item : finding.evidence) {
        out +=
            "| " + markdownText(item.object) + " | " + markdownCode(item.field, true) + " | " + markdownText(item.value) + " |\n";
      }
      out += "\n";
    }
    if (!finding.objects.empty()) {
      out += "Objects: ";
      for (std::size_t i = 0; i < finding.objects.size() && i < kMostObjects; ++i) {
        out += (i == 0 ? "" : ", ") + markdownCode(finding.objects[i].str(), false);
      }
      out += finding.objects.size() > kMostObjects ? fmt::format(" and {} more", finding.objects.size() - kMostObjects) : "";
      out += "\n\n";
    }
    if (!finding.command.empty()) {
      out += "    " + log::redact(finding.command) + "\n\n";
    }
  }
}

void pools(const Snapshot& snapshot, std::string& out) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  out += "## Pools\n\n";
  bool any = false;
  for (const cluster::GroupView& group : inventory.groups) {
    if (group.counts.total() == 0) {
      continue;
    }
    if (!any) {
      out += "| Pool | Nodes | Device | Devices | Free | In use | Reserved | Tainted | Unhealthy | Unknown |\n";
      out += "|---|--:|---|--:|--:|--:|--:|--:|--:|--:|\n";
      any = true;
    }
    const cluster::StateCounts& counts = group.counts;
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", markdownText(group.name.view()),
                       total(static_cast<std::int64_t>(group.nodes.size()), snapshot.boundOf(Kind::Node)),
                       group.product.empty() ? "-" : markdownText(group.product.view()),
                       total(counts.total(), inventory.deviceBound), total(counts.of(DeviceState::free), counts.freeBound),
                       total(counts.of(DeviceState::inUse), counts.inUseBound),
                       total(counts.of(DeviceState::reservedNotUsed), counts.inUseBound),
                       total(counts.of(DeviceState::tainted), counts.taintedBound),
                       total(counts.of(DeviceState::unhealthy), inventory.deviceBound),
                       total(counts.of(DeviceState::unknown) + counts.of(DeviceState::staleGeneration), inventory.deviceBound));
  }
  out += any ? "\n≤ at most, ≥ at least, ? not known.\n\n" : "No devices are published.\n\n";
}

void pending(const Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis, std::string& out) {
  const std::vector<PendingRow> rows = pendingRows(snapshot, diagnosis);
  out += "## Pending claims\n\n";
  if (rows.empty()) {
    out += "No claim waits.\n\n";
    return;
  }
  out += diagnosis::counted(static_cast<std::int64_t>(rows.size()), "claim waits", "claims wait") + ", longest first.\n\n";
  out += "| Claim | Namespace | Device class | Wants | Age | Held at | Why |\n|---|---|---|--:|--:|---|---|\n";
  for (std::size_t i = 0; i < rows.size() && i < kMostPending; ++i) {
    const PendingRow& row = rows[i];
    out += fmt::format("| {}{} | {} | {} | {} | {} | {} | {} |\n", markdownText(row.claim), row.exists ? "" : ", no claim yet",
                       markdownText(row.namespaceName), row.deviceClass.empty() ? "-" : markdownText(row.deviceClass),
                       row.wanted > 0 ? std::to_string(row.wanted) : "?", since(snapshot, row.since), row.heldAt,
                       row.why.empty() ? "-" : markdownText(row.why));
  }
  out += rows.size() > kMostPending ? fmt::format("\nand {} more.\n\n", rows.size() - kMostPending) : "\n";
}

void sources(const Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis, std::string& out) {
  out += "## What could not be checked\n\n";
  for (const std::string& line : diagnosis.notChecked) {
    out += "- " + markdownText(line) + "\n";
  }
  out += diagnosis.checksRun == 0       ? "There was nothing to check.\n\n"
         : diagnosis.notChecked.empty() ? "Every check could run.\n\n"
                                        : "\n";
  out += "## Sources\n\n| Kind | State | Objects | Age | Note |\n|---|---|--:|--:|---|\n";
  for (std::size_t i = 0; i < kKindCount; ++i) {
    const auto kind = static_cast<Kind>(i);
    const cluster::Source& source = snapshot.source(kind);
    const std::size_t count = visitKind(kind, [&]<class T>(std::type_identity<T>) { return snapshot.of<T>().size(); });
    const auto age = snapshot.ageMs(kind);
    std::string note = source.status.error ? markdownText(source.status.error->message) : "";
    if (source.skipped > 0) {
      note += (note.empty() ? "" : "; ") + diagnosis::counted(static_cast<std::int64_t>(source.skipped), "object") +
              " could not be read";
    }
    out += fmt::format("| {} | {} | {} | {} | {} |\n", kindRequest(kind).resource, sourceStateWord(source.status.state),
                       total(static_cast<std::int64_t>(count), snapshot.boundOf(kind)), age ? diagnosis::duration(*age) : "-",
                       note.empty() ? "-" : note);
  }
}

}  // namespace

std::string reportMarkdown(const Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis) {
  std::string out;
  header(snapshot, out);
  out += "**" + markdownText(diagnosis.verdict) + "**\n\n" + markdownText(diagnosis.verdictDetail) + "\n\n";
  findingRows(snapshot, diagnosis, out);
  pools(snapshot, out);
  pending(snapshot, diagnosis, out);
  if (!diagnosis.findings.empty()) {
    out += "## Evidence\n\n";
    evidence(diagnosis, out);
  }
  sources(snapshot, diagnosis, out);
  return out;
}

}  // namespace claimscope::app
