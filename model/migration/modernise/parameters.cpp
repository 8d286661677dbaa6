// Parameters of a classic claim or class: ConfigMaps of guides and objects of vendors become count, selectors and configuration.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "model/base/quantity.h"
#include "model/migration/modernise/bench.h"

namespace claimscope::modernise {
namespace {

enum class Meaning : std::uint8_t { count, capacity, version, equals };

/// What people call things in such ConfigMaps, and what devices publish (gpu.nvidia.com's names, which others follow).
struct Key {
  std::string_view name;
  Meaning meaning;
  std::string_view device;
};

constexpr Key kKeys[] = {
    {"count", Meaning::count, ""},
    {"num", Meaning::count, ""},
    {"memory", Meaning::capacity, "memory"},
    {"mem", Meaning::capacity, "memory"},
    {"cores", Meaning::capacity, "multiprocessors"},
    {"cuda-version", Meaning::version, "cudaDriverVersion"},
    {"driver-version", Meaning::version, "driverVersion"},
    {"compute-capability", Meaning::version, "cudaComputeCapability"},
    {"model", Meaning::equals, "productName"},
    {"product", Meaning::equals, "productName"},
    {"product-name", Meaning::equals, "productName"},
    {"architecture", Meaning::equals, "architecture"},
    {"type", Meaning::equals, "type"},
    {"profile", Meaning::equals, "profile"},
    {"mig-profile", Meaning::equals, "profile"},
    {"uuid", Meaning::equals, "uuid"},
};

/// "gpuMemory", "gpu_memory" and "GPU-Memory" are "gpu-memory".
std::string plainKey(std::string_view key) {
  std::string out;
  for (const char c : key) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !out.empty() && out.back() != '-' && !(out.size() > 1 && key.front() >= 'A' && key.front() <= 'Z')) {
      out += '-';
    }
    out += upper ? static_cast<char>(c + 32) : c == '_' || c == '.' ? '-' : c;
  }
  return out;
}

const Key* meaningOf(std::string_view key) {
  const std::string plain = plainKey(key);
  std::string_view rest = plain;
  for (const std::string_view prefix : {"gpu-", "nvidia-", "device-", "accelerator-"}) {
    rest.remove_prefix(rest.starts_with(prefix) ? prefix.size() : 0);
  }
  const auto found =
      std::find_if(std::begin(kKeys), std::end(kKeys), [&](const Key& one) { return one.name == rest || one.name == plain; });
  return found == std::end(kKeys) ? nullptr : found;
}

/// "12.2" is "12.2.0": CEL's semver wants three parts.
std::string threeParts(std::string text) {
  text = text.starts_with('v') ? text.substr(1) : text;
  if (text.empty() || text.find_first_not_of("0123456789.") != std::string::npos || text.front() == '.' || text.back() == '.' ||
      text.find("..") != std::string::npos) {
    return {};
  }
  const auto dots = std::count(text.begin(), text.end(), '.');
  return dots > 2 ? std::string() : text + (dots == 0 ? ".0.0" : dots == 1 ? ".0" : "");
}

struct Reading {
  Bench& bench;
  const Object& place;  ///< claim, template or class
  const std::string& driver;
  std::string from;  ///< "ConfigMap ml/params"
  Wanted& wanted;

  void lost(const std::string& key, const std::string& value, const std::string& why) {
    bench.change(place, Weight::lost, "parametersRef", fmt::format("{}: {} of {} is not carried over", key, value, from), why);
  }
  void done(const std::string& key, const std::string& value, const std::string& as, const std::string& why) {
    bench.change(place, Weight::changed, "parametersRef", fmt::format("{}: {} of {} becomes {}", key, value, from, as), why);
  }
  /// Where the driver is known, a name that no device has would let no device pass.
  void doubt(const std::string& what, const std::string& name, bool published) {
    const auto known = bench.drivers.find(driver);
    if (known != bench.drivers.end() && !published) {
      bench.change(place, Weight::warning, "parametersRef",
                   fmt::format("no device of {} that is known publishes {} {}", driver, what, name),
                   "Such a request matches nothing: choose another name, or ignore");
    }
  }
};

bool publishes(const Reading& reading, const std::string& attribute) {
  const auto known = reading.bench.drivers.find(reading.driver);
  return known != reading.bench.drivers.end() && known->second.attributes.count(attribute) > 0;
}

void readCount(Reading& reading, const std::string& key, const std::string& value) {
  long long count = 0;
  const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), count);
  if (code != std::errc() || end != value.data() + value.size() || count < 1 || count > 32) {
    reading.lost(key, value, "A claim may ask for 1 to 32 devices");
    return;
  }
  reading.wanted.count = count;
  reading.done(key, value, count == 1 ? "count 1, which is the default and not written" : fmt::format("count: {}", count),
               "How many devices stands in the request");
}

