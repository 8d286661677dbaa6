// LabelQuery: the text of --pod-selector, read as kubectl and the server read it. Pure; any thread.
#pragma once

#include <string_view>

#include "model/base/result.h"
#include "model/resources/selector.h"

namespace claimscope::actions::drain {

/// "app=x,tier in (a,b),!old": apimachinery labels.Parse, with its refusals. Empty text takes every object; then no term is
/// there.
[[nodiscard]] Result<NodeSelector> parseLabelQuery(std::string_view text);
/// Whether the labels of an object pass.
[[nodiscard]] bool passes(const NodeSelector& query, const Metadata& object);

}  // namespace claimscope::actions::drain
