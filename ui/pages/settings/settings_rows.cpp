#include "ui/pages/settings/settings_rows.h"

#include <algorithm>
#include <limits>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/tell.h"
#include "ui/tables/source_facts.h"

namespace claimscope::ui {
namespace {

constexpr double kByText = std::numeric_limits<double>::quiet_NaN();

Column column(const char* id, const QString& title, int width, bool right = false) {
  Column out;
  out.id = QLatin1String(id);
  out.title = title;
  out.width = width;
  out.right = right;
  return out;
}

Cell textCell(const QString& text, FontRole role, Ink ink) {
  Cell cell;
  cell.text = text;
  cell.role = role;
  cell.ink = ink;
  return cell;
}

Cell quietCell() {
  return textCell(QStringLiteral("–"), FontRole::body, Ink::muted);
}

/// "2 relists" stands out, none does not.
Cell countCell(std::uint32_t value) {
  return value == 0 ? quietCell() : textCell(number(value), FontRole::mono, Ink::secondary);
}

Cell permissionCell(const AccessRule* rule, const std::string& namespaceName) {
  if (rule == nullptr) {
    return quietCell();
  }
  Cell cell;
  const bool part = rule->cluster == Permission::denied && rule->inNamespace == Permission::allowed;
  cell.mark = rule->cluster == Permission::allowed           ? Mark::ok
              : part || rule->cluster == Permission::unknown ? Mark::unknown
                                                             : Mark::warning;
  // The mark says it to the eye; the word is for copying, sorting and screen readers.
  cell.text = rule->cluster == Permission::allowed   ? tell("yes")
              : part                                 ? tell("part")
              : rule->cluster == Permission::unknown ? QStringLiteral("?")
                                                     : tell("no");
  cell.role = FontRole::small;
  cell.ink = rule->cluster == Permission::denied && !part ? Ink::warning : Ink::muted;
  cell.tooltip = permissionWords(*rule, namespaceName);
  return cell;
}

Mark contextMark(const SourceChoice& choice) {
  switch (choice.run) {
    case SourceChoice::Run::shown:
    case SourceChoice::Run::background:
      return Mark::ok;
    case SourceChoice::Run::broken:
      return Mark::critical;
    case SourceChoice::Run::asks:
      return Mark::warning;
    case SourceChoice::Run::closed:
      break;
  }
  return Mark::notConfigured;
}

QString contextState(const SourceChoice& choice) {
  const auto with = [&](const QString& words) {
    return choice.state.isEmpty() ? words : words + QStringLiteral(", ") + plain(choice.state);
  };
  switch (choice.run) {
    case SourceChoice::Run::shown:
      return with(tell("shown"));
    case SourceChoice::Run::background:
      return with(tell("in the background"));
    case SourceChoice::Run::broken:
      return choice.state.isEmpty() ? tell("cannot be read") : plain(choice.state);
    case SourceChoice::Run::asks:
      return tell("asks to run a command");
    case SourceChoice::Run::closed:
      break;
  }
  return tell("not opened");
}

}  // namespace

std::shared_ptr<const SimpleRows> contextRows(const std::vector<SourceChoice>& choices) {
  std::vector<Column> columns{column("context", tell("Context"), 180), column("credential", tell("Credential"), 104),
                              column("state", tell("State"), 216), column("address", tell("Address"), 140)};
  columns.back().stretch = true;
  std::vector<SimpleRows::Line> lines;
  for (const SourceChoice& choice : choices) {
    Cell name = textCell(plain(choice.title), FontRole::mono, choice.current ? Ink::primary : Ink::secondary);
    name.mark = contextMark(choice);
    name.elide = Qt::ElideMiddle;
    const Ink ink = choice.run == SourceChoice::Run::broken ? Ink::critical
                    : choice.run == SourceChoice::Run::asks ? Ink::warning
                                                            : Ink::secondary;
    Cell address = textCell(plain(choice.detail), FontRole::monoSmall, Ink::muted);
    address.tooltip = address.text;
    lines.push_back(
        {choice.id.toStdString(),
         {std::move(name),
          choice.credential.isEmpty() ? quietCell() : textCell(plain(choice.credential), FontRole::monoSmall, Ink::secondary),
          textCell(contextState(choice), FontRole::body, ink), std::move(address)}});
  }
  return std::make_shared<const SimpleRows>("context", std::move(columns), std::move(lines));
}

std::string accessRowId(const AccessLine& line) {
  return line.group + "/" + line.resource + (line.write != nullptr ? "/" + line.write->verb : std::string());
}

QString permissionWords(const AccessRule& rule, const std::string& namespaceName) {
  const QString what = plain(rule.verb + " " + rule.resource + (rule.subresource.empty() ? "" : "/" + rule.subresource));
  const QString reason = rule.reason.empty() ? QString() : QStringLiteral(": ") + plain(rule.reason);
  if (rule.cluster == Permission::allowed) {
    return tell("%1: yes, everywhere").arg(what);
  }
  if (rule.cluster == Permission::unknown) {
    return tell("%1: not known").arg(what);
  }
  if (rule.inNamespace == Permission::allowed) {
    return tell("%1: only in namespace %2").arg(what, plain(namespaceName));
  }
  return tell("%1: no%2").arg(what, reason);
}

std::shared_ptr<const SimpleRows> accessRows(const AccessReport& report) {
  std::vector<Column> columns{column("kind", tell("Kind"), 176),  column("list", tell("list"), 60),
                              column("watch", tell("watch"), 60), column("get", tell("get"), 60),
                              column("write", tell("write"), 92), column("hidden", tell("Hidden without it"), 184)};
  columns.back().stretch = true;
  std::vector<SimpleRows::Line> lines;
  for (const AccessLine& line : accessMatrix(report)) {
    Cell write = permissionCell(line.write, report.namespaceName);
    if (line.write != nullptr) {
      write.text = plain(line.write->verb);  // which write; the mark says whether
    }
    const bool action = line.write != nullptr;
    Cell hidden = textCell(said(line.hidden), FontRole::body,
                           line.limited && !action ? Ink::warning
                           : line.limited          ? Ink::secondary
                                                   : Ink::muted);
    hidden.tooltip = hidden.text;
    lines.push_back({accessRowId(line),
                     {textCell(plain(line.resource), FontRole::mono, Ink::primary),
                      permissionCell(line.list, report.namespaceName), permissionCell(line.watch, report.namespaceName),
                      permissionCell(line.get, report.namespaceName), std::move(write), std::move(hidden)}});
  }
  return std::make_shared<const SimpleRows>("access", std::move(columns), std::move(lines));
}

std::shared_ptr<const SimpleRows> streamRows(const cluster::Snapshot& snapshot) {
  const std::vector<SourceRow> rows = sourceRows(snapshot);
  const bool loading = std::any_of(rows.begin(), rows.end(), [](const SourceRow& row) { return !row.rate.isEmpty(); });
  std::vector<Column> columns{column("kind", tell("Kind"), 168),
                              column("way", tell("Way"), 84),
                              column("objects", tell("Objects"), 66, true),
                              column("bytes", tell("Bytes"), 68, true),
                              column("rate", tell("Rate"), 84, true),
                              column("age", tell("Age"), 54, true),
                              column("relists", tell("Relists"), 54, true),
                              column("reconnects", tell("Reconnects"), 78, true)};
  columns.front().stretch = true;
  // While lists are read their speed counts; once they are there, what has become of the watches.
  columns[static_cast<std::size_t>(SourceField::rate)].shown = loading;
  columns[static_cast<std::size_t>(SourceField::relists)].shown = !loading;
  columns[static_cast<std::size_t>(SourceField::reconnects)].shown = !loading;
  std::vector<SimpleRows::Line> lines;
  for (const SourceRow& row : rows) {
    Cell kind = textCell(row.name, FontRole::mono, Ink::primary);
    kind.mark = row.mark;
    kind.tooltip = row.version + (row.detail.isEmpty() ? QString() : QStringLiteral("\n") + row.detail);
    Cell way = textCell(row.way, FontRole::body, row.detail.isEmpty() ? Ink::secondary : Ink::warning);
    way.tooltip = row.detail.isEmpty() ? row.way : row.detail;
    const auto figure = [](const QString& text, Ink ink) {
      return text.isEmpty() ? quietCell() : textCell(text, FontRole::mono, ink);
    };
    lines.push_back(
        {row.name.toStdString(),
         {std::move(kind), std::move(way), figure(row.count, Ink::primary), figure(row.bytes, Ink::secondary),
          figure(row.rate, Ink::secondary), figure(row.age, Ink::secondary), countCell(row.relists), countCell(row.reconnects)},
         {kByText, kByText, static_cast<double>(row.objects), static_cast<double>(row.byteValue), kByText, kByText,
          static_cast<double>(row.relists), static_cast<double>(row.reconnects)}});
  }
  return std::make_shared<const SimpleRows>("source", std::move(columns), std::move(lines));
}

}  // namespace claimscope::ui
