#include "ui/canvas/colouring.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/base/format.h"
#include "ui/base/shapes.h"
#include "ui/base/tell.h"
#include "ui/canvas/raster.h"

namespace claimscope::ui {
namespace {

using topology::Trait;

Trait traitOf(const ColourChoice& choice) {
  switch (choice.by) {
    case ColourBy::deviceClass:
      return {Trait::Kind::deviceClass};
    case ColourBy::claimNamespace:
      return {Trait::Kind::claimNamespace};
    case ColourBy::claim:
      return {Trait::Kind::claim};
    case ColourBy::memory:
      return {Trait::Kind::memory};
    case ColourBy::driverVersion:
      return {Trait::Kind::driverVersion};
    case ColourBy::age:
      return {Trait::Kind::age};
    case ColourBy::attribute:
      return {Trait::Kind::attribute, choice.name};
    case ColourBy::capacity:
      return {Trait::Kind::capacity, choice.name};
    case ColourBy::state:
    case ColourBy::use:
    case ColourBy::model:
      break;
  }
  return {Trait::Kind::model};
}

QString noneOf(ColourBy by) {
  switch (by) {
    case ColourBy::deviceClass:
    case ColourBy::claimNamespace:
    case ColourBy::claim:
    case ColourBy::age:
      return tell("in no claim");
    case ColourBy::use:
      return tell("not held, no samples");
    default:
      return tell("not published");
  }
}

/// The darkest colours of heat are too near to the ground: they serve only where there are many steps.
QColor heatOf(const Theme& theme, std::size_t step, std::size_t steps) {
  const std::size_t first = steps > 5 ? 1 : 2;
  const std::size_t last = theme.heat.size() - 1;
  return steps < 2 ? theme.heat[last] : theme.heat[first + step * (last - first) / (steps - 1)];
}

/// "80 Gi" for bytes, "1,204" for the rest.
QString amount(double value, bool bytes) {
  if (!bytes || value < 1024) {
    return std::abs(value - std::round(value)) < 1e-9 && std::abs(value) < 1e15
               ? number(static_cast<std::int64_t>(std::llround(value)))
               : QString::number(value, 'g', 4);
  }
  static constexpr std::array<const char*, 6> kUnits{"Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
  std::size_t unit = 0;
  value /= 1024;
  while (value >= 1024 && unit + 1 < kUnits.size()) {
    value /= 1024;
    ++unit;
  }
  return QString::number(value, 'g', 4) + QLatin1Char(' ') + QLatin1String(kUnits.at(unit));
}

void addCategory(Colouring& out, const QString& name, const QColor& colour) {
  out.categories.push_back({name, colour, 0, static_cast<Pattern>(out.categories.size() % 8)});
}

void countDevices(Colouring& out) {
  for (const std::uint8_t category : out.of) {
    if (category != Colouring::kNoCategory) {
      ++out.categories[category].devices;
    }
  }
}

/// Five steps from idle to full; what is held and has no samples is a step of its own, never 0 %.
void colourByUse(const cluster::Snapshot& snapshot, const utilisation::Utilisation* use, const Theme& theme, Colouring& out) {
  constexpr std::size_t kSteps = 5;
  constexpr std::size_t kUnknown = kSteps;
  static const std::array<const char*, kSteps> kNames{"0 %", "1 to 25 %", "26 to 50 %", "51 to 75 %", "76 to 100 %"};
  out.numeric = true;
  for (std::size_t i = 0; i < kSteps; ++i) {
    addCategory(out, QString::fromUtf8(kNames.at(i)), theme.heat.at(i + 2));
  }
  addCategory(out, tell("no samples"), theme.state.unknown.fill);
  const auto& devices = snapshot.inventory->devices;
  out.of.resize(devices.size(), Colouring::kNoCategory);
  for (cluster::DeviceIndex i = 0; i < devices.size(); ++i) {
    const utilisation::DeviceUse* known = use == nullptr ? nullptr : use->of(i);
    std::size_t category = kUnknown;
    if (known != nullptr && known->known()) {
      category = *known->busyPercent <= 0
                     ? 0
                     : std::min<std::size_t>(kSteps - 1, 1 + static_cast<std::size_t>((*known->busyPercent - 0.01) / 25));
    } else if (devices[i].claims.empty()) {
      continue;  // free and not watched: nothing to say
    }
    out.of[i] = static_cast<std::uint8_t>(category);
  }
}

void colourByAge(const std::vector<double>& ages, const Theme& theme, Colouring& out) {
  constexpr double kMinute = 60'000;
  static const std::array<const char*, 6> kNames{
      QT_TRANSLATE_NOOP("TopologyCanvas", "up to 10 min"), QT_TRANSLATE_NOOP("TopologyCanvas", "up to 1 h"),
      QT_TRANSLATE_NOOP("TopologyCanvas", "up to 6 h"),    QT_TRANSLATE_NOOP("TopologyCanvas", "up to 1 day"),
      QT_TRANSLATE_NOOP("TopologyCanvas", "up to 7 days"), QT_TRANSLATE_NOOP("TopologyCanvas", "older")};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    addCategory(out, tell(kNames.at(i)), heatOf(theme, i, kNames.size()));
  }
  out.of = topology::stepsAt(ages, {10 * kMinute, 60 * kMinute, 360 * kMinute, 1'440 * kMinute, 10'080 * kMinute, 1e300}).of;
}

void colourByNumber(const std::vector<double>& numbers, bool bytes, const Theme& theme, Colouring& out) {
  constexpr std::size_t kSteps = 6;
  topology::Steps steps = topology::stepsOf(numbers, kSteps);
  for (std::size_t i = 0; i < steps.limits.size(); ++i) {
    // The least of this step: the smallest number above the limit before.
    double least = steps.limits[i];
    for (std::size_t n = 0; n < numbers.size(); ++n) {
      if (steps.of[n] == i) {
        least = std::min(least, numbers[n]);
      }
    }
    const QString to = amount(steps.limits[i], bytes);
    addCategory(out, least < steps.limits[i] ? tell("%1 to %2").arg(amount(least, bytes), to) : to,
                heatOf(theme, i, steps.limits.size()));
  }
  out.of = std::move(steps.of);
}

void colourByText(const std::vector<Text>& texts, const Theme& theme, Colouring& out) {
  topology::Categories categories = topology::categoriesOf(texts, Colouring::kMost);
  for (std::size_t i = 0; i < categories.size(); ++i) {
    addCategory(out,
                i < categories.names.size() ? plain(categories.names[i].view())
                                            : tell("%1 others").arg(number(static_cast<std::int64_t>(categories.otherValues))),
                theme.chart[i]);
  }
  out.of = std::move(categories.of);
}

void paintPattern(QPainter& painter, const QRectF& cell, Pattern pattern, const QColor& ink) {
  painter.save();
  painter.setClipRect(cell.adjusted(1, 1, -1, -1), Qt::IntersectClip);
  painter.setPen(QPen(ink, std::max(1.0, cell.width() / 14)));
  painter.setBrush(Qt::NoBrush);
  const double step = std::max(4.0, cell.width() / 4);
  const QPointF middle = cell.center();
  switch (pattern) {
    case Pattern::solid:
      break;
    case Pattern::rising:
    case Pattern::falling:
      paintHatch(painter, cell, ink, step, std::max(1.0, cell.width() / 14), pattern == Pattern::falling);
      break;
    case Pattern::dots:
      painter.setPen(Qt::NoPen);
      painter.setBrush(ink);
      for (double y = cell.top() + step * 0.75; y < cell.bottom(); y += step) {
        for (double x = cell.left() + step * 0.75; x < cell.right(); x += step) {
          painter.drawEllipse(QPointF(x, y), cell.width() / 14 + 0.4, cell.width() / 14 + 0.4);
        }
      }
      break;
    case Pattern::bars:
      for (double x = cell.left() + step / 2; x < cell.right(); x += step) {
        painter.drawLine(QPointF(x, cell.top()), QPointF(x, cell.bottom()));
      }
      break;
    case Pattern::rows:
      for (double y = cell.top() + step / 2; y < cell.bottom(); y += step) {
        painter.drawLine(QPointF(cell.left(), y), QPointF(cell.right(), y));
      }
      break;
    case Pattern::ring:
      painter.drawEllipse(middle, cell.width() / 4, cell.height() / 4);
      break;
    case Pattern::cross:
      painter.drawLine(QPointF(middle.x(), cell.top()), QPointF(middle.x(), cell.bottom()));
      painter.drawLine(QPointF(cell.left(), middle.y()), QPointF(cell.right(), middle.y()));
      break;
  }
  painter.restore();
}

}  // namespace

Colouring makeColouring(const cluster::Snapshot& snapshot, const ColourChoice& choice, const Theme& theme,
                        const utilisation::Utilisation* use) {
  Colouring out;
  out.by = choice.by;
  if (choice.by == ColourBy::state) {
    return out;
  }
  out.none = noneOf(choice.by);
  if (choice.by == ColourBy::use) {
    colourByUse(snapshot, use, theme, out);
    countDevices(out);
    return out;
  }
  const topology::TraitValues values = topology::traitValues(snapshot, traitOf(choice));
  out.numeric = values.numeric;
  if (choice.by == ColourBy::age) {
    colourByAge(values.numbers, theme, out);
  } else if (values.numeric) {
    const bool bytes = choice.by == ColourBy::memory || choice.name.view().find("memory") != std::string_view::npos;
    colourByNumber(values.numbers, bytes, theme, out);
  } else {
    colourByText(values.texts, theme, out);
  }
  countDevices(out);
  return out;
}

void paintCategoryCell(QPainter& painter, const QRectF& cell, const Category& category, cluster::DeviceState state,
                       const Theme& theme) {
  using cluster::DeviceState;
  const bool hollow = state == DeviceState::free;
  painter.setRenderHint(QPainter::Antialiasing, true);
  if (hollow) {
    painter.setPen(QPen(category.colour, 1.5));
    painter.setBrush(Raster::mix(category.colour, theme.bg.panel, 0.22));
    painter.drawRoundedRect(cell.adjusted(0.75, 0.75, -0.75, -0.75), 2, 2);
  } else {
    painter.setPen(Qt::NoPen);
    painter.setBrush(category.colour);
    painter.drawRoundedRect(cell, 2, 2);
  }
  if (cell.width() >= 10) {
    paintPattern(painter, cell, category.pattern, hollow ? category.colour : Raster::mix(category.colour, theme.bg.canvas, 0.35));
  }
  if (state != DeviceState::free && state != DeviceState::inUse && cell.width() >= 8) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.of(state).fill, 2, state == DeviceState::unknown ? Qt::DotLine : Qt::SolidLine));
    painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 2, 2);
    if (state == DeviceState::unhealthy) {
      painter.drawLine(cell.topLeft() + QPointF(4, 4), cell.bottomRight() - QPointF(4, 4));
      painter.drawLine(cell.topRight() + QPointF(-4, 4), cell.bottomLeft() + QPointF(4, -4));
    }
  }
}

}  // namespace claimscope::ui
