// Runbooks that prepare: monitoring, migration from a device plugin.
#include "model/base/words.h"
#include "model/runbooks/runbook.h"
#include "model/runbooks/subjects.h"

namespace claimscope::runbooks {

void writeMonitoring(const Subjects& /*subjects*/, Runbook& out) {
  out.needs = {"create servicemonitors and deployments in the namespace of the exporter",
               "a Prometheus (prometheus-operator for ServiceMonitors)"};
  out.steps = {
      {"See what is measured already",
       "Metrics that the guide names (dra_allocation_duration_seconds and its kin) are exported by no component.",
       {"claimscope metrics"},
       "A list of what was found, mapped and missing."},
      {"Check an existing dashboard",
       "Queries that can never answer are named, with what answers them.",
       {"claimscope dashboard"},
       "Every panel has an answer, or a reason."},
      {"Install the exporter",
       "It watches what its role allows and serves claims, devices and waiting reasons; it needs no write.",
       {"kubectl apply -k installer/kubernetes",
        "kubectl rollout status deployment/claimscope-exporter -n claimscope --timeout=5m"},
       "The deployment is available.",
       "kubectl delete -k installer/kubernetes"},
      {"Try it beside Prometheus",
       "The same numbers as the window, from the same model.",
       {"claimscope exporter --listen 127.0.0.1:9417"},
       "http://127.0.0.1:9417/metrics begins with claimscope_ series. Interrupt it with Ctrl+C."},
      {"Let Prometheus find it",
       "A ServiceMonitor selects Services, by labels and in its own namespace unless it says otherwise.",
       {"kubectl get servicemonitors -A", "kubectl get services -A --show-labels"},
       "The exporter's Service has the labels that its ServiceMonitor selects."},
      {"Measure the objective",
       "Allocation is a matter of seconds; what is slow is prepare and pull.",
       {"claimscope latency --by driver --objective p95:10s"},
       "Exit status 0 while the objective is met."},
  };
}

void writeMigration(const Subjects& s, Runbook& out) {
  out.needs = {"patch nodes and workloads for steps 5 and 6",
               "a server of 1.34 or later: resource.k8s.io/v1 is served by itself"};
  out.steps = {
      {"Take the inventory",
       words::counted(s.staticNodes, "node") + " with GPUs of a device plugin when this was written.",
       {"kubectl get nodes -o 'custom-columns=NAME:.metadata.name,GPU:.status.allocatable.nvidia\\.com/gpu'",
        "kubectl get pods -A -o wide", "claimscope get nodes"},
       "Every node with GPUs is listed, and every workload that asks for them."},
      {"See that the cluster is ready",
       "Served versions, gates, kubelets: each proven or open.",
       {"claimscope control-plane", "claimscope posture"},
       "resource.k8s.io/v1 is served, and kubelets are of 1.34 or later."},
      {"Prepare classes and templates",
       "Classes first, then one template a workload; lint says what matches nothing.",
       {"kubectl get deviceclasses", "claimscope lint"},
       "Each class takes the devices it is meant for."},
      {"Try it without production",
       "Named claims are shared by all pods that name them: use templates for replicas.",
       {"kubectl apply -f MANIFESTS --dry-run=server", "claimscope explain claim " + s.workNamespace + "/" + s.claim},
       "The server takes the manifests, and a test pod runs."},
      {"Move one node",
       "The label keeps device plugin and DRA driver from owning the same GPU: each DaemonSet selects by it.",
       {"kubectl label node " + s.staticNode + " migration-phase=dra", "claimscope diagnose double_booking",
        "kubectl get resourceslices --field-selector spec.nodeName=" + s.staticNode},
       "The node publishes slices, offers no nvidia.com/gpu, and double_booking finds nothing.",
       "kubectl label node " + s.staticNode + " migration-phase-"},
      {"Move one workload",
       "Requests of nvidia.com/gpu go out when claims come in; both together take two GPUs.",
       {"kubectl patch deployment WORKLOAD -n " + s.workNamespace + " --type merge --dry-run=server --patch-file PATCH",
        "kubectl patch deployment WORKLOAD -n " + s.workNamespace + " --type merge --patch-file PATCH",
        "kubectl rollout status deployment/WORKLOAD -n " + s.workNamespace + " --timeout=15m"},
       "The new pods run with claims that are allocated,reserved.",
       "kubectl rollout undo deployment/WORKLOAD -n " + s.workNamespace},
      {"Go on, node group by node group",
       "Stop at the first node where the numbers differ.",
       {"claimscope get pools", "claimscope diagnose unused_gpus"},
       "No node offers nvidia.com/gpu any more."},
  };
}

}  // namespace claimscope::runbooks
