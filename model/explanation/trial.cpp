#include "model/explanation/trial.h"

#include <algorithm>

namespace claimscope::explanation {

using allocation::Outcome;

std::vector<const NodeAnswer*> Trial::usable(const Test& also) const {
  std::vector<const NodeAnswer*> out;
  for (const NodeAnswer& node : m_nodes.all) {
    if (node.relevant && node.podFits && !node.pinnedAway && (!also || also(node))) {
      out.push_back(&node);
    }
  }
  return out;
}

std::string Trial::fitsOn(const std::vector<const NodeAnswer*>& nodes, const std::vector<const ResourceClaim*>& claims,
                          const allocation::WhatIf& whatIf, const allocation::Allocator* allocator) const {
  const allocation::Allocator& asked = allocator == nullptr ? m_context.allocator() : *allocator;
  for (std::size_t i = 0; i < nodes.size() && i < kMostTries; ++i) {
    if (asked.allocate(*nodes[i]->entry->node, claims, whatIf).kind == Outcome::Kind::allocated) {
      return nodes[i]->entry->node->meta.name.str();
    }
  }
  return {};
}

std::string Trial::fitsChanged(const std::vector<const NodeAnswer*>& nodes, const ResourceClaim* original,
                               const ResourceClaim& changed, const allocation::Allocator* allocator) const {
  std::vector<const ResourceClaim*> claims = m_subject.toAllocate;
  std::replace(claims.begin(), claims.end(), original, &changed);
  return fitsOn(nodes, claims, {}, allocator);
}

}  // namespace claimscope::explanation
