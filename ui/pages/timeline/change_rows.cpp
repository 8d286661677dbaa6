#include "ui/pages/timeline/change_rows.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/timeline/change_words.h"
#include "ui/tables/filter.h"

namespace claimscope::ui {
namespace {

struct Timeline {
  Q_DECLARE_TR_FUNCTIONS(Timeline)
};

enum ColumnIndex { kChangeColumn, kKindColumn, kObjectColumn, kWhatColumn, kTagColumn, kTimeColumn, kColumnCount };

}  // namespace

QString tagWord(diagnosis::CauseTag::Kind kind) {
  switch (kind) {
    case diagnosis::CauseTag::Kind::likelyCause:
      return Timeline::tr("likely cause");
    case diagnosis::CauseTag::Kind::effect:
      return Timeline::tr("effect");
    case diagnosis::CauseTag::Kind::none:
      break;
  }
  return {};
}

ChangeRows::ChangeRows(ComparisonPtr comparison) : m_comparison(std::move(comparison)) {
  m_columns = {{QStringLiteral("change"), Timeline::tr("Change"), {}, 92, false, false, true},
               {QStringLiteral("kind"), Timeline::tr("Kind"), {}, 124, false, false, true},
               {QStringLiteral("object"), Timeline::tr("Object"), {}, 260, false, false, true},
               {QStringLiteral("what"), Timeline::tr("What"), {}, 260, true, false, true},
               {QStringLiteral("tag"), Timeline::tr("Finding"),
                Timeline::tr("Likely cause: it came before a finding that depends on it. Effect: a finding names it"), 104, false,
                false, true},
               {QStringLiteral("time"), Timeline::tr("Time"), Timeline::tr("When it was last told"), 84, false, true, true}};
  m_texts.resize(m_comparison->changes.told.size());
}

Cell ChangeRows::cell(Row row, int column) const {
  const cluster::ObjectChange& change = this->change(row);
  Cell cell;
  switch (column) {
    case kChangeColumn:
      cell.text = sortWord(change.sort);
      cell.ink = sortInk(change.sort);
      break;
    case kKindColumn:
      cell.text = kindWord(change.noun);
      break;
    case kObjectColumn:
      cell.text = nameWords(change);
      cell.role = FontRole::mono;
      cell.ink = Ink::primary;
      cell.elide = Qt::ElideMiddle;
      break;
    case kWhatColumn:
      cell.text = whatWords(change);
      cell.mark = change.weight == cluster::ChangeWeight::trouble ? std::optional(Mark::warning) : std::nullopt;
      break;
    case kTagColumn:
      cell.text = tagWord(tag(row).kind);
      cell.ink = tag(row).kind == diagnosis::CauseTag::Kind::likelyCause ? Ink::critical : Ink::muted;
      cell.role = FontRole::smallMedium;
      cell.tooltip = said(tag(row).findingTitle);
      break;
    case kTimeColumn:
      cell.text = change.seen.isSet() ? clockTime(change.seen) : QStringLiteral("?");
      cell.role = FontRole::mono;
      cell.ink = Ink::muted;
      cell.tooltip = change.seen.isSet() ? fullTime(change.seen) : Timeline::tr("Nothing tells when it happened");
      break;
    default:
      break;
  }
  return cell;
}

SortKey ChangeRows::sortKey(Row row, int column) const {
  const cluster::ObjectChange& change = this->change(row);
  if (column == kTimeColumn) {
    return {!change.seen.isSet(), static_cast<double>(change.seen.ms), {}};
  }
  if (column == kTagColumn) {
    const auto kind = tag(row).kind;
    return {kind == diagnosis::CauseTag::Kind::none, kind == diagnosis::CauseTag::Kind::likelyCause ? 0.0 : 1.0, {}};
  }
  std::vector<std::string>& texts = m_texts[row];
  if (texts.empty()) {
    for (int i = 0; i < kColumnCount; ++i) {
      texts.push_back(cell(row, i).text.toStdString());
    }
  }
  return {false, 0, texts[static_cast<std::size_t>(column)]};
}

std::uint64_t ChangeRows::identity(Row row) const {
  const cluster::ObjectChange& change = this->change(row);
  std::uint64_t seed = mixIdentity(std::hash<std::string_view>{}(change.noun), change.namespaceName.hash());
  seed = mixIdentity(seed, change.name.hash());
  return mixIdentity(seed, static_cast<std::uint64_t>(change.sort));
}

ObjectRef ChangeRows::object(Row row) const {
  return refOf(change(row));
}

Row ChangeRows::find(const ObjectRef& object) const {
  for (Row row = 0; row < size(); ++row) {
    const cluster::ObjectChange& candidate = change(row);
    if (candidate.noun == object.kind && candidate.name == object.name && candidate.namespaceName == object.namespaceName) {
      return row;
    }
  }
  return kNoRow;
}

bool ChangeRows::matches(Row row, const std::vector<std::string>& words) const {
  if (words.empty()) {
    return true;
  }
  static_cast<void>(sortKey(row, kChangeColumn));  // makes the texts
  const std::vector<std::string>& texts = m_texts[row];
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) { return containsFolded(text, word); });
  });
}

}  // namespace claimscope::ui
