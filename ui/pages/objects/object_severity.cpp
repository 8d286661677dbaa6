#include "ui/pages/objects/object_severity.h"

#include <algorithm>

namespace claimscope::ui {

ObjectSeverity::ObjectSeverity(const diagnosis::Diagnosis& diagnosis) {
  for (const diagnosis::Finding& finding : diagnosis.findings) {
    for (const ObjectRef& object : finding.objects) {
      const auto [found, fresh] = m_worst.try_emplace(object.str(), Entry{object, finding.severity});
      if (!fresh) {
        found->second.severity = std::min(found->second.severity, finding.severity);  // critical is the lowest
      }
    }
  }
}

std::optional<diagnosis::Severity> ObjectSeverity::of(const ObjectRef& object) const {
  const auto found = m_worst.find(object.str());
  return found == m_worst.end() ? std::nullopt : std::optional(found->second.severity);
}

std::optional<Mark> ObjectSeverity::markOf(const ObjectRef& object) const {
  const auto severity = of(object);
  return severity ? std::optional(ui::markOf(*severity)) : std::nullopt;
}

}  // namespace claimscope::ui
