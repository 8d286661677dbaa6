// Workbench: short ways to modernise texts in tests, and to look at what came out. Test thread.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "model/base/json_tree.h"
#include "model/base/yaml.h"
#include "model/cel/selector.h"
#include "model/migration/modernise/modernise.h"
#include "tests/kit/places.h"

/// Compares as JSON, so that a difference is readable.
#define SAME(a, b) QCOMPARE(nlohmann::json(a).dump(), nlohmann::json(b).dump())

namespace claimscope::modernise::test {

using Json = nlohmann::json;

inline Outcome run(const std::string& text, int minor = 37, const std::map<std::string, std::string>& choices = {},
                   bool markdown = false) {
  Request request;
  request.sources.push_back({"in.yaml", text, markdown});
  request.target.minor = minor;
  request.choices = choices;
  return modernise(request);
}

/// The files of the EKS hybrid-nodes guide, in the order of the guide.
inline std::vector<Source> guide() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(kit::sourceFile("tests/model/migration/modernise/guide"))) {
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Source> out;
  for (const auto& path : paths) {
    std::ifstream in(path);
    out.push_back(
        {path.filename().string(), std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()), false});
  }
  return out;
}

/// The guide as its readers have it: fenced blocks between words.
inline std::string guideMarkdown() {
  std::string out = "# Guide\n\nSome words.\n";
  for (const Source& source : guide()) {
    out += "\n```" + std::string(source.name.ends_with(".json") ? "json" : "yaml") + "\n" + source.text +
           "```\n\nMore words with `code`.\n";
  }
  return out + "\n```bash\nkubectl get pods\n```\n";
}

inline Outcome runGuide(int minor = 37, const std::map<std::string, std::string>& choices = {}) {
  Request request;
  request.sources = guide();
  request.target.minor = minor;
  request.choices = choices;
  return modernise(request);
}

/// Objects of a stream as JSON; throws where it is no YAML.
inline std::vector<Json> objectsIn(const std::string& yaml) {
  std::vector<Json> out;
  const std::vector<yaml::Document> documents = yaml::toJson(yaml).value();
  for (const yaml::Document& document : documents) {
    out.push_back(Json::parse(document.json));
  }
  return out;
}

/// The object of a kind and name; null when there is none.
inline Json objectIn(const std::string& yaml, const std::string& kind, const std::string& name) {
  for (const Json& object : objectsIn(yaml)) {
    if (object.is_object() && object.value("kind", "") == kind && object["metadata"].value("name", "") == name) {
      return object;
    }
  }
  return nullptr;
}

inline bool says(const Outcome& outcome, Weight weight, const std::string& text) {
  return std::any_of(outcome.changes.begin(), outcome.changes.end(), [&](const Change& change) {
    return change.weight == weight && (change.what.find(text) != std::string::npos || change.why.find(text) != std::string::npos);
  });
}

/// Every CEL expression below a value.
inline void expressionsIn(const Json& json, std::vector<std::string>& out) {
  if (json.is_object() && json.contains("expression") && json["expression"].is_string()) {
    out.push_back(json["expression"]);
  }
  for (const Json& child : json.is_structured() ? json : Json::array()) {
    expressionsIn(child, out);
  }
}

/// What of it our compiler, which is upstream's to the letter, refuses; empty when all is well.
inline std::string brokenSelectors(const std::string& yaml) {
  std::vector<std::string> expressions;
  for (const Json& object : objectsIn(yaml)) {
    expressionsIn(object, expressions);
  }
  for (const std::string& expression : expressions) {
    cel::Environment environment;
    environment.stored = false;
    if (const auto selector = cel::Selector::compile(expression, environment); !selector) {
      return expression + ": " + selector.error().message;
    }
  }
  return {};
}

inline std::string changesOf(const Outcome& outcome) {
  std::string out;
  for (const Change& change : outcome.changes) {
    out += std::string(weightWord(change.weight)) + " " + change.object + " " + change.field + ": " + change.what + "\n";
  }
  for (const Error& error : outcome.errors) {
    out += "error " + error.text() + "\n";
  }
  return out;
}

}  // namespace claimscope::modernise::test
