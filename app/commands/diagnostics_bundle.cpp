#include "app/commands/diagnostics_bundle.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>

#include "app/commands/listing.h"
#include "app/commands/redaction.h"
#include "model/base/log.h"
#include "model/resources/kinds.h"

namespace claimscope::app {
namespace {

/// Free text as it may leave the house.
class Cleaner {
 public:
  explicit Cleaner(const DiagnosticsInput& input) : m_keep(input.names) {
    if (!m_keep && input.snapshot != nullptr) {
      m_map = std::make_unique<NameMap>(*input.snapshot);
      m_map->add("context", input.snapshot->server.context);
      m_map->add("user", input.snapshot->server.user);
    }
  }
  [[nodiscard]] std::string operator()(std::string_view text) const {
    const std::string clean = log::redact(text);
    return m_keep ? clean : withoutNames(m_map == nullptr ? clean : m_map->apply(clean));
  }

 private:
  bool m_keep;
  std::unique_ptr<NameMap> m_map;
};

std::string printed(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json sourcesJson(const cluster::Snapshot& snapshot, const Cleaner& clean) {
  Json out = Json::array();
  for (std::size_t i = 0; i < kKindCount; ++i) {
    const auto kind = static_cast<Kind>(i);
    const cluster::Source& source = snapshot.source(kind);
    Json one{{"resource", kindRequest(kind).resource},
             {"apiVersion", source.status.resource.apiVersion()},
             {"state", sourceStateWord(source.status.state)},
             {"skipped", source.skipped}};
    if (const std::optional<std::int64_t> age = snapshot.ageMs(kind)) {
      one["lastContactMs"] = *age;
    }
    if (source.status.error) {
      one["error"] = {{"code", static_cast<int>(source.status.error->code)},
                      {"httpStatus", source.status.error->httpStatus},
                      {"message", clean(source.status.error->message)}};
    }
    if (source.lastSkip) {
      one["lastSkip"] = clean(source.lastSkip->message);
    }
    out.push_back(std::move(one));
  }
  return out;
}

Json clusterJson(const cluster::Snapshot& snapshot, const Cleaner& clean, bool names) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  Json states;
  for (std::size_t i = 0; i < cluster::kDeviceStates; ++i) {
    const auto state = static_cast<cluster::DeviceState>(i);
    states[std::string(cluster::deviceStateWord(state))] = inventory.counts.of(state);
  }
  std::map<std::string, std::int64_t> claims;
  for (const cluster::ClaimView& claim : inventory.claims) {
    ++claims[claim.state.str()];
  }
  Json out{{"serverVersion", snapshot.server.gitVersion},
           {"origin", static_cast<int>(snapshot.server.origin)},
           {"insecure", snapshot.server.insecure},
           {"revision", snapshot.revision},
           {"firstSyncDone", snapshot.firstSyncDone},
           {"changes", snapshot.totalChanges},
           {"nodes", inventory.nodes.size()},
           {"pools", inventory.pools.size()},
           {"devices", states},
           {"claims", claims},
           {"pods", snapshot.of<Pod>().size()},
           {"slices", snapshot.of<ResourceSlice>().size()},
           {"served", Json::array()}};
  if (names) {
    out["context"] = log::redact(snapshot.server.context);
    out["address"] = log::redact(snapshot.server.address);
  }
  for (const ApiResource& resource : snapshot.server.served) {
    out["served"].push_back(resource.apiVersion() + " " + resource.resource);
  }
  for (const ServerNotice& notice : snapshot.server.notices) {
    out["notices"].push_back(clean(notice.what.text()));
  }
  return out;
}

Json findingsJson(const diagnosis::Diagnosis& diagnosis, bool names) {
  Json out{{"checksRun", diagnosis.checksRun}, {"checksPassed", diagnosis.checksPassed}, {"findings", Json::array()}};
  std::map<std::pair<std::string, std::string>, std::int64_t> counts;
  for (const diagnosis::Finding& finding : diagnosis.findings) {
    ++counts[{finding.check, std::string(diagnosis::severityWord(finding.severity))}];
    if (names) {
      out["titles"].push_back(log::redact(finding.title));
    }
  }
  for (const auto& [what, count] : counts) {
    out["findings"].push_back({{"check", what.first}, {"severity", what.second}, {"count", count}});
  }
  return out;
}

std::string lines(const std::vector<std::pair<std::string, std::string>>& facts) {
  std::string out;
  for (const auto& [key, value] : facts) {
    out += log::redact(key) + ": " + log::redact(value) + "\n";
  }
  return out;
}

bool looksLikeName(std::string_view word) {
  // "403", "2.5" and "12:31:07" are numbers, "didn't" and "read-only:" are words.
  bool letter = false;
  bool digit = false;
  bool sign = false;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    letter = letter || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || byte >= 128;
    digit = digit || (c >= '0' && c <= '9');
    sign = sign || c == '.' || c == '-' || c == '/' || c == '@' || c == '_' || c == ':' || c == '%' || c == '\\';
  }
  const auto dots = std::count(word.begin(), word.end(), '.');
  return (letter && (digit || sign)) || dots >= 3;  // an address of four numbers
}

}  // namespace

