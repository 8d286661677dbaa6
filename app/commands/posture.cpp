// claimscope posture and control-plane: what stands open, and what the control plane is, asked of the server once.
#include "app/commands/posture.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/commands/command.h"
#include "app/source/surveyor.h"
#include "model/base/yaml.h"
#include "model/survey/questions.h"

namespace claimscope::app {
namespace {

using diagnosis::Severity;

constexpr std::int64_t kSurveyMs = 60'000;

struct PostureOptions {
  std::string failOn = "warning";
  bool role = false;
};

/// What both need of the watched kinds.
const std::vector<Kind>& kindsOf() {
  static const std::vector<Kind> kKinds = {Kind::ResourceClaim, Kind::ResourceClaimTemplate,
                                           Kind::ResourceSlice, Kind::DeviceClass,
                                           Kind::Pod,           Kind::Node,
                                           Kind::Namespace,     Kind::DaemonSet};
  return kKinds;
}

survey::Facts factsOf(Loaded& loaded, const survey::Wanted& wanted) {
  return survey::readFacts(*surveyNow(loaded.live->source(), survey::questionsFor(*loaded.snapshot, wanted), kSurveyMs));
}

void printDocument(const Json& document, const std::string& output) {
  const std::string text = document.dump(output == "json" ? 2 : -1, ' ', false, Json::error_handler_t::replace);
  fmt::print("{}\n", output == "json" ? text : yaml::fromJson(text));
}

bool wantsColour(const CommonOptions& options) {
  return !options.noColor && isatty(STDOUT_FILENO) != 0;
}

/// Fails at and above this severity; "never" for none.
bool failsAt(Severity severity, const std::string& failOn) {
  return failOn != "never" && severity <= (failOn == "critical" ? Severity::critical
                                           : failOn == "notice" ? Severity::notice
                                                                : Severity::warning);
}

void addFailOn(CLI::App& app, std::string& failOn) {
  app.add_option("--fail-on", failOn, "exit 1 from this severity on; never: only where it could not be looked at")
      ->check(CLI::IsMember({"notice", "warning", "critical", "never"}));
}

int runPosture(const PostureOptions& flags, const CommonOptions& options) {
  if (flags.role) {
    fmt::print("{}", survey::roleToAsk());
    return 0;
  }
  auto loaded = loadCluster(options, kindsOf());
  if (!loaded) {
    return loaded.error();
  }
  const survey::Facts facts = factsOf(*loaded, {true, false});
  const posture::Report report = posture::assess(*loaded->snapshot, facts, options.source.namespaceName);
  if (options.output == "json" || options.output == "yaml") {
    printDocument(postureJson(report), options.output);
  } else if (options.output == "md") {
    fmt::print("{}", postureMarkdown(report));
  } else {
    fmt::print("{}", postureText(report, wantsColour(options), options.output == "wide"));
  }
  if (loaded->problems != 0) {
    return loaded->problems;
  }
  const bool fails = std::any_of(report.items.begin(), report.items.end(),
                                 [&](const posture::Item& item) { return item.proven && failsAt(item.severity, flags.failOn); });
  return fails ? 1 : 0;
}

int runControlPlane(const std::string& failOn, const CommonOptions& options) {
  auto loaded = loadCluster(options, kindsOf());
  if (!loaded) {
    return loaded.error();
  }
  const survey::Facts facts = factsOf(*loaded, {false, true});
  const control_plane::Report report = control_plane::examine(*loaded->snapshot, facts);
  if (options.output == "json" || options.output == "yaml") {
    printDocument(controlPlaneJson(report), options.output);
  } else if (options.output == "md") {
    fmt::print("{}", controlPlaneMarkdown(report));
  } else {
    fmt::print("{}", controlPlaneText(report, wantsColour(options), options.output == "wide"));
  }
  if (loaded->problems != 0) {
    return loaded->problems;
  }
  const bool fails = std::any_of(report.problems.begin(), report.problems.end(),
                                 [&](const control_plane::Problem& one) { return failsAt(one.severity, failOn); });
  return fails ? 1 : 0;
}

}  // namespace

Command registerPosture(CLI::App& parent, CommonOptions& options) {
  auto flags = std::make_shared<PostureOptions>();
  CLI::App* app = addCommand(
      parent, "posture",
      "Prints what stands open around claims: network, admin access, who may write, drivers, GPU nodes (-o wide: with fixes)");
  addFailOn(*app, flags->failOn);
  app->add_flag("--role", flags->role, "prints the roles that let you ask all of it, for kubectl apply");
  return {app, [flags, &options] { return runPosture(*flags, options); }};
}

Command registerControlPlane(CLI::App& parent, CommonOptions& options) {
  auto failOn = std::make_shared<std::string>("critical");
  CLI::App* app =
      addCommand(parent, "control-plane",
                 "Prints served versions, feature gates, components, scheduler profiles and version skew, as far as they show");
  addFailOn(*app, *failOn);
  return {app, [failOn, &options] { return runControlPlane(*failOn, options); }};
}

}  // namespace claimscope::app
