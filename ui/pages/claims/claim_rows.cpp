// ClaimRows: cells, sort keys and filter values of claims. GUI thread.
#include "ui/pages/claims/claim_rows.h"

#include <algorithm>
#include <array>

#include "model/diagnosis/wait_reason.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/tell.h"

namespace claimscope::ui {
namespace {

using cluster::ClaimView;

Cell dash() {
  Cell cell;
  cell.text = QStringLiteral("–");
  cell.ink = Ink::disabled;
  return cell;
}

Cell textCell(const QString& text, FontRole role, Ink ink) {
  if (text.isEmpty()) {
    return dash();
  }
  Cell cell;
  cell.text = text;
  cell.role = role;
  cell.ink = ink;
  return cell;
}

Cell numberCell(std::int64_t value) {
  return textCell(number(value), FontRole::mono, Ink::primary);
}

Cell ageCell(Time created, Time now) {
  return created.isSet() ? textCell(age(std::max<std::int64_t>(0, now - created)), FontRole::mono, Ink::primary) : dash();
}

SortKey textKey(std::string_view text) {
  return {text.empty(), 0, text};
}
SortKey numberKey(double value) {
  return {false, value, {}};
}

}  // namespace

std::vector<Column> claimColumns(ClaimGrouping grouping) {
  const auto column = [](const char* id, const QString& title, int width, bool right = false, bool shown = true) {
    Column out;
    out.id = QString::fromLatin1(id);
    out.title = title;
    out.width = width;
    out.right = right;
    out.shown = shown;
    return out;
  };
  std::vector<Column> columns{column("name", tell("Claim"), 214),
                              column("namespace", tell("Namespace"), 100, false, grouping != ClaimGrouping::namespaceName),
                              column("class", tell("Device class"), 128, false, grouping != ClaimGrouping::deviceClass),
                              column("wants", tell("Wants"), 50, true),
                              column("state", tell("State"), 136),
                              column("held", tell("Held at"), 74, false, grouping != ClaimGrouping::heldAt),
                              column("why", tell("Why"), 150),
                              column("devices", tell("Devices"), 58, true),
                              column("node", tell("Node"), 102),
                              column("pods", tell("Pods"), 40, true),
                              column("owner", tell("Owner"), 140, false, false),
                              column("age", tell("Age"), 96, true),
                              column("latency", tell("Latency"), 72, true)};
  columns[ClaimRows::kWhy].stretch = true;
  columns[ClaimRows::kLatency].tooltip = tell("Latency, creation to allocation");
  return columns;
}

ClaimRows::ClaimRows(const View& view, std::shared_ptr<const ClaimFacts> facts, std::shared_ptr<const SeverityByObject> severity,
                     std::shared_ptr<const std::vector<Column>> columns, bool grouped)
    : m_snapshot(view.snapshot),
      m_diagnosis(view.diagnosis),
      m_claims(&view.snapshot->inventory->claims),
      m_facts(std::move(facts)),
      m_severity(std::move(severity)),
      m_columns(std::move(columns)),
      m_grouped(grouped) {}

const ResourceClaim* ClaimRows::objectOf(Row row) const {
  const ClaimView* claim = claimOf(row);
  return claim == nullptr ? nullptr : m_snapshot->of<ResourceClaim>().at(claim->slot);
}

const Pod* ClaimRows::podOf(Row row) const {
  return m_snapshot->of<Pod>().at(missingOf(row).pod);
}

const Text& ClaimRows::namespaceOf(Row row) const {
  static const Text kNone;
  if (claimOf(row) != nullptr) {
    const ResourceClaim* object = objectOf(row);
    return object == nullptr ? kNone : object->meta.namespaceName;
  }
  const Pod* pod = podOf(row);
  return pod == nullptr ? kNone : pod->meta.namespaceName;
}

ObjectRef ClaimRows::object(Row row) const {
  if (const ResourceClaim* claim = objectOf(row)) {
    return refOf("claim", claim->meta);
  }
  const Pod* pod = claimOf(row) == nullptr ? podOf(row) : nullptr;
  return pod == nullptr ? ObjectRef{} : refOf("pod", pod->meta);
}

Row ClaimRows::find(const ObjectRef& object) const {
  if (const cluster::ClaimIndex index = findClaim(*m_snapshot, object); index != cluster::kNone) {
    return index;
  }
  const auto& missing = m_snapshot->inventory->missing;
  for (std::size_t i = 0; object.kind == "pod" && i < missing.size(); ++i) {
    const Pod* pod = m_snapshot->of<Pod>().at(missing[i].pod);
    if (pod != nullptr && pod->meta.name == object.name && pod->meta.namespaceName == object.namespaceName) {
      return static_cast<Row>(m_claims->size() + i);
    }
  }
  return kNoRow;
}

std::uint64_t ClaimRows::identity(Row row) const {
  if (const ResourceClaim* claim = objectOf(row)) {
    return mixIdentity(mixIdentity(1, claim->meta.namespaceName.hash()), claim->meta.name.hash());
  }
  const Pod* pod = claimOf(row) == nullptr ? podOf(row) : nullptr;
  return pod == nullptr ? row
                        : mixIdentity(mixIdentity(mixIdentity(2, pod->meta.namespaceName.hash()), pod->meta.name.hash()),
                                      missingOf(row).entry.hash());
}

Cell ClaimRows::nameCell(Row row) const {
  const ObjectRef ref = object(row);
  Cell cell;
  cell.role = FontRole::mono;
  cell.ink = Ink::primary;
  cell.elide = Qt::ElideMiddle;
  cell.text = plain(ref.name);
  if (claimOf(row) == nullptr) {
    cell.text += QStringLiteral(" › ") + plain(missingOf(row).entry.view());
  }
  const auto severity = m_severity->find(ref.str());
  if (severity != m_severity->end()) {
    cell.mark = markOf(severity->second);
  } else if (band(row) == 0) {
    cell.mark = Mark::pending;
  }
  return cell;
}

std::string_view ClaimRows::whyOf(Row row) const {
  const ClaimView* claim = claimOf(row);
  const Pod* pod = claim == nullptr ? podOf(row) : nullptr;
  const ResourceClaim* object = objectOf(row);
  const Uid* uid = object != nullptr ? &object->meta.uid : pod != nullptr ? &pod->meta.uid : nullptr;
  const std::string_view told = claim == nullptr ? std::string_view(missingOf(row).why) : std::string_view(claim->why);
  return m_diagnosis != nullptr && uid != nullptr && m_facts->facts[row].band == 0
             ? diagnosis::waitReasonOf(*m_diagnosis, *uid, told)
             : told;
}

Cell ClaimRows::whyCell(Row row) const {
  const std::string_view why = whyOf(row);
  Cell cell = textCell(said(why), FontRole::small, Ink::secondary);
  const ClaimView* claim = claimOf(row);
  const std::string_view verbatim = claim == nullptr ? std::string_view(missingOf(row).why) : std::string_view(claim->why);
  if (verbatim != why && !verbatim.empty()) {
    cell.tooltip = cell.text + QLatin1Char('\n') + plain(verbatim);
  }
  return cell;
}

Cell ClaimRows::missingCell(Row row, int column) const {
  const cluster::MissingClaim& missing = missingOf(row);
  const Pod* pod = podOf(row);
  switch (column) {
    case kNamespace:
      return textCell(plain(namespaceOf(row).view()), FontRole::small, Ink::secondary);
    case kState: {
      Cell cell = textCell(tell("no claim yet"), FontRole::small, Ink::primary);
      cell.mark = Mark::notConfigured;
      return cell;
    }
    case kHeldAt:
      return textCell(plain(missing.heldAt), FontRole::small, Ink::primary);
    case kWhy:
      return whyCell(row);
    case kPods:
      return numberCell(1);
    case kAge:
      return pod == nullptr ? dash() : ageCell(pod->meta.created, m_snapshot->time);
    case kLatency: {
      Cell cell = pod == nullptr ? dash()
                                 : textCell(seconds(std::max<std::int64_t>(0, m_snapshot->time - pod->meta.created)),
                                            FontRole::mono, Ink::secondary);
      cell.bound = QStringLiteral("≥");
      return cell;
    }
    default:
      return dash();
  }
}

Cell ClaimRows::cell(Row row, int column) const {
  if (column == kName) {
    return nameCell(row);
  }
  const ClaimView* claim = claimOf(row);
  if (claim == nullptr) {
    return missingCell(row, column);
  }
  const ResourceClaim* object = objectOf(row);
  if (object == nullptr) {
    return dash();
  }
  switch (column) {
    case kNamespace:
      return textCell(plain(object->meta.namespaceName.view()), FontRole::small, Ink::secondary);
    case kClass: {
      QStringList names;
      for (const Text& name : claim->classes) {
        names << plain(name.view());
      }
      return textCell(names.join(QStringLiteral(", ")), FontRole::small, Ink::secondary);
    }
    case kWants:
      return claim->wantsAll ? textCell(tell("all"), FontRole::mono, Ink::primary) : numberCell(claim->wanted);
    case kState: {
      Cell cell = textCell(plain(claim->state), FontRole::small, Ink::primary);
      const ClaimShape shape = claimShape(claim->state);
      cell.state = shape.state;
      cell.mark = shape.mark;
      return cell;
    }
    case kHeldAt:
      return textCell(plain(claim->heldAt), FontRole::small, Ink::primary);
    case kWhy:
      return whyCell(row);
    case kDevices:
      return claim->devices.empty() ? dash() : numberCell(static_cast<std::int64_t>(claim->devices.size()));
    case kNode: {
      Cell cell = textCell(plain(claim->node.view()), FontRole::monoSmall, claim->node.empty() ? Ink::disabled : Ink::secondary);
      cell.elide = Qt::ElideMiddle;
      return cell;
    }
    case kPods: {
      if (claim->pods.empty() && printedBound(*m_snapshot, Kind::Pod) != Bound::exact) {
        return textCell(QStringLiteral("?"), FontRole::mono, Ink::muted);  // hidden or not read yet is not none
      }
      Cell cell = numberCell(static_cast<std::int64_t>(claim->pods.size()));
      if (claim->pods.empty()) {
        cell.ink = m_facts->facts[row].tab == ClaimTab::allocated ? Ink::warning : Ink::secondary;
      }
      return cell;
    }
    case kOwner:
      return textCell(plain(claim->owner), FontRole::monoSmall, Ink::secondary);
    case kAge:
      return ageCell(object->meta.created, m_snapshot->time);
    case kLatency: {
      const ClaimLatency latency = claimLatency(*object, m_snapshot->time);
      if (latency.bound == Bound::unknown) {
        Cell cell = textCell(QStringLiteral("?"), FontRole::mono, Ink::muted);
        cell.tooltip = tell("The server does not say when it was allocated.");
        return cell;
      }
      if (latency.ms == 0 && latency.bound != Bound::atLeast) {
        return textCell(QStringLiteral("<1 s"), FontRole::mono, Ink::secondary);  // the API counts whole seconds
      }
      Cell cell = textCell(seconds(latency.ms), FontRole::mono, Ink::secondary);
      cell.bound = boundMark(latency.bound);
      return cell;
    }
    default:
      return {};
  }
}

SortKey ClaimRows::sortKey(Row row, int column) const {
  const ClaimView* claim = claimOf(row);
  const ResourceClaim* object = objectOf(row);
  switch (column) {
    case kName: {
      const Pod* pod = claim == nullptr ? podOf(row) : nullptr;
      return textKey(object != nullptr ? object->meta.name.view() : pod != nullptr ? pod->meta.name.view() : std::string_view());
    }
    case kNamespace:
      return textKey(namespaceOf(row).view());
    case kClass:
      return claim == nullptr || claim->classes.empty() ? SortKey{true, 0, {}} : textKey(claim->classes.front().view());
    case kWants:
      return claim == nullptr ? SortKey{true, 0, {}} : numberKey(static_cast<double>(claim->wanted));
    case kState:
      return numberKey(static_cast<double>(m_facts->facts[row].tab));
    case kHeldAt:
      return textKey(claim == nullptr ? std::string_view(missingOf(row).heldAt) : std::string_view(claim->heldAt));
    case kWhy:
      return textKey(whyOf(row));
    case kDevices:
      return claim == nullptr || claim->devices.empty() ? SortKey{true, 0, {}}
                                                        : numberKey(static_cast<double>(claim->devices.size()));
    case kNode:
      return textKey(claim == nullptr ? std::string_view() : claim->node.view());
    case kPods:
      return numberKey(claim == nullptr ? 1 : static_cast<double>(claim->pods.size()));
    case kOwner:
      return textKey(claim == nullptr ? std::string_view() : std::string_view(claim->owner));
    case kAge: {
      // Older is more: the sort runs on the creation time, which does not move.
      const Time created = m_facts->facts[row].created;
      return created.isSet() ? numberKey(-static_cast<double>(created.ms)) : SortKey{true, 0, {}};
    }
    case kLatency: {
      const ClaimLatency latency = object != nullptr ? claimLatency(*object, m_snapshot->time) : ClaimLatency{};
      return latency.bound == Bound::unknown ? SortKey{true, 0, {}} : numberKey(static_cast<double>(latency.ms));
    }
    default:
      return {};
  }
}

RowGroup ClaimRows::group(std::uint32_t index, std::uint32_t accepted) const {
  const ClaimFacts::Group& group = m_facts->groups[index];
  RowGroup out;
  out.title = group.key.empty() ? tell("(none)") : plain(group.key.view());
  out.scope = accepted == group.rows ? counted(group.rows, tell("claim"), tell("claims"))
                                     : tell("%1 of %2 claims").arg(number(accepted), number(group.rows));
  QStringList parts;
  if (group.waiting != 0) {
    parts << tell("%1 wait").arg(number(group.waiting));
  }
  if (group.unused != 0) {
    parts << tell("%1 reserved by no pod").arg(number(group.unused));
  }
  out.summary = parts.join(QStringLiteral(" · "));
  out.identity = mixIdentity(3, group.key.hash());
  return out;
}

bool ClaimRows::knowsKey(const QString& key) {
  static const QStringList kKeys{QStringLiteral("name"),    QStringLiteral("namespace"), QStringLiteral("class"),
                                 QStringLiteral("state"),   QStringLiteral("held"),      QStringLiteral("why"),
                                 QStringLiteral("node"),    QStringLiteral("owner"),     QStringLiteral("wants"),
                                 QStringLiteral("devices"), QStringLiteral("pods"),      QStringLiteral("waits")};
  return kKeys.contains(key);
}

bool ClaimRows::matches(Row row, const std::string& key, const TermMatcher& matcher) const {
  const ClaimView* claim = claimOf(row);
  if (key == "name") {
    return matcher.text(sortKey(row, kName).text);
  }
  if (key == "namespace") {
    return matcher.text(namespaceOf(row).view());
  }
  if (key == "held") {
    return matcher.text(sortKey(row, kHeldAt).text);
  }
  if (key == "why") {
    return matcher.text(sortKey(row, kWhy).text);
  }
  if (key == "waits") {
    return matcher.text(band(row) == 0 ? "yes" : "no");
  }
  if (claim == nullptr) {
    return key == "state" ? matcher.text("no claim yet") : matcher.absent();
  }
  if (key == "class") {
    return claim->classes.empty() ? matcher.absent()
           : matcher.absent()
               ? std::all_of(claim->classes.begin(), claim->classes.end(), [&](const Text& t) { return matcher.text(t.view()); })
               : std::any_of(claim->classes.begin(), claim->classes.end(), [&](const Text& t) { return matcher.text(t.view()); });
  }
  if (key == "state") {
    return matcher.text(claim->state);
  }
  if (key == "node") {
    return matcher.text(claim->node.view());
  }
  if (key == "owner") {
    return matcher.text(claim->owner) || matcher.text(claim->ownerName.view());
  }
  const double value = key == "wants" ? static_cast<double>(claim->wanted)
                                      : static_cast<double>(key == "devices" ? claim->devices.size() : claim->pods.size());
  return matcher.number(value);
}

bool ClaimRows::contains(Row row, const std::vector<std::string>& words) const {
  const ClaimView* claim = claimOf(row);
  const std::array<std::string_view, 7> texts{
      sortKey(row, kName).text,
      namespaceOf(row).view(),
      claim == nullptr || claim->classes.empty() ? std::string_view() : claim->classes.front().view(),
      claim == nullptr ? std::string_view() : claim->node.view(),
      claim == nullptr ? std::string_view() : std::string_view(claim->owner),
      sortKey(row, kWhy).text,
      sortKey(row, kHeldAt).text};
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::any_of(texts.begin(), texts.end(), [&](std::string_view text) { return containsFolded(text, word); });
  });
}

}  // namespace claimscope::ui
