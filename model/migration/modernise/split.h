// Split: where the documents of a text begin and end. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace claimscope::modernise {

struct Part {
  std::size_t begin = 0;  ///< bytes of the document in the text, separator not included
  std::size_t end = 0;
  std::size_t line = 1;        ///< 1-based
  std::string separator = {};  ///< "---\n" before it
  std::string indent = {};     ///< of a fenced block, taken off its lines before they are read
  std::size_t fence = 0;       ///< 1-based number of the fenced block; 0: no Markdown
};

/// Documents of a YAML stream; one for a JSON text. Parts without anything but comments are parts too.
[[nodiscard]] std::vector<Part> splitStream(std::string_view text);
/// Documents in the fenced blocks of Markdown that say yaml, yml or json.
[[nodiscard]] std::vector<Part> splitMarkdown(std::string_view text);
/// The lines of a part without the indent of its fence.
[[nodiscard]] std::string unindented(std::string_view text, std::string_view indent);
/// The opposite.
[[nodiscard]] std::string indented(std::string_view text, std::string_view indent);

}  // namespace claimscope::modernise
