// Listing: what `get` prints, as columns for people and JSON for programs. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/base/json_tree.h"
#include "model/base/result.h"
#include "model/cluster/snapshot.h"

namespace claimscope::app {

using Json = nlohmann::ordered_json;

struct ListingColumn {
  std::string header;
  bool wide = false;  ///< only with -o wide
};

struct Listing {
  std::string kind;  ///< "claims"
  std::vector<ListingColumn> columns;
  std::vector<std::vector<std::string>> rows;
  Json items = Json::array();
};

/// What to print: one of the nouns of cli.md in its plural, narrowed to a namespace and a name.
struct ListingQuery {
  std::string noun;
  std::string namespaceName;  ///< empty: all
  std::string name;           ///< empty: all
};

/// "claim", "resourceclaims", "rc" … to the plural noun; empty when it is none.
[[nodiscard]] std::string canonicalNoun(const std::string& word);
/// Every noun of `get`.
[[nodiscard]] const std::vector<std::string>& nouns();
/// The kind whose objects a noun is about: forbidden means that there is no answer.
[[nodiscard]] Kind primaryKind(const std::string& noun);
/// Kinds that have to be loaded for it.
[[nodiscard]] std::vector<Kind> kindsFor(const std::string& noun);
[[nodiscard]] bool isNamespaced(const std::string& noun);

[[nodiscard]] Listing makeListing(const cluster::Snapshot& snapshot, const ListingQuery& query);

/// {"value":n,"bound":"exact"}
[[nodiscard]] Json countJson(Count count);
/// "≤41", "41", "?" : a number with its mark.
[[nodiscard]] std::string countText(Count count);
/// The `sources` array of cli.md for the given kinds.
[[nodiscard]] Json sourcesJson(const cluster::Snapshot& snapshot, const std::vector<Kind>& kinds);
/// Columns padded as kubectl does, three spaces between; hostile characters made visible.
[[nodiscard]] std::string renderTable(const Listing& listing, bool wide);
[[nodiscard]] std::string renderMarkdown(const Listing& listing, bool wide);

}  // namespace claimscope::app