void readCapacity(Reading& reading, const std::string& key, const std::string& value, const std::string& name) {
  if (!Quantity::parse(value)) {
    reading.lost(key, value, "It is no quantity");
    return;
  }
  const std::string choice = reading.bench.choose(
      reading.place, key, fmt::format("What does {}: {} mean?", key, value),
      {{"at-least", fmt::format("devices with at least {} of {}", value, name)},
       {"exactly", fmt::format("devices with exactly {} of {}", value, name)},
       {"share", fmt::format("{} of the {} of a device that may be shared (consumable capacity, 1.36)", value, name)},
       {"ignore", "any device"}});
  if (choice == "ignore") {
    reading.lost(key, value, "It was chosen to be ignored");
    return;
  }
  if (choice == "share") {
    reading.wanted.capacity.emplace_back(name, value);
    reading.done(key, value, fmt::format("capacity.requests.{}: {}", name, value),
                 "Only devices with allowMultipleAllocations can be shared; others are given whole");
    return;
  }
  const std::string member = celCapacity(reading.driver, name);
  const std::string expression =
      fmt::format("{}.compareTo(quantity({})) {} 0", member, celString(value), choice == "exactly" ? "==" : ">=");
  reading.wanted.selectors.push_back(fmt::format("has({}) && {}", member, expression));
  const auto known = reading.bench.drivers.find(reading.driver);
  reading.doubt(
      "capacity", name,
      known != reading.bench.drivers.end() &&
          std::find(known->second.capacities.begin(), known->second.capacities.end(), name) != known->second.capacities.end());
  reading.done(key, value, "the selector " + expression,
               "Capacity is compared by CEL; has() keeps a device without it from failing the whole claim");
}

void readAttribute(Reading& reading, const std::string& key, const std::string& value, const Key& meaning) {
  const bool isVersion = meaning.meaning == Meaning::version;
  const std::string version = isVersion ? threeParts(value) : std::string();
  if (isVersion && version.empty()) {
    reading.lost(key, value, "It is no version such as 12.2");
    return;
  }
  std::vector<Option> options = {
      {std::string(meaning.device), fmt::format("the attribute {} of {}", meaning.device, reading.driver)},
      {"ignore", "any device"}};
  if (const auto known = reading.bench.drivers.find(reading.driver); known != reading.bench.drivers.end()) {
    for (const auto& [name, values] : known->second.attributes) {
      if (name != meaning.device && options.size() < 10) {
        options.push_back({name, fmt::format("the attribute {} of {}", name, reading.driver)});
      }
    }
  }
  const std::string name =
      reading.bench.choose(reading.place, key, fmt::format("Which attribute is {}: {}?", key, value), std::move(options), true);
  if (name == "ignore") {
    reading.lost(key, value, "It was chosen to be ignored");
    return;
  }
  const std::string member = celAttribute(reading.driver, name);
  const std::string expression = isVersion ? fmt::format("{}.compareTo(semver({})) >= 0", member, celString(version))
                                           : fmt::format("{} == {}", member, celString(value));
  reading.wanted.selectors.push_back(fmt::format("has({}) && {}", member, expression));
  reading.doubt("attribute", name, publishes(reading, name));
  reading.done(
      key, value, "the selector " + expression,
      isVersion ? "Attributes are compared by CEL as semantic versions: this or newer" : "Attributes are compared by CEL");
}

void readKey(Reading& reading, const std::string& key, const std::string& value) {
  const Key* meaning = meaningOf(key);
  if (meaning == nullptr) {
    reading.lost(key, value, "Nothing is known by this name: write a selector, or an opaque configuration that the driver reads");
    return;
  }
  if (plainKey(key).starts_with("gpu-")) {
    reading.wanted.requestName = "gpu";
  }
  if (meaning->meaning == Meaning::count) {
    readCount(reading, key, value);
    return;
  }
  if (reading.driver.empty()) {
    reading.lost(key, value, "The driver is not known, and attributes are named by driver");
    return;
  }
  if (meaning->meaning == Meaning::capacity) {
    readCapacity(reading, key, value, std::string(meaning->device));
  } else {
    readAttribute(reading, key, value, *meaning);
  }
}

