// claimscope modernise: old DRA manifests in, manifests for a chosen server out; what changed and what did not on stderr.
#include "app/commands/modernise.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/commands/listing.h"
#include "app/commands/modernise_files.h"
#include "app/source/surveyor.h"
#include "model/base/log.h"
#include "model/base/words.h"
#include "model/base/yaml.h"
#include "model/migration/modernise/drivers.h"
#include "model/survey/old_objects.h"

namespace claimscope::app {
namespace {

namespace modern = claimscope::modernise;

struct ModerniseOptions {
  std::vector<std::string> files;
  std::vector<std::string> choices;
  bool quiet = false;
  bool cluster = false;  ///< what the cluster still stores of classic DRA is modernised too
};

/// A cluster is asked only when one is named, as by lint.
bool asksCluster(const SourceOptions& source) {
  return source.demo || !source.context.empty() || !source.kubeconfig.empty() || !source.files.empty();
}

Json moderniseJson(const modern::Outcome& outcome) {
  Json documents = Json::array();
  for (const modern::Document& document : outcome.documents) {
    const bool added = document.fate == modern::Fate::added;
    documents.push_back({{"file", added ? Json(nullptr) : Json(outcome.sources[document.source].name)},
                         {"line", added ? Json(nullptr) : Json(document.line)},
                         {"apiVersion", document.apiVersion},
                         {"kind", document.kind},
                         {"namespace", document.namespaceName},
                         {"name", document.name},
                         {"newApiVersion", document.newApiVersion},
                         {"newKind", document.newKind},
                         {"fate", modern::fateWord(document.fate)},
                         {"forCluster", document.forCluster},
                         {"text", document.after}});
  }
  Json changes = Json::array();
  for (const modern::Change& change : outcome.changes) {
    changes.push_back({{"document", change.document},
                       {"object", change.object},
                       {"field", change.field},
                       {"line", change.line == 0 ? Json(nullptr) : Json(change.line)},
                       {"weight", modern::weightWord(change.weight)},
                       {"what", change.what},
                       {"why", change.why}});
  }
  Json choices = Json::array();
  for (const modern::Choice& choice : outcome.choices) {
    Json options = Json::array();
    for (const modern::Option& option : choice.options) {
      options.push_back({{"value", option.value}, {"what", option.what}});
    }
    choices.push_back({{"name", choice.name},
                       {"what", choice.what},
                       {"value", choice.value},
                       {"usual", choice.usual},
                       {"free", choice.free},
                       {"document", choice.document},
                       {"options", std::move(options)}});
  }
  Json errors = Json::array();
  for (const Error& error : outcome.errors) {
    errors.push_back(error.text());
  }
  return {{"serverVersion", modern::releaseWord(outcome.target.minor)},
          {"resourceVersion", outcome.resourceVersion.empty() ? Json(nullptr) : Json(outcome.resourceVersion)},
          {"summary", modern::summary(outcome)},
          {"documents", std::move(documents)},
          {"changes", std::move(changes)},
          {"choices", std::move(choices)},
          {"errors", std::move(errors)},
          {"manifests", outcome.manifests()}};
}

/// What a person reads beside the manifests.
void printReport(const modern::Outcome& outcome) {
  std::size_t last = outcome.documents.size();
  for (const modern::Change& change : outcome.changes) {
    const modern::Document& document = outcome.documents[change.document];
    if (change.document != last) {
      const std::string where =
          document.line == 0 ? std::string("added") : fmt::format("{}:{}", outcome.sources[document.source].name, document.line);
      fmt::print(stderr, "{}: {} ({})\n", words::oneLine(where), words::oneLine(document.words()),
                 modern::fateWord(document.fate));
      last = change.document;
    }
    fmt::print(stderr, "  {:<8}{}{}\n", modern::weightWord(change.weight),
               change.field.empty() ? "" : words::oneLine(change.field) + ": ", words::oneLine(change.what));
    if (!change.why.empty()) {
      fmt::print(stderr, "          {}\n", words::oneLine(change.why));
    }
  }
  if (!outcome.choices.empty()) {
    fmt::print(stderr, "choices (--choose NAME=VALUE):\n");
  }
  for (const modern::Choice& choice : outcome.choices) {
    fmt::print(stderr, "  {}={}\n          {}\n", words::oneLine(choice.name), words::oneLine(choice.value),
               words::oneLine(choice.what));
    for (const modern::Option& option : choice.options) {
      fmt::print(stderr, "          {} {}: {}\n", option.value == choice.value ? "*" : " ", words::oneLine(option.value),
                 words::oneLine(option.what));
    }
  }
  fmt::print(stderr, "{}\n", modern::summary(outcome));
}

/// The server's release and versions, and what its devices publish.
void learnCluster(const cluster::Snapshot& snapshot, modern::Request& request, bool versionGiven) {
  if (!versionGiven) {
    request.target.minor = std::clamp(snapshot.server.minor, modern::kFirstMinor, modern::kLastMinor);
    for (const ApiResource& resource : snapshot.server.served) {
      const bool known = resource.group == "resource.k8s.io" && snapshot.server.origin == Origin::apiServer;
      if (known && std::find(request.target.served.begin(), request.target.served.end(), resource.version) ==
                       request.target.served.end()) {
        request.target.served.push_back(resource.version);
      }
    }
  }
  snapshot.of<ResourceSlice>().forEach(
      [&](cluster::Slot, const ResourceSlice& slice) { modern::learnSlice(slice, request.drivers); });
}

std::vector<Kind> kindsOfOldObjects() {
  return {Kind::ResourceSlice,
          Kind::ResourceClass,
          Kind::ResourceClaim,
          Kind::ResourceClaimTemplate,
          Kind::ResourceClaimParameters,
          Kind::ResourceClassParameters,
          Kind::PodSchedulingContext,
          Kind::ResourceQuota,
          Kind::Pod,
          Kind::Deployment,
          Kind::StatefulSet,
          Kind::DaemonSet,
          Kind::Job,
          Kind::CronJob};
}

/// What the cluster still stores of classic DRA, as one more source. False, with words, when there is nothing of it.
bool addStored(Loaded& loaded, const CommonOptions& options, modern::Request& request) {
  const std::int64_t timeout = std::min<std::int64_t>(60'000, parseDuration(options.timeout).value_or(20'000));
  const survey::OldQuestions asked = survey::oldObjectQuestions(*loaded.snapshot);
  survey::OldManifests stored = survey::oldManifests(*surveyNow(loaded.live->source(), asked.questions, timeout));
  for (const std::string& missing : stored.missing) {
    fmt::print(stderr, "note: {}, so it is not among the manifests\n", words::oneLine(missing));
  }
  if (asked.leftOut > 0) {
    fmt::print(stderr, "note: {} more were not read\n", words::counted(asked.leftOut, "object"));
  }
  if (stored.objects == 0) {
    const bool files = loaded.snapshot->server.origin == Origin::files;
    (void)reportError({ErrorCode::notFound,
                       "the cluster stores nothing of classic DRA and no quota with old keys",
                       files ? "Files are modernised with -f" : "Old manifests that are not stored are modernised with -f",
                       {},
                       0});
    return false;
  }
  const std::string context = loaded.snapshot->server.context;
  request.sources.push_back({"cluster " + (context.empty() ? std::string("(no name)") : context), std::move(stored.yaml), false});
  return true;
}

int runModernise(const ModerniseOptions& flags, const CommonOptions& options) {
  if (flags.files.empty() && !flags.cluster) {
    return reportError(
        {ErrorCode::usage,
         "modernise needs -f FILE or --cluster",
         "Name manifests, a folder, a Markdown guide, or - for standard input; --cluster takes what a cluster stores",
         {},
         0});
  }
  modern::Request request;
  if (!options.source.serverVersion.empty()) {
    request.target.minor = modern::minorOf(options.source.serverVersion);
    if (request.target.minor == 0) {
      return reportError({ErrorCode::usage,
                          "--server-version " + options.source.serverVersion + " is not a version with DRA",
                          "Write one from 1.26 to 1.37",
                          {},
                          0});
    }
  }
  if (!options.source.namespaceName.empty()) {
    request.namespaceName = options.source.namespaceName;
  }
  for (const std::string& choice : flags.choices) {
    // Names may hold "=" as little as values need to: the first one parts them.
    const std::size_t equals = choice.find('=');
    if (equals == std::string::npos || equals == 0) {
      return reportError(
          {ErrorCode::usage, "--choose " + choice + " is no NAME=VALUE", "The report on stderr names the choices", {}, 0});
    }
    request.choices[choice.substr(0, equals)] = choice.substr(equals + 1);
  }
  ManifestTexts texts = readTexts(flags.files);
  request.sources = std::move(texts.sources);
  if (flags.cluster || asksCluster(options.source)) {
    auto loaded = loadCluster(options, flags.cluster ? kindsOfOldObjects() : std::vector<Kind>{Kind::ResourceSlice});
    if (!loaded) {
      return loaded.error();
    }
    // What a classic server stores is written for a later one: its own version is no target then.
    learnCluster(*loaded->snapshot, request, !options.source.serverVersion.empty() || flags.cluster);
    if (flags.cluster && !addStored(*loaded, options, request)) {
      return 2;
    }
  }
  const modern::Outcome outcome = modern::modernise(request);
  if (options.output == "json") {
    fmt::print("{}\n", moderniseJson(outcome).dump(2, ' ', false, Json::error_handler_t::replace));
  } else if (options.output == "md") {
    for (std::size_t i = 0; i < outcome.sources.size(); ++i) {
      fmt::print("{}", outcome.sourceText(i));
    }
  } else {
    fmt::print("{}", outcome.manifests());
  }
  std::fflush(stdout);
  int status = outcome.count(modern::Weight::lost) > 0 ? 1 : 0;
  for (const std::vector<Error>* errors : std::initializer_list<const std::vector<Error>*>{&texts.errors, &outcome.errors}) {
    for (const Error& error : *errors) {
      (void)reportError(error);
      status = 2;
    }
  }
  if (!flags.quiet && options.output != "json") {
    printReport(outcome);
  }
  return status;
}

}  // namespace

Command registerModernise(CLI::App& parent, CommonOptions& options) {
  auto flags = std::make_shared<ModerniseOptions>();
  CLI::App* app = addCommand(parent, "modernise", "Rewrites old DRA manifests for a server of --server-version (1.37)");
  app->alias("modernize");
  app->add_option(
         "-f,--filename", flags->files,
         "manifests: a file, a folder, Markdown with fenced YAML, or - (repeatable); a named cluster tells version and devices")
      ->type_name("FILE");
  app->add_option("--choose", flags->choices, "answers a choice that the report names (repeatable)")->type_name("NAME=VALUE");
  app->add_flag(
      "--cluster", flags->cluster,
      "what the connected cluster still stores of classic DRA: classes, claims, templates, parameters, their ConfigMaps, "
      "workloads, and quotas with old keys");
  app->add_flag("-q,--quiet", flags->quiet, "only the manifests; what was lost still gives status 1");
  return {app, [flags, &options] { return runModernise(*flags, options); }};
}

}  // namespace claimscope::app
