// Writers of CSV, JSON and Markdown. Pure; GUI thread.
#include "ui/tables/table_copy.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <algorithm>
#include <numeric>

#include "model/base/json_tree.h"
#include "ui/base/tell.h"
#include "ui/tables/table_model.h"
#include "ui/tables/table_view.h"

namespace claimscope::ui {
namespace {

bool looksLikeFormula(const QString& text) {
  if (text.isEmpty() || !QStringLiteral("=+-@\t\r").contains(text.front())) {
    return false;
  }
  bool number = false;
  const double value = text.toDouble(&number);
  return !number || value != value;
}

QString csvField(QString text) {
  if (looksLikeFormula(text)) {
    text.prepend(QLatin1Char('\''));
  }
  const bool quoted = std::any_of(text.begin(), text.end(), [](QChar c) {
    return c == QLatin1Char('"') || c == QLatin1Char(',') || c == QLatin1Char('\n') || c == QLatin1Char('\r');
  });
  return quoted ? QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"') : text;
}

QString csv(const TableText& table) {
  QString out;
  const auto line = [&](const QStringList& fields) {
    QStringList written;
    for (const QString& field : fields) {
      written << csvField(field);
    }
    out += written.join(QLatin1Char(',')) + QStringLiteral("\r\n");
  };
  line(table.titles);
  for (const QStringList& row : table.rows) {
    line(row);
  }
  return out;
}

QString json(const TableText& table) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const QStringList& row : table.rows) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (qsizetype i = 0; i < row.size(); ++i) {
      object[table.ids[i].toStdString()] = row[i].toStdString();
    }
    out.push_back(std::move(object));
  }
  return QString::fromStdString(out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace)) + QLatin1Char('\n');
}

QString markdownField(QString text) {
  return text.replace(QLatin1Char('\\'), QStringLiteral("\\\\"))
      .replace(QLatin1Char('|'), QStringLiteral("\\|"))
      .replace(QLatin1Char('<'), QStringLiteral("&lt;"))
      .replace(QLatin1Char('\n'), QLatin1Char(' '));
}

QString markdown(const TableText& table) {
  QString out;
  const auto line = [&](const QStringList& fields) {
    QStringList written;
    for (const QString& field : fields) {
      written << markdownField(field);
    }
    out += QStringLiteral("| ") + written.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
  };
  line(table.titles);
  QStringList rule;
  for (const bool right : table.right) {
    rule << (right ? QStringLiteral("---:") : QStringLiteral("---"));
  }
  out += QStringLiteral("| ") + rule.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
  for (const QStringList& row : table.rows) {
    line(row);
  }
  return out;
}

}  // namespace

TableText tableText(const TableModel& model, const std::vector<int>& rows, const std::vector<int>& columns) {
  TableText out;
  for (const int column : columns) {
    const Column& shown = model.source()->columns()[static_cast<std::size_t>(column)];
    out.ids << shown.id;
    out.titles << shown.title;
    out.right.push_back(shown.right);
  }
  for (const int row : rows) {
    if (model.isGroup(row)) {
      continue;
    }
    QStringList fields;
    for (const int column : columns) {
      const Cell cell = model.cellAt(row, column);
      fields << cell.bound + cell.text;
    }
    out.rows.push_back(std::move(fields));
  }
  return out;
}

QString copied(const TableText& table, CopyFormat format) {
  switch (format) {
    case CopyFormat::csv:
      return csv(table);
    case CopyFormat::json:
      return json(table);
    case CopyFormat::markdown:
      break;
  }
  return markdown(table);
}

QString extensionOf(CopyFormat format) {
  switch (format) {
    case CopyFormat::csv:
      return QStringLiteral("csv");
    case CopyFormat::json:
      return QStringLiteral("json");
    case CopyFormat::markdown:
      break;
  }
  return QStringLiteral("md");
}

QString copied(const TableView& view, CopyFormat format, int fewest) {
  const auto& model = static_cast<const TableModel&>(*view.model());
  if (model.source() == nullptr) {
    return {};
  }
  std::vector<int> columns;
  for (int column = 0; column < model.columnCount(); ++column) {
    if (!view.isColumnHidden(column)) {
      columns.push_back(column);
    }
  }
  std::vector<int> rows;
  for (const QItemSelectionRange& range : view.selectionModel()->selection()) {
    for (int row = range.top(); row <= range.bottom(); ++row) {
      rows.push_back(row);
    }
  }
  std::sort(rows.begin(), rows.end());
  if (static_cast<int>(rows.size()) < fewest) {
    rows.resize(static_cast<std::size_t>(model.rowCount()));
    std::iota(rows.begin(), rows.end(), 0);
  }
  return copied(tableText(model, rows, columns), format);
}

void fillCopyMenu(QMenu& menu, TableView& view, std::function<void(const QString& name, const QByteArray& bytes)> save,
                  int fewest) {
  const auto add = [&](const QString& words, auto act) {
    QObject::connect(menu.addAction(words), &QAction::triggered, &view, std::move(act));
  };
  add(tell("Copy rows\tCtrl+C"), [&view] { QGuiApplication::clipboard()->setText(view.copyText()); });
  const auto copy = [&view, fewest](CopyFormat format) {
    return [&view, format, fewest] { QGuiApplication::clipboard()->setText(copied(view, format, fewest)); };
  };
  add(tell("Copy as CSV"), copy(CopyFormat::csv));
  add(tell("Copy as JSON"), copy(CopyFormat::json));
  add(tell("Copy as Markdown"), copy(CopyFormat::markdown));
  menu.addSeparator();
  const auto keep = [&view, save = std::move(save), fewest](CopyFormat format) {
    return [&view, save, format, fewest] {
      const QString name = view.accessibleName().isEmpty() ? QStringLiteral("table") : view.accessibleName().toLower();
      save(QString(name).replace(QLatin1Char(' '), QLatin1Char('-')) + QLatin1Char('.') + extensionOf(format),
           copied(view, format, fewest).toUtf8());
    };
  };
  add(tell("Save as CSV…"), keep(CopyFormat::csv));
  add(tell("Save as JSON…"), keep(CopyFormat::json));
  add(tell("Save as Markdown…"), keep(CopyFormat::markdown));
}

}  // namespace claimscope::ui