/// GpuClaimParameters and its like: spec.count, spec.sharing, spec.profile; spec.selector is a tree of and/or expressions.
void readVendor(Reading& reading, const Object& parameters) {
  const Node* spec = parameters.node->find("spec");
  for (const Entry& entry : spec == nullptr ? std::vector<Entry>() : spec->entries) {
    if (entry.value.isScalar()) {
      readKey(reading, entry.key, entry.value.text);
    } else if (entry.key == "selector" || entry.key == "sharing" || entry.value.isMap() || entry.value.isList()) {
      Node opaque = Node::map();
      if (entry.key == "sharing" && parameters.group() == "gpu.resource.nvidia.com") {
        opaque.set("driver", Node::string("gpu.nvidia.com"));
        Node& configuration = opaque.child("parameters");
        configuration.set("apiVersion", Node::string("resource.nvidia.com/v1beta1"));
        configuration.set("kind", Node::string("GpuConfig"));
        configuration.set("sharing", entry.value);
        reading.wanted.config = std::move(opaque);
        reading.done("sharing", "{…}", "an opaque GpuConfig", "The driver of today reads sharing from the claim's configuration");
        continue;
      }
      reading.lost(entry.key, "{…}", "It is the vendor's own language: write it as CEL selectors of the request");
    }
  }
}

bool saysWhatIsWanted(const Object& object) {
  const Node* data = object.kind == "ConfigMap" ? object.node->find("data") : nullptr;
  return data != nullptr && std::any_of(data->entries.begin(), data->entries.end(),
                                        [](const Entry& entry) { return meaningOf(entry.key) != nullptr; });
}

/// The ConfigMap is not there; another of its namespace may be what was meant.
Object* otherParameters(Bench& bench, const Object& place, const std::string& space, const std::string& from) {
  std::vector<Option> options = {{"none", "one device without further conditions"}};
  for (const Object& object : bench.objects) {
    if (object.namespaceName == space && saysWhatIsWanted(object)) {
      options.push_back({object.name, "as ConfigMap " + object.name + " says"});
    }
  }
  if (options.size() < 2) {
    return nullptr;
  }
  const std::string choice =
      bench.choose(place, "parameters", from + " is not among the sources: what was in it?", std::move(options));
  return choice == "none" ? nullptr : bench.find("ConfigMap", space, choice);
}

}  // namespace

Wanted wantedBy(Bench& bench, const Object& place, const Node& reference, const std::string& driver) {
  Wanted wanted;
  const std::string kind = reference.textAt("kind").empty() ? "ConfigMap" : reference.textAt("kind");
  const std::string space = reference.textAt("namespace").empty() ? place.namespaceName : reference.textAt("namespace");
  const std::string name = reference.textAt("name");
  const std::string from = kind + " " + (space.empty() ? name : space + "/" + name);
  Object* parameters = bench.find(kind, space, name);
  if (parameters == nullptr && kind == "ConfigMap") {
    parameters = otherParameters(bench, place, space, from);
  }
  if (kind == "ResourceClassParameters" && parameters != nullptr) {
    const Node* filters = parameters->node->find("filters");
    for (const Node& filter : filters == nullptr ? std::vector<Node>() : filters->items) {
      std::string why;
      const std::string selector = modernSelector(filter.textAt("namedResources.selector"), driver, why);
      if (selector.empty()) {
        bench.change(place, Weight::lost, "parametersRef", fmt::format("a filter of {} is not carried over", from), why);
      } else {
        wanted.selectors.push_back(selector);
        bench.change(place, Weight::changed, "parametersRef",
                     fmt::format("a filter of {} becomes the selector {}", from, selector),
                     "Filters of a class are its selectors");
      }
    }
    const Node* vendor = parameters->node->find("vendorParameters");
    if (vendor != nullptr && !vendor->items.empty() && vendor->items.front().find("parameters") != nullptr) {
      Node opaque = Node::map();
      opaque.set("driver", Node::string(driver));
      opaque.set("parameters", *vendor->items.front().find("parameters"));
      wanted.config = std::move(opaque);
      bench.change(place, Weight::changed, "parametersRef", "vendorParameters become opaque configuration",
                   "Whether the driver of today reads that shape is its own business: see its documentation");
    }
    return wanted;
  }
  if (parameters == nullptr) {
    bench.change(place, Weight::lost, "parametersRef", fmt::format("{} is referred to and not among the sources", from),
                 place.kind == "ResourceClass"
                     ? "What it said is not in the new class: add the object, or write selectors or configuration by hand"
                     : "One device without further conditions is asked for: add the object to say more");
    return wanted;
  }
  Reading reading{bench, place, driver, parameters->words(), wanted};
  if (kind == "ConfigMap") {
    const Node* data = parameters->node->find("data");
    for (const Entry& entry : data == nullptr ? std::vector<Entry>() : data->entries) {
      readKey(reading, entry.key, entry.value.text);
    }
    bench.change(*parameters, Weight::note, "data",
                 fmt::format("no driver reads it any more: its contents are in {}", place.words()),
                 "It stays in the output, since something else may use it");
    return wanted;
  }
  readVendor(reading, *parameters);
  bench.change(*parameters, Weight::note, {},
               fmt::format("no driver reads it any more: what can be said today is in {}", place.words()),
               "Its CustomResourceDefinition belongs to the classic driver and goes with it");
  return wanted;
}

}  // namespace claimscope::modernise
