#include "ui/pages/posture/survey_cells.h"

#include "ui/base/format.h"

namespace claimscope::ui {

Column surveyColumn(const char* id, const QString& title, int width, bool right, bool stretch) {
  Column out;
  out.id = QLatin1String(id);
  out.title = title;
  out.width = width;
  out.right = right;
  out.stretch = stretch;
  return out;
}

Cell surveyCell(const QString& text, FontRole role, Ink ink) {
  Cell cell;
  cell.text = text.isEmpty() ? QStringLiteral("–") : text;
  cell.role = role;
  cell.ink = text.isEmpty() ? Ink::muted : ink;
  cell.tooltip = text;
  return cell;
}

Cell surveyNameCell(const std::string& text) {
  Cell cell = surveyCell(plain(text), FontRole::mono, Ink::primary);
  cell.elide = Qt::ElideMiddle;
  return cell;
}

}  // namespace claimscope::ui
