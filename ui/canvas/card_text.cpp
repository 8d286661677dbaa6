#include "ui/canvas/card_text.h"

#include <algorithm>
#include <array>

#include <QFontMetricsF>
#include <QStringList>

#include "model/topology/shares.h"
#include "ui/base/format.h"
#include "ui/base/shapes.h"
#include "ui/base/tell.h"
#include "ui/canvas/raster.h"
#include "ui/canvas/text_fit.h"

namespace claimscope::ui {

using cluster::DeviceState;

namespace {

std::array<int, cluster::kDeviceStates> countStates(const cluster::Inventory& inventory, const cluster::NodeView& node) {
  std::array<int, cluster::kDeviceStates> counts{};
  for (const cluster::DeviceIndex device : node.devices) {
    ++counts[static_cast<std::size_t>(inventory.devices[device].state)];
  }
  return counts;
}

/// The published product name of one device, by the attribute names that drivers use.
Text productAttribute(const cluster::Snapshot& snapshot, const cluster::DeviceView& view) {
  const Device* device = snapshot.published(view);
  if (device == nullptr) {
    return {};
  }
  for (const char* name : {"productName", "model", "product", "type"}) {
    const DeviceAttribute* attribute = device->attribute(name);
    if (attribute != nullptr && std::holds_alternative<Text>(attribute->value)) {
      return std::get<Text>(attribute->value);
    }
  }
  return {};
}

}  // namespace

QString productOf(const cluster::Snapshot& snapshot, const cluster::NodeView& node) {
  Text product;
  for (const cluster::DeviceIndex device : node.devices) {
    const Text own = productAttribute(snapshot, snapshot.inventory->devices[device]);
    if (!product.empty() && !(own == product)) {
      return {};
    }
    product = own;
  }
  // Vendor and family go, the model stays: "NVIDIA A10G" is A10G, "NVIDIA H100 80GB HBM3" begins with H100.
  QStringList words = shown(product).split(QLatin1Char(' '), Qt::SkipEmptyParts);
  const auto hasDigit = [](const QString& word) {
    return std::any_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
  };
  const auto model = std::find_if(words.begin(), words.end(), hasDigit);
  return model == words.end() ? shown(product) : words.mid(model - words.begin()).join(QLatin1Char(' '));
}

QString noteOf(const cluster::Snapshot& snapshot, const cluster::NodeView& node) {
  if (const Node* object = snapshot.of<Node>().at(node.slot)) {
    const Text ready = object->ready();
    if (!ready.empty() && !(ready == "True")) {
      return tell("NotReady");
    }
    if (object->unschedulable) {
      return tell("cordoned");
    }
  }
  const auto counts = countStates(*snapshot.inventory, node);
  auto of = [&](DeviceState state) { return counts[static_cast<std::size_t>(state)]; };
  if (of(DeviceState::unhealthy) > 0) {
    return tell("%1 unhealthy").arg(of(DeviceState::unhealthy));
  }
  if (of(DeviceState::tainted) > 0) {
    return tell("%1 tainted").arg(of(DeviceState::tainted));
  }
  if (of(DeviceState::unknown) > 0) {
    return tell("%1 unknown").arg(of(DeviceState::unknown));
  }
  if (of(DeviceState::reservedNotUsed) > 0) {
    return tell("%1 reserved, unused").arg(of(DeviceState::reservedNotUsed));
  }
  return {};
}

QString stateWords(const cluster::Inventory& inventory, const cluster::NodeView& node) {
  const auto counts = countStates(inventory, node);
  const int used = counts[static_cast<std::size_t>(DeviceState::inUse)];
  const int free = counts[static_cast<std::size_t>(DeviceState::free)];
  return node.devices.empty() ? tell("publishes no devices") : tell("%1 in use · %2 free").arg(used).arg(free);
}

QColor textOnFill(DeviceState state, const Theme& theme) {
  return state == DeviceState::inUse ? theme.text.onAccent : theme.of(state).text;
}

QString hardwareWords(const cluster::Snapshot& snapshot, const cluster::NodeView& node) {
  const auto devices = static_cast<std::int64_t>(node.devices.size());
  if (devices == 0) {
    return tell("no devices");
  }
  const QString product = productOf(snapshot, node);
  return product.isEmpty() ? counted(devices, tell("device"), tell("devices"))
                           : QStringLiteral("%1 × %2").arg(number(devices), product);
}

QString podWords(std::size_t pods) {
  return counted(static_cast<std::int64_t>(pods), tell("pod"), tell("pods"));
}

QString countersLeft(const topology::Card& card) {
  const topology::CardCounter* tightest = nullptr;
  double least = 2;
  for (const topology::CardCounter& counter : card.counters) {
    const auto all = static_cast<double>(counter.capacity.nano());
    const double part = all <= 0 ? 2 : static_cast<double>(counter.left()) / all;
    if (part < least) {
      least = part;
      tightest = &counter;
    }
  }
  if (tightest == nullptr) {
    return {};
  }
  const Quantity left = Quantity::ofNano(std::max<Quantity::Nano>(0, tightest->left()), tightest->capacity.format());
  return tell("%1 of %2 %3 left").arg(plain(left.text()), plain(tightest->capacity.text()), shown(tightest->name));
}

namespace {

/// Segments of one capacity, a share a claim, what is left as an outline.
void paintShares(QPainter& painter, const QRectF& bar, const topology::CapacityShares& shares, const Theme& theme) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.state.free.soft);
  painter.drawRect(bar);
  const auto all = static_cast<double>(shares.total.nano());
  double x = bar.left();
  painter.setBrush(theme.state.inUse.fill);
  for (const topology::CapacityShares::Part& part : shares.parts) {
    const double width = all <= 0 ? 0 : bar.width() * static_cast<double>(part.amount) / all;
    const double end = std::min(bar.right(), x + width);
    painter.drawRect(QRectF(x, bar.top(), std::max(1.0, end - x - 1), bar.height()));
    x = end;
  }
}

