#include "model/posture/posture.h"

#include <algorithm>
#include <tuple>

#include "model/base/words.h"
#include "model/diagnosis/words.h"

namespace claimscope::posture {
namespace {

using diagnosis::Severity;

constexpr std::size_t kRules = 18;

std::string because(survey::Outcome outcome, const std::string& why) {
  switch (outcome) {
    case survey::Outcome::forbidden:
      return "the server refuses to list them to you" + (why.empty() ? std::string() : " (" + why + ")");
    case survey::Outcome::notServed:
      return "this server does not serve them";
    case survey::Outcome::failed:
      return "they could not be read: " + why;
    default:
      return "this source has none of them to ask for";
  }
}

void sortItems(std::vector<Item>& items) {
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    return std::tuple(!a.proven, a.severity, a.area, a.id) < std::tuple(!b.proven, b.severity, b.area, b.id);
  });
}

/// The same in many namespaces is one thing to know: the table beside it has each of them, and so has `-n`.
void foldNamespaces(Report& report, const char* rule, const char* direction) {
  constexpr std::size_t kMostApart = 3;
  Item folded;
  std::vector<std::string> names;
  for (const Item& item : report.items) {
    if (item.rule == rule && item.proven) {
      folded = names.empty() ? item : folded;
      names.push_back(item.namespaceName);
      if (names.size() > 1) {
        folded.yaml += "---\n" + item.yaml;
        folded.objects.insert(folded.objects.end(), item.objects.begin(), item.objects.end());
      }
    }
  }
  if (names.size() <= kMostApart) {
    return;
  }
  std::erase_if(report.items, [&](const Item& item) { return item.rule == rule && item.proven; });
  folded.id = std::string(rule) + ":*";
  folded.namespaceName.clear();
  folded.title = words::cut(words::counted(static_cast<std::int64_t>(names.size()), "namespace") + " without an " + direction +
                                " policy for pods with claims",
                            diagnosis::kTitleLength);
  folded.detail =
      std::string(direction == std::string_view("ingress") ? "Any pod of the cluster reaches them"
                                                           : "They reach everything, the cloud's metadata service too") +
      ": " + words::listed(names, 6);
  folded.evidence.clear();
  for (const NamespaceRow& row : report.namespaces) {
    if (std::find(names.begin(), names.end(), row.name) != names.end() && folded.evidence.size() < diagnosis::kMaxEvidence) {
      folded.evidence.push_back({"Namespace " + row.name, "NetworkPolicies", words::number(row.policies)});
    }
  }
  folded.objects.resize(std::min(folded.objects.size(), diagnosis::kMaxObjects));
  folded.command = "kubectl get networkpolicies -A";
  report.items.push_back(std::move(folded));
}

void conclude(Report& report) {
  const Tally tally = tallyOf(report);
  std::vector<std::string> parts;
  if (tally.critical > 0) {
    parts.push_back(words::number(tally.critical) + " critical");
  }
  if (tally.warning > 0) {
    parts.push_back(words::counted(tally.warning, "warning"));
  }
  if (tally.notice > 0) {
    parts.push_back(words::counted(tally.notice, "notice"));
  }
  const std::string unknown = tally.unknown > 0 ? words::counted(tally.unknown, "question") + " open" : std::string();
  if (parts.empty()) {
    report.verdict = unknown.empty() ? "Nothing stands open that these rules know of" : "Nothing is proven open, " + unknown;
  } else {
    report.verdict = words::joined(parts) + (unknown.empty() ? "" : ", " + unknown);
  }
  const auto worst = std::find_if(report.items.begin(), report.items.end(), [](const Item& item) { return item.proven; });
  report.verdictDetail = worst != report.items.end()
                             ? worst->title
                             : words::counted(static_cast<std::int64_t>(report.namespaces.size()), "namespace") +
                                   " with claims, " + words::counted(static_cast<std::int64_t>(report.drivers.size()), "driver") +
                                   ", " + words::counted(static_cast<std::int64_t>(report.nodeGroups.size()), "group") +
                                   " of GPU nodes";
}

/// Items of one namespace, and of the cluster as a whole where they are about what is not in any.
void narrow(Report& report, const std::string& namespaceName) {
  std::erase_if(report.items,
                [&](const Item& item) { return !item.namespaceName.empty() && item.namespaceName != namespaceName; });
  std::erase_if(report.namespaces, [&](const NamespaceRow& row) { return row.name != namespaceName; });
  std::erase_if(report.writers, [&](const WriterRow& row) { return row.where != "everywhere" && row.where != namespaceName; });
}

}  // namespace

std::string_view areaWord(Area area) {
  switch (area) {
    case Area::adminAccess:
      return "adminAccess";
    case Area::writers:
      return "writers";
    case Area::drivers:
      return "drivers";
    case Area::nodes:
      return "nodes";
    case Area::network:
      break;
  }
  return "network";
}

void Context::unknown(Area area, const char* rule, const std::string& what, survey::Outcome outcome, const std::string& why,
                      const std::string& hides, const std::string& command) const {
  Item item;
  item.rule = rule;
  item.id = std::string(rule) + ":unknown";
  item.area = area;
  item.proven = false;
  item.title = words::cut(what + " are not known", diagnosis::kTitleLength);
  item.detail = because(outcome, why) + "; " + hides;
  item.fix = outcome == survey::Outcome::forbidden ? "Ask for the role that claimscope posture --role prints"
             : outcome == survey::Outcome::failed  ? "Try again; claimscope -v says more"
                                                   : std::string("Open the cluster itself");
  item.command = command;
  add(std::move(item));
}

Tally tallyOf(const Report& report) {
  Tally out;
  for (const Item& item : report.items) {
    std::int64_t& count = !item.proven                          ? out.unknown
                          : item.severity == Severity::critical ? out.critical
                          : item.severity == Severity::warning  ? out.warning
                                                                : out.notice;
    ++count;
  }
  return out;
}

Report assess(const cluster::Snapshot& snapshot, const survey::Facts& facts, const std::string& namespaceName) {
  Report report;
  report.asOf = facts.at;
  const Context context{snapshot, facts, report};
  assessNetwork(context);
  assessAdminAccess(context);
  assessWriters(context);
  assessDrivers(context);
  assessNodes(context);
  report.rulesRun = kRules;
  if (namespaceName.empty()) {
    foldNamespaces(report, "network-open", "ingress");
    foldNamespaces(report, "network-egress-open", "egress");
  } else {
    narrow(report, namespaceName);
  }
  sortItems(report.items);
  conclude(report);
  return report;
}

}  // namespace claimscope::posture
