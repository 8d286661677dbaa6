#include "model/actions/expectation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "model/actions/migration_outlook.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

constexpr std::array<std::pair<Expectation::Kind, std::string_view>, 23> kExpectationWords = {{
    {Expectation::Kind::podGone, "podGone"},
    {Expectation::Kind::podRunning, "podRunning"},
    {Expectation::Kind::podReady, "podReady"},
    {Expectation::Kind::nodeUnschedulable, "nodeUnschedulable"},
    {Expectation::Kind::nodeSchedulable, "nodeSchedulable"},
    {Expectation::Kind::claimReleased, "claimReleased"},
    {Expectation::Kind::claimAllocated, "claimAllocated"},
    {Expectation::Kind::claimReservedForOther, "claimReservedForOther"},
    {Expectation::Kind::claimGone, "claimGone"},
    {Expectation::Kind::ruleGone, "ruleGone"},
    {Expectation::Kind::ruleExists, "ruleExists"},
    {Expectation::Kind::ruleReports, "ruleReports"},
    {Expectation::Kind::ruleSettled, "ruleSettled"},
    {Expectation::Kind::devicesReleased, "devicesReleased"},
    {Expectation::Kind::driverPublishes, "driverPublishes"},
    {Expectation::Kind::nodeDrained, "nodeDrained"},
    {Expectation::Kind::nodeLabelled, "nodeLabelled"},
    {Expectation::Kind::nodeHandedOver, "nodeHandedOver"},
    {Expectation::Kind::nodeHandedBack, "nodeHandedBack"},
    {Expectation::Kind::objectExists, "objectExists"},
    {Expectation::Kind::workloadMoved, "workloadMoved"},
    {Expectation::Kind::workloadClaimed, "workloadClaimed"},
    {Expectation::Kind::daemonPodReady, "daemonPodReady"},
}};

class Looker {
 public:
  Looker(const cluster::Snapshot& snapshot, const Expectation& expectation) : m_snapshot(snapshot), m_what(expectation) {}

  Outlook answer() const {
    switch (m_what.kind) {
      case Expectation::Kind::podGone:
        return podGone();
      case Expectation::Kind::podRunning:
      case Expectation::Kind::podReady:
        return podUp();
      case Expectation::Kind::nodeUnschedulable:
        return nodeIs(true);
      case Expectation::Kind::nodeSchedulable:
        return nodeIs(false);
      case Expectation::Kind::claimReleased:
      case Expectation::Kind::claimAllocated:
      case Expectation::Kind::claimReservedForOther:
      case Expectation::Kind::claimGone:
        return claim();
      case Expectation::Kind::ruleGone:
      case Expectation::Kind::ruleExists:
      case Expectation::Kind::ruleReports:
      case Expectation::Kind::ruleSettled:
        return rule();
      case Expectation::Kind::devicesReleased:
        return devicesReleased();
      case Expectation::Kind::driverPublishes:
        return driverPublishes();
      case Expectation::Kind::nodeDrained:
        return nodeDrained();
      case Expectation::Kind::daemonPodReady:
        return daemonPodReady();
      case Expectation::Kind::nodeLabelled:
      case Expectation::Kind::nodeHandedOver:
      case Expectation::Kind::nodeHandedBack:
        return lookAtNode(m_snapshot, m_what);
      case Expectation::Kind::objectExists:
      case Expectation::Kind::workloadMoved:
      case Expectation::Kind::workloadClaimed:
        return lookAtWorkload(m_snapshot, m_what);
    }
    return {};
  }

 private:
  /// Why a kind's table cannot be trusted now; empty when it can.
  template <class T>
  std::string blind() const {
    const SourceStatus& status = m_snapshot.source(kKindOf<T>).status;
    switch (status.state) {
      case SourceState::live:
      case SourceState::polling:
      case SourceState::complete:
        return {};
      default:
        return fmt::format("{} are {}", status.resource.resource.empty() ? "objects" : status.resource.resource,
                           sourceStateWord(status.state));
    }
  }
  template <class T>
  const T* find() const {
    return m_snapshot.of<T>().find(Text(m_what.object.namespaceName), Text(m_what.object.name));
  }
  std::string ageWords(Time since) const { return since.isSet() ? words::duration(m_snapshot.time - since) : "some time"; }

