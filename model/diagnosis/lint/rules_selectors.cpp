// Rules about CEL selectors of claims, templates and classes: compile, fail, always true, name what nobody publishes.
#include <algorithm>
#include <set>

#include "model/diagnosis/lint/catalog.h"
#include "model/diagnosis/lint/lint.h"
#include "model/diagnosis/lint/requests.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// One list of selectors with those that come before it: of the class, for a request.
struct SelectorPlace {
  std::size_t source = kNoSource;
  std::string of;    ///< "request gpu", "class x"
  std::string path;  ///< to the list
  const List<Text>* selectors = nullptr;
  const DeviceClass* before = nullptr;
};

std::vector<SelectorPlace> places(const LintWorld& world) {
  std::vector<SelectorPlace> out;
  for (const LintEntry<DeviceClass>& entry : world.classes) {
    if (entry.judged()) {
      out.push_back(
          {entry.source, "class " + entry.object->meta.name.str(), "spec.selectors", &entry.object->selectors, nullptr});
    }
  }
  for (const LintSpec& spec : world.specs()) {
    for (const LintBody& body : bodiesOf(spec)) {
      out.push_back({spec.source, "request " + body.name, body.path + ".selectors", &body.body->selectors,
                     world.findClass(body.body->deviceClassName)});
    }
  }
  return out;
}

std::string at(const SelectorPlace& place, std::size_t i) {
  return place.path + "[" + std::to_string(i) + "].cel.expression";
}

void invalid(const LintContext& context, std::vector<LintProblem>& out) {
  for (const SelectorPlace& place : places(context.world)) {
    for (std::size_t i = 0; i < place.selectors->size(); ++i) {
      if (const std::string why = context.devices.whyBroken((*place.selectors)[i]); !why.empty()) {
        out.push_back(problemAt(context.world, place.source, at(place, i),
                                "the selector of " + place.of + " does not compile: " + why,
                                "The server refuses it, or no claim of it is ever allocated: correct the expression."));
      }
    }
  }
}

/// `device.attributes["d"].x` where d is nobody's unless the driver is d: an error on every other device.
bool guards(std::string_view expression, const cel::Reference& reference) {
  const std::string domain(reference.domain.view());
  const std::string id(reference.id.view());
  const auto has = [&](const std::string& text) { return expression.find(text) != std::string_view::npos; };
  const bool asksDriver = has("device.driver ==") || has("device.driver==") || has("device.driver in");
  const bool asksDomain = has("\"" + domain + "\" in device.") || has("'" + domain + "' in device.");
  const bool asksName =
      has("has(device.") || has(".?" + id) || has("[?\"" + domain) || has("\"" + id + "\" in device.") || has(".orValue(");
  return asksDriver || asksDomain || asksName;
}

/// With devices: it does fail on some. Without: it reads what only one driver publishes and asks for no driver before.
void unguarded(const LintContext& context, std::vector<LintProblem>& out) {
  for (const SelectorPlace& place : places(context.world)) {
    if (!context.devices.empty()) {
      const DeviceCatalog::Answer* before = place.before == nullptr ? nullptr : &context.devices.askClass(*place.before);
      const DeviceCatalog::Answer answer =
          before != nullptr && before->broken
              ? DeviceCatalog::Answer()
              : context.devices.ask(*place.selectors, before == nullptr ? nullptr : &before->taken);
      if (!answer.failing.empty()) {
        const auto& first = context.devices.devices()[answer.failing.front()];
        out.push_back(problemAt(context.world, place.source, place.path,
                                "the selectors of " + place.of + " fail on " +
                                    counted(static_cast<std::int64_t>(answer.failing.size()), "device") + ", such as " +
                                    first.slice->driver.str() + "/" + first.slice->poolName.str() + "/" +
                                    first.device().name.str() + ": " + answer.error,
                                "One device on which a selector fails ends the whole attempt of the scheduler: ask for "
                                "device.driver first, or use has() or .?name."));
      }
      continue;
    }
    std::string earlier;
    for (const Text& text : place.before == nullptr ? List<Text>() : place.before->selectors) {
      earlier += text.str() + "\n";
    }
    for (std::size_t i = 0; i < place.selectors->size(); ++i) {
      const std::string expression = (*place.selectors)[i].str();
      const auto selector = context.devices.compiled((*place.selectors)[i]);
      const bool unknownClass = place.before == nullptr && place.of.starts_with("request");
      earlier += expression + "\n";
      if (selector == nullptr || unknownClass) {
        continue;  // a class that is not here may ask for the driver
      }
      for (const cel::Reference& reference : selector->references()) {
        if (!guards(earlier, reference)) {
          out.push_back(problemAt(context.world, place.source, at(place, i),
                                  "the selector of " + place.of + " reads " + reference.domain.str() + "/" + reference.id.str() +
                                      " without asking whether a device has it",
                                  "Ask for device.driver first, or use has() or .?" + reference.id.str() +
                                      ": on a device without it the whole attempt fails."));
          break;
        }
      }
    }
  }
}

