#include "tests/ui/pages/actions/sample_plans.h"

#include <fmt/format.h>

namespace claimscope::ui {
namespace {

using actions::Affected;
using actions::AffectedClaim;
using actions::Call;
using actions::JournalEntry;
using actions::Landing;
using actions::PlanState;
using actions::StepProgress;
using actions::StepState;
using actions::Target;
using actions::Verb;

const ApiResource kPods{"", "v1", "pods", "Pod", true};
const ApiResource kNodes{"", "v1", "nodes", "Node", false};

Landing lands(const std::string& node) {
  return {true, true, node, 1, {}};
}

Landing nowhere(const std::string& reason) {
  return {true, false, {}, 0, reason};
}

Affected pod(actions::Mark mark, const std::string& verdict, const std::string& space, const std::string& name,
             const std::string& why, const std::string& claim, Landing landing) {
  Affected affected;
  affected.mark = mark;
  affected.verdict = verdict;
  affected.object = {"pod", space, name};
  affected.uid = "uid-" + name;
  affected.why = why;
  if (!claim.empty()) {
    affected.claims = {space + "/" + claim};
  }
  affected.landing = std::move(landing);
  affected.step = verdict == "skip" ? std::string() : fmt::format("evict:{}/{}", space, name);
  return affected;
}

actions::Step evict(const Affected& affected) {
  actions::Step step;
  step.id = affected.step;
  step.title = fmt::format("Evict {}/{}", affected.object.namespaceName, affected.object.name);
  step.call = Call{Verb::evict,
                   Target{kPods, affected.object.namespaceName, affected.object.name, affected.uid, "7"},
                   {},
                   "{}",
                   "kubectl delete pod " + affected.object.name};
  step.effect = "Its devices are free afterwards.";
  step.after = {"cordon"};
  step.until = actions::Expectation{
      actions::Expectation::Kind::podGone, affected.object, affected.uid, {}, affected.object.name + " is gone", 0};
  step.waitsForBudget = true;
  return step;
}

AffectedClaim claimOf(const Affected& affected, const std::string& after) {
  return {affected.claims.front(), {"gpu.nvidia.com/gpu-a10g-0417/gpu-0"}, after, affected.landing, {}};
}

std::vector<Affected> ninePods(bool blocked) {
  const auto held = blocked ? actions::Mark::blocked : actions::Mark::good;
  const std::string verdict = blocked ? "blocked" : "evict";
  return {pod(held, verdict, "ml-workloads", "batch-infer-12", "Terminating, driver gone", "batch-infer-12-gpu",
              nowhere("the driver must return")),
          pod(held, verdict, "ml-workloads", "inference-service-7d9f-x2", "PDB inference-pdb: 0 of 1 left", "inference-gpu-6fq4n",
              lands("gpu-a10g-0388")),
          pod(held, verdict, "research", "notebook-kim-0", "18 Gi in emptyDir would be lost", "kim-gpu", lands("gpu-a10g-0388")),
          pod(actions::Mark::warning, "evict", "ml-workloads", "ml-training-job-4-0", "no PDB, the Job restarts",
              "ml-training-job-4-gpu", nowhere("no pcieRoot pair free")),
          pod(actions::Mark::good, "evict", "team-nlp", "finetune-c-0", "PDB finetune: 2 of 3 left", "finetune-c-gpu",
              lands("gpu-a10g-0102")),
          pod(actions::Mark::good, "evict", "media", "render-gpu-1", "no PDB", "render-gpu-1-gpu", lands("gpu-a10g-0640")),
          pod(actions::Mark::good, "evict", "data", "etl-gpu-9", "PDB etl: 5 of 6 left", "", {true, true, {}, 212, {}}),
          pod(actions::Mark::stays, "skip", "kube-system", "dra-driver-kubelet-plugin-k8t", "DaemonSet, unprepares", "", {}),
          pod(actions::Mark::stays, "skip", "monitoring", "dcgm-exporter-v5n2", "DaemonSet", "dcgm-admin", {})};
}

actions::ActionPlan drain(Time now, const std::string& context, bool blocked) {
  actions::ActionPlan plan;
  plan.request = {"drain_node", {{"node", {}, "gpu-a10g-0417"}}, {{"ignore-daemonsets", "true"}}, {}};
  plan.title = "Drain gpu-a10g-0417";
  plan.headline = blocked ? "gpu-a10g-0417 cannot be drained yet: 3 pods block it and 1 claim has nowhere to go."
                          : "gpu-a10g-0417 can be drained: 7 pods are evicted, 1 claim has nowhere to go.";
  plan.subline = blocked ? "9 pods: 4 can be evicted, 2 stay, 3 blocked · 5 claims move"
                         : "9 pods: 7 can be evicted, 2 stay · 5 claims move";
  plan.context = context;
  plan.server = "https://10.0.0.1:6443";
  plan.madeAt = now + -28'000;
  plan.affected = ninePods(blocked);
  actions::Step cordon;
  cordon.id = "cordon";
  cordon.title = "Cordon gpu-a10g-0417";
  cordon.call = Call{Verb::patch, Target{kNodes, {}, "gpu-a10g-0417", "uid-node", "5"}, "application/merge-patch+json",
                     "{\"spec\":{\"unschedulable\":true}}", "kubectl cordon gpu-a10g-0417"};
  cordon.inverse = Call{Verb::patch, Target{kNodes, {}, "gpu-a10g-0417", "uid-node", "5"}, "application/merge-patch+json",
                        "{\"spec\":{\"unschedulable\":null}}", "kubectl uncordon gpu-a10g-0417"};
  plan.steps.push_back(cordon);
  for (const Affected& affected : plan.affected) {
    if (!affected.step.empty()) {
      plan.steps.push_back(evict(affected));
    }
    if (!affected.claims.empty() && affected.mark != actions::Mark::stays) {
      plan.claims.push_back(claimOf(affected, affected.landing.fits ? "moves" : "released"));
    }
  }
  plan.needs = {{"patch", "", "nodes", {}, {}, "gpu-a10g-0417", "to cordon the node"},
                {"create", "", "pods", "eviction", "ml-workloads", {}, "to evict 4 pods"},
                {"get", "policy", "poddisruptionbudgets", {}, {}, {}, "to forecast budgets"}};
  if (blocked) {
    plan.blockers = {{actions::Mark::blocked,
                      "Driver gpu.nvidia.com is not registered on this node",
                      "Pods cannot finish without it. Restart dra-driver-kubelet-plugin-k8t first.",
                      diagnosis::ObjectRef{"pod", "kube-system", "dra-driver-kubelet-plugin-k8t"},
                      {},
                      {}},
                     {actions::Mark::blocked,
                      "PDB inference-pdb allows 0 disruptions",
                      "Scale inference-service to 3, or wait: 1 replica becomes Ready in about 40 s.",
                      diagnosis::ObjectRef{"pod", "ml-workloads", "inference-service-7d9f-x2"},
                      {},
                      {}},
                     {actions::Mark::blocked,
                      "notebook-kim-0 keeps 18 Gi in an emptyDir",
                      "Ask kim@, or tick Delete emptyDir data.",
                      {},
                      {},
                      "delete-emptydir-data"}};
  }
  plan.warnings = {{actions::Mark::warning,
                    "1 claim does not fit",
                    "ml-training-job-4-gpu: 2 A10G, same pcieRoot. No such pair is free on another node. Preallocate first.",
                    {},
                    {},
                    {}},
                   {actions::Mark::warning,
                    "Claim kim-gpu stays pinned",
                    "Named claim: it keeps the pod on this node until its last consumer leaves.",
                    {},
                    {},
                    {}}};
  plan.verify = {
      {actions::Expectation::Kind::nodeUnschedulable, {"node", {}, "gpu-a10g-0417"}, {}, {}, "gpu-a10g-0417 is cordoned", 60'000},
      {actions::Expectation::Kind::claimAllocated,
       {"claim", "team-nlp", "finetune-c-gpu"},
       {},
       {},
       "team-nlp/finetune-c-gpu is allocated elsewhere",
       120'000}};
  plan.timeoutMs = 15 * 60'000;
  plan.undo = "Uncordon is undone; pods that were evicted stay where they went.";
  actions::seal(plan);
  return plan;
}

StepProgress at(const actions::Step& step, StepState state, Time begun, Time ended, const std::string& detail) {
  StepProgress progress;
  progress.step = step.id;
  progress.state = state;
  progress.tries = state == StepState::refused ? 5 : state == StepState::waiting ? 0 : 1;
  progress.status = state == StepState::refused ? 429 : state == StepState::waiting ? 0 : 201;
  progress.detail = detail;
  progress.since = begun;
  progress.begun = begun;
  progress.ended = ended;
  return progress;
}

std::shared_ptr<PlanRecord> recordOf(actions::ActionPlan plan) {
  auto record = std::make_shared<PlanRecord>();
  record->plan = std::make_shared<const actions::ActionPlan>(std::move(plan));
  record->path = "/home/kim/.local/state/claimscope/journal/plan.jsonl";
  return record;
}

void log(PlanRecord& record, Time when, const std::string& event, const std::string& step, int status, const std::string& detail,
         const std::string& who = {}) {
  JournalEntry entry;
  entry.number = record.entries.size() + 1;
  entry.at = when;
  entry.event = event;
  entry.step = step;
  entry.status = status;
  entry.detail = detail;
  entry.who = who;
  record.entries.push_back(std::move(entry));
}

}  // namespace

actions::ActionPlan sampleDrain(Time now, const std::string& context) {
  return drain(now, context, true);
}

actions::ActionPlan freeDrain(Time now, const std::string& context) {
  return drain(now, context, false);
}

actions::Previewed samplePreview(const actions::ActionPlan& plan, Time when, bool denied) {
  actions::Previewed preview;
  preview.at = when;
  for (const actions::Need& need : plan.needs) {
    const bool no = denied && need.subresource == "eviction";
    preview.needs.push_back({need, no ? Permission::denied : Permission::allowed, no ? "no RBAC rule matches" : ""});
  }
  preview.allAllowed = !denied;
  preview.nothingRefused = true;
  if (denied) {
    preview.roleYaml =
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: claimscope-drain\nrules:\n"
        "- apiGroups: [\"\"]\n  resources: [\"pods/eviction\"]\n  verbs: [\"create\"]\n";
    return preview;
  }
  for (const actions::Step& step : plan.steps) {
    actions::StepPreview of;
    of.step = step.id;
    of.result = actions::StepPreview::Result::accepted;
    of.status = 200;
    if (step.call.verb == Verb::patch) {
      of.changes = {{"/spec/unschedulable", "", "true"}};
    }
    preview.steps.push_back(std::move(of));
  }
  return preview;
}

std::shared_ptr<const PlanRecord> runningDrain(Time now, const std::string& context) {
  std::shared_ptr<PlanRecord> record = recordOf(freeDrain(now + -60'000, context));
  const actions::ActionPlan& plan = *record->plan;
  const Time begun = now + -48'000;
  record->running = true;
  actions::Progress& progress = record->progress;
  progress.state = PlanState::executing;
  progress.begun = begun;
  progress.headline = "Draining gpu-a10g-0417: 4 of 7 pods gone, 1 leaving, 2 wait for a budget.";
  const StepState states[] = {StepState::done,    StepState::done, StepState::refused, StepState::waiting,
                              StepState::leaving, StepState::done, StepState::done,    StepState::done};
  const char* details[] = {"spec.unschedulable true",
                           "unprepared in 1.2 s",
                           "PDB inference-pdb: 0 left",
                           "",
                           "writing checkpoint",
                           "grace 30 s, left after 17 s",
                           "",
                           ""};
  log(*record, begun + -2'000, "planned", {}, 0, {});
  log(*record, begun + -1'000, "confirmed", {}, 0, "targets unchanged since rehearsal", "sre-kim");
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const Time from = begun + static_cast<std::int64_t>(i) * 2'000;
    StepProgress step = at(plan.steps[i], states[i], from, states[i] == StepState::done ? from + 1'500 : Time{}, details[i]);
    if (states[i] == StepState::refused) {
      step.nextTry = now + 3'000;
      log(*record, from + 20'000, "answered", step.step, 429, "DisruptionBudget, retry 5 s");
    } else if (states[i] == StepState::done) {
      log(*record, from, "calling", step.step, 0, {});
      log(*record, from + 1'500, "done", step.step, 201, details[i]);
    } else if (states[i] == StepState::leaving) {
      step.since = now + -18'000;
      step.begun = now + -18'000;
    }
    progress.steps.push_back(std::move(step));
  }
  progress.undoPossible = true;
  return record;
}

std::shared_ptr<const PlanRecord> finishedPlan(const std::string& title, const std::string& context, PlanState state, Time begun,
                                               std::int64_t tookMs, const std::string& error) {
  actions::ActionPlan plan = freeDrain(begun, context);
  plan.title = title;
  plan.headline = title;
  actions::seal(plan);
  std::shared_ptr<PlanRecord> record = recordOf(std::move(plan));
  const bool good = state == PlanState::succeeded;
  record->progress.state = state;
  record->progress.begun = begun;
  record->progress.ended = begun + tookMs;
  record->progress.error = error;
  record->progress.headline = title + (good ? ": done." : ": not finished.");
  record->progress.undoPossible = state == PlanState::cancelled;
  record->resumable = state == PlanState::interrupted;
  std::size_t done = 0;
  for (const actions::Step& step : record->plan->steps) {
    const bool ended = good || (error.empty() && done < 4);
    done += ended ? 1 : 0;
    record->progress.steps.push_back(
        at(step, ended ? StepState::done : StepState::skipped, begun, ended ? begun + 1'000 : Time{}, {}));
  }
  log(*record, begun, "confirmed", {}, 0, {}, "sre-kim");
  log(*record, begun + tookMs, "ended", {}, 0, good ? "succeeded" : "cancelled");
  return record;
}

ActionsView sampleActions(Time now, const std::string& context) {
  ActionsView view;
  view.context = context;
  view.canWrite = true;
  view.armedMs = 581'000;
  view.arming = {context, now + 581'000};
  view.who = "sre-kim";
  view.now = now;
  view.contexts = {{"dev-usw2-hybrid", true}, {"prod-euw1", false}};
  auto rehearsal = std::make_shared<Rehearsal>();
  rehearsal->number = 1;
  rehearsal->plan = std::make_shared<const actions::ActionPlan>(sampleDrain(now, context));
  rehearsal->request = rehearsal->plan->request;
  view.rehearsal = rehearsal;
  constexpr std::int64_t kDay = 24 * 3'600'000LL;
  view.plans = {
      runningDrain(now, context),
      finishedPlan("Restart driver on gpu-a10g-0417", context, PlanState::succeeded, now + -79'000, 9'000),
      finishedPlan("Drain devices, pool gpu-node-3", "dev-usw2-hybrid", PlanState::succeeded, now + -1'386'000, 312'000),
      finishedPlan("Drain gpu-l4-0113", context, PlanState::cancelled, now + -3'168'000, 90'000),
      finishedPlan("Drain gpu-h100-0044", context, PlanState::failed, now + -5'491'000, 1'000, "other uid, nothing sent"),
      finishedPlan("Uncordon gpu-a10g-0388", context, PlanState::succeeded, now + -kDay, 1'000),
      finishedPlan("Drain gpu-a10g-0388", context, PlanState::succeeded, now + -kDay + -600'000, 220'000),
      finishedPlan("Release data/bench-hold", context, PlanState::succeeded, now + -kDay + -900'000, 2'000),
      finishedPlan("Drain gpu-a10g-0092", context, PlanState::succeeded, now + -4 * kDay, 362'000)};
  return view;
}

ActionsView rehearsedView(Time now, actions::ActionPlan plan, std::optional<actions::Previewed> preview) {
  ActionsView view;
  view.context = plan.context;
  view.canWrite = true;
  view.who = "sre-kim";
  view.now = now;
  auto rehearsal = std::make_shared<Rehearsal>();
  rehearsal->number = 1;
  rehearsal->request = plan.request;
  rehearsal->plan = std::make_shared<const actions::ActionPlan>(std::move(plan));
  if (preview) {
    rehearsal->preview = std::make_shared<const actions::Previewed>(std::move(*preview));
  }
  view.rehearsal = rehearsal;
  return view;
}

actions::ActionPlan hostilePlan(const std::string& text, std::size_t rows) {
  actions::ActionPlan plan;
  plan.request = {"drain_node", {{"node", {}, text}}, {}, {text}};
  plan.title = text;
  plan.headline = text;
  plan.subline = text;
  plan.context = text;
  plan.server = text;
  plan.undo = text;
  plan.madeAt = Time{1'795'513'338'000};
  const diagnosis::ObjectRef object{"pod", text, text};
  const actions::Notice notice{actions::Mark::blocked, text, text, object, {}, {}};
  plan.blockers = {notice,
                   {actions::Mark::blocked, text, text, {}, actions::ActionRequest{text, {object}, {}, {}}, {}},
                   {actions::Mark::blocked, text, text, {}, {}, text}};
  plan.warnings = {notice, notice};
  plan.needs = {{text, text, text, text, text, text, text}};
  plan.verify = {{actions::Expectation::Kind::podGone, object, text, text, text, 1'000}};
  for (std::size_t i = 0; i < rows; ++i) {
    Affected affected = pod(i % 2 == 0 ? actions::Mark::blocked : actions::Mark::stays, text.empty() ? "evict" : text, text, text,
                            text, text, nowhere(text));
    affected.step = fmt::format("step{}", i);
    actions::Step step = evict(affected);
    step.title = text;
    plan.steps.push_back(std::move(step));
    if (i < 20) {
      plan.claims.push_back({text + "/" + text, {text}, text, nowhere(text), text});
    }
    plan.affected.push_back(std::move(affected));
  }
  actions::seal(plan);
  return plan;
}

std::shared_ptr<const PlanRecord> hostileRecord(const std::string& text) {
  std::shared_ptr<PlanRecord> record = recordOf(hostilePlan(text, 5));
  record->running = true;
  record->path = text;
  record->progress.state = PlanState::executing;
  record->progress.headline = text;
  record->progress.error = text;
  record->progress.begun = record->plan->madeAt;
  for (const actions::Step& step : record->plan->steps) {
    record->progress.steps.push_back(at(step, StepState::leaving, record->plan->madeAt, {}, text));
  }
  for (const char* event : {"planned", "confirmed", "calling", "answered", "waiting", "done", "failed", "skipped", "paused",
                            "ended", "verified", "resumed", "no such event"}) {
    log(*record, record->plan->madeAt, event, text, 403, text, text);
  }
  for (const actions::Expectation& expectation : record->plan->verify) {
    record->progress.checks.push_back({expectation, {actions::Outlook::State::never, text}, {}});
  }
  return record;
}

diagnosis::WorkflowResult sampleWorkflow(Time now) {
  using diagnosis::StepVerdict;
  using diagnosis::WorkflowStep;
  diagnosis::WorkflowResult result;
  result.workflow = "gpu_not_detected";
  result.title = "GPU not detected";
  result.object = "node/gpu-a10g-0417";
  result.verdict = "the driver on gpu-a10g-0417 lost its registration at 09:35:50. Restart its pod.";
  result.detail =
      "The kubelet restarted and dra-driver-kubelet-plugin-k8t did not register again. Its pod still says Running, so kubectl "
      "shows nothing wrong. 8 devices are gone.";
  result.outcome = StepVerdict::proven;
  result.severity = diagnosis::Severity::warning;
  result.computedFrom = now;
  const auto step = [](const char* id, const char* title, StepVerdict verdict, const char* looked, const char* found) {
    WorkflowStep out;
    out.id = id;
    out.title = title;
    out.verdict = verdict;
    out.looked = looked;
    out.found = found;
    out.command = "kubectl get nodes -o wide";
    return out;
  };
  result.steps = {
      step("node", "The node is down", StepVerdict::ruledOut, "Node gpu-a10g-0417 conditions[Ready]", "\"True\" since 09:35:24"),
      step("label", "The machine has no GPU", StepVerdict::ruledOut, "Node label feature.node.kubernetes.io/pci-10de.present",
           "\"true\""),
      step("plugin", "The device plugin owns the GPUs", StepVerdict::ruledOut, "Node status.allocatable[\"nvidia.com/gpu\"]",
           "absent"),
      step("class", "The class rejects them", StepVerdict::ruledOut, "DeviceClass gpu-compute-class, 2 selectors",
           "pass 5,624 other A10G"),
      step("driver", "The driver is not registered", StepVerdict::proven, "Pod batch-infer-13, Node gpu-a10g-0417, ResourceSlice",
           "the kubelet restarted, the driver did not register again"),
      step("slices", "No ResourceSlice for this node", StepVerdict::proven, "ResourceSlice spec.nodeName=gpu-a10g-0417",
           "0, last deleted 09:36:20"),
      step("pod", "The driver pod is missing", StepVerdict::ruledOut, "Pod dra-driver-kubelet-plugin-k8t status.phase",
           "\"Running\", 0 restarts"),
      step("gpu", "The GPU itself failed", StepVerdict::unknown, "Prometheus DCGM_FI_DEV_XID_ERRORS",
           "not scraped on this node")};
  result.steps[5].effect = true;
  WorkflowStep& cause = result.steps[4];
  cause.evidence = {{"Pod batch-infer-13", "FailedPrepareDynamicResources", "DRA driver gpu.nvidia.com is not registered"},
                    {"Node gpu-a10g-0417", "Starting", "Starting kubelet."},
                    {"ResourceSlice", "watch DELETED", "30 s after the driver was last seen"}};
  cause.command =
      "kubectl get events -A --field-selector reason=FailedPrepareDynamicResources\nkubectl -n kube-system logs "
      "dra-driver-kubelet-plugin-k8t --since=15m | grep -i regist";
  cause.next = "Restart dra-driver-kubelet-plugin-k8t; it registers again when it starts.";
  cause.objects = {{"pod", "ml-workloads", "batch-infer-13"}, {"node", {}, "gpu-a10g-0417"}};
  cause.fixes = {{"Restart dra-driver-kubelet-plugin-k8t",
                  "Brings back 8 devices, starts batch-infer-13 and lets batch-infer-12 finish. Running pods keep their devices.",
                  actions::ActionRequest{"restart_driver", {{"node", {}, "gpu-a10g-0417"}}, {}, {}},
                  "kubectl -n kube-system delete pod \\\n  dra-driver-kubelet-plugin-k8t"},
                 {"Drain the node if it stays gone",
                  "7 pods move; 1 claim has nowhere to go.",
                  actions::ActionRequest{"drain_node", {{"node", {}, "gpu-a10g-0417"}}, {}, {}},
                  {}}};
  return result;
}

diagnosis::WorkflowResult hostileWorkflow(const std::string& text) {
  diagnosis::WorkflowResult result = sampleWorkflow(Time{1'795'513'338'000});
  result.title = text;
  result.verdict = text;
  result.detail = text;
  for (diagnosis::WorkflowStep& step : result.steps) {
    step.title = text;
    step.looked = text;
    step.found = text;
    step.command = text;
    step.next = text;
    step.verdict = diagnosis::StepVerdict::proven;
    step.evidence = {{text, text, text}};
    step.objects = {{"claim", text, text}};
    step.fixes = {{text, text, actions::ActionRequest{text, {{"claim", text, text}}, {}, {}}, text}};
  }
  return result;
}

}  // namespace claimscope::ui
