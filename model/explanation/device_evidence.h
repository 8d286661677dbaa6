// Device evidence: the objects and fields that a cause found by devices rests on. Pure; any thread.
#pragma once

#include "model/explanation/choice_words.h"

namespace claimscope::explanation {

/// Adds what was asked, what is published, and the facts of the chosen reason, each with its kubectl.
void addDeviceEvidence(const ChoiceFacts& facts, Chosen& chosen);

}  // namespace claimscope::explanation
