// FactRows: ObjectRows over a vector of facts and a table of fields: a kind writes what a field says, this does the rest. GUI
// thread.
#pragma once

#include <QStringList>
#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ui/base/format.h"
#include "ui/pages/objects/object_rows.h"
#include "ui/pages/objects/object_severity.h"

namespace claimscope::ui {

/// What every fact begins with: plain data, so that 150,000 of them are copied in a millisecond.
struct RowFact {
  std::uint64_t identity = 0;
  Time created;
  std::uint32_t tabs = 0;
  std::uint8_t band = 2;  ///< the lower the further up while nobody sorts: 0 of findings, 1 of FactShape::telling
  bool present = false;
};

/// What cells may look at besides the fact.
struct RowMoment {
  View view;
  std::shared_ptr<const ObjectSeverity> severity;

  [[nodiscard]] const cluster::Snapshot& snapshot() const { return *view.snapshot; }
  [[nodiscard]] const cluster::Inventory& inventory() const { return *view.snapshot->inventory; }
  [[nodiscard]] Time now() const { return view.snapshot->time; }
};

enum class FieldUse : std::uint8_t {
  shown,   ///< no filter key
  text,    ///< a filter key
  find,    ///< a filter key, and words are looked for in it
  number,  ///< a filter key that compares numbers
};

template <class Fact>
struct Field {
  Column column;
  FieldUse use = FieldUse::shown;
  Cell (*cell)(const RowMoment&, const Fact&) = nullptr;
  SortKey (*key)(const RowMoment&, const Fact&) = nullptr;
};

/// How a kind's facts are read.
template <class Fact>
struct FactShape {
  std::vector<Field<Fact>> fields;
  ObjectRef (*object)(const RowMoment&, const Fact&) = nullptr;
  /// The tabs whose rows somebody who opens the page is likely to look for.
  std::uint32_t telling = 0;
  /// Of these the oldest stand first, while nobody sorts: rows that are about waiting.
  bool oldestFirst = false;
  /// kNoRow when it is not there.
  Row (*find)(const RowMoment&, const std::vector<Fact>&, const ObjectRef&) = nullptr;
  QStringList tabs = {};  ///< words of the tabs after "All", for the summaries of groups
};

/// Facts with what is counted over them; shared by every source of the same moment's facts.
template <class Fact>
struct FactSet {
  struct Group {
    Text key;
    std::array<std::uint32_t, kMostTabs + 1> rows{};  ///< by tab, 0 is all
  };
  std::vector<Fact> facts;
  std::array<std::int64_t, kMostTabs + 1> tabs{};
  std::vector<Group> groups;
  std::vector<std::uint32_t> groupOf;  ///< by row; empty: rows are not grouped

  void count() {
    tabs.fill(0);
    for (const Fact& fact : facts) {
      if (fact.present) {
        ++tabs[0];
        for (std::uint32_t bits = fact.tabs, tab = 1; bits != 0; bits >>= 1U, ++tab) {
          tabs[tab] += bits & 1U;
        }
      }
    }
  }

  /// By the text of one field; larger groups first.
  void group(const RowMoment& moment, const Field<Fact>& field) {
    std::unordered_map<std::string_view, std::uint32_t> index;
    groups.clear();
    groupOf.assign(facts.size(), 0);
    for (std::size_t row = 0; row < facts.size(); ++row) {
      const Fact& fact = facts[row];
      if (!fact.present) {
        continue;
      }
      const std::string_view text = field.key(moment, fact).text;
      const auto [found, fresh] = index.try_emplace(text, static_cast<std::uint32_t>(groups.size()));
      if (fresh) {
        groups.push_back({Text(text), {}});
      }
      groupOf[row] = found->second;
      auto& rows = groups[found->second].rows;
      ++rows[0];
      for (std::uint32_t bits = fact.tabs, tab = 1; bits != 0; bits >>= 1U, ++tab) {
        rows[tab] += bits & 1U;
      }
    }
    sortGroups();
  }

 private:
  void sortGroups() {
    std::vector<std::uint32_t> order(groups.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      order[i] = i;
    }
    std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
      const Group& x = groups[a];
      const Group& y = groups[b];
      return x.rows[0] != y.rows[0] ? x.rows[0] > y.rows[0] : x.key.view() < y.key.view();
    });
    std::vector<std::uint32_t> place(order.size());
    std::vector<Group> sorted;
    sorted.reserve(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      place[order[i]] = i;
      sorted.push_back(groups[order[i]]);
    }
    groups = std::move(sorted);
    for (std::uint32_t& group : groupOf) {
      group = place.empty() ? 0 : place[group];
    }
  }
};

template <class Fact>
class FactRows final : public ObjectRows {
 public:
  FactRows(RowMoment moment, std::shared_ptr<const FactSet<Fact>> set, std::shared_ptr<const FactShape<Fact>> shape,
           std::shared_ptr<const std::vector<Column>> columns)
      : m_moment(std::move(moment)), m_set(std::move(set)), m_shape(std::move(shape)), m_columns(std::move(columns)) {}

