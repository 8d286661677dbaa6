#include "ui/pages/modernise/change_lines.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/tables/simple_rows.h"

namespace claimscope::ui {
namespace {

struct ChangeLines {
  Q_DECLARE_TR_FUNCTIONS(ChangeLines)
};

std::optional<Mark> weightMark(modernise::Weight weight) {
  switch (weight) {
    case modernise::Weight::lost:
      return Mark::critical;
    case modernise::Weight::warning:
      return Mark::warning;
    case modernise::Weight::changed:
      return Mark::ok;
    case modernise::Weight::note:
      break;
  }
  return Mark::notice;
}

}  // namespace

QString weightText(modernise::Weight weight) {
  switch (weight) {
    case modernise::Weight::lost:
      return ChangeLines::tr("lost");
    case modernise::Weight::warning:
      return ChangeLines::tr("warning");
    case modernise::Weight::changed:
      return ChangeLines::tr("changed");
    case modernise::Weight::note:
      break;
  }
  return ChangeLines::tr("note");
}

std::shared_ptr<const RowSource> changeRows(const modernise::Outcome& outcome) {
  std::vector<Column> columns = {{QStringLiteral("weight"), ChangeLines::tr("Weight"), {}, 92, false, false, true},
                                 {QStringLiteral("line"), ChangeLines::tr("Line"), {}, 52, false, true, true},
                                 {QStringLiteral("object"), ChangeLines::tr("Object"), {}, 168, false, false, true},
                                 {QStringLiteral("what"), ChangeLines::tr("What"), {}, 320, true, false, true},
                                 {QStringLiteral("why"), ChangeLines::tr("Why"), {}, 320, true, false, true}};
  std::vector<SimpleRows::Line> lines;
  for (std::size_t i = 0; i < outcome.changes.size(); ++i) {
    const modernise::Change& change = outcome.changes[i];
    Cell weight;
    weight.text = weightText(change.weight);
    weight.mark = weightMark(change.weight);
    Cell line;
    line.text = change.line == 0 ? QStringLiteral("–") : number(static_cast<std::int64_t>(change.line));
    line.ink = Ink::muted;
    Cell object;
    object.text = plain(change.object);
    object.role = FontRole::monoSmall;
    object.ink = Ink::primary;
    object.elide = Qt::ElideMiddle;
    object.tooltip = plain(change.object + (change.field.empty() ? "" : "\n" + change.field));
    Cell what;
    what.text = said(change.what);
    what.ink = Ink::primary;
    what.tooltip = what.text;
    Cell why;
    why.text = said(change.why);
    why.tooltip = why.text;
    const double rank = static_cast<double>(change.weight);
    lines.push_back(
        {std::to_string(i),
         {std::move(weight), std::move(line), std::move(object), std::move(what), std::move(why)},
         {rank, change.line == 0 ? -1.0 : static_cast<double>(change.line), std::nan(""), std::nan(""), std::nan("")}});
  }
  return std::make_shared<const SimpleRows>("change", std::move(columns), std::move(lines));
}

ChangeVerdict verdictOf(const modernise::Outcome& outcome) {
  const auto count = [](std::size_t value) { return static_cast<std::int64_t>(value); };
  const auto changed = std::count_if(outcome.documents.begin(), outcome.documents.end(), [](const modernise::Document& document) {
    return document.fate == modernise::Fate::changed || document.fate == modernise::Fate::removed;
  });
  const std::size_t lost = outcome.count(modernise::Weight::lost);
  const std::size_t warnings = outcome.count(modernise::Weight::warning);
  const QString release = QString::fromStdString(modernise::releaseWord(outcome.target.minor));
  const QString documents = counted(count(outcome.documents.size()), ChangeLines::tr("document"), ChangeLines::tr("documents"));
  ChangeVerdict out;
  if (!outcome.errors.empty()) {
    out.mark = Mark::critical;
    out.sentence = plain(outcome.errors.front().message);
    out.detail = plain(outcome.errors.front().fix);
    return out;
  }
  if (changed == 0 && lost == 0) {
    out.mark = Mark::ok;
    out.sentence = ChangeLines::tr("All of it is for Kubernetes %1 already").arg(release);
  } else if (lost == 0) {
    out.mark = warnings > 0 ? Mark::warning : Mark::ok;
    out.sentence =
        ChangeLines::tr("%1 of %2 rewritten for Kubernetes %3; nothing is lost").arg(number(changed), documents, release);
  } else {
    out.mark = Mark::warning;
    out.sentence =
        ChangeLines::tr("%1 of %2 rewritten for Kubernetes %3; %4 could not be carried over")
            .arg(number(changed), documents, release, counted(count(lost), ChangeLines::tr("thing"), ChangeLines::tr("things")));
  }
  out.detail = ChangeLines::tr("%1 changed · %2 lost · %3 to look at · %4 to choose")
                   .arg(number(count(outcome.count(modernise::Weight::changed))), number(count(lost)), number(count(warnings)),
                        number(count(outcome.choices.size())));
  return out;
}

}  // namespace claimscope::ui
