#include "model/quota/admission.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "model/base/words.h"
#include "model/quota/scopes.h"

namespace claimscope::quota {
namespace {

/// What one object, or one copy with its pod, asks: claims count nothing for a quota with scopes.
struct Portion {
  const Usage& claims;
  const Usage& pod;
  const Pod* form = nullptr;

  [[nodiscard]] Quantity::Nano asks(const ResourceQuota& quota, const Text& key) const {
    const auto amount = [&](const Usage& usage) {
      const auto found = usage.find(key);
      return found == usage.end() ? Quantity::Nano{0} : found->second;
    };
    return (scoped(quota) ? 0 : amount(claims)) + (form == nullptr || inScope(quota, *form) ? amount(pod) : 0);
  }
};

struct Limit {
  const ResourceQuota* quota = nullptr;
  Text key;
  Quantity::Nano hard = 0;
  Quantity::Nano used = 0;
  bool reported = false;
};

class Admission {
 public:
  Admission(const std::vector<const ResourceQuota*>& quotas, const ExtendedResources& extended) {
    for (const ResourceQuota* quota : quotas) {
      for (const auto& [key, hard] : quota->hard) {
        if (!counts(*quota, key, extended)) {
          continue;
        }
        const auto used = std::find_if(quota->used.begin(), quota->used.end(),
                                       [&name = key](const auto& entry) { return entry.first == name; });
        m_limits[quota->meta.namespaceName].push_back({quota, key, hard.nano(),
                                                       used == quota->used.end() ? Quantity::Nano{0} : used->second.nano(),
                                                       used != quota->used.end()});
      }
    }
  }

  /// The keys, in the order of quotas and keys, that have no room for it.
  [[nodiscard]] std::vector<Refusal> refusals(const Text& space, const Portion& portion, std::size_t most) const {
    std::vector<Refusal> out;
    for (const Limit& limit : of(space)) {
      const Quantity::Nano asked = portion.asks(*limit.quota, limit.key);
      if (asked > 0 && limit.used + asked > limit.hard && out.size() < most) {
        out.push_back(
            {limit.quota->meta.name, limit.key, limit.hard, limit.used, asked, limit.reported ? Bound::exact : Bound::unknown});
      }
    }
    return out;
  }
  [[nodiscard]] std::optional<Refusal> refuses(const Text& space, const Portion& portion) const {
    std::vector<Refusal> found = refusals(space, portion, 1);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
  }
  void take(const Text& space, const Portion& portion, std::int64_t copies) {
    if (const auto found = m_limits.find(space); found != m_limits.end()) {
      for (Limit& limit : found->second) {
        limit.used += portion.asks(*limit.quota, limit.key) * copies;
      }
    }
  }
  /// How many times it fits; none when no limit counts it.
  [[nodiscard]] std::optional<std::int64_t> room(const Text& space, const Portion& each) const {
    std::optional<std::int64_t> out;
    for (const Limit& limit : of(space)) {
      const Quantity::Nano asked = each.asks(*limit.quota, limit.key);
      if (asked <= 0) {
        continue;
      }
      const Quantity::Nano copies = limit.used >= limit.hard ? 0 : (limit.hard - limit.used) / asked;
      const auto whole = static_cast<std::int64_t>(std::min<Quantity::Nano>(copies, std::numeric_limits<std::int64_t>::max()));
      out = out ? std::min(*out, whole) : whole;
    }
    return out;
  }
  [[nodiscard]] bool unreported(const Text& space, const Portion& portion) const {
    const std::vector<Limit>& limits = of(space);
    return std::any_of(limits.begin(), limits.end(),
                       [&](const Limit& limit) { return !limit.reported && portion.asks(*limit.quota, limit.key) > 0; });
  }

 private:
  [[nodiscard]] const std::vector<Limit>& of(const Text& space) const {
    static const std::vector<Limit> kNone;
    const auto found = m_limits.find(space);
    return found == m_limits.end() ? kNone : found->second;
  }
  std::map<Text, std::vector<Limit>> m_limits;
};

}  // namespace

std::vector<Verdict> admit(const std::vector<const ResourceQuota*>& quotas, const std::vector<Ask>& asks,
                           const ExtendedResources& extended, Bound quotaBound) {
  Admission admission(quotas, extended);
  std::vector<Verdict> out;
  for (const Ask& ask : asks) {
    Verdict verdict{ask.what, ask.namespaceName, true, true, ask.copies, 0, {}, {}, {}, ask.unknown, quotaBound};
    const Usage none;
    const Portion once{ask.once, none};
    const Portion each{ask.each, ask.pod, ask.form};
    if (admission.unreported(ask.namespaceName, once) || admission.unreported(ask.namespaceName, each)) {
      verdict.bound = combine(verdict.bound, Bound::atMost);
    }
    verdict.refusal = admission.refuses(ask.namespaceName, once);
    verdict.objectAdmitted = !verdict.refusal;
    if (verdict.objectAdmitted) {
      admission.take(ask.namespaceName, once, 1);
    }
    if (ask.copies > 0) {
      verdict.fit = admission.room(ask.namespaceName, each);
      verdict.admittedCopies =
          !verdict.objectAdmitted ? 0 : std::min(ask.copies, verdict.fit.value_or(std::numeric_limits<std::int64_t>::max()));
      const std::int64_t before = verdict.admittedCopies;
      admission.take(ask.namespaceName, each, before);
      if (before < ask.copies && !verdict.refusal) {
        verdict.refusal = admission.refuses(ask.namespaceName, each);
      }
      if (verdict.fit) {
        Admission rest = admission;
        rest.take(ask.namespaceName, each, std::max<std::int64_t>(0, *verdict.fit - before));
        verdict.tight = rest.refuses(ask.namespaceName, each);
      }
    }
    verdict.admitted = verdict.objectAdmitted && verdict.admittedCopies == ask.copies;
    out.push_back(std::move(verdict));
  }
  return out;
}

std::vector<Refusal> refusalsBy(const ResourceQuota& quota, const Usage& claim, const ExtendedResources& extended) {
  const Usage none;
  return Admission({&quota}, extended).refusals(quota.meta.namespaceName, {claim, none}, quota.hard.size());
}

std::string refusalText(const Refusal& refusal) {
  return fmt::format("quota {}: {} has {} of {} in use, this asks for {} more", words::oneLine(refusal.quota.view()),
                     words::oneLine(refusal.key.view()),
                     refusal.usedBound == Bound::unknown ? "an unknown part" : amountText(refusal.used), amountText(refusal.hard),
                     amountText(refusal.asks));
}

}  // namespace claimscope::quota
