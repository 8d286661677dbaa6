// said: sentences that the model makes in English, in the language of the window. GUI thread.
#pragma once

#include <QString>
#include <functional>
#include <string_view>
#include <vector>

namespace claimscope::ui {

/// Harmless as plain(), and translated where the catalogue of sentences (model_sentences_*.cpp) has its pattern: the whole, else
/// its parts between " · ", its sentences, what follows a colon, the members of a list. What has none stays English. Never for
/// text of the cluster: a name may read like a sentence.
[[nodiscard]] QString said(std::string_view text);
/// The same with lines kept.
[[nodiscard]] QString saidLines(std::string_view text);

/// The name of a group of nodes: the cluster's own, or what the model calls the nodes without one, "(no zone)". No label of
/// Kubernetes begins like that.
[[nodiscard]] QString groupName(std::string_view name);

/// For tests: called with each text of more than one word that has no pattern, once for each while it is remembered.
void hearUntold(std::function<void(const QString&)> hear);

/// English patterns: %1 … %9 stand for what the model puts in, "(is|are)" for words of which either is written. lupdate reads
/// them.
using Patterns = std::vector<const char*>;
[[nodiscard]] const Patterns& findingPatterns();
[[nodiscard]] const Patterns& explanationPatterns();
[[nodiscard]] const Patterns& workflowPatterns();
[[nodiscard]] const Patterns& actionPatterns();
[[nodiscard]] const Patterns& migrationPatterns();

}  // namespace claimscope::ui
