#include "model/actions/release_claim/case.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/words.h"
#include "model/diagnosis/check.h"

namespace claimscope::actions {
namespace {

constexpr std::string_view kFinalizer = "resource.kubernetes.io/delete-protection";
constexpr std::string_view kOldFinalizer = "dra.k8s.io/delete-protection";

class Judge {
 public:
  Judge(const cluster::Snapshot& snapshot, const ClaimUse& use, const ReleaseWishes& wishes)
      : m_snapshot(snapshot), m_use(use), m_claim(*use.claim), m_wishes(wishes) {}

  ReleaseCase judge() {
    if (m_claim.classic != nullptr && m_claim.allocation != nullptr) {
      classicClaim();
      return m_out;
    }
    stopForUsers();
    if (m_out.blockers.empty()) {
      if (!m_use.consumers.empty()) {
        dropEntries();
      } else if (m_claim.meta.deleted().isSet()) {
        finishDeletion();
      } else if (m_claim.allocation == nullptr) {
        holdsNothing();
      } else {
        unused();
      }
    }
    lostNode();
    owners();
    return m_out;
  }

 private:
  void block(std::string title, std::string detail, std::optional<ObjectRef> object = {},
             std::optional<ActionRequest> request = {}, std::string option = {}) {
    m_out.blockers.push_back(
        {Mark::blocked, std::move(title), std::move(detail), std::move(object), std::move(request), std::move(option)});
  }
  void warn(std::string title, std::string detail, Mark mark = Mark::warning) {
    m_out.warnings.push_back({mark, std::move(title), std::move(detail), {}, {}, {}});
  }
  [[nodiscard]] static ObjectRef refOf(const Pod& pod) { return {"pod", pod.meta.namespaceName.str(), pod.meta.name.str()}; }
  [[nodiscard]] static std::string nameOf(const Pod& pod) { return pod.meta.namespaceName.str() + "/" + pod.meta.name.str(); }
  [[nodiscard]] ObjectRef self() const { return {"claim", m_claim.meta.namespaceName.str(), m_claim.meta.name.str()}; }
  [[nodiscard]] std::int64_t ageMs(Time since) const {
    return since.isSet() ? std::max<std::int64_t>(0, m_snapshot.time - since) : 0;
  }

  /// Whoever uses it, or may use it, stands in the way.
  void stopForUsers() {
    std::size_t live = 0;
    for (const Consumer& consumer : m_use.consumers) {
      switch (consumer.state) {
        case ConsumerState::live:
          if (++live <= 3) {
            liveConsumer(*consumer.pod);
          }
          break;
        case ConsumerState::ending:
          endingConsumer(*consumer.pod);
          break;
        case ConsumerState::hidden:
          block(consumer.name(m_claim) + " cannot be seen",
                "Without permission to read pods nobody can tell whether it still uses the claim.");
          break;
        case ConsumerState::group:
          block("it is reserved for " + consumer.name(m_claim),
                "All pods of the group use it; it is released when the PodGroup is deleted and its pods have ended.");
          break;
        case ConsumerState::foreign:
          if (!m_wishes.removeForeign) {
            block("it is reserved for " + consumer.name(m_claim),
                  "That is no pod, so no controller removes the entry (k/k#136406). Ask whoever made it; --remove-foreign takes "
                  "it away.",
                  {}, {}, "remove-foreign");
          }
          break;
        case ConsumerState::finished:
        case ConsumerState::replaced:
        case ConsumerState::absent:
          break;
      }
    }
    if (live > 3) {
      block(fmt::format("{} pods use it in all", live), "They are listed below.");
    }
  }

  void liveConsumer(const Pod& pod) {
    const bool placeholder = hasLabel(pod.meta.annotations(), "claimscope.io/reservation");
    if (placeholder) {
      block("pod " + nameOf(pod) + " holds it as a reservation", "Release the reservation: that deletes the placeholder first.",
            refOf(pod), ActionRequest{"release_reservation", {self()}, {}, {}});
      return;
    }
    const OwnerReference* owner = pod.meta.controller();
    block("pod " + nameOf(pod) + " uses it",
          "It is released when the pod has ended" +
              (owner == nullptr ? std::string(".")
                                : ", and " + owner->kind.str() + " " + owner->name.str() + " no longer makes another."),
          refOf(pod));
  }

  /// By design (k/k#129402): a pod that is being deleted keeps its claims until the kubelet has unprepared them.
  void endingConsumer(const Pod& pod) {
    const std::int64_t over = ageMs(pod.meta.deleted());
    std::string detail =
        "Waiting is right: the kubelet stops the containers, has the driver give the devices back, and only then the "
        "pod goes and the controller releases the claim.";
    if (over > diagnosis::kMinuteMs) {
      const Node* node = m_snapshot.of<Node>().find({}, pod.nodeName);
      detail += " It is " + words::duration(over) + " past its grace period";
      if (node == nullptr && m_snapshot.boundOf(Kind::Node) == Bound::exact) {
        detail += ": its node " + pod.nodeName.str() + " is gone, pod garbage collection removes it after a minute or so.";
      } else if (node != nullptr && !(node->ready() == "True")) {
        detail += ": its node " + pod.nodeName.str() + " is not Ready, so no kubelet can do that.";
      } else {
        detail += ": look at the driver on " + pod.nodeName.str() +
                  " and the pod's events. Deleting it by force may give the "
                  "device away while it is still in use.";
      }
    }
    block("pod " + nameOf(pod) + " is ending", std::move(detail), refOf(pod));
  }

