#include "ui/pages/actions/plan_tables.h"

#include <QObject>
#include <algorithm>
#include <map>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/action_words.h"
#include "ui/pages/actions/cells.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

Cell marked(const QString& words, Mark mark, Ink ink) {
  Cell cell = wordsCell(words, ink, FontRole::smallMedium);
  cell.mark = mark;
  return cell;
}

/// "ml/x" without its namespace where that is the pod's own.
QString claimName(const std::string& name, const std::string& space) {
  const std::string prefix = space + "/";
  return plain(!space.empty() && name.compare(0, prefix.size(), prefix) == 0 ? std::string_view(name).substr(prefix.size())
                                                                             : std::string_view(name));
}

QString claimNames(const std::vector<std::string>& claims, const std::string& space) {
  if (claims.empty()) {
    return dash();
  }
  const QString first = claimName(claims.front(), space);
  return claims.size() == 1 ? first : QObject::tr("%1 and %2 more").arg(first).arg(claims.size() - 1);
}

/// The namespace of all claims; empty when there are several.
std::string commonSpace(const std::vector<actions::AffectedClaim>& claims) {
  std::string space;
  for (const actions::AffectedClaim& claim : claims) {
    const std::string own = claim.name.substr(0, claim.name.find('/'));
    if (!space.empty() && own != space) {
      return {};
    }
    space = own;
  }
  return space;
}

Cell landingCell(const actions::Landing& landing) {
  if (!landing.known) {
    return landing.reason.empty() ? wordsCell(dash(), Ink::muted) : wordsCell(said(landing.reason), Ink::muted, FontRole::small);
  }
  if (!landing.fits) {
    return wordsCell(landing.reason.empty() ? QObject::tr("nowhere") : said(landing.reason), Ink::critical, FontRole::small);
  }
  Cell cell = nameCell(
      landing.node.empty() ? counted(landing.nodes, QObject::tr("node"), QObject::tr("nodes")) : plain(landing.node), Ink::ok);
  if (!landing.reason.empty()) {
    cell.text += QObject::tr(" ?");
    cell.tooltip = QObject::tr("%1, if %2 allows it").arg(plain(landing.node), said(landing.reason));
  } else if (landing.nodes > 1 && !landing.node.empty()) {
    cell.tooltip = QObject::tr("%1; %2 would take it")
                       .arg(plain(landing.node), counted(landing.nodes, QObject::tr("node"), QObject::tr("nodes")));
  }
  return cell;
}

std::vector<Column> affectedColumns(const QString& name) {
  return {{QStringLiteral("verdict"), QObject::tr("Verdict"), QString(), 92},
          {QStringLiteral("object"), name, QString(), 200, true},
          {QStringLiteral("why"), QObject::tr("Why"), QString(), 216, true},
          {QStringLiteral("claim"), QObject::tr("Claim"), QString(), 156, true},
          {QStringLiteral("landing"), QObject::tr("Would land on"),
           QObject::tr("By Claimscope's allocator and node fit, on this moment"), 140}};
}

QString affectedNoun(const actions::ActionPlan& plan) {
  const std::string kind = plan.affected.empty() ? "pod" : plan.affected.front().object.kind;
  return kind == "pod"      ? QObject::tr("Pod")
         : kind == "device" ? QObject::tr("Device")
         : kind == "claim"  ? QObject::tr("Claim")
         : kind == "node"   ? QObject::tr("Node")
                            : QObject::tr("Object");
}

/// What a claim is, as far as the snapshot tells.
struct ClaimNow {
  bool seen = false;  ///< the snapshot has claims at all
  bool there = false;
  bool returned = false;   ///< it went with its pod, and a next pod of that name is there
  bool successor = false;  ///< and this is that pod's claim
  bool allocated = false;
  bool reserved = false;
  QString node;
  std::int64_t devices = 0;
};

