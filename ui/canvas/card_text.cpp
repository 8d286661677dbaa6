#include "ui/canvas/card_text.h"

#include <algorithm>
#include <array>

#include <QStringList>

#include "ui/base/format.h"

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
  const ResourceSlice* slice = snapshot.of<ResourceSlice>().at(view.slice);
  if (slice == nullptr || view.indexInSlice >= slice->devices.size()) {
    return {};
  }
  for (const char* name : {"productName", "model", "product", "type"}) {
    const DeviceAttribute* attribute = slice->devices[view.indexInSlice].attribute(name);
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
      return QStringLiteral("NotReady");
    }
    if (object->unschedulable) {
      return QStringLiteral("cordoned");
    }
  }
  const auto counts = countStates(*snapshot.inventory, node);
  auto of = [&](DeviceState state) { return counts[static_cast<std::size_t>(state)]; };
  if (of(DeviceState::unhealthy) > 0) {
    return QStringLiteral("%1 unhealthy").arg(of(DeviceState::unhealthy));
  }
  if (of(DeviceState::tainted) > 0) {
    return QStringLiteral("%1 tainted").arg(of(DeviceState::tainted));
  }
  if (of(DeviceState::unknown) > 0) {
    return QStringLiteral("%1 unknown").arg(of(DeviceState::unknown));
  }
  if (of(DeviceState::reservedNotUsed) > 0) {
    return QStringLiteral("%1 reserved, unused").arg(of(DeviceState::reservedNotUsed));
  }
  return {};
}

QString stateWords(const cluster::Inventory& inventory, const cluster::NodeView& node) {
  const auto counts = countStates(inventory, node);
  const int used = counts[static_cast<std::size_t>(DeviceState::inUse)];
  const int free = counts[static_cast<std::size_t>(DeviceState::free)];
  return node.devices.empty() ? QStringLiteral("publishes no devices")
                              : QStringLiteral("%1 in use · %2 free").arg(used).arg(free);
}

QString elideKeepingSuffix(const QString& text, const QFontMetricsF& metrics, double width) {
  return metrics.horizontalAdvance(text) <= width ? text : metrics.elidedText(text, Qt::ElideMiddle, width);
}

QColor textOnFill(DeviceState state, const Theme& theme) {
  return state == DeviceState::inUse ? theme.text.onAccent : theme.of(state).text;
}

void paintCellLabel(QPainter& painter, const QRectF& cell, const cluster::DeviceView& device, const cluster::Snapshot& snapshot,
                    const Look& look) {
  const QFont font = look.font(FontRole::monoSmall);
  const QFontMetricsF metrics(font);
  painter.setFont(font);
  painter.setPen(textOnFill(device.state, look.theme()));
  const QRectF inside = cell.adjusted(5, 4, -5, -4);
  QStringList lines{shown(device.name)};
  if (!device.claims.empty()) {
    const cluster::ClaimView& claim = snapshot.inventory->claims[device.claims.front()];
    if (const ResourceClaim* object = snapshot.of<ResourceClaim>().at(claim.slot)) {
      lines += shown(object->meta.name);
    }
  }
  double y = inside.top();
  for (const QString& line : lines) {
    if (y + metrics.height() > inside.bottom()) {
      break;
    }
    painter.drawText(QRectF(inside.left(), y, inside.width(), metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     elideKeepingSuffix(line, metrics, inside.width()));
    y += metrics.height() + 1;
  }
}

}  // namespace claimscope::ui
