// Watch lines of jobs that are gone. One thread.
#include "model/simulation/past.h"

#include <algorithm>

namespace claimscope::simulation {

using namespace parts;

void PastWriter::tell(Time at, std::string_view type, std::string_view resource, Object& object) {
  const bool isPod = resource == "pods";
  object.resourceVersion = ++m_version;
  PastLine line;
  // A watch line is on its way for a few milliseconds.
  line.at = at + m_random.between(4, 45);
  line.resource = resource;
  line.line = R"({"type":")" + std::string(type) + R"(","object":[)";
  const std::size_t bracket = line.line.size() - 1;  // taken out again, as in world.cpp
  JsonWriter json(line.line);
  object.write(json, m_cluster.context(), isPod ? "v1" : "resource.k8s.io/v1", isPod ? "Pod" : "ResourceClaim");
  line.line.erase(bracket, 1);
  line.line += '}';
  m_lines.push_back(std::move(line));
}

void PastWriter::add(PastJob job) {
  const Time claimed = job.created + job.claimMs;
  const Time allocated = claimed + job.allocateMs;
  const Time bound = allocated + job.bindMs;
  const Time prepared = bound + job.prepareMs;
  const Time started = prepared + job.startMs;
  const std::int64_t left = end() - started - job.teardownMs - 200;
  if (left < 0) {
    return;
  }
  const Time finished = started + std::min(job.runMs, left);
  auto shape = std::make_shared<PodShape>(
      job.entry == "gpu"
          ? gpuPodShape(job.namespaceName, job.name, job.image, {byTemplate(job.entry, job.name + "-claim", job.claim)})
          : podShape(job.namespaceName, job.name, job.image, {byTemplate(job.entry, job.name + "-claim", job.claim)}));
  shape->restartPolicy = Text("Never");
  PodObject pod;
  pod.name = Text(job.name + "-" + m_random.suffix());
  pod.namespaceName = shape->namespaceName;
  pod.labels = shape->labels;
  pod.owner = {Text("Job"), Text(job.name), m_random.next() | 1U};
  pod.shape = shape;
  pod.created = job.created;
  pod.uid = m_random.next() | 1U;
  ClaimObject claim;
  claim.name = Text(pod.name.str() + "-" + job.entry + "-" + m_random.suffix());
  claim.namespaceName = pod.namespaceName;
  claim.annotations = podClaimAnnotation(Text(job.entry));
  claim.owner = pod.asOwner("Pod");
  claim.shape = job.claim;
  claim.created = claimed;
  claim.uid = m_random.next() | 1U;

  tell(job.created, "ADDED", "pods", pod);
  tell(claimed, "ADDED", "resourceclaims", claim);
  claim.devices = job.devices;
  claim.allocatedAt = allocated;
  claim.finalizer = Text(kClaimFinalizer);
  claim.reservedFor = {{pod.name, pod.uid}};
  claim.share = job.claim->bandwidth.empty() ? 0 : m_random.next();
  tell(allocated, "MODIFIED", "resourceclaims", claim);
  pod.generatedClaims = {claim.name};
  pod.node = m_cluster.hardware.nodes[m_cluster.hardware.devices[job.devices.front()].node].name;
  pod.scheduledAt = bound;
  pod.stage = PodStage::scheduled;
  tell(bound, "MODIFIED", "pods", pod);
  pod.preparedAt = prepared;
  pod.stage = PodStage::prepared;
  tell(prepared, "MODIFIED", "pods", pod);
  pod.startedAt = started;
  pod.stage = PodStage::running;
  tell(started, "MODIFIED", "pods", pod);
  pod.finishedAt = finished;
  pod.stage = PodStage::succeeded;
  tell(finished, "DELETED", "pods", pod);
  tell(finished + job.teardownMs, "DELETED", "resourceclaims", claim);
}

std::vector<PastLine> PastWriter::lines() {
  std::stable_sort(m_lines.begin(), m_lines.end(), [](const PastLine& a, const PastLine& b) { return a.at < b.at; });
  return std::move(m_lines);
}

}  // namespace claimscope::simulation