  Outlook podGone() const {
    if (std::string why = blind<Pod>(); !why.empty()) {
      return {Outlook::State::notYet, why};
    }
    const Pod* pod = find<Pod>();
    if (pod == nullptr) {
      return {Outlook::State::met, "gone"};
    }
    if (pod->meta.uid.str() != m_what.uid) {
      return {Outlook::State::met, "gone; another pod has its name"};
    }
    // kubectl's --skip-wait-for-delete-timeout: after so many seconds past its grace period nobody waits for the pod any more.
    const std::int64_t skipAfter = std::strtoll(m_what.value.c_str(), nullptr, 10);
    if (skipAfter > 0 && pod->meta.deleted().isSet() && (m_snapshot.time - pod->meta.deleted()) / 1000 > skipAfter) {
      return {Outlook::State::met, terminating(*pod) + "; not waited for any more"};
    }
    return {Outlook::State::notYet, pod->meta.deleted().isSet() ? terminating(*pod) : "still there"};
  }

  /// deletionTimestamp is when the grace period ends.
  std::string terminating(const Pod& pod) const {
    const std::int64_t left = pod.meta.deleted() - m_snapshot.time;
    return left > 0 ? fmt::format("Terminating, {} of its grace period left", words::duration(left))
                    : fmt::format("Terminating, {} past its grace period", words::duration(-left));
  }

  Outlook podUp() const {
    const Pod* pod = find<Pod>();
    if (pod == nullptr) {
      return {Outlook::State::notYet, blind<Pod>().empty() ? "not there yet" : blind<Pod>()};
    }
    const PodCondition* ready = pod->condition("Ready");
    const bool up =
        m_what.kind == Expectation::Kind::podRunning ? pod->phase == "Running" : ready != nullptr && ready->status == "True";
    const bool ended = pod->phase == "Succeeded" || pod->phase == "Failed";
    return {up ? Outlook::State::met : ended ? Outlook::State::never : Outlook::State::notYet, pod->statusWord()};
  }

  Outlook nodeIs(bool unschedulable) const {
    const Node* node = find<Node>();
    if (node == nullptr) {
      return {Outlook::State::notYet, blind<Node>().empty() ? "the node is gone" : blind<Node>()};
    }
    return {node->unschedulable == unschedulable ? Outlook::State::met : Outlook::State::notYet,
            node->unschedulable ? "cordoned" : "schedulable"};
  }

  Outlook claim() const {
    if (std::string why = blind<ResourceClaim>(); !why.empty()) {
      return {Outlook::State::notYet, why};
    }
    const ResourceClaim* found = find<ResourceClaim>();
    if (found != nullptr && !m_what.uid.empty() && m_what.kind != Expectation::Kind::claimReservedForOther &&
        found->meta.uid.str() != m_what.uid) {
      found = nullptr;
    }
    if (found == nullptr) {
      const bool wanted = m_what.kind == Expectation::Kind::claimReleased || m_what.kind == Expectation::Kind::claimGone;
      return {wanted ? Outlook::State::met : Outlook::State::notYet, "the claim is gone"};
    }
    const std::string state = found->stateWord();
    switch (m_what.kind) {
      case Expectation::Kind::claimReleased:
        return {found->allocation == nullptr ? Outlook::State::met : Outlook::State::notYet, state};
      case Expectation::Kind::claimAllocated:
        return {found->allocation != nullptr ? Outlook::State::met : Outlook::State::notYet, state};
      case Expectation::Kind::claimReservedForOther: {
        const auto other = std::find_if(found->reservedFor.begin(), found->reservedFor.end(),
                                        [&](const ClaimConsumer& consumer) { return consumer.uid.str() != m_what.value; });
        return other != found->reservedFor.end() ? Outlook{Outlook::State::met, "reserved for " + other->name.str()}
                                                 : Outlook{Outlook::State::notYet, "no other consumer yet"};
      }
      default:
        return {Outlook::State::notYet, state};
    }
  }

