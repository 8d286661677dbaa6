// What a selector costs: compiled once, then asked of 40,000 devices. tests/upstream/cel/bench measures the same in upstream's
// code.
#include <benchmark/benchmark.h>

#include <deque>
#include <string>
#include <vector>

#include "model/cel/selector.h"

namespace {

using namespace claimscope;

constexpr std::size_t kDevices = 40'000;

struct Fleet {
  std::deque<AttributeValue> attributes;
  std::deque<Quantity> capacity;
  std::vector<cel::Device> devices;
};

/// GPUs of four models, with the dozen attributes that a driver publishes.
const Fleet& fleet() {
  static const Fleet kFleet = [] {
    Fleet out;
    out.devices.reserve(kDevices);
    const Text driver("gpu.example.com");
    for (std::size_t i = 0; i < kDevices; ++i) {
      cel::Device device;
      device.driver = driver;
      const auto add = [&](const char* name, AttributeValue value) {
        out.attributes.push_back(std::move(value));
        device.attributes.emplace_back(Text(name), &out.attributes.back());
      };
      add("architecture", Text("Hopper"));
      add("brand", Text("Nvidia"));
      add("cudaComputeCapability", Version{Text("9.0.0")});
      add("cudaDriverVersion", Version{Text("12.8.0")});
      add("driverVersion", Version{Text("570.86.15")});
      add("index", static_cast<std::int64_t>(i % 8));
      add("minor", static_cast<std::int64_t>(i % 8));
      add("model", Text(i % 4 == 0 ? "H100" : i % 4 == 1 ? "A100" : i % 4 == 2 ? "L40S" : "T4"));
      add("pcieRoot", Text("pci0000:" + std::to_string(i % 64)));
      add("productName", Text("NVIDIA H100 80GB HBM3"));
      add("type", Text("gpu"));
      add("uuid", Text("GPU-" + std::to_string(i)));
      out.capacity.push_back(*Quantity::parse(i % 2 == 0 ? "80Gi" : "40Gi"));
      device.capacity.emplace_back(Text("memory"), &out.capacity.back());
      out.devices.push_back(std::move(device));
    }
    return out;
  }();
  return kFleet;
}

/// driver, model, capacity and version: what classes and requests ask for.
constexpr const char* kTypical =
    "device.driver == \"gpu.example.com\" && device.attributes[\"gpu.example.com\"].model == \"H100\" && "
    "device.capacity[\"gpu.example.com\"].memory.compareTo(quantity(\"80Gi\")) >= 0 && "
    "device.attributes[\"gpu.example.com\"].driverVersion.isGreaterThan(semver(\"550.0.0\"))";
constexpr const char* kEvaluated =
    "device.attributes[\"gpu.example.com\"].productName.lowerAscii().matches(\"h100|a100\") && "
    "[0, 1, 2, 3].exists(i, device.attributes[\"gpu.example.com\"].index == i)";

void ask(benchmark::State& state, const char* expression) {
  const auto selector = cel::Selector::compile(expression);
  const Fleet& devices = fleet();
  for (auto _ : state) {
    std::size_t matches = 0;
    for (const cel::Device& device : devices.devices) {
      matches += (*selector)->test(device) == cel::Outcome::match ? 1U : 0U;
    }
    benchmark::DoNotOptimize(matches);
  }
  state.counters["ns/device"] = benchmark::Counter(static_cast<double>(kDevices),
                                                   benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void typical40000(benchmark::State& state) {
  ask(state, kTypical);
}
void evaluated40000(benchmark::State& state) {
  ask(state, kEvaluated);
}
void compile(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(cel::Selector::compile(kTypical));
  }
}
BENCHMARK(typical40000)->Unit(benchmark::kMillisecond);
BENCHMARK(evaluated40000)->Unit(benchmark::kMillisecond);
BENCHMARK(compile)->Unit(benchmark::kMicrosecond);

}  // namespace
