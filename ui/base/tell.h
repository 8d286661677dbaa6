// tr() for functions that stand outside of classes. Any thread.
#pragma once

#include <QString>

namespace claimscope::ui {

/// The text in the language of the window. lupdate knows the name (tests/ui/translations).
[[nodiscard]] QString tell(const char* text);

}  // namespace claimscope::ui
