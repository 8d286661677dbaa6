// Changes of what is asked, selectors aside: count, all or some, constraints, capacity names, the class.
#include <fmt/format.h>

#include <algorithm>

#include "model/base/words.h"
#include "model/explanation/edit.h"
#include "model/explanation/fixes.h"

namespace claimscope::explanation {
namespace {

constexpr std::size_t kMostClasses = 12;

class RequestFixes {
 public:
  RequestFixes(const FixFacts& facts, RankedFixes& out) : m_facts(facts), m_out(out) {}

  void add() {
    const std::string_view id = m_facts.chosen.cause.reason;
    const bool classTrouble =
        id == reason::kNoDeviceMatchesClass || id == reason::kDeviceClassMissing || id == reason::kDriverHasNoSlices;
    for (const Census& census : m_facts.facts.census) {
      if (census.deviceClass == nullptr || classTrouble) {
        otherClass(census);
        continue;
      }
      if (census.body->mode == CountMode::all) {
        fewerThanAll(census);
      } else if (census.body->count > 1) {
        fewer(census);
      }
      if (!census.body->capacity.empty()) {
        capacity(census);
      }
    }
    for (const ResourceClaim* claim : m_facts.subject().toAllocate) {
      for (std::size_t i = 0; i < claim->spec.constraints.size(); ++i) {
        dropConstraint(*claim, i);
      }
    }
  }

 private:
  [[nodiscard]] std::vector<const NodeAnswer*> nodesWithMatch() const {
    std::vector<const NodeAnswer*> nodes = m_facts.trial.usable([&](const NodeAnswer& node) {
      return std::all_of(m_facts.facts.census.begin(), m_facts.facts.census.end(), [&](const Census& census) {
        const Tally tally = census.at(*node.entry);
        return tally.of(Fate::free) + tally.of(Fate::capacityName) + tally.of(Fate::capacity) +
                       tally.of(Fate::capacityNotAllowed) >
                   0 ||
               !census.request->exactly;
      });
    });
    return nodes;
  }

  static DeviceRequestBody& bodyIn(ResourceClaim& claim, const Census& census) {
    for (DeviceRequest& request : claim.spec.requests) {
      if (request.name == census.request->name) {
        return request.exactly
                   ? *request.exactly
                   : request.firstAvailable[static_cast<std::size_t>(census.body - census.request->firstAvailable.data())];
      }
    }
    return *claim.spec.requests.front().exactly;
  }

  [[nodiscard]] std::string path(const Census& census, std::string_view field) const {
    return std::string(kSpec) + bodyPath(m_facts.context().snapshot(), census) + std::string(field);
  }

  void write(const Census& census, std::string id, std::string text, std::string effect, const std::string& node,
             std::string patch, int cost) {
    Fix fix;
    fix.id = std::move(id);
    fix.text = std::move(text);
    fix.effect = std::move(effect);
    fix.sideEffect = editSideEffect(m_facts.subject(), *census.claim);
    fix.command = editCommand(m_facts.subject(), *census.claim, {std::move(patch)});
    fix.node = node;
    fix.verified = true;
    m_out.push_back({std::move(fix), cost});
  }

  void fewer(const Census& census) {
    const std::vector<const NodeAnswer*> nodes = nodesWithMatch();
    std::int64_t most = 0;
    for (const NodeAnswer* node : nodes) {
      most = std::max<std::int64_t>(most, census.at(*node->entry).of(Fate::free));
    }
    most = std::min<std::int64_t>({most, census.body->count - 1, 32});
    for (std::int64_t count = most; count >= 1 && count > most - 4; --count) {
      ResourceClaim changed = *census.claim;
      bodyIn(changed, census).count = count;
      std::vector<const NodeAnswer*> enough = nodes;
      std::erase_if(enough, [&](const NodeAnswer* node) {
        return static_cast<std::int64_t>(census.at(*node->entry).of(Fate::free)) < count;
      });
      const std::string node = m_facts.trial.fitsChanged(enough, census.claim, changed);
      if (!node.empty()) {
        write(census, "lower-count:" + census.name, fmt::format("Ask for {} instead of {}", count, census.body->count),
              fmt::format("Request {} then fits on {}.", census.name, node), node,
              fmt::format(R"({{"op":"replace","path":"{}","value":{}}})", path(census, "/count"), count), 5);
        return;
      }
    }
  }

