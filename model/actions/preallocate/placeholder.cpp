// Way (a): a named claim that a pod which does nothing uses, until a real one does.
#include <fmt/format.h>

#include "model/actions/device_names.h"
#include "model/actions/json_line.h"
#include "model/actions/preallocate/asked.h"
#include "model/allocation/node_selector.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

constexpr std::string_view kRequest = "devices";

template <class T>
Box<T> decodedFrom(const OrderedJson& object) {
  std::string text = jsonLine(object);
  Result<Box<T>> decoded = decodeObject<T>(object.at("apiVersion").get<std::string>(), text);
  return decoded ? *decoded : nullptr;
}

OrderedJson requirements(const List<SelectorRequirement>& list) {
  OrderedJson out = OrderedJson::array();
  for (const SelectorRequirement& one : list) {
    OrderedJson json = {{"key", one.key.str()}, {"operator", allocation::operatorWord(one.op)}};
    for (const Text& value : one.values) {
      json["values"].push_back(value.str());
    }
    out.push_back(std::move(json));
  }
  return out;
}

/// The nodes it may run on: the one that was asked, and those of the pod it is like.
OrderedJson affinityTerms(const Asked& asked) {
  OrderedJson terms = OrderedJson::array();
  if (asked.like != nullptr && asked.like->spec->requiredNodeAffinity) {
    for (const NodeSelectorTerm& term : asked.like->spec->requiredNodeAffinity->terms) {
      OrderedJson one = OrderedJson::object();
      if (!term.matchExpressions.empty()) {
        one["matchExpressions"] = requirements(term.matchExpressions);
      }
      if (!term.matchFields.empty()) {
        one["matchFields"] = requirements(term.matchFields);
      }
      terms.push_back(std::move(one));
    }
  }
  if (!asked.node.empty()) {
    const OrderedJson name = {{"key", "metadata.name"}, {"operator", "In"}, {"values", {asked.node}}};
    if (terms.empty()) {
      terms.push_back(OrderedJson::object());
    }
    for (OrderedJson& term : terms) {
      term["matchFields"] = OrderedJson::array({name});
    }
  }
  return terms;
}

