#include "app/commands/listing.h"

#include <algorithm>
#include <map>

#include "model/base/log.h"

namespace claimscope::app {
namespace {

using cluster::Snapshot;

struct Noun {
  Kind primary;
  bool namespaced;
  std::vector<Kind> kinds;
  std::vector<std::string> aliases;
};

const std::vector<Kind>& relations() {
  static const std::vector<Kind> kAll = {
      Kind::ResourceClaim, Kind::ResourceSlice, Kind::DeviceTaintRule,       Kind::DeviceClass,  Kind::Node, Kind::Pod,
      Kind::ReplicaSet,    Kind::Job,           Kind::ResourceClaimTemplate, Kind::ResourceClass};
  return kAll;
}

/// What holds a claim is told by events, and how much a classic one wants by its parameters.
const std::vector<Kind>& claimRelations() {
  static const std::vector<Kind> kAll = [] {
    std::vector<Kind> all = relations();
    all.insert(all.end(), {Kind::Event, Kind::ResourceClaimParameters});
    return all;
  }();
  return kAll;
}

const std::map<std::string, Noun>& table() {
  static const std::map<std::string, Noun> kNouns = {
      {"namespaces", {Kind::Namespace, false, {Kind::Namespace, Kind::ResourceClaim}, {"namespace", "ns"}}},
      {"nodes", {Kind::Node, false, relations(), {"node", "no"}}},
      {"pools", {Kind::ResourceSlice, false, relations(), {"pool"}}},
      {"slices", {Kind::ResourceSlice, false, {Kind::ResourceSlice, Kind::Node}, {"slice", "resourceslice", "resourceslices"}}},
      {"devices", {Kind::ResourceSlice, false, relations(), {"device"}}},
      {"claims", {Kind::ResourceClaim, true, claimRelations(), {"claim", "resourceclaim", "resourceclaims"}}},
      {"classes",
       {Kind::DeviceClass,
        false,
        {Kind::DeviceClass, Kind::ResourceClass, Kind::ResourceClaim},
        {"class", "deviceclass", "deviceclasses"}}},
      {"templates",
       {Kind::ResourceClaimTemplate,
        true,
        {Kind::ResourceClaimTemplate},
        {"template", "resourceclaimtemplate", "resourceclaimtemplates"}}},
      {"pods", {Kind::Pod, true, relations(), {"pod", "po"}}},
      {"taintrules",
       {Kind::DeviceTaintRule,
        false,
        {Kind::DeviceTaintRule, Kind::ResourceSlice},
        {"taintrule", "devicetaintrule", "devicetaintrules"}}},
      {"quotas", {Kind::ResourceQuota, true, {Kind::ResourceQuota}, {"quota", "resourcequota", "resourcequotas"}}},
      {"events", {Kind::Event, true, {Kind::Event}, {"event", "ev"}}},
  };
  return kNouns;
}

std::size_t displayWidth(const std::string& text) {
  // Cluster names are ASCII; marks such as ≤ take three bytes and one column.
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::string canonicalNoun(const std::string& word) {
  for (const auto& [name, noun] : table()) {
    if (name == word || std::find(noun.aliases.begin(), noun.aliases.end(), word) != noun.aliases.end()) {
      return name;
    }
  }
  return {};
}

const std::vector<std::string>& nouns() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const auto& [name, noun] : table()) {
      names.push_back(name);
    }
    return names;
  }();
  return kNames;
}

Kind primaryKind(const std::string& noun) {
  return table().at(noun).primary;
}
std::vector<Kind> kindsFor(const std::string& noun) {
  return table().at(noun).kinds;
}
bool isNamespaced(const std::string& noun) {
  return table().at(noun).namespaced;
}

Json countJson(Count count) {
  return {{"value", count.value}, {"bound", boundWord(count.bound)}};
}

std::string countText(Count count) {
  switch (count.bound) {
    case Bound::exact:
      return std::to_string(count.value);
    case Bound::atLeast:
      return "≥" + std::to_string(count.value);
    case Bound::atMost:
      return "≤" + std::to_string(count.value);
    case Bound::unknown:
      break;
  }
  return "?";
}

Json sourcesJson(const Snapshot& snapshot, const std::vector<Kind>& kinds) {
  Json out = Json::array();
  for (const Kind kind : kinds) {
    const SourceStatus& status = snapshot.source(kind).status;
    const auto age = snapshot.ageMs(kind);
    Json entry = {{"name", kindRequest(kind).resource},
                  {"ageSeconds", age ? Json(static_cast<double>(*age) / 1000.0) : Json(nullptr)},
                  {"state", sourceStateWord(status.state)}};
    if (status.error) {
      entry["message"] = log::redact(status.error->message);
    }
    if (snapshot.source(kind).skipped > 0) {
      entry["skipped"] = snapshot.source(kind).skipped;
    }
    out.push_back(std::move(entry));
  }
  return out;
}

std::string renderTable(const Listing& listing, bool wide) {
  std::vector<std::size_t> shown;
  for (std::size_t c = 0; c < listing.columns.size(); ++c) {
    if (wide || !listing.columns[c].wide) {
      shown.push_back(c);
    }
  }
  std::vector<std::vector<std::string>> cells(1);
  for (const std::size_t c : shown) {
    cells[0].push_back(listing.columns[c].header);
  }
  for (const auto& row : listing.rows) {
    auto& line = cells.emplace_back();
    for (const std::size_t c : shown) {
      line.push_back(row[c].empty() ? "-" : log::redact(row[c]));
    }
  }
  std::vector<std::size_t> widths(shown.size(), 0);
  for (const auto& line : cells) {
    for (std::size_t c = 0; c < line.size(); ++c) {
      widths[c] = std::max(widths[c], displayWidth(line[c]));
    }
  }
  std::string out;
  for (const auto& line : cells) {
    for (std::size_t c = 0; c < line.size(); ++c) {
      out += line[c];
      if (c + 1 < line.size()) {
        out.append(widths[c] - displayWidth(line[c]) + 3, ' ');
      }
    }
    out += '\n';
  }
  return out;
}

std::string renderMarkdown(const Listing& listing, bool wide) {
  std::string out = "|";
  std::string rule = "|";
  for (const ListingColumn& column : listing.columns) {
    if (wide || !column.wide) {
      out += " " + column.header + " |";
      rule += "---|";
    }
  }
  out += "\n" + rule + "\n";
  for (const auto& row : listing.rows) {
    out += "|";
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (wide || !listing.columns[c].wide) {
        std::string cell = log::redact(row[c]);
        for (std::size_t at = cell.find('|'); at != std::string::npos; at = cell.find('|', at + 2)) {
          cell.insert(at, "\\");
        }
        out += " " + (cell.empty() ? std::string("-") : cell) + " |";
      }
    }
    out += "\n";
  }
  return out;
}

}  // namespace claimscope::app
