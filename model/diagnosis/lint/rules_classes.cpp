// Rules about device classes: what they take, and what they say twice.
#include <algorithm>
#include <map>
#include <set>

#include "model/diagnosis/lint/catalog.h"
#include "model/diagnosis/lint/lint.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void classMatchesNothing(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintEntry<DeviceClass>& entry : context.world.classes) {
    if (!entry.judged()) {
      continue;
    }
    const DeviceCatalog::Answer& answer = context.devices.askClass(*entry.object);
    if (!answer.broken && answer.taken.empty()) {
      out.push_back(problemAt(context.world, entry.source, "spec.selectors",
                              "class " + entry.object->meta.name.str() + " takes none of " +
                                  counted(static_cast<std::int64_t>(context.devices.devices().size()), "published device"),
                              "Correct its selectors, or install the driver it is meant for."));
    }
  }
}

void takesEverything(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintEntry<DeviceClass>& entry : context.world.classes) {
    if (entry.judged() && entry.object->selectors.empty()) {
      out.push_back(problemAt(context.world, entry.source, "spec",
                              "class " + entry.object->meta.name.str() + " has no selector, so it takes devices of every driver",
                              "Ask at least for the driver: device.driver == \\\"…\\\"."));
    }
  }
}

/// A class that mixes drivers hands out either, and a configuration is read by one of them only.
void severalDrivers(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintEntry<DeviceClass>& entry : context.world.classes) {
    if (!entry.judged() || entry.object->selectors.empty()) {
      continue;
    }
    std::set<std::string> drivers;
    for (const std::uint32_t i : context.devices.askClass(*entry.object).taken) {
      drivers.insert(context.devices.devices()[i].slice->driver.str());
    }
    if (drivers.size() > 1) {
      out.push_back(
          problemAt(context.world, entry.source, "spec.selectors",
                    "class " + entry.object->meta.name.str() + " takes devices of " + listed({drivers.begin(), drivers.end()}, 3),
                    "Ask for one driver, unless either is meant."));
    }
  }
}

void configDriver(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintEntry<DeviceClass>& entry : context.world.classes) {
    if (!entry.judged()) {
      continue;
    }
    const std::vector<std::uint32_t>& taken = context.devices.askClass(*entry.object).taken;
    for (std::size_t i = 0; i < entry.object->config.size() && !taken.empty(); ++i) {
      const Text& driver = entry.object->config[i].driver;
      const bool used = std::any_of(taken.begin(), taken.end(),
                                    [&](std::uint32_t d) { return context.devices.devices()[d].slice->driver == driver; });
      if (!driver.empty() && !used) {
        out.push_back(problemAt(
            context.world, entry.source, "spec.config[" + std::to_string(i) + "].opaque.driver",
            "class " + entry.object->meta.name.str() + " has parameters for " + driver.str() + ", whose devices it never takes",
            "Name the driver that the selectors take; others ignore the parameters."));
      }
    }
  }
}

void extendedResource(const LintContext& context, std::vector<LintProblem>& out) {
  std::map<std::string, std::vector<const LintEntry<DeviceClass>*>> byName;
  for (const LintEntry<DeviceClass>& entry : context.world.classes) {
    if (!entry.object->extendedResourceName.empty()) {
      byName[entry.object->extendedResourceName.str()].push_back(&entry);
    }
  }
  for (const auto& [name, entries] : byName) {
    for (const LintEntry<DeviceClass>* entry : entries) {
      if (entries.size() > 1 && entry->judged()) {
        out.push_back(problemAt(context.world, entry->source, "spec.extendedResourceName",
                                counted(static_cast<std::int64_t>(entries.size()), "class", "classes") +
                                    " serve the extended resource " + name + "; the one that was created last wins",
                                "Let one class have the name."));
      }
    }
  }
}

void unused(const LintContext& context, std::vector<LintProblem>& out) {
  std::set<Text> named;
  const auto note = [&](const DeviceClaimSpec& spec) {
    for (const DeviceRequest& request : spec.requests) {
      if (request.exactly) {
        named.insert(request.exactly->deviceClassName);
      }
      for (const DeviceRequestBody& body : request.firstAvailable) {
        named.insert(body.deviceClassName);
      }
    }
  };
  for (const LintEntry<ResourceClaim>& entry : context.world.claims) {
    note(entry.object->spec);
  }
  for (const LintEntry<ResourceClaimTemplate>& entry : context.world.templates) {
    note(entry.object->spec);
  }
  const bool seen = context.world.knows(Kind::ResourceClaim) && context.world.knows(Kind::ResourceClaimTemplate);
  for (const LintEntry<DeviceClass>& entry : context.world.classes) {
    if (entry.judged() && seen && !context.world.manifests && entry.object->extendedResourceName.empty() &&
        named.count(entry.object->meta.name) == 0) {
      out.push_back(problemAt(context.world, entry.source, "",
                              "no claim and no template names class " + entry.object->meta.name.str(),
                              "Delete it if it is of no use."));
    }
  }
}

}  // namespace

void addClassRules(std::vector<LintRule>& out) {
  out.push_back({"class-matches-nothing", Severity::warning, "A class takes no device",
                 "Its selectors refuse every device that drivers publish now.", LintNeeds::devices, classMatchesNothing});
  out.push_back({"class-takes-everything", Severity::warning, "A class without selectors",
                 "It takes devices of every driver: a claim for a GPU may get a network card.", LintNeeds::nothing,
                 takesEverything});
  out.push_back({"class-several-drivers", Severity::notice, "A class takes devices of several drivers",
                 "Claims of it may get either, and parameters are read by one driver only.", LintNeeds::devices, severalDrivers});
  out.push_back({"class-config-driver", Severity::notice, "Parameters of a class for a driver it never takes",
                 "Parameters are given to the driver they name and to no other.", LintNeeds::devices, configDriver});
  out.push_back({"class-extended-resource-twice", Severity::warning, "Two classes serve one extended resource",
                 "The class that was created last wins, by name when they are equally old.", LintNeeds::nothing,
                 extendedResource});
  out.push_back({"class-unused", Severity::notice, "A class that nobody names", "Neither claim nor template asks for it.",
                 LintNeeds::cluster, unused});
}

}  // namespace claimscope::diagnosis