  /// Entries that belong to nobody go; with the last of them the allocation goes, as the controller would do it in one write.
  void dropEntries() {
    OrderedJson remaining = OrderedJson::array();
    std::size_t foreign = 0;
    for (const Consumer& consumer : m_use.consumers) {
      if (consumer.state == ConsumerState::foreign && m_wishes.removeForeign) {
        ++foreign;
      } else if (!isDead(consumer.state)) {
        return;  // stopForUsers() has named it
      }
    }
    const std::size_t finished = m_use.count(ConsumerState::finished);
    const auto entries = static_cast<std::int64_t>(m_use.consumers.size());
    m_out.cause = foreign > 0 ? "what it is reserved for is no pod, or gone"
                  : finished == m_use.consumers.size()
                      ? (entries == 1 ? "the pod it is reserved for has ended" : "the pods it is reserved for have ended")
                      : (entries == 1 ? "the pod it is reserved for is gone" : "the pods it is reserved for are gone");
    m_out.why = finished > 0
                    ? "The controller removes a finished pod from status.reservedFor by itself, within seconds; here it has not "
                      "(k/k#141274), or it does not run."
                    : "The controller removes pods that are gone from status.reservedFor; here it has not, or it was not "
                      "running when they went (k/k#132334).";
    m_out.status = OrderedJson{{"status", {{"reservedFor", nullptr}}}};
    m_out.statusTitle = "Remove " + words::counted(entries, "dead entry", "dead entries") + " of status.reservedFor";
    m_out.statusEffect = "Nobody is left in status.reservedFor";
    if (m_claim.allocation != nullptr) {
      (*m_out.status)["status"]["allocation"] = nullptr;
      m_out.statusEffect += ", so the allocation goes in the same write, as the controller does it";
      m_out.released = true;
      m_out.frees = true;
    }
    m_out.statusEffect += ".";
    if (m_claim.meta.deleted().isSet()) {
      m_out.statusEffect += " The controller then lets the deletion finish.";
    }
    if (foreign > 0) {
      warn("An entry that is no pod is removed", "Whoever made it is not told and loses the claim.");
    }
  }

  void finishDeletion() {
    std::vector<std::string> others;
    bool ours = false;
    for (const Text& finalizer : m_claim.meta.finalizers) {
      if (finalizer == kFinalizer || finalizer == kOldFinalizer) {
        ours = true;
      } else {
        others.push_back(words::cut(words::oneLine(finalizer.view()), 80));
      }
    }
    const std::int64_t age = ageMs(m_claim.meta.deleted());
    m_out.cause = "it has been deleted and nobody uses it, yet it stays";
    m_out.why =
        "A deleted claim stays until its finalizers are removed. The claim controller removes its own as soon as nobody is in "
        "status.reservedFor.";
    if (!others.empty()) {
      block("the finalizer " + words::listed(others) + " holds it",
            "It belongs to another controller, which has to remove it: taking it away could leave behind what it guards.");
      return;
    }
    if (age < diagnosis::kLongWaitMs) {
      block("it is being deleted for " + words::duration(age),
            "Waiting is right: nobody uses it, and the claim controller removes its finalizer by itself. Ask again after five "
            "minutes.");
      return;
    }
    if (!ours) {
      block("its deletion waits for something else", "It has no finalizer that is known here: look at its metadata.");
      return;
    }
    if (m_claim.allocation != nullptr) {
      m_out.status = OrderedJson{{"status", {{"allocation", nullptr}}}};
      m_out.statusTitle = "Clear the allocation of " + m_use.name();
      m_out.statusEffect = "Its devices are free.";
      m_out.released = true;
      m_out.frees = true;
    }
    m_out.finalizers = OrderedJson{{"metadata", {{"finalizers", nullptr}}}};
    warn("The claim controller has not done this in " + words::duration(age),
         "It may not run. Look at kube-controller-manager too: other claims will wait for it as well.");
  }

  void holdsNothing() {
    block("it holds no device",
          m_use.waiting.empty() ? "It is not allocated: there is nothing to give back."
                                : "It is not allocated: it waits for pod " + nameOf(*m_use.waiting.front()) + ".",
          self());
  }