QStringList detailLines(const cluster::Snapshot& snapshot, const cluster::DeviceView& device) {
  QStringList lines;
  if (!device.claims.empty()) {
    const cluster::ClaimView& claim = snapshot.inventory->claims[device.claims.front()];
    if (const ResourceClaim* object = snapshot.of<ResourceClaim>().at(claim.slot)) {
      lines += device.claims.size() == 1
                   ? shown(object->meta.name)
                   : tell("%1 +%2").arg(shown(object->meta.name), number(static_cast<std::int64_t>(device.claims.size() - 1)));
    }
  }
  if (!device.healthDetail.empty()) {
    lines += shown(device.healthDetail);
  } else if (!device.taints.empty()) {
    lines += shown(device.taints.front().taint.key);
  }
  const ResourceSlice* slice = snapshot.of<ResourceSlice>().at(device.slice);
  if (slice != nullptr && device.indexInSlice < slice->devices.size()) {
    QStringList capacities;
    for (const DeviceCapacity& capacity : slice->devices[device.indexInSlice].capacity) {
      const std::string_view name = capacity.name.view();
      capacities += plain(capacity.value.text()) + QLatin1Char(' ') + plain(name.substr(name.rfind('/') + 1));
    }
    if (!capacities.isEmpty()) {
      lines += capacities.join(QStringLiteral(" · "));
    }
  }
  return lines;
}

}  // namespace

void paintDetailCell(QPainter& painter, const QRectF& cell, cluster::DeviceIndex index, const Category* category,
                     const cluster::Snapshot& snapshot, const Look& look) {
  const Theme& theme = look.theme();
  const cluster::DeviceView& device = snapshot.inventory->devices[index];
  const StateColors& state = theme.of(device.state);
  const QColor colour = category == nullptr ? state.fill : category->colour;
  const bool held = device.state == DeviceState::inUse;
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(colour, 1.5, device.state == DeviceState::unknown ? Qt::DashLine : Qt::SolidLine));
  painter.setBrush(Raster::mix(colour, theme.bg.panel, theme.highContrast ? 0.0 : held ? 0.42 : 0.13));
  painter.drawRoundedRect(cell.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3);
  const QFont name = look.font(FontRole::monoSmall);
  const QFontMetricsF metrics(name);
  const QRectF inside = cell.adjusted(6, 4, -6, -4);
  const QRectF swatch(inside.left(), inside.top() + (metrics.height() - 10) / 2, 10, 10);
  if (category == nullptr) {
    paintStateCell(painter, swatch, device.state, theme, {device.adminAccess, device.blocked});
  } else {
    paintCategoryCell(painter, swatch, *category, device.state, theme);
  }
  painter.setFont(name);
  painter.setPen(theme.text.primary);
  painter.drawText(QRectF(swatch.right() + 5, inside.top(), inside.right() - swatch.right() - 5, metrics.height()),
                   Qt::AlignLeft | Qt::AlignVCenter,
                   elideKeepingSuffix(shown(device.name), name, inside.right() - swatch.right() - 5));
  const std::vector<topology::CapacityShares> shares = topology::capacityShares(snapshot, index);
  const bool bar = !shares.empty() && cell.height() >= 34;
  const double bottom = bar ? inside.bottom() - 8 : inside.bottom();
  double y = inside.top() + metrics.height() + 1;
  painter.setPen(theme.text.secondary);
  for (const QString& line : detailLines(snapshot, device)) {
    if (y + metrics.height() > bottom + 1) {
      break;
    }
    painter.drawText(QRectF(inside.left(), y, inside.width(), metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     elideKeepingSuffix(line, name, inside.width()));
    y += metrics.height() + 1;
  }
  if (bar) {
    paintShares(painter, QRectF(inside.left(), inside.bottom() - 5, inside.width(), 5), shares.front(), theme);
  }
}

}  // namespace claimscope::ui