/// "train-0-gpu-" of "ml/train-0-gpu-x2f9k": what a claim made from a template is called but for the letters that make it unique.
std::string_view stemOf(std::string_view claim) {
  const std::size_t slash = claim.find('/');
  const std::string_view name = slash == std::string_view::npos ? claim : claim.substr(slash + 1);
  return name.substr(0, name.rfind('-') + 1);
}

/// A claim that was made from a template goes with its pod. A StatefulSet's next pod has the name of the one before it: its claim
/// for the same entry is what became of it. Other controllers give new names, and then nobody can say which pod came for which.
cluster::ClaimIndex successorOf(const cluster::Snapshot& snapshot, const actions::ActionPlan& plan, const std::string& claim,
                                ClaimNow& now) {
  for (const actions::Affected& affected : plan.affected) {
    if (affected.object.kind != "pod" ||
        std::find(affected.claims.begin(), affected.claims.end(), claim) == affected.claims.end()) {
      continue;
    }
    const cluster::Slot slot = snapshot.of<Pod>().slotOf(Text(affected.object.namespaceName), Text(affected.object.name));
    const Pod* next = snapshot.of<Pod>().at(slot);
    if (next == nullptr || next->meta.uid.str() == affected.uid) {
      continue;
    }
    now.returned = true;
    for (const cluster::ClaimIndex index : snapshot.inventory->claimsOfPod(slot)) {
      const ResourceClaim* object = snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[index].slot);
      if (object != nullptr && stemOf(object->meta.name.view()) == stemOf(claim)) {
        return index;
      }
    }
  }
  return cluster::kNone;
}

ClaimNow claimNow(const cluster::Snapshot* snapshot, const actions::ActionPlan& plan, const std::string& name) {
  ClaimNow now;
  if (snapshot == nullptr || !snapshot->time.isSet()) {
    return now;
  }
  now.seen = true;
  const std::size_t slash = name.find('/');
  if (slash == std::string::npos) {
    return now;
  }
  cluster::ClaimIndex index = findClaim(*snapshot, {"claim", name.substr(0, slash), name.substr(slash + 1)});
  if (index == cluster::kNone) {
    index = successorOf(*snapshot, plan, name, now);
    now.successor = index != cluster::kNone;
  }
  if (index == cluster::kNone) {
    return now;
  }
  const cluster::ClaimView& claim = snapshot->inventory->claims[index];
  const ResourceClaim* object = snapshot->of<ResourceClaim>().at(claim.slot);
  now.there = true;
  now.devices = static_cast<std::int64_t>(claim.devices.size());
  now.allocated = object != nullptr && object->allocation != nullptr;
  now.reserved = object != nullptr && !object->reservedFor.empty();
  now.node = plain(claim.node.view());
  return now;
}

QString claimState(const ClaimNow& now) {
  if (!now.seen) {
    return {};
  }
  if (!now.there) {
    return now.returned ? QObject::tr("next pod has none yet") : QObject::tr("gone with its pod");
  }
  if (!now.allocated) {
    return now.successor ? QObject::tr("next pod waits") : QObject::tr("released");
  }
  const QString devices = counted(now.devices, QObject::tr("device"), QObject::tr("devices"));
  return now.node.isEmpty() ? QObject::tr("holds %1").arg(devices) : QObject::tr("holds %1 on %2").arg(devices, now.node);
}

/// Steps of progress stand in the order of the plan; a journal of another version may know others.
const actions::StepProgress* progressOf(const actions::Progress& progress, std::size_t index, const std::string& step) {
  if (index < progress.steps.size() && progress.steps[index].step == step) {
    return &progress.steps[index];
  }
  const auto found =
      std::find_if(progress.steps.begin(), progress.steps.end(), [&](const actions::StepProgress& p) { return p.step == step; });
  return found == progress.steps.end() ? nullptr : &*found;
}

double shareOf(const actions::StepProgress& progress) {
  using State = actions::StepState;
  return progress.state == State::done ? 1 : progress.state == State::leaving ? 0.4 : progress.state == State::calling ? 0.15 : 0;
}

