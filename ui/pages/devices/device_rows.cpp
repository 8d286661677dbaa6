// DeviceRows: cells, sort keys and filter values of devices. GUI thread.
#include "ui/pages/devices/device_rows.h"

#include <QStringList>
#include <algorithm>
#include <array>

#include "model/topology/shares.h"
#include "ui/base/format.h"
#include "ui/base/tell.h"

namespace claimscope::ui {
namespace {

using cluster::DeviceView;

Cell textCell(const QString& text, FontRole role, Ink ink, Qt::TextElideMode elide = Qt::ElideRight) {
  Cell cell;
  cell.text = text.isEmpty() ? QStringLiteral("–") : text;
  cell.role = role;
  cell.ink = text.isEmpty() ? Ink::disabled : ink;
  cell.elide = elide;
  return cell;
}

SortKey textKey(std::string_view text) {
  return {text.empty(), 0, text};
}

const AttributeValue* attributeOf(const Device& device, const Text& name) {
  for (const DeviceAttribute& attribute : device.attributes) {
    if (attribute.name == name) {
      return &attribute.value;
    }
  }
  return nullptr;
}

const DeviceCapacity* capacityOf(const Device& device, const Text& name) {
  for (const DeviceCapacity& capacity : device.capacity) {
    if (capacity.name == name) {
      return &capacity;
    }
  }
  return nullptr;
}

SortKey keyOfValue(const AttributeValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return {false, static_cast<double>(*number), {}};
  }
  if (const auto* flag = std::get_if<bool>(&value)) {
    return {false, *flag ? 1.0 : 0.0, {}};
  }
  if (const auto* text = std::get_if<Text>(&value)) {
    return {false, 0, text->view()};
  }
  if (const auto* version = std::get_if<Version>(&value)) {
    return {false, 0, version->text.view()};
  }
  if (const auto* texts = std::get_if<List<Text>>(&value)) {
    return texts->empty() ? SortKey{true, 0, {}} : textKey(texts->front().view());
  }
  if (const auto* versions = std::get_if<List<Version>>(&value)) {
    return versions->empty() ? SortKey{true, 0, {}} : textKey(versions->front().text.view());
  }
  const auto* numbers = std::get_if<List<std::int64_t>>(&value);
  return numbers == nullptr || numbers->empty() ? SortKey{true, 0, {}}
                                                : SortKey{false, static_cast<double>(numbers->front()), {}};
}

/// Worst first when ascending: what a person looks for.
double rankOf(cluster::DeviceState state) {
  using cluster::DeviceState;
  static constexpr std::array<DeviceState, 7> kWorstFirst{
      DeviceState::unhealthy,       DeviceState::tainted, DeviceState::unknown, DeviceState::staleGeneration,
      DeviceState::reservedNotUsed, DeviceState::free,    DeviceState::inUse};
  return static_cast<double>(std::find(kWorstFirst.begin(), kWorstFirst.end(), state) - kWorstFirst.begin());
}

}  // namespace

DeviceRows::DeviceRows(cluster::SnapshotPtr snapshot, std::shared_ptr<const DeviceGroups> groups,
                       std::shared_ptr<const std::vector<LearnedField>> fields,
                       std::shared_ptr<const std::vector<Column>> columns, DeviceGrouping grouping,
                       utilisation::UtilisationPtr use, std::shared_ptr<const FieldNorms> norms)
    : m_snapshot(std::move(snapshot)),
      m_devices(&m_snapshot->inventory->devices),
      m_groups(std::move(groups)),
      m_fields(std::move(fields)),
      m_columns(std::move(columns)),
      m_grouping(grouping),
      m_use(std::move(use)),
      m_norms(std::move(norms)) {}

std::uint64_t DeviceRows::identity(Row row) const {
  const DeviceView& device = (*m_devices)[row];
  return mixIdentity(mixIdentity(mixIdentity(4, device.driver.hash()), device.pool.hash()), device.name.hash());
}

Row DeviceRows::find(const ObjectRef& object) const {
  const cluster::DeviceIndex index = findDevice(*m_snapshot, object);
  return index == cluster::kNone ? kNoRow : index;
}

