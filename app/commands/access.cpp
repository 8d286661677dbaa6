// claimscope access: what we may do on this cluster, what is hidden without the rest, and the role to ask for.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <future>

#include "app/commands/command.h"
#include "app/commands/listing.h"
#include "model/base/access_words.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

const char* word(Permission permission) {
  switch (permission) {
    case Permission::allowed:
      return "yes";
    case Permission::denied:
      return "no";
    case Permission::unknown:
      break;
  }
  return "?";
}

/// "yes", "no", "?", or "part": in the namespace only.
std::string cellText(const AccessRule* rule) {
  if (rule == nullptr) {
    return "-";
  }
  const bool part = rule->cluster == Permission::denied && rule->inNamespace == Permission::allowed;
  return part ? "part" : word(rule->cluster);
}

std::string writeText(const AccessLine& line) {
  return line.write == nullptr ? "-" : line.write->verb + " " + cellText(line.write);
}

/// With a namespace in mind a Role there is the least; what lives outside namespaces needs a ClusterRole all the same.
RoleOptions roleOptions(const AccessReport& report, bool onlyNamespace) {
  RoleOptions options;
  options.user = report.user;
  options.namespaceName = onlyNamespace ? report.namespaceName : std::string();
  return options;
}

Json permissionJson(Permission permission) {
  return permission == Permission::unknown ? Json(nullptr) : Json(permission == Permission::allowed);
}

Json accessJson(const AccessReport& report, const std::string& context, bool onlyNamespace) {
  Json out;
  out["context"] = context;
  out["user"] = report.user;
  out["groups"] = report.groups;
  out["namespace"] = report.namespaceName;
  out["readsEverything"] = missingReads(report, onlyNamespace).empty();
  Json rules = Json::array();
  for (const AccessRule& rule : report.rules) {
    rules.push_back({{"group", rule.group},
                     {"resource", rule.resource},
                     {"subresource", rule.subresource},
                     {"verb", rule.verb},
                     {"cluster", permissionJson(rule.cluster)},
                     {"inNamespace", permissionJson(rule.inNamespace)},
                     {"needed", isRead(rule)},
                     {"reason", log::redact(rule.reason)}});
  }
  out["rules"] = std::move(rules);
  Json hidden = Json::array();
  for (const AccessLine& line : accessMatrix(report)) {
    if (line.limited) {
      hidden.push_back({{"group", line.group}, {"resource", line.resource}, {"hidden", line.hidden}});
    }
  }
  out["hidden"] = std::move(hidden);
  out["role"] = roleYaml(allReads(report), roleOptions(report, onlyNamespace));
  out["error"] = report.error ? Json(log::redact(report.error->text())) : Json(nullptr);
  return out;
}

Listing accessListing(const AccessReport& report) {
  Listing listing;
  listing.kind = "access";
  listing.columns = {{"KIND"}, {"LIST"}, {"WATCH"}, {"GET"}, {"WRITE"}, {"HIDDEN WITHOUT IT"}};
  for (const AccessLine& line : accessMatrix(report)) {
    listing.rows.push_back(
        {line.resource, cellText(line.list), cellText(line.watch), cellText(line.get), writeText(line), line.hidden});
  }
  return listing;
}

void printTable(const AccessReport& report, const std::string& context, bool onlyNamespace) {
  const auto shown = [](const std::string& text) { return words::oneLine(log::redact(text)); };
  fmt::print("{} as {}{}, namespace {}\n\n", shown(context),
             report.user.empty() ? std::string("a user the server does not name") : shown(report.user),
             report.groups.empty() ? "" : fmt::format(" ({} groups)", report.groups.size()), shown(report.namespaceName));
  fmt::print("{}\n", renderTable(accessListing(report), true));
  const std::vector<AccessRule> missing = missingReads(report, onlyNamespace);
  if (missing.empty()) {
    fmt::print("Everything that Claimscope reads may be read{}.\n",
               onlyNamespace ? " in namespace " + shown(report.namespaceName) : std::string());
    return;
  }
  fmt::print(
      "yes: everywhere, part: only in namespace {}, no: refused, ?: not known, -: not needed\n\n"
      "To ask for what is missing (claimscope access -o yaml prints all that is needed):\n\n{}",
      shown(report.namespaceName), roleYaml(missing, roleOptions(report, onlyNamespace)));
}

/// The report, or the exit status after the error has been printed.
tl::expected<AccessReport, int> ask(Live& live, const std::string& namespaceName, std::int64_t timeoutMs, std::string& context) {
  const auto answered = [](const cluster::Snapshot& snapshot) {
    return !snapshot.server.gitVersion.empty() || !snapshot.server.served.empty() ||
           snapshot.source(Kind::Pod).status.error.has_value();
  };
  const bool found = live.waitUntil(answered, timeoutMs);
  const cluster::SnapshotPtr snapshot = live.flushed();
  context = snapshot->server.context;
  if (!found || (snapshot->server.served.empty() && snapshot->source(Kind::Pod).status.error)) {
    return tl::unexpected(reportError(snapshot->source(Kind::Pod).status.error.value_or(Error{
        ErrorCode::unreachable, live.source().description() + ": no answer in time", "Wait longer with --timeout", {}, 0})));
  }
  const auto promise = std::make_shared<std::promise<AccessReport>>();
  std::future<AccessReport> future = promise->get_future();
  live.source().reviewAccess(snapshot->server.served, namespaceName,
                             [promise](AccessReport report) { promise->set_value(std::move(report)); });
  if (future.wait_for(std::chrono::milliseconds(timeoutMs)) != std::future_status::ready) {
    return tl::unexpected(
        reportError({ErrorCode::unreachable,
                     live.source().description() + ": the questions about permissions were not answered in time",
                     "Wait longer with --timeout",
                     {},
                     0}));
  }
  return future.get();
}

int runAccess(const CommonOptions& options) {
  auto asked = openToAsk(options);
  if (!asked) {
    return asked.error();
  }
  Live live(std::move(asked->source), nullptr);
  live.start();
  std::string context;
  const auto report = ask(live, options.source.namespaceName, asked->timeoutMs, context);
  if (!report) {
    return report.error();
  }
  const bool onlyNamespace = !options.source.namespaceName.empty();
  const bool nothingKnown = std::all_of(report->rules.begin(), report->rules.end(),
                                        [](const AccessRule& rule) { return rule.cluster == Permission::unknown; });
  if (report->error && nothingKnown) {
    return reportError(*report->error);
  }
  if (options.output == "json") {
    fmt::print("{}\n", accessJson(*report, context, onlyNamespace).dump(2, ' ', false, Json::error_handler_t::replace));
  } else if (options.output == "yaml") {
    fmt::print("{}", roleYaml(allReads(*report), roleOptions(*report, onlyNamespace)));
  } else {
    printTable(*report, context, onlyNamespace);
  }
  if (report->error) {
    return reportError(*report->error);
  }
  return missingReads(*report, onlyNamespace).empty() ? 0 : 1;
}

}  // namespace

Command registerAccess(CLI::App& parent, CommonOptions& options) {
  CLI::App* app =
      addCommand(parent, "access",
                 "Prints what you may do, what is hidden without the rest, and the role to ask for (-o yaml: for kubectl apply)");
  return {app, [&options] { return runAccess(options); }};
}

}  // namespace claimscope::app
