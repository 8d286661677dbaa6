#include "ui/pages/explanation/holder_rows.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/base/model_words.h"
#include "ui/base/tell.h"
#include "ui/pages/explanation/explanation_texts.h"

namespace claimscope::ui {
namespace {

struct Spec {
  const char* id;
  const char* title;
  int width;
  bool right;
  bool stretch;
};

std::vector<Column> columnsOf(std::initializer_list<Spec> specs) {
  std::vector<Column> columns;
  for (const Spec& spec : specs) {
    Column column;
    column.id = QString::fromLatin1(spec.id);
    column.title = tell(spec.title);
    column.width = spec.width;
    column.right = spec.right;
    column.stretch = spec.stretch;
    columns.push_back(column);
  }
  return columns;
}

std::vector<Column> holderColumns() {
  return columnsOf({{"number", "#", 34, true, false},
                    {"claim", QT_TR_NOOP("Claim"), 190, false, true},
                    {"devices", QT_TR_NOOP("Devices"), 62, true, false},
                    {"state", QT_TR_NOOP("State"), 92, false, false},
                    {"held", QT_TR_NOOP("Held for"), 86, true, false},
                    {"priority", QT_TR_NOOP("Priority"), 62, true, false},
                    {"idle", QT_TR_NOOP("Idle evidence"), 112, false, false},
                    {"yield", QT_TR_NOOP("Can yield"), 72, false, false}});
}

std::vector<Column> nodeColumns() {
  return columnsOf({{"nodes", QT_TR_NOOP("Nodes"), 64, true, false},
                    {"answer", QT_TR_NOOP("Answer"), 200, false, false},
                    {"detail", QT_TR_NOOP("Why"), 160, false, true},
                    {"examples", QT_TR_NOOP("For example"), 190, false, false}});
}

std::uint64_t hashOf(const std::string& text) {
  return mixIdentity(17, std::hash<std::string>()(text));
}

cluster::DeviceState shapeOf(const std::string& state) {
  return state == "not used" ? cluster::DeviceState::reservedNotUsed : cluster::DeviceState::inUse;
}

}  // namespace

HolderRows::HolderRows(std::shared_ptr<const explanation::Explanation> explanation, Time now)
    : m_explanation(std::move(explanation)), m_now(now) {}

const std::vector<Column>& HolderRows::columns() const {
  return inLanguage<holderColumns>();
}

bool HolderRows::yields(Row row) const {
  return !m_explanation->holders[row].yield.empty();
}

Cell HolderRows::cell(Row row, int column) const {
  const explanation::Holder& holder = m_explanation->holders[row];
  Cell cell;
  switch (column) {
    case kNumber:
      cell.text = QString::number(row + 1);
      cell.role = FontRole::mono;
      cell.ink = Ink::muted;
      break;
    case kClaim:
      cell.text = plain(holder.name);
      cell.role = FontRole::mono;
      cell.ink = Ink::primary;
      cell.elide = Qt::ElideMiddle;
      break;
    case kDevices:
      cell.bound = sureMark(holder.devices.bound);
      cell.text = sureValue(holder.devices);
      cell.role = FontRole::mono;
      cell.ink = Ink::primary;
      break;
    case kState:
      cell.text = said(holder.state);
      cell.state = shapeOf(holder.state);
      cell.ink = Ink::primary;
      break;
    case kHeld:
      cell.text = holder.heldSince.isSet() ? age(std::max<std::int64_t>(0, m_now - holder.heldSince)) : QStringLiteral("?");
      cell.role = FontRole::mono;
      cell.ink = Ink::primary;
      break;
    case kPriority:
      cell.text = holder.priority ? number(*holder.priority).remove(QLatin1Char(',')) : QStringLiteral("–");
      cell.role = FontRole::mono;
      cell.ink = Ink::primary;
      break;
    case kIdle:
      cell.text = holder.idleEvidence.empty() ? QStringLiteral("?") : said(holder.idleEvidence);
      cell.tooltip = holder.idleEvidence.empty() ? tell("No metric says how busy its devices are.") : QString();
      break;
    case kYield:
      cell.ink = Ink::accent;
      if (holder.yield == "release") {
        cell.text = tell("Release");
      } else if (holder.yield == "ask") {
        cell.text = tell("Ask");
      } else if (holder.yield.empty()) {
        cell.text = QStringLiteral("–");
        cell.ink = Ink::muted;
      } else {
        cell.text = plain(holder.yield);
      }
      break;
    default:
      break;
  }
  return cell;
}

SortKey HolderRows::sortKey(Row row, int column) const {
  const explanation::Holder& holder = m_explanation->holders[row];
  switch (column) {
    case kClaim:
      return {false, 0, holder.name};
    case kDevices:
      return {false, static_cast<double>(holder.devices.value), {}};
    case kState:
      return {false, 0, holder.state};
    case kHeld:
      return {!holder.heldSince.isSet(), holder.heldSince.isSet() ? static_cast<double>(m_now - holder.heldSince) : 0, {}};
    case kPriority:
      return {!holder.priority.has_value(), static_cast<double>(holder.priority.value_or(0)), {}};
    case kIdle:
      return {holder.idleEvidence.empty(), 0, holder.idleEvidence};
    case kYield:
      return {holder.yield.empty(), 0, holder.yield};
    default:
      return {false, static_cast<double>(row), {}};
  }
}

std::uint64_t HolderRows::identity(Row row) const {
  return hashOf(m_explanation->holders[row].name);
}

ObjectRef HolderRows::object(Row row) const {
  return objectOf("claim", m_explanation->holders[row].name);
}

Row HolderRows::find(const ObjectRef& object) const {
  const std::string name = object.namespaceName + "/" + object.name;
  for (Row row = 0; row < size(); ++row) {
    if (object.kind == "claim" && m_explanation->holders[row].name == name) {
      return row;
    }
  }
  return kNoRow;
}

NodeRows::NodeRows(const std::vector<explanation::NodeExplanation>& nodes) {
  std::unordered_map<std::string, std::size_t> byKey;
  std::vector<QStringList> examples;
  for (const explanation::NodeExplanation& node : nodes) {
    std::string key = node.fits ? "fits" : node.relevant ? "r" : "x";
    for (const explanation::NodeReason& reason : node.reasons) {
      key += "\n" + reason.id + "\t" + reason.detail;
    }
    const auto [found, fresh] = byKey.try_emplace(key, m_groups.size());
    if (fresh) {
      Group group;
      group.key = key;
      group.fits = node.fits;
      group.relevant = node.relevant;
      group.first = node.name;
      QStringList ids;
      QStringList details;
      for (const explanation::NodeReason& reason : node.reasons) {
        ids << plain(reason.id);
        if (!reason.detail.empty()) {
          details << said(reason.detail);
        }
      }
      group.answer = node.fits ? tell("fits") : ids.isEmpty() ? tell("does not fit") : ids.join(QStringLiteral(", "));
      group.detail = details.join(QStringLiteral(" · "));
      m_groups.push_back(std::move(group));
      examples.emplace_back();
    }
    ++m_groups[found->second].nodes;
    if (examples[found->second].size() < 3) {
      examples[found->second] << plain(node.name);
    }
  }
  for (std::size_t i = 0; i < m_groups.size(); ++i) {
    m_groups[i].examples = examples[i].join(QStringLiteral(", "));
    if (m_groups[i].nodes > examples[i].size()) {
      m_groups[i].examples += QStringLiteral(", …");
    }
  }
  std::stable_sort(m_groups.begin(), m_groups.end(), [](const Group& a, const Group& b) {
    return std::tuple(!a.fits, !a.relevant, -a.nodes) < std::tuple(!b.fits, !b.relevant, -b.nodes);
  });
}

const std::vector<Column>& NodeRows::columns() const {
  return inLanguage<nodeColumns>();
}

Cell NodeRows::cell(Row row, int column) const {
  const Group& group = m_groups[row];
  Cell cell;
  cell.ink = group.relevant ? Ink::primary : Ink::muted;
  switch (column) {
    case kNodes:
      cell.text = number(group.nodes);
      cell.role = FontRole::mono;
      break;
    case kAnswer:
      cell.text = group.answer;
      cell.mark = group.fits ? Mark::ok : group.relevant ? Mark::critical : Mark::notConfigured;
      cell.tooltip = group.relevant ? QString() : tell("The pod's own selector or affinity rules these out: they do not count.");
      break;
    case kDetail:
      cell.text = group.detail;
      cell.ink = group.relevant ? Ink::secondary : Ink::muted;
      break;
    case kExamples:
      cell.text = group.examples;
      cell.role = FontRole::mono;
      cell.ink = Ink::muted;
      break;
    default:
      break;
  }
  return cell;
}

SortKey NodeRows::sortKey(Row row, int column) const {
  return column == kNodes ? SortKey{false, static_cast<double>(m_groups[row].nodes), {}}
                          : SortKey{false, static_cast<double>(row), {}};
}

std::uint64_t NodeRows::identity(Row row) const {
  return hashOf(m_groups[row].key);
}

ObjectRef NodeRows::object(Row row) const {
  return {"node", {}, m_groups[row].first};
}

Row NodeRows::find(const ObjectRef& object) const {
  for (Row row = 0; row < size(); ++row) {
    if (object.kind == "node" && m_groups[row].first == object.name) {
      return row;
    }
  }
  return kNoRow;
}

}  // namespace claimscope::ui
