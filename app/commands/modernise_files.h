// Manifests for modernise: files, folders and standard input as text, Markdown too. One thread.
#pragma once

#include <string>
#include <vector>

#include "model/migration/modernise/modernise.h"

namespace claimscope::app {

struct ManifestTexts {
  std::vector<modernise::Source> sources;
  std::vector<Error> errors;  ///< what could not be read, by file
};

/// Folders give their .yaml, .yml, .json and .md files, sorted; "-" is standard input.
[[nodiscard]] ManifestTexts readTexts(const std::vector<std::string>& paths);
/// By its end: Markdown has manifests in fenced blocks.
[[nodiscard]] bool isMarkdown(std::string_view path);

}  // namespace claimscope::app
