#include "model/allocation/search.h"

#include <fmt/format.h>

#include <algorithm>

namespace claimscope::allocation {

Search::Search(const Attempt& attempt)
    : m_attempt(attempt), m_features(attempt.features), m_view(attempt.view), m_variant(attempt.features.variant()) {}

Outcome Search::run() {
  if (!m_view.error.empty()) {
    return {Outcome::Kind::error, "gather pool information: " + m_view.error, {}};
  }
  if (!prepare()) {
    return {Outcome::Kind::error, std::move(m_error), {}};
  }
  switch (next({}, false, {})) {
    case Step::done:
      return result();
    case Step::fatal:
      return {Outcome::Kind::error, std::move(m_error), {}};
    case Step::tooMany:
      // The first request is an alternative and none of them stays under the limit: upstream reports its own marker.
      return {Outcome::Kind::error, "allocation max size exceeded", {}};
    case Step::failed:
      break;
  }
  const bool invalid = std::any_of(m_view.pools.begin(), m_view.pools.end(),
                                   [](const std::shared_ptr<const Pool>& pool) { return !pool->shown.invalid.empty(); });
  return {Outcome::Kind::doesNotFit, invalid ? "invalid resource pools were encountered" : "", {}};
}

/// Gives devices to everything from `at` on. `inAlternative`: one alternative of the request has been picked. `from`: devices of
/// one request are tried in ascending order only, since another order of the same devices is the same.
Search::Step Search::next(Position at, bool inAlternative, Spot from) {
  if (at.claim >= m_claims.size()) {
    return Step::done;
  }
  ClaimData& claim = m_claims[at.claim];
  if (at.request >= claim.requests.size()) {
    const Step step = next({at.claim + 1, 0, 0, 0}, false, {});
    // A later claim that is too large may fit once an earlier one chose otherwise.
    return step == Step::tooMany ? Step::failed : step;
  }
  const RequestData& data = dataAt(at);
  if (!inAlternative && data.alternative) {
    return firstAvailable(at);
  }
  if (data.body->mode == CountMode::all && data.all.empty()) {
    return Step::failed;
  }
  if (at.device >= data.count) {
    return next({at.claim, at.request + 1, 0, 0}, false, {});
  }
  if (data.count - at.device > kMaxDevices - static_cast<std::int64_t>(claim.chosen.size())) {
    return Step::tooMany;
  }
  return data.body->mode == CountMode::all ? everyDevice(at, inAlternative, data) : anyDevice(at, inAlternative, from, data);
}

Search::Step Search::firstAvailable(Position at) {
  bool onlyTooMany = true;
  for (at.alternative = 0; at.alternative < m_claims[at.claim].requests[at.request].size(); ++at.alternative) {
    const Step step = next(at, true, {});
    if (step == Step::tooMany) {
      continue;  // the next alternative may need fewer devices
    }
    onlyTooMany = false;
    if (step == Step::done) {
      m_claims[at.claim].selected[at.request] = at.alternative;
    }
    if (step != Step::failed) {
      return step;
    }
  }
  return onlyTooMany ? Step::tooMany : Step::failed;
}

Search::Step Search::everyDevice(Position at, bool inAlternative, const RequestData& data) {
  const Spot spot = data.all[static_cast<std::size_t>(at.device)];
  Taken taken;
  const std::optional<bool> took = take(at, data, spot, true, taken);
  if (!took) {
    return Step::fatal;
  }
  if (!*took) {
    return Step::failed;
  }
  const Step step = next({at.claim, at.request, at.alternative, at.device + 1}, inAlternative, {});
  if (step != Step::done) {
    undo(at, data, spot, taken);
  }
  return step;
}

Search::Step Search::anyDevice(Position at, bool inAlternative, Spot from, const RequestData& data) {
  for (std::uint32_t p = from.pool; p < m_view.pools.size(); ++p) {
    const Pool& pool = *m_view.pools[p];
    if (!pool.shown.invalid.empty()) {
      if (!m_features.incompletePoolsForExactCount) {
        continue;
      }
      // Through 1.34 the first invalid pool that is reached ends the attempt.
      m_error = fmt::format("pool {} is invalid: {}", pool.shown.name.view(), pool.shown.invalid);
      return Step::fatal;
    }
    if (pool.shown.incomplete && !m_features.incompletePoolsForExactCount) {
      continue;
    }
    const auto count = static_cast<std::uint32_t>(pool.devices.size());
    for (std::uint32_t d = p == from.pool ? from.device : 0; d < count; ++d) {
      const Spot spot{p, d};
      const std::optional<bool> good = candidate(at, data, spot);
      if (!good) {
        return Step::fatal;
      }
      if (!*good) {
        continue;
      }
      Taken taken;
      const std::optional<bool> took = take(at, data, spot, false, taken);
      if (!took) {
        return Step::fatal;
      }
      if (!*took) {
        continue;
      }
      const Step step = next({at.claim, at.request, at.alternative, at.device + 1}, inAlternative, {p, d + 1});
      if (step == Step::done) {
        return step;
      }
      undo(at, data, spot, taken);
      if (step != Step::failed) {
        return step;
      }
    }
  }
  return Step::failed;
}

std::optional<bool> Search::candidate(const Position& at, const RequestData& data, Spot spot) {
  if (++m_steps > m_attempt.whatIf.maxSteps) {
    m_error = "filter operation aborted: context deadline exceeded";
    return std::nullopt;
  }
  // Whether a device is in use is cheap to know, so selectors of devices in use are never evaluated.
  if (data.body->adminAccess && !data.alternative ? takenBy(spot, at.claim) : inUse(spot)) {
    return false;
  }
  const ResourceClaim& claim = *m_claims[at.claim].claim;
  const std::optional<bool> match = selectable(claim, data, spot);
  if (!match || !*match || !m_features.consumableCapacity) {
    return match;
  }
  return capacityFits(claim, data, spot, "checking");
}

}  // namespace claimscope::allocation
