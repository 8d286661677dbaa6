// Steps of a pod's life, each as the component that takes it writes it (dra.md 2.1).
#include <algorithm>

#include "model/simulation/cluster.h"

namespace claimscope::simulation {

std::string Cluster::createPod(const PodPlan& plan) {
  std::shared_ptr<PodObject> pod = podOf(plan);
  pod->created = now();
  return store.add(ObjectKind::pods, std::move(pod))->key();
}

std::vector<std::string> Cluster::createClaims(const std::string& pod, const std::vector<std::string>& names) {
  const auto* owner = store.find<PodObject>(ObjectKind::pods, pod);
  if (owner == nullptr) {
    return {};
  }
  std::vector<std::string> keys;
  std::vector<Text> generated;
  for (const ClaimEntry& entry : owner->shape->claims) {
    if (entry.templateName.empty()) {
      continue;
    }
    auto claim = std::make_shared<ClaimObject>();
    const std::string prefix = owner->name.str() + "-" + entry.name.str() + "-";
    claim->name = Text(keys.size() < names.size() ? names[keys.size()] : prefix + random.suffix());
    claim->generateName = Text(prefix);
    claim->namespaceName = owner->namespaceName;
    claim->annotations = podClaimAnnotation(entry.name);
    claim->owner = owner->asOwner("Pod");
    claim->shape = entry.shape;
    claim->created = now();
    generated.push_back(claim->name);
    keys.push_back(store.add(ObjectKind::claims, std::move(claim))->key());
  }
  store.update<PodObject>(ObjectKind::pods, pod, [&](PodObject& changed) { changed.generatedClaims = generated; });
  return keys;
}

void Cluster::allocate(const std::string& claim, const std::string& pod, const std::vector<DeviceId>& devices,
                       std::uint64_t share) {
  const auto* consumer = store.find<PodObject>(ObjectKind::pods, pod);
  if (consumer == nullptr) {
    return;
  }
  store.update<ClaimObject>(ObjectKind::claims, claim, [&](ClaimObject& changed) {
    if (!changed.allocated()) {
      changed.devices = devices;
      changed.share = share;
      changed.allocatedAt = now();
      changed.finalizer = Text(classic ? kClassicClaimFinalizer : kClaimFinalizer);
      for (const DeviceId id : devices) {
        hardware.devices[id].taken = hardware.devices[id].taken || !changed.shape->adminAccess;
      }
    }
    changed.reservedFor.push_back({consumer->name, consumer->uid});
  });
}

void Cluster::reject(const std::string& pod, std::string_view reason, const std::string& message) {
  const auto* waiting = store.find<PodObject>(ObjectKind::pods, pod);
  if (waiting == nullptr) {
    return;
  }
  auto extra = std::make_shared<PodExtra>();
  extra->schedulingReason = reason;
  extra->schedulingMessage = message;
  extra->since = now();
  const std::shared_ptr<const Object> kept = waiting->clone();
  store.update<PodObject>(ObjectKind::pods, pod, [&](PodObject& changed) { changed.extra = extra; });
  remind(pod, event("Pod", *kept, {"FailedScheduling", message, "default-scheduler"}, now(), now()));
}

void Cluster::remind(const std::string& pod, const std::string& event) {
  constexpr std::int64_t kRetryMs = 60'000;
  schedule.after(kRetryMs, [this, pod, event] {
    const auto* waiting = store.find<PodObject>(ObjectKind::pods, pod);
    if (waiting == nullptr || waiting->stage != PodStage::unscheduled) {
      return;
    }
    store.update<EventObject>(ObjectKind::events, event, [this](EventObject& changed) {
      ++changed.count;
      changed.last = now();
    });
    remind(pod, event);
  });
}

void Cluster::bind(const std::string& pod, const Text& node) {
  store.update<PodObject>(ObjectKind::pods, pod, [&](PodObject& changed) {
    changed.node = node;
    changed.scheduledAt = now();
    changed.stage = PodStage::scheduled;
    changed.extra = nullptr;
  });
}

void Cluster::prepare(const std::string& pod) {
  store.update<PodObject>(ObjectKind::pods, pod, [&](PodObject& changed) {
    changed.preparedAt = now();
    changed.stage = PodStage::prepared;
    changed.extra = nullptr;
  });
}

void Cluster::start(const std::string& pod) {
  store.update<PodObject>(ObjectKind::pods, pod, [&](PodObject& changed) {
    changed.startedAt = now();
    changed.stage = PodStage::running;
  });
}

void Cluster::finish(const std::string& pod, bool well) {
  store.update<PodObject>(ObjectKind::pods, pod, [&](PodObject& changed) {
    changed.finishedAt = now();
    changed.stage = well ? PodStage::succeeded : PodStage::failed;
  });
}

void Cluster::deletePod(const std::string& pod) {
  store.remove(ObjectKind::pods, pod);
}

void Cluster::freeDevices(const ClaimObject& claim) {
  if (!claim.shape->adminAccess && claim.share == 0) {
    for (const DeviceId id : claim.devices) {
      hardware.devices[id].taken = false;
    }
  }
}

void Cluster::release(const std::string& pod) {
  const auto* consumer = store.find<PodObject>(ObjectKind::pods, pod);
  if (consumer == nullptr) {
    return;
  }
  std::vector<std::pair<std::string, bool>> claims;  // key, and whether a template made it
  std::size_t generated = 0;
  for (const ClaimEntry& entry : consumer->shape->claims) {
    const bool own = !entry.templateName.empty();
    if (own && generated == consumer->generatedClaims.size()) {
      continue;
    }
    const Text& name = own ? consumer->generatedClaims[generated++] : entry.claimName;
    claims.emplace_back(consumer->namespaceName.str() + "/" + name.str(), own);
  }
  const std::uint64_t uid = consumer->uid;
  for (const auto& [key, own] : claims) {
    store.update<ClaimObject>(ObjectKind::claims, key, [&](ClaimObject& changed) {
      std::erase_if(changed.reservedFor, [uid](const Consumer& user) { return user.uid == uid; });
      if (changed.reservedFor.empty()) {
        freeDevices(changed);
        changed.devices.clear();
        changed.allocatedAt = {};
        changed.finalizer = {};
      }
    });
    if (own) {
      store.remove(ObjectKind::claims, key);
    }
  }
}

void Cluster::runPod(const PodPlan& plan, std::int64_t runMs) {
  const std::string pod = createPod(plan);
  // The devices are promised from now on, so that nothing else takes them before the scheduler writes.
  for (const auto& devices : plan.devices) {
    for (const DeviceId id : devices) {
      hardware.devices[id].taken = true;
    }
  }
  const std::int64_t allocated = 300 + plan.allocateMs;
  const std::int64_t prepared = allocated + 50 + plan.prepareMs;
  const std::int64_t started = prepared + plan.startMs;
  schedule.after(300, [this, pod] { createClaims(pod); });
  schedule.after(allocated, [this, pod, devices = plan.devices] {
    const auto* object = store.find<PodObject>(ObjectKind::pods, pod);
    for (std::size_t i = 0; object != nullptr && i < object->generatedClaims.size() && i < devices.size(); ++i) {
      allocate(object->namespaceName.str() + "/" + object->generatedClaims[i].str(), pod, devices[i]);
      object = store.find<PodObject>(ObjectKind::pods, pod);
    }
  });
  schedule.after(allocated + 50, [this, pod, node = plan.node] { bind(pod, node); });
  schedule.after(prepared, [this, pod] { prepare(pod); });
  schedule.after(started, [this, pod] { start(pod); });
  schedule.after(started + runMs, [this, pod] { finish(pod, true); });
  schedule.after(started + runMs + 700, [this, pod] { release(pod); });
  schedule.after(started + runMs + 1500, [this, pod] { deletePod(pod); });
}

}  // namespace claimscope::simulation