Cell whenCell(const actions::StepProgress& progress, Time now) {
  using State = actions::StepState;
  if (progress.state == State::leaving || progress.state == State::calling) {
    const Time from = progress.begun.isSet() ? progress.begun : progress.since;
    return nameCell(from.isSet() && now.isSet() ? age(std::max<std::int64_t>(0, now - from)) : QString(), Ink::secondary);
  }
  if (progress.state == State::refused) {
    return nameCell(QObject::tr("try %1").arg(progress.tries), Ink::secondary);
  }
  return nameCell(progress.ended.isSet() ? clockTime(progress.ended) : QString(), Ink::secondary);
}

}  // namespace

QString verdictName(const std::string& verdict) {
  if (verdict.empty()) {
    return QObject::tr("All");
  }
  QString name = said(verdict);
  name[0] = name[0].toUpper();
  return name;
}

std::vector<VerdictCount> verdictCounts(const actions::ActionPlan& plan) {
  std::vector<VerdictCount> counts{{std::string(), static_cast<std::int64_t>(plan.affected.size())}};
  for (const actions::Affected& affected : plan.affected) {
    const auto found =
        std::find_if(counts.begin() + 1, counts.end(), [&](const VerdictCount& c) { return c.verdict == affected.verdict; });
    if (found == counts.end()) {
      counts.push_back({affected.verdict, 1});
    } else {
      ++found->count;
    }
  }
  return counts;
}

QString affectedTitle(const actions::ActionPlan& plan) {
  const std::string kind = plan.affected.empty() ? std::string() : plan.affected.front().object.kind;
  return kind == "pod"      ? QObject::tr("Pods")
         : kind == "device" ? QObject::tr("Devices")
         : kind == "claim"  ? QObject::tr("Claims")
         : kind == "node"   ? QObject::tr("Nodes")
                            : QObject::tr("What it touches");
}

std::shared_ptr<const SimpleRows> affectedRows(const actions::ActionPlan& plan) {
  std::vector<SimpleRows::Line> lines;
  lines.reserve(plan.affected.size());
  for (std::size_t i = 0; i < plan.affected.size(); ++i) {
    const actions::Affected& affected = plan.affected[i];
    SimpleRows::Line line;
    line.id = std::to_string(i);
    Cell object = nameCell(affected.object.kind == "pod" ? plain(affected.object.name) : objectName(affected.object));
    object.tooltip = objectName(affected.object);
    line.cells = {marked(verdictName(affected.verdict), markOf(affected.mark), inkOf(affected.mark)), object,
                  wordsCell(affected.why.empty() ? said(affected.reason) : said(affected.why)),
                  nameCell(claimNames(affected.claims, affected.object.namespaceName), Ink::secondary),
                  landingCell(affected.landing)};
    lines.push_back(std::move(line));
  }
  return std::make_shared<const SimpleRows>("affected", affectedColumns(affectedNoun(plan)), std::move(lines));
}

