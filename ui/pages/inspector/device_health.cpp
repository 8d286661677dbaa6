#include "ui/pages/inspector/device_health.h"

#include <QStringList>
#include <algorithm>

#include "model/topology/cards.h"
#include "model/topology/shares.h"
#include "ui/pages/inspector/content_parts.h"

namespace claimscope::ui::inspector {
namespace {

using cluster::DeviceView;
using cluster::Snapshot;

struct SourceWord {
  QString name;
  QString value;
  Mark mark = Mark::unknown;
};

SourceWord byTaints(const Snapshot& snapshot, const DeviceView& device) {
  const bool hidden = snapshot.boundOf(Kind::DeviceTaintRule) == Bound::unknown &&
                      snapshot.source(Kind::DeviceTaintRule).status.state != SourceState::notServed;
  SourceWord out{tell("Taints"), {}, Mark::ok};
  for (const cluster::EffectiveTaint& effective : device.taints) {
    if (!(effective.taint.effect == "None")) {
      out.mark = effective.taint.effect == "NoExecute" ? Mark::critical : Mark::warning;
      out.value = plain(effective.taint.key.view()) + QLatin1Char(':') + plain(effective.taint.effect.view());
      return out;
    }
  }
  out.value = device.taints.empty() ? tell("none") : tell("only without effect");
  if (hidden) {
    out.value = tell("none visible; rules are hidden");
    out.mark = Mark::unknown;
  }
  return out;
}

SourceWord byPods(const Snapshot& snapshot, const DeviceView& device) {
  SourceWord out{tell("Pod status"), device.claims.empty() ? tell("no pod uses it") : tell("nothing reported"), Mark::unknown};
  const std::string id = device.driver.str() + "/" + device.pool.str() + "/" + device.name.str();
  for (const cluster::ClaimIndex claim : device.claims) {
    for (const cluster::Slot slot : snapshot.inventory->claims[claim].pods) {
      const Pod* pod = snapshot.of<Pod>().at(slot);
      if (pod == nullptr) {
        continue;
      }
      for (const DeviceHealth& health : pod->rare->deviceHealth) {
        if (health.deviceId.view() != id) {
          continue;
        }
        const bool bad = health.health == "Unhealthy";
        if (out.mark != Mark::critical) {
          out.value = tell("%1, by %2").arg(plain(health.health.view()), plain(pod->meta.name.view()));
          out.mark = bad ? Mark::critical : health.health == "Healthy" ? Mark::ok : Mark::unknown;
        }
      }
    }
  }
  return out;
}

SourceWord byDriver(const Snapshot& snapshot, const DeviceView& device) {
  SourceWord out{tell("Driver"), device.claims.empty() ? tell("no claim holds it") : tell("none set"), Mark::unknown};
  for (const cluster::ClaimIndex index : device.claims) {
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[index].slot);
    if (claim == nullptr) {
      continue;
    }
    for (const AllocatedDeviceStatus& status : claim->devices) {
      if (!(status.device == device.name && status.pool == device.pool && status.driver == device.driver)) {
        continue;
      }
      for (const Condition& condition : status.conditions) {
        if (condition.type == "Ready" || condition.type == "Healthy") {
          const bool good = condition.status == "True";
          out.value = plain(condition.type.view()) + QLatin1Char('=') + plain(condition.status.view());
          out.mark = good ? Mark::ok : condition.status == "False" ? Mark::critical : Mark::unknown;
        }
      }
    }
  }
  return out;
}

SourceWord byMetrics(const View& view, cluster::DeviceIndex device) {
  SourceWord out{tell("XID"), tell("no metrics source"), Mark::unknown};
  if (view.use == nullptr || !view.use->available) {
    return out;
  }
  const utilisation::DeviceUse* use = view.use->of(device);
  if (use == nullptr) {
    out.value = tell("no samples of it");
  } else if (use->xid && *use->xid != 0) {
    out.value = tell("last error %1").arg(*use->xid);
    out.mark = Mark::warning;
  } else {
    out.value = use->xid ? tell("no error") : tell("not scraped here");
    out.mark = use->xid ? Mark::ok : Mark::unknown;
  }
  return out;
}

}  // namespace

