#include "ui/shell/connect_rungs.h"

#include <algorithm>
#include <array>

#include "model/base/words.h"
#include "ui/base/format.h"
#include "ui/base/tell.h"

namespace claimscope::ui {
namespace {

/// "api.prod.example.com:6443" of "https://api.prod.example.com:6443/path"; as it is when it is no URL.
QString hostOf(const QString& address) {
  QString rest = address.section(QStringLiteral("://"), -1).section(QLatin1Char('/'), 0, 0);
  return rest.isEmpty() ? address : rest;
}

bool hasPlugin(const ConnectFacts& facts, Stage stage) {
  return stage == Stage::plugin || facts.credential.startsWith(QLatin1String("exec"));
}

/// For a shell: names come from files and servers.
QString word(const QString& text) {
  return plain(words::shellWord(text.toStdString()));
}

}  // namespace

Stage stageOf(const Error& error) {
  const auto says = [&](std::string_view words) { return error.message.find(words) != std::string::npos; };
  if (says("exec plugin")) {
    return Stage::plugin;
  }
  switch (error.code) {
    case ErrorCode::unreachable:
      // The words of model/kube/lane.cpp; a test lets a server fail in each way.
      if (says("name cannot be resolved")) {
        return Stage::name;
      }
      if (says("certificate") || says("TLS handshake")) {
        return Stage::tls;
      }
      if (says("closed without an answer") || says("does not speak HTTP") || says("in the middle of the answer")) {
        return Stage::server;
      }
      return Stage::connection;
    case ErrorCode::unauthenticated:
      return error.httpStatus == 401 ? Stage::signIn : Stage::plugin;
    case ErrorCode::forbidden:
      return error.httpStatus == 0 ? Stage::plugin : Stage::access;
    case ErrorCode::throttled:
    case ErrorCode::serverError:
    case ErrorCode::notServed:
    case ErrorCode::expired:
      return Stage::server;
    default:
      return error.httpStatus != 0 ? Stage::server : Stage::kubeconfig;
  }
}

std::vector<Rung> connectRungs(const Error& error, const ConnectFacts& facts) {
  if (!facts.cluster) {
    return {{tell("Open"), plain(facts.source), plain(error.message), {}, RungState::failed}};
  }
  const Stage failed = stageOf(error);
  const QString host = plain(hostOf(facts.address));
  struct Step {
    Stage stage;
    QString name;
    QString target;
    QString passed;
    QString other;
  };
  // A plugin is asked before anything goes over the network.
  std::vector<Step> steps{{Stage::kubeconfig, tell("Kubeconfig"), plain(facts.source), tell("context, cluster and user found"),
                           tell("else: file or context not found, YAML that cannot be read, certificate missing")}};
  if (hasPlugin(facts, failed)) {
    steps.push_back({Stage::plugin, tell("Exec plugin"), plain(facts.credential), tell("it gave a credential"),
                     tell("else: not allowed yet, not installed, its own login has expired")});
  }
  steps.push_back({Stage::name, tell("DNS"), host, tell("the name is known"), tell("else: no such host. Is the VPN up?")});
  steps.push_back({Stage::connection, tell("TCP"), host, tell("connected"),
                   tell("else: refused or timed out. Proxy, firewall, private endpoint")});
  steps.push_back({Stage::tls, tell("TLS"), host, tell("both sides trust each other"),
                   tell("else: unknown authority, wrong name, expired, client certificate refused")});
  steps.push_back({Stage::server, tell("API server"), QStringLiteral("GET /version"), tell("it is one, and it is well"),
                   tell("else: a login page or proxy answers, the server is starting or overloaded")});
  steps.push_back({Stage::signIn, tell("Sign in"),
                   facts.credential.isEmpty() ? QStringLiteral("GET /api") : plain(facts.credential),
                   tell("the server knows who you are"), tell("401: the credential is of another cluster, or has expired")});
  steps.push_back({Stage::access,
                   tell("Access"),
                   QStringLiteral("LIST resourceslices, resourceclaims, …"),
                   {},
                   tell("403 for one kind hides that kind only")});
  std::vector<Rung> rungs;
  bool reached = true;
  for (const Step& step : steps) {
    Rung rung{step.name, step.target, {}, step.other, RungState::passed};
    if (step.stage == failed) {
      rung.state = RungState::failed;
      rung.detail = plain(error.message);
      reached = false;
    } else if (reached) {
      rung.detail = step.passed;
    } else {
      rung.state = RungState::notReached;
      rung.detail = tell("not reached");
    }
    rungs.push_back(std::move(rung));
  }
  return rungs;
}

std::vector<ConnectFix> connectFixes(const Error& error, const ConnectFacts& facts) {
  std::vector<ConnectFix> fixes;
  if (!error.fix.empty()) {
    fixes.push_back({plain(error.fix), {}, {}});
  }
  if (!facts.cluster) {
    return fixes;
  }
  const QString context = facts.source.isEmpty() ? QString() : QStringLiteral(" --context ") + word(facts.source);
  const QString host = hostOf(facts.address);
  const QString name = host.section(QLatin1Char(':'), 0, 0);
  switch (stageOf(error)) {
    case Stage::kubeconfig:
      fixes.push_back(
          {tell("Look at what kubectl sees"), tell("The same files and rules."), QStringLiteral("kubectl config get-contexts")});
      fixes.push_back({tell("See how Claimscope resolves it"), tell("Every problem at once; no secret is printed."),
                       QStringLiteral("claimscope connection") + context});
      break;
    case Stage::plugin:
      fixes.push_back({tell("Sign in with the plugin's own tool"), tell("The usual cause. Then Retry."), {}});
      fixes.push_back({tell("Try it with kubectl"), tell("It runs the same command."),
                       QStringLiteral("kubectl get --raw /version") + context});
      break;
    case Stage::name:
      fixes.push_back({tell("Ask for the name"), tell("No answer: VPN or DNS."), QStringLiteral("getent hosts ") + word(name)});
      break;
    case Stage::connection:
      fixes.push_back({tell("Try the address"), tell("A timeout points to a firewall, a refusal to a server that is down."),
                       QStringLiteral("curl -vk ") + word(facts.address + QStringLiteral("/livez"))});
      break;
    case Stage::tls:
      fixes.push_back({tell("Look at the certificate"), tell("Its name, its issuer and its dates."),
                       QStringLiteral("openssl s_client -connect ") + word(host) + QStringLiteral(" </dev/null")});
      fixes.push_back(
          {tell("Check the clock"), tell("A wrong clock makes good certificates expire."), QStringLiteral("timedatectl")});
      break;
    case Stage::server:
      fixes.push_back({tell("See who answers"), tell("A web page means a proxy or a login portal."),
                       QStringLiteral("kubectl get --raw /readyz?verbose") + context});
      break;
    case Stage::signIn:
      fixes.push_back({tell("Ask who you are"), tell("kubectl signs in with the same credential."),
                       QStringLiteral("kubectl auth whoami") + context});
      break;
    case Stage::access:
      fixes.push_back({tell("See what is missing, with the role to ask for"), tell("Also under Settings."),
                       QStringLiteral("claimscope access") + context});
      break;
  }
  return fixes;
}

}  // namespace claimscope::ui
