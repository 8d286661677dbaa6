#include "model/allocation/constraints.h"

#include <algorithm>

namespace claimscope::allocation {

namespace {

/// A list, or a value of a type that nobody knows: neither goes with any other device.
bool isNoScalar(const AttributeValue& value) {
  constexpr std::size_t kFirstList = 4;
  const Version* version = std::get_if<Version>(&value);
  return value.index() >= kFirstList || (version != nullptr && version->text.empty());
}

/// A list of the same type; one value becomes a list of one. Empty lists stay empty.
AttributeValue asList(const AttributeValue& value) {
  return std::visit(
      [](const auto& held) -> AttributeValue {
        using Held = std::decay_t<decltype(held)>;
        if constexpr (std::is_same_v<Held, std::int64_t> || std::is_same_v<Held, bool> || std::is_same_v<Held, Text> ||
                      std::is_same_v<Held, Version>) {
          return List<Held>{held};
        } else {
          return held;
        }
      },
      value);
}

bool isEmpty(const AttributeValue& list) {
  return std::visit(
      [](const auto& held) {
        if constexpr (requires { held.size(); }) {
          return held.empty();
        } else {
          return false;
        }
      },
      list);
}

/// What two lists have in common; lists of different types have nothing.
AttributeValue common(const AttributeValue& a, const AttributeValue& b) {
  AttributeValue out = List<std::int64_t>{};
  if (a.index() != b.index()) {
    return out;
  }
  std::visit(
      [&](const auto& left) {
        using Items = std::decay_t<decltype(left)>;
        if constexpr (requires { left.size(); }) {
          const Items& right = std::get<Items>(b);
          Items both;
          for (const auto& item : left) {
            if (std::find(right.begin(), right.end(), item) != right.end()) {
              both.push_back(item);
            }
          }
          out = std::move(both);
        }
      },
      a);
  return out;
}

}  // namespace

const AttributeValue* findAttribute(const Device& device, const Text& driver, const Text& qualified, const Text& domain,
                                    const Text& id) {
  const AttributeValue* byId = nullptr;
  const bool own = !domain.empty() && driver == domain;
  for (const DeviceAttribute& attribute : device.attributes) {
    if (attribute.name == qualified) {
      return &attribute.value;
    }
    if (own && attribute.name == id) {
      byId = &attribute.value;
    }
  }
  return byId;
}

Constraint::Constraint(const DeviceConstraint& spec, const Features& features)
    : m_spec(spec), m_match(!spec.matchAttribute.empty()), m_lists(features.listTypeAttributes) {
  m_qualified = m_match ? spec.matchAttribute : spec.distinctAttribute;
  const std::string_view name = m_qualified.view();
  if (const std::size_t slash = name.find('/'); slash != std::string_view::npos) {
    m_domain = Text(name.substr(0, slash));
    m_id = Text(name.substr(slash + 1));
  }
}

bool Constraint::appliesTo(const Text& request, const Text& fullRequest) const {
  return m_spec.requests.empty() || std::any_of(m_spec.requests.begin(), m_spec.requests.end(),
                                                [&](const Text& name) { return name == request || name == fullRequest; });
}

bool Constraint::matchesScalar(const AttributeValue& value) const {
  return m_values.empty() || (!isNoScalar(value) && value == *m_values.front());
}

bool Constraint::distinctScalar(const AttributeValue& value) const {
  return m_values.empty() || (!isNoScalar(value) && std::none_of(m_values.begin(), m_values.end(),
                                                                 [&](const AttributeValue* other) { return *other == value; }));
}

bool Constraint::addList(const AttributeValue& value) {
  AttributeValue list = asList(value);
  if (isEmpty(list) || (std::holds_alternative<Version>(value) && isNoScalar(value))) {
    return false;
  }
  if (!m_match) {
    if (std::any_of(m_sets.begin(), m_sets.end(), [&](const AttributeValue& other) { return !isEmpty(common(list, other)); })) {
      return false;
    }
  } else if (!m_sets.empty()) {
    list = common(m_sets.back(), list);
    if (isEmpty(list)) {
      return false;
    }
  }
  m_sets.push_back(std::move(list));
  return true;
}

bool Constraint::add(const Text& request, const Text& fullRequest, const Device& device, const Text& driver) {
  if (!appliesTo(request, fullRequest)) {
    return true;
  }
  const AttributeValue* value = findAttribute(device, driver, m_qualified, m_domain, m_id);
  if (value == nullptr) {
    return false;
  }
  if (m_lists) {
    return addList(*value);
  }
  if (m_match ? !matchesScalar(*value) : !distinctScalar(*value)) {
    return false;
  }
  m_values.push_back(value);
  return true;
}

void Constraint::remove(const Text& request, const Text& fullRequest) {
  if (!appliesTo(request, fullRequest)) {
    return;
  }
  if (m_lists) {
    m_sets.pop_back();
  } else {
    m_values.pop_back();
  }
}

}  // namespace claimscope::allocation
