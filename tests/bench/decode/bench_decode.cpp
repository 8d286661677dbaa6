// Time to decode pods, claims, slices and watch events from JSON and from protobuf, beside a DOM parse by nlohmann/json. One
// thread.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "model/base/json_tree.h"
#include "model/resources/kinds.h"
#include "tests/kit/protobuf_writer.h"

using namespace claimscope;

namespace {

constexpr int kPage = 500;

std::string metadata(const std::string& name, const char* manager, int i) {
  std::string managed;
  for (int entry = 0; entry < 3; ++entry) {
    managed += fmt::format(
        R"({}{{"manager":"{}","operation":"Update","apiVersion":"v1","time":"2026-11-24T08:00:0{}Z","fieldsType":"FieldsV1",)"
        R"("fieldsV1":{{"f:metadata":{{"f:labels":{{".":{{}},"f:app":{{}},"f:pod-template-hash":{{}}}},"f:ownerReferences":{{".":{{}}}}}},)"
        R"("f:status":{{"f:conditions":{{".":{{}},"k:{{\"type\":\"Ready\"}}":{{".":{{}},"f:lastTransitionTime":{{}},"f:status":{{}}}}}},)"
        R"("f:phase":{{}},"f:podIP":{{}}}}}},"subresource":"status"}})",
        entry == 0 ? "" : ",", manager, entry);
  }
  return fmt::format(
      R"({{"name":"{0}","namespace":"team-{1}","uid":"6f1c9d2e-0b7a-4b57-9d5e-{2:012x}","resourceVersion":"{3}","generation":1,)"
      R"("creationTimestamp":"2026-11-24T08:00:00Z","labels":{{"app":"trainer","pod-template-hash":"7c9d","tier":"batch"}},)"
      R"("annotations":{{"kubectl.kubernetes.io/last-applied-configuration":"{{\"apiVersion\":\"v1\"}}"}},)"
      R"("ownerReferences":[{{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"trainer-7c9d","uid":"0b7a9d2e-0b7a-4b57-9d5e-2f1f3a9c1e10",)"
      R"("controller":true,"blockOwnerDeletion":true}}],"managedFields":[{4}]}})",
      name, i % 20, i, 1000 + i, managed);
}

std::string pod(int i) {
  std::string conditions;
  for (const char* type : {"PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"}) {
    conditions +=
        fmt::format(R"({}{{"type":"{}","status":"True","lastProbeTime":null,"lastTransitionTime":"2026-11-24T08:00:05Z"}})",
                    conditions.empty() ? "" : ",", type);
  }
  return fmt::format(
      R"({{"metadata":{0},"spec":{{"volumes":[{{"name":"kube-api-access","projected":{{"sources":[{{"serviceAccountToken":{{"path":"token"}}}}]}}}}],)"
      R"("containers":[{{"name":"main","image":"registry.example.com/trainer:1.2.3","command":["/bin/run"],"env":[{{"name":"A","value":"b"}}],)"
      R"("resources":{{"requests":{{"cpu":"500m","memory":"2Gi"}},"limits":{{"memory":"4Gi"}},"claims":[{{"name":"gpu"}}]}},)"
      R"("terminationMessagePath":"/dev/termination-log","imagePullPolicy":"IfNotPresent"}}],"restartPolicy":"Always",)"
      R"("nodeName":"node-{1}","schedulerName":"default-scheduler","tolerations":[{{"key":"node.kubernetes.io/not-ready","operator":"Exists",)"
      R"("effect":"NoExecute","tolerationSeconds":300}}],"priority":0,"resourceClaims":[{{"name":"gpu","resourceClaimTemplateName":"gpu"}}]}},)"
      R"("status":{{"phase":"Running","conditions":[{2}],"hostIP":"10.0.0.1","podIP":"10.1.0.1","startTime":"2026-11-24T08:00:00Z",)"
      R"("containerStatuses":[{{"name":"main","state":{{"running":{{"startedAt":"2026-11-24T08:00:04Z"}}}},"lastState":{{}},"ready":true,)"
      R"("restartCount":0,"image":"registry.example.com/trainer:1.2.3","imageID":"sha256:abc","containerID":"containerd://abc","started":true}}],)"
      R"("qosClass":"Burstable","resourceClaimStatuses":[{{"name":"gpu","resourceClaimName":"trainer-{3}-gpu-x7k2p"}}]}}}})",
      metadata(fmt::format("trainer-{}", i), "kubelet", i), i % 1000, conditions, i);
}

std::string claim(int i) {
  return fmt::format(
      R"({{"metadata":{0},"spec":{{"devices":{{"requests":[{{"name":"gpu","exactly":{{"deviceClassName":"gpu.example.com","allocationMode":)"
      R"("ExactCount","count":1,"selectors":[{{"cel":{{"expression":"device.attributes['gpu.example.com'].model == 'A100'"}}}}]}}}}]}}}},)"
      R"("status":{{"allocation":{{"devices":{{"results":[{{"request":"gpu","driver":"gpu.example.com","pool":"node-{1}","device":"gpu-{2}"}}]}},)"
      R"("nodeSelector":{{"nodeSelectorTerms":[{{"matchFields":[{{"key":"metadata.name","operator":"In","values":["node-{1}"]}}]}}]}}}},)"
      R"("reservedFor":[{{"resource":"pods","name":"trainer-{3}","uid":"6f1c9d2e-0b7a-4b57-9d5e-{3:012x}"}}]}}}})",
      metadata(fmt::format("trainer-{}-gpu-x7k2p", i), "kube-scheduler", i), i % 1000, i % 8, i);
}

