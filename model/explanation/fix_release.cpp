// Which holders to release so that it fits: as few claims as possible, unused ones first, on one node.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/base/words.h"
#include "model/explanation/fixes.h"
#include "model/explanation/yield.h"

namespace claimscope::explanation {
namespace {

constexpr std::size_t kMostSingles = 24;
constexpr std::size_t kMostReleaseNodes = 6;
constexpr std::size_t kMostSets = 4;

using Set = std::vector<const HolderFacts*>;

class Search {
 public:
  explicit Search(const FixFacts& facts) : m_facts(facts) {}

  void run(RankedFixes& out) {
    m_usable = m_facts.trial.usable([](const NodeAnswer& node) { return node.couldFit && !node.devicesFit; });
    if (m_usable.empty() || m_facts.holders.empty()) {
      return;
    }
    singles();
    if (m_sets.empty()) {
      severals();
    }
    for (const auto& [set, node] : m_sets) {
      write(set, node, out);
    }
  }

 private:
  [[nodiscard]] std::vector<const NodeAnswer*> nodesOf(const HolderFacts& holder) const {
    std::vector<const NodeAnswer*> out;
    for (const NodeAnswer* node : m_usable) {
      if (holder.shared || holder.nodes.count(node->entry->index) == 1) {
        out.push_back(node);
      }
      if (out.size() >= kMostReleaseNodes) {
        break;
      }
    }
    return out;
  }

  [[nodiscard]] std::string fits(const Set& set, const std::vector<const NodeAnswer*>& nodes) const {
    allocation::WhatIf whatIf;
    for (const HolderFacts* holder : set) {
      whatIf.released.insert(holder->object);
    }
    return nodes.empty() ? std::string() : m_facts.trial.fitsOn(nodes, whatIf);
  }

  void singles() {
    std::size_t tried = 0;
    for (const HolderFacts& holder : m_facts.holders) {
      if (tried >= kMostSingles || m_sets.size() >= kMostSets) {
        return;
      }
      const std::vector<const NodeAnswer*> nodes = nodesOf(holder);
      if (nodes.empty()) {
        continue;
      }
      ++tried;
      if (const std::string node = fits({&holder}, nodes); !node.empty()) {
        m_sets.emplace_back(Set{&holder}, node);
      }
    }
  }

  /// On each of the few nodes with the cheapest holders: add holders in their order until it fits, then leave out those not
  /// needed.
  void severals() {
    std::vector<std::pair<const NodeAnswer*, Set>> byNode;
    for (const NodeAnswer* node : m_usable) {
      Set set;
      for (const HolderFacts& holder : m_facts.holders) {
        if (holder.shared || holder.nodes.count(node->entry->index) == 1) {
          set.push_back(&holder);
        }
      }
      if (!set.empty()) {
        byNode.emplace_back(node, std::move(set));
      }
    }
    std::stable_sort(byNode.begin(), byNode.end(), [](const auto& a, const auto& b) {
      return std::pair(a.second.size(), a.second.front()->rank) < std::pair(b.second.size(), b.second.front()->rank);
    });
    for (std::size_t i = 0; i < byNode.size() && i < kMostReleaseNodes; ++i) {
      Set set;
      std::string node;
      for (const HolderFacts* holder : byNode[i].second) {
        set.push_back(holder);
        node = fits(set, {byNode[i].first});
        if (!node.empty()) {
          break;
        }
      }
      if (node.empty()) {
        continue;
      }
      for (std::size_t j = 0; j + 1 < set.size();) {
        Set fewer = set;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(j));
        if (fits(fewer, {byNode[i].first}).empty()) {
          ++j;
        } else {
          set = std::move(fewer);
        }
      }
      m_sets.emplace_back(std::move(set), node);
    }
    std::stable_sort(m_sets.begin(), m_sets.end(), [](const auto& a, const auto& b) { return a.first.size() < b.first.size(); });
    m_sets.resize(std::min(m_sets.size(), kMostSets));
  }

  void write(const Set& set, const std::string& node, RankedFixes& out) const {
    RankedFix ranked;
    Fix& fix = ranked.fix;
    std::int64_t devices = 0;
    std::vector<std::string> names;
    std::vector<std::string> texts;
    int worst = 0;
    for (const HolderFacts* holder : set) {
      const Yield yield = yieldOf(m_facts.context().snapshot(), *holder);
      devices += holder->shown.devices.value;
      names.push_back(holder->shown.name);
      texts.push_back(yield.text);
      fix.sideEffect += (fix.sideEffect.empty() ? "" : " ") + yield.sideEffect;
      fix.command += (fix.command.empty() ? "" : " \\\n  && ") + yield.command;
      fix.id += (fix.id.empty() ? "release:" : ",") + holder->shown.name;
      worst = std::max(worst, holder->rank);
    }
    for (std::size_t i = 1; i < texts.size(); ++i) {
      if (!texts[i].empty() && texts[i][0] >= 'A' && texts[i][0] <= 'Z') {
        texts[i][0] = static_cast<char>(texts[i][0] + ('a' - 'A'));
      }
    }
    fix.text = words::listed(texts, 3);
    fix.effect = fmt::format("Frees {} on {}. {}", devices > 0 ? words::counted(devices, "device") : std::string("what it needs"),
                             node, m_facts.subject().pod == nullptr ? "The claim then fits." : "This claim allocates now.");
    fix.node = node;
    fix.verified = true;
    ranked.cost = (worst == 0 ? 1 : worst == 1 ? 2 : 4) + static_cast<int>(set.size() - 1) * 2;
    out.push_back(std::move(ranked));
  }

  const FixFacts& m_facts;
  std::vector<const NodeAnswer*> m_usable;
  std::vector<std::pair<Set, std::string>> m_sets;
};

}  // namespace

void addReleases(const FixFacts& facts, RankedFixes& out) {
  Search(facts).run(out);
}

}  // namespace claimscope::explanation
