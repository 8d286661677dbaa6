// Any bytes as a selector: compiling and evaluating must end, and all ways to evaluate must agree.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <string_view>

#include "model/cel/selector.h"

namespace {

using namespace claimscope;

struct Devices {
  std::deque<AttributeValue> attributes;
  Quantity memory = *Quantity::parse("80Gi");
  cel::Device full;
  cel::Device empty;
  Devices() {
    full.driver = Text("gpu.example.com");
    const auto add = [this](const char* name, AttributeValue value) {
      attributes.push_back(std::move(value));
      full.attributes.emplace_back(Text(name), &attributes.back());
    };
    add("model", Text("H100"));
    add("index", std::int64_t{3});
    add("healthy", true);
    add("driverVersion", Version{Text("1.2.3")});
    add("names", List<Text>{Text("a"), Text("b")});
    full.capacity.emplace_back(Text("memory"), &memory);
  }
};

void require(bool holds, const char* what) {
  if (!holds) {
    std::cerr << what << "\n";
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Devices kDevices;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto selector = cel::Selector::compile(text);
  if (!selector) {
    require(!selector.error().message.empty(), "a refusal without a word");
    require(selector.error().range.end <= size && selector.error().range.begin <= selector.error().range.end,
            "an error outside of the text");
    return 0;
  }
  for (const cel::Device* device : {&kDevices.full, &kDevices.empty}) {
    const cel::Evaluation evaluation = (*selector)->evaluate(*device);
    require((*selector)->test(*device) == evaluation.outcome, "test() and evaluate() disagree");
    require((evaluation.outcome == cel::Outcome::runtimeError) == !evaluation.error.empty(), "an error without a word");
    for (std::size_t i = 0; i < (*selector)->terms().size(); ++i) {
      const cel::Evaluation term = (*selector)->evaluateTerm(i, *device);
      require(evaluation.outcome != cel::Outcome::match || term.outcome == cel::Outcome::match,
              "a match with a term that is none");
    }
  }
  return 0;
}
