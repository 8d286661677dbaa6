// WrapText: plain text that breaks anywhere it must and is as tall as it needs, up to a number of lines. GUI thread.
#pragma once

#include <QWidget>

#include "ui/base/plain_label.h"

namespace claimscope::ui {

/// QLabel breaks at words only, so a name of 253 characters would widen its page. What does not fit into `lines` ends with an
/// ellipsis and can be read in the tool tip.
class WrapText final : public QWidget {
  Q_OBJECT
 public:
  WrapText(Look& look, FontRole role, Ink ink, int lines = 4, QWidget* parent = nullptr);
  /// Many lines stay many lines; control characters are made visible.
  void setText(const QString& text);
  void setInk(Ink ink);
  /// The first `count` characters in the primary ink, half bold.
  void setLead(int count);
  [[nodiscard]] const QString& text() const { return m_text; }
  [[nodiscard]] int heightFor(int width) const { return layOut(nullptr, width, nullptr); }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return {20, height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool event(QEvent* event) override;

 private:
  /// Draws, or only measures when the painter is null; the height used.
  int layOut(QPainter* painter, int width, bool* cut) const;
  void fit();

  Look& m_look;
  FontRole m_role;
  Ink m_ink;
  int m_lines;
  int m_lead = 0;
  QString m_text;
};

}  // namespace claimscope::ui
