// The parts of a dashboard file that are read one by one: a panel, a target, a variable. Any thread.
#pragma once

#include <map>
#include <string>

#include "model/prometheus/dashboard/dashboard.h"
#include "model/prometheus/dashboard/element.h"

namespace claimscope::dashboard {

/// Library panels that came with the file (`__elements`), by uid.
using Library = std::map<std::string, Element, std::less<>>;

[[nodiscard]] Panel readPanel(const Element& panel, const Library& library);
/// Of schema 2: `spec.elements.NAME`.
[[nodiscard]] Panel readElementPanel(const Element& panel);
[[nodiscard]] Variable readVariable(const Element& variable);
[[nodiscard]] PanelKind kindOf(std::string_view typeName);
/// "now-6h" to "now" as milliseconds; an hour when it is anything else.
[[nodiscard]] std::int64_t rangeOf(const MaybeElement& time);

}  // namespace claimscope::dashboard
