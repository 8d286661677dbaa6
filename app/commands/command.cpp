#include "app/commands/command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/commands/completion.h"
#include "app/commands/cost.h"
#include "app/commands/diagnostics.h"
#include "app/commands/manual.h"
#include "app/commands/modernise.h"
#include "app/commands/quota.h"
#include "model/base/log.h"

extern char** environ;

namespace claimscope::app {

std::map<std::string, std::string> environmentMap() {
  std::map<std::string, std::string> out;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text(*variable);
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos) {
      out.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  return out;
}

std::vector<Kind> everyKind() {
  std::vector<Kind> out;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    out.push_back(static_cast<Kind>(i));
  }
  return out;
}

CLI::App* addCommand(CLI::App& parent, const std::string& name, const std::string& help) {
  return parent.add_subcommand(name, help);
}

void addCommonFlags(CLI::App& app, CommonOptions& options) {
  app.add_option("--kubeconfig", options.source.kubeconfig, "kubeconfig file; else $KUBECONFIG, ~/.kube/config, in-cluster")
      ->type_name("PATH");
  app.add_option("--context", options.source.context, "context of the kubeconfig")->type_name("NAME");
  app.add_option("--exec-policy", options.source.execPolicy,
                 "programs a kubeconfig may run: ask, allow, deny, allowlist:NAME,/PATH")
      ->type_name("POLICY");
  app.add_option("-n,--namespace", options.source.namespaceName, "only this namespace")->type_name("NS");
  app.add_option("--file", options.source.files, "API objects from a file, a folder or - (repeatable)")->type_name("PATH");
  app.add_option("--at", options.source.at, "with --file: what time it is")->type_name("TIME");
  app.add_option("--server-version", options.source.serverVersion, "with --file: version of the server")->type_name("X.Y");
  app.add_option("--demo", options.source.scenario,
                 "simulated cluster: eks-hybrid, eks-classic, fleet, quiet, device-plugin, extreme")
      ->expected(0, 1)
      ->type_name("SCENARIO");
  app.add_option("--seed", options.source.seed, "seed of the demo cluster")->type_name("N");
  app.add_option("--speed", options.source.speed, "virtual seconds a second of the demo; 0 stands still")->type_name("X");
  PrometheusOptions& prometheus = options.source.prometheus;
  app.add_option("--prometheus", prometheus.where, "its metrics: a URL, NS/SERVICE:PORT, auto (looked for, the default) or none")
      ->type_name("WHERE");
  app.add_option("--prometheus-token-file", prometheus.tokenFile, "bearer token; else $CLAIMSCOPE_PROMETHEUS_TOKEN")
      ->type_name("PATH");
  app.add_option("--prometheus-ca", prometheus.caFile, "certificate authority of its TLS")->type_name("PATH");
  app.add_option("--prometheus-cert", prometheus.certFile, "client certificate")->type_name("PATH");
  app.add_option("--prometheus-key", prometheus.keyFile, "key of the client certificate")->type_name("PATH");
  app.add_option("--prometheus-user", prometheus.user, "user of basic authentication")->type_name("NAME");
  app.add_option("--prometheus-password-file", prometheus.passwordFile, "its password")->type_name("PATH");
  app.add_option("--prometheus-header", prometheus.headers, "a header, for example 'X-Scope-OrgID: team-a' (repeatable)")
      ->type_name("HEADER");
  app.add_flag("--prometheus-insecure", prometheus.insecure, "does not verify its TLS");
  app.add_option("-o,--output", options.output, "table, wide, json, yaml, md, (latency, cost) csv, (lint) sarif or (report) html")
      ->check(CLI::IsMember({"table", "wide", "json", "yaml", "md", "csv", "sarif", "html"}));
  app.add_option("--timeout", options.timeout, "how long to wait for the cluster")->type_name("DUR");
  app.add_flag("--no-color", options.noColor, "no colours");
  app.add_flag("-v,--verbose", options.verbose, "say more on stderr");
}

