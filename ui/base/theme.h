// Theme and Look: every colour, font and icon of the window, from tokens.json. GUI thread.
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>
#include <QPixmap>
#include <QString>
#include <array>
#include <memory>

#include "model/cluster/inventory.h"
#include "model/diagnosis/finding.h"

namespace claimscope::ui {

enum class ThemeName { dark, light, highContrast };

/// Fill, text and soft ground of one device or claim state.
struct StateColors {
  QColor fill;
  QColor text;
  QColor soft;
};

/// The values of one theme of resources/tokens.json, by the token's name.
struct Theme {
  struct {
    QColor window, rail, panel, raised, hover, active, selected, canvas;
  } bg;
  struct {
    QColor subtle, normal, strong, control;  ///< `normal` is the token border.default
  } border;
  struct {
    QColor primary, secondary, muted, disabled, onAccent, onFill;
  } text;
  struct {
    QColor text, fill, fillHover, fillPressed, soft, border, focus;
  } accent;
  struct {
    QColor critical, criticalSoft, warning, warningSoft, notice, noticeSoft, ok, okSoft, unknown, unknownSoft;
  } severity;
  struct {
    StateColors free, inUse, reservedNotUsed, tainted, unhealthy, unknown, pending, adminAccess;
  } state;
  std::array<QColor, 8> chart;
  std::array<QColor, 7> heat;
  std::array<QColor, 5> stage;  ///< claim, allocate, bind, prepare, start
  struct {
    QColor grid, axis, slo, cursor;
  } chartLine;
  int lineWidth = 1;          ///< panel and control edges
  int focusWidth = 2;         ///< focus ring
  bool highContrast = false;  ///< tags and chips get an edge of their own colour, nothing is dimmed

  [[nodiscard]] const StateColors& of(cluster::DeviceState state) const;
  [[nodiscard]] QColor of(diagnosis::Severity severity) const;
  [[nodiscard]] QColor softOf(diagnosis::Severity severity) const;
};

/// Type roles of design/README.md section 3.
enum class FontRole {
  display,
  verdict,
  title,
  body,
  bodyMedium,
  bodyStrong,
  small,
  caption,
  captionStrong,
  mono,
  monoStrong,
  monoSmall,
  panelTitle,
  smallMedium,
};

struct Tokens;
class IconCache;

/// The current theme and what is drawn from it; widgets take it by reference and redraw on changed().
class Look final : public QObject {
  Q_OBJECT
 public:
  explicit Look(ThemeName name, QObject* parent = nullptr);

  [[nodiscard]] const Theme& theme() const { return m_theme; }
  [[nodiscard]] ThemeName name() const { return m_name; }
  void setTheme(ThemeName name);
  [[nodiscard]] QFont font(FontRole role) const;
  /// A line icon of icons.svg in a colour, `size` logical pixels, cached.
  [[nodiscard]] QPixmap icon(const QString& id, int size, const QColor& color, qreal devicePixelRatio) const;
  /// The QSS of the whole program, made from the tokens.
  [[nodiscard]] QString styleSheet() const;
  /// Palette of the whole program, for what QSS does not reach.
  [[nodiscard]] QPalette palette() const;
  /// Registers the shipped fonts; once a process, before the first widget.
  static void installFonts();

 Q_SIGNALS:
  void changed();

 private:
  void load();

  ThemeName m_name;
  Theme m_theme;
  std::shared_ptr<const Tokens> m_tokens;
  std::shared_ptr<IconCache> m_icons;
};

}  // namespace claimscope::ui
