// LintLines: at which line and column of a YAML or JSON text each field stands. Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace claimscope::app {

struct TextPlace {
  std::size_t line = 1;    ///< 1-based
  std::size_t column = 1;  ///< 1-based
};

/// Fields of one document by their path: "spec.devices.requests[0].name".
class LintLines {
 public:
  /// The place of a field, or of the nearest thing around it that is there.
  [[nodiscard]] TextPlace find(std::string_view path) const;
  void add(std::string path, TextPlace place) { m_places.insert_or_assign(std::move(path), place); }

 private:
  std::unordered_map<std::string, TextPlace> m_places;
};

/// One a document that is not empty, in order. The text has been read without error before; larger ones than 4 MiB give none.
[[nodiscard]] std::vector<LintLines> linesOfText(std::string_view text, std::size_t firstLine = 1);

}  // namespace claimscope::app
