#include "ui/canvas/insight.h"

#include <QStringList>
#include <algorithm>
#include <map>

#include "ui/base/format.h"
#include "ui/base/tell.h"
#include "ui/canvas/card_text.h"

namespace claimscope::ui {
namespace {

using topology::FailureScope;
using topology::Focus;
using topology::Link;
using Form = InsightRow::Form;

/// So many of a kind are named; the rest is one row that counts them.
constexpr std::size_t kMostNamed = 12;

QString devicesText(std::int64_t count) {
  return counted(count, tell("device"), tell("devices"));
}

QString nameOf(const cluster::Snapshot& snapshot, const Link& link) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  switch (link.kind) {
    case Link::Kind::device:
      return shown(inventory.devices[link.index].name);
    case Link::Kind::node:
      return shown(inventory.nodes[link.index].name);
    case Link::Kind::claim: {
      const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(inventory.claims[link.index].slot);
      return claim == nullptr ? QString() : shown(claim->meta.namespaceName) + QLatin1Char('/') + shown(claim->meta.name);
    }
    case Link::Kind::pod: {
      const Pod* pod = snapshot.of<Pod>().at(link.index);
      return pod == nullptr ? QString() : shown(pod->meta.namespaceName) + QLatin1Char('/') + shown(pod->meta.name);
    }
    case Link::Kind::request:
    case Link::Kind::owner:
    case Link::Kind::deviceClass:
    case Link::Kind::driver:
    case Link::Kind::quota:
      break;
  }
  return shown(link.name);
}

QString kindOf(Link::Kind kind) {
  switch (kind) {
    case Link::Kind::device:
      return tell("Device");
    case Link::Kind::request:
      return tell("Request");
    case Link::Kind::claim:
      return tell("ResourceClaim");
    case Link::Kind::pod:
      return tell("Pod");
    case Link::Kind::owner:
      return tell("Owner");
    case Link::Kind::node:
      return tell("Node");
    case Link::Kind::deviceClass:
      return tell("DeviceClass");
    case Link::Kind::driver:
      return tell("Driver");
    case Link::Kind::quota:
      return tell("Namespace with a ResourceQuota");
  }
  return {};
}

/// How the first is connected with the second, read from top to bottom.
QString wordsBetween(Link::Kind from, Link::Kind to) {
  using Kind = Link::Kind;
  struct Sentence {
    Kind from;
    Kind to;
    const char* text;
  };
  static const Sentence kSentences[] = {
      {Kind::device, Kind::request, QT_TRANSLATE_NOOP("Insight", "is allocated to the request")},
      {Kind::device, Kind::claim, QT_TRANSLATE_NOOP("Insight", "is held by")},
      {Kind::device, Kind::node, QT_TRANSLATE_NOOP("Insight", "is on")},
      {Kind::device, Kind::driver, QT_TRANSLATE_NOOP("Insight", "is published by")},
      {Kind::request, Kind::device, QT_TRANSLATE_NOOP("Insight", "got")},
      {Kind::request, Kind::claim, QT_TRANSLATE_NOOP("Insight", "is part of")},
      {Kind::request, Kind::deviceClass, QT_TRANSLATE_NOOP("Insight", "asks for")},
      {Kind::claim, Kind::request, QT_TRANSLATE_NOOP("Insight", "has the request")},
      {Kind::claim, Kind::device, QT_TRANSLATE_NOOP("Insight", "holds")},
      {Kind::claim, Kind::pod, QT_TRANSLATE_NOOP("Insight", "is used by")},
      {Kind::claim, Kind::owner, QT_TRANSLATE_NOOP("Insight", "belongs to")},
      {Kind::claim, Kind::deviceClass, QT_TRANSLATE_NOOP("Insight", "asks for")},
      {Kind::claim, Kind::quota, QT_TRANSLATE_NOOP("Insight", "counts against the quota of")},
      {Kind::pod, Kind::claim, QT_TRANSLATE_NOOP("Insight", "uses")},
      {Kind::pod, Kind::owner, QT_TRANSLATE_NOOP("Insight", "belongs to")},
      {Kind::pod, Kind::node, QT_TRANSLATE_NOOP("Insight", "runs on")},
      {Kind::pod, Kind::quota, QT_TRANSLATE_NOOP("Insight", "counts against the quota of")},
      {Kind::owner, Kind::pod, QT_TRANSLATE_NOOP("Insight", "has")},
      {Kind::owner, Kind::claim, QT_TRANSLATE_NOOP("Insight", "has")},
      {Kind::node, Kind::device, QT_TRANSLATE_NOOP("Insight", "has")},
      {Kind::node, Kind::pod, QT_TRANSLATE_NOOP("Insight", "runs")},
      {Kind::deviceClass, Kind::request, QT_TRANSLATE_NOOP("Insight", "is asked for by")},
      {Kind::deviceClass, Kind::claim, QT_TRANSLATE_NOOP("Insight", "is asked for by")},
      {Kind::driver, Kind::device, QT_TRANSLATE_NOOP("Insight", "also publishes")},
      {Kind::quota, Kind::claim, QT_TRANSLATE_NOOP("Insight", "also counts")},
      {Kind::quota, Kind::pod, QT_TRANSLATE_NOOP("Insight", "also counts")},
  };
  for (const Sentence& sentence : kSentences) {
    if (sentence.from == from && sentence.to == to) {
      return tell(sentence.text);
    }
  }
  return tell("is connected with");
}

Focus focusOf(const Link& link) {
  switch (link.kind) {
    case Link::Kind::device:
      return {Focus::Kind::device, link.index};
    case Link::Kind::node:
      return {Focus::Kind::node, link.index};
    case Link::Kind::claim:
    case Link::Kind::request:
      return {Focus::Kind::claim, link.index};
    case Link::Kind::pod:
      return {Focus::Kind::pod, link.index};
    default:
      return {};
  }
}

void addFact(Insight& insight, const QString& label, const QString& value,
             std::optional<cluster::DeviceState> state = std::nullopt) {
  insight.rows.push_back({Form::fact, label, value, {}, state, {}});
}

void addHeading(Insight& insight, const QString& text, std::int64_t count) {
  insight.rows.push_back({Form::heading, text, number(count)});
}

void addMore(Insight& insight, std::size_t all) {
  if (all > kMostNamed) {
    insight.rows.push_back({Form::words, tell("and %1 more").arg(number(static_cast<std::int64_t>(all - kMostNamed))), {}});
  }
}

void addStates(Insight& insight, const cluster::StateCounts& counts) {
  for (std::size_t i = 0; i < cluster::kDeviceStates; ++i) {
    if (counts.byState[i] > 0) {
      const auto state = static_cast<cluster::DeviceState>(i);
      addFact(insight, stateName(state), number(counts.byState[i]), state);
    }
  }
}

void addPods(Insight& insight, const cluster::Snapshot& snapshot, const std::vector<cluster::Slot>& pods) {
  if (pods.empty()) {
    return;
  }
  addHeading(insight, tell("Pods"), static_cast<std::int64_t>(pods.size()));
  for (std::size_t i = 0; i < std::min(pods.size(), kMostNamed); ++i) {
    const Pod* pod = snapshot.of<Pod>().at(pods[i]);
    const Link link{Link::Kind::pod, pods[i]};
    insight.rows.push_back({Form::object,
                            {},
                            nameOf(snapshot, link),
                            pod == nullptr ? QString() : shown(pod->statusWord()),
                            std::nullopt,
                            focusOf(link)});
  }
  addMore(insight, pods.size());
}

void addClaims(Insight& insight, const cluster::Snapshot& snapshot, const std::vector<cluster::ClaimIndex>& claims) {
  if (claims.empty()) {
    return;
  }
  addHeading(insight, tell("Claims"), static_cast<std::int64_t>(claims.size()));
  for (std::size_t i = 0; i < std::min(claims.size(), kMostNamed); ++i) {
    const Link link{Link::Kind::claim, claims[i]};
    insight.rows.push_back({Form::object,
                            {},
                            nameOf(snapshot, link),
                            shown(snapshot.inventory->claims[claims[i]].state),
                            std::nullopt,
                            focusOf(link)});
  }
  addMore(insight, claims.size());
}

}  // namespace

