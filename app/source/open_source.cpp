#include "app/source/demo_source.h"
#include "app/source/exec_gate.h"
#include "app/source/file_source.h"
#include "app/source/kube_source.h"
#include "app/source/requests.h"
#include "app/source/source.h"

namespace claimscope::app {

std::vector<KindRequest> requestsOf(const SourceOptions& options) {
  if (options.kinds.empty()) {
    return allKindRequests();
  }
  std::vector<KindRequest> out;
  for (const Kind kind : options.kinds) {
    out.push_back(kindRequest(kind));
  }
  return out;
}

Result<std::unique_ptr<Source>> openSource(const SourceOptions& options) {
  if (options.demo) {
    simulation::WorldOptions world;
    world.scenario = options.scenario.empty() ? "eks-hybrid" : options.scenario;
    world.seed = options.seed;
    auto made = simulation::makeWorld(world);
    if (!made) {
      return fail(made.error());
    }
    return std::unique_ptr<Source>(std::make_unique<DemoSource>(std::move(*made), options));
  }
  if (!options.files.empty()) {
    auto files = std::make_unique<FileSource>(options);
    if (const Status loaded = files->load(); !loaded) {
      return fail(loaded.error());
    }
    return std::unique_ptr<Source>(std::move(files));
  }
  kube::KubeconfigOptions kubeconfig;
  kubeconfig.path = options.kubeconfig;
  kubeconfig.context = options.context;
  kubeconfig.namespaceName = options.namespaceName;  // shown alone where the whole cluster is forbidden
  kubeconfig.environment = options.environment;
  kube::Resolved resolved = kube::resolve(kubeconfig);
  if (!resolved.errors.empty()) {
    // All problems at once, as kubectl's ConfirmUsable does.
    Error all = resolved.errors.front();
    for (std::size_t i = 1; i < resolved.errors.size(); ++i) {
      all.message += "; " + resolved.errors[i].message;
      const std::string& fix = resolved.errors[i].fix;
      all.fix += fix.empty() || all.fix.find(fix) != std::string::npos ? "" : (all.fix.empty() ? "" : "; ") + fix;
    }
    return fail(all);
  }
  SourceOptions gated = options;
  if (gated.execGate == nullptr) {
    auto gate = terminalGate(options.execPolicy, options.environment);
    if (!gate) {
      return fail(gate.error());
    }
    gated.execGate = std::move(*gate);
  }
  return std::unique_ptr<Source>(std::make_unique<KubeSource>(std::move(resolved.connection), std::move(gated)));
}

}  // namespace claimscope::app
