// Structured parameters as 1.30 had them: attributes.TYPE["name"] in CEL, ResourceClaimParameters. dra.md 1.3.
#include <fmt/format.h>

#include <algorithm>

#include "model/migration/modernise/bench.h"

namespace claimscope::modernise {

std::string modernSelector(std::string_view expression, const std::string& driver, std::string& why) {
  constexpr std::string_view kRoot = "attributes.";
  if (expression.empty()) {
    why = "It has no selector";
    return {};
  }
  std::string out;
  char quote = '\0';
  for (std::size_t i = 0; i < expression.size();) {
    const char c = expression[i];
    if (quote != '\0') {
      out += c;
      if (c == '\\' && i + 1 < expression.size()) {
        out += expression[++i];
      } else if (c == quote) {
        quote = '\0';
      }
      ++i;
      continue;
    }
    const bool wordBefore =
        i > 0 && (expression[i - 1] == '.' || expression[i - 1] == '_' || isalnum(static_cast<unsigned char>(expression[i - 1])));
    if (wordBefore || !expression.substr(i).starts_with(kRoot)) {
      quote = c == '"' || c == '\'' ? c : '\0';
      out += c;
      ++i;
      continue;
    }
    const std::size_t typeAt = i + kRoot.size();
    const std::size_t bracket = expression.find('[', typeAt);
    const std::size_t close = bracket == std::string_view::npos ? bracket : expression.find(']', bracket);
    if (close == std::string_view::npos || close < bracket + 4) {
      why = "attributes is used in a way that has no equivalent";
      return {};
    }
    const std::string_view type = expression.substr(typeAt, bracket - typeAt);
    const std::string_view quoted = expression.substr(bracket + 1, close - bracket - 1);
    if (quoted.front() != '"' && quoted.front() != '\'') {
      why = "an attribute is named by a computed text";
      return {};
    }
    const std::string name(quoted.substr(1, quoted.size() - 2));
    if (type == "stringslice" || type == "stringSlice" || type == "intslice" || type == "intSlice") {
      why = "lists as attributes are alpha (DRAListTypeAttributes) and spelled otherwise";
      return {};
    }
    out += type == "quantity" ? celCapacity(driver, name) : celAttribute(driver, name);
    i = close + 1;
  }
  return out;
}

std::vector<Wanted> wantedOfStructured(Bench& bench, const Object& place, const Object& parameters, const std::string& driver) {
  std::vector<Wanted> out;
  const Node* drivers = parameters.node->find("driverRequests");
  for (const Node& one : drivers == nullptr ? std::vector<Node>() : drivers->items) {
    const std::string name = one.textAt("driverName").empty() ? driver : one.textAt("driverName");
    const Node* requests = one.find("requests");
    for (const Node& request : requests == nullptr ? std::vector<Node>() : requests->items) {
      Wanted wanted;
      std::string why;
      const std::string old = request.textAt("namedResources.selector");
      const std::string selector = modernSelector(old, name, why);
      if (!selector.empty() && selector != "true") {
        wanted.selectors.push_back(selector);
        bench.change(place, Weight::changed, "parametersRef",
                     fmt::format("{} of {} becomes the selector {}", old, parameters.words(), selector),
                     "Attributes are named by driver, and quantities are capacity");
      } else if (selector.empty() && !old.empty()) {
        bench.change(place, Weight::lost, "parametersRef", fmt::format("the selector {} is not carried over", old), why);
      }
      const Node* vendor = request.find("vendorParameters");
      vendor = vendor == nullptr || !vendor->isMap() ? one.find("vendorParameters") : vendor;
      if (vendor != nullptr && vendor->isMap()) {
        Node opaque = Node::map();
        opaque.set("driver", Node::string(name));
        opaque.set("parameters", *vendor);
        wanted.config = std::move(opaque);
        bench.change(place, Weight::changed, "parametersRef", "vendorParameters become opaque configuration of the request",
                     "Whether the driver of today reads that shape is its own business: see its documentation");
      }
      out.push_back(std::move(wanted));
    }
  }
  if (out.empty()) {
    bench.change(place, Weight::warning, "parametersRef", fmt::format("{} asks for nothing", parameters.words()),
                 "One device is asked for");
    out.emplace_back();
  }
  // Equal requests are one with a count.
  const bool alike = out.size() > 1 && std::all_of(out.begin() + 1, out.end(), [&](const Wanted& one) {
                       return one.selectors == out.front().selectors &&
                              one.config.has_value() == out.front().config.has_value() &&
                              (!one.config || sameValue(*one.config, *out.front().config));
                     });
  if (alike) {
    out.front().count = static_cast<long long>(out.size());
    out.resize(1);
  }
  if (parameters.node->textAt("shareable") == "true") {
    bench.change(place, Weight::note, "parametersRef", "shareable is dropped",
                 "Pods that name the same claim share it, up to 256");
  }
  return out;
}

}  // namespace claimscope::modernise
