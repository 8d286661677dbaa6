#include "ui/pages/explanation/evidence_list.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/tool_tip.h"
#include "ui/pages/explanation/paint_text.h"
#include "ui/pages/explanation/settling.h"

namespace claimscope::ui {
namespace {

constexpr int kPadX = 12;
constexpr int kPadTop = 5;
constexpr int kPadBottom = 2;
constexpr int kLine = 18;
constexpr int kSmall = 15;
constexpr int kGap = 8;
constexpr int kFolded = 2;  ///< lines that are always shown
constexpr int kMostObject = 220;
constexpr int kMostLines = 8;  ///< of one value, unfolded

Ink inkOfMark(const std::string& mark) {
  if (mark == "agrees" || mark == "complete" || mark == "newest" || mark == "ok") {
    return Ink::ok;
  }
  if (mark == "differs" || mark == "stale" || mark == "incomplete" || mark == "error") {
    return Ink::warning;
  }
  return Ink::muted;
}

}  // namespace

EvidenceList::EvidenceList(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Evidence"));
  connect(&look, &Look::changed, this, [this] {
    layOut();
    update();
  });
}

void EvidenceList::setEvidence(const std::vector<explanation::Evidence>& evidence, Time now) {
  std::vector<Row> rows;
  for (const explanation::Evidence& fact : evidence) {
    Row row;
    row.object = plain(fact.object);
    row.field = plain(fact.field);
    // What is written in one word is the cluster's.
    row.value = fact.value.find(' ') == std::string::npos ? plain(fact.value) : said(fact.value);
    row.rule = said(fact.rule);
    row.mark = said(fact.mark);
    row.command = plain(fact.command);
    row.ink = inkOfMark(fact.mark);
    const std::int64_t old = fact.time.isSet() ? now - fact.time : 0;
    row.time = !fact.time.isSet()                  ? QString()
               : old >= 0 && old < 60'000          ? age(old, true)
               : old > 24LL * 3'600'000 || old < 0 ? fullTime(fact.time).left(10)
                                                   : clockTime(fact.time);
    rows.push_back(std::move(row));
  }
  if (rows != m_rows) {
    m_rows = std::move(rows);
    m_current = std::clamp(m_current, 0, std::max(0, this->rows() - 1));
    layOut();
    update();
  }
}

void EvidenceList::setUnfolded(bool unfolded) {
  if (unfolded != m_unfolded) {
    m_unfolded = unfolded;
    layOut();
    update();
  }
}

QString EvidenceList::rowText(int index) const {
  const Row& row = m_rows[static_cast<std::size_t>(index)];
  QString text = row.object;
  if (!row.field.isEmpty()) {
    text += QLatin1Char('\n') + row.field;
  }
  text += QLatin1Char('\n') + row.value;
  for (const QString& part : {row.rule, row.mark, row.time, row.command}) {
    if (!part.isEmpty()) {
      text += QLatin1Char('\n') + part;
    }
  }
  return text;
}

void EvidenceList::layOut() {
  const QFontMetrics mono(m_look.font(FontRole::mono));
  const QFontMetrics tiny(m_look.font(FontRole::monoSmall));
  const QFontMetrics small(m_look.font(FontRole::small));
  int object = 92;
  m_markWidth = 0;
  m_timeWidth = 0;
  const auto looked = m_unfolded ? rows() : std::clamp((height() - kPadTop) / kLine, std::min(rows(), kFolded), rows());
  for (int i = 0; i < looked; ++i) {  // rows out of sight do not widen a column
    const Row& row = m_rows[static_cast<std::size_t>(i)];
    object = std::max(object, mono.horizontalAdvance(row.object) + 1);
    m_markWidth = std::max(m_markWidth, small.horizontalAdvance(row.mark) + 1);
    m_timeWidth = std::max(m_timeWidth, tiny.horizontalAdvance(row.time) + 1);
  }
  m_markWidth = std::min(m_markWidth, 120);
  m_objectWidth = std::min({object, kMostObject, std::max(92, width() / 3)});
  int y = kPadTop;
  for (Row& row : m_rows) {
    row.y = y;
    row.height = kLine;
    if (m_unfolded) {
      const int room = std::max(60, width() - 2 * kPadX - m_objectWidth - m_markWidth - m_timeWidth - 3 * kGap);
      const int lines = drawWrapped(nullptr, QRect(0, 0, room, 0), m_look.font(FontRole::small), row.value, kMostLines);
      row.height = std::max(1, lines) * small.height() + 3 + (row.field.isEmpty() && row.rule.isEmpty() ? 0 : kSmall);
      row.height += 4;
    }
    y += row.height;
  }
  const int wanted = m_unfolded ? y + kPadTop : kPadTop + kPadBottom + std::min(rows(), kFolded) * kLine;
  setLeastHeightNow(this, wanted);
}

int EvidenceList::shownRows() const {
  return static_cast<int>(
      std::count_if(m_rows.begin(), m_rows.end(), [this](const Row& row) { return row.y + row.height <= height(); }));
}

void EvidenceList::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  layOut();
}

