#include "app/bridge/selector_check.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "model/allocation/allocator.h"
#include "model/cel/selector.h"
#include "model/explanation/device_groups.h"
#include "model/explanation/label.h"

namespace claimscope::app {
namespace {

using cluster::DeviceIndex;
using explanation::Truth;

constexpr std::size_t kMostGroups = 30;

struct TermOf {
  std::shared_ptr<const cel::Selector> selector;
  std::size_t term = 0;
  std::string from;
};

/// What a group of devices that read the same answers.
struct GroupAnswer {
  std::vector<Truth> truths;
  std::vector<std::string> errors;
  bool passClass = true;
  bool match = false;
  std::string error;  ///< that ends the evaluation
  std::size_t firstFalse = 0;
};

cel::Environment environmentOf(const cluster::Snapshot& snapshot) {
  const allocation::Features features = allocation::Features::ofServer(snapshot.server.minor);
  cel::Environment environment;
  environment.minor = features.minor;
  environment.stored = false;  // what is typed here is still to be created
  environment.consumableCapacity = features.consumableCapacity;
  environment.listTypeAttributes = features.listTypeAttributes;
  return environment;
}

std::string typeOf(const AttributeValue& value) {
  static constexpr const char* kTypes[] = {"int",      "bool",      "string",      "version",
                                           "int list", "bool list", "string list", "version list"};
  return kTypes[value.index()];
}

std::string sampleOf(const AttributeValue& value) {
  if (const auto* text = std::get_if<Text>(&value)) {
    return "\"" + text->str() + "\"";
  }
  if (const auto* version = std::get_if<Version>(&value)) {
    return version->text.str();
  }
  if (const auto* flag = std::get_if<bool>(&value)) {
    return *flag ? "true" : "false";
  }
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return std::to_string(*number);
  }
  return "a list";
}

/// Names of every published device; what many devices share is counted once a run of slices.
std::vector<ui::PublishedName> namesOf(const cluster::Snapshot& snapshot) {
  std::map<std::tuple<bool, Text, Text>, ui::PublishedName> found;
  const auto note = [&](bool capacity, const Text& driver, const Text& name, const auto& typeAndSample) {
    ui::PublishedName& entry = found[{capacity, driver, name}];
    if (entry.devices++ == 0) {
      const std::string_view whole = name.view();
      const std::size_t slash = whole.find('/');
      entry.capacity = capacity;
      entry.domain = slash == std::string_view::npos ? driver.str() : std::string(whole.substr(0, slash));
      entry.id = std::string(slash == std::string_view::npos ? whole : whole.substr(slash + 1));
      std::tie(entry.type, entry.sample) = typeAndSample();
    }
  };
  for (const cluster::DeviceView& view : snapshot.inventory->devices) {
    if (const Device* device = snapshot.published(view)) {
      for (const DeviceAttribute& attribute : device->attributes) {
        note(false, view.driver, attribute.name, [&] { return std::pair(typeOf(attribute.value), sampleOf(attribute.value)); });
      }
      for (const DeviceCapacity& capacity : device->capacity) {
        note(true, view.driver, capacity.name,
             [&] { return std::pair(std::string("quantity"), std::string(capacity.value.text())); });
      }
    }
  }
  std::vector<ui::PublishedName> out;
  for (auto& [key, name] : found) {
    // The same name may be published with and without its domain.
    const auto same = std::find_if(out.begin(), out.end(), [&](const ui::PublishedName& other) {
      return other.capacity == name.capacity && other.domain == name.domain && other.id == name.id;
    });
    if (same == out.end()) {
      out.push_back(std::move(name));
    } else {
      same->devices += name.devices;
    }
  }
  return out;
}

GroupAnswer answerOf(const std::vector<TermOf>& terms, const std::vector<std::shared_ptr<const cel::Selector>>& ofClass,
                     const cel::Selector* typed, const cel::Device& device, std::optional<std::uint64_t>& cost) {
  GroupAnswer out;
  out.firstFalse = terms.size();
  for (std::size_t i = 0; i < terms.size(); ++i) {
    cel::Evaluation evaluation = terms[i].selector->evaluateTerm(terms[i].term, device);
    const Truth truth = evaluation.outcome == cel::Outcome::match     ? Truth::yes
                        : evaluation.outcome == cel::Outcome::noMatch ? Truth::no
                                                                      : Truth::error;
    if (truth != Truth::yes && out.firstFalse == terms.size()) {
      out.firstFalse = i;
    }
    out.truths.push_back(truth);
    out.errors.push_back(std::move(evaluation.error));
  }
  // The selectors as a whole: && forgives an error that another term decides.
  for (const auto& selector : ofClass) {
    const cel::Evaluation evaluation = selector->evaluate(device);
    if (evaluation.outcome != cel::Outcome::match) {
      out.passClass = false;
      out.error = evaluation.error;
      return out;
    }
  }
  if (typed != nullptr) {
    const cel::Evaluation evaluation = typed->evaluate(device);
    out.match = evaluation.outcome == cel::Outcome::match;
    out.error = evaluation.error;
    if (evaluation.cost) {
      cost = std::max(cost.value_or(0), *evaluation.cost);
    }
  }
  return out;
}

/// Columns of the table: devices of one product with equal answers.
void fillTable(const cluster::Snapshot& snapshot, const std::vector<TermOf>& terms, const explanation::DeviceGroups& groups,
               const std::vector<GroupAnswer>& answers, ui::SelectorAnswer& out) {
  const Bound bound = snapshot.inventory->deviceBound;
  struct Column {
    std::size_t answer = 0;
    explanation::DeviceGroup group;
  };
  std::vector<Column> columns;
  std::map<std::pair<std::string, Text>, std::size_t> byKey;
  std::vector<std::int64_t> counts(answers.size(), 0);
  const auto& devices = snapshot.inventory->devices;
  for (DeviceIndex i = 0; i < devices.size(); ++i) {
    const std::uint32_t g = groups.groupOf[i];
    if (g == explanation::kNoGroup) {
      continue;
    }
    ++counts[g];
    if (!out.question.deviceClass.empty() && out.classFound && !answers[g].passClass) {
      continue;
    }
    std::string key;
    for (const Truth truth : answers[g].truths) {
      key += static_cast<char>('0' + static_cast<int>(truth));
    }
    const Device* device = snapshot.published(devices[i]);
    Text product = device == nullptr ? Text() : explanation::productOf(*device);
    if (product.empty()) {
      product = devices[i].driver;
    }
    const auto [entry, fresh] = byKey.try_emplace({key, product}, columns.size());
    if (fresh) {
      columns.push_back({g, {}});
      columns.back().group.label = explanation::productLabel(devices[i].driver, product);
    }
    explanation::DeviceGroup& column = columns[entry->second].group;
    ++column.count.value;
    column.passing.value += answers[g].match ? 1 : 0;
    if (column.devices.size() < explanation::kMaxListed) {
      column.devices.push_back(i);
    }
  }
  std::stable_sort(columns.begin(), columns.end(), [&](const Column& a, const Column& b) {
    return std::tuple(answers[a.answer].firstFalse, -a.group.count.value) <
           std::tuple(answers[b.answer].firstFalse, -b.group.count.value);
  });
  if (columns.size() > kMostGroups) {
    columns.erase(columns.begin(), columns.end() - kMostGroups);  // those that pass stand last
  }
  for (std::size_t t = 0; t < terms.size(); ++t) {
    explanation::TermRow row;
    row.from = terms[t].from;
    row.expression = terms[t].selector->terms()[terms[t].term].text;
    row.yes.bound = row.no.bound = row.error.bound = bound;
    for (std::size_t g = 0; g < answers.size(); ++g) {
      Count& count = answers[g].truths[t] == Truth::yes ? row.yes : answers[g].truths[t] == Truth::no ? row.no : row.error;
      count.value += counts[g];
    }
    for (const Column& column : columns) {
      const GroupAnswer& answer = answers[column.answer];
      row.cells.push_back({answer.truths[t], t == answer.firstFalse, t <= answer.firstFalse, answer.errors[t]});
    }
    out.table.terms.push_back(std::move(row));
  }
  for (Column& column : columns) {
    column.group.count.bound = column.group.passing.bound = bound;
    out.table.groups.push_back(std::move(column.group));
  }
}

}  // namespace

