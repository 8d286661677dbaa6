// Buttons, segmented control, chips, tags: painted from tokens at the sizes of design/README.md section 4. GUI thread.
#pragma once

#include <QAbstractButton>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <optional>

#include "ui/base/plain_label.h"
#include "ui/base/shapes.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

enum class ButtonStyle { primary, normal, danger, dangerFilled, ghost, link };

/// 28 px high, or 22 when small; grows with its text. Icons are ids of icons.svg.
class Button final : public QAbstractButton {
  Q_OBJECT
 public:
  Button(Look& look, ButtonStyle style, const QString& text, bool small = false, QWidget* parent = nullptr);
  /// Icon only: needs a tooltip with its key, which is its accessible name too.
  Button(Look& look, const QString& icon, const QString& tooltip, bool small = false, QWidget* parent = nullptr);
  void setIconId(const QString& icon);
  void setTrailingIconId(const QString& icon);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  Look& m_look;
  ButtonStyle m_style;
  bool m_small;
  QString m_icon;
  QString m_trailing;
};

/// Two to five exclusive choices; Left and Right move.
class Segmented final : public QWidget {
  Q_OBJECT
 public:
  Segmented(Look& look, const QStringList& choices, bool small = false, QWidget* parent = nullptr);
  [[nodiscard]] int current() const { return m_current; }
  void setCurrent(int index);
  void setChoices(const QStringList& choices);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 Q_SIGNALS:
  void currentChanged(int index);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] int widthOf(int index) const;
  Look& m_look;
  QStringList m_choices;
  bool m_small;
  int m_current = 0;
};

/// Tone of a chip: its ground and text.
enum class ChipTone { normal, accent, inUse, ok, warning, critical, notice, unknown, pending, admin, quiet };

/// 20 px, or 24 as a filter; up to two texts (second one stronger or in a tone), a mark, a state shape or an icon before them.
/// Takes the keyboard only as a filter: a chip with a clicked() of its own needs setFocusPolicy(Qt::StrongFocus).
class Chip final : public QAbstractButton {
  Q_OBJECT
 public:
  explicit Chip(Look& look, QWidget* parent = nullptr);
  void setTexts(const QString& first, const QString& second = {}, std::optional<Ink> secondInk = std::nullopt);
  void setTone(ChipTone tone);
  void setMark(std::optional<Mark> mark);
  void setState(std::optional<cluster::DeviceState> state);
  void setIconId(const QString& icon);
  /// 24 px with a × at the end; closed() when it or Backspace is pressed.
  void setFilter(bool filter);
  void setMono(bool mono);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void closed();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  Look& m_look;
  QString m_first;
  QString m_second;
  std::optional<Ink> m_secondInk;
  ChipTone m_tone = ChipTone::normal;
  std::optional<Mark> m_mark;
  std::optional<cluster::DeviceState> m_state;
  QString m_icon;
  bool m_filter = false;
  bool m_mono = false;
};

/// Icon-less severity tag with its word, 18 px, at least 52 wide: for delegates.
void paintSeverityTag(QPainter& painter, const QRectF& rect, diagnosis::Severity severity, const Look& look);
/// A key cap: "Ctrl K", "[".
void paintKey(QPainter& painter, const QRectF& rect, const QString& key, const Look& look);
[[nodiscard]] int keyWidth(const QString& key, const Look& look);
/// The same as a widget.
[[nodiscard]] QWidget* makeKey(Look& look, const QString& key, QWidget* parent = nullptr);

/// The focus ring: 1 px outside the edge `rect`, or inside it when `radius` is 0 (rows and cells). The caller draws it for
/// keyboard focus only.
void paintFocusRing(QPainter& painter, const QRectF& rect, qreal radius, const Theme& theme);

}  // namespace claimscope::ui
