// What the window knows of sources beside the one it draws: choices, consent for commands, the program itself. Values; any
// thread.
#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <vector>

namespace claimscope::ui {

/// A source the person can open, and what is known of it while it is not the one in sight.
struct SourceChoice {
  enum class Run {
    closed,      ///< not opened since the start
    shown,       ///< the one in the window
    background,  ///< watched on; going back shows its state at once
    broken,      ///< opened, and nothing can be read
    asks,        ///< wants consent for a command
  };
  QString id;  ///< "context:prod", "demo:fleet"
  QString title;
  QString detail;  ///< address, or what the demo shows
  bool current = false;
  Run run = Run::closed;
  QString state = {};       ///< "0.2 s, 1,204 objects"; empty while closed
  QString credential = {};  ///< "exec aws", "client certificate"; empty: not known
};

/// A command that a kubeconfig wants to run to sign in; a person decides. All of it is text from a file: plain only.
struct ConsentQuestion {
  std::uint64_t id = 0;
  QString context;
  QString user;  ///< entry of the kubeconfig
  QString program;
  QStringList arguments;
  QStringList variables;  ///< names only
  QString file;           ///< kubeconfig that asks; empty: not known
};
enum class ConsentAnswer { deny, once, always };
/// A command that may run without asking.
struct RememberedCommand {
  QString digest;
  QString command;
};
/// What Settings shows of the program itself.
struct ProgramFacts {
  QString execPolicy;  ///< "asks before each new command"
  std::vector<RememberedCommand> commands;
  std::int64_t residentBytes = 0;  ///< memory of the process; 0: not known
};

}  // namespace claimscope::ui
