// Money and Hours: sums that say how sure they are. Values; any thread.
#pragma once

#include <cstdint>
#include <string>

#include "model/base/bound.h"

namespace claimscope::cost {

/// A sum of parts of which some may have no value: then it is at least what is known, and nothing at all when none is.
class Sum {
 public:
  void add(double value, Bound bound = Bound::exact) {
    if (bound == Bound::unknown) {
      m_unknown = true;
      return;
    }
    m_known = true;
    m_value += value;
    m_less = m_less || bound == Bound::atMost;
    m_more = m_more || bound == Bound::atLeast;
  }
  void add(const Sum& other) {
    m_value += other.m_value;
    m_known = m_known || other.m_known;
    m_unknown = m_unknown || other.m_unknown;
    m_less = m_less || other.m_less;
    m_more = m_more || other.m_more;
  }
  void weaken(Bound bound) {
    m_less = m_less || bound == Bound::atMost;
    m_more = m_more || bound == Bound::atLeast;
    m_unknown = m_unknown || bound == Bound::unknown;
  }
  [[nodiscard]] double value() const { return m_value; }
  /// Unknown where only a part is known and that part is at most: nothing can be said of the whole.
  [[nodiscard]] Bound bound() const {
    if (m_unknown && !m_known) {
      return Bound::unknown;
    }
    const bool more = m_more || m_unknown;
    return more && m_less ? Bound::unknown : more ? Bound::atLeast : m_less ? Bound::atMost : Bound::exact;
  }
  [[nodiscard]] bool known() const { return bound() != Bound::unknown; }
  [[nodiscard]] bool nothing() const { return !m_unknown && m_value == 0; }

 private:
  double m_value = 0;
  bool m_known = false;
  bool m_unknown = false;
  bool m_less = false;
  bool m_more = false;
};

/// "$58,200", "$16.29" below a hundred, "?" where it is unknown; bounds with "≥" or "≤" before. `currency` is "USD" or any code.
[[nodiscard]] std::string moneyText(const Sum& money, const std::string& currency);
/// "21,300", "30.5" below a hundred, "?".
[[nodiscard]] std::string hoursText(const Sum& hours);

}  // namespace claimscope::cost
