#include "ui/pages/migration/card_lines.h"

#include <QObject>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/migration/phase_board.h"

namespace claimscope::ui {
namespace {

TextLine line(std::optional<Mark> mark, QString text, QString detail = {}, QString end = {}) {
  TextLine out;
  out.mark = mark;
  out.text = std::move(text);
  out.detail = std::move(detail);
  out.end = std::move(end);
  return out;
}

}  // namespace

std::vector<TextLine> diffLines(const cluster::Snapshot& snapshot, const migration::Bench& bench, const migration::Entry& entry) {
  std::vector<TextLine> out;
  for (const migration::DiffLine& diff :
       migration::manifestDiff(snapshot, entry.workload, entry.proposal, bench.pinNodes || entry.pinned)) {
    TextLine one;
    one.text = QString(QLatin1Char(diff.sign)) + QLatin1Char(' ') + plain(diff.text);
    one.role = FontRole::monoSmall;
    one.ground = diff.sign == '+'   ? TextLine::Ground::added
                 : diff.sign == '-' ? TextLine::Ground::removed
                                    : TextLine::Ground::none;
    one.ink = diff.sign == '+' ? Ink::ok : diff.sign == '-' ? Ink::critical : Ink::secondary;
    out.push_back(std::move(one));
  }
  if (out.empty()) {
    out.push_back(line(Mark::notice, said(entry.why)));
  }
  return out;
}

std::vector<TextLine> fitLines(const migration::Entry& entry) {
  const migration::Placement& all = entry.placement;
  std::vector<TextLine> out;
  out.push_back(line(entry.fit == migration::Fit::fits     ? Mark::ok
                     : entry.fit == migration::Fit::change ? Mark::warning
                                                           : Mark::critical,
                     said(entry.why)));
  out.push_back(line({}, QObject::tr("Pods that would be placed"), {},
                     QObject::tr("%1 of %2").arg(number(Count{all.placed, Bound::atMost}), number(all.wanted))));
  out.push_back(
      line({}, QObject::tr("On nodes that are handed over"), {},
           QObject::tr("%1 of %2").arg(number(Count{entry.handedOver.placed, Bound::atMost}), number(entry.handedOver.wanted))));
  out.push_back(line({}, QObject::tr("Nodes that take a pod"), {}, number(Count{all.nodes, Bound::atMost})));
  out.push_back(line({}, QObject::tr("Nodes that publish such devices"), {}, number(all.serving)));
  out.push_back(line({}, QObject::tr("Free devices there"), {}, number(Count{all.free, Bound::atMost})));
  if (entry.waiting > 0) {
    out.push_back(line(entry.gains() ? Mark::ok : Mark::pending,
                       entry.gains() ? QObject::tr("Pods that wait today would start") : QObject::tr("Pods that wait today"), {},
                       number(entry.waiting)));
  }
  for (const migration::ProposedRequest& request : entry.proposal.requests) {
    QStringList containers;
    for (const Text& container : request.containers) {
      containers << plain(container.view());
    }
    out.push_back(line({}, QStringLiteral("%1 × %2").arg(number(request.count), plain(request.className)),
                       containers.join(QStringLiteral(", "))));
  }
  return out;
}

std::vector<TextLine> nodeLines(const migration::Bench& bench, const migration::Entry& entry) {
  std::vector<TextLine> out;
  for (const migration::GroupUse& group : bench.fleet.groups) {
    const bool own = group.group.view() == entry.group;
    TextLine one = line(group.handedOver == group.nodes ? Mark::ok
                        : group.doubled > 0             ? Mark::warning
                        : group.labelled > 0            ? Mark::running
                                                        : Mark::notConfigured,
                        plain(group.group.view()), own ? QObject::tr("its pods run here") : QString(),
                        QObject::tr("%1 of %2 handed over").arg(number(group.handedOver), number(group.nodes)));
    out.push_back(std::move(one));
  }
  for (const migration::Doubled& node : bench.doubled) {
    if (out.size() > 60) {
      out.push_back(line({}, QObject::tr("and more")));
      break;
    }
    const bool used = node.requested > 0 && node.held > 0;
    out.push_back(line(used ? Mark::critical : Mark::warning, plain(node.node.view()), QObject::tr("device plugin and claims"),
                       QObject::tr("%1 + %2 of %3").arg(number(node.requested), number(node.held), number(node.devices))));
  }
  if (out.empty()) {
    out.push_back(line(Mark::unknown, QObject::tr("No node is to be seen.")));
  }
  return out;
}

std::vector<TextLine> stepLines(const migration::Bench& bench, const migration::Entry& entry) {
  std::vector<TextLine> out;
  for (std::size_t i = 0; i < migration::kPhases; ++i) {
    const auto phase = static_cast<migration::Phase>(i);
    const bool proven = phase <= entry.phase;
    out.push_back(line(proven                                                     ? Mark::ok
                       : static_cast<int>(i) == static_cast<int>(entry.phase) + 1 ? Mark::pending
                                                                                  : Mark::notConfigured,
                       phaseTitle(phase), phaseCaption(phase)));
  }
  for (const migration::ProposedRequest& request : entry.proposal.requests) {
    const migration::ProposedClass* found = migration::classFor(bench.classes, request.resource);
    if (found != nullptr) {
      out.push_back(line(found->exists ? Mark::ok : Mark::pending, QStringLiteral("DeviceClass %1").arg(plain(found->name)),
                         found->exists ? QObject::tr("exists") : QObject::tr("is created with the patch")));
    }
  }
  if (entry.proposal.problem.empty()) {
    out.push_back(line(entry.proposal.templateExists ? Mark::ok : Mark::pending,
                       QStringLiteral("ResourceClaimTemplate %1").arg(plain(entry.proposal.templateName)),
                       entry.proposal.templateExists ? QObject::tr("exists") : QObject::tr("is created with the patch")));
  }
  if (!entry.workload.managedBy.empty()) {
    out.push_back(line(Mark::warning, QObject::tr("owned by %1").arg(plain(entry.workload.managedBy)),
                       QObject::tr("patch there, or it comes back")));
  }
  return out;
}

}  // namespace claimscope::ui