int reportError(const Error& error) {
  fmt::print(stderr, "claimscope: {}\n", log::redact(error.message));
  if (!error.fix.empty()) {
    fmt::print(stderr, "  {}\n", log::redact(error.fix));
  }
  return exitStatus(error.code);
}

namespace {

/// In milliseconds; none after the error has been printed.
std::optional<std::int64_t> timeoutOf(const CommonOptions& options) {
  const std::optional<std::int64_t> timeout = parseDuration(options.timeout);
  if (timeout && *timeout > 0) {
    return timeout;
  }
  reportError({ErrorCode::usage, "--timeout " + options.timeout + " is not a duration", "Write it like 30s or 2m", {}, 0});
  return std::nullopt;
}

}  // namespace

tl::expected<Asked, int> openToAsk(const CommonOptions& options) {
  const std::optional<std::int64_t> timeout = timeoutOf(options);
  if (!timeout) {
    return tl::unexpected(exitStatus(ErrorCode::usage));
  }
  SourceOptions source = options.source;
  source.discoverOnly = true;
  source.speed = 0;
  auto opened = openSource(source);
  if (!opened) {
    return tl::unexpected(reportError(opened.error()));
  }
  return Asked{std::move(*opened), *timeout};
}

void keepUntilExit(cluster::SnapshotPtr snapshot) {
  static std::vector<cluster::SnapshotPtr>* const kept = new std::vector<cluster::SnapshotPtr>();  // never destroyed
  kept->push_back(std::move(snapshot));
}

tl::expected<Loaded, int> loadCluster(const CommonOptions& options, const std::vector<Kind>& kinds, const Watching& watching) {
  const std::optional<std::int64_t> timeout = timeoutOf(options);
  if (!timeout) {
    return tl::unexpected(exitStatus(ErrorCode::usage));
  }
  SourceOptions source = options.source;
  source.kinds = kinds;
  source.remembers = watching.past;
  if (source.demo && watching.forMs == 0) {
    source.speed = 0;  // a command prints one moment
  }
  auto opened = openSource(source);
  if (!opened) {
    return tl::unexpected(reportError(opened.error()));
  }
  Loaded loaded;
  loaded.live = std::make_unique<Live>(std::move(*opened), nullptr);
  loaded.live->start();
  const bool progress = isatty(STDERR_FILENO) != 0 || options.verbose > 0;
  if (progress) {
    fmt::print(stderr, "loading {}\n", log::redact(loaded.live->source().description()));
  }
  const bool settled = loaded.live->waitSettled(kinds, *timeout);
  if (settled && watching.forMs > 0 && loaded.live->latest()->server.origin != Origin::files) {
    if (progress) {
      fmt::print(stderr, "watching for {}\n", formatAge(watching.forMs));
    }
    static_cast<void>(loaded.live->waitUntil([](const cluster::Snapshot&) { return false; }, watching.forMs));
  }
  loaded.snapshot = loaded.live->flushed();
  keepUntilExit(loaded.snapshot);
  for (const Error& problem : loaded.live->source().problems()) {
    loaded.problems = reportError(problem);
  }
  if (!settled) {
    std::string waiting;
    for (const Kind kind : kinds) {
      const SourceState state = loaded.snapshot->source(kind).status.state;
      if (state == SourceState::waiting || state == SourceState::loading) {
        waiting += (waiting.empty() ? "" : ", ") + kindRequest(kind).resource;
      }
    }
    loaded.problems =
        reportError({ErrorCode::unreachable,
                     loaded.live->source().description() + ": no complete answer within " + options.timeout + " for " + waiting,
                     "Wait longer with --timeout, or check the network",
                     {},
                     0});
    const bool nothing = std::none_of(kinds.begin(), kinds.end(), [&](Kind kind) {
      const SourceState state = loaded.snapshot->source(kind).status.state;
      return state == SourceState::live || state == SourceState::complete || state == SourceState::polling ||
             state == SourceState::stale;
    });
    if (nothing) {
      return tl::unexpected(loaded.problems);
    }
  }
  // When nothing at all could be listed for the same reason, that reason is the answer.
  const SourceStatus& first = loaded.snapshot->source(kinds.front()).status;
  const bool allFailed = std::all_of(kinds.begin(), kinds.end(), [&](Kind kind) {
    const SourceStatus& status = loaded.snapshot->source(kind).status;
    return status.error && (status.state == SourceState::failed || status.state == SourceState::forbidden);
  });
  if (allFailed) {
    return tl::unexpected(reportError(*first.error));
  }
  return loaded;
}

