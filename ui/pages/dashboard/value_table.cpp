#include "ui/pages/dashboard/value_table.h"

#include <QVBoxLayout>
#include <cmath>
#include <map>
#include <set>

#include "model/prometheus/dashboard/values.h"
#include "ui/base/format.h"
#include "ui/tables/simple_rows.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kMostRows = 2'000;
constexpr std::size_t kMostLabels = 12;

}  // namespace

ValueTable::ValueTable(Look& look, QWidget* parent) : QWidget(parent), m_model(this), m_view(new TableView(look, m_model, this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_view);
}

void ValueTable::setRows(std::shared_ptr<const RowSource> rows) {
  m_model.setSource(std::move(rows), nullptr);
}

PanelContent makeValueTable(Look& look, const dashboard::Panel& panel, const std::vector<PanelAnswer>& answers, QWidget* old) {
  std::set<std::string> names;
  std::size_t series = 0;
  for (const PanelAnswer& answer : answers) {
    for (const prometheus::Series& one : answer.answer->series) {
      ++series;
      for (const auto& [name, value] : one.labels) {
        if (name != "__name__" && series <= kMostRows && names.size() < kMostLabels) {
          names.insert(name);
        }
      }
    }
  }
  if (series == 0) {
    return {};
  }
  std::vector<Column> columns;
  for (const std::string& name : names) {
    columns.push_back({plain(name), plain(name), {}, 130, false, false, true});
  }
  for (const PanelAnswer& answer : answers) {
    const QString id = plain(panel.targets[answer.target].refId);
    columns.push_back({QStringLiteral("value") + QString::number(answer.target),
                       answers.size() == 1 ? QObject::tr("Value") : QObject::tr("Value %1").arg(id),
                       {},
                       110,
                       false,
                       true,
                       true});
  }
  columns.front().stretch = true;
  // Rows with the same labels are one row, whichever query they came from.
  std::map<std::vector<std::string>, SimpleRows::Line> rows;
  for (std::size_t a = 0; a < answers.size(); ++a) {
    for (const prometheus::Series& one : answers[a].answer->series) {
      if (rows.size() >= kMostRows) {
        break;
      }
      std::vector<std::string> key;
      for (const std::string& name : names) {
        key.emplace_back(one.label(name));
      }
      SimpleRows::Line& line = rows[key];
      if (line.cells.empty()) {
        line.cells.resize(columns.size());
        line.numbers.assign(columns.size(), std::nan(""));
        for (std::size_t i = 0; i < key.size(); ++i) {
          line.id += key[i] + "\n";
          line.cells[i].text = plain(key[i]);
          line.cells[i].role = FontRole::mono;
          line.cells[i].elide = Qt::ElideMiddle;
        }
        for (std::size_t i = names.size(); i < columns.size(); ++i) {
          line.cells[i].role = FontRole::mono;
          line.numbers[i] = -1;  // no value yet
        }
      }
      const auto value = dashboard::reduced(one, panel.reduce);
      if (value) {
        line.cells[names.size() + a].text = plain(dashboard::valueText(*value, panel.unit, panel.decimals));
        line.cells[names.size() + a].ink = Ink::primary;
        line.numbers[names.size() + a] = *value >= 0 ? *value : std::nan("");
      }
    }
  }
  std::vector<SimpleRows::Line> lines;
  for (auto& [key, line] : rows) {
    lines.push_back(std::move(line));
  }
  auto* table = qobject_cast<ValueTable*>(old);
  table = table != nullptr ? table : new ValueTable(look);
  table->setRows(std::make_shared<const SimpleRows>("series", std::move(columns), std::move(lines)));
  return {table, series > kMostRows ? QObject::tr("the first %1 of %2 rows").arg(kMostRows).arg(series) : QString()};
}

}  // namespace claimscope::ui
