// Counting of claims by state word, group and namespace; severities by object. Pure; GUI thread.
#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "ui/pages/claims/claim_rows.h"

namespace claimscope::ui {
namespace {

ClaimTab tabOf(const std::string& state) {
  if (state == "pending") {
    return ClaimTab::pending;
  }
  if (state == "allocated,reserved") {
    return ClaimTab::reserved;
  }
  return state == "allocated" ? ClaimTab::allocated : ClaimTab::deleted;
}

class Counter {
 public:
  Counter(ClaimFacts& out, ClaimGrouping grouping) : m_out(out), m_grouping(grouping) {}

  void add(ClaimFacts::Fact fact, const Text& namespaceName, const Text& deviceClass, const std::string& heldAt, bool waiting) {
    ++m_out.tabs[0];
    ++m_out.tabs[static_cast<std::size_t>(fact.tab)];
    if (!(namespaceName == m_lastNamespace)) {  // claims come sorted by namespace
      m_lastNamespace = namespaceName;
      m_namespaces.insert(namespaceName);
    }
    if (waiting) {
      ++m_out.waiting;
      if (fact.created.isSet() && (!m_out.oldestWait.isSet() || fact.created < m_out.oldestWait)) {
        m_out.oldestWait = fact.created;
        m_out.oldest = static_cast<Row>(m_out.facts.size());
      }
    }
    if (m_grouping != ClaimGrouping::none) {
      fact.group = groupIndex(namespaceName, deviceClass, heldAt);
      ClaimFacts::Group& group = m_out.groups[fact.group];
      ++group.rows;
      group.waiting += waiting ? 1 : 0;
      group.unused += fact.tab == ClaimTab::allocated ? 1 : 0;
    }
    m_out.facts.push_back(fact);
  }

  /// Groups with waiting claims first, then the larger ones, then by name.
  void finish() {
    m_out.namespaces = static_cast<std::int64_t>(m_namespaces.size());
    std::vector<std::uint32_t> order(m_out.groups.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
      const ClaimFacts::Group& x = m_out.groups[a];
      const ClaimFacts::Group& y = m_out.groups[b];
      if ((x.waiting != 0) != (y.waiting != 0)) {
        return x.waiting != 0;
      }
      return x.rows != y.rows ? x.rows > y.rows : x.key.view() < y.key.view();
    });
    std::vector<std::uint32_t> place(order.size());
    std::vector<ClaimFacts::Group> sorted;
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      place[order[i]] = i;
      sorted.push_back(m_out.groups[order[i]]);
    }
    m_out.groups = std::move(sorted);
    if (!place.empty()) {
      for (ClaimFacts::Fact& fact : m_out.facts) {
        fact.group = place[fact.group];
      }
    }
  }

 private:
  std::uint32_t groupIndex(const Text& namespaceName, const Text& deviceClass, const std::string& heldAt) {
    const Text key = m_grouping == ClaimGrouping::namespaceName ? namespaceName
                     : m_grouping == ClaimGrouping::deviceClass ? deviceClass
                                                                : Text(heldAt);
    const auto [found, fresh] = m_groupOf.try_emplace(key, static_cast<std::uint32_t>(m_out.groups.size()));
    if (fresh) {
      m_out.groups.push_back({key, 0, 0, 0});
    }
    return found->second;
  }

  ClaimFacts& m_out;
  ClaimGrouping m_grouping;
  Text m_lastNamespace;
  std::unordered_set<Text> m_namespaces;
  std::unordered_map<Text, std::uint32_t> m_groupOf;
};

}  // namespace

std::shared_ptr<const ClaimFacts> claimFacts(const cluster::Snapshot& snapshot, ClaimGrouping grouping,
                                             const std::string& namespaceFilter) {
  auto out = std::make_shared<ClaimFacts>();
  const cluster::Inventory& inventory = *snapshot.inventory;
  out->facts.reserve(inventory.claims.size() + inventory.missing.size());
  Counter counter(*out, grouping);
  const Text only(namespaceFilter);
  const auto& table = snapshot.of<ResourceClaim>();
  for (const cluster::ClaimView& claim : inventory.claims) {
    const ResourceClaim* object = table.at(claim.slot);
    if (object == nullptr || (!only.empty() && !(object->meta.namespaceName == only))) {
      out->facts.emplace_back();  // a row keeps its number; the page's filter leaves it out
      continue;
    }
    ClaimFacts::Fact fact;
    fact.created = object->meta.created;
    fact.tab = tabOf(claim.state);
    const bool waiting = waits(claim);
    fact.band = waiting ? 0 : !claim.heldAt.empty() || fact.tab == ClaimTab::allocated ? 1 : 2;
    counter.add(fact, object->meta.namespaceName, claim.classes.empty() ? Text() : claim.classes.front(), claim.heldAt, waiting);
  }
  for (const cluster::MissingClaim& missing : inventory.missing) {
    const Pod* pod = snapshot.of<Pod>().at(missing.pod);
    if (pod == nullptr || (!only.empty() && !(pod->meta.namespaceName == only))) {
      out->facts.emplace_back();
      continue;
    }
    ClaimFacts::Fact fact;
    fact.created = pod->meta.created;
    fact.tab = ClaimTab::missing;
    fact.band = 0;
    counter.add(fact, pod->meta.namespaceName, Text(), missing.heldAt, true);
  }
  counter.finish();
  return out;
}

SeverityByObject severities(const diagnosis::Diagnosis& diagnosis) {
  SeverityByObject worst;
  for (const diagnosis::Finding& finding : diagnosis.findings) {
    for (const ObjectRef& object : finding.objects) {
      if (object.kind == "claim" || object.kind == "pod") {
        const auto [found, fresh] =
            worst.try_emplace(object.kind + "/" + object.namespaceName + "/" + object.name, finding.severity);
        if (!fresh) {
          found->second = std::min(found->second, finding.severity);  // critical is the lowest
        }
      }
    }
  }
  return worst;
}

}  // namespace claimscope::ui