std::string slice(int i) {
  std::string devices;
  for (int d = 0; d < 8; ++d) {
    std::string attributes;
    for (int a = 0; a < 12; ++a) {
      attributes += fmt::format(R"({}"attribute-{}":{{"string":"value-{}"}})", a == 0 ? "" : ",", a, a < 10 ? a : i * 8 + d);
    }
    devices += fmt::format(R"({}{{"name":"gpu-{}","attributes":{{{}}},"capacity":{{"memory":{{"value":"80Gi"}}}}}})",
                           d == 0 ? "" : ",", d, attributes);
  }
  return fmt::format(
      R"({{"metadata":{0},"spec":{{"driver":"gpu.example.com","nodeName":"node-{1}","pool":{{"name":"node-{1}","generation":1,)"
      R"("resourceSliceCount":1}},"devices":[{2}]}}}})",
      metadata(fmt::format("node-{}-gpu", i), "driver", i), i, devices);
}

std::string page(std::string (*item)(int)) {
  std::string out = R"({"kind":"List","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[)";
  for (int i = 0; i < kPage; ++i) {
    out += (i == 0 ? "" : ",") + item(i);
  }
  return out + "]}";
}

void report(benchmark::State& state, std::size_t bytes, int objects) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * static_cast<std::int64_t>(state.iterations()));
  state.counters["time/object"] = benchmark::Counter(static_cast<double>(objects),
                                                     benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

enum class Form { json, protobuf };

template <class T>
void decodePage(benchmark::State& state, std::string (*item)(int), Form form) {
  const ApiResource resource{"", "v1", kindRequest<T>().resource, kindRequest<T>().kind, true};
  std::string text = form == Form::json ? page(item) : kit::protobufList(resource, page(item)).value();
  for (auto _ : state) {
    auto decoded = decodeList<T>(resource, text);
    if (!decoded || decoded->items.size() != kPage) {
      state.SkipWithError("not decoded");
      return;
    }
    benchmark::DoNotOptimize(decoded);
  }
  report(state, text.size(), kPage);
}

void domPage(benchmark::State& state, std::string (*item)(int)) {
  const std::string text = page(item);
  for (auto _ : state) {
    auto parsed = nlohmann::json::parse(text);
    benchmark::DoNotOptimize(parsed);
  }
  report(state, text.size(), kPage);
}

std::string watchLine(int i) {
  return R"({"type":"MODIFIED","object":)" + pod(i) + "}";
}

void decodeWatchLine(benchmark::State& state, Form form) {
  const ApiResource resource{"", "v1", "pods", "Pod", true};
  std::string text = form == Form::json ? watchLine(1) : kit::protobufEvent(resource, watchLine(1)).value();
  for (auto _ : state) {
    auto decoded = decodeEvent<Pod>(resource, text);
    if (!decoded || decoded->object == nullptr) {
      state.SkipWithError("not decoded");
      return;
    }
    benchmark::DoNotOptimize(decoded);
  }
  report(state, text.size(), 1);
}

void domWatchLine(benchmark::State& state) {
  const std::string text = watchLine(1);
  for (auto _ : state) {
    auto parsed = nlohmann::json::parse(text);
    benchmark::DoNotOptimize(parsed);
  }
  report(state, text.size(), 1);
}

void decodePods(benchmark::State& state, Form form) {
  decodePage<Pod>(state, pod, form);
}
void decodeClaims(benchmark::State& state, Form form) {
  decodePage<ResourceClaim>(state, claim, form);
}
void decodeSlices(benchmark::State& state, Form form) {
  decodePage<ResourceSlice>(state, slice, form);
}

BENCHMARK_CAPTURE(decodePods, json, Form::json);
BENCHMARK_CAPTURE(decodePods, protobuf, Form::protobuf);
BENCHMARK_CAPTURE(domPage, pods, pod);
BENCHMARK_CAPTURE(decodeClaims, json, Form::json);
BENCHMARK_CAPTURE(decodeClaims, protobuf, Form::protobuf);
BENCHMARK_CAPTURE(domPage, claims, claim);
BENCHMARK_CAPTURE(decodeSlices, json, Form::json);
BENCHMARK_CAPTURE(decodeSlices, protobuf, Form::protobuf);
BENCHMARK_CAPTURE(domPage, slices, slice);
BENCHMARK_CAPTURE(decodeWatchLine, json, Form::json);
BENCHMARK_CAPTURE(decodeWatchLine, protobuf, Form::protobuf);
BENCHMARK(domWatchLine);

}  // namespace
