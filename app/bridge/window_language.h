// The language of the window: what the person chose, kept between runs. GUI thread.
#pragma once

#include <string>

#include "ui/base/language.h"

namespace claimscope::app {

/// `--language` goes before what was kept; the system's language where nothing was.
[[nodiscard]] ui::Language chosenLanguage(const std::string& option);
void keepLanguage(ui::Language language);
/// Every text made from now on is in this language.
void speakLanguage(ui::Language language);

}  // namespace claimscope::app