  [[nodiscard]] Row size() const override { return static_cast<Row>(m_set->facts.size()); }
  [[nodiscard]] const std::vector<Column>& columns() const override { return *m_columns; }
  [[nodiscard]] Cell cell(Row row, int column) const override {
    return m_set->facts[row].present ? field(column).cell(m_moment, m_set->facts[row]) : Cell{};
  }
  [[nodiscard]] SortKey sortKey(Row row, int column) const override {
    const Fact& fact = m_set->facts[row];
    return fact.present && field(column).key != nullptr ? field(column).key(m_moment, fact) : SortKey{true, 0, {}};
  }
  [[nodiscard]] int band(Row row) const override {
    const Fact& fact = m_set->facts[row];
    constexpr int kLast = std::numeric_limits<int>::max();
    if (fact.band != 1 || !m_shape->oldestFirst) {
      return fact.band < 2 ? fact.band : kLast;
    }
    return fact.created.isSet() ? static_cast<int>(std::clamp<std::int64_t>(fact.created.ms / 1000, 1, kLast - 1)) : kLast - 1;
  }
  [[nodiscard]] std::uint64_t identity(Row row) const override {
    return m_set->facts[row].present ? m_set->facts[row].identity : row;
  }
  [[nodiscard]] ObjectRef object(Row row) const override {
    return m_set->facts[row].present ? m_shape->object(m_moment, m_set->facts[row]) : ObjectRef{};
  }
  [[nodiscard]] Row find(const ObjectRef& object) const override {
    const Row row = m_shape->find(m_moment, m_set->facts, object);
    return row < m_set->facts.size() && m_set->facts[row].present ? row : kNoRow;
  }
  [[nodiscard]] std::uint32_t groupCount() const override { return static_cast<std::uint32_t>(m_set->groups.size()); }
  [[nodiscard]] std::uint32_t groupOf(Row row) const override { return m_set->groupOf[row]; }
  [[nodiscard]] RowGroup group(std::uint32_t index, std::uint32_t accepted) const override {
    const auto& group = m_set->groups[index];
    RowGroup out;
    out.title = group.key.empty() ? QStringLiteral("–") : plain(group.key.view());
    out.scope = accepted == group.rows[0] ? number(static_cast<std::int64_t>(accepted))
                                          : number(static_cast<std::int64_t>(accepted)) + QStringLiteral(" / ") +
                                                number(static_cast<std::int64_t>(group.rows[0]));
    QStringList parts;
    for (qsizetype i = 0; i < m_shape->tabs.size(); ++i) {
      if (const std::uint32_t rows = group.rows[static_cast<std::size_t>(i) + 1]; rows != 0) {
        parts << number(static_cast<std::int64_t>(rows)) + QLatin1Char(' ') + m_shape->tabs[i];
      }
    }
    out.summary = parts.join(QStringLiteral(" · "));
    out.identity = mixIdentity(7, group.key.hash());
    return out;
  }

  [[nodiscard]] bool present(Row row) const override { return m_set->facts[row].present; }
  [[nodiscard]] std::uint32_t tabsOf(Row row) const override { return m_set->facts[row].tabs; }
  [[nodiscard]] std::int64_t presentRows() const override { return m_set->tabs[0]; }
  [[nodiscard]] std::int64_t inTab(std::size_t tab) const override { return m_set->tabs[tab]; }
  [[nodiscard]] int keyOf(const QString& key) const override {
    const auto found = std::find_if(m_shape->fields.begin(), m_shape->fields.end(), [&](const Field<Fact>& field) {
      return field.use != FieldUse::shown && field.column.id == key;
    });
    return found == m_shape->fields.end() ? -1 : static_cast<int>(found - m_shape->fields.begin());
  }
  [[nodiscard]] bool matches(Row row, int key, const TermMatcher& matcher) const override {
    const SortKey value = sortKey(row, key);
    if (value.missing) {
      return matcher.absent();
    }
    return field(key).use == FieldUse::number ? matcher.number(value.number) : matcher.text(value.text);
  }
  [[nodiscard]] bool contains(Row row, const std::vector<std::string>& words) const override {
    const Fact& fact = m_set->facts[row];
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      return std::any_of(m_shape->fields.begin(), m_shape->fields.end(), [&](const Field<Fact>& field) {
        return field.use == FieldUse::find && containsFolded(field.key(m_moment, fact).text, word);
      });
    });
  }

 private:
  [[nodiscard]] const Field<Fact>& field(int column) const { return m_shape->fields[static_cast<std::size_t>(column)]; }

  RowMoment m_moment;
  std::shared_ptr<const FactSet<Fact>> m_set;
  std::shared_ptr<const FactShape<Fact>> m_shape;
  std::shared_ptr<const std::vector<Column>> m_columns;
};

/// A column of a field.
[[nodiscard]] inline Column fieldColumn(const char* id, const QString& title, int width) {
  Column out;
  out.id = QString::fromLatin1(id);
  out.title = title;
  out.width = width;
  return out;
}
[[nodiscard]] inline Column rightColumn(const char* id, const QString& title, int width) {
  Column out = fieldColumn(id, title, width);
  out.right = true;
  return out;
}
[[nodiscard]] inline Column stretched(Column column) {
  column.stretch = true;
  return column;
}
[[nodiscard]] inline Column hiddenAtFirst(Column column) {
  column.shown = false;
  return column;
}
[[nodiscard]] inline Column explained(Column column, const QString& tooltip) {
  column.tooltip = tooltip;
  return column;
}

}  // namespace claimscope::ui
