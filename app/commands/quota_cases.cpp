// `quota --cases`: what one claim counts, for tests/upstream to compare. One thread.
#include <istream>
#include <ostream>

#include "app/commands/case_lines.h"
#include "app/commands/quota.h"
#include "model/resources/kinds.h"

namespace claimscope::app {
namespace {

template <class T>
Result<std::shared_ptr<const T>> read(const Json& object) {
  std::string bytes = object.dump();
  return decodeObject<T>(object.value("apiVersion", ""), bytes);
}

Json answer(const Json& given) {
  const auto claim = read<ResourceClaim>(given.at("claim"));
  if (!claim) {
    return {{"error", claim.error().text()}};
  }
  quota::ExtendedResources extended;
  for (const Json& one : given.value("classes", Json::array())) {
    if (const auto deviceClass = read<DeviceClass>(one)) {
      extended.add(**deviceClass);
    }
  }
  quota::Usage podUsage;
  if (given.contains("pod")) {
    const auto pod = read<Pod>(given["pod"]);
    if (!pod) {
      return {{"error", pod.error().text()}};
    }
    podUsage = quota::usageOf(**pod);
  }
  Json usage = Json::object();
  for (const auto& [key, amount] : quota::usageOf((*claim)->spec, extended, podUsage)) {
    usage[key.str()] = quota::amountText(amount);
  }
  Json pod = Json::object();
  for (const auto& [key, amount] : podUsage) {
    pod[key.str()] = quota::amountText(amount);
  }
  return {{"usage", usage}, {"podUsage", pod}};
}

}  // namespace

Status answerQuotaCases(std::istream& in, std::ostream& out, const std::string& name) {
  return answerCaseLines(in, out, name, answer);
}

}  // namespace claimscope::app