  void fewerThanAll(const Census& census) {
    ResourceClaim changed = *census.claim;
    DeviceRequestBody& body = bodyIn(changed, census);
    body.mode = CountMode::exactCount;
    body.count = 1;
    const std::vector<const NodeAnswer*> nodes =
        m_facts.trial.usable([&](const NodeAnswer& node) { return census.at(*node.entry).of(Fate::free) > 0; });
    std::int64_t most = 1;
    for (const NodeAnswer* node : nodes) {
      most = std::max<std::int64_t>(most, census.at(*node->entry).of(Fate::free));
    }
    body.count = std::min<std::int64_t>(most, 32);
    const std::string node = m_facts.trial.fitsChanged(nodes, census.claim, changed);
    if (!node.empty()) {
      write(census, "count-instead-of-all:" + census.name,
            fmt::format("Ask for {} instead of all", words::counted(body.count, "device")),
            fmt::format("Request {} then fits on {}.", census.name, node), node,
            fmt::format(R"({{"op":"replace","path":"{}","value":"ExactCount"}},{{"op":"add","path":"{}","value":{}}})",
                        path(census, "/allocationMode"), path(census, "/count"), body.count),
            5);
    }
  }

  void dropConstraint(const ResourceClaim& claim, std::size_t index) {
    const std::string_view id = m_facts.chosen.cause.reason;
    if (id != reason::kConstraintUnsatisfiable && id != reason::kMixedPerNode) {
      return;
    }
    ResourceClaim changed = claim;
    const DeviceConstraint constraint = changed.spec.constraints[index];
    changed.spec.constraints.erase(changed.spec.constraints.begin() + static_cast<std::ptrdiff_t>(index));
    const std::string node = m_facts.trial.fitsChanged(nodesWithMatch(), &claim, changed);
    if (node.empty()) {
      return;
    }
    const bool match = !constraint.matchAttribute.empty();
    Fix fix;
    fix.id = "drop-constraint:" + std::to_string(index);
    fix.text = "Drop constraint " + std::string(match ? "matchAttribute " + constraint.matchAttribute.str()
                                                      : "distinctAttribute " + constraint.distinctAttribute.str());
    fix.effect = "The claim then fits on " + node + ".";
    fix.sideEffect =
        std::string(match ? "The devices may be far from each other. " : "The devices may share what was to be apart. ") +
        editSideEffect(m_facts.subject(), claim);
    fix.command =
        editCommand(m_facts.subject(), claim, {fmt::format(R"({{"op":"remove","path":"{}/constraints/{}"}})", kSpec, index)});
    fix.node = node;
    fix.verified = true;
    m_out.push_back({std::move(fix), 4});
  }

  /// Another spelling of a capacity, or less of it.
  void capacity(const Census& census) {
    std::vector<std::pair<Text, Quantity>> published;
    for (const cluster::DeviceIndex i : census.matching) {
      const Device* device = m_facts.context().snapshot().published(m_facts.context().inventory().devices[i]);
      for (const DeviceCapacity& entry : device == nullptr ? List<DeviceCapacity>{} : device->capacity) {
        if (std::none_of(published.begin(), published.end(), [&](const auto& known) { return known.first == entry.name; })) {
          published.emplace_back(entry.name, entry.value);
        }
      }
    }
    for (std::size_t i = 0; i < census.body->capacity.size(); ++i) {
      const auto& [asked, amount] = census.body->capacity[i];
      const bool known = std::any_of(published.begin(), published.end(), [&](const auto& entry) { return entry.first == asked; });
      if (known) {
        lessCapacity(census, i);
      } else {
        otherName(census, i, published);
      }
    }
  }

  static std::string_view bare(std::string_view name) {
    return name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1);
  }

