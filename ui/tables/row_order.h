// Natural order of names and the sorting of rows, fast again when little has changed. Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "ui/tables/row_source.h"

namespace claimscope::ui {

/// Digit runs compare as numbers, everything else bytewise: "gpu-2" < "gpu-10". Equal only for equal bytes.
[[nodiscard]] int naturalCompare(std::string_view a, std::string_view b);

struct SortColumn {
  int column = 0;
  bool descending = false;
  friend bool operator==(const SortColumn&, const SortColumn&) = default;
};

/// Sorts `rows` by the columns in turn, then by row number. With `banded`, RowSource::band comes first.
/// Rows that already are nearly in order cost one comparison each.
void sortRows(std::vector<Row>& rows, const RowSource& source, const std::vector<SortColumn>& columns, bool banded);

/// For each old row its row in the new source by identity, kNoRow when it is gone.
[[nodiscard]] std::vector<Row> matchRows(const std::vector<std::uint64_t>& before, const std::vector<std::uint64_t>& after);

}  // namespace claimscope::ui
