// Keys and names of groups. One thread.
#include "model/latency/grouping.h"

namespace claimscope::latency {

Grouping::Parts Grouping::partsOf(const Life& life) const {
  switch (m_by) {
    case GroupBy::classAndDriver:
      return {life.deviceClass, life.driver, {}};
    case GroupBy::deviceClass:
      return {life.deviceClass, {}, {}};
    case GroupBy::driver:
      return {life.driver, {}, {}};
    case GroupBy::node:
      return {life.node, {}, {}};
    case GroupBy::nodePool:
      return {life.nodePool, {}, {}};
    case GroupBy::namespaceName:
      return {life.namespaceName, {}, {}};
    case GroupBy::owner:
      break;
  }
  return {life.ownerKind, life.ownerName, life.namespaceName};
}

std::size_t Grouping::of(const Life& life) {
  Parts parts = partsOf(life);
  const auto [at, isNew] = m_index.try_emplace(parts, m_groups.size());
  if (isNew) {
    m_groups.push_back({std::move(parts), {}});
  }
  return at->second;
}

std::string Grouping::key(std::size_t group) const {
  const Parts& parts = m_groups[group].parts;
  if (m_by == GroupBy::classAndDriver) {
    return parts.first.str() + "/" + parts.second.str();
  }
  if (m_by == GroupBy::owner) {
    return parts.third.str() + "/" + parts.first.str() + "/" + parts.second.str();
  }
  return parts.first.empty() ? "-" : parts.first.str();  // an empty key means all; no object has this name
}

Group Grouping::named(std::size_t group) const {
  const Parts& parts = m_groups[group].parts;
  Group out;
  out.key = key(group);
  out.name = parts.first.str();
  if (m_by == GroupBy::classAndDriver) {
    out.detail = parts.second.str();
  } else if (m_by == GroupBy::owner) {
    out.name += (parts.second.empty() ? "" : "/") + parts.second.str();
    out.detail = parts.third.str();
  }
  return out;
}

}  // namespace claimscope::latency
