// Keys and names of groups. One thread.
#include "model/latency/grouping.h"

#include <algorithm>

namespace claimscope::latency {

Grouping::PartsOfLife Grouping::partsOf(const Life& life) const {
  static const Text kNone;
  switch (m_by) {
    case GroupBy::classAndDriver:
      return {life.deviceClass, life.driver, kNone};
    case GroupBy::deviceClass:
      return {life.deviceClass, kNone, kNone};
    case GroupBy::driver:
      return {life.driver, kNone, kNone};
    case GroupBy::node:
      return {life.node, kNone, kNone};
    case GroupBy::nodePool:
      return {life.nodePool, kNone, kNone};
    case GroupBy::namespaceName:
      return {life.namespaceName, kNone, kNone};
    case GroupBy::owner:
      break;
  }
  return {life.ownerKind, life.ownerName, life.namespaceName};
}

std::size_t Grouping::of(const Life& life) {
  const PartsOfLife parts = partsOf(life);
  const auto few = std::min(m_groups.size(), kFew);
  for (std::size_t group = 0; group < few; ++group) {
    if (PartsEqual()(m_groups[group].parts, parts)) {
      return group;
    }
  }
  if (const auto found = m_index.find(parts); found != m_index.end()) {
    return found->second;
  }
  const std::size_t group = m_groups.size();
  m_groups.push_back({{parts.first, parts.second, parts.third}, {}});
  m_index.emplace(m_groups.back().parts, group);
  return group;
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
