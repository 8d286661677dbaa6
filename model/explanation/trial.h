// Trial: "would it fit if …", asked of the allocator on the nodes where it could. Pure; one thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/explanation/census.h"
#include "model/explanation/nodes.h"
#include "model/explanation/subject.h"

namespace claimscope::explanation {

class Trial {
 public:
  Trial(const ExplanationContext& context, const Subject& subject, const NodeAnswers& nodes)
      : m_context(context), m_subject(subject), m_nodes(nodes) {}

  using Test = std::function<bool(const NodeAnswer&)>;
  /// Nodes that could take the pod but for devices.
  [[nodiscard]] std::vector<const NodeAnswer*> usable(const Test& also = {}) const;

  /// First of the nodes on which the claims fit, empty when none. At most kMostTries nodes are asked.
  [[nodiscard]] std::string fitsOn(const std::vector<const NodeAnswer*>& nodes, const std::vector<const ResourceClaim*>& claims,
                                   const allocation::WhatIf& whatIf = {}, const allocation::Allocator* allocator = nullptr) const;
  /// The subject's own claims.
  [[nodiscard]] std::string fitsOn(const std::vector<const NodeAnswer*>& nodes, const allocation::WhatIf& whatIf,
                                   const allocation::Allocator* allocator = nullptr) const {
    return fitsOn(nodes, m_subject.toAllocate, whatIf, allocator);
  }
  /// The subject's claims with one of them changed.
  [[nodiscard]] std::string fitsChanged(const std::vector<const NodeAnswer*>& nodes, const ResourceClaim* original,
                                        const ResourceClaim& changed, const allocation::Allocator* allocator = nullptr) const;

  static constexpr std::size_t kMostTries = 64;

 private:
  const ExplanationContext& m_context;
  const Subject& m_subject;
  const NodeAnswers& m_nodes;
};

}  // namespace claimscope::explanation
