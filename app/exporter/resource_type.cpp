#include "app/exporter/resource_type.h"

#include <array>
#include <cctype>
#include <string>

namespace claimscope::exporter {
namespace {

struct Word {
  std::string_view word;
  std::string_view type;
};

constexpr std::array<Word, 34> kWords{{
    {"gpu", "gpu"},         {"gpus", "gpu"},
    {"mig", "gpu"},         {"vfio", "gpu"},
    {"cuda", "gpu"},        {"cpu", "cpu"},
    {"cpus", "cpu"},        {"cpuset", "cpu"},
    {"core", "cpu"},        {"nic", "nic"},
    {"net", "nic"},         {"netdev", "nic"},
    {"network", "nic"},     {"rdma", "nic"},
    {"sriov", "nic"},       {"sriovnetwork", "nic"},
    {"efa", "nic"},         {"eth", "nic"},
    {"ib", "nic"},          {"tpu", "tpu"},
    {"npu", "npu"},         {"neuron", "npu"},
    {"neuroncore", "npu"},  {"fpga", "fpga"},
    {"memory", "memory"},   {"hugepages", "memory"},
    {"cxl", "memory"},      {"nvme", "storage"},
    {"disk", "storage"},    {"storage", "storage"},
    {"qat", "accelerator"}, {"gaudi", "accelerator"},
    {"hpu", "accelerator"}, {"accelerator", "accelerator"},
}};

std::string_view typeOfWord(std::string_view word) {
  for (const Word& known : kWords) {
    if (known.word == word) {
      return known.type;
    }
  }
  return {};
}

/// The first known word among those between characters that are no letters.
std::string_view typeInText(std::string_view text, bool firstOnly) {
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const unsigned char c = i < text.size() ? static_cast<unsigned char>(text[i]) : '\0';
    if (std::isalpha(c) != 0) {
      word += static_cast<char>(std::tolower(c));
      continue;
    }
    if (const std::string_view type = typeOfWord(word); !type.empty() || (firstOnly && !word.empty())) {
      return type;
    }
    word.clear();
  }
  return {};
}

/// The attribute `type`, in the driver's own domain or without one.
Text typeAttribute(const Text& driver, const Device& device) {
  const DeviceAttribute* attribute = device.attribute("type");
  if (attribute == nullptr) {
    attribute = device.attribute(driver.str() + "/type");
  }
  const Text* text = attribute == nullptr ? nullptr : std::get_if<Text>(&attribute->value);
  return text == nullptr ? Text() : *text;
}

}  // namespace

std::string_view ResourceTypes::of(const Text& driver, const Device& device) {
  const Text attribute = typeAttribute(driver, device);
  auto known = m_known.find({driver, attribute});
  if (known == m_known.end()) {
    std::string_view type = typeInText(attribute.view(), false);
    if (type.empty()) {
      type = typeInText(driver.view(), false);
    }
    known = m_known.emplace(std::pair(driver, attribute), type).first;
  }
  if (!known->second.empty()) {
    return known->second;
  }
  const std::string_view byName = typeInText(device.name.view(), true);
  return byName.empty() ? "other" : byName;
}

}  // namespace claimscope::exporter