void addHealthSources(InspectorContent& content, const View& view, cluster::DeviceIndex index) {
  const Snapshot& snapshot = *view.snapshot;
  const DeviceView& device = snapshot.inventory->devices[index];
  const SourceWord sources[] = {byTaints(snapshot, device), byPods(snapshot, device), byDriver(snapshot, device),
                                byMetrics(view, index)};
  const auto count = [&](Mark mark) {
    return std::count_if(std::begin(sources), std::end(sources), [&](const auto& s) { return s.mark == mark; });
  };
  const auto bad = count(Mark::critical) + count(Mark::warning);
  const auto good = count(Mark::ok);
  const auto silent = count(Mark::unknown);
  InspectorSection section{tell("Health"), tell("4 sources"), {}, {}};
  InspectorRow& verdict = addRow(section, tell("Verdict"),
                                 bad > 0 && good > 0 ? tell("Sources disagree: %1 of 4 say it is not well").arg(bad)
                                 : bad > 0           ? tell("Not well, by %1 of 4").arg(bad)
                                 : good > 0          ? tell("Well, by %1 of 4; %2 say nothing").arg(good).arg(silent)
                                                     : tell("Unknown: no source says anything"));
  verdict.mark = count(Mark::critical) > 0 ? Mark::critical : bad > 0 ? Mark::warning : good > 0 ? Mark::ok : Mark::unknown;
  for (const SourceWord& source : sources) {
    addRow(section, source.name, source.value).mark = source.mark;
  }
  content.sections.push_back(std::move(section));
}

void addCard(InspectorContent& content, const View& view, cluster::DeviceIndex index) {
  const Snapshot& snapshot = *view.snapshot;
  const DeviceView& device = snapshot.inventory->devices[index];
  const auto& pools = snapshot.inventory->pools;
  if (device.poolIndex == cluster::kNone || !pools[device.poolIndex].counters) {
    return;  // no need to look at all cards
  }
  const topology::Cards cards = topology::cardsOf(snapshot);
  const topology::Card* card = cards.of(index);
  if (card == nullptr) {
    return;
  }
  InspectorSection section{tell("Card %1, shared counters").arg(plain(card->name.view())), {}, {}, {}};
  for (const topology::CardCounter& counter : card->counters) {
    const Quantity used = Quantity::ofNano(counter.used, counter.capacity.format());
    addRow(section, plain(counter.name.view()), tell("%1 of %2 used").arg(plain(used.text()), plain(counter.capacity.text())))
        .role = FontRole::mono;
  }
  QStringList refused;
  for (const topology::ProfileRoom& room : topology::roomOn(snapshot, *card)) {
    const QString name = room.profile.empty() ? tell("whole card") : plain(room.profile.view());
    if (room.more > 0) {
      addRow(section, tell("Still fits"), tell("%1 × %2").arg(number(Count{room.more, snapshot.inventory->freeBound}), name))
          .role = FontRole::mono;
    } else {
      refused += name;
    }
  }
  if (!refused.isEmpty()) {
    addRow(section, tell("Does not fit"), refused.join(QStringLiteral(", "))).ink = Ink::muted;
  }
  content.sections.push_back(std::move(section));
}

void addShares(InspectorContent& content, const View& view, cluster::DeviceIndex index) {
  const Snapshot& snapshot = *view.snapshot;
  for (const topology::CapacityShares& shares : topology::capacityShares(snapshot, index)) {
    const Quantity used = Quantity::ofNano(shares.used(), shares.total.format());
    InspectorSection section{tell("Consumable %1").arg(plain(withoutDomain(shares.name.view()))),
                             tell("%1 of %2").arg(plain(used.text()), plain(shares.total.text())),
                             {},
                             {}};
    for (std::size_t i = 0; i < std::min(shares.parts.size(), kMost); ++i) {
      const topology::CapacityShares::Part& part = shares.parts[i];
      const ObjectRef claim = refOf(snapshot, snapshot.inventory->claims[part.claim]);
      addLink(section, plain(Quantity::ofNano(part.amount, shares.total.format()).text()),
              plain(claim.namespaceName) + QLatin1Char('/') + plain(claim.name), claim);
    }
    addMore(section, shares.parts.size());
    const Quantity left =
        Quantity::ofNano(std::max<Quantity::Nano>(0, shares.total.nano() - shares.used()), shares.total.format());
    addRow(section, tell("Left"), plain(left.text())).role = FontRole::mono;
    content.sections.push_back(std::move(section));
  }
}

}  // namespace claimscope::ui::inspector
