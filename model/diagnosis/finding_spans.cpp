#include "model/diagnosis/finding_spans.h"

#include <algorithm>
#include <unordered_set>

namespace claimscope::diagnosis {
namespace {

/// A finding that comes back within this time was not away: a check that looks at a burst may miss it once.
constexpr std::int64_t kSameMs = 2'000;

}  // namespace

void FindingSpans::note(Time time, const Diagnosis& diagnosis) {
  std::unordered_set<std::string_view> seen;
  bool changed = false;
  for (const Finding& finding : diagnosis.findings) {
    seen.insert(finding.id);
    const auto [open, added] = m_open.try_emplace(finding.id);
    FindingSpan& span = open->second;
    if (added) {
      changed = true;
      span = {finding.id, finding.title, finding.severity, finding.since.isSet() ? finding.since : time, {}};
      const auto before =
          std::find_if(m_ended.rbegin(), m_ended.rend(), [&](const FindingSpan& ended) { return ended.id == finding.id; });
      if (before != m_ended.rend() && time - before->until <= kSameMs) {
        span.since = before->since;
        m_ended.erase(std::next(before).base());
      }
    } else if (span.title != finding.title || span.severity != finding.severity) {
      changed = true;
      span.title = finding.title;
      span.severity = finding.severity;
    }
  }
  for (auto open = m_open.begin(); open != m_open.end();) {
    if (seen.count(open->first) != 0) {
      ++open;
      continue;
    }
    changed = true;
    open->second.until = time;
    m_ended.push_back(std::move(open->second));
    open = m_open.erase(open);
  }
  if (m_ended.size() > kMost) {
    m_ended.erase(m_ended.begin(), m_ended.begin() + static_cast<std::ptrdiff_t>(m_ended.size() - kMost));
  }
  if (changed) {
    m_shared.reset();
  }
}

std::shared_ptr<const std::vector<FindingSpan>> FindingSpans::spans(Time oldest) {
  const std::size_t before = m_ended.size();
  std::erase_if(m_ended, [&](const FindingSpan& span) { return span.until < oldest; });
  if (m_shared == nullptr || before != m_ended.size()) {
    auto out = std::make_shared<std::vector<FindingSpan>>(m_ended);
    for (const auto& [id, span] : m_open) {
      out->push_back(span);
    }
    std::sort(out->begin(), out->end(),
              [](const FindingSpan& a, const FindingSpan& b) { return a.since != b.since ? a.since < b.since : a.id < b.id; });
    m_shared = std::move(out);
  }
  return m_shared;
}

}  // namespace claimscope::diagnosis
