#include "ui/pages/timeline/timeline_markdown.h"

#include <QCoreApplication>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/timeline/change_rows.h"
#include "ui/pages/timeline/change_words.h"

namespace claimscope::ui {
namespace {

struct Timeline {
  Q_DECLARE_TR_FUNCTIONS(Timeline)
};

/// A cell of a table of Markdown; names are shown as they are and never as markup.
QString cell(const QString& text) {
  QString out;
  for (const QChar c : text) {
    if (QStringLiteral("|\\`*_<>[]").contains(c)) {
      out += QLatin1Char('\\');
    }
    out += c;
  }
  return out;
}

}  // namespace

QString timelineMarkdown(const Comparison& comparison, const QString& cluster) {
  const auto number64 = [](std::uint64_t value) { return number(static_cast<std::int64_t>(value)); };
  QString out = QStringLiteral("## ") +
                Timeline::tr("What changed in %1 from %2 to %3")
                    .arg(cell(plain(cluster)), fullTime(comparison.a.time), fullTime(comparison.b.time)) +
                QStringLiteral("\n\n");
  out += QStringLiteral("- ") + Timeline::tr("Free devices %1 → %2").arg(number(comparison.a.free), number(comparison.b.free)) +
         QStringLiteral("\n- ") +
         Timeline::tr("Waiting claims %1 → %2").arg(number(comparison.a.waiting), number(comparison.b.waiting)) +
         QStringLiteral("\n- ") +
         Timeline::tr("Findings %1 → %2").arg(number(comparison.a.findings), number(comparison.b.findings)) +
         QStringLiteral("\n- ") +
         Timeline::tr("%1 of %2 changed objects, %3 routine ones left out")
             .arg(number64(comparison.changes.told.size()), number64(comparison.changes.total()),
                  number64(comparison.changes.routineTotal())) +
         QStringLiteral("\n\n");
  out += QStringLiteral("| ") + Timeline::tr("Time") + QStringLiteral(" | ") + Timeline::tr("Change") + QStringLiteral(" | ") +
         Timeline::tr("Kind") + QStringLiteral(" | ") + Timeline::tr("Object") + QStringLiteral(" | ") + Timeline::tr("What") +
         QStringLiteral(" | ") + Timeline::tr("Finding") + QStringLiteral(" |\n|---|---|---|---|---|---|\n");
  for (std::size_t i = 0; i < comparison.changes.told.size(); ++i) {
    const cluster::ObjectChange& change = comparison.changes.told[i];
    const diagnosis::CauseTag& tag = comparison.tags[i];
    const QString finding = tag.kind == diagnosis::CauseTag::Kind::none
                                ? QString()
                                : Timeline::tr("%1: %2").arg(tagWord(tag.kind), said(tag.findingTitle));
    out += QStringLiteral("| ") + (change.seen.isSet() ? clockTime(change.seen) : QStringLiteral("?")) + QStringLiteral(" | ") +
           cell(sortWord(change.sort)) + QStringLiteral(" | ") + cell(kindWord(change.noun)) + QStringLiteral(" | ") +
           cell(nameWords(change)) + QStringLiteral(" | ") + cell(whatWords(change)) + QStringLiteral(" | ") + cell(finding) +
           QStringLiteral(" |\n");
  }
  return out;
}

}  // namespace claimscope::ui