bool asksNothing(std::string_view expression) {
  return expression.find("device") == std::string_view::npos;
}

void alwaysTrue(const LintContext& context, std::vector<LintProblem>& out) {
  for (const SelectorPlace& place : places(context.world)) {
    for (std::size_t i = 0; i < place.selectors->size(); ++i) {
      const Text& text = (*place.selectors)[i];
      if (context.devices.compiled(text) == nullptr) {
        continue;
      }
      if (asksNothing(text.view())) {
        out.push_back(problemAt(context.world, place.source, at(place, i),
                                "the selector of " + place.of + " does not look at the device: " + cut(text.view(), 60),
                                "Take it away, or ask for what is wanted."));
        continue;
      }
      const auto all = static_cast<std::int64_t>(context.devices.devices().size());
      const DeviceCatalog::Answer answer = context.devices.ask({text});
      if (all > 1 && context.devices.drivers() > 1 && static_cast<std::int64_t>(answer.taken.size()) == all) {
        out.push_back(problemAt(context.world, place.source, at(place, i),
                                "the selector of " + place.of + " is true for all " + counted(all, "device") + " of " +
                                    counted(static_cast<std::int64_t>(context.devices.drivers()), "driver"),
                                "It selects nothing: ask for a driver, a model or a size."));
      }
    }
  }
}

void unknownNames(const LintContext& context, std::vector<LintProblem>& out) {
  for (const SelectorPlace& place : places(context.world)) {
    for (std::size_t i = 0; i < place.selectors->size(); ++i) {
      const auto selector = context.devices.compiled((*place.selectors)[i]);
      if (selector == nullptr) {
        continue;
      }
      for (const cel::Reference& reference : selector->references()) {
        const bool capacity = reference.subject == cel::Reference::Subject::capacity;
        const std::set<std::string>& names = capacity ? context.devices.capacities() : context.devices.attributes();
        const std::string name = reference.domain.str() + "/" + reference.id.str();
        if (names.count(name) > 0) {
          continue;
        }
        const std::string near = DeviceCatalog::nearest(names, name);
        out.push_back(
            problemAt(context.world, place.source, at(place, i),
                      std::string("no device publishes ") + (capacity ? "capacity " : "attribute ") + name + ", which " +
                          place.of + " reads",
                      near.empty() ? "See claimscope get devices -o wide for what is published." : "Did you mean " + near + "?"));
      }
    }
  }
}

}  // namespace

void addSelectorRules(std::vector<LintRule>& out) {
  out.push_back({"selector-invalid", Severity::critical, "A selector that does not compile",
                 "The API server refuses a selector that does not compile, is too costly or longer than 10 KiB.",
                 LintNeeds::nothing, invalid});
  out.push_back({"selector-unguarded", Severity::warning, "A selector that fails on some device",
                 "Reading an attribute that a device does not have is a run-time error, and one error ends the whole scheduling "
                 "attempt of the pod.",
                 LintNeeds::nothing, unguarded});
  out.push_back({"selector-always-true", Severity::notice, "A selector that is true for every device",
                 "It selects nothing, so any driver's device may be handed out.", LintNeeds::nothing, alwaysTrue});
  out.push_back({"selector-unknown-name", Severity::warning, "A selector reads what no device publishes",
                 "Most often a typing error, or the attribute of another driver.", LintNeeds::devices, unknownNames});
}

}  // namespace claimscope::diagnosis
