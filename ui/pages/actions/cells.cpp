#include "ui/pages/actions/cells.h"

#include "ui/base/format.h"

namespace claimscope::ui {

QString dash() {
  return QStringLiteral("–");
}

Cell wordsCell(const QString& text, Ink ink, FontRole role) {
  Cell cell;
  cell.text = text;
  cell.ink = ink;
  cell.role = role;
  return cell;
}

Cell nameCell(const QString& text, Ink ink) {
  Cell cell = wordsCell(text, ink, FontRole::mono);
  cell.elide = Qt::ElideMiddle;
  return cell;
}

Cell countCell(const Count& count) {
  const QString text = number(count);
  Cell cell = wordsCell(text, Ink::primary, FontRole::mono);
  if (count.bound == Bound::atLeast || count.bound == Bound::atMost) {
    cell.bound = text.left(1);
    cell.text = text.mid(1);
  }
  return cell;
}

}  // namespace claimscope::ui
