// claimscope cost: where GPU hours and money went, who had them, what is idle, stranded, or could be drained.
#include "app/commands/cost.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "app/commands/command.h"
#include "app/source/read_whole.h"
#include "app/source/surveyor.h"
#include "model/base/words.h"
#include "model/base/yaml.h"
#include "model/prometheus/desk.h"
#include "model/survey/growth.h"

namespace claimscope::app {
namespace {

using cost::GroupBy;

struct CostFlags {
  std::string by = "namespace,class";
  std::string since = "24h";
  std::string prices;
  bool noDrains = false;
  bool allNamespaces = false;
};

const std::vector<std::pair<std::string, GroupBy>>& groupingsOfCost() {
  static const std::vector<std::pair<std::string, GroupBy>> kAll = {{"namespace,class", GroupBy::namespaceAndClass},
                                                                    {"namespace", GroupBy::namespaceName},
                                                                    {"class", GroupBy::deviceClass},
                                                                    {"pool", GroupBy::pool},
                                                                    {"owner", GroupBy::owner},
                                                                    {"node", GroupBy::node}};
  return kAll;
}

Result<cost::PriceTablePtr> pricesOf(const std::string& path) {
  constexpr std::uintmax_t kMost = 4U << 20U;
  const Result<std::string> text = readWhole(path, kMost, "Keep the instance types that the cluster has");
  if (!text) {
    return fail(text.error());
  }
  Result<cost::PriceTable> table = cost::readPrices(*text);
  if (!table) {
    return fail(table.error().within(nameOfInput(path)));
  }
  if (table->source == "own prices") {
    table->source = path == "-" ? "standard input" : std::filesystem::path(path).filename().string();
  }
  return std::make_shared<const cost::PriceTable>(std::move(*table));
}

/// How busy the devices are; none where the source has no metrics or they do not come in time.
std::optional<utilisation::Utilisation> useOfDevices(Loaded& loaded, std::int64_t timeoutMs) {
  if (!loaded.live->watchMetrics(nullptr)) {
    return std::nullopt;
  }
  const prometheus::MetricsPtr metrics = loaded.live->settledMetrics(timeoutMs);
  return metrics == nullptr ? std::nullopt : std::optional(utilisation::utilise(*loaded.snapshot, *metrics));
}

int runCost(const CostFlags& flags, const CommonOptions& options) {
  cost::Question question;
  for (const auto& [word, by] : groupingsOfCost()) {
    question.by = word == flags.by ? by : question.by;
  }
  const std::optional<std::int64_t> window = parseDuration(flags.since);
  constexpr std::int64_t kMost = std::int64_t{400} * 24 * 3'600'000;
  if (!window || *window <= 0 || *window > kMost) {
    return reportError(
        {ErrorCode::usage, "--since " + flags.since + " is not a duration of at most 400 days", "Write it like 24h", {}, 0});
  }
  question.windowMs = *window;
  question.drains = !flags.noDrains;
  question.namespaceFilter = flags.allNamespaces ? std::string() : options.source.namespaceName;
  if (!flags.prices.empty()) {
    Result<cost::PriceTablePtr> prices = pricesOf(flags.prices);
    if (!prices) {
      return reportError(prices.error());
    }
    question.prices = std::move(*prices);
  }
  auto loaded = loadCluster(options, everyKind(), {0, true});
  if (!loaded) {
    return loaded.error();
  }
  const std::int64_t timeout = std::min<std::int64_t>(10'000, parseDuration(options.timeout).value_or(10'000));
  const std::optional<utilisation::Utilisation> use = useOfDevices(*loaded, timeout);
  std::optional<survey::Growth> growth;
  if (question.drains) {
    growth = survey::readGrowth(*surveyNow(loaded->live->source(), survey::growthQuestions(*loaded->snapshot), timeout));
  }
  const cost::Report report = cost::costOf(*loaded->snapshot, use ? &*use : nullptr, question, growth ? &*growth : nullptr);
  if (options.output == "json" || options.output == "yaml") {
    const std::string text =
        costJson(report, *loaded->snapshot).dump(options.output == "json" ? 2 : -1, ' ', false, Json::error_handler_t::replace);
    fmt::print("{}\n", options.output == "json" ? text : yaml::fromJson(text));
  } else {
    fmt::print("{}", options.output == "csv" ? costCsv(report) : costText(report, options.output == "md"));
  }
  return loaded->problems;
}

}  // namespace

Command registerCost(CLI::App& parent, CommonOptions& options) {
  auto flags = std::make_shared<CostFlags>();
  CLI::App* app = addCommand(
      parent, "cost", "Prints where GPU hours and money went: busy, idle, stranded; who had them; nodes that could be drained");
  std::vector<std::string> words;
  for (const auto& [word, by] : groupingsOfCost()) {
    words.push_back(word);
  }
  app->add_option("--by", flags->by, "pool (of nodes), namespace, owner, class, node, or namespace,class")
      ->check(CLI::IsMember(words));
  app->add_option("--since", flags->since, "the window, up to now")->type_name("DUR");
  app->add_option("--prices", flags->prices, "prices of instance types, YAML or JSON, laid over the built-in list")
      ->type_name("FILE");
  app->add_flag("--no-drains", flags->noDrains, "rehearses no drain: faster in a large cluster");
  app->add_flag("-A,--all-namespaces", flags->allNamespaces, "every namespace");
  return {app, [flags, &options] { return runCost(*flags, options); }};
}

}  // namespace claimscope::app
