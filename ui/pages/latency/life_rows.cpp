#include "ui/pages/latency/life_rows.h"

#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/base/tell.h"
#include "ui/charts/duration_scale.h"
#include "ui/charts/stage_words.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

Column column(const char* id, const QString& title, int width, bool right = false) {
  Column out;
  out.id = QString::fromLatin1(id);
  out.title = title;
  out.width = width;
  out.right = right;
  return out;
}

std::vector<Column> outlierColumns() {
  std::vector<Column> columns{column("name", tell("Claim"), 176), column("took", tell("Took"), 84, true),
                              column("stage", tell("Stage"), 82), column("why", tell("Why"), 122)};
  columns[0].stretch = true;
  columns[1].tooltip = tell("Took, from the pod's creation to running containers");
  return columns;
}

std::vector<Column> allColumns() {
  std::vector<Column> columns{column("name", tell("Claim"), 220),          column("took", tell("Took"), 84, true),
                              column("namespace", tell("Namespace"), 110), column("class", tell("Device class"), 130),
                              column("node", tell("Node"), 120),           column("begun", tell("Begun"), 84)};
  for (std::size_t i = 0; i < latency::kStages; ++i) {
    columns.push_back(column(latency::stageWord(stageAt(i)).data(), stageName(stageAt(i)), i == 0 ? 104 : 84, true));
  }
  return columns;
}

Cell text(const QString& words, FontRole role, Ink ink) {
  Cell cell;
  cell.text = words.isEmpty() ? QStringLiteral("–") : words;
  cell.role = role;
  cell.ink = words.isEmpty() ? Ink::disabled : ink;
  return cell;
}

Cell spanCell(const latency::Span& span, bool equal) {
  if (!span.known()) {
    return text({}, FontRole::mono, Ink::secondary);
  }
  Cell cell = text(durationText(span.ms()), FontRole::mono, Ink::primary);
  cell.bound = span.bound == Bound::exact ? (equal ? QStringLiteral("=") : QString()) : markOf(span.bound);
  return cell;
}

}  // namespace

ObjectRef refOf(const latency::Life& life) {
  return life.name.empty() ? ObjectRef{"pod", life.namespaceName.str(), life.pod.str()}
                           : ObjectRef{"claim", life.namespaceName.str(), life.name.str()};
}

LifeRows::LifeRows(latency::LivesPtr lives, std::vector<LifeRow> rows, Table table, WhyByLife why)
    : m_lives(std::move(lives)), m_rows(std::move(rows)), m_table(table), m_why(std::move(why)) {
  for (const auto& [life, words] : m_why) {
    m_whyText[life] = words.words.toStdString();
  }
}

const std::vector<Column>& LifeRows::columns() const {
  return m_table == Table::outliers ? inLanguage<outlierColumns>() : inLanguage<allColumns>();
}

LifeRows::Field LifeRows::fieldOf(int column) const {
  constexpr std::array<Field, 4> kOutliers{kName, kTook, kStage, kWhy};
  constexpr std::array<Field, 11> kAll{kName,    kTook,      kNamespace, kClass,    kNode,   kBegun,
                                       kCreated, kAllocated, kScheduled, kPrepared, kStarted};
  const auto at = static_cast<std::size_t>(column);
  return m_table == Table::outliers ? kOutliers[at] : kAll[at];
}

Cell LifeRows::cell(Row row, int column) const {
  const latency::Life& life = lifeOf(row);
  switch (fieldOf(column)) {
    case kName: {
      Cell cell = text(life.name.empty() ? tell("%1, no claim").arg(plain(life.pod.view())) : plain(life.name.view()),
                       FontRole::mono, Ink::primary);
      cell.elide = Qt::ElideMiddle;
      cell.tooltip = lifeLines(life, m_lives->now).join(QLatin1Char('\n'));
      return cell;
    }
    case kTook:
      return spanCell(m_rows[row].whole, m_table == Table::outliers);
    case kStage: {
      Cell cell = text(stageVerb(m_rows[row].stage), FontRole::body, Ink::secondary);
      cell.stage = static_cast<std::size_t>(m_rows[row].stage);
      return cell;
    }
    case kWhy: {
      const auto why = m_why.find(m_rows[row].life);
      Cell cell = text(why == m_why.end() ? QString() : why->second.words, FontRole::small, Ink::secondary);
      cell.tooltip = why == m_why.end() ? tell("Nothing in the cluster says why any more.") : why->second.tooltip;
      return cell;
    }
    case kNamespace:
      return text(plain(life.namespaceName.view()), FontRole::small, Ink::secondary);
    case kClass:
      return text(plain(life.deviceClass.view()), FontRole::mono, Ink::secondary);
    case kNode:
      return text(plain(life.node.view()), FontRole::mono, Ink::secondary);
    case kBegun:
      return text(life.begun.known() ? clockTime(life.begun.at) : QString(), FontRole::mono, Ink::secondary);
    default:
      break;
  }
  const auto stage = static_cast<std::size_t>(fieldOf(column)) - static_cast<std::size_t>(kCreated);
  return spanCell(latency::stagesOf(life, m_lives->now)[stage], false);
}

SortKey LifeRows::sortKey(Row row, int column) const {
  const latency::Life& life = lifeOf(row);
  const auto named = [](const Text& name) { return SortKey{name.empty(), 0, name.view()}; };
  const auto span = [](const latency::Span& value) { return SortKey{!value.known(), static_cast<double>(value.ms()), {}}; };
  switch (fieldOf(column)) {
    case kName:
      return named(life.name.empty() ? life.pod : life.name);
    case kTook:
      return span(m_rows[row].whole);
    case kStage:
      return {false, static_cast<double>(m_rows[row].stage), {}};
    case kWhy: {
      const auto why = m_whyText.find(m_rows[row].life);
      return why == m_whyText.end() ? SortKey{true, 0, {}} : SortKey{false, 0, why->second};
    }
    case kNamespace:
      return named(life.namespaceName);
    case kClass:
      return named(life.deviceClass);
    case kNode:
      return named(life.node);
    case kBegun:
      return {!life.begun.known(), static_cast<double>(life.begun.at.ms), {}};
    default:
      break;
  }
  const auto stage = static_cast<std::size_t>(fieldOf(column)) - static_cast<std::size_t>(kCreated);
  return span(latency::stagesOf(life, m_lives->now)[stage]);
}

std::uint64_t LifeRows::identity(Row row) const {
  return mixIdentity(7, lifeOf(row).uid.hash());
}

ObjectRef LifeRows::object(Row row) const {
  return refOf(lifeOf(row));
}

Row LifeRows::find(const ObjectRef& object) const {
  const Text home(object.namespaceName);
  const Text name(object.name);
  for (Row row = 0; (object.kind == "claim" || object.kind == "pod") && row < size(); ++row) {
    const latency::Life& life = lifeOf(row);
    if (life.namespaceName == home && (object.kind == "claim" ? life.name == name : life.name.empty() && life.pod == name)) {
      return row;
    }
  }
  return kNoRow;
}

}  // namespace claimscope::ui
