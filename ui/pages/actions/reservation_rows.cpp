#include "ui/pages/actions/reservation_rows.h"

#include <QObject>

#include "ui/base/format.h"
#include "ui/pages/actions/cells.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

QString holdsWords(const actions::Reservation& reservation, const cluster::Snapshot& snapshot) {
  const auto count = static_cast<std::int64_t>(reservation.devices.size());
  if (count == 0) {
    return QObject::tr("nothing");
  }
  // The model says more than a class of one's own; devices of several models are only counted.
  QString model;
  for (const cluster::DeviceIndex index : reservation.devices) {
    const Device* device = snapshot.published(snapshot.inventory->devices[index]);
    QString of;
    if (device != nullptr) {
      for (const auto& [name, value] : device->attributes) {
        if (withoutDomain(name.view()) == "productName" || withoutDomain(name.view()) == "model") {
          of = attributeText(value);
        }
      }
    }
    if (model.isEmpty()) {
      model = of;
    } else if (model != of) {
      model.clear();
      break;
    }
  }
  model.remove(QStringLiteral("NVIDIA "));
  return model.isEmpty() ? counted(count, QObject::tr("device"), QObject::tr("devices"))
                         : QStringLiteral("%1 × %2").arg(number(count), plain(model));
}

}  // namespace

int releaseColumn() {
  return 3;
}

std::shared_ptr<const SimpleRows> reservationRows(const std::vector<actions::Reservation>& reservations,
                                                  const cluster::Snapshot& snapshot, Time now) {
  using actions::ReservationState;
  std::vector<SimpleRows::Line> lines;
  for (std::size_t i = 0; i < reservations.size(); ++i) {
    const actions::Reservation& reservation = reservations[i];
    const std::optional<std::int64_t> left = reservation.leftMs(now);
    const bool overdue = left && *left < 0;
    const bool broken = reservation.state == ReservationState::broken;
    const diagnosis::ObjectRef object = reservation.object(snapshot);
    SimpleRows::Line line;
    line.id = std::to_string(i);
    Cell name = wordsCell(object.kind == "claim" ? plain(object.namespaceName) + QLatin1Char('/') + plain(object.name)
                                                 : QObject::tr("rule %1").arg(plain(reservation.name)),
                          Ink::primary, FontRole::monoSmall);
    name.elide = Qt::ElideMiddle;
    name.mark = broken ? Mark::critical : overdue || reservation.badExpiry ? Mark::warning : !left ? Mark::notice : Mark::pending;
    QStringList tip{plain(reservation.name)};
    for (const std::string& part : {reservation.owner, reservation.purpose, reservation.detail}) {
      if (!part.empty()) {
        tip << plain(part);
      }
    }
    name.tooltip = tip.join(QLatin1Char('\n'));
    const QString expires = overdue ? QObject::tr("overdue %1").arg(shortAge(-*left))
                            : left  ? age(*left)
                                    : (reservation.badExpiry ? QObject::tr("not a time") : QObject::tr("no expiry"));
    line.cells = {name, wordsCell(holdsWords(reservation, snapshot), Ink::secondary, FontRole::small),
                  wordsCell(expires, left && !overdue ? Ink::primary : Ink::warning, FontRole::monoSmall),
                  wordsCell(QObject::tr("Release"), Ink::accent, FontRole::small)};
    lines.push_back(std::move(line));
  }
  std::vector<Column> columns = {{QStringLiteral("name"), QObject::tr("Claim or rule"), QString(), 150, true},
                                 {QStringLiteral("holds"), QObject::tr("Holds"), QString(), 76},
                                 {QStringLiteral("expires"), QObject::tr("Expires"), QString(), 92, false, true},
                                 {QStringLiteral("release"), QString(), QString(), 58}};
  return std::make_shared<const SimpleRows>("reservation", std::move(columns), std::move(lines));
}

diagnosis::ActionRequest releaseOf(const actions::Reservation& reservation, const cluster::Snapshot& snapshot) {
  const bool foreign = reservation.way == actions::Way::foreign;
  return {foreign ? "release_claim" : "release_reservation", {reservation.object(snapshot)}, {}, {}};
}

}  // namespace claimscope::ui
