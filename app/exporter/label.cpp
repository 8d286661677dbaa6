#include "app/exporter/label.h"

#include "model/base/words.h"

namespace claimscope::exporter {

std::string labelValue(std::string_view text) {
  // Four bytes a character at most: what is behind that would be cut anyway and need not be looked at.
  return words::cut(words::oneLine(text.substr(0, kMaxLabelCharacters * 4 + 4)), kMaxLabelCharacters);
}

}  // namespace claimscope::exporter