QString Insight::text() const {
  QStringList lines{title, verdict};
  for (const InsightRow& row : rows) {
    switch (row.form) {
      case Form::heading:
        lines += QStringLiteral("%1: %2").arg(row.label, row.value);
        break;
      case Form::words:
        lines += QStringLiteral("    ") + row.label;
        break;
      case Form::fact:
      case Form::object:
        lines += QStringList{QStringLiteral("  "), row.label, row.value, row.aside}.join(QLatin1Char(' ')).simplified();
        break;
    }
  }
  return lines.join(QLatin1Char('\n'));
}

QString focusName(const cluster::Snapshot& snapshot, Focus focus) {
  switch (focus.kind) {
    case Focus::Kind::none:
      break;
    case Focus::Kind::node:
      return nameOf(snapshot, {Link::Kind::node, focus.index});
    case Focus::Kind::device: {
      const cluster::DeviceView& device = snapshot.inventory->devices[focus.index];
      return device.node.empty() ? shown(device.name) : shown(device.node) + QLatin1Char('/') + shown(device.name);
    }
    case Focus::Kind::claim:
      return nameOf(snapshot, {Link::Kind::claim, focus.index});
    case Focus::Kind::pod:
      return nameOf(snapshot, {Link::Kind::pod, focus.index});
  }
  return {};
}