std::uint32_t DeviceRows::groupCount() const {
  return m_grouping == DeviceGrouping::none ? 0 : static_cast<std::uint32_t>(m_groups->groups.size());
}

RowGroup DeviceRows::group(std::uint32_t index, std::uint32_t accepted) const {
  const DeviceGroups::Group& group = m_groups->groups[index];
  RowGroup out;
  out.title = !group.key.empty()                                                              ? plain(group.key.view())
              : m_grouping == DeviceGrouping::node || m_grouping == DeviceGrouping::nodeGroup ? tell("Not bound to one node")
                                                                                              : tell("(none)");
  const std::int64_t total = group.counts.total();
  out.scope = accepted == total ? counted(total, tell("device"), tell("devices"))
                                : tell("%1 of %2 devices").arg(number(accepted), number(total));
  out.summary = stateSummary(printedCounts(*m_snapshot, group.counts));
  out.identity = mixIdentity(5, group.key.hash());
  return out;
}

const cluster::ClaimView* DeviceRows::holder(const DeviceView& device) const {
  return device.claims.empty() ? nullptr : &m_snapshot->inventory->claims[device.claims.front()];
}

const ResourceClaim* DeviceRows::claimObject(const cluster::ClaimView& claim) const {
  return m_snapshot->of<ResourceClaim>().at(claim.slot);
}

const Text& DeviceRows::nodeGroup(const DeviceView& device) const {
  static const Text kNone;
  return device.nodeIndex == cluster::kNone ? kNone : m_groups->nodeGroups[device.nodeIndex];
}

Cell DeviceRows::claimCell(const DeviceView& device) const {
  const cluster::ClaimView* claim = holder(device);
  const ResourceClaim* object = claim == nullptr ? nullptr : claimObject(*claim);
  if (object == nullptr) {
    const bool sure = m_snapshot->inventory->claimBound == Bound::exact;
    Cell cell = textCell({}, FontRole::mono, Ink::disabled);
    if (!sure) {
      cell.text = QStringLiteral("?");
      cell.tooltip = tell("Claims are hidden or not complete: a claim that is not visible may hold it.");
    }
    return cell;
  }
  QString text = plain(object->meta.namespaceName.view()) + QLatin1Char('/') + plain(object->meta.name.view());
  if (device.claims.size() > 1) {
    text += tell(" +%1").arg(number(static_cast<std::int64_t>(device.claims.size() - 1)));
  }
  return textCell(text, FontRole::mono, Ink::secondary, Qt::ElideMiddle);
}

Cell DeviceRows::fieldCell(const DeviceView& device, const LearnedField& field) const {
  const Device* published = m_snapshot->published(device);
  if (published == nullptr) {
    return textCell({}, FontRole::mono, Ink::disabled);
  }
  if (field.capacity) {
    const DeviceCapacity* capacity = capacityOf(*published, field.name);
    return textCell(capacity == nullptr ? QString() : plain(capacity->value.text()), FontRole::mono, Ink::primary);
  }
  const AttributeValue* value = attributeOf(*published, field.name);
  if (value == nullptr) {
    return textCell({}, FontRole::mono, Ink::disabled);
  }
  const bool sans = std::holds_alternative<Text>(*value) && field.name.view().find("pci") == std::string_view::npos;
  Cell cell = textCell(attributeText(*value), sans ? FontRole::small : FontRole::mono, Ink::secondary);
  if (cell.text == QStringLiteral("–")) {
    cell.tooltip = tell("Published as empty text.");
  }
  return cell;
}

