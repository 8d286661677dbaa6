// claimscope cel: evaluates DRA selectors, of case files or against the devices of a cluster.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>

#include "app/commands/cel_cases.h"
#include "app/commands/command.h"
#include "app/commands/listing.h"
#include "model/cel/selector.h"

namespace claimscope::app {
namespace {

struct CelOptions {
  std::string cases;
  std::string expression;
};

int runFile(const std::string& path) {
  if (path == "-") {
    std::ios::sync_with_stdio(false);
    return runCelCases(std::cin, std::cout, {});
  }
  std::ifstream file(path);
  if (!file) {
    return reportError(
        {ErrorCode::invalidInput, path + ": cannot be read", "Give a file of cases, or - for standard input", {}, 0});
  }
  return runCelCases(file, std::cout, {});
}

struct TermCount {
  std::uint64_t yes = 0;
  std::uint64_t no = 0;
  std::uint64_t error = 0;
  void add(cel::Outcome outcome) { ++(outcome == cel::Outcome::match ? yes : outcome == cel::Outcome::noMatch ? no : error); }
};

/// What a selector says of every published device.
struct Verdict {
  TermCount whole;
  std::vector<TermCount> terms;
  struct Row {
    std::string driver;
    std::string pool;
    std::string device;
    std::string node;
    std::string error;
  };
  std::vector<Row> matches;
  std::vector<Row> errors;
};

Verdict judge(const cel::Selector& selector, const cluster::Snapshot& snapshot) {
  Verdict out;
  out.terms.resize(selector.terms().size());
  const auto& slices = snapshot.of<ResourceSlice>();
  for (cluster::Slot slot = 0; slot < slices.slotEnd(); ++slot) {
    const ResourceSlice* slice = slices.at(slot);
    if (slice == nullptr) {
      continue;
    }
    for (const Device& published : slice->devices) {
      cel::Device device;
      device.driver = slice->driver;
      device.allowMultipleAllocations = published.extras && published.extras->allowMultipleAllocations;
      for (const DeviceAttribute& attribute : published.attributes) {
        device.attributes.emplace_back(attribute.name, &attribute.value);
      }
      for (const DeviceCapacity& capacity : published.capacity) {
        device.capacity.emplace_back(capacity.name, &capacity.value);
      }
      const Text& node = published.extras && !published.extras->nodeName.empty() ? published.extras->nodeName : slice->nodeName;
      const cel::Evaluation evaluation = selector.evaluate(device);
      out.whole.add(evaluation.outcome);
      if (evaluation.outcome != cel::Outcome::noMatch) {
        (evaluation.outcome == cel::Outcome::match ? out.matches : out.errors)
            .push_back({slice->driver.str(), slice->poolName.str(), published.name.str(), node.str(), evaluation.error});
      }
      for (std::size_t i = 0; i < out.terms.size(); ++i) {
        out.terms[i].add(selector.evaluateTerm(i, device).outcome);
      }
    }
  }
  return out;
}

Json rowJson(const Verdict::Row& row) {
  Json out = {{"driver", row.driver}, {"pool", row.pool}, {"device", row.device}, {"node", row.node}};
  if (!row.error.empty()) {
    out["error"] = row.error;
  }
  return out;
}

void printJson(const cel::Selector& selector, const Verdict& verdict) {
  const TermCount& whole = verdict.whole;
  Json document = {
      {"expression", selector.expression()},
      {"devices",
       {{"seen", whole.yes + whole.no + whole.error}, {"match", whole.yes}, {"noMatch", whole.no}, {"error", whole.error}}},
      {"terms", Json::array()},
      {"matches", Json::array()},
      {"errors", Json::array()}};
  for (std::size_t i = 0; i < verdict.terms.size(); ++i) {
    const TermCount& term = verdict.terms[i];
    document["terms"].push_back(
        {{"expression", selector.terms()[i].text}, {"true", term.yes}, {"false", term.no}, {"error", term.error}});
  }
  for (const Verdict::Row& row : verdict.matches) {
    document["matches"].push_back(rowJson(row));
  }
  for (const Verdict::Row& row : verdict.errors) {
    document["errors"].push_back(rowJson(row));
  }
  fmt::print("{}\n", document.dump(2, ' ', false, Json::error_handler_t::replace));
}

std::string oneLine(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return text;
}

void printText(const cel::Selector& selector, const Verdict& verdict, bool all) {
  const TermCount& whole = verdict.whole;
  fmt::print("{} of {} devices match", whole.yes, whole.yes + whole.no + whole.error);
  fmt::print("{}\n\n", whole.error > 0 ? fmt::format(", {} cannot be evaluated", whole.error) : "");
  fmt::print("{:>8} {:>8} {:>8}  TERM\n", "TRUE", "FALSE", "ERROR");
  for (std::size_t i = 0; i < verdict.terms.size(); ++i) {
    const TermCount& term = verdict.terms[i];
    fmt::print("{:>8} {:>8} {:>8}  {}\n", term.yes, term.no, term.error, oneLine(selector.terms()[i].text));
  }
  constexpr std::size_t kShown = 20;
  for (const auto& [title, rows] : {std::pair("MATCHES", &verdict.matches), {"CANNOT BE EVALUATED", &verdict.errors}}) {
    const std::size_t shown = all ? rows->size() : std::min(rows->size(), kShown);
    if (shown > 0) {
      fmt::print("\n{}\n", title);
    }
    for (std::size_t i = 0; i < shown; ++i) {
      const Verdict::Row& row = (*rows)[i];
      fmt::print("  {}/{}/{}{}{}\n", oneLine(row.driver), oneLine(row.pool), oneLine(row.device),
                 row.node.empty() ? "" : " on " + oneLine(row.node), row.error.empty() ? "" : ": " + oneLine(row.error));
    }
    if (shown < rows->size()) {
      fmt::print("  and {} more (-o wide shows all)\n", rows->size() - shown);
    }
  }
}

/// The place of an error under the line it is in.
int refuse(const std::string& expression, const cel::CompileError& error) {
  std::size_t begin = 0;
  for (int line = 1; line < error.line; ++line) {
    begin = expression.find('\n', begin) + 1;
  }
  const std::string text = expression.substr(begin, expression.find('\n', begin) - begin);
  const int status =
      reportError({ErrorCode::usage, fmt::format("{}:{}: {}", error.line, error.column, error.message), "", {}, 0});
  fmt::print(stderr, "  {}\n  {:>{}}\n", oneLine(text), "^", error.column);
  return status;
}

int runCel(const CelOptions& cel, const CommonOptions& options) {
  if (cel.cases.empty() == cel.expression.empty()) {
    return reportError({ErrorCode::usage, "cel takes an expression or --cases FILE", "Give one of them", {}, 0});
  }
  if (!cel.cases.empty()) {
    return runFile(cel.cases);
  }
  const auto selector = cel::Selector::compile(cel.expression);
  if (!selector) {
    return refuse(cel.expression, selector.error());
  }
  auto loaded = loadCluster(options, {Kind::ResourceSlice});
  if (!loaded) {
    return loaded.error();
  }
  const Verdict verdict = judge(**selector, *loaded->snapshot);
  if (options.output == "json") {
    printJson(**selector, verdict);
  } else {
    printText(**selector, verdict, options.output == "wide");
  }
  return loaded->problems != 0 ? loaded->problems : verdict.whole.yes > 0 ? 0 : 1;
}

}  // namespace

Command registerCel(CLI::App& parent, CommonOptions& options) {
  auto cel = std::make_shared<CelOptions>();
  CLI::App* app = addCommand(parent, "cel", "Evaluates a DRA selector against the devices of a cluster, or cases from a file");
  app->add_option("EXPRESSION", cel->expression, "which devices does it match");
  app->add_option("--cases", cel->cases, "one JSON object a line: id, expression, device; - is standard input")
      ->type_name("FILE");
  return {app, [cel, &options] { return runCel(*cel, options); }};
}

}  // namespace claimscope::app
