// PendingRows: the choice of the worst, and cells in the columns of the Overview. GUI thread.
#include "ui/pages/overview/pending_rows.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/base/tell.h"

namespace claimscope::ui {
namespace {

constexpr std::array<int, 7> kClaimColumn{ClaimRows::kName, ClaimRows::kNamespace, ClaimRows::kClass, ClaimRows::kWants,
                                          ClaimRows::kAge,  ClaimRows::kHeldAt,    ClaimRows::kWhy};

std::vector<Column> makeColumns() {
  struct Spec {
    const char* id;
    const char* title;
    int width;
    bool right;
  };
  constexpr std::array<Spec, 7> kSpecs{{{"name", QT_TR_NOOP("Claim"), 230, false},
                                        {"namespace", QT_TR_NOOP("Namespace"), 98, false},
                                        {"class", QT_TR_NOOP("Device class"), 132, false},
                                        {"wants", QT_TR_NOOP("Wants"), 50, true},
                                        {"age", QT_TR_NOOP("Age"), 86, true},
                                        {"held", QT_TR_NOOP("Held at"), 78, false},
                                        {"why", QT_TR_NOOP("Why"), 120, false}}};
  std::vector<Column> columns;
  for (const Spec& spec : kSpecs) {
    Column column;
    column.id = QString::fromLatin1(spec.id);
    column.title = tell(spec.title);
    column.width = spec.width;
    column.right = spec.right;
    columns.push_back(column);
  }
  columns[PendingRows::kWhy].stretch = true;
  columns[2].dispensable = true;  // on a small screen why it waits counts for more than its class
  return columns;
}

/// Worst finding by row, resolved once from the few objects that findings name.
std::unordered_map<Row, diagnosis::Severity> severityByRow(const View& view) {
  const cluster::Snapshot& snapshot = *view.snapshot;
  std::unordered_map<cluster::Slot, std::vector<Row>> missingByPod;
  for (std::size_t i = 0; i < snapshot.inventory->missing.size(); ++i) {
    missingByPod[snapshot.inventory->missing[i].pod].push_back(static_cast<Row>(snapshot.inventory->claims.size() + i));
  }
  std::unordered_map<Row, diagnosis::Severity> out;
  const auto note = [&](Row row, diagnosis::Severity severity) {
    const auto [found, fresh] = out.try_emplace(row, severity);
    if (!fresh) {
      found->second = std::min(found->second, severity);  // critical is the lowest
    }
  };
  for (const diagnosis::Finding& finding : view.diagnosis->findings) {
    for (const ObjectRef& object : finding.objects) {
      if (const cluster::ClaimIndex claim = findClaim(snapshot, object); claim != cluster::kNone) {
        note(claim, finding.severity);
      } else if (object.kind == "pod" && !missingByPod.empty()) {
        const auto rows = missingByPod.find(snapshot.of<Pod>().slotOf(Text(object.namespaceName), Text(object.name)));
        if (rows != missingByPod.end()) {
          std::for_each(rows->second.begin(), rows->second.end(), [&](Row row) { note(row, finding.severity); });
        }
      }
    }
  }
  return out;
}

}  // namespace

PendingChoice choosePending(const View& view, const ClaimFacts& facts) {
  const std::unordered_map<Row, diagnosis::Severity> severity = severityByRow(view);
  struct Candidate {
    int rank;
    Time created;
    Row row;
  };
  std::vector<Candidate> candidates;
  PendingChoice out;
  for (Row row = 0; row < facts.facts.size(); ++row) {
    const ClaimFacts::Fact& fact = facts.facts[row];
    if (fact.band != 0) {
      continue;
    }
    const auto found = severity.find(row);
    candidates.push_back({found == severity.end() ? 9 : static_cast<int>(found->second), fact.created, row});
    if (fact.created.isSet()) {
      out.waitingSince.push_back(fact.created);
    }
  }
  const std::size_t count = std::min(PendingChoice::kMost, candidates.size());
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(count), candidates.end(),
                    [](const Candidate& a, const Candidate& b) {
                      return std::tie(a.rank, a.created, a.row) < std::tie(b.rank, b.created, b.row);
                    });
  for (std::size_t i = 0; i < count; ++i) {
    out.worst.push_back(candidates[i].row);
  }
  return out;
}

PendingRows::PendingRows(std::shared_ptr<const ClaimRows> claims, std::shared_ptr<const PendingChoice> choice, Time now,
                         std::optional<std::int64_t> usualMs)
    : m_claims(std::move(claims)), m_choice(std::move(choice)), m_now(now), m_usualMs(usualMs) {}

const std::vector<Column>& PendingRows::columns() const {
  return inLanguage<makeColumns>();
}

Cell PendingRows::cell(Row row, int column) const {
  Cell cell = m_claims->cell(claimRow(row), kClaimColumn[static_cast<std::size_t>(column)]);
  if (column == kName && object(row).kind == "pod") {
    cell.text += tell(", no claim");
  }
  if (column == kWhy && cell.ink == Ink::disabled && m_usualMs) {
    const Time created = m_claims->facts().facts[claimRow(row)].created;
    if (created.isSet() && m_now - created <= *m_usualMs) {
      cell.text = tell("normal: p95 is %1").arg(age(*m_usualMs, true));
      cell.role = FontRole::small;
      cell.ink = Ink::secondary;
    }
  }
  return cell;
}

SortKey PendingRows::sortKey(Row row, int column) const {
  return m_claims->sortKey(claimRow(row), kClaimColumn[static_cast<std::size_t>(column)]);
}

Row PendingRows::find(const ObjectRef& object) const {
  const Row wanted = m_claims->find(object);
  const auto found = std::find(m_choice->worst.begin(), m_choice->worst.end(), wanted);
  return wanted == kNoRow || found == m_choice->worst.end() ? kNoRow : static_cast<Row>(found - m_choice->worst.begin());
}

}  // namespace claimscope::ui
