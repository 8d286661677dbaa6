#include "model/explanation/label.h"

#include <algorithm>
#include <cctype>

namespace claimscope::explanation {
namespace {

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

}  // namespace

Text productOf(const Device& device) {
  static const Text kNames[] = {Text("productName"), Text("model"), Text("product")};
  for (const Text& name : kNames) {
    for (const DeviceAttribute& attribute : device.attributes) {
      if (attribute.name == name && std::holds_alternative<Text>(attribute.value)) {
        return std::get<Text>(attribute.value);
      }
    }
  }
  return {};
}

Text profileOf(const Device& device) {
  static const Text kName("profile");
  for (const DeviceAttribute& attribute : device.attributes) {
    if (attribute.name == kName && std::holds_alternative<Text>(attribute.value)) {
      return std::get<Text>(attribute.value);
    }
  }
  return {};
}

std::string productLabel(const Text& driver, const Text& product) {
  const std::string_view name = product.view();
  const std::size_t space = name.find(' ');
  if (space != std::string_view::npos && space + 1 < name.size()) {
    const std::string vendor = "." + lowered(name.substr(0, space)) + ".";
    if (("." + lowered(driver.view()) + ".").find(vendor) != std::string::npos) {
      return std::string(name.substr(space + 1));
    }
  }
  return std::string(name);
}

}  // namespace claimscope::explanation
