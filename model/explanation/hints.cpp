// Names that selectors use and no device publishes.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "model/base/words.h"
#include "model/explanation/truth_table.h"

namespace claimscope::explanation {

using cluster::DeviceIndex;
namespace {

struct Name {
  cel::Reference::Subject subject;
  Text domain;
  Text id;
  friend bool operator<(const Name& a, const Name& b) {
    return std::tie(a.subject, a.domain, a.id) < std::tie(b.subject, b.domain, b.id);
  }
};

Name nameOf(cel::Reference::Subject subject, const Text& driver, const Text& published) {
  const std::string_view view = published.view();
  const std::size_t slash = view.find('/');
  return slash == std::string_view::npos ? Name{subject, driver, published}
                                         : Name{subject, Text(view.substr(0, slash)), Text(view.substr(slash + 1))};
}

/// Everything that devices publish: of the class when the class takes any, else of all.
std::set<Name> publishedNames(const ExplanationContext& context, const Census& census) {
  const bool anyOfClass = census.total.passClass() > 0;
  std::set<Name> out;
  const cluster::Inventory& inventory = context.inventory();
  std::vector<Text> lastNames;
  for (DeviceIndex i = 0; i < inventory.devices.size(); ++i) {
    const std::uint32_t group = census.groups.groupOf[i];
    if (group == kNoGroup ||
        (anyOfClass && (census.groupFate[group] == Fate::classFalse || census.groupFate[group] == Fate::classError))) {
      continue;
    }
    const Device* device = context.snapshot().published(inventory.devices[i]);
    if (device == nullptr) {
      continue;
    }
    // Neighbours publish the same names: look closer only when they differ.
    std::vector<Text> names;
    names.reserve(device->attributes.size() + device->capacity.size() + 1);
    names.push_back(inventory.devices[i].driver);
    for (const DeviceAttribute& attribute : device->attributes) {
      names.push_back(attribute.name);
    }
    for (const DeviceCapacity& capacity : device->capacity) {
      names.push_back(capacity.name);
    }
    if (names == lastNames) {
      continue;
    }
    for (const DeviceAttribute& attribute : device->attributes) {
      out.insert(nameOf(cel::Reference::Subject::attribute, inventory.devices[i].driver, attribute.name));
    }
    for (const DeviceCapacity& capacity : device->capacity) {
      out.insert(nameOf(cel::Reference::Subject::capacity, inventory.devices[i].driver, capacity.name));
    }
    lastNames = std::move(names);
  }
  return out;
}

std::size_t reach(std::string_view name) {
  return std::max<std::size_t>(2, name.size() / 3) + 1;
}

/// The nearest published name: the same domain first, then the same id in another domain, then attribute for capacity.
const Name* nearest(const std::set<Name>& names, const cel::Reference& wanted) {
  const Name* best = nullptr;
  std::size_t bestScore = 1000;
  for (const Name& name : names) {
    const std::size_t id = words::editDistance(name.id.view(), wanted.id.view(), reach(wanted.id.view()));
    const std::size_t domain = words::editDistance(name.domain.view(), wanted.domain.view(), reach(wanted.domain.view()));
    const bool idNear = id < reach(wanted.id.view());
    const bool domainNear = domain < reach(wanted.domain.view());
    if (!idNear || (!domainNear && id > 0)) {
      continue;
    }
    const std::size_t score = id * 10 +
                              (domain == 0  ? 0
                               : domainNear ? domain * 10
                                            : 100) +
                              (name.subject == wanted.subject ? 0 : 5);
    if (score < bestScore) {
      bestScore = score;
      best = &name;
    }
  }
  return best;
}

/// Some device of the class publishes it: representatives read alike, so one a group is enough.
bool isPublished(const ExplanationContext& context, const Census& census, const cel::Reference& reference) {
  const bool anyOfClass = census.total.passClass() > 0;
  const std::string qualified = reference.domain.str() + "/" + reference.id.str();
  for (std::size_t g = 0; g < census.groups.representatives.size(); ++g) {
    if (anyOfClass && (census.groupFate[g] == Fate::classFalse || census.groupFate[g] == Fate::classError)) {
      continue;
    }
    const cluster::DeviceView& view = context.inventory().devices[census.groups.representatives[g]];
    const Device* device = context.snapshot().published(view);
    const bool own = view.driver == reference.domain;
    const auto is = [&](const auto& entry) { return entry.name == qualified || (own && entry.name == reference.id); };
    if (device != nullptr && (reference.subject == cel::Reference::Subject::attribute
                                  ? std::any_of(device->attributes.begin(), device->attributes.end(), is)
                                  : std::any_of(device->capacity.begin(), device->capacity.end(), is))) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<NameHint> nameHints(const ExplanationContext& context, const Census& census) {
  std::vector<NameHint> out;
  std::set<Name> names;
  std::vector<const cel::Selector*> done;
  for (const TermSource& source : census.terms) {
    if (std::find(done.begin(), done.end(), source.selector.get()) != done.end()) {
      continue;
    }
    done.push_back(source.selector.get());
    for (const cel::Reference& reference : source.selector->references()) {
      if (census.groups.representatives.empty() || isPublished(context, census, reference)) {
        continue;
      }
      if (names.empty()) {
        names = publishedNames(context, census);
      }
      NameHint hint;
      hint.reference = reference;
      const Name* near = nearest(names, reference);
      const char* what = reference.subject == cel::Reference::Subject::attribute ? "attribute" : "capacity";
      const std::string asked = reference.domain.str() + "/" + reference.id.str();
      if (near == nullptr) {
        hint.text = fmt::format("no device publishes {} {}", what, asked);
      } else {
        hint.domain = near->domain.str();
        hint.id = near->id.str();
        const char* other = near->subject == cel::Reference::Subject::attribute ? "attribute" : "capacity";
        hint.text = near->subject != reference.subject && near->id == reference.id && near->domain == reference.domain
                        ? fmt::format("{} is published as {}, not as {}", asked, other, what)
                    : near->domain == reference.domain
                        ? fmt::format("no device publishes '{}'; did you mean '{}'?", reference.id.view(), near->id.view())
                        : fmt::format("no device publishes {} {}; did you mean {}/{}?", what, asked, near->domain.view(),
                                      near->id.view());
      }
      out.push_back(std::move(hint));
    }
  }
  return out;
}

}  // namespace claimscope::explanation
