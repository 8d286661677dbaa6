// What the Latency page gives away: CSV and pictures, as bytes that somebody else writes. GUI thread.
#pragma once

#include <QByteArray>
#include <QString>
#include <QWidget>

#include "model/latency/report.h"

namespace claimscope::ui {

/// Groups with their percentiles and stages, milliseconds; each number with its bound.
[[nodiscard]] QByteArray groupCsv(const latency::Report& report);
/// Every claim of the window with its moments and what dates them.
[[nodiscard]] QByteArray claimCsv(const latency::LivesPtr& lives, const latency::Question& question);
/// One field: quoted where it must be, and never a formula for a spreadsheet, whatever the name.
[[nodiscard]] QByteArray csvField(std::string_view text);

enum class PictureFormat { png, svg };
/// What a widget shows now.
[[nodiscard]] QByteArray pictureOf(QWidget& widget, PictureFormat format, const QColor& ground);

}  // namespace claimscope::ui