/// What dcgm-exporter says. No samples is "?" on a device that is held, and nothing on one that is not.
Cell DeviceRows::busyCell(Row row) const {
  const DeviceView& device = (*m_devices)[row];
  const utilisation::DeviceUse* use = m_use == nullptr ? nullptr : m_use->of(row);
  if (use == nullptr || !use->known()) {
    Cell cell = textCell(device.claims.empty() ? QString() : QStringLiteral("?"), FontRole::mono, Ink::muted);
    cell.tooltip = m_use == nullptr || m_use->available ? tell("No samples: that is unknown, not 0 %.") : plain(m_use->why);
    return cell;
  }
  Cell cell =
      textCell(plain(utilisation::percentText(*use->busyPercent)), FontRole::mono, m_use->stale ? Ink::muted : Ink::primary);
  QStringList says{
      tell("second source: dcgm-exporter at %1, joined by %2").arg(clockTime(use->at), plain(utilisation::joinWord(use->join)))};
  if (use->peakPercent) {
    says += tell("peak of 3 h: %1%2")
                .arg(use->peakBound == Bound::exact ? QString() : QStringLiteral("≥"),
                     plain(utilisation::percentText(*use->peakPercent)));
  }
  const utilisation::IdleAllocation* idle = device.claims.empty() ? nullptr : m_use->idleOf(device.claims.front());
  if (idle != nullptr) {
    cell.mark = Mark::notice;
    says += plain(utilisation::idleText(*idle));
  }
  if (use->sharedBy > 1) {
    cell.bound = QStringLiteral("≤");
    says += tell("%1 instances of one MIG profile cannot be told apart: the busiest is shown").arg(use->sharedBy);
  }
  if (use->doubled) {
    cell.mark = Mark::warning;
    says += tell("another device publishes the same UUID");
  }
  cell.tooltip = says.join(QLatin1Char('\n'));
  return cell;
}

/// The tightest consumable capacity as a bar; nothing for devices that one claim holds alone.
Cell DeviceRows::sharesCell(Row row) const {
  const std::vector<topology::CapacityShares> all = topology::capacityShares(*m_snapshot, row);
  if (all.empty()) {
    return textCell({}, FontRole::mono, Ink::muted);
  }
  const auto tightest =
      std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.usedPart() < b.usedPart(); });
  Cell cell;
  cell.part = tightest->usedPart();
  cell.partInk = Ink::notice;
  QStringList lines;
  for (const topology::CapacityShares& shares : all) {
    const Quantity used = Quantity::ofNano(shares.used(), shares.total.format());
    lines += tell("%1: %2 of %3 by %4 claims")
                 .arg(plain(withoutDomain(shares.name.view())), plain(used.text()), plain(shares.total.text()),
                      number(static_cast<std::int64_t>(shares.parts.size())));
  }
  cell.text = lines.front();
  cell.tooltip = lines.join(QLatin1Char('\n'));
  return cell;
}

Cell DeviceRows::cell(Row row, int column) const {
  const DeviceView& device = (*m_devices)[row];
  switch (column) {
    case kName: {
      Cell cell = textCell(plain(device.name.view()), FontRole::mono, Ink::primary, Qt::ElideMiddle);
      cell.tooltip = plain(device.driver.view()) + QLatin1Char('/') + plain(device.pool.view()) + QLatin1Char('/') +
                     plain(device.name.view());
      return cell;
    }
    case kNode:
      return textCell(plain(device.node.view()), FontRole::mono, Ink::secondary, Qt::ElideMiddle);
    case kState: {
      Cell cell = textCell(stateShortName(device.state), FontRole::small, Ink::primary);
      cell.state = device.state;
      cell.flags = {device.adminAccess, device.blocked};
      if (device.adminAccess) {
        cell.text += tell(" + admin");
      } else if (device.blocked) {
        cell.text += tell(", blocked");
        cell.tooltip = tell("Free, but its counters are used up by a sibling partition.");
      }
      if (!device.healthDetail.empty()) {
        cell.tooltip = plain(device.healthDetail);
      }
      return cell;
    }
    case kClaim:
      return claimCell(device);
    case kPod: {
      const cluster::ClaimView* claim = holder(device);
      const Pod* pod = claim == nullptr || claim->pods.empty() ? nullptr : m_snapshot->of<Pod>().at(claim->pods.front());
      QString text = pod == nullptr ? QString() : plain(pod->meta.name.view());
      if (claim != nullptr && claim->pods.size() > 1) {
        text += tell(" +%1").arg(number(static_cast<std::int64_t>(claim->pods.size() - 1)));
      }
      return textCell(text, FontRole::mono, Ink::secondary, Qt::ElideMiddle);
    }
    case kOwner:
      return textCell(holder(device) == nullptr ? QString() : plain(holder(device)->owner), FontRole::mono, Ink::secondary,
                      Qt::ElideMiddle);
    case kPool:
      return textCell(plain(device.pool.view()), FontRole::mono, Ink::secondary, Qt::ElideMiddle);
    case kDriver:
      return textCell(plain(device.driver.view()), FontRole::mono, Ink::secondary);
    case kNodeGroup:
      return textCell(plain(nodeGroup(device).view()), FontRole::mono, Ink::secondary);
    case kBusy:
      return busyCell(row);
    case kShares:
      return sharesCell(row);
    default: {
      const std::size_t field = static_cast<std::size_t>(column) - kFixed;
      Cell cell = fieldCell(device, (*m_fields)[field]);
      const std::optional<Text> usual =
          m_norms == nullptr ? std::nullopt : m_norms->usualInstead(*m_snapshot, *m_groups, (*m_fields)[field], field, row);
      if (usual) {
        cell.ink = Ink::notice;
        cell.dotted = true;  // never colour alone
        cell.tooltip = tell("Differs from its group, which mostly has %1").arg(plain(usual->view()));
      }
      return cell;
    }
  }
}

