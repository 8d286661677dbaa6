#include "ui/pages/troubleshoot/log_sheet.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QTextBlock>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/pages/troubleshoot/log_lines.h"

namespace claimscope::ui {

LogSheet::LogSheet(Look& look, const QString& pod, const QString& facts, const diagnosis::LogText& text, QWidget* parent)
    : QDialog(parent),
      m_lines(new QPlainTextEdit(this)),
      m_next(new Button(look, ButtonStyle::normal, tr("Next mark"), false, this)) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Driver log"));
  resize(1000, 640);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 12, 16, 12);
  column->setSpacing(10);
  auto* title = new PlainLabel(look, FontRole::monoStrong, Ink::primary, pod, this);
  title->setElide(Qt::ElideMiddle);
  column->addWidget(title);
  column->addWidget(new PlainLabel(look, FontRole::small, Ink::muted, facts, this));
  QStringList words;
  for (const diagnosis::LogLine& line : text.lines) {
    words << logLineText(line);
  }
  m_lines->setReadOnly(true);
  m_lines->setUndoRedoEnabled(false);
  m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_lines->setFont(look.font(FontRole::mono));
  m_lines->setPlainText(words.join(QLatin1Char('\n')));
  m_lines->setAccessibleName(tr("Log of %1").arg(pod));
  column->addWidget(m_lines, 1);

  QList<QTextEdit::ExtraSelection> marks;
  for (std::size_t i = 0; i < text.lines.size(); ++i) {
    const diagnosis::LogLine& line = text.lines[i];
    if (!line.marked() && i != text.deciding) {
      continue;
    }
    const bool error = line.level == diagnosis::LogLevel::error;
    const Theme& theme = look.theme();
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(m_lines->document()->findBlockByNumber(static_cast<int>(i)));
    mark.format.setBackground(error ? theme.severity.criticalSoft : theme.severity.warningSoft);
    mark.format.setProperty(QTextFormat::FullWidthSelection, true);
    marks << mark;
    m_marks.push_back(static_cast<int>(i));
  }
  m_lines->setExtraSelections(marks);

  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addWidget(new PlainLabel(look, FontRole::small, Ink::muted,
                                m_marks.empty() ? tr("No line is an error or names what is looked at")
                                                : tr("%1 lines are errors or name what is looked at (N)").arg(m_marks.size()),
                                this),
                 1);
  m_next->setEnabled(!m_marks.empty());
  row->addWidget(m_next);
  auto* copy = new Button(look, ButtonStyle::normal, tr("Copy all"), false, this);
  copy->setIconId(QStringLiteral("copy"));
  row->addWidget(copy);
  auto* close = new Button(look, ButtonStyle::primary, tr("Close"), false, this);
  row->addWidget(close);
  column->addLayout(row);
  connect(copy, &QAbstractButton::clicked, this, [all = logCopyText(text)] { QGuiApplication::clipboard()->setText(all); });
  connect(close, &QAbstractButton::clicked, this, &QDialog::accept);
  connect(m_next, &QAbstractButton::clicked, this, [this] {
    if (!m_marks.empty()) {
      m_at = (m_at + 1) % static_cast<int>(m_marks.size());
      showMark(static_cast<std::size_t>(m_marks[static_cast<std::size_t>(m_at)]));
    }
  });
  auto* key = new QShortcut(QKeySequence(Qt::Key_N), this);
  connect(key, &QShortcut::activated, m_next, &QAbstractButton::click);
  const bool decides = text.deciding != diagnosis::LogText::kNone;
  if (decides) {
    m_at = static_cast<int>(std::find(m_marks.begin(), m_marks.end(), static_cast<int>(text.deciding)) - m_marks.begin());
  }
  showMark(decides ? text.deciding : text.lines.empty() ? 0 : text.lines.size() - 1);
  m_lines->setFocus(Qt::OtherFocusReason);
}

void LogSheet::showMark(std::size_t line) {
  m_lines->setTextCursor(QTextCursor(m_lines->document()->findBlockByNumber(static_cast<int>(line))));
  m_lines->centerCursor();
}

}  // namespace claimscope::ui
