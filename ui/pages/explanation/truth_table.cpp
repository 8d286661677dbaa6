// TruthTable: contents, layout, mouse and keyboard. GUI thread.
#include "ui/pages/explanation/truth_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/tool_tip.h"
#include "ui/pages/explanation/cel_text.h"
#include "ui/pages/explanation/explanation_texts.h"
#include "ui/pages/explanation/settling.h"

namespace claimscope::ui {
namespace {

using explanation::Truth;

constexpr int kHeader = 26;
constexpr int kRow = 26;
constexpr int kHintRow = 42;
constexpr int kPadding = 8;
constexpr int kLeastTerm = 260;
constexpr int kLeastGroup = 73;
constexpr int kMostGroup = 150;
constexpr int kMostHeight = 16 * kRow;
constexpr int kFoldFrom = 11;  ///< terms; fewer are all shown

}  // namespace

TruthTable::TruthTable(Look& look, QWidget* parent) : QAbstractScrollArea(parent), m_look(look) {
  setFrameShape(NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
  viewport()->setAutoFillBackground(false);
  setAccessibleName(tr("Which term rejects which device"));
  verticalScrollBar()->setSingleStep(kRow);
  horizontalScrollBar()->setSingleStep(kLeastGroup / 2);
  connect(&look, &Look::changed, this, [this] {
    layOut();
    viewport()->update();
  });
}

void TruthTable::setRequest(const explanation::RequestExplanation& request) {
  std::vector<QString> expressions;
  for (const explanation::TermRow& row : request.terms) {
    expressions.push_back(plain(row.expression));
  }
  m_domain = commonDomain(expressions);
  std::vector<Term> terms;
  for (std::size_t i = 0; i < request.terms.size(); ++i) {
    const explanation::TermRow& row = request.terms[i];
    Term term;
    term.from = plain(row.from);
    term.full = expressions[i];
    term.shown = withFoldedDomain(term.full, m_domain);
    term.hint = plain(row.hint);
    QStringList counts{tr("true %1").arg(sureNumber(row.yes)), tr("false %1").arg(sureNumber(row.no))};
    if (row.error.value != 0) {
      counts << tr("error %1").arg(sureNumber(row.error));
    }
    term.counts = counts.join(QStringLiteral(", "));
    term.cells = row.cells;
    term.cells.resize(request.groups.size());
    term.quiet = row.hint.empty() && std::all_of(row.cells.begin(), row.cells.end(),
                                                 [](const explanation::Cell& cell) { return cell.truth == Truth::yes; });
    terms.push_back(std::move(term));
  }
  std::vector<Group> groups;
  for (const explanation::DeviceGroup& group : request.groups) {
    groups.push_back({plain(group.label), group.count.bound == Bound::exact ? number(group.count.value) : number(group.count),
                      sureNumber(group.passing), plain(group.label), kLeastGroup});
  }
  const bool same = std::equal(terms.begin(), terms.end(), m_terms.begin(), m_terms.end(),
                               [](const Term& a, const Term& b) { return a.full == b.full && a.from == b.from; }) &&
                    std::equal(groups.begin(), groups.end(), m_groups.begin(), m_groups.end(),
                               [](const Group& a, const Group& b) { return a.full == b.full; });
  m_terms = std::move(terms);
  m_groups = std::move(groups);
  if (!same) {
    m_row = 0;
    m_column = 1;
    m_unfolded = false;
    m_hovered = {};
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
  }
  layOut();
  announce();
  viewport()->update();
}

void TruthTable::setUnfolded(bool unfolded) {
  m_unfolded = unfolded;
  layOut();
  viewport()->update();
}

QString TruthTable::cellText(int term, int group) const {
  switch (m_terms[static_cast<std::size_t>(term)].cells[static_cast<std::size_t>(group)].truth) {
    case Truth::yes:
      return QStringLiteral("true");
    case Truth::no:
      return QStringLiteral("false");
    case Truth::error:
      break;
  }
  return QStringLiteral("error");
}

QString TruthTable::headerTip(int group) const {
  const Group& about = m_groups[static_cast<std::size_t>(group)];
  return about.full + QLatin1Char('\n') + tr("%1 devices, %2 pass every term").arg(about.count, about.passing) +
         QLatin1Char('\n') + tr("A click lists them.");
}

QString TruthTable::describeCell(int row, int column) const {
  if (row < 0 || row >= shownRows()) {
    return {};
  }
  const Row& at = m_rows[static_cast<std::size_t>(row)];
  const int group = column - 2;
  if (at.term == kSum) {
    return group >= 0 && group < groups()
               ? tr("%1: %2 devices pass every term")
                     .arg(m_groups[static_cast<std::size_t>(group)].full, m_groups[static_cast<std::size_t>(group)].passing)
               : tr("Devices that pass all terms");
  }
  if (at.term == kFold) {
    return m_unfolded ? tr("Hide the terms that are true for every device") : tr("Terms that are true for every device");
  }
  const Term& term = m_terms[static_cast<std::size_t>(at.term)];
  if (group < 0 || group >= groups()) {
    QString text = tr("From %1").arg(term.from) + QLatin1Char('\n') + term.full + QLatin1Char('\n') + term.counts;
    if (!term.hint.isEmpty()) {
      text += QLatin1Char('\n') + term.hint;
    }
    return text;
  }
  const explanation::Cell& cell = term.cells[static_cast<std::size_t>(group)];
  const Group& about = m_groups[static_cast<std::size_t>(group)];
  QString text = about.full + QLatin1Char(' ') + about.count + QStringLiteral(": ") + cellText(at.term, group);
  if (cell.firstFalse) {
    text += QLatin1Char('\n') + (cell.truth == Truth::error ? tr("This term ends the evaluation with an error.")
                                                            : tr("The first term that refuses these devices."));
  } else if (!cell.needed) {
    text += QLatin1Char('\n') + tr("Not needed: an earlier term has refused these devices.");
  }
  if (!cell.error.empty()) {
    text += QLatin1Char('\n') + plain(cell.error);
  }
  return text + QLatin1Char('\n') + term.full;
}

QString TruthTable::copyText() const {
  QStringList head{tr("From"), tr("CEL term")};
  for (const Group& group : m_groups) {
    head << group.full + QLatin1Char(' ') + group.count;
  }
  QStringList lines{head.join(QLatin1Char('\t'))};
  for (int i = 0; i < terms(); ++i) {
    QStringList line{m_terms[static_cast<std::size_t>(i)].from, m_terms[static_cast<std::size_t>(i)].full};
    for (int g = 0; g < groups(); ++g) {
      line << cellText(i, g);
    }
    lines << line.join(QLatin1Char('\t'));
  }
  QStringList sum{QString(), tr("Devices that pass all terms")};
  for (const Group& group : m_groups) {
    sum << group.passing;
  }
  return (lines << sum.join(QLatin1Char('\t'))).join(QLatin1Char('\n'));
}

void TruthTable::layOut() {
  m_rows.clear();
  const bool folds =
      terms() >= kFoldFrom && std::count_if(m_terms.begin(), m_terms.end(), [](const Term& t) { return t.quiet; }) > 2;
  int y = 0;
  const auto add = [&](int term, int height) {
    m_rows.push_back({term, y, height});
    y += height;
  };
  if (folds) {
    add(kFold, kRow);
  }
  for (int i = 0; i < terms(); ++i) {
    const Term& term = m_terms[static_cast<std::size_t>(i)];
    if (!folds || m_unfolded || !term.quiet) {
      add(i, term.hint.isEmpty() ? kRow : kHintRow);
    }
  }
  add(kSum, kRow - 2);
  m_row = std::clamp(m_row, 0, shownRows() - 1);
  m_column = std::clamp(m_column, 0, groups() + 1);

  const QFontMetrics strong(m_look.font(FontRole::captionStrong));
  const QFontMetrics light(m_look.font(FontRole::caption));
  m_fromWidth = 52;
  for (const Term& term : m_terms) {
    m_fromWidth =
        std::clamp(QFontMetrics(m_look.font(FontRole::small)).horizontalAdvance(term.from) + 2 * kPadding, m_fromWidth, 96);
  }
  int all = 0;
  for (Group& group : m_groups) {
    const int label = strong.horizontalAdvance(group.label) + 4 + light.horizontalAdvance(group.count) + kPadding + 3;
    group.width = std::clamp(label, kLeastGroup, kMostGroup);
    all += group.width;
  }
  const QFontMetrics mono(m_look.font(FontRole::monoSmall));
  int longest = 0;
  for (const Term& term : m_terms) {
    longest = std::max(longest, mono.horizontalAdvance(term.shown) + 2 * kPadding + 2);
  }
  const int wide = std::max(1, width() - m_fromWidth);
  if (const int spare = wide - longest - all; spare > 0 && groups() > 0) {
    // Half of what terms do not need brings the answers nearer to them.
    const int more = spare / 2 / groups();
    for (Group& group : m_groups) {
      const int width = std::min(kMostGroup, group.width + more);
      all += width - group.width;
      group.width = width;
    }
  }
  // Beside few groups a term keeps what is left; beside many it keeps up to half and they scroll.
  m_termWidth = wide - all;
  if (m_termWidth < std::min(longest, kLeastTerm)) {
    m_termWidth = std::clamp(longest, std::min(kLeastTerm, wide / 2), std::max(std::min(kLeastTerm, wide / 2), wide / 2));
  }
  const int room = wide - m_termWidth;
  const bool across = all > room;
  const int bar = across ? horizontalScrollBar()->sizeHint().height() : 0;
  setHorizontalScrollBarPolicy(across ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
  const int rowsHeight = std::min(y, kMostHeight);
  setVerticalScrollBarPolicy(y > kMostHeight ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
  const int down = y > kMostHeight ? verticalScrollBar()->sizeHint().width() : 0;
  if (!across && down > 0) {
    m_termWidth = std::max(80, m_termWidth - down);
  }
  horizontalScrollBar()->setRange(0, std::max(0, all - room + down));
  horizontalScrollBar()->setPageStep(std::max(1, room));
  verticalScrollBar()->setRange(0, std::max(0, y - rowsHeight));
  verticalScrollBar()->setPageStep(rowsHeight);
  setHeightNow(this, kHeader + rowsHeight + bar);
}

void TruthTable::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  layOut();
}

int TruthTable::groupX(int group) const {
  int x = m_fromWidth + m_termWidth - horizontalScrollBar()->value();
  for (int i = 0; i < group; ++i) {
    x += m_groups[static_cast<std::size_t>(i)].width;
  }
  return x;
}

TruthTable::Spot TruthTable::spotAt(const QPoint& point) const {
  Spot spot;
  if (point.y() < kHeader) {
    spot.row = -2;
  } else {
    const int y = point.y() - kHeader + verticalScrollBar()->value();
    for (int i = 0; i < shownRows(); ++i) {
      const Row& row = m_rows[static_cast<std::size_t>(i)];
      if (y >= row.y && y < row.y + row.height) {
        spot.row = i;
      }
    }
  }
  if (point.x() < m_fromWidth) {
    spot.column = 0;
  } else if (point.x() < m_fromWidth + m_termWidth) {
    spot.column = 1;
  } else {
    for (int g = 0; g < groups(); ++g) {
      if (point.x() >= groupX(g) && point.x() < groupX(g) + m_groups[static_cast<std::size_t>(g)].width) {
        spot.column = g + 2;
      }
    }
  }
  return spot;
}

void TruthTable::mouseMoveEvent(QMouseEvent* event) {
  const Spot spot = spotAt(event->position().toPoint());
  if (spot.row != m_hovered.row || spot.column != m_hovered.column) {
    m_hovered = spot;
    const bool fold = spot.row >= 0 && m_rows[static_cast<std::size_t>(spot.row)].term == kFold;
    viewport()->setCursor(fold || (spot.row == -2 && spot.column >= 2) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->update();
  }
}

void TruthTable::leaveEvent(QEvent*) {
  m_hovered = {};
  viewport()->update();
}

void TruthTable::mousePressEvent(QMouseEvent* event) {
  const Spot spot = spotAt(event->position().toPoint());
  if (event->button() != Qt::LeftButton) {
    return;
  }
  if (spot.row == -2 && spot.column >= 2) {
    Q_EMIT groupChosen(spot.column - 2);
  } else if (spot.row >= 0) {
    if (m_rows[static_cast<std::size_t>(spot.row)].term == kFold) {
      setUnfolded(!m_unfolded);
      return;
    }
    moveTo(spot.row, std::max(0, spot.column));
  }
}

void TruthTable::mouseDoubleClickEvent(QMouseEvent* event) {
  const Spot spot = spotAt(event->position().toPoint());
  if (spot.row >= 0 && m_rows[static_cast<std::size_t>(spot.row)].term >= 0) {
    Q_EMIT editRequested(m_rows[static_cast<std::size_t>(spot.row)].term);
  }
}

void TruthTable::moveTo(int row, int column) {
  m_row = std::clamp(row, 0, shownRows() - 1);
  m_column = std::clamp(column, 0, groups() + 1);
  const Row& at = m_rows[static_cast<std::size_t>(m_row)];
  QScrollBar* down = verticalScrollBar();
  if (at.y < down->value()) {
    down->setValue(at.y);
  } else if (at.y + at.height > down->value() + viewport()->height() - kHeader) {
    down->setValue(at.y + at.height - (viewport()->height() - kHeader));
  }
  if (m_column >= 2) {
    const int group = m_column - 2;
    const int x = groupX(group) + horizontalScrollBar()->value() - m_fromWidth - m_termWidth;
    const int room = viewport()->width() - m_fromWidth - m_termWidth;
    const int wide = m_groups[static_cast<std::size_t>(group)].width;
    if (x < horizontalScrollBar()->value()) {
      horizontalScrollBar()->setValue(x);
    } else if (x + wide > horizontalScrollBar()->value() + room) {
      horizontalScrollBar()->setValue(x + wide - room);
    }
  }
  announce();
  viewport()->update();
}

void TruthTable::announce() {
  setAccessibleDescription(m_keyboard ? describeCell(m_row, m_column)
                                      : tr("%1 terms against %2 groups of devices").arg(terms()).arg(groups()));
}

void TruthTable::keyPressEvent(QKeyEvent* event) {
  m_keyboard = true;
  const int term = m_row < shownRows() ? m_rows[static_cast<std::size_t>(m_row)].term : kSum;
  switch (event->key()) {
    case Qt::Key_Up:
      moveTo(m_row - 1, m_column);
      return;
    case Qt::Key_Down:
      moveTo(m_row + 1, m_column);
      return;
    case Qt::Key_Left:
      moveTo(m_row, m_column - 1);
      return;
    case Qt::Key_Right:
      moveTo(m_row, m_column + 1);
      return;
    case Qt::Key_Home:
      moveTo(m_row, 0);
      return;
    case Qt::Key_End:
      moveTo(m_row, groups() + 1);
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (term == kFold) {
        setUnfolded(!m_unfolded);
      } else if (term >= 0) {
        Q_EMIT editRequested(term);
      }
      return;
    case Qt::Key_Space:
      if (term == kFold) {
        setUnfolded(!m_unfolded);
      } else if (m_column >= 2) {
        Q_EMIT groupChosen(m_column - 2);
      }
      return;
    default:
      break;
  }
  if (event->matches(QKeySequence::Copy)) {
    QGuiApplication::clipboard()->setText(copyText());
    return;
  }
  event->ignore();  // Esc and letters are the page's and the window's
}

void TruthTable::focusInEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusInEvent(event);
  m_keyboard = event->reason() != Qt::MouseFocusReason;
  announce();
  viewport()->update();
}

void TruthTable::focusOutEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusOutEvent(event);
  m_keyboard = false;
  announce();
  viewport()->update();
}

bool TruthTable::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const Spot spot = spotAt(help->pos());
    const QString text =
        spot.row == -2 ? (spot.column >= 2 ? headerTip(spot.column - 2) : QString()) : describeCell(spot.row, spot.column);
    showToolTip(*help, text, this);
    return true;
  }
  return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace claimscope::ui