SortKey DeviceRows::fieldKey(const DeviceView& device, const LearnedField& field) const {
  const Device* published = m_snapshot->published(device);
  if (published == nullptr) {
    return {true, 0, {}};
  }
  if (field.capacity) {
    const DeviceCapacity* capacity = capacityOf(*published, field.name);
    return capacity == nullptr ? SortKey{true, 0, {}} : SortKey{false, capacity->value.approximate(), {}};
  }
  const AttributeValue* value = attributeOf(*published, field.name);
  return value == nullptr ? SortKey{true, 0, {}} : keyOfValue(*value);
}

SortKey DeviceRows::sortKey(Row row, int column) const {
  const DeviceView& device = (*m_devices)[row];
  const cluster::ClaimView* claim = column == kClaim || column == kPod || column == kOwner ? holder(device) : nullptr;
  switch (column) {
    case kName:
      return textKey(device.name.view());
    case kNode:
      return textKey(device.node.view());
    case kState:
      return {false, rankOf(device.state), {}};
    case kClaim: {
      const ResourceClaim* object = claim == nullptr ? nullptr : claimObject(*claim);
      return object == nullptr ? SortKey{true, 0, {}} : textKey(object->meta.name.view());
    }
    case kPod: {
      const Pod* pod = claim == nullptr || claim->pods.empty() ? nullptr : m_snapshot->of<Pod>().at(claim->pods.front());
      return pod == nullptr ? SortKey{true, 0, {}} : textKey(pod->meta.name.view());
    }
    case kOwner:
      return claim == nullptr ? SortKey{true, 0, {}} : textKey(claim->owner);
    case kPool:
      return textKey(device.pool.view());
    case kDriver:
      return textKey(device.driver.view());
    case kNodeGroup:
      return textKey(nodeGroup(device).view());
    case kBusy: {
      const utilisation::DeviceUse* use = m_use == nullptr ? nullptr : m_use->of(row);
      return use == nullptr || !use->known() ? SortKey{true, 0, {}} : SortKey{false, *use->busyPercent, {}};
    }
    case kShares: {
      double most = -1;
      for (const topology::CapacityShares& shares : topology::capacityShares(*m_snapshot, row)) {
        most = std::max(most, shares.usedPart());
      }
      return most < 0 ? SortKey{true, 0, {}} : SortKey{false, most * 100, {}};
    }
    default:
      return fieldKey(device, (*m_fields)[static_cast<std::size_t>(column) - kFixed]);
  }
}

