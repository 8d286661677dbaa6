#include "tests/ui/pages/explanation/sample_explanation.h"

#include <fmt/format.h>

namespace claimscope::ui {
namespace {

using explanation::Cell;
using explanation::Explanation;
using explanation::RungState;
using explanation::Truth;

Cell cell(char letter) {
  switch (letter) {
    case 'T':
      return {Truth::yes, false, true, {}};
    case 'F':
      return {Truth::no, true, true, {}};
    case 'f':
      return {Truth::no, false, false, {}};
    case 't':
      return {Truth::yes, false, false, {}};
    case 'E':
      return {Truth::error, true, true, "no such key: memory"};
    default:
      return {Truth::error, false, false, "no such key: memory"};
  }
}

explanation::TermRow term(std::string from, std::string expression, const std::string& answers) {
  explanation::TermRow row;
  row.from = std::move(from);
  row.expression = std::move(expression);
  for (const char letter : answers) {
    row.cells.push_back(cell(letter));
  }
  return row;
}

Time before(const cluster::Snapshot& snapshot, std::int64_t ms) {
  return snapshot.time + -ms;
}

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kWaiting = 14 * kMinute + 22 * kSecond;

std::vector<explanation::Rung> ladder(const cluster::Snapshot& snapshot) {
  return {{"quota", "Quota", RungState::done, "7 of 10 claims used", {}},
          {"queue", "Queue", RungState::notUsed, "Kueue not installed", {}},
          {"gates", "Scheduler gates", RungState::done, "none set", {}},
          {"allocation", "Allocation", RungState::holds, "held: no match is free", before(snapshot, kWaiting)},
          {"binding", "Binding", RungState::notReached, "not reached", {}},
          {"prepare", "Kubelet prepare", RungState::notReached, "not reached", {}},
          {"running", "Container start", RungState::notReached, "not reached", {}}};
}

std::vector<cluster::DeviceIndex> devices(const cluster::Snapshot& snapshot, std::size_t from, std::size_t count) {
  std::vector<cluster::DeviceIndex> out;
  for (std::size_t i = from; i < std::min(from + count, snapshot.inventory->devices.size()); ++i) {
    out.push_back(static_cast<cluster::DeviceIndex>(i));
  }
  return out;
}

}  // namespace

ObjectRef trainingClaim() {
  return {"claim", "ml-workloads", "ml-training-job-7-gpu-x4k2p"};
}

Explanation trainingExplanation(const cluster::Snapshot& snapshot) {
  Explanation out;
  out.kind = "claim";
  out.object = "ml-workloads/ml-training-job-7-gpu-x4k2p";
  out.state = "pending";
  out.verdict = explanation::Verdict::waitsForDevices;
  out.reason = "AllMatchingDevicesInUse";
  out.summary = "Waits for devices: all 16 that match are in use. Release research/h200-hold and it starts now.";
  out.detail = "2 H200 with at least 120Gi on one node · matchAttribute pcieRoot is satisfiable";
  out.since = before(snapshot, kWaiting);
  out.revision = 48'213'907;
  out.computedFrom = before(snapshot, 200);
  out.pod = "ml-workloads/ml-training-job-7";
  out.owner = "Job/ml-training";
  out.ladder = ladder(snapshot);
  explanation::RequestExplanation request;
  request.name = "gpu";
  request.deviceClass = "gpu-compute-class";
  request.wanted = 2;
  request.constraints = "Same pcieRoot";
  request.funnel = {{"seen", "Devices seen", {40'000}, "all drivers"},
                    {"passClass", "Pass class", {8'000}, "gpu-compute-class"},
                    {"passSelectors", "Pass selectors", {16}, "3 CEL terms"},
                    {"inUse", "In use", {16}, "by 4 claims"},
                    {"free", "Free", {0}, "2 wanted"}};
  request.terms = {term("class", R"(device.driver == "gpu.nvidia.com")", "TTTT"),
                   term("class", R"(device.attributes["gpu.nvidia.com"].type == "gpu")", "TTTT"),
                   term("1", R"(device.attributes["gpu.nvidia.com"].architecture == "Hopper")", "FFTT"),
                   term("2", R"(device.capacity["gpu.nvidia.com"].memory.compareTo(quantity("120Gi")) >= 0)", "ffFT"),
                   term("3", R"(device.attributes["gpu.nvidia.com"].brand == "Nvidia")", "tttT")};
  request.groups = {{"A10G", {5'632}, {0}, devices(snapshot, 0, 64)},
                    {"L4", {1'536}, {0}, devices(snapshot, 64, 64)},
                    {"H100", {816}, {0}, devices(snapshot, 128, 64)},
                    {"H200", {16}, {16}, devices(snapshot, 192, 16)}};
  out.requests.push_back(std::move(request));
  const auto holder = [&](std::string name, std::int64_t count, std::string state, std::int64_t ms,
                          std::optional<std::int64_t> priority, std::string idle, std::string yield) {
    explanation::Holder held;
    held.name = std::move(name);
    held.devices = {count};
    held.state = std::move(state);
    held.heldSince = before(snapshot, ms);
    held.priority = priority;
    held.idleEvidence = std::move(idle);
    held.yield = std::move(yield);
    out.holders.push_back(std::move(held));
  };
  holder("research/h200-hold", 2, "not used", 14 * kMinute + 58 * kSecond, std::nullopt, "no consumer", "release");
  holder("research/notebook-lee-gpu", 4, "idle", 11 * kHour + 20 * kMinute, 0, "GPU 0 %, ≥11 h", "ask");
  holder("ml-workloads/inference-prod-0-gpu", 2, "busy", 6 * 24 * kHour, 1000, "GPU 62 %", "");
  holder("ml-workloads/llm-pretrain-b-gpu", 8, "busy", 2 * 24 * kHour + 3 * kHour, 1000, "GPU 97 %", "");
  out.fixes = {
      {"release:research/h200-hold", "Release research/h200-hold", "Frees =2 devices on gpu-h200-0002. This claim allocates now.",
       "No pod uses it. No owner. Allocated by kai-scheduler.", "kubectl -n research delete \\\n  resourceclaim h200-hold",
       "gpu-h200-0002", true},
      {"relax:2", "Lower term 2 from 120Gi to 80Gi", "Passes =832 devices, ≤41 free on ≤9 nodes. Fits.",
       "Claim specs cannot change: the pod must be recreated.",
       "kubectl -n ml-workloads edit \\\n  resourceclaimtemplate ml-training-claim", "gpu-h100-0007", true},
      {"ask:research/notebook-lee-gpu", "Ask research/notebook-lee to stop", "Frees =4 devices. Starts this claim and job-8.",
       "Ends a running session. Last GPU use ≥11 h ago.", "kubectl -n research delete \\\n  pod notebook-lee-0", "gpu-h200-0001",
       true}};
  const auto fact = [&](std::string object, std::string field, std::string value, std::string mark, Time time) {
    out.evidence.push_back({std::move(object), std::move(field), std::move(value), "dynamicresources: Filter", std::move(mark),
                            time, "kubectl get resourceslices"});
  };
  fact("PodScheduled", "status.conditions",
       "0/5000 nodes: 1000 cannot allocate all claims, 4000 did not match Pod's node affinity/selector", "agrees",
       before(snapshot, 8 * kMinute));
  fact("ResourceSlice", "spec.pool", "1,006 slices of gpu.nvidia.com at their newest generation, 1 pool incomplete (gpu-l4-c)",
       "complete", before(snapshot, 200));
  for (int i = 0; i < 7; ++i) {
    fact(fmt::format("claim/research/holder-{}", i), "status.allocation.devices.results",
         fmt::format("gpu-h200-000{}/gpu-{}", i % 3, i), "", before(snapshot, kHour * (i + 1)));
  }
  out.unknowns = {{"Taints on H100", "DeviceTaintRules: 403", "Free H100 is ≤41, never more. The verdict stays the same."},
                  {"Who made h200-hold", "No audit log here; managedFields name only the client", ""}};
  for (int i = 0; i < 12; ++i) {
    out.nodes.push_back({fmt::format("gpu-h200-{:04d}", i), false, true, {{"AllMatchingDevicesInUse", 1, "16 of 16 in use"}}});
  }
  out.scheduler.agreement = explanation::SchedulerSays::Agreement::agrees;
  out.scheduler.message = "0/5000 nodes are available: 1000 cannot allocate all claims";
  out.scheduler.time = before(snapshot, 8 * kMinute);
  return out;
}

Explanation hugeExplanation(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  Explanation out = trainingExplanation(snapshot);
  out.kind = object.kind;
  out.object = object.namespaceName + "/" + object.name;
  out.summary =
      "12 requests fail on 5,000 nodes: 4,000 do not match the pod's selector, 600 are cordoned, 300 tolerate no taint of the "
      "class, and 100 have fewer than the 8 devices with pcieRoot that one of the requests asks for at once.";
  const explanation::RequestExplanation base = out.requests.front();
  out.requests.clear();
  for (int r = 0; r < 12; ++r) {
    explanation::RequestExplanation request = base;
    request.name = fmt::format("request-{}-with-a-long-name", r);
    request.fits = r != 7;
    request.groups.clear();
    request.terms.clear();
    for (int g = 0; g < 30; ++g) {
      request.groups.push_back({fmt::format("NVIDIA-Model-{}", g), {1000 + g}, {g % 7}, devices(snapshot, 0, 64)});
    }
    for (int t = 0; t < 100; ++t) {
      std::string answers(30, 'T');
      if (t == 40) {
        answers.assign(30, 'F');
      } else if (t == 41) {
        answers.assign(30, 'e');
      }
      request.terms.push_back(term(fmt::format("{}", t / 10 + 1),
                                   fmt::format(R"(device.attributes["gpu.nvidia.com"].attribute{} == "value-{}")", t, t),
                                   answers));
      if (t == 40) {
        request.terms.back().hint = "no device publishes 'attribute40'; did you mean 'attribute4'?";
      }
    }
    out.requests.push_back(std::move(request));
  }
  const explanation::Holder held = out.holders.front();
  while (out.holders.size() < 200) {
    out.holders.push_back(held);
    out.holders.back().name = fmt::format("team-{}/claim-{}", out.holders.size() % 9, out.holders.size());
  }
  while (out.evidence.size() < 60) {
    out.evidence.push_back(out.evidence[out.evidence.size() % 9]);
  }
  while (out.fixes.size() < 9) {
    out.fixes.push_back(out.fixes[out.fixes.size() % 3]);
    out.fixes.back().verified = false;
  }
  out.nodes.clear();
  for (int i = 0; i < 5000; ++i) {
    out.nodes.push_back({fmt::format("node-{:04d}", i),
                         false,
                         i < 1000,
                         {{i < 600    ? "NodeTaintNotTolerated"
                           : i < 1000 ? "NotEnoughDevices"
                                      : "NodeSelectorMismatch",
                           1, fmt::format("reason {}", i % 4)}}});
  }
  return out;
}

Explanation hostileExplanation(const cluster::Snapshot& snapshot, const ObjectRef& object, const std::string& text) {
  Explanation out = trainingExplanation(snapshot);
  out.kind = object.kind;
  out.object = object.namespaceName + "/" + object.name;
  for (std::string* words :
       {&out.state, &out.reason, &out.summary, &out.detail, &out.owner, &out.scheduler.message, &out.scheduler.note}) {
    *words = text;
  }
  out.pod = text + "/" + text;
  for (explanation::Rung& rung : out.ladder) {
    rung.title = rung.detail = text;
  }
  explanation::RequestExplanation& request = out.requests.front();
  request.name = request.deviceClass = request.constraints = text;
  for (explanation::FunnelStep& step : request.funnel) {
    step.title = step.caption = text;
  }
  for (explanation::TermRow& row : request.terms) {
    row.from = row.expression = row.hint = text;
    row.cells.front() = {Truth::error, true, true, text};
  }
  for (explanation::DeviceGroup& group : request.groups) {
    group.label = text;
  }
  out.requests.push_back(request);
  for (explanation::Holder& holder : out.holders) {
    holder.name = holder.state = holder.idleEvidence = holder.yield = text;
  }
  for (explanation::Fix& fix : out.fixes) {
    fix = {text, text, text, text, text, text, false};
  }
  for (explanation::Evidence& fact : out.evidence) {
    fact.object = fact.field = fact.value = fact.rule = fact.mark = text;
  }
  for (explanation::Unknown& unknown : out.unknowns) {
    unknown = {text, text, text};
  }
  for (explanation::NodeExplanation& node : out.nodes) {
    node.name = text;
    node.reasons = {{text, 1, text}};
  }
  out.nodes.push_back({text + "2", true, true, {}});
  return out;
}

Explanation blockedExplanation(const cluster::Snapshot& snapshot, const ObjectRef& pod) {
  Explanation out;
  out.kind = "pod";
  out.object = pod.namespaceName + "/" + pod.name;
  out.state = "Pending";
  out.verdict = explanation::Verdict::blockedBefore;
  out.reason = "QuotaExceeded";
  out.summary = "The claim of this pod was not created: quota gpu-quota allows 10 claims of gpu-compute-class, 10 exist.";
  out.since = before(snapshot, kWaiting);
  out.computedFrom = snapshot.time;
  out.revision = 12;
  out.ladder = {{"created", "Claim created", RungState::holds, "refused by quota gpu-quota", before(snapshot, kWaiting)},
                {"scheduler", "Scheduler gates", RungState::notReached, "not reached", {}}};
  out.evidence = {{"quota/ml/gpu-quota", "status.used", "10 of 10", "", "", {}, ""}};
  return out;
}

View explained(View view, Explanation explanation) {
  view.explanation = std::make_shared<const Explanation>(std::move(explanation));
  view.explanationMs = 9;
  return view;
}

}  // namespace claimscope::ui