std::shared_ptr<const SimpleRows> progressRows(const actions::ActionPlan& plan, const actions::Progress& progress,
                                               const cluster::Snapshot* snapshot, Time now) {
  std::map<std::string, const actions::Affected*> byStep;
  for (const actions::Affected& affected : plan.affected) {
    if (!affected.step.empty()) {
      byStep[affected.step] = &affected;
    }
  }
  std::vector<SimpleRows::Line> lines;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const actions::Step& step = plan.steps[i];
    const actions::StepProgress* found = progressOf(progress, i, step.id);
    const actions::StepProgress stands = found == nullptr ? actions::StepProgress{} : *found;
    const StateWords words = stepWords(plan, step, stands, now);
    const auto about = byStep.find(step.id);
    const actions::Affected* affected = about == byStep.end() ? nullptr : about->second;
    SimpleRows::Line line;
    line.id = std::to_string(i);
    Cell state = wordsCell(words.text, words.ink, FontRole::smallMedium);
    Cell name = affected != nullptr ? nameCell(plain(affected->object.name))
                                    : wordsCell(said(step.title), Ink::primary, FontRole::bodyMedium);
    name.mark = words.mark;
    Cell bar;
    bar.part = shareOf(stands);
    bar.partInk = words.ink == Ink::critical ? Ink::critical : stands.state == actions::StepState::done ? Ink::ok : Ink::accent;
    const std::string& space = affected != nullptr ? affected->object.namespaceName : step.call.target.namespaceName;
    QString claim = dash();
    if (affected != nullptr && !affected->claims.empty()) {
      const QString seen = claimState(claimNow(snapshot, plan, affected->claims.front()));
      claim = seen.isEmpty() ? claimNames(affected->claims, affected->object.namespaceName) : seen;
    } else if (affected != nullptr) {
      claim = QObject::tr("no claim");
    }
    QString detail = said(stands.detail);
    if (detail.isEmpty() && stands.state == actions::StepState::waiting) {
      detail = step.after.empty() ? QObject::tr("waits for a free place") : QString();
    }
    line.cells = {name, wordsCell(plain(space)), bar, state, whenCell(stands, now), wordsCell(detail), wordsCell(claim)};
    lines.push_back(std::move(line));
  }
  for (std::size_t i = 0; i < plan.affected.size(); ++i) {
    const actions::Affected& affected = plan.affected[i];
    if (affected.mark != actions::Mark::stays) {
      continue;
    }
    SimpleRows::Line line;
    line.id = "stays" + std::to_string(i);
    Cell name = nameCell(plain(affected.object.name));
    name.mark = Mark::stays;
    line.cells = {name,
                  wordsCell(plain(affected.object.namespaceName)),
                  Cell{},
                  wordsCell(QObject::tr("Stays"), Ink::muted, FontRole::smallMedium),
                  Cell{},
                  wordsCell(affected.why.empty() ? said(affected.reason) : said(affected.why)),
                  wordsCell(dash(), Ink::muted)};
    lines.push_back(std::move(line));
  }
  std::vector<Column> columns = {{QStringLiteral("object"), QObject::tr("What"), QString(), 230, true},
                                 {QStringLiteral("namespace"), QObject::tr("Namespace"), QString(), 112},
                                 {QStringLiteral("progress"), QObject::tr("Progress"), QString(), 116},
                                 {QStringLiteral("state"), QObject::tr("State"), QString(), 132},
                                 {QStringLiteral("when"), QObject::tr("When"), QString(), 88},
                                 {QStringLiteral("detail"), QObject::tr("Detail"), QString(), 210, true},
                                 {QStringLiteral("claim"), QObject::tr("Claim"), QString(), 200}};
  return std::make_shared<const SimpleRows>("step", std::move(columns), std::move(lines));
}