int DeviceRows::keyOf(const QString& key) const {
  static const std::array<std::pair<QLatin1String, int>, 14> kKeys{{{QLatin1String("name"), kName},
                                                                    {QLatin1String("device"), kName},
                                                                    {QLatin1String("node"), kNode},
                                                                    {QLatin1String("state"), kState},
                                                                    {QLatin1String("pool"), kPool},
                                                                    {QLatin1String("driver"), kDriver},
                                                                    {QLatin1String("group"), kNodeGroup},
                                                                    {QLatin1String("claim"), kKeyClaim},
                                                                    {QLatin1String("namespace"), kKeyNamespace},
                                                                    {QLatin1String("class"), kKeyClass},
                                                                    {QLatin1String("owner"), kKeyOwner},
                                                                    {QLatin1String("pod"), kPod},
                                                                    {QLatin1String("busy"), kBusy},
                                                                    {QLatin1String("shared"), kShares}}};
  for (const auto& [word, number] : kKeys) {
    if (key == word) {
      return number;
    }
  }
  const std::string name = key.toStdString();
  for (std::size_t i = 0; i < m_fields->size(); ++i) {
    const std::string_view full = (*m_fields)[i].name.view();
    if (full == name || withoutDomain(full) == name) {
      return kKeyAttribute + static_cast<int>(i);
    }
  }
  return -1;
}

bool DeviceRows::matches(Row row, int key, const TermMatcher& matcher) const {
  const DeviceView& device = (*m_devices)[row];
  switch (key) {
    case kState:
      return matcher.text(cluster::deviceStateWord(device.state));
    case kPool: {
      // "Pool" is what the driver calls so and what the Overview shows so: the node group.
      const bool pool = matcher.text(device.pool.view());
      const bool group = matcher.text(nodeGroup(device).view());
      return matcher.absent() ? pool && group : pool || group;
    }
    case kName:
    case kNode:
    case kDriver:
    case kNodeGroup:
    case kPod: {
      const SortKey value = sortKey(row, key);
      return matcher.text(value.text);
    }
    case kBusy:
    case kShares: {
      const SortKey value = sortKey(row, key);
      return value.missing ? matcher.absent() : matcher.number(value.number);
    }
    default:
      break;
  }
  if (key >= kKeyAttribute) {
    const LearnedField& field = (*m_fields)[static_cast<std::size_t>(key - kKeyAttribute)];
    const SortKey value = fieldKey(device, field);
    if (value.missing) {
      return matcher.absent();
    }
    if (field.capacity || field.type == 0 || field.type == 4) {
      return matcher.number(value.number);
    }
    return field.type == 1 ? matcher.text(value.number != 0 ? "true" : "false") : matcher.text(value.text);
  }
  bool any = false;
  bool all = true;
  const auto see = [&](bool hit) {
    any = any || hit;
    all = all && hit;
  };
  for (const cluster::ClaimIndex index : device.claims) {
    const cluster::ClaimView& claim = m_snapshot->inventory->claims[index];
    const ResourceClaim* object = claimObject(claim);
    if (key == kKeyClass) {
      for (const Text& name : claim.classes) {
        see(matcher.text(name.view()));
      }
    } else if (key == kKeyOwner) {
      see(matcher.text(claim.owner) || matcher.text(claim.ownerName.view()));
    } else if (object != nullptr) {
      see(matcher.text(key == kKeyClaim ? object->meta.name.view() : object->meta.namespaceName.view()));
    }
  }
  return matcher.absent() ? all : any;
}

bool DeviceRows::contains(Row row, const std::vector<std::string>& words) const {
  const DeviceView& device = (*m_devices)[row];
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    if (containsFolded(device.name.view(), word) || containsFolded(device.node.view(), word) ||
        containsFolded(device.pool.view(), word) || containsFolded(device.driver.view(), word) ||
        containsFolded(nodeGroup(device).view(), word)) {
      return true;
    }
    return std::any_of(device.claims.begin(), device.claims.end(), [&](cluster::ClaimIndex index) {
      const cluster::ClaimView& claim = m_snapshot->inventory->claims[index];
      const ResourceClaim* object = claimObject(claim);
      return containsFolded(claim.owner, word) ||
             (object != nullptr &&
              (containsFolded(object->meta.name.view(), word) || containsFolded(object->meta.namespaceName.view(), word)));
    });
  });
}

}  // namespace claimscope::ui
