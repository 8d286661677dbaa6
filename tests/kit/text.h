// Bytes as a QString, since Qt Test prints those in full. Any thread.
#pragma once

#include <QString>
#include <string_view>

namespace claimscope::kit {

[[nodiscard]] inline QString text(std::string_view bytes) {
  return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

}  // namespace claimscope::kit
