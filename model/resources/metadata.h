// Metadata: what every object has. Values; any thread.
#pragma once

#include <cstdint>
#include <tuple>
#include <utility>

#include "model/base/box.h"
#include "model/base/clock.h"
#include "model/base/identity.h"
#include "model/base/list.h"
#include "model/base/text.h"

namespace claimscope {

/// Label or annotation pairs, sorted by key as the server sends them.
using Labels = List<std::pair<Text, Text>>;

/// The value of a label, empty when absent. Use hasLabel to tell an empty value from none.
[[nodiscard]] Text labelValue(const Labels& labels, std::string_view key);
[[nodiscard]] bool hasLabel(const Labels& labels, std::string_view key);

struct OwnerReference {
  Text apiVersion;
  Text kind;
  Text name;
  Uid uid;
  bool controller = false;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d, e] = *this;
    return std::tie(a, b, c, d, e);
  }
};

/// What most objects say nothing about, or the same as many others.
struct RareMetadata {
  Time deleted;
  std::int64_t generation = 0;
  Labels annotations;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c] = *this;
    return std::tie(a, b, c);
  }
};

struct Metadata {
  Text name;
  Text namespaceName;  ///< empty for cluster-scoped kinds
  Uid uid;
  ResourceVersion resourceVersion;
  Time created;
  Labels labels;
  List<Text> finalizers;
  List<OwnerReference> owners;
  Part<RareMetadata> rare;

  /// deletionTimestamp; not set while the object lives.
  [[nodiscard]] Time deleted() const { return rare->deleted; }
  [[nodiscard]] std::int64_t generation() const { return rare->generation; }
  /// Only keys that some answer needs (keepAnnotation).
  [[nodiscard]] const Labels& annotations() const { return rare->annotations; }
  [[nodiscard]] const OwnerReference* controller() const {
    for (const OwnerReference& owner : owners) {
      if (owner.controller) {
        return &owner;
      }
    }
    return nullptr;
  }
};

/// True for the annotations kept in memory: pod-claim-name, extended-resource-claim, mirror pods, claimscope.io/*, DRA and kwok
/// marks.
[[nodiscard]] bool keepAnnotation(std::string_view key);

}  // namespace claimscope
