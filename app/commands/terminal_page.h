// TerminalPage: readable text of at most 100 columns, with colours where they are wanted. One thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace claimscope::app {

inline constexpr std::size_t kColumns = 100;

enum class Ink { plain, bold, dim, red, green, yellow };

class TerminalPage {
 public:
  explicit TerminalPage(bool colour) : m_colour(colour) {}

  [[nodiscard]] std::string ink(std::string_view text, Ink ink) const;
  /// Without the blanks at its end.
  void line(std::string_view text = {});
  /// An empty line, and the text in bold.
  void title(std::string_view text);
  /// Words wrapped at the right edge; every line begins with `indent` spaces.
  void wrapped(std::string_view text, std::size_t indent, Ink colour = Ink::plain);
  [[nodiscard]] std::string take() { return std::move(m_out); }

 private:
  bool m_colour;
  std::string m_out;
};

/// Without their ends; no empty one after the last.
[[nodiscard]] std::vector<std::string> linesOf(std::string_view text);
/// In characters, not bytes.
[[nodiscard]] std::size_t width(std::string_view text);
[[nodiscard]] std::string padded(std::string text, std::size_t columns);
/// Cluster text: secrets and terminal escapes cannot pass.
[[nodiscard]] std::string safe(std::string_view text);

}  // namespace claimscope::app
