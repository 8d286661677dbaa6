#include "ui/pages/actions/plan_lines.h"

#include <QObject>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/action_words.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kMostChanges = 60;

QString needWords(const actions::Need& need) {
  QString words = plain(need.verb) + QLatin1Char(' ') + plain(need.resource);
  if (!need.subresource.empty()) {
    words += QLatin1Char('/') + plain(need.subresource);
  }
  return words;
}

QString needDetail(const actions::Need& need) {
  QStringList parts;
  if (!need.namespaceName.empty()) {
    parts << QObject::tr("in %1").arg(plain(need.namespaceName));
  }
  return parts.join(QLatin1Char(' '));
}

TextLine permissionLine(const actions::Need& need, Permission permission, const std::string& reason, bool asked) {
  TextLine line;
  line.text = needWords(need);
  line.detail = needDetail(need);
  line.role = FontRole::mono;
  line.mark = !asked                              ? Mark::notConfigured
              : permission == Permission::allowed ? Mark::ok
              : permission == Permission::denied  ? Mark::critical
                                                  : Mark::unknown;
  line.end = !asked                              ? QObject::tr("not asked")
             : permission == Permission::allowed ? QObject::tr("allowed")
             : permission == Permission::denied  ? QObject::tr("denied")
                                                 : QObject::tr("unknown");
  line.endInk = !asked                              ? Ink::muted
                : permission == Permission::allowed ? Ink::ok
                : permission == Permission::denied  ? Ink::critical
                                                    : Ink::unknown;
  QStringList tip{line.text + QLatin1Char(' ') + line.detail};
  if (!need.group.empty()) {
    tip << plain(need.group);
  }
  if (!need.name.empty()) {
    tip << QObject::tr("on %1").arg(plain(need.name));
  }
  if (!need.purpose.empty()) {
    tip << said(need.purpose);
  }
  if (!reason.empty()) {
    tip << said(reason);
  }
  line.tooltip = tip.join(QLatin1Char('\n'));
  return line;
}

void addOnce(std::vector<TextLine>& lines, TextLine line) {
  const bool known = std::any_of(lines.begin(), lines.end(), [&](const TextLine& other) {
    return other.text == line.text && other.detail == line.detail && other.end == line.end;
  });
  if (!known) {
    lines.push_back(std::move(line));
  }
}

QString stepTitle(const actions::ActionPlan& plan, const std::string& id) {
  const actions::Step* step = plan.findStep(id);
  return said(step == nullptr ? std::string_view(id) : std::string_view(step->title));
}

TextLine entryLine(const actions::ActionPlan& plan, const actions::JournalEntry& entry) {
  const EntryWords words = entryWords(plan, entry);
  TextLine line;
  line.time = entry.at.isSet() ? clockTime(entry.at) : QString();
  line.mark = words.mark;
  line.text = words.what;
  line.detail = words.detail;
  return line;
}

}  // namespace

std::vector<TextLine> permissionLines(const actions::ActionPlan& plan, const actions::Previewed* preview) {
  std::vector<TextLine> lines;
  if (preview != nullptr) {
    for (const actions::NeedAnswer& answer : preview->needs) {
      addOnce(lines, permissionLine(answer.need, answer.permission, answer.reason, true));
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const TextLine& a, const TextLine& b) { return a.mark == Mark::critical && b.mark != Mark::critical; });
  } else {
    for (const actions::Need& need : plan.needs) {
      addOnce(lines, permissionLine(need, Permission::unknown, {}, false));
    }
  }
  return lines;
}

std::vector<TextLine> changeLines(const actions::ActionPlan& plan, const actions::Previewed& preview) {
  using Result = actions::StepPreview::Result;
  std::vector<TextLine> lines;
  std::int64_t quiet = 0;
  std::int64_t left = 0;
  for (const actions::StepPreview& step : preview.steps) {
    if (step.result == Result::accepted && step.changes.empty()) {
      ++quiet;
      continue;
    }
    if (lines.size() >= kMostChanges) {
      ++left;
      continue;
    }
    TextLine head;
    head.text = stepTitle(plan, step.step);
    head.detail = said(step.detail);
    head.role = FontRole::smallMedium;
    head.mark = step.result == Result::accepted  ? Mark::ok
                : step.result == Result::refused ? Mark::critical
                : step.result == Result::waits   ? Mark::pending
                                                 : Mark::notConfigured;
    head.end = step.status != 0 && step.result != Result::accepted ? QString::number(step.status) : QString();
    lines.push_back(std::move(head));
    for (const actions::FieldChange& change : step.changes) {
      const auto add = [&](const std::string& value, const QString& sign, TextLine::Ground ground) {
        if (!value.empty()) {
          TextLine line;
          line.text = sign + QLatin1Char(' ') + plain(change.pointer) + QStringLiteral(": ") + plain(value);
          line.role = FontRole::monoSmall;
          line.ink = ground == TextLine::Ground::added ? Ink::ok : Ink::critical;
          line.ground = ground;
          lines.push_back(std::move(line));
        }
      };
      add(change.before, QStringLiteral("−"), TextLine::Ground::removed);
      add(change.after, QStringLiteral("+"), TextLine::Ground::added);
    }
  }
  if (quiet > 0) {
    TextLine line;
    line.mark = Mark::ok;
    line.text = QObject::tr("%1 accepted").arg(counted(quiet, QObject::tr("other call"), QObject::tr("other calls")));
    if (lines.empty()) {
      line.text = QObject::tr("%1 accepted").arg(counted(quiet, QObject::tr("call"), QObject::tr("calls")));
    }
    lines.push_back(std::move(line));
  }
  if (left > 0) {
    TextLine line;
    line.text = QObject::tr("and %1 more").arg(counted(left, QObject::tr("step"), QObject::tr("steps")));
    line.ink = Ink::muted;
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<TextLine> journalLines(const PlanRecord& record, std::size_t limit) {
  std::vector<TextLine> lines;
  for (auto entry = record.entries.rbegin(); entry != record.entries.rend() && lines.size() < limit; ++entry) {
    lines.push_back(entryLine(*record.plan, *entry));
  }
  return lines;
}

std::vector<TextLine> journalLines(const std::vector<std::shared_ptr<const PlanRecord>>& records, std::size_t limit) {
  struct Dated {
    Time at;
    std::size_t record;
    std::size_t entry;
  };
  std::vector<Dated> newest;
  for (std::size_t r = 0; r < records.size(); ++r) {
    const auto& entries = records[r]->entries;
    for (std::size_t e = entries.size() > limit ? entries.size() - limit : 0; e < entries.size(); ++e) {
      newest.push_back({entries[e].at, r, e});
    }
  }
  std::stable_sort(newest.begin(), newest.end(), [](const Dated& a, const Dated& b) {
    return a.at != b.at ? a.at > b.at : a.record == b.record ? a.entry > b.entry : a.record < b.record;
  });
  std::vector<TextLine> lines;
  for (std::size_t i = 0; i < newest.size() && i < limit; ++i) {
    const PlanRecord& record = *records[newest[i].record];
    lines.push_back(entryLine(*record.plan, record.entries[newest[i].entry]));
  }
  return lines;
}

}  // namespace claimscope::ui
