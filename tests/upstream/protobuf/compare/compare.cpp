// Reads pairs of one object in JSON and in protobuf from standard input, decodes both, and names every difference.
//
// A case is a line "GROUP/VERSION KIND FORM JSON-BYTES PROTOBUF-BYTES NAME" and then the two texts. GROUP is "core" for the core
// group, FORM is object, list or event. Exit status 1 when there are differences.
#include <iostream>
#include <sstream>
#include <string>

#include "tests/kit/canonical.h"

namespace {

using namespace claimscope;

struct Case {
  std::string name;
  std::string form;
  ApiResource resource;
  std::string json;
  std::string protobuf;
};

bool readCase(std::istream& in, Case& out) {
  std::string line;
  if (!std::getline(in, line)) {
    return false;
  }
  std::istringstream words(line);
  std::string version;
  std::size_t json = 0;
  std::size_t protobuf = 0;
  words >> version >> out.resource.kind >> out.form >> json >> protobuf >> out.name;
  const std::size_t slash = version.find('/');
  out.resource.group = version.substr(0, slash) == "core" ? "" : version.substr(0, slash);
  out.resource.version = version.substr(slash + 1);
  out.json.resize(json);
  out.protobuf.resize(protobuf);
  in.read(out.json.data(), static_cast<std::streamsize>(json));
  in.read(out.protobuf.data(), static_cast<std::streamsize>(protobuf));
  return static_cast<bool>(in);
}

std::string textOf(const ListInfo& info) {
  return "list " + info.resourceVersion + " " + info.continueToken + " " +
         (info.remaining ? std::to_string(*info.remaining) : std::string("none")) + " " + std::to_string(info.items) + "\n";
}

std::string textOf(const EventInfo& info) {
  return "event " + std::to_string(static_cast<int>(info.type)) + " " + info.resourceVersion +
         (info.initialEventsEnd ? " end" : "") +
         (info.error ? " " + info.error->message + " " + std::to_string(info.error->httpStatus) : std::string()) + "\n";
}

/// What decoding gave, errors included, as text.
template <class T>
std::string outcome(const Case& asked, std::string& bytes) {
  if (asked.form == "object") {
    const auto object = decodeObject<T>(asked.resource.apiVersion(), bytes);
    return object ? kit::canonical(**object) : "error " + object.error().message;
  }
  if (asked.form == "event") {
    const auto event = decodeEvent<T>(asked.resource, bytes);
    return event ? textOf(event->info) + (event->object ? kit::canonical(*event->object) : "no object")
                 : "error " + event.error().message;
  }
  const auto page = decodeList<T>(asked.resource, bytes);
  if (!page) {
    return "error " + page.error().message;
  }
  std::string out = textOf(page->info);
  for (const auto& item : page->items) {
    out += kit::canonical(*item);
  }
  for (const Error& error : page->skipped) {
    out += "error " + error.message + "\n";
  }
  return out;
}

/// The first line that differs, of both.
std::string firstDifference(const std::string& json, const std::string& protobuf) {
  std::istringstream a(json);
  std::istringstream b(protobuf);
  std::string left;
  std::string right;
  do {
    left = right = "(end)";
    std::getline(a, left);
    std::getline(b, right);
  } while (left == right && (a || b));
  return "  JSON:     " + left.substr(0, 300) + "\n  protobuf: " + right.substr(0, 300);
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::size_t cases = 0;
  std::size_t differences = 0;
  std::size_t lines = 0;
  Case next;
  while (readCase(std::cin, next)) {
    ++cases;
    const std::optional<Kind> kind = kindOfManifest(next.resource.group, next.resource.kind);
    if (!kind) {
      std::cout << next.name << ": no decoder for " << next.resource.kind << "\n";
      ++differences;
      continue;
    }
    visitKind(*kind, [&](auto tag) {
      using T = typename decltype(tag)::type;
      const std::string json = outcome<T>(next, next.json);
      const std::string protobuf = outcome<T>(next, next.protobuf);
      lines += static_cast<std::size_t>(std::count(json.begin(), json.end(), '\n'));
      if (json != protobuf || json.find("error ") == 0) {
        if (++differences <= 20) {
          std::cout << next.name << " (" << next.resource.apiVersion() << " " << next.resource.kind << " " << next.form << "):\n"
                    << firstDifference(json, protobuf) << "\n";
        }
      }
    });
  }
  std::cout << cases << " cases, " << lines << " values, " << differences << " differences\n";
  return differences == 0 && cases > 0 ? 0 : 1;
}
