#include "tests/bench/allocation/bench_world.h"

#include <fmt/format.h>

#include <stdexcept>

#include "model/resources/kinds.h"

namespace claimscope::bench {

namespace {

constexpr int kNodes = 5000;
constexpr int kDevices = 8;

std::string device(int node, int index) {
  return fmt::format(
      R"({{"name":"gpu-{1}","attributes":{{"model":{{"string":"H100"}},"productName":{{"string":"NVIDIA H100 80GB HBM3"}},)"
      R"("uuid":{{"string":"GPU-{0:08d}-{1}"}},"index":{{"int":{1}}},"numa":{{"int":{2}}},"healthy":{{"bool":true}},)"
      R"("driverVersion":{{"version":"580.95.5"}},"resource.kubernetes.io/pcieRoot":{{"string":"pci0000:{1}0"}}}},)"
      R"("capacity":{{"memory":{{"value":"80Gi"}}}}}})",
      node, index, index / 4);
}

/// A partition of the node's one GPU: whole, halves and eighths.
std::string partition(int index) {
  const int memory = index == 0 ? 80 : index < 3 ? 40 : 10;
  return fmt::format(
      R"({{"name":"part-{0}","attributes":{{"model":{{"string":"H100"}},"type":{{"string":"mig"}}}},"capacity":{{"memory":{{"value":"{1}Gi"}}}},)"
      R"("consumesCounters":[{{"counterSet":"gpu-0","counters":{{"memory":{{"value":"{1}Gi"}},"slices":{{"value":"{2}"}}}}}}]}})",
      index, memory, memory / 10);
}

std::string slice(int node, const std::string& name, int slices, const std::string& content) {
  return fmt::format(
      R"({{"apiVersion":"resource.k8s.io/v1","kind":"ResourceSlice","metadata":{{"name":"{1}"}},"spec":{{"driver":"gpu.example.com",)"
      R"("pool":{{"name":"node-{0:05d}","generation":1,"resourceSliceCount":{2}}},"nodeName":"node-{0:05d}",{3}}}}})",
      node, name, slices, content);
}

std::string listOf(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) {
    out += (out.empty() ? "" : ",") + item;
  }
  return "[" + out + "]";
}

void addNode(Shape shape, int node, std::vector<std::string>& out) {
  out.push_back(fmt::format(
      R"({{"apiVersion":"v1","kind":"Node","metadata":{{"name":"node-{0:05d}","labels":{{"kubernetes.io/hostname":"node-{0:05d}"}}}}}})",
      node));
  std::vector<std::string> devices;
  for (int i = 0; i < kDevices; ++i) {
    devices.push_back(shape == Shape::counters ? partition(i) : device(node, i));
  }
  const bool counters = shape == Shape::counters;
  out.push_back(slice(node, fmt::format("node-{:05d}-gpu", node), counters ? 2 : 1, "\"devices\":" + listOf(devices)));
  if (counters) {
    out.push_back(slice(node, fmt::format("node-{:05d}-counters", node), 2,
                        R"("sharedCounters":[{"name":"gpu-0","counters":{"memory":{"value":"80Gi"},"slices":{"value":"8"}}}])"));
  }
  for (int i = 0; i < kDevices && shape == Shape::inUse; ++i) {
    out.push_back(fmt::format(
        R"({{"apiVersion":"resource.k8s.io/v1","kind":"ResourceClaim","metadata":{{"namespace":"bench","name":"held-{0:05d}-{1}"}},)"
        R"("spec":{{}},"status":{{"allocation":{{"devices":{{"results":[{{"request":"gpu","driver":"gpu.example.com",)"
        R"("pool":"node-{0:05d}","device":"gpu-{1}"}}]}}}}}}}})",
        node, i));
  }
}

template <class T>
Box<T> decoded(std::string json) {
  auto object = decodeObject<T>("resource.k8s.io/v1", json);
  if (!object) {
    throw std::runtime_error(object.error().text());
  }
  return *object;
}

}  // namespace

std::vector<std::string> worldObjects(Shape shape, const std::string& selector, int count) {
  std::vector<std::string> out;
  for (int node = 0; node < kNodes; ++node) {
    addNode(shape, node, out);
  }
  out.emplace_back(R"({"apiVersion":"resource.k8s.io/v1","kind":"DeviceClass","metadata":{"name":"gpu"},)"
                   R"("spec":{"selectors":[{"cel":{"expression":"device.driver == \"gpu.example.com\""}}]}})");
  std::string escaped;
  for (const char c : selector) {
    escaped += c == '"' ? "\\\"" : std::string(1, c);
  }
  out.push_back(fmt::format(
      R"({{"apiVersion":"resource.k8s.io/v1","kind":"ResourceClaim","metadata":{{"namespace":"bench","name":"wanted"}},"spec":{{"devices":)"
      R"({{"requests":[{{"name":"gpu","exactly":{{"deviceClassName":"gpu","allocationMode":"ExactCount","count":{},)"
      R"("selectors":[{{"cel":{{"expression":"{}"}}}}]}}}}]}}}}}})",
      count, escaped));
  return out;
}

BenchWorld::BenchWorld(const std::vector<std::string>& objects) {
  for (const std::string& object : objects) {
    if (object.find("\"kind\":\"Node\"") != std::string::npos) {
      nodes.push_back(decoded<Node>(object));
    } else if (object.find("\"kind\":\"ResourceSlice\"") != std::string::npos) {
      slices.push_back(decoded<ResourceSlice>(object));
    } else if (object.find("\"kind\":\"DeviceClass\"") != std::string::npos) {
      classes.push_back(decoded<DeviceClass>(object));
    } else {
      claims.push_back(decoded<ResourceClaim>(object));
    }
  }
  wanted = claims.back();
  claims.pop_back();
}

allocation::World BenchWorld::world() const {
  allocation::World out;
  for (const auto& slice : slices) {
    out.slices.push_back(slice.get());
  }
  for (const auto& deviceClass : classes) {
    out.classes.push_back(deviceClass.get());
  }
  for (const auto& claim : claims) {
    out.claims.push_back(claim.get());
  }
  return out;
}

}  // namespace claimscope::bench