  void unused() {
    const bool keep = m_wishes.how == "keep" || (m_wishes.how == "auto" && !m_use.waiting.empty() && !m_use.generated);
    m_out.cause = "no pod uses it";
    m_out.why =
        "Kubernetes takes an allocation back when the last pod leaves. A claim that is allocated and was never reserved, or "
        "whose "
        "entries were removed by hand, is left alone for ever.";
    m_out.frees = true;
    if (m_use.generated) {
      generatedClaim();
    } else if (!m_use.waiting.empty()) {
      namedByPods(keep);
    }
    if (!m_out.blockers.empty()) {
      m_out.frees = false;
      return;
    }
    if (keep) {
      m_out.status = OrderedJson{{"status", {{"allocation", nullptr}}}};
      m_out.statusTitle = "Clear the allocation of " + m_use.name();
      m_out.statusEffect = "The claim stays and is allocated anew when a pod needs it.";
      m_out.released = true;
    } else {
      m_out.remove = true;
    }
  }

  /// Made from a template: it lives and dies with its pod.
  void generatedClaim() {
    const OwnerReference* owner = m_claim.meta.controller();
    if (m_use.owner != nullptr && !m_use.owner->finished() && !m_use.owner->meta.deleted().isSet()) {
      block("it was made for pod " + nameOf(*m_use.owner) + ", which still needs it",
            "The scheduler reserves it when the pod starts, or clears the allocation when the pod cannot run there. To give the "
            "devices "
            "back now, delete the pod.",
            refOf(*m_use.owner));
      return;
    }
    if (m_use.owner != nullptr && m_use.owner->meta.deleted().isSet() && !m_use.owner->finished()) {
      endingConsumer(*m_use.owner);
      return;
    }
    if (m_use.owner == nullptr && m_snapshot.boundOf(Kind::Pod) != Bound::exact) {
      block("its pod " + owner->name.str() + " cannot be seen",
            "It was made from a template. Without permission to read pods nobody can tell whether the pod is gone.");
      return;
    }
    m_out.cause = m_use.owner != nullptr ? "the pod it was made for has ended" : "the pod it was made for is gone";
    m_out.why = m_use.owner != nullptr
                    ? "The claim controller deletes the claim of a pod that has ended; here it has not."
                    : "Garbage collection deletes a claim whose pod is gone; here it has not, or it waits for the finalizer.";
  }

  void namedByPods(bool keep) {
    std::vector<std::string> names;
    for (const Pod* pod : m_use.waiting) {
      names.push_back(nameOf(*pod));
    }
    const std::string pods = words::listed(names);
    if (keep) {
      warn(pods + (names.size() == 1 ? " names it and waits" : " name it and wait"),
           "It is allocated anew for them, maybe on another node: that helps when they cannot run where it is now.",
           Mark::neutral);
    } else {
      warn(pods + (names.size() == 1 ? " names it" : " name it"), "Such a pod waits until a claim of this name exists again.");
    }
  }

  /// A claim on a node that does not answer may still be in use there.
  void lostNode() {
    if (!m_out.frees || m_use.view->node.empty()) {
      return;
    }
    const Node* node = m_snapshot.of<Node>().find({}, m_use.view->node);
    if (node != nullptr && !(node->ready() == "True")) {
      warn("Node " + m_use.view->node.str() + " is not Ready",
           "If a container still runs there, the device may be given to a second one (k/k#141471). Make sure that the node is "
           "down.");
    } else if (m_use.count(ConsumerState::absent) + m_use.count(ConsumerState::replaced) > 0) {
      warn("Was the pod deleted by force?",
           "Then its containers may not have ended yet, and the driver was not asked to give the device back.", Mark::neutral);
    }
  }

  void owners() {
    if (!m_out.remove || m_use.generated || m_claim.meta.owners.empty()) {
      return;
    }
    const OwnerReference& owner = m_claim.meta.owners.front();
    warn(owner.kind.str() + " " + owner.name.str() + " owns it",
         "It may make the claim again, and the devices may be taken again.");
  }

  void classicClaim() {
    m_out.cause = "it is a classic claim";
    m_out.why = "Claims of resource.k8s.io/v1alpha2 and older are allocated and released by their driver's own controller.";
    stopForUsers();
    if (!m_out.blockers.empty()) {
      return;
    }
    if (!m_use.consumers.empty()) {
      block("the driver's controller has to release it",
            "Entries of status.reservedFor are removed by kube-controller-manager first.");
      return;
    }
    m_out.frees = true;
    m_out.remove = true;
    m_out.cause = "no pod uses it";
    if (m_claim.classic->allocationMode == "Immediate") {
      warn("It was allocated in advance (Immediate)", "Whoever made it may want to keep it: ask its owner.");
    }
  }

  const cluster::Snapshot& m_snapshot;
  const ClaimUse& m_use;
  const ResourceClaim& m_claim;
  const ReleaseWishes& m_wishes;
  ReleaseCase m_out;
};

}  // namespace

ReleaseCase caseOf(const cluster::Snapshot& snapshot, const ClaimUse& use, const ReleaseWishes& wishes) {
  return Judge(snapshot, use, wishes).judge();
}

}  // namespace claimscope::actions
