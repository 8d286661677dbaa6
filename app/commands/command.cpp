#include "app/commands/command.h"

#include <fmt/format.h>
#include <unistd.h>

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

void addCommonFlags(CLI::App& app, CommonOptions& options) {
  app.add_option("--kubeconfig", options.source.kubeconfig, "kubeconfig file; else $KUBECONFIG, ~/.kube/config, in-cluster")
      ->type_name("PATH");
  app.add_option("--context", options.source.context, "context of the kubeconfig")->type_name("NAME");
  app.add_option("-n,--namespace", options.source.namespaceName, "only this namespace")->type_name("NS");
  app.add_option("--file", options.source.files, "API objects from a file, a folder or - (repeatable)")->type_name("PATH");
  app.add_option("--at", options.source.at, "with --file: what time it is")->type_name("TIME");
  app.add_option("--server-version", options.source.serverVersion, "with --file: version of the server")->type_name("X.Y");
  app.add_option("--demo", options.source.scenario, "simulated cluster: eks-hybrid, eks-classic, fleet, quiet, extreme")
      ->expected(0, 1)
      ->type_name("SCENARIO");
  app.add_option("--seed", options.source.seed, "seed of the demo cluster")->type_name("N");
  app.add_option("--speed", options.source.speed, "virtual seconds a second of the demo; 0 stands still")->type_name("X");
  app.add_option("-o,--output", options.output, "table, wide, json, yaml or md")
      ->check(CLI::IsMember({"table", "wide", "json", "yaml", "md"}));
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

tl::expected<Loaded, int> loadCluster(const CommonOptions& options, const std::vector<Kind>& kinds) {
  const std::optional<std::int64_t> timeout = parseDuration(options.timeout);
  if (!timeout || *timeout <= 0) {
    return tl::unexpected(
        reportError({ErrorCode::usage, "--timeout " + options.timeout + " is not a duration", "Write it like 30s or 2m", {}, 0}));
  }
  SourceOptions source = options.source;
  source.kinds = kinds;
  if (source.demo) {
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
  loaded.snapshot = loaded.live->flushed();
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

std::optional<int> runCommand(int argc, char** argv, CommonOptions& options, const std::vector<Registrar>& extra) {
  CLI::App app("Claimscope: the state of Kubernetes Dynamic Resource Allocation. Without a command it opens the window.",
               "claimscope");
  app.set_version_flag("--version", std::string("claimscope ") + CLAIMSCOPE_VERSION);
  app.require_subcommand(0, 1);
  app.fallthrough(true);
  addCommonFlags(app, options);
  std::vector<Command> commands;
  for (const Registrar& registrar :
       {Registrar(registerGet), Registrar(registerConnection), Registrar(registerSync), Registrar(registerReport),
        Registrar(registerExplain), Registrar(registerAllocate), Registrar(registerCel)}) {
    commands.push_back(registrar(app, options));
  }
  for (const Registrar& registrar : extra) {
    commands.push_back(registrar(app, options));
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
