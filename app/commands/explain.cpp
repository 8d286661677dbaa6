// claimscope explain: why a claim or pod waits, and the smallest changes that would help.
#include "app/commands/explain.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/commands/command.h"
#include "model/base/log.h"
#include "model/base/words.h"
#include "model/base/yaml.h"

namespace claimscope::app {
namespace {

using explanation::Explanation;
using explanation::Verdict;

struct ExplainOptions {
  std::string noun;
  std::string name;
  std::string file;
};

/// "ns/name"; a name alone is in --namespace or "default".
std::pair<Text, Text> splitName(const std::string& name, const CommonOptions& options) {
  const std::size_t slash = name.find('/');
  if (slash == std::string::npos) {
    return {Text(options.source.namespaceName.empty() ? "default" : options.source.namespaceName), Text(name)};
  }
  return {Text(name.substr(0, slash)), Text(name.substr(slash + 1))};
}

/// Names of this kind that look like the one that is not there: the same name elsewhere, then the nearest.
template <class T>
std::string nearestNames(const cluster::Snapshot& snapshot, const Text& namespaceName, const Text& name) {
  std::vector<std::pair<std::size_t, std::string>> found;
  snapshot.of<T>().forEach([&](cluster::Slot, const T& object) {
    const std::string_view candidate = object.meta.name.view();
    std::size_t distance = words::editDistance(candidate, name.view(), 6);
    if (distance == 6 && name.view().size() >= 4 && candidate.find(name.view()) != std::string_view::npos) {
      distance = 5;
    }
    if (distance < 6) {
      distance = distance * 2 + (object.meta.namespaceName == namespaceName ? 0U : 1U);
      found.emplace_back(distance, object.meta.namespaceName.str() + "/" + object.meta.name.str());
    }
  });
  std::sort(found.begin(), found.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < found.size() && i < 3; ++i) {
    names.push_back(found[i].second);
  }
  return words::listed(names, 3);
}

template <class T>
int notFound(const cluster::Snapshot& snapshot, std::string_view noun, const Text& namespaceName, const Text& name) {
  const SourceStatus& status = snapshot.source(kKindOf<T>).status;
  if (status.error && (status.state == SourceState::forbidden || status.state == SourceState::failed)) {
    return reportError(*status.error);
  }
  const std::string near = nearestNames<T>(snapshot, namespaceName, name);
  return reportError({ErrorCode::notFound,
                      fmt::format("there is no {} {}/{}", noun, namespaceName.view(), name.view()),
                      near.empty() ? fmt::format("See claimscope get {}s -A", noun) : "Did you mean " + near + "?",
                      {},
                      0});
}

/// 1 when the answer is negative: it has no devices and would get none now.
int statusOf(const std::vector<Explanation>& explanations) {
  return std::all_of(explanations.begin(), explanations.end(),
                     [](const Explanation& e) { return e.verdict == Verdict::allocated || e.verdict == Verdict::canFit; })
             ? 0
             : 1;
}

void print(const std::vector<Explanation>& explanations, const CommonOptions& options) {
  if (options.output == "json" || options.output == "yaml") {
    Json document;
    if (explanations.size() == 1) {
      document = explanationJson(explanations.front());
    } else {
      document["explanations"] = Json::array();
      for (const Explanation& explanation : explanations) {
        document["explanations"].push_back(explanationJson(explanation));
      }
    }
    const std::string text = document.dump(options.output == "json" ? 2 : -1, ' ', false, Json::error_handler_t::replace);
    fmt::print("{}\n", options.output == "json" ? text : yaml::fromJson(text));
    return;
  }
  const bool colour = !options.noColor && isatty(STDOUT_FILENO) != 0;
  for (std::size_t i = 0; i < explanations.size(); ++i) {
    fmt::print("{}{}", i == 0 ? "" : "\n",
               options.output == "md" ? explanationMarkdown(explanations[i]) : explanationText(explanations[i], colour));
  }
}

int finish(const std::vector<Explanation>& explanations, const CommonOptions& options, const Loaded& loaded) {
  print(explanations, options);
  return loaded.problems != 0 ? loaded.problems : statusOf(explanations);
}

int explainNamed(const ExplainOptions& explain, const CommonOptions& options) {
  const bool isPod = explain.noun == "pod" || explain.noun == "pods" || explain.noun == "po";
  if (!isPod && canonicalNoun(explain.noun) != "claims") {
    return reportError({ErrorCode::usage,
                        "explain knows claims and pods, not \"" + explain.noun + "\"",
                        "Write claimscope explain claim NAMESPACE/NAME, or pod NAMESPACE/NAME, or -f FILE",
                        {},
                        0});
  }
  auto loaded = loadCluster(options, everyKind());
  if (!loaded) {
    return loaded.error();
  }
  const cluster::Snapshot& snapshot = *loaded->snapshot;
  const auto [namespaceName, name] = splitName(explain.name, options);
  if (isPod) {
    const cluster::Slot slot = snapshot.of<Pod>().slotOf(namespaceName, name);
    return slot == cluster::kNoSlot ? notFound<Pod>(snapshot, "pod", namespaceName, name)
                                    : finish({explanation::explainPod(snapshot, slot)}, options, *loaded);
  }
  const cluster::Slot slot = snapshot.of<ResourceClaim>().slotOf(namespaceName, name);
  const cluster::ClaimIndex index = slot == cluster::kNoSlot ? cluster::kNone : snapshot.inventory->findClaim(slot);
  return index == cluster::kNone ? notFound<ResourceClaim>(snapshot, "claim", namespaceName, name)
                                 : finish({explanation::explainClaim(snapshot, index)}, options, *loaded);
}

int runExplain(const ExplainOptions& explain, const CommonOptions& options) {
  if (explain.file.empty() == explain.noun.empty() || (!explain.noun.empty() && explain.name.empty())) {
    return reportError({ErrorCode::usage,
                        "explain needs an object or a file",
                        "Write claimscope explain claim NAMESPACE/NAME, or pod NAMESPACE/NAME, or -f FILE",
                        {},
                        0});
  }
  if (explain.file.empty()) {
    return explainNamed(explain, options);
  }
  const Result<HypotheticalFile> file = readHypothetical(explain.file, options.source.namespaceName);
  if (!file) {
    return reportError(file.error());
  }
  auto loaded = loadCluster(options, everyKind());
  if (!loaded) {
    return loaded.error();
  }
  const std::vector<Explanation> explanations = explainFile(*loaded->snapshot, *file);
  if (explanations.empty()) {
    return reportError({ErrorCode::invalidInput,
                        explain.file + ": no pod of it asks for a claim",
                        "Give the pod spec.resourceClaims, or write a ResourceClaim into the file",
                        {},
                        0});
  }
  return finish(explanations, options, *loaded);
}

}  // namespace

Command registerExplain(CLI::App& parent, CommonOptions& options) {
  auto explain = std::make_shared<ExplainOptions>();
  CLI::App* app = addCommand(parent, "explain", "Says why a claim or pod waits, and what would make it fit");
  app->add_option("KIND", explain->noun, "claim or pod");
  app->add_option("NAME", explain->name, "NAMESPACE/NAME, or a name in --namespace");
  app->add_option("-f,--filename", explain->file, "a claim, template or pod that does not exist yet; - is standard input")
      ->type_name("FILE");
  return {app, [explain, &options] { return runExplain(*explain, options); }};
}

}  // namespace claimscope::app
