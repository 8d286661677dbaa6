// Document: forgiving reading of small JSON documents: what is missing or of another type reads as empty. Pure; any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/loose_json.h"
#include "model/resources/metadata.h"
#include "model/resources/selector.h"

namespace claimscope::survey {

using loose::child;
using loose::fieldText;
using loose::fieldTrue;
using loose::Json;
using loose::texts;

/// A name of Kubernetes: only then is text of a cluster put into a path.
[[nodiscard]] bool isName(std::string_view text);
/// Null JSON for text that is no JSON or nests deeper than 64.
[[nodiscard]] Json parsed(std::string_view text);
/// "metadata.continue" of a list, without reading the rest.
[[nodiscard]] std::string continueToken(const std::string& list);
[[nodiscard]] Labels labelsOf(const Json& object);
/// metav1.LabelSelector.
[[nodiscard]] LabelSelector selectorOf(const Json& object);
/// Calls `read` for each item of the pages of a list; false when a page is no list.
[[nodiscard]] bool forEachItem(const std::vector<std::string>& pages, const std::function<void(const Json&)>& read);

}  // namespace claimscope::survey
