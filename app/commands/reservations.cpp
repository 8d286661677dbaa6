// claimscope reservations: what is held in advance, by whom and until when; renew, hand over, release.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/commands/action_flags.h"
#include "app/commands/listing.h"
#include "model/actions/device_names.h"
#include "model/actions/reservations.h"
#include "model/base/words.h"
#include "model/base/yaml.h"

namespace claimscope::app {
namespace {

struct ReservationOptions {
  std::string verb;
  std::string name;
  std::string namespaceName;
  FlagValues values;
  RunFlags run;
};

Listing listingOf(const cluster::Snapshot& snapshot, const std::string& namespaceName) {
  Listing out;
  out.kind = "reservations";
  out.columns = {{"NAME", false}, {"OBJECT", false}, {"WAY", false},    {"STATE", false},   {"HOLDS", false},
                 {"NODE", false}, {"OWNER", false},  {"PURPOSE", true}, {"EXPIRES", false}, {"DETAIL", true}};
  for (const actions::Reservation& one : actions::reservationsOf(snapshot)) {
    const actions::ObjectRef object = one.object(snapshot);
    if (!namespaceName.empty() && object.namespaceName != namespaceName) {
      continue;
    }
    const std::string holds = one.devices.empty() ? std::string("nothing") : actions::deviceWords(snapshot, one.devices);
    out.rows.push_back({one.name, object.str(), std::string(actions::wayWord(one.way)),
                        std::string(actions::reservationWord(one.state)), holds, one.node, one.owner, one.purpose,
                        one.expiryWords(snapshot.time), one.detail});
    Json devices = Json::array();
    for (const cluster::DeviceIndex device : one.devices) {
      devices.push_back(actions::deviceName(snapshot.inventory->devices[device]));
    }
    const auto left = one.leftMs(snapshot.time);
    out.items.push_back({{"name", one.name},
                         {"namespace", object.namespaceName},
                         {"object", object.str()},
                         {"way", actions::wayWord(one.way)},
                         {"state", actions::reservationWord(one.state)},
                         {"detail", one.detail},
                         {"owner", one.owner},
                         {"purpose", one.purpose},
                         {"madeAt", formatTime(one.made)},
                         {"expiresAt", formatTime(one.expires)},
                         {"leftSeconds", left ? Json(*left / 1000) : Json()},
                         {"devices", devices},
                         {"node", one.node},
                         {"consumers", one.consumers},
                         {"tolerationKey", one.tolerationKey}});
  }
  return out;
}

int printAll(const cluster::Snapshot& snapshot, const ReservationOptions& asked, const CommonOptions& options) {
  const Listing listing = listingOf(snapshot, asked.namespaceName);
  if (options.output == "json" || options.output == "yaml") {
    const Json document = {{"kind", "reservations"},
                           {"items", listing.items},
                           {"sources", sourcesJson(snapshot, {Kind::ResourceClaim, Kind::DeviceTaintRule, Kind::Pod})}};
    const std::string text = document.dump(options.output == "json" ? 2 : -1, ' ', false, Json::error_handler_t::replace);
    fmt::print("{}\n", options.output == "json" ? text : yaml::fromJson(text));
  } else if (listing.rows.empty()) {
    fmt::print(stderr, "Nothing is held in advance.\n");
  } else {
    fmt::print("{}", options.output == "md" ? renderMarkdown(listing, true) : renderTable(listing, options.output == "wide"));
  }
  return 0;
}

/// "claim/ns/name", "taintrule/x", "ns/name", or the name of a reservation.
actions::ObjectRef refOf(const std::string& word, const std::string& namespaceName) {
  for (const std::string_view kind : {"claim/", "pod/"}) {
    if (word.starts_with(kind)) {
      const auto [its, name] = splitQualified(word.substr(kind.size()), namespaceName);
      return {std::string(kind.substr(0, kind.size() - 1)), its, name};
    }
  }
  if (word.starts_with("taintrule/")) {
    return {"taintrule", "", word.substr(10)};
  }
  const std::size_t slash = word.find('/');
  return slash == std::string::npos ? actions::ObjectRef{"reservation", namespaceName, word}
                                    : actions::ObjectRef{"claim", word.substr(0, slash), word.substr(slash + 1)};
}

int runReservations(const ReservationOptions& asked, const CommonOptions& options) {
  const std::map<std::string, std::string> verbs = {
      {"renew", "renew_reservation"}, {"hand-over", "hand_over"}, {"release", "release_reservation"}};
  const auto verb = verbs.find(asked.verb);
  if (asked.verb != "list" && verb == verbs.end()) {
    return reportError({ErrorCode::usage,
                        "reservations knows list, renew, hand-over and release, not \"" + words::oneLine(asked.verb) + "\"",
                        "",
                        {},
                        0});
  }
  if (verb != verbs.end() && asked.name.empty()) {
    return reportError({ErrorCode::usage, "reservations " + asked.verb + " needs a name", "See claimscope reservations", {}, 0});
  }
  const FlagValues values = verb == verbs.end() ? FlagValues{} : optionsOf(verb->second, asked.values);
  for (const auto& [name, value] : asked.values) {
    if (!value.empty() && values.count(name) == 0) {
      return reportError({ErrorCode::usage, "reservations " + asked.verb + " has no --" + name, "", {}, 0});
    }
  }
  auto loaded = loadCluster(options, kindsOfPlans());
  if (!loaded) {
    return loaded.error();
  }
  if (verb == verbs.end()) {
    const int status = printAll(*loaded->snapshot, asked, options);
    return status == 0 ? loaded->problems : status;
  }
  return planAndRun(options, *loaded, {verb->second, {refOf(asked.name, asked.namespaceName)}, values, {}}, asked.run);
}

}  // namespace

Command registerReservations(CLI::App& parent, CommonOptions& options) {
  auto asked = std::make_shared<ReservationOptions>();
  asked->verb = "list";
  CLI::App* app = addCommand(parent, "reservations", "Lists what is held in advance; renews, hands over and releases it");
  app->add_option("VERB", asked->verb, "list, renew, hand-over or release");
  app->add_option("NAME", asked->name, "of the reservation, or its object: NAMESPACE/CLAIM, taintrule/NAME");
  addNamespaceFlag(*app, asked->namespaceName);
  addActionFlags(*app, "renew_reservation", asked->values);
  addActionFlags(*app, "hand_over", asked->values);
  addRunFlags(*app, asked->run);
  return {app, [asked, &options] { return runReservations(*asked, options); }};
}

}  // namespace claimscope::app
