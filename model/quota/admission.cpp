#include "model/quota/admission.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "model/base/words.h"

namespace claimscope::quota {
namespace {

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
        if (!counts(key, extended)) {
          continue;
        }
        const auto used =
            std::find_if(quota->used.begin(), quota->used.end(), [&](const auto& entry) { return entry.first == key; });
        m_limits[quota->meta.namespaceName].push_back({quota, key, hard.nano(),
                                                       used == quota->used.end() ? Quantity::Nano{0} : used->second.nano(),
                                                       used != quota->used.end()});
      }
    }
  }

  /// The first key, in the order of quotas and keys, that has no room for it.
  [[nodiscard]] std::optional<Refusal> refuses(const Text& space, const Usage& usage) const {
    for (const Limit& limit : of(space)) {
      const auto asked = usage.find(limit.key);
      if (asked != usage.end() && asked->second > 0 && limit.used + asked->second > limit.hard) {
        return Refusal{limit.quota->meta.name,
                       limit.key,
                       limit.hard,
                       limit.used,
                       asked->second,
                       limit.reported ? Bound::exact : Bound::unknown};
      }
    }
    return std::nullopt;
  }
  void take(const Text& space, const Usage& usage) {
    if (const auto found = m_limits.find(space); found != m_limits.end()) {
      for (Limit& limit : found->second) {
        const auto asked = usage.find(limit.key);
        limit.used += asked == usage.end() ? 0 : asked->second;
      }
    }
  }
  /// How many times it fits; none when no limit counts it.
  [[nodiscard]] std::optional<std::int64_t> room(const Text& space, const Usage& each) const {
    std::optional<std::int64_t> out;
    for (const Limit& limit : of(space)) {
      const auto asked = each.find(limit.key);
      if (asked == each.end() || asked->second <= 0) {
        continue;
      }
      const Quantity::Nano copies = limit.used >= limit.hard ? 0 : (limit.hard - limit.used) / asked->second;
      const auto whole = static_cast<std::int64_t>(std::min<Quantity::Nano>(copies, std::numeric_limits<std::int64_t>::max()));
      out = out ? std::min(*out, whole) : whole;
    }
    return out;
  }
  [[nodiscard]] bool unreported(const Text& space, const Usage& usage) const {
    const std::vector<Limit>& limits = of(space);
    return std::any_of(limits.begin(), limits.end(),
                       [&](const Limit& limit) { return !limit.reported && usage.count(limit.key) != 0; });
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
    if (admission.unreported(ask.namespaceName, ask.once) || admission.unreported(ask.namespaceName, ask.each)) {
      verdict.bound = combine(verdict.bound, Bound::atMost);
    }
    verdict.refusal = admission.refuses(ask.namespaceName, ask.once);
    verdict.objectAdmitted = !verdict.refusal;
    if (verdict.objectAdmitted) {
      admission.take(ask.namespaceName, ask.once);
    }
    if (ask.copies > 0) {
      verdict.fit = admission.room(ask.namespaceName, ask.each);
      verdict.admittedCopies =
          !verdict.objectAdmitted ? 0 : std::min(ask.copies, verdict.fit.value_or(std::numeric_limits<std::int64_t>::max()));
      const std::int64_t before = verdict.admittedCopies;
      admission.take(ask.namespaceName, times(ask.each, before));
      if (before < ask.copies && !verdict.refusal) {
        verdict.refusal = admission.refuses(ask.namespaceName, ask.each);
      }
      if (verdict.fit) {
        Admission rest = admission;
        rest.take(ask.namespaceName, times(ask.each, std::max<std::int64_t>(0, *verdict.fit - before)));
        verdict.tight = rest.refuses(ask.namespaceName, ask.each);
      }
    }
    verdict.admitted = verdict.objectAdmitted && verdict.admittedCopies == ask.copies;
    out.push_back(std::move(verdict));
  }
  return out;
}

std::string refusalText(const Refusal& refusal) {
  return fmt::format("quota {}: {} has {} of {} in use, this asks for {} more", words::oneLine(refusal.quota.view()),
                     words::oneLine(refusal.key.view()),
                     refusal.usedBound == Bound::unknown ? "an unknown part" : amountText(refusal.used), amountText(refusal.hard),
                     amountText(refusal.asks));
}

}  // namespace claimscope::quota
