#include <algorithm>
#include <cctype>

#include "app/commands/manual.h"

namespace claimscope::app {

const std::vector<ManualEntry>& manualExamples() {
  static const std::vector<ManualEntry> kExamples = {
      {"get claims -A", "Every claim with kubectl's state words, its devices, pods and owner."},
      {"explain claim ml/train-0-gpu", "Why it waits, and the smallest changes that would make it fit."},
      {"report --demo fleet", "The incident report of a simulated fleet; no cluster is needed."},
      {"get devices --file dump.yaml -o json", "The same answers out of files: kubectl get -o yaml, manifests, folders."},
      {"drain gpu-node-1 --ignore-daemonsets", "A rehearsal with the server's dry run; it changes nothing."},
      {"access -o yaml", "The role to ask for, when something is hidden by RBAC."},
  };
  return kExamples;
}

const std::vector<ManualEntry>& manualEnvironment() {
  static const std::vector<ManualEntry> kEnvironment = {
      {"KUBECONFIG", "Files with contexts, separated by colons, as kubectl reads them."},
      {"CLAIMSCOPE_EXEC_POLICY", "Which programs a kubeconfig may run, where --exec-policy is not given."},
      {"CLAIMSCOPE_PROMETHEUS_TOKEN", "Bearer token for Prometheus, where --prometheus-token-file is not given."},
      {"CLAIMSCOPE_WIRE", "How lists and watches are asked for: json, stream, pages, separated by commas."},
      {"XDG_CONFIG_HOME, XDG_STATE_HOME", "Where the files below are, instead of ~/.config and ~/.local/state."},
  };
  return kEnvironment;
}

const std::vector<ManualEntry>& manualFiles() {
  static const std::vector<ManualEntry> kFiles = {
      {"~/.kube/config", "Contexts, where neither --kubeconfig nor KUBECONFIG names a file."},
      {"~/.config/claimscope/metrics.yaml", "Where the Prometheus of a context is, and queries of one's own."},
      {"~/.local/state/claimscope/journal/", "Plans of guided actions, so that they go on after a crash."},
  };
  return kFiles;
}

const std::vector<ManualEntry>& manualExitStatus() {
  static const std::vector<ManualEntry> kStatus = {
      {"0", "Done, and nothing wrong."},
      {"1", "Done, and the answer is negative: it does not fit, or there are findings at or above --fail-on."},
      {"2", "Wrong usage, or input that cannot be read."},
      {"3", "The cluster cannot be reached."},
      {"4", "Forbidden, or not signed in."},
      {"5", "An internal error."},
  };
  return kStatus;
}

std::string synopsis(const CommandFacts& command) {
  std::string out = command.name;
  for (const OptionFacts& positional : command.positionals) {
    const std::string name = positional.names.front() + (positional.repeatable ? "..." : "");
    out += positional.required ? " " + name : " [" + name + "]";
  }
  return out;
}

std::string sentence(const std::string& help) {
  std::string out = help;
  // Only a word becomes a capital one: driver/pool/device is a form, not a word.
  const std::size_t end = std::min(out.find_first_of(" ,:;"), out.size());
  const bool word = std::all_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(end),
                                [](char c) { return std::islower(static_cast<unsigned char>(c)) != 0; });
  if (!out.empty() && word) {
    out.front() = static_cast<char>(out.front() - 'a' + 'A');
  }
  if (!out.empty() && out.back() != '.') {
    out += '.';
  }
  return out;
}

}  // namespace claimscope::app