/// Fits the strictest of the Pod Security Standards, asks for next to nothing, and runs until it is deleted.
OrderedJson podObject(const Asked& asked, const std::string& claim) {
  const ApiResource pods{"", "v1", "pods", "Pod", true};
  OrderedJson pod = objectHead(pods, asked.namespaceName, asked.name, asked.lease(asked.existing != cluster::kNone));
  pod["metadata"]["labels"] = {{"app.kubernetes.io/managed-by", "claimscope"}, {"claimscope.io/reservation", asked.name}};
  OrderedJson& spec = pod["spec"];
  spec["restartPolicy"] = "Always";  // one that ends by itself gives the devices back
  spec["terminationGracePeriodSeconds"] = 5;
  spec["automountServiceAccountToken"] = false;
  spec["enableServiceLinks"] = false;
  spec["securityContext"] = {
      {"runAsNonRoot", true}, {"runAsUser", 65535}, {"runAsGroup", 65535}, {"seccompProfile", {{"type", "RuntimeDefault"}}}};
  if (asked.like != nullptr) {
    for (const auto& [key, value] : asked.like->spec->nodeSelector) {
      spec["nodeSelector"][key.str()] = value.str();
    }
  }
  if (const OrderedJson terms = affinityTerms(asked); !terms.empty()) {
    spec["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]["nodeSelectorTerms"] = terms;
  }
  if (!asked.tolerations.empty()) {
    spec["tolerations"] = asked.tolerations;
  }
  const OrderedJson amount = {{"cpu", "10m"}, {"memory", "16Mi"}};
  spec["containers"] = OrderedJson::array(
      {{{"name", "hold"},
        {"image", asked.image},
        {"resources", {{"requests", amount}, {"limits", amount}, {"claims", OrderedJson::array({{{"name", kRequest}}})}}},
        {"securityContext",
         {{"allowPrivilegeEscalation", false}, {"readOnlyRootFilesystem", true}, {"capabilities", {{"drop", {"ALL"}}}}}}}});
  spec["resourceClaims"] = OrderedJson::array({{{"name", kRequest}, {"resourceClaimName", claim}}});
  return pod;
}

class PlaceholderPlanner {
 public:
  PlaceholderPlanner(const cluster::Snapshot& snapshot, const Asked& asked, ActionPlan& plan)
      : m_snapshot(snapshot), m_asked(asked), m_plan(plan), m_adopts(asked.existing != cluster::kNone) {}

  void make() {
    m_claimName = m_adopts ? useOf(m_snapshot, m_asked.existing).claim->meta.name.str() : m_asked.name;
    m_plan.title = m_adopts ? "Hold " + qualified() : fmt::format("Preallocate {} of {}", m_asked.count, m_asked.className);
    checkPlace();
    m_adopts ? adopt() : createClaim();
    createHolder();
    forecast();
    say();
  }

 private:
  [[nodiscard]] std::string qualified() const { return m_asked.namespaceName + "/" + m_claimName; }
  [[nodiscard]] ObjectRef claimRef() const { return {"claim", m_asked.namespaceName, m_claimName}; }

  void checkPlace() {
    const bool seen = m_snapshot.boundOf(Kind::Namespace) == Bound::exact;
    const Namespace* where = m_snapshot.of<Namespace>().find({}, Text(m_asked.namespaceName));
    if (seen && where == nullptr) {
      blockPlan(m_plan, "There is no namespace " + m_asked.namespaceName, "Make it first, or name another with --namespace.",
                "namespace");
    } else if (where != nullptr && where->phase == "Terminating") {
      blockPlan(m_plan, "Namespace " + m_asked.namespaceName + " is being deleted", "Nothing can be made in it.", "namespace");
    }
    if (m_snapshot.of<Pod>().find(Text(m_asked.namespaceName), Text(m_asked.name)) != nullptr) {
      blockPlan(m_plan, "There is a pod " + m_asked.namespaceName + "/" + m_asked.name + " already", "Choose another --name.",
                "name");
    }
    if (!m_asked.className.empty() && m_snapshot.boundOf(Kind::DeviceClass) == Bound::exact &&
        m_snapshot.of<DeviceClass>().find({}, Text(m_asked.className)) == nullptr) {
      blockPlan(m_plan, "There is no DeviceClass " + m_asked.className, "See claimscope get classes.");
    }
  }

  void createClaim() {
    if (m_snapshot.of<ResourceClaim>().find(Text(m_asked.namespaceName), Text(m_asked.name)) != nullptr) {
      blockPlan(m_plan, "There is a claim " + qualified() + " already", "Choose another --name, or hold that claim.", "name");
    }
    Step step;
    step.id = "claim";
    step.title = "Create claim " + qualified();
    step.call = createCall(servedAs(m_snapshot, Kind::ResourceClaim), claimObject(m_snapshot, m_asked));
    step.effect = "A claim without a pod holds nothing yet.";
    step.inverse = removeCall(step.call.target);
    m_plan.needs.push_back({"create", "resource.k8s.io", "resourceclaims", "", m_asked.namespaceName, "", "to create the claim"});
    m_plan.steps.push_back(std::move(step));
  }

  void adopt() {
    const ClaimUse use = useOf(m_snapshot, m_asked.existing);
    if (use.generated) {
      blockPlan(m_plan, qualified() + " was made from a template",
                "It lives and dies with its pod: only a named claim can be held.");
    }
    if (use.claim->meta.deleted().isSet()) {
      blockPlan(m_plan, qualified() + " is being deleted", "No pod can be added to it any more.");
    }
    if (use.claim->classic != nullptr) {
      blockPlan(m_plan, qualified() + " is a classic claim", "Its driver may not let pods share it.");
    }
    for (const Consumer& consumer : use.consumers) {
      if (consumer.pod != nullptr && hasLabel(consumer.pod->meta.annotations(), kReservation)) {
        blockPlan(m_plan, qualified() + " is held already", "By " + consumer.name(*use.claim) + ": renew that reservation.");
      }
    }
    OrderedJson set;
    OrderedJson unset;
    for (const auto& [key, value] : m_asked.lease(true)) {
      if (!value.empty()) {
        set["metadata"]["annotations"][key] = value;
        unset["metadata"]["annotations"][key] = nullptr;
      }
    }
    Step step;
    step.id = "lease";
    step.title = "Write the lease on claim " + qualified();
    step.call = mergePatch(targetOf(m_snapshot, *use.claim), set);
    step.effect = "Owner, purpose and expiry are on the claim; nothing else of it changes.";
    step.inverse = mergePatch(step.call.target, unset);
    m_plan.needs.push_back(
        {"patch", "resource.k8s.io", "resourceclaims", "", m_asked.namespaceName, m_claimName, "to write the lease"});
    m_plan.steps.push_back(std::move(step));
  }

  void createHolder() {
    Step step;
    step.id = "pod";
    step.title = "Create placeholder pod " + m_asked.namespaceName + "/" + m_asked.name;
    step.call = createCall({"", "v1", "pods", "Pod", true}, podObject(m_asked, m_claimName));
    step.effect = "The scheduler allocates the claim for it, and the driver prepares the devices.";
    step.after = {m_plan.steps.back().id};
    step.until = Expectation{Expectation::Kind::claimAllocated,      claimRef(), {}, {}, qualified() + " is allocated",
                             m_asked.wait ? 24 * 3'600'000 : 120'000};
    step.inverse = removeCall(step.call.target);
    m_plan.needs.push_back({"create", "", "pods", "", m_asked.namespaceName, "", "to create the placeholder"});
    m_plan.steps.push_back(std::move(step));
    m_plan.verify.push_back({Expectation::Kind::claimAllocated, claimRef(), {}, {}, qualified() + " is allocated", 60'000});
    m_plan.verify.push_back({Expectation::Kind::podRunning,
                             {"pod", m_asked.namespaceName, m_asked.name},
                             {},
                             {},
                             "the placeholder runs, its devices are prepared",
                             180'000});
  }

  void forecast() {
    if (!waysOffered(m_snapshot).front().possible) {
      return;  // it is blocked for that, and what is asked need not name a class
    }
    const auto pod = decodedFrom<Pod>(podObject(m_asked, m_claimName));
    const auto made = m_adopts ? nullptr : claimOf(m_snapshot, m_asked);
    const ResourceClaim* claim = m_adopts ? useOf(m_snapshot, m_asked.existing).claim : made.get();
    if (pod == nullptr || claim == nullptr) {
      return;
    }
    m_forecast = forecastPlacement(m_snapshot, pod.get(), *claim, m_asked.node);
    if (m_forecast.node.empty()) {
      const std::string reason = m_forecast.reason.empty() ? "No node takes it now." : m_forecast.reason;
      if (m_asked.wait) {
        warnPlan(m_plan, Mark::warning, "It does not fit now and will wait", reason);
      } else {
        blockPlan(m_plan, "It does not fit now",
                  reason + " With --wait the placeholder queues for the devices like any other pod.", "wait");
      }
    }
    if (m_adopts) {
      const ClaimUse use = useOf(m_snapshot, m_asked.existing);
      m_forecast.devices = claim->allocation != nullptr ? deviceNames(m_snapshot, *use.view) : m_forecast.devices;
      m_forecast.indexes = claim->allocation != nullptr ? use.devices() : m_forecast.indexes;
    }
  }

  void say() {
    const Landing landing{true, !m_forecast.node.empty(), m_forecast.node,
                          m_forecast.nodes >= kMostForecastNodes ? 0 : m_forecast.nodes, m_forecast.reason};
    Affected row;
    row.mark = landing.fits ? Mark::good : Mark::blocked;
    row.verdict = "create";
    row.object = {"pod", m_asked.namespaceName, m_asked.name};
    row.reason = "Placeholder";
    row.why = "holds the devices and does nothing";
    row.claims = {qualified()};
    row.landing = landing;
    row.step = "pod";
    m_plan.affected.push_back(std::move(row));
    m_plan.claims.push_back({qualified(), m_forecast.devices, "held", landing, m_adopts ? "exists already" : "made for this"});
    warnPlan(m_plan, Mark::neutral, "Consumers name the claim",
             "spec.resourceClaims: [{name: devices, resourceClaimName: " + m_claimName + "}] in namespace " +
                 m_asked.namespaceName + ". When such a pod uses it, hand the reservation over: that deletes the placeholder.");
    waiters();
    const std::string what =
        m_forecast.indexes.empty() ? words::counted(m_asked.count, "device") : deviceWords(m_snapshot, m_forecast.indexes);
    m_plan.headline = m_plan.blocked() ? qualified() + " cannot be held now: " + m_plan.blockers.front().title + "."
                      : landing.fits
                          ? fmt::format("{} on {} would be held {}.", what, m_forecast.node, leaseWords(m_snapshot, m_asked))
                          : what + " would be waited for, and then held " + leaseWords(m_snapshot, m_asked) + ".";
    m_plan.subline = fmt::format(
        "placeholder {}/{} · {} · owner {}", m_asked.namespaceName, m_asked.name,
        m_forecast.nodes >= kMostForecastNodes ? "fits on many nodes" : "fits on " + words::counted(m_forecast.nodes, "node"),
        m_asked.owner.empty() ? "not named" : words::cut(words::oneLine(m_asked.owner), 60));
    m_plan.undo = m_adopts ? "Undone by deleting the placeholder and taking the lease off the claim."
                           : "Undone by deleting the placeholder and the claim.";
  }

  /// Whoever waits for the same class loses what is held.
  void waiters() {
    std::int64_t waiting = 0;
    for (const cluster::ClaimView& view : m_snapshot.inventory->claims) {
      const bool same = std::any_of(view.classes.begin(), view.classes.end(),
                                    [&](const Text& name) { return name.view() == m_asked.className; });
      waiting += view.heldAt == "allocation" && same ? 1 : 0;
    }
    if (waiting > 0) {
      warnPlan(m_plan, Mark::warning,
               words::counted(waiting, "claim") + " of " + m_asked.className + (waiting == 1 ? " waits" : " wait") + " already",
               "What is held is kept from them too.");
    }
  }

  const cluster::Snapshot& m_snapshot;
  const Asked& m_asked;
  ActionPlan& m_plan;
  bool m_adopts;
  std::string m_claimName;
  Forecast m_forecast;
};

}  // namespace

OrderedJson claimObject(const cluster::Snapshot& snapshot, const Asked& asked) {
  const ApiResource resource = servedAs(snapshot, Kind::ResourceClaim);
  OrderedJson claim = objectHead(resource, asked.namespaceName, asked.name, asked.lease());
  claim["metadata"]["labels"] = {{"app.kubernetes.io/managed-by", "claimscope"}, {"claimscope.io/reservation", asked.name}};
  OrderedJson body = {{"deviceClassName", asked.className}, {"allocationMode", "ExactCount"}, {"count", asked.count}};
  if (!asked.selector.empty()) {
    body["selectors"] = OrderedJson::array({{{"cel", {{"expression", asked.selector}}}}});
  }
  OrderedJson request = {{"name", kRequest}};
  if (resource.version == "v1beta1" || resource.version == "v1alpha3") {
    request.update(body);  // these versions have no `exactly`
  } else {
    request["exactly"] = body;
  }
  claim["spec"]["devices"]["requests"] = OrderedJson::array({request});
  return claim;
}

Box<ResourceClaim> claimOf(const cluster::Snapshot& snapshot, const Asked& asked) {
  return decodedFrom<ResourceClaim>(claimObject(snapshot, asked));
}

Box<Pod> placeholderPod(const cluster::Snapshot& snapshot, const Asked& asked) {
  return decodedFrom<Pod>(
      podObject(asked, asked.existing != cluster::kNone ? useOf(snapshot, asked.existing).claim->meta.name.str() : asked.name));
}

void planPlaceholder(const cluster::Snapshot& snapshot, const Asked& asked, ActionPlan& plan) {
  PlaceholderPlanner(snapshot, asked, plan).make();
}

}  // namespace claimscope::actions
