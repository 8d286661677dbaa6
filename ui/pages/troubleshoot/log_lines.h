// LogLines: a few lines of a log, those that matter in colour, the deciding one with a bar. GUI thread.
#pragma once

#include <QWidget>

#include "model/diagnosis/log_text.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

/// "E  09:35:50.114  text" as it is shown and copied; harmless on every screen.
[[nodiscard]] QString logLineText(const diagnosis::LogLine& line);
/// All lines as they are copied: whole times, nothing cut but what is longer than a line may be.
[[nodiscard]] QString logCopyText(const diagnosis::LogText& text);

class LogLines final : public QWidget {
  Q_OBJECT
 public:
  explicit LogLines(Look& look, QWidget* parent = nullptr);
  /// At most `most` of them, around the deciding one.
  void setText(const diagnosis::LogText& text, std::size_t most);
  [[nodiscard]] const std::vector<diagnosis::LogLine>& lines() const { return m_lines; }
  [[nodiscard]] QSize sizeHint() const override { return {200, height()}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {80, height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  /// Draws, or only measures when the painter is null; the height used.
  int layOut(QPainter* painter, int width) const;
  void fit();
  Look& m_look;
  std::vector<diagnosis::LogLine> m_lines;
  std::size_t m_deciding = diagnosis::LogText::kNone;
};

}  // namespace claimscope::ui
