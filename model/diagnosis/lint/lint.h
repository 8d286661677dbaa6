// Lint: rules for claims, templates, classes, taint rules and pods, on a cluster or on manifests that are in none yet. Pure; any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/diagnosis/lint/world.h"

namespace claimscope::diagnosis {

class DeviceCatalog;

/// One thing that is wrong with one object.
struct LintProblem {
  std::string id = {};  ///< stable while the fault lasts: "selector-invalid:template/ml/t:spec.spec…"
  std::string rule = {};
  Severity severity = Severity::warning;  ///< that of the rule unless the rule rates it itself
  bool rated = false;
  std::string message = {};  ///< one sentence, names what is wrong
  std::string fix = {};      ///< what to do
  ObjectRef object = {};
  std::string field = {};  ///< "spec.devices.requests[0].exactly.count"; empty: the object as a whole
  std::size_t source = kNoSource;
  Time since = {};
  std::string command = {};  ///< kubectl reproducer, for objects of a cluster
  void rate(Severity as) {
    severity = as;
    rated = true;
  }
};

struct LintContext {
  const LintWorld& world;
  const DeviceCatalog& devices;
};

/// What a rule needs besides the object itself: without it the rule is not run, and that is said.
enum class LintNeeds : std::uint8_t {
  nothing,
  devices,   ///< published ResourceSlices
  cluster,   ///< the objects around it
  snapshot,  ///< a state to diagnose: rules that are the checks of every snapshot
};

struct LintRule {
  std::string_view id;                    ///< "class-matches-nothing"; those of checks are named like their folder
  Severity severity = Severity::warning;  ///< the usual one
  std::string_view title;                 ///< "A class takes no device"
  std::string_view help;                  ///< why it is wrong, and what to do
  LintNeeds needs = LintNeeds::nothing;
  void (*run)(const LintContext& context, std::vector<LintProblem>& out) = nullptr;
};

/// Every rule: those of manifests in the order of a claim's life, then the checks.
[[nodiscard]] const std::vector<LintRule>& lintRules();

struct LintReport {
  std::vector<LintProblem> problems;  ///< worst first, then by object
  std::size_t rulesRun = 0;
  std::vector<std::string> skipped = {};  ///< "class-matches-nothing: no ResourceSlice is known"
};

/// Runs every rule that can be run. Checks run where the judged objects are a cluster's state.
[[nodiscard]] LintReport runLint(const LintWorld& world);

// For the files of rules.
void addApiRules(std::vector<LintRule>& out);
void addFieldRules(std::vector<LintRule>& out);
void addSelectorRules(std::vector<LintRule>& out);
void addRequestRules(std::vector<LintRule>& out);
void addClassRules(std::vector<LintRule>& out);
void addPodRules(std::vector<LintRule>& out);
void addTaintRules(std::vector<LintRule>& out);
/// A problem at a field of a judged object; rule and severity are filled in by the caller of the rule where they are not set.
[[nodiscard]] LintProblem problemAt(const LintWorld& world, std::size_t source, std::string field, std::string message,
                                    std::string fix);

}  // namespace claimscope::diagnosis