Insight areaInsight(const cluster::Snapshot& snapshot, const std::vector<cluster::NodeIndex>& nodes) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  Insight out;
  FailureScope all;
  cluster::StateCounts counts;
  for (const cluster::NodeIndex node : nodes) {
    for (const cluster::DeviceIndex device : inventory.nodes[node].devices) {
      all.devices.push_back(device);
      counts.add(inventory.devices[device]);
    }
  }
  const topology::BlastRadius inside = topology::blastRadius(snapshot, all);
  out.title = tell("Area");
  out.verdict = tell("%1, %2: %3 hold %4 of them for %5.")
                    .arg(counted(static_cast<std::int64_t>(nodes.size()), tell("node"), tell("nodes")),
                         devicesText(static_cast<std::int64_t>(inside.devices.size())),
                         counted(static_cast<std::int64_t>(inside.claims.size()), tell("claim"), tell("claims")),
                         number(static_cast<std::int64_t>(inside.devices.size()) - inside.freeDevices),
                         counted(static_cast<std::int64_t>(inside.pods.size()), tell("pod"), tell("pods")));
  addHeading(out, tell("Devices by state"), counts.total());
  addStates(out, counts);
  std::map<QString, std::int64_t> classes;
  for (const cluster::DeviceIndex device : inside.devices) {
    const auto& claims = inventory.devices[device].claims;
    if (!claims.empty()) {
      const auto& names = inventory.claims[claims.front()].classes;
      ++classes[names.empty() ? tell("(no class)") : shown(names.front())];
    }
  }
  if (!classes.empty()) {
    addHeading(out, tell("Devices in use by class"), static_cast<std::int64_t>(inside.devices.size()) - inside.freeDevices);
    for (const auto& [name, count] : classes) {
      addFact(out, name, number(count));
    }
  }
  if (!inside.owners.empty()) {
    addHeading(out, tell("Owners"), static_cast<std::int64_t>(inside.owners.size()));
    for (std::size_t i = 0; i < std::min(inside.owners.size(), kMostNamed); ++i) {
      out.rows.push_back(
          {Form::object, {}, shown(inside.owners[i].name), counted(inside.owners[i].pods, tell("pod"), tell("pods"))});
    }
    addMore(out, inside.owners.size());
  }
  addClaims(out, snapshot, inside.claims);
  addPods(out, snapshot, inside.pods);
  return out;
}

