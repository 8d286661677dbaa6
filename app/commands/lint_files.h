// Manifests for the linter: objects of files, with where each stands. One thread.
#pragma once

#include <string>
#include <vector>

#include "app/commands/lint_lines.h"
#include "model/base/result.h"
#include "model/diagnosis/lint/lint.h"

namespace claimscope::app {

/// Where a judged object stands.
struct ManifestPlace {
  std::string file;
  std::size_t lines = 0;  ///< index in Manifests::lines
  std::string prefix;     ///< "items[3]." of an object of a list
};

struct FieldPlace {
  std::string file;
  TextPlace place;
};

struct Manifests {
  std::vector<ManifestPlace> places;  ///< by LintWorld::sources
  std::vector<LintLines> lines;
  std::vector<Error> errors;                     ///< each begins with file:line
  std::vector<diagnosis::LintProblem> problems;  ///< of the files themselves: the same object twice
  std::size_t objects = 0;
  std::size_t otherKinds = 0;  ///< that no rule looks at
  /// File and line of a problem's field; nothing for problems of a cluster.
  [[nodiscard]] FieldPlace locate(const diagnosis::LintProblem& problem) const;
};

/// Reads files, folders and standard input ("-") into the world; objects without a namespace are in `namespaceName`.
[[nodiscard]] Manifests readManifests(const std::vector<std::string>& paths, const std::string& namespaceName,
                                      diagnosis::LintWorld& world);

}  // namespace claimscope::app
