#include "ui/pages/troubleshoot/log_lines.h"

#include <QPainter>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/explanation/paint_text.h"
#include "ui/pages/explanation/settling.h"

namespace claimscope::ui {
namespace {

constexpr int kPadX = 10;
constexpr int kPadY = 4;
constexpr int kRowPad = 2;    ///< above and below each line
constexpr int kLetter = 16;   ///< column of the severity
constexpr int kMostRows = 2;  ///< of one line
constexpr int kMostDecidingRows = 5;

QString letterOf(diagnosis::LogLevel level) {
  return QString(QLatin1Char(diagnosis::levelLetter(level)));
}

/// "09:35:50.114"; the day is in what is copied.
QString timeOf(Time at) {
  return at.isSet() ? QStringLiteral("%1.%2").arg(clockTime(at)).arg(((at.ms % 1000) + 1000) % 1000, 3, 10, QLatin1Char('0'))
                    : QString();
}

QString bodyOf(const diagnosis::LogLine& line) {
  return plain(diagnosis::withoutKlogHead(line.text));
}

}  // namespace

QString logLineText(const diagnosis::LogLine& line) {
  return QStringLiteral("%1 %2  %3").arg(letterOf(line.level), timeOf(line.at).leftJustified(12), bodyOf(line));
}

QString logCopyText(const diagnosis::LogText& text) {
  QString out;
  for (const diagnosis::LogLine& line : text.lines) {
    out += QString::fromStdString(formatTime(line.at)) + (line.at.isSet() ? QStringLiteral(" ") : QString()) + plain(line.text) +
           QLatin1Char('\n');
  }
  return out;
}

LogLines::LogLines(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&look, &Look::changed, this, [this] {
    fit();
    update();
  });
}

void LogLines::setText(const diagnosis::LogText& text, std::size_t most) {
  const diagnosis::LogRange range = diagnosis::around(text, most);
  m_lines.assign(text.lines.begin() + static_cast<std::ptrdiff_t>(range.first),
                 text.lines.begin() + static_cast<std::ptrdiff_t>(range.last));
  m_deciding = text.deciding == diagnosis::LogText::kNone ? text.deciding : text.deciding - range.first;
  QStringList words;
  for (const diagnosis::LogLine& line : m_lines) {
    words << logLineText(line);
  }
  setAccessibleName(tr("Log lines"));
  setAccessibleDescription(words.join(QLatin1Char('\n')));
  fit();
  update();
}

int LogLines::layOut(QPainter* painter, int width) const {
  const Theme& theme = m_look.theme();
  const QFont mono = m_look.font(FontRole::monoSmall);
  const QFontMetrics metrics(mono);
  const int step = metrics.height();
  const int timeWidth = metrics.horizontalAdvance(QStringLiteral("00:00:00.000"));
  const int textX = kPadX + kLetter + timeWidth + 10;
  int y = kPadY;
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    const diagnosis::LogLine& line = m_lines[i];
    const bool deciding = i == m_deciding;
    const QString text = bodyOf(line);
    const int most = deciding ? kMostDecidingRows : kMostRows;
    const QRect place(textX, y + kRowPad, std::max(40, width - textX - kPadX), step * most);
    const int tall = step * std::max(1, drawWrapped(nullptr, place, mono, text, most)) + 2 * kRowPad;
    if (painter != nullptr) {
      const bool error = line.level == diagnosis::LogLevel::error;
      if (deciding) {
        const QColor edge = error ? theme.severity.critical : theme.severity.warning;
        painter->fillRect(QRect(0, y, width, tall), error ? theme.severity.criticalSoft : theme.severity.warningSoft);
        painter->fillRect(QRect(0, y, 3, tall), edge);
      }
      drawLine(*painter, QRect(kPadX, y + kRowPad, kLetter, step), mono,
               error                                        ? theme.severity.critical
               : line.level == diagnosis::LogLevel::warning ? theme.severity.warning
                                                            : theme.text.muted,
               letterOf(line.level));
      drawLine(*painter, QRect(kPadX + kLetter, y + kRowPad, timeWidth + 4, step), mono, theme.text.muted, timeOf(line.at));
      painter->setPen(line.marked() || deciding ? theme.text.primary : theme.text.secondary);
      painter->setFont(mono);
      drawWrapped(painter, place, mono, text, most);
    }
    y += tall;
  }
  return y + kPadY;
}

void LogLines::fit() {
  setHeightNow(this, layOut(nullptr, width()));
}

void LogLines::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit();
}

void LogLines::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), m_look.theme().bg.canvas);
  layOut(&painter, width());
}

}  // namespace claimscope::ui
