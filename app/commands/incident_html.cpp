// The report as one HTML file: no script, nothing from elsewhere, every text of the cluster escaped.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands/incident.h"
#include "app/commands/report.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using cluster::DeviceState;
using cluster::Snapshot;
using diagnosis::Finding;
using diagnosis::Severity;

constexpr std::size_t kMostPending = 100;

// Colours of the design's two themes (resources/tokens.json).
constexpr std::string_view kStyle = R"(
:root{--ground:#F2F4F7;--panel:#FFFFFF;--edge:#CCD3DC;--row:#E1E5EB;--text:#161B23;--muted:#5A6675;--critical:#BF2A20;--warning:#9A4E00;--notice:#1F62B3;--ok:#08705A;--code:#F8F9FB}
@media(prefers-color-scheme:dark){:root{--ground:#0F1217;--panel:#151920;--edge:#303845;--row:#232933;--text:#E8ECF2;--muted:#8692A2;--critical:#FF7A6E;--warning:#F0A04B;--notice:#7DB4F5;--ok:#46C9A7;--code:#0B0D11}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--text);font:14px/1.45 Inter,system-ui,sans-serif}
main{max-width:1100px;margin:0 auto;padding:24px 16px}h1{font-size:20px;margin:0 0 4px}h2{font-size:16px;margin:28px 0 8px}h3{font-size:14px;margin:18px 0 4px}
.muted{color:var(--muted)}.verdict{background:var(--panel);border:1px solid var(--edge);border-left:4px solid var(--edge);border-radius:6px;padding:12px 16px;margin:16px 0}
.verdict p{margin:0}.verdict .line{font-size:17px;font-weight:600}.verdict.critical{border-left-color:var(--critical)}.verdict.warning{border-left-color:var(--warning)}.verdict.notice{border-left-color:var(--notice)}.verdict.ok{border-left-color:var(--ok)}
table{border-collapse:collapse;width:100%;background:var(--panel);border:1px solid var(--edge);border-radius:6px;margin:8px 0}th,td{text-align:left;vertical-align:top;padding:5px 10px;border-bottom:1px solid var(--row);overflow-wrap:anywhere}
th{font-weight:500;color:var(--muted);font-size:12px}tr:last-child td{border-bottom:0}td.n,th.n{text-align:right;white-space:nowrap}td.t{white-space:nowrap}
.critical-word{color:var(--critical);font-weight:600}.warning-word{color:var(--warning);font-weight:600}.notice-word{color:var(--notice);font-weight:600}
pre{background:var(--code);border:1px solid var(--row);border-radius:4px;padding:8px 10px;overflow-x:auto;font:12px/1.4 "JetBrains Mono",ui-monospace,monospace;margin:6px 0}
img{max-width:100%;border:1px solid var(--edge);border-radius:6px}@media print{body{background:#fff}})";

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : log::redact(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// Commands keep their line ends; redact() would show them as text.
std::string commandBlock(const std::string& command) {
  if (command.empty()) {
    return {};
  }
  std::string out = "<pre>";
  for (std::size_t at = 0; at < command.size();) {
    const std::size_t end = std::min(command.find('\n', at), command.size());
    out += escape(command.substr(at, end - at)) + (end < command.size() ? "\n" : "");
    at = end + 1;
  }
  return out + "</pre>\n";
}

std::string word(Severity severity) {
  return fmt::format("<span class=\"{0}-word\">{0}</span>", severityWord(severity));
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve(bytes.size() * 4 / 3 + 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      bits = (bits << 8U) | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      out += i + j <= bytes.size() ? kDigits[(bits >> (18U - 6U * j)) & 63U] : '=';
    }
  }
  return out;
}

class Page {
 public:
  Page(const Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis, const Incident& incident)
      : m_snapshot(snapshot), m_diagnosis(diagnosis), m_incident(incident) {}

  std::string make() {
    head();
    timeline();
    findings();
    explanations();
    actions();
    pools();
    pending();
    notChecked();
    pictures();
    m_out += "</main></body></html>\n";
    return std::move(m_out);
  }

 private:
  void head() {
    const ServerInfo& server = m_snapshot.server;
    const std::string title = "Claimscope report: " + (server.context.empty() ? "(no context)" : server.context);
    m_out +=
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"color-scheme\" content=\"light "
        "dark\">\n<title>" +
        escape(title) + "</title><style>" + std::string(kStyle) + "</style></head><body><main>\n";
    m_out += "<h1>" + escape(title) + "</h1>\n<p class=\"muted\">" + formatTime(m_snapshot.time) + " · " +
             escape(server.gitVersion.empty() ? "version not known" : "Kubernetes " + server.gitVersion) +
             (server.address.empty() ? "" : " · " + escape(server.address)) + (m_incident.redacted ? " · names replaced" : "") +
             "</p>\n";
    const std::string sort = m_diagnosis.findings.empty() ? "ok" : std::string(severityWord(m_diagnosis.worst));
    m_out += "<div class=\"verdict " + sort + "\"><p class=\"line\">" + escape(m_diagnosis.verdict) + "</p><p class=\"muted\">" +
             escape(m_diagnosis.verdictDetail) + "</p></div>\n";
  }

  void timeline() {
    m_out += "<h2>Timeline</h2>\n<p class=\"muted\">The last " + words::duration(m_incident.windowMs) + ".";
    for (const std::string& total : m_incident.totals) {
      m_out += " " + escape(total) + ".";
    }
    m_out += (m_incident.left > 0 ? fmt::format(" {} entries were left out.", m_incident.left) : "") + "</p>\n";
    if (m_incident.timeline.empty()) {
      m_out += "<p>Nothing that is dated happened.</p>\n";
      return;
    }
    m_out += "<table><tr><th>Time</th><th>What</th><th>Known from</th></tr>\n";
    for (const TimelineEntry& entry : m_incident.timeline) {
      m_out += "<tr><td class=\"t\">" + formatTime(entry.at) + "</td><td>" + escape(entry.what) + "</td><td>" +
               escape(entry.source) + "</td></tr>\n";
    }
    m_out += "</table>\n";
  }

  void findings() {
    m_out += fmt::format("<h2>Findings</h2>\n<p class=\"muted\">{} open, {} of {} checks passed.</p>\n",
                         m_diagnosis.findings.size(), m_diagnosis.checksPassed, m_diagnosis.checksRun);
    for (const Finding& finding : m_diagnosis.findings) {
      m_out += "<h3>" + word(finding.severity) + " " + escape(finding.title) + "</h3>\n<p class=\"muted\">" +
               escape(finding.detail) + (finding.since.isSet() ? " · since " + formatTime(finding.since) : "") + "</p>\n";
      if (!finding.evidence.empty()) {
        m_out += "<table><tr><th>Object</th><th>Field</th><th>Value</th></tr>\n";
        for (const diagnosis::Evidence& item : finding.evidence) {
          m_out += "<tr><td>" + escape(item.object) + "</td><td>" + escape(item.field) + "</td><td>" + escape(item.value) +
                   "</td></tr>\n";
        }
        m_out += "</table>\n";
      }
      m_out += commandBlock(finding.command);
    }
  }

  void explanations() {
    m_out += "<h2>Why claims wait</h2>\n";
    if (m_incident.explanations.empty()) {
      m_out += "<p>None does.</p>\n";
    }
    for (const explanation::Explanation& e : m_incident.explanations) {
      m_out += "<h3>" + escape(e.kind + " " + e.object) + "</h3>\n<p>" + escape(e.summary) + "</p>\n<p class=\"muted\">" +
               escape(std::string(verdictWord(e.verdict)) + " · " + e.reason) +
               (e.since.isSet() ? " · since " + formatTime(e.since) : "") + "</p>\n";
      for (std::size_t i = 0; i < e.fixes.size() && i < kIncidentFixes; ++i) {
        m_out += "<p>" + escape(e.fixes[i].text) + ". <span class=\"muted\">" + escape(e.fixes[i].effect) + "</span></p>\n" +
                 commandBlock(e.fixes[i].command);
      }
    }
  }

  void actions() {
    m_out += "<h2>Actions taken</h2>\n";
    if (m_incident.actions.empty()) {
      m_out += "<p>None with Claimscope from this computer.</p>\n";
      return;
    }
    m_out += "<table><tr><th>Begun</th><th>Plan</th><th class=\"n\">Steps</th><th>State</th><th>Result</th><th>By</th></tr>\n";
    for (const ActionTaken& taken : m_incident.actions) {
      m_out += "<tr><td class=\"t\">" + formatTime(taken.begun) + "</td><td>" + escape(taken.title) + "</td><td class=\"n\">" +
               fmt::format("{} of {}", taken.done, taken.steps) + "</td><td>" + escape(taken.state) + "</td><td>" +
               escape(taken.result) + "</td><td>" + escape(taken.who) + "</td></tr>\n";
    }
    m_out += "</table>\n";
  }

  void pools() {
    m_out +=
        "<h2>Pools</h2>\n<table><tr><th>Pool</th><th class=\"n\">Nodes</th><th>Device</th><th class=\"n\">Devices</th><th "
        "class=\"n\">Free</th><th class=\"n\">In use</th>"
        "<th class=\"n\">Reserved</th><th class=\"n\">Tainted</th><th class=\"n\">Unhealthy</th></tr>\n";
    const cluster::Inventory& inventory = *m_snapshot.inventory;
    for (const cluster::GroupView& group : inventory.groups) {
      if (group.counts.total() == 0) {
        continue;
      }
      const auto cell = [](std::int64_t value, Bound bound) { return "<td class=\"n\">" + countText({value, bound}) + "</td>"; };
      m_out += "<tr><td>" + escape(group.name.view()) + "</td>" +
               cell(static_cast<std::int64_t>(group.nodes.size()), m_snapshot.boundOf(Kind::Node)) + "<td>" +
               escape(group.product.empty() ? std::string_view("-") : group.product.view()) + "</td>" +
               cell(group.counts.total(), inventory.deviceBound) +
               cell(group.counts.of(DeviceState::free), group.counts.freeBound) +
               cell(group.counts.of(DeviceState::inUse), group.counts.inUseBound) +
               cell(group.counts.of(DeviceState::reservedNotUsed), group.counts.inUseBound) +
               cell(group.counts.of(DeviceState::tainted), group.counts.taintedBound) +
               cell(group.counts.of(DeviceState::unhealthy), inventory.deviceBound) + "</tr>\n";
    }
    m_out += "</table>\n<p class=\"muted\">≤ at most, ≥ at least, ? not known.</p>\n";
  }

  void pending() {
    const std::vector<PendingRow> rows = pendingRows(m_snapshot, m_diagnosis);
    m_out += "<h2>Pending claims</h2>\n";
    if (rows.empty()) {
      m_out += "<p>No claim waits.</p>\n";
      return;
    }
    m_out +=
        "<table><tr><th>Claim</th><th>Class</th><th class=\"n\">Wants</th><th class=\"n\">Age</th><th>Held "
        "at</th><th>Why</th></tr>\n";
    for (std::size_t i = 0; i < rows.size() && i < kMostPending; ++i) {
      const PendingRow& row = rows[i];
      m_out += "<tr><td>" + escape(row.namespaceName + "/" + row.claim) + "</td><td>" + escape(row.deviceClass) +
               "</td><td class=\"n\">" + (row.wanted > 0 ? std::to_string(row.wanted) : "?") + "</td><td class=\"n\">" +
               (row.since.isSet() ? words::duration(m_snapshot.time - row.since) : "-") + "</td><td>" + escape(row.heldAt) +
               "</td><td>" + escape(row.why) + "</td></tr>\n";
    }
    m_out += "</table>\n" +
             (rows.size() > kMostPending ? fmt::format("<p>and {} more.</p>\n", rows.size() - kMostPending) : std::string());
  }

  void notChecked() {
    if (m_diagnosis.notChecked.empty()) {
      return;
    }
    m_out += "<h2>What could not be checked</h2>\n<ul>\n";
    for (const std::string& text : m_diagnosis.notChecked) {
      m_out += "<li>" + escape(text) + "</li>\n";
    }
    m_out += "</ul>\n";
  }

  void pictures() {
    for (const Picture& picture : m_incident.pictures) {
      m_out += "<h3>" + escape(picture.name) + "</h3>\n<img alt=\"" + escape(picture.name) + "\" src=\"data:" + picture.type +
               ";base64," + base64(picture.bytes) + "\">\n";
    }
  }

  const Snapshot& m_snapshot;
  const diagnosis::Diagnosis& m_diagnosis;
  const Incident& m_incident;
  std::string m_out;
};

}  // namespace

std::string reportHtml(const Snapshot& snapshot, const diagnosis::Diagnosis& diagnosis, const Incident& incident) {
  return Page(snapshot, diagnosis, incident).make();
}

}  // namespace claimscope::app
