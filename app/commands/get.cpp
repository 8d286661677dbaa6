// claimscope get: any kind, as a table, JSON, YAML or Markdown.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/commands/command.h"
#include "app/commands/listing.h"
#include "model/base/log.h"
#include "model/base/yaml.h"

namespace claimscope::app {
namespace {

struct GetOptions {
  std::string noun;
  std::string name;
  bool allNamespaces = false;
};

std::string nounList() {
  std::string out;
  for (const std::string& noun : nouns()) {
    out += (out.empty() ? "" : ", ") + noun;
  }
  return out;
}

int runGet(const GetOptions& get, const CommonOptions& options) {
  const std::string noun = canonicalNoun(get.noun);
  if (noun.empty()) {
    return reportError(
        {ErrorCode::usage, "there is nothing called \"" + get.noun + "\" to get", "There are: " + nounList(), {}, 0});
  }
  const std::vector<Kind> kinds = kindsFor(noun);
  auto loaded = loadCluster(options, kinds);
  if (!loaded) {
    return loaded.error();
  }
  const SourceStatus& primary = loaded->snapshot->source(primaryKind(noun)).status;
  if (primary.error && (primary.state == SourceState::forbidden || primary.state == SourceState::failed)) {
    return reportError(*primary.error);
  }
  if (primary.state == SourceState::waiting || primary.state == SourceState::loading) {
    return loaded->problems;  // said already: it did not arrive in time
  }
  if (primary.state == SourceState::notServed && noun != "classes") {
    return reportError({ErrorCode::notServed,
                        loaded->snapshot->server.context + " does not serve " + primary.resource.resource,
                        "Dynamic Resource Allocation may be off, or the server too old or too new for this kind",
                        {},
                        0});
  }
  ListingQuery query{noun, get.allNamespaces || !isNamespaced(noun) ? std::string() : options.source.namespaceName, get.name};
  const Listing listing = makeListing(*loaded->snapshot, query);
  if (!get.name.empty() && listing.rows.empty()) {
    return reportError({ErrorCode::notFound,
                        noun + ": there is no \"" + get.name + "\"" +
                            (query.namespaceName.empty() ? "" : " in namespace " + query.namespaceName),
                        "",
                        {},
                        0});
  }
  if (options.output == "json" || options.output == "yaml") {
    const Json document = {{"kind", noun}, {"items", listing.items}, {"sources", sourcesJson(*loaded->snapshot, kinds)}};
    const std::string text = document.dump(options.output == "json" ? 2 : -1, ' ', false, Json::error_handler_t::replace);
    fmt::print("{}\n", options.output == "json" ? text : yaml::fromJson(text));
  } else if (options.output == "md") {
    fmt::print("{}", renderMarkdown(listing, true));
  } else if (listing.rows.empty()) {
    fmt::print(stderr, "No {} found{}.\n", noun, query.namespaceName.empty() ? "" : " in namespace " + query.namespaceName);
  } else {
    fmt::print("{}", renderTable(listing, options.output == "wide"));
  }
  // What is hidden or skipped changes what the table means: it is said once, after it.
  for (const Kind kind : kinds) {
    const cluster::Source& source = loaded->snapshot->source(kind);
    if (source.status.error && options.output != "json" && options.output != "yaml") {
      fmt::print(stderr, "note: {} {}: {}\n", kindRequest(kind).resource, sourceStateWord(source.status.state),
                 log::redact(source.status.error->text()));
    }
    if (source.skipped > 0 && source.lastSkip) {
      fmt::print(stderr, "note: {} of {} could not be read: {}\n", source.skipped, kindRequest(kind).resource,
                 log::redact(source.lastSkip->message));
    }
  }
  return loaded->problems;
}

}  // namespace

Command registerGet(CLI::App& parent, CommonOptions& options) {
  auto get = std::make_shared<GetOptions>();
  CLI::App* app = addCommand(parent, "get", "Prints " + nounList());
  app->add_option("KIND", get->noun, "what to print")->required();
  app->add_option("NAME", get->name, "only this one");
  app->add_flag("-A,--all-namespaces", get->allNamespaces, "every namespace");
  return {app, [get, &options] { return runGet(*get, options); }};
}

}  // namespace claimscope::app
