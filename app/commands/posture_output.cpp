// The posture report in three forms.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands/posture.h"
#include "app/commands/report.h"
#include "app/commands/survey_markdown.h"
#include "app/commands/terminal_page.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using diagnosis::Severity;
using posture::Item;

Json evidenceJson(const std::vector<diagnosis::Evidence>& evidence) {
  Json out = Json::array();
  for (const diagnosis::Evidence& one : evidence) {
    out.push_back({{"object", one.object}, {"field", one.field}, {"value", one.value}});
  }
  return out;
}

Json itemJson(const Item& item) {
  Json objects = Json::array();
  for (const diagnosis::ObjectRef& object : item.objects) {
    objects.push_back(object.str());
  }
  return {{"id", item.id},
          {"rule", item.rule},
          {"area", areaWord(item.area)},
          {"severity", severityWord(item.severity)},
          {"proven", item.proven},
          {"title", item.title},
          {"detail", log::redact(item.detail)},
          {"namespace", item.namespaceName.empty() ? Json(nullptr) : Json(item.namespaceName)},
          {"fix", item.fix},
          {"yaml", item.yaml.empty() ? Json(nullptr) : Json(item.yaml)},
          {"command", item.command},
          {"objects", objects},
          {"evidence", evidenceJson(item.evidence)}};
}

Listing namespaceListing(const posture::Report& report) {
  Listing out;
  out.columns = {{"NAMESPACE"}, {"PODS"}, {"INGRESS"}, {"EGRESS"}, {"NO DNS"}, {"POLICIES"}, {"ADMIN CLAIMS"}};
  for (const posture::NamespaceRow& row : report.namespaces) {
    const auto covered = [&](std::int64_t count) {
      return row.known ? words::number(count) + " of " + words::number(row.pods) : std::string("?");
    };
    out.rows.push_back({row.name, words::number(row.pods), covered(row.ingress), covered(row.egress),
                        row.known ? words::number(row.withoutDns) : "?", row.known ? words::number(row.policies) : "?",
                        words::number(row.adminClaims) + (row.adminAccess ? " (allowed)" : "")});
    out.items.push_back({{"name", row.name},
                         {"pods", row.pods},
                         {"ingress", row.known ? Json(row.ingress) : Json(nullptr)},
                         {"egress", row.known ? Json(row.egress) : Json(nullptr)},
                         {"withoutDns", row.known ? Json(row.withoutDns) : Json(nullptr)},
                         {"policies", row.known ? Json(row.policies) : Json(nullptr)},
                         {"adminAccess", row.adminAccess},
                         {"adminClaims", row.adminClaims}});
  }
  return out;
}

/// Components of Kubernetes are folded into one line a kind of thing.
Listing writerListing(const posture::Report& report, bool wide) {
  Listing out;
  out.columns = {{"WRITES"}, {"WHO"}, {"MAY"}, {"WHERE"}, {"BY", true}};
  std::string what;
  std::int64_t folded = 0;
  const auto fold = [&] {
    if (folded > 0) {
      out.rows.push_back({what, words::counted(folded, "component") + " of Kubernetes or admin", "", "", ""});
      folded = 0;
    }
  };
  for (const posture::WriterRow& row : report.writers) {
    if (row.what != what) {
      fold();
      what = row.what;
    }
    if (!wide && (row.system || row.everything) && !row.everybody) {
      ++folded;
      continue;
    }
    out.rows.push_back({row.what, row.subject + (row.driver ? " (driver)" : ""), row.verbs, row.where, row.by});
  }
  fold();
  for (const posture::WriterRow& row : report.writers) {
    out.items.push_back({{"what", row.what},
                         {"subject", row.subject},
                         {"verbs", row.verbs},
                         {"where", row.where},
                         {"by", row.by},
                         {"system", row.system},
                         {"everything", row.everything},
                         {"driver", row.driver},
                         {"everybody", row.everybody}});
  }
  return out;
}

