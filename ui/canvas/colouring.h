// Colouring: which colour and pattern each device has, by its state or by anything else. Pure; GUI thread.
#pragma once

#include <QColor>
#include <QPainter>
#include <QString>
#include <cstdint>
#include <vector>

#include "model/topology/traits.h"
#include "model/utilisation/utilisation.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

enum class ColourBy { state, deviceClass, claimNamespace, use, model, memory, driverVersion, claim, age, attribute, capacity };

/// One way to colour; attributes and capacities by their name as published.
struct ColourChoice {
  ColourBy by = ColourBy::state;
  Text name = {};

  ColourChoice() = default;
  ColourChoice(ColourBy how) : by(how) {}  // NOLINT(google-explicit-constructor)
  ColourChoice(ColourBy how, Text what) : by(how), name(std::move(what)) {}
  friend bool operator==(const ColourChoice&, const ColourChoice&) = default;
};

/// How a category is told apart without colour; drawn into cells of ten pixels and more, and into the legend.
enum class Pattern : std::uint8_t { solid, rising, falling, dots, bars, rows, ring, cross };

/// One colour of a colouring other than by state.
struct Category {
  QString name;
  QColor colour;
  std::int64_t devices = 0;  ///< of the whole cluster
  Pattern pattern = Pattern::solid;
};

/// Which colour each device has; empty `of` means by state.
struct Colouring {
  ColourBy by = ColourBy::state;
  std::vector<Category> categories;  ///< at most kMost; most devices first with what is left counted in the last, or rising steps
  std::vector<std::uint8_t> of;      ///< DeviceIndex -> category, kNoCategory for devices that have none
  QString none;                      ///< what devices without a category are called: "in no claim"
  bool numeric = false;              ///< categories are steps of a number, in colours of heat
  static constexpr std::uint8_t kNoCategory = 0xff;
  static constexpr std::size_t kMost = 8;
};

/// Colours for every device of the inventory. Uses the snapshot's time and `use`, which may be null, and nothing else.
[[nodiscard]] Colouring makeColouring(const cluster::Snapshot& snapshot, const ColourChoice& choice, const Theme& theme,
                                      const utilisation::Utilisation* use = nullptr);

/// A device of a category: filled and patterned when it is held, an outline with a soft ground when it is free; trouble keeps an
/// edge of its state's colour.
void paintCategoryCell(QPainter& painter, const QRectF& cell, const Category& category, cluster::DeviceState state,
                       const Theme& theme);

}  // namespace claimscope::ui