  Outlook rule() const {
    if (std::string why = blind<DeviceTaintRule>(); !why.empty()) {
      return {Outlook::State::notYet, why};
    }
    const DeviceTaintRule* found = find<DeviceTaintRule>();
    if (found == nullptr) {
      return {m_what.kind == Expectation::Kind::ruleGone ? Outlook::State::met : Outlook::State::notYet, "the rule is gone"};
    }
    if (m_what.kind == Expectation::Kind::ruleExists || m_what.kind == Expectation::Kind::ruleGone) {
      return {m_what.kind == Expectation::Kind::ruleExists ? Outlook::State::met : Outlook::State::notYet, "the rule exists"};
    }
    const auto progress = std::find_if(found->conditions.begin(), found->conditions.end(),
                                       [](const Condition& condition) { return condition.type == "EvictionInProgress"; });
    if (progress == found->conditions.end()) {
      return {Outlook::State::notYet, "the controller has said nothing yet"};
    }
    const std::string said = progress->reason.str() + ": " + progress->message.str();
    if (m_what.kind == Expectation::Kind::ruleReports) {
      // The condition of an earlier effect does not count: `value` is the effect that it must speak of.
      return {m_what.value.empty() || found->taint.effect.view() == m_what.value ? Outlook::State::met : Outlook::State::notYet,
              said};
    }
    // NoEffect is still the forecast of the effect None.
    return {progress->status == "False" && progress->reason != "NoEffect" && found->taint.effect.view() == "NoExecute"
                ? Outlook::State::met
                : Outlook::State::notYet,
            said};
  }

  Outlook devicesReleased() const {
    if (std::string why = blind<ResourceClaim>(); !why.empty()) {
      return {Outlook::State::notYet, why};
    }
    const cluster::Inventory& inventory = *m_snapshot.inventory;
    std::vector<std::string> holders;
    const std::vector<cluster::DeviceIndex> devices = devicesNamed();
    for (const cluster::DeviceIndex index : devices) {
      addHolders(inventory, index, holders);
    }
    if (devices.empty()) {
      return {Outlook::State::met, "nothing names the device any more"};
    }
    std::sort(holders.begin(), holders.end());
    holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
    return holders.empty() ? Outlook{Outlook::State::met, "free"}
                           : Outlook{Outlook::State::notYet, "held by " + words::listed(holders)};
  }

  /// The device "pool/device", or all of a pool where the object is one.
  std::vector<cluster::DeviceIndex> devicesNamed() const {
    const cluster::Inventory& inventory = *m_snapshot.inventory;
    const Text driver(m_what.object.namespaceName);
    if (m_what.object.kind == "pool") {
      std::vector<cluster::DeviceIndex> out;
      for (cluster::DeviceIndex i = 0; i < inventory.devices.size(); ++i) {
        if (inventory.devices[i].driver == driver && inventory.devices[i].pool.view() == m_what.object.name) {
          out.push_back(i);
        }
      }
      return out;
    }
    const std::size_t slash = m_what.object.name.rfind('/');
    const cluster::DeviceIndex index =
        slash == std::string::npos
            ? cluster::kNone
            : inventory.findDevice(driver, Text(m_what.object.name.substr(0, slash)), Text(m_what.object.name.substr(slash + 1)));
    return index == cluster::kNone ? std::vector<cluster::DeviceIndex>{} : std::vector<cluster::DeviceIndex>{index};
  }

