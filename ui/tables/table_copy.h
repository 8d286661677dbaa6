// Rows of a table as text for other programs: CSV, JSON, Markdown. Pure; GUI thread.
#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <vector>

class QMenu;

namespace claimscope::ui {

class TableModel;
class TableView;

enum class CopyFormat { csv, json, markdown };

struct TableText {
  QStringList ids;     ///< of the columns, for JSON
  QStringList titles;  ///< of the columns, for people
  std::vector<bool> right;
  std::vector<QStringList> rows;
};

/// What the cells say, with their bounds; group rows are left out.
[[nodiscard]] TableText tableText(const TableModel& model, const std::vector<int>& rows, const std::vector<int>& columns);
/// CSV as RFC 4180 has it. A text that a spreadsheet would take for a formula begins with an apostrophe: names come from a
/// cluster.
[[nodiscard]] QString copied(const TableText& table, CopyFormat format);
/// The selected rows of a table, every row when fewer than `fewest` are selected; hidden columns are left out.
[[nodiscard]] QString copied(const TableView& view, CopyFormat format, int fewest = 1);
/// "Copy as CSV" and so on, and "Save as CSV…", which hands over a name for the file and its bytes. `fewest` as with copied().
void fillCopyMenu(QMenu& menu, TableView& view, std::function<void(const QString& name, const QByteArray& bytes)> save,
                  int fewest = 1);
/// "csv", "json", "md".
[[nodiscard]] QString extensionOf(CopyFormat format);

}  // namespace claimscope::ui