Insight chainInsight(const cluster::Snapshot& snapshot, const topology::Chain& chain, Focus from, Focus to) {
  Insight out;
  out.title = tell("How are they connected?");
  if (chain.links.empty()) {
    out.verdict = chain.whole ? tell("%1 and %2 have nothing in common: no claim, pod, owner, node, class, driver or quota.")
                                    .arg(focusName(snapshot, from), focusName(snapshot, to))
                              : tell("No connection of %1 and %2 was found near them; not everything was looked at.")
                                    .arg(focusName(snapshot, from), focusName(snapshot, to));
    return out;
  }
  const auto steps = static_cast<std::int64_t>(chain.links.size()) - 1;
  out.verdict = tell("%1 and %2 are %3 apart.")
                    .arg(focusName(snapshot, from), focusName(snapshot, to), counted(steps, tell("step"), tell("steps")));
  for (std::size_t i = 0; i < chain.links.size(); ++i) {
    const Link& link = chain.links[i];
    if (i > 0) {
      out.rows.push_back({Form::words, wordsBetween(chain.links[i - 1].kind, link.kind), {}});
    }
    InsightRow row{Form::object, kindOf(link.kind), nameOf(snapshot, link), {}, std::nullopt, focusOf(link)};
    if (link.kind == Link::Kind::device) {
      row.state = snapshot.inventory->devices[link.index].state;
      row.aside = shown(snapshot.inventory->devices[link.index].node);
    } else if (link.kind == Link::Kind::claim) {
      row.aside = shown(snapshot.inventory->claims[link.index].state);
    } else if (link.kind == Link::Kind::pod) {
      const Pod* pod = snapshot.of<Pod>().at(link.index);
      row.aside = pod == nullptr ? QString() : shown(pod->statusWord());
    }
    out.rows.push_back(std::move(row));
  }
  return out;
}

QString scopeName(const FailureScope& scope) {
  const auto devices = static_cast<std::int64_t>(scope.devices.size());
  switch (scope.kind) {
    case FailureScope::Kind::device:
      return tell("Device %1").arg(shown(scope.name));
    case FailureScope::Kind::card:
      return tell("Card %1, %2").arg(shown(scope.name), counted(devices, tell("partition"), tell("partitions")));
    case FailureScope::Kind::claim:
      return tell("Its devices: %1").arg(number(devices));
    case FailureScope::Kind::node:
      return tell("Node %1, %2").arg(shown(scope.name), devicesText(devices));
    case FailureScope::Kind::driverOnNode:
      return tell("Pod of driver %1 on this node, %2").arg(shown(scope.name), devicesText(devices));
    case FailureScope::Kind::sameOnNode:
      return tell("%1 = %2 on this node, %3").arg(shown(scope.name), shown(scope.value), devicesText(devices));
    case FailureScope::Kind::same:
      return tell("%1 = %2 anywhere, %3").arg(shown(scope.name), shown(scope.value), devicesText(devices));
  }
  return {};
}

Insight blastInsight(const cluster::Snapshot& snapshot, const FailureScope& scope, const topology::BlastRadius& radius) {
  Insight out;
  out.title = tell("Who would be hit?");
  const Count pods{static_cast<std::int64_t>(radius.pods.size()), radius.podBound};
  const Count claims{static_cast<std::int64_t>(radius.claims.size()), radius.bound};
  const bool nobody = pods.value == 0 && claims.value == 0 && radius.otherPods == 0 && radius.bound == Bound::exact;
  if (nobody) {
    out.verdict = tell("%1: nobody uses it.").arg(scopeName(scope));
  } else if (scope.kind == FailureScope::Kind::driverOnNode) {
    out.verdict = tell("%1: what runs goes on, nothing starts or is cleaned up. Pods: %2, claims: %3.")
                      .arg(scopeName(scope), number(pods), number(claims));
  } else {
    out.verdict = tell("%1: pods: %2, claims: %3.").arg(scopeName(scope), number(pods), number(claims));
  }
  addFact(out, tell("Devices"), number(static_cast<std::int64_t>(radius.devices.size())));
  addFact(out, tell("of them in no claim"),
          number(Count{radius.freeDevices, radius.bound == Bound::exact ? Bound::exact : Bound::atMost}));
  addFact(out, tell("Nodes"), number(static_cast<std::int64_t>(radius.nodes.size())));
  if (scope.kind == FailureScope::Kind::node) {
    addFact(out, tell("Other pods of the node"), number(Count{radius.otherPods, radius.podBound}));
  }
  if (!radius.owners.empty()) {
    addHeading(out, tell("Owners"), static_cast<std::int64_t>(radius.owners.size()));
    for (std::size_t i = 0; i < std::min(radius.owners.size(), kMostNamed); ++i) {
      out.rows.push_back(
          {Form::object, {}, shown(radius.owners[i].name), counted(radius.owners[i].pods, tell("pod"), tell("pods"))});
    }
    addMore(out, radius.owners.size());
  }
  addClaims(out, snapshot, radius.claims);
  addPods(out, snapshot, radius.pods);
  return out;
}

}  // namespace claimscope::ui