ui::SelectorAnswer checkSelector(cluster::SnapshotPtr snapshot, ui::SelectorQuestion question) {
  ui::SelectorAnswer out;
  out.question = std::move(question);
  out.snapshot = std::move(snapshot);
  const cluster::Snapshot& now = *out.snapshot;
  const auto& devices = now.inventory->devices;
  const Bound bound = now.inventory->deviceBound;
  out.names = namesOf(now);
  out.seen = out.inClass = {0, bound};
  out.matching = out.failing = {0, bound};

  std::shared_ptr<const cel::Selector> typed;
  if (out.question.expression.find_first_not_of(" \t\r\n") != std::string::npos) {
    const auto compiled = cel::Selector::compile(out.question.expression, environmentOf(now));
    if (!compiled) {
      out.error = compiled.error().message;
      out.begin = compiled.error().range.begin;
      out.end = compiled.error().range.end;
      out.line = compiled.error().line;
      out.column = compiled.error().column;
    } else {
      typed = *compiled;
    }
  }
  std::vector<std::shared_ptr<const cel::Selector>> ofClass;
  if (!out.question.deviceClass.empty()) {
    const DeviceClass* found = now.of<DeviceClass>().find(Text(), Text(out.question.deviceClass));
    out.classFound = found != nullptr;
    cel::Environment stored = environmentOf(now);
    stored.stored = true;
    for (const Text& expression : found == nullptr ? List<Text>() : found->selectors) {
      if (const auto compiled = cel::Selector::compile(expression.view(), stored)) {
        ofClass.push_back(*compiled);
      }
    }
  }
  std::vector<TermOf> terms;
  std::vector<const cel::Selector*> all;
  const auto add = [&](const std::shared_ptr<const cel::Selector>& selector, const std::string& from) {
    all.push_back(selector.get());
    for (std::size_t i = 0; i < selector->terms().size(); ++i) {
      terms.push_back({selector, i, from});
    }
  };
  for (const auto& selector : ofClass) {
    add(selector, "class");
  }
  if (typed != nullptr) {
    add(typed, "1");
  }
  const explanation::DeviceGroups groups = explanation::groupDevices(now, all);
  std::vector<GroupAnswer> answers;
  for (const DeviceIndex representative : groups.representatives) {
    const cluster::DeviceView& view = devices[representative];
    const ResourceSlice& slice = *now.of<ResourceSlice>().at(view.slice);
    answers.push_back(
        answerOf(terms, ofClass, typed.get(), allocation::celDevice(slice, slice.devices[view.indexInSlice]), out.cost));
  }
  std::map<std::string, ui::SelectorFailure> failures;
  for (DeviceIndex i = 0; i < devices.size(); ++i) {
    const std::uint32_t g = groups.groupOf[i];
    if (g == explanation::kNoGroup) {
      continue;
    }
    ++out.seen.value;
    const GroupAnswer& answer = answers[g];
    out.inClass.value += answer.passClass ? 1 : 0;
    if (!answer.error.empty()) {
      ++out.failing.value;
      ui::SelectorFailure& failure = failures[answer.error];
      failure.error = answer.error;
      failure.first = failure.devices++ == 0 ? i : failure.first;
    } else if (answer.match) {
      ++out.matching.value;
      if (out.matches.size() < explanation::kMaxListed) {
        out.matches.push_back(i);
      }
    }
  }
  for (auto& [text, failure] : failures) {
    out.failures.push_back(std::move(failure));
  }
  std::stable_sort(out.failures.begin(), out.failures.end(),
                   [](const ui::SelectorFailure& a, const ui::SelectorFailure& b) { return a.devices > b.devices; });
  if (typed != nullptr) {
    fillTable(now, terms, groups, answers, out);
  }
  return out;
}

}  // namespace claimscope::app
