#include "model/allocation/taints.h"

#include <algorithm>

namespace claimscope::allocation {

namespace {

bool blocks(const Taint& taint, const List<Toleration>& tolerations) {
  return (taint.effect == "NoSchedule" || taint.effect == "NoExecute") &&
         std::none_of(tolerations.begin(), tolerations.end(),
                      [&](const Toleration& toleration) { return tolerates(toleration, taint); });
}

}  // namespace

std::vector<const DeviceTaintRule*> rulesOfPool(const std::vector<const DeviceTaintRule*>& rules, const Text& driver,
                                                const Text& pool) {
  std::vector<const DeviceTaintRule*> out;
  for (const DeviceTaintRule* rule : rules) {
    // deviceClassName and selectors existed in 1.33 and 1.34 only, where rules were off; later servers drop the two fields.
    if (rule->hasSelector && (rule->driver.empty() || rule->driver == driver) && (rule->pool.empty() || rule->pool == pool)) {
      out.push_back(rule);
    }
  }
  return out;
}

const Taint* blockingTaint(const Device& device, const std::vector<const DeviceTaintRule*>& rules, const RuleSet& without,
                           const List<Toleration>& tolerations) {
  for (const Taint& taint : device.taints) {
    if (blocks(taint, tolerations)) {
      return &taint;
    }
  }
  for (const DeviceTaintRule* rule : rules) {
    if ((rule->device.empty() || rule->device == device.name) && blocks(rule->taint, tolerations) && !without.contains(rule)) {
      return &rule->taint;
    }
  }
  return nullptr;
}

}  // namespace claimscope::allocation
