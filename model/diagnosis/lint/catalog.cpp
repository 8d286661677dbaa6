#include "model/diagnosis/lint/catalog.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "model/base/words.h"

namespace claimscope::diagnosis {
namespace {

int minorOf(const LintWorld& world) {
  return world.minor > 0 ? world.minor : 37;
}

std::string qualified(const Text& driver, const Text& name) {
  return name.view().find('/') != std::string_view::npos ? name.str() : driver.str() + "/" + name.str();
}

}  // namespace

DeviceCatalog::DeviceCatalog(const LintWorld& world) : m_world(world) {
  std::map<std::pair<Text, Text>, std::int64_t> newest;
  for (const LintEntry<ResourceSlice>& entry : world.slices) {
    std::int64_t& generation = newest[{entry.object->driver, entry.object->poolName}];
    generation = std::max(generation, entry.object->poolGeneration);
  }
  std::set<std::pair<Text, Text>> attributes;  // names repeat in every device: told apart by handle first
  std::set<std::pair<Text, Text>> capacities;
  for (const LintEntry<ResourceSlice>& entry : world.slices) {
    const ResourceSlice& slice = *entry.object;
    m_drivers.insert(slice.driver);
    if (slice.classic || slice.poolGeneration < newest[{slice.driver, slice.poolName}]) {
      continue;
    }
    for (std::uint32_t i = 0; i < slice.devices.size(); ++i) {
      m_devices.push_back({&slice, i});
      for (const DeviceAttribute& attribute : slice.devices[i].attributes) {
        attributes.insert({slice.driver, attribute.name});
      }
      for (const DeviceCapacity& capacity : slice.devices[i].capacity) {
        capacities.insert({slice.driver, capacity.name});
      }
    }
  }
  for (const auto& [driver, name] : attributes) {
    m_attributes.insert(qualified(driver, name));
  }
  for (const auto& [driver, name] : capacities) {
    m_capacities.insert(qualified(driver, name));
  }
  m_selectors = std::make_unique<allocation::Selectors>(allocation::Features::ofServer(minorOf(world)), m_devices.size());
}

DeviceCatalog::~DeviceCatalog() = default;

DeviceCatalog::Answer DeviceCatalog::ask(const List<Text>& selectors, const std::vector<std::uint32_t>* among) const {
  Answer out;
  const std::vector<const allocation::SelectorMemo*> memos = m_selectors->of(selectors);
  out.broken = std::any_of(memos.begin(), memos.end(), [](const auto* memo) { return memo->selector() == nullptr; });
  if (out.broken) {
    return out;
  }
  std::vector<std::uint32_t> all;
  if (among == nullptr) {
    all.resize(m_devices.size());
    std::iota(all.begin(), all.end(), 0U);
    among = &all;
  }
  for (const std::uint32_t i : *among) {
    cel::Outcome outcome = cel::Outcome::match;
    for (const allocation::SelectorMemo* memo : memos) {
      outcome = memo->test(m_devices[i], i);
      if (outcome == cel::Outcome::runtimeError) {
        out.error = out.error.empty() ? allocation::withHint(memo->evaluate(m_devices[i]).error) : out.error;
        out.failing.push_back(i);
      }
      if (outcome != cel::Outcome::match) {
        break;
      }
    }
    if (outcome == cel::Outcome::match) {
      out.taken.push_back(i);
    }
  }
  return out;
}

const DeviceCatalog::Answer& DeviceCatalog::askClass(const DeviceClass& object) const {
  const auto known = m_byClass.find(&object);
  return known != m_byClass.end() ? known->second : m_byClass.emplace(&object, ask(object.selectors)).first->second;
}

const DeviceCatalog::Answer& DeviceCatalog::askRequest(const DeviceClass& object, const List<Text>& selectors) const {
  std::pair<const DeviceClass*, std::vector<Text>> key{&object, {selectors.begin(), selectors.end()}};
  const auto known = m_byRequest.find(key);
  if (known != m_byRequest.end()) {
    return known->second;
  }
  Answer answer;
  if (const Answer& ofClass = askClass(object); ofClass.broken) {
    answer.broken = true;
  } else {
    answer = ask(selectors, &ofClass.taken);
    answer.mostOnOneNode = mostOnOneNode(answer.taken);
  }
  return m_byRequest.emplace(std::move(key), std::move(answer)).first->second;
}

std::string DeviceCatalog::whyBroken(const Text& expression) const {
  cel::Environment environment;
  environment.minor = minorOf(m_world);
  environment.stored = !m_world.manifests;  // what is stored has been accepted; what is not has to pass the limits of creation
  if (expression.view().size() > 10U * 1024U) {
    return "longer than 10 KiB";
  }
  const auto compiled = cel::Selector::compile(expression.view(), environment);
  if (compiled) {
    return {};
  }
  const cel::CompileError& error = compiled.error();
  return error.message + " (line " + std::to_string(error.line) + ", column " + std::to_string(error.column) + ")";
}

std::shared_ptr<const cel::Selector> DeviceCatalog::compiled(const Text& expression) const {
  return m_selectors->of(expression).selector();
}

std::string DeviceCatalog::nearest(const std::set<std::string>& names, const std::string& name) {
  std::string out;
  // Short names are near to half of all others: "gpu" is no slip of "cpu".
  std::size_t best = (name.size() < 5 ? 0 : std::max<std::size_t>(1, name.size() / 6)) + 1;
  for (const std::string& candidate : names) {
    const std::size_t distance = words::editDistance(name, candidate, best);
    if (distance < best) {
      best = distance;
      out = candidate;
    }
  }
  // The same name under another domain is the commonest slip of all.
  if (const std::string id = name.substr(name.find('/') + 1); out.empty()) {
    const auto at =
        std::find_if(names.begin(), names.end(), [&](const std::string& n) { return n.substr(n.find('/') + 1) == id; });
    out = at == names.end() ? out : *at;
  }
  return out;
}

std::int64_t DeviceCatalog::mostOnOneNode(const std::vector<std::uint32_t>& devices) const {
  std::unordered_map<Text, std::int64_t> byNode;
  std::int64_t anywhere = 0;
  for (const std::uint32_t i : devices) {
    const allocation::DeviceRef& ref = m_devices[i];
    const Text& own = ref.device().extras != nullptr ? ref.device().extras->nodeName : ref.slice->nodeName;
    const Text& node = own.empty() ? ref.slice->nodeName : own;
    (node.empty() ? anywhere : byNode[node]) += 1;
  }
  std::int64_t most = 0;
  for (const auto& [node, count] : byNode) {
    most = std::max(most, count);
  }
  return most + anywhere;
}

}  // namespace claimscope::diagnosis