Listing driverListing(const posture::Report& report) {
  Listing out;
  out.columns = {{"DRIVER"}, {"DAEMONSET"}, {"REACHES"}, {"ACCOUNT"}};
  for (const posture::DriverRow& row : report.drivers) {
    out.rows.push_back(
        {row.driver, row.set.empty() ? "?" : row.set, row.known ? row.privileges : "?", row.known ? row.account : "?"});
    out.items.push_back({{"driver", row.driver},
                         {"daemonSet", row.set.empty() ? Json(nullptr) : Json(row.set)},
                         {"privileges", row.known ? Json(row.privileges) : Json(nullptr)},
                         {"serviceAccount", row.known ? Json(row.account) : Json(nullptr)}});
  }
  return out;
}

Listing nodeListing(const posture::Report& report) {
  Listing out;
  out.columns = {{"GPU NODES"}, {"NODES"}, {"WITHOUT TAINT"}, {"GUESTS"}};
  for (const posture::NodeGroupRow& row : report.nodeGroups) {
    out.rows.push_back({row.group, words::number(row.nodes), words::number(row.untainted), words::number(row.guests)});
    out.items.push_back({{"group", row.group}, {"nodes", row.nodes}, {"untainted", row.untainted}, {"guests", row.guests}});
  }
  return out;
}

Ink inkOf(const Item& item) {
  return !item.proven                          ? Ink::dim
         : item.severity == Severity::critical ? Ink::red
         : item.severity == Severity::warning  ? Ink::yellow
                                               : Ink::dim;
}

std::string wordOf(const Item& item) {
  return item.proven ? std::string(severityWord(item.severity)) : std::string("unknown");
}

}  // namespace

Json postureJson(const posture::Report& report) {
  const posture::Tally tally = tallyOf(report);
  Json items = Json::array();
  for (const Item& item : report.items) {
    items.push_back(itemJson(item));
  }
  return {{"verdict", report.verdict},
          {"detail", report.verdictDetail},
          {"asOf", report.asOf.isSet() ? Json(formatTime(report.asOf)) : Json(nullptr)},
          {"counts",
           {{"critical", tally.critical}, {"warning", tally.warning}, {"notice", tally.notice}, {"unknown", tally.unknown}}},
          {"items", items},
          {"namespaces", namespaceListing(report).items},
          {"writers", writerListing(report, true).items},
          {"drivers", driverListing(report).items},
          {"nodeGroups", nodeListing(report).items},
          {"unknowns", report.unknowns}};
}

std::string postureText(const posture::Report& report, bool colour, bool wide) {
  TerminalPage page(colour);
  page.line(page.ink(safe(report.verdict), Ink::bold));
  for (const Item& item : report.items) {
    page.line();
    page.line(page.ink(wordOf(item), inkOf(item)) + "  " + page.ink(safe(item.title), Ink::bold) + "  " +
              page.ink(item.rule, Ink::dim));
    page.wrapped(safe(item.detail), 4);
    if (!item.fix.empty()) {
      page.wrapped("→ " + safe(item.fix), 4, Ink::dim);
    }
    if (!item.command.empty()) {
      page.line(page.ink("    $ " + safe(item.command), Ink::dim));
    }
    if (wide && !item.yaml.empty()) {
      std::string_view rest = item.yaml;
      while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        page.line("    | " + safe(rest.substr(0, end)));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      }
    }
  }
  std::string out = page.take();
  for (const Listing& listing :
       {namespaceListing(report), writerListing(report, wide), driverListing(report), nodeListing(report)}) {
    if (!listing.rows.empty()) {
      out += "\n" + renderTable(listing, wide);
    }
  }
  TerminalPage foot(colour);
  foot.line();
  for (const std::string& unknown : report.unknowns) {
    foot.wrapped("? " + safe(unknown), 0, Ink::dim);
  }
  return out + foot.take();
}

std::string postureMarkdown(const posture::Report& report) {
  std::string out = "# Posture\n\n" + markdownText(report.verdict) + ".\n";
  for (const Item& item : report.items) {
    out += surveyMarkdown({item.title, wordOf(item), item.rule, item.detail, item.fix, item.command, item.yaml, item.evidence});
  }
  return out +
         tablesMarkdown({{"Namespaces with claims", namespaceListing(report)},
                         {"Who may write", writerListing(report, false)},
                         {"Drivers", driverListing(report)},
                         {"GPU nodes", nodeListing(report)}}) +
         unknownsMarkdown(report.unknowns);
}

}  // namespace claimscope::app