  /// '/' and '~' in a JSON pointer.
  static std::string pointer(std::string_view name) {
    std::string out;
    for (const char c : name) {
      out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return out;
  }

  void otherName(const Census& census, std::size_t index, const std::vector<std::pair<Text, Quantity>>& published) {
    const auto& [asked, amount] = census.body->capacity[index];
    const Text* best = nullptr;
    std::size_t nearest = 4;
    for (const auto& [name, value] : published) {
      const std::size_t distance = words::editDistance(bare(name.view()), bare(asked.view()), 4);
      if (distance < nearest) {
        nearest = distance;
        best = &name;
      }
    }
    if (best == nullptr) {
      return;
    }
    ResourceClaim changed = *census.claim;
    bodyIn(changed, census).capacity[index].first = *best;
    const std::string node = m_facts.trial.fitsChanged(nodesWithMatch(), census.claim, changed);
    if (!node.empty()) {
      const std::string base = path(census, "/capacity/requests/");
      write(census, "capacity-name:" + census.name, "Ask for capacity " + best->str() + " instead of " + asked.str(),
            "That is how the devices publish it; the claim then fits on " + node + ".", node,
            fmt::format(R"({{"op":"remove","path":"{}{}"}},{{"op":"add","path":"{}{}","value":{}}})", base, pointer(asked.view()),
                        base, pointer(best->view()), jsonString(amount.text())),
            0);
    }
  }

  void lessCapacity(const Census& census, std::size_t index) {
    const auto& [asked, amount] = census.body->capacity[index];
    std::vector<Quantity> tries;
    for (const cluster::DeviceIndex i : census.matching) {
      const Device* device = m_facts.context().snapshot().published(m_facts.context().inventory().devices[i]);
      for (const DeviceCapacity& entry : device == nullptr ? List<DeviceCapacity>{} : device->capacity) {
        if (entry.name == asked) {
          tries.push_back(entry.value);
          if (entry.policy != nullptr) {
            tries.insert(tries.end(), entry.policy->validValues.begin(), entry.policy->validValues.end());
            for (const Quantity& bound : {entry.policy->maximum, entry.policy->minimum, entry.policy->defaultValue}) {
              tries.push_back(bound);
            }
          }
        }
      }
      if (tries.size() > 24) {
        break;
      }
    }
    // Halves of what is asked, for what other shares have left.
    for (Quantity::Nano nano = amount.nano() / 2; nano > 0 && tries.size() < 32; nano /= 2) {
      tries.push_back(Quantity::ofNano(nano, amount.format()));
    }
    std::erase_if(tries, [&](const Quantity& value) { return !value.isSet() || value >= amount || value.nano() <= 0; });
    std::sort(tries.begin(), tries.end(), [](const Quantity& a, const Quantity& b) { return a > b; });
    tries.erase(std::unique(tries.begin(), tries.end()), tries.end());
    const std::vector<const NodeAnswer*> nodes = nodesWithMatch();
    for (const Quantity& value : tries) {
      ResourceClaim changed = *census.claim;
      bodyIn(changed, census).capacity[index].second = value;
      const std::string node = m_facts.trial.fitsChanged(nodes, census.claim, changed);
      if (!node.empty()) {
        write(census, "less-capacity:" + census.name,
              fmt::format("Ask for {} of {} instead of {}", value.text(), asked.view(), amount.text()),
              "The claim then fits on " + node + ".", node,
              fmt::format(R"({{"op":"replace","path":"{}{}","value":{}}})", path(census, "/capacity/requests/"),
                          pointer(asked.view()), jsonString(value.text())),
              5);
        return;
      }
    }
  }

  /// A class that takes what the selectors want; the nearest name first.
  void otherClass(const Census& census) {
    std::vector<std::pair<std::size_t, const DeviceClass*>> classes;
    for (const DeviceClass* candidate : m_facts.context().allocator().world().classes) {
      if (!(candidate->meta.name == census.body->deviceClassName)) {
        classes.emplace_back(words::editDistance(candidate->meta.name.view(), census.body->deviceClassName.view(), 100),
                             candidate);
      }
    }
    std::sort(classes.begin(), classes.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : a.second->meta.name < b.second->meta.name;
    });
    const std::vector<const NodeAnswer*> nodes =
        m_facts.trial.usable([&](const NodeAnswer& node) { return census.at(*node.entry).seen() > 0; });
    // A missing class is most likely a wrong name; a class that takes nothing is what it is.
    const std::size_t near = std::max<std::size_t>(3, census.body->deviceClassName.view().size() / 3);
    std::size_t tried = 0;
    for (const auto& [distance, candidate] : classes) {
      if (tried++ >= kMostClasses) {
        return;
      }
      ResourceClaim changed = *census.claim;
      bodyIn(changed, census).deviceClassName = candidate->meta.name;
      const std::string node = m_facts.trial.fitsChanged(nodes, census.claim, changed, &m_facts.context().wholeAllocator());
      if (!node.empty()) {
        write(census, "other-class:" + census.name,
              "Ask for class " + candidate->meta.name.str() + " instead of " + census.body->deviceClassName.str(),
              "The claim then fits on " + node + ".", node,
              fmt::format(R"({{"op":"replace","path":"{}","value":{}}})", path(census, "/deviceClassName"),
                          jsonString(candidate->meta.name.view())),
              census.deviceClass == nullptr && distance <= near ? 1 : 6);
        return;
      }
    }
  }

  const FixFacts& m_facts;
  RankedFixes& m_out;
};

}  // namespace

void addRequestFixes(const FixFacts& facts, RankedFixes& out) {
  RequestFixes(facts, out).add();
}

}  // namespace claimscope::explanation
