// PlainLabel: text that is never read as markup, elided instead of cut. GUI thread.
#pragma once

#include <QLabel>
#include <string_view>

#include "ui/base/theme.h"

namespace claimscope::ui {

/// Colours of text by what the text is.
enum class Ink { primary, secondary, muted, disabled, accent, onAccent, critical, warning, notice, ok, unknown, pending };
[[nodiscard]] QColor inkColor(const Theme& theme, Ink ink);
/// "severity.critical" as ink and so on.
[[nodiscard]] Ink inkOf(diagnosis::Severity severity);

/// Qt::PlainText by construction; setText() makes control characters harmless. One line unless setWordWrap(true).
class PlainLabel final : public QLabel {
  Q_OBJECT
 public:
  PlainLabel(Look& look, FontRole role, Ink ink, QWidget* parent = nullptr);
  PlainLabel(Look& look, FontRole role, Ink ink, const QString& text, QWidget* parent = nullptr);

  void setText(const QString& text);
  void setText(std::string_view text);
  void setInk(Ink ink);
  void setRole(FontRole role);
  /// Where text that does not fit is cut: Qt::ElideRight (the default), Qt::ElideMiddle, or Qt::ElideNone.
  void setElide(Qt::TextElideMode mode);
  /// The person can select and copy it; then it is not elided.
  void setSelectable(bool selectable);

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void restyle();
  [[nodiscard]] bool isElided() const;
  Look& m_look;
  FontRole m_role;
  Ink m_ink;
  Qt::TextElideMode m_elide = Qt::ElideRight;
};

}  // namespace claimscope::ui
