// ObjectSeverity: the worst finding about each object that some finding names. Pure; GUI thread.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "ui/base/shapes.h"
#include "ui/base/view.h"

namespace claimscope::ui {

class ObjectSeverity {
 public:
  ObjectSeverity() = default;
  explicit ObjectSeverity(const diagnosis::Diagnosis& diagnosis);

  [[nodiscard]] std::optional<diagnosis::Severity> of(const ObjectRef& object) const;
  [[nodiscard]] std::optional<Mark> markOf(const ObjectRef& object) const;
  /// fn(object) for each object of a kind that a warning or something worse names.
  template <class Fn>
  void forEachBad(const std::string& kind, Fn&& fn) const {
    for (const auto& [key, entry] : m_worst) {
      if (entry.object.kind == kind && entry.severity != diagnosis::Severity::notice) {
        fn(entry.object);
      }
    }
  }

 private:
  struct Entry {
    ObjectRef object;
    diagnosis::Severity severity;
  };
  std::unordered_map<std::string, Entry> m_worst;
};

}  // namespace claimscope::ui
