// RowSource: what a table shows, row by row, over one immutable snapshot. Built and read on the GUI thread.
#pragma once

#include <QString>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "ui/base/plain_label.h"
#include "ui/base/shapes.h"
#include "ui/base/view.h"

namespace claimscope::ui {

using Row = std::uint32_t;
inline constexpr Row kNoRow = 0xffffffffU;

struct Column {
  QString id;  ///< stable name, for sorting and the choice of columns: "node", "attribute:gpu.nvidia.com/model"
  QString title;
  QString tooltip;       ///< plain text; empty: the title
  int width = 100;       ///< pixels before anybody drags
  bool stretch = false;  ///< takes the room that is left
  bool right = false;    ///< numbers
  bool shown = true;
  bool dispensable = false;  ///< not shown where the table would have to scroll or cut names for it
};

/// What one cell says. Texts are harmless (ui/base plain()); nothing in it is markup.
struct Cell {
  QString text;
  FontRole role = FontRole::body;
  Ink ink = Ink::secondary;
  Qt::TextElideMode elide = Qt::ElideRight;
  QString bound;  ///< "≥", "≤" before the text, smaller and muted
  std::optional<cluster::DeviceState> state;
  CellFlags flags;
  std::optional<Mark> mark;
  QString tooltip;                        ///< plain text; empty: the text when it is cut
  std::optional<std::size_t> stage = {};  ///< a square in the colour of this stage of latency
  std::optional<double> part = {};        ///< a bar filled so far, 0 to 1, instead of text
  Ink partInk = Ink::accent;
  /// A bar of segments instead of text: devices by state.
  std::optional<std::array<std::int64_t, cluster::kDeviceStates>> states = {};
  bool dotted = false;  ///< a dotted line below: differs from what its neighbours have
};

/// Missing values sort last in both directions; then the number, then the text in natural order ("gpu-2" before "gpu-10").
struct SortKey {
  bool missing = false;
  double number = 0;
  std::string_view text;  ///< lives as long as the source
};

struct RowGroup {
  QString title;
  QString scope;    ///< muted, beside the title: "816 devices"
  QString summary;  ///< at the right
  std::uint64_t identity = 0;
};

class RowSource {
 public:
  RowSource() = default;
  RowSource(const RowSource&) = delete;
  RowSource& operator=(const RowSource&) = delete;
  virtual ~RowSource() = default;

  [[nodiscard]] virtual Row size() const = 0;
  [[nodiscard]] virtual const std::vector<Column>& columns() const = 0;
  [[nodiscard]] virtual Cell cell(Row row, int column) const = 0;
  [[nodiscard]] virtual SortKey sortKey(Row row, int column) const = 0;
  /// Rows of a lower band stand first while nobody has chosen a sort column.
  [[nodiscard]] virtual int band(Row /*row*/) const { return 0; }
  /// The same object has the same number in two sources that are alive at once; different ones differ.
  [[nodiscard]] virtual std::uint64_t identity(Row row) const = 0;
  [[nodiscard]] virtual ObjectRef object(Row row) const = 0;
  /// kNoRow when the object is not in this source.
  [[nodiscard]] virtual Row find(const ObjectRef& object) const = 0;

  /// Groups in the order they are shown; 0: rows are not grouped.
  [[nodiscard]] virtual std::uint32_t groupCount() const { return 0; }
  [[nodiscard]] virtual std::uint32_t groupOf(Row /*row*/) const { return 0; }
  /// `accepted` rows of it passed the filter.
  [[nodiscard]] virtual RowGroup group(std::uint32_t index, std::uint32_t accepted) const {
    return {{}, QString::number(accepted), {}, index};
  }
};

/// Well mixed, so that hashes of interned texts (addresses) can be combined.
[[nodiscard]] constexpr std::uint64_t mixIdentity(std::uint64_t seed, std::uint64_t value) {
  std::uint64_t x = seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2));
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

}  // namespace claimscope::ui
