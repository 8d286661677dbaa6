#include "ui/pages/timeline/change_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/base/format.h"
#include "ui/base/object_kinds.h"

namespace claimscope::ui {
namespace {

using cluster::Fact;
using cluster::FactKind;

/// Translated under one name, since these are functions and no class.
struct Timeline {
  Q_DECLARE_TR_FUNCTIONS(Timeline)
};

QString devices(std::int64_t count) {
  return counted(count, Timeline::tr("device"), Timeline::tr("devices"));
}

QString text(const Text& value) {
  return plain(value.view());
}

/// "allocated 2 devices on gpu-h200-0002"; without the place where there are several.
QString placed(const QString& withPlace, const QString& without, std::int64_t count, const Text& place) {
  return place.empty() ? without.arg(devices(count)) : withPlace.arg(devices(count), text(place));
}

QString claimWords(const Fact& fact) {
  switch (fact.kind) {
    case FactKind::allocated:
      return placed(Timeline::tr("allocated %1 on %2"), Timeline::tr("allocated %1"), fact.to, fact.a);
    case FactKind::reallocated:
      return placed(Timeline::tr("allocated anew: %1 on %2"), Timeline::tr("allocated anew: %1"), fact.to, fact.a);
    case FactKind::released:
      return placed(Timeline::tr("released %1 on %2"), Timeline::tr("released %1"), fact.from, fact.a);
    case FactKind::reserved:
      return fact.to > 1 ? Timeline::tr("reserved for %1 and others, %2 in all").arg(text(fact.a), number(fact.to))
                         : Timeline::tr("reserved for %1").arg(text(fact.a));
    case FactKind::unreserved:
      return Timeline::tr("no longer reserved for %1").arg(text(fact.a));
    case FactKind::driverStatus:
      return Timeline::tr("driver says %1 is %2").arg(text(fact.a), text(fact.b));
    default:
      return {};
  }
}

/// Of a pool: how many of its devices, instead of one.
QString ofDevice(const QString& one, const QString& many, const Fact& fact) {
  return fact.to > 1 ? many.arg(devices(fact.to)) : one;
}

QString deviceWords(const Fact& fact) {
  switch (fact.kind) {
    case FactKind::tainted:
      return fact.to > 1 ? Timeline::tr("%1 tainted %2").arg(devices(fact.to), text(fact.a))
                         : Timeline::tr("tainted %1").arg(text(fact.a));
    case FactKind::untainted:
      return fact.to > 1 ? Timeline::tr("%1 lost the taint %2").arg(devices(fact.to), text(fact.a))
                         : Timeline::tr("taint %1 removed").arg(text(fact.a));
    case FactKind::unhealthy:
      return fact.to > 1      ? Timeline::tr("%1 became unhealthy").arg(devices(fact.to))
             : fact.a.empty() ? Timeline::tr("became unhealthy")
                              : Timeline::tr("became unhealthy: %1").arg(text(fact.a));
    case FactKind::healthy:
      return ofDevice(Timeline::tr("healthy again"), Timeline::tr("%1 healthy again"), fact);
    case FactKind::lost:
      return ofDevice(Timeline::tr("no longer published whole"), Timeline::tr("%1 no longer published whole"), fact);
    case FactKind::found:
      return ofDevice(Timeline::tr("published again"), Timeline::tr("%1 published again"), fact);
    case FactKind::published:
      return Timeline::tr("published %1").arg(devices(fact.to));
    case FactKind::withdrawn:
      return Timeline::tr("withdrawn with %1").arg(devices(fact.from));
    case FactKind::generation:
      return Timeline::tr("generation %1 → %2").arg(number(fact.from), number(fact.to));
    case FactKind::deviceCount:
      return Timeline::tr("devices %1 → %2").arg(number(fact.from), number(fact.to));
    case FactKind::deviceValues:
      return Timeline::tr("attributes or capacity of %1 changed").arg(devices(fact.to));
    case FactKind::freeDevices:
      return Timeline::tr("free %1 → %2").arg(number(fact.from), number(fact.to));
    default:
      return {};
  }
}

QString nodeWords(const Fact& fact) {
  switch (fact.kind) {
    case FactKind::joined:
      return Timeline::tr("joined the cluster");
    case FactKind::left:
      return Timeline::tr("left the cluster");
    case FactKind::ready:
      return Timeline::tr("Ready");
    case FactKind::notReady:
      return fact.a.empty() ? Timeline::tr("not Ready") : Timeline::tr("not Ready: %1").arg(text(fact.a));
    case FactKind::cordoned:
      return Timeline::tr("cordoned");
    case FactKind::uncordoned:
      return Timeline::tr("uncordoned");
    case FactKind::nodeTainted:
      return Timeline::tr("tainted %1").arg(text(fact.a));
    case FactKind::nodeUntainted:
      return Timeline::tr("taint %1 removed").arg(text(fact.a));
    case FactKind::relabelled:
      return Timeline::tr("labels changed");
    case FactKind::kubelet:
      return Timeline::tr("kubelet %1 → %2").arg(text(fact.a), text(fact.b));
    default:
      return {};
  }
}

QString podWords(const Fact& fact) {
  switch (fact.kind) {
    case FactKind::bound:
      return Timeline::tr("bound to %1").arg(text(fact.a));
    case FactKind::started:
      return Timeline::tr("started");
    case FactKind::finished:
      return Timeline::tr("finished");
    case FactKind::failed:
      return fact.a.empty() ? Timeline::tr("ended with an error") : Timeline::tr("ended with an error: %1").arg(text(fact.a));
    case FactKind::restarted:
      return Timeline::tr("container restarts %1 → %2").arg(number(fact.from), number(fact.to));
    case FactKind::waits:
      return Timeline::tr("waits: %1").arg(text(fact.a));
    case FactKind::unschedulable:
      return Timeline::tr("no node fits");
    default:
      return {};
  }
}

}  // namespace

QString kindWord(std::string_view noun) {
  if (const std::string_view kind = apiKindOf(noun); !kind.empty()) {
    return QString::fromLatin1(kind.data(), static_cast<qsizetype>(kind.size()));
  }
  return noun == "device"  ? Timeline::tr("Device")
         : noun == "pool"  ? Timeline::tr("Pool")
         : noun == "group" ? Timeline::tr("Node group")
                           : plain(noun);
}

QString sortWord(cluster::ChangeSort sort) {
  return sort == cluster::ChangeSort::created   ? Timeline::tr("+ added")
         : sort == cluster::ChangeSort::deleted ? Timeline::tr("− removed")
                                                : Timeline::tr("~ changed");
}

Ink sortInk(cluster::ChangeSort sort) {
  return sort == cluster::ChangeSort::created ? Ink::ok : sort == cluster::ChangeSort::deleted ? Ink::critical : Ink::notice;
}

QString factWords(const Fact& fact) {
  switch (fact.kind) {
    case FactKind::created:
      return Timeline::tr("created");
    case FactKind::deleted:
      return fact.a.empty() ? Timeline::tr("deleted") : Timeline::tr("deleted, it tainted %1").arg(text(fact.a));
    case FactKind::changed:
      return Timeline::tr("written anew");
    case FactKind::deleting:
      return Timeline::tr("being deleted");
    case FactKind::ruleWritten:
      return Timeline::tr("taints %1").arg(text(fact.a));
    case FactKind::ruleChanged:
      return Timeline::tr("taints %2 instead of %1").arg(text(fact.a), text(fact.b));
    case FactKind::scaled:
      return Timeline::tr("scaled %1 → %2").arg(number(fact.from), number(fact.to));
    case FactKind::suspended:
      return Timeline::tr("suspended");
    case FactKind::resumed:
      return Timeline::tr("resumed");
    default:
      break;
  }
  for (const auto& words : {claimWords, deviceWords, nodeWords, podWords}) {
    if (QString said = words(fact); !said.isEmpty()) {
      return said;
    }
  }
  return {};
}

QString whatWords(const cluster::ObjectChange& change) {
  QStringList facts;
  for (const Fact& fact : change.facts) {
    facts += factWords(fact);
  }
  return facts.join(QStringLiteral(", "));
}

QString nameWords(const cluster::ObjectChange& change) {
  const bool spaced = !change.namespaceName.empty() && change.noun != "device" && change.noun != "pool";
  return spaced ? text(change.namespaceName) + QLatin1Char('/') + text(change.name) : text(change.name);
}

ObjectRef refOf(const cluster::ObjectChange& change) {
  return {std::string(change.noun), change.namespaceName.str(), change.name.str()};
}

QString laneWord(cluster::ChangeLane lane) {
  switch (lane) {
    case cluster::ChangeLane::claims:
      return Timeline::tr("Claims");
    case cluster::ChangeLane::devices:
      return Timeline::tr("Devices and slices");
    case cluster::ChangeLane::nodes:
      return Timeline::tr("Nodes");
    case cluster::ChangeLane::pods:
      return Timeline::tr("Pods with claims");
    case cluster::ChangeLane::configuration:
      return Timeline::tr("Classes, templates, quotas");
    case cluster::ChangeLane::workloads:
      break;
  }
  return Timeline::tr("Workloads");
}

}  // namespace claimscope::ui
