// Way (c): classic DRA (1.26 to 1.30) allocates a claim with allocationMode Immediate right after it was made.
#include <fmt/format.h>

#include "model/actions/preallocate/asked.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

/// GROUP/KIND/NAME, or KIND/NAME of the core group.
OrderedJson parametersOf(const std::string& text) {
  const std::size_t last = text.rfind('/');
  const std::size_t first = last == std::string::npos || last == 0 ? std::string::npos : text.rfind('/', last - 1);
  OrderedJson out = OrderedJson::object();
  if (first != std::string::npos) {
    out["apiGroup"] = text.substr(0, first);
  }
  const std::size_t begin = first == std::string::npos ? 0 : first + 1;
  out["kind"] = last == std::string::npos ? text : text.substr(begin, last - begin);
  out["name"] = last == std::string::npos ? text : text.substr(last + 1);
  return out;
}

}  // namespace

void planImmediate(const cluster::Snapshot& snapshot, const Asked& asked, ActionPlan& plan) {
  const std::string name = asked.namespaceName + "/" + asked.name;
  plan.title = "Preallocate " + asked.className + " by Immediate allocation";
  for (const WayOffer& offer : waysOffered(snapshot)) {
    if (offer.way == Way::immediate && !offer.possible) {
      blockPlan(plan, "This server has no Immediate allocation", offer.because + " Use a placeholder pod or a taint.", "way");
    }
  }
  if (asked.className.empty()) {
    blockPlan(plan, "A ResourceClass is needed", "Name the class whose driver allocates the claim.");
  }
  if (snapshot.boundOf(Kind::ResourceClass) == Bound::exact && !asked.className.empty() &&
      snapshot.of<ResourceClass>().find({}, Text(asked.className)) == nullptr) {
    blockPlan(plan, "There is no ResourceClass " + asked.className, "See claimscope get classes.");
  }
  if (snapshot.of<ResourceClaim>().find(Text(asked.namespaceName), Text(asked.name)) != nullptr) {
    blockPlan(plan, "There is a claim " + name + " already", "Choose another --name.", "name");
  }
  if (!asked.selector.empty() || asked.count != 1) {
    warnPlan(plan, Mark::warning, "Count and selector are not used",
             "In classic DRA they stand in the parameters object, which the driver reads.");
  }
  const ApiResource resource = servedAs(snapshot, Kind::ResourceClaim);
  OrderedJson claim = objectHead(resource, asked.namespaceName, asked.name, asked.lease());
  claim["spec"] = {{"resourceClassName", asked.className}, {"allocationMode", "Immediate"}};
  if (!asked.parameters.empty()) {
    claim["spec"]["parametersRef"] = parametersOf(asked.parameters);
  }
  Step step;
  step.id = "claim";
  step.title = "Create claim " + name;
  step.call = createCall(resource, claim);
  step.effect = "Its driver allocates it now, before any pod.";
  step.until = Expectation{
      Expectation::Kind::claimAllocated, {"claim", asked.namespaceName, asked.name}, {}, {}, name + " is allocated", 120'000};
  step.inverse = removeCall(step.call.target);
  plan.verify.push_back(*step.until);
  plan.steps.push_back(std::move(step));
  plan.needs.push_back({"create", "resource.k8s.io", "resourceclaims", "", asked.namespaceName, "", "to create the claim"});
  plan.claims.push_back({name, {}, "held", {}, "which devices, only the driver knows"});
  plan.headline = plan.blocked() ? name + " cannot be preallocated: " + plan.blockers.front().title + "."
                                 : name + " would be allocated by its driver and held " + leaseWords(snapshot, asked) + ".";
  plan.subline = "allocationMode: Immediate · class " + asked.className;
  plan.undo = "Undone by deleting the claim.";
}

}  // namespace claimscope::actions