std::string withoutNames(std::string_view text) {
  static constexpr std::string_view kBetween = " \t\"'(),;=[]{}<>`";
  static constexpr std::string_view kEnd = ".:!?";
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    if (kBetween.find(text[at]) != std::string_view::npos) {
      out += text[at++];
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
    std::string_view word = text.substr(at, end - at);
    std::size_t tail = 0;
    while (tail < word.size() && kEnd.find(word[word.size() - 1 - tail]) != std::string_view::npos) {
      ++tail;
    }
    const std::string_view body = word.substr(0, word.size() - tail);
    out += looksLikeName(body) && body != "redacted" ? std::string("…") : std::string(body);
    out += word.substr(body.size());
    at = end;
  }
  return out;
}

std::string diagnosticsName(Time now) {
  std::string stamp;
  for (const char c : formatTime(now).substr(0, 19)) {
    stamp += c == 'T' || c == ' ' ? std::string("-") : c == ':' || c == '-' ? std::string() : std::string(1, c);
  }
  return "claimscope-diagnostics-" + stamp + ".tar.gz";
}

std::vector<std::pair<std::string, std::string>> programFacts() {
  std::vector<std::pair<std::string, std::string>> out{{"claimscope", CLAIMSCOPE_VERSION}};
  utsname system{};
  if (uname(&system) == 0) {
    out.emplace_back("kernel", fmt::format("{} {} {}", system.sysname, system.release, system.machine));
  }
  std::ifstream release("/etc/os-release");
  for (std::string line; std::getline(release, line);) {
    if (line.starts_with("PRETTY_NAME=")) {
      out.emplace_back("system", line.substr(12));
    }
  }
  out.emplace_back("processors", std::to_string(sysconf(_SC_NPROCESSORS_ONLN)));
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) == 0) {
    const auto ms = [](const timeval& time) { return time.tv_sec * 1000 + time.tv_usec / 1000; };
    out.emplace_back("peakMemoryKiB", std::to_string(usage.ru_maxrss));
    out.emplace_back("userCpuMs", std::to_string(ms(usage.ru_utime)));
    out.emplace_back("systemCpuMs", std::to_string(ms(usage.ru_stime)));
  }
  return out;
}

std::vector<ArchiveFile> diagnosticsFiles(const DiagnosticsInput& input) {
  const Cleaner clean(input);
  std::vector<ArchiveFile> files;
  files.push_back({"about.txt", lines(input.program) + (input.names ? "names: kept\n" : "names: replaced or left out\n")});
  files.push_back({"settings.txt", lines(input.settings)});
  std::string timings;
  for (const auto& [what, ms] : input.timings) {
    timings += fmt::format("{}: {:.1f} ms\n", log::redact(what), ms);
  }
  files.push_back({"timings.txt", timings});
  std::string problems;
  for (const std::string& problem : input.problems) {
    problems += clean(problem) + "\n";
  }
  files.push_back({"problems.txt", problems});
  std::string logText;
  for (const std::string& line : input.log) {
    // Time and level stand before the message and stay.
    const std::size_t message = std::min(line.find(' ', line.find(' ') + 1), line.size());
    logText += (line.find(' ') == std::string::npos ? std::string() : log::redact(line.substr(0, message))) +
               clean(line.substr(message)) + "\n";
  }
  files.push_back({"log.txt", logText});
  if (input.snapshot != nullptr) {
    files.push_back({"sources.json", printed(sourcesJson(*input.snapshot, clean))});
    files.push_back({"cluster.json", printed(clusterJson(*input.snapshot, clean, input.names))});
  }
  if (input.diagnosis != nullptr) {
    files.push_back({"findings.json", printed(findingsJson(*input.diagnosis, input.names))});
  }
  return files;
}

}  // namespace claimscope::app
