// Completion: what may follow on a command line, for bash, zsh, fish and kubectl. Pure but for the names of contexts, which are
// read from the kubeconfig; any thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/commands/definitions.h"

namespace claimscope::app {

struct Candidate {
  std::string text;
  std::string help;
};
struct Completion {
  std::vector<Candidate> candidates;
  bool files = false;  ///< the shell may offer files
};

/// Values that CLI11 does not know: of a positional by its name ("KIND"), or an option ("--context"). None: anything goes.
using KnownWords = std::function<std::vector<std::string>(const std::string& command, const std::string& option)>;

/// `words` are what stands after the program, the last is being typed and may be empty.
[[nodiscard]] Completion complete(const CommandFacts& program, const std::vector<std::string>& words, const KnownWords& known);

/// As kubectl and every cobra program prints it: a candidate a line, with a tab and its help; then ":4" (nothing else) or ":0"
/// (files as well).
[[nodiscard]] std::string completionText(const Completion& completion);

/// Of this program, with the environment for the kubeconfig.
[[nodiscard]] KnownWords knownWords(std::function<std::string(const std::string& variable)> environment);

/// The script that makes a shell ("bash", "zsh", "fish") ask `program`; empty for another shell.
[[nodiscard]] std::string completionScript(const std::string& shell, const std::string& program);

}  // namespace claimscope::app