namespace {

/// One line a command, in the order of the help.
std::vector<Registrar> ownCommands() {
  return {
      registerGet,            //
      registerReport,         //
      registerExplain,        //
      registerDiagnose,       //
      registerLint,           //
      registerLatency,        //
      registerPosture,        //
      registerControlPlane,   //
      registerRunbook,        //
      registerModernise,      //
      registerMigration,      //
      registerMigrate,        //
      registerQuota,          //
      registerCost,           //
      registerDrain,          //
      registerCordon,         //
      registerUncordon,       //
      registerTaint,          //
      registerPreallocate,    //
      registerRelease,        //
      registerReservations,   //
      registerRestartDriver,  //
      registerActions,        //
      registerMetrics,        //
      registerDashboard,      //
      registerAccess,         //
      registerAllocate,       //
      registerCel,            //
      registerConnection,     //
      registerSync,           //
      registerExporter,       //
      registerDiagnostics,    //
      registerManual,         //
  };
}

/// What a shell asks while a person types: `claimscope __complete get cl`. Taken before CLI11, which would read the words as
/// options.
int printCompletion(int argc, char** argv, const CLI::App& app) {
  const KnownWords known = knownWords([](const std::string& variable) {
    const char* value = std::getenv(variable.c_str());
    return std::string(value == nullptr ? "" : value);
  });
  fmt::print("{}", completionText(complete(describe(app), std::vector<std::string>(argv + 2, argv + argc), known)));
  return 0;
}

}  // namespace

std::string commandLineProblem(std::vector<std::string> words) {
  CommonOptions options;
  CLI::App app("", "claimscope");
  app.require_subcommand(1, 1);
  app.fallthrough(true);
  addCommonFlags(app, options);
  std::vector<Command> commands;  // they hold what the parser writes to
  for (const Registrar& registrar : ownCommands()) {
    commands.push_back(registrar(app, options));
  }
  std::reverse(words.begin(), words.end());  // as CLI11 wants them
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    return error.get_exit_code() == 0 ? std::string() : error.what();
  }
  return {};
}

std::optional<int> runCommand(int argc, char** argv, CommonOptions& options, const std::vector<Registrar>& extra) {
  CLI::App app("Claimscope: the state of Kubernetes Dynamic Resource Allocation. Without a command it opens the window.",
               "claimscope");
  app.set_version_flag("--version", std::string("claimscope ") + CLAIMSCOPE_VERSION);
  app.require_subcommand(0, 1);
  app.fallthrough(true);
  addCommonFlags(app, options);
  if (!extra.empty()) {  // only where there is a window
    app.add_option("--language", options.language, "of the window: system, en or ko")
        ->check(CLI::IsMember({"system", "en", "ko"}));
    // Here for --help and the manual: the window takes it out before, see takeWishes().
    app.add_flag_function(
        "--fresh", [](std::int64_t) {}, "windows as at the first start, nothing of the last run");
  }
  std::vector<Command> commands;
  for (const Registrar& registrar : ownCommands()) {
    commands.push_back(registrar(app, options));
  }
  for (const Registrar& registrar : extra) {
    commands.push_back(registrar(app, options));
  }
  if (argc > 1 && std::string_view(argv[1]) == "__complete") {
    return printCompletion(argc, argv, app);
  }
  options.source.environment = environmentMap();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? 0 : 2;
  }
  options.source.demo = app.get_option("--demo")->count() > 0;
  log::setVerbose(options.verbose);
  for (const Command& command : commands) {
    if (command.app->parsed()) {
      return command.run();
    }
  }
  return std::nullopt;
}

}  // namespace claimscope::app