int EvidenceList::rowAt(int y) const {
  for (int i = 0; i < rows(); ++i) {
    const Row& row = m_rows[static_cast<std::size_t>(i)];
    if (y >= row.y && y < row.y + row.height && row.y + row.height <= height()) {
      return i;
    }
  }
  return -1;
}

void EvidenceList::paintRow(QPainter& painter, const Row& row) const {
  const Theme& theme = m_look.theme();
  const int right = width() - kPadX;
  const QRect object(kPadX, row.y, m_objectWidth, kLine);
  const int x = object.right() + 1 + kGap;
  const int end = right - m_timeWidth - (m_timeWidth > 0 ? kGap : 0) - m_markWidth - (m_markWidth > 0 ? kGap : 0);
  drawLine(painter, object, m_look.font(FontRole::mono), theme.text.muted, row.object, Qt::AlignLeft, Qt::ElideMiddle);
  drawLine(painter, QRect(end + kGap, row.y, m_markWidth, kLine), m_look.font(FontRole::small), inkColor(theme, row.ink),
           row.mark);
  drawLine(painter, QRect(right - m_timeWidth, row.y, m_timeWidth, kLine), m_look.font(FontRole::monoSmall), theme.text.muted,
           row.time, Qt::AlignRight);
  if (!m_unfolded) {
    drawLine(painter, QRect(x, row.y, end - x, kLine), m_look.font(FontRole::small), theme.text.secondary, row.value);
    return;
  }
  const bool second = !row.field.isEmpty() || !row.rule.isEmpty();
  const QRect value(x, row.y + 1, end - x, row.height - 5 - (second ? kSmall : 0));
  painter.setFont(m_look.font(FontRole::small));
  painter.setPen(theme.text.secondary);
  drawWrapped(&painter, value, painter.font(), row.value, kMostLines);
  if (second) {
    const QString words = row.field.isEmpty()  ? row.rule
                          : row.rule.isEmpty() ? row.field
                                               : row.field + QStringLiteral(" · ") + row.rule;
    drawLine(painter, QRect(x, row.y + row.height - kSmall - 4, right - x, kSmall), m_look.font(FontRole::caption),
             theme.text.muted, words);
  }
}

void EvidenceList::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  for (int i = 0; i < rows(); ++i) {
    const Row& row = m_rows[static_cast<std::size_t>(i)];
    if (row.y + row.height > height()) {
      break;  // half a line is worse than none: "All n" has them
    }
    paintRow(painter, row);
    if (hasFocus() && i == m_current) {
      paintFocusRing(painter, QRectF(4, row.y - 1, width() - 8, row.height), 0, m_look.theme());
    }
  }
}

void EvidenceList::mousePressEvent(QMouseEvent* event) {
  if (const int row = rowAt(static_cast<int>(event->position().y())); row >= 0) {
    m_current = row;
    update();
  }
}

void EvidenceList::keyPressEvent(QKeyEvent* event) {
  if (rows() > 0 && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
    const int last = m_unfolded ? rows() - 1 : std::max(0, shownRows() - 1);
    m_current = std::clamp(m_current + (event->key() == Qt::Key_Up ? -1 : 1), 0, last);
    setAccessibleDescription(rowText(m_current));
    update();
  } else if (rows() > 0 && event->matches(QKeySequence::Copy)) {
    QGuiApplication::clipboard()->setText(rowText(m_current));
  } else {
    QWidget::keyPressEvent(event);
  }
}

void EvidenceList::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  m_current = std::clamp(m_current, 0, std::max(0, rows() - 1));
  setAccessibleDescription(rows() > 0 ? rowText(m_current) : QString());
  update();
}

void EvidenceList::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

bool EvidenceList::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = rowAt(help->pos().y());
    showToolTip(*help, row >= 0 ? rowText(row) : QString(), this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