std::shared_ptr<const SimpleRows> claimRows(const actions::ActionPlan& plan, const cluster::Snapshot* snapshot) {
  std::vector<SimpleRows::Line> lines;
  const std::string space = commonSpace(plan.claims);
  for (const actions::AffectedClaim& claim : plan.claims) {
    SimpleRows::Line line;
    line.id = claim.name;
    const bool moves = claim.after == "moves";
    const ClaimNow now = claimNow(snapshot, plan, claim.name);
    const bool landed = now.allocated && !now.node.isEmpty() && (!moves || now.node == plain(claim.landing.node));
    Cell seen = wordsCell(claimState(now), Ink::secondary, FontRole::small);
    if (now.seen) {
      const bool untold = !now.there && !now.returned;  // another pod may have come for it, and no object says so
      seen.mark = moves ? (landed                    ? Mark::ok
                           : now.allocated || untold ? Mark::unknown
                                                     : Mark::pending)
                        : (now.there && now.allocated ? Mark::unknown : Mark::ok);
      if (moves && now.there && now.allocated && !landed && !now.node.isEmpty()) {
        seen.text = now.successor ? QObject::tr("on %1 instead").arg(now.node) : QObject::tr("still on %1").arg(now.node);
      }
    }
    if (!claim.landing.fits && claim.landing.known) {
      seen.mark = Mark::warning;
      seen.text = QObject::tr("will wait: %1")
                      .arg(claim.landing.reason.empty() ? QObject::tr("fits nowhere") : said(claim.landing.reason));
    } else if (now.allocated && !now.node.isEmpty() && (landed || !moves)) {
      seen.tooltip = claimState(now);  // how many devices it holds is in the table of pods too, and this one is narrow
      seen.text = QObject::tr("on %1").arg(now.node);
    }
    const QString after = claim.after == "released"      ? QObject::tr("released")
                          : claim.after == "staysPinned" ? QObject::tr("stays pinned")
                          : claim.after == "deleted"     ? QObject::tr("deleted")
                                                         : QString();
    Cell lands = claim.landing.known && claim.landing.fits
                     ? nameCell(plain(claim.landing.node), Ink::secondary)
                     : wordsCell(after.isEmpty() ? dash() : after, Ink::secondary, FontRole::small);
    Cell name = nameCell(claimName(claim.name, space));
    name.tooltip = claim.note.empty() ? plain(claim.name) : plain(claim.name) + QLatin1Char('\n') + said(claim.note);
    line.cells = {name, lands, seen};
    lines.push_back(std::move(line));
  }
  std::vector<Column> columns = {{QStringLiteral("claim"), QObject::tr("Claim"), QString(), 170, true},
                                 {QStringLiteral("lands"), QObject::tr("Planned"), QString(), 130},
                                 {QStringLiteral("now"), QObject::tr("Now"), QString(), 160, true}};
  return std::make_shared<const SimpleRows>("claimNow", std::move(columns), std::move(lines));
}

std::shared_ptr<const SimpleRows> checkRows(const actions::ActionPlan& plan, const actions::Progress& progress) {
  std::vector<SimpleRows::Line> lines;
  const auto add = [&](const actions::Expectation& expectation, const actions::Outlook* outlook, Time metAt) {
    SimpleRows::Line line;
    line.id = std::to_string(lines.size());
    Cell what =
        wordsCell(plain(expectation.text.empty() ? std::string(actions::expectationWord(expectation.kind)) : expectation.text),
                  Ink::primary);
    const bool met = outlook != nullptr && outlook->state == actions::Outlook::State::met;
    const bool never = outlook != nullptr && outlook->state == actions::Outlook::State::never;
    what.mark = met ? Mark::ok : never ? Mark::critical : outlook == nullptr ? Mark::notConfigured : Mark::pending;
    QString seen = outlook == nullptr ? QString() : said(outlook->detail);
    if (seen.isEmpty() && met) {
      seen = QObject::tr("met");
    }
    const std::int64_t deadline = expectation.deadlineMs > 0 ? expectation.deadlineMs : plan.verifyMs;
    Cell now = wordsCell(seen, never ? Ink::critical : Ink::secondary, FontRole::small);
    if (seen.isEmpty() || met) {
      now = nameCell(metAt.isSet() ? clockTime(metAt)
                     : met         ? QObject::tr("met")
                                   : QObject::tr("within %1").arg(age(deadline)),
                     Ink::muted);
    }
    now.tooltip = seen;
    line.cells = {what, now};
    lines.push_back(std::move(line));
  };
  if (progress.checks.empty()) {
    for (const actions::Expectation& expectation : plan.verify) {
      add(expectation, nullptr, {});
    }
  }
  for (const actions::CheckProgress& check : progress.checks) {
    add(check.expectation, &check.outlook, check.metAt);
  }
  std::vector<Column> columns = {{QStringLiteral("what"), QObject::tr("Expected"), QString(), 200, true},
                                 {QStringLiteral("seen"), QObject::tr("Seen"), QString(), 104}};
  return std::make_shared<const SimpleRows>("check", std::move(columns), std::move(lines));
}

}  // namespace claimscope::ui