  /// Claims that hold the device, admin access left out.
  void addHolders(const cluster::Inventory& inventory, cluster::DeviceIndex index, std::vector<std::string>& holders) const {
    for (const cluster::ClaimIndex holder : inventory.devices[index].claims) {
      const ResourceClaim* object = m_snapshot.of<ResourceClaim>().at(inventory.claims[holder].slot);
      const bool holds = object != nullptr && object->allocation != nullptr &&
                         std::any_of(object->allocation->results.begin(), object->allocation->results.end(),
                                     [&](const DeviceAllocation& result) {
                                       const cluster::DeviceView& device = inventory.devices[index];
                                       return !result.adminAccess && result.driver == device.driver &&
                                              result.pool == device.pool && result.device == device.name;
                                     });
      if (holds) {
        holders.push_back(object->meta.namespaceName.str() + "/" + object->meta.name.str());
      }
    }
  }

  Outlook driverPublishes() const {
    if (std::string why = blind<ResourceSlice>(); !why.empty()) {
      return {Outlook::State::notYet, why};
    }
    std::int64_t devices = 0;
    m_snapshot.of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) {
      if (slice.driver.view() == m_what.object.namespaceName && slice.nodeName.view() == m_what.object.name) {
        devices += static_cast<std::int64_t>(slice.devices.size());
      }
    });
    return {devices > 0 ? Outlook::State::met : Outlook::State::notYet, words::counted(devices, "device") + " published"};
  }

  Outlook nodeDrained() const {
    if (std::string why = blind<Pod>(); !why.empty()) {
      return {Outlook::State::notYet, why};
    }
    std::vector<std::string> left;
    m_snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
      const OwnerReference* owner = pod.meta.controller();
      if (pod.nodeName.view() != m_what.object.name || pod.finished() || (owner != nullptr && owner->kind == "DaemonSet") ||
          hasLabel(pod.meta.annotations(), "kubernetes.io/config.mirror") ||
          ("," + m_what.value + ",").find("," + pod.meta.uid.str() + ",") != std::string::npos) {
        return;
      }
      left.push_back(pod.meta.namespaceName.str() + "/" + pod.meta.name.str());
    });
    std::sort(left.begin(), left.end());
    return left.empty() ? Outlook{Outlook::State::met, "no pod is left that drain removes"}
                        : Outlook{Outlook::State::notYet, "left: " + words::listed(left)};
  }

  Outlook daemonPodReady() const {
    Outlook out{Outlook::State::notYet, "no new pod of " + m_what.value + " yet"};
    m_snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
      const OwnerReference* owner = pod.meta.controller();
      if (pod.nodeName.view() != m_what.object.name || owner == nullptr || owner->kind != "DaemonSet" ||
          owner->name.view() != m_what.value || pod.meta.uid.str() == m_what.uid ||
          (!m_what.object.namespaceName.empty() && pod.meta.namespaceName.view() != m_what.object.namespaceName)) {
        return;
      }
      const PodCondition* ready = pod.condition("Ready");
      const bool up = ready != nullptr && ready->status == "True";
      if (out.state != Outlook::State::met) {
        out = {up ? Outlook::State::met : Outlook::State::notYet, pod.meta.name.str() + " is " + pod.statusWord()};
      }
    });
    return out;
  }

  const cluster::Snapshot& m_snapshot;
  const Expectation& m_what;
};

}  // namespace

std::string_view expectationWord(Expectation::Kind kind) {
  const auto found =
      std::find_if(kExpectationWords.begin(), kExpectationWords.end(), [&](const auto& entry) { return entry.first == kind; });
  return found == kExpectationWords.end() ? std::string_view() : found->second;
}

bool readExpectationWord(std::string_view word, Expectation::Kind& out) {
  const auto found =
      std::find_if(kExpectationWords.begin(), kExpectationWords.end(), [&](const auto& entry) { return entry.second == word; });
  if (found == kExpectationWords.end() || word.empty()) {
    return false;
  }
  out = found->first;
  return true;
}

Outlook look(const cluster::Snapshot& snapshot, const Expectation& expectation) {
  return Looker(snapshot, expectation).answer();
}

}  // namespace claimscope::actions
