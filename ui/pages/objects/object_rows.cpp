// Cells that look the same on every page of objects. GUI thread.
#include "ui/pages/objects/object_rows.h"

#include <algorithm>

#include "ui/base/format.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {

Cell dashCell() {
  Cell cell;
  cell.text = QStringLiteral("–");
  cell.ink = Ink::disabled;
  return cell;
}

Cell unknownCell(const QString& tooltip) {
  Cell cell;
  cell.text = QStringLiteral("?");
  cell.role = FontRole::mono;
  cell.ink = Ink::muted;
  cell.tooltip = tooltip;
  return cell;
}

Cell wordCell(const QString& text, Ink ink) {
  if (text.isEmpty()) {
    return dashCell();
  }
  Cell cell;
  cell.text = text;
  cell.role = FontRole::small;
  cell.ink = ink;
  return cell;
}

Cell nameCell(std::string_view text, Ink ink) {
  Cell cell = wordCell(plain(text), ink);
  if (!text.empty()) {
    cell.role = FontRole::monoSmall;
    cell.elide = Qt::ElideMiddle;
  }
  return cell;
}

Cell countCell(std::int64_t value, Bound bound, Ink ink) {
  if (bound == Bound::unknown) {
    return unknownCell();
  }
  Cell cell;
  cell.text = number(value);
  cell.role = FontRole::mono;
  cell.ink = ink;
  cell.bound = boundMark(bound);
  return cell;
}

Cell fewCell(std::int64_t value, Bound bound, Ink ink) {
  return value == 0 && bound == Bound::exact ? dashCell() : countCell(value, bound, ink);
}

Cell ageCell(Time since, Time now) {
  if (!since.isSet()) {
    return dashCell();
  }
  Cell cell;
  cell.text = age(std::max<std::int64_t>(0, now - since));
  cell.role = FontRole::mono;
  cell.ink = Ink::primary;
  cell.tooltip = fullTime(since);
  return cell;
}

Cell markCell(const QString& text, Mark mark, Ink ink) {
  Cell cell = wordCell(text, ink);
  cell.mark = mark;
  return cell;
}

Cell stateBarCell(const cluster::StateCounts& counts) {
  if (counts.total() == 0) {
    return dashCell();
  }
  Cell cell;
  cell.states = counts.byState;
  cell.tooltip = stateSummary(counts);
  cell.text = cell.tooltip;
  return cell;
}

}  // namespace claimscope::ui
