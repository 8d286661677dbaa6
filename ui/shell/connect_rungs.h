// ConnectRungs: how far a connection came, rung by rung, and what to try. Pure; any thread.
#pragma once

#include <QString>
#include <vector>

#include "model/base/result.h"

namespace claimscope::ui {

/// How far a connection had come when it failed, in the order in which it comes.
enum class Stage {
  kubeconfig,  ///< file, context, cluster or user
  plugin,      ///< exec plugin: consent, start, answer
  name,        ///< DNS of the server or of the proxy
  connection,  ///< TCP, proxy, timeouts before TLS
  tls,         ///< handshake, certificates of both sides
  server,      ///< what answers is no API server, or one that is ill
  signIn,      ///< 401
  access,      ///< 403
};

enum class RungState { passed, failed, notReached };

struct Rung {
  QString name;    ///< "Exec plugin"
  QString target;  ///< mono: host, command, path asked
  QString detail;  ///< what happened there
  QString other;   ///< what else could stand there
  RungState state = RungState::notReached;
};

/// What is known of the context that fails; texts of a kubeconfig.
struct ConnectFacts {
  QString source;       ///< "prod-euw1"
  QString address;      ///< https://host:443; empty: not known
  QString credential;   ///< "exec aws", "client certificate"; empty: not known
  bool cluster = true;  ///< false for files and demo clusters: there is nothing to connect to
};

/// The rung where an error stands: by its code, and what the network refused by the words that model/kube has for it.
[[nodiscard]] Stage stageOf(const Error& error);
/// Every rung in the order a connection takes them: what is below the failed one has passed, the rest was not reached.
[[nodiscard]] std::vector<Rung> connectRungs(const Error& error, const ConnectFacts& facts);

/// A step that may help, most likely first; `command` may be empty.
struct ConnectFix {
  QString title;
  QString detail;
  QString command;
};
[[nodiscard]] std::vector<ConnectFix> connectFixes(const Error& error, const ConnectFacts& facts);

}  // namespace claimscope::ui
